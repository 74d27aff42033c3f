//! Goods from country to country: the flow map with its time slider, and the
//! Sankey of what is made in one country and sent on from another.

use super::trade::{Consignments, Goods, Sums};
use super::{Serving, not_yet};
use crate::error::Result;
use crate::questions::RowHandle;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;

/// Which table a figure is added up from; the two are never summed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Basis {
    /// Consignments.
    #[default]
    Consignments,
    /// What countries report by month.
    Flows,
}

/// Which flows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FlowFilter {
    /// Which table.
    pub basis: Basis,
    /// One of these goods; all where none is given.
    pub goods: Vec<Goods>,
    /// From this month on.
    pub from: Option<Month>,
    /// Up to this month.
    pub to: Option<Month>,
    /// As recorded by this side; sides are never summed: where none is given,
    /// the one with most rows that pass.
    pub side: Option<Side>,
    /// From one of these; all where none is given.
    pub exporters: Vec<Country>,
    /// To one of these.
    pub importers: Vec<Country>,
}

/// What went from one country to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arc {
    /// From.
    pub exporter: Country,
    /// To.
    pub importer: Country,
    /// What; `days` holds the first days of the first and last month.
    pub sums: Sums,
}

/// The arcs of a flow map.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Arcs {
    /// Of the highest value first.
    pub shown: Vec<Arc>,
    /// All arcs that pass.
    pub of: u64,
    /// The side that recorded them; none where nothing passes.
    pub side: Option<Side>,
    /// Rows by side that pass everything else, so that a person may choose.
    pub sides: Vec<(Option<Side>, u64)>,
    /// What went in each month, over all arcs: the time slider's background.
    pub months: Vec<(Month, Sums)>,
}

/// A band of a Sankey: made in, sent from, gone to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Band {
    /// Made in; none where rows do not say.
    pub origin: Option<Country>,
    /// Sent from.
    pub exporter: Country,
    /// Gone to.
    pub importer: Country,
    /// What.
    pub sums: Sums,
}

/// The bands of a Sankey.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bands {
    /// Of the highest value first.
    pub shown: Vec<Band>,
    /// All that pass.
    pub of: u64,
    /// The side that recorded them.
    pub side: Option<Side>,
}

/// A page of the rows behind an arc.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ArcRows {
    /// Consignments.
    Consignments(Consignments),
    /// Rows of what countries report: handles, and how many there are.
    Flows(Vec<RowHandle>, u64),
}

impl Serving {
    /// The arcs that pass, `limit` of them.
    ///
    /// # Errors
    /// Never for what was asked.
    pub fn arcs(&self, _filter: &FlowFilter, _limit: usize) -> Result<Arcs> {
        Err(not_yet())
    }

    /// Goods by where they were made, sent from and gone to; from consignments
    /// alone. `only_passed_on`: without goods sent from where they were made.
    ///
    /// # Errors
    /// Never for what was asked.
    pub fn bands(&self, _filter: &FlowFilter, _only_passed_on: bool, _limit: usize) -> Result<Bands> {
        Err(not_yet())
    }

    /// The rows behind the arcs that pass, a page.
    ///
    /// # Errors
    /// Never for what was asked.
    pub fn rows_behind(&self, _filter: &FlowFilter, _offset: usize, _limit: usize) -> Result<ArcRows> {
        Err(not_yet())
    }
}
