//! From records to entities: candidates, scores, clusters under what people
//! said, ids that last. Replaces the tables of who is who.

use super::comparing::Comparing;
use super::elsewhere::Elsewhere;
use super::issued::{self, Compared};
use super::pair_rows::{PairRows, TOLD_FROM, judged, said};
use super::records::{CaseRecords, key};
use crate::screen::{Failure, Outcome, Progress, plain};
use fyke_model::reference::Reference;
use fyke_resolve::cluster::{
    Bound, Constraints, Edge, Entry, Event, Ids, Judgement, JudgementLog, Partition, Verdict, bind, cluster,
    components,
};
use fyke_resolve::entity::{CandidateReport, Entity};
use fyke_resolve::score::{Model, ResolveOptions, ScoredPair, completed_with, weighed};
use fyke_store::Case;
use fyke_store::judgements::{self, Said};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::resolved::{self, EventRow, MemberRow, News, Resolved, record_key};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a run found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// Records looked at.
    pub records: usize,
    /// Of these, parties that consignments declare.
    pub declared: usize,
    /// Entities that they mean.
    pub entities: usize,
    /// Entities with more than one record.
    pub joined: usize,
    /// Entities with records of more than one dataset.
    pub across: usize,
    /// Pairs kept, with their scores.
    pub pairs: usize,
    /// What the search for candidates did and did not do.
    pub candidates: CandidateReport,
    /// Judgements that hold, and how many of them are about records that are not here.
    pub judgements: usize,
    /// What to know.
    pub notes: Vec<String>,
    /// What changed since the last run.
    pub events: Vec<EventRow>,
}

/// Brings the tables of who is who up to date, if anything came in; what to know.
pub fn refresh(case: &Case, now: &str, workers: Option<&Elsewhere>) -> Outcome<Vec<String>> {
    match resolved::news(case)? {
        News::None => Ok(vec![]),
        News::Judgements => rejoin(case, now),
        News::Records => Ok(resolve(case, now, workers)?.notes),
    }
}

/// Resolves a case and replaces its tables of who is who. `workers` compare the
/// records where there are any; what is found is the same.
pub fn resolve(case: &Case, now: &str, workers: Option<&Elsewhere>) -> Outcome<Found> {
    let options = options(case);
    let reference = Reference::shipped();
    let progress = Progress::spinner("reading records");
    let tables = Tables::open(case, None)?;
    let mut records = CaseRecords::default();
    records.read_statements(&tables, &RowHandles::new(case, None)?, &reference, &|_| true)?;
    records.read_parties(&tables)?;
    records.in_order();
    drop(progress);
    let progress = Progress::spinner("comparing records");
    let model = Model::shipped();
    let issued = issued::datasets(case)?;
    let ids = records
        .entities
        .iter()
        .map(|e| (e.dataset.as_str(), e.id.as_str()));
    let firsts = issued::firsts(ids, &issued);
    let compared = Compared::of(&records, &firsts, &issued);
    let comparing = Comparing::of(&compared.entities, &model, workers)?;
    let (candidates, report) = comparing.candidates(&options.candidates)?;
    let kept = comparing.scored(candidates, options.keep)?;
    let kept = completed_with(comparing.len(), kept, options.cut_off, |pairs| {
        comparing.scored(pairs.to_vec(), 0.0)
    })?;
    let scores = telling(of_records(&kept, &compared), &firsts, options.cut_off);
    drop(progress);
    let progress = Progress::spinner("writing entities");
    let log = log(case)?;
    let keys: Vec<String> = records.entities.iter().map(key).collect();
    let (bound, partition) = joined(&keys, &scores, &firsts, &log, options.cut_off);
    let before = resolved::ids(&tables)?;
    let before = before
        .into_iter()
        .map(|((dataset, id), entity)| (record_key(&dataset, &id), entity));
    let (ids, events) = lasting_ids(before.collect(), &keys, &partition);
    let mut found = Found {
        records: records.entities.len(),
        declared: records.parties.len(),
        candidates: report,
        judgements: log.standing().len(),
        notes: notes(case, &bound, &log, &keys)?,
        events: events.clone(),
        ..Found::default()
    };
    if report.pairs_not_made > 0 {
        found.notes.push(format!(
            "{} keys were shared by too many records; {} pairs that share nothing rarer were not looked at",
            report.keys_over_cap, report.pairs_not_made
        ));
    }
    count_entities(&mut found, &records.entities, &partition);
    let pairs = PairRows {
        records: &records.entities,
        compared: &compared,
        partition: &partition,
        said: said(&log),
        model: &model,
    };
    let looked_at = comparing.into_records(&pairs.told(&kept, &scores))?;
    let pairs = pairs.of(&kept, &scores, &looked_at)?;
    found.pairs = pairs.len();
    let resolved = Resolved {
        members: member_rows(&records, &ids),
        parties: std::mem::take(&mut records.parties),
        pairs,
        events,
    };
    resolved::write(case, &resolved, now)?;
    drop(progress);
    Ok(found)
}

