//! How much to stretch a pool, learned from questions that time has answered; by
//! default not at all.
//!
//! Making a pool more extreme helps where people hold different pieces of the
//! truth and hurts where they hold the same one, and reports of its gain are
//! disputed. So the slope and shift of [`Recalibration`] are fitted to resolved
//! questions by penalised maximum likelihood, drawn towards (1, 0), and used only
//! if the Brier score of questions *left out of the fit* improves by more than its
//! standard error. Fewer than thirty questions: nothing is fitted.
//!
//! The fit is logistic regression of the outcome on the mean log-odds with normal
//! priors on both (Newton's method; two unknowns, convex), after Turner et al.
//! (2014). Folds go by position, question i to fold i modulo their number, so
//! that the result does not depend on chance.

use super::pool::{constant, expit, mean_logit};
use super::{HypothesisError, Recalibration};
use crate::assessment::Probability;
use serde::Serialize;
use std::fmt;

/// A question that time has answered, with what people had said.
#[derive(Clone, PartialEq, Debug)]
pub struct Resolved {
    /// The last answer of each person.
    pub answers: Vec<Probability>,
    /// Whether it happened.
    pub happened: bool,
}

/// What came of a fit.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Fitted {
    /// What to pool with: none, unless it has shown its worth.
    pub recalibration: Recalibration,
    /// What the fit to all questions gave, used or not.
    pub candidate: Recalibration,
    /// Questions it was learned from.
    pub questions: usize,
    /// Mean Brier score of the plain pool; absent where nothing was fitted.
    pub plain: Option<f64>,
    /// Mean Brier score of the recalibrated pool on questions left out of its fit.
    pub left_out: Option<f64>,
    /// Standard error of the difference.
    pub error: Option<f64>,
}

impl Fitted {
    /// Whether the recalibration is used.
    pub fn used(&self) -> bool {
        self.recalibration != Recalibration::NONE
    }
}

impl fmt::Display for Fitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(plain), Some(left_out), Some(error)) = (self.plain, self.left_out, self.error) else {
            return write!(
                f,
                "not recalibrated: {} resolved questions, {} needed",
                self.questions,
                constant("least")
            );
        };
        let verdict = if self.used() {
            "recalibrated"
        } else {
            "not recalibrated"
        };
        write!(
            f,
            "{verdict}: Brier score {plain:.4} plain, {left_out:.4} with slope {:.2} and shift {:.2} on questions \
             left out, difference good to {error:.4} ({} questions)",
            self.candidate.a, self.candidate.b, self.questions
        )
    }
}

/// Learns how to recalibrate a pool.
///
/// # Errors
/// A question without an answer.
pub fn fit(questions: &[Resolved]) -> Result<Fitted, HypothesisError> {
    let points: Vec<Point> = questions
        .iter()
        .map(|question| {
            let logit = mean_logit(&question.answers).ok_or(HypothesisError::NoAnswers)?;
            Ok(Point {
                logit,
                happened: f64::from(u8::from(question.happened)),
            })
        })
        .collect::<Result<_, HypothesisError>>()?;
    let n = points.len();
    let mut fitted = Fitted {
        recalibration: Recalibration::NONE,
        candidate: Recalibration::NONE,
        questions: n,
        plain: None,
        left_out: None,
        error: None,
    };
    if (n as f64) < constant("least") {
        return Ok(fitted);
    }
    fitted.candidate = newton(points.iter());
    let folds = (constant("folds") as usize).clamp(2, n);
    // by how much leaving a question out of the fit and then scoring it is better
    let mut gains = Vec::with_capacity(n);
    let mut plain = 0.0;
    for fold in 0..folds {
        let inside = points.iter().enumerate().filter(|(i, _)| i % folds != fold);
        let learned = newton(inside.map(|(_, point)| point));
        for point in points.iter().skip(fold).step_by(folds) {
            let before = point.brier(Recalibration::NONE);
            plain += before;
            gains.push(before - point.brier(learned));
        }
    }
    let count = n as f64;
    let gain = gains.iter().sum::<f64>() / count;
    let spread = gains.iter().map(|g| (g - gain) * (g - gain)).sum::<f64>() / (count - 1.0);
    let error = (spread / count).sqrt();
    fitted.plain = Some(plain / count);
    fitted.left_out = Some(plain / count - gain);
    fitted.error = Some(error);
    if gain > error && gain > 0.0 {
        fitted.recalibration = fitted.candidate;
    }
    Ok(fitted)
}

struct Point {
    logit: f64,
    happened: f64,
}

impl Point {
    fn brier(&self, r: Recalibration) -> f64 {
        let miss = expit(r.of(self.logit)) - self.happened;
        miss * miss
    }
}

