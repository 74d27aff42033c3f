//! Are probabilities better than the base rate: Brier skill.

use super::{Scored, brier};

/// Brier skill: 1 less the mean squared error of the probabilities over that
/// of always saying the base rate. 1 is perfect, 0 no better than the base
/// rate, below 0 worse. 0 where all items are of one kind.
pub fn brier_skill(items: &[Scored]) -> f64 {
    let n = items.len() as f64;
    let base = items.iter().filter(|i| i.positive).count() as f64 / n;
    let reference = base * (1.0 - base);
    if items.is_empty() || reference <= 0.0 {
        return 0.0;
    }
    let mean = items.iter().map(|i| brier(i.score, i.positive)).sum::<f64>() / n;
    1.0 - mean / reference
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::measure::expected_calibration_error;

    #[test]
    fn saying_the_truth_is_perfect_and_the_base_rate_is_nothing() {
        let item = |score, positive| Scored { score, positive };
        let truth = [
            item(1.0, true),
            item(0.0, false),
            item(0.0, false),
            item(0.0, false),
        ];
        assert_eq!(brier_skill(&truth), 1.0);
        assert_eq!(expected_calibration_error(&truth), 0.0);
        let base = truth.map(|i| item(0.25, i.positive));
        assert_eq!(brier_skill(&base), 0.0);
    }
}
