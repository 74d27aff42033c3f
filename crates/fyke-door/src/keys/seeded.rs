//! Draws of a seed, for fixed vectors and tests. A door is built without them.

use super::Draw;
use crate::secret::Secret;
use sha2::{Digest, Sha256};

/// A seed, and how many blocks were drawn of it.
pub(super) struct Seed(Secret<32>, u64);

impl Seed {
    pub(super) fn fill(&mut self, bytes: &mut [u8]) {
        for run in bytes.chunks_mut(32) {
            let mut hash = Sha256::new_with_prefix(b"fyke vectors v1");
            hash.update(self.0.expose());
            hash.update(self.1.to_be_bytes());
            run.copy_from_slice(&hash.finalize()[..run.len()]);
            self.1 += 1;
        }
    }
}

impl Draw {
    /// The same bytes every time: for fixed vectors and tests. Whoever seals
    /// with it seals for nobody.
    #[doc(hidden)]
    pub const fn seeded_for_vectors(seed: [u8; 32]) -> Draw {
        Draw {
            seed: Some(Seed(Secret::new(seed), 0)),
            failed: false,
        }
    }
}
