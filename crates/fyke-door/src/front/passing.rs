//! Way B: an envelope that was sealed elsewhere passes through to the store.
//!
//! The header says for which door and day it was sealed and how large it is; nothing
//! else of it can be judged here, and nothing else is claimed. Whether it opens is
//! seen at the desk.

use super::multipart::{Multipart, Source};
use super::pages::Kept;
use super::refusal::Refusal;
use super::store::Store;
use crate::day::Day;
use crate::envelope::{EnvelopeHash, Header};
use crate::keys::{DAYS_KEPT, DoorId};
use crate::sheet::Receipt;
use sha2::{Digest, Sha256};
use std::io::Write;

/// A header of ten recipients and all their pairs fits, and every envelope is longer.
const FRONT: u64 = 16 * 1024;

/// Passes one part on; `None` for an empty field, `Some(None)` for what is not sealed for here.
pub fn part<S: Source>(
    form: &mut Multipart<'_, S>,
    name: String,
    (door, today): (DoorId, Day),
    store: &mut Store,
) -> Result<Option<Option<Kept>>, Refusal> {
    let mut front = Vec::with_capacity(FRONT as usize);
    let length = form.pass(FRONT, |some| {
        front.extend_from_slice(some);
        Ok(())
    })?;
    if length == 0 {
        return Ok(None);
    }
    let Ok(header) = Header::read(&front) else {
        return Ok(Some(None));
    };
    // the secrets of older days are destroyed; a day's clock may run ahead
    if header.door != door || header.day > today.plus(1) || header.day < today.minus(DAYS_KEPT) {
        return Ok(Some(None));
    }
    let mut cells = store.begin(header.bucket)?;
    let mut hash = Sha256::new();
    let mut give = |bytes: &[u8]| {
        hash.update(bytes);
        cells.write_all(bytes).map_err(|_| Refusal::Store)
    };
    give(&front)?;
    let left = header.bucket.bytes() - length;
    if form.pass(left, give)? != left || !form.look()?.is_empty() {
        return Ok(Some(None));
    }
    store.commit()?;
    let envelope = EnvelopeHash(hash.finalize().into());
    Ok(Some(Some(Kept::of(Some(name), &Receipt::of(&envelope)))))
}
