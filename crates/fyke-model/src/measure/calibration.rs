//! Does 0.3 mean three in ten: reliability bins and the calibration error that
//! is made of them.

use super::Scored;

/// A bin of a reliability diagram (Murphy and Winkler 1977).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ReliabilityBin {
    /// Lowest and highest probability in it.
    pub range: (f64, f64),
    /// Items in it.
    pub n: u64,
    /// Mean probability stated.
    pub stated: f64,
    /// Share that is positive.
    pub found: f64,
}

/// The items in `bins` bins of equal count, by rising probability. Equal
/// count, not equal width: most items have probabilities near 0 or 1, and the
/// two full bins would hide the rest. Empty bins are left out, NaN too.
pub fn reliability_bins(items: &[Scored], bins: usize) -> Vec<ReliabilityBin> {
    let sorted = sorted(items);
    let bins = bins.max(1);
    (0..bins)
        .filter_map(|bin| {
            let part = sorted.get(bin * sorted.len() / bins..(bin + 1) * sorted.len() / bins)?;
            let (first, last) = (part.first()?, part.last()?);
            let n = part.len() as f64;
            Some(ReliabilityBin {
                range: (first.score, last.score),
                n: part.len() as u64,
                stated: part.iter().map(|i| i.score).sum::<f64>() / n,
                found: part.iter().filter(|i| i.positive).count() as f64 / n,
            })
        })
        .collect()
}

/// Expected calibration error over ten bins of equal count (Naeini, Cooper and
/// Hauskrecht 2015, there with equal widths): the mean distance between stated
/// and found. `score` is the probability. 0 without items.
pub fn expected_calibration_error(items: &[Scored]) -> f64 {
    let bins = reliability_bins(items, 10);
    let total: u64 = bins.iter().map(|b| b.n).sum();
    let sum: f64 = bins.iter().map(|b| b.n as f64 * (b.stated - b.found).abs()).sum();
    if total == 0 { 0.0 } else { sum / total as f64 }
}

/// By rising score, without NaN. Equal scores: negatives first, so that the
/// order of the input does not show.
fn sorted(items: &[Scored]) -> Vec<Scored> {
    let mut sorted: Vec<Scored> = items.iter().filter(|i| !i.score.is_nan()).copied().collect();
    sorted.sort_unstable_by(|a, b| a.score.total_cmp(&b.score).then(a.positive.cmp(&b.positive)));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saying_the_truth_is_perfect() {
        let item = |score, positive| Scored { score, positive };
        let truth = [item(1.0, true), item(0.0, false), item(0.0, false)];
        assert_eq!(expected_calibration_error(&truth), 0.0);
        assert_eq!(expected_calibration_error(&[]), 0.0);
        let bins = reliability_bins(
            &[
                item(0.2, false),
                item(0.4, true),
                item(0.8, true),
                item(0.9, true),
            ],
            2,
        );
        assert_eq!((bins[0].n, bins[0].found, bins[1].range), (2, 0.5, (0.8, 0.9)));
        assert!((bins[0].stated - 0.3).abs() < 1e-12);
    }
}
