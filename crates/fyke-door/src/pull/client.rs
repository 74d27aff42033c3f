//! The desk's half of the pull: what it calls to fetch, keep and free.
//!
//! [`collect`] walks every generation of a [`Door`]: a line to the pull service
//! (anything that reads and writes: a Unix socket, a stream through Tor) or a
//! file that was carried by hand. Each submission goes to the desk's [`Inbox`],
//! which has it on its own disk when it returns; only then is a word signed that
//! lets the door write over it. A desk that dies in between walks again and is
//! handed the same submissions under the same ids.

use super::ANSWERED_AS;
use crate::keys::{DoorId, SealSecret, SignSecret};
use crate::slab::cell::Raw;
use crate::slab::free::{Free, WHOLE};
use crate::slab::walk::{Found, Generation, Submission, Walk};
use crate::slab::{Held, Survey};
use crate::wire::{FETCH_MAX, Frame, PUBLISH_MAX, Public, WireError};
use std::io::{self, Read, Write};

/// Cells in a row that do not open before a frozen generation counts as read: a
/// power failure leaves a few holes where it struck, a bad disk some more.
/// Half would pass over less damage; double would cost 16 MiB more of the way.
const HOLES_MAX: u32 = 256;

/// A door, however it is reached.
pub trait Door {
    /// What lies there.
    fn survey(&mut self) -> Result<Survey, PullError>;
    /// These cells, as many as were asked for and in their order.
    fn cells(&mut self, cells: &[u32]) -> Result<Vec<Box<Raw>>, PullError>;
    /// Passes on what frees cells.
    fn free(&mut self, signed: &[u8]) -> Result<(), PullError>;
    /// Passes on a signed file for everybody.
    fn publish(&mut self, what: Public, bytes: &[u8]) -> Result<(), PullError>;
}

/// Where the desk keeps what it pulls.
pub trait Inbox {
    /// Whether this submission is kept already, or was and has been dealt with.
    fn has(&mut self, submission: &[u8; 16]) -> io::Result<bool>;
    /// Keeps an envelope, still sealed; it is on the disk when this returns.
    fn keep(&mut self, submission: &[u8; 16], envelope: &[u8]) -> io::Result<()>;
    /// Up to where this generation was freed; 0 if it is not known.
    fn freed(&mut self, generation: &[u8; 16]) -> io::Result<u64>;
    /// Notes how far it is freed, before the door is told.
    fn set_freed(&mut self, generation: &[u8; 16], up_to: u64) -> io::Result<()>;
}

/// What a pull brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Submissions that are new at the desk.
    pub kept: u64,
    /// Submissions that it had.
    pub known: u64,
    /// Submissions that were never whole; nothing of them was acknowledged.
    pub dropped: u64,
    /// Cells that should have opened and did not: the door's disk is bad.
    pub holes: u64,
    /// Generations that none of the desk's keys opens. They stay as they are.
    pub unopened: u64,
}

