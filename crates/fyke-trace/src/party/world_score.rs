//! How good a trace is, on a world whose truth is known.
//!
//! Three populations, each with its base rate beside the score:
//!
//! - [`PartyScore`]: the units with a visible row of their own into an end; the
//!   positives are the planted sellers among them;
//! - [`super::everyone`]: all parties of the world;
//! - the queue: all candidates, whose positives are all planted units. Calibration,
//!   typologies and false flags are those of the queue.
//!
//! Figures by row exist only to compare with methods that know nothing but
//! rows: a row into an end takes the score of its unit.
//!
//! The recall of a typology is the share of its planted units that are among
//! the first N of the queue, N being the number of all planted units: what a
//! person finds who opens as many leads as there are guilty. Its precision is
//! the share of planted units among those of the first N that have it as a
//! reason.
//!
//! Explanation precision: of the rows of consignments that the leads at a
//! quarter of the positives cite, the share that was planted.
//!
//! `placebo_fdr`: units are flagged at the thresholds of [`super::placebo`],
//! which never see the truth, at a nominal 5 %; then the truth says what share
//! of the flagged was honest. Without a flagged unit it is 0. In a world where
//! nothing is planted every flag is false.

use super::baseline::{row_fifo, strict_paths};
use super::everyone::{EveryoneScore, score_everyone};
use super::family::{ARRIVES, Family, Roles, Scratch};
use super::kinds::{Kind, fusion_parameter};
use super::placebo::{NOMINAL_FDR, placebo_scores, stated_threshold, threshold};
use super::rank::Model;
use super::trace::{PartyLead, RankedUnit, Ranking, TraceInput, rank, tell};
use crate::measure::precision_at_quarter;
use crate::measure::{
    Scored, auc, average_precision, bootstrap_interval, brier_skill, expected_calibration_error, recall_at,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was planted in a world, in the caller's numbers.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    /// Planted sellers, (party, family), with the ids of their typologies.
    pub sellers: BTreeMap<(u32, u32), BTreeSet<String>>,
    /// All planted units, sellers and middlemen.
    pub planted: BTreeMap<(u32, u32), BTreeSet<String>>,
    /// The planted parties of each network.
    pub networks: BTreeMap<String, BTreeSet<u32>>,
    /// All planted rows.
    pub rows: BTreeSet<u32>,
}

impl Truth {
    fn is_planted(&self, unit: &RankedUnit) -> bool {
        self.planted.contains_key(&(unit.party, unit.family))
    }
}

/// How well a typology is found.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize)]
pub struct TypologyScore {
    /// Share of its planted units among the first N of the queue.
    pub recall: f64,
    /// Its planted units among all that were seen.
    pub n: usize,
    /// Of the first N that have it as a reason, the share planted; none where
    /// none has it.
    pub precision: Option<f64>,
    /// How many of the first N have it as a reason.
    pub cited: usize,
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

impl PartyScore {
    fn of(items: &[Scored], seed: u64) -> PartyScore {
        PartyScore {
            ap: average_precision(items),
            ap_interval: bootstrap_interval(items, average_precision, 200, seed),
            precision_at_quarter: precision_at_quarter(items),
            recall_at: [50, 200, 500, 1_000]
                .iter()
                .map(|k| (k.to_string(), recall_at(items, *k)))
                .collect(),
            auc: auc(items),
        }
    }
}

/// Figures by unit where nothing but the flow of goods is weighed.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct FlowScore {
    /// Share of positives among the candidates.
    pub base_rate: f64,
    /// Average precision.
    pub ap: f64,
    /// Bootstrap 95 % interval of it.
    pub ap_interval: (f64, f64),
    /// Precision at a depth of a quarter of the positives.
    pub precision_at_quarter: f64,
}

