//! The desk, from the first session to what is given away.

use super::said::{SaidSession, Why};
use super::world::World;
use super::*;
use crate::record::leaf::What;
use crate::record::verify::verify;
use crate::record::{Draft, Rule};
use crate::rules::Check;
use crate::rules::forge::{ANN, AT, BO, CY, assessment, id, lead, person};

fn refused<T: std::fmt::Debug>(done: Result<T, DeskError>, rule: u8, words: &str) {
    match done {
        Err(DeskError::Rule(fault)) => {
            assert_eq!(fault.rule, Rule::Number(rule), "{}", fault.words);
            assert!(fault.words.contains(words), "{}", fault.words);
        }
        other => panic!("expected a breach of rule {rule}, got {other:?}"),
    }
}

#[test]
fn the_whole_way_of_one_lead() {
    let mut world = World::new(1);
    let judged = world.judge(ANN, "L3", 0.7);
    let revealed = world.reveal(ANN, judged).unwrap();
    let suggestion = revealed.suggestion.clone().unwrap();
    assert_eq!(
        (suggestion.lead(), suggestion.probability()),
        ("L3", Some(0.9 - 0.06))
    );
    assert!(revealed.others.is_empty() && revealed.known.is_none());
    let size = world.desk.record().size();
    // another number after the reveal takes a reason, and nothing is written without
    let seen = Seen::from(revealed);
    refused(world.decide(ANN, &seen, Verdict::Release, 0.8), 9, "no reason");
    assert_eq!(world.desk.record().size(), size);
    let decided = world
        .by(ANN, |desk, hand| {
            let said = assessment(id(ANN), 0.8, false);
            desk.decide(
                &seen,
                Verdict::Release,
                said,
                Some("row 812 shows the same goods"),
                hand,
            )
        })
        .unwrap();
    assert!(decided.waits_for_second);
    assert_eq!(
        world.desk.waiting(id(BO)).unwrap(),
        [("L3".to_string(), decided.entry)]
    );
    assert_eq!(world.desk.waiting(id(ANN)).unwrap(), []);
    refused(
        world.by(ANN, |desk, hand| {
            desk.second(&seen, decided.entry, "I agree with me", hand)
        }),
        4,
        "by the key that decided",
    );
    // it cannot go out yet
    let giving = Giving {
        lead: "L3",
        tlp: Tlp::Amber,
        to: "a partner",
        why: "to stop it",
        handling: Handling::Open,
        names_person: false,
    };
    refused(
        world.by(ANN, |desk, hand| desk.disclose(&giving, hand)),
        4,
        "without a decision to release",
    );
    // Cy thinks it is a factory; Bo judges blind, sees, signs
    world.judge(CY, "L3", 0.1);
    let bo = world.judge(BO, "L3", 0.75);
    let bo = world.reveal(BO, bo).unwrap();
    assert_eq!(bo.others.len(), 2);
    let bo = Seen::from(bo);
    world
        .by(BO, |desk, hand| {
            desk.second(&bo, decided.entry, "the rows say so", hand)
        })
        .unwrap();
    let given = world.by(ANN, |desk, hand| desk.disclose(&giving, hand)).unwrap();
    let said: said::SaidDisclosure = world.desk.record().payload(given).unwrap().unwrap();
    assert_eq!(said.dissent.len(), 1);
    assert_eq!(
        (said.dissent[0].by, said.dissent[0].probability),
        (id(CY), Some(0.1))
    );
    assert_eq!(said.dissent[0].text, "one customs feed");
    let green = Giving {
        tlp: Tlp::Green,
        ..giving.clone()
    };
    // released as amber, and the number of the release is in the case
    assert!(world.by(ANN, |desk, hand| desk.disclose(&green, hand)).is_err());
    world.verifies();
}

