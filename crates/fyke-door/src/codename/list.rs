//! The words: 4,096 of our own, sorted, in `words.txt`.
//!
//! Common English words of 3 to 8 letters, written down by hand for this list and
//! chosen so that none is the beginning of another, none becomes another by one
//! slip (a letter changed, added, left out, or two neighbours swapped), and the
//! first five letters tell each apart. Left out by judgement, which no test can
//! hold: what names a person, a people, a party, a wound or a crime, and what is
//! spelled otherwise on the other side of an ocean.

/// How many words there are: 12 bits each.
pub const WORDS: usize = 4_096;

const TEXT: &str = include_str!("words.txt");

/// Where each word's line begins, and where the last one ends. Made when the program
/// is built: a worker would pay 64 KiB of its own for references to all of them.
static STARTS: [u16; WORDS + 1] = {
    let mut starts = [0u16; WORDS + 1];
    let (mut at, mut word) = (0, 0);
    while at < TEXT.len() {
        if TEXT.as_bytes()[at] == b'\n' {
            word += 1;
            starts[word] = at as u16 + 1;
        }
        at += 1;
    }
    assert!(word == WORDS && TEXT.len() <= u16::MAX as usize);
    starts
};

/// The word of the number's lowest twelve bits.
pub(super) fn word(number: usize) -> &'static str {
    let number = number % WORDS;
    &TEXT[usize::from(STARTS[number])..usize::from(STARTS[number + 1]) - 1]
}

/// A word's number.
pub(crate) fn place(text: &str) -> Option<u16> {
    let (mut low, mut high) = (0, WORDS);
    while low < high {
        let middle = low.midpoint(high);
        match word(middle).cmp(text) {
            std::cmp::Ordering::Equal => return u16::try_from(middle).ok(),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codename::words;
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
    fn a_word_is_found_where_it_stands_and_nothing_else_is() {
        let lines: Vec<&str> = TEXT.lines().collect();
        assert_eq!(lines, words());
        for (at, line) in lines.iter().enumerate() {
            assert_eq!(place(line).map(usize::from), Some(at));
            assert_eq!(
                place(&line[1..]).map(usize::from),
                lines.iter().position(|one| *one == &line[1..])
            );
        }
        assert_eq!(place(""), None);
        assert_eq!(place("zzzz"), None);
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
