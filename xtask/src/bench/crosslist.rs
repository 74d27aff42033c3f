//! Who is who across three sanctions lists, beside nomenklatura's logic-v2 on the
//! same candidate pairs?
//!
//! The truth knows pairs by identifiers that were taken out of the records. Ours
//! resolves the lists whole: candidates, scores, clusters. The peer scores every
//! candidate of ours that the truth decides, so it cannot lose by its own blocking
//! and has no clusters to gain or lose by.

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::record::{Record, two_decimals};
use super::{outside, peers, program};
use crate::run;

const SCRIPT: &str = include_str!("scripts/logic_crosslist.py");
const LISTS: [&str; 3] = ["ofac", "eu", "ua"];
const OURS: &str = "fyke eval resolve";
const PEER: &str = "nomenklatura, logic-v2";

/// The bars.
const ORGANISATION_RECALL_MIN: f64 = 0.90;
const PRECISION_MIN: f64 = 0.95;
const CANDIDATE_RECALL_MIN: f64 = 0.97;

/// Resolves with ours, hands the decided candidates to the peer.
pub fn run(repeats: usize) -> Result<()> {
    let mut record = Record::new(
        "crosslist",
        "how well is it told who is who across the OFAC, EU and Ukrainian lists?",
    )?;
    let lists = LISTS
        .iter()
        .map(|list| outside::data(&format!("er/sanctions_crosslist/{list}.csv")))
        .collect::<Result<Vec<_>>>()?;
    let truth = outside::data("er/sanctions_crosslist/truth.csv")?;
    outside::versions(&mut record, &["nomenklatura", "followthemoney"]);
    let (fyke, python) = (program::release()?, peers::RESOLVERS.python()?);
    let folder = program::empty_folder("crosslist")?;
    std::fs::create_dir_all(&folder)?;
    let candidates = folder.join("candidates.csv");
    let candidates = outside::text(&candidates)?;

    let mut answers = None;
    for _ in 0..repeats {
        let mut call = program::call(&fyke, &["eval", "resolve"]);
        call.args(&lists)
            .args(["--truth", &truth, "--candidates", candidates, "--json"]);
        let cost = run::measure(&mut call)?;
        let ours = outside::said(&cost)?;
        record.add(OURS, cost);
        let mut call = outside::script(&python, SCRIPT, &[candidates]);
        let cost = run::measure(call.args(&lists))?;
        let theirs = outside::said(&cost)?;
        record.add(PEER, cost);
        answers = Some((ours, theirs));
    }
    let (ours, theirs) = answers.context("no run")?;
    let figures = [
        "recall",
        "recall_interval",
        "precision_lower_bound",
        "precision_interval",
        "candidate_recall",
        "schema",
        "n",
        "left_out_as_trained_on",
        "false",
        "undecided",
        "records",
        "pairs_compared",
        "cpu_seconds",
    ];
    record.result("ours", outside::some_of(&ours, &figures));
    record.result(
        "logic-v2_at_0.7_on_our_candidates",
        recall(&ours, &theirs, "found")?,
    );
    record.result(
        "ours_pair_by_pair_at_0.5_on_the_same_pairs",
        recall(&ours, &theirs, "ours_pair_by_pair")?,
    );
    record.result("pairs_that_both_scored", theirs["pairs"].clone());
    record.result(
        "cpu_microseconds_a_pair",
        json!({
            "ours_reading_to_clusters_over_pairs_compared": two_decimals(
                outside::number(&ours, &["cpu_seconds"])? * 1e6 / outside::number(&ours, &["pairs_compared"])?,
            ),
            "logic-v2_entities_built_before": two_decimals(outside::number(&theirs, &["us_a_pair"])?),
        }),
    );
    record.result("organisation_recall_wanted_at_least", ORGANISATION_RECALL_MIN);
    record.result("precision_wanted_at_least", PRECISION_MIN);
    record.result("candidate_recall_wanted_at_least", CANDIDATE_RECALL_MIN);
    record.caveat("recall is over known pairs that our model was not trained on, for both sides; a known pair that is no candidate of ours counts as missed by both");
    record.caveat("precision counts a pair as false where the truth knows both records between these two lists, and not together; the truth may be incomplete, so it is a lower bound. Ours counts records drawn together by clusters, the peer only pairs that it scored");
    record.caveat("we looked at part of this truth while building (the pairs left out) and at all of the records; the peer was told nothing of them and keeps the cut-off that it ships");
    record.write()
}

/// Recall by schema over the known pairs that count, and precision, from pairs found.
fn recall(ours: &Value, theirs: &Value, which: &str) -> Result<Value> {
    let found = |of: &str| theirs[which][of].as_f64().unwrap_or(0.0);
    let mut schemas = Map::new();
    let (mut right, mut known) = (0.0, 0.0);
    for (schema, figures) in ours["schema"].as_object().context("no figures by schema")? {
        let n = outside::number(figures, &["n"])?;
        right += found(schema);
        known += n;
        schemas.insert(
            schema.clone(),
            json!({ "recall": share(found(schema), n), "n": n }),
        );
    }
    Ok(json!({
        "recall": share(right, known), "precision_lower_bound": share(right, right + found("false")),
        "false": found("false"), "schema": schemas,
    }))
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_that_was_no_candidate_counts_as_missed() {
        let ours = json!({ "schema": { "Vessel": { "n": 4 }, "Person": { "n": 6 } } });
        let theirs = json!({ "found": { "Vessel": 4, "Person": 3, "false": 1 } });
        let got = recall(&ours, &theirs, "found").unwrap();
        assert_eq!(got["recall"], 0.7);
        assert_eq!(got["precision_lower_bound"], 0.875);
        assert_eq!(got["schema"]["Person"]["recall"], 0.5);
    }
}
