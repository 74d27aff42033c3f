//! The codename: nine words in a source's head, and all that they are to us.
//!
//! Eight words are drawn from a list of 4,096 of our own (96 bits), the ninth
//! checks the eight. Nobody chooses one and nobody stores one, so there is nothing
//! to stretch and nothing to grind: `master = HKDF-SHA512(salt = door id, ikm = the
//! eight numbers in twelve bytes)`. Any codename is accepted; there is no account
//! to find. Bytes: `docs/door/codename.md`.

mod list;
#[cfg(feature = "desk")]
mod show;

pub use list::WORDS;
#[cfg(feature = "desk")]
pub use show::{display_name, words};

use crate::book::ReplySeed;
use crate::content::Tie;
use crate::day::Day;
use crate::keys::{DoorId, Draw};
use crate::secret::{NoRandomness, Secret};
use hkdf::Hkdf;
pub(crate) use list::place;
use list::word;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

/// How many words are drawn.
const DRAWN: usize = 8;

/// Nine words.
///
/// ```
/// use fyke_door::{codename::Codename, keys::Draw};
/// let codename = Codename::draw(&mut Draw::system()).unwrap();
/// let typed = codename.words().join("  - ").to_uppercase();
/// assert_eq!(Codename::read(&typed), Ok(codename));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codename(Secret<12>);

/// Why words are no codename. Says nothing of what was typed but where it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Misread {
    /// Too few or too many.
    #[error("a codename has nine words, and {words} were typed; type all nine")]
    Count {
        /// How many there were.
        words: usize,
    },
    /// A word that is not on the list.
    #[error("word {place} is not one of ours; look at how you wrote it down")]
    NotAWord {
        /// Its place, from 1.
        place: usize,
    },
    /// The ninth word does not go with the others.
    #[error(
        "the words do not fit together: one is wrong, or two have changed places; look at how you wrote them down"
    )]
    Check,
}

impl Codename {
    /// A new one.
    pub fn draw(draw: &mut Draw) -> Result<Codename, NoRandomness> {
        Ok(Codename(draw.secret()?))
    }

    /// From what a person typed: capitals, hyphens, numbers, commas and any spaces
    /// between the words do not matter.
    pub fn read(typed: &str) -> Result<Codename, Misread> {
        let typed = Zeroizing::new(typed.to_lowercase());
        let words = parts(&typed).count();
        if words != DRAWN + 1 {
            return Err(Misread::Count { words });
        }
        let mut places = Zeroizing::new([0u16; DRAWN + 1]);
        for (at, part) in parts(&typed).enumerate() {
            places[at] = place(part).ok_or(Misread::NotAWord { place: at + 1 })?;
        }
        let mut bytes = [0u8; 12];
        for (pair, three) in places.chunks_exact(2).zip(bytes.chunks_exact_mut(3)) {
            let both = u32::from(pair[0]) << 12 | u32::from(pair[1]);
            three.copy_from_slice(&both.to_be_bytes()[1..]);
        }
        let codename = Codename(Secret::new(bytes));
        if codename.check() == places[DRAWN] {
            Ok(codename)
        } else {
            Err(Misread::Check)
        }
    }

    /// The nine words, in order.
    pub fn words(&self) -> [&'static str; DRAWN + 1] {
        let mut out = [""; DRAWN + 1];
        for (pair, three) in out.chunks_exact_mut(2).zip(self.0.expose().chunks_exact(3)) {
            let (first, second) = two(three);
            pair.copy_from_slice(&[first, second]);
        }
        out[DRAWN] = word(usize::from(self.check()));
        out
    }

    /// What it is to one door.
    pub fn conversation(&self, door: DoorId) -> Conversation {
        let master = Hkdf::<Sha512>::new(Some(&door.0), self.0.expose());
        Conversation {
            id: derived(&master, b"fyke conversation v1"),
            mac: Secret::new(derived(&master, b"fyke continuity v1")),
            replies: ReplySeed::new(Secret::new(derived(&master, b"fyke replies v1"))),
        }
    }

    fn check(&self) -> u16 {
        let mut hash = Sha256::new_with_prefix(b"fyke codename check v1");
        hash.update(self.0.expose());
        let hash = hash.finalize();
        u16::from_be_bytes([hash[0], hash[1]]) >> 4
    }
}

/// What follows from a codename at one door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Names the conversation at the desk. Nobody else sees it.
    pub id: [u8; 16],
    /// The key of the MAC by which messages continue each other.
    pub mac: Secret<32>,
    /// Where replies are found.
    pub replies: ReplySeed,
}

impl Conversation {
    /// What a message of this day carries of it: nothing that opens an older book.
    /// `None` after 2149-06-06.
    pub fn tie(&self, day: Day) -> Option<Tie> {
        Some(Tie {
            id: self.id,
            mac: self.mac.clone(),
            cover: self.replies.cover(day)?,
        })
    }
}

/// Words as somebody typed them, whatever stands between.
pub(crate) fn parts(typed: &str) -> impl Iterator<Item = &str> {
    let parts = typed.split(|letter: char| !letter.is_alphabetic());
    parts.filter(|part| !part.is_empty())
}

/// The two words of three bytes.
pub(crate) fn two(three: &[u8]) -> (&'static str, &'static str) {
    let both = three
        .iter()
        .fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
    (word(both >> 12), word(both))
}

fn derived<const N: usize>(master: &Hkdf<Sha512>, info: &[u8]) -> [u8; N] {
    let mut out = [0u8; N];
    master
        .expand(info, &mut out)
        .expect("at most 32 bytes are fewer than 255 hashes");
    out
}
