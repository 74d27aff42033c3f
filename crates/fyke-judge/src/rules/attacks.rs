//! Attacks: for each rule, records that break it and nothing else. Every one is
//! signed as it should be; every one passes once the guard of that rule is taken
//! away, so it is that guard that holds.

use super::forge::*;
use super::r06;
use crate::assessment::Assumption;
use crate::desk::said::{AgreementSaid, Dissent, SaidModel, Why};
use crate::record::leaf::{Index, Policy, Tlp, Verdict, What};
use fyke_model::dataset::Handling;

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

#[test]
fn rule_1_a_key_that_nobody_enrolled_decides() {
    let mut forge = Forge::new();
    let at = forge.by(EVE, None, What::TakeIn {}, &"file");
    forge.breaks_on_leaves(1, at, "nobody enrolled");
}

#[test]
fn rule_1_a_retired_key_decides() {
    let mut forge = Forge::new();
    forge.judge(BO, "L1", 0.1);
    let retired = What::PolicyChange(Policy::Retired { key: id(BO) });
    forge.by(ANN, None, retired, &"left");
    let at = forge.decide(BO, "L1", Verdict::Dismiss, 0.1);
    forge.breaks_on_leaves(1, at, "retired before");
}

#[test]
fn rule_1_an_outsider_enrols_themselves() {
    let mut forge = Forge::new();
    let key = person(EVE).public();
    let at = forge.by(EVE, None, What::PolicyChange(Policy::Enrolled { key }), &"eve");
    forge.breaks_on_leaves(1, at, "nobody enrolled");
}

#[test]
fn rule_2_a_machine_closes_a_lead() {
    let mut forge = Forge::new();
    let what = What::Decision {
        verdict: Verdict::Refute,
        judgement: None,
        reveal: None,
        bulk: None,
        undoes: None,
        changed: false,
    };
    // by its own key, and nobody's judgement: the guard of order sees no person
    let said = Forge::said_decision(ANN, "L1", 0.1);
    let at = forge.machine(Some("L1"), what, &said);
    let found = forge.findings(super::Check::new(), false);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].to_string(),
        format!("entry {at}: a machine's key closed a lead; do not rely on it, a person must (rule 2)")
    );
}

#[test]
fn rule_2_a_machine_gives_away_and_switches_itself_on() {
    let mut forge = Forge::new();
    let at = forge.machine(None, What::ModelChange { on: true }, &"");
    forge.breaks_on_leaves(2, at, "switched itself");
    let mut forge = Forge::new();
    let at = forge.machine(
        Some("L1"),
        What::Disclosure {
            tlp: Tlp::Red,
            decision: None,
        },
        &Forge::said_disclosure("L1"),
    );
    forge.breaks_on_leaves(2, at, "gave something away");
    let mut forge = Forge::new();
    let at = forge.machine(
        None,
        What::Bulk {
            verdict: Verdict::Dismiss,
            n: 0,
            again: 0,
        },
        &(),
    );
    forge.breaks_on_leaves(2, at, "in bulk");
}

#[test]
fn rule_3_a_reveal_before_the_judgement() {
    let mut forge = Forge::new();
    let score = forge.score("L1").unwrap();
    let at = forge.reveal(ANN, "L1", &[score]);
    forge.breaks_on_leaves(3, at, "a reveal came before the judgement it answers");
}

#[test]
fn rule_3_a_judgement_after_the_reveal_counts_as_blind() {
    let mut forge = Forge::new();
    let score = forge.score("L1").unwrap();
    forge.judge(ANN, "L1", 0.2);
    forge.reveal(ANN, "L1", &[score]);
    let at = forge.judge(ANN, "L1", 0.9);
    forge.breaks_on_leaves(3, at, "counts as blind");
    // a new score is sealed: now there is something to be blind to again
    let mut forge = Forge::new();
    let score = forge.score("L1").unwrap();
    forge.judge(ANN, "L1", 0.2);
    forge.reveal(ANN, "L1", &[score]);
    forge.seal("L1");
    forge.judge(ANN, "L1", 0.9);
    forge.lawful();
}

