//! The economy of a world: who deals with whom, in what, how often.
//!
//! A *relation* is a supplier and a buyer who trade one heading for a while. A
//! *unit* is a firm that buys and sells one heading out of a stock, or back to
//! back to order. Middles of planted networks are units like their honest
//! twins, drawn by the same functions, and get the same honest trade; the
//! planted legs come on top. Nothing here emits a row: see [`crate::trade`].

mod general;
mod networks;
mod papers;
mod people;
mod twins;
mod units;

use crate::firms::Firm;
use crate::goods::Catalogue;
use crate::papers::Papers;
use crate::places::Atlas;
use crate::planted::{Leg, Network};
use crate::rng::Rng;
use crate::settings::Settings;
use crate::typologies::Set;
use std::collections::BTreeMap;

/// No unit on this side of a relation.
pub(crate) const NONE: u32 = u32::MAX;

/// A supplier and a buyer who trade one heading for a while.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub from: u32,
    pub to: u32,
    /// The stock it is taken from, or [`NONE`]: made by the supplier.
    pub from_unit: u32,
    /// The stock it goes into, or [`NONE`].
    pub to_unit: u32,
    pub goods: u16,
    /// First and last day.
    pub start: i16,
    pub end: i16,
    /// Mean days between two orders; 0 = only when the buyer's stock asks.
    pub gap_days: f32,
    /// Usual lot against the usual lot of the goods.
    pub lot: f32,
    /// Usual price against the usual price of the goods.
    pub price: f32,
}

/// A firm's dealings in one heading, in and out.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub firm: u32,
    pub heading: u16,
    /// Buys only when it has sold, and passes the goods on.
    pub to_order: bool,
    /// Passes on the very mass it bought, within a few days.
    pub close: bool,
    /// Reorders below `low`, up to `high`, in kg.
    pub low: f32,
    pub high: f32,
    /// Relations it buys by.
    pub upstream: Vec<u32>,
    pub sells_to_ends: bool,
}

/// What a party is in the truth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Part {
    Source,
    Middle,
    Seller,
    End,
}

/// A party of a network.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub firm: u32,
    pub part: Part,
    pub network: u32,
    pub heading: u16,
    pub typologies: Set,
}

/// An honest firm beside the planted one it is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Control {
    pub firm: u32,
    pub heading: u16,
    pub matched_to: u32,
}

/// A whole economy before its first day.
pub(crate) struct Economy {
    pub atlas: Atlas,
    pub catalogue: Catalogue,
    pub firms: Vec<Firm>,
    pub units: Vec<Unit>,
    pub relations: Vec<Relation>,
    /// Legs by day.
    pub legs: Vec<Leg>,
    pub networks: Vec<Network>,
    /// For each network, the firms of its parties by party number.
    pub parties: Vec<Vec<u32>>,
    pub members: Vec<Member>,
    pub controls: Vec<Control>,
    pub forwarders: Vec<u32>,
    /// First firm that is an embargoed end, and the one after the last.
    pub ends: std::ops::Range<u32>,
    /// The hub that booms in a placebo world.
    pub boom: Option<u8>,
    /// What stands on paper about firms, where a story changes it.
    pub papers: Papers,
}

/// Honest rows into the ends for each planted one, and honest units for each
/// planted unit: 8 % base rate is 11.5 to 1.
const HONEST_PER_PLANTED: f64 = 11.5;
/// Honest twins that a planted party must have at least.
pub(crate) const CONTROLS_MIN: usize = 20;
/// Twins that sell into the ends, for each planted seller of their cell.
const TWINS_PER_SELLER: f64 = 8.4;
/// Trade rows that make one unit of scale: at coverage 0.7 a million seen rows.
const ROWS_PER_SCALE: f64 = 1_370_000.0;
/// Share of all trade rows that go into the embargoed ends, as built.
const SHARE_INTO_ENDS: f64 = 0.119;

/// Share of a unit's honest pairs that it sells to ordinary firms; the rest is
/// what other units order from it.
const PAIRS_OWN: f64 = 0.65;

/// Rows to expect for each that is wanted: sales lost to empty stocks, firms
/// that close and days rounded up take the rest (counted at 20 k to 10 M rows).
const PLAYED: f64 = 1.062;

/// Units and rows into the ends that neither planted sellers nor twins bring.
struct Others {
    units: usize,
    rows: f64,
}

/// A place to trade: hub, heading, and whether its firms are newborn.
type Cell = (u8, u16, bool);

/// Builds the economy that settings ask for.
pub(crate) fn build(settings: &Settings) -> Economy {
    let seen = settings.coverage * (1.0 - SHARE_INTO_ENDS) + SHARE_INTO_ENDS;
    let rows = settings.rows as f64 / seen;
    let mut builder = Builder::new(settings, rows);
    builder.people();
    builder.plan_networks();
    builder.settle_middles();
    builder.settle_twins();
    builder.sources();
    builder.other_sellers();
    builder.fill();
    builder.match_controls();
    builder.papers();
    builder.economy
}

struct Builder<'s> {
    settings: &'s Settings,
    rows: f64,
    scale: f64,
    rng: Rng,
    economy: Economy,
    /// General firms: 0..general. Those of each heading, largest first.
    general: u32,
    by_heading: Vec<Vec<u32>>,
    sources: std::ops::Range<u32>,
    sources_by_heading: Vec<Vec<u32>>,
    ends_running: Vec<f64>,
    /// Units by heading, for upstream choice.
    units_by_heading: Vec<Vec<u32>>,
    cells: Vec<(u8, u16)>,
    /// Planted sellers and other middles in each cell.
    wanted: BTreeMap<Cell, (usize, usize)>,
    /// Incorporation days of planted newborns in each cell.
    births: BTreeMap<Cell, Vec<i32>>,
    /// Sizes of planted firms in each cell.
    sizes: BTreeMap<Cell, Vec<f32>>,
    /// Honest twins in each cell.
    pools: BTreeMap<Cell, Vec<u32>>,
    /// Expected rows so far.
    expected: f64,
    /// Expected honest rows into the ends so far, and units.
    end_rows: f64,
    end_units: usize,
}

impl<'s> Builder<'s> {
    fn new(settings: &'s Settings, rows: f64) -> Builder<'s> {
        let (atlas, catalogue) = (Atlas::read(), Catalogue::read());
        let headings = catalogue.headings.len();
        Builder {
            settings,
            rows,
            scale: rows / ROWS_PER_SCALE,
            rng: Rng::new(settings.seed, 0xec0),
            economy: Economy {
                atlas,
                catalogue,
                firms: Vec::new(),
                units: Vec::new(),
                relations: Vec::new(),
                legs: Vec::new(),
                networks: Vec::new(),
                parties: Vec::new(),
                members: Vec::new(),
                controls: Vec::new(),
                forwarders: Vec::new(),
                ends: 0..0,
                boom: None,
                papers: Papers::default(),
            },
            general: 0,
            by_heading: vec![Vec::new(); headings],
            sources: 0..0,
            sources_by_heading: vec![Vec::new(); headings],
            ends_running: Vec::new(),
            units_by_heading: vec![Vec::new(); headings],
            cells: Vec::new(),
            wanted: BTreeMap::new(),
            births: BTreeMap::new(),
            sizes: BTreeMap::new(),
            pools: BTreeMap::new(),
            expected: 0.0,
            end_rows: 0.0,
            end_units: 0,
        }
    }

    fn networks_wanted(&self) -> usize {
        (500.0 * self.scale).round().max(3.0) as usize
    }
}
