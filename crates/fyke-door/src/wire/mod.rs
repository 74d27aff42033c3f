//! What the door's processes say to each other, and the desk to the door.
//!
//! A frame is a kind (one byte), a length (four), and so many bytes; each kind
//! has a largest length, checked before anything is allocated. One reader, one
//! writer, for every socket and for the file that is carried by hand.
//! Bytes: `docs/door/wire.md`.

use crate::bytes::{Malformed, Reader};
use crate::slab::cell::{Raw, blank};
use crate::slab::{CELL, GENERATIONS, Held, PAYLOAD, Survey, free};
use std::io::{self, ErrorKind, Read, Write};

/// Cells asked for at once, at most: four mebibytes on the way.
pub const FETCH_MAX: usize = 64;

/// The largest file the desk publishes.
pub const PUBLISH_MAX: usize = 4 << 20;

/// One frame.
#[derive(Clone, PartialEq, Eq)]
pub enum Frame {
    /// Worker to store: an envelope of 2^bucket cells follows.
    Begin {
        /// The envelope's bucket.
        bucket: u8,
    },
    /// Worker to store: the envelope's next cell.
    Cell(Box<[u8; PAYLOAD]>),
    /// Worker to store: that was all of it.
    Commit,
    /// Store to worker: there is room, send.
    Ready,
    /// Store to worker: it is on the disk.
    Kept,
    /// Store to worker: there is no room, nothing was taken.
    Full,
    /// Not done.
    Refused,
    /// Done.
    Done,
    /// Door to desk: who are you? Ends with random bytes.
    Challenge {
        /// The door's id.
        door: [u8; 32],
        /// What is to be signed with it.
        nonce: [u8; 32],
    },
    /// Desk to door: the challenge, signed.
    Answer([u8; 64]),
    /// What lies there?
    Ask,
    /// That lies here.
    Lies(Survey),
    /// These cells, by their place in the file.
    Fetch(Vec<u32>),
    /// One of them.
    Raw(Box<Raw>),
    /// What the desk signed to free cells.
    Free(Box<[u8; free::LENGTH]>),
    /// A file that everybody may read, signed by the desk.
    Publish {
        /// Which.
        what: Public,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// The files that everybody may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Public {
    /// Roster and day keys.
    KeySet,
    /// The reply book.
    Book,
    /// A collection sheet.
    Sheet,
}

/// A frame could not be read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The other side went away, or the socket failed.
    #[error("the line broke ({0}); try again")]
    Broken(#[from] io::Error),
    /// What came is no frame.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// A frame that is not said here.
    #[error("the other side said what is not said here; both must be of one version, update the older")]
    Unexpected,
}

impl Frame {
    /// The largest body of a kind; none if there is no such kind.
    const fn most(kind: u8) -> Option<usize> {
        Some(match kind {
            1 => 1,
            2 => PAYLOAD,
            3 | 16..=20 | 34 => 0,
            32 | 33 => 64,
            35 => 4 + GENERATIONS * 41,
            36 => 4 * FETCH_MAX,
            37 => CELL,
            38 => free::LENGTH,
            39 => 1 + PUBLISH_MAX,
            _ => return None,
        })
    }

    /// Its kind and body.
    fn parts(&self) -> (u8, Vec<u8>) {
        match self {
            Frame::Begin { bucket } => (1, vec![*bucket]),
            Frame::Cell(payload) => (2, payload.to_vec()),
            Frame::Commit => (3, Vec::new()),
            Frame::Ready => (16, Vec::new()),
            Frame::Kept => (17, Vec::new()),
            Frame::Full => (18, Vec::new()),
            Frame::Refused => (19, Vec::new()),
            Frame::Done => (20, Vec::new()),
            Frame::Challenge { door, nonce } => (32, [*door, *nonce].concat()),
            Frame::Answer(signature) => (33, signature.to_vec()),
            Frame::Ask => (34, Vec::new()),
            Frame::Lies(survey) => (35, survey_bytes(survey)),
            Frame::Fetch(cells) => (36, cells.iter().flat_map(|cell| cell.to_be_bytes()).collect()),
            Frame::Raw(raw) => (37, raw.to_vec()),
            Frame::Free(signed) => (38, signed.to_vec()),
            Frame::Publish { what, bytes } => (39, [&[*what as u8], &bytes[..]].concat()),
        }
    }