#[test]
fn rule_3_a_judgement_after_seeing_anothers() {
    let mut forge = Forge::new();
    let bo = forge.judge(BO, "L1", 0.9);
    forge.judge(ANN, "L1", 0.2);
    forge.reveal(ANN, "L1", &[bo]);
    let at = forge.judge(ANN, "L1", 0.9);
    forge.breaks_on_leaves(3, at, "counts as blind");
}

#[test]
fn rule_3_a_score_sealed_after_the_judgement_is_shown() {
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.2);
    let late = forge.seal("L1");
    let at = forge.reveal(ANN, "L1", &[late]);
    forge.breaks_on_leaves(3, at, "neither the score that was sealed when this person judged");
}

#[test]
fn rule_3_a_second_score_is_sealed_to_choose_from() {
    let mut forge = Forge::new();
    let at = forge.seal("L1");
    forge.leaves[at as usize].0.what = What::ScoreCommitment { replaces: None };
    forge.breaks_on_leaves(3, at, "does not name the one it replaces");
}

#[test]
fn rule_3_a_decision_before_the_judgement_or_on_anothers() {
    let mut forge = Forge::new();
    let other = forge.judge(BO, "L1", 0.9);
    let what = What::Decision {
        verdict: Verdict::Refute,
        judgement: Some(other),
        reveal: None,
        bulk: None,
        undoes: None,
        changed: false,
    };
    let at = forge.by(ANN, Some("L1"), what, &Forge::said_decision(ANN, "L1", 0.9));
    forge.breaks_on_leaves(3, at, "before the judgement it rests on");
    let mut forge = Forge::new();
    let at = forge.decide(ANN, "L1", Verdict::Refute, 0.9);
    forge.breaks_on_leaves(3, at, "without a judgement of one's own");
}

#[test]
fn rule_3_a_decision_hides_the_reveal() {
    let mut forge = Forge::new();
    let score = forge.score("L1").unwrap();
    forge.judge(ANN, "L1", 0.2);
    let mut what = forge.deciding(ANN, "L1", Verdict::Dismiss);
    forge.reveal(ANN, "L1", &[score]);
    if let What::Decision { reveal, .. } = &mut what {
        *reveal = None;
    }
    let at = forge.by(ANN, Some("L1"), what, &Forge::said_decision(ANN, "L1", 0.2));
    forge.breaks_on_leaves(3, at, "hides that entry");
}

#[test]
fn rule_3_words_that_were_destroyed_are_shown() {
    let mut forge = Forge::new();
    let score = forge.score("L1").unwrap();
    forge.judge(ANN, "L1", 0.2);
    forge.by(ANN, None, What::Erasure { of: vec![score] }, &"asked for");
    let at = forge.reveal(ANN, "L1", &[score]);
    forge.breaks_on_leaves(3, at, "destroyed before");
}

#[test]
fn rule_3_someone_elses_decision_is_taken_back() {
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.2);
    let decided = forge.decide(ANN, "L1", Verdict::Dismiss, 0.2);
    let what = What::Decision {
        verdict: Verdict::Reopen,
        judgement: None,
        reveal: None,
        bulk: None,
        undoes: Some(decided),
        changed: false,
    };
    let at = forge.by(BO, Some("L1"), what, &Forge::said_decision(BO, "L1", 0.2));
    forge.breaks_on_leaves(3, at, "not this person's last decision");
}

#[test]
fn rule_4_the_same_key_twice() {
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.9);
    let decided = forge.decide(ANN, "L1", Verdict::Escalate, 0.9);
    let at = forge.second(ANN, "L1", decided);
    forge.breaks_on_leaves(4, at, "by the key that decided");
}

