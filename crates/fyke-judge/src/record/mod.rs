//! The record of a case: a log that only grows, which an outsider can check.

pub mod leaf;
