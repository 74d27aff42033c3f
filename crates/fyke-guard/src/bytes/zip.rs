//! Looks into a zip before anything else does, and refuses a bomb.
//!
//! What a zip says about its own sizes is a claim by whoever made it. So every
//! entry is unpacked once, into nothing, and counted against the limits; and
//! the entries must not share bytes, since that is how a small file holds
//! petabytes (Fifield, "A better zip bomb", WOOT 2019). Only what a spreadsheet needs is read:
//! stored and deflated entries, the 64-bit fields where they are used.

use std::io::{Read, Seek, SeekFrom};

use super::error::GuardError;
use super::limits::Limits;

const END_SIGNATURE: [u8; 4] = *b"PK\x05\x06";
const END64_LOCATOR_SIGNATURE: [u8; 4] = *b"PK\x06\x07";
const END64_SIGNATURE: [u8; 4] = *b"PK\x06\x06";
const ENTRY_SIGNATURE: [u8; 4] = *b"PK\x01\x02";
const LOCAL_SIGNATURE: [u8; 4] = *b"PK\x03\x04";
/// Fixed part of the end record, and the longest comment after it (APPNOTE 4.3.16).
const END_BYTES: u64 = 22;
const COMMENT_BYTES_MAX: u64 = 65_535;

/// What is in a zip that passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contents {
    /// Number of entries.
    pub entries: usize,
    /// Bytes of all of them, unpacked.
    pub unpacked_bytes: u64,
}

/// One entry as the directory of the zip describes it.
#[derive(Debug, Clone, Default)]
struct Entry {
    name: String,
    encrypted: bool,
    method: u16,
    packed_bytes: u64,
    offset: u64,
    name_bytes: u64,
}

/// Unpacks every entry into nothing, under the limits, and refuses a bomb.
///
/// # Errors
/// Where the zip is cut off, encrypted, packed in an unusual way, has entries
/// that overlap, or unpacks to more than the limits.
pub fn check(input: &mut (impl Read + Seek), limits: &Limits) -> Result<Contents, GuardError> {
    let length = input.seek(SeekFrom::End(0))?;
    let entries = directory(input, length, limits)?;
    let mut contents = Contents {
        entries: entries.len(),
        unpacked_bytes: 0,
    };
    let mut taken: Vec<(u64, u64)> = Vec::with_capacity(entries.len());
    for entry in &entries {
        let start = data_start(input, entry)?;
        taken.push((entry.offset, start.saturating_add(entry.packed_bytes)));
    }
    taken.sort_unstable();
    for pair in taken.windows(2) {
        if let [(_, end), (start, _)] = pair
            && end > start
        {
            return Err(bomb("its entries share bytes".to_owned()));
        }
    }
    if taken.last().is_some_and(|&(_, end)| end > length) {
        return Err(cut_off());
    }
    for entry in &entries {
        let left = limits.unpacked_bytes_max.saturating_sub(contents.unpacked_bytes);
        contents.unpacked_bytes += unpacked(input, entry, left, limits)?;
    }
    input.seek(SeekFrom::Start(0))?;
    Ok(contents)
}

fn bomb(how: String) -> GuardError {
    GuardError::new(
        format!("the zip is built to harm: {how}"),
        "do not open it elsewhere; ask the sender for CSV",
    )
}

fn cut_off() -> GuardError {
    GuardError::new("the zip is cut off or damaged", "fetch it again")
}

/// The entries by the directory at the end of the zip.
fn directory(input: &mut (impl Read + Seek), length: u64, limits: &Limits) -> Result<Vec<Entry>, GuardError> {
    let tail_bytes = length.min(END_BYTES + COMMENT_BYTES_MAX);
    let tail_start = length - tail_bytes;
    let tail = read_at(input, tail_start, tail_bytes)?;
    let end = memchr::memmem::rfind(&tail, &END_SIGNATURE).ok_or_else(cut_off)?;
    let end_record = tail
        .get(end..)
        .filter(|record| record.len() as u64 >= END_BYTES)
        .ok_or_else(cut_off)?;
    let mut start = u64::from(u32_at(end_record, 16).ok_or_else(cut_off)?);
    let mut bytes = u64::from(u32_at(end_record, 12).ok_or_else(cut_off)?);
    if start == u64::from(u32::MAX) || bytes == u64::from(u32::MAX) {
        let locator = tail.get(end.saturating_sub(20)..end).unwrap_or(&[]);
        if !locator.starts_with(&END64_LOCATOR_SIGNATURE) {
            return Err(cut_off());
        }
        let at = u64_at(locator, 8).ok_or_else(cut_off)?;
        let end64 = read_at(input, at, 56)?;
        if !end64.starts_with(&END64_SIGNATURE) {
            return Err(cut_off());
        }
        bytes = u64_at(&end64, 40).ok_or_else(cut_off)?;
        start = u64_at(&end64, 48).ok_or_else(cut_off)?;
    }
    if start.saturating_add(bytes) > length {
        return Err(cut_off());
    }
    // 64 KiB of names and fields per entry is what the format allows; a sheet needs 100 bytes
    let directory_bytes_max = (limits.zip_entries_max as u64).saturating_mul(1024);
    if bytes > directory_bytes_max {
        return Err(bomb(format!("its directory has {bytes} bytes")));
    }
    let directory = read_at(input, start, bytes)?;
    let mut entries = Vec::new();
    let mut rest = directory.as_slice();
    while rest.starts_with(&ENTRY_SIGNATURE) {
        let (entry, used) = entry(rest).ok_or_else(cut_off)?;
        entries.push(entry);
        if entries.len() > limits.zip_entries_max {
            return Err(bomb(format!(
                "it has more than {} entries",
                limits.zip_entries_max
            )));
        }
        rest = rest.get(used..).unwrap_or(&[]);
    }
    Ok(entries)
}

