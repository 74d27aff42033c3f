//! Probabilities asked one by one, made to sum to 1 with the least change.
//!
//! Hypotheses that exclude each other and leave nothing out have probabilities
//! that sum to 1; people asked for each apart give more, or less. The answer
//! nearest to theirs (least squares, each answer with its weight w) is
//!
//! ```text
//! x_i = max(0, p_i - t / w_i)   with t such that the sum is 1
//! ```
//!
//! found exactly: the answers that stay above 0 are those with the largest
//! w_i p_i, so that one sort and one pass give t. Unweighted this is Euclidean
//! projection onto the simplex (Held, Wolfe and Crowder 1974; Michelot 1986;
//! Duchi et al. 2008; Wang and Carreira-Perpinan, arXiv:1309.1541); weighted it
//! is the continuous quadratic knapsack (Brucker 1984).
//!
//! Why least squares: projection onto a convex set that holds the truth never
//! moves away from the truth, whichever hypothesis is true, so the Brier score
//! never gets worse (de Finetti 1974; Predd et al. 2009). Karvetski and Mandel
//! (2020) and Mandel, Karvetski and Dhami (2018) found it, with pooling, to be
//! worth more than the matrix above it.

use super::HypothesisError;
use crate::assessment::Probability;
use serde::Serialize;

/// A sum this near to 1 is 1.
const NEAR: f64 = 1e-12;

/// Answers made coherent.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Coherent {
    /// One for each answer, in the order asked; they sum to 1.
    pub probabilities: Vec<f64>,
    /// What the answers summed to: 1 where they were coherent.
    pub sum_before: f64,
    /// How far the answers were moved: the root of the sum of squares.
    pub moved: f64,
}

/// The coherent answer nearest to these.
///
/// ```
/// use fyke_judge::assessment::Probability;
/// use fyke_judge::hypothesis::coherent;
/// let asked: Vec<Probability> = [0.6, 0.5, 0.2].map(|p| Probability::new(p).unwrap()).into();
/// let c = coherent(&asked, None).unwrap();
/// assert!((c.sum_before - 1.3).abs() < 1e-12);
/// for (x, expected) in c.probabilities.iter().zip([0.5, 0.4, 0.1]) {
///     assert!((x - expected).abs() < 1e-12);
/// }
/// ```
///
/// # Errors
/// No answers; weights that are not one for each, or not above 0.
pub fn coherent(asked: &[Probability], weights: Option<&[f64]>) -> Result<Coherent, HypothesisError> {
    let asked: Vec<f64> = asked.iter().map(|p| p.get()).collect();
    if asked.is_empty() {
        return Err(HypothesisError::NoAnswers);
    }
    let weights = match weights {
        None => vec![1.0; asked.len()],
        Some(weights) if weights.len() == asked.len() && weights.iter().all(|w| fit_weight(*w)) => {
            weights.to_vec()
        }
        Some(_) => return Err(HypothesisError::BadWeights(asked.len())),
    };
    let probabilities = project(&asked, &weights);
    // in order of size, so that the order of rows changes not even the last digit
    let sum_before = sum_sorted(asked.iter().copied());
    let moved = sum_sorted(asked.iter().zip(&probabilities).map(|(p, x)| (p - x) * (p - x))).sqrt();
    Ok(Coherent {
        probabilities,
        sum_before,
        moved,
    })
}

/// Weights so far apart that one answer times its weight is lost beside another
/// are no weights either.
fn fit_weight(w: f64) -> bool {
    (1e-6..=1e6).contains(&w)
}

fn sum_sorted(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers.iter().sum()
}