/// The slope and shift of least penalised loss; the slope is never below 0, where
/// people would be believed backwards.
fn newton<'a>(points: impl Iterator<Item = &'a Point> + Clone) -> Recalibration {
    let hold = 1.0 / (constant("spread") * constant("spread"));
    let loss = |r: Recalibration| -> f64 {
        let data: f64 = points
            .clone()
            .map(|point| {
                // -ln of the probability of what happened, without overflow
                let away = r.of(point.logit) * (1.0 - 2.0 * point.happened);
                away.max(0.0) + (-away.abs()).exp().ln_1p()
            })
            .sum();
        data + hold / 2.0 * ((r.a - 1.0) * (r.a - 1.0) + r.b * r.b)
    };
    let mut at = Recalibration::NONE;
    for _ in 0..50 {
        let (mut ga, mut gb) = (hold * (at.a - 1.0), hold * at.b);
        let (mut haa, mut hab, mut hbb) = (hold, 0.0, hold);
        for point in points.clone() {
            let p = expit(at.of(point.logit));
            let (miss, weight) = (p - point.happened, p * (1.0 - p));
            ga += miss * point.logit;
            gb += miss;
            haa += weight * point.logit * point.logit;
            hab += weight * point.logit;
            hbb += weight;
        }
        let determinant = haa * hbb - hab * hab;
        let step = (
            (hbb * ga - hab * gb) / determinant,
            (haa * gb - hab * ga) / determinant,
        );
        // halved until it helps: far from the optimum a full step may not
        let here = loss(at);
        let mut share = 1.0;
        let mut next = at;
        while share > 1e-6 {
            let tried = Recalibration {
                a: at.a - share * step.0,
                b: at.b - share * step.1,
            };
            if loss(tried) < here {
                next = tried;
                break;
            }
            share /= 2.0;
        }
        if next == at {
            break;
        }
        at = next;
    }
    Recalibration {
        a: at.a.max(0.0),
        b: at.b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Questions whose outcome has the odds that people would have stated, had
    /// they multiplied their log-odds by `true_slope`: of `each` questions at each
    /// stated probability the right share happened, mixed over the folds.
    fn world(true_slope: f64, each: usize) -> Vec<Resolved> {
        let mut questions = Vec::new();
        for step in 0..each {
            for stated in [0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95f64] {
                let truth = expit(true_slope * (stated / (1.0 - stated)).ln());
                let before = (truth * step as f64).round();
                let after = (truth * (step + 1) as f64).round();
                questions.push(Resolved {
                    answers: vec![Probability::new(stated).unwrap(); 3],
                    happened: after > before,
                });
            }
        }
        questions
    }

    #[test]
    fn people_who_are_right_are_left_alone() {
        let right = fit(&world(1.0, 40)).unwrap();
        assert!((right.candidate.a - 1.0).abs() < 0.01 && !right.used(), "{right}");
        // a little off, by less than these questions can show
        let nearly = fit(&world(1.1, 40)).unwrap();
        assert!(nearly.candidate.a > 1.02, "{nearly}");
        assert_eq!(nearly.recalibration, Recalibration::NONE, "{nearly}");
    }

    #[test]
    fn overconfident_people_are_drawn_in_and_timid_ones_stretched() {
        let drawn = fit(&world(0.4, 40)).unwrap();
        assert!(
            drawn.used() && (0.3..0.55).contains(&drawn.recalibration.a),
            "{drawn}"
        );
        assert!(drawn.left_out < drawn.plain);
        let stretched = fit(&world(2.0, 40)).unwrap();
        assert!(
            stretched.used() && (1.5..2.0).contains(&stretched.recalibration.a),
            "{stretched}"
        );
        // drawn towards 1 from the true 2, and nobody leans to yes or no
        assert!(drawn.recalibration.b.abs() < 0.1 && stretched.recalibration.b.abs() < 0.1);
    }

    #[test]
    fn too_few_questions_fit_nothing_and_few_are_drawn_to_one() {
        let few = fit(&world(0.4, 4)).unwrap();
        assert_eq!((few.questions, few.used(), few.plain), (28, false, None));
        assert_eq!(
            few.to_string(),
            "not recalibrated: 28 resolved questions, 30 needed"
        );
        let some = fit(&world(2.0, 5)).unwrap();
        let many = fit(&world(2.0, 40)).unwrap();
        assert!(some.candidate.a < many.candidate.a);
        let none = Resolved {
            answers: Vec::new(),
            happened: true,
        };
        assert_eq!(fit(&[none]).unwrap_err(), HypothesisError::NoAnswers);
    }

    #[test]
    fn people_who_are_always_wrong_are_not_believed_backwards() {
        let wrong: Vec<Resolved> = world(1.0, 40)
            .into_iter()
            .map(|question| Resolved {
                happened: question.answers[0].get() < 0.5,
                ..question
            })
            .collect();
        let fitted = fit(&wrong).unwrap();
        assert_eq!(fitted.recalibration.a, 0.0, "{fitted}");
    }
}
