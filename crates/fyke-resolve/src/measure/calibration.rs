//! The Brier score of pairs.

use super::Scored;

/// Brier score (1950): the mean squared error of the probabilities. 0 is
/// perfect, 0.25 is always saying one half. NaN counts as 0.5; 0 without pairs.
///
/// ```
/// use fyke_resolve::measure::{Scored, brier};
/// let item = |score, positive| Scored { score, positive };
/// assert_eq!(brier(&[item(1.0, true), item(0.5, false)]), 0.125);
/// ```
pub fn brier(items: &[Scored]) -> f64 {
    let error = |i: &Scored| {
        let stated = if i.score.is_nan() { 0.5 } else { i.score };
        (stated - f64::from(u8::from(i.positive))).powi(2)
    };
    if items.is_empty() {
        0.0
    } else {
        items.iter().map(error).sum::<f64>() / items.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saying_the_truth_is_perfect_and_nothing_is_met() {
        let item = |score, positive| Scored { score, positive };
        assert_eq!(brier(&[item(1.0, true), item(0.0, false)]), 0.0);
        assert_eq!(brier(&[item(f64::NAN, true)]), 0.25);
        assert_eq!(brier(&[]), 0.0);
    }
}
