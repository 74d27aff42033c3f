//! T23: a forwarder, a customs broker or a bank as consignee.
//!
//! They handle goods and do not use them: whoever does is not on the papers.
//! Read from words in the name ("freight forwarding", "customs broker",
//! "bank"), less phrases in which such a word means something else ("power
//! bank"). House bills of lading name forwarders as a matter of course, so the
//! weight is capped low, and a row whose party to notify is a user is none.

use super::tokens::{Hashed, Starts, Tokens, phrase_hash};
use fyke_model::reference::WordList;

const PHRASE_WORDS_MAX: usize = 3;

/// Words in the names of those who only handle goods.
#[derive(Clone, Debug, Default)]
pub struct Handlers {
    /// True where the phrase speaks for a handler, false where against.
    phrases: Hashed<bool>,
    starts: Starts,
}

impl Handlers {
    /// Takes the list in; without one nobody is a handler.
    pub fn new(list: Option<&WordList>) -> Handlers {
        let mut handlers = Handlers::default();
        for group in list.into_iter().flat_map(|list| &list.groups) {
            for phrase in &group.words {
                handlers.starts.add(phrase);
                handlers.phrases.insert(phrase_hash(phrase).0, group.id != "not");
            }
        }
        handlers
    }

    /// Does the name say so.
    pub fn is_handler(&self, name: &Tokens) -> bool {
        let mut found = false;
        for at in 0..name.len() {
            if !name.phrase(at, 1).is_some_and(|word| self.starts.may_begin(word)) {
                continue;
            }
            for length in 1..=PHRASE_WORDS_MAX {
                match name.phrase(at, length).and_then(|hash| self.phrases.get(&hash)) {
                    Some(true) => found = true,
                    Some(false) => return false,
                    None => {}
                }
            }
        }
        found
    }
}
