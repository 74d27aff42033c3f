//! Readers of what processes and the desk say to each other, and of the slab's cells.

use super::formats::{day_secret, root};
use crate::keys::{DoorId, Draw};
use crate::secret::Secret;
use crate::slab::cell::{Header, Keys, Kind, blank};
use crate::slab::{Held, PAYLOAD, Survey, free::Free, head, keep::Note};
use crate::wire::Frame;

/// All of them.
pub const TARGETS: &[super::Target] = &[
    ("wire", fuzz_wire, frames),
    ("slab-cell", fuzz_slab_cell, cell),
    ("slab-head", fuzz_slab_head, sealed_head),
    ("slab-free", fuzz_slab_free, freed),
    ("slab-note", fuzz_slab_note, note),
];

/// Frames, one after the other, until one is none.
pub fn fuzz_wire(data: &[u8]) {
    let mut from = data;
    while let Ok(Some(frame)) = Frame::next(&mut from) {
        let mut again = Vec::new();
        // into memory nothing breaks
        let _ = frame.write(&mut again);
    }
    if let Some((kind, body)) = data.split_first() {
        let _ = Frame::parse(*kind, body);
    }
}

/// A cell that somebody else wrote.
pub fn fuzz_slab_cell(data: &[u8]) {
    let mut raw = blank();
    let length = data.len().min(raw.len());
    raw[..length].copy_from_slice(&data[..length]);
    let _ = head::id(&raw);
    let keys = keys();
    let _ = keys.is_void(7, &mut raw);
    let _ = keys.open(7, &mut raw);
}

/// The head of a generation, as the desk opens it.
pub fn fuzz_slab_head(data: &[u8]) {
    let mut raw = blank();
    let length = data.len().min(raw.len());
    raw[..length].copy_from_slice(&data[..length]);
    let _ = crate::slab::desk::opened(DoorId([1; 32]), 0, &raw, &[day_secret().secret]);
}

/// What frees cells.
pub fn fuzz_slab_free(data: &[u8]) {
    let _ = Free::read(data, DoorId([1; 32]), &root().public());
}

/// The note of a store that died.
pub fn fuzz_slab_note(data: &[u8]) {
    let _ = Note::read(data);
}

fn keys() -> Keys {
    Keys::of(&Secret::new([1; 32]), &[2; 16])
}

fn frames() -> Vec<u8> {
    let running = Held::Running {
        id: [1; 16],
        tail: 1,
        settled: 2,
        head: 3,
    };
    let survey = Survey {
        ring: 9,
        held: [running; 4],
    };
    let mut all = Vec::new();
    for frame in [
        Frame::Begin { bucket: 3 },
        Frame::Lies(survey),
        Frame::Fetch(vec![1, 2, 3]),
        Frame::Answer([3; 64]),
    ] {
        frame.write(&mut all).expect("memory takes all");
    }
    all
}

fn cell() -> Vec<u8> {
    let header = Header {
        kind: Kind::Envelope,
        submission: [3; 16],
        index: 0,
        count: 1,
    };
    keys().seal(7, &header, &[4; PAYLOAD]).to_vec()
}

fn sealed_head() -> Vec<u8> {
    let place = head::Place {
        door: DoorId([1; 32]),
        generation: 0,
        id: &[2; 16],
    };
    let draw = &mut Draw::seeded_for_vectors([4; 32]);
    let sealed = head::seal(
        &place,
        &Secret::new([5; 32]),
        &[day_secret().secret.public()],
        draw,
    );
    sealed.expect("one recipient is enough").to_vec()
}

fn freed() -> Vec<u8> {
    let free = Free {
        door: DoorId([1; 32]),
        generation: [2; 16],
        up_to: 3,
    };
    free.sign(&root())
}

fn note() -> Vec<u8> {
    let note = Note {
        generation: 1,
        id: [2; 16],
        key: Secret::new([3; 32]),
        tail: 4,
        head: 5,
    };
    note.write().to_vec()
}
