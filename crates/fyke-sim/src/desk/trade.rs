//! What is asked about dealings of the made case.

use super::MadeDesk;
use super::entities::{part, row_view};
use super::ties::{counts, edge_between, edges, is_between};
use super::who::{Partition, stub};
use super::world::{Deal, world};
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::desk::{
    Answer, Arc, ChainLink, ChainNode, ChainQuery, ChainView, DealFilter, DealRow, Edge, FlowQuery,
    FlowsView, GraphQuery, GraphView, Listed, Node, Page, PathQuery, PathsView, PlaceView, Refusal, Trade,
};
use fyke_model::money::{Amount, Currency};
use fyke_model::reference::Reference;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The end under embargo.
const END: Country = Country::of("RU");

fn reference() -> &'static Reference {
    static SHIPPED: OnceLock<Reference> = OnceLock::new();
    SHIPPED.get_or_init(Reference::shipped)
}

impl Trade for MadeDesk {
    fn neighbours(&self, query: &GraphQuery) -> Answer<GraphView> {
        let now = self.partition();
        let of = query
            .of
            .iter()
            .map(|id| self.meant(&now, id))
            .collect::<Answer<Vec<String>>>()?;
        let all = edges(&now, &query.only);
        let mut kept: Vec<&Edge> = Vec::new();
        let mut more = 0;
        for centre in &of {
            let mut mine: Vec<&Edge> = all
                .iter()
                .filter(|e| e.from == *centre || e.to == *centre)
                .collect();
            mine.sort_by_key(|edge| {
                std::cmp::Reverse((edge.values.first().map_or(0, |sum| sum.minor), edge.rows))
            });
            let limit = query.limit.max(1);
            more += mine.len().saturating_sub(limit) as u64;
            for edge in mine.into_iter().take(limit) {
                if !kept.contains(&edge) {
                    kept.push(edge);
                }
            }
        }
        let mut ids = of;
        for edge in &kept {
            for end in [&edge.from, &edge.to] {
                if !ids.contains(end) {
                    ids.push(end.clone());
                }
            }
        }
        Ok(GraphView {
            nodes: nodes(&now, &ids),
            edges: kept.into_iter().cloned().collect(),
            more,
        })
    }

    fn paths(&self, query: &PathQuery) -> Answer<PathsView> {
        let now = self.partition();
        let (from, to) = (self.meant(&now, &query.from)?, self.meant(&now, &query.to)?);
        if from == to {
            return Err(Refusal::malformed("both ends are one entity", "choose two"));
        }
        let all = edges(&now, &query.only);
        let mut paths = Vec::new();
        let mut open: Vec<(String, Vec<Edge>)> = vec![(from.clone(), Vec::new())];
        for _ in 0..query.max_steps {
            let mut next = Vec::new();
            for (at, way) in open {
                for edge in &all {
                    let beyond = match (edge.from == at, query.either_way && edge.to == at) {
                        (true, _) => &edge.to,
                        (_, true) => &edge.from,
                        _ => continue,
                    };
                    let been =
                        *beyond == from || way.iter().any(|step| step.from == *beyond || step.to == *beyond);
                    let late = query.in_time
                        && way
                            .last()
                            .is_some_and(|step| step.first.zip(edge.last).is_some_and(|(a, b)| b < a));
                    if been || late {
                        continue;
                    }
                    let mut longer = way.clone();
                    longer.push(edge.clone());
                    if *beyond == to {
                        paths.push(longer);
                    } else {
                        next.push((beyond.clone(), longer));
                    }
                }
            }
            open = next;
        }
        let complete = paths.len() <= query.limit;
        paths.truncate(query.limit);
        let mut ids = vec![from, to];
        for end in paths.iter().flatten().flat_map(|edge| [&edge.from, &edge.to]) {
            if !ids.contains(end) {
                ids.push(end.clone());
            }
        }
        Ok(PathsView {
            nodes: nodes(&now, &ids),
            paths,
            complete,
        })
    }

