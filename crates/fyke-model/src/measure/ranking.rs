//! Average precision, AUC, precision and recall at a depth.
//!
//! Ties are shared, not broken: within a group of equal scores every order is
//! equally likely, so each figure is the mean over those orders (for average
//! precision, with the positives of a group spread evenly through it). A
//! method that gives everything the same score gets the base rate, no more.

use super::Scored;

/// Items of one score.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tied {
    /// The score; negative infinity where it was NaN.
    pub score: f64,
    /// How many have it.
    pub size: f64,
    /// How many of them are positive.
    pub positives: f64,
}

/// Groups of equal score from the top.
pub fn tied(items: &[Scored]) -> Vec<Tied> {
    let key = |s: f64| if s.is_nan() { f64::NEG_INFINITY } else { s };
    let mut sorted: Vec<(f64, bool)> = items.iter().map(|i| (key(i.score), i.positive)).collect();
    sorted.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut groups: Vec<Tied> = Vec::new();
    for (score, positive) in sorted {
        let positives = f64::from(u8::from(positive));
        match groups.last_mut() {
            Some(group) if group.score == score => {
                group.size += 1.0;
                group.positives += positives;
            }
            _ => groups.push(Tied {
                score,
                size: 1.0,
                positives,
            }),
        }
    }
    groups
}

/// Average precision: the mean, over the positives, of the precision at the
/// depth of each (ties: McSherry and Najork 2008). 0 where there is no positive.
///
/// ```
/// use fyke_model::measure::{Scored, average_precision};
/// let item = |score, positive| Scored { score, positive };
/// let items = [item(3.0, true), item(2.0, false), item(1.0, true)];
/// assert!((average_precision(&items) - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
/// ```
pub fn average_precision(items: &[Scored]) -> f64 {
    let total = items.iter().filter(|i| i.positive).count() as f64;
    if total == 0.0 {
        return 0.0;
    }
    let (mut seen, mut found, mut sum) = (0.0, 0.0, 0.0);
    for Tied { size, positives, .. } in tied(items) {
        // expected precision at each place of the group, weighted by the share
        // of its places that positives take
        let places = if positives > 0.0 { size as u64 } else { 0 };
        for place in 1..=places {
            let place = place as f64;
            let others = if size > 1.0 {
                (place - 1.0) * (positives - 1.0).max(0.0) / (size - 1.0)
            } else {
                0.0
            };
            sum += positives / size * (found + 1.0 + others) / (seen + place);
        }
        seen += size;
        found += positives;
    }
    sum / total
}

/// Area under the ROC curve: the chance that a random positive outranks a
/// random negative, ties counting half. 0.5 where either kind is missing.
pub fn auc(items: &[Scored]) -> f64 {
    let positives = items.iter().filter(|i| i.positive).count() as f64;
    let negatives = items.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return 0.5;
    }
    let (mut above, mut wins) = (0.0, 0.0);
    for Tied {
        size,
        positives: found,
        ..
    } in tied(items)
    {
        wins += (size - found) * (above + found / 2.0);
        above += found;
    }
    wins / (positives * negatives)
}

/// Share of positives among the first `depth`; a tied group that straddles the
/// depth counts with its mean. 0 at depth 0.
pub fn precision_at(items: &[Scored], depth: usize) -> f64 {
    let depth = depth.min(items.len());
    if depth == 0 {
        0.0
    } else {
        found_at(items, depth) / depth as f64
    }
}

/// Share of all positives that are among the first `depth`.
pub fn recall_at(items: &[Scored], depth: usize) -> f64 {
    let total = items.iter().filter(|i| i.positive).count() as f64;
    if total == 0.0 {
        0.0
    } else {
        found_at(items, depth) / total
    }
}

/// Precision at a depth of a quarter of the positives (at least one).
pub fn precision_at_quarter(items: &[Scored]) -> f64 {
    let positives = items.iter().filter(|i| i.positive).count();
    precision_at(items, (positives / 4).max(1))
}

fn found_at(items: &[Scored], depth: usize) -> f64 {
    let mut left = depth as f64;
    let mut found = 0.0;
    for Tied { size, positives, .. } in tied(items) {
        let taken = left.min(size);
        found += positives * taken / size;
        left -= taken;
        if left <= 0.0 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn items(pairs: &[(u8, bool)]) -> Vec<Scored> {
        pairs
            .iter()
            .map(|(score, positive)| Scored {
                score: f64::from(*score),
                positive: *positive,
            })
            .collect()
    }

    #[test]
    fn by_hand() {
        let world = items(&[(9, true), (8, false), (7, true), (6, false)]);
        assert!((average_precision(&world) - 5.0 / 6.0).abs() < 1e-12);
        assert!((auc(&world) - 0.75).abs() < 1e-12);
        assert_eq!(precision_at(&world, 2), 0.5);
        assert_eq!(recall_at(&world, 3), 1.0);
    }

    proptest! {
        #[test]
        fn all_figures_lie_between_0_and_1(pairs in proptest::collection::vec((0u8..6, any::<bool>()), 0..60), depth in 0usize..80) {
            let world = items(&pairs);
            for figure in [average_precision(&world), auc(&world), precision_at(&world, depth), recall_at(&world, depth)] {
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&figure));
            }
        }

        #[test]
        fn ties_give_the_mean_over_the_orders(positives in 1usize..4, negatives in 0usize..4) {
            let flags: Vec<bool> = (0..positives + negatives).map(|at| at < positives).collect();
            let tied: Vec<Scored> = flags.iter().map(|p| Scored { score: 1.0, positive: *p }).collect();
            let mut orders = Vec::new();
            permute(&mut flags.clone(), 0, &mut |order| {
                let world: Vec<Scored> = order.iter().enumerate()
                    .map(|(at, p)| Scored { score: -(at as f64), positive: *p }).collect();
                orders.push(average_precision(&world));
            });
            let mean = orders.iter().sum::<f64>() / orders.len() as f64;
            prop_assert!((average_precision(&tied) - mean).abs() < 1e-9);
        }

        #[test]
        fn turning_the_order_round_turns_auc_round(pairs in proptest::collection::vec((0u8..6, any::<bool>()), 0..60)) {
            let world = items(&pairs);
            let turned: Vec<Scored> = world.iter().map(|i| Scored { score: -i.score, ..*i }).collect();
            prop_assert!((auc(&world) + auc(&turned) - 1.0).abs() < 1e-9);
        }
    }

    fn permute(flags: &mut Vec<bool>, from: usize, then: &mut impl FnMut(&[bool])) {
        if from == flags.len() {
            return then(flags);
        }
        for at in from..flags.len() {
            flags.swap(from, at);
            permute(flags, from + 1, then);
            flags.swap(from, at);
        }
    }
}
