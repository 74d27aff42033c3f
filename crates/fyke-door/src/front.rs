//! The door's front: what a source meets.
//!
//! An acceptor listens on a Unix socket to which Tor forwards, and gives each
//! connection to a fresh process that serves it and ends. What is typed lives in that
//! process alone, for the length of one request. The words of the pages are in
//! `words/`, the style sheet beside this file.

use crate::bytes::hex;
use sha2::{Digest, Sha256};

pub mod acceptor;
pub mod control;
mod flow;
pub mod form;
#[cfg(feature = "desk")]
pub mod fuzz;
pub mod http;
pub mod multipart;
pub mod pages;
mod passing;
pub mod public;
pub mod refusal;
mod send;
mod session;
mod store;
pub mod token;
pub mod words;
mod worker;

pub use acceptor::{Options, run};
pub use worker::run as serve_one;

/// The role that the front starts for each connection: it takes no options.
pub const WORKER: &str = "worker";

/// The style sheet of all pages.
pub const STYLE: &str = include_str!("front/style.css");

/// The sealing page, built from `offline/`: one file with no way to a network.
pub const SEAL_PAGE: &[u8] = include_bytes!("../offline/dist/seal.html");

/// The first nine bytes of a name of 32 bytes as six words: 72 bits, to be compared by eye.
pub fn words_of(hash: &[u8]) -> String {
    let pairs = hash.chunks_exact(3).take(3).map(crate::codename::two);
    pairs.flat_map(|(a, b)| [a, b]).collect::<Vec<_>>().join(" ")
}

/// SHA-256 of the sealing page, in hexadecimal, in groups of eight.
pub fn seal_page_hash() -> String {
    let hash = Sha256::digest(SEAL_PAGE);
    hash.chunks(4).map(hex).collect::<Vec<_>>().join(" ")
}
