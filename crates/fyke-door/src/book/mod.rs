//! Replies: a book of 512 slots, the same size whether it holds none or many.
//!
//! The desk publishes one every six hours. A source looks for exactly four tags
//! and opens exactly four bodies, real or not: no public-key work, nothing that a
//! flood of stored messages makes dearer. Bytes: `docs/door/book.md`.

mod tree;

pub use tree::{Cover, Leaf, ReplySeed};
