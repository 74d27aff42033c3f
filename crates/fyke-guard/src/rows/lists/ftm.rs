//! FollowTheMoney as it is: entities or statements, one JSON object per line;
//! statements also as a table.
//!
//! Nothing is renamed. Values must be text; numbers are taken as their digits,
//! nested entities as their id, anything else is refused as a cell of its line.

use std::io::BufRead;

use fyke_model::refused::{Reason, Refused};
use fyke_model::statement::Statement;
use serde_json::{Map, Value};

use super::values::clean;
use super::{Entry, named};
use crate::bytes::jsonl::{Lines, NextLine};
use crate::bytes::{GuardError, Limits, Record};
use crate::rows::kind::ListFormat;
use crate::rows::recognise::{Recognised, date_in_name, list, slug};
use crate::rows::sample::Sample;
use crate::rows::sink::{Counts, Sink};

/// How many lines are looked at to tell what a file is.
const LINES_MAX: usize = 200;

/// Recognises entities or statements by their first lines; `None` for any
/// other JSON.
pub(crate) fn recognise(
    input: impl BufRead,
    name: &str,
    limits: &Limits,
) -> Result<Option<Recognised>, GuardError> {
    let mut lines = Lines::new(input, limits);
    let mut format = None;
    let mut datasets = std::collections::BTreeSet::new();
    let mut seen = None;
    for _ in 0..LINES_MAX {
        let object = match lines.next_line()? {
            NextLine::Value {
                value: Value::Object(object),
                ..
            } => object,
            NextLine::Value { .. } | NextLine::Refused(_) => continue,
            NextLine::End => break,
        };
        let found = kind_of(&object);
        if format.is_none() {
            format = found;
        }
        if format.is_none() {
            return Ok(None);
        }
        let first = object.get("datasets").and_then(|all| all.get(0));
        let text = first.or(object.get("dataset")).and_then(Value::as_str);
        datasets.extend(text.map(slug));
        let day = object
            .get("last_seen")
            .and_then(Value::as_str)
            .and_then(|day| day.get(..10)?.parse().ok());
        seen = seen.max(day);
    }
    let Some(format) = format else {
        return Ok(None);
    };
    let what = match format {
        ListFormat::FtmEntities => "FollowTheMoney entities: JSON lines with id, schema and properties",
        _ => "FollowTheMoney statements: JSON lines with entity_id, schema, prop and value",
    };
    // entities of many datasets are a collection, and the file's name is its own
    let dataset = match datasets.pop_first() {
        Some(only) if datasets.is_empty() => only,
        _ => slug(name.split('.').next().unwrap_or(name)),
    };
    Ok(Some(list(
        format,
        format!("looks like {what}"),
        dataset,
        date_in_name(name).or(seen),
    )))
}

fn kind_of(object: &Map<String, Value>) -> Option<ListFormat> {
    let text = |key: &str| object.get(key).is_some_and(Value::is_string);
    if text("schema") && object.get("properties").is_some_and(Value::is_object) {
        Some(ListFormat::FtmEntities)
    } else if text("schema")
        && text("prop")
        && object.contains_key("value")
        && (text("entity_id") || text("canonical_id"))
    {
        Some(ListFormat::FtmStatements)
    } else {
        None
    }
}

/// Recognises a table of statements by its header.
pub(crate) fn recognise_table(sample: &Sample, name: &str) -> Option<Recognised> {
    let has = |column: &str| sample.header.iter().any(|found| found == column);
    if !(["entity_id", "schema", "prop", "value"].into_iter().all(has)) {
        return None;
    }
    let evidence =
        "looks like FollowTheMoney statements: columns entity_id, schema, prop and value".to_owned();
    let dataset = sample
        .header
        .iter()
        .position(|column| column == "dataset")
        .map(|at| slug(sample.cell(0, at)))
        .filter(|dataset| !dataset.is_empty());
    let dataset = dataset.unwrap_or_else(|| slug(name.split('.').next().unwrap_or(name)));
    Some(list(
        ListFormat::FtmStatements,
        evidence,
        dataset,
        date_in_name(name),
    ))
}

/// Takes in JSON lines.
///
/// # Errors
/// Where the file or the sink can go no further.
pub fn admit<S: Sink>(
    input: impl BufRead,
    format: ListFormat,
    limits: &Limits,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let mut lines = Lines::new(input, limits);
    let mut counts = Counts::default();
    let mut entry = Entry::default();
    let mut broken = Vec::new();
    loop {
        let refused = match lines.next_line()? {
            NextLine::Value { row, value, .. } => {
                broken.clear();
                let read = match format {
                    ListFormat::FtmStatements => statement(&value, row, &mut entry),
                    _ => entity(&value, row, &mut entry, &mut broken),
                };
                match read {
                    Ok(()) => {
                        counts.admit();
                        entry.hand_out(sink, &mut counts)?;
                        for refused in &broken {
                            counts.refuse(refused);
                            sink.refused(refused)?;
                        }
                        continue;
                    }
                    Err(refused) => refused,
                }
            }
            NextLine::Refused(refused) => refused,
            NextLine::End => break,
        };
        counts.refuse(&refused);
        sink.refused(&refused)?;
    }
    Ok(counts)
}

