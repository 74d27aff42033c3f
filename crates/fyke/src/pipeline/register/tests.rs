//! A small case, from files to the register: one trader with all that can be
//! known of it, one of whom nothing is known, a payer who trades nothing.

use super::*;
use crate::commands::add::{add_one, rules};
use crate::pipeline::{Watch, entities, load};
use fyke_store::Case;
use fyke_store::take_in::Request;
use fyke_trace::who::register::{AttributeKind, LegalTest, LinkKind};

const FILES: [(&str, &str); 6] = [
    (
        "consignments.csv",
        "date,consignor,consignor_country,consignee,consignee_country,hs_code,mass_kg,value,currency,document_no\n\
         2022-04-01,Nordlicht Halbleiter GmbH,DE,Altyn Trade LLC,KG,854231,12.5,100000.00,EUR,INV-1\n\
         2022-04-20,Altyn Trade LLC,KG,Vostok Priborstroy OOO,RU,854231,12.5,120000.00,USD,INV-2\n\
         2022-04-21,Belaz Komplekt Servis,KG,Vostok Priborstroy OOO,RU,854231,2,20000.00,USD,INV-3\n",
    ),
    (
        "registers.csv",
        "name,country,incorporation_date,address,number,status,dissolution_date,sector,phone,email,website,directors\n\
         Altyn Trade LLC,KG,2022-03-14,\"12 Chui Street, office 5, Bishkek\",123-1,active,,46.52,+996 312 123456,info@altyn.kg,,Asel Bekova\n\
         Sister Firm LLC,KG,2020-01-01,\"12 Chui Street, office 5, Bishkek\",123-2,dissolved,2022-03-01,52.29,+996 312 123456,,,Asel Bekova\n\
         Stranger LLC,KG,2020-01-01,\"12 Chui Street, office 9, Bishkek\",123-3,active,,,,,,\n",
    ),
    (
        "ownership.csv",
        "owner,owner_country,owner_number,owned,owned_country,owned_number,share_percent,from,to\n\
         Krov Mashinery AO,RU,7701,Upper Holding FZE,AE,,60,2021-01-01,\n\
         Upper Holding FZE,AE,,Altyn Trade LLC,KG,123-1,51,2022-03-14,2023-01-31\n",
    ),
    (
        "payments.csv",
        "date,payer,payer_country,payee,payee_country,amount,currency,document_no\n\
         2022-04-03,Third Pocket Ltd,AE,Nordlicht Halbleiter GmbH,DE,100000.00,EUR,INV-1\n\
         2022-04-03,Nobody Here,AE,Nobody There,DE,1.00,EUR,\n",
    ),
    (
        "watchlist.csv",
        "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n\
         l-1,Company,Krov Mashinery AO,,,ru,,7701,listed,,,,us_ofac_sdn,2022-02-24,2024-01-01,\n\
         l-2,Company,Vostok Priborostroy AO,,,ru,,999,listed,,,,us_ofac_sdn,2022-02-24,2024-01-01,\n\
         l-3,Address,\"12 Chui Street, office 5, Bishkek\",,,kg,,,listed address,,,,us_bis_entity,2022-06-01,2024-01-01,\n",
    ),
    (
        "sites.csv",
        "firm,country,number,power_kw\nAltyn Trade LLC,KG,123-1,250\nAltyn Trade LLC,KG,123-1,250.5\n",
    ),
];

