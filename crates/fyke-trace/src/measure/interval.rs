//! Bootstrap 95 % intervals, the same for the same seed.

/// A small generator of random numbers (SplitMix64; Steele, Lea and Flood
/// 2014): a seed in, the same numbers out on every machine.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// From a seed.
    pub fn new(seed: u64) -> Rng {
        Rng(seed)
    }

    /// The next 64 bits.
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number below `limit` (0 where the limit is 0).
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next_u64()) * limit as u128) >> 64) as usize
    }

    /// A number in 0..1.
    pub fn unit(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// The 2.5 % and 97.5 % points of a figure over `draws` samples of the items
/// with replacement. The items must be independent of each other (units, not
/// rows of one unit). `(NaN, NaN)` without items.
///
/// ```
/// use fyke_trace::measure::bootstrap_interval;
/// let mean = |items: &[f64]| items.iter().sum::<f64>() / items.len() as f64;
/// let (low, high) = bootstrap_interval(&[1.0, 2.0, 3.0, 4.0], mean, 500, 7);
/// assert!(low >= 1.0 && low < 2.5 && high > 2.5 && high <= 4.0);
/// ```
pub fn bootstrap_interval<T: Clone>(
    items: &[T],
    figure: impl Fn(&[T]) -> f64,
    draws: usize,
    seed: u64,
) -> (f64, f64) {
    if items.is_empty() || draws == 0 {
        return (f64::NAN, f64::NAN);
    }
    let mut rng = Rng::new(seed);
    let mut sample = items.to_vec();
    let mut figures: Vec<f64> = (0..draws)
        .map(|_| {
            for slot in &mut sample {
                slot.clone_from(&items[rng.below(items.len())]);
            }
            figure(&sample)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| figures[((figures.len() - 1) as f64 * share).round() as usize];
    (at(0.025), at(0.975))
}

#[cfg(test)]
mod tests {
    use super::{Rng, bootstrap_interval};
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn an_interval_is_ordered_and_repeats(items in proptest::collection::vec(-9.0f64..9.0, 1..30), seed in any::<u64>()) {
            let mean = |items: &[f64]| items.iter().sum::<f64>() / items.len() as f64;
            let once = bootstrap_interval(&items, mean, 60, seed);
            prop_assert!(once.0 <= once.1);
            prop_assert_eq!(once, bootstrap_interval(&items, mean, 60, seed));
        }

        #[test]
        fn a_draw_stays_below_its_limit(seed in any::<u64>(), limit in 1usize..1000) {
            let mut rng = Rng::new(seed);
            prop_assert!(rng.below(limit) < limit);
            prop_assert!((0.0..1.0).contains(&rng.unit()));
        }
    }
}
