//! Attacks: for each rule, records that break it and nothing else. Every one is
//! signed as it should be; every one passes once the guard of that rule is taken
//! away, so it is that guard that holds.

mod order;
mod people;
mod shares;

use super::forge::*;
use crate::record::leaf::{Tlp, Verdict};

/// The whole way, by the rules.
#[test]
fn a_record_that_keeps_the_rules_passes() {
    let mut forge = Forge::new();
    let (score, ann) = (forge.score("L1").unwrap(), forge.judge(ANN, "L1", 0.9));
    forge.reveal(ANN, "L1", &[score]);
    forge.judge(BO, "L1", 0.7);
    let at = forge.decide(ANN, "L1", Verdict::Release, 0.9);
    forge.reveal(BO, "L1", &[score, ann]);
    forge.second(BO, "L1", at);
    forge.disclose(ANN, "L1", Tlp::Amber, Some(at));
    forge.disclose(ANN, "L1", Tlp::Red, None);
    let bulk = forge.bulk(CY, Verdict::Dismiss, &["L2", "L3"]);
    forge.item(CY, "L2", Verdict::Dismiss, bulk);
    forge.item(CY, "L3", Verdict::Dismiss, bulk);
    forge.judge(ANN, "L2", 0.2);
    let bulk = forge.bulk(CY, Verdict::Defer, &["L2"]);
    forge.item(CY, "L2", Verdict::Defer, bulk);
    forge.lawful();
}

/// `docs/judge.md` names attacks that are there, and each rule has one.
#[test]
fn the_page_and_the_attacks_agree() {
    let page = include_str!("../../../../../docs/judge.md");
    let attacks = [
        include_str!("order.rs"),
        include_str!("people.rs"),
        include_str!("shares.rs"),
    ]
    .concat();
    let named: Vec<&str> = page.split('`').filter(|span| span.starts_with("rule_")).collect();
    assert!(named.len() >= 14, "{named:?}");
    for name in named {
        assert!(attacks.contains(&format!("fn {name}()")), "{name}");
    }
    for rule in 1..=14 {
        assert!(attacks.contains(&format!("fn rule_{rule}_")), "rule {rule}");
    }
}
