//! The forecasts of a record: asked, answered, settled, each an entry.
//!
//! A question is asked once; everyone may answer it as often as they like until
//! it closes, and the last answer counts. An outcome is written once, by the
//! program where data settle it, else by a person; it is never written again,
//! and no answer counts that came after it.

use super::base_rate::{BaseRate, base_rate};
use super::question::Question;
use super::resolve::{Resolution, resolve};
use super::{Answers, Test};
use crate::assessment::Probability;
use crate::desk::said::day;
use crate::key::KeyId;
use crate::record::leaf::{Actor, Index, What};
use crate::record::{Draft, Random, Record, RecordError, Signatory};
use crate::score::{Counting, Opinion, Outcome, Resolved, gather, pooled};
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// With [`What::Forecast`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SaidForecast {
    /// The question.
    pub question: Question,
    /// How often the same came true before, as it stood when it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_rate: Option<BaseRate>,
    /// When, UTC.
    pub at: String,
}

/// With [`What::Answer`] that is an opinion.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SaidAnswer {
    /// How likely.
    pub probability: Probability,
    /// Why; empty where nothing was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// When, UTC.
    pub at: String,
}

/// With [`What::Answer`] that is the outcome.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SaidOutcome {
    /// Yes, no or void.
    pub resolution: Resolution,
    /// Where it can be seen, in words; empty where data settled it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// When, UTC.
    pub at: String,
}

/// Every forecast of a record, in the order in which they were asked.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Book {
    /// The questions whose words are still there.
    pub asked: Vec<Asked>,
}

/// One question with what was said of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Asked {
    /// The entry that asked it.
    pub entry: Index,
    /// The question.
    pub question: Question,
    /// How often the same came true before.
    pub base_rate: Option<BaseRate>,
    /// Everyone's last answer before the outcome.
    pub answers: BTreeMap<KeyId, Probability>,
    /// Every answer before the outcome, in the order of the record.
    pub said: Vec<Opinion>,
    /// How it turned out, where it did.
    pub outcome: Option<Resolution>,
    /// On which day that was written.
    pub settled_on: Option<Day>,
}

impl Asked {
    /// What everyone but `but` thinks, pooled.
    pub fn crowd(&self, but: Option<KeyId>) -> Option<Probability> {
        let others: Vec<Probability> = self
            .answers
            .iter()
            .filter(|(key, _)| Some(**key) != but)
            .map(|(_, p)| *p)
            .collect();
        pooled(&others)
    }
}

impl Book {
    /// Reads the forecasts out of a record.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn of(record: &Record) -> Result<Book, RecordError> {
        let mut entries = Vec::new();
        record.each(0, |index, leaf| {
            match leaf.what {
                What::Forecast {} => entries.push((index, leaf.by, None)),
                What::Answer { forecast, outcome } => {
                    entries.push((index, leaf.by, Some((forecast, outcome))))
                }
                _ => {}
            }
            Ok::<(), RecordError>(())
        })?;
        Book::among(record, entries)
    }

    /// The same out of entries that are known to be of forecasts, in order: of an
    /// answer the forecast that it is to, and whether it is the outcome.
    ///
    /// # Errors
    /// A record that cannot be read.
    pub fn among(
        record: &Record,
        entries: impl IntoIterator<Item = (Index, Actor, Option<(Index, bool)>)>,
    ) -> Result<Book, RecordError> {
        let mut book: BTreeMap<Index, Asked> = BTreeMap::new();
        for (entry, by, about) in entries {
            match about {
                None => {
                    if let Some(said) = record.payload::<SaidForecast>(entry)? {
                        book.insert(
                            entry,
                            Asked {
                                entry,
                                question: said.question,
                                base_rate: said.base_rate,
                                answers: BTreeMap::new(),
                                said: Vec::new(),
                                outcome: None,
                                settled_on: None,
                            },
                        );
                    }
                }
                Some((forecast, outcome)) => {
                    let Some(asked) = book.get_mut(&forecast).filter(|asked| asked.outcome.is_none()) else {
                        continue;
                    };
                    match (outcome, by) {
                        (true, _) => {
                            if let Some(said) = record.payload::<SaidOutcome>(entry)? {
                                asked.settled_on = day(&said.at);
                                asked.outcome = Some(said.resolution);
                            }
                        }
                        (false, Actor::Person(key)) => {
                            if let Some(said) = record.payload::<SaidAnswer>(entry)? {
                                asked.answers.insert(key, said.probability);
                                let base = asked.base_rate.as_ref();
                                asked.said.push(Opinion {
                                    question: asked.question.id.clone(),
                                    by: key,
                                    on: day(&said.at).unwrap_or(asked.question.opens),
                                    probability: said.probability,
                                    base_rate: base.and_then(|base| Probability::new(base.rate).ok()),
                                });
                            }
                        }
                        (false, Actor::Machine(_)) => {}
                    }
                }
            }
        }
        Ok(Book {
            asked: book.into_values().collect(),
        })
    }

    /// The question whose id begins so, if one does and no other.
    pub fn find(&self, id: &str) -> Option<&Asked> {
        let mut found = self
            .asked
            .iter()
            .filter(|asked| asked.question.id.starts_with(id));
        match (found.next(), found.next()) {
            (Some(asked), None) => Some(asked),
            _ => None,
        }
    }

    /// The settled questions that a person answered in time, with the baselines
    /// of that day beside each; the void count for nobody. [`gather()`] says which
    /// answers count.
    pub fn resolved(&self, by: KeyId, counting: Counting) -> Vec<Resolved> {
        let questions: Vec<Question> = self.asked.iter().map(|asked| asked.question.clone()).collect();
        let said: Vec<Opinion> = self.asked.iter().flat_map(|asked| asked.said.clone()).collect();
        let outcomes: Vec<Outcome> = self
            .asked
            .iter()
            .filter_map(|asked| {
                Some(Outcome {
                    question: asked.question.id.clone(),
                    on: asked.settled_on.unwrap_or(asked.question.due),
                    resolution: asked.outcome.clone()?,
                })
            })
            .collect();
        gather(by, &questions, &said, &outcomes, counting)
    }
}

