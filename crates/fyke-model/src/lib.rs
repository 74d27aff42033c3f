//! The words of Fyke and what they mean: one word, one meaning.
//!
//! # What belongs here
//! Types that two or more crates speak in: a country, an HS code with its
//! version, money, a month, a row reference, a consignment, a lane, a
//! statement, a goods profile, a lead. Each with its parser and its printer.
//!
//! # What does not
//! Files, clocks, networks, threads, engines. Reference data is compiled in as
//! text and parsed on demand ([`mod@reference`]); nothing here opens anything.
#![warn(missing_docs)]

pub mod consignment;
pub mod country;
pub mod dataset;
pub mod date;
pub mod desk;
pub mod hs;
pub mod lane;
pub mod lead;
pub mod measure;
pub mod money;
pub mod payment;
pub mod position;
pub mod reference;
pub mod refused;
pub mod statement;
pub mod text;
