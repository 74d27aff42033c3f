//! Admission of company registers: each row becomes statements about one firm.
//!
//! The id of an entity is made from the register's number where there is one
//! and from name and country where there is none, so that a later edition of
//! the register speaks of the same entity.

use fyke_model::refused::Reason;
use fyke_model::statement::Statement;

use super::cells::dates::{DateOrder, parse_day};
use super::lists::values::{partial_date, short_hash, split_quoted};
use super::mapping::Mapping;
use super::meaning::Meaning;
use super::recognise::slug;
use super::sink::{Counts, Sink};
use super::walk::{At, Verdict, text, walk};
use crate::bytes::{Admitted, GuardError, Record, Records};

/// Takes in a register.
///
/// # Errors
/// Where the mapping names no column of names or one that the file has not, or
/// the file or the sink can go no further.
pub fn admit<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    mapping: &Mapping,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let reader = Reader::new(mapping, records.header())?;
    walk(records, sink, |record, sink, broken, counts| {
        let name = text(Some(&reader.name), record);
        if !name.chars().any(char::is_alphanumeric) {
            let reason = if name.is_empty() {
                Reason::MissingRequired
            } else {
                Reason::BadName
            };
            return Ok(Verdict::Refused(reader.name.refusal(record, reason)));
        }
        let id = reader.id(name, record);
        let mut say = |prop: &str, value: &str| {
            counts.statements += 1;
            sink.statement(&Admitted::admit(Statement::new(
                &id,
                "Company",
                prop,
                value,
                record.row(),
            )))
        };
        say("name", name)?;
        for alias in split_quoted(text(reader.alias.as_ref(), record), ';') {
            if !alias.is_empty() {
                say("alias", &alias)?;
            }
        }
        for (at, prop) in &reader.texts {
            let value = text(Some(at), record);
            if !value.is_empty() {
                say(prop, value)?;
            }
        }
        for (at, order, prop) in &reader.dates {
            let cell = text(Some(at), record);
            if cell.is_empty() {
                continue;
            }
            match date(cell, *order) {
                Some(date) => say(prop, &date)?,
                None => broken.push(at.refusal(record, Reason::BadDate)),
            }
        }
        Ok(Verdict::Admitted)
    })
}

/// A day in ISO form, or a year or month where no more is known.
fn date(cell: &str, order: DateOrder) -> Option<String> {
    match parse_day(cell, order) {
        Ok(civil) => Some(civil.day().to_string()),
        Err(_) => partial_date(cell),
    }
}

struct Reader {
    name: At,
    alias: Option<At>,
    number: Option<At>,
    country: Option<At>,
    default_country: String,
    texts: Vec<(At, &'static str)>,
    dates: Vec<(At, DateOrder, &'static str)>,
}

impl Reader {
    fn new(mapping: &Mapping, header: &[String]) -> Result<Reader, GuardError> {
        let at = |meaning| At::of(mapping, meaning, header);
        let name = at(Meaning::Name)?.ok_or_else(|| {
            GuardError::new(
                "no column holds the names of the companies",
                "give one the meaning name in mapping.toml",
            )
        })?;
        let mut texts = Vec::new();
        for (meaning, prop) in [
            (Meaning::Country, "jurisdiction"),
            (Meaning::Address, "address"),
            (Meaning::Number, "registrationNumber"),
            (Meaning::TaxNumber, "taxNumber"),
            (Meaning::Status, "status"),
            (Meaning::LegalForm, "legalForm"),
        ] {
            texts.extend(at(meaning)?.map(|at| (at, prop)));
        }
        let mut dates = Vec::new();
        for (meaning, prop) in [
            (Meaning::IncorporationDate, "incorporationDate"),
            (Meaning::DissolutionDate, "dissolutionDate"),
        ] {
            let order = mapping
                .column(meaning)
                .and_then(|column| column.dates)
                .unwrap_or_default();
            dates.extend(at(meaning)?.map(|at| (at, order, prop)));
        }
        Ok(Reader {
            name,
            alias: at(Meaning::Alias)?,
            number: at(Meaning::Number)?,
            country: at(Meaning::Country)?,
            default_country: mapping
                .defaults
                .country
                .map(|country| country.to_string())
                .unwrap_or_default(),
            texts,
            dates,
        })
    }

    fn id(&self, name: &str, record: &Record) -> String {
        let country = match text(self.country.as_ref(), record) {
            "" => self.default_country.as_str(),
            country => country,
        };
        match text(self.number.as_ref(), record) {
            "" => format!("reg-{}-{}", slug(country), short_hash(&[country, name])),
            number => format!("reg-{}-{}", slug(country), slug(number)),
        }
    }
}

#[cfg(test)]
mod tests;
