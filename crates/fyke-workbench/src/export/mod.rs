//! What is shown, as a file: one form a file, each a function from view types to
//! bytes.

/// Addresses of all exports.
pub const PATHS: &[&str] = &[];