#[test]
fn files_become_the_register() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
    for (name, text) in FILES {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let request = Request {
            now: "2026-01-01T00:00:00Z".to_owned(),
            ..Request::default()
        };
        add_one(&case, &path, &request, &rules()).unwrap();
    }
    entities::resolve(&case, "2026-01-01T00:00:00Z", None).unwrap();
    let tables = Tables::open(&case, None).unwrap();
    let handles = RowHandles::new(&case, None).unwrap();
    let reference = Reference::shipped();
    let watch = Watch::new(&reference, "ru-2022", &[]).unwrap();
    let loaded = load::load(&case, &tables, &handles, &reference, &watch, None)
        .unwrap()
        .unwrap();
    let payments = Payments::read(&tables, &handles, &loaded).unwrap();
    let register = read(&payments, &tables, &handles, &loaded, &reference, &[]).unwrap();

    let party = |name: &str, country: &str| {
        let number = loaded.number(name, country.parse().ok());
        number.and_then(|party| register.node_of(party)).expect(name)
    };
    let altyn = party("Altyn Trade LLC", "KG");
    let node = register.node(altyn).unwrap();
    assert_eq!(node.name, "Altyn Trade LLC");
    assert_eq!(node.incorporated.unwrap().day.to_string(), "2022-03-14");
    assert_eq!(node.sector.len(), 1);
    // two sites in one place, at one address, are one site said twice
    assert!(
        node.site_power_kw
            .is_some_and(|(kw, _)| (250.0..=500.5).contains(&kw))
    );
    // the row of a fact leads back to its file
    let row = handles.row(node.incorporated.unwrap().row).unwrap();
    assert_eq!((row.dataset.as_str(), row.row), ("registers", 2));

    // owners two steps up, the upper one listed
    let owns: Vec<(String, Option<f64>)> = register
        .links_to(altyn)
        .filter_map(|link| match link.kind {
            LinkKind::Owns { share } => Some((register.name(link.from).to_owned(), share)),
            _ => None,
        })
        .collect();
    assert_eq!(owns, [("Upper Holding FZE".to_owned(), Some(0.51))]);
    let upper = register
        .links_to(altyn)
        .find(|link| matches!(link.kind, LinkKind::Owns { .. }))
        .unwrap();
    assert_eq!(upper.until.unwrap().to_string(), "2023-01-31");
    let top = register.links_to(upper.from).next().unwrap().from;
    let listing = &register.node(top).unwrap().listings;
    assert_eq!(listing.len(), 1, "{:?}", register.node(top));
    assert_eq!(listing[0].since.unwrap().to_string(), "2022-02-24");
    assert_eq!(listing[0].test, LegalTest::Ofac);

    // the director is one person, of the sister firm too
    let director = register
        .links_to(altyn)
        .find(|link| link.kind == LinkKind::Directs)
        .unwrap()
        .from;
    assert_eq!(register.node(director).unwrap().schema, Schema::Person);
    assert_eq!(register.links_from(director).len(), 2);

    // the room is listed by itself; the telephone is shared by two, the house by three
    let held: Vec<(AttributeKind, u32, Option<&str>)> = register
        .holdings(altyn)
        .iter()
        .map(|held| &register.attributes()[held.attribute as usize])
        .map(|a| (a.kind, a.density, a.listing.as_ref().map(|l| l.list.as_str())))
        .collect();
    let find = |kind| held.iter().find(|(known, ..)| *known == kind).copied();
    assert_eq!(
        find(AttributeKind::AddressUnit).map(|(_, _, list)| list),
        Some(Some("us_bis_entity")),
        "{held:?}"
    );
    assert_eq!(find(AttributeKind::Phone).map(|(_, density, _)| density), Some(2));
    assert_eq!(
        find(AttributeKind::AddressBuilding).map(|(_, density, _)| density >= 3),
        Some(true)
    );

    // somebody else paid for the first consignment; the payment of strangers is left out
    assert_eq!(register.payments().len(), 1);
    let paid = register.payments()[0];
    assert_eq!(register.name(paid.payer), "Third Pocket Ltd");
    let goods = paid.goods.unwrap();
    assert_eq!((goods.buyer, goods.destination), (altyn, Some(Country::of("KG"))));
    assert_eq!(handles.row(goods.row).unwrap().row, 2);

    // a name nearly that of a listed firm, and not the same
    let vostok = loaded
        .number("Vostok Priborstroy OOO", Some(Country::of("RU")))
        .unwrap();
    let node = register.node_of(vostok).unwrap();
    if register.node(node).unwrap().listings.is_empty() {
        let near = register.name_matches(vostok);
        assert_eq!(near.len(), 1, "{near:?}");
        assert_eq!(register.name(near[0].listed), "Vostok Priborostroy AO");
        assert!((0.85..=0.97).contains(&near[0].similarity));
    }
    // of whom nothing is known there is a node all the same
    assert!(register.holdings(party("Belaz Komplekt Servis", "KG")).is_empty());
}
