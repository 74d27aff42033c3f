//! The order in which a person is asked to look, and what the order misses.
//!
//! `priority = probability x ln(1 + value / 1000) x novelty`: what is likely,
//! worth something, and not known yet. The logarithm keeps one shipload from
//! standing above a hundred likely leads; a lead of unknown value counts as one
//! of 1700 (a factor of 1). Novelty is 1 for what was never shown and falls
//! where the same goods of the same party were ([`novelty`]).
//!
//! A queue is cut where the day ends, and nobody sees what lies below. So a
//! share of its places (`explored_share` of `F01`) goes to leads drawn from
//! below the cut by chance, every one with the same known probability. What
//! people then find among those says, without bias, how much the cut misses:
//! [`estimated_recall`] (Horvitz and Thompson 1952). The draw hangs on a seed
//! alone, so two runs give the same queue.

use super::kinds::fusion_parameter;
use crate::measure::Rng;

/// The place of a candidate in the queue.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed {
    /// The candidate, by its place among those given.
    pub at: usize,
    /// What orders the queue.
    pub priority: f64,
    /// 1 = never shown.
    pub novelty: f64,
    /// The chance with which it was drawn from below the cut, where it was.
    pub drawn_with: Option<f64>,
}

/// A candidate before the queue.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Waiting {
    /// How likely it is.
    pub probability: f64,
    /// In whole units of the currency.
    pub value: Option<f64>,
    /// 1 = never shown.
    pub novelty: f64,
}

/// Probability times the damped value times novelty.
pub fn priority(waiting: &Waiting) -> f64 {
    let damped = waiting
        .value
        .map_or(1.0, |value| (value.max(0.0) / 1_000.0).ln_1p());
    waiting.probability * damped * waiting.novelty
}

/// How new a lead is that an earlier trace showed with goods of so much value.
/// New goods make it new again; a decided lead is hardly new without any.
pub fn novelty(value: Option<f64>, earlier_value: Option<f64>, decided: bool) -> f64 {
    let known = match (value, earlier_value) {
        (Some(now), Some(then)) if now > 0.0 => (then / now).clamp(0.0, 1.0),
        _ => 1.0,
    };
    let fall = match decided {
        true => fusion_parameter("novelty_fall_decided"),
        false => fusion_parameter("novelty_fall_shown"),
    };
    1.0 - known * fall
}

/// The queue: at most `places`, of which a share is drawn from below the cut and
/// spread evenly among the others. Candidates of equal priority keep their order.
pub fn queue(waiting: &[Waiting], places: usize, seed: u64) -> Vec<Placed> {
    let mut order: Vec<Placed> = waiting
        .iter()
        .enumerate()
        .map(|(at, waiting)| Placed {
            at,
            priority: priority(waiting),
            novelty: waiting.novelty,
            drawn_with: None,
        })
        .collect();
    order.sort_by(|a, b| b.priority.total_cmp(&a.priority).then(a.at.cmp(&b.at)));
    if order.len() <= places {
        return order;
    }
    let drawn = (places as f64 * fusion_parameter("explored_share")).round() as usize;
    let below = order.split_off(places - drawn);
    let mut explored = draw(below.len(), drawn, seed)
        .into_iter()
        .filter_map(|at| below.get(at))
        .map(|placed| Placed {
            drawn_with: Some(drawn as f64 / below.len() as f64),
            ..*placed
        });
    let every = places.checked_div(drawn).unwrap_or(usize::MAX).max(1);
    let mut queue = Vec::with_capacity(places);
    for placed in order {
        if queue.len() % every == every - 1 {
            queue.extend(explored.next());
        }
        queue.push(placed);
    }
    queue.extend(explored);
    queue
}

/// `k` of `n`, each as likely, in rising order.
fn draw(n: usize, k: usize, seed: u64) -> Vec<usize> {
    let mut rng = Rng::new(seed);
    let mut places: Vec<usize> = (0..n).collect();
    let k = k.min(n);
    for at in 0..k {
        places.swap(at, at + rng.below(n - at));
    }
    places.truncate(k);
    places.sort_unstable();
    places
}

