//! What is shown, as a file: one form a file, each a function from view types to
//! bytes. The address is that of the page with `/export` before it and a form
//! behind: `/search?q=alfa` is `/export/search.csv?q=alfa`.
//!
//! | file | form |
//! |---|---|
//! | [`sheet`] | rows and columns with types, from which the two below are written |
//! | [`csv`] | RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe |
//! | [`xlsx`] | numbers and days with their types; nothing is a formula |
//! | [`ftm`] | FollowTheMoney, JSON lines |
//! | [`geojson`] | RFC 7946, flows as lines |
//! | [`svg`] | flow map and Sankey diagram that stand alone |
//! | [`stix`] | STIX 2.1 with TLP 2.0 |
//! | [`bibtex`] | one entry a file of the case |
//!
//! Before anything leaves the desk is told ([`fyke_model::desk::Giving::exported`]) and may
//! refuse. Rows under a label that may not leave ([`crate::ftm::LEAVES`]) are left
//! out and counted: in the file where its form has a place for a note, and in the
//! header `x-fyke-left-out`.

pub mod bibtex;
pub mod csv;
mod ends;
pub mod ftm;
pub mod geojson;
mod leave;
pub mod sheet;
pub mod stix;
pub mod svg;
pub mod tables;
mod uuid;
pub mod xlsx;

pub(crate) use ends::kind;

use crate::state::App;
use axum::Router;

/// Addresses of all exports.
pub const PATHS: &[&str] = &[
    "/export/search.{form}",
    "/export/leads.{form}",
    "/export/lead/{id}.{form}",
    "/export/entity/{id}.{form}",
    "/export/flows.{form}",
    "/export/chain.svg",
    "/export/graph.{form}",
    "/export/bookmarks.{form}",
    "/export/record.csv",
];

/// Rows of one file at most: what a spreadsheet opens on an ordinary machine, and
/// what is gathered here before it leaves.
pub const ROWS_MAX: usize = 50_000;

/// All exports.
pub(crate) fn routes() -> Router<App> {
    ends::routes()
}
