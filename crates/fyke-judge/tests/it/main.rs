//! What a person, a partner or a paper says the crate does, from outside it.

mod published_scores;