/// The weighted projection of numbers onto those that are 0 or more and sum to 1.
pub(super) fn project(asked: &[f64], weights: &[f64]) -> Vec<f64> {
    if (sum_sorted(asked.iter().copied()) - 1.0).abs() <= NEAR && asked.iter().all(|p| *p >= 0.0) {
        return asked.to_vec();
    }
    let mut sorted: Vec<(f64, f64)> = asked.iter().copied().zip(weights.iter().copied()).collect();
    sorted.sort_by(|(p, w), (q, v)| {
        (q * v)
            .total_cmp(&(p * w))
            .then(q.total_cmp(p))
            .then(v.total_cmp(w))
    });
    let (mut sum, mut inverse, mut shift) = (0.0, 0.0, 0.0);
    for (p, w) in sorted {
        let with = (sum + p - 1.0) / (inverse + 1.0 / w);
        // an answer that this shift would push below 0 is not among those above
        if inverse > 0.0 && p * w <= with {
            break;
        }
        (sum, inverse, shift) = (sum + p, inverse + 1.0 / w, with);
    }
    asked
        .iter()
        .zip(weights)
        .map(|(p, w)| (p - shift / w).max(0.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asked(numbers: &[f64]) -> Vec<Probability> {
        numbers.iter().map(|p| Probability::new(*p).unwrap()).collect()
    }

    #[track_caller]
    fn near(found: &[f64], expected: &[f64], by: f64) {
        assert_eq!(found.len(), expected.len());
        for (x, y) in found.iter().zip(expected) {
            assert!((x - y).abs() <= by, "{found:?} {expected:?}");
        }
    }

    /// Figures that others print: LinkedIn's DuaLip (SimplexProjectionTest), the
    /// sparsemax test of RelGAN, and the remark in the former's comments.
    #[test]
    fn published_projections() {
        for (from, to) in [
            (&[0.8, 0.4][..], &[0.7, 0.3][..]),
            (&[2.0, 1.0], &[1.0, 0.0]),
            (&[1.0, 1.0], &[0.5, 0.5]),
            (&[0.0, 0.0], &[0.5, 0.5]),
            (&[0.1, 0.0, 0.3, 0.0], &[0.25, 0.15, 0.45, 0.15]),
        ] {
            near(&project(from, &vec![1.0; from.len()]), to, 1e-12);
        }
        near(
            &project(&[2.5, 0.2, 0.1, 3.0, 0.1, 2.5], &[1.0; 6]),
            &[0.1667, 0.0, 0.0, 0.6667, 0.0, 0.1667],
            5e-5,
        );
    }

    #[test]
    fn a_weight_holds_its_answer_and_bad_weights_are_refused() {
        // 0.2 too much; the first answer is held nine times as firmly
        let c = coherent(&asked(&[0.6, 0.6]), Some(&[9.0, 1.0])).unwrap();
        near(&c.probabilities, &[0.58, 0.42], 1e-12);
        assert_eq!(
            coherent(&asked(&[0.6, 0.6]), Some(&[1.0]))
                .unwrap_err()
                .to_string(),
            "weights are not one for each of 2 answers, or not between 0.000001 and 1000000; give one each or none"
        );
        assert!(coherent(&asked(&[0.6]), Some(&[0.0])).is_err());
        assert!(coherent(&asked(&[0.6]), Some(&[f64::NAN])).is_err());
        assert!(coherent(&[], None).is_err());
    }

    fn case() -> impl Strategy<Value = (Vec<f64>, Vec<f64>, Vec<f64>)> {
        (1usize..9).prop_flat_map(|n| {
            (
                prop::collection::vec(prop_oneof![0.0..=1.0, Just(0.0), Just(1.0)], n),
                prop::collection::vec(0.01..100.0, n),
                prop::collection::vec(0.0..=1.0, n),
            )
        })
    }

    proptest! {
        #[test]
        fn the_answer_is_coherent_and_no_coherent_truth_gets_farther((p, w, truth) in case(), plain in prop::bool::ANY, at in 0usize..8) {
            let n = p.len();
            let w = if plain { vec![1.0; n] } else { w };
            let c = coherent(&asked(&p), Some(&w)).unwrap();
            let x = &c.probabilities;
            prop_assert!((x.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(x.iter().all(|x| (0.0..=1.0 + 1e-12).contains(x)));
            prop_assert!((c.sum_before - p.iter().sum::<f64>()).abs() < 1e-9);
            // once is enough
            let again = coherent(&x.iter().map(|x| Probability::new(x.clamp(0.0, 1.0)).unwrap()).collect::<Vec<_>>(), Some(&w)).unwrap();
            for (a, b) in again.probabilities.iter().zip(x) {
                prop_assert!((a - b).abs() < 1e-9);
            }
            // any coherent truth, and each hypothesis being simply true
            let sum: f64 = truth.iter().sum::<f64>().max(1e-9);
            let spread: Vec<f64> = truth.iter().map(|t| t / sum).collect();
            let one: Vec<f64> = (0..n).map(|i| f64::from(u8::from(i == at % n))).collect();
            for t in [spread, one] {
                if (t.iter().sum::<f64>() - 1.0).abs() > 1e-9 { continue; }
                let far = |y: &[f64]| -> f64 { y.iter().zip(&t).zip(&w).map(|((y, t), w)| w * (y - t) * (y - t)).sum() };
                prop_assert!(far(x) <= far(&p) + 1e-9);
            }
        }

        #[test]
        fn the_order_of_rows_changes_not_even_the_last_digit((p, w, _) in case(), by in 0usize..8) {
            let mut q: Vec<(f64, f64)> = p.iter().copied().zip(w.iter().copied()).collect();
            let by = by % q.len();
            q.rotate_left(by);
            q.reverse();
            let (q, v): (Vec<f64>, Vec<f64>) = q.into_iter().unzip();
            let mut turned = coherent(&asked(&q), Some(&v)).unwrap();
            turned.probabilities.reverse();
            turned.probabilities.rotate_right(by);
            prop_assert_eq!(turned, coherent(&asked(&p), Some(&w)).unwrap());
        }

        /// Nothing else that sums to 1 is nearer: moving a little from one row to
        /// another never helps (the conditions of a convex optimum).
        #[test]
        fn no_small_change_is_nearer((p, w, _) in case(), from in 0usize..8, to in 0usize..8, share in 0.0..=1.0f64) {
            let x = project(&p, &w);
            let (from, to) = (from % p.len(), to % p.len());
            let mut y = x.clone();
            let step = y[from] * share;
            y[from] -= step;
            y[to] += step;
            let far = |y: &[f64]| -> f64 { y.iter().zip(&p).zip(&w).map(|((y, p), w)| w * (y - p) * (y - p)).sum() };
            prop_assert!(far(&x) <= far(&y) + 1e-9);
        }
    }
}
