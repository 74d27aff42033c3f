//! Outside bytes become admitted here, and only here.
//!
//! # What belongs here
//! Everything that stands between a file somebody sent and a value Fyke will
//! reason with: limits, format sniffing, decoding, the readers ([`bytes`]), and
//! the admission of rows. What is declined is returned as a
//! [`fyke_model::refused::Refused`], never dropped.
//!
//! # What does not
//! Files on disk beyond those handed in, tables, networks, clocks. Nothing here
//! knows where a case lives or what a lead is.
#![warn(missing_docs)]

pub mod bytes;
pub mod pollock;
pub mod rows;
