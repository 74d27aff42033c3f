//! Invitations: a word that is told once, is good once and for a week, and of
//! which the case keeps only the hash.
//!
//! A word has 80 random bits, so that a plain hash of it can be kept: nobody tries
//! 2^80. Words are compared in a time that does not hang on how much of them fits.

use crate::screen::Outcome;
use fyke_judge::key::KeyId;
use fyke_judge::record::{Random, RecordError, SystemRandom};
use fyke_model::date::Day;
use fyke_model::desk::Role;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Days that an invitation is good for.
pub const GOOD_FOR: i32 = 7;

/// Letters of words: none is mistaken for another when it is told.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// An invitation.
#[derive(Clone, Serialize, Deserialize)]
pub struct Invite {
    /// SHA-256 of the word, hexadecimal.
    hash: String,
    /// As what.
    pub role: Role,
    /// Who invites.
    pub by: KeyId,
    /// Its last day.
    pub until: Day,
    /// Whether it was used.
    pub used: bool,
}

impl Invite {
    /// An invitation with that word.
    pub fn new(word: &str, role: Role, by: KeyId, today: Day) -> Invite {
        Invite {
            hash: hashed(word),
            role,
            by,
            until: Day(today.0.saturating_add(GOOD_FOR)),
            used: false,
        }
    }

    /// Whether this is its word, and it is good.
    pub fn opens(&self, word: &str, today: Day) -> bool {
        let same = same(&self.hash, &hashed(word));
        same && !self.used && today <= self.until
    }
}

/// A word that nobody can guess: `k3v9-x2mq-7anp-t04h`.
pub fn fresh_word() -> Outcome<String> {
    let mut bytes = [0_u8; 16];
    SystemRandom.fill(&mut bytes).map_err(RecordError::from)?;
    let letters = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)));
    let letters: Vec<char> = letters.map(|letter| char::from(*letter)).collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}

/// A word as it is hashed: told over a telephone, it may come back with other
/// spaces, dashes and capitals.
fn hashed(word: &str) -> String {
    let plain: String = word
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .take(100)
        .collect();
    hex(
        &Sha256::new()
            .chain_update(b"fyke invitation\0")
            .chain_update(plain)
            .finalize(),
        32,
    )
}

/// Sixteen digits out of the name of a passkey: fit for the name of a file.
pub fn short(credential: &str) -> String {
    hex(&Sha256::digest(credential.as_bytes()), 8)
}

fn hex(bytes: &[u8], n: usize) -> String {
    bytes.iter().take(n).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether two texts are the same, every byte looked at.
fn same(left: &str, right: &str) -> bool {
    let differs = left
        .bytes()
        .zip(right.bytes())
        .fold(left.len() ^ right.len(), |differs, (l, r)| {
            differs | usize::from(l ^ r)
        });
    std::hint::black_box(differs) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_judge::key::PersonKey;

    #[test]
    fn a_word_opens_its_own_invitation_for_a_week() {
        let by = PersonKey::from_seed(&[1; 32]).id();
        let word = fresh_word().unwrap();
        assert_eq!(word.len(), 19, "{word}");
        assert_ne!(word, fresh_word().unwrap());
        let today = Day(20_000);
        let invite = Invite::new(&word, Role::Reader, by, today);
        assert!(invite.opens(&word.to_uppercase().replace('-', " "), today));
        assert!(invite.opens(&word, Day(20_007)));
        assert!(!invite.opens(&word, Day(20_008)));
        assert!(!invite.opens("k3v9-x2mq-7anp-t04h", today));
        assert!(!invite.opens("", today));
        let used = Invite { used: true, ..invite };
        assert!(!used.opens(&word, today));
        assert!(!serde_json::to_string(&used).unwrap().contains(&word));
    }
}
