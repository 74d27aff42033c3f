//! How good a trace is, on a world whose truth is known.
//!
//! The candidates are all units with at least one visible row into an
//! embargoed end; the positives are the planted sellers among them; the share
//! of positives is the base rate. Figures by unit are those of a person who
//! works down the queue. Figures by row exist only to compare with methods
//! that know nothing but rows: a row into an end takes the score of its unit.
//!
//! The recall of a typology is the share of its planted units that are among
//! the first N of the queue, N being the number of all planted units: what a
//! person finds who opens as many leads as there are guilty.
//!
//! `placebo_fdr`: units are flagged at the thresholds of [`super::placebo`],
//! which never see the truth, at a nominal 5 %; then the truth says what share
//! of the flagged was honest. Without a flagged unit it is 0.

use super::baseline::{row_fifo, strict_paths};
use super::family::{ARRIVES, Family, Roles, Scratch};
use super::placebo::{NOMINAL_FDR, placebo_scores, stated_threshold, threshold};
use super::trace::{RankedUnit, Trace, TraceInput};
use crate::measure::ranking::precision_at_quarter;
use crate::measure::{
    Scored, auc, average_precision, bootstrap_interval, brier_skill, expected_calibration_error, recall_at,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was planted in a world, in the caller's numbers.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    /// Planted sellers, (party, family), with the ids of their typologies.
    pub sellers: BTreeMap<(u32, u32), BTreeSet<String>>,
    /// Planted rows into ends.
    pub last_legs: BTreeSet<u32>,
}

/// Recall of a typology.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize)]
pub struct TypologyScore {
    /// Share of its units among the first N.
    pub recall: f64,
    /// Its planted units among the candidates.
    pub n: usize,
}

/// Figures by unit.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct PartyScore {
    /// Average precision.
    pub ap: f64,
    /// Bootstrap 95 % interval of it.
    pub ap_interval: (f64, f64),
    /// Precision at a depth of a quarter of the positives.
    pub precision_at_quarter: f64,
    /// Share of the positives among the first so many.
    pub recall_at: BTreeMap<String, f64>,
    /// Area under the ROC curve.
    pub auc: f64,
}

/// The score of a trace.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct TraceScore {
    /// Share of positives among the candidates.
    pub base_rate: f64,
    /// Base rate that the trace estimated without the truth.
    pub base_rate_estimated: f64,
    /// Coverage that the trace used, given or estimated.
    pub coverage: f64,
    /// Candidates.
    pub units: usize,
    /// Planted sellers among them.
    pub positives: usize,
    /// Figures by unit.
    pub party: PartyScore,
    /// Recall by typology.
    pub typology: BTreeMap<String, TypologyScore>,
    /// Expected calibration error of the probabilities.
    pub ece: f64,
    /// Brier skill of the probabilities.
    pub brier_skill: f64,
    /// Share of honest units among those flagged at a nominal 5 %.
    pub placebo_fdr: f64,
    /// How many were flagged.
    pub placebo_flagged: usize,
}

/// Scores a queue of units. `null` are the scores of a placebo.
pub fn score_units(trace: &Trace, null: &[f64], truth: &Truth, seed: u64) -> TraceScore {
    let positive = |unit: &RankedUnit| truth.sellers.contains_key(&(unit.party, unit.family));
    let by = |key: fn(&RankedUnit) -> f64| -> Vec<Scored> {
        let scored = |unit| Scored {
            score: key(unit),
            positive: positive(unit),
        };
        trace.units.iter().map(scored).collect()
    };
    let items = by(|unit| unit.score);
    let stated = by(|unit| unit.probability);
    let positives = items.iter().filter(|item| item.positive).count();
    let scores: Vec<f64> = items.iter().map(|item| item.score).collect();
    let stated_pairs: Vec<(f64, f64)> = trace.units.iter().map(|u| (u.score, u.probability)).collect();
    let by_null = threshold(&scores, null, NOMINAL_FDR).unwrap_or(f64::INFINITY);
    let by_word = stated_threshold(&stated_pairs, NOMINAL_FDR).unwrap_or(f64::INFINITY);
    let at = by_null.max(by_word);
    let flagged: Vec<&Scored> = items.iter().filter(|item| item.score >= at).collect();
    let false_flags = flagged.iter().filter(|item| !item.positive).count();
    let depths = [50, 200, 500, 1_000];
    TraceScore {
        base_rate: positives as f64 / items.len().max(1) as f64,
        base_rate_estimated: trace.base_rate,
        coverage: trace.coverage,
        units: items.len(),
        positives,
        party: PartyScore {
            ap: average_precision(&items),
            ap_interval: bootstrap_interval(&items, average_precision, 200, seed),
            precision_at_quarter: precision_at_quarter(&items),
            recall_at: depths
                .iter()
                .map(|k| (k.to_string(), recall_at(&items, *k)))
                .collect(),
            auc: auc(&items),
        },
        typology: typologies(trace, truth, positives),
        ece: expected_calibration_error(&stated),
        brier_skill: brier_skill(&stated),
        placebo_fdr: false_flags as f64 / flagged.len().max(1) as f64,
        placebo_flagged: flagged.len(),
    }
}

