//! The desk's half of a generation: its key out of the head, and the word that frees it.

use super::cell::{Raw, blank};
use super::disk::Disk;
use super::free::{Free, LENGTH, MAGIC, SIGNED_AS};
use super::head::{Place, RECIPIENTS, SLOT, record};
use super::keep::Keep;
use super::{Slab, SlabError};
use crate::keys::{DoorId, SealSecret, SignSecret};
use crate::secret::Secret;

/// The generation's key, by the first of its secret keys that opens a slot.
pub fn opened(door: DoorId, generation: u8, cell: &Raw, secrets: &[SealSecret]) -> Option<Secret<32>> {
    let record = record(cell)?;
    let id = record.first_chunk()?;
    let info = Place { door, generation, id }.info();
    let slots = record.get(16..16 + RECIPIENTS * SLOT)?.as_chunks::<SLOT>().0;
    secrets.iter().find_map(|secret| {
        let mut opened = slots.iter().filter_map(|slot| secret.unwrap(&info, slot));
        opened.next()?.expose().try_into().ok().map(Secret::new)
    })
}

impl<D: Disk, K: Keep> Slab<D, K> {
    /// One raw cell, for whoever passes it on; none beyond the slab.
    pub fn raw(&self, cell: u32) -> Result<Option<Box<Raw>>, SlabError> {
        if cell >= self.geometry.cells() {
            return Ok(None);
        }
        let mut raw = blank();
        self.disk.read(cell, &mut raw)?;
        Ok(Some(raw))
    }
}

impl Free {
    /// As it is signed.
    pub(super) fn said(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(LENGTH);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&self.door.0);
        out.extend_from_slice(&self.generation);
        out.extend_from_slice(&self.up_to.to_be_bytes());
        out
    }

    /// Signed by the desk's pull key.
    pub fn sign(&self, key: &SignSecret) -> Vec<u8> {
        let mut out = self.said();
        let signature = key.sign(SIGNED_AS, &out);
        out.extend_from_slice(&signature);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::{NoHead, id, seal};
    use super::*;
    use crate::keys::Draw;
    use crate::slab::CELL;

    const RECORD: usize = CELL / 2;

    #[test]
    fn each_recipient_opens_the_head_and_nobody_else() {
        let mut draw = Draw::seeded_for_vectors([1; 32]);
        let mut person = || SealSecret::draw(&mut draw).unwrap();
        let (anna, boris, eve) = (person(), person(), person());
        let door = DoorId([5; 32]);
        let place = Place {
            door,
            generation: 2,
            id: &[6; 16],
        };
        let key = Secret::new([7; 32]);
        let cell = seal(&place, &key, &[anna.public(), boris.public()], &mut draw).unwrap();
        assert_eq!(id(&cell), Some([6; 16]));
        assert_eq!(
            opened(door, 2, &cell, std::slice::from_ref(&anna)),
            Some(key.clone())
        );
        assert_eq!(opened(door, 2, &cell, &[eve.clone(), boris]), Some(key.clone()));
        assert_eq!(opened(door, 2, &cell, &[eve]), None);
        assert_eq!(opened(door, 1, &cell, std::slice::from_ref(&anna)), None);
        assert_eq!(
            opened(DoorId([0; 32]), 2, &cell, std::slice::from_ref(&anna)),
            None
        );
        // one bad sector in either record: the other holds
        for at in [100, RECORD + 100] {
            let mut hurt = cell.clone();
            hurt[at] ^= 1;
            assert_eq!(
                opened(door, 2, &hurt, std::slice::from_ref(&anna)),
                Some(key.clone())
            );
        }
        let mut hurt = cell.clone();
        hurt[100] ^= 1;
        hurt[RECORD + 100] ^= 1;
        assert_eq!(id(&hurt), None);
        assert_eq!(
            seal(&place, &key, &[], &mut draw).unwrap_err(),
            NoHead::Recipients
        );
    }
}
