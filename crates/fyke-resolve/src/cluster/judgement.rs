//! What people said of two ids, kept: who, when, and what they noted.
//!
//! The log only grows. A later judgement of a pair takes the place of an
//! earlier one, and withdrawing is an entry of its own, so that undo is a
//! replay without the entry and never a repair. This file owns the values;
//! chaining and signing them is for whoever keeps the record.
//!
//! Ids are strings as lists give them. Canonical ids (`NK-...` as nomenklatura
//! makes them, `Q...` of Wikidata) stand for whatever is the same as them; they
//! need not be records.

use std::collections::BTreeMap;

use super::Verdict;
use super::constraints::Constraints;

/// Longest id that a judgement keeps, in characters (the width of
/// nomenklatura's column).
pub const ID_CHARS_MAX: usize = 512;

/// Why a judgement was not taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JudgementError {
    /// One of the ids says nothing.
    #[error("an id is empty: name both records")]
    EmptyId,
    /// One of the ids is longer than [`ID_CHARS_MAX`].
    #[error("an id is longer than {ID_CHARS_MAX} characters: give the id, not the record")]
    LongId,
    /// Both ids are the same.
    #[error("both ids are the same: a judgement is about two")]
    OneId,
}

/// How much an id stands for others: plain, `NK-`, or of Wikidata, in rising order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IdKind {
    /// A record of some list.
    Plain,
    /// A canonical id that nomenklatura made.
    Made,
    /// A Wikidata item.
    Wikidata,
}

impl IdKind {
    /// The kind of an id, as nomenklatura tells it (`resolver/identifier.py`).
    ///
    /// ```
    /// use fyke_resolve::cluster::IdKind;
    /// assert_eq!(IdKind::of("NK-3Zb"), IdKind::Made);
    /// assert_eq!(IdKind::of("Q42"), IdKind::Wikidata);
    /// assert_eq!(IdKind::of("Q42b"), IdKind::Plain);
    /// ```
    pub fn of(id: &str) -> IdKind {
        if id.starts_with("NK-") {
            return IdKind::Made;
        }
        match id.strip_prefix('Q') {
            Some(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                IdKind::Wikidata
            }
            _ => IdKind::Plain,
        }
    }
}

/// Two ids, the one that stands for more first (Wikidata, then `NK-`, then the
/// later in byte order): nomenklatura's target and source.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IdPair {
    target: String,
    source: String,
}

impl IdPair {
    /// The pair in its order, whichever way it is given.
    pub fn new(one: &str, other: &str) -> Result<IdPair, JudgementError> {
        if one.is_empty() || other.is_empty() {
            return Err(JudgementError::EmptyId);
        }
        if [one, other]
            .iter()
            .any(|id| id.chars().nth(ID_CHARS_MAX).is_some())
        {
            return Err(JudgementError::LongId);
        }
        if one == other {
            return Err(JudgementError::OneId);
        }
        let above = (IdKind::of(one), one) > (IdKind::of(other), other);
        let (target, source) = if above { (one, other) } else { (other, one) };
        Ok(IdPair {
            target: target.to_owned(),
            source: source.to_owned(),
        })
    }

    /// The id that stands for more.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The other.
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// A verdict of a person on two ids.
#[derive(Clone, PartialEq, Debug)]
pub struct Judgement {
    /// On which.
    pub pair: IdPair,
    /// What was said.
    pub verdict: Verdict,
    /// By whom.
    pub who: String,
    /// When, ISO 8601 in UTC, as passed in; empty where a file does not say.
    pub at: String,
    /// Why, in their words.
    pub note: Option<String>,
}

impl Judgement {
    /// A judgement without a note.
    pub fn new(
        one: &str,
        other: &str,
        verdict: Verdict,
        who: &str,
        at: &str,
    ) -> Result<Judgement, JudgementError> {
        let pair = IdPair::new(one, other)?;
        Ok(Judgement {
            pair,
            verdict,
            who: who.to_owned(),
            at: at.to_owned(),
            note: None,
        })
    }

