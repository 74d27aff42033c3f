//! Jobs on threads of this machine: the same kernels, the same depot, no workers.

use super::{Engine, Job, Kernels, Patience, perform};
use crate::depot::Depot;
use crate::error::{Fault, Result, StoreError};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// This machine as an engine.
pub struct Here<'a> {
    /// What it can do.
    pub kernels: &'a dyn Kernels,
    /// Where jobs read and write.
    pub depot: &'a Depot,
    /// Jobs at a time, at least one.
    pub threads: usize,
}

impl Engine for Here<'_> {
    fn workers(&self) -> Result<usize> {
        Ok(1)
    }

    fn run(&self, jobs: &[Job], _: &Patience, heard: &mut dyn FnMut()) -> Result<()> {
        let next = AtomicUsize::new(0);
        let failed: Mutex<Option<StoreError>> = Mutex::new(None);
        let (tell, hear) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                let (tell, next, failed) = (tell.clone(), &next, &failed);
                scope.spawn(move || {
                    while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if let Err(error) = perform(job, self.kernels, self.depot) {
                            next.store(jobs.len(), Ordering::Relaxed);
                            if let Ok(mut failed) = failed.lock() {
                                failed.get_or_insert(error);
                            }
                            return;
                        }
                        // nobody listens only when the step is given up
                        let _ = tell.send(());
                    }
                });
            }
            drop(tell);
            for () in hear {
                heard();
            }
        });
        match failed.into_inner() {
            Ok(None) => Ok(()),
            Ok(Some(error)) => Err(error),
            Err(_) => Err(StoreError::new(
                Fault::Bug,
                "a job broke down",
                "please report it with the command",
            )),
        }
    }
}
