//! Fixed vectors: each format from fixed seeds, as `docs/door/` shows it.
//!
//! `UPDATE=1 cargo test -p fyke-door --test it -- vectors` writes them again; a
//! difference that nobody meant is a format that nobody can read any more.

use crate::world::{TODAY, World};
use fyke_door::book::{BODIES_AT, Edition, Reply, TAGS_AT, ahead, publish};
use fyke_door::codename::{Codename, display_name};
use fyke_door::content::{FileHash, Head, Kind, Writer};
use fyke_door::envelope::{Bucket, Envelope, EnvelopeHash, Sealer};
use fyke_door::keys::{DayList, Draw, Opening};
use fyke_door::secret::Hidden;
use fyke_door::sheet::{Receipt, Sheet};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn keys(world: &World) -> Value {
    let published = world.published();
    let person = |at: usize| {
        let list = DayList::sign(world.door(), &world.signers[at], &world.days[at]).unwrap();
        json!({
            "signing_seed": hex(world.signers[at].seed().expose()),
            "day_secret": hex(world.secret(at).bytes().expose()),
            "day_key_id": world.secret(at).public().id().to_string(),
            "day_list_sha256": hash(&list),
        })
    };
    json!({
        "day": TODAY.0,
        "root_seed": hex(world.root.seed().expose()),
        "root_public": hex(world.root.public().bytes()),
        "door_id": world.door().to_string(),
        "roster_sha256": hash(&world.roster.sign(&world.root).unwrap()),
        "people": [person(0), person(1)],
        "key_set": hex(&published),
    })
}

fn codename(world: &World) -> Value {
    let codename = Codename::draw(&mut Draw::seeded_for_vectors([1; 32])).unwrap();
    let conversation = codename.conversation(world.door());
    let tie = conversation.tie(TODAY).unwrap();
    let mut nodes = Vec::new();
    tie.cover.write(&mut nodes);
    json!({
        "words": codename.words().join(" "),
        "door_id": world.door().to_string(),
        "conversation_id": hex(&conversation.id),
        "continuity_key": hex(conversation.mac.expose()),
        "cover_of_day": TODAY.0,
        "cover": hex(&nodes),
        "display_name": display_name(&conversation.id).join(" "),
    })
}

fn envelope(world: &World) -> Value {
    let codename = Codename::draw(&mut Draw::seeded_for_vectors([1; 32])).unwrap();
    let head = Head {
        message: [0x11; 16],
        language: "en".to_owned(),
        tie: codename.conversation(world.door()).tie(TODAY).unwrap(),
        kind: Kind::Message,
    };
    let text = "the crates left on friday";
    let mut draw = Draw::seeded_for_vectors([2; 32]);
    let sealer = Sealer::new(
        &world.keys(),
        &[0, 1],
        Bucket::read(0).unwrap(),
        Vec::new(),
        &mut draw,
    )
    .unwrap();
    let mut writer = Writer::new(sealer, &head, FileHash::default()).unwrap();
    writer.push(text.as_bytes()).unwrap();
    let (bytes, name, _) = writer.finish(false).unwrap();
    let envelope = Envelope::read(&bytes).unwrap();
    let shares: Vec<_> = (0..2)
        .map(|person| envelope.header().share(world.secret(person)).unwrap())
        .collect();
    let clear = envelope.open(&shares).unwrap();
    json!({
        "text": text,
        "header_length": envelope.header().length(),
        "fixed": hex(&bytes[..48]),
        "commitment": hex(&bytes[48 + 2 * 1_136..48 + 2 * 1_136 + 32]),
        "wrap": hex(&bytes[48 + 2 * 1_136 + 32..envelope.header().length()]),
        "clear": hex(clear.expose()),
        "sha256": hex(&name.0),
        "receipt": Receipt::of(&name).words().join(" "),
    })
}

fn book(world: &World) -> Value {
    let codename = Codename::draw(&mut Draw::seeded_for_vectors([1; 32])).unwrap();
    let tie = codename.conversation(world.door()).tie(TODAY).unwrap();
    let edition = Edition::first_of(TODAY).plus(1);
    let reply = Reply {
        id: [0x22; 16],
        day: TODAY,
        part: 0,
        of: 1,
        text: Hidden::new(b"which warehouse?".to_vec()),
    };
    let slots = ahead(&tie.cover, world.door(), &reply, 0, edition, 1);
    let mut draw = Draw::seeded_for_vectors([3; 32]);
    let bytes = publish(world.door(), edition, &slots, &world.publisher, &mut draw).unwrap();
    json!({
        "edition": edition.0,
        "slot_0_tag": hex(&slots[0].tag),
        "slot_0_body_sha256": hash(&slots[0].body[..]),
        "tags_sha256": hash(&bytes[TAGS_AT..BODIES_AT]),
        "sha256": hash(&bytes),
    })
}

fn sheet(world: &World) -> Value {
    let mine = Receipt::of(&EnvelopeHash::of(b"an envelope"));
    let mut draw = Draw::seeded_for_vectors([4; 32]);
    let first = Sheet::publish(world.door(), TODAY, None, &[mine], &world.publisher, &mut draw).unwrap();
    let read = Sheet::read(&first, world.door(), &world.publisher.public()).unwrap();
    let second = Sheet::publish(world.door(), TODAY, Some(&read), &[], &world.publisher, &mut draw).unwrap();
    json!({
        "publisher_public": hex(world.publisher.public().bytes()),
        "receipt": mine.words().join(" "),
        "first_sha256": hash(&first),
        "second_sha256": hash(&second),
    })
}

#[test]
fn the_formats_are_what_they_were() {
    let world = World::new(2, 1, Opening::Two);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/formats.json");
    let now = json!({
        "keys": keys(&world),
        "codename": codename(&world),
        "envelope": envelope(&world),
        "book": book(&world),
        "sheet": sheet(&world),
    });
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, serde_json::to_string_pretty(&now).unwrap() + "\n").unwrap();
    }
    let then: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(then, now);
}
