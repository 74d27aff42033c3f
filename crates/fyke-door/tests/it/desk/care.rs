//! Forgetting, handing over, coming back.

use super::*;
use fyke_door::codename::Codename;
use fyke_door::day::Day;
use fyke_door::desk::{Desk, Opened, RETENTION_DAYS, Thing, restore};
use fyke_door::keys::{DAYS_KEPT, Draw, Opening};

fn room_of(opened: &Opened) -> [u8; 16] {
    match opened {
        Opened::Into { room, .. } => *room,
        Opened::Decoy => panic!("a decoy"),
    }
}

fn told(world: &mut World, codename: &Codename, n: u8, words: &str) -> [u8; 16] {
    let id = world.bring(codename, &[0, 1], &text(n, words));
    room_of(&world.opened(id, "Ada", Some("Bo")).unwrap())
}

fn read(world: &World, room: [u8; 16], by: &str, other: &str, day: Day) -> Result<Vec<String>, String> {
    let draw = &mut Draw::system();
    let mut read = || {
        world.sit(other, day).yield_to(Thing::Room(room), by, draw)?;
        let sitting = world.sit(by, day);
        let texts = sitting.open_room(room)?.texts();
        Ok::<_, fyke_door::desk::DeskError>(texts)
    };
    read().map_err(|why| why.to_string())
}

#[test]
fn an_erased_conversation_opens_for_nobody_though_its_files_were_copied() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let kept = told(
        &mut world,
        &Codename::draw(&mut Draw::system()).unwrap(),
        1,
        "other",
    );
    let room = told(&mut world, &codename, 1, "words");
    // a thief copies all but what lies apart: the keys of forgettable files
    let before: Vec<_> = bytes_below(&world.path(""))
        .into_iter()
        .filter(|(path, _)| !path.parent().unwrap().ends_with("keys"))
        .collect();
    world.sit("Ada", TODAY).erase(room, &mut Draw::system()).unwrap();
    for (path, bytes) in &before {
        let _ = std::fs::create_dir_all(path.parent().unwrap());
        std::fs::write(path, bytes).unwrap();
    }
    assert!(read(&world, room, "Ada", "Bo", TODAY).is_err());
    assert_eq!(read(&world, kept, "Ada", "Bo", TODAY).unwrap(), ["other"]);
}

#[test]
fn a_day_key_is_gone_after_three_weeks_and_what_it_sealed_with_it() {
    let mut world = World::new(&["Ada"], Opening::One);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0], &text(1, "late"));
    let gone = TODAY.plus(DAYS_KEPT + 1);
    let error = world
        .sit("Ada", gone)
        .open_envelope(id, &mut Draw::system())
        .unwrap_err()
        .to_string();
    assert!(error.contains("not addressed to anybody here"), "{error}");
    // even with the clock turned back: the secret is not there
    let error = world
        .sit("Ada", TODAY)
        .open_envelope(id, &mut Draw::system())
        .unwrap_err()
        .to_string();
    assert!(error.contains("not addressed to anybody here"), "{error}");
    assert_eq!(world.desk.sweep(gone, &mut world.draw).unwrap().envelopes, 1);
    assert!(world.desk.queue().unwrap().is_empty());
}

#[test]
fn day_keys_reach_two_weeks_and_the_key_set_says_so() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    assert_eq!(world.renew("Ada", TODAY), TODAY.plus(14));
    let machine = world.desk.machine(&pass()).unwrap();
    let publication = world
        .desk
        .publish(&machine, edition(), TODAY, &mut world.draw)
        .unwrap();
    assert_eq!(publication.until, TODAY.plus(14));
    let stale = world
        .desk
        .publish(&machine, edition(), TODAY.plus(15), &mut world.draw);
    assert!(stale.unwrap_err().to_string().contains("would close the form"));
}

