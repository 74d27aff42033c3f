//! What a session holds between two forms, as the token carries it.

use super::refusal::Refusal;
use super::token::{Kind, TokenKey, open, seal};
use crate::book::ReplySeed;
use crate::bytes::{Malformed, Reader};
use crate::codename::Conversation;
use crate::secret::{hmac, random};
use hmac::Mac;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Nonce, conversation id, continuity key, reply seed.
const LENGTH: usize = 16 + 16 + 32 + 32;

/// An open conversation, and the form that was given out for it.
pub struct Session {
    /// whose it is
    pub conversation: Conversation,
    nonce: [u8; 16],
}

impl Session {
    /// A token for a new form.
    pub fn token(conversation: &Conversation, key: &TokenKey, half_hour: u32) -> Result<String, Refusal> {
        let mut payload = Zeroizing::new([0u8; LENGTH]);
        payload[..16].copy_from_slice(&random::<16>()?);
        payload[16..32].copy_from_slice(&conversation.id);
        payload[32..64].copy_from_slice(conversation.mac.expose());
        payload[64..].copy_from_slice(conversation.replies.expose().expose());
        Ok(seal(key, Kind::Session, half_hour, &payload[..])?)
    }

    /// The session of a token.
    pub fn open(key: &TokenKey, half_hour: u32, token: &str) -> Result<Session, Refusal> {
        let payload = open::<LENGTH>(key, Kind::Session, half_hour, token)?;
        session(Reader::new(payload.expose())).map_err(|_| Refusal::Old)
    }

    /// Names the submission: the same when the same form with the same text is sent
    /// again, another when the text has changed.
    pub fn message(&self, what: &[u8], text: &[u8]) -> [u8; 16] {
        let hash: [u8; 32] = Sha256::digest(text).into();
        self.named(b"fyke message v1", &[&self.nonce, what, &hash])
    }

    /// Names a part to the acceptor's memory; nobody else can make it.
    pub fn tag(&self, message: &[u8; 16], file: u8, part: u32) -> [u8; 16] {
        self.named(b"fyke kept v1", &[message, &[file], &part.to_be_bytes()])
    }

    fn named(&self, info: &[u8], parts: &[&[u8]]) -> [u8; 16] {
        let mut mac = hmac(&self.conversation.mac).chain_update(info);
        for part in parts {
            mac.update(part);
        }
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        std::array::from_fn(|at| whole[at])
    }
}

fn session(mut from: Reader<'_>) -> Result<Session, Malformed> {
    Ok(Session {
        nonce: from.array("nonce")?,
        conversation: Conversation {
            id: from.array("conversation")?,
            mac: from.secret("continuity")?,
            replies: ReplySeed::new(from.secret("replies")?),
        },
    })
}
