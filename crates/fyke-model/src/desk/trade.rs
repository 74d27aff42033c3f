//! Who dealt with whom in what, and how goods may have gone.

use super::{Answer, Listed, Page, Refusal, RowView, Stub};
use crate::country::Country;
use crate::dataset::RowRef;
use crate::date::{Day, Month};
use crate::money::Amount;
use serde::{Deserialize, Serialize};

/// Questions about dealings.
pub trait Trade {
    /// Some entities and those they are tied to.
    fn neighbours(&self, query: &GraphQuery) -> Answer<GraphView> {
        let _ = query;
        Err(Refusal::absent("the graph"))
    }

    /// Ways from one entity to another, the shortest first.
    fn paths(&self, query: &PathQuery) -> Answer<PathsView> {
        let _ = query;
        Err(Refusal::absent("the way"))
    }

    /// Rows on an edge of the graph.
    fn edge_rows(&self, from: &str, to: &str, only: &DealFilter, page: Page) -> Answer<Listed<DealRow>> {
        let _ = (from, to, only, page);
        Err(Refusal::absent("the edge"))
    }

    /// Flows between countries.
    fn flows(&self, query: &FlowQuery) -> Answer<FlowsView> {
        let _ = query;
        Err(Refusal::absent("the flow"))
    }

    /// Rows behind a flow.
    fn flow_rows(
        &self,
        exporter: Country,
        importer: Country,
        query: &FlowQuery,
        page: Page,
    ) -> Answer<Listed<DealRow>> {
        let _ = (exporter, importer, query, page);
        Err(Refusal::absent("the flow"))
    }

    /// The chain of re-exports to an end, for a Sankey diagram.
    fn chain(&self, query: &ChainQuery) -> Answer<ChainView> {
        let _ = query;
        Err(Refusal::absent("the chain"))
    }
}

/// Which dealings count.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct DealFilter {
    /// HS codes that begin so; all where empty.
    pub hs: Vec<String>,
    /// Not before.
    pub from: Option<Day>,
    /// Not after.
    pub to: Option<Day>,
    /// Edges of at least so much, hundredths of their currency.
    pub min_value_minor: i64,
    /// `trade`, `ownership`, `directorship`, `link`, `sanction`, `payment`; all where empty.
    pub kinds: Vec<String>,
}

/// A part of the graph.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct GraphQuery {
    /// Around these.
    pub of: Vec<String>,
    /// Which dealings count.
    pub only: DealFilter,
    /// Neighbours of each, at most; the largest are kept.
    pub limit: usize,
}

/// Nodes and edges.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct GraphView {
    /// Entities, those asked for first.
    pub nodes: Vec<Node>,
    /// What ties them together.
    pub edges: Vec<Edge>,
    /// Neighbours that were left out.
    pub more: u64,
}

/// An entity in a graph.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Node {
    /// Who.
    #[serde(flatten)]
    pub stub: Stub,
    /// How many it is tied to in the whole case.
    pub degree: u64,
}

/// What ties two entities together.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Edge {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// See [`DealFilter::kinds`].
    pub kind: String,
    /// In words: `40 consignments of 854231, 854232`, `owner, 50 %`.
    pub words: String,
    /// In how many rows.
    pub rows: u64,
    /// Their values, one sum a currency.
    pub values: Vec<Amount>,
    /// Their mass in grams.
    pub mass_g: i64,
    /// First day.
    pub first: Option<Day>,
    /// Last day.
    pub last: Option<Day>,
}

/// Which ways.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PathQuery {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Which dealings count.
    pub only: DealFilter,
    /// Steps at most.
    pub max_steps: usize,
    /// Only ways whose goods could have moved on: no step before the one that
    /// brought them.
    pub in_time: bool,
    /// Steps may be taken against their direction.
    pub either_way: bool,
    /// Ways at most.
    pub limit: usize,
}

