//! What a language model proposes of a text, beside what rules and models of ours
//! read: kept only where every word of it stands in the document, and nowhere
//! where something was read already.
//!
//! Requests and answers are kept byte for byte as a file of the case and stand in
//! its record by the hash of that file, so that anyone can see later what was
//! asked of which model and what it answered.

use crate::endpoint::{Endpoint, nonce};
use crate::screen::Outcome;
use fyke_model::text::Reading;
use fyke_trawl::propose::{self, Proposal, Settings};
use serde::Serialize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

/// Failures in a row after which nothing more is asked: the endpoint is gone.
const FAILURES_MAX: u32 = 5;

/// A model that may propose.
pub struct Proposer {
    endpoint: Endpoint,
    settings: Settings,
    weights: Option<String>,
    failed: AtomicU32,
    told: Mutex<Told>,
}

/// What came of asking.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// Answers.
    pub answers: u64,
    /// Facts that were kept, and were not read already.
    pub kept: u64,
    /// Facts that were refused.
    pub refused: u64,
    /// Requests without an answer, and why the last one was.
    pub failed: u64,
    /// Why.
    pub why: String,
}

/// A request with its answer, as it is kept.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Exchange {
    #[serde(flatten)]
    proposal: Proposal,
    request: String,
    answer: String,
}

impl Proposer {
    /// A model by its endpoint and name; `weights` is the SHA-256 of its file,
    /// where the user says so.
    pub fn new(endpoint: Endpoint, model: &str, weights: Option<String>) -> Outcome<Proposer> {
        Ok(Proposer {
            endpoint,
            settings: Settings::new(model, nonce()?),
            weights,
            failed: AtomicU32::new(0),
            told: Mutex::default(),
        })
    }

    /// What came of it so far.
    pub fn told(&self) -> Told {
        self.told.lock().map(|told| told.clone()).unwrap_or_default()
    }

    /// Asks about a document and adds what stands in it to what was read.
    pub fn read(&self, reading: &mut Reading) -> Vec<Exchange> {
        let mut exchanges = Vec::new();
        for ask in propose::requests(&reading.document, &self.settings) {
            if self.failed.load(Ordering::Relaxed) >= FAILURES_MAX {
                break;
            }
            let answer = match self.endpoint.ask(&ask.body) {
                Ok(answer) => answer,
                Err(why) => {
                    self.failed.fetch_add(1, Ordering::Relaxed);
                    self.tell(|told| {
                        told.failed += 1;
                        told.why = why;
                    });
                    continue;
                }
            };
            self.failed.store(0, Ordering::Relaxed);
            let accepted = propose::accept_part(&reading.document, ask.span, &answer);
            let proposal = propose::record(&ask, self.weights.as_deref(), &answer, &accepted);
            let by = format!("{}, {}", ask.model, propose::BY);
            let added = added(reading, &accepted.kept, &by);
            self.tell(|told| {
                told.answers += 1;
                told.kept += added;
                told.refused += proposal.refused as u64;
            });
            exchanges.push(Exchange {
                proposal,
                request: ask.body,
                answer,
            });
        }
        exchanges
    }

    fn tell(&self, what: impl FnOnce(&mut Told)) {
        if let Ok(mut told) = self.told.lock() {
            what(&mut told);
        }
    }
}

/// Adds what was not read already; says how much that was. Claims are read anew
/// from every document when all are compared, and are not taken from anybody.
fn added(reading: &mut Reading, kept: &[propose::Kept], by: &str) -> u64 {
    let mut added = 0;
    for one in kept {
        let document = &reading.document;
        if let Some(quote) = one.quote(document, by)
            && reading.quotes.iter().all(|read| !read.span.overlaps(quote.span))
        {
            reading.quotes.push(quote);
            added += 1;
        } else if let Some(mention) = one.mention(document, by)
            && reading
                .mentions
                .iter()
                .all(|read| !read.span.overlaps(mention.span))
        {
            reading.mentions.push(mention);
            added += 1;
        } else if let Some(fact) = one.supply(document, by)
            && reading.facts.iter().all(|read| !read.span.overlaps(fact.span))
        {
            reading.facts.push(fact);
            added += 1;
        }
    }
    if added > 0 {
        reading
            .quotes
            .sort_by_key(|quote| (quote.span.start, std::cmp::Reverse(quote.span.end)));
        reading.mentions.sort_by_key(|mention| mention.span);
        reading.facts.sort_by_key(|fact| fact.span);
        reading.by.push(by.to_owned());
    }
    added
}