/// An estimate between two bounds of about 95 %.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RecallEstimate {
    /// Share of all that there is to find that lies above the cut.
    pub recall: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// What share of the confirmed lies above the cut: so many were confirmed
/// there, and of the drawn each was confirmed or not and had a chance of being
/// drawn. None where nothing was drawn, or nothing confirmed anywhere.
///
/// ```
/// use fyke_trace::party::queue::estimated_recall;
/// // 30 confirmed above; of ten drawn with a chance of one in ten, one was
/// let drawn: Vec<(bool, f64)> = (0..10).map(|at| (at == 0, 0.1)).collect();
/// let found = estimated_recall(30, &drawn).unwrap();
/// assert!((found.recall - 0.75).abs() < 1e-9);
/// assert!(found.low < 0.6 && found.high > 0.9);
/// ```
pub fn estimated_recall(confirmed_above: usize, drawn: &[(bool, f64)]) -> Option<RecallEstimate> {
    let drawn: Vec<(bool, f64)> = drawn
        .iter()
        .copied()
        .filter(|(_, p)| *p > 0.0 && *p <= 1.0)
        .collect();
    let above = confirmed_above as f64;
    let weight: f64 = drawn.iter().map(|(_, p)| 1.0 / p).sum();
    let missed: f64 = drawn.iter().filter(|(yes, _)| *yes).map(|(_, p)| 1.0 / p).sum();
    if drawn.is_empty() || above + missed <= 0.0 {
        return None;
    }
    let variance: f64 = drawn
        .iter()
        .filter(|(yes, _)| *yes)
        .map(|(_, p)| (1.0 - p) / (p * p))
        .sum();
    // none among n drawn: up to three in n may be, at 95 %
    let most = match missed > 0.0 {
        true => missed + 1.96 * variance.sqrt(),
        false => (3.0 / drawn.len() as f64).min(1.0) * weight,
    };
    let least = (missed - 1.96 * variance.sqrt()).max(0.0);
    let recall = |missed: f64| {
        if above + missed > 0.0 {
            above / (above + missed)
        } else {
            1.0
        }
    };
    Some(RecallEstimate {
        recall: recall(missed),
        low: recall(most),
        high: recall(least),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(probability: f64) -> Waiting {
        Waiting {
            probability,
            value: None,
            novelty: 1.0,
        }
    }

    #[test]
    fn one_place_in_twenty_is_drawn_from_below() {
        let all: Vec<Waiting> = (0..1_000)
            .map(|at| waiting(1.0 - f64::from(at) / 1_000.0))
            .collect();
        let queue = queue(&all, 100, 7);
        assert_eq!(queue.len(), 100);
        let drawn: Vec<&Placed> = queue
            .iter()
            .filter(|placed| placed.drawn_with.is_some())
            .collect();
        assert_eq!(drawn.len(), 5);
        assert!(
            drawn
                .iter()
                .all(|p| p.at >= 95 && p.drawn_with == Some(5.0 / 905.0))
        );
        assert_eq!(queue[0].at, 0);
        assert!(queue[19].drawn_with.is_some());
        assert_eq!(queue, super::queue(&all, 100, 7));
    }

    #[test]
    fn what_is_worth_more_and_new_comes_first() {
        let cheap = Waiting {
            value: Some(1_000.0),
            ..waiting(0.5)
        };
        let dear = Waiting {
            value: Some(1e6),
            ..cheap
        };
        let known = Waiting {
            novelty: novelty(Some(1e6), Some(1e6), true),
            ..dear
        };
        assert!(priority(&dear) > priority(&cheap));
        assert!(priority(&known) < priority(&cheap));
        // goods that nobody saw yet make it new again
        assert!(novelty(Some(1e7), Some(1e6), true) > 0.9);
    }

    #[test]
    fn nothing_confirmed_below_is_not_proof_of_nothing() {
        let drawn = vec![(false, 0.1); 30];
        let found = estimated_recall(20, &drawn).unwrap();
        assert_eq!((found.recall, found.high), (1.0, 1.0));
        assert!(found.low < 0.5, "{found:?}");
        assert_eq!(estimated_recall(0, &drawn), None);
    }
}
