//! What a Brier score is made of (Murphy 1973):
//!
//! `BS = reliability - resolution + uncertainty`
//!
//! over groups `k` of `n_k` questions: reliability `Σ n_k (p_k - o_k)² / n` is
//! what miscalibration costs, resolution `Σ n_k (o_k - o)² / n` what telling
//! cases apart earns, uncertainty `o (1 - o)` how hard the questions were.
//!
//! With one group for each distinct probability the sum is exact
//! ([`Murphy`]), and with every answer its own number it says little: each
//! group has one question. In bins ([`Binned`]) two parts more appear, which
//! are often left out so that the sum is wrong (Stephenson, Coelho and Jolliffe
//! 2008): the variance of the probabilities within bins, and twice their
//! covariance with what happened.

use super::proper::Answered;
use serde::Serialize;
use std::collections::BTreeMap;

/// Bins of equal width of [`Binned`].
pub const BINS: usize = 10;

/// The parts, exact: `brier = reliability - resolution + uncertainty`.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Murphy {
    /// Cost of miscalibration; 0 is best.
    pub reliability: f64,
    /// Gain of telling cases apart; as large as the uncertainty is best.
    pub resolution: f64,
    /// Brier score of always saying the share that happened.
    pub uncertainty: f64,
}

/// The parts in bins of equal width:
/// `brier = reliability - resolution + uncertainty + within_variance - within_covariance`.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Binned {
    /// Bins that were asked for.
    pub bins: usize,
    /// The three parts, of the means of the bins.
    pub parts: Murphy,
    /// Variance of the probabilities within bins.
    pub within_variance: f64,
    /// Twice their covariance with what happened.
    pub within_covariance: f64,
}

/// What a group adds up.
#[derive(Clone, Copy, Default)]
struct Group {
    n: f64,
    said: f64,
    came: f64,
}

impl Group {
    fn add(&mut self, answered: &Answered) {
        self.n += 1.0;
        self.said += answered.p;
        self.came += answered.truth();
    }
}

impl Murphy {
    /// One group for each distinct probability.
    pub fn of(answered: &[Answered]) -> Murphy {
        let mut groups: BTreeMap<u64, Group> = BTreeMap::new();
        for a in answered {
            // + 0.0: minus zero and zero are one forecast
            groups.entry((a.p + 0.0).to_bits()).or_default().add(a);
        }
        Murphy::of_groups(groups.values().copied())
    }

    fn of_groups(groups: impl Iterator<Item = Group>) -> Murphy {
        let groups: Vec<Group> = groups.filter(|g| g.n > 0.0).collect();
        let n = groups.iter().map(|g| g.n).sum::<f64>().max(1.0);
        let base = groups.iter().map(|g| g.came).sum::<f64>() / n;
        let sum = |of: &dyn Fn(&Group) -> f64| groups.iter().map(|g| g.n * of(g)).sum::<f64>() / n;
        Murphy {
            reliability: sum(&|g| ((g.said - g.came) / g.n).powi(2)),
            resolution: sum(&|g| (g.came / g.n - base).powi(2)),
            uncertainty: base * (1.0 - base),
        }
    }

    /// Of groups given as (probability, share that happened, weight): what a
    /// paper prints. Weights need not sum to one.
    pub fn of_table(rows: &[(f64, f64, f64)]) -> Murphy {
        let groups = rows.iter().map(|(said, came, n)| Group {
            n: *n,
            said: said * n,
            came: came * n,
        });
        let total: f64 = rows.iter().map(|row| row.2).sum();
        // of_groups takes counts; shares of one would be taken for less than one answer
        let scale = if total > 0.0 { 1.0 / total } else { 0.0 };
        Murphy::of_groups(groups.map(|g| Group {
            n: g.n * scale,
            said: g.said * scale,
            came: g.came * scale,
        }))
    }

    /// Their sum: the Brier score.
    pub fn brier(&self) -> f64 {
        self.reliability - self.resolution + self.uncertainty
    }
}

impl Binned {
    /// In bins of equal width; at least one.
    pub fn of(answered: &[Answered], bins: usize) -> Binned {
        let bins = bins.max(1);
        let place = |a: &Answered| ((a.p * bins as f64) as usize).min(bins - 1);
        let mut groups = vec![Group::default(); bins];
        for a in answered {
            if let Some(group) = groups.get_mut(place(a)) {
                group.add(a);
            }
        }
        let (mut variance, mut covariance) = (0.0, 0.0);
        for a in answered {
            if let Some(g) = groups.get(place(a)) {
                let off = a.p - g.said / g.n;
                variance += off * off;
                covariance += 2.0 * off * (a.truth() - g.came / g.n);
            }
        }
        let n = answered.len().max(1) as f64;
        Binned {
            bins,
            parts: Murphy::of_groups(groups.into_iter()),
            within_variance: variance / n,
            within_covariance: covariance / n,
        }
    }

    /// Their sum: the Brier score.
    pub fn brier(&self) -> f64 {
        self.parts.brier() + self.within_variance - self.within_covariance
    }
}
