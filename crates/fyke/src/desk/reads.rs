//! Who looked at what, gathered and written many at a time: every view is in the
//! record, and no page waits for it.

use super::{LocalDesk, held};
use crate::commands::add::now;
use crate::commands::judge::user;
use crate::screen::Outcome;
use fyke_judge::desk::ReadLog;
use fyke_judge::key::KeyId;
use fyke_judge::record::SystemRandom;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long a look waits at most, while the program runs.
const WRITE_EVERY: Duration = Duration::from_secs(20);

/// Looks that are not written yet, by who looked.
#[derive(Default)]
pub(super) struct Reads {
    waiting: Mutex<BTreeMap<Option<KeyId>, (ReadLog, Instant)>>,
}

impl LocalDesk {
    /// One more look. A look that cannot be written waits on.
    pub(super) fn look(&self, by: Option<KeyId>, what: &str, why: Option<&str>) {
        let due = {
            let mut waiting = held(self.reads.waiting.lock());
            let (log, _) = waiting
                .entry(by)
                .or_insert_with(|| (ReadLog::new(by, &user()), Instant::now()));
            log.look(&now(), what, why)
        };
        if due {
            let _ = self.write_reads(Duration::ZERO);
        }
    }

    /// Writes looks that have waited so long; called now and then by who serves.
    pub fn tick(&self) {
        held(self.opened.read()).0.chains.rest();
        // what cannot be written now is written with the next
        let _ = self.write_reads(WRITE_EVERY);
        if let Some(door) = &self.intake {
            door.tick();
        }
    }

    /// Writes every look that waits.
    pub fn write_all(&self) {
        let _ = self.write_reads(Duration::ZERO);
    }

    fn write_reads(&self, older: Duration) -> Outcome {
        let mut log = self.log()?;
        let mut waiting = held(self.reads.waiting.lock());
        // where nobody may sign nobody judges blind, and nobody is watched
        let Some(log) = log.as_mut().filter(|log| log.blind() && log.record().writable()) else {
            waiting.clear();
            return Ok(());
        };
        for (reads, since) in waiting.values_mut() {
            if since.elapsed() >= older && reads.waiting() > 0 {
                log.desk.reads(reads, &mut SystemRandom)?;
                *since = Instant::now();
            }
        }
        waiting.retain(|_, (reads, _)| reads.waiting() > 0);
        log.catch_up()
    }
}

impl Drop for LocalDesk {
    fn drop(&mut self) {
        let _ = self.write_reads(Duration::ZERO);
    }
}
