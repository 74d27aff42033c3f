//! The door: an anonymous intake that a careful person could trust.
//!
//! A program of its own on a machine of its own. Who holds what, and which page
//! holds the bytes of which format, stands in `docs/door/README.md`; this file
//! is its table of modules. Nothing here dials out, nothing keeps an account,
//! a time finer than a day, or a word in clear.
//!
//! Not yet audited by anybody outside.
//!
//! # What belongs here
//!
//! The formats, the roles of the door's machine, and the desk's half that pulls,
//! opens and replies. Looking at files is the work of a confined child (another
//! crate); what an officer marks becomes statements in the program, not here.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod book;
pub mod bytes;
pub mod codename;
#[cfg(target_os = "linux")]
pub mod confine;
pub mod content;
pub mod day;
#[cfg(feature = "desk")]
pub mod desk;
pub mod envelope;
pub mod front;
#[cfg(feature = "desk")]
#[doc(hidden)]
pub mod fuzz;
pub mod keys;
pub mod pull;
pub mod run;
#[cfg(feature = "desk")]
pub mod seal_tool;
pub mod secret;
pub mod sheet;
pub mod slab;
mod sockets;
pub mod store;
pub mod wire;
