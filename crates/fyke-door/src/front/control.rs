//! What a worker and its acceptor say to each other: four packets over a socket pair.
//!
//! The acceptor greets with the day, the half hour since its start, and the public
//! file. The worker asks whether a part was kept already, and tells when one was. The
//! acceptor remembers that for as long as a token may live, in memory, under a tag
//! that only the holder of the token can make.

use crate::day::Day;
use rustix::io::Errno;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recv, recvmsg, send, sendmsg,
};
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// Names a part of a submission to whoever has the token.
pub type Tag = [u8; 16];
/// Parts that are remembered: as many as come in an hour and a half at twelve a second.
const REMEMBERED_MAX: usize = 65_536;
/// Half hours after which no token can ask any more.
const HALF_HOURS: u32 = 3;

/// What is remembered of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// what the source was given for it
    pub receipt: [u8; 6],
    /// start of the hash of the content up to its end
    pub check: [u8; 8],
}

/// Sends a new worker what it needs.
pub fn greet(line: BorrowedFd<'_>, day: Day, half_hour: u32, public: BorrowedFd<'_>) -> io::Result<()> {
    let mut text = [0u8; 8];
    text[..4].copy_from_slice(&day.0.to_be_bytes());
    text[4..].copy_from_slice(&half_hour.to_be_bytes());
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut rights = SendAncillaryBuffer::new(&mut space);
    let files = [public];
    rights.push(SendAncillaryMessage::ScmRights(&files));
    sendmsg(line, &[IoSlice::new(&text)], &mut rights, SendFlags::empty())?;
    Ok(())
}

/// Day, half hour and public file, as the worker receives them.
pub fn greeting(line: BorrowedFd<'_>) -> io::Result<(Day, u32, OwnedFd)> {
    let mut text = [0u8; 8];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
    let mut rights = RecvAncillaryBuffer::new(&mut space);
    let got = recvmsg(
        line,
        &mut [IoSliceMut::new(&mut text)],
        &mut rights,
        RecvFlags::CMSG_CLOEXEC,
    )?;
    let file = rights.drain().find_map(|message| match message {
        RecvAncillaryMessage::ScmRights(mut files) => files.next(),
        _ => None,
    });
    let [a, b, c, d, e, f, g, h] = text;
    match file {
        Some(file) if got.bytes == 8 => Ok((
            Day(u32::from_be_bytes([a, b, c, d])),
            u32::from_be_bytes([e, f, g, h]),
            file,
        )),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// The worker's end.
pub struct Memory<F>(pub F);

impl<F: AsFd> Memory<F> {
    /// Whether a part was kept already.
    pub fn ask(&self, tag: &Tag) -> Option<Known> {
        let mut packet = [0u8; 17];
        packet[1..].copy_from_slice(tag);
        send(&self.0, &packet, SendFlags::NOSIGNAL).ok()?;
        let mut answer = [0u8; 14];
        let (length, _) = recv(&self.0, &mut answer, RecvFlags::empty()).ok()?;
        let (receipt, check) = answer.split_first_chunk::<6>()?;
        (length == 14).then_some(Known {
            receipt: *receipt,
            check: check.try_into().ok()?,
        })
    }

    /// A part was kept.
    pub fn tell(&self, tag: &Tag, known: Known) {
        let mut packet = [1u8; 31];
        packet[1..17].copy_from_slice(tag);
        packet[17..23].copy_from_slice(&known.receipt);
        packet[23..].copy_from_slice(&known.check);
        // nothing is lost where it is not heard: the part would be sent twice
        let _ = send(&self.0, &packet, SendFlags::NOSIGNAL);
    }
}

/// The acceptor's end: what was kept in the last hour and a half.
#[derive(Default)]
pub struct Remembered {
    known: BTreeMap<Tag, Known>,
    order: VecDeque<(u32, Tag)>,
}

impl Remembered {
    /// Reads one packet and answers it; false once the worker is gone.
    pub fn serve(&mut self, line: BorrowedFd<'_>, half_hour: u32) -> bool {
        let mut packet = [0u8; 31];
        let length = match recv(line, &mut packet, RecvFlags::DONTWAIT) {
            Ok((length, _)) => length,
            Err(Errno::AGAIN | Errno::INTR) => return true,
            Err(_) => return false,
        };
        let Some((first, rest)) = packet[..length].split_first() else {
            return false;
        };
        match (first, rest.split_first_chunk::<16>()) {
            (0, Some((tag, []))) => {
                let mut answer = [0u8; 14];
                let known = self.known.get(tag);
                if let Some(known) = known {
                    answer[..6].copy_from_slice(&known.receipt);
                    answer[6..].copy_from_slice(&known.check);
                }
                let length = if known.is_some() { 14 } else { 1 };
                send(line, &answer[..length], SendFlags::NOSIGNAL | SendFlags::DONTWAIT).is_ok()
            }
            (1, Some((tag, rest))) => match rest.split_first_chunk::<6>() {
                Some((receipt, check)) if check.len() == 8 => {
                    let mut known = Known {
                        receipt: *receipt,
                        check: [0; 8],
                    };
                    known.check.copy_from_slice(check);
                    self.remember(*tag, known, half_hour);
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Keeps it until no token can ask.
    pub fn remember(&mut self, tag: Tag, known: Known, half_hour: u32) {
        self.forget(half_hour);
        if self.known.insert(tag, known).is_none() {
            self.order.push_back((half_hour, tag));
        }
    }

    /// Drops what is too old, and the oldest of too many.
    pub fn forget(&mut self, half_hour: u32) {
        while let Some((made, tag)) = self.order.front() {
            if half_hour.saturating_sub(*made) <= HALF_HOURS && self.order.len() < REMEMBERED_MAX {
                break;
            }
            self.known.remove(tag);
            self.order.pop_front();
        }
    }
}
