//! OpenSanctions' `targets.simple.csv`, with and without `program_ids`; also
//! the watch list of a simulated world, which has the same columns.
//!
//! Several values in a cell are divided by semicolons. Identifiers are not
//! labelled in this format: those that show what they are get their property,
//! the others a general one.

use fyke_model::refused::{Reason, Refused};

use super::values::{clean, split_quoted};
use super::{Entry, named};
use crate::bytes::Record;
use crate::rows::kind::ListFormat;
use crate::rows::recognise::{Recognised, date_in_name, list, slug};
use crate::rows::sample::Sample;

/// Columns that every edition of the format has.
const COLUMNS: [&str; 7] = [
    "id",
    "schema",
    "name",
    "aliases",
    "birth_date",
    "countries",
    "identifiers",
];

/// Recognises the table by its header.
pub(crate) fn recognise(sample: &Sample, name: &str) -> Option<Recognised> {
    let position = |column: &str| sample.header.iter().position(|found| found == column);
    if !COLUMNS.iter().all(|column| position(column).is_some()) {
        return None;
    }
    let cells = |column: &str| {
        let at = position(column);
        sample
            .rows
            .iter()
            .filter_map(move |row| row.get(at?))
            .map(|cell| clean(cell))
    };
    let dataset = cells("dataset").find(|cell| !cell.is_empty()).map_or_else(
        || slug(name.split('.').next().unwrap_or(name)),
        // entries of several datasets name them all; the first is the file's
        |datasets| slug(datasets.split(';').next().unwrap_or(datasets)),
    );
    let seen = cells("last_seen")
        .filter_map(|cell| cell.get(..10)?.parse().ok())
        .max();
    let columns = sample.header.len();
    let program_ids = if position("program_ids").is_some() {
        "with"
    } else {
        "without"
    };
    let evidence = format!(
        "looks like OpenSanctions' targets.simple.csv: {columns} columns, among them id, schema, name, aliases and identifiers, {program_ids} program_ids"
    );
    Some(list(
        ListFormat::OpenSanctionsSimple,
        evidence,
        dataset,
        date_in_name(name).or(seen),
    ))
}

/// One target.
pub(crate) fn row(header: &[String], record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    let cell = |column: &str| named(header, record, column);
    let refuse =
        |column: &str, value: &str, reason| Err(Refused::new(record.row(), Some(column), value, reason));
    let (id, schema, name) = (cell("id"), cell("schema"), cell("name"));
    if id.is_empty() || id.len() > 200 {
        return refuse("id", id, Reason::BadIdentifier);
    }
    if schema.is_empty() || schema.len() > 40 || !schema.bytes().all(|b| b.is_ascii_alphabetic()) {
        return refuse("schema", schema, Reason::UnknownKind);
    }
    if !name.chars().any(char::is_alphanumeric) {
        return refuse("name", name, Reason::BadName);
    }
    entry.begin(id.to_owned(), schema, record.row());
    // no topic: the format is used for lists of office holders as well
    entry.say("name", name);
    let place = match schema {
        "Person" => "nationality",
        "Vessel" | "Airplane" => "flag",
        _ => "country",
    };
    if schema == "Address" {
        // a listed address: its name is the address
        entry.say("full", name);
    }
    for (column, prop) in [
        ("aliases", "alias"),
        ("countries", place),
        ("addresses", if schema == "Address" { "full" } else { "address" }),
        ("phones", "phone"),
        ("emails", "email"),
    ] {
        for value in split_quoted(cell(column), ';') {
            entry.say(prop, &value);
        }
    }
    for value in split_quoted(cell("birth_date"), ';') {
        entry.say_date(
            if schema == "Person" {
                "birthDate"
            } else {
                "incorporationDate"
            },
            &value,
        );
    }
    for value in split_quoted(cell("identifiers"), ';') {
        entry.say(identifier(&value, schema), &value);
    }
    entry.sanction("authority", cell("dataset"));
    for value in split_quoted(cell("program_ids"), ';') {
        entry.sanction("programId", &value);
    }
    for value in split_quoted(cell("sanctions"), ';') {
        entry.sanction("summary", &value);
    }
    // the format has no day of listing; the day it was first seen is the nearest
    if let Some(day) = cell("first_seen").get(..10) {
        entry.sanction("startDate", day);
    }
    Ok(())
}

/// The property of an identifier that is not labelled.
fn identifier(value: &str, schema: &str) -> &'static str {
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    match (schema, value.len()) {
        _ if value.starts_with("IMO") => "imoNumber",
        ("Vessel", 9) if digits => "mmsi",
        ("Vessel", 7) if digits => "imoNumber",
        ("Vessel" | "Airplane", _) => "registrationNumber",
        ("Person", _) => "idNumber",
        (_, 13) if digits => "ogrnCode",
        _ => "registrationNumber",
    }
}
