//! Seeded worlds of trade with planted diversion and known truth.
//!
//! # What belongs here
//! An economy of firms, its honest trade with all its noise, the planted
//! networks, what an analyst would see of it, and the truth apart.
//!
//! # What does not
//! Detectors. This crate knows none of them, and they know nothing of it: a
//! test is honest only while neither side has read the other.
//!
//! The order of the work: [`Settings`] say what is wanted; `economy` founds
//! firms and their relations; `planted` plans the networks; `trade` plays
//! three years day by day; `observe` decides what is seen and how it is
//! spelt; `statistics` sums what customs of both sides would publish;
//! [`write_world`] and [`rows`] are the two ways out.
#![warn(missing_docs)]

mod bytes;
mod calendar;
pub mod desk;
mod economy;
mod firms;
mod goods;
mod habits;
mod leaderboard;
mod names;
mod observe;
mod papers;
mod payments;
mod places;
mod planted;
mod read;
mod recipe;
mod rng;
pub mod rounds;
mod sectors;
mod settings;
mod statistics;
mod stream;
mod tables;
mod trade;
mod truth;
mod typologies;
mod words;
mod write;

pub use read::read_settings;
pub use recipe::Recipe;
pub use settings::{ROWS_MAX, ROWS_MIN, Settings, SimError};
pub use statistics::lanes::GhostLane;
pub use stream::rows;
pub use truth::{Summary, Tables, TrueNetwork, TrueParty, Truth};
pub use write::write_world;
