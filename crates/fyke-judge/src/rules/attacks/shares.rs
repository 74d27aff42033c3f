//! Attacks on what is suggested, on bulk and on shares: rules 5 to 8 and 13.

use super::super::forge::*;
use super::super::r06;
use crate::desk::said::Why;
use crate::record::leaf::{Index, Verdict, What};

#[test]
fn rule_5_a_bare_score_is_sealed() {
    let whole = |name: &str| {
        let mut forge = Forge::new();
        let at = forge.seal(name);
        let said = forge.leaves[at as usize].1.take().unwrap();
        (forge, at, String::from_utf8(said).unwrap())
    };
    for (had, has, words) in [
        (
            "\"counter\":\"a new factory\"",
            "\"counter\":\" \"",
            "no innocent explanation",
        ),
        (
            "\"would_change\":\"a building permit\"",
            "\"would_change\":\"\"",
            "which evidence",
        ),
        ("\"n\":50", "\"n\":0", "measured precision"),
        ("\"rows_of\":1", "\"rows_of\":0", "no source row"),
        ("\"lead\":\"L4\"", "\"lead\":\"L5\"", ""),
    ] {
        let (mut forge, at, said) = whole("L4");
        assert!(said.contains(had), "{said}");
        forge.leaves[at as usize].1 = Some(said.replacen(had, has, 1).into_bytes());
        forge.breaks_with_payloads(5, at, words);
    }
}

#[test]
fn rule_6_escalated_in_bulk() {
    let mut forge = Forge::new();
    let at = forge.bulk(ANN, Verdict::Refute, &["L2"]);
    forge.item(ANN, "L2", Verdict::Refute, at);
    forge.breaks_on_leaves(6, at, "must be decided one by one");
}

#[test]
fn rule_6_a_lead_of_a_bulk_has_no_entry() {
    let mut forge = Forge::new();
    let at = forge.bulk(ANN, Verdict::Dismiss, &["L2", "L3"]);
    forge.item(ANN, "L2", Verdict::Dismiss, at);
    forge.breaks_on_leaves(6, at, "1 leads more than have an entry");
    let mut forge = Forge::new();
    let bulk = forge.bulk(ANN, Verdict::Dismiss, &["L2", "L3"]);
    forge.item(ANN, "L2", Verdict::Dismiss, bulk);
    let at = forge.item(ANN, "L2", Verdict::Dismiss, bulk);
    forge.breaks_on_leaves(6, at, "decided twice");
    let mut forge = Forge::new();
    let at = forge.item(ANN, "L2", Verdict::Dismiss, 3);
    forge.breaks_on_leaves(6, at, "no bulk before it");
}

#[test]
fn rule_6_nothing_is_looked_at_again() {
    assert_eq!([1, 20, 21, 40, 41].map(r06::again_of), [1, 1, 2, 2, 3]);
    let mut forge = Forge::new();
    let at = forge.bulk(ANN, Verdict::Dismiss, &["L2"]);
    if let What::Bulk { again, .. } = &mut forge.leaves[at as usize].0.what {
        *again = 0;
    }
    forge.sign(at, ANN);
    forge.item(ANN, "L2", Verdict::Dismiss, at);
    forge.breaks_on_leaves(6, at, "picked 0 to be looked at again");
    let mut forge = Forge::new();
    let first = forge.bulk(ANN, Verdict::Dismiss, &["L2"]);
    forge.item(ANN, "L2", Verdict::Dismiss, first);
    let at = forge.bulk(ANN, Verdict::Dismiss, &["L3"]);
    forge.item(ANN, "L3", Verdict::Dismiss, at);
    forge.breaks_on_leaves(6, at, "before 1 of the leads");
}

#[test]
fn rule_6_another_than_the_picked_lead_is_looked_at_again() {
    let mut forge = Forge::new();
    let first = forge.bulk(ANN, Verdict::Dismiss, &["L2", "L3"]);
    forge.item(ANN, "L2", Verdict::Dismiss, first);
    forge.item(ANN, "L3", Verdict::Dismiss, first);
    forge.judge(ANN, "L3", 0.1); // chance picked L2
    let at = forge.bulk(ANN, Verdict::Dismiss, &["L2"]);
    forge.item(ANN, "L2", Verdict::Dismiss, at);
    forge.breaks_with_payloads(6, at, "before 1 of the leads");
}

#[test]
fn rule_6_a_bulk_decides_what_it_does_not_list() {
    let mut forge = Forge::new();
    let bulk = forge.bulk(ANN, Verdict::Dismiss, &["L2"]);
    let at = forge.item(ANN, "L3", Verdict::Dismiss, bulk);
    forge.breaks_with_payloads(6, at, "does not list it");
}

fn a_session(change: impl Fn(&mut u64, &mut u64, &mut u64, &mut u64)) -> (Forge, Index) {
    let mut forge = Forge::bare();
    let at = forge.sit(ANN);
    if let What::Session {
        below_cut,
        below_cut_of,
        known,
        known_of,
        ..
    } = &mut forge.leaves[at as usize].0.what
    {
        change(below_cut, below_cut_of, known, known_of);
    }
    forge.sign(at, ANN);
    (forge, at)
}

