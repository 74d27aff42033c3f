//! Weights of agreement learned without labels: a mixture of pairs that match
//! and pairs that do not, told apart by expectation-maximisation.
//!
//! General over vectors of small levels, so that tables and entities share it.
//! Level 0 is the least agreement; a missing value says nothing. Three guards
//! keep it honest (an unguarded run collapses onto any other split of the data):
//! it starts from what the caller believes of each vector, for instance from
//! how many rare keys a pair shares; agreement never weighs less than less
//! agreement; and it refuses when slightly different starts end apart.
//!
//! Method: Fellegi and Sunter 1969; EM as in Winkler 1988; levels ordered by
//! likelihood ratio as in Dykstra, Kochar and Robertson 1995, whose estimate is
//! exact, so that the objective never falls from one round to the next.

use serde::{Deserialize, Serialize};

/// The level of a feature that one of the two records lacks.
pub const MISSING: u8 = u8::MAX;

/// Distinct vectors of levels with how often they occur and what is believed of them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Vectors {
    levels: Vec<u8>,
    flat: Vec<u8>,
    counts: Vec<f64>,
    beliefs: Vec<f64>,
}

impl Vectors {
    /// No vectors yet; `levels[f]` is how many levels feature `f` has, at most 254.
    pub fn new(levels: &[u8]) -> Vectors {
        Vectors {
            levels: levels.to_vec(),
            ..Vectors::default()
        }
    }

    /// Adds `count` pairs that compare so, and the believed share of matches
    /// among them (0 to 1), from which learning starts. Levels beyond the
    /// feature's are read as missing.
    pub fn push(&mut self, vector: &[u8], count: f64, belief: f64) {
        for (feature, &levels) in self.levels.iter().enumerate() {
            let level = vector.get(feature).copied().unwrap_or(MISSING);
            self.flat.push(if level < levels { level } else { MISSING });
        }
        self.counts.push(count.max(0.0));
        self.beliefs.push(if belief.is_finite() {
            belief.clamp(0.0, 1.0)
        } else {
            0.0
        });
    }

    /// Vectors held.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// What is believed of vector `at`.
    pub fn belief(&self, at: usize) -> f64 {
        self.beliefs[at]
    }

    /// Vector `at` and how many pairs compare so.
    pub fn get(&self, at: usize) -> (&[u8], f64) {
        let width = self.levels.len();
        (&self.flat[at * width..(at + 1) * width], self.counts[at])
    }
}

/// How learning runs.
#[derive(Clone, PartialEq, Debug)]
pub struct Fitting {
    /// Rounds at most.
    pub rounds_max: u32,
    /// Ends when the objective per pair rises by less.
    pub tolerance: f64,
    /// Two starts that end with less than this share of their matches in common disagree.
    pub overlap_min: f64,
    /// Distribution of levels among pairs that do not match, where it is known
    /// (from random pairs for instance); empty learns it too.
    pub u_known: Vec<Vec<f64>>,
    /// Pairs that the vectors were chosen from, the rest of which do not match;
    /// 0 when the vectors are all there is.
    pub population: f64,
}

impl Default for Fitting {
    fn default() -> Fitting {
        Fitting {
            rounds_max: 100,
            tolerance: 1e-6,
            overlap_min: 0.8,
            u_known: Vec::new(),
            population: 0.0,
        }
    }
}

/// Why no weights can be learned.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum NotIdentifiable {
    /// Fewer than two features vary.
    #[error(
        "the weights cannot be learned: {varying} of {features} features vary between pairs, and two are needed"
    )]
    TooFewFeatures {
        /// Features that vary.
        varying: usize,
        /// Features given.
        features: usize,
    },
    /// Too few pairs, or none believed to match (or not to).
    #[error(
        "the weights cannot be learned: {pairs} pairs, of which {matches} may match; each kind needs at least {least}"
    )]
    TooFewPairs {
        /// Pairs compared.
        pairs: u64,
        /// Expected matches among them.
        matches: u64,
        /// The least of either kind.
        least: u64,
    },
    /// Runs from different starts end apart.
    #[error(
        "the weights cannot be learned: runs from different starts share only {shared_percent} % of their matches"
    )]
    StartsDisagree {
        /// Share of matches in common.
        shared_percent: u32,
    },
    /// Matches and others look the same.
    #[error(
        "the weights cannot be learned: pairs that match and pairs that do not look alike ({bits} bits apart on average)"
    )]
    NotSeparated {
        /// Mean weight of a match, in thousandths of a bit.
        bits: String,
    },
}

