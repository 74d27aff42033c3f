//! Receipts in words, and the sheet on which a source finds its own.
//!
//! Four words, 48 bits of the envelope's hash, are shown once it is kept. With each
//! book the desk publishes a collection sheet: 256 receipts, real ones and decoys,
//! sorted, signed, each sheet with the hash of the one before, so that the door can
//! leave none out unseen. Whoever reads it learns that people hold their message,
//! without saying a codename. Bytes: `docs/door/sheet.md`.

#[cfg(feature = "desk")]
mod publish;

use crate::bytes::{Malformed, Reader};
use crate::codename::{parts, place, two};
use crate::day::Day;
use crate::envelope::EnvelopeHash;
use crate::keys::{DoorId, SIGNATURE, SignKey};
use crate::secret::NoRandomness;
use sha2::{Digest, Sha256};

/// Receipts on a sheet.
pub const RECEIPTS: usize = 256;
/// Bytes of a sheet.
pub const SHEET: usize = 8 + 32 + 4 + 4 + 32 + RECEIPTS * 6 + SIGNATURE;

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
        let mut receipt = [0u8; 6];
        receipt.copy_from_slice(&envelope.0[..6]);
        Receipt(receipt)
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

/// Why bytes are no sheet of this door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetRefused {
    /// Its bytes are wrong.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Another door's.
    #[error("the collection sheet is of another door; publish this door's")]
    OtherDoor,
    /// The desk did not sign it.
    #[error(
        "the collection sheet is not signed by the desk's publishing key; publish it again from the desk"
    )]
    NotSigned,
    /// More receipts than a sheet holds.
    #[error("more than 256 receipts for one sheet; let the others wait for the next")]
    Full,
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl Sheet {
    /// Reads and verifies a sheet.
    pub fn read(bytes: &[u8], door: DoorId, publisher: &SignKey) -> Result<Sheet, SheetRefused> {
        let mut reader = Reader::of(bytes, MAGIC, "is not a sheet's")?;
        let of = DoorId(reader.array("door id")?);
        let (serial, day) = (reader.u32("serial")?, Day(reader.u32("day")?));
        let before = reader.array("sheet before")?;
        let at = reader.malformed("receipts", "are not sorted");
        let receipts = (0..RECEIPTS)
            .map(|_| reader.array("receipts").map(Receipt))
            .collect::<Result<Vec<_>, _>>()?;
        let (signed, signature) = reader.signed()?;
        if !receipts.is_sorted_by(|one, next| one < next) {
            return Err(at.into());
        }
        if of != door {
            return Err(SheetRefused::OtherDoor);
        }
        if !publisher.verifies(SIGNED_AS, signed, &signature) {
            return Err(SheetRefused::NotSigned);
        }
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