#[test]
fn rule_4_the_second_saw_the_firsts_number() {
    // Bo judges, sees Ann's number; a new score makes Bo's next judgement blind
    // to the machine, yet Ann did not judge anew
    let mut forge = Forge::new();
    let ann = forge.judge(ANN, "L1", 0.9);
    forge.judge(BO, "L1", 0.4);
    forge.reveal(BO, "L1", &[ann]);
    let decided = forge.decide(ANN, "L1", Verdict::Escalate, 0.9);
    let again = forge.by(
        BO,
        Some("L1"),
        What::BlindJudgement {
            score: forge.score("L1"),
        },
        &Forge::said_judgement(BO, "L1", 0.9),
    );
    let at = forge.second(BO, "L1", decided);
    let found = forge.findings(super::Check::new(), false);
    let at_rule: Vec<_> = found.iter().map(|one| (one.entry.unwrap(), one.rule)).collect();
    // two guards, each on its own: the judgement was not blind, and the
    // signature rests on it
    assert_eq!(
        at_rule,
        [(again, super::Rule::Number(3)), (at, super::Rule::Number(4))]
    );
    assert_eq!(forge.findings(super::Check::without(3), false).len(), 1);
    assert_eq!(forge.findings(super::Check::without(4), false).len(), 1);
}

#[test]
fn rule_4_the_second_did_not_judge() {
    let mut forge = Forge::new();
    let ann = forge.judge(ANN, "L1", 0.9);
    let decided = forge.decide(ANN, "L1", Verdict::NamePerson, 0.9);
    let at = forge.by(
        BO,
        Some("L1"),
        What::SecondSignature {
            decision: decided,
            judgement: ann,
        },
        &crate::desk::said::SaidSecond {
            lead: "L1".into(),
            at: AT.into(),
            why: "as you say".into(),
        },
    );
    forge.breaks_on_leaves(4, at, "does not rest on a judgement of one's own");
}

#[test]
fn rule_4_given_away_without_two() {
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.9);
    let decided = forge.decide(ANN, "L1", Verdict::Release, 0.9);
    let at = forge.disclose(ANN, "L1", Tlp::Green, Some(decided));
    forge.breaks_on_leaves(4, at, "no second signature");
    let mut forge = Forge::new();
    let at = forge.disclose(ANN, "L1", Tlp::AmberStrict, None);
    forge.breaks_on_leaves(4, at, "without a decision to release");
    // an escalation by two is no release
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.9);
    forge.judge(BO, "L1", 0.9);
    let decided = forge.decide(ANN, "L1", Verdict::Escalate, 0.9);
    forge.second(BO, "L1", decided);
    let at = forge.disclose(ANN, "L1", Tlp::Amber, Some(decided));
    forge.breaks_on_leaves(4, at, "no standing decision to release");
}

#[test]
fn rule_4_given_away_after_one_of_the_two_took_it_back() {
    for who in [ANN, BO] {
        let mut forge = Forge::new();
        let decided = forge.released("L1");
        forge.decide(who, "L1", Verdict::Refute, if who == ANN { 0.9 } else { 0.8 });
        let at = forge.disclose(ANN, "L1", Tlp::Amber, Some(decided));
        forge.breaks_on_leaves(4, at, "taken back");
    }
}

#[test]
fn rule_4_given_away_looser_than_released() {
    let mut forge = Forge::new();
    let decided = forge.released("L1");
    let at = forge.disclose(ANN, "L1", Tlp::Green, Some(decided));
    forge.breaks_with_payloads(4, at, "released as TLP:AMBER and no looser");
}

