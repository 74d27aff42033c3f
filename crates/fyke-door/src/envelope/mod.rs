//! The envelope: what travels from a source to the desk, sealed as it streams.
//!
//! `header ‖ body`, exactly 2^b cells of 65,280 bytes, so that a size says only
//! its bucket. The header names who can open and wraps the envelope's key for
//! each of them, or for each pair of them; the body is the text in chunks of
//! 64 KiB (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
//! CRYPTO 2015), each bound to the hash of the whole header. A commitment to the
//! key stands in the header, since ChaCha20-Poly1305 alone would let a sender
//! make one body that opens differently for different people. Bytes:
//! `docs/door/envelope.md`.

mod bucket;
mod chunk;
mod header;
#[cfg(feature = "desk")]
mod open;
mod sealer;
#[cfg(feature = "desk")]
mod share;

pub use bucket::{Bucket, CELL};
pub use header::Header;
#[cfg(feature = "desk")]
pub use open::Envelope;
pub use sealer::{EnvelopeHash, SealError, Sealer};
#[cfg(feature = "desk")]
pub use share::Share;
