//! Makes the name model from labelled pairs.
//!
//! Logistic regression on the levels, each feature a step function with steps
//! in one direction only; steps of people and of others share a common part and
//! differ by a part that is held small. Fitted by coordinate descent with a
//! bound on the curvature (each move lowers the penalised loss), in a fixed
//! order from a fixed start: the same pairs give the same bytes.

use super::analysed::prepare;
use super::bearer::Bearer;
use super::compare::compare;
use super::feature::NameFeature;
use super::model::{FeatureTable, GROUPS, LEVELS, Model, fingerprint, group};

/// A pair of names that a person has judged.
#[derive(Clone, PartialEq, Debug)]
pub struct LabelledPair {
    /// One name.
    pub name1: String,
    /// The other.
    pub name2: String,
    /// What bears them.
    pub bearer: Bearer,
    /// Whether they are one bearer's.
    pub is_match: bool,
}

/// A trained model as the two files it is kept in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trained {
    /// `data/resolve/name-model.toml`.
    pub model: String,
    /// `data/resolve/name-trained-on.txt`: fingerprints, one a line.
    pub trained_on: String,
}

/// How strongly steps are held to zero, to their neighbours, and the parts of
/// one group to the common part.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Penalty {
    pub(super) size: f64,
    pub(super) roughness: f64,
    pub(super) group: f64,
}

impl Default for Penalty {
    fn default() -> Penalty {
        Penalty {
            size: 1.0,
            roughness: 0.1,
            group: 5.0,
        }
    }
}

/// Trains the model on judged pairs. `made_from` and `made_by` go into the file:
/// which pairs, and the command.
pub fn train(pairs: &[LabelledPair], made_from: &str, made_by: &str) -> Trained {
    let model = fit(pairs, Penalty::default());
    let mut marks: Vec<u64> = pairs
        .iter()
        .map(|pair| fingerprint(&pair.name1, &pair.name2))
        .collect();
    marks.sort_unstable();
    marks.dedup();
    let trained_on = marks.iter().map(|mark| format!("{mark:016x}\n")).collect();
    Trained {
        model: written(&model, pairs.len(), made_from, made_by),
        trained_on,
    }
}

/// The chance the model gives each pair when it is trained on the others: pairs
/// go into folds by their fingerprints, so that one pair written twice stays in
/// one fold. With each, the cut-off chosen on the pairs trained on.
pub fn cross_validate(pairs: &[LabelledPair], folds: u64) -> Vec<(f32, f32)> {
    let fold_of = |pair: &LabelledPair| fingerprint(&pair.name1, &pair.name2) % folds.max(2);
    let mut found = vec![(0.5, 0.5); pairs.len()];
    for fold in 0..folds.max(2) {
        let others: Vec<LabelledPair> = pairs
            .iter()
            .filter(|pair| fold_of(pair) != fold)
            .cloned()
            .collect();
        let model = fit(&others, Penalty::default());
        for (pair, found) in pairs
            .iter()
            .zip(&mut found)
            .filter(|(pair, _)| fold_of(pair) == fold)
        {
            let comparison = compare(
                &prepare(&pair.name1, pair.bearer),
                &prepare(&pair.name2, pair.bearer),
            );
            *found = (model.probability(group(pair.bearer), &comparison), model.cut_off);
        }
    }
    found
}

struct Sample {
    group: usize,
    levels: [u8; NameFeature::COUNT],
    label: f64,
    weight: f64,
}

/// Steps of one part (common, or of one group) for each feature.
type Steps = [[f64; LEVELS]; NameFeature::COUNT];

struct Fit {
    base: [f64; GROUPS],
    /// The common part, then one for each group.
    steps: [Steps; GROUPS + 1],
}

