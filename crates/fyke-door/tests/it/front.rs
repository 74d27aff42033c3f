//! The front: what comes in from outside, and the pages.

mod forms;
mod heads;
mod house;
mod outside;
mod plain;
mod tokens;
mod way;
mod words;