/// Asks a question; one that was asked before is not asked again.
///
/// # Errors
/// `by` may not sign; the disk.
pub fn ask(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    question: &Question,
    answers: &dyn Answers,
    at: &str,
) -> Result<Index, RecordError> {
    ask_with(record, random, by, question, base_rate(question, answers), at)
}

/// The same with a base rate that was looked up before: for who holds the record
/// while others wait for it.
///
/// # Errors
/// As [`ask`].
pub fn ask_with(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    question: &Question,
    base_rate: Option<BaseRate>,
    at: &str,
) -> Result<Index, RecordError> {
    if let Some(asked) = Book::of(record)?
        .asked
        .iter()
        .find(|asked| asked.question.id == question.id)
    {
        return Ok(asked.entry);
    }
    let said = SaidForecast {
        question: question.clone(),
        base_rate,
        at: at.to_owned(),
    };
    let draft = Draft::new(What::Forecast {}).saying(&said)?.about(&question.lead);
    record.append(random, |group| group.person(by, draft))
}

/// A person's probability.
///
/// # Errors
/// The question is settled or closed; `by` may not sign; the disk.
pub fn answer(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    asked: &Asked,
    said: &SaidAnswer,
    today: Day,
) -> Result<Index, RecordError> {
    let question = &asked.question;
    if asked.outcome.is_some() || today > question.closes {
        return Err(RecordError::Refused(format!(
            "question {} takes no answers any more: it closed on {}; list the open ones with: fyke forecast CASE",
            question.id, question.closes
        )));
    }
    let what = What::Answer {
        forecast: asked.entry,
        outcome: false,
    };
    let draft = Draft::new(what).saying(said)?.about(&question.lead);
    record.append(random, |group| group.person(by, draft))
}

/// Writes the outcome of every question that the data settle by now; those that
/// take a person are left to them. Returns what was settled.
///
/// # Errors
/// The disk.
pub fn settle(
    record: &mut Record,
    random: &mut dyn Random,
    answers: &dyn Answers,
    today: Day,
    at: &str,
) -> Result<Vec<(Question, Resolution)>, RecordError> {
    let mut settled = Vec::new();
    let mut drafts = Vec::new();
    for asked in Book::of(record)?.asked {
        let question = asked.question;
        if asked.outcome.is_some() || matches!(question.test, Test::Person { .. }) {
            continue;
        }
        let resolution = resolve(&question, answers, today);
        if resolution == Resolution::Open {
            continue;
        }
        let what = What::Answer {
            forecast: asked.entry,
            outcome: true,
        };
        let said = SaidOutcome {
            resolution: resolution.clone(),
            why: String::new(),
            at: at.to_owned(),
        };
        drafts.push(Draft::new(what).saying(&said)?.about(&question.lead));
        settled.push((question, resolution));
    }
    if !drafts.is_empty() {
        record.append(random, |group| {
            drafts
                .into_iter()
                .try_for_each(|draft| group.machine(draft).map(drop))
        })?;
    }
    Ok(settled)
}

/// A person says how a question turned out that no data settle.
///
/// # Errors
/// It is settled; `by` may not sign; the disk.
pub fn settle_by_hand(
    record: &mut Record,
    random: &mut dyn Random,
    by: &dyn Signatory,
    asked: &Asked,
    said: &SaidOutcome,
) -> Result<Index, RecordError> {
    let question = &asked.question;
    if asked.outcome.is_some() {
        return Err(RecordError::Refused(format!(
            "question {} is settled already; an outcome stands once it is written",
            question.id
        )));
    }
    let what = What::Answer {
        forecast: asked.entry,
        outcome: true,
    };
    let draft = Draft::new(what).saying(said)?.about(&question.lead);
    record.append(random, |group| group.person(by, draft))
}
