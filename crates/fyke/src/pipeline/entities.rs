//! From records to entities: candidates, scores, clusters under what people
//! said, ids that last. Replaces the tables of who is who.

use super::records::{CaseRecords, key};
use crate::screen::{Failure, Outcome, Progress};
use fyke_model::reference::Reference;
use fyke_resolve::cluster::{
    Bound, Edge, Entry, Event, Ids, Judgement, JudgementLog, Partition, Verdict, bind, cluster,
};
use fyke_resolve::entity::{CandidateReport, Entity, Prepared, pairs, prepare_all};
use fyke_resolve::score::resolve::{scored, weighed};
use fyke_resolve::score::{Model, ResolveOptions, ScoredPair, explain};
use fyke_store::Case;
use fyke_store::judgements::{self, Said};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::resolved::{self, EventRow, MemberRow, PairRow, Resolved};
use serde_json::json;
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

/// Resolves a case and replaces its tables of who is who.
pub fn resolve(case: &Case, options: &ResolveOptions, now: &str) -> Outcome<Found> {
    let reference = Reference::shipped();
    let progress = Progress::spinner("reading records");
    let tables = Tables::open(case, None)?;
    let mut records = CaseRecords::default();
    records.read_statements(&tables, &RowHandles::new(case)?, &reference, &|_| true)?;
    records.read_parties(&tables)?;
    drop(progress);
    let progress = Progress::spinner("comparing records");
    let model = Model::shipped();
    let (corpus, prepared) = prepare_all(&records.entities);
    let (candidates, report) = pairs(&prepared, &corpus, &options.candidates);
    let kept = scored(&prepared, &candidates, &model, options.keep);
    drop(progress);
    let log = log(case)?;
    let (bound, partition) = joined(&records.entities, &kept, &log, options.cut_off);
    let progress = Progress::spinner("writing entities");
    let (ids, events) = lasting_ids(&tables, &records.entities, &partition)?;
    let mut found = Found {
        records: records.entities.len(),
        declared: records.parties.len(),
        pairs: kept.len(),
        candidates: report,
        judgements: log.standing().len(),
        notes: notes(&bound, &log, &records, report),
        events: events.clone(),
        ..Found::default()
    };
    count_entities(&mut found, &records.entities, &partition);
    let kept = pair_rows(&records, &prepared, &kept, &partition, &log, &model)?;
    let resolved = Resolved {
        members: member_rows(&records, &ids),
        parties: std::mem::take(&mut records.parties),
        pairs: kept,
        events,
    };
    resolved::write(case, &resolved, now)?;
    drop(progress);
    Ok(found)
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
        let judgement = Judgement::new(left, right, verdict, &line.by, &line.at).map_err(|e| {
            Failure::new(
                format!("record/judgements.jsonl, line {}: {e}", line.n),
                "take it back with: fyke judge CASE undo LINE",
            )
        })?;
        log.add(Entry::Said(judgement.with_note(&line.note)));
    }
    Ok(log)
}

/// The clusters of records, with people's judgements binding.
fn joined(entities: &[Entity], kept: &[ScoredPair], log: &JudgementLog, cut_off: f64) -> (Bound, Partition) {
    let numbers: HashMap<String, u32> = entities.iter().map(key).zip(0..).collect();
    let bound = bind(&log.standing(), entities.len(), |id| numbers.get(id).copied());
    let edges: Vec<Edge> = kept.iter().map(|pair| weighed(pair, cut_off)).collect();
    let partition = cluster(entities.len() + bound.others.len(), &edges, &bound.constraints);
    (bound, partition)
}

/// The clusters as numbers of records; ids that are no record stand in none.
fn clusters(entities: &[Entity], partition: &Partition) -> Vec<Vec<u32>> {
    let mut clusters = partition.clusters();
    for members in &mut clusters {
        members.retain(|&number| (number as usize) < entities.len());
    }
    clusters.retain(|members| !members.is_empty());
    clusters
}