#[test]
fn the_clock_erases_what_nobody_touches_unless_it_is_held() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let mut rooms = Vec::new();
    for n in 1..=2 {
        let codename = Codename::draw(&mut world.draw).unwrap();
        rooms.push(told(&mut world, &codename, n, "words"));
    }
    world
        .sit("Ada", TODAY)
        .hold(rooms[0], true, &mut Draw::system())
        .unwrap();
    let due = TODAY.plus(RETENTION_DAYS);
    assert_eq!(world.desk.sweep(due, &mut world.draw).unwrap().rooms, 0);
    assert_eq!(world.desk.sweep(due.plus(1), &mut world.draw).unwrap().rooms, 1);
    let left: Vec<_> = world
        .desk
        .cabinet()
        .unwrap()
        .entries
        .iter()
        .map(|entry| entry.room)
        .collect();
    assert_eq!(left, [rooms[0]]);
}

#[test]
fn somebody_leaves_and_what_they_keep_opens_nothing() {
    let mut world = World::new(&["Ada", "Bo", "Cyd"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let room = told(&mut world, &codename, 1, "words");
    let vault = bytes_below(&world.path(""));
    world
        .sit("Bo", TODAY)
        .yield_to(Thing::Room(room), "Ada", &mut Draw::system())
        .unwrap();
    let new = world
        .sit("Ada", TODAY)
        .hand_over(room, &["Ada", "Cyd"], &mut Draw::system())
        .unwrap();
    assert!(read(&world, room, "Ada", "Bo", TODAY).is_err());
    let error = read(&world, new, "Ada", "Bo", TODAY).unwrap_err();
    assert!(error.contains("not addressed"), "{error}");
    assert_eq!(read(&world, new, "Cyd", "Ada", TODAY).unwrap(), ["words"]);
    world.desk.let_go("Bo", &mut world.draw).unwrap();
    world
        .desk
        .sign_roster(&world.root(), &pass(), Opening::Two, TODAY, 300)
        .unwrap();
    assert!(
        world
            .desk
            .sit("Bo", &pass(), COST, TODAY, &mut world.draw)
            .is_err()
    );
    drop(vault);
}

#[test]
fn a_desk_comes_back_on_a_new_machine_and_an_erasure_reaches_its_backup() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let room = told(&mut world, &codename, 1, "words");
    let gone = told(
        &mut world,
        &Codename::draw(&mut Draw::system()).unwrap(),
        1,
        "gone",
    );
    let waiting = world.bring(&codename, &[0, 1], &text(2, "more"));
    let backup = world.folder.path().join("backup");
    world.desk.back_up(&backup, TODAY, &mut world.draw).unwrap();
    world.sit("Ada", TODAY).erase(gone, &mut Draw::system()).unwrap();
    world.desk.back_up(&backup, TODAY, &mut world.draw).unwrap();
    let new = world.folder.path().join("new machine");
    let desk: Desk = restore(&backup, &new, TODAY, &mut world.draw).unwrap();
    world.desk = desk;
    assert_eq!(read(&world, room, "Ada", "Bo", TODAY).unwrap(), ["words"]);
    assert!(read(&world, gone, "Ada", "Bo", TODAY).is_err());
    assert_eq!(room_of(&world.opened(waiting, "Bo", Some("Ada")).unwrap()), room);
    assert!(restore(&backup, &new, TODAY, &mut world.draw).is_err());
}

#[test]
fn a_writing_that_was_cut_off_leaves_the_cabinet_before_it() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let room = told(&mut world, &codename, 1, "words");
    // the sealed half of a next generation came to the disk, its key did not
    std::fs::write(world.path("cabinet.sealed-999"), b"half").unwrap();
    let desk = Desk::open(&world.path(""), None, &mut world.draw).unwrap();
    assert_eq!(desk.cabinet().unwrap().entries.len(), 1);
    assert_eq!(read(&world, room, "Ada", "Bo", TODAY).unwrap(), ["words"]);
    told(&mut world, &codename, 2, "more");
    assert_eq!(read(&world, room, "Ada", "Bo", TODAY).unwrap(), ["words", "more"]);
}