#[test]
fn what_a_verifier_would_object_to_is_not_written() {
    let mut world = World::new(2);
    let size = world.desk.record().size();
    let view = BlindView::of(&world.leads[0], "L0");
    refused(world.judge_view(ANN, &view, 0.4), 7, "outside any session");
    assert_eq!(world.desk.record().size(), size);
    // after a refusal the desk still knows where things stand
    let judged = world.judge(ANN, "L0", 0.4);
    let view = BlindView::of(&world.leads[0], "L0");
    world.reveal(ANN, judged.clone()).unwrap();
    refused(world.judge_view(ANN, &view, 0.9), 3, "counts as blind");
    assert!(matches!(world.reveal(BO, judged), Err(DeskError::Refused(_))));
    world.verifies();
}

#[test]
fn a_session_holds_its_shares_in_no_order() {
    let mut world = World::new(3);
    let session = world.sit(ANN, 25).unwrap();
    let said = world.said_session(&session);
    let count = |of: fn(&Why) -> bool| said.items.iter().filter(|item| of(&item.why)).count();
    let below = count(|why| matches!(why, Why::BelowCut { .. }));
    let known = count(|why| matches!(why, Why::Known { .. }));
    // 25 wanted and one of each on top: 2 % of 27 is one
    assert_eq!((said.items.len(), below, known), (27, 1, 1));
    let shown: Vec<&str> = session.views().iter().map(BlindView::lead).collect();
    let logged: Vec<&str> = said.items.iter().map(|item| item.lead.as_str()).collect();
    assert_eq!(shown, logged);
    let queue: Vec<usize> = shown
        .iter()
        .filter_map(|lead| lead.strip_prefix('L')?.parse().ok())
        .collect();
    assert!(!queue.is_sorted(), "the order of the queue is the score");
    assert_eq!((said.known_right_of, said.known_wrong_of), (4, 4));
    world.verifies();
}

#[test]
fn in_a_long_run_the_machine_is_wrong_in_half_of_the_known_answers() {
    let mut world = World::unscored(4);
    world.leads = (0..400).map(|n| lead(&format!("L{n}"), 0.5)).collect();
    world.known = (0..60)
        .map(|n| KnownAnswer {
            lead: lead(&format!("W{n}"), 0.8),
            truth: n % 5 != 0, // the machine is mostly right
            from: "simulated world, seed 7".into(),
        })
        .collect();
    let session = world.sit(ANN, 200).unwrap();
    let said = world.said_session(&session);
    let wrong = |wrong: bool| {
        said.items
            .iter()
            .filter(|item| matches!(item.why, Why::Known { machine_wrong, .. } if machine_wrong == wrong))
            .count()
    };
    assert_eq!((said.items.len(), wrong(true), wrong(false)), (208, 4, 4));
    // whoever had them does not get them again
    let had: Vec<String> = was(&said);
    let next = world.sit(ANN, 100).unwrap();
    let again = was(&world.said_session(&next));
    assert!(!again.is_empty() && again.iter().all(|one| !had.contains(one)));
}

