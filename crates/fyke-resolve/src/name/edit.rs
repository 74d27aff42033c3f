//! How many letters two words differ by, in a few machine words.
//!
//! Optimal string alignment (insert, delete, change, swap of neighbours), by
//! the bit-parallel method of Hyyrö, "A bit-vector algorithm for computing
//! Levenshtein and Damerau edit distances", Nordic Journal of Computing 10
//! (2003). Words are `a-z0-9`; the pattern is at most 63 letters.

/// Letters of a word that are compared; longer words are cut in preparing.
pub(super) const LETTERS_MAX: usize = 63;

/// Signs a word is made of, after `sign`.
const SIGNS: usize = 37;

/// The number of a letter or digit: 1 to 36, 0 for anything else.
pub(super) fn sign(letter: u8) -> usize {
    match letter {
        b'a'..=b'z' => usize::from(letter - b'a') + 1,
        b'0'..=b'9' => usize::from(letter - b'0') + 27,
        _ => 0,
    }
}

/// A word ready to be compared with many.
pub(super) struct Pattern {
    at: [u64; SIGNS],
    letters: u32,
}

impl Pattern {
    /// Makes a pattern; letters after [`LETTERS_MAX`] are not seen.
    pub(super) fn new(word: &[u8]) -> Pattern {
        let mut at = [0u64; SIGNS];
        let mut letters = 0;
        for letter in word.iter().take(LETTERS_MAX) {
            at[sign(*letter)] |= 1 << letters;
            letters += 1;
        }
        Pattern { at, letters }
    }

    /// Edits from the pattern to a word.
    pub(super) fn edits(&self, word: &[u8]) -> u32 {
        if self.letters == 0 {
            return word.len().min(LETTERS_MAX) as u32;
        }
        let last = 1u64 << (self.letters - 1);
        let (mut vertical_plus, mut vertical_minus) = (u64::MAX, 0u64);
        let (mut diagonal, mut before) = (0u64, 0u64);
        let mut edits = self.letters;
        for letter in word.iter().take(LETTERS_MAX) {
            let here = self.at[sign(*letter)];
            let swap = (((!diagonal) & here) << 1) & before;
            diagonal = ((((here & vertical_plus).wrapping_add(vertical_plus)) ^ vertical_plus) | here)
                | vertical_minus
                | swap;
            let plus = vertical_minus | !(diagonal | vertical_plus);
            let minus = diagonal & vertical_plus;
            edits += u32::from(plus & last != 0);
            edits -= u32::from(minus & last != 0);
            let plus = (plus << 1) | 1;
            let minus = minus << 1;
            vertical_plus = minus | !(diagonal | plus);
            vertical_minus = plus & diagonal;
            before = here;
        }
        edits
    }
}

/// Edits between two words.
pub(super) fn edits(a: &[u8], b: &[u8]) -> u32 {
    Pattern::new(a).edits(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition, in a full table.
    fn by_table(a: &[u8], b: &[u8]) -> u32 {
        let mut table = vec![vec![0u32; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    table[i][j] = (i + j) as u32;
                    continue;
                }
                let change = u32::from(a[i - 1] != b[j - 1]);
                let mut least = (table[i - 1][j - 1] + change)
                    .min(table[i - 1][j] + 1)
                    .min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        table[a.len()][b.len()]
    }

    #[test]
    fn known_distances() {
        assert_eq!(edits(b"sergei", b"sergey"), 1);
        assert_eq!(edits(b"anglea", b"angela"), 1);
        assert_eq!(edits(b"", b"abc"), 3);
        assert_eq!(edits(b"abc", b""), 3);
        assert_eq!(edits(b"", b""), 0);
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition(a in "[abc1]{0,12}", b in "[abc1]{0,12}") {
            prop_assert_eq!(edits(a.as_bytes(), b.as_bytes()), by_table(a.as_bytes(), b.as_bytes()));
        }
    }
}
