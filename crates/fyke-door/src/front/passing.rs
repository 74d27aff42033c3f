//! Way B: an envelope that was sealed elsewhere passes through to the store.
//!
//! The header says for which door and day it was sealed and how large it is; nothing
//! else of it can be judged here, and nothing else is claimed. Whether it opens is
//! seen at the desk.

use super::multipart::{Multipart, Source};
use super::pages::{Kept, Refusal};
use super::store::Store;
use crate::day::Day;
use crate::envelope::{EnvelopeHash, Header};
use crate::keys::{DAYS_KEPT, DoorId};
use crate::sheet::Receipt;
use sha2::{Digest, Sha256};
use std::io::{Read, Write};

/// A header of ten recipients and all their pairs fits.
const FRONT: usize = 16 * 1024;

/// Passes one part on; `None` for an empty field, `Some(None)` for what is not sealed for here.
pub fn part<S: Source, L: Read + Write>(
    form: &mut Multipart<'_, S>,
    name: &str,
    (door, today): (DoorId, Day),
    store: &mut Store<L>,
) -> Result<Option<Option<Kept>>, Refusal> {
    let mut held = vec![0u8; FRONT];
    let mut length = 0;
    while length < FRONT {
        match form.read(&mut held[length..])? {
            0 => break,
            n => length += n,
        }
    }
    if length == 0 {
        return Ok(None);
    }
    let Ok(header) = Header::read(&held[..length]) else {
        return Ok(Some(None));
    };
    // the secrets of older days are destroyed; a day's clock may run ahead
    if header.door != door || header.day > today.plus(1) || header.day < today.minus(DAYS_KEPT) {
        return Ok(Some(None));
    }
    let whole = header.bucket.bytes();
    let mut hash = Sha256::new();
    let mut passed = 0u64;
    let mut cells = store.begin(header.bucket)?;
    while length > 0 {
        passed += length as u64;
        if passed > whole {
            return Ok(Some(None));
        }
        hash.update(&held[..length]);
        cells.write_all(&held[..length]).map_err(|_| Refusal::Store)?;
        length = form.read(&mut held)?;
    }
    if passed != whole {
        return Ok(Some(None));
    }
    store.commit()?;
    let envelope = EnvelopeHash(hash.finalize().into());
    Ok(Some(Some(Kept {
        name: Some(name.to_owned()),
        receipt: Receipt::of(&envelope).words().join(" "),
    })))
}
