//! What tables, files and kernels say, as a page gets it.

use super::world::World;
use fyke_model::desk::{
    Cases, ChainQuery, DealFilter, Entities, LeadQuery, Leads, Page, Search, SearchQuery, Trade, Why,
};
use fyke_model::lead::{Lead, Subject};

/// The first lead about a party, whose entity the case knows.
fn party(world: &World) -> (Lead, String) {
    let opened = world.desk.opened().unwrap();
    let found = opened.leads.iter().find_map(|lead| {
        let entity = opened.shelf.find(&lead.id)?.entity.clone()?;
        matches!(lead.subject, Subject::Party { .. }).then(|| (lead.clone(), entity))
    });
    found.expect("the world has leads about parties")
}

#[test]
fn an_entity_names_the_leads_it_takes_part_in() {
    let world = World::new();
    let desk = &world.desk;
    let (lead, subject) = party(&world);
    assert!(desk.entity(&subject).unwrap().leads.contains(&lead.id));
    // and so does whoever is named by a row of it
    let opened = desk.opened().unwrap();
    let handles: Vec<_> = lead
        .rows
        .iter()
        .filter_map(|row| opened.serving.handle(&row.row))
        .collect();
    let mut others = 0;
    for at in 0..opened.serving.entities() as u32 {
        let no = fyke_store::serving::EntityNo(at);
        let named = opened
            .serving
            .handles_of(no)
            .any(|handle| handles.contains(&handle));
        let leads = desk.entity(opened.serving.id(no)).unwrap().leads;
        assert_eq!(
            leads.contains(&lead.id),
            named || opened.serving.id(no) == subject,
            "{}",
            opened.serving.id(no)
        );
        others += usize::from(named && opened.serving.id(no) != subject);
        if at > 400 {
            break;
        }
    }
    assert!(others > 0, "nobody else is named by its rows");
}

#[test]
fn a_lead_has_the_chain_that_was_traced_for_it() {
    let world = World::new();
    let opened = world.desk.opened().unwrap();
    let of = |lead: &str| ChainQuery {
        lead: Some(lead.to_owned()),
        ..ChainQuery::default()
    };
    let mut drawn = 0;
    for lead in &opened.leads {
        let Subject::Party { name, end, .. } = &lead.subject else {
            continue;
        };
        let chain = match world.desk.chain(&of(&lead.id)) {
            Ok(chain) => chain,
            // what came to it was not seen
            Err(refusal) => {
                assert_eq!(refusal.why, Why::Absent, "{refusal}");
                continue;
            }
        };
        drawn += 1;
        let seller = chain.nodes.iter().find(|node| node.name == *name).unwrap();
        let entity = opened.shelf.find(&lead.id).unwrap().entity.clone();
        assert_eq!(Some(&seller.id), entity.as_ref());
        let reaches = |node: &fyke_model::desk::ChainNode| node.role == "end" && node.country == Some(*end);
        assert!(chain.nodes.iter().any(reaches), "{chain:?}");
        for link in &chain.links {
            assert!(link.rows > 0 && link.mass_g > 0 && link.from != link.to);
        }
        assert_eq!(world.desk.chain(&of(&lead.id)).unwrap(), chain);
    }
    assert!(drawn > 0, "no lead of a party has a chain");
    assert_eq!(world.desk.chain(&of("none")).unwrap_err().why, Why::Absent);
}

#[test]
fn the_rows_of_a_lead_are_those_of_its_files() {
    let world = World::new();
    let desk = &world.desk;
    let (lead, _) = party(&world);
    let rows = desk.lead_rows(None, &lead.id, Page::default()).unwrap();
    assert!(!rows.items.is_empty());
    for row in rows.items {
        let source = desk.row(&row.row.row).unwrap();
        assert_eq!(row.row.cells, source.cells);
        let (from, len) = source.bytes.unwrap();
        let bytes = desk.bytes(row.row.row.file, from, len as usize).unwrap();
        let line = String::from_utf8(bytes).unwrap();
        assert!(
            row.row.cells.iter().all(|(_, cell)| line.contains(cell)),
            "{line}"
        );
    }
}

#[test]
fn an_edge_has_the_rows_of_the_kinds_that_are_asked_for() {
    let world = World::new();
    let desk = &world.desk;
    let opened = desk.opened().unwrap();
    let (_, entity) = party(&world);
    let no = opened.serving.find(&entity).unwrap();
    let every = fyke_store::serving::trade::TradeFilter::default();
    let partners = opened
        .serving
        .neighbours(no, fyke_store::serving::trade::Kind::Goods, &every, 9);
    let partner = opened.serving.id(partners.shown[0].entity).to_owned();
    let rows = |kinds: &[&str]| {
        let only = DealFilter {
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            ..DealFilter::default()
        };
        let ways = [(&entity, &partner), (&partner, &entity)];
        let asked = ways.map(|(from, to)| desk.edge_rows(from, to, &only, Page::default()).unwrap().total);
        asked.iter().sum::<u64>()
    };
    assert!(rows(&["trade"]) > 0);
    assert_eq!(rows(&[]), rows(&["trade"]));
    assert_eq!(rows(&["payment", "ownership", "sanction"]), 0);
}

#[test]
fn lists_are_as_long_as_they_say() {
    let world = World::new();
    let desk = &world.desk;
    let mut query = SearchQuery::default();
    query.page.limit = 500;
    let mut met = 0;
    loop {
        query.page.offset = met;
        let hits = desk.search(&query).unwrap();
        if hits.hits.is_empty() {
            assert!(hits.exact);
            assert_eq!(hits.total, met as u64);
            break;
        }
        met += hits.hits.len();
    }
    assert!(met > 500);
    // nothing of this world is refused, and what is no dataset is none
    let datasets = desk.case().unwrap().datasets;
    for dataset in &datasets {
        let refused = desk.refused(&dataset.id, Page::default()).unwrap();
        let rows: u64 = dataset.files.iter().map(|file| file.rows_refused).sum();
        assert_eq!((refused.total, rows), (0, 0), "{}", dataset.id);
    }
    assert_eq!(
        desk.refused("none", Page::default()).unwrap_err().why,
        Why::Absent
    );
    assert!(desk.leads(None, &LeadQuery::default()).unwrap().leads.total > 0);
}
