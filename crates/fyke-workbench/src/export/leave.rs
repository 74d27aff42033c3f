//! What leaves: gathered from the desk, without what may not, and counted.

use super::sheet::Sheet;
use super::stix::{LeadTold, Tlp};
use super::{ROWS_MAX, bibtex, csv, ftm, geojson, stix, svg, tables, xlsx};
use crate::address::{InAddress, Pairs};
use crate::ftm::{self as model, LEAVES, Labels, Linked};
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::desk::{
    Answer, CaseView, ChainQuery, DealFilter, Desk, EntityView, EntryQuery, FlowQuery, FtmEntity, GraphQuery,
    GraphView, Hand, LeadPage, LeadQuery, LeadRowView, Listed, Page, Refusal, SearchQuery, Thing, Why,
};
use std::collections::BTreeSet;

/// Lines that are asked of the desk at once.
const CHUNK: usize = 500;

/// Entities of one file of JSON lines at most: each is asked of the desk whole.
const ENTITIES_MAX: usize = 10_000;

/// Rows of an edge that are looked at for their labels.
const EDGE_ROWS: usize = 500;

/// What is asked for.
pub(super) struct Asked {
    /// Who asks.
    pub(super) hand: Option<Hand>,
    /// The parts of the address.
    pub(super) pairs: Pairs,
    /// The address itself.
    pub(super) address: String,
    /// In which form.
    pub(super) form: String,
}

/// A file.
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    pub(super) rows: u64,
    pub(super) left_out: u64,
}

/// What every file is told of: the case, labels, where it comes from.
struct Ground {
    case: CaseView,
    labels: Labels,
    about: Vec<String>,
}

fn ground(desk: &dyn Desk, asked: &Asked) -> Answer<Ground> {
    let case = desk.case()?;
    let labels = Labels::of(&case, LEAVES);
    let mut about = vec![
        format!("case {}, version {}", case.name, case.version),
        format!("from {}", asked.address),
        "a machine suggests; people decide".to_owned(),
    ];
    if case.simulated {
        about.push("rows of simulated worlds are in this case".to_owned());
    }
    Ok(Ground { case, labels, about })
}

fn no_form(asked: &Asked, forms: &str) -> Refusal {
    let shown: String = asked.form.chars().take(20).collect();
    Refusal::new(
        Why::Absent,
        format!("this cannot be had as '{shown}'"),
        format!("take it as {forms}"),
    )
}

fn may_not(what: &str, why: &str) -> Refusal {
    Refusal::new(
        Why::Conflict,
        format!("{what} may not leave: {why}"),
        "take what open data say of it, or ask who owns the data",
    )
}

const HELD: &str = "their label does not let them leave";

/// A table in one of its two forms.
fn table(asked: &Asked, ground: &Ground, sheet: &mut Sheet, left_out: u64) -> Answer<Out> {
    sheet.left_out(left_out, HELD);
    let bytes = match asked.form.as_str() {
        "csv" => csv::bytes(sheet),
        "xlsx" => xlsx::bytes(sheet, &ground.about)?,
        _ => return Err(no_form(asked, "csv or xlsx")),
    };
    Ok(Out {
        bytes,
        rows: sheet.rows.len() as u64,
        left_out,
    })
}

/// Every line of a list, asked part by part, and how many there are.
fn gathered<T>(most: usize, mut part: impl FnMut(Page) -> Answer<Listed<T>>) -> Answer<(Vec<T>, u64)> {
    let mut all = Vec::new();
    loop {
        let listed = part(Page {
            offset: all.len(),
            limit: CHUNK.min(most - all.len()),
        })?;
        let came = listed.items.len();
        all.extend(listed.items);
        if came == 0 || all.len() >= most || all.len() as u64 >= listed.total {
            return Ok((all, listed.total));
        }
    }
}

fn cut(sheet: &mut Sheet, total: u64) {
    if total > ROWS_MAX as u64 {
        sheet.notes.push(format!(
            "the first {ROWS_MAX} of {total}; narrow what you ask for to have the rest"
        ));
    }
}

