//! The record, from outside.

mod bytes;
mod differential;
mod kill;
mod outside;
mod process;
mod proof;
mod whole;
mod witness;
pub mod world;
