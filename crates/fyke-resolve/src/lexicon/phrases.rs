//! Phrases of words looked up from their first word on: a trie over interned words.
//!
//! Owns the look-up and nothing of meaning. A word is known as it is written, or
//! by its loose spelling, or by its stem, in this order. Words that no phrase has
//! cost a few failed look-ups each.

use super::fold::{Endings, Key, LOOSE_LETTERS_MIN, loose};
use super::sense::Sense;
use crate::name::Bearer;
use rustc_hash::FxHashMap;

/// Words in the longest phrase that is looked for.
const PHRASE_WORDS_MAX: usize = 12;

/// Words of the data that one written word is taken for at most.
const CANDIDATES_MAX: usize = 8;

const ROOT: u32 = 0;

/// Phrases and what they mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    words: FxHashMap<Box<str>, u32>,
    /// Loose spelling to words.
    loose: FxHashMap<Box<str>, Few>,
    adjectives: FxHashMap<Box<str>, u32>,
    nouns: FxHashMap<Box<str>, u32>,
    words_count: u32,
    steps: FxHashMap<(u32, u32), u32>,
    /// Meanings of the phrase that ends at a node, in order of precedence.
    senses: Vec<Vec<Sense>>,
}

/// A short list without an allocation; what does not fit is left out.
#[derive(Clone, Copy, Debug, Default)]
struct Few {
    numbers: [u32; CANDIDATES_MAX],
    /// How many of the first are of words as they are written, not nearly so.
    exact: usize,
    count: usize,
}

impl Few {
    fn push(&mut self, number: u32, exact: bool) {
        if let Some(slot) = self.numbers.get_mut(self.count) {
            *slot = number;
            self.count += 1;
            self.exact += usize::from(exact && self.exact + 1 == self.count);
        }
    }

    /// The numbers, and whether each is exact.
    fn iter(&self) -> impl Iterator<Item = (u32, bool)> + use<> {
        let exact = self.exact;
        let numbers = self.numbers.into_iter().take(self.count).enumerate();
        numbers.map(move |(at, number)| (number, at < exact))
    }
}

/// A phrase that begins at the first word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    /// How many words it has.
    pub(super) length: usize,
    senses: &'a [Sense],
    exact: bool,
}

impl<'a> Found<'a> {
    /// What it means in the name of such a bearer. Only words of organisations are
    /// taken for what they nearly are: a Delia is no `della`.
    pub(super) fn senses(self, bearer: Bearer) -> impl Iterator<Item = Sense> + use<'a> {
        let fit = self
            .senses
            .iter()
            .copied()
            .filter(move |sense| sense.fits(bearer));
        fit.filter(move |sense| self.exact || sense.near())
    }
}

impl Phrases {
    /// Adds a phrase with a meaning. A second meaning ranks behind the first.
    pub(super) fn add(&mut self, words: &[Key], sense: Sense) {
        if self.senses.is_empty() {
            self.senses.push(Vec::new());
        }
        let mut node = ROOT;
        for word in words {
            let word = self.intern(word);
            node = match self.steps.get(&(node, word)) {
                Some(next) => *next,
                None => {
                    let next = u32::try_from(self.senses.len()).unwrap_or(u32::MAX);
                    self.senses.push(Vec::new());
                    self.steps.insert((node, word), next);
                    next
                }
            };
        }
        if let Some(known) = self.senses.get_mut(node as usize)
            && node != ROOT
            && !known.contains(&sense)
        {
            known.push(sense);
        }
    }

    fn intern(&mut self, word: &Key) -> u32 {
        let (text, known) = match word {
            Key::Whole(word) => (word, &mut self.words),
            Key::Stem(stem, Endings::Adjective) => (stem, &mut self.adjectives),
            Key::Stem(stem, Endings::Noun) => (stem, &mut self.nouns),
        };
        if let Some(number) = known.get(text.as_str()) {
            return *number;
        }
        let number = self.words_count;
        self.words_count += 1;
        known.insert(text.as_str().into(), number);
        if matches!(word, Key::Whole(_)) && text.len() >= LOOSE_LETTERS_MIN {
            self.loose
                .entry(loose(text).into())
                .or_default()
                .push(number, false);
        }
        number
    }

    /// The words of the data that a written word can be, the likeliest first.
    fn numbers(&self, word: &str) -> Few {
        let mut found = Few::default();
        if let Some(number) = self.words.get(word) {
            found.push(*number, true);
        }
        if word.len() < 3 {
            return found;
        }
        let key = loose(word);
        if key.is_empty() {
            return found;
        }
        let adjectives = Endings::Adjective
            .stems(&key)
            .filter_map(|stem| self.adjectives.get(stem));
        let nouns = Endings::Noun.stems(&key).filter_map(|stem| self.nouns.get(stem));
        adjectives
            .chain(nouns)
            .for_each(|number| found.push(*number, false));
        if let Some(near) = self
            .loose
            .get(key.as_str())
            .filter(|_| word.len() >= LOOSE_LETTERS_MIN)
        {
            near.iter().for_each(|(number, _)| found.push(number, false));
        }
        found
    }

