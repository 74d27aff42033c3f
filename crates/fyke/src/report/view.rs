//! What a report shows: plain values, in the order in which they are read.
//!
//! Money is in hundredths of its currency and mass in grams, as everywhere;
//! this file only says which figure stands where.

use fyke_model::country::Country;
use fyke_model::date::{Day, Month};
use fyke_model::lead::{Lead, LeadRow};
use fyke_model::money::{Amount, Currency};
use std::collections::BTreeMap;

/// A whole page.
#[derive(Clone, Debug)]
pub struct Report {
    /// The page's title.
    pub title: String,
    /// One or two sentences below it.
    pub standfirst: String,
    /// The day it was made.
    pub generated_on: Day,
    /// Plain words for codes.
    pub glossary: Glossary,
    /// Its parts, in order; a part is one case.
    pub acts: Vec<Act>,
}

/// Plain words for the codes that leads carry. A code that is missing here is
/// shown as it is.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// Names of countries.
    pub countries: BTreeMap<Country, String>,
    /// Names of typologies by id: `T01` is `lane surge`.
    pub typologies: BTreeMap<String, String>,
    /// Titles of embargo regimes by id.
    pub regimes: BTreeMap<String, String>,
}

/// One case: its map, its leads, and what its data cannot show.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its title.
    pub title: String,
    /// What is seen here, a paragraph each.
    pub intro: Vec<String>,
    /// True where the rows come from a simulated world: every part says so.
    pub simulated: bool,
    /// Where the data come from, with licence and date.
    pub source_line: String,
    /// The command that lists these leads, for a reader who wants to repeat it.
    pub command: Option<String>,
    /// The flows on a map.
    pub map: Option<FlowMap>,
    /// The leads, the strongest first.
    pub leads: Vec<LeadView>,
    /// What the data cannot show, a sentence each.
    pub notes: Vec<String>,
}

/// A lead with all that is shown of it.
#[derive(Clone, Debug)]
pub struct LeadView {
    /// The lead itself.
    pub lead: Lead,
    /// How it would be read if goods are diverted; `None` makes one from the
    /// lead's subject.
    pub diverted: Option<Account>,
    /// The rows that are shown, of those in `lead.rows`.
    pub excerpts: Vec<RowExcerpt>,
    /// The surge chart.
    pub chart: Option<SeriesChart>,
    /// The traced chain.
    pub sankey: Option<Sankey>,
    /// What is not known about it, a sentence each, beside the coverage.
    pub unknown: Vec<String>,
}

/// A reading of the same figures, and what would confirm it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// What it would be.
    pub explanation: String,
    /// What would confirm that.
    pub confirmed_by: String,
}

/// A row behind a lead, with its cells as the file has them.
#[derive(Clone, Debug)]
pub struct RowExcerpt {
    /// Which row, and what it shows.
    pub row: LeadRow,
    /// Column and value, in the order of the file.
    pub cells: Vec<(String, String)>,
}

/// The part a flow or a series plays. It decides the colour, everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// Declared for the embargoed end.
    Direct,
    /// Declared for a country between.
    Detour,
    /// Thought to go on from there to the end.
    Onward,
    /// Shown for comparison.
    Other,
}

/// Monthly values of a few lanes on one time axis.
#[derive(Clone, Debug)]
pub struct SeriesChart {
    /// What the chart shows, as a sentence.
    pub title: String,
    /// Currency of all values.
    pub currency: Currency,
    /// Month of each series' first value.
    pub from: Month,
    /// The series. Those of one part are stacked in one panel.
    pub series: Vec<Series>,
    /// Days that matter, drawn as upright lines.
    pub marks: Vec<Mark>,
    /// What a reader must know to read it, and its source.
    pub note: String,
}

/// One lane over time.
#[derive(Clone, Debug)]
pub struct Series {
    /// A short name, such as `to Kyrgyzstan`.
    pub name: String,
    /// Its part.
    pub part: Part,
    /// Hundredths of the currency by month; `None` where nothing was recorded.
    pub values_minor: Vec<Option<i64>>,
}

/// A day that matters.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The day.
    pub day: Day,
    /// A few words for it.
    pub label: String,
}

/// Flows between places, on a map.
#[derive(Clone, Debug)]
pub struct FlowMap {
    /// What the map shows, as a sentence.
    pub title: String,
    /// The places; flows name them by their position.
    pub places: Vec<Place>,
    /// The flows.
    pub flows: Vec<Flow>,
    /// What a reader must know to read it, and its source.
    pub note: String,
}

/// A place at which flows begin or end.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name on the map.
    pub name: String,
    /// Degrees north.
    pub lat_deg: f64,
    /// Degrees east.
    pub lon_deg: f64,
    /// The countries it stands for; they are tinted.
    pub countries: Vec<Country>,
    /// Whether it is the embargoed end.
    pub embargoed: bool,
}

/// Goods from one place to another.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Position of the place it leaves.
    pub from: usize,
    /// Position of the place it reaches.
    pub to: usize,
    /// Its part.
    pub part: Part,
    /// Its value; `None` for a flow that is thought to exist and not measured,
    /// which is drawn dashed.
    pub value: Option<Amount>,
    /// The value in an equal period before, for comparison.
    pub before: Option<Amount>,
}

/// A traced chain, from the maker to the embargoed end.
#[derive(Clone, Debug)]
pub struct Sankey {
    /// What the chain shows, as a sentence.
    pub title: String,
    /// The parties; links name them by their position.
    pub nodes: Vec<SankeyNode>,
    /// The goods that moved.
    pub links: Vec<SankeyLink>,
    /// What a reader must know to read it, and its source.
    pub note: String,
}

/// A party of a chain.
#[derive(Clone, Debug)]
pub struct SankeyNode {
    /// Its name, as most rows give it.
    pub name: String,
    /// Its country.
    pub country: Option<Country>,
    /// Its place in the chain: `maker`, `middle`, `seller`, `end`.
    pub role: String,
}

/// Goods that moved from one party to another.
#[derive(Clone, Debug)]
pub struct SankeyLink {
    /// Position of the party that sent them.
    pub from: usize,
    /// Position of the party that received them.
    pub to: usize,
    /// Their mass in grams.
    pub mass_g: i64,
    /// First and last day on which they moved.
    pub days: (Day, Day),
    /// In how many rows.
    pub rows: usize,
}
