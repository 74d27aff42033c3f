//! Chains of re-exports: what reached an end and through which countries, and
//! the chain that a lead rests on.
//!
//! The first is added up from declared figures and says nothing of single goods.
//! The second is traced: of a party the likeliest ways of its goods by time and
//! mass, of a lane what went straight and what went round since the measure. It
//! is the machine's, so whoever asks for it is asked before whether they judged.

use super::flows::{arcs, ends, filter, reference};
use super::opened::Opened;
use crate::pipeline::{Watch, chain as traced, load};
use crate::screen::{Outcome, counted};
use fyke_model::country::Country;
use fyke_model::dataset::RowRef;
use fyke_model::desk::{Answer, Arc, ChainLink, ChainNode, ChainQuery, ChainView, Refusal};
use fyke_model::lead::{Lead, Subject};
use fyke_model::money::{Amount, Currency};
use fyke_store::questions::{RowHandle, RowHandles};
use fyke_store::serving::flow::FlowFilter;
use fyke_store::serving::trade::Dealing;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Countries that goods pass through, in a chain.
const MIDDLES: usize = 12;

/// Links into those, in a chain.
const SOURCES: usize = 40;

/// How long an index that nobody asks is held: it is as large as the trace's.
const HELD_FOR: Duration = Duration::from_secs(300);

/// Chains of leads that were asked for, and what they were traced in.
#[derive(Default)]
pub(super) struct Chains {
    drawn: Mutex<BTreeMap<String, ChainView>>,
    index: Mutex<Option<Index>>,
}

/// The consignments that are watched under a regime.
struct Index {
    regime: String,
    watch: Watch,
    loaded: Option<load::Loaded>,
    used: Instant,
}

impl Chains {
    /// Lets go of what nobody asked for in a while.
    pub fn rest(&self) {
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if index
            .as_ref()
            .is_some_and(|index| index.used.elapsed() > HELD_FOR)
        {
            *index = None;
        }
    }
}

/// What reached an end, through which countries, and from where; or the chain of
/// a lead.
pub(super) fn chain(opened: &Opened, query: &ChainQuery) -> Answer<ChainView> {
    match &query.lead {
        Some(lead) => of_lead(opened, lead),
        None => to_end(opened, query),
    }
}

/// The chain of a lead; drawn once for as long as the case stands as it does.
fn of_lead(opened: &Opened, id: &str) -> Answer<ChainView> {
    let drawn = || opened.chains.drawn.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = drawn().get(id) {
        return Ok(known.clone());
    }
    let lead = opened.shelf.find(id).and_then(|filed| opened.leads.get(filed.at));
    let lead = lead.ok_or_else(|| super::leads::no_lead(id))?;
    let view = match &lead.subject {
        Subject::Party { name, country, .. } => of_party(opened, lead, name, *country)?,
        Subject::Lane { .. } => Some(of_lane(opened, lead)),
        Subject::Vessel { .. } => None,
    };
    let view = view.ok_or_else(|| {
        Refusal::new(
            fyke_model::desk::Why::Absent,
            "no consignments lead through what this lead is about",
            "look at its rows",
        )
    })?;
    drawn().insert(id.to_owned(), view.clone());
    Ok(view)
}

/// The likeliest ways of a party's goods.
fn of_party(opened: &Opened, lead: &Lead, name: &str, country: Option<Country>) -> Answer<Option<ChainView>> {
    let Ok(heading) = lead.goods.id.parse() else {
        return Ok(None);
    };
    let mut held = opened.chains.index.lock().unwrap_or_else(PoisonError::into_inner);
    if held.as_ref().is_none_or(|index| index.regime != lead.regime) {
        *held = None;
        *held = Index::read(opened, &lead.regime)?;
    }
    let Some(index) = held.as_mut() else {
        return Ok(None);
    };
    index.used = Instant::now();
    let Some(loaded) = &index.loaded else {
        return Ok(None);
    };
    let party = loaded.number(name, country);
    let through = party.and_then(|party| {
        Some((
            party,
            traced::through(loaded, reference(), &index.watch, party, heading)?,
        ))
    });
    let Some((party, through)) = through else {
        return Ok(None);
    };
    let links = &through.links;
    let met: BTreeSet<u32> = links.iter().flat_map(|link| [link.from, link.to]).collect();
    let order: BTreeMap<u32, usize> = met.iter().copied().zip(0..).collect();
    let role = |one: u32| {
        let receives = links.iter().any(|link| link.to == one);
        let sends = links.iter().any(|link| link.from == one);
        match (receives, sends) {
            (false, _) => "maker",
            (true, false) => "end",
            _ if one == party => "seller",
            _ => "middle",
        }
    };
    let nodes = met.iter().map(|one| ChainNode {
        id: loaded.entity(*one).to_owned(),
        name: loaded.name(*one).to_owned(),
        country: loaded.country(*one),
        role: role(*one).to_owned(),
    });
    let end = |one: u32| role(one) == "end";
    let drawn = links.iter().filter_map(|link| {
        Some(ChainLink {
            from: *order.get(&link.from)?,
            to: *order.get(&link.to)?,
            value: None,
            mass_g: link.mass_g,
            rows: link.rows as u64,
            days: Some((link.first, link.last)),
            part: if end(link.to) { "onward" } else { "detour" }.to_owned(),
        })
    });
    let chains = u64::try_from(through.chains).unwrap_or(u64::MAX);
    Ok(Some(ChainView {
        title: format!("how {} may have reached {name} and gone on", lead.goods.title),
        nodes: nodes.collect(),
        links: drawn.collect(),
        note: format!(
            "the likeliest by time and mass of {}; they show how it could have been, not that it was: goods mix in stock",
            counted(chains, "chain")
        ),
    }))
}