    fn edge_rows(&self, from: &str, to: &str, only: &DealFilter, page: Page) -> Answer<Listed<DealRow>> {
        let now = self.partition();
        let (from, to) = (self.meant(&now, from)?, self.meant(&now, to)?);
        let mut rows: Vec<DealRow> = world()
            .deals
            .iter()
            .filter(|deal| is_between(&now, deal, &from, &to, only))
            .map(deal_row)
            .collect();
        for tie in edge_between(&now, &from, &to, only) {
            rows.extend(row_view(&tie.row).map(|view| DealRow {
                day: tie.from,
                ..view.into()
            }));
        }
        Ok(part(rows, page))
    }

    fn flows(&self, query: &FlowQuery) -> Answer<FlowsView> {
        Ok(flows(query))
    }

    fn flow_rows(
        &self,
        exporter: Country,
        importer: Country,
        query: &FlowQuery,
        page: Page,
    ) -> Answer<Listed<DealRow>> {
        let rows = world()
            .deals
            .iter()
            .filter(|deal| deal.countries == [exporter, importer] && counted(deal, query))
            .map(deal_row)
            .collect();
        Ok(part(rows, page))
    }

    fn chain(&self, query: &ChainQuery) -> Answer<ChainView> {
        let end = query.end.unwrap_or(END);
        let view = flows(&FlowQuery {
            importers: Vec::new(),
            ..query.flows.clone()
        });
        let middles: BTreeSet<Country> = view
            .arcs
            .iter()
            .filter(|arc| arc.importer == end)
            .map(|arc| arc.exporter)
            .collect();
        let makers: BTreeSet<Country> = view
            .arcs
            .iter()
            .filter(|arc| !middles.contains(&arc.exporter))
            .map(|arc| arc.exporter)
            .collect();
        let mut chain = ChainView {
            title: format!("what reached {end}, and through whom"),
            note: "sums of declared values; one consignment may be counted on two bands".to_owned(),
            ..ChainView::default()
        };
        let place = |chain: &mut ChainView, country: Country, role: &str| {
            let found = chain
                .nodes
                .iter()
                .position(|node| node.id == country.as_str() && node.role == role);
            found.unwrap_or_else(|| {
                chain.nodes.push(ChainNode {
                    id: country.to_string(),
                    name: reference().countries.name(country),
                    country: Some(country),
                    role: role.to_owned(),
                });
                chain.nodes.len() - 1
            })
        };
        for arc in &view.arcs {
            let direct = arc.importer == end;
            let passed_on = middles.contains(&arc.importer);
            if !direct && !passed_on || arc.exporter == end {
                continue;
            }
            let passes = view.arcs.iter().any(|other| other.importer == arc.exporter);
            let (role, part) = match (direct, passes) {
                (true, true) => ("middle", "onward"),
                (true, false) => ("maker", "direct"),
                _ => ("maker", "detour"),
            };
            let role = if makers.contains(&arc.exporter) {
                "maker"
            } else {
                role
            };
            let from = place(&mut chain, arc.exporter, role);
            let to = place(&mut chain, arc.importer, if direct { "end" } else { "middle" });
            chain.links.push(ChainLink {
                from,
                to,
                value: Some(Amount {
                    minor: arc.value_minor,
                    currency: Currency::USD,
                }),
                mass_g: arc.mass_g,
                rows: arc.rows,
                days: None,
                part: part.to_owned(),
            });
        }
        Ok(chain)
    }
}

fn nodes(now: &Partition, ids: &[String]) -> Vec<Node> {
    let all = edges(now, &DealFilter::default());
    ids.iter()
        .map(|id| Node {
            stub: stub(now, id),
            degree: counts(&all, id),
        })
        .collect()
}

fn deal_row(deal: &Deal) -> DealRow {
    let cells = row_view(&deal.row).map(|view| view.cells).unwrap_or_default();
    DealRow {
        row: deal.row.clone(),
        day: Some(deal.day),
        cells,
    }
}

