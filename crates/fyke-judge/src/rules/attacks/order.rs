//! Attacks on who writes and in which order: rules 1, 2, 3, 9 and 14.

use super::super::Check;
use super::super::forge::*;
use crate::desk::said::{SaidModel, Why};
use crate::record::leaf::{Policy, Tlp, Verdict, What};

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
    let found = forge.findings(Check::new(), false);
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
    forge.breaks_on_leaves(9, at, "a changed mind");
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