    /// The same with a note.
    pub fn with_note(mut self, note: &str) -> Judgement {
        self.note = Some(note.to_owned());
        self
    }
}

/// An entry of the log.
#[derive(Clone, PartialEq, Debug)]
pub enum Entry {
    /// A person said so.
    Said(Judgement),
    /// A person takes back what was last said of a pair.
    Withdrawn {
        /// Of which.
        pair: IdPair,
        /// Who takes it back.
        who: String,
        /// When, as passed in.
        at: String,
    },
}

impl Entry {
    /// The two ids it is about.
    pub fn pair(&self) -> &IdPair {
        match self {
            Entry::Said(judgement) => &judgement.pair,
            Entry::Withdrawn { pair, .. } => pair,
        }
    }
}

/// All that people said, in the order they said it.
///
/// ```
/// use fyke_resolve::cluster::{Entry, Judgement, JudgementLog, Verdict};
/// let mut log = JudgementLog::default();
/// let said = Judgement::new("ofac-1", "eu-7", Verdict::Same, "ada", "2026-01-01")?;
/// let pair = said.pair.clone();
/// log.add(Entry::Said(said));
/// assert_eq!(log.standing().len(), 1);
/// log.add(Entry::Withdrawn { pair, who: "ada".into(), at: "2026-01-02".into() });
/// assert!(log.standing().is_empty() && log.entries().len() == 2);
/// # Ok::<(), fyke_resolve::cluster::JudgementError>(())
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct JudgementLog {
    entries: Vec<Entry>,
}

impl JudgementLog {
    /// Adds at the end.
    pub fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// From the first on.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The judgements that stand: the last of each pair, unless withdrawn
    /// since; in the order they were said.
    pub fn standing(&self) -> Vec<&Judgement> {
        let mut last: BTreeMap<&IdPair, usize> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            last.insert(entry.pair(), at);
        }
        let mut places: Vec<usize> = last.into_values().collect();
        places.sort_unstable();
        let said = places.into_iter().map(|at| &self.entries[at]);
        said.filter_map(|entry| match entry {
            Entry::Said(judgement) => Some(judgement),
            Entry::Withdrawn { .. } => None,
        })
        .collect()
    }
}

/// Judgements in the numbers of a list that is clustered.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bound {
    /// What binds, with what contradicts itself.
    pub constraints: Constraints,
    /// Pairs of numbers that a person looked at and could not tell, lower first.
    pub unsure: Vec<(u32, u32)>,
    /// The ids that are not records of the list, in byte order: the number of
    /// the first is the number of records, and so on. Judgements hold through
    /// them: what is the same as one `NK-` id is the same.
    pub others: Vec<String>,
}

/// Judgements that stand, bound to records `0..records` by their ids.
pub fn bind(standing: &[&Judgement], records: usize, record_of: impl Fn(&str) -> Option<u32>) -> Bound {
    let known = |id: &str| record_of(id).filter(|record| (*record as usize) < records);
    let ids = standing.iter().flat_map(|j| [j.pair.target(), j.pair.source()]);
    let mut others: Vec<String> = ids.filter(|id| known(id).is_none()).map(str::to_owned).collect();
    others.sort_unstable();
    others.dedup();
    let number = |id: &str| {
        known(id).unwrap_or_else(|| (records + others.partition_point(|other| other.as_str() < id)) as u32)
    };
    let (mut same, mut different, mut unsure) = (Vec::new(), Vec::new(), Vec::new());
    for judgement in standing {
        let (a, b) = (number(judgement.pair.target()), number(judgement.pair.source()));
        let list = match judgement.verdict {
            Verdict::Same => &mut same,
            Verdict::Different => &mut different,
            Verdict::Unsure => &mut unsure,
        };
        list.push((a.min(b), a.max(b)));
    }
    unsure.sort_unstable();
    unsure.dedup();
    Bound {
        constraints: Constraints::new(same, different),
        unsure,
        others,
    }
}

