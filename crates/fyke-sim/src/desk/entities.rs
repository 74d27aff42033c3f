//! What is asked about who is who in the made case, its rows and their bytes.

use super::MadeDesk;
use super::who::{Partition, pair_view, record_view, records_of, stub};
use super::world::{Paper, Record, Tie, latin, world};
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::date::Day;
use fyke_model::desk::{
    Answer, Change, DiffView, Entities, EntityView, Event, FactView, Hand, JudgementView, LinkView, Listed,
    Page, PairView, Refusal, RowView, SaidBy, Saying, TimelineOf, ValueView,
};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes that one question may bring at most.
const BYTES_MAX: usize = 1 << 20;

/// A part of a list.
pub(super) fn part<T>(all: Vec<T>, page: Page) -> Listed<T> {
    Listed {
        total: all.len() as u64,
        items: all.into_iter().skip(page.offset).take(page.limit).collect(),
    }
}

impl Entities for MadeDesk {
    fn entity(&self, id: &str) -> Answer<EntityView> {
        let now = self.partition();
        let id = self.meant(&now, id)?;
        let about = stub(&now, &id);
        let records: Vec<&Record> = records_of(&now, &id).collect();
        let is_of = |key: &String| now.get(key) == Some(&id);
        let deals = &world().deals;
        let countries: BTreeSet<_> = records.iter().filter_map(|record| record.country).collect();
        Ok(EntityView {
            caption: about.caption.clone(),
            latin: latin(&about.caption),
            schema: about.schema.clone(),
            countries: countries.into_iter().collect(),
            listed: about.listed,
            handling: if records
                .iter()
                .any(|record| record.key.starts_with("made-register"))
            {
                Handling::Licensed
            } else {
                Handling::Open
            },
            records: records.iter().map(|record| record_view(record)).collect(),
            facts: facts(&records),
            links: links(&now, &id),
            pairs: world()
                .pairs
                .iter()
                .filter(|pair| is_of(&pair.left) || is_of(&pair.right))
                .filter_map(|pair| pair_view(&now, pair))
                .collect(),
            judgements: self
                .lines()
                .into_iter()
                .filter(|line| line.about.iter().any(is_of))
                .collect(),
            sent: deals.iter().filter(|deal| is_of(&deal.ends[0])).count() as u64,
            received: deals.iter().filter(|deal| is_of(&deal.ends[1])).count() as u64,
            leads: Vec::new(),
            id,
        })
    }

    fn timeline(&self, of: &TimelineOf) -> Answer<Listed<Event>> {
        let now = self.partition();
        let id = self.meant(&now, &of.entity)?;
        let mut events = happened(&now, &id);
        events.retain(|event| {
            of.from.is_none_or(|from| event.to >= from)
                && of.to.is_none_or(|to| event.from <= to)
                && (of.kinds.is_empty() || of.kinds.contains(&event.kind))
        });
        events.sort_by(|a, b| (a.from, &a.kind, &a.words).cmp(&(b.from, &b.kind, &b.words)));
        Ok(part(events, of.page))
    }

    fn pairs(&self, page: Page) -> Answer<Listed<PairView>> {
        let now = self.partition();
        let mut waiting: Vec<PairView> = world()
            .pairs
            .iter()
            .filter(|pair| (0.2..0.9).contains(&pair.probability) && !self.is_judged(pair))
            .filter_map(|pair| pair_view(&now, pair))
            .collect();
        let even = |pair: &PairView| (pair.probability - 0.5).abs();
        waiting.sort_by(|a, b| even(a).total_cmp(&even(b)));
        Ok(part(waiting, page))
    }

    fn judgements(&self, page: Page) -> Answer<Listed<JudgementView>> {
        Ok(part(self.lines(), page))
    }

    fn say(&self, hand: &Hand, saying: &Saying, why: &str) -> Answer<Vec<JudgementView>> {
        self.write(hand, saying, why)
    }

