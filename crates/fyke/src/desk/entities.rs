//! Who is who, who said so, and the bytes it stands on.

use super::LocalDesk;
use super::opened::Opened;
use super::refusal::Told;
use super::shown::{find, latin, latin_value, record_view, stub};
use crate::commands::add::now;
use crate::commands::entity::{by_property, conflict, judgements_about};
use crate::commands::judge::saying;
use crate::pipeline::entities as resolving;
use fyke_model::dataset::{FileHash, RowRef};
use fyke_model::date::Day;
use fyke_model::desk::{
    Answer, Change, DiffView, Entities, EntityView, Event, FactView, Hand, JudgementView, LinkView, Listed,
    Page, PairView, RecordView, Refusal, Role, RowView, SaidBy, Saying, Stub, TimelineOf, ValueView, Why,
};
use fyke_store::Case;
use fyke_store::judgements::{self, Fate, Line, Said};
use fyke_store::resolved::{EntityStatement, PairRow, record_key};
use fyke_store::serving::EntityNo;
use fyke_store::serving::editions;
use fyke_store::serving::entity::{Tie, TieKind};
use fyke_store::serving::trade::{Dealing, Kind, TradeFilter};
use std::collections::{BTreeMap, BTreeSet};

impl Entities for LocalDesk {
    fn entity(&self, id: &str) -> Answer<EntityView> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let no = find(serving, &opened.tables, id)?;
        let line = serving.line(no).ok_or_else(|| Refusal::absent("the entity"))?;
        let members = serving.records(no);
        let (said, _) = serving.said(no).told()?;
        let all = judgements::read(&opened.case).told()?;
        let fates = judgements::fates(&all);
        let holding = judgements::holding(&opened.case).told()?;
        let about = judgements_about(holding, &members);
        let (sent, received) = serving.counts_of(no, Kind::Goods);
        let pairs = serving.pairs(no).told()?;
        let told = said.iter().filter_map(said_by_row);
        let told = told.filter_map(|said| serving.handle(&said.row));
        let leads = opened.shelf.about(&line.id, serving.handles_of(no).chain(told));
        Ok(EntityView {
            latin: latin(&line.caption),
            records: members.iter().map(record_view).collect(),
            facts: facts_of(&said),
            links: serving
                .ties(no)
                .iter()
                .map(|tie| link(&opened, no, tie))
                .collect(),
            pairs: pairs.iter().map(|pair| pair_view(&opened, pair)).collect(),
            judgements: about
                .iter()
                .map(|line| judgement(line, fates.get(&line.n)))
                .collect(),
            sent,
            received,
            leads,
            id: line.id,
            caption: line.caption,
            schema: line.schema,
            countries: line.countries,
            listed: line.listed,
            handling: line.handling,
        })
    }

    fn timeline(&self, of: &TimelineOf) -> Answer<Listed<Event>> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let no = find(serving, &opened.tables, &of.entity)?;
        let wanted = |kind: &str| of.kinds.is_empty() || of.kinds.iter().any(|own| own == kind);
        let until = of.page.offset.saturating_add(of.page.limit);
        let filter = TradeFilter {
            from: of.from,
            to: of.to,
            ..TradeFilter::default()
        };
        let (mut events, mut total) = (vec![], 0);
        for (kind, word) in [(Kind::Goods, "consignment"), (Kind::Money, "payment")] {
            if !wanted(word) {
                continue;
            }
            // each is in order of days, so no more of it is on the page than its own beginning
            let dealings = serving.dealings_of(no, kind, &filter, (0, until));
            total += dealings.of;
            events.extend(dealings.rows.iter().map(|row| dealt(&opened, no, word, row)));
        }
        for tie in serving.ties(no) {
            let Some(event) = tied(&opened, no, &tie) else {
                continue;
            };
            let outside =
                of.from.is_some_and(|from| event.to < from) || of.to.is_some_and(|to| event.from > to);
            if wanted(&event.kind) && !outside {
                total += 1;
                events.push(event);
            }
        }
        events.sort_by(|a, b| (a.from, &a.kind, &a.rows).cmp(&(b.from, &b.kind, &b.rows)));
        let items = events
            .into_iter()
            .skip(of.page.offset)
            .take(of.page.limit)
            .collect();
        Ok(Listed { items, total })
    }

    fn pairs(&self, page: Page) -> Answer<Listed<PairView>> {
        let opened = self.opened()?;
        let (pairs, total) = opened.serving.doubtful((page.offset, page.limit)).told()?;
        Ok(Listed {
            items: pairs.iter().map(|pair| pair_view(&opened, pair)).collect(),
            total,
        })
    }

    fn judgements(&self, page: Page) -> Answer<Listed<JudgementView>> {
        let opened = self.opened()?;
        let lines = judgements::read(&opened.case).told()?;
        let fates = judgements::fates(&lines);
        let newest = lines.iter().rev().skip(page.offset).take(page.limit);
        Ok(Listed {
            items: newest.map(|line| judgement(line, fates.get(&line.n))).collect(),
            total: lines.len() as u64,
        })
    }

    fn say(&self, hand: &Hand, saying: &Saying, why: &str) -> Answer<Vec<JudgementView>> {
        // as what they are on the roll now, whatever the hand says
        let key = self.key(hand)?;
        self.may(&key, Role::Reviewer)?;
        let opened = self.opened()?;
        let said = said_by(&opened, saying)?;
        let case = Case::open(&self.root).told()?;
        let said = said.into_iter().map(|said| (said, None)).collect();
        let added = judgements::append(&case, hand.name(), &now(), why, said).told()?;
        resolving::refresh(&case, &now(), None)?;
        drop(case);
        self.read_anew()?;
        Ok(added
            .iter()
            .map(|line| judgement(line, Some(&Fate::Binds)))
            .collect())
    }

    fn diff(&self, dataset: &str, from: Day, to: Day, page: Page) -> Answer<DiffView> {
        let opened = self.opened()?;
        let found =
            editions::diff(&opened.case, dataset, from, to, None, (page.offset, page.limit)).told()?;
        let [added, removed, changed] = found.of;
        let changes = found.page.into_iter().map(|one| {
            let mut values: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
            for difference in one.differences {
                let of = values.entry(difference.prop).or_default();
                let side = if difference.added { &mut of.1 } else { &mut of.0 };
                side.push(difference.value);
            }
            let kind = match one.change {
                editions::Change::Added => "added",
                editions::Change::Removed => "removed",
                editions::Change::Changed => "changed",
            };
            Change {
                kind: kind.to_owned(),
                key: record_key(dataset, &one.entity_id),
                caption: one.name,
                values: values
                    .into_iter()
                    .map(|(prop, (went, came))| (prop, went, came))
                    .collect(),
            }
        });
        Ok(DiffView {
            added,
            removed,
            changed,
            changes: changes.collect(),
        })
    }

    fn row(&self, row: &RowRef) -> Answer<RowView> {
        row_view(&*self.opened()?, row)
    }

    fn bytes(&self, file: FileHash, from: u64, len: usize) -> Answer<Vec<u8>> {
        let opened = self.opened()?;
        if opened.case.file_record(file).told()?.is_none() {
            return Err(Refusal::absent("the file"));
        }
        opened.serving.bytes(&opened.case, file, from, len).told()
    }
}