pub(super) fn search(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    let mut query = SearchQuery::from_pairs(&asked.pairs)?;
    let (hits, total) = gathered(ROWS_MAX, |page| {
        query.page = page;
        let hits = desk.search(&query)?;
        if asked.form == "ftm" && hits.total > ENTITIES_MAX as u64 {
            return Err(Refusal::new(
                Why::TooMuch,
                format!("{} entities are more than one file of them holds", hits.total),
                format!("narrow the search to {ENTITIES_MAX}, or take it as csv"),
            ));
        }
        Ok(Listed {
            total: hits.total,
            items: hits.hits,
        })
    })?;
    let mut left_out = 0;
    if asked.form == "ftm" {
        let mut entities = Vec::new();
        for hit in &hits {
            match model::told(desk, &ground.labels, &hit.id)? {
                Some(entity) => entities.push((entity, Linked::new())),
                None => left_out += 1,
            }
        }
        return Ok(Out {
            bytes: ftm::bytes(&entities),
            rows: entities.len() as u64,
            left_out,
        });
    }
    let mut kept = Vec::new();
    for mut hit in hits {
        hit.near
            .retain(|near| near.datasets.iter().all(|dataset| ground.labels.may(dataset)));
        if !hit.datasets.iter().all(|dataset| ground.labels.may(dataset)) {
            let Some(entity) = model::told(desk, &ground.labels, &hit.id)? else {
                left_out += 1;
                continue;
            };
            (hit.matched, hit.latin) = (None, None);
            (hit.caption, hit.datasets) = (entity.caption, entity.datasets);
        }
        kept.push(hit);
    }
    let mut sheet = tables::hits(&kept);
    cut(&mut sheet, total);
    table(asked, &ground, &mut sheet, left_out)
}

pub(super) fn leads(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    let mut query = LeadQuery::from_pairs(&asked.pairs)?;
    let (mut leads, total) = gathered(ROWS_MAX, |page| {
        query.page = page;
        Ok(desk.leads(asked.hand.as_ref(), &query)?.leads)
    })?;
    let before = leads.len();
    leads.retain(|lead| lead.handling <= LEAVES);
    let left_out = (before - leads.len()) as u64;
    let mut sheet = tables::leads(&leads);
    cut(&mut sheet, total);
    table(asked, &ground, &mut sheet, left_out)
}

/// How a lead may be passed on, the entity it is about, and what of it may be
/// told to whoever asks.
fn lead_told(page: &LeadPage) -> (Handling, Option<String>, LeadTold) {
    let blind = match page {
        LeadPage::Open(open) => {
            let lead = &open.lead;
            let mut words = vec![lead.sentence.clone()];
            words.extend(
                lead.reasons
                    .iter()
                    .map(|reason| format!("{}: {}", reason.typology, reason.sentence)),
            );
            words.push(format!("innocent explanation: {}", lead.innocent.explanation));
            words.push(format!("confirmed by: {}", lead.innocent.confirmed_by));
            if let Some(p) = lead.probability {
                words.push(format!(
                    "the machine's probability: {p:.2}, calibrated on simulated trade"
                ));
            }
            words.extend(open.unknown.iter().map(|what| format!("not known: {what}")));
            words.push(format!("standing: {}", open.standing.as_str()));
            let told = LeadTold {
                id: lead.id.clone(),
                title: tables::subject(&lead.subject).1,
                words,
            };
            return (lead.handling, open.entity.clone(), told);
        }
        LeadPage::Blind(blind) | LeadPage::Judged { blind, .. } => blind,
    };
    let mut words = vec![
        format!(
            "goods {} ({}), {} to {}",
            blind.goods.title, blind.goods.id, blind.period.0, blind.period.1
        ),
        "not judged by whoever took this: what the machine thinks of it is not told".to_owned(),
    ];
    words.extend(
        blind
            .hypotheses
            .iter()
            .map(|reading| format!("it could be: {reading}")),
    );
    let told = LeadTold {
        id: blind.id.clone(),
        title: tables::subject(&blind.subject).1,
        words,
    };
    (blind.handling, blind.entity.clone(), told)
}

fn lead_rows(desk: &dyn Desk, asked: &Asked, id: &str) -> Answer<(Vec<LeadRowView>, u64, u64)> {
    let (mut rows, total) = gathered(ROWS_MAX, |page| desk.lead_rows(asked.hand.as_ref(), id, page))?;
    let before = rows.len();
    rows.retain(|row| row.row.handling <= LEAVES);
    let left_out = (before - rows.len()) as u64;
    Ok((rows, total, left_out))
}

/// An entity with its ties, as far as both may leave.
fn entity_told(desk: &dyn Desk, ground: &Ground, id: &str) -> Answer<(FtmEntity, Linked, EntityView)> {
    let entity = model::told(desk, &ground.labels, id)?.ok_or_else(|| {
        may_not(
            "this entity",
            "everything said of it is under a label that forbids it",
        )
    })?;
    let view = desk.entity(&entity.id)?;
    let ties = model::linked(&ground.labels, &view);
    Ok((entity, ties, view))
}

/// The label of a bundle must not be freer than that of what is in it.
fn tlp(asked: &Asked, strictest: Handling) -> Answer<Tlp> {
    let tlp = Tlp::of(asked.pairs.one("tlp"))?;
    if strictest >= Handling::Licensed && tlp < Tlp::Amber {
        return Err(may_not(
            "this under so free a label",
            "some of it is under a licence; mark it amber or stricter",
        ));
    }
    Ok(tlp)
}

