//! What a key set proves, and what makes it no key set.

use crate::world::{TODAY, World};
use fyke_door::keys::{DayList, DoorId, KeySet, Opening, Refused, Roster, RosterRefused};
use proptest::prelude::*;

#[test]
fn the_keys_of_today_are_those_of_today() {
    let world = World::new(3, 3, Opening::Two);
    for n in 0..3 {
        let set = KeySet::read(&world.published(), world.door(), TODAY.plus(n)).unwrap();
        let ids: Vec<_> = set.people().iter().map(|person| person.key.id()).collect();
        let expected: Vec<_> = world
            .days
            .iter()
            .map(|days| days[n as usize].secret.public().id())
            .collect();
        assert_eq!(ids, expected);
        assert_eq!(
            (set.until(), set.opening(2), set.opening(1)),
            (TODAY.plus(2), Opening::Two, Opening::One)
        );
    }
}

#[test]
fn a_stale_set_closes_the_form_and_says_the_day() {
    let world = World::new(3, 3, Opening::Two);
    for today in [TODAY.minus(1), TODAY.plus(3), TODAY.plus(400)] {
        assert_eq!(
            KeySet::read(&world.published(), world.door(), today),
            Err(Refused::Stale { today })
        );
    }
    assert_eq!(
        Refused::Stale { today: TODAY }.to_string(),
        "the keys of the door do not reach 2026-11-22; the desk must publish new ones, and nothing can be sent until then"
    );
}

#[test]
fn one_person_may_be_late_and_two_of_three_still_open() {
    let mut world = World::new(3, 3, Opening::Two);
    world.days[1].truncate(1);
    let tomorrow = TODAY.plus(1);
    let set = KeySet::read(&world.published(), world.door(), tomorrow).unwrap();
    let names: Vec<_> = set.people().iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["person 0", "person 2"]);
    // with one left, two can no longer open: nothing is sealed to fewer than the roster says
    world.days[2].truncate(1);
    assert_eq!(
        KeySet::read(&world.published(), world.door(), tomorrow),
        Err(Refused::Stale { today: tomorrow })
    );
}

#[test]
fn another_root_another_door_a_stranger() {
    let world = World::new(2, 1, Opening::Two);
    let other = World::new(3, 1, Opening::Two);
    assert_eq!(
        KeySet::read(&world.published(), other.door(), TODAY),
        Err(Refused::OtherDoor("key set"))
    );
    // a roster that names the root and is signed by somebody else
    assert_eq!(world.roster.sign(&other.root), Err(RosterRefused::OtherRoot));
    let roster = world.roster.sign(&world.root).unwrap();
    let strange = DayList::sign(world.door(), &other.signers[0], &other.days[0]).unwrap();
    let own = DayList::sign(world.door(), &world.signers[0], &world.days[0]).unwrap();
    let read = |lists: &[Vec<u8>]| KeySet::read(&KeySet::write(&roster, lists), world.door(), TODAY);
    assert_eq!(read(&[strange]), Err(Refused::Stranger));
    assert_eq!(read(&[own.clone(), own]), Err(Refused::Stranger));
    let foreign = DayList::sign(DoorId([9; 32]), &world.signers[0], &world.days[0]).unwrap();
    assert_eq!(read(&[foreign]), Err(Refused::OtherDoor("list of day keys")));
}

#[test]
fn a_roster_is_read_as_it_was_signed() {
    let world = World::new(10, 1, Opening::Two);
    let bytes = world.roster.sign(&world.root).unwrap();
    assert_eq!(Roster::read(&bytes), Ok(world.roster.clone()));
    let mut eleven = world.roster.clone();
    eleven.people.push(eleven.people[0].clone());
    assert_eq!(eleven.sign(&world.root), Err(RosterRefused::Shape));
    let mut alone = world.roster;
    alone.people.truncate(1);
    assert_eq!(alone.sign(&world.root), Err(RosterRefused::Shape));
}

#[test]
fn a_secret_is_spent_three_weeks_after_its_day() {
    let world = World::new(1, 1, Opening::One);
    let one = &world.days[0][0];
    assert!(!one.spent(TODAY.plus(21)));
    assert!(one.spent(TODAY.plus(22)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_bit_flipped_anywhere_makes_it_no_key_set(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        thread_local! {
            static MADE: (DoorId, Vec<u8>) = {
                let world = World::new(2, 2, Opening::Two);
                (world.door(), world.published())
            };
        }
        MADE.with(|(door, published)| {
            let mut bytes = published.clone();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(KeySet::read(&bytes, *door, TODAY).is_err(), "byte {at}");
            Ok(())
        })?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let framed = [b"FYKEKEY1".as_slice(), &bytes].concat();
        prop_assert!(KeySet::read(&bytes, DoorId([0; 32]), TODAY).is_err());
        prop_assert!(KeySet::read(&framed, DoorId([0; 32]), TODAY).is_err());
    }
}
