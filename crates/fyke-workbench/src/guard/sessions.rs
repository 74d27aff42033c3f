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
    /// Of sessions that gave way, until somebody locks their keys.
    gone: Mutex<Vec<Hand>>,
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
        if open.len() >= SESSIONS_MAX
            && let Some(oldest) = open.iter().min_by_key(|(_, s)| s.used).map(|(key, _)| *key)
        {
            self.gone()
                .extend(open.remove(&oldest).map(|session| session.hand));
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

    /// Whether a session stands for this hand.
    pub fn holds(&self, hand: &Hand) -> bool {
        self.lock().values().any(|session| session.hand.id() == hand.id())
    }

    /// Ends sessions that nobody uses: whose they were, so that keys are locked.
    pub fn sweep(&self, now: Instant) -> Vec<Hand> {
        let mut swept = std::mem::take(&mut *self.gone());
        self.lock().retain(|_, session| {
            let lives = session.lives(now);
            if !lives {
                swept.push(session.hand.clone());
            }
            lives
        });
        swept
    }

    fn gone(&self) -> MutexGuard<'_, Vec<Hand>> {
        self.gone.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[test]
    fn a_session_left_alone_ends_and_its_key_is_locked() {
        let sessions = Sessions::default();
        let hand = Hand::new(1, "ada", "Ada", Role::Reviewer);
        let token = sessions.open(hand.clone()).unwrap();
        let now = Instant::now();
        assert!(sessions.sweep(now).is_empty() && sessions.holds(&hand));
        assert_eq!(sessions.sweep(now + IDLE + IDLE), std::slice::from_ref(&hand));
        assert!(!sessions.holds(&hand) && sessions.find(&token).is_none());
    }
}
