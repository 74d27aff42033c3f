//! Goods from country to country as pages ask for them.

use super::opened::Opened;
use super::trade::goods;
use fyke_model::country::Country;
use fyke_model::desk::{
    Answer, Arc, ChainLink, ChainNode, ChainQuery, ChainView, FlowQuery, FlowsView, Page, PlaceView, Refusal,
};
use fyke_model::money::{Amount, Currency};
use fyke_model::reference::Reference;
use fyke_store::serving::flow::{Arcs, Basis, FlowFilter};
use fyke_store::serving::trade::Dealings;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc as Shared, OnceLock};

/// Arcs shown at most.
const ARCS_MAX: usize = 2_000;

/// Headings to choose from.
const HEADINGS: usize = 50;

/// Countries that goods pass through, in a chain.
const MIDDLES: usize = 12;

/// Links into those, in a chain.
const SOURCES: usize = 40;

/// The tables by the words of [`FlowQuery::table`].
const CONSIGNMENTS: &str = "consignments";
const FLOWS: &str = "flows";

fn reference() -> &'static Reference {
    static SHIPPED: OnceLock<Reference> = OnceLock::new();
    SHIPPED.get_or_init(Reference::shipped)
}

/// Where goods must not arrive, by the regimes of the case.
fn ends(opened: &Opened) -> Vec<Country> {
    let regimes = opened.case.file().regimes.iter();
    let ends = regimes.filter_map(|id| reference().regimes.get(id));
    let mut ends: Vec<Country> = ends.flat_map(|regime| regime.ends.iter().copied()).collect();
    let mut met = BTreeSet::new();
    ends.retain(|end| met.insert(*end));
    ends
}

fn basis(opened: &Opened, table: Option<&str>) -> Answer<Basis> {
    let serving = &opened.serving;
    match table {
        Some(CONSIGNMENTS) => Ok(Basis::Consignments),
        Some(FLOWS) => Ok(Basis::Flows),
        Some("") | None => Ok(
            match serving.count(Basis::Flows) > serving.count(Basis::Consignments) {
                true => Basis::Flows,
                false => Basis::Consignments,
            },
        ),
        Some(other) => Err(Refusal::malformed(
            format!(
                "flows are in no table '{}'",
                other.chars().take(40).collect::<String>()
            ),
            "ask for consignments or flows",
        )),
    }
}

fn filter(opened: &Opened, query: &FlowQuery) -> Answer<FlowFilter> {
    Ok(FlowFilter {
        basis: basis(opened, query.table.as_deref())?,
        goods: goods(&query.hs)?,
        from: query.from,
        to: query.to,
        side: None,
        currency: None,
        exporters: query.exporters.clone(),
        importers: query.importers.clone(),
    })
}

/// Arcs with their series over all months, and their sums within those asked for.
fn arcs(opened: &Opened, filter: &FlowFilter, limit: usize) -> (Shared<Arcs>, Vec<Arc>, u64) {
    let whole = FlowFilter {
        from: None,
        to: None,
        ..filter.clone()
    };
    let all = opened.serving.map(&whole);
    let asked = match filter.from.is_none() && filter.to.is_none() {
        true => Shared::clone(&all),
        // of the same side and currency, or the slider would jump between two
        false => opened.serving.map(&FlowFilter {
            side: all.side,
            currency: all.currency,
            ..filter.clone()
        }),
    };
    let series: BTreeMap<(Country, Country), &Vec<i64>> = all
        .shown
        .iter()
        .map(|arc| ((arc.exporter, arc.importer), &arc.by_month))
        .collect();
    let shown = asked.shown.iter().take(limit).map(|arc| Arc {
        exporter: arc.exporter,
        importer: arc.importer,
        by_month: series
            .get(&(arc.exporter, arc.importer))
            .map(|s| (*s).clone())
            .unwrap_or_default(),
        value_minor: arc.value_minor,
        mass_g: arc.sums.mass_g,
        rows: arc.sums.rows,
    });
    let shown: Vec<Arc> = shown.collect();
    let more = asked.of.saturating_sub(shown.len() as u64);
    (all, shown, more)
}

