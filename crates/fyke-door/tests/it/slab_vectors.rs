//! The bytes of the slab's and the wire's formats, fixed; and their readers on
//! anything at all. `UPDATE=1` writes `tests/vectors/slab.json` anew.

use fyke_door::fuzz;
use fyke_door::keys::{DoorId, Draw, SealSecret, SignSecret};
use fyke_door::secret::Secret;
use fyke_door::slab::cell::{Header, Keys, Kind};
use fyke_door::slab::free::{self, Free};
use fyke_door::slab::head::{self, Place};
use fyke_door::slab::shuffle::Shuffle;
use fyke_door::slab::{Held, Survey};
use fyke_door::wire::Frame;
use proptest::prelude::*;
use serde_json::json;
use sha2::{Digest, Sha256};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn frame(frame: &Frame) -> String {
    let mut out = Vec::new();
    frame.write(&mut out).unwrap();
    hex(&out)
}

fn vectors() -> serde_json::Value {
    let draw = &mut Draw::seeded_for_vectors([1; 32]);
    let (open, sign) = (SealSecret::draw(draw).unwrap(), SignSecret::draw(draw).unwrap());
    let (key, id, door) = (Secret::new([2; 32]), [3; 16], DoorId([4; 32]));
    let place = Place {
        door,
        generation: 1,
        id: &id,
    };
    let head = head::seal(&place, &key, &[open.public()], draw).unwrap();
    let keys = Keys::of(&key, &id);
    let header = Header {
        kind: Kind::Envelope,
        submission: [5; 16],
        index: 1,
        count: 4,
    };
    let cell = keys.seal(7, &header, b"a worked example");
    let shuffle = Shuffle::of(keys.shuffle(), 16);
    let free = Free {
        door,
        generation: id,
        up_to: 12,
    }
    .sign(&sign);
    let survey = Survey {
        ring: 15,
        held: [
            Held::Nothing,
            Held::Running {
                id,
                tail: 2,
                settled: 5,
                head: 9,
            },
            Held::Frozen { id: [6; 16] },
            Held::Nothing,
        ],
    };
    json!({
        "door": hex(&door.0), "generation": 1, "id": hex(&id), "generation_key": hex(key.expose()),
        "pull_secret": hex(open.bytes().expose()), "sign_seed": hex(sign.seed().expose()),
        "head": { "first_slot": hex(&head[16..16 + 1_168]), "sha256": hex(&Sha256::digest(head.as_slice())) },
        "cell": { "n": 7, "submission": hex(&header.submission), "index": 1, "count": 4,
            "clear": "a worked example", "first": hex(&cell[..64]), "tag": hex(&cell[65_520..]),
            "sha256": hex(&Sha256::digest(cell.as_slice())) },
        "shuffle_of_16": (0..16).map(|n| shuffle.place(n)).collect::<Vec<_>>(),
        "free": hex(&free),
        "wire": {
            "begin_4_cells": frame(&Frame::Begin { bucket: 2 }), "ready": frame(&Frame::Ready),
            "lies": frame(&Frame::Lies(survey)), "fetch": frame(&Frame::Fetch(vec![0, 77])),
        },
    })
}

#[test]
fn the_bytes_are_those_of_the_vectors() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/slab.json");
    let now = serde_json::to_string_pretty(&vectors()).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), now);
}

#[test]
fn frames_are_read_as_they_were_written() {
    let signed: Box<[u8]> = vec![8; free::LENGTH].into();
    for frame in [
        Frame::Begin { bucket: 3 },
        Frame::Kept,
        Frame::Challenge {
            door: [1; 32],
            nonce: [2; 32],
        },
        Frame::Answer([3; 64]),
        Frame::Fetch(vec![1, 2, 3]),
        Frame::Free(signed.try_into().unwrap()),
    ] {
        let mut bytes = Vec::new();
        frame.write(&mut bytes).unwrap();
        assert!(Frame::read(&mut bytes.as_slice()).unwrap() == frame);
        assert!(Frame::read(&mut &bytes[..bytes.len() - 1]).is_err());
    }
    // a length over the kind's is refused before it is read
    assert!(Frame::read(&mut [3u8, 0, 0, 0, 1, 0].as_slice()).is_err());
    assert!(Frame::read(&mut [36u8, 0xff, 0xff, 0xff, 0xff].as_slice()).is_err());
}

proptest! {
    #[test]
    fn no_bytes_are_too_much(bytes in proptest::collection::vec(any::<u8>(), 0..400), kind in 0u8..48) {
        for (_, target, _) in fuzz::slab::TARGETS {
            target(&bytes);
            target(&[&[kind], bytes.as_slice()].concat());
        }
    }

    #[test]
    fn nor_are_frames_that_were_changed(at in 0usize..174, to: u8) {
        let survey = Survey { ring: 9, held: [Held::Running { id: [1; 16], tail: 1, settled: 2, head: 3 }; 4] };
        let mut bytes = Vec::new();
        Frame::Lies(survey).write(&mut bytes).unwrap();
        let at = at % bytes.len();
        bytes[at] = to;
        if let Ok(read) = Frame::read(&mut bytes.as_slice()) {
            let mut again = Vec::new();
            read.write(&mut again).unwrap();
            prop_assert_eq!(again, bytes);
        }
    }
}