pub(super) fn fit(pairs: &[LabelledPair], penalty: Penalty) -> Model {
    let mut samples: Vec<Sample> = pairs.iter().map(|pair| sample(pair, 1.0)).collect();
    // whatever the pairs show, a name is one bearer's with itself, be its words ever so common
    let itself = |name: &String, pair: &LabelledPair| LabelledPair {
        name1: name.clone(),
        name2: name.clone(),
        bearer: pair.bearer,
        is_match: true,
    };
    for pair in pairs {
        samples.push(sample(&itself(&pair.name1, pair), ITSELF_WEIGHT));
        samples.push(sample(&itself(&pair.name2, pair), ITSELF_WEIGHT));
    }
    let mut fit = Fit {
        base: [0.0; GROUPS],
        steps: [[[0.0; LEVELS]; NameFeature::COUNT]; GROUPS + 1],
    };
    let mut odds = vec![0.0; samples.len()];
    for _ in 0..SWEEPS {
        for group in 0..GROUPS {
            move_base(&mut fit, &samples, &mut odds, group);
        }
        for part in 0..=GROUPS {
            for feature in NameFeature::ALL {
                for level in 1..LEVELS {
                    move_step(
                        &mut fit,
                        &samples,
                        &mut odds,
                        (part, feature as usize, level),
                        penalty,
                    );
                }
            }
        }
    }
    tables(&fit)
}

/// More likely one bearer's than not: nothing is tuned here.
const CUT_OFF: f32 = 0.5;

const SWEEPS: usize = 150;

/// What a name compared with itself counts in training, beside a judged pair.
const ITSELF_WEIGHT: f64 = 0.15;

/// What a level costs, in log odds, before any pair is seen: the judgement of
/// the maker for what judged pairs seldom show. Steps are held near it, not
/// near zero.
fn expected_step(feature: usize, level: usize) -> f64 {
    match (NameFeature::ALL[feature], level) {
        // no word agrees, but initials or nothing
        (NameFeature::Agreed, 1) => 3.5,
        (NameFeature::Agreed, _) => 0.2,
        (NameFeature::Letters | NameFeature::LetterShare, _) => 0.1,
        // more than two letters over a whole name are seldom slips
        (NameFeature::Spelling, 3) => 1.0,
        (NameFeature::Spelling, _) => 0.2,
        (NameFeature::Meaning, 2) => 0.3,
        (NameFeature::Meaning, 3) => 0.8,
        (NameFeature::ReplacedWords, _) => 0.5,
        (NameFeature::Replaced | NameFeature::Added | NameFeature::AddedWords | NameFeature::Meaning, _) => {
            0.1
        }
        // sister companies, funds of one series, ships of one class
        (NameFeature::Number, 2) => 3.0,
        (NameFeature::Number, _) => 2.0,
        (NameFeature::NumberAdded, _) => 3.5,
        (NameFeature::LegalForm | NameFeature::GivenName, 1) => 0.1,
        (NameFeature::LegalForm, _) => 2.5,
        (NameFeature::GivenName, _) => 1.0,
        // the father's name in the place of the son's
        (NameFeature::Order, 3) => 4.0,
        (NameFeature::Patronymic, 2) => 2.0,
        (NameFeature::FewWords, 3) => 1.0,
        // a subsidiary bears the name of its parent and a place
        (NameFeature::Place, _) => 1.0,
        (NameFeature::Alone, 1) => 2.0,
        (NameFeature::Gender, _) => 1.0,
        (NameFeature::Alone | NameFeature::Initials, _) => 0.4,
        (NameFeature::Order | NameFeature::Patronymic | NameFeature::FewWords, _) => 0.2,
        (NameFeature::Joined | NameFeature::OddWriting, _) => 0.1,
    }
}

fn sample(pair: &LabelledPair, weight: f64) -> Sample {
    let comparison = compare(
        &prepare(&pair.name1, pair.bearer),
        &prepare(&pair.name2, pair.bearer),
    );
    Sample {
        group: group(pair.bearer),
        levels: *comparison.levels(),
        label: f64::from(u8::from(pair.is_match)),
        weight,
    }
}

/// Agreement speaks for, every other feature against.
fn sign(feature: usize) -> f64 {
    if feature == NameFeature::Agreed as usize {
        1.0
    } else {
        -1.0
    }
}

fn residual(sample: &Sample, odds: f64) -> f64 {
    sample.weight * (1.0 / (1.0 + (-odds).exp()) - sample.label)
}

