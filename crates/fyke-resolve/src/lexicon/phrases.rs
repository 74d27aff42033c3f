//! Phrases of words looked up from their first word on: a trie over interned words.
//!
//! Owns the look-up and nothing of meaning. One hash of a text per word, one of
//! eight bytes per step; words that no phrase has cost one failed look-up each.

use super::fold::loose;
use super::sense::Sense;
use crate::name::Bearer;
use rustc_hash::FxHashMap;

/// Words in the longest phrase that is looked for.
const PHRASE_WORDS_MAX: usize = 12;

/// Phrases and what they mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    words: FxHashMap<Box<str>, u32>,
    /// Loose spelling to word, where one word alone has it.
    loose: FxHashMap<Box<str>, Option<u32>>,
    steps: FxHashMap<(u32, u32), u32>,
    /// Meanings of the phrase that ends at a node, in order of precedence.
    senses: Vec<Vec<Sense>>,
}

const ROOT: u32 = 0;

impl Phrases {
    /// Adds a phrase with a meaning. A second meaning ranks behind the first.
    pub(super) fn add(&mut self, words: &[String], sense: Sense) {
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

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.words.get(word) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(word.into(), id);
        if let Some(key) = loose(word) {
            // Two words of one loose spelling are told apart by the exact one alone,
            // unless they are two romanisations of one word, which `settle` finds.
            self.loose
                .entry(key.into())
                .and_modify(|known| *known = None)
                .or_insert(Some(id));
        }
        id
    }

    /// Where a loose spelling belongs to several words that mean the same, any of them will do.
    pub(super) fn settle(&mut self) {
        let mut by_key: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut words: Vec<(&Box<str>, u32)> = self.words.iter().map(|(word, id)| (word, *id)).collect();
        words.sort_unstable();
        for (word, id) in words {
            if let Some(key) = loose(word) {
                by_key.entry(key).or_default().push(id);
            }
        }
        let mut settled = Vec::new();
        for (key, open) in &self.loose {
            let Some(ids) = by_key.get(key.as_ref()).filter(|_| open.is_none()) else {
                continue;
            };
            let meaning = |id: &u32| {
                let node = self.steps.get(&(ROOT, *id)).copied().unwrap_or(ROOT);
                self.senses.get(node as usize).and_then(|senses| senses.first())
            };
            // the likeliest to begin or continue a phrase: one that means something alone
            let mut alone = ids.iter().filter(|id| meaning(id).is_some());
            if let Some(first) = alone.next()
                && alone.all(|id| meaning(id) == meaning(first))
            {
                settled.push((key.clone(), Some(*first)));
            }
        }
        self.loose.extend(settled);
    }

    /// The number of a word, spelled so or nearly so.
    fn number(&self, word: &str) -> Option<u32> {
        let near = || self.loose.get(loose(word)?.as_str()).copied().flatten();
        self.words.get(word).copied().or_else(near)
    }

    /// Every phrase that begins at the first word, longest first: its length and meanings.
    pub(super) fn all<W: AsRef<str>>(&self, words: &[W]) -> impl Iterator<Item = (usize, &[Sense])> {
        let mut ends = [(0_usize, ROOT); PHRASE_WORDS_MAX];
        let mut count = 0;
        let mut node = ROOT;
        for (at, word) in words.iter().take(PHRASE_WORDS_MAX).enumerate() {
            let step = |id: u32| self.steps.get(&(node, id)).copied();
            let Some(next) = self.number(word.as_ref()).and_then(step) else {
                break;
            };
            node = next;
            if self
                .senses
                .get(node as usize)
                .is_some_and(|senses| !senses.is_empty())
            {
                ends[count] = (at + 1, node);
                count += 1;
            }
        }
        (0..count).rev().filter_map(move |index| {
            let (length, node) = ends[index];
            Some((length, self.senses.get(node as usize)?.as_slice()))
        })
    }

    /// The longest phrase that means something for such a bearer.
    pub(super) fn longest<W: AsRef<str>>(&self, words: &[W], bearer: Bearer) -> Option<(usize, Sense)> {
        self.all(words).find_map(|(length, senses)| {
            let sense = senses.iter().find(|sense| sense.fits(bearer))?;
            Some((length, *sense))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(rows: &[(&str, u32)]) -> Phrases {
        let mut phrases = Phrases::default();
        for (phrase, number) in rows {
            let words: Vec<String> = phrase.split(' ').map(String::from).collect();
            phrases.add(&words, Sense::Numeral(*number));
        }
        phrases.settle();
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
    fn hostile_length_is_cut() {
        let phrases = phrases(&[("a", 1)]);
        let words = vec!["a"; 100_000];
        assert_eq!(
            phrases.longest(&words, Bearer::Unknown),
            Some((1, Sense::Numeral(1)))
        );
    }
}