/// The entry at the start of `bytes`, and how many of them describe it.
fn entry(bytes: &[u8]) -> Option<(Entry, usize)> {
    let name_bytes = usize::from(u16_at(bytes, 28)?);
    let extra_bytes = usize::from(u16_at(bytes, 30)?);
    let comment_bytes = usize::from(u16_at(bytes, 32)?);
    let name = bytes.get(46..46 + name_bytes)?;
    let mut entry = Entry {
        name: String::from_utf8_lossy(name).into_owned(),
        encrypted: u16_at(bytes, 8)? & 1 == 1,
        method: u16_at(bytes, 10)?,
        packed_bytes: u64::from(u32_at(bytes, 20)?),
        offset: u64::from(u32_at(bytes, 42)?),
        name_bytes: name_bytes as u64,
    };
    let wide = u64::from(u32::MAX);
    let unpacked_is_wide = u64::from(u32_at(bytes, 24)?) == wide;
    let mut extra = bytes.get(46 + name_bytes..46 + name_bytes + extra_bytes)?;
    while let (Some(tag), Some(size)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let field = extra.get(4..4 + usize::from(size))?;
        if tag == 1 {
            // present in this order, each only if its 32-bit field is full
            let mut at = usize::from(unpacked_is_wide) * 8;
            if entry.packed_bytes == wide {
                entry.packed_bytes = u64_at(field, at)?;
                at += 8;
            }
            if entry.offset == wide {
                entry.offset = u64_at(field, at)?;
            }
        }
        extra = extra.get(4 + usize::from(size)..)?;
    }
    Some((entry, 46 + name_bytes + extra_bytes + comment_bytes))
}

/// Where the packed bytes of an entry begin, by its own header.
fn data_start(input: &mut (impl Read + Seek), entry: &Entry) -> Result<u64, GuardError> {
    if entry.encrypted {
        return Err(GuardError::new(
            "the workbook is encrypted",
            "open it with its password and save it without",
        ));
    }
    let header = read_at(input, entry.offset, 30)?;
    let name_bytes = u16_at(&header, 26).map(u64::from);
    let extra_bytes = u16_at(&header, 28).map(u64::from);
    let (Some(name_bytes), Some(extra_bytes)) = (name_bytes, extra_bytes) else {
        return Err(cut_off());
    };
    if !header.starts_with(&LOCAL_SIGNATURE) || name_bytes != entry.name_bytes {
        return Err(cut_off());
    }
    Ok(entry.offset.saturating_add(30 + name_bytes + extra_bytes))
}

/// How many bytes the entry really unpacks to.
fn unpacked(
    input: &mut (impl Read + Seek),
    entry: &Entry,
    left: u64,
    limits: &Limits,
) -> Result<u64, GuardError> {
    let start = data_start(input, entry)?;
    input.seek(SeekFrom::Start(start))?;
    let packed = input.by_ref().take(entry.packed_bytes);
    let count = match entry.method {
        0 => entry.packed_bytes,
        8 => {
            let by_ratio = entry.packed_bytes.saturating_mul(limits.zip_ratio_max);
            let allowed = by_ratio.max(limits.zip_ratio_free_bytes);
            let cap = left.min(allowed).saturating_add(1);
            let mut unpacking = flate2::read::DeflateDecoder::new(packed).take(cap);
            let count = std::io::copy(&mut unpacking, &mut std::io::sink()).map_err(|_| cut_off())?;
            if count > allowed {
                return Err(bomb(format!(
                    "{:?} unpacks to more than {} times its size",
                    fyke_model::refused::clip(&entry.name, 60),
                    limits.zip_ratio_max
                )));
            }
            count
        }
        method => {
            return Err(GuardError::new(
                format!("the zip is packed by method {method}, which spreadsheets do not use"),
                "save the workbook again with a spreadsheet program",
            ));
        }
    };
    if count > left {
        return Err(bomb(format!(
            "it unpacks to more than {} bytes",
            limits.unpacked_bytes_max
        )));
    }
    Ok(count)
}

