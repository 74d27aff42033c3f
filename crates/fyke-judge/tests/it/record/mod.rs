//! The record, from outside.

mod bytes;
mod kill;
mod whole;
mod world;