/// The score of a trace.
#[derive(Clone, PartialEq, Debug, serde::Serialize)]
pub struct TraceScore {
    /// Share of positives among the units with a row into an end.
    pub base_rate: f64,
    /// Share of positives in the queue that the trace estimated without the truth.
    pub base_rate_estimated: f64,
    /// Share of positives in the queue.
    pub base_rate_queue: f64,
    /// Coverage that the trace used, given or estimated.
    pub coverage: f64,
    /// Units with a row into an end.
    pub units: usize,
    /// Planted sellers among them.
    pub positives: usize,
    /// Candidates, middlemen among them.
    pub candidates: usize,
    /// Figures over the units with a row into an end.
    pub party: PartyScore,
    /// Figures over all parties of the world.
    pub everyone: EveryoneScore,
    /// The units with a row into an end by flow alone.
    pub flow_only: FlowScore,
    /// By typology.
    pub typology: BTreeMap<String, TypologyScore>,
    /// Share of the networks of which a party is among the first N.
    pub networks: f64,
    /// Share of the cited rows that were planted, at a quarter of the positives.
    pub explanation_precision: f64,
    /// Expected calibration error of the probabilities of the queue.
    pub ece: f64,
    /// Brier skill of the same.
    pub brier_skill: f64,
    /// Share of honest units among those flagged at a nominal 5 %.
    pub placebo_fdr: f64,
    /// How many were flagged.
    pub placebo_flagged: usize,
}

/// A score by which units that may not open a lead come last.
pub(crate) fn queue_score(unit: &RankedUnit) -> f64 {
    match unit.may_open {
        true => unit.score,
        false => unit.score - 1e6,
    }
}

/// Scores a queue. `null` are the scores of a placebo.
pub fn score_units(
    input: &TraceInput<'_>,
    ranking: &Ranking,
    null: &[f64],
    truth: &Truth,
    seed: u64,
) -> TraceScore {
    let direct = || ranking.units.iter().filter(|unit| unit.direct);
    let is_seller = |unit: &RankedUnit| truth.sellers.contains_key(&(unit.party, unit.family));
    let over_sellers = |score: &dyn Fn(&RankedUnit) -> f64| -> Vec<Scored> {
        let scored = |unit| Scored {
            score: score(unit),
            positive: is_seller(unit),
        };
        direct().map(scored).collect()
    };
    let items = over_sellers(&queue_score);
    let flow_model = Model::flow_only();
    let by_flow = over_sellers(&|unit| flow_model.score_of(&unit.evidence));
    let stated: Vec<Scored> = ranking
        .units
        .iter()
        .map(|unit| Scored {
            score: unit.probability,
            positive: truth.is_planted(unit),
        })
        .collect();
    let positives = items.iter().filter(|item| item.positive).count();
    let planted_listed = stated.iter().filter(|item| item.positive).count();
    let base_rate = positives as f64 / items.len().max(1) as f64;
    let flow = PartyScore::of(&by_flow, seed);
    let flagged: Vec<&RankedUnit> = flagged(ranking, null);
    let false_flags = flagged.iter().filter(|unit| !truth.is_planted(unit)).count();
    let quarter: Vec<usize> = (0..truth.planted.len().div_ceil(4).min(ranking.units.len())).collect();
    let leads = tell(input, ranking, &quarter);
    let first = &ranking.units[..truth.planted.len().min(ranking.units.len())];
    TraceScore {
        base_rate,
        base_rate_estimated: ranking.base_rate,
        base_rate_queue: planted_listed as f64 / stated.len().max(1) as f64,
        coverage: ranking.coverage,
        units: items.len(),
        positives,
        candidates: stated.len(),
        party: PartyScore::of(&items, seed),
        everyone: score_everyone(input, ranking, truth, seed),
        flow_only: FlowScore {
            base_rate,
            ap: flow.ap,
            ap_interval: flow.ap_interval,
            precision_at_quarter: flow.precision_at_quarter,
        },
        typology: typologies(input, first, truth),
        networks: networks(first, truth),
        explanation_precision: explanation_precision(&leads, truth),
        ece: expected_calibration_error(&stated),
        brier_skill: brier_skill(&stated),
        placebo_fdr: false_flags as f64 / flagged.len().max(1) as f64,
        placebo_flagged: flagged.len(),
    }
}

