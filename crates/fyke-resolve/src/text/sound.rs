//! A key that the usual romanisations of one name share.

use super::phones::phones;

/// A sound key: at most 16 consonant classes, four bits each. Equal keys mean
/// "may be one word, romanised differently"; zero means that there is no key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Sound(u64);

impl Sound {
    /// The key as bits, for indexes.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Number of classes in the key; keys of one or two say little.
    pub fn len(self) -> u32 {
        (64 - self.0.leading_zeros()).div_ceil(4)
    }

    /// Whether the word has no sound that is kept.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The sound key of a folded Latin word.
pub fn sound(latin: &str) -> Sound {
    let mut key = 0u64;
    for code in phones(latin).codes() {
        key = (key << 4) | u64::from(code & 15);
    }
    Sound(key)
}
