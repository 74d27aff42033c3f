//! Answers to bulk searches, kept for a while: so many at most, the oldest gives
//! way, each under 128 random bits.

use fyke_model::desk::BatchRow;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Candidates of each name that are kept.
pub(super) const CANDIDATES_KEPT: usize = 3;

/// Answers at once: a full one takes some ten megabytes.
const BATCHES_MAX: usize = 12;

/// An answer.
pub(crate) struct Batch {
    /// In the order of the names.
    pub(super) rows: Vec<BatchRow>,
    /// From how likely on somebody was shown.
    pub(super) cutoff: f64,
    /// The key of the person who asked.
    pub(super) whose: Option<String>,
}

/// All of them.
#[derive(Default)]
pub(crate) struct Batches(Mutex<VecDeque<(String, Arc<Batch>)>>);

impl Batches {
    /// Keeps one: the text that finds it. None where the system has no randomness.
    pub(super) fn keep(&self, batch: Batch) -> Option<String> {
        let mut bytes = [0u8; 16];
        getrandom::fill(&mut bytes).ok()?;
        let token: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while kept.len() >= BATCHES_MAX {
            kept.pop_front();
        }
        kept.push_back((token.clone(), Arc::new(batch)));
        Some(token)
    }

    /// The one under that text.
    pub(super) fn find(&self, token: &str) -> Option<Arc<Batch>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter()
            .find(|(known, _)| known == token)
            .map(|(_, batch)| Arc::clone(batch))
    }
}