/// What the levels of one feature weigh.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Levels {
    /// Share of each level among pairs that match.
    pub m: Vec<f64>,
    /// Share of each level among pairs that do not.
    pub u: Vec<f64>,
}

impl Levels {
    /// Log2 of how many times likelier this level is among matches; 0 when missing.
    pub fn bits(&self, level: u8) -> f64 {
        match (self.m.get(level as usize), self.u.get(level as usize)) {
            (Some(&m), Some(&u)) if m > 0.0 && u > 0.0 => (m / u).log2(),
            _ => 0.0,
        }
    }
}

/// Learned weights.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mixture {
    /// Share of matches among the pairs it was learned from.
    pub prior: f64,
    /// Per feature.
    pub features: Vec<Levels>,
    /// The objective (log-likelihood with priors, natural log, per pair) after each round.
    #[serde(skip)]
    pub objective: Vec<f64>,
}

impl Mixture {
    /// Log2 odds of the prior.
    pub fn prior_bits(&self) -> f64 {
        (self.prior / (1.0 - self.prior)).log2()
    }

    /// Log2 odds that a pair with this vector matches, prior included.
    pub fn score_bits(&self, vector: &[u8]) -> f64 {
        self.prior_bits()
            + self
                .features
                .iter()
                .zip(vector)
                .map(|(f, &level)| f.bits(level))
                .sum::<f64>()
    }
}

/// Log2 odds as a probability.
pub fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// Pseudo-pairs added to each level of each class, so that nothing is impossible.
const PSEUDO_PAIRS: f64 = 0.5;
/// Expected pairs that each class needs.
const PAIRS_MIN: f64 = 5.0;
/// Mean bits by which matches must stand out.
const SEPARATION_BITS_MIN: f64 = 2.0;

/// Learns the weights.
///
/// ```
/// use fyke_resolve::table::em::{fit, Fitting, Vectors};
/// let mut seen = Vectors::new(&[2, 2, 2]);
/// seen.push(&[1, 1, 1], 900.0, 0.9); // agree on all three: believed the same
/// seen.push(&[1, 1, 0], 60.0, 0.7);
/// seen.push(&[0, 1, 1], 60.0, 0.7);
/// seen.push(&[1, 0, 0], 3000.0, 0.1);
/// seen.push(&[0, 0, 1], 3000.0, 0.1);
/// seen.push(&[0, 0, 0], 3000.0, 0.0);
/// let learned = fit(&seen, &Fitting::default()).unwrap();
/// assert!(learned.score_bits(&[1, 1, 1]) > 0.0);
/// assert!(learned.score_bits(&[1, 0, 0]) < 0.0);
/// ```
///
/// # Errors
/// When the data cannot tell matches from others; nothing is guessed.
pub fn fit(vectors: &Vectors, fitting: &Fitting) -> Result<Mixture, NotIdentifiable> {
    let sorted = merged(vectors);
    let varying = varying(&sorted);
    if varying < 2 {
        return Err(NotIdentifiable::TooFewFeatures {
            varying,
            features: sorted.levels.len(),
        });
    }
    let pairs: f64 = sorted.counts.iter().sum();
    enough(pairs, dot(&sorted.counts, &sorted.beliefs))?;
    // the belief as given, made surer, and made vaguer
    let starts: Vec<(Mixture, Vec<f64>)> = [1.0, 2.0, 0.5]
        .iter()
        .map(|&power| run(&sorted, fitting, |belief| sharpened(belief, power)))
        .collect();
    let (mixture, posterior) = &starts[0];
    enough(pairs, dot(&sorted.counts, posterior))?;
    for (_, other) in &starts[1..] {
        let (mut both, mut either) = (0.0, 0.0);
        for ((&a, &b), &count) in posterior.iter().zip(other).zip(&sorted.counts) {
            both += count * a.min(b);
            either += count * a.max(b);
        }
        if both < fitting.overlap_min * either {
            let shared_percent = (100.0 * both / either).round() as u32;
            return Err(NotIdentifiable::StartsDisagree { shared_percent });
        }
    }
    let apart = separation_bits(mixture);
    if apart < SEPARATION_BITS_MIN {
        return Err(NotIdentifiable::NotSeparated {
            bits: format!("{apart:.2}"),
        });
    }
    Ok(mixture.clone())
}

