//! A Latin word as a short row of sounds, so that what romanisation systems
//! spell differently (`kh`, `x`, `h`; `shch`, `sch`) is one step of a comparison.
//!
//! Owns the letters-to-sounds table. What two sounds cost against each other is
//! for [`super::distance`]; which classes make a key is for [`super::sound`].

/// Sounds of a word that are kept; the rest is dropped.
pub const PHONES_MAX: usize = 32;

/// The sounds of one word, made once by [`phones`] and compared often.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Phones {
    codes: [u8; PHONES_MAX],
    len: u8,
}

impl Phones {
    /// The sounds, each below 32.
    pub(super) fn codes(&self) -> &[u8] {
        &self.codes[..usize::from(self.len).min(PHONES_MAX)]
    }

    /// Number of sounds.
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Whether there is no sound at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// The sounds of a folded Latin word (`a-z0-9`; other bytes are skipped).
pub fn phones(latin: &str) -> Phones {
    let mut made = Phones {
        codes: [0; PHONES_MAX],
        len: 0,
    };
    for byte in latin.bytes().filter(u8::is_ascii_alphanumeric).take(PHONES_MAX) {
        made.codes[made.len()] = byte.to_ascii_lowercase() & 31;
        made.len += 1;
    }
    made
}
