//! Whether a question has an answer by now.
//!
//! | what the data show | before `closes` | to `due` | after |
//! |---|---|---|---|
//! | enough rows, a listing, a sum already above | yes (of "below": no) | yes | yes |
//! | less, and the data reach to the last day | open | no | no |
//! | less, and they do not | open | open | void |
//!
//! What was there before the question opened voids it: it asked for what was
//! known. A resolution is written into the record when it is first made and
//! stands there; statistics that are revised later change no score.

use super::answers::Answers;
use super::question::{Question, Test, Than};
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};

/// How a question stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Resolution {
    /// No answer yet.
    Open,
    /// It happened.
    Yes,
    /// It did not, and the data reach far enough to say so.
    No,
    /// It cannot be said.
    Void {
        /// Why, in one sentence.
        why: String,
    },
}

/// What one look at the data says, before the calendar is asked.
enum Look {
    Yes,
    /// Not so, to the last day.
    No,
    /// Not so yet, or not known; with what is lacking.
    Lacks(String),
    /// The question asks for what was known when it opened.
    Known(String),
}

/// How a question stands on a day, by the data there are.
pub fn resolve(question: &Question, answers: &dyn Answers, today: Day) -> Resolution {
    let over = today > question.closes;
    match look(question, answers, today).unwrap_or_else(Look::Lacks) {
        Look::Yes => Resolution::Yes,
        Look::Known(why) => Resolution::Void { why },
        Look::No if over => Resolution::No,
        Look::Lacks(what) if today > question.due => Resolution::Void {
            why: format!("{what}, and {} has passed", question.due),
        },
        Look::No | Look::Lacks(_) => Resolution::Open,
    }
}

fn look(question: &Question, answers: &dyn Answers, today: Day) -> Result<Look, String> {
    let origin = &question.origin;
    Ok(match &question.test {
        Test::LaneSum(test) => {
            let sum = answers.lane_sum(test, origin)?;
            if sum.amount.currency != test.amount.currency {
                return Ok(Look::Lacks(format!(
                    "the data give {} and the question asks for {}",
                    sum.amount.currency, test.amount.currency
                )));
            }
            let more = sum.amount.minor > test.amount.minor;
            match (test.than, more) {
                (Than::Above, true) => Look::Yes,
                // what is above now stays above: a sum of values only grows.
                // It is settled before the last month as a yes would be.
                (Than::Below, true) if sum.missing.is_empty() || today > question.closes => Look::No,
                (Than::Below, true) => Look::Lacks("the months are not over".to_owned()),
                (_, false) if !sum.missing.is_empty() => {
                    let months: Vec<String> = sum.missing.iter().map(ToString::to_string).collect();
                    Look::Lacks(format!(
                        "the data hold no row of {} for {}",
                        test.exporter,
                        months.join(", ")
                    ))
                }
                (Than::Above, false) => Look::No,
                (Than::Below, false) if today > question.closes => Look::Yes,
                (Than::Below, false) => Look::Lacks("the months are not over".to_owned()),
            }
        }
        Test::Listed(test) => {
            let listing = answers.listed(test, origin)?;
            match listing.first {
                Some(day) if day < test.from => Look::Known(format!(
                    "{} already stood in the edition of {day}, before the question opened",
                    test.name
                )),
                Some(day) if day <= test.to => Look::Yes,
                _ if listing.reach.last.is_some_and(|last| last >= test.to) => Look::No,
                _ => Look::Lacks(format!("no edition dated {} or later came in", test.to)),
            }
        }
        Test::Sighting(test) => {
            let seen = answers.seen(test, origin)?;
            if seen.rows >= test.at_least.max(1) {
                Look::Yes
            } else if seen.reach.last.is_some_and(|last| last >= test.to) {
                Look::No
            } else {
                Look::Lacks(format!("the data do not reach {}", test.to))
            }
        }
        Test::Person { look } => match answers.said(&question.id)? {
            Some(true) => Look::Yes,
            Some(false) => Look::No,
            None => Look::Lacks(format!("nobody said whether {look}")),
        },
    })
}
