//! Receipts in words, and the sheet on which a source finds its own.
//!
//! Four words, 48 bits of the envelope's hash, are shown once it is kept. With each
//! book the desk publishes a collection sheet: 256 receipts, real ones and decoys,
//! sorted, signed, each sheet with the hash of the one before, so that the door can
//! leave none out unseen. Whoever reads it learns that people hold their message,
//! without saying a codename. Bytes: `docs/door/sheet.md`.

#[cfg(feature = "desk")]
mod publish;
#[cfg(feature = "desk")]
pub use publish::{SHEET, SheetRefused};

use crate::bytes::Reader;
use crate::codename::{parts, place, two};
use crate::day::Day;
use crate::envelope::EnvelopeHash;
use crate::keys::{DoorId, Refused, SignKey};
use sha2::{Digest, Sha256};

/// Receipts on a sheet.
pub const RECEIPTS: usize = 256;

const MAGIC: &[u8; 8] = b"FYKESHT1";
const SIGNED_AS: &str = "fyke collection sheet v1";

/// A receipt: 48 bits of an envelope's hash.
///
/// ```
/// use fyke_door::{envelope::EnvelopeHash, sheet::Receipt};
/// let receipt = Receipt::of(&EnvelopeHash::of(b"an envelope"));
/// assert_eq!(Receipt::read(&receipt.words().join("-")), Some(receipt));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt(pub [u8; 6]);

impl Receipt {
    /// Of an envelope.
    pub fn of(envelope: &EnvelopeHash) -> Receipt {
        Receipt(std::array::from_fn(|at| envelope.0[at]))
    }

    /// Its four words.
    pub fn words(&self) -> [&'static str; 4] {
        let ((a, b), (c, d)) = (two(&self.0[..3]), two(&self.0[3..]));
        [a, b, c, d]
    }

    /// From its words as typed; `None` where they are not four of ours.
    pub fn read(typed: &str) -> Option<Receipt> {
        let typed = typed.to_lowercase();
        let mut bits = 0u64;
        let mut count = 0;
        for part in parts(&typed) {
            count += 1;
            let place = u64::from(place(part)?);
            bits = (count <= 4).then_some(bits << 12 | place)?;
        }
        let mut receipt = [0u8; 6];
        receipt.copy_from_slice(&bits.to_be_bytes()[2..]);
        (count == 4).then_some(Receipt(receipt))
    }
}

/// A collection sheet, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Rises by one with each.
    pub serial: u32,
    /// The day it was published on.
    pub day: Day,
    /// Hash of the sheet before; zeros on the first.
    pub before: [u8; 32],
    /// Hash of this one, for the next.
    pub hash: [u8; 32],
    receipts: Vec<Receipt>,
}

impl Sheet {
    /// Reads and verifies a sheet.
    pub fn read(bytes: &[u8], door: DoorId, publisher: &SignKey) -> Result<Sheet, Refused> {
        let mut reader = Reader::of(bytes, MAGIC, "is not a sheet's")?;
        reader.door(door, "collection sheet")?;
        let (serial, day) = (reader.u32("serial")?, Day(reader.u32("day")?));
        let before = reader.array("sheet before")?;
        let at = reader.malformed("receipts", "are not sorted");
        let receipts = (0..RECEIPTS)
            .map(|_| reader.array("receipts").map(Receipt))
            .collect::<Result<Vec<_>, _>>()?;
        if !receipts.is_sorted_by(|one, next| one < next) {
            return Err(at.into());
        }
        reader.signed(publisher, SIGNED_AS, "collection sheet")?;
        Ok(Sheet {
            serial,
            day,
            before,
            hash: Sha256::digest(bytes).into(),
            receipts,
        })
    }

    /// Whether a receipt is on it.
    pub fn holds(&self, receipt: &Receipt) -> bool {
        self.receipts.binary_search(receipt).is_ok()
    }

    /// All 256, sorted, real ones and decoys.
    pub fn receipts(&self) -> &[Receipt] {
        &self.receipts
    }
}
