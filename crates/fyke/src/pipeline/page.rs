//! From a traced case to the values that a report shows.

use super::lanes::Lanes;
use super::load::Loaded;
use super::regime::countries;
use super::{Watch, chain};
use crate::report::{
    Act, Flow, FlowMap, Glossary, LeadView, Mark, Part, Place, RowExcerpt, Sankey, SankeyLink, SankeyNode,
    Series, SeriesChart,
};
use crate::screen::{Outcome, counted};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::lead::{Lead, LeadRow, Subject};
use fyke_model::money::{Amount, Compact};
use fyke_model::reference::Reference;
use fyke_store::leads::rows_behind;
use fyke_store::query::Tables;
use fyke_trace::lanes::{LaneFindings, LaneLead, LaneSeries};
use std::collections::{BTreeMap, BTreeSet};

/// Rows printed with a lead on the page; all of them are in the case.
const ROWS_SHOWN: usize = 14;

/// Plain words for the codes on the page.
pub fn glossary(reference: &Reference) -> Glossary {
    Glossary {
        countries: countries(reference),
        typologies: typologies(reference),
        regimes: reference
            .regimes
            .values()
            .map(|r| (r.id.clone(), r.title.clone()))
            .collect(),
    }
}

/// Names of typologies and of the evidence that a lead names by itself.
fn typologies(reference: &Reference) -> BTreeMap<String, String> {
    let whole = reference
        .typologies
        .values()
        .map(|t| (t.id.clone(), t.name.clone()));
    let parts = reference
        .typologies
        .values()
        .flat_map(|t| &t.evidence)
        .map(|e| (e.id.clone(), e.name.clone()));
    let said = (super::said::NAMED.to_owned(), super::said::NAME.to_owned());
    whole.chain(parts).chain([said]).collect()
}

/// The leads about lanes with their charts and rows.
pub fn lane_views(
    tables: &Tables,
    lanes: &Lanes,
    leads: &[Lead],
    watch: &Watch,
    reference: &Reference,
) -> Outcome<Vec<LeadView>> {
    let names = countries(reference);
    leads
        .iter()
        .map(|lead| {
            let chart = lanes
                .findings
                .as_ref()
                .and_then(|found| series_chart(found, &lead.id, watch, &names));
            Ok(LeadView {
                lead: lead.clone(),
                diverted: None,
                excerpts: excerpts(tables, lead)?,
                chart,
                sankey: None,
                unknown: vec![
                    "the figures name no firm: who sent and who received is not in them".to_owned(),
                ],
            })
        })
        .collect()
}

/// The leads about parties with their chains and rows.
pub fn party_views(
    tables: &Tables,
    loaded: &Loaded,
    leads: &[Lead],
    watch: &Watch,
    reference: &Reference,
) -> Outcome<Vec<LeadView>> {
    leads
        .iter()
        .map(|lead| {
            Ok(LeadView {
                lead: lead.clone(),
                diverted: None,
                excerpts: excerpts(tables, lead)?,
                chart: None,
                sankey: sankey(loaded, lead, watch, reference),
                unknown: vec!["rows that the data do not show may explain the same goods".to_owned()],
            })
        })
        .collect()
}

/// Some rows of each typology and role, so that every reason shows its ground.
fn excerpts(tables: &Tables, lead: &Lead) -> Outcome<Vec<RowExcerpt>> {
    let mut groups: BTreeMap<(&str, &str), Vec<&LeadRow>> = BTreeMap::new();
    for row in &lead.rows {
        groups.entry((&row.typology, &row.role)).or_default().push(row);
    }
    let each = (ROWS_SHOWN / groups.len().max(1)).max(2);
    let chosen: Vec<&LeadRow> = groups
        .values()
        .flat_map(|rows| rows.iter().take(each).copied())
        .collect();
    let refs: Vec<_> = chosen.iter().map(|used| used.row.clone()).collect();
    let shown = rows_behind(tables, &refs)?;
    Ok(chosen
        .into_iter()
        .filter_map(|used| {
            let found = shown
                .iter()
                .find(|s| s.row.file == used.row.file && s.row.row == used.row.row)?;
            Some(RowExcerpt {
                row: used.clone(),
                cells: found.cells.clone(),
            })
        })
        .collect())
}

