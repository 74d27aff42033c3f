//! Who passes how much traced value to whom: the graph that actions are put on.
//!
//! Built after the taint passes. The expected diverted value of a row is
//!
//! ```text
//! value x share of it that came from a source x share of it that goes on to an end
//! ```
//!
//! where a row into an end counts with the calibrated probability of its unit
//! (party x family), if a trace gave one. Everything else through the same
//! hands is honest trade, and what an action loses of it is its harm.
//!
//! Only parties with traced value are nodes: of a million parties some
//! thousands. The rest appear in the sums of nodes and lanes, so that harm is
//! counted over all trade that the index holds. Goods outside the watched
//! families are not in the index, so harm to them is not in these figures.

use crate::party::family::{Party, Roles};
use crate::party::index::EventIndex;
use crate::party::trace::RankedUnit;
use fyke_model::country::Country;
use fyke_model::date::Day;

/// Months that the network looks back over; what is denied is denied over as many.
pub const MONTHS: usize = 12;

/// What a network is built from.
pub struct NetworkInput<'a> {
    /// The consignments.
    pub index: &'a EventIndex,
    /// The parties, by number.
    pub parties: &'a [Party<'a>],
    /// Sources and ends.
    pub roles: &'a Roles,
    /// Probability that a unit (party x family) passes diverted goods, as
    /// [`crate::party::trace()`] gave it; empty: every row into an end counts whole.
    pub units: &'a [RankedUnit],
    /// Share of the rows not into the ends that the data show.
    pub coverage: f64,
    /// Address of a party by number, folded; empty where the case knows none.
    pub addresses: &'a [Option<String>],
    /// True for natural persons by number; empty: none is known to be one.
    /// No action is ever suggested against a natural person.
    pub persons: &'a [bool],
    /// The last day looked at; none: the last day of the index.
    pub until: Option<Day>,
    /// Half-life of a stock in days.
    pub half_life_days: f32,
}

/// The part a node plays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// In a source country: where listed goods start.
    Source,
    /// Between.
    Middle,
    /// Where they must not arrive.
    End,
}

/// A party with traced value.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// The caller's number of the party.
    pub party: u32,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Option<Country>,
    /// Its address, folded.
    pub address: Option<String>,
    /// Source, middle or end.
    pub part: Part,
    /// A natural person: no action is put on it.
    pub person: bool,
    /// Highest probability of its units, where a trace gave one.
    pub probability: Option<f64>,
    /// Traced value of twelve months that passes through it.
    pub traced_value: f64,
    /// Honest value of twelve months that passes through it.
    pub honest_value: f64,
    /// Of a source: honest value sold to countries that are neither coalition nor end.
    pub honest_abroad: f64,
}

/// Goods of one family from one node to another.
#[derive(Clone, PartialEq, Debug)]
pub struct Arc {
    /// Place in [`Network::nodes`].
    pub from: u32,
    /// Place in [`Network::nodes`].
    pub to: u32,
    /// Heading of the goods.
    pub heading: u32,
    /// Expected diverted value by month, the last month last.
    pub traced_value: [f64; MONTHS],
    /// The rest of its value, all twelve months.
    pub honest_value: f64,
}

/// All trade of a heading from one country to another, nodes or not.
#[derive(Clone, PartialEq, Debug)]
pub struct Lane {
    /// From where.
    pub from: Country,
    /// To where.
    pub to: Country,
    /// Heading.
    pub heading: u32,
    /// Expected diverted value of twelve months.
    pub traced_value: f64,
    /// The rest.
    pub honest_value: f64,
}

/// A chain that diverted goods take, with its expected value of twelve months.
#[derive(Clone, PartialEq, Debug)]
pub struct Route {
    /// Heading of the goods.
    pub heading: u32,
    /// Where it starts; none where the data show no source.
    pub source: Option<u32>,
    /// The hands between, in order; the last one sells to the end.
    pub middles: Vec<u32>,
    /// Country of the end.
    pub end: Country,
    /// Expected diverted value of twelve months.
    pub value: f64,
    /// Share of it into the end under codes that no list names.
    pub unlisted_share: f64,
}

/// Codes of a heading that no list names, with the traced value under them.
#[derive(Clone, PartialEq, Debug)]
pub struct UnlistedCode {
    /// Heading.
    pub heading: u32,
    /// Six digits.
    pub code: u32,
    /// Expected diverted value of twelve months under it, into the ends.
    pub traced_value: f64,
    /// Honest value of twelve months under it, everywhere.
    pub honest_value: f64,
}

/// The graph that actions are put on.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Network {
    /// Parties with traced value, by their numbers.
    pub nodes: Vec<Node>,
    /// Their dealings, by (from, to, heading).
    pub arcs: Vec<Arc>,
    /// All trade between countries in headings with traced value.
    pub lanes: Vec<Lane>,
    /// The chains, largest first. Their values add up to `flow_value`.
    pub routes: Vec<Route>,
    /// Codes that could be added to a list.
    pub unlisted: Vec<UnlistedCode>,
    /// Expected diverted value of twelve months into the ends.
    pub flow_value: f64,
    /// Countries where listed goods start: the coalition.
    pub sources: Vec<Country>,
    /// True where rows state values; else everything is counted in kilograms.
    pub in_money: bool,
    /// First day of the first of the twelve months.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
}

impl Network {
    /// Builds the network. Empty where no traced goods reach an end.
    pub fn build(input: &NetworkInput<'_>) -> Network {
        super::flow::build(input)
    }
}
