//! A case on disk: files kept byte for byte, tables made from them, questions
//! asked of the tables.
//!
//! # What belongs here
//! The case directory and the protocol that keeps it whole ([`case`],
//! [`commit`]), the tables and their Arrow schemas ([`tables`]), taking files in
//! ([`take_in`]), SQL ([`query`]), object stores ([`depot`]), steps as jobs that
//! other machines may do ([`work`]), and the bulk questions that the kernels ask,
//! each a named function ([`questions`]). This is the only crate that names
//! DataFusion, Arrow or Parquet.
//!
//! # What does not
//! What a row means (fyke-guard admits it), what a lead is (fyke-trace finds
//! it), how anything looks on a screen (the program).
#![warn(missing_docs)]

pub mod case;
pub mod commit;
pub mod depot;
pub mod error;
pub mod evidence;
pub mod flows;
pub mod footers;
mod inputs;
pub mod judgements;
pub mod kept;
pub mod known;
pub mod leads;
mod parquet_rows;
pub mod query;
pub mod questions;
pub mod reading;
pub mod record;
pub mod resolved;
mod rows_behind;
pub mod serving;
pub mod source_row;
pub mod tables;
pub mod tabular;
pub mod take_in;
pub mod trade;
pub mod verify;
pub mod work;

pub use case::Case;
pub use error::StoreError;
