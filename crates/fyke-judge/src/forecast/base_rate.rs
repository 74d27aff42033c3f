//! How often the same came true before: the outside view, put beside every
//! question before anyone answers it.
//!
//! The test is run on past windows of the same length that end before the
//! question opens and do not overlap, newest first, as far back as the data are
//! whole, up to [`WINDOWS`]. Of `n` windows with `k` times yes the rate is
//! `(k + 1/2) / (n + 1)`: Jeffreys' prior, so that four windows without a case
//! do not say "never". For listings, which happen once, the class is not the
//! past of the one but the others of the list ([`super::Answers::listed_of_peers`]).
//!
//! Source: Kahneman and Tversky (1979), the reference class; Jeffreys (1946).
//! Innocent look-alike: a trade that begins or ends has no comparable past.

use super::answers::{Answers, Tally};
use super::question::{LaneSum, Question, Sighting, Test, Than};
use fyke_model::date::{Day, Month};
use serde::{Deserialize, Serialize};

/// Past windows looked at. Half as many hide a year's rhythm of half years;
/// double would reach back before 2022 for most questions, into another trade.
pub const WINDOWS: i32 = 8;
/// Months that statistics may lag behind before the past is given up.
const LATE_MONTHS: i32 = 12;

/// How often it came true before.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BaseRate {
    /// The rate: `(yes + 1/2) / (n + 1)`.
    pub rate: f64,
    /// Of how many it came true.
    pub yes: u64,
    /// Of how many it is known.
    pub n: u64,
    /// Of what.
    pub of: ReferenceClass,
}

/// What the rate is the rate of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferenceClass {
    /// Past windows of the same lane, party or ship.
    OwnPast,
    /// Comparable others.
    Peers,
}

/// The base rate of a question. `None` where no past window is fully in the
/// data, and of questions that a person answers.
pub fn base_rate(question: &Question, answers: &dyn Answers) -> Option<BaseRate> {
    let origin = &question.origin;
    let (tally, of) = match &question.test {
        Test::LaneSum(test) => {
            let sums = past_sums(test, question, answers);
            let yes = |sum: &&i64| match test.than {
                Than::Above => **sum > test.amount.minor,
                Than::Below => **sum <= test.amount.minor,
            };
            let tally = Tally {
                yes: sums.iter().filter(yes).count() as u64,
                n: sums.len() as u64,
            };
            (tally, ReferenceClass::OwnPast)
        }
        Test::Sighting(test) => (past_sightings(test, question, answers), ReferenceClass::OwnPast),
        Test::Listed(test) => (
            answers.listed_of_peers(test, origin).ok()??,
            ReferenceClass::Peers,
        ),
        Test::Person { .. } => return None,
    };
    (tally.n > 0).then(|| BaseRate {
        rate: (tally.yes as f64 + 0.5) / (tally.n as f64 + 1.0),
        yes: tally.yes,
        n: tally.n,
        of,
    })
}

/// The middle one of the past windows' sums, in hundredths: the amount of
/// which the past says neither yes nor no, so that the answer tells most.
/// `None` of other tests, and without a past.
pub fn past_middle(question: &Question, answers: &dyn Answers) -> Option<i64> {
    let Test::LaneSum(test) = &question.test else {
        return None;
    };
    let mut sums = past_sums(test, question, answers);
    sums.sort_unstable();
    sums.get(sums.len().checked_sub(1)? / 2).copied()
}

/// Sums of past windows whose months are all there, newest first.
fn past_sums(test: &LaneSum, question: &Question, answers: &dyn Answers) -> Vec<i64> {
    let months = test.to.0.saturating_sub(test.from.0).saturating_add(1).max(1);
    let sum = |from: i32, to: i32| {
        let window = LaneSum {
            from: Month(from),
            to: Month(to),
            ..test.clone()
        };
        answers.lane_sum(&window, &question.origin).ok()
    };
    // windows end before the question opens, and where statistics are late,
    // with the last month that is there
    let opens = test.from.0.min(question.opens.month().0);
    let before = opens.saturating_sub(1);
    let Some(late) = sum(before.saturating_sub(LATE_MONTHS - 1), before) else {
        return Vec::new();
    };
    let Some(last) = (0..LATE_MONTHS)
        .map(|back| before.saturating_sub(back))
        .find(|month| !late.missing.contains(&Month(*month)))
    else {
        return Vec::new();
    };
    (1..=WINDOWS)
        .map_while(|back| {
            let from = last.checked_sub(back.checked_mul(months)?)?.checked_add(1)?;
            let sum = sum(from, from.checked_add(months - 1)?)?;
            let whole = sum.missing.is_empty() && sum.amount.currency == test.amount.currency;
            whole.then_some(sum.amount.minor)
        })
        .collect()
}

fn past_sightings(test: &Sighting, question: &Question, answers: &dyn Answers) -> Tally {
    let days = test.to.0.saturating_sub(test.from.0).saturating_add(1).max(1);
    let mut first = test.from.min(question.opens).0;
    let mut tally = Tally::default();
    // where rows come in late, the windows end with the last day that is there
    if let Ok(seen) = answers.seen(test, &question.origin) {
        let last = seen.reach.last.map_or(first, |last| last.0.saturating_add(1));
        first = first.min(last);
    }
    for back in 1..=WINDOWS {
        let from = Day(first.saturating_sub(days.saturating_mul(back)));
        let to = Day(from.0.saturating_add(days - 1));
        let window = Sighting {
            from,
            to,
            ..test.clone()
        };
        let Ok(seen) = answers.seen(&window, &question.origin) else {
            break;
        };
        if !seen.reach.covers(from, to) {
            break;
        }
        tally.n += 1;
        tally.yes += u64::from(seen.rows >= test.at_least.max(1));
    }
    tally
}