impl Index {
    fn read(opened: &Opened, regime: &str) -> Outcome<Option<Index>> {
        let watches = Watch::of_case(&opened.case, reference())?;
        let Some(watch) = watches.into_iter().find(|watch| watch.regime.id == regime) else {
            return Ok(None);
        };
        let handles = RowHandles::new(&opened.case, None)?;
        Ok(Some(Index {
            loaded: load::load(&opened.case, &opened.tables, &handles, reference(), &watch, None)?,
            regime: regime.to_owned(),
            watch,
            used: Instant::now(),
        }))
    }
}

/// Roles of a lane's rows, and which part of the drawing they are. What the other
/// side recorded of the same trade is not added to it.
fn part_of(role: &str) -> Option<&'static str> {
    match role {
        "direct" => Some("direct"),
        "detour" | "after" => Some("detour"),
        _ => None,
    }
}

/// What went straight to the end and what went round since the measure, by the
/// rows that the lead names.
fn of_lane(opened: &Opened, lead: &Lead) -> ChainView {
    let regime = reference().regimes.get(&lead.regime);
    let since = regime.map(|regime| regime.from);
    let mut parts: BTreeMap<RowHandle, &str> = BTreeMap::new();
    for row in &lead.rows {
        let handle = |row: &RowRef| opened.serving.handle(row);
        if let (Some(part), Some(handle)) = (part_of(&row.role), handle(&row.row)) {
            parts.insert(handle, part);
        }
    }
    let handles: Vec<RowHandle> = parts.keys().copied().collect();
    let mut sums: BTreeMap<(&str, Country, Country), Vec<Dealing>> = BTreeMap::new();
    for row in opened.serving.dealings_at(&handles) {
        let late = since.is_none_or(|since| row.day >= since);
        if let (Some(part), Some(from), Some(to), true) =
            (parts.get(&row.handle), row.exporter, row.importer, late)
        {
            sums.entry((part, from, to)).or_default().push(row);
        }
    }
    let mut view = ChainView {
        title: format!("how {} went straight, and how it went round", lead.goods.title),
        note: format!(
            "sums of declared values{}; that what went round goes on to the end is thought, and not in these figures",
            since.map_or_else(String::new, |since| format!(" since {since}"))
        ),
        ..ChainView::default()
    };
    for ((part, from, to), rows) in &sums {
        let role = if *part == "direct" { "end" } else { "middle" };
        let (from, to) = (
            node(&mut view.nodes, *from, "maker"),
            node(&mut view.nodes, *to, role),
        );
        let days = rows.iter().map(|row| row.day);
        view.links.push(ChainLink {
            from,
            to,
            value: sum_of(rows),
            mass_g: rows
                .iter()
                .filter_map(|row| row.mass_g)
                .fold(0, i64::saturating_add),
            rows: rows.len() as u64,
            days: days.clone().min().zip(days.max()),
            part: (*part).to_owned(),
        });
    }
    view
}

/// The sum of what rows declare, where they declare one currency.
fn sum_of(rows: &[Dealing]) -> Option<Amount> {
    let mut values = rows.iter().filter_map(|row| row.value);
    let first = values.next()?;
    values.try_fold(first, |sum, value| {
        (value.currency == sum.currency).then(|| Amount {
            minor: sum.minor.saturating_add(value.minor),
            ..sum
        })
    })
}

/// What reached an end, through which countries, and from where.
fn to_end(opened: &Opened, query: &ChainQuery) -> Answer<ChainView> {
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
