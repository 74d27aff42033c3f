//! Who dealt with whom in what, and how goods may have gone.

use super::LocalDesk;
use super::entities::{day, tie_words};
use super::opened::Opened;
use super::refusal::Told;
use super::shown::{find, stub};
use super::{chain, flows};
use fyke_model::country::Country;
use fyke_model::dataset::RowRef;
use fyke_model::desk::{
    Answer, ChainQuery, ChainView, DealFilter, DealRow, Edge, FlowQuery, FlowsView, GraphQuery, GraphView,
    Listed, Node, Page, PathQuery, PathsView, Refusal, Trade,
};
use fyke_model::hs::HsCode;
use fyke_model::money::Amount;
use fyke_store::serving::entity::{Tie, TieKind};
use fyke_store::serving::trade::{Goods, Kind, Sums, TradeFilter, Way};
use fyke_store::serving::ways::{HOPS_MAX, Hop, Link, WaysAsk};
use fyke_store::serving::{EntityNo, Serving};
use std::collections::{BTreeMap, BTreeSet};

/// Entities that one question about the graph may be around.
const CENTRES_MAX: usize = 50;

/// Neighbours of each, at most.
const NEIGHBOURS_MAX: usize = 500;

/// Ways, at most.
const WAYS_MAX: usize = 200;

impl Trade for LocalDesk {
    fn neighbours(&self, query: &GraphQuery) -> Answer<GraphView> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let of: Vec<EntityNo> = query
            .of
            .iter()
            .take(CENTRES_MAX)
            .map(|id| find(serving, &opened.tables, id))
            .collect::<Answer<_>>()?;
        let only = Only::of(&query.only)?;
        let limit = query.limit.clamp(1, NEIGHBOURS_MAX);
        let (mut edges, mut more): (BTreeMap<(u32, u32, &str), Edge>, u64) = (BTreeMap::new(), 0);
        for centre in &of {
            let (own, all) = only.edges(serving, *centre, limit);
            more += all.saturating_sub(own.len() as u64);
            for (ends, edge) in own {
                edges
                    .entry((ends.0.0, ends.1.0, kind_word(&edge.kind)))
                    .or_insert(edge);
            }
        }
        let mut numbers = of;
        for (from, to, _) in edges.keys() {
            for end in [EntityNo(*from), EntityNo(*to)] {
                if !numbers.contains(&end) {
                    numbers.push(end);
                }
            }
        }
        Ok(GraphView {
            nodes: numbers.into_iter().map(|no| node(serving, no)).collect(),
            edges: edges.into_values().collect(),
            more,
        })
    }

    fn paths(&self, query: &PathQuery) -> Answer<PathsView> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let from = find(serving, &opened.tables, &query.from)?;
        let to = find(serving, &opened.tables, &query.to)?;
        if from == to {
            return Err(Refusal::malformed("both ends are one entity", "choose two"));
        }
        let only = Only::of(&query.only)?;
        let ask = WaysAsk {
            filter: only.filter.clone(),
            kinds: only.kinds.clone(),
            ties: only.ties.clone(),
            hops_max: query.max_steps.clamp(1, HOPS_MAX),
            limit: query.limit.clamp(1, WAYS_MAX),
            in_time: query.in_time,
            either_way: query.either_way,
        };
        let found = serving.ways(from, to, &ask);
        let mut numbers = vec![from, to];
        for hop in found.ways.iter().flatten() {
            for end in [hop.from, hop.to] {
                if !numbers.contains(&end) {
                    numbers.push(end);
                }
            }
        }
        let paths = found
            .ways
            .iter()
            .map(|way| way.iter().map(|hop| step(serving, hop)).collect());
        Ok(PathsView {
            paths: paths.collect(),
            nodes: numbers.into_iter().map(|no| node(serving, no)).collect(),
            complete: !found.cut && found.ways.len() < ask.limit,
        })
    }

    fn edge_rows(&self, from: &str, to: &str, only: &DealFilter, page: Page) -> Answer<Listed<DealRow>> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let from = find(serving, &opened.tables, from)?;
        let to = find(serving, &opened.tables, to)?;
        let only = Only::of(only)?;
        let (mut rows, mut total) = (vec![], 0u64);
        for kind in &only.kinds {
            // what of the page was not filled by the kinds before
            let before = usize::try_from(total).unwrap_or(usize::MAX);
            let offset = page.offset.saturating_sub(before);
            let limit = page.limit.saturating_sub(rows.len());
            let found = serving.between(from, to, *kind, &only.filter, (offset, limit));
            total += found.of;
            rows.extend(
                found
                    .rows
                    .iter()
                    .filter_map(|row| Some((serving.row(row.handle)?, Some(row.day)))),
            );
        }
        let between = |tie: &&Tie| tie.from == Some(from) && tie.to == to && only.ties.contains(&tie.kind);
        for tie in serving.ties(from).iter().filter(between) {
            if total >= page.offset as u64 && rows.len() < page.limit {
                rows.extend(serving.row(tie.row).map(|row| (row, day(&tie.start))));
            }
            total += 1;
        }
        Ok(Listed {
            items: deal_rows(&opened, rows)?,
            total,
        })
    }

    fn flows(&self, query: &FlowQuery) -> Answer<FlowsView> {
        flows::view(&*self.opened()?, query)
    }

    fn flow_rows(
        &self,
        exporter: Country,
        importer: Country,
        query: &FlowQuery,
        page: Page,
    ) -> Answer<Listed<DealRow>> {
        let opened = self.opened()?;
        let found = flows::rows(&opened, exporter, importer, query, page)?;
        let row = |row: &fyke_store::serving::trade::Dealing| {
            Some((opened.serving.row(row.handle)?, Some(row.day)))
        };
        Ok(Listed {
            items: deal_rows(&opened, found.rows.iter().filter_map(row).collect())?,
            total: found.of,
        })
    }

    fn chain(&self, query: &ChainQuery) -> Answer<ChainView> {
        let opened = self.opened()?;
        // where the machine is off, nobody sees what it thinks
        let off = |log: &super::log::Log| log.blind() && !log.desk.machine_on();
        if query.lead.is_some() && self.log()?.as_ref().is_some_and(off) {
            return Err(Refusal::absent("the chain of the lead"));
        }
        chain::chain(&opened, query)
    }
}

