//! The economy of a world: who deals with whom, in what, how often.
//!
//! A *relation* is a supplier and a buyer who trade one heading for a while. A
//! *unit* is a firm that buys and sells one heading out of a stock, or back to
//! back to order. Middles of planted networks are units like their honest
//! twins, drawn by the same functions, and get the same honest trade; the
//! planted legs come on top. Nothing here emits a row: see [`crate::trade`].

mod forebears;
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
use crate::planted::{Leg, Network, Story};
use crate::recipe::Rules;
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
    /// Relations it was founded with: first, and one after the last.
    pub relations: (u32, u32),
    pub sells_to_ends: bool,
    /// First day of its trade.
    pub start: i16,
    /// Typologies that its rows and papers show, honest or planted.
    pub shows: Set,
    /// The planted firm's unit, when it is a party of a network.
    pub planted: bool,
    /// Its past, if it has one of note.
    pub story: Option<Story>,
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
    /// What it shows itself, and the shape of its network.
    pub typologies: Set,
    /// Its unit, or [`NONE`].
    pub unit: u32,
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
    /// The units of the same, [`NONE`] for sources and ends.
    pub party_units: Vec<Vec<u32>>,
    pub members: Vec<Member>,
    pub controls: Vec<Control>,
    pub forwarders: Vec<u32>,
    /// First firm that is an embargoed end, and the one after the last.
    pub ends: std::ops::Range<u32>,
    /// Forwarders and banks of the embargoed country.
    pub agents: std::ops::Range<u32>,
    /// Ordinary forwarders by place.
    pub forwarders_at: Vec<Vec<u32>>,
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

/// Planted networks, and all that comes with them, against the densest world
/// of the flow's own scores.
fn density(settings: &Settings) -> f64 {
    let ordinary = ROWS_PER_SCALE / ROWS_PER_FIRM;
    let (firms, planted) = settings.recipe.rules().firms;
    settings.one_in.map_or(1.0, |n| {
        let others = planted * f64::from(n) - firms;
        if others > 0.0 {
            (ordinary / others).min(1.5)
        } else {
            1.5
        }
    })
}

/// Trade rows for each ordinary firm.
const ROWS_PER_FIRM: f64 = 12.5;

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
    let into_ends = SHARE_INTO_ENDS * density(settings);
    let seen = settings.coverage * (1.0 - into_ends) + into_ends;
    let rows = settings.rows as f64 / seen;
    let mut builder = Builder::new(settings, rows);
    builder.people();
    builder.plan_networks();
    builder.settle_middles();
    builder.settle_twins();
    builder.forebears();
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
    /// Size of what is planted, of its twins, and of the ends they sell to.
    scale: f64,
    rules: &'static Rules,
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
    /// Days on which a firm of a unit does not trade: from, to.
    quiet: BTreeMap<u32, (i32, i32)>,
    /// Firms that stopped, the units of their heirs, and the day.
    forebears: Vec<(u32, u32, i32)>,
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
            scale: rows / ROWS_PER_SCALE * density(settings),
            rules: settings.recipe.rules(),
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
                party_units: Vec::new(),
                members: Vec::new(),
                controls: Vec::new(),
                forwarders: Vec::new(),
                ends: 0..0,
                agents: 0..0,
                forwarders_at: Vec::new(),
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
            quiet: BTreeMap::new(),
            forebears: Vec::new(),
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
