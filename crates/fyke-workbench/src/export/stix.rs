//! Entities and leads as a bundle of STIX 2.1
//! (<https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html>), for programs
//! that exchange threat intelligence.
//!
//! What a case knows is mapped to the words that claim least:
//! * an entity is an `identity`, its country a `location` that it is `located-at`,
//!   a tie a `relationship` `related-to` with its words;
//! * a lead is a `note` about identities and a `report` that holds all of them.
//!   Its probability stands in the words of the note: `confidence` of STIX says how
//!   sure one is of the data, which is another thing;
//! * nothing becomes a `threat-actor`, a `campaign` or an `indicator`: those are
//!   findings, and a machine's suggestion is none.
//!
//! Every object carries the TLP 2.0 marking that was chosen, under the ids that
//! OASIS publishes. Ids are UUIDs of version 5 over the case and what is named,
//! moments are those of the case's newest file: the same case gives the same bytes.

use super::uuid::uuid5;
use crate::ftm::Linked;
use fyke_model::dataset::RowRef;
use fyke_model::desk::{Answer, CaseView, FtmEntity, Refusal};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Rows that an object refers to at most.
const REFERENCES_MAX: usize = 200;

/// How freely a bundle may go on: TLP 2.0 (<https://www.first.org/tlp/>).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tlp {
    /// To anybody.
    Clear,
    /// Within a community.
    Green,
    /// Within an organisation and its clients.
    Amber,
    /// Within an organisation.
    AmberStrict,
    /// To whoever receives it.
    Red,
}