    /// Every phrase that begins at the first word, longest first, those of words
    /// as they are written before those of words nearly so.
    pub(super) fn all<W: AsRef<str>>(&self, words: &[W]) -> impl Iterator<Item = Found<'_>> {
        let mut ends: Vec<Found<'_>> = Vec::new();
        let mut nodes = Few::default();
        nodes.push(ROOT, true);
        for (at, word) in words.iter().take(PHRASE_WORDS_MAX).enumerate() {
            let numbers = self.numbers(word.as_ref());
            let mut next = Few::default();
            for (node, so_far) in nodes.iter() {
                for (number, exact) in numbers.iter() {
                    if let Some(node) = self.steps.get(&(node, number)) {
                        next.push(*node, so_far && exact);
                    }
                }
            }
            if next.count == 0 {
                break;
            }
            let start = ends.len();
            for (node, exact) in next.iter() {
                let senses = self.senses.get(node as usize).map_or(&[][..], Vec::as_slice);
                if !senses.is_empty() {
                    ends.push(Found {
                        length: at + 1,
                        senses,
                        exact,
                    });
                }
            }
            // backwards, since the whole list is read from its end
            if let Some(here) = ends.get_mut(start..) {
                here.reverse();
            }
            nodes = next;
        }
        ends.into_iter().rev()
    }

    /// The longest phrase that means something for such a bearer.
    pub(super) fn longest<W: AsRef<str>>(&self, words: &[W], bearer: Bearer) -> Option<(usize, Sense)> {
        self.all(words)
            .find_map(|found| Some((found.length, found.senses(bearer).next()?)))
    }

    /// Words, phrases and steps between them.
    pub(super) fn sizes(&self) -> [usize; 3] {
        let phrases = self.senses.iter().filter(|senses| !senses.is_empty()).count();
        [self.words_count as usize, phrases, self.steps.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::spellings;
    use super::*;

    fn phrases(rows: &[(&str, u32)]) -> Phrases {
        let mut phrases = Phrases::default();
        for (phrase, number) in rows {
            for words in spellings(phrase) {
                phrases.add(&words, Sense::Numeral(*number));
            }
        }
        phrases
    }

    fn longest(phrases: &Phrases, words: &str) -> Option<(usize, Sense)> {
        phrases.longest(&words.split(' ').collect::<Vec<_>>(), Bearer::Organisation)
    }

    #[test]
    fn the_longest_wins_and_a_broken_one_falls_back() {
        let phrases = phrases(&[("twenty", 20), ("twenty one", 21), ("one hundred and one", 101)]);
        assert_eq!(longest(&phrases, "twenty one two"), Some((2, Sense::Numeral(21))));
        assert_eq!(longest(&phrases, "twenty two"), Some((1, Sense::Numeral(20))));
        assert_eq!(longest(&phrases, "one hundred and two"), None);
        assert_eq!(longest(&phrases, ""), None);
    }

    #[test]
    fn a_word_may_be_spelled_otherwise() {
        let phrases = phrases(&[("pervyy", 1), ("vtoroy", 2)]);
        assert_eq!(longest(&phrases, "pervyi"), Some((1, Sense::Numeral(1))));
        assert_eq!(longest(&phrases, "vtoroj"), Some((1, Sense::Numeral(2))));
    }

    #[test]
    fn a_stem_takes_its_endings_in_the_middle_of_a_phrase_too() {
        let phrases = phrases(&[("цветн~ металл^", 7), ("цветн~", 8)]);
        for words in ["tsvetnyye metally", "tsvetnykh metallov", "cvetnoj metall"] {
            assert_eq!(longest(&phrases, words), Some((2, Sense::Numeral(7))), "{words}");
        }
        assert_eq!(longest(&phrases, "tsvetnoy bulvar"), Some((1, Sense::Numeral(8))));
        assert_eq!(longest(&phrases, "tsvetok"), None);
    }

    #[test]
    fn hostile_length_is_cut() {
        let phrases = phrases(&[("a", 1)]);
        let words = vec!["a"; 100_000];
        assert_eq!(
            phrases.longest(&words, Bearer::Unknown),
            Some((1, Sense::Numeral(1)))
        );
        let long = "a".repeat(100_000);
        assert_eq!(phrases.longest(&[long], Bearer::Unknown), None);
    }
}
