//! What country-level trade figures betray.
//!
//! When goods may no longer go to an end user directly, their figures tell
//! three things at once: the direct lane falls, the lanes to some neighbours
//! rise far beyond what the neighbours and the goods would explain, and what
//! one side says it sent the other side never saw. Each of these is a file
//! here, with its formula, its source and what it mistakes for guilt:
//!
//! - [`cells`]: rows added up, in slices or at once;
//! - [`concordance`], [`panel`]: series that mean the same before and after a
//!   renumbering of the nomenclature;
//! - [`expected`], [`surge`]: a rise against what both ends and the goods predict (T01);
//! - [`mirror`]: what was sent and never arrived, or the reverse (T06, T07);
//! - [`displacement`]: a fall here that reappears there (D01);
//! - [`unit_value`]: prices that pass through, prices that pay for risk (T10, T11);
//! - [`windows`], [`null`], [`discovery`]: how many of millions of lanes may be called unusual;
//! - [`find()`], [`leads`]: all of it as leads with reasons, rows and an innocent explanation;
//! - [`ranking`], [`eval`]: which goods are of military interest, from flows
//!   alone, and how far that agrees with a list published later.
//!
//! Nothing here knows where rows came from, or opens a file.

mod calling;
pub mod cells;
pub mod concordance;
pub mod discovery;
pub mod displacement;
pub mod eval;
pub mod expected;
mod find;
pub mod leads;
pub mod mirror;
pub mod null;
pub mod panel;
pub mod ranking;
pub mod regime;
pub mod rows;
mod shrink;
mod special;
pub mod surge;
#[cfg(test)]
pub(crate) mod testing;
pub mod unit_value;
pub mod windows;
mod words;

pub use calling::Chance;
pub use cells::{Cell, Cells, Gathering};
pub use concordance::{Concordance, Family, Link};
pub use eval::{LaneScore, eval_lanes};
pub use find::{find, judge};
pub use leads::{LaneFindings, LaneInput, LaneLead, LaneLeadRow, LaneSeries, LaneSettings, LaneSignal};
pub use panel::{LaneKey, Panel};
pub use ranking::rank_goods;
pub use regime::{Regime, Standing};
pub use rows::{Behind, Used};
pub use windows::{Judging, Window, Windows};
