//! The fourteen rules: each held by a type or by a check that an outsider can run.

pub use crate::record::finding::{Fault, Finding, Rule};
