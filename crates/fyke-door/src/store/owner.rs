//! The thread that owns the slab: orders in, one sync for all that wait.
//!
//! While the disk syncs, other lines queue; what has queued is written together
//! and synced once (*group commit*: DeWitt et al., SIGMOD 1984). At a constant
//! pace the writes of a tick are counted, and what is over waits for the next.

use crate::keys::SealKey;
use crate::slab::free::Free;
use crate::slab::keep::Keep;
use crate::slab::{Pace, Slab, SlabError, Ticket, disk, disk::Disk};
use crate::wire::Frame;
use std::collections::VecDeque;
use std::fs::File;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// How often the file's times are set to the day: a journal that writes the inode
/// does so every five seconds, whether anything came or not.
const COARSE_EVERY: Duration = Duration::from_secs(5);

/// Where a line waits for its answer.
pub type Reply<T = Frame> = SyncSender<T>;

/// What a line wants.
pub enum Order {
    /// Room for 2^bucket cells. Told no ticket where there is none.
    Begin(u8, Reply<Option<Ticket>>),
    /// The next cell. Told `Ready` when it is written.
    Cell(Ticket, Box<[u8; crate::slab::PAYLOAD]>, Reply),
    /// That was all. Told `Kept` when it is on the disk.
    Commit(Ticket, Reply),
    /// The line went away.
    Abandon(Ticket),
    /// What lies there?
    Survey(Reply),
    /// The desk holds this.
    Free(Free, Reply),
    /// New recipients for generations to come.
    Recipients(Vec<SealKey>),
}

fn tell(to: &Reply, what: Frame) {
    // a line that has gone needs no answer
    let _ = to.try_send(what);
}

/// Serves orders until the slab fails or nobody can give any.
pub fn own<D: Disk, K: Keep>(
    slab: Slab<D, K>,
    pace: Pace,
    tick: Duration,
    orders: &Receiver<Order>,
    file: &File,
) -> Result<(), SlabError> {
    let mut owner = Owner {
        slab,
        writes: VecDeque::new(),
        waiting: Vec::new(),
    };
    let every = match pace {
        Pace::AsItComes => COARSE_EVERY,
        Pace::Constant { .. } => tick,
    };
    let mut next = Instant::now() + every;
    loop {
        match orders.recv_timeout(next.saturating_duration_since(Instant::now())) {
            Ok(order) => {
                owner.take(order)?;
                owner.writes_of(pace, orders)?;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        if next <= Instant::now() {
            next += every;
            if let Pace::Constant { cells } = pace {
                owner.tick(cells)?;
            }
            disk::coarse(file);
        }
    }
}

struct Owner<D, K> {
    slab: Slab<D, K>,
    /// Cells and commits in the order in which they came.
    writes: VecDeque<Order>,
    /// Told when what is written is synced.
    waiting: Vec<Reply>,
}

impl<D: Disk, K: Keep> Owner<D, K> {
    /// Does at once what writes no cell, and queues what does.
    fn take(&mut self, order: Order) -> Result<(), SlabError> {
        match order {
            Order::Begin(bucket, to) => {
                let room = self.slab.begin(bucket).ok();
                if let (Some(ticket), Err(_)) = (room, to.try_send(room)) {
                    self.slab.abandon(ticket);
                }
            }
            Order::Survey(to) => tell(&to, Frame::Lies(self.slab.survey())),
            Order::Free(free, to) => {
                self.slab.free(&free)?;
                tell(&to, Frame::Done);
            }
            Order::Recipients(to) => self.slab.set_recipients(to),
            Order::Cell(..) | Order::Commit(..) | Order::Abandon(_) => self.writes.push_back(order),
        }
        Ok(())
    }

    /// As it comes: everything that has queued, and one sync.
    fn writes_of(&mut self, pace: Pace, orders: &Receiver<Order>) -> Result<(), SlabError> {
        if pace != Pace::AsItComes {
            return Ok(());
        }
        loop {
            while self.write_one()? {}
            match orders.try_recv() {
                Ok(order) => self.take(order)?,
                Err(_) => break,
            }
        }
        self.sync()
    }

    /// So many cells, whatever came, and one sync.
    fn tick(&mut self, cells: u16) -> Result<(), SlabError> {
        for _ in 0..cells {
            if !self.slab.move_one()? && !self.write_one()? {
                self.slab.write_nothing()?;
            }
        }
        while !matches!(self.writes.front(), None | Some(Order::Cell(..))) {
            let order = self.writes.pop_front();
            self.end(order);
        }
        self.slab.sync()?;
        self.kept();
        Ok(())
    }

    /// Writes the next cell that waits; ends of submissions before it are noted.
    fn write_one(&mut self) -> Result<bool, SlabError> {
        while let Some(order) = self.writes.pop_front() {
            let Order::Cell(ticket, payload, to) = order else {
                self.end(Some(order));
                continue;
            };
            match self.slab.cell(ticket, payload.as_slice()) {
                Ok(()) => tell(&to, Frame::Ready),
                Err(SlabError::Cells) => {
                    self.slab.abandon(ticket);
                    tell(&to, Frame::Refused);
                    continue;
                }
                Err(why) => return Err(why),
            }
            return Ok(true);
        }
        Ok(false)
    }

    fn end(&mut self, order: Option<Order>) {
        match order {
            Some(Order::Commit(ticket, to)) => match self.slab.commit(ticket) {
                Ok(()) => self.waiting.push(to),
                Err(_) => tell(&to, Frame::Refused),
            },
            Some(Order::Abandon(ticket)) => self.slab.abandon(ticket),
            _ => {}
        }
    }

    fn sync(&mut self) -> Result<(), SlabError> {
        if !self.waiting.is_empty() {
            self.slab.sync()?;
            self.kept();
        }
        Ok(())
    }

    fn kept(&mut self) {
        for to in self.waiting.drain(..) {
            tell(&to, Frame::Kept);
        }
    }
}
