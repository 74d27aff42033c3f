//! Whatever three people do at the desk, in whatever order: what is written
//! verifies. And whatever one entry of it is turned into that it may not be: it
//! is found.

use super::world::World;
use super::*;
use crate::key::PersonKey;
use crate::record::RecordError;
use crate::record::leaf::{Actor, Leaf, What};
use crate::record::verify::Checker;
use crate::rules::Check;
use crate::rules::forge::{ANN, AT, assessment, id, lead};
use proptest::prelude::*;

const LEADS: [&str; 4] = ["L0", "L1", "L2", "L31"];
const VERDICTS: [Verdict; 6] = [
    Verdict::Escalate,
    Verdict::Release,
    Verdict::Refute,
    Verdict::Dismiss,
    Verdict::Defer,
    Verdict::Reopen,
];
const TLPS: [Tlp; 3] = [Tlp::Green, Tlp::Amber, Tlp::Red];

/// One thing somebody does: who, what, to which lead, how.
type Act = (usize, u8, usize, usize);

/// Does it; whether it was allowed is the desk's to say.
fn act(world: &mut World, (who, what, lead, how): Act) -> bool {
    let lead = LEADS[lead % LEADS.len()];
    let own = world.desk.judged(lead, id(who)).unwrap();
    let p = [0.1, 0.4, 0.6, 0.9][how % 4];
    match what {
        0 => world.sit(who, 1 + how).is_ok(),
        1 | 2 => {
            let view = world
                .leads
                .iter()
                .find(|one| one.id == lead)
                .map(|one| BlindView::of(one, lead))
                .unwrap();
            let listed = world.judge_view(who, &view, p).is_ok();
            if !listed && own.is_none() && what == 2 {
                let view = world.ask(who, lead);
                return world.judge_view(who, &view, p).is_ok();
            }
            listed
        }
        3 => own.is_some_and(|own| world.reveal(who, own).is_ok()),
        4 | 5 => own.is_some_and(|own| {
            let reason = (how % 3 > 0).then_some("the rows say so");
            let verdict = VERDICTS[how % VERDICTS.len()];
            let p = if what == 4 {
                own.assessment().probability.get()
            } else {
                p
            };
            let (seen, said) = (Seen::from(own), assessment(id(who), p, false));
            world
                .by(who, |desk, hand| desk.decide(&seen, verdict, said, reason, hand))
                .is_ok()
        }),
        6 => {
            let waiting = world.desk.waiting(id(who)).unwrap();
            let Some((lead, decision)) = waiting.first().cloned() else {
                return false;
            };
            let own = world.desk.judged(&lead, id(who)).unwrap();
            own.is_some_and(|own| {
                let seen = Seen::from(own);
                world
                    .by(who, |desk, hand| desk.second(&seen, decision, "so do I", hand))
                    .is_ok()
            })
        }
        7 => world
            .by(who, |desk, hand| desk.undo(lead, "wrong lead", hand))
            .is_ok(),
        8 => world
            .by(who, |desk, hand| desk.reopen(lead, "new rows", hand))
            .is_ok(),
        9 => {
            let leads: Vec<String> = (0..=how).map(|n| format!("L{}", n * 3)).collect();
            let verdict = VERDICTS[how % VERDICTS.len()];
            world
                .by(who, |desk, hand| desk.bulk(verdict, &leads, "small", hand))
                .is_ok()
        }
        10 => {
            let giving = Giving {
                lead,
                tlp: TLPS[how % TLPS.len()],
                to: "a partner",
                why: "to stop it",
                handling: Handling::Open,
                names_person: false,
            };
            world.by(who, |desk, hand| desk.disclose(&giving, hand)).is_ok()
        }
        11 => world
            .by(who, |desk, hand| {
                desk.machine(how % 3 > 0, "2", "we want to know", hand)
            })
            .is_ok(),
        _ => {
            let again = [Suggestion::new(&crate::rules::forge::lead(lead, 0.05 * how as f64)).unwrap()];
            world.with(|desk, random| desk.commit(&again, AT, random)).is_ok()
        }
    }
}

