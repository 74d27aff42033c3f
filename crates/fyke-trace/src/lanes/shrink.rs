//! Empirical-Bayes variances: what a lane's few months say about its noise,
//! drawn towards what all lanes say.
//!
//! Model of Smyth (2004), *Linear models and empirical Bayes methods for
//! assessing differential expression* (limma): `s² | σ² ~ σ² χ²_d / d`,
//! `1/σ² ~ χ²_d0 / (d0 s0²)`. The posterior variance is
//! `(d0 s0² + d s²) / (d0 + d)`, and a difference over its root is Student's t
//! with `d0 + d` degrees of freedom. `d0` and `s0²` are fitted on the lanes
//! themselves by the moments of ln s².
//!
//! False positives: lanes differ in kind (monthly streams, yearly shiploads); one
//! prior for all is too kind to the shiploads. The placebo rate in
//! [`discovery`](super::discovery) says how much.

use super::special::{digamma, trigamma, trigamma_inverse};

/// The prior of the lanes' variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct VariancePrior {
    /// Prior degrees of freedom: how many months the crowd is worth.
    pub df: f64,
    /// Prior variance.
    pub variance: f64,
}

impl VariancePrior {
    /// Fits the prior on (variance, degrees of freedom) pairs. Zero variances
    /// carry no logarithm and are left out.
    pub fn fit(sample: impl Iterator<Item = (f64, f64)>) -> VariancePrior {
        let (mut n, mut sum, mut squares, mut tri) = (0.0, 0.0, 0.0, 0.0);
        for (variance, df) in sample.filter(|(v, d)| *v > 1e-12 && *d > 0.0) {
            let e = variance.ln() - digamma(df / 2.0) + (df / 2.0).ln();
            n += 1.0;
            sum += e;
            squares += e * e;
            tri += trigamma(df / 2.0);
        }
        if n < 3.0 {
            let variance = if n > 0.0 { (sum / n).exp() } else { 1.0 };
            return VariancePrior { df: 4.0, variance };
        }
        let mean = sum / n;
        let excess = (squares - n * mean * mean) / (n - 1.0) - tri / n;
        // no more spread than chance gives: the crowd is one
        let df = if excess > 1e-3 {
            (2.0 * trigamma_inverse(excess)).clamp(0.5, 200.0)
        } else {
            200.0
        };
        let variance = (mean + digamma(df / 2.0) - (df / 2.0).ln()).exp();
        VariancePrior { df, variance }
    }

    /// The posterior variance of a lane that showed `variance` on `df` months.
    pub fn posterior(&self, variance: f64, df: f64) -> f64 {
        (self.df * self.variance + df * variance) / (self.df + df)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_loud_lane_among_many_is_drawn_in() {
        let prior = VariancePrior::fit((0..200).map(|i| (0.9 + 0.001 * f64::from(i), 12.0)));
        assert!((prior.variance - 1.0).abs() < 0.1, "{prior:?}");
        let loud = prior.posterior(9.0, 12.0);
        assert!(loud < 2.0 && loud > 1.0, "{loud}");
    }
}