#[test]
fn rule_4_a_person_named_by_one_and_a_source_told() {
    for (handling, names_person, words) in [
        (Handling::Open, true, "it names a person"),
        (Handling::SourceCompartment, false, "what a source told"),
    ] {
        let mut forge = Forge::new();
        let decided = forge.released("L1");
        let mut said = Forge::said_disclosure("L1");
        (said.handling, said.names_person) = (handling, names_person);
        let what = What::Disclosure {
            tlp: Tlp::Red,
            decision: Some(decided),
        };
        let at = forge.by(ANN, Some("L1"), what, &said);
        forge.breaks_with_payloads(4, at, words);
    }
}

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
fn rule_9_a_changed_mind_without_a_reason() {
    for (p, marked, reason, words) in [
        (0.9, true, None, "no reason was given"),
        (0.9, true, Some("  "), "no reason was given"),
        (
            0.9,
            false,
            Some("the rows"),
            "from 0.2 to 0.9, and the entry says it did not",
        ),
        (0.2, true, Some("the rows"), "did change otherwise"),
    ] {
        let mut forge = Forge::new();
        let score = forge.score("L1").unwrap();
        forge.judge(ANN, "L1", 0.2);
        forge.reveal(ANN, "L1", &[score]);
        let mut what = forge.deciding(ANN, "L1", Verdict::Defer);
        if let What::Decision { changed, .. } = &mut what {
            *changed = marked;
        }
        let mut said = Forge::said_decision(ANN, "L1", p);
        said.reason = reason.map(String::from);
        let at = forge.by(ANN, Some("L1"), what, &said);
        forge.breaks_with_payloads(9, at, words);
    }
    let mut forge = Forge::new();
    let what = What::Decision {
        verdict: Verdict::Reopen,
        judgement: None,
        reveal: None,
        bulk: None,
        undoes: None,
        changed: true,
    };
    let at = forge.by(ANN, Some("L1"), what, &Forge::said_decision(ANN, "L1", 0.9));
    let found = forge.findings(super::Check::new(), false);
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .to_string()
            .starts_with(&format!("entry {at}: a changed mind")),
        "{found:?}"
    );
}

fn assumed(if_false: &str, expires: &str) -> Assumption {
    Assumption {
        text: "the importer has no factory".into(),
        if_false: if_false.into(),
        expires: expires.parse().unwrap(),
    }
}

#[test]
fn rule_10_decided_or_given_away_on_what_ran_out() {
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.9);
    let mut said = Forge::said_decision(ANN, "L1", 0.9);
    said.assessment.as_mut().unwrap().assumptions = vec![assumed("it is a lead no more", "2026-11-21")];
    let what = forge.deciding(ANN, "L1", Verdict::Refute);
    let at = forge.by(ANN, Some("L1"), what, &said);
    forge.breaks_with_payloads(10, at, "assumed until 2026-11-21");

    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.9);
    forge.judge(BO, "L1", 0.9);
    said.assessment.as_mut().unwrap().assumptions = vec![assumed("it is a lead no more", "2026-11-30")];
    let what = forge.deciding(ANN, "L1", Verdict::Release);
    let decided = forge.by(ANN, Some("L1"), what, &said);
    forge.second(BO, "L1", decided);
    forge.disclose(ANN, "L1", Tlp::Amber, Some(decided));
    forge.lawful();
    let mut late = Forge::said_disclosure("L1");
    late.at = "2026-12-01T00:00:01Z".into();
    let what = What::Disclosure {
        tlp: Tlp::Amber,
        decision: Some(decided),
    };
    let at = forge.by(ANN, Some("L1"), what, &late);
    forge.breaks_with_payloads(10, at, "the lead is open again");
}

#[test]
fn rule_10_an_assumption_without_what_follows() {
    let mut forge = Forge::new();
    let mut said = Forge::said_judgement(ANN, "L1", 0.9);
    said.assessment.assumptions = vec![assumed("", "2027-01-01")];
    let what = What::BlindJudgement {
        score: forge.score("L1"),
    };
    let at = forge.by(ANN, Some("L1"), what, &said);
    forge.breaks_with_payloads(10, at, "does not say what follows");
}

#[test]
fn rule_11_dissent_stays_behind() {
    for (verdict, p) in [(None, 0.2), (Some(Verdict::Refute), 0.6)] {
        let mut forge = Forge::new();
        let mut entry = forge.judge(CY, "L1", p);
        if let Some(verdict) = verdict {
            entry = forge.decide(CY, "L1", verdict, p);
        }
        let decided = forge.released("L1");
        let mut silent = forge.clone();
        let at = silent.disclose(ANN, "L1", Tlp::Amber, Some(decided));
        silent.breaks_with_payloads(11, at, "without the dissent of key");
        let what = What::Disclosure {
            tlp: Tlp::Amber,
            decision: Some(decided),
        };
        let mut said = Forge::said_disclosure("L1");
        said.dissent = vec![Dissent {
            by: id(CY),
            entry,
            verdict,
            probability: Some(p),
            text: "it is a factory".into(),
        }];
        forge.by(ANN, Some("L1"), what, &said);
        forge.lawful();
    }
}

