//! Weights learned from labelled pairs, and calibrated on pairs they were not
//! learned from.

use std::sync::OnceLock;

use super::fit::{Pooled, Weights, fit, platt};
use super::model::{CalibrationReport, FamilyModel, Model, ModelError};
use crate::entity::words::fnv;
use crate::entity::{Family, Features};
use crate::measure::{Scored, brier, reliability_bins};

/// A pair with a label.
#[derive(Clone, PartialEq, Debug)]
pub struct LabelledPair {
    /// The levels of the pair.
    pub features: Features,
    /// Whether the two are the same.
    pub same: bool,
    /// How much the label counts; 1 is usual.
    pub weight: f64,
    /// [`fingerprint`] of the pair: which fold it is in, and whether it was trained on.
    pub fingerprint: u64,
}

/// How a model is trained.
#[derive(Clone, PartialEq, Debug)]
pub struct TrainOptions {
    /// What the model file says of its making: sets, pairs, date, command.
    pub provenance: String,
    /// Folds for the calibration on pairs not trained on, at least 2.
    pub folds: u64,
    /// Weights to which few labels are drawn, such as those learned without labels.
    pub start: Option<Model>,
    /// How many pairs' worth a weight of `start` counts.
    pub pull_to_start: f64,
    /// How many pairs' worth the weights of all families together count in one family.
    pub pull_to_all: f64,
}

impl Default for TrainOptions {
    fn default() -> TrainOptions {
        TrainOptions {
            provenance: String::new(),
            folds: 5,
            start: Some(Model::stated()),
            pull_to_start: 2.0,
            pull_to_all: 2.0,
        }
    }
}

/// What training made.
#[derive(Clone, PartialEq, Debug)]
pub struct Trained {
    /// The model, with its calibration reports inside.
    pub model: Model,
    /// Fingerprints of the pairs it was trained on, sorted, each once.
    pub fingerprints: Vec<u64>,
}

/// Pairs of each label that learning needs.
const LABELS_MIN: usize = 10;
/// Pairs of each label that a family needs for a calibration of its own.
const FAMILY_LABELS_MIN: f64 = 30.0;

/// Learns a model. Deterministic: the order of the pairs does not matter.
///
/// # Errors
/// When there are fewer than ten pairs of either label.
pub fn train(pairs: &[LabelledPair], options: &TrainOptions) -> Result<Trained, ModelError> {
    let same = pairs.iter().filter(|p| p.same).count();
    if same < LABELS_MIN || pairs.len() - same < LABELS_MIN {
        let what = format!(
            "{same} pairs are labelled the same and {} different",
            pairs.len() - same
        );
        return Err(ModelError::new(
            what,
            format!("label at least {LABELS_MIN} of each, or learn without labels"),
        ));
    }
    let folds = options.folds.max(2);
    let mut held_out: [Vec<(f64, bool, f64)>; 4] = Default::default();
    for fold in 0..folds {
        let (kept, left): (Vec<_>, Vec<_>) = pairs.iter().partition(|p| p.fingerprint % folds != fold);
        let weights = fitted(&kept, options);
        for pair in left {
            let family = pair.features.family.index();
            held_out[family].push((
                weights[family].score(&pair.features.levels),
                pair.same,
                pair.weight,
            ));
        }
    }
    let weights = fitted(&pairs.iter().collect::<Vec<_>>(), options);
    let everything: Vec<_> = held_out.iter().flatten().copied().collect();
    let together = calibration(&everything);
    let families = Family::ALL.map(|family| {
        let scored = &held_out[family.index()];
        let of = |label: bool| scored.iter().filter(|s| s.1 == label).map(|s| s.2).sum::<f64>();
        let own = of(true) >= FAMILY_LABELS_MIN && of(false) >= FAMILY_LABELS_MIN;
        let map = if own { calibration(scored) } else { together };
        family_model(&weights[family.index()], map, scored)
    });
    let mut fingerprints: Vec<u64> = pairs.iter().map(|p| p.fingerprint).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    Ok(Trained {
        model: Model::new(&options.provenance, families)?,
        fingerprints,
    })
}

