//! The front: what comes in from outside, and the pages.

mod forms;
mod heads;
mod tokens;
mod words;
