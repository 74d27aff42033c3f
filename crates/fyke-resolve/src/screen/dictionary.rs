//! The words of a list, each once, and which of them a query word may be.
//!
//! Every word within the edits that [`edits_allowed`] grants is found, none is
//! missed: each list word is filed under what is left of its first letters after
//! up to two deletions, a query word looks under its own leftovers (symmetric
//! deletions; Garbe, SymSpell, 2012), and what is found there is then counted in
//! full. The first seven letters fit one register, so a deletion is a shift.

use super::edits::{Pattern, edits_allowed, read_part};

/// First letters of a word that are filed.
const PREFIX_BYTES: usize = 7;
/// Edits beyond which no word is sought.
pub(super) const EDITS_MAX: usize = 2;

/// Words, each once, numbered in the order of their bytes.
pub(super) struct Dictionary {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    shift: u32,
    bucket_starts: Vec<u32>,
    bucket_words: Vec<u32>,
}

/// A word of the dictionary that a query word may be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Similar {
    /// Its number.
    pub(super) word: u32,
    /// Edits between the two.
    pub(super) edits: u8,
}

impl Dictionary {
    /// Files `words`; they are sorted and made distinct here.
    pub(super) fn build(mut words: Vec<&str>) -> Dictionary {
        words.sort_unstable();
        words.dedup();
        let mut bytes = Vec::with_capacity(words.iter().map(|word| word.len()).sum());
        let mut ends = Vec::with_capacity(words.len());
        for word in &words {
            bytes.extend_from_slice(word.as_bytes());
            ends.push(bytes.len() as u32);
        }
        let mut filed: Vec<(u64, u32)> = Vec::new();
        let mut leftovers = Vec::new();
        for (number, word) in words.iter().enumerate() {
            let part = read_part(word.as_bytes());
            leftovers_of(part, edits_allowed(part.len()), &mut leftovers);
            filed.extend(leftovers.iter().map(|&leftover| (leftover, number as u32)));
        }
        let buckets_log2 = (filed.len().max(2) as u64)
            .next_power_of_two()
            .trailing_zeros()
            .clamp(4, 30);
        let shift = 64 - buckets_log2;
        let mut bucket_starts = vec![0u32; (1usize << buckets_log2) + 1];
        for (leftover, _) in &filed {
            bucket_starts[bucket(*leftover, shift) + 1] += 1;
        }
        for index in 1..bucket_starts.len() {
            bucket_starts[index] += bucket_starts[index - 1];
        }
        let mut next = bucket_starts.clone();
        let mut bucket_words = vec![0u32; filed.len()];
        for (leftover, word) in &filed {
            let place = &mut next[bucket(*leftover, shift)];
            bucket_words[*place as usize] = *word;
            *place += 1;
        }
        Dictionary {
            bytes,
            ends,
            shift,
            bucket_starts,
            bucket_words,
        }
    }

    /// Number of words.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes held.
    pub(super) fn memory_bytes(&self) -> usize {
        self.bytes.len() + 4 * (self.ends.len() + self.bucket_starts.len() + self.bucket_words.len())
    }

    /// The bytes of a word.
    pub(super) fn word(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = if number == 0 {
            0
        } else {
            self.ends[number - 1] as usize
        };
        &self.bytes[start..self.ends[number] as usize]
    }

    /// The number of a word.
    pub(super) fn find(&self, word: &[u8]) -> Option<u32> {
        let held = self.bucket_of(pack(read_part(word)));
        held.iter().copied().find(|&number| self.word(number) == word)
    }

    fn bucket_of(&self, leftover: u64) -> &[u32] {
        let bucket = bucket(leftover, self.shift);
        &self.bucket_words[self.bucket_starts[bucket] as usize..self.bucket_starts[bucket + 1] as usize]
    }