    fn diff(&self, dataset: &str, from: Day, to: Day, page: Page) -> Answer<DiffView> {
        let edition = |day: Day| {
            let found = world()
                .papers
                .iter()
                .find(|p| p.dataset == dataset && p.edition == Some(day));
            found.ok_or_else(|| Refusal::absent(&format!("the edition of {day}")))
        };
        let (old, new) = (records_in(edition(from)?), records_in(edition(to)?));
        let mut view = DiffView::default();
        let mut all = Vec::new();
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let (before, after) = (old.get(key), new.get(key));
            let kind = match (before, after) {
                (None, _) => "added",
                (_, None) => "removed",
                _ => "changed",
            };
            let empty = BTreeMap::new();
            let (before, after) = (before.unwrap_or(&empty), after.unwrap_or(&empty));
            let values: Vec<_> = before
                .keys()
                .chain(after.keys())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .filter(|prop| before.get(*prop) != after.get(*prop))
                .map(|prop| {
                    let side = |of: &BTreeMap<String, Vec<String>>| of.get(prop).cloned().unwrap_or_default();
                    (prop.clone(), side(before), side(after))
                })
                .collect();
            if values.is_empty() {
                continue;
            }
            match kind {
                "added" => view.added += 1,
                "removed" => view.removed += 1,
                _ => view.changed += 1,
            }
            let name = after
                .get("name")
                .or(before.get("name"))
                .and_then(|names| names.first());
            all.push(Change {
                kind: kind.to_owned(),
                key: format!("{dataset}:{key}"),
                caption: name.cloned().unwrap_or_default(),
                values,
            });
        }
        view.changes = part(all, page).items;
        Ok(view)
    }

    fn row(&self, row: &RowRef) -> Answer<RowView> {
        row_view(row)
    }

    fn bytes(&self, file: FileHash, from: u64, len: usize) -> Answer<Vec<u8>> {
        let paper = world().papers.iter().find(|paper| paper.hash == file);
        let bytes = paper.ok_or_else(|| Refusal::absent("the file"))?.bytes;
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
        let rest = bytes.get(from..).unwrap_or_default();
        Ok(rest.iter().copied().take(len.min(BYTES_MAX)).collect())
    }
}

/// A row as its file has it.
pub(super) fn row_view(row: &RowRef) -> Answer<RowView> {
    let absent = || Refusal::absent("the row");
    let paper = world()
        .papers
        .iter()
        .find(|p| p.hash == row.file && p.dataset == row.dataset);
    let paper = paper.ok_or_else(absent)?;
    let at = usize::try_from(row.row)
        .ok()
        .and_then(|n| n.checked_sub(1))
        .ok_or_else(absent)?;
    let (line, header) = (
        paper.lines.get(at).ok_or_else(absent)?,
        paper.lines.first().ok_or_else(absent)?,
    );
    let cells: Vec<(String, String)> = header
        .cells
        .iter()
        .cloned()
        .zip(line.cells.iter().cloned())
        .collect();
    let label = super::known::DATASETS.iter().find(|set| set.0 == paper.dataset);
    let refused: Vec<String> = world()
        .refused
        .iter()
        .filter(|(which, _)| which == row)
        .map(|(_, why)| why.clone())
        .collect();
    let table = match paper.dataset {
        "made-customs" => Some("consignments"),
        "made-tip" => None,
        _ => Some("statements"),
    };
    Ok(RowView {
        row: row.clone(),
        file_name: paper.name.to_owned(),
        handling: label.map_or(Handling::Restricted, |set| set.4),
        bytes: Some((line.at as u64, line.len as u64)),
        became: table
            .filter(|_| refused.is_empty() && at > 0)
            .map(|table| {
                (
                    table.to_owned(),
                    cells
                        .iter()
                        .filter(|(_, value)| !value.is_empty())
                        .cloned()
                        .collect(),
                )
            })
            .into_iter()
            .collect(),
        cells,
        refused,
        of_rows: Some(paper.lines.len() as u64),
    })
}

fn records_in(paper: &Paper) -> BTreeMap<String, BTreeMap<String, Vec<String>>> {
    paper
        .rows()
        .map(|(_, cells)| {
            let id = cells.get("id").copied().unwrap_or_default().to_owned();
            let values = cells
                .iter()
                .filter(|(column, value)| **column != "id" && !value.is_empty())
                .map(|(column, value)| {
                    (
                        (*column).to_owned(),
                        value.split('|').map(str::to_owned).collect(),
                    )
                });
            (id, values.collect())
        })
        .collect()
}

