//! Reply books: who finds what, and that nobody else does.

use crate::world::{TODAY, World};
use fyke_door::book::{
    BODY, BOOK, Book, Edition, NotPublished, PER_CONVERSATION, Reply, ReplySeed, SLOTS, Slot, TEXT_MAX,
    ahead, publish,
};
use fyke_door::keys::{DoorId, Draw, Opening, Refused};
use fyke_door::secret::{Hidden, Secret};
use proptest::prelude::*;

fn seed(of: u8) -> ReplySeed {
    ReplySeed::new(Secret::new([of; 32]))
}

fn reply(id: u8, text: &str) -> Reply {
    Reply {
        id: [id; 16],
        day: TODAY,
        part: 0,
        of: 1,
        text: Hidden::new(text.as_bytes().to_vec()),
    }
}

fn slots(world: &World, of: u8, replies: &[&str], edition: Edition) -> Vec<Slot> {
    let cover = seed(of).cover(TODAY).unwrap();
    (0u8..)
        .zip(replies)
        .flat_map(|(k, text)| ahead(&cover, world.door(), &reply(k, text), k, edition, 1))
        .collect()
}

fn book(world: &World, edition: Edition, slots: &[Slot]) -> Vec<u8> {
    publish(
        world.door(),
        edition,
        slots,
        &world.publisher,
        &mut Draw::system(),
    )
    .unwrap()
}

fn texts(world: &World, bytes: &[u8], of: u8) -> Vec<String> {
    let book = Book::read(bytes, world.door(), &world.publisher.public()).unwrap();
    let leaf = seed(of).leaf(book.edition().day()).unwrap();
    book.seek(&leaf, world.door())
        .replies()
        .iter()
        .map(|reply| String::from_utf8(reply.text.expose().to_vec()).unwrap())
        .collect()
}

#[test]
fn two_sources_find_their_own_replies_and_a_third_finds_none() {
    let world = World::new(1, 1, Opening::One);
    let edition = Edition::first_of(TODAY).plus(2);
    let mut all = slots(&world, 1, &["which warehouse?", "thank you"], edition);
    all.extend(slots(&world, 2, &["a", "b", "c", "d"], edition));
    let bytes = book(&world, edition, &all);
    assert_eq!(bytes.len(), BOOK);
    assert_eq!(texts(&world, &bytes, 1), ["which warehouse?", "thank you"]);
    assert_eq!(texts(&world, &bytes, 2), ["a", "b", "c", "d"]);
    assert_eq!(texts(&world, &bytes, 3), Vec::<String>::new());
}

#[test]
fn slots_made_once_serve_every_book_of_fourteen_days() {
    let world = World::new(1, 1, Opening::One);
    let cover = seed(1).cover(TODAY).unwrap();
    let first = Edition::first_of(TODAY).plus(1);
    let long = "x".repeat(TEXT_MAX);
    let made = ahead(&cover, world.door(), &reply(1, &long), 3, first, Edition::AHEAD);
    assert_eq!(made.len(), 56);
    for n in [0, 3, 27, 55] {
        let edition = first.plus(n);
        let own: Vec<Slot> = made
            .iter()
            .filter(|slot| slot.edition == edition)
            .cloned()
            .collect();
        assert_eq!(texts(&world, &book(&world, edition, &own), 1), [long.as_str()]);
    }
    // no two of them have anything in common for whoever does not hold the leaf
    let tags: std::collections::BTreeSet<_> = made.iter().map(|slot| slot.tag).collect();
    assert_eq!(tags.len(), 56);
    let too_long = Reply {
        text: Hidden::new(vec![b'x'; TEXT_MAX + 1]),
        ..reply(1, "")
    };
    assert!(ahead(&cover, world.door(), &too_long, 0, first, 1).is_empty());
}

#[test]
fn a_seized_desk_opens_no_past_book() {
    let world = World::new(1, 1, Opening::One);
    let edition = Edition::first_of(TODAY);
    let bytes = book(&world, edition, &slots(&world, 1, &["yesterday's"], edition));
    let kept = seed(1).cover(TODAY).unwrap().from(TODAY.plus(1)).unwrap();
    assert_eq!(kept.leaf(edition.day()), None);
    // and the leaf of any day that is left finds nothing in it
    let book = Book::shape(&bytes, world.door()).unwrap();
    let leaf = kept.leaf(TODAY.plus(1)).unwrap();
    assert!(book.seek(&leaf, world.door()).replies().is_empty());
}

