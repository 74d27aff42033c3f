//! What the people addressed yield from a header, and the key that comes of it.

use super::bucket::header_length;
use super::header::{Header, commitment, fixed, info};
use crate::keys::{KeyId, NotOpened, SealSecret, unwrap};
use crate::secret::Secret;
use zeroize::Zeroize;

/// What one person's secret yields from a header. Alone it opens nothing that
/// takes two.
#[derive(Clone, Debug)]
pub struct Share {
    place: usize,
    share: Secret<32>,
}

impl Share {
    /// Its bytes, to be sealed to the one other person whom it is yielded to.
    pub fn bytes(&self) -> Secret<33> {
        let mut out = [0u8; 33];
        out[0] = u8::try_from(self.place).unwrap_or(u8::MAX);
        out[1..].copy_from_slice(self.share.expose());
        let secret = Secret::new(out);
        out.zeroize();
        secret
    }

    /// A share that was yielded. Wrong bytes open nothing.
    pub fn read(bytes: &Secret<33>) -> Share {
        let mut share = [0u8; 32];
        share.copy_from_slice(&bytes.expose()[1..]);
        let secret = Secret::new(share);
        share.zeroize();
        Share {
            place: usize::from(bytes.expose()[0]),
            share: secret,
        }
    }
}

impl Header {
    /// The keys it is addressed to, in order.
    pub fn addressed(&self) -> impl Iterator<Item = KeyId> + '_ {
        self.recipients.iter().map(|(id, _)| *id)
    }

    /// What this secret yields, where the envelope is addressed to it.
    pub fn share(&self, secret: &SealSecret) -> Option<Share> {
        let id = secret.public().id();
        let place = self.addressed().position(|other| other == id)?;
        let (_, enc) = self.recipients.get(place)?;
        let fixed = fixed(
            self.door,
            self.day,
            self.bucket,
            self.opening,
            self.recipients.len(),
        );
        Some(Share {
            place,
            share: secret.share(&info(&fixed, id), enc),
        })
    }

    /// The envelope's key, from the shares of enough people.
    pub(super) fn key(&self, shares: &[Share]) -> Result<Secret<32>, NotOpened> {
        let here: Vec<(usize, Secret<32>)> =
            shares.iter().map(|one| (one.place, one.share.clone())).collect();
        let key = unwrap(
            &here,
            self.recipients.len(),
            self.opening,
            &self.binding,
            &self.wraps,
        )?;
        if Secret::new(commitment(&key)) != Secret::new(self.commitment) {
            return Err(NotOpened::Altered);
        }
        Ok(key)
    }

    pub(super) const fn hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// How many bytes it takes.
    pub fn length(&self) -> usize {
        header_length(self.recipients.len(), self.opening)
    }

    pub(super) fn people(&self) -> usize {
        self.recipients.len()
    }
}
