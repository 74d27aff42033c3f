//! The door's integration tests, one module a subject.
mod front;
