//! The running generation's ring: what is in use, counted, nothing of it written.
//!
//! Numbers run from `tail` to `head`; at most `places` of them. Of each the ring
//! knows one bit: whether it may still be needed.

use std::collections::{BTreeMap, VecDeque};

/// How a slab is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// When something comes. Two images of the disk show how much came between them.
    AsItComes,
    /// So many cells at each tick, whatever comes: new ones, those that are still
    /// needed moved forward, or nothing. Two images show how long was between them.
    /// Half of each ring is room for this.
    Constant {
        /// Cells a tick, at least 1.
        cells: u16,
    },
}

/// The ring in memory.
pub struct Ring {
    places: u64,
    pace: Pace,
    tail: u64,
    /// One bit a number, from `tail`.
    needed: VecDeque<bool>,
    count_needed: u64,
    /// Submissions under way: first number of each, once it has one.
    under_way: BTreeMap<u64, Option<u64>>,
    /// Cells promised to them and not yet written.
    promised: u64,
}

impl Ring {
    pub fn new(places: u32, pace: Pace, tail: u64) -> Ring {
        Ring {
            places: u64::from(places),
            pace,
            tail,
            needed: VecDeque::new(),
            count_needed: 0,
            under_way: BTreeMap::new(),
            promised: 0,
        }
    }

    pub const fn tail(&self) -> u64 {
        self.tail
    }

    pub fn head(&self) -> u64 {
        self.tail + self.needed.len() as u64
    }

    /// The first number of the oldest submission under way: what lies below has
    /// ended one way or the other.
    pub fn settled(&self) -> u64 {
        let first = self.under_way.values().flatten().min();
        first.copied().unwrap_or(self.head()).max(self.tail)
    }

    /// Promises room for so many cells, or says that there is none.
    pub fn begin(&mut self, ticket: u64, cells: u64) -> bool {
        let (used, most) = match self.pace {
            Pace::AsItComes => (self.needed.len() as u64, self.places),
            Pace::Constant { .. } => (self.count_needed, self.places / 2),
        };
        let fits = used + self.promised + cells <= most;
        if fits {
            self.under_way.insert(ticket, None);
            self.promised += cells;
        }
        fits
    }

    /// The next number is taken by a cell of this submission.
    pub fn take(&mut self, ticket: u64) -> u64 {
        let n = self.push(true);
        self.promised = self.promised.saturating_sub(1);
        if let Some(first) = self.under_way.get_mut(&ticket) {
            first.get_or_insert(n);
        }
        n
    }

    /// The next number is taken by a cell that is written for the pace alone
    /// or, if `needed`, found again after a kill.
    pub fn push(&mut self, needed: bool) -> u64 {
        let n = self.head();
        self.needed.push_back(needed);
        self.count_needed += u64::from(needed);
        n
    }

    /// The submission has ended with so many cells promised and not written.
    pub fn end(&mut self, ticket: u64, unwritten: u64) {
        if self.under_way.remove(&ticket).is_some() {
            self.promised = self.promised.saturating_sub(unwritten);
        }
    }

    /// The desk holds all below this; what is not settled stays.
    pub fn free(&mut self, up_to: u64) {
        let up_to = up_to.min(self.settled());
        while self.tail < up_to {
            self.drop_tail();
        }
    }

    /// At a constant pace: lets the tail go on over what nobody needs, as far as
    /// the next write asks. The number of a cell that stands in the way, if one does:
    /// it must be written again at the head, before the ring comes round to it.
    pub fn in_the_way(&mut self) -> Option<u64> {
        let Pace::Constant { cells } = self.pace else {
            return None;
        };
        // a cell that is moved is written over two ticks later at the earliest,
        // when its copy is on the disk
        let most = self.places.saturating_sub(2 * u64::from(cells)).max(1);
        while self.needed.len() as u64 >= most {
            if self.needed.front() == Some(&true) {
                return Some(self.tail);
            }
            self.drop_tail();
        }
        None
    }

    /// The cell at the tail was written again at the head.
    pub fn moved(&mut self) -> u64 {
        self.drop_tail();
        self.push(true)
    }

    fn drop_tail(&mut self) {
        if let Some(needed) = self.needed.pop_front() {
            self.tail += 1;
            self.count_needed -= u64::from(needed);
        }
    }
}
