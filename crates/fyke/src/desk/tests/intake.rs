//! The intake over a real desk of a door in a folder: what two open, one does not;
//! what closes with a session; what comes into the case, and under which label.

use super::world::{World, secret};
use crate::desk::{DoorDesk, LocalDesk};
use fyke_door::codename::Codename;
use fyke_door::content::{FileHash, Head, Kind, Writer};
use fyke_door::day::Day;
use fyke_door::desk::{Cost, Desk as Door};
use fyke_door::envelope::{Bucket, Sealer};
use fyke_door::keys::{Draw, KeySet, Opening};
use fyke_door::secret::Hidden;
use fyke_model::dataset::Handling;
use fyke_model::desk::{
    Access, Hand, Intake, IntakeThing, LetterOpened, MarkSaid, Replied, Role, Secret, ThingState, Why,
};
use fyke_store::record::standing;
use std::path::Path;

const PASS: &str = "correct horse battery staple";
const TOLD: &str = "Marek signs for the crates. They leave at night.";

/// A desk of these officers, each with the same passphrase, and a letter in it.
fn door(at: &Path, officers: &[&str]) -> Door {
    let draw = &mut Draw::system();
    let today = Day::today();
    let pass = Hidden::new(PASS.as_bytes().to_vec());
    // cheap on purpose: what is tested is not the price of a guess
    let cost = Cost {
        memory_kib: 64,
        passes: 1,
    };
    let root = at.join("root");
    let door = Door::init(&at.join("desk"), &root, &pass, &pass, cost, today, draw).unwrap();
    for name in officers {
        door.take_on(name, &pass, cost, today, draw).unwrap();
    }
    door.sign_roster(&root, &pass, Opening::Two, today, 300).unwrap();
    for name in officers {
        door.sit(name, &pass, cost, today, draw)
            .unwrap()
            .renew(draw)
            .unwrap();
    }
    bring(&door, &Codename::draw(draw).unwrap(), draw);
    door
}

fn bring(door: &Door, codename: &Codename, draw: &mut Draw) {
    let today = Day::today();
    let keys = KeySet::read(&door.key_set().unwrap(), door.door(), today).unwrap();
    let to = [0, 1];
    let head = Head {
        message: [7; 16],
        language: "en".into(),
        tie: codename.conversation(door.door()).tie(today).unwrap(),
        kind: Kind::Message,
    };
    let length = head.overhead() + TOLD.len() as u64;
    let bucket = Bucket::holding(length, to.len(), keys.opening(to.len())).unwrap();
    let sealer = Sealer::new(&keys, &to, bucket, Vec::new(), draw).unwrap();
    let mut writer = Writer::new(sealer, &head, FileHash::default()).unwrap();
    writer.push(TOLD.as_bytes()).unwrap();
    door.take(&writer.finish(true).unwrap().0, today).unwrap();
}

fn open(desk: &LocalDesk, by: &Hand, other: &str, thing: &IntakeThing) -> Option<LetterOpened> {
    let pass = Secret::new(PASS);
    desk.give_share(by, thing, other, by.name(), &pass).unwrap();
    match thing {
        IntakeThing::Letter(_) => Some(desk.open_letter(by, thing, &pass).unwrap()),
        IntakeThing::Conversation(_) => {
            desk.open_conversation(by, thing, &pass).unwrap();
            None
        }
    }
}