/// A row with all that is known of it.
pub(super) fn row_view(opened: &Opened, row: &RowRef) -> Answer<RowView> {
    let record = opened.case.file_record(row.file).told()?;
    let record = record.ok_or_else(|| Refusal::absent("the row"))?;
    let source = opened.serving.source_row(&opened.case, row.file, row.row);
    // a file that is no table of rows, or a row that was refused, is still shown
    // as far as the tables know it
    let (cells, bytes, mut refused) = match source {
        Ok(source) => (source.cells, source.bytes, vec![]),
        Err(error) => (vec![], None, vec![error.to_string()]),
    };
    let own = RowRef {
        dataset: record.dataset.clone(),
        ..row.clone()
    };
    let became: Vec<_> = opened
        .serving
        .shown(std::slice::from_ref(&own))
        .told()?
        .into_iter()
        .map(|(table, shown)| (table.name().to_owned(), shown.cells))
        .collect();
    let told = opened.serving.refused(&own).told()?;
    if became.is_empty() && cells.is_empty() && told.is_empty() {
        return Err(Refusal::absent("the row"));
    }
    refused.extend(told.into_iter().map(|(column, why)| match column {
        Some(column) => format!("{column}: {why}"),
        None => why,
    }));
    Ok(RowView {
        row: own,
        file_name: record.name,
        handling: record.handling,
        cells,
        bytes: bytes.map(|bytes| (bytes.start, bytes.end - bytes.start)),
        became,
        refused,
        of_rows: Some(record.rows_in),
    })
}

