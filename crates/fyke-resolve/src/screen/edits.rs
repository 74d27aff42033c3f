//! How many edits lie between two words, counted in one machine word.
//!
//! A query word is compared with many words of a list, so its letters are laid
//! out once ([`Pattern`]) and each list word then costs a few instructions a
//! letter. Edits are insertions, deletions, changes and swaps of neighbours
//! (optimal string alignment): what fingers do. Hyyrö, "A bit-vector algorithm
//! for computing Levenshtein and Damerau edit distances", 2003.
//!
//! Words are `a-z0-9` as [`crate::text`] reads them; any other byte is one more
//! letter. Of a longer word the first [`WORD_BYTES_MAX`] bytes are read.

/// Bytes of a word that take part; no real word is longer.
pub(super) const WORD_BYTES_MAX: usize = 64;

/// Kinds of bytes told apart: letters, digits, and all else as one.
const SYMBOLS: usize = 37;

fn symbol(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a'),
        b'0'..=b'9' => usize::from(byte - b'0') + 26,
        _ => 36,
    }
}

/// The part of a word that takes part.
pub(super) fn read_part(word: &[u8]) -> &[u8] {
    word.get(..WORD_BYTES_MAX).unwrap_or(word)
}

/// A word laid out to be compared with many.
pub(super) struct Pattern {
    places: [u64; SYMBOLS],
    length: usize,
}

impl Pattern {
    /// Lays out `word`.
    pub(super) fn new(word: &[u8]) -> Pattern {
        let word = read_part(word);
        let mut places = [0u64; SYMBOLS];
        for (place, &byte) in word.iter().enumerate() {
            places[symbol(byte)] |= 1 << place;
        }
        Pattern {
            places,
            length: word.len(),
        }
    }

    /// Edits between the pattern and `other`.
    pub(super) fn edits(&self, other: &[u8]) -> usize {
        let other = read_part(other);
        if self.length == 0 {
            return other.len();
        }
        let last = 1u64 << (self.length - 1);
        let (mut up, mut down) = (u64::MAX, 0u64);
        let (mut diagonal, mut before) = (0u64, 0u64);
        let mut edits = self.length;
        for &byte in other {
            let here = self.places[symbol(byte)];
            let swapped = ((!diagonal & here) << 1) & before;
            diagonal = ((here & up).wrapping_add(up) ^ up) | here | down | swapped;
            let mut right = down | !(diagonal | up);
            let mut left = diagonal & up;
            edits += usize::from(right & last != 0);
            edits -= usize::from(left & last != 0);
            right = (right << 1) | 1;
            left <<= 1;
            up = left | !(diagonal | right);
            down = right & diagonal;
            before = here;
        }
        edits
    }
}

/// Edits at which two words may still be one word miswritten, by the length of
/// the shorter: two letters allow none, three to five one, six and more two.
pub(super) fn edits_allowed(shorter: usize) -> usize {
    match shorter {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The textbook table, slow and plain.
    fn table(a: &[u8], b: &[u8]) -> usize {
        let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    let mut least = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        least = least.min(rows[i - 2][j - 2] + 1);
                    }
                    least
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn one_machine_word_counts_as_the_table_does(a in "[a-d0]{0,12}", b in "[a-d0]{0,12}") {
            prop_assert_eq!(Pattern::new(a.as_bytes()).edits(b.as_bytes()), table(a.as_bytes(), b.as_bytes()));
        }
    }

    #[test]
    fn what_fingers_do_costs_one() {
        for (written, meant) in [
            ("amrusky", "amursky"),
            ("amuursky", "amursky"),
            ("amrsky", "amursky"),
            ("anursky", "amursky"),
        ] {
            assert_eq!(
                Pattern::new(written.as_bytes()).edits(meant.as_bytes()),
                1,
                "{written}"
            );
        }
    }

    #[test]
    fn a_word_beyond_the_limit_is_read_up_to_it() {
        let long = "a".repeat(10_000);
        assert_eq!(Pattern::new(long.as_bytes()).edits(&long.as_bytes()[..200]), 0);
    }
}
