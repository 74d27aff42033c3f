//! A source's way through the real front, and what the desk opens in the end.

use super::house::{House, between, hidden};
use crate::world::TODAY;
use fyke_door::codename::Codename;
use fyke_door::content::Kind;

#[test]
fn a_message_with_files_reaches_whoever_was_chosen() {
    let house = House::new();
    assert!(house.get("/uk/to").contains("person 1"));
    let (codename, token) = house.begin("");
    let big = vec![7u8; 300_000];
    let fields = [
        ("token", token.as_str()),
        ("to", ""),
        ("text", "the lorry left at nine"),
    ];
    let files: [(&str, &[u8]); 3] = [("list.csv", b"a,b"), ("", b""), ("film.mp4", &big)];
    let sent = house.post_files("/en/send", &fields, &files);
    assert!(sent.starts_with("HTTP/1.1 200"), "{sent}");

    let opened = house.opened();
    assert_eq!(opened.len(), 3);
    let conversation = Codename::read(&codename)
        .expect("ours")
        .conversation(house.world.door());
    for (head, _) in &opened {
        assert_eq!(head.tie, conversation.tie(TODAY).expect("a day"));
        assert_eq!(head.message, opened[0].0.message);
    }
    assert_eq!(
        (&opened[0].0.kind, opened[0].1.as_slice()),
        (&Kind::Message, &b"the lorry left at nine"[..])
    );
    let (Kind::File(first), Kind::File(third)) = (&opened[1].0.kind, &opened[2].0.kind) else {
        panic!("files");
    };
    assert_eq!(
        (first.name.expose(), opened[1].1.as_slice()),
        (&b"list.csv"[..], &b"a,b"[..])
    );
    assert_eq!(
        (third.name.expose(), opened[2].1 == big),
        (&b"film.mp4"[..], true)
    );

    // the connection broke before the page came: the same form again keeps nothing twice and tells the same receipts
    let again = house.post_files("/en/send", &fields, &files);
    assert_eq!(house.kept.lock().expect("kept").len(), 3);
    assert_eq!(between(&again, "<dl>", "</dl>"), between(&sent, "<dl>", "</dl>"));
    // other words under the same form are another message
    let other = [("token", token.as_str()), ("to", ""), ("text", "at ten")];
    house.post_files("/en/send", &other, &[]);
    assert_eq!(house.kept.lock().expect("kept").len(), 4);
    assert_ne!(house.opened()[3].0.message, opened[0].0.message);
}

#[test]
fn another_file_under_the_same_form_is_not_taken_for_the_first() {
    let house = House::new();
    let (_, token) = house.begin("");
    let fields = [("token", token.as_str()), ("to", ""), ("text", "")];
    assert!(
        house
            .post_files("/en/send", &fields, &[("a", b"one")])
            .starts_with("HTTP/1.1 200")
    );
    let other = house.post_files("/en/send", &fields, &[("a", b"two")]);
    assert!(
        other.starts_with("HTTP/1.1 403"),
        "the source is told to begin again: {other}"
    );
    assert_eq!(house.kept.lock().expect("kept").len(), 1);
}

#[test]
fn what_is_for_one_person_opens_with_one() {
    let house = House::new();
    let (_, token) = house.begin("person 1");
    house.post_files(
        "/en/send",
        &[("token", &token), ("to", "person 1"), ("text", "for you")],
        &[],
    );
    let kept = house.kept.lock().expect("kept").clone();
    let envelope = fyke_door::envelope::Envelope::read(&kept[0]).expect("an envelope");
    assert!(envelope.header().share(house.world.secret(0)).is_none());
    let share = envelope.header().share(house.world.secret(1)).expect("addressed");
    assert!(envelope.open(&[share]).is_ok());
    let gone = house.post_files(
        "/en/send",
        &[("token", &token), ("to", "person 9"), ("text", "x")],
        &[],
    );
    assert!(
        gone.starts_with("HTTP/1.1 503"),
        "somebody who is not there: {gone}"
    );
}

