//! Replies, decoys, sheets, and what goes into a case.

use super::*;
use fyke_door::book::Edition;
use fyke_door::codename::Codename;
use fyke_door::content::Kind;
use fyke_door::desk::mark::Mark;
use fyke_door::desk::{Opened, Thing};
use fyke_door::envelope::EnvelopeHash;
use fyke_door::keys::{Draw, Opening};
use fyke_door::pull::client::Inbox;
use fyke_door::sheet::{Receipt, Sheet};

fn conversation(world: &mut World, words: &str) -> (Codename, [u8; 16]) {
    let codename = Codename::draw(&mut world.draw).unwrap();
    let id = world.bring(&codename, &[0], &text(1, words));
    match world.opened(id, "Ada", None).unwrap() {
        Opened::Into { room, .. } => (codename, room),
        Opened::Decoy => panic!("a decoy"),
    }
}

#[test]
fn a_reply_is_found_for_two_weeks_and_by_its_source_alone() {
    let mut world = World::new(&["Ada"], Opening::One);
    let (codename, room) = conversation(&mut world, "is anybody there?");
    let ada = world.sit("Ada", TODAY);
    let long = "we are here. ".repeat(400);
    let draw = &mut Draw::system();
    ada.open_room(room)
        .unwrap()
        .reply(&long, edition(), draw)
        .unwrap();
    let machine = world.desk.machine(&pass()).unwrap();
    let other = Codename::draw(draw).unwrap();
    for (edition, there) in [
        (edition(), true),
        (edition().plus(Edition::AHEAD - 1), true),
        (edition().plus(Edition::AHEAD), false),
    ] {
        // keys reach as far as they reach; the book alone is looked at here
        let today = TODAY;
        let book = world.desk.publish(&machine, edition, today, draw).unwrap().book;
        let found = world.found(&codename, &book);
        assert_eq!(found.concat(), if there { long.as_str() } else { "" });
        assert!(world.found(&other, &book).is_empty());
    }
}

#[test]
fn what_was_read_leaves_the_books_and_frees_its_places() {
    let mut world = World::new(&["Ada"], Opening::One);
    let (codename, room) = conversation(&mut world, "hello");
    let draw = &mut Draw::system();
    let mut first = [0; 16];
    for n in 0..4 {
        let ada = world.sit("Ada", TODAY);
        let id = ada
            .open_room(room)
            .unwrap()
            .reply("answer", edition(), draw)
            .unwrap();
        if n == 0 {
            first = id;
        }
    }
    let ada = world.sit("Ada", TODAY);
    let full = ada
        .open_room(room)
        .unwrap()
        .reply("one more", edition(), draw)
        .unwrap_err();
    assert!(
        full.to_string().contains("4 of this conversation's four places"),
        "{full}"
    );
    let mut notice = text(9, "");
    (notice.kind, notice.data) = (Kind::Read, first.to_vec());
    let id = world.bring(&codename, &[0], &notice);
    world.opened(id, "Ada", None).unwrap();
    let machine = world.desk.machine(&pass()).unwrap();
    let book = world.desk.publish(&machine, edition(), TODAY, draw).unwrap().book;
    assert_eq!(world.found(&codename, &book).len(), 3);
    let ada = world.sit("Ada", TODAY);
    ada.open_room(room)
        .unwrap()
        .reply("one more", edition(), draw)
        .unwrap();
}

