//! Two people open what was addressed to two, one what was addressed to one; nothing
//! lies in clear.

use super::*;
use fyke_door::codename::Codename;
use fyke_door::desk::{Continuity, Opened, Thing};
use fyke_door::keys::{Draw, Opening};

fn room(opened: &Opened) -> ([u8; 16], Continuity, bool) {
    match opened {
        Opened::Into {
            room,
            continuity,
            fresh,
            ..
        } => (*room, *continuity, *fresh),
        Opened::Decoy => panic!("a decoy"),
    }
}

#[test]
fn two_open_what_one_cannot() {
    let mut world = World::new(&["Ada", "Bo", "Cyd"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0, 1], &text(1, "planted words of the source"));
    let queue = world.desk.queue().unwrap();
    assert_eq!(queue.len(), 1);
    assert_eq!(queue[0].addressed, ["Ada", "Bo"]);
    let alone = world.opened(id, "Ada", None).unwrap_err().to_string();
    assert!(alone.contains("takes two people"), "{alone}");
    let stranger = world.opened(id, "Cyd", Some("Ada")).unwrap_err().to_string();
    assert!(stranger.contains("takes two people"), "{stranger}");
    let (first, continuity, fresh) = room(&world.opened(id, "Ada", Some("Bo")).unwrap());
    assert!(fresh && continuity == Continuity::First);
    assert!(world.desk.queue().unwrap().is_empty());
    // the room takes two again
    let ada = world.sit("Ada", TODAY);
    assert!(ada.open_room(first).is_err());
    world
        .sit("Bo", TODAY)
        .yield_to(Thing::Room(first), "Ada", &mut Draw::system())
        .unwrap();
    let open = ada.open_room(first).unwrap();
    assert_eq!(open.texts(), ["planted words of the source"]);
    ada.close_room(first).unwrap();
    assert!(ada.open_room(first).is_err());
    for (path, bytes) in bytes_below(world.folder.path()) {
        let found = String::from_utf8_lossy(&bytes).contains("planted");
        assert!(!found, "{} holds words of the source", path.display());
    }
}

#[test]
fn what_was_addressed_to_one_person_is_theirs_alone() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[1], &text(1, "for Bo"));
    assert!(
        world
            .opened(id, "Ada", None)
            .unwrap_err()
            .to_string()
            .contains("not addressed")
    );
    let (place, ..) = room(&world.opened(id, "Bo", None).unwrap());
    assert_eq!(
        world.sit("Bo", TODAY).open_room(place).unwrap().texts(),
        ["for Bo"]
    );
    let refused = world
        .sit("Ada", TODAY)
        .open_room(place)
        .err()
        .unwrap()
        .to_string();
    assert!(refused.contains("not addressed"), "{refused}");
}

#[test]
fn a_conversation_goes_on_in_its_room_and_what_comes_twice_is_kept_once() {
    let mut world = World::new(&["Ada"], Opening::One);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let mut rooms = Vec::new();
    for written in [text(1, "one"), text(2, "two"), text(2, "two")] {
        let id = world.bring(&codename, &[0], &written);
        rooms.push(room(&world.opened(id, "Ada", None).unwrap()));
    }
    assert!(rooms.iter().all(|(place, ..)| *place == rooms[0].0));
    let fresh: Vec<(Continuity, bool)> = rooms.iter().map(|(_, how, fresh)| (*how, *fresh)).collect();
    assert_eq!(
        fresh,
        [
            (Continuity::First, true),
            (Continuity::Continues, true),
            (Continuity::Continues, false)
        ]
    );
    assert_eq!(
        world.sit("Ada", TODAY).open_room(rooms[0].0).unwrap().texts(),
        ["one", "two"]
    );
}

#[test]
fn whoever_names_a_conversation_without_its_key_gets_a_room_of_their_own() {
    let mut world = World::new(&["Ada"], Opening::One);
    let door = world.desk.door();
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0], &text(1, "true"));
    let (honest, ..) = room(&world.opened(id, "Ada", None).unwrap());
    let mut forged = Codename::draw(&mut world.draw).unwrap().conversation(door);
    forged.id = codename.conversation(door).id;
    let keys = fyke_door::keys::KeySet::read(&world.desk.key_set().unwrap(), door, TODAY).unwrap();
    let envelope = sealed(&keys, &forged, &[0], &text(2, "false"), TODAY, &mut world.draw);
    let id = world.desk.take(&envelope, TODAY).unwrap();
    let (place, how, _) = room(&world.opened(id, "Ada", None).unwrap());
    assert_eq!(how, Continuity::OtherKey);
    assert_ne!(place, honest);
    assert_eq!(
        world.sit("Ada", TODAY).open_room(honest).unwrap().texts(),
        ["true"]
    );
}