/// Joins the records anew after a judgement: no record changed, so the scores
/// of the last run hold and nothing is compared again. The result is that of
/// [`resolve`].
fn rejoin(case: &Case, now: &str) -> Outcome<Vec<String>> {
    let tables = Tables::open(case, None)?;
    let (mut members, mut pairs) = (resolved::members(&tables)?, resolved::pairs(&tables)?);
    let parties = resolved::parties(&tables)?;
    let keys: Vec<String> = members.iter().map(MemberRow::key).collect();
    let numbers: HashMap<&str, u32> = keys.iter().map(String::as_str).zip(0..).collect();
    let places: Vec<Option<(u32, u32)>> = pairs
        .iter()
        .map(|pair| {
            let number = |key: String| numbers.get(key.as_str()).copied();
            Some((number(pair.left_key())?, number(pair.right_key())?))
        })
        .collect();
    let kept: Vec<ScoredPair> = places
        .iter()
        .zip(&pairs)
        .filter_map(|(place, pair)| {
            let (a, b) = (*place)?;
            Some(ScoredPair {
                a: a.min(b),
                b: a.max(b),
                probability: pair.probability,
            })
        })
        .collect();
    let log = log(case)?;
    let ids = members.iter().map(|m| (m.dataset.as_str(), m.entity_id.as_str()));
    let firsts = issued::firsts(ids, &issued::datasets(case)?);
    let cut_off = options(case).cut_off;
    let scores = telling(kept, &firsts, cut_off);
    let (bound, partition) = joined(&keys, &scores, &firsts, &log, cut_off);
    let before = keys.iter().cloned().zip(members.iter().map(|m| m.entity.clone()));
    let (ids, events) = lasting_ids(before.collect(), &keys, &partition);
    for (member, id) in members.iter_mut().zip(ids) {
        member.entity = id;
    }
    in_entity_order(&mut members);
    let said = said(&log);
    for (pair, place) in pairs.iter_mut().zip(places) {
        pair.same_entity = place.is_some_and(|(a, b)| partition.same(a, b));
        (pair.judgement, pair.judged_by) = judged(&said, &pair.left_key(), &pair.right_key());
    }
    let notes = notes(case, &bound, &log, &keys)?;
    let resolved = Resolved {
        parties,
        members,
        pairs,
        events,
    };
    resolved::write(case, &resolved, now)?;
    Ok(notes)
}

/// As `case.toml` says, where it says something.
fn options(case: &Case) -> ResolveOptions {
    let usual = ResolveOptions::default();
    ResolveOptions {
        cut_off: case.file().same_from.unwrap_or(usual.cut_off),
        ..usual
    }
}

/// The judgements that hold, as resolving understands them.
pub fn log(case: &Case) -> Outcome<JudgementLog> {
    let mut log = JudgementLog::default();
    for line in judgements::holding(case)? {
        let Some((_, left, right)) = line.said.pair() else {
            continue;
        };
        let verdict = match line.said {
            Said::Different { .. } => Verdict::Different,
            Said::Unsure { .. } => Verdict::Unsure,
            _ => Verdict::Same,
        };
        let judgement = Judgement::new(left, right, verdict, line.who(), line.when()).map_err(|e| {
            Failure::new(
                format!("record/judgements.jsonl, line {}: {e}", line.n),
                "take it back with: fyke judge CASE undo LINE",
            )
        })?;
        log.add(Entry::Said(judgement.with_note(&line.note)));
    }
    Ok(log)
}

