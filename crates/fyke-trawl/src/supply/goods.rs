//! HS headings by the words of goods: the repository's own list
//! (`data/words/goods.toml`, read by `fyke_model::reference::WordList`).

use fyke_model::reference::WordList;
use rustc_hash::FxHashMap;

/// The longest phrase of the list, in words.
const PHRASE_WORDS_MAX: usize = 3;

/// Words and phrases that settle a heading, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct GoodsIndex {
    headings: FxHashMap<String, Vec<String>>,
}

impl GoodsIndex {
    /// Takes in a list whose groups are headings of four digits.
    pub fn new(list: &WordList) -> GoodsIndex {
        let mut headings: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for group in &list.groups {
            for phrase in &group.words {
                headings
                    .entry(phrase.to_lowercase())
                    .or_default()
                    .push(group.id.clone());
            }
        }
        GoodsIndex { headings }
    }

    /// The headings whose words stand in a text, each once, in order.
    pub fn headings(&self, text: &str) -> Vec<String> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let mut found: Vec<String> = Vec::new();
        for start in 0..words.len() {
            for length in 1..=PHRASE_WORDS_MAX.min(words.len() - start) {
                let phrase = words[start..start + length].join(" ");
                let singular = phrase.strip_suffix('s').unwrap_or(&phrase);
                for known in [phrase.as_str(), singular] {
                    found.extend(self.headings.get(known).into_iter().flatten().cloned());
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
