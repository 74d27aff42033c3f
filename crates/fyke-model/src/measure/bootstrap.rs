//! Bootstrap 95 % intervals, the same for the same seed: the percentile
//! bootstrap of Efron (1979).

use super::Rng;

/// The 2.5 % and 97.5 % points of a figure over `draws` samples of the items
/// with replacement. The items must be independent of each other (units, not
/// rows of one unit). `(NaN, NaN)` without items.
///
/// ```
/// use fyke_model::measure::bootstrap_interval;
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
    let mut rng = Rng::new(seed);
    let mut sample = items.to_vec();
    let figures = (0..draws).map(|_| {
        for slot in &mut sample {
            if let Some(item) = items.get(rng.below(items.len())) {
                slot.clone_from(item);
            }
        }
        figure(&sample)
    });
    if items.is_empty() {
        return (f64::NAN, f64::NAN);
    }
    middle(figures.collect())
}

/// The 2.5 % and 97.5 % points of figures; `(NaN, NaN)` of none.
pub fn middle(mut figures: Vec<f64>) -> (f64, f64) {
    figures.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let place = (figures.len().saturating_sub(1)) as f64 * share;
        figures.get(place.round() as usize).copied().unwrap_or(f64::NAN)
    };
    (at(0.025), at(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn nothing_has_no_interval() {
        assert!(bootstrap_interval(&[] as &[f64], |_| 1.0, 10, 1).0.is_nan());
        assert!(middle(Vec::new()).1.is_nan());
    }

    proptest! {
        #[test]
        fn an_interval_is_ordered_and_repeats(items in proptest::collection::vec(-9.0f64..9.0, 1..30), seed in any::<u64>()) {
            let mean = |items: &[f64]| items.iter().sum::<f64>() / items.len() as f64;
            let once = bootstrap_interval(&items, mean, 60, seed);
            prop_assert!(once.0 <= once.1);
            prop_assert_eq!(once, bootstrap_interval(&items, mean, 60, seed));
        }
    }
}
