//! A partition against the true one: pairwise, whole clusters, B-cubed.
//!
//! All three come from the sizes of the overlaps between found and true
//! clusters (the contingency table), so no pair is ever listed: a cluster of
//! 50,000 records costs 50,000 steps and not a billion.

use super::pairs::Counts;

/// How well clusters were found.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ClusterFigures {
    /// Pairs of records in one cluster, against pairs truly the same.
    pub pair: Counts,
    /// Clusters of two or more: found exactly (true positive), found and not
    /// true (false positive), true and not found (false negative). Single
    /// records are left out, because they are many and easy.
    pub cluster: Counts,
    /// B-cubed precision (Bagga and Baldwin 1998): the mean over records of
    /// the share of its found cluster that is truly its own.
    pub b_cubed_precision: f64,
    /// B-cubed recall: the mean over records of the share of its true cluster
    /// that was found with it.
    pub b_cubed_recall: f64,
}

impl ClusterFigures {
    /// Harmonic mean of B-cubed precision and recall.
    pub fn b_cubed_f1(&self) -> f64 {
        let sum = self.b_cubed_precision + self.b_cubed_recall;
        if sum > 0.0 {
            2.0 * self.b_cubed_precision * self.b_cubed_recall / sum
        } else {
            0.0
        }
    }
}

/// Pairs counted by whether they share a found and a true cluster. The labels
/// are any numbers, one for each record, both in the order of the records;
/// where one list is longer its tail is left out.
///
/// ```
/// use fyke_resolve::measure::pair_counts;
/// let counts = pair_counts(&[1, 1, 1, 2], &[7, 7, 8, 8]);
/// assert_eq!((counts.true_positive, counts.false_positive, counts.false_negative), (1, 2, 1));
/// ```
pub fn pair_counts(found: &[u32], truth: &[u32]) -> Counts {
    cluster_figures(found, truth).pair
}

/// All figures of a found partition against the true one.
pub fn cluster_figures(found: &[u32], truth: &[u32]) -> ClusterFigures {
    let n = found.len().min(truth.len()) as u64;
    let mut cells: Vec<(u32, u32)> = found.iter().copied().zip(truth.iter().copied()).collect();
    cells.sort_unstable();
    let cells = runs(&cells);
    let sizes = |of: fn(&(u32, u32)) -> u32, labels: &[u32]| {
        let mut sorted = labels[..n as usize].to_vec();
        sorted.sort_unstable();
        let sizes = runs(&sorted);
        let at: Vec<u64> = cells
            .iter()
            .map(|(cell, _)| {
                sizes
                    .binary_search_by_key(&of(cell), |s| s.0)
                    .map_or(0, |i| sizes[i].1)
            })
            .collect();
        (sizes, at)
    };
    let (found_sizes, found_at) = sizes(|cell| cell.0, found);
    let (true_sizes, true_at) = sizes(|cell| cell.1, truth);

    let both: u64 = cells.iter().map(|(_, size)| pairs_of(*size)).sum();
    let said: u64 = found_sizes.iter().map(|(_, size)| pairs_of(*size)).sum();
    let are: u64 = true_sizes.iter().map(|(_, size)| pairs_of(*size)).sum();
    let counts = |both: u64, said: u64, are: u64, total: u64| Counts {
        true_positive: both,
        false_positive: said - both,
        false_negative: are - both,
        true_negative: (total + both).saturating_sub(said + are),
    };
    let several = |sizes: &[(u32, u64)]| sizes.iter().filter(|s| s.1 > 1).count() as u64;
    let exact = cells.iter().zip(found_at.iter().zip(&true_at));
    let exact = exact
        .filter(|((_, size), (f, t))| *size > 1 && size == *f && size == *t)
        .count() as u64;
    let b_cubed = |at: &[u64]| {
        let sum: f64 = cells
            .iter()
            .zip(at)
            .map(|((_, size), of)| (size * size) as f64 / *of as f64)
            .sum();
        if n == 0 { 1.0 } else { sum / n as f64 }
    };
    ClusterFigures {
        pair: counts(both, said, are, pairs_of(n)),
        cluster: counts(exact, several(&found_sizes), several(&true_sizes), 0),
        b_cubed_precision: b_cubed(&found_at),
        b_cubed_recall: b_cubed(&true_at),
    }
}

fn pairs_of(size: u64) -> u64 {
    size * size.saturating_sub(1) / 2
}

/// Each value of a sorted list and how often it stands there.
fn runs<T: PartialEq + Copy>(sorted: &[T]) -> Vec<(T, u64)> {
    let mut runs: Vec<(T, u64)> = Vec::new();
    for value in sorted {
        match runs.last_mut() {
            Some(run) if run.0 == *value => run.1 += 1,
            _ => runs.push((*value, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_example_of_b_cubed_in_bagga_and_baldwin() {
        // truth: 1-5, 6-7, 8-c; found: the first alone, the other two joined
        let truth = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3];
        let found = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
        let figures = cluster_figures(&found, &truth);
        // (5*1 + 2*2/7 + 5*5/7) / 12 = 0.7619
        assert!((figures.b_cubed_precision - 0.761_904).abs() < 1e-5);
        assert_eq!(figures.b_cubed_recall, 1.0);
        assert_eq!(
            (
                figures.cluster.true_positive,
                figures.cluster.false_positive,
                figures.cluster.false_negative
            ),
            (1, 1, 2)
        );
    }

    #[test]
    fn the_truth_is_perfect_and_nothing_is_met() {
        let figures = cluster_figures(&[4, 4, 9], &[1, 1, 2]);
        assert_eq!(
            (figures.pair.f1(), figures.cluster.f1(), figures.b_cubed_f1()),
            (1.0, 1.0, 1.0)
        );
        assert_eq!(cluster_figures(&[], &[]).pair.total(), 0);
    }

    proptest! {
        #[test]
        fn overlaps_count_what_listing_all_pairs_counts(labels in proptest::collection::vec((0u32..6, 0u32..6), 0..40)) {
            let (found, truth): (Vec<u32>, Vec<u32>) = labels.iter().copied().unzip();
            let mut listed = Counts::default();
            for a in 0..labels.len() {
                for b in a + 1..labels.len() {
                    match (found[a] == found[b], truth[a] == truth[b]) {
                        (true, true) => listed.true_positive += 1,
                        (true, false) => listed.false_positive += 1,
                        (false, true) => listed.false_negative += 1,
                        (false, false) => listed.true_negative += 1,
                    }
                }
            }
            prop_assert_eq!(pair_counts(&found, &truth), listed);
        }
    }
}