#[test]
fn rule_7_a_session_without_its_share_from_below_the_cut() {
    let (mut forge, at) = a_session(|below_cut, _, _, _| *below_cut = 0);
    let mut said = Forge::said_session(&Forge::NAMES);
    said.items[9].why = Why::Queue;
    forge.leaves[at as usize].1 = serde_json::to_vec(&said).ok();
    forge.breaks_on_leaves(7, at, "it takes 1");
    // none to draw from: nothing to ask for
    let (mut forge, at) = a_session(|below_cut, of, _, _| (*below_cut, *of) = (0, 0));
    forge.leaves[at as usize].1 = serde_json::to_vec(&said).ok();
    forge.lawful();
}

#[test]
fn rule_7_a_judgement_outside_a_session() {
    let mut forge = Forge::bare();
    let at = forge.judge(ANN, "L4", 0.4);
    forge.breaks_on_leaves(7, at, "outside any session");
    let mut forge = Forge::bare();
    forge.sit(ANN);
    for name in Forge::NAMES {
        forge.judge(ANN, name, 0.4);
    }
    forge.lawful();
    let mut more = forge.clone();
    more.judge(ANN, "L1", 0.5); // thought again: still one of the ten
    more.lawful();
    let at = forge.judge(ANN, "L9", 0.4);
    forge.breaks_on_leaves(7, at, "more leads were judged");
    let mut forge = Forge::bare();
    forge.sit(ANN);
    let at = forge.judge(ANN, "L9", 0.4);
    forge.breaks_with_payloads(7, at, "outside the session");
}

#[test]
fn rule_7_the_list_does_not_bear_out_the_count() {
    let (mut forge, at) = a_session(|_, _, _, _| {});
    let mut said = Forge::said_session(&Forge::NAMES);
    said.items[9].why = Why::Queue;
    forge.leaves[at as usize].1 = serde_json::to_vec(&said).ok();
    forge.breaks_with_payloads(7, at, "and lists 10 and 0");
}

#[test]
fn rule_8_a_session_without_known_answers() {
    let (mut forge, at) = a_session(|_, _, known, _| *known = 0);
    let mut said = Forge::said_session(&Forge::NAMES);
    said.items[8].why = Why::Queue;
    forge.leaves[at as usize].1 = serde_json::to_vec(&said).ok();
    forge.breaks_on_leaves(8, at, "0 with a known answer; it takes 1 to 1");
}

#[test]
fn rule_8_the_machine_is_right_in_all_known_answers() {
    let mut forge = Forge::bare();
    let names: Vec<String> = (0..100).map(|n| format!("L{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut said = Forge::said_session(&names);
    for (n, item) in said.items.iter_mut().enumerate() {
        if n < 2 {
            item.why = Why::BelowCut { drawn_with: None };
        } else if n < 6 {
            item.why = Why::Known {
                truth: true,
                machine_wrong: false,
                from: "simulated world, seed 7".into(),
                was: "W1".into(),
            };
        } else {
            item.why = Why::Queue;
        }
    }
    let what = What::Session {
        n: 100,
        below_cut: 2,
        below_cut_of: 30,
        known: 4,
        known_of: 9,
    };
    let at = forge.by(ANN, None, what, &said);
    forge.breaks_with_payloads(8, at, "the machine is wrong in 0; it takes half");
}

#[test]
fn rule_8_a_known_answer_is_decided() {
    // told: then leaves alone show it
    let mut forge = Forge::new();
    let session = forge.next() - 3;
    forge.seal("K1");
    let score = forge.score("K1").unwrap();
    forge.judge(ANN, "K1", 0.9);
    forge.reveal(ANN, "K1", &[score, session]);
    forge.lawful();
    let at = forge.decide(ANN, "K1", Verdict::Escalate, 0.9);
    forge.breaks_on_leaves(8, at, "as if it were of the case");
    // not told
    let mut forge = Forge::new();
    forge.judge(ANN, "K1", 0.9);
    let at = forge.decide(ANN, "K1", Verdict::Escalate, 0.9);
    forge.breaks_with_payloads(8, at, "as if it were of the case");
}

#[test]
fn rule_8_the_answer_is_not_told() {
    let mut forge = Forge::new();
    forge.seal("K1");
    let score = forge.score("K1").unwrap();
    forge.judge(ANN, "K1", 0.9);
    let at = forge.reveal(ANN, "K1", &[score]);
    forge.breaks_with_payloads(8, at, "was not told");
}

#[test]
fn rule_13_a_probability_after_the_outcome() {
    let mut forge = Forge::new();
    let forecast = forge.machine(None, What::Forecast {}, &"will it?");
    let answer = |outcome| What::Answer { forecast, outcome };
    forge.by(ANN, None, answer(false), &0.3);
    forge.machine(None, answer(true), &true);
    forge.lawful();
    let at = forge.by(BO, None, answer(false), &0.99);
    forge.breaks_on_leaves(13, at, "came after its outcome");
    let mut forge = Forge::new();
    let at = forge.by(
        BO,
        None,
        What::Answer {
            forecast: 2,
            outcome: false,
        },
        &0.99,
    );
    forge.breaks_on_leaves(13, at, "no forecast before it");
}
