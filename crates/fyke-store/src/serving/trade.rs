//! Who sent what to whom: neighbours, rows on an edge, ways between two, a
//! party's timeline.

use super::{EntityNo, PartyNo, Serving, not_yet};
use crate::error::Result;
use crate::questions::RowHandle;
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{HsCode, HsVersion};
use fyke_model::money::Amount;

/// Some goods: codes of one edition, or of every, that begin with some digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Goods {
    /// The edition; every where none is given.
    pub version: Option<HsVersion>,
    /// The lowest six-digit code.
    pub from: u32,
    /// The highest.
    pub to: u32,
}

impl Goods {
    /// Codes that begin with one to six digits; none where it is no such text.
    pub fn prefix(text: &str) -> Option<Goods> {
        let digits = text.len();
        if !(1..=6).contains(&digits) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let first: u32 = text.parse().ok()?;
        let width = 10u32.pow(6 - u32::try_from(digits).ok()?);
        Some(Goods {
            version: None,
            from: first * width,
            to: first * width + width - 1,
        })
    }

    /// One code of one edition.
    pub fn code(code: HsCode) -> Goods {
        Goods {
            version: Some(code.version),
            from: code.code.number(),
            to: code.code.number(),
        }
    }
}

/// Which consignments.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TradeFilter {
    /// One of these goods; all where none is given.
    pub goods: Vec<Goods>,
    /// From this day on.
    pub from: Option<Day>,
    /// Up to this day.
    pub to: Option<Day>,
    /// Of at least this value in this currency.
    pub value_min: Option<Amount>,
}

/// A party of trade.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartyLine {
    /// Its number.
    pub no: PartyNo,
    /// Its entity.
    pub entity: EntityNo,
    /// The spelling that most rows give.
    pub name: String,
    /// Where it is.
    pub country: Option<Country>,
    /// A record of its entity is listed.
    pub listed: bool,
}

/// Consignments added up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// How many.
    pub rows: u64,
    /// Value by currency, never mixed; rows without a currency under `XXX`.
    pub values: Vec<Amount>,
    /// Mass in grams of the rows that give one.
    pub mass_g: i64,
    /// Rows that give a mass.
    pub mass_rows: u64,
    /// First and last day.
    pub days: Option<(Day, Day)>,
}

/// Which way goods went, seen from the party that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// It sent them.
    Sent,
    /// It received them.
    Received,
}

/// A partner.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Neighbour {
    /// Who.
    pub party: PartyLine,
    /// Which way.
    pub way: Way,
    /// What.
    pub sums: Sums,
}

/// The partners of a party.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Neighbours {
    /// Of the highest value first (of the currency with most rows; then by rows).
    pub shown: Vec<Neighbour>,
    /// All partners that pass the filter; a partner both ways counts twice.
    pub of: u64,
    /// All their consignments.
    pub rows: u64,
}

/// One end, or both, of a question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Who {
    /// One party.
    Party(PartyNo),
    /// Every party of an entity.
    Entity(EntityNo),
}

/// A consignment in columns; its texts are in its row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Consignment {
    /// Its row.
    pub handle: RowHandle,
    /// Who sent; none where the row names nobody.
    pub sender: Option<PartyNo>,
    /// Who received.
    pub receiver: Option<PartyNo>,
    /// Its day.
    pub day: Day,
    /// The goods.
    pub hs: HsCode,
    /// Made in.
    pub origin: Option<Country>,
    /// Sent from.
    pub exporter: Option<Country>,
    /// Goes to.
    pub importer: Option<Country>,
    /// Value.
    pub value: Option<Amount>,
    /// Mass in grams.
    pub mass_g: Option<i64>,
}

/// A page of consignments.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Consignments {
    /// The page, in the order of days.
    pub rows: Vec<Consignment>,
    /// All that pass.
    pub of: u64,
}

/// What ways may be taken, and how hard to look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WaysAsk {
    /// Which consignments.
    pub filter: TradeFilter,
    /// Hops at most, 1 to [`HOPS_MAX`].
    pub hops_max: usize,
    /// Ways wanted.
    pub limit: usize,
    /// Each hop not before the hop that it follows (a first day of an edge is
    /// taken that makes the way possible).
    pub in_time: bool,
    /// Also against the direction of goods.
    pub both_directions: bool,
}

/// Hops that a search for ways may take.
pub const HOPS_MAX: usize = 6;

/// A hop of a way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hop {
    /// Who sent.
    pub from: PartyLine,
    /// Who received.
    pub to: PartyLine,
    /// True where the way goes from `to` to `from`.
    pub against: bool,
    /// What went between them.
    pub sums: Sums,
}

/// Ways between two.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ways {
    /// The shortest first, then those of most rows on their thinnest hop.
    pub ways: Vec<Vec<Hop>>,
    /// The search gave up at its bound: there may be others.
    pub cut: bool,
    /// Edges that were looked at.
    pub looked_at: u64,
}

/// One month of a party.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TradeMonth {
    /// Which.
    pub month: fyke_model::date::Month,
    /// Which way.
    pub way: Way,
    /// What.
    pub sums: Sums,
}

impl Serving {
    /// A party on one line.
    pub fn party(&self, _party: PartyNo) -> Option<PartyLine> {
        None
    }

    /// The partners of a party or of all parties of an entity, `limit` of them.
    ///
    /// # Errors
    /// Never where numbers come from this index.
    pub fn neighbours(&self, _who: Who, _filter: &TradeFilter, _limit: usize) -> Result<Neighbours> {
        Err(not_yet())
    }

    /// The consignments from one to another, a page.
    ///
    /// # Errors
    /// As [`Serving::neighbours`].
    pub fn between(
        &self,
        _from: Who,
        _to: Who,
        _filter: &TradeFilter,
        _offset: usize,
        _limit: usize,
    ) -> Result<Consignments> {
        Err(not_yet())
    }

    /// The consignments that name one, either way, a page in the order of days.
    ///
    /// # Errors
    /// As [`Serving::neighbours`].
    pub fn consignments_of(
        &self,
        _who: Who,
        _filter: &TradeFilter,
        _offset: usize,
        _limit: usize,
    ) -> Result<Consignments> {
        Err(not_yet())
    }

    /// Ways that goods may have gone from one to another.
    ///
    /// # Errors
    /// As [`Serving::neighbours`].
    pub fn ways(&self, _from: Who, _to: Who, _ask: &WaysAsk) -> Result<Ways> {
        Err(not_yet())
    }

    /// What one sent and received, month by month.
    ///
    /// # Errors
    /// As [`Serving::neighbours`].
    pub fn months_of(&self, _who: Who, _filter: &TradeFilter) -> Result<Vec<TradeMonth>> {
        Err(not_yet())
    }
}
