//! Envelopes: any one opens nothing, any two open everything, nothing altered opens.

use crate::world::{TODAY, World};
use fyke_door::envelope::{Bucket, Envelope, EnvelopeHash, Header, SealError, Sealer, Share};
use fyke_door::keys::{DoorId, Draw, KeySet, NotOpened, Opening};
use proptest::prelude::*;

fn sealed(keys: &KeySet, chosen: &[usize], bucket: Bucket, clear: &[u8]) -> Vec<u8> {
    let mut sealer = Sealer::new(keys, chosen, bucket, Vec::new(), &mut Draw::system()).unwrap();
    // in uneven pieces, as a network gives them
    for run in clear.chunks(7_001) {
        sealer.push(run).unwrap();
    }
    let (bytes, hash) = sealer.finish().unwrap();
    assert_eq!(EnvelopeHash::of(&bytes), hash);
    bytes
}

fn shares(world: &World, envelope: &Envelope<'_>, who: &[usize]) -> Vec<Share> {
    who.iter()
        .filter_map(|&person| envelope.header().share(world.secret(person)))
        .collect()
}

#[test]
fn any_one_opens_nothing_and_any_two_open_everything() {
    for people in 2..=10 {
        let world = World::new(people, 1, Opening::Two);
        let chosen: Vec<usize> = (0..people).collect();
        let bytes = sealed(&world.keys(), &chosen, Bucket::read(0).unwrap(), b"by two");
        let envelope = Envelope::read(&bytes).unwrap();
        for one in 0..people {
            let alone = shares(&world, &envelope, &[one]);
            assert_eq!(envelope.open(&alone), Err(NotOpened::TooFew));
            // the same person twice is one person
            assert_eq!(
                envelope.open(&[alone[0].clone(), alone[0].clone()]),
                Err(NotOpened::TooFew)
            );
            for other in one + 1..people {
                for pair in [[one, other], [other, one]] {
                    let opened = envelope.open(&shares(&world, &envelope, &pair)).unwrap();
                    assert_eq!(opened.expose(), b"by two");
                }
            }
        }
        assert_eq!(envelope.open(&[]), Err(NotOpened::NotAddressed));
    }
}

#[test]
fn one_person_addressed_opens_alone_and_others_are_not_addressed() {
    let world = World::new(4, 2, Opening::Two);
    let bytes = sealed(&world.keys(), &[2], Bucket::read(0).unwrap(), b"for one");
    let envelope = Envelope::read(&bytes).unwrap();
    assert_eq!(envelope.header().opening, Opening::One);
    assert_eq!(
        envelope.open(&shares(&world, &envelope, &[2])).unwrap().expose(),
        b"for one"
    );
    for other in [0, 1, 3] {
        assert!(envelope.header().share(world.secret(other)).is_none());
    }
    // nor does the same person's key of tomorrow open it
    assert!(envelope.header().share(&world.days[2][1].secret).is_none());
}

#[test]
fn every_size_is_its_buckets_and_comes_back_whole() {
    let world = World::new(3, 1, Opening::Two);
    let keys = world.keys();
    for bucket in Bucket::all().take(5) {
        let capacity = bucket.capacity(3, Opening::Two);
        let below = bucket.exponent().checked_sub(1).and_then(Bucket::read);
        let least = below.map_or(0, |below| below.capacity(3, Opening::Two) + 1);
        for length in [least, least + 1, capacity / 2 + 1, capacity - 1, capacity] {
            assert_eq!(Bucket::holding(length.max(least), 3, Opening::Two), Some(bucket));
            let clear: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let bytes = sealed(&keys, &[0, 1, 2], bucket, &clear);
            assert_eq!(bytes.len() as u64, 65_280 << bucket.exponent());
            let envelope = Envelope::read(&bytes).unwrap();
            let opened = envelope.open(&shares(&world, &envelope, &[0, 2])).unwrap();
            assert!(opened.expose() == clear, "{length} bytes in {bucket:?}");
        }
        let mut sealer = Sealer::new(&keys, &[0], bucket, Vec::new(), &mut Draw::system()).unwrap();
        let most = sealer.room();
        sealer.push(&vec![1; most as usize]).unwrap();
        assert!(matches!(sealer.push(&[1]), Err(SealError::TooMuch { capacity }) if capacity == most));
    }
}