fn was(said: &SaidSession) -> Vec<String> {
    said.items
        .iter()
        .filter_map(|item| match &item.why {
            Why::Known { was, .. } => Some(was.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_known_answer_looks_like_any_other_and_is_told_after_the_reveal() {
    let mut world = World::new(5);
    let session = world.sit(ANN, 10).unwrap();
    let view = world
        .known_view(&session, true)
        .or_else(|| world.known_view(&session, false))
        .unwrap();
    // the same facts under the same id are the same view
    let mut alike = lead("W1", 0.1);
    if let fyke_model::lead::Subject::Party { name, .. } = &mut alike.subject {
        let fyke_model::lead::Subject::Party { name: shown, .. } = view.subject() else {
            panic!()
        };
        name.clone_from(shown);
    }
    assert_eq!(view, BlindView::of(&alike, view.lead()));
    assert!(!view.lead().starts_with('W'));
    let judged = world.judge_view(ANN, &view, 0.9).unwrap();
    let seen = Seen::from(judged.clone());
    refused(
        world.decide(ANN, &seen, Verdict::Escalate, 0.9),
        8,
        "as if it were of the case",
    );
    let revealed = world.reveal(ANN, judged).unwrap();
    let known = revealed.known.clone().unwrap();
    assert_eq!(known.from, "simulated world, seed 7");
    assert!(revealed.suggestion.is_some());
    let seen = Seen::from(revealed);
    refused(
        world.decide(ANN, &seen, Verdict::Defer, 0.9),
        8,
        "as if it were of the case",
    );
    let named: Vec<String> = world
        .desk
        .standings()
        .unwrap()
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert!(!named.contains(&view.lead().to_string()));
    world.verifies();
}

#[test]
fn a_known_answer_that_would_give_itself_away_is_not_drawn() {
    let mut world = World::new(6);
    for known in &mut world.known {
        known.lead.rows[0].row.dataset = "simulated".into();
    }
    let session = world.sit(ANN, 10).unwrap();
    let leaf = world.desk.record().leaf(session.entry()).unwrap();
    assert!(
        matches!(
            leaf.what,
            What::Session {
                known: 0,
                known_of: 0,
                ..
            }
        ),
        "{leaf:?}"
    );
    world.verifies();
}

#[test]
fn bulk_dismisses_and_waits_for_those_picked() {
    let mut world = World::new(7);
    let many: Vec<String> = (0..30).map(|n| format!("L{n}")).collect();
    refused(
        world.by(CY, |desk, hand| desk.bulk(Verdict::Escalate, &many, "all", hand)),
        6,
        "one by one",
    );
    let bulk = world
        .by(CY, |desk, hand| desk.bulk(Verdict::Dismiss, &many, "all", hand))
        .unwrap();
    assert_eq!(bulk.again.len(), 2);
    let standings = world.desk.standings().unwrap();
    assert_eq!(
        standings
            .iter()
            .filter(|(_, at)| *at == Standing::Dismissed)
            .count(),
        30
    );
    let more = ["L30".to_string()];
    refused(
        world.by(CY, |desk, hand| desk.bulk(Verdict::Defer, &more, "small", hand)),
        6,
        "before 2 of the leads",
    );
    // a session brings them up; then the next bulk may come
    let session = world.sit(CY, 5).unwrap();
    for lead in &bulk.again {
        let view = session
            .views()
            .iter()
            .find(|view| view.lead() == lead)
            .unwrap()
            .clone();
        world.judge_view(CY, &view, 0.2).unwrap();
    }
    world
        .by(CY, |desk, hand| desk.bulk(Verdict::Defer, &more, "small", hand))
        .unwrap();
    world.verifies();
}

#[test]
fn the_whole_way_with_the_machine_off() {
    let mut world = World::new(11);
    world
        .by(ANN, |desk, hand| {
            desk.machine(false, "none", "we want to know", hand)
        })
        .unwrap();
    assert!(!world.desk.machine_on());
    let suggestions = [Suggestion::new(&lead("L90", 0.5)).unwrap()];
    refused(
        world.with(|desk, random| desk.commit(&suggestions, AT, random)),
        14,
        "switched off",
    );
    let session = world.sit(ANN, 12).unwrap();
    let leaf = world.desk.record().leaf(session.entry()).unwrap();
    assert!(
        matches!(
            leaf.what,
            What::Session {
                below_cut_of: 0,
                known: 1,
                ..
            }
        ),
        "{leaf:?}"
    );
    let ann = world.judge(ANN, "L3", 0.9);
    let bo = world.judge(BO, "L3", 0.8);
    let ann = world.reveal(ANN, ann).unwrap();
    assert_eq!(ann.suggestion, None);
    assert_eq!(ann.others.len(), 1);
    let decided = world
        .decide(ANN, &Seen::from(ann), Verdict::Release, 0.9)
        .unwrap();
    let bo = Seen::from(world.reveal(BO, bo).unwrap());
    world
        .by(BO, |desk, hand| desk.second(&bo, decided.entry, "so do I", hand))
        .unwrap();
    let giving = Giving {
        lead: "L3",
        tlp: Tlp::Amber,
        to: "a partner",
        why: "to stop it",
        handling: Handling::Open,
        names_person: false,
    };
    world.by(BO, |desk, hand| desk.disclose(&giving, hand)).unwrap();
    let bulk = ["L7".to_string(), "L8".to_string()];
    world
        .by(CY, |desk, hand| desk.bulk(Verdict::Defer, &bulk, "small", hand))
        .unwrap();
    world.verifies();
}

#[test]
fn scores_are_sealed_again_only_where_they_changed() {
    let mut world = World::new(12);
    let mut suggestions: Vec<Suggestion> = world
        .leads
        .iter()
        .map(|lead| Suggestion::new(lead).unwrap())
        .collect();
    suggestions[4] = Suggestion::new(&lead("L4", 0.11)).unwrap();
    suggestions.push(Suggestion::new(&lead("L99", 0.5)).unwrap());
    let done = world
        .with(|desk, random| desk.commit(&suggestions, AT, random))
        .unwrap();
    assert_eq!((done.new, done.replaced, done.same), (1, 1, 39));
    world.verifies();
}

#[test]
fn a_desk_that_is_opened_again_knows_what_the_first_knew() {
    let mut world = World::new(13);
    let judged = world.judge(ANN, "L5", 0.6);
    let known: Vec<_> = world.desk.standings().unwrap();
    let mut again = Desk::open(Record::open(world.disk.clone()).unwrap()).unwrap();
    assert_eq!(again.standings().unwrap(), known);
    assert_eq!(again.judged("L5", id(ANN)).unwrap(), Some(judged));
    assert_eq!(again.judged("L5", id(BO)).unwrap(), None);
}

#[test]
fn looks_are_gathered() {
    let mut world = World::new(14);
    let mut log = ReadLog::new(Some(id(ANN)), "ann").each(2);
    assert!(!log.look(AT, "lead L1", None));
    assert!(log.look(AT, "row customs:812", Some("to judge it")));
    let entry = world
        .with(|desk, random| desk.reads(&mut log, random))
        .unwrap()
        .unwrap();
    assert_eq!(log.waiting(), 0);
    assert!(matches!(
        world.desk.record().leaf(entry).unwrap().what,
        What::Reads { n: 2 }
    ));
    assert_eq!(
        world.with(|desk, random| desk.reads(&mut log, random)).unwrap(),
        None
    );
    world.verifies();
}

#[test]
fn who_goes_round_the_desk_is_found_by_the_verifier() {
    let mut world = World::new(15);
    let verdict = What::Decision {
        verdict: Verdict::Refute,
        judgement: None,
        reveal: None,
        bulk: None,
        undoes: None,
        changed: false,
    };
    let said = said::SaidDecision {
        lead: "L1".into(),
        at: AT.into(),
        assessment: None,
        reason: None,
    };
    let draft = |what: What| Draft::new(what).about("L1").saying(&said).unwrap();
    // the record itself lets no machine decide
    let refused = world.with(|desk, random| {
        desk.record_mut()
            .append::<_, DeskError>(random, |group| Ok(group.machine(draft(verdict.clone()))?))
    });
    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("a machine decides nothing")
    );
    // a person's own program may write what it likes; whoever verifies reads it
    let at = world
        .with(|desk, random| {
            desk.record_mut()
                .append::<_, DeskError>(random, |group| Ok(group.person(person(ANN), draft(verdict))?))
        })
        .unwrap();
    let report = verify(&world.disk, None, &mut [&mut Check::new()]).unwrap();
    assert_eq!(report.findings.len(), 1);
    assert_eq!(
        report.findings[0].to_string(),
        format!("entry {at}: a decision without a judgement of one's own before it (rule 3)")
    );
}
