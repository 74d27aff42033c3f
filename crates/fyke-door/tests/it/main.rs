//! The door's integration tests, one module a subject.

mod content;
mod envelope;
mod front;
mod keys;
mod world;
