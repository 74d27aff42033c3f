//! Entities in the form of FollowTheMoney, one JSON object a line, as its tools
//! read and write them.

use crate::ftm::{Linked, json};
use fyke_model::desk::FtmEntity;
use serde_json::Value;

/// Entities with their ties, as bytes. Ends of ties are ids, since a line is one
/// entity.
pub fn bytes(entities: &[(FtmEntity, Linked)]) -> Vec<u8> {
    let mut text = String::new();
    for (entity, ties) in entities {
        line(&mut text, &Value::Object(json(entity)));
        for values in ties.values() {
            for tie in values {
                line(&mut text, &flat(tie, &entity.id));
            }
        }
    }
    text.into_bytes()
}

fn line(text: &mut String, value: &Value) {
    text.push_str(&value.to_string());
    text.push('\n');
}

/// A tie with ids for its ends, both of them.
fn flat(tie: &Value, id: &str) -> Value {
    let mut tie = tie.clone();
    let ends: &[(&str, [&str; 2])] = &[
        ("Ownership", ["owner", "asset"]),
        ("Directorship", ["director", "organization"]),
        ("Employment", ["employee", "employer"]),
        ("Membership", ["member", "organization"]),
        ("Family", ["person", "relative"]),
        ("Associate", ["person", "associate"]),
        ("Representation", ["agent", "client"]),
        ("Payment", ["payer", "beneficiary"]),
        ("UnknownLink", ["subject", "object"]),
    ];
    let schema = tie
        .get("schema")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let Some(Value::Object(properties)) = tie.get_mut("properties") else {
        return tie;
    };
    for values in properties.values_mut().filter_map(Value::as_array_mut) {
        for value in values {
            if let Some(other) = value.get("id").cloned() {
                *value = other;
            }
        }
    }
    let own = Value::Array(vec![Value::String(id.to_owned())]);
    match ends.iter().find(|(name, _)| *name == schema) {
        Some((_, [from, to])) => {
            let missing = if properties.contains_key(*from) { to } else { from };
            properties.insert((*missing).to_owned(), own);
        }
        None => {
            properties.insert("entity".to_owned(), own);
        }
    }
    tie
}
