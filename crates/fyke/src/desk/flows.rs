//! Goods from country to country as pages ask for them.

use super::opened::Opened;
use super::trade::goods;
use fyke_model::country::Country;
use fyke_model::desk::{Answer, Arc, FlowQuery, FlowsView, Page, PlaceView, Refusal};
use fyke_model::reference::Reference;
use fyke_store::serving::flow::{Arcs, Basis, FlowFilter};
use fyke_store::serving::trade::Dealings;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc as Shared, OnceLock};

/// Arcs shown at most.
const ARCS_MAX: usize = 2_000;

/// Headings to choose from.
const HEADINGS: usize = 50;

/// The tables by the words of [`FlowQuery::table`].
const CONSIGNMENTS: &str = "consignments";
const FLOWS: &str = "flows";

pub(super) fn reference() -> &'static Reference {
    static SHIPPED: OnceLock<Reference> = OnceLock::new();
    SHIPPED.get_or_init(Reference::shipped)
}

/// Where goods must not arrive, by the regimes of the case.
pub(super) fn ends(opened: &Opened) -> Vec<Country> {
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

pub(super) fn filter(opened: &Opened, query: &FlowQuery) -> Answer<FlowFilter> {
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
pub(super) fn arcs(opened: &Opened, filter: &FlowFilter, limit: usize) -> (Shared<Arcs>, Vec<Arc>, u64) {
    let whole = FlowFilter {
        from: None,
        to: None,
        ..filter.clone()
    };
    let all = opened.serving.map(&whole);
    let (mut from, mut to) = (filter.from, filter.to);
    let bounded = from.is_some() || to.is_some();
    let mut of = Shared::clone(&all);
    if bounded && all.months == 0 {
        // days too far apart for a series are looked through; of the same side and
        // currency, or the slider would jump between two
        of = opened.serving.map(&FlowFilter {
            side: all.side,
            currency: all.currency,
            ..filter.clone()
        });
        (from, to) = (None, None);
    }
    let mut asked: Vec<_> = of
        .shown
        .iter()
        .map(|arc| (arc, of.within(arc, from, to)))
        .collect();
    if bounded {
        asked.retain(|(_, sums)| sums.rows > 0);
        asked.sort_by_key(|(arc, sums)| (Reverse((sums.value_minor, sums.rows)), arc.exporter, arc.importer));
    }
    let shown = asked.iter().take(limit).map(|(arc, sums)| Arc {
        exporter: arc.exporter,
        importer: arc.importer,
        by_month: arc.by_month.clone(),
        value_minor: sums.value_minor,
        mass_g: sums.mass_g,
        rows: sums.rows,
    });
    let shown: Vec<Arc> = shown.collect();
    let more = (asked.len() as u64).saturating_sub(shown.len() as u64);
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