/// Facts by property, each value with who said it.
pub(super) fn facts_of(said: &[EntityStatement]) -> Vec<FactView> {
    by_property(said)
        .into_iter()
        .map(|(prop, values)| FactView {
            prop: prop.to_owned(),
            conflict: conflict(prop, &values).is_some(),
            values: values
                .into_iter()
                .map(|(value, by)| ValueView {
                    value: value.to_owned(),
                    latin: latin_value(prop, value),
                    said: by.into_iter().filter_map(said_by_row).collect(),
                })
                .collect(),
        })
        .collect()
}

fn said_by_row(said: &EntityStatement) -> Option<SaidBy> {
    Some(SaidBy {
        record: said.key(),
        row: RowRef {
            dataset: said.dataset.clone(),
            file: said.file.parse().ok()?,
            row: said.row,
        },
        edition: said.edition.as_ref().and_then(|day| day.parse().ok()),
    })
}

/// The other end of a tie, and whether it goes out.
fn other_end(opened: &Opened, no: EntityNo, tie: &Tie) -> (Stub, bool) {
    let outgoing = tie.from == Some(no);
    let other = match (outgoing, tie.from) {
        (true, _) => stub(&opened.serving, tie.to),
        (false, Some(from)) => stub(&opened.serving, from),
        // a sanction comes from an authority, which is no entity
        (false, None) => Stub {
            caption: tie.detail.clone(),
            ..Stub::default()
        },
    };
    (other, outgoing)
}

/// A tie in words.
pub(super) fn tie_words(tie: &Tie) -> String {
    let share = || match tie.detail.ends_with('%') || !tie.detail.ends_with(|c: char| c.is_ascii_digit()) {
        true => tie.detail.clone(),
        false => format!("{} %", tie.detail),
    };
    let (word, detail) = match tie.kind {
        TieKind::Ownership => ("owner", share()),
        TieKind::Directorship => ("director", tie.detail.clone()),
        TieKind::Succession => ("successor", tie.detail.clone()),
        TieKind::UnknownLink => ("link", tie.detail.clone()),
        TieKind::Sanction => ("sanction", tie.detail.clone()),
    };
    match detail.is_empty() {
        true => word.to_owned(),
        false => format!("{word}, {detail}"),
    }
}

/// A day as told; of a year its first.
pub(super) fn day(told: &str) -> Option<Day> {
    match told.len() {
        4 => format!("{told}-01-01").parse().ok(),
        7 => format!("{told}-01").parse().ok(),
        _ => told.get(..10)?.parse().ok(),
    }
}

fn link(opened: &Opened, no: EntityNo, tie: &Tie) -> LinkView {
    let (other, outgoing) = other_end(opened, no, tie);
    LinkView {
        kind: tie.kind.as_str().to_owned(),
        outgoing,
        other,
        words: tie_words(tie),
        from: day(&tie.start),
        to: day(&tie.end),
        rows: opened.serving.row(tie.row).into_iter().collect(),
    }
}

fn dealt(opened: &Opened, no: EntityNo, kind: &str, row: &Dealing) -> Event {
    let sent = row.sender == Some(no);
    let other = if sent { row.receiver } else { row.sender };
    let mut words = vec![if sent { "sent" } else { "received" }.to_owned()];
    words.extend(row.hs.map(|hs| hs.code.to_string()));
    words.extend(row.mass_g.map(|mass| format!("{} kg", mass / 1_000)));
    words.extend(row.value.map(|value| value.to_string()));
    Event {
        kind: kind.to_owned(),
        from: row.day,
        to: row.day,
        words: words.join(", "),
        other: other.map(|other| stub(&opened.serving, other)),
        rows: opened.serving.row(row.handle).into_iter().collect(),
    }
}