/// Facts by property, each value with who said it.
fn facts(records: &[&Record]) -> Vec<FactView> {
    let edition = |row: &RowRef| {
        world()
            .papers
            .iter()
            .find(|p| p.hash == row.file)
            .and_then(|p| p.edition)
    };
    let mut by_prop: BTreeMap<&str, BTreeMap<&str, Vec<SaidBy>>> = BTreeMap::new();
    for record in records {
        for (prop, value, row) in &record.facts {
            by_prop
                .entry(prop)
                .or_default()
                .entry(value)
                .or_default()
                .push(SaidBy {
                    record: record.key.clone(),
                    row: row.clone(),
                    edition: edition(row),
                });
        }
    }
    let order = |prop: &str| {
        ["name", "alias", "country"]
            .iter()
            .position(|first| *first == prop)
            .unwrap_or(9)
    };
    let mut facts: Vec<FactView> = by_prop
        .into_iter()
        .map(|(prop, values)| {
            let texts: Vec<&str> = values.keys().copied().collect();
            // `2009` says less than `2009-02-01`, and nothing else
            let apart = texts
                .windows(2)
                .any(|two| matches!(two, [a, b] if !b.starts_with(*a)));
            FactView {
                prop: prop.to_owned(),
                conflict: apart && ["birthDate", "incorporationDate", "buildDate", "country"].contains(&prop),
                values: values
                    .into_iter()
                    .map(|(value, said)| ValueView {
                        value: value.to_owned(),
                        latin: latin(value),
                        said,
                    })
                    .collect(),
            }
        })
        .collect();
    facts.sort_by_key(|fact| (order(&fact.prop), fact.prop.clone()));
    facts
}

/// A tie in words.
pub(super) fn tie_words(tie: &Tie) -> String {
    match tie.share.as_str() {
        "" => "director".to_owned(),
        share => format!("owner, {share} %"),
    }
}

fn links(now: &Partition, id: &str) -> Vec<LinkView> {
    let mut links = Vec::new();
    for tie in &world().ties {
        for (own, other, outgoing) in [(&tie.owner, &tie.owned, true), (&tie.owned, &tie.owner, false)] {
            if now.get(own).is_some_and(|entity| entity == id) {
                links.push(LinkView {
                    kind: tie.kind.clone(),
                    outgoing,
                    other: now.get(other).map(|entity| stub(now, entity)).unwrap_or_default(),
                    words: tie_words(tie),
                    from: tie.from,
                    to: tie.to,
                    rows: vec![tie.row.clone()],
                });
            }
        }
    }
    links
}

fn happened(now: &Partition, id: &str) -> Vec<Event> {
    let is_of = |key: &String| now.get(key).is_some_and(|entity| entity == id);
    let other = |key: &String| now.get(key).map(|entity| stub(now, entity));
    let mut events = Vec::new();
    for deal in &world().deals {
        let [from, to] = &deal.ends;
        let (which, end) = match (is_of(from), is_of(to)) {
            (true, _) => ("sent", to),
            (_, true) => ("received", from),
            _ => continue,
        };
        events.push(Event {
            kind: "consignment".to_owned(),
            from: deal.day,
            to: deal.day,
            words: format!(
                "{which} {} kg of {} ({})",
                deal.mass_g / 1000,
                deal.hs,
                deal.goods
            ),
            other: other(end),
            rows: vec![deal.row.clone()],
        });
    }
    for tie in &world().ties {
        let end = match (is_of(&tie.owner), is_of(&tie.owned)) {
            (true, _) => &tie.owned,
            (_, true) => &tie.owner,
            _ => continue,
        };
        let Some(from) = tie.from else { continue };
        events.push(Event {
            kind: tie.kind.to_lowercase(),
            from,
            to: tie.to.or("2023-12-31".parse().ok()).unwrap_or(from),
            words: tie_words(tie),
            other: other(end),
            rows: vec![tie.row.clone()],
        });
    }
    for paper in world().papers.iter().filter(|paper| paper.dataset == "made-list") {
        for (row, cells) in paper.rows() {
            let key = format!("made-list:{}", cells.get("id").copied().unwrap_or_default());
            if let (true, Some(day)) = (is_of(&key), paper.edition) {
                events.push(Event {
                    kind: "listing".to_owned(),
                    from: day,
                    to: day,
                    words: format!("on the {}", cells.get("program").copied().unwrap_or_default()),
                    other: None,
                    rows: vec![row],
                });
            }
        }
    }
    events
}
