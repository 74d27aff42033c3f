//! The cut-off, and what it costs: false alarms in a million names.

use super::Args;
use crate::screen::{Failure, Outcome, grouped};
use fyke_resolve::name::Bearer;
use fyke_resolve::screen::{CUT_OFF, FalseAlarms, Thresholds};

/// Whoever can bear a name and was measured.
const MEASURED: [Bearer; 3] = [Bearer::Person, Bearer::Organisation, Bearer::Vessel];

/// Who the names may be of. What can be a person or a firm counts as anyone.
pub fn bearers(schema: Option<&str>, rows_say: bool) -> Vec<Bearer> {
    match schema {
        Some(schema) if !rows_say && schema != "LegalEntity" => vec![Bearer::of_schema(schema)],
        _ => MEASURED.to_vec(),
    }
}

/// The cut-off asked for: as a probability, or as the strictest that any of the
/// bearers needs to keep false alarms to so many in a million.
pub fn chosen(args: &Args, bearers: &[Bearer], list_names: u64) -> Outcome<f32> {
    let Some(per_million) = args.per_million else {
        return Ok(args.cut_off.unwrap_or(CUT_OFF));
    };
    let thresholds = Thresholds::shipped();
    let mut strictest = 0.0f32;
    for &bearer in bearers {
        let needed = thresholds.cut_off_for(bearer, list_names, per_million);
        let needed = needed.ok_or_else(|| out_of_reach(&thresholds, bearer, list_names, per_million))?;
        strictest = strictest.max(needed.cut_off);
    }
    Ok(strictest)
}

fn out_of_reach(thresholds: &Thresholds, bearer: Bearer, list_names: u64, per_million: f64) -> Failure {
    match thresholds.false_alarms(bearer, list_names, 1.0) {
        None => Failure::new(
            format!("false alarms were not measured for names of {}", called(bearer)),
            "give a probability with --cut-off P",
        ),
        Some(least) => Failure::new(
            format!(
                "no measured cut-off keeps false alarms for names of {} to {per_million} in a million \
                 against {} listed names: at {:.2} there are {}",
                called(bearer),
                grouped(list_names),
                least.cut_off,
                whole(least.per_million)
            ),
            format!(
                "bear at least {}, name the kind with --schema, or give a probability with --cut-off P",
                whole(least.per_million)
            ),
        ),
    }
}

/// What a cut-off costs, in words: for each bearer the false alarms expected,
/// their upper bound, and on what they were measured.
pub fn cost(cut_off: f32, bearers: &[Bearer], list_names: u64) -> String {
    let thresholds = Thresholds::shipped();
    let parts: Vec<String> = bearers
        .iter()
        .map(
            |&bearer| match thresholds.false_alarms(bearer, list_names, cut_off) {
                Some(rate) => format!("{} {}", called(bearer), rate_in_words(&rate)),
                None => format!("{} not measured", called(bearer)),
            },
        )
        .collect();
    format!(
        "false alarms to expect in a million names not listed, asked by name alone against {} listed names: {}",
        grouped(list_names),
        parts.join("; ")
    )
}

fn rate_in_words(rate: &FalseAlarms) -> String {
    format!(
        "{}, hardly more than {} (measured at {:.2} on {} listed names)",
        whole(rate.per_million.min(1e6)),
        whole(rate.per_million_at_most.min(1e6)),
        rate.cut_off,
        grouped(rate.measured_names),
    )
}

fn whole(number: f64) -> String {
    grouped(number.ceil() as u64)
}

fn called(bearer: Bearer) -> &'static str {
    match bearer {
        Bearer::Person => "persons",
        Bearer::Organisation => "organisations",
        Bearer::Vessel => "vessels",
        Bearer::Unknown => "other things",
    }
}
