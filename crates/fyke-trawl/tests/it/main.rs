//! The integration tests of reading, one module a subject.

mod language;
mod take;
mod token;
mod name;
