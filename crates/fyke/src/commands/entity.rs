//! `fyke show CASE ENTITY`: which list said what of an entity and when,
//! conflicts side by side, what people said of its records, and why they are one.

use crate::commands::judge::{reasons, told_by};
use crate::commands::resolve;
use crate::screen::{Outcome, counted, plain};
use fyke_store::judgements::{self, Line};
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
    let (case, tables) = resolve::refresh(case)?;
    let members = resolved::members_of(&tables, text)?;
    let Some(entity) = members.first().map(|m| m.entity.clone()) else {
        return Ok(false);
    };
    let mut said = Vec::new();
    resolved::statements(&tables, Some(&entity), &mut |s| said.push(s))?;
    let page = Page {
        pairs: resolved::pairs_of(&tables, &entity)?,
        judgements: judgements_about(judgements::holding(&case)?, &members),
        entity,
        members,
        said,
    };
    let mut out = BufWriter::new(stdout().lock());
    if json {
        serde_json::to_writer_pretty(&mut out, &as_json(&page))?;
        writeln!(out)?;
    } else {
        write_entity(&mut out, &page, rows)?;
    }
    out.flush()?;
    Ok(true)
}

/// All that is shown of an entity.
struct Page {
    entity: String,
    members: Vec<MemberRow>,
    said: Vec<EntityStatement>,
    pairs: Vec<PairRow>,
    judgements: Vec<Line>,
}

/// The judgements that bind the records of an entity, also through ids that
/// are no records of the case and the same as one that is.
pub fn judgements_about(holding: Vec<Line>, members: &[MemberRow]) -> Vec<Line> {
    let mut links: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in &holding {
        if let Some(("same", a, b)) = line.said.pair() {
            links.entry(a).or_default().push(b);
            links.entry(b).or_default().push(a);
        }
    }
    let mut meant: BTreeSet<String> = members.iter().map(MemberRow::key).collect();
    let mut open: Vec<String> = meant.iter().cloned().collect();
    while let Some(id) = open.pop() {
        for &next in links.get(id.as_str()).into_iter().flatten() {
            if meant.insert(next.to_owned()) {
                open.push(next.to_owned());
            }
        }
    }
    let about = |line: &Line| {
        let pair = line.said.pair();
        pair.is_some_and(|(_, a, b)| meant.contains(a) || meant.contains(b))
    };
    holding.into_iter().filter(about).collect()
}

