//! What a source sends is what the desk reads.

use crate::world::{TODAY, World};
use fyke_door::codename::Codename;
use fyke_door::content::{Content, ContentRefused, FileHash, FilePart, Head, Kind, Tie, Writer};
use fyke_door::envelope::{Bucket, Envelope, SealError, Sealer};
use fyke_door::keys::{Draw, Opening};
use fyke_door::secret::Hidden;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn tie(world: &World) -> Tie {
    let codename = Codename::draw(&mut Draw::seeded_for_vectors([4; 32])).unwrap();
    codename.conversation(world.door()).tie(TODAY).unwrap()
}

fn open(world: &World, bytes: &[u8]) -> Hidden {
    let envelope = Envelope::read(bytes).unwrap();
    let shares: Vec<_> = (0..2)
        .filter_map(|person| envelope.header().share(world.secret(person)))
        .collect();
    envelope.open(&shares).unwrap()
}

fn sealer(world: &World, bucket: u8) -> Sealer<Vec<u8>> {
    let bucket = Bucket::read(bucket).unwrap();
    Sealer::new(&world.keys(), &[0, 1], bucket, Vec::new(), &mut Draw::system()).unwrap()
}

#[test]
fn a_message_arrives_as_it_was_written() {
    let world = World::new(2, 1, Opening::Two);
    let head = Head {
        message: [1; 16],
        language: "uk".to_owned(),
        tie: tie(&world),
        kind: Kind::Message,
    };
    let mut writer = Writer::new(sealer(&world, 0), &head, FileHash::default()).unwrap();
    let text = "у п'ятницю привезли ще дванадцять ящиків".as_bytes();
    writer.push(&text[..9]).unwrap();
    writer.push(&text[9..]).unwrap();
    let (bytes, ..) = writer.finish(false).unwrap();
    let clear = open(&world, &bytes);
    let content = Content::read(clear.expose()).unwrap();
    assert_eq!(
        (content.head.day(), content.data, content.file),
        (TODAY, text, None)
    );
    assert_eq!(content.head, head);
}

#[test]
fn a_file_in_three_parts_carries_its_hash_to_the_end() {
    let world = World::new(2, 1, Opening::Two);
    let file: Vec<u8> = (0..150_000u32).map(|at| (at * 7 % 253) as u8).collect();
    let mut hash = FileHash::default();
    let mut together = Vec::new();
    let parts: Vec<&[u8]> = file.chunks(60_000).collect();
    for (at, part) in (0u32..).zip(&parts) {
        let head = Head {
            message: [2; 16],
            language: String::new(),
            tie: tie(&world),
            kind: Kind::File(FilePart {
                file: 0,
                part: at,
                of: 3,
                offset: u64::from(at) * 60_000,
                name: Hidden::new(b"invoice.pdf".to_vec()),
            }),
        };
        let mut writer = Writer::new(sealer(&world, 0), &head, hash).unwrap();
        assert_eq!(
            writer.room(),
            Bucket::read(0).unwrap().capacity(2, Opening::Two) - head.overhead()
        );
        writer.push(part).unwrap();
        let (bytes, _, next) = writer.finish(at == 2).unwrap();
        hash = next;
        let clear = open(&world, &bytes);
        let content = Content::read(clear.expose()).unwrap();
        assert_eq!(content.head, head);
        together.extend_from_slice(content.data);
        let so_far: [u8; 32] = Sha256::digest(&together).into();
        assert_eq!(content.file, Some((so_far, at == 2)));
    }
    assert!(together == file);
}

#[test]
fn more_than_fits_is_refused_and_nothing_is_cut() {
    let world = World::new(2, 1, Opening::Two);
    let head = Head {
        message: [1; 16],
        language: String::new(),
        tie: tie(&world),
        kind: Kind::Message,
    };
    let mut writer = Writer::new(sealer(&world, 0), &head, FileHash::default()).unwrap();
    let room = writer.room();
    writer.push(&vec![b'a'; room as usize]).unwrap();
    assert!(matches!(
        writer.push(b"b"),
        Err(SealError::TooMuch { capacity: 0 })
    ));
}

proptest! {
    #[test]
    fn a_bit_flipped_in_clear_text_is_refused(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        thread_local! {
            static CLEAR: Hidden = {
                let world = World::new(2, 1, Opening::Two);
                let head = Head {
                    message: [1; 16],
                    language: "en".to_owned(),
                    tie: tie(&world),
                    kind: Kind::Message,
                };
                let mut writer = Writer::new(sealer(&world, 0), &head, FileHash::default()).unwrap();
                writer.push(b"twelve more crates").unwrap();
                open(&world, &writer.finish(false).unwrap().0)
            };
        }
        CLEAR.with(|clear| {
            let mut bytes = clear.expose().to_vec();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            let read = Content::read(&bytes);
            prop_assert!(matches!(read, Err(ContentRefused::Malformed(_) | ContentRefused::Mac)));
            Ok(())
        })?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..1_500)) {
        let framed = [b"FYKECON1\x01\0\0\x51\x2b".as_slice(), &bytes].concat();
        prop_assert!(Content::read(&bytes).is_err());
        prop_assert!(Content::read(&framed).is_err());
    }
}
