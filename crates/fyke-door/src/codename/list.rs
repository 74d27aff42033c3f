//! The words: 4,096 of our own, sorted, in `words.txt`.
//!
//! Common English words of 3 to 8 letters, written down by hand for this list and
//! chosen so that none is the beginning of another, none becomes another by one
//! slip (a letter changed, added, left out, or two neighbours swapped), and the
//! first five letters tell each apart. Left out by judgement, which no test can
//! hold: what names a person, a people, a party, a wound or a crime, and what is
//! spelled otherwise on the other side of an ocean.

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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn there_are_4096_sorted_words_of_3_to_8_plain_letters() {
        let all = words();
        assert!(all.is_sorted_by(|one, next| one < next));
        for word in all {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "{word}");
        }
    }

    #[test]
    fn no_word_begins_another_and_five_letters_tell_each_apart() {
        let mut seen = BTreeSet::new();
        for pair in words().windows(2) {
            assert!(!pair[1].starts_with(pair[0]), "{} begins {}", pair[0], pair[1]);
        }
        for word in words() {
            let front = &word[..word.len().min(5)];
            assert!(seen.insert(front), "{front} begins two words");
        }
    }

    #[test]
    fn one_slip_makes_no_other_word() {
        // two words are one change, one letter or one swap apart exactly where
        // they share one of these
        let mut near: BTreeMap<String, &str> = BTreeMap::new();
        let all: BTreeSet<&str> = words().iter().copied().collect();
        for word in words() {
            for at in 0..word.len() {
                let changed = format!("{}_{}", &word[..at], &word[at + 1..]);
                if let Some(other) = near.insert(changed, word) {
                    panic!("{word} and {other} differ by one letter");
                }
                let shorter = format!("{}{}", &word[..at], &word[at + 1..]);
                assert!(
                    !all.contains(shorter.as_str()),
                    "{word} and {shorter} differ by one letter"
                );
            }
            for at in 1..word.len() {
                let mut swapped = word.as_bytes().to_vec();
                swapped.swap(at - 1, at);
                let swapped = String::from_utf8(swapped).unwrap();
                assert!(
                    swapped == *word || !all.contains(swapped.as_str()),
                    "{word} and {swapped} are a swap apart"
                );
            }
        }
    }
}
