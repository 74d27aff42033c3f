//! Words glued of stems, as Russian makes them: radiozavod, uralmash, himprom.
//!
//! Owns the splitting; the stems are data (`glue` in `data/names/concepts.csv`
//! and `places.csv`).

use super::sense::ConceptId;
use rustc_hash::FxHashMap;

/// Stems in one compound; more are hardly one word.
const PARTS_MAX: usize = 4;

/// Letters of the longest word that is split.
const LETTERS_MAX: usize = 40;

/// A word taken apart into what its stems mean, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Compound {
    parts: [ConceptId; PARTS_MAX],
    count: u8,
}

impl Compound {
    /// The concepts, at least two.
    pub fn parts(&self) -> &[ConceptId] {
        &self.parts[..usize::from(self.count)]
    }
}

/// The stems, by where in a word they may stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    /// Stem to concept, and whether it may end a word, not only begin or continue one.
    stems: FxHashMap<Box<str>, (ConceptId, bool)>,
    longest: usize,
}

impl Pieces {
    /// Adds a stem. `ends` says that a word may end with it.
    pub(super) fn add(&mut self, stem: &str, concept: ConceptId, ends: bool) {
        self.longest = self.longest.max(stem.len());
        self.stems
            .entry(stem.into())
            .and_modify(|(_, known)| *known |= ends)
            .or_insert((concept, ends));
    }

    /// Splits a word wholly into stems, the fewest and longest first.
    pub(super) fn split(&self, word: &str) -> Option<Compound> {
        if word.len() < 6 || word.len() > LETTERS_MAX || !word.is_ascii() {
            return None;
        }
        let mut parts = [ConceptId(0); PARTS_MAX];
        let count = self.split_rest(word, &mut parts, 0)?;
        (count >= 2).then_some(Compound {
            parts,
            count: u8::try_from(count).ok()?,
        })
    }

    /// Work is bounded: at most four stems deep, each of at most `longest` lengths,
    /// and few prefixes of a word are stems.
    fn split_rest(&self, rest: &str, parts: &mut [ConceptId; PARTS_MAX], depth: usize) -> Option<usize> {
        if rest.is_empty() {
            return Some(depth);
        }
        let slot = depth;
        if slot >= PARTS_MAX {
            return None;
        }
        for length in (2..=rest.len().min(self.longest)).rev() {
            let (stem, tail) = rest.split_at(length);
            let Some((concept, ends)) = self.stems.get(stem) else {
                continue;
            };
            if (tail.is_empty() && !ends) || (depth == 0 && tail.is_empty()) {
                continue;
            }
            parts[slot] = *concept;
            let direct = self.split_rest(tail, parts, depth + 1);
            // a linking vowel, as in sud-o-stroy, where the stem without it is listed
            let linked = || {
                let tail = tail.strip_prefix(['o', 'e'])?;
                (!tail.is_empty())
                    .then(|| self.split_rest(tail, parts, depth + 1))
                    .flatten()
            };
            if let Some(count) = direct.or_else(linked) {
                return Some(count);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let mut pieces = Pieces::default();
        for (number, (stem, ends)) in [
            ("radio", false),
            ("zavod", true),
            ("ural", false),
            ("mash", true),
            ("sud", false),
            ("stroy", true),
        ]
        .into_iter()
        .enumerate()
        {
            pieces.add(stem, ConceptId(number as u16), ends);
        }
        pieces
    }

    #[track_caller]
    fn splits(word: &str, expected: &[u16]) {
        let found = pieces().split(word);
        let numbers: Vec<u16> = found.iter().flat_map(Compound::parts).map(|id| id.0).collect();
        assert_eq!(numbers, expected, "{word}");
    }

    #[test]
    fn compounds_are_split_whole_or_not_at_all() {
        splits("radiozavod", &[0, 1]);
        splits("uralmashzavod", &[2, 3, 1]);
        splits("sudostroy", &[4, 5]);
        splits("zavod", &[]);
        splits("uralradio", &[]);
        splits("radiozavodx", &[]);
        splits("", &[]);
    }

    #[test]
    fn hostile_words_are_left_alone() {
        splits(&"mash".repeat(2_000), &[]);
        splits(&"mash".repeat(9), &[]);
    }
}
