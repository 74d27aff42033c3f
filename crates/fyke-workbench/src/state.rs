//! What every request shares: the desk, the words, who came in.

use crate::config::Config;
use crate::ctx::cookie_name;
use crate::guard::enrolled::Known;
use crate::guard::patience::Patience;
use crate::guard::sessions::Sessions;
use crate::guard::webauthn::ceremonies::Ceremonies;
use crate::pages::batch::Batches;
use crate::words::Words;
use fyke_model::desk::{Answer, Desk, Hand, Refusal, Why};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// What every request shares.
#[derive(Clone)]
pub struct App {
    pub(crate) desk: Arc<dyn Desk>,
    pub(crate) words: Arc<Words>,
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) config: Arc<Config>,
    pub(crate) known: Arc<Known>,
    pub(crate) patience: Arc<Patience>,
    pub(crate) ceremonies: Arc<Ceremonies>,
    pub(crate) batches: Arc<Batches>,
    working: Arc<Semaphore>,
}

impl App {
    /// Over a desk.
    pub fn new(desk: Arc<dyn Desk>, config: Config) -> App {
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        App {
            desk,
            words: Arc::new(Words::shipped()),
            sessions: Arc::new(Sessions::default()),
            config: Arc::new(config),
            known: Arc::default(),
            patience: Arc::default(),
            ceremonies: Arc::default(),
            batches: Arc::new(Batches::default()),
            // questions wait their turn rather than slow each other down
            working: Arc::new(Semaphore::new(threads * 2)),
        }
    }

    /// Opens a session for a hand that a desk gave: the cookie of its browser,
    /// `name=token`. For tests, and for programs that have proved elsewhere who
    /// is there.
    ///
    /// # Errors
    /// The system has no randomness.
    pub fn come_in(&self, hand: Hand) -> Result<String, getrandom::Error> {
        let name = cookie_name(self.config.tls.is_some());
        Ok(format!("{name}={}", self.sessions.open(hand)?))
    }

    /// Asks the desk something, on a thread that may block.
    ///
    /// # Errors
    /// The desk's refusal, or that the thread broke.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Desk) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let broken = || {
            Refusal::new(
                Why::Broken,
                "the answer broke off",
                "try again; if it stays so, report it with the address of this page",
            )
        };
        let _turn = self.working.acquire().await.map_err(|_| broken())?;
        let desk = Arc::clone(&self.desk);
        tokio::task::spawn_blocking(move || question(desk.as_ref()))
            .await
            .map_err(|_| broken())?
    }
}