/// The scores of what was compared as those of the records that stand for it.
fn of_records(scored: &[ScoredPair], compared: &Compared) -> Vec<ScoredPair> {
    let record = |number: u32| compared.record.get(number as usize).copied().unwrap_or(number);
    let pairs = scored.iter().map(|pair| ScoredPair {
        a: record(pair.a),
        b: record(pair.b),
        ..*pair
    });
    pairs.collect()
}

/// Which scores are worth keeping: those a person would look at, and those that
/// stand between two records which others might draw together. It looks at no
/// judgement, and of what is kept it keeps all: so [`rejoin`] finds what
/// [`resolve`] found.
fn telling(scored: Vec<ScoredPair>, firsts: &[u32], cut_off: f64) -> Vec<(ScoredPair, bool)> {
    let edges: Vec<Edge> = scored
        .iter()
        .map(|pair| weighed(pair, cut_off))
        .filter(|edge| edge.weight > 0.0)
        .chain(issued::edges(firsts))
        .collect();
    let near = components(firsts.len(), &edges, &Constraints::none());
    let held = |pair: &ScoredPair| pair.probability >= TOLD_FROM || near.same(pair.a, pair.b);
    scored.into_iter().map(|pair| (pair, held(&pair))).collect()
}

/// The clusters of records, with people's judgements binding. Records are
/// numbered in the order of their keys, so that every run breaks ties alike.
fn joined(
    keys: &[String],
    scores: &[(ScoredPair, bool)],
    firsts: &[u32],
    log: &JudgementLog,
    cut_off: f64,
) -> (Bound, Partition) {
    let numbers: HashMap<&str, u32> = keys.iter().map(String::as_str).zip(0..).collect();
    let bound = bind(&log.standing(), keys.len(), |id| numbers.get(id).copied());
    let held = scores.iter().filter(|(_, held)| *held);
    let edges: Vec<Edge> = held
        .map(|(pair, _)| weighed(pair, cut_off))
        .chain(issued::edges(firsts))
        .collect();
    let partition = cluster(keys.len() + bound.others.len(), &edges, &bound.constraints);
    (bound, partition)
}

/// The clusters as numbers of records; ids that are no record stand in none.
fn clusters(records: usize, partition: &Partition) -> Vec<Vec<u32>> {
    let mut clusters = partition.clusters();
    for members in &mut clusters {
        members.retain(|&number| (number as usize) < records);
    }
    clusters.retain(|members| !members.is_empty());
    clusters
}

/// The entity of every record by number, and what changed since `before`.
fn lasting_ids(
    before: BTreeMap<String, String>,
    keys: &[String],
    partition: &Partition,
) -> (Vec<String>, Vec<EventRow>) {
    let here: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let gone: Vec<String> = before
        .keys()
        .filter(|record| !here.contains(record.as_str()))
        .cloned()
        .collect();
    let mut ids = Ids::held(before.iter().map(|(record, id)| (record.as_str(), id.as_str())));
    let groups: Vec<Vec<String>> = clusters(keys.len(), partition)
        .into_iter()
        .map(|members| {
            members
                .into_iter()
                .filter_map(|n| keys.get(n as usize).cloned())
                .collect()
        })
        .collect();
    let events = ids.update(&groups, &gone);
    let of_record = keys
        .iter()
        .map(|record| ids.of(record).unwrap_or_default().to_owned());
    // the first run has no news: everything is new
    let events = match before.is_empty() {
        true => vec![],
        false => events.iter().flat_map(event_rows).collect(),
    };
    (of_record.collect(), events)
}

