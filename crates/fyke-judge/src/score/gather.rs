//! From what people said and what came of it to one line per question.
//!
//! Opinions count that were given while the question was open and not after the
//! day on which its outcome was known (within that day the order of the record
//! decides, before they come here); void questions drop out. Which of a person's opinions
//! counts is a choice ([`Counting`]) that has to be made before anyone looks:
//! the last one rewards who waits, the first one who sees early. Base rate and
//! crowd are those of the same day, so that nobody is compared with what was
//! learnt later.

use super::Resolved;
use super::baseline::pooled;
use crate::assessment::Probability;
use crate::forecast::{Question, Resolution};
use crate::key::KeyId;
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person said of a question, out of a record or from elsewhere.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Opinion {
    /// Id of the question.
    pub question: String,
    /// Who.
    pub by: KeyId,
    /// When.
    pub on: Day,
    /// How likely a yes is.
    pub probability: Probability,
    /// The base rate that stood beside the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rate: Option<Probability>,
}

/// What came of a question.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Id of the question.
    pub question: String,
    /// The day on which it was resolved.
    pub on: Day,
    /// How. [`Resolution::Open`] is none.
    pub resolution: Resolution,
}

/// Which of a person's opinions of a question counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The first.
    First,
    /// The last before it closed or was known.
    Last,
}

/// One line per question that this person answered in time and that came out
/// yes or no, in the order of question ids. Of several outcomes of one question
/// the first stands.
pub fn gather(
    whose: KeyId,
    questions: &[Question],
    opinions: &[Opinion],
    outcomes: &[Outcome],
    counting: Counting,
) -> Vec<Resolved> {
    let questions: BTreeMap<&str, &Question> = questions.iter().map(|q| (q.id.as_str(), q)).collect();
    let mut came: BTreeMap<&str, &Outcome> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|o| o.resolution != Resolution::Open) {
        came.entry(&outcome.question).or_insert(outcome);
    }
    let mut said: BTreeMap<&str, Vec<&Opinion>> = BTreeMap::new();
    for opinion in opinions {
        let open = questions
            .get(opinion.question.as_str())
            .is_some_and(|q| q.opens <= opinion.on && opinion.on <= q.closes);
        let known = came
            .get(opinion.question.as_str())
            .is_some_and(|outcome| outcome.on < opinion.on);
        if open && !known {
            said.entry(&opinion.question).or_default().push(opinion);
        }
    }
    came.iter()
        .filter_map(|(id, outcome)| {
            let happened = match outcome.resolution {
                Resolution::Yes => true,
                Resolution::No => false,
                Resolution::Open | Resolution::Void { .. } => return None,
            };
            let mut said = said.remove(id)?;
            // stable: of one day, the order given
            said.sort_by_key(|opinion| opinion.on);
            let mut own = said.iter().filter(|opinion| opinion.by == whose);
            let own = match counting {
                Counting::First => own.next(),
                Counting::Last => own.next_back(),
            }?;
            let mut others: BTreeMap<KeyId, Probability> = BTreeMap::new();
            for other in said.iter().filter(|o| o.by != whose && o.on <= own.on) {
                others.insert(other.by, other.probability);
            }
            let others: Vec<Probability> = others.into_values().collect();
            Some(Resolved {
                question: (*id).to_owned(),
                probability: own.probability,
                happened,
                base_rate: own.base_rate,
                crowd: pooled(&others),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::{Origin, Table, Test};
    use crate::key::PersonKey;

    #[test]
    fn late_words_void_questions_and_later_crowds_do_not_count() {
        let (ana, ben) = (
            PersonKey::from_seed(&[1; 32]).id(),
            PersonKey::from_seed(&[2; 32]).id(),
        );
        let day = |text: &str| text.parse::<Day>().unwrap();
        let question = |look: &str| {
            let origin = Origin {
                table: Table::Person,
                dataset: None,
            };
            let (opens, closes) = (day("2026-12-01"), day("2027-01-31"));
            let test = Test::Person { look: look.into() };
            Question::new(
                "abcdefghij",
                opens,
                closes,
                day("2027-02-28"),
                origin,
                test,
                "goods",
            )
        };
        let (a, b, c) = (
            question("a happens"),
            question("b happens"),
            question("c happens"),
        );
        let say = |q: &Question, by, on: &str, p: f64| Opinion {
            question: q.id.clone(),
            by,
            on: day(on),
            probability: Probability::new(p).unwrap(),
            base_rate: None,
        };
        let opinions = [
            say(&a, ana, "2026-11-30", 0.1), // not open yet
            say(&a, ana, "2026-12-02", 0.3),
            say(&a, ben, "2026-12-03", 0.8),
            say(&a, ana, "2026-12-10", 0.6),
            say(&a, ben, "2026-12-11", 0.9),
            say(&a, ana, "2027-01-16", 1.0), // the day after it was known
            say(&b, ana, "2026-12-02", 0.5),
            say(&c, ana, "2027-02-01", 0.0), // closed
        ];
        let outcome = |q: &Question, on: &str, resolution| Outcome {
            question: q.id.clone(),
            on: day(on),
            resolution,
        };
        let outcomes = [
            outcome(&a, "2027-01-01", Resolution::Open),
            outcome(&a, "2027-01-15", Resolution::Yes),
            outcome(&a, "2027-02-15", Resolution::No), // a revision changes no score
            outcome(
                &b,
                "2027-03-01",
                Resolution::Void {
                    why: "no data".into(),
                },
            ),
            outcome(&c, "2027-02-02", Resolution::No),
        ];
        let questions = [a.clone(), b, c];
        let lines = |counting| gather(ana, &questions, &opinions, &outcomes, counting);
        let [last]: [Resolved; 1] = lines(Counting::Last).try_into().unwrap();
        assert_eq!(
            (last.question, last.happened, last.probability.get()),
            (a.id, true, 0.6)
        );
        assert!((last.crowd.unwrap().get() - 0.8).abs() < 1e-12);
        let [first]: [Resolved; 1] = lines(Counting::First).try_into().unwrap();
        assert_eq!((first.probability.get(), first.crowd), (0.3, None));
        assert_eq!(
            gather(ben, &questions, &opinions, &outcomes, Counting::Last).len(),
            1
        );
    }
}
