//! Watch lists, as statements.
//!
//! Each layout has a file of its own that knows its columns and nothing of the
//! others. All speak FollowTheMoney (followthemoney.tech): schema and property
//! names are its, dates are brought into ISO form, everything else stands as
//! the file gives it. A listing is an entity of its own, of the schema
//! `Sanction`, that points to whom it lists by `entity`.
//!
//! Ids are those of the list (`ofac-36`, `un-6907993`), so that the files of one
//! list and the editions of one file speak of the same entities.

pub mod eu_journal;
pub mod ftm;
pub mod ofac;
pub mod opensanctions;
pub mod remarks;
pub mod un;
pub mod values;

use fyke_model::refused::{Reason, Refused};
use fyke_model::statement::Statement;

use super::kind::ListFormat;
use super::recognise::Recognised;
use super::sample::Sample;
use super::sink::{Counts, Sink};
use super::walk::{Verdict, walk};
use crate::bytes::{Admitted, Record, Records};

/// A list that is a table with a header, if the sample is one.
pub(crate) fn recognise_table(sample: &Sample, name: &str) -> Option<Recognised> {
    eu_journal::recognise(sample, name)
        .or_else(|| opensanctions::recognise(sample, name))
        .or_else(|| ftm::recognise_table(sample, name))
}

/// Takes in a list that is a table.
///
/// # Errors
/// Where the file or the sink can go no further.
pub fn admit_table<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    list: ListFormat,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let header = records.header().to_vec();
    let mut entry = Entry::default();
    walk(records, sink, |record, sink, _, counts| {
        let read = match list {
            ListFormat::OfacSdn => ofac::sdn(record, &mut entry),
            ListFormat::OfacAlt => ofac::alt(record, &mut entry),
            ListFormat::OfacAdd => ofac::add(record, &mut entry),
            ListFormat::OfacComments => ofac::comments(record, &mut entry),
            ListFormat::EuJournal => eu_journal::row(&header, record, &mut entry),
            ListFormat::OpenSanctionsSimple => opensanctions::row(&header, record, &mut entry),
            ListFormat::FtmStatements => ftm::statement_row(&header, record, &mut entry),
            ListFormat::UnXml | ListFormat::FtmEntities => {
                Err(Refused::new(record.row(), None, "", Reason::UnknownKind))
            }
        };
        match read {
            Ok(()) => {
                entry.hand_out(sink, counts)?;
                Ok(Verdict::Admitted)
            }
            Err(refused) => Ok(Verdict::Refused(refused)),
        }
    })
}

/// The statements of one entry, gathered before any of them is handed out.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    id: String,
    schema: String,
    sanction_id: String,
    row: u64,
    statements: Vec<Statement>,
}

impl Entry {
    /// Begins an entry; what was gathered before is gone.
    pub(crate) fn begin(&mut self, id: String, schema: &str, row: u64) {
        self.sanction_id = format!("{id}-sanction");
        self.id = id;
        schema.clone_into(&mut self.schema);
        self.row = row;
        self.statements.clear();
    }

    /// Gives the sanction of this entry an id of its own.
    pub(crate) fn sanction_id(&mut self, id: String) {
        self.sanction_id = id;
    }

    /// States a property of the entity, unless the value says nothing.
    pub(crate) fn say(&mut self, prop: &str, value: &str) {
        let value = values::clean(value);
        if !value.is_empty() {
            let statement = Statement::new(&self.id, &self.schema, prop, value, self.row);
            if !self.statements.contains(&statement) {
                self.statements.push(statement);
            }
        }
    }

    /// States a date: in ISO form where it is one, as it stands where not.
    pub(crate) fn say_date(&mut self, prop: &str, value: &str) {
        for date in values::dates(value) {
            self.say(prop, &date);
        }
    }

    /// States a property with the language or script of its value.
    pub(crate) fn say_in(&mut self, prop: &str, value: &str, lang: &str) {
        let before = self.statements.len();
        self.say(prop, value);
        if let Some(added) = self.statements.get_mut(before) {
            lang.clone_into(&mut added.lang);
        }
    }

    /// States a property of the listing.
    pub(crate) fn sanction(&mut self, prop: &str, value: &str) {
        let value = values::clean(value);
        if value.is_empty() {
            return;
        }
        let first = !self
            .statements
            .iter()
            .any(|statement| statement.entity_id == self.sanction_id);
        if first {
            let link = Statement::new(&self.sanction_id, "Sanction", "entity", &self.id, self.row);
            self.statements.push(link);
        }
        let statement = Statement::new(&self.sanction_id, "Sanction", prop, value, self.row);
        if !self.statements.contains(&statement) {
            self.statements.push(statement);
        }
    }

    /// States a property of another entity.
    pub(crate) fn state(&mut self, statement: Statement) {
        self.statements.push(statement);
    }

    /// Hands out all that was stated.
    pub(crate) fn hand_out<S: Sink>(&mut self, sink: &mut S, counts: &mut Counts) -> Result<(), S::Error> {
        for statement in self.statements.drain(..) {
            counts.statements += 1;
            sink.statement(&Admitted::admit(statement))?;
        }
        Ok(())
    }
}

/// The cell of a named column, nothing where the file has no such column.
pub(crate) fn named<'r>(header: &[String], record: &'r Record, column: &str) -> &'r str {
    header
        .iter()
        .position(|name| name == column)
        .map_or("", |at| values::clean(record.text(at)))
}

#[cfg(test)]
pub(crate) mod tests;
