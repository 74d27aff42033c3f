//! What is kept survives; what is new is told; what may not leave stays.

use super::super::LocalDesk;
use super::world::{WORDS, World, secret};
use fyke_model::desk::{
    Access, Book, Bookmark, Giving, GivingSaid, LeadQuery, Leads, Note, SavedSearch, Thing, Why,
};

#[test]
fn bookmarks_and_notes_survive_and_cite_rows_that_are_there() {
    let world = World::new();
    let desk = &world.desk;
    let ada = world.founder();
    let opened = desk.opened().unwrap();
    let lead = opened.leads[0].clone();
    let thing = Thing::Lead(lead.id.clone());
    let bookmark = Bookmark {
        thing: thing.clone(),
        title: "look again".to_owned(),
        status: "to_check".to_owned(),
        list: String::new(),
        shared: false,
        by: String::new(),
        at: String::new(),
    };
    desk.mark(&ada, &bookmark).unwrap();
    let note = |text: String| Note {
        id: String::new(),
        about: thing.clone(),
        text,
        by: String::new(),
        at: String::new(),
        versions: 0,
    };
    let row = &lead.rows[0].row;
    let id = desk
        .note(
            &ada,
            &note(format!("see @{}:{}:{}", row.dataset, row.file, row.row)),
        )
        .unwrap();
    let wrong = desk
        .note(&ada, &note(format!("see @{}:{}:99999999", row.dataset, row.file)))
        .unwrap_err();
    assert_eq!(wrong.why, Why::Malformed);
    desk.note(
        &ada,
        &Note {
            id: id.clone(),
            ..note("no row at all".to_owned())
        },
    )
    .unwrap();

    let desk = LocalDesk::open(&world.case).unwrap();
    let ada = desk.unlock(ada.person(), &secret(WORDS)).unwrap();
    let marks = desk.bookmarks(&ada).unwrap();
    assert_eq!((marks.len(), marks[0].by.as_str()), (1, "Ada"));
    let notes = desk.notes(Some(&ada), Some(&thing)).unwrap();
    assert_eq!(
        (notes.len(), notes[0].versions, notes[0].text.as_str()),
        (1, 1, "no row at all")
    );
    // what others wrote of a lead that one has not judged
    assert!(desk.notes(None, Some(&thing)).unwrap().is_empty());
    desk.mark(
        &ada,
        &Bookmark {
            status: "none".to_owned(),
            ..bookmark
        },
    )
    .unwrap();
    assert!(desk.bookmarks(&ada).unwrap().is_empty());
}

#[test]
fn a_saved_search_tells_what_came_since() {
    let world = World::new();
    let desk = &world.desk;
    let ada = world.founder();
    let search = SavedSearch {
        title: "dismissed".to_owned(),
        address: "/leads?standing=dismissed".to_owned(),
        on: true,
        ..SavedSearch::default()
    };
    let id = desk.save(&ada, &search).unwrap();
    let feed = desk.saved(&ada).unwrap()[0].feed.clone();
    assert!(desk.alerts(&ada).unwrap().is_empty());
    let lead = desk.opened().unwrap().leads[0].id.clone();
    desk.bulk(&ada, std::slice::from_ref(&lead), "dismiss", "nothing in it")
        .unwrap();
    let alerts = desk.alerts(&ada).unwrap();
    assert_eq!((alerts.len(), &alerts[0].thing), (1, &Thing::Lead(lead)));
    assert_eq!(desk.feed(&feed).unwrap().1.len(), 1);
    assert_eq!(desk.feed(&feed[1..]).unwrap_err().why, Why::Absent);
    desk.seen(&ada, &id).unwrap();
    assert!(desk.alerts(&ada).unwrap().is_empty());
    let page = SavedSearch {
        address: "/record".to_owned(),
        ..search
    };
    assert_eq!(desk.save(&ada, &page).unwrap_err().why, Why::Malformed);
}

#[test]
fn a_dossier_goes_out_by_the_rules() {
    let world = World::new();
    let desk = &world.desk;
    let ada = world.founder();
    let lead = desk.opened().unwrap().leads[0].id.clone();
    let giving = |tlp: &str| GivingSaid {
        tlp: tlp.to_owned(),
        to: "a newsroom".to_owned(),
        why: "to check it".to_owned(),
        licensed: Vec::new(),
    };
    let unseen = desk.dossier(&ada, &lead, &giving("red")).unwrap_err();
    assert!(unseen.broke.contains("not judged"), "{unseen}");
    desk.bulk(&ada, std::slice::from_ref(&lead), "dismiss", "nothing in it")
        .unwrap();
    let listed = desk.leads(Some(&ada), &LeadQuery::default()).unwrap();
    assert!(listed.leads.total > 1);
    // chance brought it back to be looked at: it is blind again
    let blind = desk.dossier(&ada, &lead, &giving("red")).unwrap_err();
    assert!(blind.broke.contains("not judged"), "{blind}");
    desk.draw(&ada, 1, std::slice::from_ref(&lead)).unwrap();
    let said = fyke_model::desk::JudgementSaid {
        probability: 0.2,
        confidence: "low".to_owned(),
        why: "nothing in it".to_owned(),
        rows: vec![1],
        ..Default::default()
    };
    desk.judge(&ada, &lead, &said).unwrap();
    let loose = desk.dossier(&ada, &lead, &giving("amber")).unwrap_err();
    assert_eq!(loose.why, Why::Conflict, "below red it takes two: {loose}");
    let (name, pdf) = desk.dossier(&ada, &lead, &giving("red")).unwrap();
    assert!(name.ends_with(".pdf") && pdf.starts_with(b"%PDF-"));
    // whoever gets it checks it without the case
    let path = world.case.with_file_name("lead.pdf");
    std::fs::write(&path, &pdf).unwrap();
    assert!(crate::commands::dossier::is_one(&path) && !crate::commands::dossier::is_one(&world.case));
    crate::commands::dossier::verify(&path, None, false).unwrap();
    let mut other = pdf;
    let middle = other.len() / 2;
    other[middle] ^= 1;
    std::fs::write(&path, &other).unwrap();
    assert!(crate::commands::dossier::verify(&path, None, true).is_err());
}