/// Flows between countries, month by month.
pub(super) fn view(opened: &Opened, query: &FlowQuery) -> Answer<FlowsView> {
    let filter = filter(opened, query)?;
    let (all, arcs, more) = arcs(opened, &filter, query.limit.clamp(1, ARCS_MAX));
    let ends = ends(opened);
    let met: BTreeSet<Country> = arcs.iter().flat_map(|arc| [arc.exporter, arc.importer]).collect();
    let headings = opened.serving.headings(filter.basis, all.side, HEADINGS);
    Ok(FlowsView {
        table: match filter.basis {
            Basis::Consignments => CONSIGNMENTS.to_owned(),
            Basis::Flows => FLOWS.to_owned(),
        },
        side: all.side.map_or("", |side| side.as_str()).to_owned(),
        currency: all.currency,
        other_currency_rows: all.other_currency_rows,
        first: all.first,
        months: all.months,
        arcs,
        more,
        places: met
            .into_iter()
            .filter_map(|country| place(country, &ends))
            .collect(),
        headings: headings
            .into_iter()
            .map(|found| {
                let code = format!("{:04}", found.heading);
                let name = code
                    .parse()
                    .ok()
                    .and_then(|heading| reference().headings.name(heading));
                let name = name.map_or_else(|| format!("goods of HS {code}"), str::to_owned);
                (code, name, found.value_minor)
            })
            .collect(),
    })
}

/// The rows behind an arc.
pub(super) fn rows(
    opened: &Opened,
    exporter: Country,
    importer: Country,
    query: &FlowQuery,
    page: Page,
) -> Answer<Dealings> {
    let wanted = filter(opened, query)?;
    // the side that the map shows, which all its arcs decide together
    let side = opened
        .serving
        .map(&FlowFilter {
            from: None,
            to: None,
            ..wanted.clone()
        })
        .side;
    let one = FlowFilter {
        side,
        exporters: vec![exporter],
        importers: vec![importer],
        ..wanted
    };
    Ok(opened.serving.rows_behind(&one, (page.offset, page.limit)))
}

fn place(country: Country, ends: &[Country]) -> Option<PlaceView> {
    let facts = reference().countries.facts(country)?;
    let milli = |degrees: f64| (degrees * 1_000.0).round() as i32;
    Some(PlaceView {
        country,
        name: facts.name.clone(),
        lat_milli: milli(facts.lat),
        lon_milli: milli(facts.lon),
        embargoed: ends.contains(&country),
    })
}

/// What reached an end, through which countries, and from where.
pub(super) fn chain(opened: &Opened, query: &ChainQuery) -> Answer<ChainView> {
    if query.lead.is_some() {
        return Err(Refusal::absent("the chain of the lead"));
    }
    let end = match query.end.or_else(|| ends(opened).first().copied()) {
        Some(end) => end,
        None => return Ok(ChainView::default()),
    };
    let wanted = filter(opened, &query.flows)?;
    let into = |importers: Vec<Country>, limit: usize| {
        let wanted = FlowFilter {
            importers,
            ..wanted.clone()
        };
        let (all, arcs, _) = arcs(opened, &wanted, limit);
        (all.currency, arcs)
    };
    let (currency, last) = into(vec![end], MIDDLES);
    let middles: Vec<Country> = last.iter().map(|arc| arc.exporter).collect();
    let (other_currency, first) = match middles.is_empty() {
        true => (currency, vec![]),
        false => into(middles.clone(), SOURCES),
    };
    let mut chain = ChainView {
        title: format!(
            "what reached {}, and through whom",
            reference().countries.name(end)
        ),
        note: "sums of declared values; that goods which came in are those which went on is not said by them"
            .to_owned(),
        ..ChainView::default()
    };
    let mut link = |arc: &Arc, roles: (&str, &str), part: &str, currency: Option<Currency>| {
        let from = node(&mut chain.nodes, arc.exporter, roles.0);
        let to = node(&mut chain.nodes, arc.importer, roles.1);
        chain.links.push(ChainLink {
            from,
            to,
            value: currency.map(|currency| Amount {
                minor: arc.value_minor,
                currency,
            }),
            mass_g: arc.mass_g,
            rows: arc.rows,
            days: None,
            part: part.to_owned(),
        });
    };
    let passes = |country: Country| {
        first
            .iter()
            .any(|arc| arc.importer == country && arc.exporter != end)
    };
    for arc in first.iter().filter(|arc| arc.exporter != end) {
        link(arc, ("maker", "middle"), "detour", other_currency);
    }
    for arc in &last {
        let (role, part) = match passes(arc.exporter) {
            true => ("middle", "onward"),
            false => ("maker", "direct"),
        };
        link(arc, (role, "end"), part, currency);
    }
    Ok(chain)
}

fn node(nodes: &mut Vec<ChainNode>, country: Country, role: &str) -> usize {
    let known = nodes
        .iter()
        .position(|node| node.id == country.as_str() && node.role == role);
    known.unwrap_or_else(|| {
        nodes.push(ChainNode {
            id: country.to_string(),
            name: reference().countries.name(country),
            country: Some(country),
            role: role.to_owned(),
        });
        nodes.len() - 1
    })
}
