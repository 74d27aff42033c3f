//! How rare a word is, so that a rare one in common says more than a common one.

use crate::lexicon::Lexicon;
use crate::text;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// Least and most evidence that one word carries, in bits.
pub(super) const BITS_MIN: f32 = 0.5;
/// See [`BITS_MIN`].
pub(super) const BITS_MAX: f32 = 16.0;

/// Word frequencies: of a corpus of names, or of names in general.
///
/// ```
/// use fyke_resolve::name::Rarity;
/// let rarity = Rarity::of(["Ivan Petrov", "Ivan Quark", "Ivan Sidorov", "Petr Petrov"]);
/// assert!(rarity.bits("ivan") < rarity.bits("quark"));
/// ```
#[derive(Clone, PartialEq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Rarity {
    #[serde(with = "crate::sorted")]
    counts: FxHashMap<u32, u32>,
    names: u32,
}

impl Rarity {
    /// Counts in how many names of a corpus each word occurs. Below a thousand
    /// names the general frequencies still count, the more the fewer they are.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Rarity {
        let mut rarity = Rarity::default();
        let mut seen: Vec<u32> = Vec::new();
        for name in names {
            seen.clear();
            seen.extend(
                text::read(name)
                    .words
                    .iter()
                    .map(|word| hash_of(word.latin.as_bytes())),
            );
            seen.sort_unstable();
            seen.dedup();
            for word in &seen {
                *rarity.counts.entry(*word).or_default() += 1;
            }
            rarity.names = rarity.names.saturating_add(1);
        }
        rarity
    }

    /// How rare a folded word is, in bits, 0.5 to 16: about -log2 of the share
    /// of names that have it, drawn towards the general frequency where the
    /// corpus is small (as if a thousand general names were added).
    pub fn bits(&self, word: &str) -> f32 {
        let general = Lexicon::shipped().rarity(word).clamp(BITS_MIN, BITS_MAX);
        if self.names == 0 {
            return general;
        }
        const GENERAL_NAMES: f32 = 1000.0;
        let count = self.counts.get(&hash_of(word.as_bytes())).copied().unwrap_or(0) as f32;
        let share = (count + GENERAL_NAMES * (-general).exp2()) / (self.names as f32 + GENERAL_NAMES);
        (-share.log2()).clamp(BITS_MIN, BITS_MAX)
    }
}

/// A hash that is the same on every machine and in every release.
pub(super) fn hash_of(letters: &[u8]) -> u32 {
    let mut hasher = rustc_hash::FxHasher::default();
    letters.hash(&mut hasher);
    let wide = hasher.finish();
    (wide ^ (wide >> 32)) as u32
}

/// FNV-1a, 64 bits: the hash of what is written to files.
pub(super) fn fingerprint_of(letters: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    letters.iter().fold(0xcbf2_9ce4_8422_2325, step)
}
