//! The crate from outside.

mod forecasts;
mod published_scores;
mod record;