    /// A frame of its kind and body.
    pub fn parse(kind: u8, body: &[u8]) -> Result<Frame, Malformed> {
        let mut from = Reader::new(body);
        let frame = match kind {
            1 => Frame::Begin {
                bucket: from.u8("bucket")?,
            },
            2 => Frame::Cell(boxed(from.take(PAYLOAD, "cell")?)),
            3 => Frame::Commit,
            16 => Frame::Ready,
            17 => Frame::Kept,
            18 => Frame::Full,
            19 => Frame::Refused,
            20 => Frame::Done,
            32 => Frame::Challenge {
                door: from.array("door")?,
                nonce: from.array("nonce")?,
            },
            33 => Frame::Answer(from.array("signature")?),
            34 => Frame::Ask,
            35 => Frame::Lies(read_survey(&mut from)?),
            36 => Frame::Fetch(read_fetch(&mut from, body.len())?),
            37 => {
                let mut raw = blank();
                raw.copy_from_slice(from.take(CELL, "raw cell")?);
                Frame::Raw(raw)
            }
            38 => Frame::Free(Box::new(from.array("signed")?)),
            39 => {
                let at = from.malformed("publication", "is none that is known");
                let what = match from.u8("publication")? {
                    0 => Public::KeySet,
                    1 => Public::Book,
                    2 => Public::Sheet,
                    _ => return Err(at),
                };
                let length = body.len().saturating_sub(1).min(PUBLISH_MAX);
                let bytes = from.take(length, "published bytes")?.to_vec();
                Frame::Publish { what, bytes }
            }
            _ => return Err(from.malformed("kind", "is none that is known")),
        };
        from.end()?;
        Ok(frame)
    }

    /// Reads the next frame.
    pub fn read(from: &mut dyn Read) -> Result<Frame, WireError> {
        let mut start = [0u8; 5];
        from.read_exact(&mut start)?;
        let [kind, length @ ..] = start;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        let at = Reader::new(&start);
        let most = Frame::most(kind).ok_or(at.malformed("kind", "is none that is known"))?;
        if length > most {
            return Err(at.malformed("length", "is more than the kind allows").into());
        }
        let mut body = vec![0u8; length];
        from.read_exact(&mut body)?;
        Ok(Frame::parse(kind, &body)?)
    }

    /// The next frame, or none where the other side has ended between two.
    pub fn next(from: &mut dyn Read) -> Result<Option<Frame>, WireError> {
        match Frame::read(from) {
            Ok(frame) => Ok(Some(frame)),
            Err(WireError::Broken(why)) if why.kind() == ErrorKind::UnexpectedEof => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Writes the frame, at once.
    pub fn write(&self, to: &mut dyn Write) -> Result<(), WireError> {
        let (kind, body) = self.parts();
        let mut out = Vec::with_capacity(body.len() + 5);
        out.push(kind);
        out.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
        out.extend_from_slice(&body);
        to.write_all(&out)?;
        to.flush()?;
        Ok(())
    }

    /// Says this, and waits for the answer.
    pub fn ask<L: Read + Write + ?Sized>(&self, line: &mut L) -> Result<Frame, WireError> {
        self.write(&mut &mut *line)?;
        Frame::read(&mut &mut *line)
    }
}

fn boxed(payload: &[u8]) -> Box<[u8; PAYLOAD]> {
    let payload: Box<[u8]> = payload.into();
    payload.try_into().expect("so many bytes were taken")
}

/// Each generation in 41 bytes: 0 nothing, 1 frozen, 2 running; id; tail, settled,
/// head, zero where they mean nothing.
fn survey_bytes(survey: &Survey) -> Vec<u8> {
    let mut out = survey.ring.to_be_bytes().to_vec();
    for held in &survey.held {
        let (state, id, numbers) = match held {
            Held::Nothing => (0, [0; 16], [0; 3]),
            Held::Frozen { id } => (1, *id, [0; 3]),
            Held::Running {
                id,
                tail,
                settled,
                head,
            } => (2, *id, [*tail, *settled, *head]),
        };
        out.push(state);
        out.extend_from_slice(&id);
        out.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    }
    out
}

fn read_survey(from: &mut Reader<'_>) -> Result<Survey, Malformed> {
    let ring = from.u32("ring")?;
    let mut held = [Held::Nothing; GENERATIONS];
    for held in &mut held {
        let at = from.malformed("generation", "is not one that can be");
        let state = from.u8("state")?;
        let id = from.array("id")?;
        let (tail, settled, head) = (from.u64("tail")?, from.u64("settled")?, from.u64("head")?);
        let ordered = tail <= settled && settled <= head && head - tail <= u64::from(ring);
        *held = match (state, tail, head) {
            (0, 0, 0) if id == [0; 16] && settled == 0 => Held::Nothing,
            (1, 0, 0) if settled == 0 => Held::Frozen { id },
            (2, ..) if ordered => Held::Running {
                id,
                tail,
                settled,
                head,
            },
            _ => return Err(at),
        };
    }
    Ok(Survey { ring, held })
}

fn read_fetch(from: &mut Reader<'_>, length: usize) -> Result<Vec<u32>, Malformed> {
    if length == 0 || length > 4 * FETCH_MAX {
        return Err(from.malformed("cells", "are none, or too many at once"));
    }
    (0..length.div_ceil(4)).map(|_| from.u32("cell")).collect()
}