fn part_of(role: &str) -> Part {
    match role {
        "direct" => Part::Direct,
        "detour" => Part::Detour,
        _ => Part::Other,
    }
}

fn series_chart(
    found: &LaneFindings,
    lead: &str,
    watch: &Watch,
    names: &BTreeMap<Country, String>,
) -> Option<SeriesChart> {
    let of: Vec<&LaneSeries> = found.series.iter().filter(|s| s.lead == lead).collect();
    let first = of.first()?;
    let name = |country: Country| {
        names
            .get(&country)
            .cloned()
            .unwrap_or_else(|| country.to_string())
    };
    let series = of
        .iter()
        .map(|s| Series {
            name: format!("to {}", name(s.lane.importer)),
            part: part_of(&s.role),
            values_minor: s.values_minor.iter().map(|v| Some(*v)).collect(),
        })
        .collect();
    let mut marks = vec![Mark {
        day: watch.regime.from,
        label: regime_mark(watch),
    }];
    if let Some(month) = found.switch {
        marks.insert(
            0,
            Mark {
                day: month.first_day(),
                label: "HS 2022 renumbers goods".to_owned(),
            },
        );
    }
    Some(SeriesChart {
        title: format!("Exports of the goods by month, {}", first.lane.currency),
        currency: first.lane.currency,
        from: first.first,
        series,
        marks,
        note: "Comparable families of HS codes, so that the renumbering of 2022 makes no step.".to_owned(),
    })
}

fn regime_mark(watch: &Watch) -> String {
    // 24 February 2022: the day everybody knows needs no regime's name
    let invasion = Day::from_ymd(2022, 2, 24);
    if Some(watch.regime.from) == invasion {
        "invasion of Ukraine".to_owned()
    } else {
        watch.regime.title.clone()
    }
}

/// What went to the end before and after, and the rises of the leads' lanes, on
/// one map.
pub fn flow_map(found: &LaneFindings, reference: &Reference, watch: &Watch) -> Option<FlowMap> {
    let first = found.leads.first()?;
    let (exporter, end, currency) = (first.exporter, first.end, first.value.currency);
    let same =
        |lead: &&LaneLead| lead.exporter == exporter && lead.end == end && lead.value.currency == currency;
    let leads: Vec<&LaneLead> = found.leads.iter().filter(same).collect();
    let mut places = vec![place(exporter, reference, false)?, place(end, reference, true)?];
    let amount = |minor: i64| Some(Amount { minor, currency });
    let (before, after) = direct(found, &leads, watch);
    let mut flows = vec![Flow {
        from: 0,
        to: 1,
        part: Part::Direct,
        value: amount(after),
        before: amount(before),
    }];
    let mut by_hub: BTreeMap<Country, i64> = BTreeMap::new();
    for lead in &leads {
        *by_hub.entry(lead.hub).or_default() += lead.value.minor;
    }
    for (hub, minor) in &by_hub {
        let Some(found) = place(*hub, reference, false) else {
            continue;
        };
        places.push(found);
        let at = places.len() - 1;
        flows.push(Flow {
            from: 0,
            to: at,
            part: Part::Detour,
            value: amount(*minor),
            before: None,
        });
        flows.push(Flow {
            from: at,
            to: 1,
            part: Part::Onward,
            value: None,
            before: None,
        });
    }
    let total: i64 = by_hub.values().sum();
    let title = format!(
        "The goods of the {} leads: direct exports fell from {currency} {} to {currency} {}, exports beyond expectation to \
         neighbours add up to {currency} {}",
        leads.len(),
        Compact(before as f64 / 100.0),
        Compact(after as f64 / 100.0),
        Compact(total as f64 / 100.0)
    );
    let note = "Direct: since the measure, beside as many months up to a year before. Detours: exports above what \
                both ends and the goods predict. Dashed: thought to go on, not measured by these figures.";
    Some(FlowMap {
        title,
        places,
        flows,
        note: note.to_owned(),
    })
}

