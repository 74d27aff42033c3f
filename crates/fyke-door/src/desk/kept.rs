//! Files that can be forgotten: sealed under a key of their own that lies apart.
//!
//! Every writing makes a new generation `NAME.sealed-N` under a fresh key
//! `NAME.key-N`; once both are on the disk, the keys of older generations are
//! overwritten and taken away, and what they sealed is noise. So to forget a part
//! of a file is to write it again without that part. The keys may lie on another
//! device (a stick that is locked away), which is the only sure way where the disk
//! is flash.
//!
//! ```text
//! sealed = "FYKEKEP1" ‖ length of head u16 ‖ head ‖ ChaCha20-Poly1305(clear; AAD = all before)
//! key    = HKDF-SHA256(ikm = file key ‖ outer, info = "fyke kept v1" ‖ name ‖ 0 ‖ N)
//! ```
//! `outer` is what a passphrase yields, or zeros; the nonce is zero, since no key
//! seals twice.

use super::disk;
use super::error::{DeskError, absent};
use crate::bytes::{Reader, put_run};
use crate::day::Day;
use crate::keys::Draw;
use crate::secret::{Hidden, Secret};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use sha2::Sha256;
use std::path::PathBuf;
use zeroize::Zeroize;

const MAGIC: &[u8; 8] = b"FYKEKEP1";

/// Where sealed files lie, and where their keys.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder of sealed files.
    pub sealed: PathBuf,
    /// The folder of their keys: the same, or another device.
    pub keys: PathBuf,
}

impl Place {
    fn sealed_path(&self, name: &str, generation: u32) -> PathBuf {
        self.sealed.join(format!("{name}.sealed-{generation}"))
    }

    fn key_path(&self, name: &str, generation: u32) -> PathBuf {
        self.keys.join(format!("{name}.key-{generation}"))
    }

    /// Generations of a name, oldest first: those of either half.
    fn generations(&self, name: &str) -> Result<Vec<u32>, DeskError> {
        let mut found = Vec::new();
        for (folder, part) in [(&self.sealed, ".sealed-"), (&self.keys, ".key-")] {
            for file in disk::names(folder)? {
                let number = file.strip_prefix(name).and_then(|rest| rest.strip_prefix(part));
                found.extend(number.and_then(|number| number.parse::<u32>().ok()));
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

/// Writes a generation and forgets those before it.
pub fn write(
    place: &Place,
    name: &str,
    head: &[u8],
    clear: &[u8],
    outer: &Secret<32>,
    day: Day,
    draw: &mut Draw,
) -> Result<(), DeskError> {
    let generation = place.generations(name)?.last().map_or(1, |last| last + 1);
    let file_key = draw.secret::<32>()?;
    let mut sealed = MAGIC.to_vec();
    put_run(&mut sealed, head);
    let body = cipher(&file_key, outer, name, generation)
        .encrypt(
            &[0u8; 12].into(),
            Payload {
                msg: clear,
                aad: &sealed,
            },
        )
        .map_err(|_| locked(name))?;
    sealed.extend_from_slice(&body);
    disk::put(&place.sealed_path(name, generation), &sealed, day)?;
    disk::put(&place.key_path(name, generation), file_key.expose(), day)?;
    forget(place, name, generation, draw)
}

/// The newest whole generation. `outer` is asked for with its head.
pub fn read(
    place: &Place,
    name: &str,
    outer: impl Fn(&[u8]) -> Result<Secret<32>, DeskError>,
) -> Result<Hidden, DeskError> {
    for generation in place.generations(name)?.into_iter().rev() {
        let sealed = disk::get(&place.sealed_path(name, generation))?;
        let key = disk::get(&place.key_path(name, generation))?;
        let (Some(sealed), Some(mut key)) = (sealed, key) else {
            // a writing that was interrupted: the one before it stands
            continue;
        };
        let file_key: [u8; 32] = key.as_slice().try_into().map_err(|_| locked(name))?;
        key.zeroize();
        let mut reader = Reader::new(&sealed);
        if reader.array("magic")? != *MAGIC {
            return Err(Reader::new(&sealed)
                .malformed("magic", "is not of a kept file")
                .into());
        }
        let head = reader.run("head")?;
        let (aad, msg) = sealed.split_at_checked(reader.at()).ok_or_else(|| locked(name))?;
        return cipher(&Secret::new(file_key), &outer(head)?, name, generation)
            .decrypt(&[0u8; 12].into(), Payload { msg, aad })
            .map(Hidden::new)
            .map_err(|_| locked(name));
    }
    Err(absent(name, "make it first, or restore it from a backup"))
}

/// Whether there is one.
pub fn exists(place: &Place, name: &str) -> Result<bool, DeskError> {
    Ok(!place.generations(name)?.is_empty())
}

/// Forgets every generation before this one: its key first.
fn forget(place: &Place, name: &str, from: u32, draw: &mut Draw) -> Result<(), DeskError> {
    for old in place.generations(name)?.into_iter().filter(|old| *old < from) {
        disk::overwrite(&place.key_path(name, old), &draw.bytes::<32>()?)?;
        disk::remove(&place.sealed_path(name, old))?;
    }
    Ok(())
}

/// Finishes a forgetting that was interrupted: nothing older than the newest whole
/// generation stays.
pub fn finish(place: &Place, name: &str, draw: &mut Draw) -> Result<(), DeskError> {
    let whole = place
        .generations(name)?
        .into_iter()
        .rev()
        .find(|at| place.sealed_path(name, *at).exists() && place.key_path(name, *at).exists());
    whole.map_or(Ok(()), |newest| forget(place, name, newest, draw))
}

/// Takes every generation away.
pub fn erase(place: &Place, name: &str, draw: &mut Draw) -> Result<(), DeskError> {
    forget(place, name, u32::MAX, draw)
}

fn cipher(file_key: &Secret<32>, outer: &Secret<32>, name: &str, generation: u32) -> ChaCha20Poly1305 {
    let mut ikm = [0u8; 64];
    ikm[..32].copy_from_slice(file_key.expose());
    ikm[32..].copy_from_slice(outer.expose());
    let info = [
        b"fyke kept v1".as_slice(),
        name.as_bytes(),
        &[0],
        &generation.to_be_bytes(),
    ]
    .concat();
    let mut key = [0u8; 32];
    Hkdf::<Sha256>::new(None, &ikm)
        .expand(&info, &mut key)
        .expect("32 bytes are fewer than 255 hashes");
    let cipher = ChaCha20Poly1305::new(&key.into());
    ikm.zeroize();
    key.zeroize();
    cipher
}

fn locked(name: &str) -> DeskError {
    DeskError::Locked {
        name: name.to_owned(),
    }
}

/// No passphrase: what lies apart is protection enough.
pub const NO_OUTER: Secret<32> = Secret::new([0; 32]);
