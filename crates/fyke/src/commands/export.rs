//! `fyke export CASE FILE`: resolved entities as FollowTheMoney JSON lines, one
//! entity a line, with the records that it was made of as `referents`.
//!
//! A value that FollowTheMoney would not take in its property (a country it
//! does not know, a property that the schema lacks) goes into `notes` with its
//! property's name: nothing is lost, and the file validates.

use crate::commands::resolve::refresh;
use crate::screen::{Outcome, Progress, counted, note};
use fyke_model::dataset::Handling;
use fyke_model::reference::Reference;
use fyke_resolve::entity::can_match;
use fyke_resolve::facts::identifiers::{self, Validity};
use fyke_store::resolved::{self, EntityStatement};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// the file to write, JSON lines
    file: PathBuf,
    /// leave out what may not be passed on more freely than this: open, licensed or restricted
    #[arg(long, default_value = "open")]
    handling: Handling,
}

pub fn run(args: &Args) -> Outcome {
    let (_, tables) = refresh(&args.case)?;
    let reference = Reference::shipped();
    let progress = Progress::rows("writing entities");
    let mut out = BufWriter::new(File::create(&args.file)?);
    let mut writer = Writer {
        reference: &reference,
        gathered: Vec::new(),
        entities: 0,
        failed: None,
    };
    let mut withheld = 0u64;
    resolved::statements(&tables, None, &mut |said| {
        if said.handling > args.handling {
            withheld += 1;
            return;
        }
        if writer
            .gathered
            .first()
            .is_some_and(|first| first.entity != said.entity)
        {
            writer.finish(&mut out);
            progress.at(writer.entities);
        }
        writer.gathered.push(said);
    })?;
    writer.finish(&mut out);
    drop(progress);
    if let Some(error) = writer.failed {
        return Err(error.into());
    }
    out.flush()?;
    println!(
        "{} written to {}",
        counted(writer.entities, "entity"),
        args.file.display()
    );
    if withheld > 0 {
        note(format_args!(
            "{} withheld: stricter than {}",
            counted(withheld, "statement"),
            args.handling.as_str()
        ));
    }
    Ok(())
}

struct Writer<'a> {
    reference: &'a Reference,
    gathered: Vec<EntityStatement>,
    entities: u64,
    failed: Option<std::io::Error>,
}

impl Writer<'_> {
    fn finish(&mut self, out: &mut dyn Write) {
        let said = std::mem::take(&mut self.gathered);
        let Some(entity) = ftm(&said, self.reference) else {
            return;
        };
        self.entities += 1;
        if self.failed.is_none()
            && let Err(error) = writeln!(out, "{entity}")
        {
            self.failed = Some(error);
        }
    }
}

/// One entity as FollowTheMoney writes it; none where nothing names it.
pub fn ftm(said: &[EntityStatement], reference: &Reference) -> Option<serde_json::Value> {
    let first = said.first()?;
    let schema = schema_of(said);
    let mut properties: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for s in said {
        let prop = s.prop.as_str();
        match clean(schema, prop, &s.value, reference) {
            Some(value) => properties.entry(prop).or_default().insert(value),
            None => properties
                .entry("notes")
                .or_default()
                .insert(format!("{prop}: {}", s.value)),
        };
    }
    properties.get("name")?;
    let datasets: BTreeSet<&str> = said.iter().map(|s| s.dataset.as_str()).collect();
    let referents: BTreeSet<String> = said
        .iter()
        .map(|s| format!("{}:{}", s.dataset, s.entity_id))
        .collect();
    Some(json!({
        "id": first.entity, "schema": schema, "properties": properties,
        "datasets": datasets, "referents": referents,
    }))
}

/// From the most general to the most special: an entity that one list calls a
/// legal entity and another a company is a company.
const SPECIAL_LAST: [&str; 9] = [
    "Asset",
    "LegalEntity",
    "Organization",
    "PublicBody",
    "Company",
    "Person",
    "Vehicle",
    "Airplane",
    "Vessel",
];

fn schema_of(said: &[EntityStatement]) -> &str {
    let rank = |schema: &str| SPECIAL_LAST.iter().position(|s| *s == schema);
    let named = said.iter().filter(|s| s.prop == "name");
    let schemas: BTreeSet<&str> = named.map(|s| s.schema.as_str()).collect();
    let first = said.first().map_or("LegalEntity", |s| s.schema.as_str());
    schemas
        .iter()
        .copied()
        .filter(|schema| rank(schema).is_some() && schemas.iter().all(|other| can_match(schema, other)))
        .max_by_key(|schema| rank(schema))
        .unwrap_or(first)
}

/// Properties by the schemas that have them. Source: FollowTheMoney 4.11
/// (followthemoney.tech); only those that our readers of lists give.
const THING: [&str; 13] = [
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "country",
    "address",
    "notes",
    "description",
    "summary",
    "topics",
    "sourceUrl",
    "program",
    "addressEntity",
];
const LEGAL_ENTITY: [&str; 22] = [
    "jurisdiction",
    "mainCountry",
    "incorporationDate",
    "dissolutionDate",
    "innCode",
    "ogrnCode",
    "okpoCode",
    "registrationNumber",
    "taxNumber",
    "leiCode",
    "swiftBic",
    "idNumber",
    "licenseNumber",
    "vatCode",
    "legalForm",
    "status",
    "email",
    "phone",
    "website",
    "dunsCode",
    "npiCode",
    "sector",
];
const PERSON: [&str; 13] = [
    "nationality",
    "citizenship",
    "birthDate",
    "birthPlace",
    "deathDate",
    "passportNumber",
    "gender",
    "position",
    "title",
    "firstName",
    "lastName",
    "fatherName",
    "secondName",
];
const VEHICLE: [&str; 5] = ["registrationNumber", "type", "model", "owner", "buildDate"];
const VESSEL: [&str; 7] = [
    "imoNumber",
    "flag",
    "pastFlags",
    "callSign",
    "mmsi",
    "tonnage",
    "grossRegisteredTonnage",
];

