//! Whether seeing the machine helped this person, and whom they followed when.
//!
//! The blind judgement and the last one are of the same leads, so they are
//! compared lead by lead: Brier of the last less Brier of the blind, with a
//! paired bootstrap. Below 0 the machine helped.
//!
//! Where person and machine said different sides (of one half), Schemmer et al.
//! (2023, Appropriate reliance on AI advice, IUI) count
//!
//! * RAIR, relative AI reliance: of the leads on which the person was wrong and
//!   the machine right, the share on which the person came over;
//! * RSR, relative self-reliance: of the leads on which the person was right
//!   and the machine wrong, the share on which the person stayed.
//!
//! Both 1 is best; RAIR 1 with RSR 0 is one who follows blindly, 0 with 1 one
//! who need not look. Over all 106 experiments of Vaccaro et al. (2024) people
//! with a machine were worse than the better of the two alone: hence the figure.

use super::count::{Estimate, wilson};
use super::{Done, says_yes};
use crate::score::RESAMPLES;
use fyke_model::measure::{Rng, bootstrap_interval, brier};
use serde::Serialize;

/// What seeing the machine did.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Help {
    /// Leads on which the machine was shown.
    pub n: usize,
    /// Brier score before it.
    pub blind: f64,
    /// Brier score after it.
    pub last: f64,
    /// The machine's own Brier score on these leads.
    pub machine: f64,
    /// After less before, with a paired bootstrap interval: below 0 it helped.
    pub difference: Estimate,
    /// Who was followed.
    pub switches: Switches,
}

/// Leads on which person and machine said different sides.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Switches {
    /// How many.
    pub disagreed: u64,
    /// Came over to the machine, which was right.
    pub switched_right: u64,
    /// Came over to the machine, which was wrong.
    pub switched_wrong: u64,
    /// Stayed, and was right.
    pub stayed_right: u64,
    /// Stayed, and was wrong.
    pub stayed_wrong: u64,
}

impl Switches {
    /// Share of disagreements on which the person came over, Wilson interval.
    pub fn rate(&self) -> Option<Estimate> {
        wilson(self.switched_right + self.switched_wrong, self.disagreed)
    }

    /// Relative AI reliance; `None` where the person was never wrong against a right machine.
    pub fn rair(&self) -> Option<Estimate> {
        wilson(self.switched_right, self.switched_right + self.stayed_wrong)
    }

    /// Relative self-reliance; `None` where the person was never right against a wrong machine.
    pub fn rsr(&self) -> Option<Estimate> {
        wilson(self.stayed_right, self.stayed_right + self.switched_wrong)
    }
}

/// What seeing the machine did on these leads. `None` where it was never shown.
pub fn help(done: &[Done], rng: &mut Rng) -> Option<Help> {
    let mut scores = Vec::new();
    let mut switches = Switches::default();
    for d in done {
        let Some(machine) = d.machine else { continue };
        let score = |p: crate::assessment::Probability| brier(p.get(), d.truth);
        scores.push((score(d.blind), score(d.last), score(machine)));
        if says_yes(d.blind) == says_yes(machine) {
            continue;
        }
        switches.disagreed += 1;
        let switched = says_yes(d.last) != says_yes(d.blind);
        let right = says_yes(d.last) == d.truth;
        let slot = match (switched, right) {
            (true, true) => &mut switches.switched_right,
            (true, false) => &mut switches.switched_wrong,
            (false, true) => &mut switches.stayed_right,
            (false, false) => &mut switches.stayed_wrong,
        };
        *slot += 1;
    }
    if scores.is_empty() {
        return None;
    }
    let mean = |of: fn(&(f64, f64, f64)) -> f64| crate::score::proper::mean(scores.iter().map(of));
    let change = |scores: &[(f64, f64, f64)]| crate::score::proper::mean(scores.iter().map(|s| s.1 - s.0));
    let (low, high) = bootstrap_interval(&scores, change, RESAMPLES, rng.next_u64());
    Some(Help {
        n: scores.len(),
        blind: mean(|s| s.0),
        last: mean(|s| s.1),
        machine: mean(|s| s.2),
        difference: Estimate {
            value: change(&scores),
            low,
            high,
        },
        switches,
    })
}
