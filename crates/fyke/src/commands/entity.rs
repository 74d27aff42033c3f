//! `fyke show CASE ENTITY`: which list said what of an entity and when,
//! conflicts side by side, and why its records are one.

use crate::commands::judge::reasons;
use crate::commands::resolve;
use crate::screen::{Outcome, counted};
use fyke_store::resolved::{self, EntityStatement, MemberRow, PairRow};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

/// Properties of which one thing has one value: two values are a conflict.
const ONE_VALUE: [&str; 9] = [
    "birthDate",
    "incorporationDate",
    "gender",
    "innCode",
    "ogrnCode",
    "imoNumber",
    "leiCode",
    "mmsi",
    "deathDate",
];

/// Shows the entity or the record that `text` names; false where it names none.
pub fn show(case: &Path, text: &str, rows: usize, json: bool) -> Outcome<bool> {
    let (_, tables) = resolve::refresh(case)?;
    let members = resolved::members_of(&tables, text)?;
    let Some(entity) = members.first().map(|m| m.entity.clone()) else {
        return Ok(false);
    };
    let mut said = Vec::new();
    resolved::statements(&tables, Some(&entity), &mut |s| said.push(s))?;
    let pairs = resolved::pairs_of(&tables, &entity)?;
    let mut out = BufWriter::new(stdout().lock());
    if json {
        let page = as_json(&entity, &members, &said, &pairs);
        serde_json::to_writer_pretty(&mut out, &page)?;
        writeln!(out)?;
    } else {
        write_entity(&mut out, &entity, &members, &said, &pairs, rows)?;
    }
    out.flush()?;
    Ok(true)
}

fn write_entity(
    out: &mut dyn Write,
    entity: &str,
    members: &[MemberRow],
    said: &[EntityStatement],
    pairs: &[PairRow],
    rows: usize,
) -> Outcome {
    let shown = if rows == 0 { usize::MAX } else { rows };
    writeln!(
        out,
        "entity {entity}: {} mean it",
        counted(members.len() as u64, "record")
    )?;
    for m in members {
        let listed = if m.listed { "  listed" } else { "" };
        let country = m.country.map_or_else(String::new, |c| format!("  {c}"));
        writeln!(
            out,
            "  {}:{}  {}  {}{country}{listed}",
            m.dataset, m.entity_id, m.schema, m.name
        )?;
    }
    if !said.is_empty() {
        writeln!(out, "\nwho said what")?;
    }
    for (prop, values) in by_property(said) {
        let mark = if conflict(prop, &values) {
            "  they differ"
        } else {
            ""
        };
        writeln!(out, "  {prop}{mark}")?;
        for (value, by) in values.iter().take(shown) {
            writeln!(out, "    {value}")?;
            let told: BTreeSet<String> = by.iter().map(|s| origin(s)).collect();
            for line in told.iter().take(shown) {
                writeln!(out, "      {line}")?;
            }
        }
        if values.len() > shown {
            writeln!(out, "    and {} more: --rows 0", values.len() - shown)?;
        }
    }
    let inside: Vec<&PairRow> = pairs.iter().filter(|p| p.same_entity).collect();
    let outside: Vec<&PairRow> = pairs.iter().filter(|p| !p.same_entity).collect();
    for (title, pairs) in [
        ("why they are one", inside),
        ("looked at and kept apart", outside),
    ] {
        if pairs.is_empty() {
            continue;
        }
        writeln!(out, "\n{title}")?;
        for pair in pairs.iter().take(shown) {
            write_pair(out, pair)?;
        }
        if pairs.len() > shown {
            writeln!(out, "  and {} more: --rows 0", pairs.len() - shown)?;
        }
    }
    Ok(())
}

fn write_pair(out: &mut dyn Write, pair: &PairRow) -> Outcome {
    let judged = match (&pair.judgement, &pair.judged_by) {
        (Some(word), Some(by)) => format!("  {by} said: {word}"),
        _ => String::new(),
    };
    writeln!(
        out,
        "  p {:.3}  {}:{}  {}:{}{judged}",
        pair.probability, pair.left.0, pair.left.1, pair.right.0, pair.right.1
    )?;
    for reason in reasons(&pair.reasons) {
        writeln!(out, "    {reason}")?;
    }
    Ok(())
}

type Values<'a> = BTreeMap<&'a str, Vec<&'a EntityStatement>>;

/// Names first, then the rest by property.
fn by_property(said: &[EntityStatement]) -> Vec<(&str, Values<'_>)> {
    let mut properties: BTreeMap<(bool, &str), Values<'_>> = BTreeMap::new();
    for s in said {
        let values = properties.entry((s.prop != "name", s.prop.as_str())).or_default();
        values.entry(s.value.as_str()).or_default().push(s);
    }
    properties
        .into_iter()
        .map(|((_, prop), values)| (prop, values))
        .collect()
}

/// Two datasets give different values where a thing has but one; a year does
/// not contradict a day of that year.
fn conflict(prop: &str, values: &Values<'_>) -> bool {
    let values: Vec<&str> = values.keys().copied().collect();
    let agree = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
    ONE_VALUE.contains(&prop) && values.iter().any(|a| values.iter().any(|b| !agree(a, b)))
}

fn origin(s: &EntityStatement) -> String {
    let edition = s
        .edition
        .as_ref()
        .map_or_else(String::new, |day| format!("  edition {day}"));
    format!(
        "{}:{}  row {}:{}:{}{edition}",
        s.dataset,
        s.entity_id,
        s.dataset,
        s.file.get(..12).unwrap_or(&s.file),
        s.row
    )
}

fn as_json(
    entity: &str,
    members: &[MemberRow],
    said: &[EntityStatement],
    pairs: &[PairRow],
) -> serde_json::Value {
    let members: Vec<_> = members
        .iter()
        .map(|m| {
            json!({
                "dataset": m.dataset, "id": m.entity_id, "schema": m.schema, "name": m.name,
                "country": m.country.map(|c| c.to_string()), "listed": m.listed, "handling": m.handling.as_str(),
            })
        })
        .collect();
    let properties: serde_json::Map<_, _> = by_property(said)
        .into_iter()
        .map(|(prop, values)| {
            let differ = conflict(prop, &values);
            let values: Vec<_> = values
                .iter()
                .map(|(value, by)| {
                    let by: Vec<_> = by
                        .iter()
                        .map(|s| {
                            json!({
                                "dataset": s.dataset, "id": s.entity_id, "file": s.file, "row": s.row,
                                "edition": s.edition, "handling": s.handling.as_str(),
                            })
                        })
                        .collect();
                    json!({ "value": value, "said_by": by })
                })
                .collect();
            (prop.to_owned(), json!({ "values": values, "conflict": differ }))
        })
        .collect();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|p| {
            json!({
                "left": format!("{}:{}", p.left.0, p.left.1), "right": format!("{}:{}", p.right.0, p.right.1),
                "probability": p.probability, "same_entity": p.same_entity, "judgement": p.judgement,
                "judged_by": p.judged_by,
                "reasons": serde_json::from_str::<serde_json::Value>(&p.reasons).unwrap_or_default(),
            })
        })
        .collect();
    json!({ "entity": entity, "records": members, "properties": properties, "pairs": pairs })
}