fn read_at(input: &mut (impl Read + Seek), start: u64, bytes: u64) -> Result<Vec<u8>, GuardError> {
    input.seek(SeekFrom::Start(start))?;
    let mut read = Vec::new();
    input.by_ref().take(bytes).read_to_end(&mut read)?;
    Ok(read)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Small zips for the tests of this crate: the bombs are made here, and none
/// is kept as a file.
#[cfg(test)]
pub(super) mod build {
    use std::io::Write;

    /// A zip of deflated entries.
    pub fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut directory = Vec::new();
        for (name, body) in entries {
            let offset = file.len() as u32;
            let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
            packer.write_all(body).unwrap();
            let packed = packer.finish().unwrap();
            let mut crc = flate2::Crc::new();
            crc.update(body);
            let mut common = Vec::new();
            common.extend_from_slice(&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
            common.extend_from_slice(&crc.sum().to_le_bytes());
            common.extend_from_slice(&(packed.len() as u32).to_le_bytes());
            common.extend_from_slice(&(body.len() as u32).to_le_bytes());
            common.extend_from_slice(&(name.len() as u16).to_le_bytes());
            common.extend_from_slice(&[0, 0]);
            file.extend_from_slice(b"PK\x03\x04");
            file.extend_from_slice(&common);
            file.extend_from_slice(name.as_bytes());
            file.extend_from_slice(&packed);
            directory.push((common, name.as_bytes().to_vec(), offset));
        }
        end(file, &directory)
    }

    /// A zip whose directory names one entry many times: an overlap.
    pub fn overlapping(name: &str, body: &[u8], times: usize) -> Vec<u8> {
        let single = zip(&[(name, body)]);
        let at = memchr::memmem::rfind(&single, b"PK\x01\x02").unwrap();
        let common = single[at + 6..at + 32].to_vec();
        let directory = vec![(common, name.as_bytes().to_vec(), 0); times];
        end(single[..at].to_vec(), &directory)
    }

    fn end(mut file: Vec<u8>, directory: &[(Vec<u8>, Vec<u8>, u32)]) -> Vec<u8> {
        let start = file.len() as u32;
        for (common, name, offset) in directory {
            file.extend_from_slice(b"PK\x01\x02\x14\x00");
            file.extend_from_slice(common);
            file.extend_from_slice(&[0; 10]);
            file.extend_from_slice(&offset.to_le_bytes());
            file.extend_from_slice(name);
        }
        let bytes = file.len() as u32 - start;
        file.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        file.extend_from_slice(&(directory.len() as u16).to_le_bytes());
        file.extend_from_slice(&(directory.len() as u16).to_le_bytes());
        file.extend_from_slice(&bytes.to_le_bytes());
        file.extend_from_slice(&start.to_le_bytes());
        file.extend_from_slice(&[0, 0]);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn broke(zip: Vec<u8>, limits: &Limits) -> String {
        check(&mut Cursor::new(zip), limits).unwrap_err().to_string()
    }

    #[test]
    fn an_honest_zip_passes_and_is_counted() {
        let zip = build::zip(&[("a.xml", b"hello"), ("b.xml", &[b'x'; 10_000])]);
        let contents = check(&mut Cursor::new(zip), &Limits::default()).unwrap();
        assert_eq!(
            contents,
            Contents {
                entries: 2,
                unpacked_bytes: 10_005
            }
        );
    }

    #[test]
    fn bombs_named_after_how_they_work() {
        let limits = Limits {
            zip_ratio_max: 100,
            zip_ratio_free_bytes: 1_000,
            unpacked_bytes_max: 50_000,
            zip_entries_max: 10,
            ..Limits::default()
        };
        assert!(broke(build::zip(&[("zeros", &[0; 500_000])]), &limits).contains("times its size"));
        let noise: Vec<u8> = (0..60_000_u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8)
            .collect();
        assert!(broke(build::zip(&[("noise", &noise)]), &limits).contains("unpacks to more than 50000"));
        assert!(broke(build::overlapping("a", b"kernel", 3), &limits).contains("share bytes"));
        assert!(broke(build::zip(&[("e", &b""[..]); 11]), &limits).contains("more than 10 entries"));
    }

    #[test]
    fn a_zip_cut_off_anywhere_is_an_error() {
        let zip = build::zip(&[("a.xml", b"hello"), ("b.xml", b"world")]);
        for length in 0..zip.len() {
            let cut = zip.get(..length).unwrap().to_vec();
            assert!(
                check(&mut Cursor::new(cut), &Limits::default()).is_err(),
                "{length}"
            );
        }
    }

    #[test]
    fn a_password_is_named() {
        let mut zip = build::zip(&[("a", b"x")]);
        let at = memchr::memmem::rfind(&zip, b"PK\x01\x02").unwrap();
        zip[at + 8] |= 1;
        assert!(broke(zip, &Limits::default()).contains("password"));
    }
}
