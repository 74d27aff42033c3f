//! Rule 2: a machine's key decides nothing.
//!
//! Machines take in, score, keep count of what was read, and say how a forecast
//! turned out. All else takes a person. Held by types: a
//! [`crate::key::MachineKey`] is no [`crate::record::Signatory`]. Held by this
//! check: an entry of a machine is of one of those kinds.
//!
//! ```compile_fail
//! use fyke_judge::key::MachineKey;
//! use fyke_judge::record::Signatory;
//! fn f(machine: &MachineKey) -> &dyn Signatory {
//!     machine
//! }
//! ```

use super::{Fault, Look};
use crate::record::leaf::{Actor, What};

pub(super) fn guard(look: &Look<'_>) -> Result<(), Fault> {
    match look.leaf.by {
        Actor::Machine(_) if !look.leaf.what.by_machine() => {
            let what = match &look.leaf.what {
                What::Decision { verdict, .. } if verdict.closes() => "closed a lead",
                What::Decision { .. } => "decided on a lead",
                What::SecondSignature { .. } => "gave a second signature",
                What::Bulk { .. } => "decided on leads in bulk",
                What::BlindJudgement { .. } => "judged a lead",
                What::Disclosure { .. } => "gave something away",
                What::Reveal { .. } => "acknowledged a reveal",
                What::PolicyChange(_) => "changed who may do what",
                What::ModelChange { .. } => "switched itself",
                What::Erasure { .. } => "destroyed what was said",
                _ => "did what takes a person",
            };
            Err(Fault::of(
                2,
                format!("a machine's key {what}; do not rely on it, a person must"),
            ))
        }
        Actor::Person(_) if matches!(look.leaf.what, What::ScoreCommitment { .. }) => Err(Fault::of(
            2,
            "a person's key sealed a score in the machine's place; do not rely on it",
        )),
        _ => Ok(()),
    }
}
