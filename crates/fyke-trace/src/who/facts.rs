//! What a register or a list says of one node by itself: its kind, its days, its
//! business, its entries on lists.
//!
//! What binds nodes to one another is in [`super::register`].

use super::nace::Nace;
use super::register::RowId;
use fyke_model::country::Country;
use fyke_model::date::Day;

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Schema {
    /// A firm or another body with a register entry.
    #[default]
    Company,
    /// A natural person.
    Person,
    /// An address that a list names by itself.
    Address,
    /// A vessel.
    Vessel,
    /// A state, a ministry, a town.
    PublicBody,
}

/// What a list says follows for firms that its entries own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum LegalTest {
    /// Nothing follows: the entry alone.
    #[default]
    EntryOnly,
    /// United States, blocking: half or more, stakes of all blocked owners added up.
    Ofac,
    /// European Union: more than half, or control.
    Eu,
    /// United Kingdom: more than half, or control, each owner for itself.
    Uk,
    /// United States, Entity List and its like: the affiliates rule of September 2025.
    BisAffiliates,
}

/// A fact that began on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dated {
    /// The day.
    pub day: Day,
    /// The row that says so.
    pub row: RowId,
}

/// An entry on a list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Listing {
    /// Name of the list, as a person would say it.
    pub list: String,
    /// First day; none = before anything else is known.
    pub since: Option<Day>,
    /// Last day; none = still there.
    pub until: Option<Day>,
    /// What follows for firms it owns.
    pub test: LegalTest,
    /// The row that says so.
    pub row: RowId,
}

impl Listing {
    /// Is it in force on this day.
    pub fn holds(&self, day: Day) -> bool {
        holds(self.since, self.until, day)
    }
}

/// Was a fact of these days true on this day. Open ends reach for ever.
pub fn holds(since: Option<Day>, until: Option<Day>, day: Day) -> bool {
    since.is_none_or(|since| since <= day) && until.is_none_or(|until| day <= until)
}

/// Someone or something known.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// Name, for sentences only: nothing compares it.
    pub name: String,
    /// The country of its register.
    pub country: Option<Country>,
    /// What it is.
    pub schema: Schema,
    /// Its number as a party of the trace, if it trades.
    pub party: Option<u32>,
    /// Entered in the register.
    pub incorporated: Option<Dated>,
    /// Struck off, once or several times, in any order.
    pub dissolved: Vec<Dated>,
    /// Restored to the register or active again.
    pub revived: Vec<Dated>,
    /// Economic activity, with its row.
    pub sector: Vec<(Nace, RowId)>,
    /// Entries on lists.
    pub listings: Vec<Listing>,
    /// Its shares are traded on an exchange, or it is the state: the row that says so.
    pub public: Option<RowId>,
    /// Accounts or annual returns filed: the day of each, with its row.
    pub filings: Vec<Dated>,
    /// It forwards, clears or stores goods for others.
    pub forwards: bool,
    /// Power of its sites in kilowatts, all together, with the row.
    pub site_power_kw: Option<(f64, RowId)>,
}

impl Node {
    /// The list entry in force on a day: the one longest in force.
    pub fn listed(&self, day: Day) -> Option<&Listing> {
        let held = self.listings.iter().filter(|listing| listing.holds(day));
        held.min_by_key(|listing| (listing.since, listing.row))
    }

    /// The earliest day of any of its list entries.
    pub fn first_listed(&self) -> Option<&Listing> {
        self.listings
            .iter()
            .min_by_key(|listing| (listing.since, listing.row))
    }
}