pub(super) fn lead(desk: &dyn Desk, asked: &Asked, id: &str) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    // a label that is none is refused whatever the form
    Tlp::of(asked.pairs.one("tlp"))?;
    let page = desk.lead(asked.hand.as_ref(), id)?;
    let (handling, entity, told) = lead_told(&page);
    let (rows, total, left_out) = lead_rows(desk, asked, id)?;
    let refs: Vec<RowRef> = rows.iter().map(|row| row.row.row.clone()).collect();
    let about = match &entity {
        Some(entity) => match entity_told(desk, &ground, entity) {
            Ok(told) => Some(told),
            Err(refusal) if matches!(refusal.why, Why::Absent | Why::Conflict) => None,
            Err(refusal) => return Err(refusal),
        },
        None => None,
    };
    let bytes = match asked.form.as_str() {
        "csv" | "xlsx" => {
            let mut sheet = tables::lead_rows(&rows);
            cut(&mut sheet, total);
            return table(asked, &ground, &mut sheet, left_out);
        }
        "ftm" => {
            let (entity, ties, _) = about.ok_or_else(|| {
                Refusal::new(
                    Why::Absent,
                    "this lead is about no entity that may leave",
                    "take its rows as csv",
                )
            })?;
            ftm::bytes(&[(entity, ties)])
        }
        "stix" => {
            if handling > LEAVES {
                return Err(may_not(
                    "what is said of this lead",
                    "some of its rows may not leave",
                ));
            }
            let about = about.as_ref().map(|(entity, ties, _)| (entity, ties));
            stix::lead(&ground.case, tlp(asked, handling)?, &told, about, &refs)
        }
        "bib" => bibtex::bytes(&ground.case, &refs),
        _ => return Err(no_form(asked, "csv, xlsx, ftm, stix or bib")),
    };
    Ok(Out {
        bytes,
        rows: refs.len() as u64,
        left_out,
    })
}

pub(super) fn entity(desk: &dyn Desk, asked: &Asked, id: &str) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    Tlp::of(asked.pairs.one("tlp"))?;
    let (entity, ties, view) = entity_told(desk, &ground, id)?;
    let (mut sheet, left_out) = tables::facts(&view, &ground.labels);
    let rows: BTreeSet<RowRef> = view
        .facts
        .iter()
        .flat_map(|fact| &fact.values)
        .flat_map(|value| &value.said)
        .map(|said| said.row.clone())
        .chain(view.links.iter().flat_map(|link| link.rows.iter().cloned()))
        .filter(|row| ground.labels.may(&row.dataset))
        .collect();
    let rows: Vec<RowRef> = rows.into_iter().collect();
    let bytes = match asked.form.as_str() {
        "csv" | "xlsx" => return table(asked, &ground, &mut sheet, left_out),
        "ftm" => ftm::bytes(&[(entity, ties)]),
        "stix" => {
            let labels = entity.datasets.iter().map(|dataset| ground.labels.label(dataset));
            let tlp = tlp(asked, labels.max().unwrap_or_default())?;
            stix::entity(&ground.case, tlp, &entity, &ties, &rows)
        }
        "bib" => bibtex::bytes(&ground.case, &rows),
        _ => return Err(no_form(asked, "csv, xlsx, ftm, stix or bib")),
    };
    Ok(Out {
        bytes,
        rows: rows.len() as u64,
        left_out,
    })
}

/// Sums cannot be parted by label: where a row that may not leave could be in
/// one, none leaves.
fn sums_may_leave(ground: &Ground, table: &str) -> Answer<()> {
    let held = ground
        .case
        .datasets
        .iter()
        .find(|dataset| dataset.kind == table && dataset.handling > LEAVES);
    match held {
        None => Ok(()),
        Some(dataset) => Err(may_not(
            "these sums",
            &format!(
                "rows of {}, which are {}, are in them",
                dataset.id,
                dataset.handling.as_str()
            ),
        )),
    }
}

pub(super) fn flows(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    let view = desk.flows(&FlowQuery::from_pairs(&asked.pairs)?)?;
    sums_may_leave(&ground, &view.table)?;
    let bytes = match asked.form.as_str() {
        "csv" | "xlsx" => return table(asked, &ground, &mut tables::flows(&view), 0),
        "geojson" => geojson::bytes(&view, &ground.about),
        "svg" => svg::flow_map(&view, &ground.about),
        _ => return Err(no_form(asked, "csv, xlsx, geojson or svg")),
    };
    Ok(Out {
        bytes,
        rows: view.arcs.len() as u64,
        left_out: 0,
    })
}

