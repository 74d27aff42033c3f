//! Words spelt alike: an automaton over the letters of a word that follows the
//! rows of an edit distance (optimal string alignment: insertion, deletion,
//! substitution, two neighbours exchanged).
//!
//! One row of the table is the state; a branch of the transducer is left as soon
//! as no entry of the row is within reach. That needs no table built beforehand,
//! which for two edits and ten letters takes longer than the walk.

use fst::Automaton;

/// Letters that are compared; names have no longer words.
pub(super) const LETTERS_MAX: usize = 24;

/// Words within some edits of one.
pub(super) struct Alike<'a> {
    word: &'a [u8],
    edits: u8,
    /// Also words whose beginning is that near: of a word that is half typed.
    unfinished: bool,
}

/// A row of the table, the one before it, and the letter between them.
#[derive(Clone, Copy)]
pub(super) struct Row {
    now: [u8; LETTERS_MAX + 1],
    before: [u8; LETTERS_MAX + 1],
    letter: u8,
    /// The beginning was near enough already.
    reached: bool,
}

impl<'a> Alike<'a> {
    /// An automaton; none for a word that is too long to be compared.
    pub(super) fn new(word: &'a str, edits: u8, unfinished: bool) -> Option<Alike<'a>> {
        (word.len() <= LETTERS_MAX).then_some(Alike {
            word: word.as_bytes(),
            edits,
            unfinished,
        })
    }
}

impl Automaton for Alike<'_> {
    type State = Row;

    fn start(&self) -> Row {
        let mut now = [0; LETTERS_MAX + 1];
        for (cell, at) in now.iter_mut().zip(0u8..) {
            *cell = at;
        }
        Row {
            now,
            before: [u8::MAX; LETTERS_MAX + 1],
            letter: 0,
            reached: false,
        }
    }

    fn is_match(&self, row: &Row) -> bool {
        row.reached
            || row
                .now
                .get(self.word.len())
                .is_some_and(|edits| *edits <= self.edits)
    }

    fn can_match(&self, row: &Row) -> bool {
        let rows = row.now.iter().take(self.word.len() + 1);
        row.reached || rows.min().is_some_and(|edits| *edits <= self.edits)
    }

    fn will_always_match(&self, row: &Row) -> bool {
        row.reached
    }

    fn accept(&self, row: &Row, letter: u8) -> Row {
        if row.reached {
            return *row;
        }
        let mut next = Row {
            now: [u8::MAX; LETTERS_MAX + 1],
            before: row.now,
            letter,
            reached: false,
        };
        let mut left = row.now[0].saturating_add(1);
        next.now[0] = left;
        for (at, own) in self.word.iter().enumerate() {
            // LETTERS_MAX bounds the word, and the rows have one cell more
            let mut least = left.min(row.now[at + 1]).saturating_add(1);
            least = least.min(row.now[at].saturating_add(u8::from(*own != letter)));
            if at > 0 && *own == row.letter && self.word[at - 1] == letter {
                least = least.min(row.before[at - 1].saturating_add(1));
            }
            next.now[at + 1] = least;
            left = least;
        }
        next.reached = self.unfinished && next.now[self.word.len()] <= self.edits;
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fst::{IntoStreamer, Streamer};
    use proptest::prelude::*;

    fn found(words: &[String], word: &str, edits: u8, unfinished: bool) -> Vec<String> {
        let map = fst::Set::from_iter(words).unwrap();
        let mut stream = map
            .search(Alike::new(word, edits, unfinished).unwrap())
            .into_stream();
        let mut found = vec![];
        while let Some(word) = stream.next() {
            found.push(String::from_utf8(word.to_vec()).unwrap());
        }
        found
    }

    /// The textbook's table.
    fn distance(a: &str, b: &str) -> usize {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut least = (table[i - 1][j] + 1)
                        .min(table[i][j - 1] + 1)
                        .min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(table[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn the_walk_finds_what_the_table_says(
            mut words in proptest::collection::vec("[abc]{0,7}", 1..60),
            word in "[abc]{1,7}",
            edits in 0u8..3,
        ) {
            words.sort();
            words.dedup();
            let near = |text: &String| distance(&word, text) <= usize::from(edits);
            let expected: Vec<String> = words.iter().filter(|text| near(text)).cloned().collect();
            prop_assert_eq!(found(&words, &word, edits, false), expected);
            let begins = |text: &&String| {
                (0..=text.len()).any(|end| distance(&word, &text[..end]) <= usize::from(edits))
            };
            let expected: Vec<String> = words.iter().filter(begins).cloned().collect();
            // an empty beginning is not asked: a word of so few letters is not sought
            if word.len() > usize::from(edits) {
                prop_assert_eq!(found(&words, &word, edits, true), expected);
            }
        }
    }
}