    /// Every word that `word` may be, by edits and then by number.
    ///
    /// `leftovers` is only working room, kept by the caller.
    pub(super) fn similar(&self, word: &[u8], leftovers: &mut Vec<u64>, found: &mut Vec<Similar>) {
        found.clear();
        let part = read_part(word);
        leftovers_of(part, edits_allowed(part.len()), leftovers);
        for &leftover in leftovers.iter() {
            found.extend(
                self.bucket_of(leftover)
                    .iter()
                    .map(|&word| Similar { word, edits: 0 }),
            );
        }
        found.sort_unstable();
        found.dedup();
        let pattern = Pattern::new(part);
        found.retain_mut(|similar| {
            let other = read_part(self.word(similar.word));
            let allowed = edits_allowed(part.len().min(other.len()));
            if part.len().abs_diff(other.len()) > allowed {
                return false;
            }
            let edits = pattern.edits(other);
            similar.edits = edits as u8;
            edits <= allowed
        });
        found.sort_unstable_by_key(|similar| (similar.edits, similar.word));
    }
}

fn bucket(leftover: u64, shift: u32) -> usize {
    (leftover.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> shift) as usize
}

/// The first letters in one register, the first in the lowest byte.
fn pack(word: &[u8]) -> u64 {
    word.iter()
        .take(PREFIX_BYTES)
        .rev()
        .fold(0, |packed, &byte| packed << 8 | u64::from(byte))
}

/// What is left of the first letters after up to `deletions` deletions, each once.
fn leftovers_of(word: &[u8], deletions: usize, leftovers: &mut Vec<u64>) {
    leftovers.clear();
    leftovers.push(pack(word));
    let mut from = 0;
    let mut length = word.len().min(PREFIX_BYTES);
    for _ in 0..deletions.min(EDITS_MAX) {
        let to = leftovers.len();
        for index in from..to {
            let packed = leftovers[index];
            for place in 0..length {
                let kept = (1u64 << (8 * place)) - 1;
                leftovers.push(packed & kept | packed >> 8 & !kept);
            }
        }
        from = to;
        length = length.saturating_sub(1);
    }
    leftovers.sort_unstable();
    leftovers.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all_similar(words: &[String], query: &str) -> Vec<(String, u8)> {
        let pattern = Pattern::new(query.as_bytes());
        let mut found: Vec<(String, u8)> = words
            .iter()
            .filter(|word| pattern.edits(word.as_bytes()) <= edits_allowed(word.len().min(query.len())))
            .map(|word| (word.clone(), pattern.edits(word.as_bytes()) as u8))
            .collect();
        found.sort();
        found.dedup();
        found
    }

    proptest! {
        #[test]
        fn nothing_within_the_edits_is_missed(
            words in proptest::collection::vec("[ab]{1,10}|[a-c]{2,5}|[a-f]{6,9}", 1..60),
            query in "[ab]{1,10}|[a-c]{2,5}|[a-f]{6,9}",
        ) {
            let dictionary = Dictionary::build(words.iter().map(String::as_str).collect());
            let (mut leftovers, mut found) = (Vec::new(), Vec::new());
            dictionary.similar(query.as_bytes(), &mut leftovers, &mut found);
            let mut found: Vec<(String, u8)> = found
                .iter()
                .map(|similar| (String::from_utf8_lossy(dictionary.word(similar.word)).into_owned(), similar.edits))
                .collect();
            found.sort();
            prop_assert_eq!(found, all_similar(&words, &query));
        }
    }

    #[test]
    fn the_nearest_come_first() {
        let dictionary = Dictionary::build(vec!["sergei", "sergey", "serge", "plant"]);
        let (mut leftovers, mut found) = (Vec::new(), Vec::new());
        dictionary.similar(b"sergey", &mut leftovers, &mut found);
        let words: Vec<&[u8]> = found
            .iter()
            .map(|similar| dictionary.word(similar.word))
            .collect();
        assert_eq!(words, [&b"sergey"[..], b"serge", b"sergei"]);
        assert_eq!(dictionary.find(b"plant"), Some(0));
        assert_eq!(dictionary.find(b"plan"), None);
    }

    #[test]
    fn an_empty_list_knows_nothing() {
        let dictionary = Dictionary::build(Vec::new());
        let (mut leftovers, mut found) = (Vec::new(), Vec::new());
        dictionary.similar(b"word", &mut leftovers, &mut found);
        assert!(found.is_empty() && dictionary.len() == 0 && dictionary.find(b"").is_none());
    }
}
