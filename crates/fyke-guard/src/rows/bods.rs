//! Statements of the Beneficial Ownership Data Standard, version 0.4.
//!
//! One JSON array, or one object per line. Entities and people become entities
//! by their `recordId`, a relationship one link per interest: a shareholding or
//! a right to votes or profit is FollowTheMoney's `Ownership`, a seat on a board
//! its `Directorship`, anything else an `UnknownLink` with the interest as its
//! role. A share that is given as a range keeps both ends (`25-50`); shares of
//! votes never stand in the percentage of what is owned, so that nobody adds the
//! two up. Earlier versions have other fields and are refused by name.
//!
//! Source: standard.openownership.org, version 0.4 (2024).

use std::io::BufRead;

use fyke_model::refused::{Reason, Refused};
use serde_json::{Map, Value};

use super::firms::{Said, link_id};
use super::kind::Kind;
use super::plan::Rules;
use super::recognise::{Recognised, date_in_name, slug};
use super::sink::{Counts, Sink};
use crate::bytes::json_values::Values;
use crate::bytes::jsonl::NextLine;
use crate::bytes::{GuardError, Limits};

/// How many statements are looked at to tell what a file is.
const LOOKED_AT: usize = 20;
/// Longest id, in bytes.
const ID_BYTES_MAX: usize = 200;
/// Most interests of one relationship: more is no declaration.
const INTERESTS_MAX: usize = 1_000;

/// Recognises statements by their first values; `None` for any other JSON.
pub(crate) fn recognise(
    input: impl BufRead,
    name: &str,
    limits: &Limits,
) -> Result<Option<Recognised>, GuardError> {
    let mut values = Values::new(input, limits);
    for _ in 0..LOOKED_AT {
        match values.next_value()? {
            NextLine::Value {
                value: Value::Object(object),
                ..
            } if is_statement(&object) => {
                return Ok(Some(Recognised {
                    kind: Kind::Bods,
                    evidence: vec![
                        "looks like statements of the Beneficial Ownership Data Standard: recordId, \
                         recordType and recordDetails"
                            .to_owned(),
                    ],
                    mapping: None,
                    dataset: Some(slug(name.split('.').next().unwrap_or(name))),
                    edition: date_in_name(name),
                }));
            }
            NextLine::Value { .. } | NextLine::Refused(_) => {}
            NextLine::End => break,
        }
    }
    Ok(None)
}

fn is_statement(object: &Map<String, Value>) -> bool {
    let has = |key: &str| object.contains_key(key);
    let ours = (has("recordType") || has("recordDetails")) && (has("recordId") || has("statementId"));
    ours || (has("statementID") && has("statementType"))
}