/// The weights that the beliefs of the vectors imply as they stand, without learning.
pub fn from_beliefs(vectors: &Vectors) -> Mixture {
    maximise(vectors, &vectors.beliefs, &Fitting::default())
}

fn enough(pairs: f64, matches: f64) -> Result<(), NotIdentifiable> {
    if matches < PAIRS_MIN || pairs - matches < PAIRS_MIN {
        return Err(NotIdentifiable::TooFewPairs {
            pairs: pairs as u64,
            matches: matches as u64,
            least: PAIRS_MIN as u64,
        });
    }
    Ok(())
}

/// A belief as if held `power` times as firmly.
fn sharpened(belief: f64, power: f64) -> f64 {
    let (yes, no) = (belief.powf(power), (1.0 - belief).powf(power));
    if yes + no > 0.0 { yes / (yes + no) } else { belief }
}

/// Equal vectors as one, in their order, so that sums never depend on who pushed first.
fn merged(vectors: &Vectors) -> Vectors {
    let mut order: Vec<usize> = (0..vectors.len()).collect();
    order.sort_by(|&a, &b| {
        vectors
            .get(a)
            .0
            .cmp(vectors.get(b).0)
            .then(vectors.beliefs[a].total_cmp(&vectors.beliefs[b]))
    });
    let mut out = Vectors::new(&vectors.levels);
    for at in order {
        let (vector, count) = vectors.get(at);
        let last = out.len().wrapping_sub(1);
        if !out.is_empty() && out.get(last).0 == vector {
            let sum = out.counts[last] + count;
            if sum > 0.0 {
                out.beliefs[last] =
                    (out.beliefs[last] * out.counts[last] + vectors.beliefs[at] * count) / sum;
            }
            out.counts[last] = sum;
        } else {
            out.push(vector, count, vectors.beliefs[at]);
        }
    }
    out
}

fn varying(vectors: &Vectors) -> usize {
    (0..vectors.levels.len())
        .filter(|&feature| {
            let mut first = MISSING;
            (0..vectors.len()).any(|at| {
                let (vector, count) = vectors.get(at);
                let level = vector[feature];
                if count == 0.0 || level == MISSING || level == first {
                    return false;
                }
                first == MISSING && {
                    first = level;
                    false
                } || first != level
            })
        })
        .count()
}

fn dot(counts: &[f64], shares: &[f64]) -> f64 {
    counts
        .iter()
        .zip(shares)
        .map(|(count, share)| count * share)
        .sum()
}

/// Mean weight of a match over all features, in bits.
fn separation_bits(mixture: &Mixture) -> f64 {
    mixture
        .features
        .iter()
        .map(|f| {
            f.m.iter()
                .zip(&f.u)
                .map(|(m, u)| if *m > 0.0 { m * (m / u).log2() } else { 0.0 })
                .sum::<f64>()
        })
        .sum()
}

/// One run from one start: the weights and what each vector is believed to be.
fn run(vectors: &Vectors, fitting: &Fitting, start: impl Fn(f64) -> f64) -> (Mixture, Vec<f64>) {
    let pairs: f64 = vectors.counts.iter().sum();
    let mut posterior: Vec<f64> = vectors.beliefs.iter().map(|&belief| start(belief)).collect();
    let mut mixture = maximise(vectors, &posterior, fitting);
    let mut last = f64::NEG_INFINITY;
    for _ in 0..fitting.rounds_max {
        let objective = expect(vectors, &mixture, &mut posterior) / pairs;
        mixture.objective.push(objective);
        if objective - last < fitting.tolerance {
            break;
        }
        last = objective;
        let objectives = std::mem::take(&mut mixture.objective);
        mixture = maximise(vectors, &posterior, fitting);
        mixture.objective = objectives;
    }
    (mixture, posterior)
}

