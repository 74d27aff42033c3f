//! Who came in: a cookie of 256 random bits, and whom it stands for.
//!
//! Sessions live in memory: when the program ends everybody is out, and every
//! key is locked. A cookie is kept from scripts and from other sites
//! (`HttpOnly`, `SameSite=Strict`); over TLS it is bound to this host
//! (`__Host-`). Only its hash is kept, so that memory shows no cookie.

use fyke_model::desk::Hand;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A session that nobody used for so long ends: a machine left alone over lunch
/// stays open, one left for the night does not.
pub const IDLE: Duration = Duration::from_secs(2 * 3600);

/// However busy, a session ends after a working day.
pub const LONGEST: Duration = Duration::from_secs(12 * 3600);

/// Sessions at once; the one idle longest gives way.
const SESSIONS_MAX: usize = 1000;

/// Everybody who came in.
#[derive(Default)]
pub struct Sessions {
    open: Mutex<BTreeMap<[u8; 32], Session>>,
}

struct Session {
    hand: Hand,
    begun: Instant,
    used: Instant,
}

impl Sessions {
    /// Opens a session: the text that goes into the cookie.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn open(&self, hand: Hand) -> Result<String, getrandom::Error> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes)?;
        let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let now = Instant::now();
        let mut open = self.lock();
        open.retain(|_, session| session.lives(now));
        if open.len() >= SESSIONS_MAX
            && let Some(oldest) = open.iter().min_by_key(|(_, s)| s.used).map(|(key, _)| *key)
        {
            open.remove(&oldest);
        }
        open.insert(
            digest(&token),
            Session {
                hand,
                begun: now,
                used: now,
            },
        );
        Ok(token)
    }

    /// Whom a cookie stands for.
    pub fn find(&self, token: &str) -> Option<Hand> {
        let now = Instant::now();
        let mut open = self.lock();
        let session = open.get_mut(&digest(token)).filter(|s| s.lives(now))?;
        session.used = now;
        Some(session.hand.clone())
    }

    /// Ends a session: whose it was.
    pub fn close(&self, token: &str) -> Option<Hand> {
        self.lock().remove(&digest(token)).map(|session| session.hand)
    }

    /// Ends all sessions of a person, such as one whose role changed.
    pub fn close_all_of(&self, person: &str) -> Vec<Hand> {
        let mut open = self.lock();
        let gone: Vec<[u8; 32]> = open
            .iter()
            .filter(|(_, session)| session.hand.person() == person)
            .map(|(key, _)| *key)
            .collect();
        gone.iter()
            .filter_map(|key| open.remove(key))
            .map(|session| session.hand)
            .collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], Session>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    fn lives(&self, now: Instant) -> bool {
        now.duration_since(self.used) < IDLE && now.duration_since(self.begun) < LONGEST
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::Role;

    #[test]
    fn a_session_is_found_by_its_cookie_alone_and_ends() {
        let sessions = Sessions::default();
        let token = sessions.open(Hand::new(1, "ada", "Ada", Role::Reviewer)).unwrap();
        assert_eq!(sessions.find(&token).unwrap().name(), "Ada");
        assert!(sessions.find("").is_none());
        assert!(sessions.find(&token[1..]).is_none());
        assert_eq!(sessions.close(&token).unwrap().person(), "ada");
        assert!(sessions.find(&token).is_none());
    }
}