fn move_base(fit: &mut Fit, samples: &[Sample], odds: &mut [f64], group: usize) {
    let (mut slope, mut curve) = (0.01 * fit.base[group], 0.01);
    for (sample, odds) in samples
        .iter()
        .zip(odds.iter())
        .filter(|(sample, _)| sample.group == group)
    {
        slope += residual(sample, *odds);
        curve += 0.25 * sample.weight;
    }
    let step = -slope / curve;
    fit.base[group] += step;
    for (sample, odds) in samples
        .iter()
        .zip(odds.iter_mut())
        .filter(|(sample, _)| sample.group == group)
    {
        let _ = sample;
        *odds += step;
    }
}

fn move_step(
    fit: &mut Fit,
    samples: &[Sample],
    odds: &mut [f64],
    (part, feature, level): (usize, usize, usize),
    penalty: Penalty,
) {
    let touches = |sample: &Sample| {
        (part == 0 || sample.group + 1 == part) && usize::from(sample.levels[feature]) >= level
    };
    let size = if part == 0 {
        penalty.size
    } else {
        penalty.size * penalty.group
    };
    let steps = &fit.steps[part][feature];
    let own = steps[level];
    let prior = if part == 0 {
        expected_step(feature, level)
    } else {
        0.0
    };
    let (mut slope, mut curve) = (size * (own - prior), size);
    for near in [level.wrapping_sub(1), level + 1] {
        if (1..LEVELS).contains(&near) {
            slope += penalty.roughness * (own - steps[near]);
            curve += penalty.roughness;
        }
    }
    let sign = sign(feature);
    for (sample, odds) in samples
        .iter()
        .zip(odds.iter())
        .filter(|(sample, _)| touches(sample))
    {
        slope += sign * residual(sample, *odds);
        curve += 0.25 * sample.weight;
    }
    let moved = (own - slope / curve).max(0.0) - own;
    if moved == 0.0 {
        return;
    }
    fit.steps[part][feature][level] += moved;
    for (sample, odds) in samples
        .iter()
        .zip(odds.iter_mut())
        .filter(|(sample, _)| touches(sample))
    {
        let _ = sample;
        *odds += sign * moved;
    }
}

fn tables(fit: &Fit) -> Model {
    let mut model = Model {
        base: fit.base.map(|base| base as f32),
        tables: [[[0.0; LEVELS]; NameFeature::COUNT]; GROUPS],
        cut_off: CUT_OFF,
    };
    for group in 0..GROUPS {
        for feature in 0..NameFeature::COUNT {
            let mut sum = 0.0;
            for level in 0..LEVELS {
                sum += fit.steps[0][feature][level] + fit.steps[group + 1][feature][level];
                model.tables[group][feature][level] = rounded(sign(feature) * sum);
            }
        }
        model.base[group] = rounded(f64::from(model.base[group]));
    }
    model
}

/// Three decimals: what the file holds is what is used.
fn rounded(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}

fn written(model: &Model, pairs: usize, made_from: &str, made_by: &str) -> String {
    let table = |feature: NameFeature| FeatureTable {
        name: feature.key().to_owned(),
        person: model.tables[0][feature as usize].to_vec(),
        other: model.tables[1][feature as usize].to_vec(),
    };
    let mut text = String::from(
        "# Log odds (natural logarithm) that two names are one bearer's: the base, and for each feature\n\
         # what its level adds. Made by a program; change the pairs or the program, not the numbers.\n",
    );
    let line = |key: &str, value: String| format!("{key} = {value}\n");
    let list = |levels: &[f32]| {
        let numbers: Vec<String> = levels.iter().map(|level| format!("{level:.3}")).collect();
        format!("[{}]", numbers.join(", "))
    };
    text += &line("made_from", format!("{made_from:?}"));
    text += &line("made_by", format!("{made_by:?}"));
    text += &line("pairs", pairs.to_string());
    text += &line("cut_off", format!("{:.2}", model.cut_off));
    text += &format!(
        "base = {{ person = {:.3}, other = {:.3} }}\n",
        model.base[0], model.base[1]
    );
    for feature in NameFeature::ALL.map(table) {
        text += "\n[[feature]]\n";
        text += &line("name", format!("{:?}", feature.name));
        text += &line("person", list(&feature.person));
        text += &line("other", list(&feature.other));
    }
    text
}