fn fitted(pairs: &[&LabelledPair], options: &TrainOptions) -> [Weights; 4] {
    let mut all = Pooled::default();
    let mut by_family: [Pooled; 4] = Default::default();
    for pair in pairs {
        all.add(pair.features.levels, pair.same, pair.weight);
        by_family[pair.features.family.index()].add(pair.features.levels, pair.same, pair.weight);
    }
    let start = |family: Family| options.start.as_ref().map(|model| natural(model.family(family)));
    let shared = fit(
        &all,
        &start(Family::Organisation).unwrap_or_else(Weights::zero),
        options.pull_to_start,
    );
    Family::ALL.map(|family| {
        let pooled = &by_family[family.index()];
        let (same, other) = pooled.totals();
        match start(family) {
            // too few labels to speak for all: what was learned without labels stands
            Some(known) if same < FAMILY_LABELS_MIN => fit(pooled, &known, options.pull_to_start.max(20.0)),
            _ if same + other == 0.0 => shared.clone(),
            _ => fit(pooled, &shared, options.pull_to_all),
        }
    })
}

fn natural(model: &FamilyModel) -> Weights {
    let mut weights = Weights::zero();
    weights.prior = model.prior_bits * std::f64::consts::LN_2;
    for (to, from) in weights.by_level.iter_mut().zip(&model.weights) {
        for (slot, bits) in to.iter_mut().zip(from) {
            *slot = bits * std::f64::consts::LN_2;
        }
    }
    weights
}

fn calibration(scored: &[(f64, bool, f64)]) -> (f64, f64) {
    let side = |same: bool, weight: f64| if same { (weight, 0.0) } else { (0.0, weight) };
    let mut sums: Vec<(f64, f64, f64)> = scored
        .iter()
        .map(|&(score, same, weight)| (score, side(same, weight).0, side(same, weight).1))
        .collect();
    sums.sort_by(|x, y| {
        x.0.total_cmp(&y.0)
            .then(x.1.total_cmp(&y.1))
            .then(x.2.total_cmp(&y.2))
    });
    platt(&sums)
}

fn family_model(weights: &Weights, (scale, shift): (f64, f64), scored: &[(f64, bool, f64)]) -> FamilyModel {
    let told: Vec<Scored> = scored
        .iter()
        .filter(|s| s.2 >= 1.0)
        .map(|&(score, positive, _)| Scored {
            score: 1.0 / (1.0 + (-(scale * score + shift)).exp()),
            positive,
        })
        .collect();
    let report = (!told.is_empty()).then(|| CalibrationReport {
        pairs: told.len() as u64,
        same: told.iter().filter(|s| s.positive).count() as u64,
        brier: brier(&told),
        bins: reliability_bins(&told, 10)
            .iter()
            .map(|b| (b.n, b.stated, b.found))
            .collect(),
    });
    in_bits(weights, scale, shift, report.map(rounded))
}

fn rounded(mut report: CalibrationReport) -> CalibrationReport {
    report.brier = (report.brier * 1e6).round() / 1e6;
    for (_, stated, found) in &mut report.bins {
        (*stated, *found) = (thousandths(*stated), thousandths(*found));
    }
    report
}

/// Weights in bits with three places, as model files write them.
pub(super) fn in_bits(
    weights: &Weights,
    scale: f64,
    shift: f64,
    report: Option<CalibrationReport>,
) -> FamilyModel {
    let bits = |natural: f64| thousandths(natural / std::f64::consts::LN_2);
    FamilyModel {
        prior_bits: bits(scale * weights.prior + shift),
        weights: std::array::from_fn(|feature| {
            weights.by_level[feature]
                .iter()
                .map(|w| bits(scale * w))
                .collect()
        }),
        report,
    }
}

pub(super) fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0 + 0.0
}

/// A pair of records (dataset and id each) as a number, whichever comes first.
///
/// ```
/// use fyke_resolve::score::fingerprint;
/// assert_eq!(fingerprint(("a", "1"), ("b", "2")), fingerprint(("b", "2"), ("a", "1")));
/// ```
pub fn fingerprint(a: (&str, &str), b: (&str, &str)) -> u64 {
    let (x, y) = if a <= b { (a, b) } else { (b, a) };
    let bytes = [x.0, x.1, y.0, y.1]
        .into_iter()
        .flat_map(|s| s.bytes().chain([0xff]));
    let hash = fnv(bytes);
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Whether the shipped model was trained on the pair with this [`fingerprint`].
pub fn trained_on(fingerprint: u64) -> bool {
    static SEEN: OnceLock<Vec<u64>> = OnceLock::new();
    let seen = SEEN.get_or_init(|| {
        let lines = include_str!("../../../../data/resolve/entity-trained-on.txt").lines();
        let mut seen: Vec<u64> = lines
            .filter_map(|line| u64::from_str_radix(line, 16).ok())
            .collect();
        seen.sort_unstable();
        seen
    });
    seen.binary_search(&fingerprint).is_ok()
}
