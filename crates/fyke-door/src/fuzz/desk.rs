//! Readers of what the desk keeps on its own disk: somebody may have had that disk.

use super::formats::{day_secret, root};
use crate::day::Day;
use crate::desk::{MachineKeys, Page, PageKind, Part, StaffKeys, cabinet, log};
use crate::keys::{DoorId, Draw, Opening};
use crate::secret::Hidden;

/// All of them.
pub const TARGETS: &[super::Target] = &[
    ("page", fuzz_page, page),
    ("vault", fuzz_vault, vault),
    ("machine-vault", fuzz_vault, machine),
    ("log", fuzz_log, log),
    ("cabinet", fuzz_cabinet, cabinet),
];

/// A page of a room, opened.
pub fn fuzz_page(data: &[u8]) {
    if let Ok(page) = Page::read(data) {
        let _ = page.text();
    }
}

/// A vault, opened: of a person, of the machine.
pub fn fuzz_vault(data: &[u8]) {
    let data = Hidden::new(data.to_vec());
    let _ = StaffKeys::read(&data);
    let _ = MachineKeys::read(&data);
}

/// The log of who opened what.
pub fn fuzz_log(data: &[u8]) {
    let _ = log::parsed(&String::from_utf8_lossy(data));
}

/// A cabinet, and what its rooms yield to one staff key.
pub fn fuzz_cabinet(data: &[u8]) {
    let Ok(cabinet) = cabinet::Cabinet::read(data) else {
        return;
    };
    for entry in cabinet.entries.iter().take(2) {
        let share = entry.share(DoorId::of(&root().public()), &day_secret().secret);
        let _ = entry.open(share.as_slice());
    }
}

fn page() -> Vec<u8> {
    let part = Part {
        file: 1,
        part: 2,
        offset: 3,
        last: true,
        hash: [4; 32],
        name: Hidden::new(b"a.pdf".to_vec()),
    };
    let page = Page {
        kind: PageKind::Part(part),
        day: Day(20_779),
        message: [5; 16],
        language: "en".to_owned(),
        data: Hidden::new(b"%PDF".to_vec()),
    };
    page.bytes().expose().to_vec()
}

fn vault() -> Vec<u8> {
    let keys = StaffKeys {
        name: "one".to_owned(),
        sign: root(),
        staff: day_secret().secret,
        days: vec![day_secret()],
    };
    keys.bytes().expose().to_vec()
}

fn machine() -> Vec<u8> {
    let keys = MachineKeys {
        publisher: root(),
        pull: root(),
        slab: day_secret().secret,
    };
    keys.bytes().expose().to_vec()
}

fn log() -> Vec<u8> {
    let mut text = String::new();
    let mut last = "0".repeat(64);
    for line in ["1 20779 one opened room-00", "2 20780 two erased room-01"] {
        last = log::chained(&last, line);
        text += &format!("{line} {last}\n");
    }
    text.into_bytes()
}

fn cabinet() -> Vec<u8> {
    let door = DoorId::of(&root().public());
    let draw = &mut Draw::seeded_for_vectors([9; 32]);
    let holders = [day_secret().secret.public()];
    let entry = cabinet::Entry::new(
        door,
        1,
        [1; 16],
        [2; 32],
        &holders,
        Opening::One,
        Day(20_779),
        draw,
    );
    let cabinet = cabinet::Cabinet {
        next: 2,
        entries: vec![entry.expect("one holder is enough")],
    };
    cabinet.bytes()
}