/// The units above both thresholds of the placebo.
fn flagged<'r>(ranking: &'r Ranking, null: &[f64]) -> Vec<&'r RankedUnit> {
    let open = || ranking.units.iter().filter(|unit| unit.may_open);
    let scores: Vec<f64> = open().map(|unit| unit.score).collect();
    let stated: Vec<(f64, f64)> = open().map(|unit| (unit.score, unit.probability)).collect();
    let by_null = threshold(&scores, null, NOMINAL_FDR).unwrap_or(f64::INFINITY);
    let by_word = stated_threshold(&stated, NOMINAL_FDR).unwrap_or(f64::INFINITY);
    let at = by_null.max(by_word);
    open().filter(|unit| unit.score >= at).collect()
}

fn typologies(
    input: &TraceInput<'_>,
    first: &[RankedUnit],
    truth: &Truth,
) -> BTreeMap<String, TypologyScore> {
    #[derive(Default)]
    struct Count {
        n: usize,
        found: usize,
        cited: usize,
        right: usize,
    }
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let found: BTreeSet<(u32, u32)> = first.iter().map(|unit| (unit.party, unit.family)).collect();
    for (unit, ids) in &truth.planted {
        for id in ids {
            let count = counts.entry(id.clone()).or_default();
            count.n += 1;
            count.found += usize::from(found.contains(unit));
        }
    }
    let least = fusion_parameter("reason_nats_min");
    for unit in first {
        let weights = input.settings.model.weights_of(&unit.evidence);
        for kind in Kind::all().filter(|kind| !kind.is_flow() && weights[kind.at()] >= least) {
            if let Some(count) = counts.get_mut(kind.id()) {
                count.cited += 1;
                count.right += usize::from(truth.is_planted(unit));
            }
        }
    }
    let score = |(id, count): (String, Count)| {
        let typology = TypologyScore {
            recall: count.found as f64 / count.n.max(1) as f64,
            n: count.n,
            precision: (count.cited > 0).then(|| count.right as f64 / count.cited as f64),
            cited: count.cited,
        };
        (id, typology)
    };
    counts.into_iter().map(score).collect()
}

fn networks(first: &[RankedUnit], truth: &Truth) -> f64 {
    let found: BTreeSet<u32> = first.iter().map(|unit| unit.party).collect();
    let hit = truth
        .networks
        .values()
        .filter(|parties| parties.iter().any(|party| found.contains(party)))
        .count();
    hit as f64 / truth.networks.len().max(1) as f64
}

fn explanation_precision(leads: &[PartyLead], truth: &Truth) -> f64 {
    let (mut cited, mut planted) = (0usize, 0usize);
    for lead in leads {
        let rows: BTreeSet<u32> = lead
            .rows
            .iter()
            .filter(|row| matches!(row.role, "in" | "out"))
            .map(|row| row.row)
            .collect();
        cited += rows.len();
        planted += rows.iter().filter(|row| truth.rows.contains(row)).count();
    }
    planted as f64 / cited.max(1) as f64
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
pub fn score_rows(input: &TraceInput<'_>, ranking: &Ranking, truth: &Truth) -> Vec<RowScore> {
    let roles = Roles::new(input.parties, input.rule, input.ends);
    let mut scratch = Scratch::new(input.index.party_count);
    let mut unit_score: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for unit in &ranking.units {
        unit_score.insert((unit.party, unit.family), queue_score(unit));
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
            let positive = truth.rows.contains(&family.row(row));
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
    let ranking = rank(&world.input);
    let null = placebo_scores(&world.input, seed);
    TableLine {
        world: world.name.clone(),
        rows: score_rows(&world.input, &ranking, world.truth),
        units: score_units(&world.input, &ranking, &null, world.truth, seed),
    }
}
