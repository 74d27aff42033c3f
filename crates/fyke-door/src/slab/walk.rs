//! The desk's walk: from raw cells to the submissions in them.
//!
//! Who holds a generation's key knows the order of its ring and the number of
//! every cell in it. A submission is handed out once, when all its cells are
//! there; one whose cells never all came (its bringer went away, the power went)
//! is dropped without a word, as nothing of it was acknowledged.
//!
//! A submission belongs to the walk in which its first cell lies below `settled`:
//! what begins there has ended, so its cells are all written, and what is freed
//! afterwards is just this. So each is taken by exactly one walk, however many
//! are under way meanwhile.

use super::cell::{self, Header, Keys, Kind, Raw};
use super::head;
use super::shuffle::Shuffle;
use super::{GENERATIONS, Geometry};
use crate::keys::{DoorId, SealSecret};
use std::collections::{BTreeMap, BTreeSet};

/// Times that a ring may have gone round unseen: at a constant pace of eight
/// cells in five seconds and a ring of a gibibyte, two months.
const ROUNDS: u64 = 512;

/// A generation whose key the desk has opened.
pub struct Generation {
    /// Its number in the file.
    pub number: u8,
    /// Its id.
    pub id: [u8; 16],
    geometry: Geometry,
    keys: Keys,
    shuffle: Shuffle,
}

impl Generation {
    /// Opens a generation by its head; none if it is noise or sealed to others.
    pub fn open(
        door: DoorId,
        ring: u32,
        number: u8,
        head: &Raw,
        secrets: &[SealSecret],
    ) -> Option<Generation> {
        if usize::from(number) >= GENERATIONS || ring == 0 {
            return None;
        }
        let id = head::id(head)?;
        let key = super::desk::opened(door, number, head, secrets)?;
        let keys = Keys::of(&key, &id);
        Some(Generation {
            number,
            id,
            geometry: Geometry { ring },
            shuffle: Shuffle::of(keys.shuffle(), ring),
            keys,
        })
    }

    /// Cells of its ring.
    pub const fn ring(&self) -> u32 {
        self.geometry.ring
    }

    /// Where in the file cell number `n` lies.
    pub fn cell(&self, n: u64) -> u32 {
        self.geometry.cell(self.number, self.shuffle.place(n))
    }
}

/// What somebody brought, whole: an envelope, still sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// Drawn by the store; the same when a walk is walked again.
    pub id: [u8; 16],
    /// The envelope: 2^bucket times [`super::PAYLOAD`] bytes.
    pub envelope: Vec<u8>,
}

/// What a raw cell turned out to be.
pub enum Found {
    /// A part of a submission that is not yet whole, or one that was handed out.
    Part,
    /// The last missing part.
    Whole(Submission),
    /// Written for the pace, or to fill a gap.
    Nothing,
    /// No cell of this number.
    Hole,
}

/// One walk over one generation.
pub struct Walk<'a> {
    of: &'a Generation,
    settled: u64,
    rounds: Option<u64>,
    misses: u32,
    parts: BTreeMap<[u8; 16], Parts>,
    done: BTreeSet<[u8; 16]>,
}

struct Parts {
    first: u64,
    cells: BTreeMap<u16, Box<Raw>>,
}

impl<'a> Walk<'a> {
    /// A walk that hands out what begins below `settled`; a frozen generation has
    /// ended as a whole, so all of it is settled ([`u64::MAX`]).
    pub const fn new(of: &'a Generation, settled: u64) -> Walk<'a> {
        Walk {
            of,
            settled,
            rounds: None,
            misses: 0,
            parts: BTreeMap::new(),
            done: BTreeSet::new(),
        }
    }

    /// The raw cell read where number `n` lies.
    pub fn add(&mut self, n: u64, mut raw: Box<Raw>) -> Found {
        match self.of.keys.open(n, &mut raw) {
            Some(header) => self.put(n, &header, raw),
            None if self.of.keys.is_void(n, &mut raw) => Found::Nothing,
            None => Found::Hole,
        }
    }

    /// The same where nobody knows how often the ring has gone round since `n`:
    /// a number as many rounds later as fit this cell. The first cells try all
    /// rounds there can be, the others those that their neighbours had.
    pub fn add_later(&mut self, n: u64, mut raw: Box<Raw>) -> Found {
        let tried = match self.rounds {
            None if self.misses < 2 => 0..ROUNDS,
            None => 0..1,
            Some(rounds) => rounds.saturating_sub(1)..rounds + 2,
        };
        for round in tried {
            let later = n + round * u64::from(self.of.ring());
            if let Some(header) = self.of.keys.open(later, &mut raw) {
                self.rounds = Some(round);
                return self.put(later, &header, raw);
            }
            if self.of.keys.is_void(later, &mut raw) {
                return Found::Nothing;
            }
        }
        self.misses += 1;
        Found::Hole
    }

    fn put(&mut self, n: u64, header: &Header, raw: Box<Raw>) -> Found {
        if header.kind == Kind::Nothing {
            return Found::Nothing;
        }
        let id = header.submission;
        if self.done.contains(&id) {
            return Found::Part;
        }
        let parts = self.parts.entry(id).or_insert(Parts {
            first: n,
            cells: BTreeMap::new(),
        });
        parts.first = parts.first.min(n);
        parts.cells.insert(header.index, raw);
        if parts.cells.len() < usize::from(header.count) || parts.first >= self.settled {
            return Found::Part;
        }
        let parts = self
            .parts
            .remove(&id)
            .map(|parts| parts.cells)
            .unwrap_or_default();
        self.done.insert(id);
        let mut envelope = Vec::with_capacity(parts.len() * super::PAYLOAD);
        for cell in parts.values() {
            envelope.extend_from_slice(cell::payload(cell));
        }
        Found::Whole(Submission { id, envelope })
    }

    /// Submissions that are not whole, and begin below `settled`: dropped.
    pub fn dropped(&self) -> usize {
        self.parts.values().filter(|of| of.first < self.settled).count()
    }
}
