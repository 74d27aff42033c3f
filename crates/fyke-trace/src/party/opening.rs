//! What may open a lead.
//!
//! Weak reasons add up to large sums over millions of parties, so a sum alone
//! opens nothing. A unit is listed at all when
//!
//! - a reason that may open alone is there in strength (a listed address at the
//!   level of the unit, owners under sanctions, a listed party), or
//! - at least two reasons that may open together each speak for it.
//!
//! Reasons that may never open (vague words, a forwarder as consignee, a
//! foreign telephone number: they fire on millions of honest rows) add their
//! little to what others opened. The numbers are parameters of
//! `data/typologies/F01.toml`; which reason is of which sort stands in its own
//! file. Why: `docs/decisions/0011-what-may-open-a-lead.md`.

use super::evidence::Evidence;
use super::kinds::{COUNT, Kind, fusion_parameter};
use fyke_model::reference::Opens;

/// Is this reason, at this strength, enough by itself.
pub fn opens_alone(kind: Kind, x: f64) -> bool {
    kind.terms().opens == Opens::Alone && x >= fusion_parameter("alone_strength_min")
}

/// May a unit be listed, given its numbers and what they weigh.
pub fn may_open(evidence: &Evidence, weights: &[f64; COUNT]) -> bool {
    let least = fusion_parameter("reason_nats_min");
    let together = |kind: &Kind| kind.terms().opens == Opens::Together && weights[kind.at()] >= least;
    Kind::all().any(|kind| opens_alone(kind, evidence.of(kind)))
        || Kind::all().filter(together).count() as f64 >= fusion_parameter("reasons_together_min")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reason_does_not_open_a_lead_and_two_do() {
        let (one, other) = (Kind::from_id("T08").unwrap(), Kind::from_id("T09").unwrap());
        let mut weights = [0.0; COUNT];
        weights[one.at()] = 3.0;
        assert!(!may_open(&Evidence::NONE, &weights));
        weights[other.at()] = 0.2;
        assert!(may_open(&Evidence::NONE, &weights));
    }

    #[test]
    fn what_speaks_against_opens_nothing() {
        let weights = [-1.0; COUNT];
        assert!(!may_open(&Evidence::NONE, &weights));
    }
}
