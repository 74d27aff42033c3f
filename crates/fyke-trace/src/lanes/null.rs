//! The null that the figures themselves show: how large t gets when nothing happens.
//!
//! A theoretical null promises more than it holds: lanes differ in kind, months
//! hang together, and trade begins from nothing without guilt. At placebo dates,
//! before the measure, the same statistic is worked out for all lanes; its upper
//! tail there is the null (empirical null: Efron 2004, *Large-scale simultaneous
//! hypothesis testing*, learnt from other dates instead of from the middle of the
//! same one). It is learnt apart for lanes with little and with much trade
//! before: a lane that had nothing surges tenfold as often as one with a stream,
//! and would else hide what the streams say. Beyond the largest twentieth the
//! tail is Pareto (Hill 1975), which is heavy, so careful. Never below the theoretical p.
//!
//! False positives: a year unlike the years before for all lanes, such as a
//! recovery from a pandemic, shifts the null; each lane is judged within its own
//! country pair's boom, which takes most of that out.

/// Values of t at placebo dates, by how much was traded before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Null {
    strata: Vec<Tail>,
}

/// Effective counts before at which a stratum begins.
pub const STRATA_FROM: [f64; 5] = [0.0, 1.0, 3.0, 10.0, 30.0];
/// Fewer lanes than this cannot tell a tail.
const LANES_MIN: usize = 200;
/// Share of the lanes that the tail is fitted on.
const TAIL_SHARE: f64 = 0.05;

#[derive(Clone, Debug, PartialEq)]
struct Tail {
    sorted: Vec<f64>,
    /// t from which the tail is Pareto, and its exponent.
    from: f64,
    exponent: f64,
}

impl Tail {
    fn new(mut t: Vec<f64>) -> Tail {
        t.retain(|t| !t.is_nan());
        t.sort_unstable_by(f64::total_cmp);
        let at = ((t.len() as f64) * (1.0 - TAIL_SHARE)) as usize;
        let from = t.get(at).copied().unwrap_or(1.0).max(0.5);
        let logs: Vec<f64> = t.iter().filter(|t| **t > from).map(|t| (t / from).ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len().max(1) as f64;
        Tail {
            sorted: t,
            from,
            exponent: 1.0 / mean.max(0.05),
        }
    }

    fn p(&self, t: f64) -> f64 {
        let n = self.sorted.len() as f64;
        let above = |t: f64| n - self.sorted.partition_point(|null| *null < t) as f64;
        if t <= self.from {
            return (above(t) + 1.0) / (n + 1.0);
        }
        (above(self.from) + 1.0) / (n + 1.0) * (t / self.from).powf(-self.exponent)
    }
}

impl Null {
    /// From (effective counts before, t) of all lanes at placebo dates.
    pub fn new(lanes: &[(f64, f64)]) -> Null {
        let stratum = |s: usize| {
            let t = lanes.iter().filter(|l| stratum_of(l.0) == s).map(|l| l.1);
            Tail::new(t.collect())
        };
        Null {
            strata: (0..STRATA_FROM.len()).map(stratum).collect(),
        }
    }

    /// The p of `t` for a lane with so many effective counts before, given the
    /// theoretical one; that one where too few lanes are known.
    pub fn p(&self, counts_before: f64, t: f64, theoretical: f64) -> f64 {
        match self.strata.get(stratum_of(counts_before)) {
            Some(tail) if tail.sorted.len() >= LANES_MIN => tail.p(t).clamp(theoretical, 1.0),
            _ => theoretical,
        }
    }
}

/// The stratum of a lane with so many effective counts before.
pub fn stratum_of(counts: f64) -> usize {
    STRATA_FROM.iter().rposition(|from| counts >= *from).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_common_among_new_lanes_is_rare_among_streams() {
        let new = (0..1000).map(|i| (0.2, f64::from(i % 100) / 10.0));
        let streams = (0..1000).map(|i| (50.0, f64::from(i % 100) / 50.0));
        let null = Null::new(&new.chain(streams).collect::<Vec<_>>());
        assert!(null.p(0.1, 5.0, 1e-99) > 0.4);
        let stream = null.p(40.0, 5.0, 1e-99);
        assert!(stream < 1e-3, "{stream}");
        // larger t, smaller p, also beyond all that was seen
        assert!(null.p(40.0, 8.0, 1e-99) < stream);
        // never surer than the model, and its word where nothing is known
        assert_eq!(null.p(40.0, 8.0, 0.3), 0.3);
        assert_eq!(Null::default().p(40.0, 8.0, 1e-9), 1e-9);
    }
}
