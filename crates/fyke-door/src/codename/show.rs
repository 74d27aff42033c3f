//! What the desk and its tests ask of the words: a name for a conversation, the whole list.

use super::{WORDS, two, word};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// Two words by which a person at the desk and the source call a conversation:
/// not of the codename, and telling nothing of it.
pub fn display_name(conversation: &[u8; 16]) -> [&'static str; 2] {
    let mut hash = Sha256::new_with_prefix(b"fyke display name v1");
    hash.update(conversation);
    let (first, second) = two(&hash.finalize()[..3]);
    [first, second]
}

/// All of them, sorted.
pub fn words() -> &'static [&'static str; WORDS] {
    static LIST: OnceLock<Box<[&'static str; WORDS]>> = OnceLock::new();
    LIST.get_or_init(|| Box::new(std::array::from_fn(word)))
}