#[test]
fn a_codename_is_shown_once_and_typed_back() {
    let house = House::new();
    let shown = house.post("/en/new", &[("to", "")]);
    let codename = between(&shown, "<strong>", "</strong>").to_owned();
    let mut words: Vec<&str> = codename.split(' ').collect();
    assert_eq!(words.len(), 9);
    let token = hidden(&shown, "shown");
    words.swap(0, 1);
    let typo = house.post(
        "/en/write",
        &[("to", ""), ("shown", &token), ("codename", &words.join(" "))],
    );
    let other = house.post("/en/new", &[("to", "")]);
    let other = between(&other, "<strong>", "</strong>");
    let foreign = house.post("/en/write", &[("to", ""), ("shown", &token), ("codename", other)]);
    for page in [&typo, &foreign] {
        assert!(
            page.contains("role=\"alert\"") && !page.contains("name=\"token\""),
            "{page}"
        );
        assert!(!page.contains(&codename), "shown once");
    }
    let right = house.post(
        "/en/write",
        &[
            ("to", ""),
            ("shown", &token),
            ("codename", &codename.to_uppercase()),
        ],
    );
    assert!(
        right.contains("name=\"token\"") && !right.contains(words[2]),
        "{right}"
    );
}

#[test]
fn the_door_is_shut_before_anyone_types() {
    let stale = House::on(TODAY.plus(120), &[], |_, _| {});
    for page in [stale.get("/en/to"), stale.post("/en/new", &[("to", "")])] {
        assert!(
            page.starts_with("HTTP/1.1 503") && page.contains("closed today"),
            "{page}"
        );
    }
    let full = House::new();
    let (_, token) = full.begin("");
    *full.full.lock().expect("full") = true;
    assert!(full.get("/en/to").contains("The door is full"));
    let late = full.post_files("/en/send", &[("token", &token), ("to", ""), ("text", "x")], &[]);
    assert!(late.contains("Nothing of this was kept"), "{late}");
    let empty = House::with(&[], |_, public| {
        std::fs::remove_file(public.join("keyset")).expect("there")
    });
    assert!(empty.get("/tr/to").starts_with("HTTP/1.1 503"));
    assert!(empty.get("/tr/").starts_with("HTTP/1.1 200"));
}

#[test]
fn nothing_to_send_is_said() {
    let house = House::new();
    let (_, token) = house.begin("");
    let empty = house.post_files(
        "/en/send",
        &[("token", &token), ("to", ""), ("text", "  ")],
        &[("", b"")],
    );
    assert!(
        empty.contains("Nothing was written") && empty.contains("name=\"token\""),
        "{empty}"
    );
    let none = house.post_files("/en/send", &[("to", ""), ("text", "x")], &[]);
    assert!(none.starts_with("HTTP/1.1 403"), "{none}");
}

#[test]
fn what_was_sealed_elsewhere_passes_through() {
    let house = House::new();
    let folder = house.folder.path();
    let file = folder.join("list.csv");
    std::fs::write(&file, b"a,b").expect("file");
    let options = fyke_door::seal_tool::Options {
        files: vec![file],
        to: folder.join("public/keyset"),
        person: None,
        into: folder.to_owned(),
        again: false,
    };
    let mut said = Vec::new();
    fyke_door::seal_tool::run(&options, TODAY, &mut said).expect("seals");
    let part = std::fs::read(folder.join("part-001.sealed")).expect("a part");
    let sent = house.post_files("/en/sealed", &[], &[("part-001.sealed", &part)]);
    let receipt = between(&sent, "<dd class=\"words\">", "</dd>");
    assert!(
        String::from_utf8_lossy(&said).contains(receipt),
        "the words that the tool gave: {sent}"
    );
    assert_eq!(*house.kept.lock().expect("kept"), vec![part.clone()]);

    let mut foreign = part.clone();
    foreign[10] ^= 1;
    let mut longer = part.clone();
    longer.push(0);
    for wrong in [
        &foreign[..],
        &longer[..],
        &part[..part.len() - 1],
        b"a diary in clear",
    ] {
        let refused = house.post_files("/en/sealed", &[], &[("x", wrong)]);
        assert!(refused.contains("role=\"alert\""), "{refused}");
    }
    assert_eq!(house.kept.lock().expect("kept").len(), 1);
}
