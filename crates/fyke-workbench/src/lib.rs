//! The workbench: a case in a browser, on the machine of whoever works on it.
//!
//! # What belongs here
//! Pages, forms, interfaces for other programs, and the guard at the door: who
//! sent this request, may it come in. All that is shown is asked of a
//! [`fyke_model::desk::Desk`].
//!
//! # What does not
//! Tables, files, kernels, the record: this crate could show any case that
//! answers the same questions, and its tests show a made one.
//!
//! # The path of a request
//! 1. [`guard`]: the host it names, the page it comes from, its size, its session.
//! 2. [`ctx::Ctx`]: who asks, in which language, from which address.
//! 3. A page in [`pages`] or an interface in [`api`] asks the desk, on a thread
//!    that may block, and turns the answer into HTML or JSON.
//! 4. [`layout`] puts the page around it; what was looked at is told to the desk.
#![warn(missing_docs)]

pub mod address;
pub mod api;
mod app;
pub mod assets;
mod config;
pub mod ctx;
pub mod draw;
mod error;
pub mod export;
pub mod form;
pub mod ftm;
pub mod guard;
pub mod islands;
pub mod layout;
pub mod pages;
pub mod parts;
mod posted;
mod prefs;
mod serve;
pub mod show;
pub mod state;
mod words;

pub use app::router;
pub use config::{Config, Waits};
pub use error::Failed;
pub use serve::{Served, serve};
pub use words::{Language, Words};
