//! The words of a short text, hashed, so that lists of words are asked without
//! building strings.
//!
//! A word is a run of letters and digits in lower case. Endings that only say
//! how many are cut: the last `s` of a word of four letters or more, and up to
//! two last vowels of a Cyrillic word of five or more. Lists go through the
//! same cut, so no list needs both forms.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// No text is read further than this: goods are named in the first words.
pub const TEXT_BYTES_MAX: usize = 400;

/// The words of the text read last.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    letters: String,
    words: Vec<(Range<usize>, u64)>,
}

impl Tokens {
    /// Reads a text in place of the one before.
    pub fn read(&mut self, text: &str) {
        self.letters.clear();
        self.words.clear();
        let mut start = 0;
        let mut end = text.len().min(TEXT_BYTES_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        for c in text[..end].chars() {
            if c.is_ascii() {
                match c.is_ascii_alphanumeric() {
                    true => self.letters.push(c.to_ascii_lowercase()),
                    false => start = self.close(start),
                }
            } else if c.is_alphanumeric() {
                let unaccented = if c == 'ё' || c == 'Ё' { 'е' } else { c };
                self.letters.extend(unaccented.to_lowercase());
            } else {
                start = self.close(start);
            }
        }
        self.close(start);
    }

    fn close(&mut self, start: usize) -> usize {
        let end = self.letters.len();
        if end > start {
            let stem = stem(&self.letters[start..end]);
            self.words.push((start..end, text_hash(stem)));
        }
        end
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True where the text has no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A word as written, in lower case.
    pub fn word(&self, at: usize) -> &str {
        self.words
            .get(at)
            .and_then(|(range, _)| self.letters.get(range.clone()))
            .unwrap_or("")
    }

    /// Hash of the `length` words from one on; `None` past the end.
    pub fn phrase(&self, at: usize, length: usize) -> Option<u64> {
        let words = self.words.get(at..at.checked_add(length)?)?;
        Some(words.iter().fold(0, |hash, (_, word)| join(hash, *word)))
    }
}

/// Hash of a phrase of a list, as [`Tokens::phrase`] has it, and its number of
/// words.
pub fn phrase_hash(phrase: &str) -> (u64, usize) {
    let mut tokens = Tokens::default();
    tokens.read(phrase);
    let length = tokens.len();
    (tokens.phrase(0, length).unwrap_or(0), length)
}

/// A map whose keys are hashes already: none is hashed again.
pub type Hashed<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// Takes a 64-bit key for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = join(self.0, u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// The first words of a list's phrases, a bit each of 4096: most words of a
/// text begin no phrase, and one look says so.
#[derive(Clone, Debug)]
pub struct Starts([u64; 64]);

impl Default for Starts {
    fn default() -> Starts {
        Starts([0; 64])
    }
}

impl Starts {
    /// Adds a phrase of a list.
    pub fn add(&mut self, phrase: &str) {
        let mut tokens = Tokens::default();
        tokens.read(phrase);
        if let Some(word) = tokens.phrase(0, 1) {
            self.0[(word >> 58) as usize] |= 1 << (word >> 52 & 63);
        }
    }

    /// False where no phrase begins with this word.
    pub fn may_begin(&self, word: u64) -> bool {
        self.0[(word >> 58) as usize] >> (word >> 52 & 63) & 1 == 1
    }
}

fn join(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn stem(word: &str) -> &str {
    match word.chars().next() {
        Some('а'..='я') if word.len() >= 10 => {
            let vowel = |c: char| "аеиоуыэюяйь".contains(c);
            let cut = word.strip_suffix(vowel).unwrap_or(word);
            cut.strip_suffix(vowel).unwrap_or(cut)
        }
        _ if word.len() >= 4 => word.strip_suffix('s').unwrap_or(word),
        _ => word,
    }
}

/// A 64-bit hash of a text, eight bytes at a time; the same in every run.
pub fn text_hash(text: &str) -> u64 {
    const MIX: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = (text.len() as u64).wrapping_mul(MIX);
    let mut eights = text.as_bytes().chunks_exact(8);
    let mut add = |word: u64| {
        hash = (hash ^ word).wrapping_mul(MIX);
        hash ^= hash >> 29;
    };
    for eight in &mut eights {
        add(eight.try_into().map_or(0, u64::from_le_bytes));
    }
    let mut last = [0u8; 8];
    let rest = eights.remainder();
    last[..rest.len()].copy_from_slice(rest);
    add(u64::from_le_bytes(last));
    hash
}

/// A shape of part numbers: `#` a digit, `@` a letter, a last `*` any rest.
pub fn has_shape(word: &str, shape: &str) -> bool {
    let (fixed, open) = match shape.strip_suffix('*') {
        Some(fixed) => (fixed.as_bytes(), true),
        None => (shape.as_bytes(), false),
    };
    let word = word.as_bytes();
    let long_enough = if open {
        word.len() >= fixed.len()
    } else {
        word.len() == fixed.len()
    };
    long_enough
        && fixed.iter().zip(word).all(|(want, is)| match want {
            b'#' => is.is_ascii_digit(),
            b'@' => is.is_ascii_alphabetic(),
            _ => want == is,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_endings_and_keep_their_meaning() {
        assert_eq!(phrase_hash("Ball Bearings"), phrase_hash("ball bearing"));
        assert_eq!(phrase_hash("микросхемы"), phrase_hash("Микросхема"));
        assert_ne!(phrase_hash("bank"), phrase_hash("tank"));
        assert_ne!(phrase_hash("a b"), phrase_hash("b a"));
        assert_eq!(phrase_hash("gas"), phrase_hash("GAS"));
    }

    #[test]
    fn a_part_number_has_its_makers_shape() {
        assert!(has_shape("stm32f407vgt6", "stm32@###*"));
        assert!(has_shape("6204zz", "62##zz"));
        assert!(!has_shape("6204", "62##zz"));
        assert!(!has_shape("stm32", "stm32@###*"));
    }
}
