//! What will show it: questions that time answers.
//!
//! A lead that is right leaves traces that are not there yet: next year's
//! statistics, the next edition of a list, the next declarations. Each lead
//! therefore [`offer()`]s one to three [`Question`]s with a date and the data
//! that will answer them. A person gives a probability; the program
//! [`resolve()`]s the question when the data come in; [`crate::score`] counts.
//!
//! | file | what |
//! |---|---|
//! | [`question`] | a question and its [`Test`], which is data |
//! | [`offer`](mod@offer) | the questions that a lead offers |
//! | [`answers`] | what a program must be able to look up: [`Answers`] |
//! | [`resolve`](mod@resolve) | open, yes, no or void, and why |
//! | [`base_rate`](mod@base_rate) | how often the same came true before |
//! | [`book`](mod@book) | what was asked, answered and settled in a record |
//!
//! # No is not silence
//! Where the data cannot show in time whether a thing happened, the question is
//! void: it counts for nobody and against nobody. A no needs data that reach to
//! the last day.
//!
//! Sources: Tetlock and Gardner (2015) for questions that can turn out; Mellers
//! et al. (2014) for how tournaments word and void them; Kahneman and Tversky
//! (1979) for the reference class beside each.

pub mod answers;
pub mod base_rate;
pub mod book;
pub mod offer;
pub mod question;
pub mod resolve;

pub use answers::{Answers, Listing, Reach, Seen, Sum, Tally};
pub use base_rate::{BaseRate, ReferenceClass, base_rate, past_middle};
pub use book::{Asked, Book};
pub use offer::offer;
pub use question::{LaneSum, Listed, Origin, Question, Sighting, Table, Test, Than};
pub use resolve::{Resolution, resolve};

#[cfg(test)]
mod tests;
