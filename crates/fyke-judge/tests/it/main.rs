//! The crate from outside.

mod record;