/// The entity of every record by number, and what changed since the last run.
fn lasting_ids(
    tables: &Tables,
    entities: &[Entity],
    partition: &Partition,
) -> Outcome<(Vec<String>, Vec<EventRow>)> {
    let before: BTreeMap<String, String> = resolved::ids(tables)?
        .into_iter()
        .map(|((dataset, id), entity)| (format!("{dataset}:{id}"), entity))
        .collect();
    let keys: Vec<String> = entities.iter().map(key).collect();
    let here: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let gone: Vec<String> = before
        .keys()
        .filter(|record| !here.contains(record.as_str()))
        .cloned()
        .collect();
    let mut ids = Ids::held(before.iter().map(|(record, id)| (record.as_str(), id.as_str())));
    let groups: Vec<Vec<String>> = clusters(entities, partition)
        .into_iter()
        .map(|members| {
            members
                .into_iter()
                .filter_map(|n| keys.get(n as usize).cloned())
                .collect()
        })
        .collect();
    let first_run = before.is_empty();
    let events = ids.update(&groups, &gone);
    let of_record = keys
        .iter()
        .map(|record| ids.of(record).unwrap_or_default().to_owned());
    // the first run has no news: everything is new
    let events = if first_run {
        vec![]
    } else {
        events.iter().flat_map(event_rows).collect()
    };
    Ok((of_record.collect(), events))
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
        Event::Retired { id, into } => into.iter().map(|to| row("retired", id, Some(to))).collect(),
    }
}

fn count_entities(found: &mut Found, entities: &[Entity], partition: &Partition) {
    for members in clusters(entities, partition) {
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
    rows.sort_by(|a, b| (&a.entity, &a.dataset, &a.entity_id).cmp(&(&b.entity, &b.dataset, &b.entity_id)));
    rows
}

fn pair_rows(
    records: &CaseRecords,
    prepared: &[Prepared],
    kept: &[ScoredPair],
    partition: &Partition,
    log: &JudgementLog,
    model: &Model,
) -> Outcome<Vec<PairRow>> {
    let said: HashMap<(&str, &str), &Judgement> = log
        .standing()
        .into_iter()
        .map(|j| ((j.pair.target(), j.pair.source()), j))
        .collect();
    let mut rows = Vec::with_capacity(kept.len());
    for pair in kept {
        let at = |number: u32| {
            let number = number as usize;
            Some((
                records.entities.get(number)?,
                records.about.get(number)?,
                prepared.get(number)?,
            ))
        };
        let (Some(a), Some(b)) = (at(pair.a), at(pair.b)) else {
            continue;
        };
        let (left, right) = (key(a.0), key(b.0));
        let judged = said
            .get(&(left.as_str(), right.as_str()))
            .or_else(|| said.get(&(right.as_str(), left.as_str())));
        let why = explain(model, (a.0, a.2), (b.0, b.2));
        let reasons: Vec<_> = why
            .parts
            .iter()
            .map(|p| json!({ "feature": p.feature, "level": p.level, "bits": round(p.bits), "sentence": p.sentence }))
            .collect();
        rows.push(PairRow {
            left: (a.0.dataset.clone(), a.0.id.clone()),
            right: (b.0.dataset.clone(), b.0.id.clone()),
            probability: pair.probability,
            same_entity: partition.same(pair.a, pair.b),
            judgement: judged.map(|j| match j.verdict {
                Verdict::Same => "same",
                Verdict::Different => "different",
                Verdict::Unsure => "unsure",
            }),
            judged_by: judged.map(|j| j.who.clone()),
            handling: a.1.handling.max(b.1.handling),
            reasons: serde_json::to_string(&reasons)?,
        });
    }
    Ok(rows)
}

/// Hundredths of a bit: finer is noise.
fn round(bits: f64) -> f64 {
    (bits * 100.0).round() / 100.0
}

fn notes(bound: &Bound, log: &JudgementLog, records: &CaseRecords, report: CandidateReport) -> Vec<String> {
    let mut notes = Vec::new();
    let name = |number: u32| match records.entities.get(number as usize) {
        Some(entity) => key(entity),
        None => bound
            .others
            .get(number as usize - records.entities.len())
            .cloned()
            .unwrap_or_default(),
    };
    for contradiction in bound.constraints.contradictions() {
        let chain: Vec<String> = contradiction
            .chain
            .iter()
            .map(|&(a, b)| format!("{} same {}", name(a), name(b)))
            .collect();
        let (a, b) = contradiction.different;
        notes.push(format!(
            "people contradict each other, and both were heard in part: {} different {}, yet {}; take one back with: fyke judge CASE undo LINE",
            name(a),
            name(b),
            chain.join(", ")
        ));
    }
    let strangers = bound.others.iter().filter(|id| id.contains(':')).count();
    if strangers > 0 {
        notes.push(format!(
            "{strangers} of the records named in {} judgements are not in the case now; the judgements wait for them",
            log.standing().len()
        ));
    }
    if report.pairs_not_made > 0 {
        notes.push(format!(
            "{} keys were shared by too many records; {} pairs that share nothing rarer were not looked at",
            report.keys_over_cap, report.pairs_not_made
        ));
    }
    notes
}
