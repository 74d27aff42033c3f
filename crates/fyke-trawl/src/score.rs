//! Readings beside answers made by hand: what `fyke eval` prints.

pub mod polnear;
pub mod language;
