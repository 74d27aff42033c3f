//! How rare a word is among names, where no corpus says it.
//!
//! Owns rough figures. They are set by reasoning in `data/names`, in bits, and
//! good to about two bits; a comparison that has a list at hand counts there.

use rustc_hash::FxHashMap;

/// Bits of a concept whose row says nothing.
pub(super) const CONCEPT_BITS: f32 = 7.0;

/// Bits of words by their length in letters where no table has them: 1 to 8
/// letters, and more. A short unknown word is most often an abbreviation that
/// others share; from nine letters on a word hardly recurs by chance.
const UNKNOWN_BITS: [f32; 10] = [0.5, 4.0, 7.0, 9.0, 10.5, 11.5, 12.5, 13.0, 13.5, 14.0];

/// The bits of a word that no table has.
pub(super) fn unlisted(word: &str) -> f32 {
    UNKNOWN_BITS[word.len().min(UNKNOWN_BITS.len() - 1)]
}

/// Words with their bits.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarities {
    known: FxHashMap<Box<str>, f32>,
}

impl Rarities {
    /// Says how rare a word is; of several statements the commonest use holds.
    pub(super) fn add(&mut self, word: &str, bits: f32) {
        let bits = bits.clamp(0.5, 16.0);
        self.known
            .entry(word.into())
            .and_modify(|known| *known = known.min(bits))
            .or_insert(bits);
    }

    /// The bits of a listed word.
    pub(super) fn listed(&self, word: &str) -> Option<f32> {
        self.known.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commonest_use_holds_and_length_counts() {
        let mut rarities = Rarities::default();
        rarities.add("ali", 7.0);
        rarities.add("ali", 5.0);
        rarities.add("ali", 9.0);
        assert_eq!(rarities.listed("ali"), Some(5.0));
        assert!(unlisted("q") < unlisted("qu"));
        assert_eq!(unlisted(&"q".repeat(10_000)), 14.0);
        assert_eq!(unlisted(""), 0.5);
    }
}