/// Codes that begin so.
pub(super) fn goods(hs: &[String]) -> Answer<Vec<Goods>> {
    let goods = hs.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    goods
        .map(|text| {
            Goods::prefix(text).ok_or_else(|| {
                Refusal::malformed(
                    format!(
                        "'{}' is no beginning of an HS code",
                        text.chars().take(20).collect::<String>()
                    ),
                    "write one to six digits, such as 8542",
                )
            })
        })
        .collect()
}

/// An edge with the entities at its ends.
type Ended = ((EntityNo, EntityNo), Edge);

/// What a filter lets through.
struct Only {
    filter: TradeFilter,
    kinds: BTreeSet<Kind>,
    ties: BTreeSet<TieKind>,
}

/// The words of [`DealFilter::kinds`] for ties.
const TIE_WORDS: [(TieKind, &str); 5] = [
    (TieKind::Ownership, "ownership"),
    (TieKind::Directorship, "directorship"),
    (TieKind::Succession, "link"),
    (TieKind::UnknownLink, "link"),
    (TieKind::Sanction, "sanction"),
];

impl Only {
    fn of(only: &DealFilter) -> Answer<Only> {
        let wanted = |word: &str| only.kinds.is_empty() || only.kinds.iter().any(|kind| kind == word);
        let kinds = [(Kind::Goods, "trade"), (Kind::Money, "payment")];
        Ok(Only {
            filter: TradeFilter {
                goods: goods(&only.hs)?,
                from: only.from,
                to: only.to,
                value_min: None,
                sum_min_minor: only.min_value_minor,
            },
            kinds: kinds
                .into_iter()
                .filter(|kind| wanted(kind.1))
                .map(|kind| kind.0)
                .collect(),
            ties: TIE_WORDS
                .into_iter()
                .filter(|tie| wanted(tie.1))
                .map(|tie| tie.0)
                .collect(),
        })
    }

