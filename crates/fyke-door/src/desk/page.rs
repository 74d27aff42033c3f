//! Pages of a room: what a source wrote, sent or was answered, each sealed to the
//! room's key.
//!
//! ```text
//! page  = kind u8 ‖ day u32 ‖ message id (16) ‖ language run
//!         [‖ file u8 ‖ part u32 ‖ offset u64 ‖ last u8 ‖ hash (32) ‖ name run]  for a file's part
//!         ‖ data
//! file  = HPKE to the room's key, info = "fyke page v1" ‖ room ‖ number of the page
//! ```

use super::cabinet::RoomId;
use super::disk;
use super::error::{DeskError, absent};
use crate::bytes::{Malformed, Reader, put_run};
use crate::content::{Content, Kind};
use crate::day::Day;
use crate::keys::{Draw, NotOpened, SealKey, SealSecret};
use crate::secret::Hidden;
use std::path::{Path, PathBuf};

/// What a page is.
#[derive(Clone, PartialEq, Eq)]
pub enum PageKind {
    /// Text of the source.
    Message,
    /// A part of a file of the source.
    Part(Part),
    /// "I have read it": the data names the reply.
    Read,
    /// Text of the desk to the source.
    Reply,
}

/// A part of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// Which file of the submission, from 0.
    pub file: u8,
    /// Which part, from 0.
    pub part: u32,
    /// Where it stands in the file.
    pub offset: u64,
    /// Whether the file ends here.
    pub last: bool,
    /// SHA-256 of the file to the end of this part.
    pub hash: [u8; 32],
    /// The file's name.
    pub name: Hidden,
}

/// One page in clear.
#[derive(Clone)]
pub struct Page {
    /// What it is.
    pub kind: PageKind,
    /// The day it was written on.
    pub day: Day,
    /// Names the submission.
    pub message: [u8; 16],
    /// The language it was written in.
    pub language: String,
    /// The text, or the bytes of the part.
    pub data: Hidden,
}

impl std::fmt::Debug for Page {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "Page(day {}, {} bytes)",
            self.day.0,
            self.data.expose().len()
        )
    }
}

impl Page {
    /// The page of what an envelope held; `None` of a decoy.
    pub fn of(content: &Content<'_>) -> Option<Page> {
        let kind = match &content.head.kind {
            Kind::Message => PageKind::Message,
            Kind::Read => PageKind::Read,
            Kind::Decoy => return None,
            Kind::File(part) => {
                let (hash, last) = content.file?;
                PageKind::Part(Part {
                    file: part.file,
                    part: part.part,
                    offset: part.offset,
                    last,
                    hash,
                    name: part.name.clone(),
                })
            }
        };
        Some(Page {
            kind,
            day: content.head.day(),
            message: content.head.message,
            language: content.head.language.clone(),
            data: Hidden::new(content.data.to_vec()),
        })
    }

    /// Its text, where it is one.
    pub fn text(&self) -> Option<String> {
        match self.kind {
            PageKind::Message | PageKind::Reply => {
                Some(String::from_utf8_lossy(self.data.expose()).into_owned())
            }
            PageKind::Part(_) | PageKind::Read => None,
        }
    }

    pub(crate) fn bytes(&self) -> Hidden {
        let mut out = Vec::with_capacity(self.data.expose().len() + 512);
        out.push(match self.kind {
            PageKind::Message => 0,
            PageKind::Part(_) => 1,
            PageKind::Read => 2,
            PageKind::Reply => 4,
        });
        out.extend_from_slice(&self.day.0.to_be_bytes());
        out.extend_from_slice(&self.message);
        put_run(&mut out, self.language.as_bytes());
        if let PageKind::Part(part) = &self.kind {
            out.push(part.file);
            out.extend_from_slice(&part.part.to_be_bytes());
            out.extend_from_slice(&part.offset.to_be_bytes());
            out.push(u8::from(part.last));
            out.extend_from_slice(&part.hash);
            put_run(&mut out, part.name.expose());
        }
        out.extend_from_slice(self.data.expose());
        Hidden::new(out)
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Page, Malformed> {
        let mut reader = Reader::new(bytes);
        let unknown = reader.malformed("kind", "is not known");
        let kind = reader.u8("kind")?;
        let day = Day(reader.u32("day")?);
        let message = reader.array("message id")?;
        let language = String::from_utf8_lossy(reader.run("language")?).into_owned();
        let kind = match kind {
            0 => PageKind::Message,
            1 => PageKind::Part(Part {
                file: reader.u8("file")?,
                part: reader.u32("part")?,
                offset: reader.u64("offset")?,
                last: reader.u8("last")? != 0,
                hash: reader.array("hash")?,
                name: Hidden::new(reader.run("name")?.to_vec()),
            }),
            2 => PageKind::Read,
            4 => PageKind::Reply,
            _ => return Err(unknown),
        };
        let data = bytes.get(reader.at()..).unwrap_or_default().to_vec();
        Ok(Page {
            kind,
            day,
            message,
            language,
            data: Hidden::new(data),
        })
    }

    /// Puts it into a room, to the disk. It takes the room's public key alone.
    pub fn put(
        &self,
        folder: &Path,
        room: &RoomId,
        key: &SealKey,
        today: Day,
        draw: &mut Draw,
    ) -> Result<(), DeskError> {
        let own = folder_of(folder, room);
        disk::folder(&own)?;
        let number = numbers(&own)?.last().map_or(1, |last| last + 1);
        let sealed = key.wrap(&info(room, number), self.bytes().expose(), draw)?;
        disk::put(&own.join(format!("{number:08}")), &sealed, today)
    }
}

/// The folder of a room.
pub fn folder_of(folder: &Path, room: &RoomId) -> PathBuf {
    folder.join(disk::hex(room))
}

/// Every page of a room, in order.
pub fn pages(folder: &Path, room: &RoomId, secret: &SealSecret) -> Result<Vec<Page>, DeskError> {
    let own = folder_of(folder, room);
    let mut pages = Vec::new();
    for number in numbers(&own)? {
        let sealed = disk::get(&own.join(format!("{number:08}")))?
            .ok_or_else(|| absent("such page", "open the room again"))?;
        let clear = secret
            .unwrap(&info(room, number), &sealed)
            .ok_or(NotOpened::Altered)?;
        pages.push(Page::read(clear.expose())?);
    }
    Ok(pages)
}

/// Takes the folder of a room away. What lay in it is noise without its key.
pub fn remove(folder: &Path, room: &RoomId) -> Result<(), DeskError> {
    let own = folder_of(folder, room);
    for name in disk::names(&own)? {
        disk::remove(&own.join(name))?;
    }
    match std::fs::remove_dir(&own) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(super::error::disk(&own)(why)),
        _ => Ok(()),
    }
}

fn numbers(own: &Path) -> Result<Vec<u32>, DeskError> {
    let mut numbers: Vec<u32> = disk::names(own)?
        .iter()
        .filter(|name| name.len() == 8)
        .filter_map(|name| name.parse().ok())
        .collect();
    numbers.sort_unstable();
    Ok(numbers)
}

fn info(room: &RoomId, number: u32) -> Vec<u8> {
    [b"fyke page v1".as_slice(), room, &number.to_be_bytes()].concat()
}