#[test]
fn two_officers_open_answer_mark_and_erase() {
    let world = World::new();
    let ada = world.founder();
    let bo = world.person(&ada, "Bo", Role::Reviewer);
    let eve = world.person(&ada, "Eve", Role::Releaser);
    let at = tempfile::tempdir().unwrap();
    door(at.path(), &["Ada", "Bo"]);
    let World { desk, _folder, .. } = world;
    // without the option there is none
    assert_eq!(desk.intake(&ada).unwrap_err().why, Why::Absent);
    assert!(!desk.is_officer(&ada));
    let none: [&Path; 0] = [];
    let desk = desk.with_intake(DoorDesk::open(&at.path().join("desk"), None, &none).unwrap());
    assert!(desk.is_officer(&ada) && desk.is_officer(&bo));
    assert_eq!(desk.intake(&eve).unwrap_err().why, Why::Forbidden);

    let letter = desk.intake(&ada).unwrap().letters.remove(0);
    assert_eq!((letter.state, letter.people), (ThingState::Waits, 2));
    let pass = secret(PASS);
    // one alone, the wrong passphrase, the right one of somebody else
    for typed in [PASS, "wrong horse battery staple"] {
        assert!(desk.open_letter(&ada, &letter.thing, &secret(typed)).is_err());
    }
    assert!(desk.give_share(&ada, &letter.thing, "Eve", "Ada", &pass).is_err());
    let Some(LetterOpened::Into {
        conversation,
        number,
        text,
        ..
    }) = open(&desk, &ada, "Bo", &letter.thing)
    else {
        panic!("it is no decoy");
    };
    assert_eq!((number, text.unwrap().reveal()), (1, TOLD));

    // what it went into takes two as well, and is open for one session
    assert_eq!(
        desk.conversation(&ada, &conversation).unwrap_err().why,
        Why::Conflict
    );
    assert!(desk.open_conversation(&ada, &conversation, &pass).is_err());
    open(&desk, &ada, "Bo", &conversation);
    assert_eq!(
        desk.conversation(&bo, &conversation).unwrap_err().why,
        Why::Conflict
    );
    let view = desk.conversation(&ada, &conversation).unwrap();
    assert_eq!(view.told.len(), 1);
    assert!(view.line.open_here && !view.line.to_reseal() && view.line.goes.is_some());

    let reply = secret("Is Marek safe?");
    let warned = desk.reply(&ada, &conversation, &reply, false).unwrap();
    assert!(matches!(warned, Replied::Warned { ref warnings, .. } if !warnings.is_empty()));
    assert_eq!(desk.conversation(&ada, &conversation).unwrap().told.len(), 1);
    let sent = desk.reply(&ada, &conversation, &reply, true).unwrap();
    assert!(matches!(sent, Replied::Sent { .. }));
    let view = desk.conversation(&ada, &conversation).unwrap();
    assert_eq!((view.told.len(), view.line.state), (2, ThingState::Answered));

    // of two statements, one after the other, both stand
    for (from, to, value) in [(0, 27, Some("somebody signs")), (28, 48, None)] {
        let mark = MarkSaid {
            page: 0,
            from,
            to,
            entity: "firm-1".to_owned(),
            schema: "Company".to_owned(),
            property: "notes".to_owned(),
            value: value.map(Secret::new),
        };
        let marks = [mark];
        let shown = desk.mark_spans(&ada, &conversation, &marks, false).unwrap();
        assert_eq!(shown[0].handling, Handling::SourceCompartment);
        assert_eq!(shown[0].value.reveal(), value.unwrap_or("They leave at night."));
        desk.mark_spans(&ada, &conversation, &marks, true).unwrap();
    }
    let case = fyke_store::Case::open_read_only(&desk.root).unwrap();
    let files = case.files().unwrap();
    let stand: Vec<_> = standing(&files, None)
        .into_iter()
        .filter(|file| file.dataset == "compartment-0001")
        .collect();
    assert_eq!(stand.len(), 1);
    assert_eq!((stand[0].rows_in, stand[0].rows_refused), (2, 0));
    assert_eq!(stand[0].handling, Handling::SourceCompartment);

    // who leaves leaves nothing open, and what was given is spent
    desk.lock(&ada);
    let line = desk.intake_thing(&bo, &conversation).unwrap();
    assert!(line.given.is_empty());
    assert!(
        desk.erase(&bo, &conversation, &secret("wrong horse battery staple"))
            .is_err()
    );
    desk.erase(&bo, &conversation, &pass).unwrap();
    let list = desk.intake(&bo).unwrap();
    assert!(list.conversations.is_empty());
    assert_eq!(list.erased, [1]);
    assert_eq!(
        desk.intake_thing(&bo, &conversation).unwrap_err().why,
        Why::Absent
    );
}
