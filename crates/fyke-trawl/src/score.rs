//! Readings beside answers made by hand: what `fyke eval` prints.

pub mod alignment;
pub mod boilerplate;
pub mod conflicts;
pub mod gold;
pub mod hostile;
pub mod language;
pub mod polnear;
pub mod quotes;
pub mod reprints;
pub mod supply;
