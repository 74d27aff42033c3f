//! Reads the ocean of open source, and says who really said what.
//!
//! The path of a document: bytes -> [`fyke_model::text::Document`] (take in,
//! language, boilerplate, hostile text) -> sentences and tokens -> quotes with
//! their speakers, names, supplier facts, claims; then across documents:
//! alignment of quotes, independent origins, corroboration and contradiction.
//! `docs/read.md` is the map.
//!
//! # What belongs here
//!
//! What can be read out of text, and out of several texts side by side. Every
//! fact carries the span that says it and the rule or model that found it.
//!
//! # What does not
//!
//! Who a name is in the case (the program asks fyke-resolve), tables, files on
//! disk, networks, verdicts on truth.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod align;
pub mod attribution;
mod calendar;
pub mod claim;
pub mod embed;
pub mod hostile;
pub mod language;
mod linear;
pub mod name;
pub mod origin;
pub mod propose;
pub mod quote;
pub mod reading;
pub mod score;
pub mod sentence;
pub mod shelf;
pub mod supply;
pub mod take;
pub mod token;
pub mod wheel;
