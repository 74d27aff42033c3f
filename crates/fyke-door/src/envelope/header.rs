//! The header: who can open, and the key wrapped for them.

use super::bucket::{Bucket, COMMIT, FIXED};
use crate::bytes::{Malformed, Reader};
use crate::day::Day;
use crate::keys::{DoorId, ENC, KeyId, MANY, Opening, WRAP, wraps};
use crate::secret::{Secret, derived};
use sha2::{Digest, Sha256};

pub(super) const MAGIC: &[u8; 8] = b"FYKEENV1";

/// What stands before a body. Nothing of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The door it was sealed for.
    pub door: DoorId,
    /// The day whose keys it was sealed to.
    pub day: Day,
    /// How large it is.
    pub bucket: Bucket,
    /// How many people open it.
    pub opening: Opening,
    pub(super) recipients: Vec<(KeyId, Box<[u8; ENC]>)>,
    pub(super) commitment: [u8; COMMIT],
    pub(super) wraps: Vec<u8>,
    pub(super) binding: [u8; 32],
    pub(super) hash: [u8; 32],
}

impl Header {
    /// Reads the header at the front of these bytes.
    pub fn read(bytes: &[u8]) -> Result<Header, Malformed> {
        let mut reader = Reader::of(bytes, MAGIC, "is not an envelope's")?;
        let door = DoorId(reader.array("door id")?);
        let day = Day(reader.u32("day")?);
        let at = reader.malformed("bucket", "is larger than 10");
        let bucket = Bucket::read(reader.u8("bucket")?).ok_or(at)?;
        let at = reader.malformed("opening", "is neither one person nor two");
        let opening = Opening::read(reader.u8("opening")?).ok_or(at)?;
        let at = reader.malformed("recipients", "are none, too few to open, or more than ten");
        let people = usize::from(reader.u8("recipients")?);
        if people > MANY || people < opening as usize {
            return Err(at);
        }
        let at = reader.malformed("zero", "is not zero");
        if reader.u8("zero")? != 0 {
            return Err(at);
        }
        let mut recipients: Vec<(KeyId, Box<[u8; ENC]>)> = Vec::with_capacity(people);
        for _ in 0..people {
            let at = reader.malformed("key id", "stands twice");
            let id = KeyId(reader.array("key id")?);
            // one person named twice would count as two
            if recipients.iter().any(|(other, _)| *other == id) {
                return Err(at);
            }
            recipients.push((id, Box::new(reader.array("encapsulation")?)));
        }
        let commitment = reader.array("commitment")?;
        let binding = Sha256::digest(bytes.get(..reader.at()).unwrap_or(bytes)).into();
        let wraps = reader.take(wraps(people, opening) * WRAP, "wraps")?.to_vec();
        let hash = Sha256::digest(bytes.get(..reader.at()).unwrap_or(bytes)).into();
        Ok(Header {
            door,
            day,
            bucket,
            opening,
            recipients,
            commitment,
            wraps,
            binding,
            hash,
        })
    }
}

pub(super) fn fixed(door: DoorId, day: Day, bucket: Bucket, opening: Opening, people: usize) -> [u8; FIXED] {
    let mut out = [0u8; FIXED];
    out[..8].copy_from_slice(MAGIC);
    out[8..40].copy_from_slice(&door.0);
    out[40..44].copy_from_slice(&day.0.to_be_bytes());
    out[44] = bucket.exponent();
    out[45] = opening as u8;
    out[46] = people as u8;
    out
}

/// HPKE's `info` for one recipient: all that the header says before its recipients.
pub(super) fn info(fixed: &[u8; FIXED], id: KeyId) -> Vec<u8> {
    [b"fyke envelope v1".as_slice(), fixed, &id.0].concat()
}

pub(super) fn commitment(key: &Secret<32>) -> [u8; COMMIT] {
    *derived(b"", key.expose(), b"fyke envelope commitment v1").expose()
}

pub(super) fn body_key(key: &Secret<32>, header_hash: &[u8; 32]) -> Secret<32> {
    derived(header_hash, key.expose(), b"fyke envelope body v1")
}

/// Nonce of a chunk: its number in eleven bytes, and whether it is the last.
pub(super) fn nonce(chunk: u64, last: bool) -> [u8; 12] {
    let mut nonce = [0u8; 12];
    nonce[3..11].copy_from_slice(&chunk.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce
}
