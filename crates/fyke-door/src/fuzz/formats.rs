//! Readers of keys, envelopes, codenames, books and sheets, each with a valid input.

use crate::book::{Book, Edition, publish};
use crate::codename::Codename;
use crate::content::{Content, FileHash, Head, Kind, Writer};
use crate::day::Day;
use crate::envelope::{Bucket, Envelope, Sealer};
use crate::keys::{
    DayList, DaySecret, DoorId, Draw, KeySet, Opening, Person, Roster, SealSecret, SignSecret,
};
use crate::sheet::{Receipt, Sheet};

/// All of them.
pub const TARGETS: &[super::Target] = &[
    ("key_set", fuzz_key_set, key_set),
    ("envelope", fuzz_envelope, envelope),
    ("content", fuzz_content, content),
    ("codename", fuzz_codename, || {
        codename().words().join(" ").into_bytes()
    }),
    ("book", fuzz_book, book),
    ("sheet", fuzz_sheet, sheet),
];

const TODAY: Day = Day(20_779);

/// A key set of any bytes.
pub fn fuzz_key_set(data: &[u8]) {
    let _ = KeySet::read(data, DoorId::of(&root().public()), TODAY);
    let _ = Roster::read(data);
    let _ = DayList::read(data, DoorId([0; 32]));
}

/// An envelope of any bytes, with the secret it was sealed to.
pub fn fuzz_envelope(data: &[u8]) {
    if let Ok(envelope) = Envelope::read(data) {
        let share = envelope.header().share(&day_secret().secret);
        let _ = envelope.open(share.as_slice());
    }
}

/// Clear text of any bytes.
pub fn fuzz_content(data: &[u8]) {
    let _ = Content::read(data);
}

/// What somebody types.
pub fn fuzz_codename(data: &[u8]) {
    let typed = String::from_utf8_lossy(data);
    let _ = Codename::read(&typed);
    let _ = Receipt::read(&typed);
}

/// A reply book of any bytes, looked through as a worker does.
pub fn fuzz_book(data: &[u8]) {
    let door = DoorId::of(&root().public());
    let _ = Book::front(data, door);
    if let Ok(book) = Book::shape(data, door)
        && let Some(leaf) = codename().conversation(door).replies.leaf(book.edition().day())
    {
        let _ = book.seek(&leaf, door).replies();
    }
}

/// A collection sheet of any bytes.
pub fn fuzz_sheet(data: &[u8]) {
    let _ = Sheet::read(data, DoorId::of(&root().public()), &root().public());
}

pub(super) fn root() -> SignSecret {
    SignSecret::new(crate::secret::Secret::new([1; 32]))
}

pub(super) fn day_secret() -> DaySecret {
    DaySecret {
        day: TODAY,
        secret: SealSecret::new(crate::secret::Secret::new([2; 32])),
    }
}

fn codename() -> Codename {
    Codename::draw(&mut Draw::seeded_for_vectors([3; 32])).expect("a seed gives bytes")
}

fn key_set() -> Vec<u8> {
    let seal = day_secret().secret.public();
    let roster = Roster {
        root: root().public(),
        serial: 1,
        first: TODAY,
        last: TODAY.plus(9),
        opening: Opening::One,
        publisher: root().public(),
        pull: root().public(),
        slab: seal.clone(),
        people: vec![Person {
            name: "one".to_owned(),
            sign: root().public(),
            staff: seal,
        }],
    };
    let list =
        DayList::sign(DoorId::of(&root().public()), &root(), &[day_secret()]).expect("one day is in a row");
    KeySet::write(&roster.sign(&root()).expect("one person is enough"), &[list])
}

fn keys() -> KeySet {
    KeySet::read(&key_set(), DoorId::of(&root().public()), TODAY).expect("it was just made")
}

fn sealed() -> Vec<u8> {
    let head = Head {
        message: [4; 16],
        language: "en".to_owned(),
        tie: codename()
            .conversation(keys().door())
            .tie(TODAY)
            .expect("a day of the tree"),
        kind: Kind::Message,
    };
    let bucket = Bucket::read(0).expect("zero is a bucket");
    let draw = &mut Draw::seeded_for_vectors([5; 32]);
    Sealer::new(&keys(), &[0], bucket, Vec::new(), draw)
        .and_then(|sealer| Writer::new(sealer, &head, FileHash::default()))
        .and_then(|writer| writer.finish(false))
        .expect("an empty message fits")
        .0
}

fn envelope() -> Vec<u8> {
    sealed()
}

fn content() -> Vec<u8> {
    let bytes = sealed();
    let envelope = Envelope::read(&bytes).expect("it was just sealed");
    let share = envelope.header().share(&day_secret().secret);
    let clear = envelope.open(share.as_slice()).expect("to this key");
    clear.expose().to_vec()
}

fn book() -> Vec<u8> {
    let door = DoorId::of(&root().public());
    let draw = &mut Draw::seeded_for_vectors([6; 32]);
    publish(door, Edition::first_of(TODAY), &[], &root(), draw).expect("an empty book")
}

fn sheet() -> Vec<u8> {
    let door = DoorId::of(&root().public());
    let draw = &mut Draw::seeded_for_vectors([7; 32]);
    Sheet::publish(door, TODAY, None, &[], &root(), draw).expect("an empty sheet")
}
