//! The integration tests of reading, one module a subject.

mod language;
mod name;
mod take;
mod token;
