//! A desk in a folder: Ada, Bo and Cyd, a root kept apart, one passphrase for all.

use fyke_door::book::{Book, Edition, PER_CONVERSATION, ReplySeed};
use fyke_door::codename::{Codename, Conversation};
use fyke_door::content::{FileHash, FilePart, Head, Kind, Writer};
use fyke_door::day::Day;
use fyke_door::desk::{Cost, Desk, DeskError, Opened, Sitting, Thing};
use fyke_door::envelope::{Bucket, Sealer};
use fyke_door::keys::{Draw, KeySet, Opening};
use fyke_door::secret::Hidden;
use std::path::PathBuf;

pub const TODAY: Day = Day(20_779);

/// Cheap on purpose: what is tested is not the price of a guess.
pub const COST: Cost = Cost {
    memory_kib: 64,
    passes: 1,
};

pub fn pass() -> Hidden {
    Hidden::new(b"correct horse battery staple".to_vec())
}

pub struct World {
    pub folder: tempfile::TempDir,
    pub desk: Desk,
    pub draw: Draw,
}

impl World {
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    pub fn path(&self, part: &str) -> PathBuf {
        self.folder.path().join("desk").join(part)
    }

    /// A desk of so many people who have drawn their keys.
    pub fn new(people: &[&str], opening: Opening) -> World {
        let folder = tempfile::tempdir().unwrap();
        let mut draw = Draw::system();
        let at = folder.path().join("desk");
        let root = folder.path().join("root");
        let desk = Desk::init(&at, &root, &pass(), &pass(), COST, TODAY, &mut draw).unwrap();
        for name in people {
            desk.take_on(name, &pass(), COST, TODAY, &mut draw).unwrap();
        }
        desk.sign_roster(&root, &pass(), opening, TODAY, 300).unwrap();
        let mut world = World { folder, desk, draw };
        for name in people {
            world.renew(name, TODAY);
        }
        world
    }

    pub fn renew(&mut self, name: &str, day: Day) -> Day {
        let mut sitting = self.desk.sit(name, &pass(), COST, day, &mut self.draw).unwrap();
        sitting.renew(&mut self.draw).unwrap()
    }

    pub fn sit(&self, name: &str, day: Day) -> Sitting<'_> {
        self.desk
            .sit(name, &pass(), COST, day, &mut Draw::system())
            .unwrap()
    }

    /// What a source's tool would seal, to these people by their place on the roster.
    pub fn sealed(&mut self, codename: &Codename, to: &[usize], what: &Written, day: Day) -> Vec<u8> {
        let keys = KeySet::read(&self.desk.key_set().unwrap(), self.desk.door(), day).unwrap();
        let conversation = codename.conversation(self.desk.door());
        sealed(&keys, &conversation, to, what, day, &mut self.draw)
    }

    /// Sealed and brought.
    pub fn bring(&mut self, codename: &Codename, to: &[usize], what: &Written) -> [u8; 16] {
        let envelope = self.sealed(codename, to, what, TODAY);
        self.desk.take(&envelope, TODAY).unwrap()
    }

    /// Opened by one, after the other yielded.
    pub fn opened(&self, id: [u8; 16], by: &str, other: Option<&str>) -> Result<Opened, DeskError> {
        let mut draw = Draw::system();
        if let Some(other) = other {
            self.sit(other, TODAY)
                .yield_to(Thing::Envelope(id), by, &mut draw)?;
        }
        self.sit(by, TODAY).open_envelope(id, &mut draw)
    }

    /// What a source finds in a book.
    pub fn found(&self, codename: &Codename, book: &[u8]) -> Vec<String> {
        let conversation = codename.conversation(self.desk.door());
        let machine = self.desk.machine(&pass()).unwrap();
        let book = Book::read(book, self.desk.door(), &machine.publisher.public()).unwrap();
        replies(&conversation.replies, self.desk.door(), &book)
    }
}

fn replies(seed: &ReplySeed, door: fyke_door::keys::DoorId, book: &Book<'_>) -> Vec<String> {
    let leaf = seed.leaf(book.edition().day()).unwrap();
    let mut parts = book.seek(&leaf, door).replies();
    parts.sort_by_key(|reply| (reply.id, reply.part));
    assert!(parts.len() <= usize::from(PER_CONVERSATION));
    parts
        .iter()
        .map(|reply| String::from_utf8(reply.text.expose().to_vec()).unwrap())
        .collect()
}

/// What a source writes.
pub struct Written {
    pub message: [u8; 16],
    pub kind: Kind,
    pub data: Vec<u8>,
    pub before: Vec<u8>,
    pub last: bool,
}

pub fn text(message: u8, words: &str) -> Written {
    Written {
        message: [message; 16],
        kind: Kind::Message,
        data: words.as_bytes().to_vec(),
        before: Vec::new(),
        last: true,
    }
}

pub fn part(message: u8, part: u32, before: &[u8], data: &[u8], last: bool) -> Written {
    Written {
        message: [message; 16],
        kind: Kind::File(FilePart {
            file: 0,
            part,
            of: 0,
            offset: before.len() as u64,
            name: Hidden::new(b"list.txt".to_vec()),
        }),
        data: data.to_vec(),
        before: before.to_vec(),
        last,
    }
}

pub fn sealed(
    keys: &KeySet,
    conversation: &Conversation,
    to: &[usize],
    what: &Written,
    day: Day,
    draw: &mut Draw,
) -> Vec<u8> {
    let head = Head {
        message: what.message,
        language: "en".into(),
        tie: conversation.tie(day).unwrap(),
        kind: what.kind.clone(),
    };
    let length = head.overhead() + what.data.len() as u64;
    let bucket = Bucket::holding(length, to.len(), keys.opening(to.len())).unwrap();
    let sealer = Sealer::new(keys, to, bucket, Vec::new(), draw).unwrap();
    let mut before = FileHash::default();
    before.pass(&what.before);
    let mut writer = Writer::new(sealer, &head, before).unwrap();
    writer.push(&what.data).unwrap();
    writer.finish(what.last).unwrap().0
}

/// Every file below a folder, with its bytes.
pub fn bytes_below(folder: &std::path::Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(bytes_below(&path)),
            path => {
                let bytes = std::fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found
}

pub fn edition() -> Edition {
    Edition::first_of(TODAY)
}