#[test]
fn a_full_book_holds_512_and_says_so() {
    let world = World::new(1, 1, Opening::One);
    let edition = Edition::first_of(TODAY);
    let mut all = Vec::new();
    for of in 0..128 {
        all.extend(slots(&world, of, &["one", "two", "three", "four"], edition));
    }
    assert_eq!(all.len(), SLOTS);
    let bytes = book(&world, edition, &all);
    for of in [0, 64, 127] {
        assert_eq!(texts(&world, &bytes, of), ["one", "two", "three", "four"]);
    }
    all.push(all[0].clone());
    let full = publish(world.door(), edition, &all, &world.publisher, &mut Draw::system());
    assert_eq!(full, Err(NotPublished::Full { slots: 513 }));
    let later = publish(
        world.door(),
        edition.plus(1),
        &all[..1],
        &world.publisher,
        &mut Draw::system(),
    );
    assert_eq!(later, Err(NotPublished::WrongEdition));
}

#[test]
fn a_book_altered_cut_or_of_another_door_is_refused() {
    let world = World::new(1, 1, Opening::One);
    let edition = Edition::first_of(TODAY);
    let mut bytes = book(&world, edition, &[]);
    let key = world.publisher.public();
    let read = |bytes: &[u8]| Book::read(bytes, world.door(), &key).map(|book| book.edition());
    assert_eq!(read(&bytes), Ok(edition));
    assert_eq!(
        Book::read(&bytes, DoorId([0; 32]), &key).map(|_| ()),
        Err(Refused::OtherDoor("reply book"))
    );
    assert_eq!(
        Book::read(&bytes, world.door(), &world.pull.public()).map(|_| ()),
        Err(Refused::NotSigned("reply book"))
    );
    assert!(read(&bytes[..BOOK - 1]).is_err());
    for at in [40, 44, 9_000, BOOK - 70, BOOK - 1] {
        bytes[at] ^= 1;
        assert_eq!(read(&bytes), Err(Refused::NotSigned("reply book")), "byte {at}");
        bytes[at] ^= 1;
    }
}

#[test]
fn real_slots_and_noise_have_the_same_statistics() {
    // of a full and an empty book: the mean of all bits, and each bit position, within
    // five standard deviations of a half
    let world = World::new(1, 1, Opening::One);
    let edition = Edition::first_of(TODAY);
    let mut all = Vec::new();
    for of in 0..128 {
        all.extend(slots(&world, of, &["a", "a", "a", "a"], edition));
    }
    for slots in [all.as_slice(), &[]] {
        let bytes = book(&world, edition, slots);
        let bodies = &bytes[44 + 16 * SLOTS..BOOK - 64];
        for bit in 0..8 {
            let ones = bodies.iter().filter(|byte| *byte >> bit & 1 == 1).count() as f64;
            let n = bodies.len() as f64;
            let z = (ones - n / 2.0) / (n / 4.0).sqrt();
            assert!(z.abs() < 5.0, "bit {bit}: {z}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_body_altered_is_no_reply(at in 0usize..BODY, bit in 0u8..8) {
        let world = World::new(1, 1, Opening::One);
        let edition = Edition::first_of(TODAY);
        let mut all = slots(&world, 1, &["altered", "as it was"], edition);
        all[0].body[at] ^= 1 << bit;
        prop_assert_eq!(texts(&world, &book(&world, edition, &all), 1), ["as it was"]);
    }

    #[test]
    fn any_text_comes_back(text in "\\PC{0,1000}", k in 0..PER_CONVERSATION) {
        let world = World::new(1, 1, Opening::One);
        let edition = Edition::first_of(TODAY);
        let cover = seed(5).cover(TODAY).unwrap();
        let made = ahead(&cover, world.door(), &reply(0, &text), k, edition, 1);
        prop_assert_eq!(texts(&world, &book(&world, edition, &made), 5), [text]);
    }
}