/// Takes in statements.
///
/// # Errors
/// Where the file or the sink can go no further.
pub fn admit<S: Sink>(input: impl BufRead, rules: &Rules, sink: &mut S) -> Result<Counts, S::Error> {
    let mut values = Values::new(input, &rules.bytes);
    let mut counts = Counts::default();
    let mut said = Said::default();
    let mut broken = Vec::new();
    loop {
        let refused = match values.next_value()? {
            NextLine::Value { row, value, .. } => {
                broken.clear();
                match statement(&value, row, &mut said, &mut broken) {
                    Ok(()) => {
                        said.hand_out(sink, &mut counts)?;
                        counts.admit();
                        for refused in broken.drain(..) {
                            let refused: Refused = refused;
                            let refused = refused.of_cell_only();
                            counts.refuse(&refused);
                            sink.refused(&refused)?;
                        }
                        continue;
                    }
                    Err(refused) => *refused,
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
    object.get(key).and_then(Value::as_str).map_or("", str::trim)
}

fn refusal(row: u64, column: &str, value: &Value, reason: Reason) -> Box<Refused> {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    Box::new(Refused::new(row, Some(column), &text, reason))
}

fn statement(
    value: &Value,
    row: u64,
    said: &mut Said,
    broken: &mut Vec<Refused>,
) -> Result<(), Box<Refused>> {
    said.begin(row);
    let nothing = Value::Null;
    let of = |object: &Map<String, Value>, key: &str| object.get(key).cloned().unwrap_or(Value::Null);
    let Some(object) = value.as_object() else {
        return Err(Box::new(Refused::new(
            row,
            None,
            &value.to_string(),
            Reason::UnexpectedJson,
        )));
    };
    let kind = words(object, "recordType");
    if !matches!(kind, "entity" | "person" | "relationship") {
        let told = if object.contains_key("recordType") {
            "recordType"
        } else {
            "statementType"
        };
        return Err(refusal(row, told, &of(object, told), Reason::UnknownKind));
    }
    let id = record_id(object.get("recordId").unwrap_or(&nothing), row, "recordId")?;
    let details = match object.get("recordDetails") {
        Some(Value::Object(details)) => details,
        Some(other) => return Err(refusal(row, "recordDetails", other, Reason::UnexpectedJson)),
        None => return Err(refusal(row, "recordDetails", &nothing, Reason::MissingRequired)),
    };
    match kind {
        "entity" => entity(&id, details, said, row, broken),
        "person" => person(&id, details, said, row, broken),
        _ => {
            let closed = words(object, "recordStatus") == "closed";
            let until = if closed {
                words(object, "statementDate")
            } else {
                ""
            };
            return relationship(&id, details, until, said, row, broken);
        }
    }
    Ok(())
}

/// The id of a record, as links name it.
fn record_id(value: &Value, row: u64, column: &str) -> Result<String, Box<Refused>> {
    match value {
        Value::String(id) if !id.trim().is_empty() && id.len() <= ID_BYTES_MAX => {
            Ok(format!("bods-{}", id.trim()))
        }
        Value::Null => Err(refusal(row, column, value, Reason::MissingRequired)),
        _ => Err(refusal(row, column, value, Reason::BadIdentifier)),
    }
}

fn objects<'v>(details: &'v Map<String, Value>, key: &str) -> impl Iterator<Item = &'v Map<String, Value>> {
    let list = details.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

/// States a date, in ISO form as the standard has it.
fn dated(
    said: &mut Said,
    subject: (&str, &str),
    prop: &str,
    object: &Map<String, Value>,
    key: &str,
    row: u64,
    broken: &mut Vec<Refused>,
) {
    let Some(value) = object.get(key).filter(|value| !value.is_null()) else {
        return;
    };
    match value.as_str().and_then(super::lists::values::partial_date) {
        Some(date) => said.say(subject.0, subject.1, prop, &date),
        None => broken.push(*refusal(row, key, value, Reason::BadDate)),
    }
}

fn country_of(object: &Map<String, Value>, key: &str) -> String {
    match object.get(key) {
        Some(Value::Object(place)) => match words(place, "code") {
            "" => words(place, "name").to_owned(),
            // a part of a country is coded by the country and its own letters
            code => code.split('-').next().unwrap_or(code).to_owned(),
        },
        Some(Value::String(place)) => place.trim().to_owned(),
        _ => String::new(),
    }
}

fn places(id: &str, schema: &str, details: &Map<String, Value>, said: &mut Said) {
    for place in objects(details, "addresses") {
        let parts = [
            words(place, "address").to_owned(),
            words(place, "postCode").to_owned(),
            country_of(place, "country"),
        ];
        let filled: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        said.say(id, schema, "address", &filled.join(", "));
    }
}

fn identifiers(id: &str, schema: &str, prop: &str, details: &Map<String, Value>, said: &mut Said) {
    for number in objects(details, "identifiers") {
        said.say(id, schema, prop, words(number, "id"));
    }
}

fn entity(id: &str, details: &Map<String, Value>, said: &mut Said, row: u64, broken: &mut Vec<Refused>) {
    let kind = match details.get("entityType") {
        Some(Value::Object(kind)) => words(kind, "type"),
        Some(Value::String(kind)) => kind.as_str(),
        _ => "",
    };
    let schema = match kind {
        "registeredEntity" => "Company",
        "state" | "stateBody" => "PublicBody",
        _ => "LegalEntity",
    };
    said.say(id, schema, "name", words(details, "name"));
    let other = details.get("alternateNames").and_then(Value::as_array);
    for name in other.into_iter().flatten().filter_map(Value::as_str) {
        said.say(id, schema, "alias", name.trim());
    }
    said.say(id, schema, "jurisdiction", &country_of(details, "jurisdiction"));
    identifiers(id, schema, "registrationNumber", details, said);
    places(id, schema, details, said);
    for (key, prop) in [
        ("foundingDate", "incorporationDate"),
        ("dissolutionDate", "dissolutionDate"),
    ] {
        dated(said, (id, schema), prop, details, key, row, broken);
    }
    if let Some(Value::Object(listing)) = details.get("publicListing")
        && listing.get("hasPublicListing") == Some(&Value::Bool(true))
    {
        said.say(id, schema, "topics", "corp.public");
    }
}

fn person(id: &str, details: &Map<String, Value>, said: &mut Said, row: u64, broken: &mut Vec<Refused>) {
    for (at, name) in objects(details, "names").enumerate() {
        let prop = if at == 0 { "name" } else { "alias" };
        said.say(id, "Person", prop, words(name, "fullName"));
    }
    for place in objects(details, "nationalities") {
        let code = words(place, "code");
        said.say(
            id,
            "Person",
            "nationality",
            if code.is_empty() {
                words(place, "name")
            } else {
                code
            },
        );
    }
    identifiers(id, "Person", "idNumber", details, said);
    places(id, "Person", details, said);
    for (key, prop) in [("birthDate", "birthDate"), ("deathDate", "deathDate")] {
        dated(said, (id, "Person"), prop, details, key, row, broken);
    }
}

fn relationship(
    id: &str,
    details: &Map<String, Value>,
    until: &str,
    said: &mut Said,
    row: u64,
    broken: &mut Vec<Refused>,
) -> Result<(), Box<Refused>> {
    let nothing = Value::Null;
    let subject = record_id(details.get("subject").unwrap_or(&nothing), row, "subject")?;
    let party = match details.get("interestedParty") {
        // nobody can or will say who it is, and why: whole, and nothing to link
        Some(Value::Object(unspecified)) if unspecified.contains_key("reason") => return Ok(()),
        party => record_id(party.unwrap_or(&nothing), row, "interestedParty")?,
    };
    let none = Map::new();
    let mut interests: Vec<&Map<String, Value>> = objects(details, "interests").take(INTERESTS_MAX).collect();
    if interests.is_empty() {
        interests.push(&none);
    }
    for (at, interest) in interests.into_iter().enumerate() {
        let kind = words(interest, "type");
        let (schema, from, to) = match kind {
            "shareholding"
            | "votingRights"
            | "rightsToSurplusAssetsOnDissolution"
            | "rightsToProfitOrIncome" => ("Ownership", "owner", "asset"),
            "boardMember" | "boardChair" | "seniorManagingOfficial" => {
                ("Directorship", "director", "organization")
            }
            _ => ("UnknownLink", "subject", "object"),
        };
        let link = link_id("bods-link", &[id, &at.to_string()]);
        said.say(&link, schema, from, &party);
        said.say(&link, schema, to, &subject);
        let told = if schema == "Ownership" {
            "ownershipType"
        } else {
            "role"
        };
        said.say(&link, schema, told, kind);
        match share(interest.get("share")) {
            Ok(share) if kind == "shareholding" => said.say(&link, schema, "percentage", &share),
            Ok(share) if !share.is_empty() => {
                said.say(&link, schema, "description", &format!("{kind} {share} %"));
            }
            Ok(_) => {}
            Err(value) => broken.push(*refusal(row, "share", &value, Reason::BadShare)),
        }
        dated(
            said,
            (&link, schema),
            "startDate",
            interest,
            "startDate",
            row,
            broken,
        );
        match interest.get("endDate") {
            Some(end) if !end.is_null() => {
                dated(said, (&link, schema), "endDate", interest, "endDate", row, broken);
            }
            _ => said.say(&link, schema, "endDate", until),
        }
    }
    Ok(())
}

/// A share in per cent: exact, or both ends of a range; empty where none is given.
fn share(value: Option<&Value>) -> Result<String, Value> {
    let Some(value) = value.filter(|value| !value.is_null()) else {
        return Ok(String::new());
    };
    let number = |key: &str| -> Result<Option<String>, Value> {
        match value.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(found) => match found.as_f64() {
                Some(percent) if (0.0..=100.0).contains(&percent) => Ok(Some(found.to_string())),
                _ => Err(value.clone()),
            },
        }
    };
    if !value.is_object() {
        return Err(value.clone());
    }
    let ends = |long: &str, exclusive: &str| -> Result<Option<String>, Value> {
        Ok(number(long)?.or(number(exclusive)?))
    };
    let exact = number("exact")?;
    let (least, most) = (
        ends("minimum", "exclusiveMinimum")?,
        ends("maximum", "exclusiveMaximum")?,
    );
    Ok(match (exact, least, most) {
        (Some(exact), _, _) => exact,
        (None, Some(least), Some(most)) => format!("{least}-{most}"),
        (None, Some(least), None) => format!("{least}-100"),
        (None, None, Some(most)) => format!("0-{most}"),
        (None, None, None) => String::new(),
    })
}

#[cfg(test)]
mod tests;
