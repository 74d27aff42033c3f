//! The way of one lead: sealed score, blind judgement, reveal, decision, second signature.

mod log;

pub use log::{Asserts, Entry, Log, LogError, MachineEntry};