/// What each vector is believed to be under the weights; gives the objective.
fn expect(vectors: &Vectors, mixture: &Mixture, posterior: &mut [f64]) -> f64 {
    let logs: Vec<Vec<(f64, f64)>> = mixture
        .features
        .iter()
        .map(|f| {
            f.m.iter()
                .zip(&f.u)
                .map(|(m, u)| (m.max(1e-300).ln(), u.max(1e-300).ln()))
                .collect()
        })
        .collect();
    let prior = (mixture.prior.ln(), (1.0 - mixture.prior).ln());
    let mut objective: f64 = logs
        .iter()
        .flatten()
        .map(|(m, u)| PSEUDO_PAIRS * (m + u))
        .sum::<f64>()
        + PSEUDO_PAIRS * (prior.0 + prior.1);
    for (at, belief) in posterior.iter_mut().enumerate() {
        let (vector, count) = vectors.get(at);
        let (mut yes, mut no) = prior;
        for (feature, &level) in vector.iter().enumerate() {
            if level != MISSING {
                let (m, u) = logs[feature][level as usize];
                yes += m;
                no += u;
            }
        }
        let top = yes.max(no);
        let sum = (yes - top).exp() + (no - top).exp();
        *belief = (yes - top).exp() / sum;
        objective += count * (top + sum.ln());
    }
    objective
}

/// The weights that fit what each vector is believed to be.
fn maximise(vectors: &Vectors, posterior: &[f64], fitting: &Fitting) -> Mixture {
    let mut yes: Vec<Vec<f64>> = vectors
        .levels
        .iter()
        .map(|&n| vec![PSEUDO_PAIRS; n as usize])
        .collect();
    let mut no = yes.clone();
    let (mut matches, mut others) = (PSEUDO_PAIRS, PSEUDO_PAIRS);
    for (at, &belief) in posterior.iter().enumerate() {
        let (vector, count) = vectors.get(at);
        matches += count * belief;
        others += count * (1.0 - belief);
        for (feature, &level) in vector.iter().enumerate() {
            if level != MISSING {
                yes[feature][level as usize] += count * belief;
                no[feature][level as usize] += count * (1.0 - belief);
            }
        }
    }
    let features = yes.iter().zip(&no).enumerate().map(|(feature, (yes, no))| {
        match fitting
            .u_known
            .get(feature)
            .filter(|known| known.len() == yes.len())
        {
            None => ordered(yes, no),
            Some(known) => {
                let total: f64 = yes.iter().sum();
                Levels {
                    m: yes.iter().map(|count| count / total).collect(),
                    u: known.clone(),
                }
            }
        }
    });
    Mixture {
        prior: matches / (matches + others),
        features: features.collect(),
        objective: Vec::new(),
    }
}

/// The likeliest shares under which a higher level never weighs less: isotonic
/// regression of the share of matches per level, pooled where it would fall.
fn ordered(yes: &[f64], no: &[f64]) -> Levels {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(yes.len());
    for (&m, &u) in yes.iter().zip(no) {
        pools.push((m, u, 1));
        while let [.., (m0, u0, n0), (m1, u1, n1)] = pools[..] {
            // the lower pool holds the larger share of matches: merge the two
            if m0 * (m1 + u1) <= m1 * (m0 + u0) {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((m0 + m1, u0 + u1, n0 + n1));
        }
    }
    let (yes_total, no_total): (f64, f64) = (yes.iter().sum(), no.iter().sum());
    let (mut m, mut u) = (Vec::with_capacity(yes.len()), Vec::with_capacity(no.len()));
    for (pool_yes, pool_no, levels) in pools {
        let share = pool_yes / (pool_yes + pool_no);
        for _ in 0..levels {
            let level = m.len();
            let weight = yes[level] + no[level];
            m.push(share * weight / yes_total);
            u.push((1.0 - share) * weight / no_total);
        }
    }
    Levels { m, u }
}