fn counted(deal: &Deal, query: &FlowQuery) -> bool {
    let month = deal.day.month();
    let one_of = |codes: &[Country], code: Country| codes.is_empty() || codes.contains(&code);
    (query.hs.is_empty() || query.hs.iter().any(|hs| deal.hs.starts_with(hs.as_str())))
        && one_of(&query.exporters, deal.countries[0])
        && one_of(&query.importers, deal.countries[1])
        && query.from.is_none_or(|from| month >= from)
        && query.to.is_none_or(|to| month <= to)
}

fn flows(query: &FlowQuery) -> FlowsView {
    let whole = FlowQuery {
        from: None,
        to: None,
        ..query.clone()
    };
    let deals: Vec<&Deal> = world()
        .deals
        .iter()
        .filter(|deal| counted(deal, &whole))
        .collect();
    let months = deals.iter().map(|deal| deal.day.month());
    let (Some(first), Some(last)) = (months.clone().min(), months.max()) else {
        return FlowsView {
            table: "consignments".to_owned(),
            ..FlowsView::default()
        };
    };
    let length = usize::try_from(last - first + 1).unwrap_or(1);
    let mut arcs: BTreeMap<[Country; 2], Arc> = BTreeMap::new();
    let mut headings: BTreeMap<String, i64> = BTreeMap::new();
    let mut other = 0;
    for deal in deals {
        if deal.currency != Currency::USD {
            other += 1;
            continue;
        }
        let [exporter, importer] = deal.countries;
        let arc = arcs.entry(deal.countries).or_insert_with(|| Arc {
            exporter,
            importer,
            by_month: vec![0; length],
            value_minor: 0,
            mass_g: 0,
            rows: 0,
        });
        let at = |month: Month| usize::try_from(month - first).unwrap_or(0);
        if let Some(sum) = arc.by_month.get_mut(at(deal.day.month())) {
            *sum += deal.minor;
        }
        if counted(deal, query) {
            arc.value_minor += deal.minor;
            arc.mass_g += deal.mass_g;
            arc.rows += 1;
            *headings.entry(deal.hs.chars().take(4).collect()).or_default() += deal.minor;
        }
    }
    let mut arcs: Vec<Arc> = arcs.into_values().filter(|arc| arc.rows > 0).collect();
    arcs.sort_by_key(|arc| (std::cmp::Reverse(arc.value_minor), arc.exporter, arc.importer));
    let more = arcs.len().saturating_sub(query.limit.max(1)) as u64;
    arcs.truncate(query.limit.max(1));
    let places: BTreeSet<Country> = arcs.iter().flat_map(|arc| [arc.exporter, arc.importer]).collect();
    let mut headings: Vec<(String, String, i64)> = headings
        .into_iter()
        .map(|(code, value)| {
            let name = code
                .parse()
                .ok()
                .and_then(|heading| reference().headings.name(heading));
            (
                code.clone(),
                name.map_or_else(|| format!("goods of HS {code}"), str::to_owned),
                value,
            )
        })
        .collect();
    headings.sort_by_key(|heading| std::cmp::Reverse(heading.2));
    FlowsView {
        table: "consignments".to_owned(),
        side: "made customs".to_owned(),
        currency: Some(Currency::USD),
        other_currency_rows: other,
        first: Some(first),
        months: length,
        arcs,
        more,
        places: places.into_iter().filter_map(place_view).collect(),
        headings,
    }
}

#[allow(clippy::cast_possible_truncation)]
fn place_view(country: Country) -> Option<PlaceView> {
    let facts = reference().countries.facts(country)?;
    Some(PlaceView {
        country,
        name: facts.name.clone(),
        lat_milli: (facts.lat * 1000.0) as i32,
        lon_milli: (facts.lon * 1000.0) as i32,
        embargoed: country == END,
    })
}
