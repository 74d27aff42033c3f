//! Words by their length, to find those within a few edits of another, whatever
//! the edits and without missing one.

use super::edits::{Pattern, WORD_BYTES_MAX, read_part};
use crate::name::reach::at_most;

/// Words with a number each, by length.
#[derive(Default)]
pub(super) struct ByLength {
    bytes: Vec<u8>,
    /// Letters in it.
    letters: Vec<u32>,
    /// Where it begins, its number.
    words: Vec<(u32, u32)>,
    /// First word of each length; equal words stand together.
    starts: Vec<u32>,
}

impl ByLength {
    /// Lays out words, each with its number.
    pub(super) fn build(mut words: Vec<(Vec<u8>, u32)>) -> ByLength {
        for (word, _) in &mut words {
            word.truncate(WORD_BYTES_MAX);
        }
        words.sort_unstable_by(|a, b| (a.0.len(), &a.0, a.1).cmp(&(b.0.len(), &b.0, b.1)));
        words.dedup();
        let mut laid = ByLength {
            starts: vec![0; WORD_BYTES_MAX + 2],
            ..ByLength::default()
        };
        for (word, number) in words {
            laid.starts[word.len() + 1] += 1;
            laid.letters.push(letters(&word));
            laid.words.push((laid.bytes.len() as u32, number));
            laid.bytes.extend_from_slice(&word);
        }
        for length in 1..laid.starts.len() {
            laid.starts[length] += laid.starts[length - 1];
        }
        laid
    }

    /// Numbers of all words for which no more edits are needed than `allowed`
    /// grants, which is asked with the length of the list's word; none grants none.
    pub(super) fn near(
        &self,
        word: &[u8],
        allowed: impl Fn(usize) -> Option<usize>,
        mut found: impl FnMut(u32),
    ) {
        let word = read_part(word);
        let pattern = Pattern::new(word);
        let own = letters(word);
        for length in 1..=WORD_BYTES_MAX {
            let Some(edits) = allowed(length) else { continue };
            let (Some(&from), Some(&to)) = (self.starts.get(length), self.starts.get(length + 1)) else {
                return;
            };
            if length.abs_diff(word.len()) > edits || from == to {
                continue;
            }
            for (at, &others) in (from..to).zip(&self.letters[from as usize..to as usize]) {
                if !at_most(own & !others, edits as u8) || !at_most(others & !own, edits as u8) {
                    continue;
                }
                let (start, number) = self.words[at as usize];
                let other = &self.bytes[start as usize..start as usize + length];
                if pattern.edits(other) <= edits {
                    found(number);
                }
            }
        }
    }
}

/// Which letters a word has, a bit each; digits share bits.
fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, byte| set | 1 << (byte % 32))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_near_is_missed(
            words in proptest::collection::vec("[a-e]{1,9}", 1..40),
            word in "[a-e]{1,9}",
        ) {
            let numbered = words.iter().zip(0u32..).map(|(word, number)| (word.clone().into_bytes(), number));
            let laid = ByLength::build(numbered.collect());
            let mut found = Vec::new();
            laid.near(word.as_bytes(), |length| Some(length / 4), |number| found.push(number));
            found.sort_unstable();
            let pattern = Pattern::new(word.as_bytes());
            let all = words.iter().zip(0u32..).filter(|(other, _)| pattern.edits(other.as_bytes()) <= other.len() / 4);
            prop_assert_eq!(found, all.map(|(_, number)| number).collect::<Vec<_>>());
        }
    }
}