/// Ways, and whether all were looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PathsView {
    /// The ways, each step an edge.
    pub paths: Vec<Vec<Edge>>,
    /// Who stands on them.
    pub nodes: Vec<Node>,
    /// False where the search stopped before it had seen everything.
    pub complete: bool,
}

/// A row in a list of dealings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DealRow {
    /// Which row.
    pub row: RowRef,
    /// When.
    pub day: Option<Day>,
    /// The row itself in short: goods, mass, value, as declared.
    pub cells: Vec<(String, String)>,
}

impl From<RowView> for DealRow {
    fn from(view: RowView) -> DealRow {
        DealRow {
            row: view.row,
            day: None,
            cells: view.cells,
        }
    }
}

/// Which flows.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FlowQuery {
    /// HS codes that begin so; all where empty.
    pub hs: Vec<String>,
    /// Only from these.
    pub exporters: Vec<Country>,
    /// Only to these.
    pub importers: Vec<Country>,
    /// Not before.
    pub from: Option<Month>,
    /// Not after.
    pub to: Option<Month>,
    /// `consignments` or `flows`: the two are never added. The larger where none.
    pub table: Option<String>,
    /// Arcs at most; the largest are kept.
    pub limit: usize,
}

/// Flows between countries, month by month.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FlowsView {
    /// The table they are counted in, and the side that declared them.
    pub table: String,
    /// See `table`.
    pub side: String,
    /// Currency of all values: that of most rows; rows in others are counted and
    /// not added.
    pub currency: Option<crate::money::Currency>,
    /// Rows in other currencies.
    pub other_currency_rows: u64,
    /// First month of every series.
    pub first: Option<Month>,
    /// Number of months.
    pub months: usize,
    /// The arcs, the largest first.
    pub arcs: Vec<Arc>,
    /// Arcs that were left out.
    pub more: u64,
    /// Places that arcs begin and end at.
    pub places: Vec<PlaceView>,
    /// The HS headings with the most value, for choosing: code, words, value.
    pub headings: Vec<(String, String, i64)>,
}

/// A flow from one country to another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Arc {
    /// From.
    pub exporter: Country,
    /// To.
    pub importer: Country,
    /// Hundredths of the currency, by month.
    pub by_month: Vec<i64>,
    /// Their sum within the months asked for.
    pub value_minor: i64,
    /// Mass in grams within the months asked for, as far as declared.
    pub mass_g: i64,
    /// Rows within the months asked for.
    pub rows: u64,
}

/// A country on a map.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlaceView {
    /// Its code.
    pub country: Country,
    /// Its name in English.
    pub name: String,
    /// Thousandths of a degree north.
    pub lat_milli: i32,
    /// Thousandths of a degree east.
    pub lon_milli: i32,
    /// Whether a regime of the case embargoes it.
    pub embargoed: bool,
}

/// Which chain of re-exports.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ChainQuery {
    /// The flows that count; `importers` is not asked.
    pub flows: FlowQuery,
    /// The end; the first embargoed one where none.
    pub end: Option<Country>,
    /// Or the chain of a lead.
    pub lead: Option<String>,
}

/// A chain of re-exports.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ChainView {
    /// What it shows, as a sentence.
    pub title: String,
    /// Who or which country; links name them by their position.
    pub nodes: Vec<ChainNode>,
    /// What moved.
    pub links: Vec<ChainLink>,
    /// What a reader must know to read it.
    pub note: String,
}

/// A place in a chain.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ChainNode {
    /// Entity id or country code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its country.
    pub country: Option<Country>,
    /// `maker`, `middle`, `seller`, `end`.
    pub role: String,
}

/// What moved from one place of a chain to another.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct ChainLink {
    /// Position of the one it left.
    pub from: usize,
    /// Position of the one it reached.
    pub to: usize,
    /// Its value, where that is known.
    pub value: Option<Amount>,
    /// Mass in grams.
    pub mass_g: i64,
    /// In how many rows.
    pub rows: u64,
    /// First and last day.
    pub days: Option<(Day, Day)>,
    /// `direct`, `detour`, `onward` or `other`: decides the colour.
    pub part: String,
}
