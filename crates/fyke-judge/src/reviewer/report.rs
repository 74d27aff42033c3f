//! All of one person's figures, for that person.
//!
//! Made of their own [`Done`] leads alone, behind a [`Sight`], and of nothing
//! under [`NEEDED`](crate::score::NEEDED) of them: a d' of twelve leads is a
//! rumour about a colleague.

use super::drift::{Drift, drift};
use super::help::{Help, help};
use super::sight::Sight;
use super::signal::{Cells, Signal};
use super::{Done, says_yes};
use crate::score::{Resolved, Scores, TooFew};
use fyke_model::measure::Rng;
use serde::Serialize;
use std::fmt;

/// Stretches of time that drift is looked at in: first and last third.
const PARTS: usize = 3;

/// One person's figures.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Report {
    scores: Scores,
    blind: Option<Signal>,
    last: Option<Signal>,
    seeded: Option<Signal>,
    help: Option<Help>,
    drift: Option<Drift>,
}

/// Why there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ReportError {
    /// Too little is known.
    #[error(transparent)]
    TooFew(#[from] TooFew),
}

impl Report {
    /// The figures of the person that the sight is of; others' leads are passed
    /// over. Of several judgements of one lead the last counts.
    ///
    /// # Errors
    /// Fewer than [`NEEDED`](crate::score::NEEDED) leads of theirs are known.
    pub fn of(done: &[Done], sight: &Sight, rng: &mut Rng) -> Result<Report, ReportError> {
        let theirs: std::collections::BTreeMap<&str, &Done> = done
            .iter()
            .filter(|d| d.by == sight.whose())
            .map(|d| (d.lead.as_str(), d))
            .collect();
        let theirs: Vec<Done> = theirs.into_values().cloned().collect();
        let resolved: Vec<Resolved> = theirs
            .iter()
            .map(|d| Resolved {
                question: d.lead.clone(),
                probability: d.blind,
                happened: d.truth,
                base_rate: None,
                crowd: None,
            })
            .collect();
        let scores = Scores::of(&resolved, rng)?;
        let signal = |answers: &mut dyn Iterator<Item = (bool, bool)>| Signal::of(&Cells::count(answers));
        Ok(Report {
            scores,
            blind: signal(&mut theirs.iter().map(|d| (says_yes(d.blind), d.truth))),
            last: signal(&mut theirs.iter().map(|d| (says_yes(d.last), d.truth))),
            seeded: signal(
                &mut theirs
                    .iter()
                    .filter(|d| d.seeded)
                    .map(|d| (says_yes(d.blind), d.truth)),
            ),
            help: help(&theirs, rng),
            drift: drift(&theirs, PARTS),
        })
    }

    /// Scores of the blind judgements.
    pub fn scores(&self) -> &Scores {
        &self.scores
    }
    /// d' and c before the machine was seen.
    pub fn blind(&self) -> Option<&Signal> {
        self.blind.as_ref()
    }
    /// d' and c after.
    pub fn last(&self) -> Option<&Signal> {
        self.last.as_ref()
    }
    /// d' and c on seeded leads alone, blind.
    pub fn seeded(&self) -> Option<&Signal> {
        self.seeded.as_ref()
    }
    /// What seeing the machine did.
    pub fn help(&self) -> Option<&Help> {
        self.help.as_ref()
    }
    /// c over time.
    pub fn drift(&self) -> Option<&Drift> {
        self.drift.as_ref()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signal = |f: &mut fmt::Formatter<'_>, name: &str, signal: &Option<Signal>| match signal {
            None => writeln!(f, "{name:<28}only one kind of lead was known"),
            Some(s) => writeln!(
                f,
                "{name:<28}d' {:.2} ({:.2} to {:.2})   c {:+.2} ({:+.2} to {:+.2})",
                s.d_prime.value,
                s.d_prime.low,
                s.d_prime.high,
                s.criterion.value,
                s.criterion.low,
                s.criterion.high
            ),
        };
        signal(f, "before seeing the machine", &self.blind)?;
        signal(f, "after", &self.last)?;
        signal(f, "leads seeded for you, before", &self.seeded)?;
        if let Some(help) = &self.help {
            let d = help.difference;
            let word = if d.high < 0.0 {
                "it helped you"
            } else if d.low > 0.0 {
                "it made you worse"
            } else {
                "no difference shown"
            };
            writeln!(
                f,
                "seeing the machine: Brier {:.3} before, {:.3} after, {:+.3} ({:+.3} to {:+.3}), {word}; the machine alone {:.3}",
                help.blind, help.last, d.value, d.low, d.high, help.machine
            )?;
            let s = &help.switches;
            writeln!(
                f,
                "you disagreed on {}: came over {} times rightly and {} wrongly, stayed {} times rightly and {} wrongly",
                s.disagreed, s.switched_right, s.switched_wrong, s.stayed_right, s.stayed_wrong
            )?;
        }
        if let Some(drift) = &self.drift {
            let d = drift.change;
            let word = if drift.alarm {
                "your threshold moved"
            } else {
                "no move shown"
            };
            writeln!(
                f,
                "c, last third less first: {:+.2} ({:+.2} to {:+.2}), {word}",
                d.value, d.low, d.high
            )?;
        }
        writeln!(f)?;
        self.scores.fmt(f)
    }
}
