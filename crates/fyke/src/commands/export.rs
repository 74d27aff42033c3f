//! `fyke export CASE FILE`: resolved entities as FollowTheMoney JSON lines, one
//! entity a line, with the records that it was made of as `referents`.
//!
//! A party that only consignments declare is an entity like any other: its
//! spellings and countries are written, too. A value that FollowTheMoney would
//! not take in its property (a country it does not know, a property that the
//! schema lacks) goes into `notes` with its property's name: nothing is lost,
//! and the file validates.

use crate::commands::resolve::refresh;
use crate::screen::{Failure, Outcome, Progress, counted, note, plain};
use fyke_model::dataset::Handling;
use fyke_model::reference::Reference;
use fyke_resolve::entity::can_match;
use fyke_resolve::facts::identifiers::{self, Validity};
use fyke_store::Case;
use fyke_store::resolved::{self, EntityStatement, PartyRow};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// the file to write, JSON lines; it may not lie inside the case
    file: PathBuf,
    /// leave out what may not be passed on more freely than this: open, licensed or restricted
    #[arg(long, default_value = "open")]
    handling: Handling,
}

pub fn run(args: &Args) -> Outcome {
    if args.handling > Handling::Restricted {
        return Err(Failure::new(
            "what a source alone told never leaves a case",
            "give --handling open, licensed or restricted",
        ));
    }
    let target = Target::new(&args.file, Case::open_read_only(&args.case)?.root())?;
    let (_, tables) = refresh(&args.case)?;
    let declared = resolved::declared(&tables)?;
    let reference = Reference::shipped();
    let progress = Progress::rows("writing entities");
    let mut out = target.open()?;
    let mut writer = Writer::new(&mut out, &reference, declared, args.handling);
    resolved::statements(&tables, None, &mut |said| {
        writer.take(said);
        progress.at(writer.entities);
    })?;
    writer.finish();
    drop(progress);
    let (entities, withheld, nameless) = (writer.entities, writer.withheld, writer.nameless);
    let written = match writer.failed.take() {
        Some(error) => Err(error),
        None => out.keep(),
    };
    written.map_err(|error| unwritable(&args.file, &error))?;
    println!(
        "{} written to {}",
        counted(entities, "entity"),
        plain(&args.file.to_string_lossy())
    );
    if withheld > 0 {
        note(format_args!(
            "{} withheld: stricter than {}",
            counted(withheld, "statement"),
            args.handling.as_str()
        ));
    }
    if nameless > 0 {
        note(format_args!(
            "{} left out: what may be told of them holds no name that FollowTheMoney takes",
            counted(nameless, "entity")
        ));
    }
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        format!("{} cannot be written: {error}", path.display()),
        "check the folder, its rights and the space that is left",
    )
}

/// Where the entities go: a file that appears when it is whole, or a pipe.
struct Target {
    path: PathBuf,
    is_pipe: bool,
}

impl Target {
    /// The place, outside the case: nothing but takes-in and runs changes a case.
    fn new(file: &Path, case: &Path) -> Outcome<Target> {
        let unwritable = |error: &io::Error| unwritable(file, error);
        // a pipe or a terminal cannot be put in place by a rename
        if fs::metadata(file).is_ok_and(|there| !there.is_file()) {
            if file.is_dir() {
                return Err(unwritable(&io::ErrorKind::IsADirectory.into()));
            }
            return Ok(Target {
                path: file.to_owned(),
                is_pipe: true,
            });
        }
        // behind a link, the file that it leads to is the one that is written
        let path = match fs::canonicalize(file) {
            Ok(path) => path,
            Err(_) => {
                let name = file
                    .file_name()
                    .ok_or_else(|| unwritable(&io::ErrorKind::InvalidInput.into()))?;
                let folder = match file.parent() {
                    Some(folder) if folder != Path::new("") => folder,
                    _ => Path::new("."),
                };
                fs::canonicalize(folder).map_err(|e| unwritable(&e))?.join(name)
            }
        };
        let case = fs::canonicalize(case).map_err(|e| unwritable(&e))?;
        if path.starts_with(&case) {
            return Err(Failure::new(
                format!("{} lies inside the case", file.display()),
                "write the export elsewhere: a case holds what was taken in and what was made of it",
            ));
        }
        Ok(Target { path, is_pipe: false })
    }

