//! The words that names are made of, as data: legal forms by country, words of
//! organisations with their translations, given names and their short forms,
//! honorifics, particles, numerals. Loaded once from `data/names`.
//!
//! All keys are folded as [`crate::text`] folds.
