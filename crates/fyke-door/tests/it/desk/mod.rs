//! The desk as its people use it, in a folder of the test's own.

mod cabinet;
mod care;
mod cli;
mod main_world;
mod opening;
mod reply;

pub use main_world::*;
