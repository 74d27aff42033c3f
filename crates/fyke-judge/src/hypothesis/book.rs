//! The matrices of a record: each version an entry, each person's answers an
//! entry. Answers are shown to nobody who has not given theirs.

use super::{Answer, Matrix};
use crate::key::KeyId;
use crate::record::leaf::{Actor, Index, What};
use crate::record::{Draft, Random, Record, RecordError, Signatory};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// With [`What::Matrix`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SaidMatrix {
    /// The lead.
    pub lead: String,
    /// The matrix.
    pub matrix: Matrix,
    /// When, UTC.
    pub at: String,
}

/// With [`What::Weighing`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SaidWeighing {
    /// The lead.
    pub lead: String,
    /// The answers, as asked.
    pub answer: Answer,
    /// When, UTC.
    pub at: String,
}

/// The standing matrix of a lead with everyone's last answers to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    /// Its entry.
    pub entry: Index,
    /// The matrix.
    pub matrix: Matrix,
    /// Answers to this version, by person.
    pub answers: BTreeMap<KeyId, Answer>,
}

/// The matrix of a lead as it stands; none where nobody made one.
///
/// # Errors
/// A record that cannot be read.
pub fn standing(record: &Record, lead: &str) -> Result<Option<Standing>, RecordError> {
    let mut entries = Vec::new();
    record.each(0, |index, leaf| {
        match leaf.what {
            What::Matrix { .. } => entries.push((index, leaf.by, None)),
            What::Weighing { matrix } => entries.push((index, leaf.by, Some(matrix))),
            _ => {}
        }
        Ok::<(), RecordError>(())
    })?;
    standing_among(record, lead, entries)
}

/// The same out of entries that are known to be of matrices, in order: of a
/// weighing the matrix that it answers to.
///
/// # Errors
/// A record that cannot be read.
pub fn standing_among(
    record: &Record,
    lead: &str,
    entries: impl IntoIterator<Item = (Index, Actor, Option<Index>)>,
) -> Result<Option<Standing>, RecordError> {
    let mut found: Option<Standing> = None;
    for (entry, by, of) in entries {
        match (of, by) {
            (None, _) => {
                if let Some(said) = record
                    .payload::<SaidMatrix>(entry)?
                    .filter(|said| said.lead == lead)
                {
                    found = Some(Standing {
                        entry,
                        matrix: said.matrix,
                        answers: BTreeMap::new(),
                    });
                }
            }
            (Some(matrix), Actor::Person(key)) => {
                let Some(standing) = found.as_mut().filter(|standing| standing.entry == matrix) else {
                    continue;
                };
                if let Some(said) = record.payload::<SaidWeighing>(entry)? {
                    standing.answers.insert(key, said.answer);
                }
            }
            (Some(_), Actor::Machine(_)) => {}
        }
    }
    Ok(found)
}

/// Writes a version of a lead's matrix.
///
/// # Errors
/// `by` may not sign; the disk.
pub fn write(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    said: &SaidMatrix,
) -> Result<Index, RecordError> {
    let replaces = standing(record, &said.lead)?.map(|standing| standing.entry);
    append(record, random, by, What::Matrix { replaces }, &said.lead, said)
}

/// Writes a person's answers to the standing matrix.
///
/// # Errors
/// Answers that leave a hypothesis out; there is no matrix; `by` may not sign;
/// the disk.
pub fn weigh(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    said: &SaidWeighing,
) -> Result<Index, RecordError> {
    let refused = RecordError::Refused;
    let standing = standing(record, &said.lead)?.ok_or_else(|| {
        refused(format!(
            "lead {} has no matrix yet; write one first with: fyke assess matrix CASE LEAD --file FILE",
            said.lead
        ))
    })?;
    standing
        .matrix
        .coherent(&said.answer)
        .map_err(|error| refused(error.to_string()))?;
    let what = What::Weighing {
        matrix: standing.entry,
    };
    append(record, random, by, what, &said.lead, said)
}

fn append(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    what: What,
    lead: &str,
    said: &impl Serialize,
) -> Result<Index, RecordError> {
    let draft = Draft::new(what).saying(said)?.about(lead);
    record.append(random, |group| group.person(by, draft))
}