fn has(schema: &str, prop: &str) -> bool {
    let legal = matches!(
        schema,
        "LegalEntity" | "Person" | "Organization" | "Company" | "PublicBody"
    );
    let vehicle = matches!(schema, "Vehicle" | "Vessel" | "Airplane");
    THING.contains(&prop)
        || (legal && LEGAL_ENTITY.contains(&prop))
        || (schema == "Person" && PERSON.contains(&prop))
        || (schema == "Company" && prop == "kppCode")
        || (matches!(schema, "Organization" | "Company" | "PublicBody") && prop == "imoNumber")
        || (vehicle && VEHICLE.contains(&prop))
        || (schema == "Vessel" && VESSEL.contains(&prop))
        || (schema == "Airplane" && prop == "serialNumber")
}

const COUNTRIES: [&str; 7] = [
    "country",
    "jurisdiction",
    "mainCountry",
    "nationality",
    "citizenship",
    "flag",
    "pastFlags",
];
const DATES: [&str; 5] = [
    "birthDate",
    "deathDate",
    "incorporationDate",
    "dissolutionDate",
    "buildDate",
];

/// Identifiers whose check digits FollowTheMoney computes again.
const CHECKED: [&str; 6] = [
    "innCode",
    "ogrnCode",
    "imoNumber",
    "leiCode",
    "swiftBic",
    "npiCode",
];

/// The value as FollowTheMoney takes it; none where it would refuse it.
fn clean(schema: &str, prop: &str, value: &str, reference: &Reference) -> Option<String> {
    // entities that are not written along: owners, addresses
    if !has(schema, prop) || matches!(prop, "owner" | "addressEntity") {
        return None;
    }
    let value = value.trim();
    if value.chars().count() > chars_max(prop) {
        return None;
    }
    if COUNTRIES.contains(&prop) {
        let code = reference.countries.named(value)?.to_string().to_lowercase();
        return Some(code);
    }
    if DATES.contains(&prop) {
        return is_date(value).then(|| value.to_owned());
    }
    if CHECKED.contains(&prop) {
        let valid = identifiers::read(prop, value, None).is_some_and(|id| id.validity() == Validity::Valid);
        return valid.then(|| value.to_owned());
    }
    match prop {
        "gender" => matches!(value, "male" | "female" | "other").then(|| value.to_owned()),
        "topics" => (value == "sanction" || value.starts_with("sanction.")).then(|| value.to_owned()),
        "email" => (value.contains('@') && !value.contains(' ')).then(|| value.to_owned()),
        "sourceUrl" | "website" => value.starts_with("http").then(|| value.to_owned()),
        "phone" => value.starts_with('+').then(|| value.to_owned()),
        _ => Some(value.to_owned()),
    }
}

/// Longest value that FollowTheMoney 4.11 takes in a property, by its type.
fn chars_max(prop: &str) -> usize {
    match prop {
        "name" | "alias" | "weakAlias" | "previousName" => 384,
        "notes" | "description" | "summary" => 65_000,
        "address" => 250,
        _ if prop.ends_with("Number")
            || prop.ends_with("Code")
            || matches!(prop, "swiftBic" | "mmsi" | "callSign") =>
        {
            64
        }
        _ => 250,
    }
}

/// `1970`, `1970-02` or `1970-02-03`.
fn is_date(value: &str) -> bool {
    let shape: String = value
        .chars()
        .map(|c| if c.is_ascii_digit() { '9' } else { c })
        .collect();
    matches!(shape.as_str(), "9999" | "9999-99" | "9999-99-99")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(dataset: &str, schema: &str, prop: &str, value: &str) -> EntityStatement {
        EntityStatement {
            entity: "NK-1".into(),
            dataset: dataset.into(),
            entity_id: "7".into(),
            schema: schema.into(),
            prop: prop.into(),
            value: value.into(),
            file: String::new(),
            row: 1,
            edition: None,
            handling: Handling::Open,
        }
    }

    #[test]
    fn values_that_would_not_validate_are_kept_as_notes() {
        let reference = Reference::shipped();
        let entity = ftm(
            &[
                said("eu", "LegalEntity", "name", "Amur Plant"),
                said("ofac", "Company", "name", "AMUR PLANT JSC"),
                said("ofac", "Company", "country", "Russia"),
                said("ofac", "Company", "country", "Atlantis"),
                said("eu", "LegalEntity", "birthDate", "1970"),
            ],
            &reference,
        )
        .unwrap();
        assert_eq!(entity["schema"], "Company");
        assert_eq!(entity["properties"]["country"], json!(["ru"]));
        assert_eq!(
            entity["properties"]["notes"],
            json!(["birthDate: 1970", "country: Atlantis"])
        );
        assert_eq!(entity["referents"], json!(["eu:7", "ofac:7"]));
    }
}