/// Two people, far enough along that there is something to break.
fn begun(seed: u64) -> World {
    let mut world = World::new(seed);
    for what in [
        (0, 2, 0, 3),
        (0, 3, 0, 0),
        (0, 4, 0, 1),
        (1, 2, 0, 2),
        (1, 3, 0, 0),
        (1, 6, 0, 0),
        (2, 9, 0, 3),
    ] {
        assert!(act(&mut world, what), "{what:?}");
    }
    world
}

fn acts(n: usize) -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec((0..3usize, 0..13u8, 0..4usize, 0..12usize), n)
}

type Entries = Vec<(Leaf, Option<Vec<u8>>)>;

fn entries(world: &World) -> Entries {
    let mut all = Vec::new();
    let record = world.desk.record();
    record
        .each::<RecordError>(0, |at, leaf| {
            all.push((leaf.clone(), record.said(at)?));
            Ok(())
        })
        .unwrap();
    all
}

fn found(entries: &Entries) -> usize {
    let mut check = Check::new();
    let faults = entries
        .iter()
        .enumerate()
        .filter(|(at, (leaf, said))| check.entry(*at as u64, leaf, said.as_deref()).is_err())
        .count();
    faults + check.end(entries.len() as u64).len()
}

/// Ways to make one entry what it may not be; none where this one has no such way.
fn broken(leaf: &Leaf, machine_on: bool) -> Vec<Leaf> {
    let with = |what: What| Leaf { what, ..leaf.clone() };
    let mut ways = Vec::new();
    let Actor::Person(by) = leaf.by else {
        if let What::ScoreCommitment { replaces } = leaf.what {
            ways.push(with(What::ScoreCommitment {
                replaces: Some(replaces.map_or(0, |at| at + 1)),
            }));
        }
        return ways;
    };
    let eve = PersonKey::from_seed(&[77; 32]).id();
    ways.push(Leaf {
        by: Actor::Machine(by),
        ..leaf.clone()
    });
    ways.push(Leaf {
        by: Actor::Person(eve),
        ..leaf.clone()
    });
    ways.push(Leaf {
        sig: None,
        ..leaf.clone()
    });
    match leaf.what.clone() {
        What::BlindJudgement { score } => {
            if machine_on && score.is_some() {
                ways.push(with(What::BlindJudgement { score: None }));
            }
            ways.push(with(What::BlindJudgement {
                score: Some(u64::MAX),
            }));
        }
        What::Reveal { judgement, shows } => {
            ways.push(with(What::Reveal {
                judgement: judgement + 1,
                shows: shows.clone(),
            }));
            ways.push(with(What::Reveal {
                judgement,
                shows: [shows, vec![0]].concat(),
            }));
        }
        What::Decision {
            verdict,
            judgement: Some(judgement),
            reveal,
            changed,
            ..
        } => {
            let other = |judgement, reveal, changed| What::Decision {
                verdict,
                judgement,
                reveal,
                bulk: None,
                undoes: None,
                changed,
            };
            ways.push(with(other(Some(judgement + 1), reveal, changed)));
            ways.push(with(other(Some(judgement), Some(0), changed)));
            ways.push(with(other(Some(judgement), reveal, !changed)));
            if reveal.is_some() {
                ways.push(with(other(Some(judgement), None, changed)));
            }
        }
        What::SecondSignature { decision, judgement } => {
            ways.push(with(What::SecondSignature {
                decision,
                judgement: judgement + 1,
            }));
            ways.push(with(What::SecondSignature {
                decision: judgement,
                judgement,
            }));
        }
        What::Session {
            n,
            below_cut,
            below_cut_of,
            known,
            known_of,
        } => {
            let other = |below_cut, known| What::Session {
                n,
                below_cut,
                below_cut_of,
                known,
                known_of,
            };
            ways.push(with(other(below_cut + 1, known)));
            if below_cut > 0 {
                ways.push(with(other(0, known)));
            }
            if known > 0 {
                ways.push(with(other(below_cut, 0)));
            }
        }
        What::Bulk { verdict, n, again } => {
            ways.push(with(What::Bulk {
                verdict,
                n: n + 1,
                again,
            }));
            ways.push(with(What::Bulk { verdict, n, again: 0 }));
            ways.push(with(What::Bulk {
                verdict: Verdict::Refute,
                n,
                again,
            }));
        }
        What::Disclosure { tlp, .. } if tlp < Tlp::Red => {
            ways.push(with(What::Disclosure { tlp, decision: None }));
            ways.push(with(What::Disclosure {
                tlp,
                decision: Some(0),
            }));
        }
        _ => {}
    }
    ways
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_the_desk_writes_verifies(seed in 0..1000u64, acts in acts(30)) {
        let mut world = World::new(seed);
        let done = acts.into_iter().filter(|one| act(&mut world, *one)).count();
        prop_assert!(done > 0);
        world.verifies();
    }

    #[test]
    fn one_entry_turned_wrong_is_found(seed in 0..1000u64, acts in acts(12), at in any::<prop::sample::Index>(), way in any::<prop::sample::Index>()) {
        let mut world = begun(seed);
        for one in acts {
            act(&mut world, one);
        }
        let mut entries = entries(&world);
        prop_assert_eq!(found(&entries), 0);
        // entry 0 to 3 open the record and enrol: the record's own part
        let at = 4 + at.index(entries.len() - 4);
        let machine_on = entries[..at]
            .iter()
            .rev()
            .find_map(|(leaf, _)| match leaf.what {
                What::ModelChange { on } => Some(on),
                _ => None,
            })
            .unwrap_or(true);
        let ways = broken(&entries[at].0, machine_on);
        prop_assume!(!ways.is_empty());
        let was = std::mem::replace(&mut entries[at].0, ways[way.index(ways.len())].clone());
        prop_assert!(found(&entries) > 0, "entry {}: {:?} became {:?}", at, was, entries[at].0);
    }

    /// The view is the same whatever the machine thinks.
    #[test]
    fn a_blind_view_says_nothing_of_the_machine(
        numbers in prop::collection::vec(-1e6..1e6f64, 6),
        explored in any::<bool>(),
        reasons in 0..5usize,
        sentence in ".{0,20}",
    ) {
        let plain = lead("L1", 0.5);
        let mut other = plain.clone();
        other.score = numbers[0];
        other.probability = (numbers[1] > 0.0).then_some(numbers[1] / 1e6);
        other.place.priority = numbers[2];
        other.place.novelty = numbers[3];
        other.place.explored = explored;
        other.place.drawn_with = explored.then_some(numbers[4]);
        other.coverage = Some(numbers[5]);
        other.sentence = sentence;
        other.simulated = explored;
        other.reasons = (0..reasons).map(|n| fyke_model::lead::Reason::new(format!("T{n:02}"), numbers[n], "why")).collect();
        // the same row under every reason, in any order
        let row = plain.rows[0].clone();
        other.rows = (0..=reasons).map(|n| fyke_model::lead::LeadRow { typology: format!("T{n:02}"), ..row.clone() }).collect();
        let json = |lead: &Lead| serde_json::to_string(&BlindView::of(lead, "L1")).unwrap();
        prop_assert_eq!(json(&plain), json(&other));
        let said = json(&other);
        for word in ["score", "probability", "priority", "rank", "reason", "typology", "contribution", "explored", "simulated"] {
            prop_assert!(!said.contains(word), "{}", said);
        }
    }
}

/// What was undone by another way: the machine's entries of a world, and Ann's.
#[test]
fn there_is_something_to_break() {
    let world = begun(1);
    let all = entries(&world);
    let ann = all
        .iter()
        .filter(|(leaf, _)| leaf.by == Actor::Person(id(ANN)))
        .count();
    assert!(ann >= 5, "{ann}");
    let ways: usize = all.iter().map(|(leaf, _)| broken(leaf, true).len()).sum();
    assert!(ways > 60, "{ways}");
}
