//! The door's front: what a source meets.
//!
//! An acceptor listens on a Unix socket to which Tor forwards, and gives each
//! connection to a fresh process that serves it and ends. What is typed lives in that
//! process alone, for the length of one request. The words of the pages are in
//! `words/`, the style sheet beside this file.

pub mod acceptor;
pub mod control;
pub mod form;
pub mod http;
pub mod multipart;
pub mod pages;
pub mod public;
pub mod token;
pub mod words;

/// The style sheet of all pages.
pub const STYLE: &str = include_str!("front/style.css");
