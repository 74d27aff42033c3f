//! Lists that change: the newest stands, the older stay answerable.

use crate::World;
use fyke_store::take_in::{Added, Request};

const OLDER: &str = "36,\"KESTREL AIR\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r
173,\"HARBOUR TRADING CO., LTD.\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r
\u{1a}";
const NEWER: &str = "36,\"KESTREL AIR\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r
901,\"VOLGA OPTIKA OOO\",-0- ,\"RUSSIA-EO14024\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r
\u{1a}";

const NAMES: &str = "select value from statements where prop = 'name' order by value";

#[test]
fn a_newer_edition_supersedes_the_older_and_both_are_answerable() {
    let mut world = World::new();
    // the newer one arrives first: the day of the edition decides
    world.add("sdn_2023-01-21.csv", NEWER).unwrap();
    world.add("sdn_2021-07-07.csv", OLDER).unwrap();
    assert_eq!(world.ask(NAMES), ["KESTREL AIR", "VOLGA OPTIKA OOO"]);
    assert_eq!(
        world.ask_as_of(NAMES, Some("2021-07-07")),
        ["HARBOUR TRADING CO., LTD.", "KESTREL AIR"]
    );
    assert_eq!(world.ask_as_of(NAMES, Some("2021-07-06")), Vec::<String>::new());
    assert_eq!(
        world.ask("select edition, stands from files order by edition"),
        ["2021-07-07|false", "2023-01-21|true"]
    );
}

#[test]
fn an_edition_given_by_hand_wins() {
    let mut world = World::new();
    let path = world.path("sdn.csv");
    std::fs::write(&path, NEWER).unwrap();
    let request = Request {
        edition: Some("2023-05-05".parse().unwrap()),
        ..Request::default()
    };
    let Added::TakenIn(record) = world.add_path(&path, &request).unwrap() else {
        panic!("was not taken in")
    };
    assert_eq!(record.edition.unwrap().to_string(), "2023-05-05");
}

/// Three editions of the real list: what was on it on a day, whichever came first.
#[test]
fn three_editions_of_the_real_list() {
    let folder = std::env::var_os("FYKE_DATA").map(|data| std::path::Path::new(&data).join("sanctions/ofac"));
    let Some(folder) = folder.filter(|folder| folder.exists()) else {
        println!("skipped: FYKE_DATA has no sanctions/ofac");
        return;
    };
    let mut world = World::new();
    for name in ["sdn_2023-01-21.csv", "sdn_2019-01.csv", "sdn_2021-07.csv"] {
        world.add_path(&folder.join(name), &Request::default()).unwrap();
    }
    let entries = "select count(*) from (select distinct entity_id from statements where prop = 'name')";
    assert_eq!(world.ask(entries), ["11443"]);
    assert_eq!(world.ask_as_of(entries, Some("2021-07-07")), ["8976"]);
    assert_eq!(world.ask_as_of(entries, Some("2020-01-01")), ["7379"]);
    assert_eq!(world.ask("select count(*) from entities"), ["11443"]);
}
