//! The words: 4,096 of our own, sorted, in `words.txt`.
//!
//! Common English words of 3 to 8 letters, chosen by hand: none is the beginning of
//! another, none becomes another by one slip (a letter changed, added or left
//! out), the first letters tell each apart, and none names a person, a place, a
//! wound or a party. The tests hold what can be held.

use std::sync::OnceLock;

/// How many words there are: 12 bits each.
pub const WORDS: usize = 4_096;

/// All of them, sorted.
pub fn words() -> &'static [&'static str; WORDS] {
    static LIST: OnceLock<Box<[&'static str; WORDS]>> = OnceLock::new();
    LIST.get_or_init(|| {
        let words: Vec<&str> = include_str!("words.txt").lines().collect();
        words
            .try_into()
            .expect("words.txt has 4,096 lines, as a test holds")
    })
}

/// A word's number.
pub(super) fn place(word: &str) -> Option<u16> {
    words()
        .binary_search(&word)
        .ok()
        .and_then(|at| u16::try_from(at).ok())
}
