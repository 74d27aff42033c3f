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

/// What is remembered of a part, of which the acceptor understands nothing: the receipt
/// that the source was given, and the start of the hash of the content up to its end.
pub type Known = [u8; 14];

/// Sends a new worker what it needs.
pub fn greet(line: BorrowedFd<'_>, day: Day, half_hour: u32, public: BorrowedFd<'_>) -> io::Result<()> {
    let text = (u64::from(day.0) << 32 | u64::from(half_hour)).to_be_bytes();
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
    let both = u64::from_be_bytes(text);
    match file {
        Some(file) if got.bytes == text.len() => Ok((Day((both >> 32) as u32), both as u32, file)),
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// The worker's end.
pub struct Memory<F>(pub F);

impl<F: AsFd> Memory<F> {
    /// Whether a part was kept already.
    pub fn ask(&self, tag: &Tag) -> Option<Known> {
        send(&self.0, &[&[0], tag.as_slice()].concat(), SendFlags::NOSIGNAL).ok()?;
        let mut known = [0u8; 14];
        let (length, _) = recv(&self.0, &mut known, RecvFlags::empty()).ok()?;
        (length == known.len()).then_some(known)
    }

    /// A part was kept.
    pub fn tell(&self, tag: &Tag, known: &Known) {
        // nothing is lost where it is not heard: the part would be sent twice
        let _ = send(
            &self.0,
            &[&[1], tag.as_slice(), known].concat(),
            SendFlags::NOSIGNAL,
        );
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
                let answer = self.known.get(tag).map_or(&[0][..], |known| known);
                send(line, answer, SendFlags::NOSIGNAL | SendFlags::DONTWAIT).is_ok()
            }
            (1, Some((tag, known))) => match known.try_into() {
                Ok(known) => {
                    self.remember(*tag, known, half_hour);
                    true
                }
                Err(_) => false,
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
