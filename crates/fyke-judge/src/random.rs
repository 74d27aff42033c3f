//! Randomness is an argument: keys, nonces and handles take it from whoever
//! calls, so that a test can repeat a run and a program cannot forget to choose.

/// Where random bytes come from.
pub trait Random {
    /// Fills `bytes`.
    ///
    /// # Errors
    /// The origin has none to give; nothing may be signed or sealed then.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness>;

    /// `N` of them.
    ///
    /// # Errors
    /// As [`Random::fill`].
    fn bytes<const N: usize>(&mut self) -> Result<[u8; N], NoRandomness>
    where
        Self: Sized,
    {
        array(self)
    }
}

/// `N` random bytes.
pub(crate) fn array<const N: usize>(random: &mut dyn Random) -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    random.fill(&mut bytes)?;
    Ok(bytes)
}

/// The operating system gave no random bytes.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the operating system gives no random bytes ({0}); nothing was written, try again")]
pub struct NoRandomness(pub String);

/// The operating system's.
#[derive(Clone, Copy, Default, Debug)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        getrandom::fill(bytes).map_err(|error| NoRandomness(error.to_string()))
    }
}

/// A function that fills is an origin too: what tests pass.
impl<F: FnMut(&mut [u8])> Random for F {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        self(bytes);
        Ok(())
    }
}