fn typologies(trace: &Trace, truth: &Truth, positives: usize) -> BTreeMap<String, TypologyScore> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (place, unit) in trace.units.iter().enumerate() {
        for typology in truth
            .sellers
            .get(&(unit.party, unit.family))
            .into_iter()
            .flatten()
        {
            let count = counts.entry(typology.clone()).or_default();
            count.0 += usize::from(place < positives);
            count.1 += 1;
        }
    }
    let score = |(id, (found, n)): (String, (usize, usize))| {
        let recall = found as f64 / n as f64;
        (id, TypologyScore { recall, n })
    };
    counts.into_iter().map(score).collect()
}

/// Average precision by row of ours and of the baselines, in one run.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct RowScore {
    /// Name of the method.
    pub method: String,
    /// Average precision over the rows into ends.
    pub ap: f64,
    /// Precision at a depth of a quarter of the planted rows.
    pub precision_at_quarter: f64,
    /// Share of the planted rows with a score above 0.
    pub recall: f64,
}

/// Scores rows into ends: strict paths, row FIFO, and ours.
pub fn score_rows(input: &TraceInput<'_>, trace: &Trace, truth: &Truth) -> Vec<RowScore> {
    let roles = Roles::new(input.parties, input.rule, input.ends);
    let mut scratch = Scratch::new(input.index.party_count);
    let mut unit_score: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for unit in &trace.units {
        unit_score.insert((unit.party, unit.family), unit.score);
    }
    let mut strict = Vec::new();
    let mut fifo = Vec::new();
    let mut ours = Vec::new();
    for span in &input.index.spans {
        let family = Family::open(input.index, *span, &roles, &mut scratch);
        if !family.marks.iter().any(|marks| marks & ARRIVES != 0) {
            continue;
        }
        let family_id = input.index.goods.family_id(span.family);
        let (paths, shares) = (strict_paths(&family), row_fifo(&family));
        for row in (0..family.len()).filter(|row| family.marks[*row] & ARRIVES != 0) {
            let positive = truth.last_legs.contains(&family.row(row));
            let note = |list: &mut Vec<Scored>, score: f64| list.push(Scored { score, positive });
            note(&mut strict, f64::from(paths[row]));
            note(&mut fifo, f64::from(shares[row]));
            let party = family.parties[family.src[row] as usize];
            let score = unit_score.get(&(party, family_id));
            note(&mut ours, score.copied().unwrap_or(f64::NEG_INFINITY));
        }
    }
    let score = |method: &str, items: &[Scored]| {
        let planted = items.iter().filter(|i| i.positive).count().max(1);
        let found = items.iter().filter(|i| i.positive && i.score > 0.0).count();
        RowScore {
            method: method.to_owned(),
            ap: average_precision(items),
            precision_at_quarter: precision_at_quarter(items),
            recall: found as f64 / planted as f64,
        }
    };
    vec![
        score("path, same HS6, 30 d, mass ratio 0.9-1", &strict),
        score("row FIFO, HS6, 180 d", &fifo),
        score("party x family, weights of evidence", &ours),
    ]
}

/// A world to measure on, under a name such as `mix 3, coverage 0.7`.
pub struct NamedWorld<'a> {
    /// What the world is.
    pub name: String,
    /// What the analyst sees.
    pub input: TraceInput<'a>,
    /// What was planted.
    pub truth: &'a Truth,
}

/// One line of the regression table.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct TableLine {
    /// The world.
    pub world: String,
    /// Figures by row of the baselines and ours.
    pub rows: Vec<RowScore>,
    /// Figures by unit of ours.
    pub units: TraceScore,
}

/// The regression table: every method on one world.
pub fn table_line(world: &NamedWorld<'_>, seed: u64) -> TableLine {
    let trace = super::trace::trace(&world.input);
    let null = placebo_scores(&world.input, seed);
    TableLine {
        world: world.name.clone(),
        rows: score_rows(&world.input, &trace, world.truth),
        units: score_units(&trace, &null, world.truth, seed),
    }
}
