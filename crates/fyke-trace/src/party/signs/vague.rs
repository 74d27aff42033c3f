//! T15: the text says nothing.
//!
//! "Electronic parts", "spare parts for machines": every word is a name of
//! things in general, a quality of things in general, a filler or a bare
//! number, and at least one is a name of things. An empty text is not vague but
//! missing: that is the register's fault as often as the trader's.
//!
//! Very common on honest papers, hence a small cap on what it may weigh.

use super::tokens::{Hashed, Tokens, phrase_hash};
use fyke_model::reference::WordList;

/// Words that leave the goods open.
#[derive(Clone, Debug, Default)]
pub struct Vague {
    /// True where the word names a thing.
    words: Hashed<bool>,
}

impl Vague {
    /// Takes the list in; without one nothing is ever vague.
    pub fn new(list: Option<&WordList>) -> Vague {
        let mut vague = Vague::default();
        for group in list.into_iter().flat_map(|list| &list.groups) {
            let names_a_thing = group.id == "thing";
            for word in &group.words {
                let known = vague.words.entry(phrase_hash(word).0).or_default();
                *known |= names_a_thing;
            }
        }
        vague
    }

    /// Is there a thing, and nothing that says which.
    pub fn says_nothing(&self, text: &Tokens) -> bool {
        let mut things = false;
        for at in 0..text.len() {
            match text.phrase(at, 1).and_then(|word| self.words.get(&word)) {
                Some(thing) => things |= thing,
                None if text.word(at).bytes().all(|b| b.is_ascii_digit()) => {}
                None => return false,
            }
        }
        things
    }
}