#[test]
fn receipts_of_all_that_came_are_on_the_sheet_and_decoys_come_back_unopened() {
    let mut world = World::new(&["Ada", "Bo"], Opening::Two);
    let draw = &mut Draw::system();
    let codename = Codename::draw(draw).unwrap();
    let real = world.sealed(&codename, &[0, 1], &text(1, "words"), TODAY);
    let decoys = world.desk.decoys(3, TODAY, draw).unwrap();
    assert_eq!(decoys.len(), 3);
    let mut inbox = world.desk.inbox(TODAY);
    for (at, envelope) in decoys.iter().chain([&real]).enumerate() {
        let id = [at as u8; 16];
        assert!(!inbox.has(&id).unwrap());
        inbox.keep(&id, envelope).unwrap();
        assert!(inbox.has(&id).unwrap());
    }
    assert_eq!(world.desk.queue().unwrap().len(), 1);
    let machine = world.desk.machine(&pass()).unwrap();
    let first = world.desk.publish(&machine, edition(), TODAY, draw).unwrap();
    let publisher = machine.publisher.public();
    let sheet = Sheet::read(&first.sheets[0], world.desk.door(), &publisher).unwrap();
    for envelope in decoys.iter().chain([&real]) {
        assert!(sheet.holds(&Receipt::of(&EnvelopeHash::of(envelope))));
    }
    world.bring(&codename, &[0, 1], &text(2, "more"));
    // an edition is made once: other noise around the same slots would show which are real
    let again = world.desk.publish(&machine, edition(), TODAY, draw).unwrap();
    assert!(again.book == first.book && again.sheets == first.sheets);
    let second = world
        .desk
        .publish(&machine, edition().plus(1), TODAY, draw)
        .unwrap();
    let next = Sheet::read(&second.sheets[1], world.desk.door(), &publisher).unwrap();
    assert!(next.follows(&sheet) && second.sheets[0] == first.sheets[0]);
    // whether anything came is not told by whether there is a sheet
    let third = world
        .desk
        .publish(&machine, edition().plus(2), TODAY, draw)
        .unwrap();
    let last = Sheet::read(&third.sheets[2], world.desk.door(), &publisher).unwrap();
    assert!(last.follows(&next));
    let earlier = world.desk.publish(&machine, edition(), TODAY, draw).unwrap_err();
    assert!(earlier.to_string().contains("a later book"), "{earlier}");
    // as many as were ever made are not kept, and those that are handed over again are the newest
    for book in 3..20 {
        world
            .desk
            .publish(&machine, edition().plus(book), TODAY, draw)
            .unwrap();
    }
    let many = world
        .desk
        .publish(&machine, edition().plus(19), TODAY, draw)
        .unwrap();
    assert_eq!(many.sheets.len(), 16);
    assert_eq!(
        Sheet::read(&many.sheets[15], world.desk.door(), &publisher)
            .unwrap()
            .serial,
        20
    );
}

#[test]
fn marked_spans_become_statements_of_a_compartment_and_nothing_else_does() {
    let mut world = World::new(&["Ada"], Opening::One);
    let (_, room) = conversation(&mut world, "Planted Works \"Ost\" ships from gate 4; I am Ann.");
    let ada = world.sit("Ada", TODAY);
    let open = ada.open_room(room).unwrap();
    let mark = |span, property: &str, value: Option<&str>| Mark {
        page: 0,
        span,
        entity: "firm-1".into(),
        schema: "Company".into(),
        property: property.into(),
        value: value.map(str::to_owned),
    };
    let lines = open
        .statements(&[mark(0..19, "name", None), mark(20..37, "notes", Some("ships"))])
        .unwrap();
    let lines: Vec<serde_json::Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            serde_json::json!({"entity_id": "compartment-0001-firm-1", "schema": "Company", "prop": "name",
                "value": "Planted Works \"Ost\"", "dataset": "compartment-0001"}),
            serde_json::json!({"entity_id": "compartment-0001-firm-1", "schema": "Company", "prop": "notes",
                "value": "ships", "dataset": "compartment-0001"}),
        ]
    );
    for bad in [
        mark(0..500, "name", None),
        mark(3..3, "name", None),
        mark(0..4, "na me", None),
        Mark {
            page: 5,
            ..mark(0..4, "name", None)
        },
    ] {
        assert!(open.statements(&[bad]).is_err());
    }
    drop(open);
    let (lines, _) = world.desk.log().unwrap();
    assert_eq!(lines.last().unwrap().what, "marked");
    let _ = Thing::Room(room);
}