#[test]
fn the_largest_bucket_holds_what_it_says() {
    let world = World::new(2, 1, Opening::Two);
    let clear = vec![3u8; 63 << 20];
    let bytes = sealed(&world.keys(), &[0, 1], Bucket::MAX, &clear);
    assert_eq!(bytes.len(), 1_024 * 65_280);
    let envelope = Envelope::read(&bytes).unwrap();
    assert!(
        envelope
            .open(&shares(&world, &envelope, &[0, 1]))
            .unwrap()
            .expose()
            == clear
    );
}

#[test]
fn every_bit_flipped_in_the_header_refuses() {
    let world = World::new(2, 1, Opening::Two);
    let bytes = sealed(&world.keys(), &[0, 1], Bucket::read(0).unwrap(), b"as it was");
    let length = Header::read(&bytes).unwrap().length();
    let mut altered = bytes.clone();
    // every bit of what is not an encapsulation, every 197th bit of those
    for bit in (0..length * 8).filter(|bit| !(64..48 + 2_272).contains(&(bit / 8)) || bit % 197 == 0) {
        altered[bit / 8] ^= 1 << (bit % 8);
        let opened = Envelope::read(&altered).ok().and_then(|envelope| {
            let here = shares(&world, &envelope, &[0, 1]);
            envelope.open(&here).ok()
        });
        assert!(opened.is_none(), "bit {bit}");
        altered[bit / 8] ^= 1 << (bit % 8);
    }
}

#[test]
fn chunks_do_not_change_places_and_none_is_left_out() {
    let world = World::new(2, 1, Opening::Two);
    let clear = vec![5u8; 200_000];
    let bytes = sealed(&world.keys(), &[0, 1], Bucket::read(2).unwrap(), &clear);
    let header = Header::read(&bytes).unwrap().length();
    let open = |bytes: &[u8]| {
        let envelope = Envelope::read(bytes).map_err(|_| NotOpened::Altered)?;
        envelope.open(&shares(&world, &envelope, &[0, 1]))
    };
    assert!(open(&bytes).is_ok());
    let mut swapped = bytes.clone();
    let (first, second) = swapped[header..].split_at_mut(65_552);
    first.swap_with_slice(&mut second[..65_552]);
    assert_eq!(open(&swapped), Err(NotOpened::Altered));
    for cut in [1, 65_552, bytes.len() - header, bytes.len() - 8] {
        assert!(open(&bytes[..bytes.len() - cut]).is_err());
    }
    assert!(open(&[bytes.as_slice(), &[0]].concat()).is_err());
}

#[test]
fn nobody_is_addressed_by_mistake() {
    let world = World::new(2, 1, Opening::Two);
    let keys = world.keys();
    for chosen in [[].as_slice(), &[2], &[0, 7]] {
        let made = Sealer::new(&keys, chosen, Bucket::MAX, Vec::new(), &mut Draw::system());
        assert!(matches!(made, Err(SealError::Nobody)));
    }
    // named twice is addressed once
    let bytes = sealed(&keys, &[1, 1], Bucket::read(0).unwrap(), b"");
    assert_eq!(Header::read(&bytes).unwrap().addressed().count(), 1);
}

#[test]
fn a_header_that_names_one_key_twice_is_none() {
    let world = World::new(2, 1, Opening::Two);
    let mut bytes = sealed(&world.keys(), &[0, 1], Bucket::read(0).unwrap(), b"");
    let (first, second) = bytes[48..].split_at_mut(1_136);
    second[..1_136].copy_from_slice(first);
    assert_eq!(Header::read(&bytes).map(|_| ()).unwrap_err().what, "key id");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_bit_flipped_in_the_body_refuses(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        thread_local! {
            static MADE: (World, Vec<u8>) = {
                let world = World::new(2, 1, Opening::Two);
                let bytes = sealed(&world.keys(), &[0, 1], Bucket::read(1).unwrap(), &[6; 70_000]);
                (world, bytes)
            };
        }
        MADE.with(|(world, bytes)| {
            let mut bytes = bytes.clone();
            let header = Header::read(&bytes).unwrap().length();
            let at = header + at.index(bytes.len() - header);
            bytes[at] ^= 1 << bit;
            let envelope = Envelope::read(&bytes).unwrap();
            prop_assert_eq!(envelope.open(&shares(world, &envelope, &[0, 1])), Err(NotOpened::Altered));
            Ok(())
        })?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let framed = [b"FYKEENV1".as_slice(), &[0; 36], &[0, 1, 1, 0], &bytes].concat();
        prop_assert!(Envelope::read(&bytes).is_err());
        prop_assert!(Envelope::read(&framed).is_err());
        if let Ok(header) = Header::read(&framed) {
            prop_assert_eq!(header.door, DoorId([0; 32]));
            prop_assert!(header.day < TODAY);
        }
    }
}