fn words<'v>(object: &'v Map<String, Value>, key: &str) -> &'v str {
    object.get(key).and_then(Value::as_str).map_or("", clean)
}

/// The id and schema of an object, checked.
fn head<'v>(
    object: &'v Map<String, Value>,
    id: &'static str,
    row: u64,
) -> Result<(&'v str, &'v str), Refused> {
    let found = words(object, id);
    if found.is_empty() || found.len() > 512 {
        return Err(Refused::new(row, Some(id), found, Reason::BadIdentifier));
    }
    let schema = words(object, "schema");
    if schema.is_empty() || schema.len() > 40 || !schema.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err(Refused::new(row, Some("schema"), schema, Reason::UnknownKind));
    }
    Ok((found, schema))
}

fn entity(value: &Value, row: u64, entry: &mut Entry, broken: &mut Vec<Refused>) -> Result<(), Refused> {
    let unexpected =
        |column, what: &Value| Refused::new(row, column, &what.to_string(), Reason::UnexpectedJson);
    let object = value.as_object().ok_or_else(|| unexpected(None, value))?;
    let (id, schema) = head(object, "id", row)?;
    let properties = object
        .get("properties")
        .and_then(Value::as_object)
        .ok_or_else(|| Refused::new(row, Some("properties"), "", Reason::MissingRequired))?;
    entry.begin(id.to_owned(), schema, row);
    for (prop, values) in properties {
        let one = std::slice::from_ref(values);
        for value in values.as_array().map_or(one, Vec::as_slice) {
            match value {
                Value::String(text) => entry.say(prop, text),
                Value::Number(number) => entry.say(prop, &number.to_string()),
                Value::Bool(flag) => entry.say(prop, &flag.to_string()),
                Value::Object(nested) if !words(nested, "id").is_empty() => {
                    entry.say(prop, words(nested, "id"))
                }
                Value::Null => {}
                Value::Array(_) | Value::Object(_) => {
                    broken.push(unexpected(Some(prop), value).of_cell_only())
                }
            }
        }
    }
    Ok(())
}

fn statement(value: &Value, row: u64, entry: &mut Entry) -> Result<(), Refused> {
    let object = value
        .as_object()
        .ok_or_else(|| Refused::new(row, None, &value.to_string(), Reason::UnexpectedJson))?;
    let id = if words(object, "entity_id").is_empty() {
        "canonical_id"
    } else {
        "entity_id"
    };
    let (id, schema) = head(object, id, row)?;
    let lang = words(object, "lang");
    stated(
        id,
        schema,
        words(object, "prop"),
        words(object, "value"),
        lang,
        row,
        entry,
    )
}

/// A statement of a table.
pub(crate) fn statement_row(header: &[String], record: &Record, entry: &mut Entry) -> Result<(), Refused> {
    let cell = |column: &str| named(header, record, column);
    let (id, schema) = (cell("entity_id"), cell("schema"));
    if id.is_empty() || id.len() > 512 {
        return Err(Refused::new(
            record.row(),
            Some("entity_id"),
            id,
            Reason::BadIdentifier,
        ));
    }
    if schema.is_empty() || schema.len() > 40 {
        return Err(Refused::new(
            record.row(),
            Some("schema"),
            schema,
            Reason::UnknownKind,
        ));
    }
    stated(
        id,
        schema,
        cell("prop"),
        cell("value"),
        cell("lang"),
        record.row(),
        entry,
    )
}

fn stated(
    id: &str,
    schema: &str,
    prop: &str,
    value: &str,
    lang: &str,
    row: u64,
    entry: &mut Entry,
) -> Result<(), Refused> {
    if prop.is_empty() || prop.len() > 60 {
        return Err(Refused::new(row, Some("prop"), prop, Reason::MissingRequired));
    }
    if value.is_empty() {
        return Err(Refused::new(row, Some("value"), value, Reason::MissingRequired));
    }
    entry.begin(id.to_owned(), schema, row);
    let mut statement = Statement::new(id, schema, prop, value, row);
    lang.clone_into(&mut statement.lang);
    entry.state(statement);
    Ok(())
}
