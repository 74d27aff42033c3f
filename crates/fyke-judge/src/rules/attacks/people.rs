//! Attacks on what takes two, and on what travels: rules 4, 10, 11 and 12.

use super::super::forge::*;
use super::super::{Check, Rule};
use crate::assessment::Assumption;
use crate::desk::said::{AgreementSaid, Dissent};
use crate::record::leaf::{Tlp, Verdict, What};
use fyke_model::dataset::Handling;

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
    let found = forge.findings(Check::new(), false);
    let at_rule: Vec<_> = found.iter().map(|one| (one.entry.unwrap(), one.rule)).collect();
    // two guards, each on its own: the judgement was not blind, and the
    // signature rests on it
    assert_eq!(at_rule, [(again, Rule::Number(3)), (at, Rule::Number(4))]);
    assert_eq!(forge.findings(Check::without(3), false).len(), 1);
    assert_eq!(forge.findings(Check::without(4), false).len(), 1);
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
