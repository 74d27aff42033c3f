//! Entries of the Official Journal of the EU as transcribed by the
//! `eu/journal_sanctions` dataset of OpenSanctions: one row per designation,
//! columns named like FollowTheMoney properties, several values in a cell
//! divided by semicolons.
//!
//! An entry without a printed id is known by act, schema, name and the first of
//! its birth date, IMO number and registration number; the same party under two
//! measures of one act is therefore one entity with two sanctions.

use fyke_model::refused::{Reason, Refused};

use super::values::{clean, dates, short_hash, split_quoted};
use super::{Entry, named};
use crate::bytes::Record;
use crate::rows::kind::ListFormat;
use crate::rows::recognise::{Recognised, date_in_name, list};
use crate::rows::sample::Sample;

/// Columns that say something about the listing or the row, not the entity.
const NOT_PROPERTIES: &[&str] = &[
    "celex",
    "amendedCelex",
    "amendmentCelex",
    "recordId",
    "programKey",
    "annex",
    "measure",
    "startDate",
    "reason",
    "schema",
    "name",
];

/// Recognises the table by its header.
pub(crate) fn recognise(sample: &Sample, name: &str) -> Option<Recognised> {
    let has = |column: &str| sample.header.iter().any(|found| found == column);
    let celex = ["celex", "amendmentCelex"]
        .into_iter()
        .find(|column| has(column))?;
    if !(has("programKey") && has("measure") && has("schema") && has("name")) {
        return None;
    }
    let at = sample.header.iter().position(|found| found == celex)?;
    // a snapshot of an act without designations has no row to tell the act
    let act = match clean(sample.cell(0, at)) {
        "" => name.split('.').next().unwrap_or(name).to_owned(),
        act => act.to_owned(),
    };
    let evidence = format!(
        "looks like entries of the EU's Official Journal: {} columns, among them {celex}, programKey, measure and schema; act {act}",
        sample.header.len()
    );
    let dataset = format!("eu-journal-{}", crate::rows::recognise::slug(&act));
    // the act's number begins with its year and must not be read as a date
    let edition = date_in_name(&name.replace(&act, ""));
    Some(list(ListFormat::EuJournal, evidence, dataset, edition))
}

/// One designation.
pub(crate) fn row(header: &[String], record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    let cell = |column: &str| named(header, record, column);
    let (schema, name) = (cell("schema"), cell("name"));
    let refuse =
        |column: &str, value: &str, reason| Err(Refused::new(record.row(), Some(column), value, reason));
    if schema.is_empty() || schema.len() > 40 || !schema.bytes().all(|b| b.is_ascii_alphabetic()) {
        return refuse("schema", schema, Reason::UnknownKind);
    }
    if !name.chars().any(char::is_alphanumeric) {
        return refuse("name", name, Reason::BadName);
    }
    let celex = match cell("amendedCelex") {
        "" => cell("celex"),
        amended => amended,
    };
    let telling = ["birthDate", "imoNumber", "registrationNumber", "innCode"].map(cell);
    let telling = telling.into_iter().find(|value| !value.is_empty()).unwrap_or("");
    let key = short_hash(&[celex, schema, name, telling]);
    entry.begin(format!("eu-{}-{key}", celex.to_lowercase()), schema, record.row());
    let listing = short_hash(&[
        cell("annex"),
        cell("measure"),
        cell("programKey"),
        cell("recordId"),
    ]);
    entry.sanction_id(format!("eu-{}-{key}-sanction-{listing}", celex.to_lowercase()));
    entry.say("name", name);
    entry.say("topics", "sanction");
    for (at, column) in header.iter().enumerate() {
        if NOT_PROPERTIES.contains(&column.as_str()) {
            continue;
        }
        for value in split_quoted(clean(record.text(at)), ';') {
            match column.as_str() {
                "birthDate" | "incorporationDate" => entry.say_date(column, &value),
                "gender" => entry.say(column, &value.to_lowercase()),
                _ => entry.say(column, &value),
            }
        }
    }
    entry.sanction("authority", "European Union");
    entry.sanction("programId", cell("programKey"));
    entry.sanction("program", celex);
    entry.sanction("provisions", cell("measure"));
    entry.sanction("reason", cell("reason"));
    entry.sanction("recordId", cell("recordId"));
    for date in dates(cell("startDate")) {
        entry.sanction("listingDate", &date);
    }
    Ok(())
}