/// A pull failed; what was kept is kept, what was freed is freed.
#[derive(Debug, thiserror::Error)]
pub enum PullError {
    /// The line.
    #[error(transparent)]
    Wire(#[from] WireError),
    /// The desk's own disk.
    #[error(
        "the desk's disk failed ({0}); nothing more was freed at the door, see to the disk and pull again"
    )]
    Inbox(#[from] io::Error),
    /// Another door answered.
    #[error("this is another door than the one the desk's roster names; check its address")]
    OtherDoor,
    /// The door refused.
    #[error("the door refuses this ({0}); see that it holds the roster of this desk")]
    Refused(&'static str),
    /// The ring moved on while it was read, again and again.
    #[error("the door wrote faster than it could be read; pull again, or over a faster line")]
    Overtaken,
}

/// Fetches everything, keeps it, and frees it at the door.
pub fn collect(
    door: &mut dyn Door,
    of: DoorId,
    open: &[SealSecret],
    sign: &SignSecret,
    inbox: &mut dyn Inbox,
) -> Result<Collected, PullError> {
    let mut so_far = Collected::default();
    for number in 0u8.. {
        let survey = door.survey()?;
        let Some(held) = survey.held.get(usize::from(number)) else {
            break;
        };
        let (Held::Frozen { id } | Held::Running { id, .. }) = *held else {
            continue;
        };
        let heads = door.cells(&[u32::from(number)])?;
        let opened = heads
            .first()
            .and_then(|head| Generation::open(of, survey.ring, number, head, open));
        let Some(generation) = opened.filter(|opened| opened.id == id) else {
            so_far.unopened += 1;
            continue;
        };
        let up_to = match held {
            Held::Running { .. } => walk_running(door, &generation, inbox, &mut so_far)?,
            _ => walk_frozen(door, &generation, inbox, &mut so_far)?,
        };
        inbox.set_freed(&id, up_to)?;
        let free = Free {
            door: of,
            generation: id,
            up_to,
        };
        door.free(&free.sign(sign))?;
    }
    Ok(so_far)
}

/// From tail to head. If a cell is missing and the tail moved meanwhile, the door
/// moved cells forward under the reader's hand: what was read may be half of a
/// submission, so the walk is walked again.
fn walk_running(
    door: &mut dyn Door,
    generation: &Generation,
    inbox: &mut dyn Inbox,
    so_far: &mut Collected,
) -> Result<u64, PullError> {
    for _ in 0..3 {
        let Some((tail, settled, head)) = running(&door.survey()?, generation) else {
            return Err(PullError::Overtaken);
        };
        let mut walk = Walk::new(generation, settled);
        let mut holes = 0;
        let mut n = tail;
        while n < head {
            let end = head.min(n + FETCH_MAX as u64);
            let asked: Vec<u32> = (n..end).map(|n| generation.cell(n)).collect();
            for (n, raw) in (n..end).zip(door.cells(&asked)?) {
                match walk.add(n, raw) {
                    Found::Whole(submission) => keep(inbox, &submission, so_far)?,
                    Found::Hole if n < settled => holes += 1,
                    _ => {}
                }
            }
            n = end;
        }
        if holes > 0 && running(&door.survey()?, generation).is_none_or(|(now, ..)| now != tail) {
            continue;
        }
        so_far.holes += holes;
        so_far.dropped += walk.dropped() as u64;
        return Ok(settled);
    }
    Err(PullError::Overtaken)
}

fn running(survey: &Survey, generation: &Generation) -> Option<(u64, u64, u64)> {
    match survey.held.get(usize::from(generation.number)) {
        Some(Held::Running {
            id,
            tail,
            settled,
            head,
        }) if *id == generation.id => Some((*tail, *settled, *head)),
        _ => None,
    }
}

/// Once round, from where it was freed, until nothing opens any more.
fn walk_frozen(
    door: &mut dyn Door,
    generation: &Generation,
    inbox: &mut dyn Inbox,
    so_far: &mut Collected,
) -> Result<u64, PullError> {
    let from = match inbox.freed(&generation.id)? {
        WHOLE => 0,
        from => from,
    };
    let mut walk = Walk::new(generation, u64::MAX);
    let mut holes = 0;
    let mut n = from;
    let end = from.saturating_add(u64::from(generation.ring()));
    while n < end && holes < HOLES_MAX {
        let next = end.min(n + FETCH_MAX as u64);
        let asked: Vec<u32> = (n..next).map(|n| generation.cell(n)).collect();
        for (n, raw) in (n..next).zip(door.cells(&asked)?) {
            match walk.add_later(n, raw) {
                Found::Hole => holes += 1,
                found => {
                    so_far.holes += u64::from(std::mem::take(&mut holes));
                    if let Found::Whole(submission) = found {
                        keep(inbox, &submission, so_far)?;
                    }
                }
            }
        }
        n = next;
    }
    so_far.dropped += walk.dropped() as u64;
    Ok(WHOLE)
}

fn keep(inbox: &mut dyn Inbox, submission: &Submission, so_far: &mut Collected) -> io::Result<()> {
    if inbox.has(&submission.id)? {
        so_far.known += 1;
    } else {
        inbox.keep(&submission.id, &submission.envelope)?;
        so_far.kept += 1;
    }
    Ok(())
}

/// A door at the other end of a line: a Unix socket, or a stream that something
/// else led through Tor.
pub struct Line<S>(S);

impl<S: Read + Write> Line<S> {
    /// Answers the door's challenge with the desk's pull key, if it is this door's.
    pub fn open(mut stream: S, of: DoorId, sign: &SignSecret) -> Result<Line<S>, PullError> {
        let Frame::Challenge { door, nonce } = Frame::read(&mut stream)? else {
            return Err(WireError::Unexpected.into());
        };
        if door != of.0 {
            return Err(PullError::OtherDoor);
        }
        let said = [door, nonce].concat();
        match Frame::Answer(sign.sign(ANSWERED_AS, &said)).ask(&mut stream)? {
            Frame::Done => Ok(Line(stream)),
            _ => Err(PullError::Refused("the answer to its challenge")),
        }
    }
}

impl<S: Read + Write> Door for Line<S> {
    fn survey(&mut self) -> Result<Survey, PullError> {
        match Frame::Ask.ask(&mut self.0)? {
            Frame::Lies(survey) => Ok(survey),
            _ => Err(WireError::Unexpected.into()),
        }
    }

    fn cells(&mut self, cells: &[u32]) -> Result<Vec<Box<Raw>>, PullError> {
        Frame::Fetch(cells.to_vec()).write(&mut self.0)?;
        let mut read = || match Frame::read(&mut self.0)? {
            Frame::Raw(raw) => Ok(raw),
            Frame::Refused => Err(PullError::Refused("cells")),
            _ => Err(WireError::Unexpected.into()),
        };
        cells.iter().map(|_| read()).collect()
    }

    fn free(&mut self, signed: &[u8]) -> Result<(), PullError> {
        done(free_frame(signed)?.ask(&mut self.0)?, "to free cells")
    }

    fn publish(&mut self, what: Public, bytes: &[u8]) -> Result<(), PullError> {
        done(publish_frame(what, bytes)?.ask(&mut self.0)?, "a publication")
    }
}

/// What frees cells, as a frame.
pub(super) fn free_frame(signed: &[u8]) -> Result<Frame, PullError> {
    let signed: Box<[u8]> = signed.into();
    let signed = signed.try_into();
    Ok(Frame::Free(signed.map_err(|_| {
        PullError::Refused("what frees cells: it has a wrong length")
    })?))
}

/// A publication, as a frame.
pub(super) fn publish_frame(what: Public, bytes: &[u8]) -> Result<Frame, PullError> {
    if bytes.len() > PUBLISH_MAX {
        return Err(PullError::Refused("a publication over four mebibytes"));
    }
    Ok(Frame::Publish {
        what,
        bytes: bytes.to_vec(),
    })
}

fn done(answer: Frame, what: &'static str) -> Result<(), PullError> {
    match answer {
        Frame::Done => Ok(()),
        Frame::Refused => Err(PullError::Refused(what)),
        _ => Err(WireError::Unexpected.into()),
    }
}
