//! The harder facts beside a name: identifiers with their check digits, dates
//! with their precision, addresses down to the unit, countries.
//!
//! Each fact is read once into a small prepared value; two are compared without
//! allocating into a level, an enum ordered from the strongest contrary to the
//! strongest agreement; `reason` says the same in a sentence that quotes both
//! values. What a level weighs is learned by [`crate::score`], not said here.

pub mod addresses;
pub mod countries;
pub mod dates;
pub mod identifiers;

mod address_text;
mod address_tokens;
mod address_words;
mod checks;
mod contacts;
mod date_text;
mod identifier_kinds;
mod identifier_text;
mod words;