fn write_entity(out: &mut dyn Write, page: &Page, rows: usize) -> Outcome {
    let shown = if rows == 0 { usize::MAX } else { rows };
    let mean = if page.members.len() == 1 { "means" } else { "mean" };
    writeln!(
        out,
        "entity {}: {} {mean} it",
        plain(&page.entity),
        counted(page.members.len() as u64, "record")
    )?;
    for m in &page.members {
        let listed = if m.listed { "  listed" } else { "" };
        let country = m.country.map_or_else(String::new, |c| format!("  {c}"));
        writeln!(
            out,
            "  {}  {}  {}{country}{listed}",
            plain(&m.key()),
            plain(&m.schema),
            plain(&m.name)
        )?;
    }
    write_statements(out, &page.said, shown)?;
    if !page.judgements.is_empty() {
        writeln!(out, "\nsaid by people")?;
    }
    for line in page.judgements.iter().take(shown) {
        if let Some((word, left, right)) = line.said.pair() {
            let (left, right) = (plain(left), plain(right));
            writeln!(
                out,
                "  line {}  {word}  {left}  {right}  {}",
                line.n,
                told_by(line)
            )?;
        }
    }
    if page.judgements.len() > shown {
        writeln!(out, "  and {} more: --rows 0", page.judgements.len() - shown)?;
    }
    let (inside, outside): (Vec<_>, Vec<_>) = page.pairs.iter().partition(|p| p.same_entity);
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

fn write_statements(out: &mut dyn Write, said: &[EntityStatement], shown: usize) -> Outcome {
    if !said.is_empty() {
        writeln!(out, "\nwho said what")?;
    }
    for (prop, values) in by_property(said) {
        let mark = match conflict(prop, &values) {
            Some(Conflict::BetweenDatasets) => "  they differ",
            Some(Conflict::WithinOne) => "  one list gives two",
            None => "",
        };
        writeln!(out, "  {}{mark}", plain(prop))?;
        for (value, by) in values.iter().take(shown) {
            writeln!(out, "    {}", plain(value))?;
            let told: BTreeSet<String> = by.iter().map(|s| origin(s)).collect();
            for line in told.iter().take(shown) {
                writeln!(out, "      {line}")?;
            }
        }
        if values.len() > shown {
            writeln!(out, "    and {} more: --rows 0", values.len() - shown)?;
        }
    }
    Ok(())
}

fn write_pair(out: &mut dyn Write, pair: &PairRow) -> Outcome {
    let judged = match (&pair.judgement, pair.judged_by.as_deref()) {
        (Some(word), None | Some("")) => format!("  somebody said: {word}"),
        (Some(word), Some(by)) => format!("  {} said: {word}", plain(by)),
        _ => String::new(),
    };
    let (left, right) = (pair.left_key(), pair.right_key());
    let (left, right) = (plain(&left), plain(&right));
    writeln!(out, "  p {:.3}  {left}  {right}{judged}", pair.probability)?;
    for reason in reasons(&pair.reasons) {
        writeln!(out, "    {reason}")?;
    }
    Ok(())
}

/// The values of a property, each with who said it.
pub type Values<'a> = BTreeMap<&'a str, Vec<&'a EntityStatement>>;

/// Names first, then the rest by property.
pub fn by_property(said: &[EntityStatement]) -> Vec<(&str, Values<'_>)> {
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

/// Two values where a thing has but one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// Two datasets share no value.
    BetweenDatasets,
    /// A dataset gives two; the others agree with one of them.
    WithinOne,
}

/// A year does not contradict a day of that year.
pub fn conflict(prop: &str, values: &Values<'_>) -> Option<Conflict> {
    if !ONE_VALUE.contains(&prop) {
        return None;
    }
    let mut datasets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (value, by) in values {
        for s in by {
            datasets.entry(&s.dataset).or_default().insert(value);
        }
    }
    // a dataset that gives both a year and a day of it gives the day
    let finest: Vec<Vec<&str>> = datasets
        .values()
        .map(|values| {
            let coarser = |a: &str| values.iter().any(|b| *b != a && b.starts_with(a));
            values.iter().copied().filter(|a| !coarser(a)).collect()
        })
        .collect();
    let agree = |a: &str, b: &str| a.starts_with(b) || b.starts_with(a);
    let meet = |a: &Vec<&str>, b: &Vec<&str>| a.iter().any(|a| b.iter().any(|b| agree(a, b)));
    if finest.iter().any(|a| finest.iter().any(|b| !meet(a, b))) {
        Some(Conflict::BetweenDatasets)
    } else if finest.iter().any(|values| values.len() > 1) {
        Some(Conflict::WithinOne)
    } else {
        None
    }
}

fn origin(s: &EntityStatement) -> String {
    let edition = s
        .edition
        .as_ref()
        .map_or_else(String::new, |day| format!("  edition {}", plain(day)));
    format!(
        "{}  row {}:{}:{}{edition}",
        plain(&s.key()),
        plain(&s.dataset),
        s.file.get(..12).unwrap_or(&s.file),
        s.row
    )
}

fn as_json(page: &Page) -> serde_json::Value {
    let members: Vec<_> = page
        .members
        .iter()
        .map(|m| {
            json!({
                "dataset": m.dataset, "id": m.entity_id, "schema": m.schema, "name": m.name,
                "country": m.country.map(|c| c.to_string()), "listed": m.listed, "handling": m.handling.as_str(),
            })
        })
        .collect();
    let properties: serde_json::Map<_, _> = by_property(&page.said)
        .into_iter()
        .map(|(prop, values)| {
            let conflict = conflict(prop, &values);
            let kind = conflict.map(|kind| match kind {
                Conflict::BetweenDatasets => "between datasets",
                Conflict::WithinOne => "within one dataset",
            });
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
            (
                prop.to_owned(),
                json!({ "values": values, "conflict": conflict.is_some(), "conflict_kind": kind }),
            )
        })
        .collect();
    let pairs: Vec<_> = page
        .pairs
        .iter()
        .map(|p| {
            json!({
                "left": p.left_key(), "right": p.right_key(),
                "probability": p.probability, "same_entity": p.same_entity, "judgement": p.judgement,
                "judged_by": p.judged_by,
                "reasons": serde_json::from_str::<serde_json::Value>(&p.reasons).unwrap_or_default(),
            })
        })
        .collect();
    let judgements: Vec<_> = page
        .judgements
        .iter()
        .filter_map(|line| {
            let (word, left, right) = line.said.pair()?;
            Some(json!({
                "line": line.n, "judgement": word, "left": left, "right": right,
                "by": line.who(), "at": line.when(), "note": line.note,
                "taken_in_by": line.told_by.as_ref().map(|_| &line.by),
                "taken_in_at": line.told_by.as_ref().map(|_| &line.at),
            }))
        })
        .collect();
    json!({
        "entity": page.entity, "records": members, "properties": properties,
        "judgements": judgements, "pairs": pairs,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::dataset::Handling;

    /// From words such as `us=1961 eu=1962`.
    fn found(words: &str) -> Option<Conflict> {
        let said: Vec<EntityStatement> = words
            .split(' ')
            .map(|word| {
                let (dataset, value) = word.split_once('=').unwrap();
                EntityStatement {
                    entity: String::new(),
                    dataset: dataset.to_owned(),
                    entity_id: String::new(),
                    schema: "Person".to_owned(),
                    prop: "birthDate".to_owned(),
                    value: value.to_owned(),
                    file: String::new(),
                    row: 1,
                    edition: None,
                    handling: Handling::Open,
                }
            })
            .collect();
        conflict("birthDate", &by_property(&said)[0].1)
    }

    #[test]
    fn lists_that_disagree_are_told_from_a_list_that_gives_two() {
        assert_eq!(found("us=1961 eu=1961-04-12"), None);
        assert_eq!(
            found("us=1961-04-12 eu=1961-12-04"),
            Some(Conflict::BetweenDatasets)
        );
        assert_eq!(found("us=1961 us=1962"), Some(Conflict::WithinOne));
        assert_eq!(found("us=1961 us=1962 eu=1961"), Some(Conflict::WithinOne));
        assert_eq!(found("us=1961 us=1962 eu=1963"), Some(Conflict::BetweenDatasets));
        let both_year_and_day = "us=1961 us=1961-04-12 eu=1961 eu=1961-12-04";
        assert_eq!(found(both_year_and_day), Some(Conflict::BetweenDatasets));
    }
}
