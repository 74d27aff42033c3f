//! The integration tests of reading, one module a subject.

mod align;
mod attribution;
mod fuzz;
mod hostile;
mod language;
mod name;
mod propose;
mod quote;
mod supply;
mod supply_readers;
mod take;
mod together;
mod token;
mod world;
