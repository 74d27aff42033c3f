//! Challenges that were given out and not yet answered: each is good once, for
//! five minutes, for the person and the purpose it was made for.

use super::base64url;
use fyke_model::desk::Hand;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long somebody may look for their key.
pub const LONGEST: Duration = Duration::from_secs(300);

/// At once; the oldest gives way.
const AT_ONCE_MAX: usize = 2048;

/// What a challenge was made for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// A person who is inside adds a passkey, called so.
    Register {
        /// Whose.
        person: String,
        /// What they call it.
        label: String,
    },
    /// Somebody comes in, and then goes there.
    ComeIn {
        /// Where to.
        back: String,
    },
    /// Somebody whose passphrase was right shows their passkey as well.
    Second {
        /// Who, once they have.
        hand: Hand,
        /// Where to.
        back: String,
    },
}

/// A challenge that was given out.
pub struct Given {
    /// Its bytes.
    pub challenge: [u8; 32],
    /// What for.
    pub purpose: Purpose,
    begun: Instant,
}

/// All of them, by the number that the browser brings back.
#[derive(Default)]
pub struct Ceremonies {
    given: Mutex<BTreeMap<String, Given>>,
}

impl Ceremonies {
    /// Gives a challenge out: its number and its bytes.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn begin(&self, purpose: Purpose) -> Result<(String, [u8; 32]), getrandom::Error> {
        let (mut number, mut challenge) = ([0u8; 16], [0u8; 32]);
        getrandom::fill(&mut number)?;
        getrandom::fill(&mut challenge)?;
        let number = base64url::encode(&number);
        let begun = Instant::now();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.retain(|_, one| one.begun.elapsed() < LONGEST);
        if given.len() >= AT_ONCE_MAX
            && let Some(oldest) = given
                .iter()
                .min_by_key(|(_, one)| one.begun)
                .map(|(key, _)| key.clone())
        {
            given.remove(&oldest);
        }
        given.insert(
            number.clone(),
            Given {
                challenge,
                purpose,
                begun,
            },
        );
        Ok((number, challenge))
    }

    /// Takes one back: it is gone from here on.
    pub fn take(&self, number: &str) -> Option<Given> {
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.remove(number).filter(|one| one.begun.elapsed() < LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_good_once() {
        let all = Ceremonies::default();
        let purpose = Purpose::ComeIn { back: "/".to_owned() };
        let (number, challenge) = all.begin(purpose.clone()).unwrap();
        let taken = all.take(&number).unwrap();
        assert!(taken.challenge == challenge && taken.purpose == purpose);
        assert!(all.take(&number).is_none() && all.take("").is_none());
        for _ in 0..(AT_ONCE_MAX + 9) {
            all.begin(purpose.clone()).unwrap();
        }
        assert_eq!(all.given.lock().unwrap().len(), AT_ONCE_MAX);
    }
}
