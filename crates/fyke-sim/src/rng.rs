//! Chance, as a guest: every draw comes from a seed and a stream name.
//!
//! The generator is `SplitMix64` (Steele, Lea, Flood, OOPSLA 2014): one
//! addition and three multiply-shifts a draw, 2^64 period, good enough for a
//! simulator and the same on every machine. Streams are separated by mixing
//! the seed with a constant of the caller, so that what is drawn for names does
//! not move when a draw is added to trade.

/// A stream of draws.
#[derive(Clone, Debug)]
pub(crate) struct Rng {
    state: u64,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Sixty-four well mixed bits of `x`.
#[inline]
pub(crate) fn mix(x: u64) -> u64 {
    let mut z = x.wrapping_add(GOLDEN);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Rng {
    /// The stream `name` of `seed`.
    pub(crate) fn new(seed: u64, name: u64) -> Rng {
        Rng {
            state: mix(seed ^ mix(name)),
        }
    }

    #[inline]
    pub(crate) fn bits(&mut self) -> u64 {
        let out = mix(self.state);
        self.state = self.state.wrapping_add(GOLDEN);
        out
    }

    /// Uniform in [0, 1).
    #[inline]
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in [low, high).
    #[inline]
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// True with probability `p`.
    #[inline]
    pub(crate) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Uniform in 0..n; 0 when n is 0.
    #[inline]
    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// Uniform in low..=high.
    #[inline]
    pub(crate) fn whole(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// One of a list, `None` when it is empty.
    #[inline]
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = self.below(list.len());
        list.get(at)
    }

    /// A standard normal draw: the sum of four uniforms of 32 bits, corrected
    /// in its tails (within 0.01 of the normal quantiles inside three sigma,
    /// which is all that prices and lots need), at a fifth of the cost of a
    /// logarithm and a cosine.
    #[inline]
    pub(crate) fn normal(&mut self) -> f64 {
        let (a, b) = (self.bits(), self.bits());
        let sum = (a & 0xffff_ffff) + (a >> 32) + (b & 0xffff_ffff) + (b >> 32);
        // mean 2, variance 1/3 in units of 2^32
        let z = (sum as f64 / 4_294_967_296.0 - 2.0) * 1.732_050_807_568_877_2;
        // Cornish-Fisher correction of the excess kurtosis -0.3
        z + 0.3 / 24.0 * (z * z * z - 3.0 * z)
    }

    /// A log-normal draw around the median 1.
    #[inline]
    pub(crate) fn around_one(&mut self, sigma: f64) -> f64 {
        (self.normal() * sigma).exp()
    }

    /// An exponential draw of mean 1.
    #[inline]
    pub(crate) fn waiting(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }

    /// A Poisson draw; for means above 30 the normal one.
    pub(crate) fn poisson(&mut self, mean: f64) -> u32 {
        if mean > 30.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as u32;
        }
        let (limit, mut product, mut count) = ((-mean).exp(), 1.0, 0);
        loop {
            product *= self.unit();
            if product <= limit {
                return count;
            }
            count += 1;
        }
    }

    /// The index of a weight list given as running sums; the last where the
    /// draw falls beyond the end.
    pub(crate) fn weighted(&mut self, running: &[f64]) -> usize {
        let total = running.last().copied().unwrap_or(0.0);
        let at = self.unit() * total;
        running
            .partition_point(|&sum| sum <= at)
            .min(running.len().saturating_sub(1))
    }
}

/// Running sums of weights, for [`Rng::weighted`].
pub(crate) fn running(weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
    weights
        .into_iter()
        .scan(0.0, |sum, w| {
            *sum += w;
            Some(*sum)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_moments_they_promise() {
        let mut rng = Rng::new(1, 2);
        let n = 200_000;
        let (mut sum, mut squares, mut fourth, mut tail) = (0.0, 0.0, 0.0, 0);
        for _ in 0..n {
            let z = rng.normal();
            sum += z;
            squares += z * z;
            fourth += z.powi(4);
            tail += usize::from(z > 1.96);
        }
        let n = f64::from(n);
        assert!((sum / n).abs() < 0.01, "mean {}", sum / n);
        assert!((squares / n - 1.0).abs() < 0.03, "variance {}", squares / n);
        assert!((fourth / n - 3.0).abs() < 0.35, "fourth {}", fourth / n);
        assert!(
            (tail as f64 / n - 0.025).abs() < 0.003,
            "tail {}",
            tail as f64 / n
        );
        let mean = (0..100_000).map(|_| f64::from(rng.poisson(6.0))).sum::<f64>() / 1e5;
        assert!((mean - 6.0).abs() < 0.05, "poisson {mean}");
    }

    #[test]
    fn streams_differ_and_repeat() {
        let draw = |seed, name| Rng::new(seed, name).bits();
        assert_eq!(draw(1, 1), draw(1, 1));
        assert_ne!(draw(1, 1), draw(1, 2));
        assert_ne!(draw(1, 1), draw(2, 1));
    }
}