pub(super) fn chain(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    let query = ChainQuery::from_pairs(&asked.pairs)?;
    if let Some(lead) = &query.lead {
        // the chain of a lead is what the machine made of it
        match desk.lead(asked.hand.as_ref(), lead)? {
            LeadPage::Open(open) if open.lead.handling <= LEAVES => {}
            LeadPage::Open(_) => {
                return Err(may_not(
                    "the chain of this lead",
                    "some of its rows may not leave",
                ));
            }
            LeadPage::Blind(_) | LeadPage::Judged { .. } => {
                return Err(Refusal::new(
                    Why::Conflict,
                    "the chain of this lead is not shown before you judged it",
                    "judge it first",
                ));
            }
        }
    } else {
        for table in ["consignments", "flows"] {
            sums_may_leave(&ground, table)?;
        }
    }
    let view = desk.chain(&query)?;
    if asked.form != "svg" {
        return Err(no_form(asked, "svg"));
    }
    Ok(Out {
        bytes: svg::chain(&view, &ground.about),
        rows: view.links.len() as u64,
        left_out: 0,
    })
}

/// What of a graph may leave, and how many edges do not.
fn narrowed(desk: &dyn Desk, labels: &Labels, graph: &mut GraphView, only: &DealFilter) -> Answer<u64> {
    if labels.all() {
        return Ok(0);
    }
    let mut left_out = 0;
    let mut kept = Vec::new();
    for edge in std::mem::take(&mut graph.edges) {
        let of = DealFilter {
            kinds: vec![edge.kind.clone()],
            ..only.clone()
        };
        let page = Page {
            offset: 0,
            limit: EDGE_ROWS,
        };
        let rows = desk.edge_rows(&edge.from, &edge.to, &of, page)?;
        let seen = rows.items.len() as u64 >= rows.total && !rows.items.is_empty();
        if seen && rows.items.iter().all(|row| labels.may(&row.row.dataset)) {
            kept.push(edge);
        } else {
            left_out += 1;
        }
    }
    graph.edges = kept;
    let mut nodes = Vec::new();
    for mut node in std::mem::take(&mut graph.nodes) {
        if let Some(entity) = model::told(desk, labels, &node.stub.id)? {
            node.stub.caption = entity.caption;
            nodes.push(node);
        }
    }
    graph.nodes = nodes;
    Ok(left_out)
}

pub(super) fn graph(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    let query = GraphQuery::from_pairs(&asked.pairs)?;
    let mut graph = desk.neighbours(&query)?;
    let left_out = narrowed(desk, &ground.labels, &mut graph, &query.only)?;
    match asked.form.as_str() {
        "csv" | "xlsx" => table(asked, &ground, &mut tables::edges(&graph), left_out),
        "json" => {
            let body = serde_json::json!({ "about": ground.about, "left_out": left_out, "graph": graph });
            Ok(Out {
                bytes: body.to_string().into_bytes(),
                rows: graph.edges.len() as u64,
                left_out,
            })
        }
        _ => Err(no_form(asked, "csv, xlsx or json")),
    }
}

fn somebody(asked: &Asked) -> Answer<&Hand> {
    asked.hand.as_ref().ok_or_else(|| {
        Refusal::new(
            Why::Nobody,
            "this is for people of the case",
            "come in with your passkey or passphrase",
        )
    })
}

pub(super) fn bookmarks(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let hand = somebody(asked)?;
    let ground = ground(desk, asked)?;
    let mut left_out = 0;
    let mut kept = Vec::new();
    for mark in desk.bookmarks(hand)? {
        let may = match &mark.thing {
            Thing::Entity(id) => model::told(desk, &ground.labels, id).is_ok_and(|told| told.is_some()),
            Thing::Lead(id) => desk
                .lead(Some(hand), id)
                .is_ok_and(|page| lead_told(&page).0 <= LEAVES),
            Thing::Row(id) => id
                .split_once(':')
                .is_some_and(|(dataset, _)| ground.labels.may(dataset)),
            Thing::Flow(_) | Thing::View(_) => true,
        };
        if may {
            kept.push(mark);
        } else {
            left_out += 1;
        }
    }
    table(asked, &ground, &mut tables::bookmarks(&kept), left_out)
}

pub(super) fn record(desk: &dyn Desk, asked: &Asked) -> Answer<Out> {
    let ground = ground(desk, asked)?;
    let pairs = &asked.pairs;
    let (entries, total) = gathered(ROWS_MAX, |page| {
        desk.entries(&EntryQuery {
            kinds: pairs.all("kind").map(str::to_owned).collect(),
            by: pairs.one("by").map(str::to_owned),
            about: pairs.one("about").map(str::to_owned),
            page,
        })
    })?;
    let mut sheet = tables::entries(&entries);
    cut(&mut sheet, total);
    table(asked, &ground, &mut sheet, 0)
}
