//! Who guesses passphrases waits, and each time longer.
//!
//! The first three wrong ones cost nothing: people mistype. The next waits two
//! seconds, then four, up to five minutes: less than three hundred guesses a
//! day, against a passphrase of which none under thirty-five bits is taken. The
//! count belongs to the name that was tried, whether or not there is such a
//! person, and is forgotten after a day or with the right passphrase. A count
//! by the caller's address is left out: on loopback there is one address, and in
//! a team behind one router, too.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Wrong ones that cost nothing.
const FREE: u32 = 3;

/// The longest wait.
const LONGEST: Duration = Duration::from_secs(300);

/// After so long without a try the count begins anew.
const FORGOTTEN: Duration = Duration::from_secs(24 * 3600);

/// Names counted at once: whoever makes up names does not fill the memory. The
/// one tried longest ago gives way.
const NAMES_MAX: usize = 4096;

/// Every refusal at the door takes at least so long, so that its time does not
/// tell whether there was a key to try.
pub const REFUSAL: Duration = Duration::from_millis(1000);

/// Wrong tries by name.
#[derive(Default)]
pub struct Patience {
    tried: Mutex<BTreeMap<[u8; 32], Tried>>,
}

#[derive(Clone, Copy)]
struct Tried {
    wrong: u32,
    last: Instant,
}

impl Patience {
    /// How long this name still has to wait. Counts the try: whoever sends many
    /// at once is not heard faster than who sends one after the other.
    ///
    /// # Errors
    /// The time to wait.
    pub fn try_now(&self, name: &str, now: Instant) -> Result<(), Duration> {
        let mut tried = self.lock();
        let key = digest(name);
        let before = tried
            .get(&key)
            .filter(|before| now.duration_since(before.last) < FORGOTTEN)
            .copied();
        if let Some(before) = before {
            let passed = now.duration_since(before.last);
            if let Some(left) = wait(before.wrong)
                .checked_sub(passed)
                .filter(|left| !left.is_zero())
            {
                return Err(left);
            }
        }
        if tried.len() >= NAMES_MAX
            && !tried.contains_key(&key)
            && let Some(oldest) = tried.iter().min_by_key(|(_, t)| t.last).map(|(key, _)| *key)
        {
            tried.remove(&oldest);
        }
        let wrong = before.map_or(0, |before| before.wrong).saturating_add(1);
        tried.insert(key, Tried { wrong, last: now });
        Ok(())
    }

    /// It was the right one.
    pub fn forget(&self, name: &str) {
        self.lock().remove(&digest(name));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], Tried>> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// After so many wrong ones: 0, 0, 0, 2 s, 4 s, 8 s, ...
fn wait(wrong: u32) -> Duration {
    match wrong.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(more) => Duration::from_secs(2u64.saturating_pow(more.saturating_add(1))).min(LONGEST),
    }
}

fn digest(name: &str) -> [u8; 32] {
    Sha256::digest(name.trim().to_lowercase().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wrong_one_waits_longer_and_the_right_one_is_forgiven() {
        let patience = Patience::default();
        let mut now = Instant::now();
        let mut waits = Vec::new();
        for _ in 0..12 {
            if let Err(left) = patience.try_now("Ada", now) {
                waits.push(left.as_secs());
                now += left;
                assert!(patience.try_now("ada ", now).is_ok());
            }
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 300]);
        assert!(patience.try_now("ada", now).is_err());
        assert!(
            patience.try_now("Ben", now).is_ok(),
            "another is not kept waiting"
        );
        patience.forget("ADA");
        assert!(patience.try_now("ada", now).is_ok());
    }

    #[test]
    fn names_made_up_do_not_fill_the_memory() {
        let patience = Patience::default();
        let now = Instant::now();
        for n in 0..(NAMES_MAX + 500) {
            assert!(patience.try_now(&n.to_string(), now).is_ok());
        }
        assert!(patience.lock().len() <= NAMES_MAX);
    }
}