impl Tlp {
    /// All, the freest first: name in an address, name in STIX, id of the marking.
    const ALL: [(Tlp, &'static str, &'static str, &'static str); 5] = [
        (
            Tlp::Clear,
            "clear",
            "clear",
            "94868c89-83c2-464b-929b-a1a8aa3c8487",
        ),
        (
            Tlp::Green,
            "green",
            "green",
            "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        ),
        (
            Tlp::Amber,
            "amber",
            "amber",
            "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        ),
        (
            Tlp::AmberStrict,
            "amber_strict",
            "amber+strict",
            "939a9414-2ddd-4d32-a0cd-375ea402b003",
        ),
        (Tlp::Red, "red", "red", "e828b379-4e03-4974-9ac4-e53a884c97c1"),
    ];

    /// The label of a name; `amber_strict` where none is said.
    ///
    /// # Errors
    /// There is no such label.
    pub fn of(name: Option<&str>) -> Answer<Tlp> {
        let Some(name) = name else {
            return Ok(Tlp::AmberStrict);
        };
        Tlp::ALL
            .into_iter()
            .find(|(_, known, ..)| *known == name)
            .map(|(tlp, ..)| tlp)
            .ok_or_else(|| {
                let shown: String = name.chars().take(40).collect();
                Refusal::malformed(
                    format!("'{shown}' is no TLP label"),
                    "use clear, green, amber, amber_strict or red",
                )
            })
    }

    fn names(self) -> (&'static str, &'static str) {
        Tlp::ALL
            .into_iter()
            .find(|(tlp, ..)| *tlp == self)
            .map_or(("red", ""), |(_, _, name, id)| (name, id))
    }
}

/// A lead as far as whoever takes it may see it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LeadTold {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// What is said of it, a line each.
    pub words: Vec<String>,
}

/// A bundle that is being made.
struct Bundle<'c> {
    case: &'c str,
    stamp: String,
    marking: String,
    objects: BTreeMap<String, Value>,
}

/// An entity with its ties, as bytes.
pub fn entity(case: &CaseView, tlp: Tlp, entity: &FtmEntity, ties: &Linked, rows: &[RowRef]) -> Vec<u8> {
    let mut bundle = Bundle::new(case, tlp);
    bundle.entity(entity, ties, rows);
    bundle.done(tlp)
}

/// A lead, with its entity where the case knows it, as bytes.
pub fn lead(
    case: &CaseView,
    tlp: Tlp,
    lead: &LeadTold,
    about: Option<(&FtmEntity, &Linked)>,
    rows: &[RowRef],
) -> Vec<u8> {
    let mut bundle = Bundle::new(case, tlp);
    let subject = match about {
        Some((entity, ties)) => bundle.entity(entity, ties, &[]),
        None => bundle.identity(&lead.id, &lead.title, "unknown", "the subject of a lead", &[]),
    };
    let note = bundle.put(
        "note",
        &lead.id,
        json!({
            "abstract": lead.title,
            "content": lead.words.join("\n"),
            "object_refs": [subject],
            "external_references": bundle.references(rows),
        }),
    );
    let mut all: Vec<String> = bundle
        .objects
        .keys()
        .filter(|id| !id.starts_with("marking"))
        .cloned()
        .collect();
    all.retain(|id| *id != note);
    all.push(note);
    let stamp = bundle.stamp.clone();
    bundle.put(
        "report",
        &lead.id,
        json!({
            "name": lead.title,
            "description": "a machine's suggestion, for people to judge",
            "report_types": ["identity"],
            "published": stamp,
            "object_refs": all,
        }),
    );
    bundle.done(tlp)
}

impl<'c> Bundle<'c> {
    fn new(case: &'c CaseView, tlp: Tlp) -> Bundle<'c> {
        let (_, marking) = tlp.names();
        let mut bundle = Bundle {
            case: &case.name,
            stamp: stamp(case),
            marking: format!("marking-definition--{marking}"),
            objects: BTreeMap::new(),
        };
        bundle.put(
            "identity",
            "fyke",
            json!({ "name": "fyke", "identity_class": "system", "description": "the program that wrote this" }),
        );
        bundle
    }

    /// Adds an object: its id.
    fn put(&mut self, kind: &str, of: &str, more: Value) -> String {
        let id = format!("{kind}--{}", uuid5(&format!("{kind}\0{}\0{of}", self.case)));
        let maker = format!("identity--{}", uuid5(&format!("identity\0{}\0fyke", self.case)));
        let mut object = json!({
            "type": kind,
            "spec_version": "2.1",
            "id": id,
            "created": self.stamp,
            "modified": self.stamp,
            "object_marking_refs": [self.marking],
        });
        if let (Some(map), Value::Object(more)) = (object.as_object_mut(), more) {
            if id != maker {
                map.insert("created_by_ref".to_owned(), json!(maker));
            }
            let there = |value: &Value| value.as_array().is_none_or(|list| !list.is_empty());
            map.extend(more.into_iter().filter(|(_, value)| there(value)));
        }
        self.objects.insert(id.clone(), object);
        id
    }

    fn identity(&mut self, of: &str, name: &str, class: &str, words: &str, rows: &[RowRef]) -> String {
        let references = self.references(rows);
        self.put(
            "identity",
            &format!("entity {of}"),
            json!({
                "name": name,
                "identity_class": class,
                "description": words,
                "external_references": references,
            }),
        )
    }

    fn references(&self, rows: &[RowRef]) -> Vec<Value> {
        rows.iter()
            .take(REFERENCES_MAX)
            .map(|row| {
                json!({
                    "source_name": row.dataset,
                    "external_id": format!("{}:{}", row.file, row.row),
                    "description": format!("row {} of the file with SHA-256 {}", row.row, row.file),
                })
            })
            .collect()
    }

    fn entity(&mut self, entity: &FtmEntity, ties: &Linked, rows: &[RowRef]) -> String {
        let id = self.identity(
            &entity.id,
            &entity.caption,
            class(&entity.schema),
            &words(entity),
            rows,
        );
        let countries = entity.properties.get("country").into_iter().flatten();
        for country in countries.filter(|code| code.len() == 2) {
            self.located(&id, country);
        }
        for tie in ties.values().flatten() {
            self.tie(&id, tie);
        }
        id
    }

    fn located(&mut self, id: &str, country: &str) {
        let code = country.to_ascii_uppercase();
        let place = self.put("location", &code, json!({ "name": code, "country": code }));
        self.put(
            "relationship",
            &format!("{id} located-at {place}"),
            json!({ "relationship_type": "located-at", "source_ref": id, "target_ref": place }),
        );
    }

    fn tie(&mut self, id: &str, tie: &Value) {
        let text = |value: &Value, name: &str| {
            value
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let ends = tie.get("properties").and_then(Value::as_object);
        let other = ends
            .into_iter()
            .flatten()
            .filter_map(|(role, values)| Some((role, values.as_array()?.first()?)))
            .find(|(_, value)| value.is_object());
        // a listing ties to a list, which is no identity
        let Some((role, other)) = other else {
            return;
        };
        let whom = self.identity(
            &text(other, "id"),
            &text(other, "caption"),
            class(&text(other, "schema")),
            "tied to another",
            &[],
        );
        let words = format!("{} ({role}): {}", text(tie, "schema"), text(tie, "caption"));
        self.put(
            "relationship",
            &format!("{id} {} {whom}", text(tie, "id")),
            json!({
                "relationship_type": "related-to",
                "source_ref": id,
                "target_ref": whom,
                "description": words,
            }),
        );
    }

    fn done(self, tlp: Tlp) -> Vec<u8> {
        let (name, _) = tlp.names();
        let mut objects = vec![json!({
            "type": "marking-definition",
            "spec_version": "2.1",
            "id": self.marking,
            "created": "2022-10-01T00:00:00.000Z",
            "name": format!("TLP:{}", name.to_uppercase()),
            "extensions": {
                "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d": {
                    "extension_type": "property-extension",
                    "tlp_2_0": name,
                },
            },
        })];
        objects.extend(self.objects.into_values());
        let all = Value::Array(objects);
        let id = uuid5(&format!("bundle\0{all}"));
        let bundle = json!({ "type": "bundle", "id": format!("bundle--{id}"), "objects": all });
        let mut text = bundle.to_string();
        text.push('\n');
        text.into_bytes()
    }
}

/// The moment of the case's newest file, so that a bundle does not change with
/// the moment of its making.
fn stamp(case: &CaseView) -> String {
    case.datasets
        .iter()
        .flat_map(|dataset| &dataset.files)
        .filter_map(|file| file.added_at.get(..19))
        .filter(|moment| moment.as_bytes().get(10) == Some(&b'T'))
        .max()
        .map_or_else(
            || "1970-01-01T00:00:00.000Z".to_owned(),
            |moment| format!("{moment}.000Z"),
        )
}

fn class(schema: &str) -> &'static str {
    match schema {
        "Person" => "individual",
        "Company" | "Organization" | "PublicBody" | "LegalEntity" => "organization",
        _ => "unknown",
    }
}

/// What is said of an entity, in words.
fn words(entity: &FtmEntity) -> String {
    let mut lines = vec![entity.schema.clone()];
    for (name, values) in entity.properties.iter().filter(|(name, _)| *name != "name") {
        lines.push(format!("{name}: {}", values.join("; ")));
    }
    if let Some(names) = entity.properties.get("name").filter(|names| names.len() > 1) {
        lines.push(format!("names: {}", names.join("; ")));
    }
    lines.push(format!("named by: {}", entity.datasets.join(", ")));
    lines.join("\n")
}
