//! What ties an entity to others, as FollowTheMoney has it: an entity of its own
//! between two others, found from either end under a name of the model.

use super::Labels;
use fyke_model::desk::{EntityView, LinkView, Stub};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// How a kind of tie looks from its ends: its schema; seen from where it goes
/// out: the property of that end, the property that leads on; and the same from
/// where it comes in.
const TIES: &[(&str, [&str; 2], [&str; 2])] = &[
    (
        "Ownership",
        ["ownershipOwner", "asset"],
        ["ownershipAsset", "owner"],
    ),
    (
        "Directorship",
        ["directorshipDirector", "organization"],
        ["directorshipOrganization", "director"],
    ),
    ("Employment", ["employers", "employer"], ["employees", "employee"]),
    (
        "Membership",
        ["membershipMember", "organization"],
        ["membershipOrganization", "member"],
    ),
    (
        "Family",
        ["familyPerson", "relative"],
        ["familyRelative", "person"],
    ),
    (
        "Associate",
        ["associates", "associate"],
        ["associations", "person"],
    ),
    (
        "Representation",
        ["agencyClient", "client"],
        ["agentRepresentation", "agent"],
    ),
    (
        "Payment",
        ["paymentPayer", "beneficiary"],
        ["paymentBeneficiary", "payer"],
    ),
    ("Sanction", ["sanctions", "entity"], ["sanctions", "entity"]),
];

/// What any other kind is: a link of which the model has no word.
const OTHER: (&str, [&str; 2], [&str; 2]) = (
    "UnknownLink",
    ["unknownLinkTo", "object"],
    ["unknownLinkFrom", "subject"],
);

/// An entity's ties, by the property under which they are found.
pub type Linked = BTreeMap<&'static str, Vec<Value>>;

/// Ties of an entity that rows say which may be told.
pub fn linked(labels: &Labels, view: &EntityView) -> Linked {
    let mut found = Linked::new();
    for link in &view.links {
        let datasets: Vec<String> = {
            let mut told: Vec<String> = link
                .rows
                .iter()
                .map(|row| row.dataset.clone())
                .filter(|dataset| labels.may(dataset))
                .collect();
            told.sort();
            told.dedup();
            told
        };
        if datasets.is_empty() {
            continue;
        }
        let (schema, out, back) = TIES
            .iter()
            .copied()
            .find(|(schema, ..)| schema.eq_ignore_ascii_case(&link.kind))
            .unwrap_or(OTHER);
        let [here, there] = if link.outgoing { out } else { back };
        found
            .entry(here)
            .or_default()
            .push(tie(view, link, schema, there, &datasets));
    }
    found
}

fn tie(view: &EntityView, link: &LinkView, schema: &str, there: &str, datasets: &[String]) -> Value {
    let mut properties = Map::new();
    if schema != "Sanction" {
        properties.insert(there.to_owned(), json!([other(&link.other, datasets)]));
    } else if !link.other.caption.is_empty() {
        properties.insert("authority".to_owned(), json!([link.other.caption]));
    }
    if !link.words.is_empty() {
        let word = if schema == "Sanction" { "program" } else { "role" };
        properties.insert(word.to_owned(), json!([link.words]));
    }
    for (name, day) in [("startDate", link.from), ("endDate", link.to)] {
        if let Some(day) = day {
            properties.insert(name.to_owned(), json!([day.to_string()]));
        }
    }
    let caption = if link.words.is_empty() {
        schema
    } else {
        &link.words
    };
    json!({
        "id": tie_id(view, link, schema),
        "caption": caption,
        "schema": schema,
        "properties": properties,
        "datasets": datasets,
        "referents": [],
        "target": false,
    })
}

fn other(stub: &Stub, datasets: &[String]) -> Value {
    let mut properties = json!({ "name": [stub.caption] });
    if let (Some(country), Some(map)) = (stub.country, properties.as_object_mut()) {
        let code = country.as_str().to_ascii_lowercase();
        map.insert("country".to_owned(), json!([code]));
    }
    json!({
        "id": stub.id,
        "caption": stub.caption,
        "schema": stub.schema,
        "properties": properties,
        "datasets": datasets,
        "referents": [],
        "target": stub.listed,
    })
}

/// A tie has no id in the case; it gets one that is the same whichever end it is
/// seen from and whenever.
fn tie_id(view: &EntityView, link: &LinkView, schema: &str) -> String {
    let (from, to) = if link.outgoing {
        (&view.id, &link.other.id)
    } else {
        (&link.other.id, &view.id)
    };
    let mut hash = Sha256::new();
    for part in [schema, from, to, &link.words] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    for row in &link.rows {
        hash.update(format!("{}:{}:{}\0", row.dataset, row.file, row.row));
    }
    let digits: String = hash
        .finalize()
        .iter()
        .take(10)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("tie-{digits}")
}
