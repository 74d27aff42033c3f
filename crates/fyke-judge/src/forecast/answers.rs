//! What a program must be able to look up for questions to resolve themselves.
//!
//! Every answer says how far its data reach, since what the data do not reach
//! they cannot deny.

use super::question::{LaneSum, Listed, Origin, Sighting};
use fyke_model::date::{Day, Month};
use fyke_model::money::Amount;

/// The tables of a case, as far as questions need them. `Err` is a sentence on
/// why a look-up failed; a question stays open on it, or turns void with it.
pub trait Answers {
    /// The sum of a lane over the months from `of.from` to `of.to`; the amount
    /// in `of` says the currency and is otherwise not looked at.
    ///
    /// # Errors
    /// The table could not be read.
    fn lane_sum(&self, of: &LaneSum, origin: &Origin) -> Result<Sum, String>;

    /// When an entity first stood in an edition, ever.
    ///
    /// # Errors
    /// The table could not be read.
    fn listed(&self, of: &Listed, origin: &Origin) -> Result<Listing, String>;

    /// Rows of a sighting.
    ///
    /// # Errors
    /// The table could not be read.
    fn seen(&self, of: &Sighting, origin: &Origin) -> Result<Seen, String>;

    /// What a person said of a question that needs one.
    ///
    /// # Errors
    /// The record could not be read.
    fn said(&self, question: &str) -> Result<Option<bool>, String>;

    /// How often the same came true of comparable others: of everyone in the
    /// dataset who was not yet listed at the start of windows as long as this
    /// one, how many were listed within. `None` where nobody counted.
    ///
    /// # Errors
    /// The table could not be read.
    fn listed_of_peers(&self, of: &Listed, origin: &Origin) -> Result<Option<Tally>, String> {
        let _ = (of, origin);
        Ok(None)
    }
}

/// The sum of a lane over months.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sum {
    /// How much; nothing declared is zero.
    pub amount: Amount,
    /// Months for which the data hold no row of the exporter at all, on any
    /// lane: of these months, a zero says nothing.
    pub missing: Vec<Month>,
}

/// When someone stood in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listing {
    /// Date of the first edition with them in it.
    pub first: Option<Day>,
    /// How far the editions reach.
    pub reach: Reach,
}

/// Rows that were counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// How many.
    pub rows: u64,
    /// How far the table reaches.
    pub reach: Reach,
}

/// First and last day that the data say something about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
    /// First day; `None` of data that are not there.
    pub first: Option<Day>,
    /// Last day; `None` of data that are not there.
    pub last: Option<Day>,
}

impl Reach {
    /// Whether it covers both days and what lies between.
    pub fn covers(&self, from: Day, to: Day) -> bool {
        self.first.is_some_and(|first| first <= from) && self.last.is_some_and(|last| last >= to)
    }
}

/// How many of how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Of how many it came true.
    pub yes: u64,
    /// Of how many it is known.
    pub n: u64,
}
