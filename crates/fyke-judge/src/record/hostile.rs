//! Whatever bytes come from outside, a reader says yes or no and never falls
//! over; and what it says yes to is spelled in the one way that it writes.

use super::checkpoint::{Checkpoint, NoteKey, Signed};
use super::leaf::{Actor, Hex, Leaf, Policy, VERSION, What};
use super::payload::{self, Line};
use super::proof::Proof;
use super::{base64, bundle, draft, erase, path};
use crate::key::{KeyFile, MachineKey};

/// splitmix64
fn numbers(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// `read` is asked about thousands of bytes that are almost a good sample.
fn hostile(samples: &[Vec<u8>], mut read: impl FnMut(&[u8])) {
    let mut next = numbers(samples.len() as u64);
    for sample in samples {
        read(sample);
        for _ in 0..2000 {
            let mut bytes = sample.clone();
            for _ in 0..=next() % 3 {
                let at = next() as usize % (bytes.len() + 1);
                match next() % 5 {
                    0 => bytes.truncate(at),
                    1 => bytes.insert(at, next() as u8),
                    2 if at < bytes.len() => drop(bytes.remove(at)),
                    3 => bytes.extend_from_within(at..),
                    _ => {
                        if let Some(byte) = bytes.get_mut(at) {
                            *byte = b"0129afAF +-/\n\r\0{}[]\",:=\xff\x7f"[next() as usize % 25];
                        }
                    }
                }
            }
            read(&bytes);
        }
    }
}

fn leaf() -> Leaf {
    let key = MachineKey::from_seed(&[1; 32]);
    Leaf {
        v: VERSION,
        by: Actor::Machine(key.id()),
        after: Some(3),
        about: Some(Hex([1; 16])),
        payload: Some(Hex([2; 32])),
        what: What::PolicyChange(Policy::Opened {
            origin: "fyke/x".into(),
            log_key: key.note_key("fyke/x").to_string(),
        }),
        sig: Some(Hex([3; 64])),
    }
}

#[test]
fn leaves() {
    let erasure = Leaf {
        what: What::Erasure { of: vec![1, 2, 30] },
        ..leaf()
    };
    hostile(&[leaf().bytes(), erasure.bytes()], |bytes| {
        if let Ok(leaf) = Leaf::read(bytes) {
            assert_eq!(leaf.bytes(), bytes);
        }
    });
}

#[test]
fn bundles_and_segments() {
    let mut sample = Vec::new();
    for entry in [&b"one"[..], b"", b"three"] {
        bundle::push(&mut sample, entry).unwrap();
    }
    hostile(&[sample], |bytes| {
        if let Some(entries) = bundle::read(bytes, 3) {
            let mut again = Vec::new();
            entries
                .iter()
                .for_each(|entry| bundle::push(&mut again, entry).unwrap());
            assert_eq!(again, bytes);
        }
    });
    let mut sample = Vec::new();
    for index in [7, 10, 123] {
        let (nonce, payload) = ([index as u8; 32], &b"{\"lead\":\"L\",\"said\":[1]}"[..]);
        Line {
            index,
            nonce,
            payload,
        }
        .write(&mut sample);
    }
    hostile(&[sample], |bytes| {
        if let Ok(lines) = payload::read(bytes, 5, 1000) {
            let mut again = Vec::new();
            lines.iter().for_each(|line| line.write(&mut again));
            assert_eq!(again, bytes);
            lines
                .iter()
                .for_each(|line| drop(draft::read_about(line.payload)));
        }
    });
}

#[test]
fn checkpoints_keys_and_proofs() {
    let key = MachineKey::from_seed(&[1; 32]);
    let says = Checkpoint {
        origin: "fyke/x".into(),
        size: 300,
        root: [7; 32],
    };
    let signed = says.sign(&key).unwrap();
    let cosigned = Signed::read(&signed).unwrap().cosign(&key, "w", 17).unwrap();
    let log_key = key.note_key("fyke/x");
    let genuine = [signed.clone(), cosigned.clone()];
    hostile(&genuine, |bytes| {
        if let Some(read) = Signed::read(bytes) {
            assert!(!read.signed_by(&log_key) || read.says() == &says);
        }
    });
    let vkey = log_key.to_string().into_bytes();
    hostile(&[vkey], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(read) = NoteKey::read(&text) {
            assert_eq!(read.to_string(), text);
        }
        if let Some(read) = base64::decode(&text) {
            assert_eq!(base64::encode(&read), text);
        }
    });
    let mut proof = format!(
        "c2sp.org/tlog-proof@v1\nindex 7\n{}\n\n",
        base64::encode(&[9; 32])
    )
    .into_bytes();
    proof.extend(&signed);
    assert!(Proof::read(&proof).is_ok());
    hostile(&[proof], |bytes| {
        if let Ok(read) = Proof::read(bytes) {
            assert_eq!(read.to_text(), bytes);
            let _ = read.check(b"entry", &log_key.to_string(), &[]);
        }
    });
}

#[test]
fn key_files_names_and_notes() {
    let file = "-----BEGIN FYKE KEY-----\nfyke-key-v1 argon2id m=8 t=1 p=1 salt=".to_owned()
        + &"0a".repeat(16)
        + "\nname Ada\npublic "
        + &"0b".repeat(32)
        + "\nsealed "
        + &"0c".repeat(60)
        + "\n-----END FYKE KEY-----\n";
    assert!(KeyFile::from_text(&file).is_some());
    hostile(&[file.into_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Some(read) = KeyFile::from_text(&text) {
            assert_eq!(read.to_text(), text);
        }
    });
    let machine = MachineKey::from_seed(&[1; 32]).to_file().to_vec();
    hostile(&[machine], |bytes| {
        if let Some(read) = MachineKey::from_file(bytes) {
            assert_eq!(read.to_file().as_slice(), bytes);
        }
    });
    let names = [
        "log/tile/0/x001/234.p/7",
        "log/tile/entries/000",
        "payloads/17-5",
        "witnessed/12",
        "5\n6\n",
    ];
    hostile(&names.map(|name| name.as_bytes().to_vec()), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Some(tile) = path::Tile::parse(&text) {
            assert_eq!(tile.path(), text);
            tile.in_log_of(u64::MAX);
        }
        if let Some((first, n)) = path::parse_segment(&text) {
            assert_eq!(path::segment(first, n), text);
        }
        if let Some(size) = path::parse_witnessed(&text) {
            assert_eq!(path::witnessed(size), text);
        }
        let _ = erase::read_note(bytes);
    });
}