    fn open(self) -> Outcome<Output> {
        let temporary = (!self.is_pipe).then(|| {
            let mut name = self.path.file_name().unwrap_or(OsStr::new("export")).to_owned();
            name.push(format!(".{}.new", std::process::id()));
            self.path.with_file_name(name)
        });
        let opened = match &temporary {
            Some(new) => OpenOptions::new().write(true).create_new(true).open(new),
            None => OpenOptions::new().write(true).open(&self.path),
        };
        let file = opened.map_err(|e| unwritable(&self.path, &e))?;
        Ok(Output {
            file: BufWriter::new(file),
            temporary,
            path: self.path,
        })
    }
}

/// A file under a temporary name, which goes away unless it is kept.
struct Output {
    file: BufWriter<File>,
    temporary: Option<PathBuf>,
    path: PathBuf,
}

impl Output {
    fn keep(mut self) -> io::Result<()> {
        self.file.flush()?;
        let Some(temporary) = &self.temporary else {
            return Ok(());
        };
        self.file.get_ref().sync_all()?;
        fs::rename(temporary, &self.path)?;
        self.temporary = None;
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // the failure that brought us here is told, not this one
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Gathers what is said of one entity after the other and writes it.
struct Writer<'a> {
    out: &'a mut Output,
    reference: &'a Reference,
    /// Spellings in consignments of the entities that are still to come.
    declared: BTreeMap<String, Vec<PartyRow>>,
    freest: Handling,
    entity: Option<String>,
    gathered: Vec<EntityStatement>,
    entities: u64,
    withheld: u64,
    nameless: u64,
    failed: Option<io::Error>,
}

impl<'a> Writer<'a> {
    fn new(
        out: &'a mut Output,
        reference: &'a Reference,
        declared: BTreeMap<String, Vec<PartyRow>>,
        freest: Handling,
    ) -> Writer<'a> {
        Writer {
            out,
            reference,
            declared,
            freest,
            entity: None,
            gathered: Vec::new(),
            entities: 0,
            withheld: 0,
            nameless: 0,
            failed: None,
        }
    }

    /// Statements come in the order of their entities.
    fn take(&mut self, said: EntityStatement) {
        if self.entity.as_ref() != Some(&said.entity) {
            self.finish_entity();
            while let Some(first) = self.declared.first_entry().filter(|e| *e.key() < said.entity) {
                self.entity = Some(first.key().clone());
                self.finish_entity();
            }
            self.entity = Some(said.entity.clone());
        }
        self.admit(said);
    }

    /// After the last statement.
    fn finish(&mut self) {
        self.finish_entity();
        while let Some(first) = self.declared.first_entry() {
            self.entity = Some(first.key().clone());
            self.finish_entity();
        }
    }

    fn admit(&mut self, said: EntityStatement) {
        if said.handling > self.freest {
            self.withheld += 1;
        } else {
            self.gathered.push(said);
        }
    }

    fn finish_entity(&mut self) {
        let Some(entity) = self.entity.take() else {
            return;
        };
        for party in self.declared.remove(&entity).unwrap_or_default() {
            for said in declarations(&entity, &party) {
                self.admit(said);
            }
        }
        let said = std::mem::take(&mut self.gathered);
        if said.is_empty() {
            return;
        }
        let Some(entity) = ftm(&said, self.reference) else {
            self.nameless += 1;
            return;
        };
        self.entities += 1;
        if self.failed.is_none()
            && let Err(error) = writeln!(self.out.file, "{entity}")
        {
            self.failed = Some(error);
        }
    }
}

/// The schema of a party of which a declaration says no more than name and country.
const DECLARED: &str = "LegalEntity";

/// What a declared spelling says of its entity.
fn declarations(entity: &str, party: &PartyRow) -> Vec<EntityStatement> {
    let said = |prop: &str, value: String| EntityStatement {
        entity: entity.to_owned(),
        dataset: party.dataset.clone(),
        entity_id: party.party.clone(),
        schema: DECLARED.to_owned(),
        prop: prop.to_owned(),
        value,
        file: String::new(),
        row: 0,
        edition: None,
        handling: party.handling,
    };
    let country = party.country.map(|country| said("country", country.to_string()));
    [said("name", party.name.clone())]
        .into_iter()
        .chain(country)
        .collect()
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
    let referents: BTreeSet<String> = said.iter().map(EntityStatement::key).collect();
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