/// A tie that has a day.
fn tied(opened: &Opened, no: EntityNo, tie: &Tie) -> Option<Event> {
    let kind = match tie.kind {
        TieKind::Ownership => "ownership",
        TieKind::Directorship => "directorship",
        TieKind::Sanction => "listing",
        TieKind::Succession | TieKind::UnknownLink => "link",
    };
    let (start, end) = (day(&tie.start), day(&tie.end));
    let (other, _) = other_end(opened, no, tie);
    Some(Event {
        kind: kind.to_owned(),
        from: start.or(end)?,
        to: end.or(start)?,
        words: tie_words(tie),
        other: (!other.id.is_empty()).then_some(other),
        rows: opened.serving.row(tie.row).into_iter().collect(),
    })
}

fn pair_view(opened: &Opened, pair: &PairRow) -> PairView {
    let record = |(dataset, id): &(String, String)| match opened.serving.record(dataset, id) {
        Some(member) => record_view(&member),
        None => RecordView {
            key: record_key(dataset, id),
            ..RecordView::default()
        },
    };
    let parts: Vec<serde_json::Value> = serde_json::from_str(&pair.reasons).unwrap_or_default();
    let reasons = parts.iter().filter_map(|part| {
        let sentence = part.get("sentence")?.as_str()?;
        Some((sentence.to_owned(), part.get("bits")?.as_f64()?))
    });
    PairView {
        left: record(&pair.left),
        right: record(&pair.right),
        probability: pair.probability,
        reasons: reasons.collect(),
        same_entity: pair.same_entity,
    }
}

fn judgement(line: &Line, fate: Option<&Fate>) -> JudgementView {
    let (word, about) = match (&line.said, line.said.pair()) {
        (_, Some((word, left, right))) => (word, vec![left.to_owned(), right.to_owned()]),
        (Said::TakenBack { line }, None) => ("taken back", vec![line.to_string()]),
        (said, None) => said
            .fact()
            .map_or(("", vec![]), |(word, fact, _)| (word, vec![fact.to_owned()])),
    };
    JudgementView {
        line: line.n,
        word: word.to_owned(),
        about,
        by: line.who().to_owned(),
        at: line.when().to_owned(),
        why: line.note.clone(),
        // a line that takes another back holds as long as it stands
        holds: match line.said {
            Said::TakenBack { .. } => true,
            _ => fate == Some(&Fate::Binds),
        },
    }
}

/// What a person says, as lines of the log.
fn said_by(opened: &Opened, saying: &Saying) -> Answer<Vec<Said>> {
    let serving = &opened.serving;
    let two = |left: &str, right: &str| -> Answer<(String, String)> {
        saying::two(&|key| is_record(opened, key), left, right)?;
        Ok((left.to_owned(), right.to_owned()))
    };
    let list = || judgements::read(&opened.case).told();
    Ok(match saying {
        Saying::Same { left, right } => {
            let (left, right) = two(left, right)?;
            vec![Said::Same { left, right }]
        }
        Saying::Different { left, right } => {
            let (left, right) = two(left, right)?;
            vec![Said::Different { left, right }]
        }
        Saying::Unsure { left, right } => {
            let (left, right) = two(left, right)?;
            vec![Said::Unsure { left, right }]
        }
        Saying::Split { entity, records } => {
            let no = find(serving, &opened.tables, entity)?;
            let keys: BTreeSet<String> = serving.records(no).iter().map(|record| record.key()).collect();
            saying::parted(&list()?, &keys, entity, records)?
        }
        Saying::TakeBack { line } => match saying::taken_back(&list()?, *line) {
            Some(said) => vec![said],
            None => {
                return Err(Refusal::new(
                    Why::Conflict,
                    format!("line {line} is no judgement that holds"),
                    "look at what was said of records, the newest first",
                ));
            }
        },
    })
}

fn is_record(opened: &Opened, key: &str) -> bool {
    let serving = &opened.serving;
    let found = serving
        .find(key)
        .map(|no| serving.records(no))
        .unwrap_or_default();
    found.iter().any(|record| record.key() == key)
}