/// Direct exports of the leads' goods since the measure, and in the same months
/// a year before; every family once, however many leads it has.
fn direct(found: &LaneFindings, leads: &[&LaneLead], watch: &Watch) -> (i64, i64) {
    let ids: BTreeSet<&str> = leads.iter().map(|lead| lead.id.as_str()).collect();
    let mut lanes: BTreeMap<_, &LaneSeries> = BTreeMap::new();
    for series in found
        .series
        .iter()
        .filter(|s| s.role == "direct" && ids.contains(s.lead.as_str()))
    {
        lanes.insert(series.lane, series);
    }
    let measure = watch.regime.from.month();
    let sum = |from: i32| -> i64 {
        let of = |series: &&LaneSeries| -> i64 {
            let months = series.values_minor.len() as i32 - (measure + 1 - series.first);
            let start = measure + 1 + from - series.first;
            (start..start + months)
                .filter_map(|at| usize::try_from(at).ok())
                .filter_map(|at| series.values_minor.get(at))
                .sum()
        };
        lanes.values().map(of).sum()
    };
    (sum(-12), sum(0))
}

fn place(country: Country, reference: &Reference, embargoed: bool) -> Option<Place> {
    if country == super::regime::EU {
        let members = [
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
            "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ];
        let countries = members.into_iter().map(Country::of).collect();
        // where the member states' trade leaves from, roughly
        return Some(Place {
            name: "EU".to_owned(),
            lat_deg: 50.5,
            lon_deg: 11.0,
            countries,
            embargoed,
        });
    }
    let facts = reference.countries.facts(country)?;
    Some(Place {
        name: facts.name.clone(),
        lat_deg: facts.lat,
        lon_deg: facts.lon,
        countries: vec![country],
        embargoed,
    })
}

fn sankey(loaded: &Loaded, lead: &Lead, watch: &Watch, reference: &Reference) -> Option<Sankey> {
    let Subject::Party { name, country, .. } = &lead.subject else {
        return None;
    };
    let party = loaded.number(name, *country)?;
    let chain::Through { links, chains } =
        chain::through(loaded, reference, watch, party, lead.goods.id.parse().ok()?)?;
    let mut order: Vec<u32> = links
        .iter()
        .flat_map(|l| [l.from, l.to])
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    order.sort_unstable();
    let place = |party: u32| order.iter().position(|p| *p == party).unwrap_or(0);
    let parties = loaded.parties();
    let sends = |p: u32| links.iter().any(|l| l.from == p);
    let receives = |p: u32| links.iter().any(|l| l.to == p);
    let role = |p: u32| match (receives(p), sends(p)) {
        (false, _) => "maker",
        (true, false) => "end",
        _ if p == party => "seller",
        _ => "middle",
    };
    let node = |p: &u32| {
        let known = parties.get(*p as usize);
        SankeyNode {
            name: known.map_or_else(String::new, |k| k.name.to_owned()),
            country: known.and_then(|k| k.country),
            role: role(*p).to_owned(),
        }
    };
    let nodes: Vec<SankeyNode> = order.iter().map(node).collect();
    let links = links
        .iter()
        .map(|l| SankeyLink {
            from: place(l.from),
            to: place(l.to),
            mass_g: l.mass_g,
            days: (l.first, l.last),
            rows: l.rows,
        })
        .collect();
    Some(Sankey {
        title: format!("How {} may have reached {name} and gone on", lead.goods.title),
        nodes,
        links,
        note: format!(
            "The likeliest by time and mass of {}. They show how it could have been, not that it was: goods mix in stock.",
            counted(u64::try_from(chains).unwrap_or(u64::MAX), "chain")
        ),
    })
}

/// An act of the report.
pub fn act(title: &str, intro: Vec<String>, simulated: bool, source_line: &str, command: String) -> Act {
    Act {
        title: title.to_owned(),
        intro,
        simulated,
        source_line: source_line.to_owned(),
        command: Some(command),
        map: None,
        leads: vec![],
        notes: vec![],
    }
}