#[test]
fn rule_12_published_with_another_agreement() {
    // 0.9 0.8 | 0.3 0.2 | 0.6 0.7: all values around 3.5/6; the differences
    // within are 0.1. observed 0.01; expected 2*6*(sum of squares)/(6*5)
    let mut forge = Forge::new();
    let decided = forge.released("L1");
    for (name, ann, bo) in [("L2", 0.3, 0.2), ("L3", 0.6, 0.7)] {
        forge.judge(ANN, name, ann);
        forge.judge(BO, name, bo);
    }
    // sum of squares about 0.58333: .10028+.04694+.08028+.14694+.00028+.01361 = .38833
    // expected = 12 * .38833 / 30 = .15533; observed = 3 * 0.02 / 6 = .01
    let right = AgreementSaid {
        leads: 3,
        alpha: Some(1.0 - 0.01 / (12.0 * 0.388_333_333_333_333_3 / 30.0)),
    };
    let publish = |agreement: Option<AgreementSaid>| {
        let mut forge = forge.clone();
        // released as clear
        let mut said = Forge::said_decision(ANN, "L1", 0.9);
        said.assessment.as_mut().unwrap().tlp = Tlp::Clear;
        forge.leaves[decided as usize].1 = serde_json::to_vec(&said).ok();
        let mut said = Forge::said_disclosure("L1");
        said.agreement = agreement;
        let what = What::Disclosure {
            tlp: Tlp::Clear,
            decision: Some(decided),
        };
        let at = forge.by(ANN, Some("L1"), what, &said);
        (forge, at)
    };
    publish(Some(right.clone())).0.lawful();
    let (silent, at) = publish(None);
    silent.breaks_with_payloads(12, at, "without saying how well");
    let better = AgreementSaid {
        alpha: Some(0.99),
        ..right
    };
    let (better, at) = publish(Some(better));
    better.breaks_with_payloads(12, at, "alpha 0.990 on 3 leads; the record gives 0.936 on 3");
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

fn switched_off() -> Forge {
    let mut forge = Forge::new();
    forge.judge(ANN, "L1", 0.3);
    let said = SaidModel {
        at: AT.into(),
        version: "none".into(),
        why: "we want to know".into(),
    };
    forge.by(ANN, None, What::ModelChange { on: false }, &said);
    forge
}

#[test]
fn rule_14_a_machine_that_is_off_speaks() {
    let mut forge = switched_off();
    let at = forge.seal("L4");
    forge.breaks_on_leaves(14, at, "scored a lead while it was switched off");
    let mut forge = switched_off();
    let at = forge.judge(BO, "L1", 0.3);
    forge.breaks_on_leaves(14, at, "names a score");
    let mut forge = switched_off();
    let score = forge.score("L1").unwrap();
    let at = forge.reveal(ANN, "L1", &[score]);
    forge.breaks_on_leaves(14, at, "a score was shown");
    let mut forge = switched_off();
    let at = forge.sit(ANN);
    forge.breaks_on_leaves(14, at, "cut by a machine");
}

#[test]
fn rule_14_the_whole_way_without_the_machine() {
    let mut forge = Forge::bare();
    forge.by(ANN, None, What::ModelChange { on: false }, &());
    let session = What::Session {
        n: 10,
        below_cut: 0,
        below_cut_of: 0,
        known: 1,
        known_of: 9,
    };
    let mut said = Forge::said_session(&Forge::NAMES);
    said.items[9].why = Why::Queue;
    for who in [ANN, BO] {
        forge.by(who, None, session.clone(), &said);
    }
    let blind = What::BlindJudgement { score: None };
    let ann = forge.by(
        ANN,
        Some("L1"),
        blind.clone(),
        &Forge::said_judgement(ANN, "L1", 0.9),
    );
    forge.by(BO, Some("L1"), blind, &Forge::said_judgement(BO, "L1", 0.8));
    forge.reveal(BO, "L1", &[ann]);
    let at = forge.decide(ANN, "L1", Verdict::Release, 0.9);
    forge.second(BO, "L1", at);
    forge.disclose(BO, "L1", Tlp::Amber, Some(at));
    forge.lawful();
}