/// The judgements that cut a cluster into the parts a person chose, once each
/// part is held together by "same": a "different" between the first records of
/// every two parts, inherited by all that is joined to them. Empty parts are
/// left out. Refused where an id stands in two parts.
///
/// A chain of "same" that runs between two parts contradicts the cut: it shows
/// in [`Constraints::contradictions`] and must be withdrawn first.
pub fn split(parts: &[Vec<String>], who: &str, at: &str) -> Result<Vec<Judgement>, JudgementError> {
    let parts: Vec<&Vec<String>> = parts.iter().filter(|part| !part.is_empty()).collect();
    let mut all: Vec<&String> = parts.iter().flat_map(|part| part.iter()).collect();
    all.sort_unstable();
    if all.windows(2).any(|two| two[0] == two[1]) {
        return Err(JudgementError::OneId);
    }
    let say = |one: &str, other: &str, verdict| Judgement::new(one, other, verdict, who, at);
    let mut said = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        for id in &part[1..] {
            said.push(say(&part[0], id, Verdict::Same)?);
        }
        for other in &parts[place + 1..] {
            said.push(say(&part[0], &other[0], Verdict::Different)?);
        }
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, cluster};
    use super::*;

    fn said(one: &str, verdict: Verdict, other: &str) -> Judgement {
        Judgement::new(one, other, verdict, "ada", "2026-01-01").unwrap()
    }

    #[test]
    fn a_pair_is_the_same_pair_turned_round() {
        assert_eq!(IdPair::new("a", "NK-1"), IdPair::new("NK-1", "a"));
        assert_eq!(IdPair::new("NK-1", "Q5").unwrap().target(), "Q5");
        assert_eq!(IdPair::new("a", "b").unwrap().target(), "b");
        assert_eq!(IdPair::new("a", "a"), Err(JudgementError::OneId));
        assert_eq!(IdPair::new("", "a"), Err(JudgementError::EmptyId));
        assert_eq!(IdPair::new(&"x".repeat(513), "a"), Err(JudgementError::LongId));
    }

    #[test]
    fn canonical_ids_join_and_part_what_they_stand_for() {
        let ids = ["eu-1", "ofac-1", "ua-1"];
        let record = |id: &str| ids.iter().position(|i| *i == id).map(|at| at as u32);
        let judgements = [
            said("eu-1", Verdict::Same, "NK-a"),
            said("ofac-1", Verdict::Same, "NK-a"),
            said("NK-a", Verdict::Same, "Q7"),
            said("ua-1", Verdict::Different, "Q7"),
            said("ua-1", Verdict::Unsure, "eu-1"),
        ];
        let bound = bind(&judgements.iter().collect::<Vec<_>>(), 3, record);
        assert_eq!(bound.others, ["NK-a", "Q7"]);
        assert_eq!(bound.unsure, [(0, 2)]);
        let against = [Edge {
            a: 1,
            b: 2,
            weight: 40.0,
        }];
        let found = cluster(3, &against, &bound.constraints);
        assert_eq!(found.clusters(), vec![vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_split_cuts_where_it_is_told() {
        let ids = ["a", "b", "c", "d"];
        let record = |id: &str| ids.iter().position(|i| *i == id).map(|at| at as u32);
        let edges: Vec<Edge> = (0..3)
            .map(|a| Edge {
                a,
                b: a + 1,
                weight: 9.0,
            })
            .collect();
        let parts = [
            vec!["a".to_owned(), "d".to_owned()],
            vec!["b".to_owned(), "c".to_owned()],
        ];
        let judgements = split(&parts, "ada", "2026-01-01").unwrap();
        let bound = bind(&judgements.iter().collect::<Vec<_>>(), 4, record);
        assert_eq!(
            cluster(4, &edges, &bound.constraints).clusters(),
            vec![vec![0, 3], vec![1, 2]]
        );
        assert_eq!(
            split(&[vec!["a".into()], vec!["a".into()]], "", ""),
            Err(JudgementError::OneId)
        );
    }

    #[test]
    fn the_last_word_on_a_pair_stands() {
        let mut log = JudgementLog::default();
        log.add(Entry::Said(said("a", Verdict::Same, "b")));
        log.add(Entry::Said(said("b", Verdict::Different, "c")));
        log.add(Entry::Said(said("b", Verdict::Different, "a")));
        let standing: Vec<Verdict> = log.standing().iter().map(|j| j.verdict).collect();
        assert_eq!(standing, [Verdict::Different, Verdict::Different]);
        assert_eq!(log.standing()[1].pair.target(), "b");
    }
}