fn event_rows(event: &Event) -> Vec<EventRow> {
    let row = |event, entity: &String, other: Option<&String>| EventRow {
        event,
        entity: entity.clone(),
        other: other.cloned(),
    };
    match event {
        Event::New { id } => vec![row("new", id, None)],
        Event::Merged { into, from } => from
            .iter()
            .filter(|id| *id != into)
            .map(|id| row("merged", id, Some(into)))
            .collect(),
        Event::Split { from, into } => into
            .iter()
            .filter(|id| *id != from)
            .map(|id| row("split", id, Some(from)))
            .collect(),
        Event::Retired { id, into } if into.is_empty() => vec![row("retired", id, None)],
        // where its records went, `merged` or `split` has said already
        Event::Retired { .. } => vec![],
    }
}

fn count_entities(found: &mut Found, entities: &[Entity], partition: &Partition) {
    for members in clusters(entities.len(), partition) {
        found.entities += 1;
        found.joined += usize::from(members.len() > 1);
        let datasets: BTreeSet<&str> = members
            .iter()
            .filter_map(|&n| entities.get(n as usize))
            .map(|e| e.dataset.as_str())
            .collect();
        found.across += usize::from(datasets.len() > 1);
    }
}

fn member_rows(records: &CaseRecords, ids: &[String]) -> Vec<MemberRow> {
    let mut rows: Vec<MemberRow> = records
        .entities
        .iter()
        .zip(&records.about)
        .zip(ids)
        .map(|((entity, about), id)| MemberRow {
            entity: id.clone(),
            dataset: entity.dataset.clone(),
            entity_id: entity.id.clone(),
            schema: entity.schema.clone(),
            name: entity.names.first().cloned().unwrap_or_default(),
            country: about.country,
            listed: about.listed,
            handling: about.handling,
        })
        .collect();
    in_entity_order(&mut rows);
    rows
}

fn in_entity_order(rows: &mut [MemberRow]) {
    rows.sort_by(|a, b| (&a.entity, &a.dataset, &a.entity_id).cmp(&(&b.entity, &b.dataset, &b.entity_id)));
}

/// Contradictions told one by one, and links told of each; the rest is counted.
const TOLD_OF_EACH: usize = 10;

fn notes(case: &Case, bound: &Bound, log: &JudgementLog, keys: &[String]) -> Outcome<Vec<String>> {
    let mut notes = Vec::new();
    let name = |number: u32| {
        let number = number as usize;
        let known = keys
            .get(number)
            .or_else(|| bound.others.get(number - keys.len().min(number)));
        known.map_or("", String::as_str)
    };
    let holding = judgements::holding(case)?;
    let lines: HashMap<(&str, &str), u64> = holding
        .iter()
        .filter_map(|line| Some((line.said.ends()?, line.n)))
        .collect();
    let told = |word: &str, (a, b): (u32, u32)| {
        let (a, b) = (name(a), name(b));
        let line = lines.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
        format!("{} {word} {} (line {line})", plain(a), plain(b))
    };
    let contradictions = bound.constraints.contradictions();
    for contradiction in contradictions.iter().take(TOLD_OF_EACH) {
        let chain = &contradiction.chain;
        let mut links: Vec<String> = chain
            .iter()
            .take(TOLD_OF_EACH)
            .map(|&link| told("same", link))
            .collect();
        match chain.len() {
            0 => links.push("a long chain of same joins them".to_owned()),
            n if n > TOLD_OF_EACH => links.push(format!("and {} more", n - TOLD_OF_EACH)),
            _ => {}
        }
        notes.push(format!(
            "people contradict each other: {}, yet {}; until one is taken back they stay one: \
             fyke judge CASE undo with the number of the line",
            told("different", contradiction.different),
            links.join(", ")
        ));
    }
    if contradictions.len() > TOLD_OF_EACH {
        notes.push(format!(
            "{} more pairs were called different and are joined by what was called the same",
            contradictions.len() - TOLD_OF_EACH
        ));
    }
    let strangers = bound.others.iter().filter(|id| id.contains(':')).count();
    if strangers > 0 {
        notes.push(format!(
            "{strangers} of the records named in {} judgements are not in the case now; the judgements wait for them",
            log.standing().len()
        ));
    }
    Ok(notes)
}
