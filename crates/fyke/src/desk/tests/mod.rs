//! The desk over a small traced case: what it keeps from whom, and what it keeps.

mod intake;
mod keeping;
mod people;
mod reading;
mod wall;
mod world;