    /// The edges of an entity, `limit` of them: what ties it first, of which
    /// there are few, then the largest dealings; and how many there are.
    fn edges(&self, serving: &Serving, no: EntityNo, limit: usize) -> (Vec<Ended>, u64) {
        let mut edges = vec![];
        let mut of = 0;
        for tie in serving
            .ties(no)
            .iter()
            .filter(|tie| self.ties.contains(&tie.kind))
        {
            let Some(from) = tie.from else { continue };
            of += 1;
            // half of the room at most, so that dealings are seen beside an owner of thousands
            if edges.len() < limit.div_ceil(2) {
                edges.push(((from, tie.to), tie_edge(serving, from, tie)));
            }
        }
        for kind in &self.kinds {
            let room = limit.saturating_sub(edges.len());
            let found = serving.neighbours(no, *kind, &self.filter, room);
            of += found.of;
            for neighbour in &found.shown {
                let ends = match neighbour.way {
                    Way::Sent => (no, neighbour.entity),
                    Way::Received => (neighbour.entity, no),
                };
                edges.push((
                    ends,
                    deal_edge(serving, ends, *kind, &neighbour.sums, &neighbour.codes),
                ));
            }
        }
        (edges, of)
    }
}

fn kind_word(kind: &str) -> &'static str {
    let known = [
        "trade",
        "payment",
        "ownership",
        "directorship",
        "link",
        "sanction",
    ];
    known.into_iter().find(|word| *word == kind).unwrap_or("")
}

fn node(serving: &Serving, no: EntityNo) -> Node {
    Node {
        stub: stub(serving, no),
        degree: serving.degree(no),
    }
}

fn deal_edge(
    serving: &Serving,
    (from, to): (EntityNo, EntityNo),
    kind: Kind,
    sums: &Sums,
    codes: &[HsCode],
) -> Edge {
    let (word, one) = match kind {
        Kind::Goods => ("trade", "consignment"),
        Kind::Money => ("payment", "payment"),
    };
    let mut words = crate::screen::counted(sums.rows, one);
    if !codes.is_empty() {
        let codes: BTreeSet<String> = codes.iter().map(|code| code.code.to_string()).collect();
        let codes: Vec<String> = codes.into_iter().collect();
        words.push_str(&format!(" of {}", codes.join(", ")));
    }
    Edge {
        from: serving.id(from).to_owned(),
        to: serving.id(to).to_owned(),
        kind: word.to_owned(),
        words,
        rows: sums.rows,
        values: sums
            .values
            .iter()
            .copied()
            .filter(|sum: &Amount| sum.minor != 0)
            .collect(),
        mass_g: sums.mass_g,
        first: sums.days.map(|days| days.0),
        last: sums.days.map(|days| days.1),
    }
}

fn tie_edge(serving: &Serving, from: EntityNo, tie: &Tie) -> Edge {
    let word = TIE_WORDS
        .into_iter()
        .find(|own| own.0 == tie.kind)
        .map_or("", |own| own.1);
    Edge {
        from: serving.id(from).to_owned(),
        to: serving.id(tie.to).to_owned(),
        kind: word.to_owned(),
        words: tie_words(tie),
        rows: 1,
        first: day(&tie.start),
        last: day(&tie.end),
        ..Edge::default()
    }
}

/// A hop as one edge: dealings before ties, along the way before against it;
/// what links the two besides is counted in its words.
fn step(serving: &Serving, hop: &Hop) -> Edge {
    let along = hop.along.iter().map(|link| ((hop.from, hop.to), link));
    let against = hop.against.iter().map(|link| ((hop.to, hop.from), link));
    let mut links = along.chain(against);
    let Some(((from, to), first)) = links.next() else {
        return Edge::default();
    };
    let mut edge = match first {
        Link::Dealings(kind, sums) => deal_edge(serving, (from, to), *kind, sums, &[]),
        Link::Tie(tie) => tie_edge(serving, from, tie),
    };
    let others = links.count();
    if others > 0 {
        edge.words.push_str(&format!("; and {others} more"));
    }
    edge
}

/// Rows as the tables hold them, in the order given.
fn deal_rows(opened: &Opened, rows: Vec<(RowRef, Option<fyke_model::date::Day>)>) -> Answer<Vec<DealRow>> {
    let wanted: Vec<RowRef> = rows.iter().map(|row| row.0.clone()).collect();
    let mut shown: BTreeMap<RowRef, Vec<(String, String)>> = BTreeMap::new();
    for (_, row) in opened.serving.shown(&wanted).told()? {
        // a row of a wide file became several: all that it says
        shown.entry(row.row).or_default().extend(row.cells);
    }
    let rows = rows.into_iter().map(|(row, day)| DealRow {
        cells: shown.get(&row).cloned().unwrap_or_default(),
        row,
        day,
    });
    Ok(rows.collect())
}