#[test]
fn a_file_in_parts_is_whole_when_its_last_part_fits() {
    let mut world = World::new(&["Ada"], Opening::One);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let parts = [
        part(7, 1, b"first ", b"second", true),
        part(7, 0, b"", b"first ", false),
    ];
    let mut place = [0; 16];
    for (at, written) in parts.iter().enumerate() {
        let id = world.bring(&codename, &[0], written);
        place = room(&world.opened(id, "Ada", None).unwrap()).0;
        let ada = world.sit("Ada", TODAY);
        let files = ada.open_room(place).unwrap().files();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].whole.is_some(), at == 1);
    }
    let ada = world.sit("Ada", TODAY);
    let files = ada.open_room(place).unwrap().files();
    assert_eq!(files[0].whole.as_ref().unwrap().expose(), b"first second");
    assert_eq!(files[0].name.expose(), b"list.txt");
}

#[test]
fn another_passphrase_and_another_door_are_refused_in_words() {
    let mut world = World::new(&["Ada"], Opening::One);
    let wrong = fyke_door::secret::Hidden::new(b"wrong horse battery staple".to_vec());
    let error = world
        .desk
        .sit("Ada", &wrong, COST, TODAY, &mut world.draw)
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("does not open: the passphrase is another"),
        "{error}"
    );
    let mut other = World::new(&["Ada"], Opening::One);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let envelope = other.sealed(&codename, &[0], &text(1, "elsewhere"), TODAY);
    let id = world.desk.take(&envelope, TODAY).unwrap();
    assert!(!world.desk.queue().unwrap()[0].readable);
    let error = world.opened(id, "Ada", None).unwrap_err().to_string();
    assert!(error.contains("another door"), "{error}");
    world.sit("Ada", TODAY).destroy(id).unwrap();
    assert!(world.desk.queue().unwrap().is_empty());
}

#[test]
fn a_forged_yield_opens_nothing() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0, 1], &text(1, "words"));
    world
        .sit("Bo", TODAY)
        .yield_to(Thing::Envelope(id), "Ada", &mut Draw::system())
        .unwrap();
    let (path, mut bytes) = bytes_below(&world.path("yields")).swap_remove(0);
    bytes[1_130] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let error = world.opened(id, "Ada", None).unwrap_err().to_string();
    assert!(error.contains("not signed by them"), "{error}");
}

#[test]
fn a_yield_holds_for_its_day_and_the_next() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0, 1], &text(1, "words"));
    let draw = &mut Draw::system();
    let bo = world.sit("Bo", TODAY);
    bo.yield_to(Thing::Envelope(id), "Ada", draw).unwrap();
    let own = bo
        .yield_to(Thing::Envelope(id), "Bo", draw)
        .unwrap_err()
        .to_string();
    assert!(own.contains("another person"), "{own}");
    let late = world
        .sit("Ada", TODAY.plus(2))
        .open_envelope(id, draw)
        .unwrap_err()
        .to_string();
    assert!(late.contains("older than a day"), "{late}");
    assert!(world.sit("Ada", TODAY.plus(1)).open_envelope(id, draw).is_ok());
}

#[test]
fn the_log_says_who_opened_what_and_shows_where_it_was_altered() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0, 1], &text(1, "words"));
    world.opened(id, "Ada", Some("Bo")).unwrap();
    let (lines, _) = world.desk.log().unwrap();
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{} {}", line.who, line.what))
        .collect();
    assert_eq!(told, ["Bo yielded", "Ada opened"]);
    let path = world.path("log");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("Bo yielded", "Bo watched", 1)).unwrap();
    let error = world.desk.log().unwrap_err().to_string();
    assert!(
        error.starts_with("line 1 of the desk's log does not follow"),
        "{error}"
    );
}

#[test]
fn no_file_of_the_desk_bears_a_time_finer_than_a_day() {
    let mut world = World::new(&["Ada"], Opening::One);
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0], &text(1, "words"));
    world.opened(id, "Ada", None).unwrap();
    for (path, _) in bytes_below(world.folder.path()) {
        let at = path.metadata().unwrap().modified().unwrap();
        let seconds = at.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        assert_eq!(seconds, u64::from(TODAY.0) * 86_400, "{}", path.display());
    }
}
