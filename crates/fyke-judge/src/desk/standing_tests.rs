//! Where leads stand after what was done.

use super::world::World;
use super::*;
use crate::rules::forge::{ANN, BO, CY, assessment, id};

#[test]
fn undone_is_as_if_it_had_not_been() {
    let mut world = World::new(8);
    let seen = Seen::from(world.judge(ANN, "L1", 0.3));
    let standing = |world: &mut World| {
        let all = world.desk.standings().unwrap();
        all.into_iter().find(|(id, _)| id == "L1").unwrap().1
    };
    assert_eq!(standing(&mut world), Standing::Judged);
    world.decide(ANN, &seen, Verdict::Defer, 0.3).unwrap();
    world.decide(ANN, &seen, Verdict::Refute, 0.3).unwrap();
    assert_eq!(standing(&mut world), Standing::Refuted);
    world
        .by(ANN, |desk, hand| desk.undo("L1", "wrong lead", hand))
        .unwrap();
    assert_eq!(standing(&mut world), Standing::Deferred);
    world
        .by(ANN, |desk, hand| desk.undo("L1", "wrong lead", hand))
        .unwrap();
    assert_eq!(standing(&mut world), Standing::Judged);
    assert!(
        world
            .by(ANN, |desk, hand| desk.undo("L1", "wrong lead", hand))
            .is_err()
    );
    world
        .by(BO, |desk, hand| desk.reopen("L1", "new rows", hand))
        .unwrap();
    assert_eq!(standing(&mut world), Standing::Reopened);
    world.verifies();
}

#[test]
fn what_two_escalated_stands_against_a_third() {
    let mut world = World::new(9);
    let ann = Seen::from(world.judge(ANN, "L2", 0.9));
    let bo = Seen::from(world.judge(BO, "L2", 0.9));
    let cy = Seen::from(world.judge(CY, "L2", 0.2));
    let decided = world.decide(ANN, &ann, Verdict::Escalate, 0.9).unwrap();
    let standing = |world: &mut World| {
        let all = world.desk.standings().unwrap();
        all.into_iter().find(|(id, _)| id == "L2").unwrap().1
    };
    assert_eq!(standing(&mut world), Standing::WaitsForSecond);
    world
        .by(BO, |desk, hand| desk.second(&bo, decided.entry, "so do I", hand))
        .unwrap();
    world.decide(CY, &cy, Verdict::Refute, 0.2).unwrap();
    assert_eq!(standing(&mut world), Standing::Escalated);
    let dissent = world.desk.dissent("L2").unwrap();
    assert_eq!(dissent.len(), 1);
    assert_eq!(
        (dissent[0].by, dissent[0].verdict),
        (id(CY), Some(Verdict::Refute))
    );
    world.decide(BO, &bo, Verdict::Refute, 0.9).unwrap();
    assert_eq!(standing(&mut world), Standing::Refuted);
    world.verifies();
}

#[test]
fn an_assumption_runs_out_and_the_lead_is_open_again() {
    let mut world = World::new(10);
    let seen = Seen::from(world.judge(ANN, "L1", 0.9));
    let mut said = assessment(id(ANN), 0.9, false);
    said.assumptions = vec![crate::assessment::Assumption {
        text: "the importer has no factory".into(),
        if_false: "it is a lead no more".into(),
        expires: "2026-11-30".parse().unwrap(),
    }];
    world
        .by(ANN, |desk, hand| {
            desk.decide(&seen, Verdict::Refute, said, None, hand)
        })
        .unwrap();
    assert_eq!(world.desk.reopened("2026-11-30".parse().unwrap()).unwrap(), []);
    let expired = world.desk.reopened("2026-12-01".parse().unwrap()).unwrap();
    assert_eq!(expired.len(), 1);
    assert_eq!(
        (expired[0].lead.as_str(), expired[0].text.as_str()),
        ("L1", "the importer has no factory")
    );
    world
        .by(ANN, |desk, hand| {
            desk.reopen("L1", "the assumption ran out", hand)
        })
        .unwrap();
    assert_eq!(world.desk.reopened("2026-12-01".parse().unwrap()).unwrap(), []);
}
