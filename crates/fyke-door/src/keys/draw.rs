//! Where random bytes come from: the system; in fixed vectors, which a door is built
//! without, a seed (`seeded`).
//!
//! HPKE asks for a generator that cannot fail; the system's can. So a failure is
//! remembered here and asked for after each use, and what was made with it is
//! thrown away, rather than a panic in the middle of somebody's message.

use crate::secret::{NoRandomness, Secret};
use hpke::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;

/// A source of random bytes.
pub struct Draw {
    #[cfg(feature = "desk")]
    pub(super) seed: Option<super::seeded::Seed>,
    pub(super) failed: bool,
}

impl Draw {
    /// The system's generator.
    pub const fn system() -> Draw {
        Draw {
            #[cfg(feature = "desk")]
            seed: None,
            failed: false,
        }
    }

    /// The next `N` bytes.
    pub fn bytes<const N: usize>(&mut self) -> Result<[u8; N], NoRandomness> {
        let mut bytes = [0u8; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The next `N` bytes, as a secret.
    pub fn secret<const N: usize>(&mut self) -> Result<Secret<N>, NoRandomness> {
        Ok(Secret::new(self.bytes()?))
    }

    /// Fills a run of any length.
    pub fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        #[cfg(feature = "desk")]
        if let Some(seed) = &mut self.seed {
            seed.fill(bytes);
            return self.whole();
        }
        self.failed |= getrandom::fill(bytes).is_err();
        self.whole()
    }

    /// Whether every byte so far was random.
    pub const fn whole(&self) -> Result<(), NoRandomness> {
        if self.failed { Err(NoRandomness) } else { Ok(()) }
    }
}

impl TryRng for Draw {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes(self.bytes().unwrap_or_default()))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes(self.bytes().unwrap_or_default()))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        // a failure is remembered, and found by `whole` after the use
        let _ = self.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Draw {}
