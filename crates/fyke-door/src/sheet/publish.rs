//! Making a sheet, at the desk: what was collected, decoys, one signature.

use super::{MAGIC, RECEIPTS, Receipt, SIGNED_AS, Sheet};
use crate::day::Day;
use crate::keys::{DoorId, Draw, SIGNATURE, SignSecret};
use crate::secret::NoRandomness;

/// Bytes of a sheet.
pub const SHEET: usize = 8 + 32 + 4 + 4 + 32 + RECEIPTS * 6 + SIGNATURE;

/// Why a sheet was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetRefused {
    /// More receipts than a sheet holds.
    #[error("more than 256 receipts for one sheet; let the others wait for the next")]
    Full,
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl Sheet {
    /// Writes and signs the sheet that follows another (or none).
    pub fn publish(
        door: DoorId,
        day: Day,
        before: Option<&Sheet>,
        receipts: &[Receipt],
        publisher: &SignSecret,
        draw: &mut Draw,
    ) -> Result<Vec<u8>, SheetRefused> {
        let mut all = receipts.to_vec();
        all.sort_unstable();
        all.dedup();
        if all.len() > RECEIPTS {
            return Err(SheetRefused::Full);
        }
        while all.len() < RECEIPTS {
            let decoy = Receipt(draw.bytes()?);
            if let Err(place) = all.binary_search(&decoy) {
                all.insert(place, decoy);
            }
        }
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&door.0);
        out.extend_from_slice(
            &before
                .map_or(1, |sheet| sheet.serial.saturating_add(1))
                .to_be_bytes(),
        );
        out.extend_from_slice(&day.0.to_be_bytes());
        out.extend_from_slice(&before.map_or([0; 32], |sheet| sheet.hash));
        for receipt in &all {
            out.extend_from_slice(&receipt.0);
        }
        let signature = publisher.sign(SIGNED_AS, &out);
        out.extend_from_slice(&signature);
        Ok(out)
    }

    /// Whether it is the next after another.
    pub fn follows(&self, other: &Sheet) -> bool {
        self.before == other.hash && Some(self.serial) == other.serial.checked_add(1)
    }
}
