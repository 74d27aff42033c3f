//! Every reader of outside bytes as a function of bytes alone, for fuzzing.
//!
//! A target must return on any input; what it returns is thrown away. Whoever
//! adds a reader adds its target to a list here.

#[cfg(any(test, feature = "fuzz"))]
pub mod formats;

use crate::keys::{DoorId, SignKey};
use crate::slab::cell::{Keys, blank};
use crate::slab::{free::Free, head, keep::Note};
use crate::wire::Frame;

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

/// Slab and wire.
pub const SLAB: &[Target] = &[
    ("wire", fuzz_wire),
    ("slab-cell", fuzz_slab_cell),
    ("slab-free", fuzz_slab_free),
    ("slab-note", fuzz_slab_note),
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
    let keys = Keys::of(&crate::secret::Secret::new([1; 32]), &[2; 16]);
    let _ = keys.is_void(7, &mut raw);
    let _ = keys.open(7, &mut raw);
}

/// What frees cells.
pub fn fuzz_slab_free(data: &[u8]) {
    let _ = Free::read(data, DoorId([1; 32]), &SignKey::new([2; 32]));
}

/// The note of a store that died.
pub fn fuzz_slab_note(data: &[u8]) {
    let _ = Note::read(data);
}
