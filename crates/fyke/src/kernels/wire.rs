//! What is on its way between a kernel and who asked it: long lists of numbers
//! little-endian, one after the other; everything else as postcard packs it.

use fyke_store::StoreError;
use fyke_store::error::{Fault, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as bytes, the same for equal values.
pub fn packed(value: &impl Serialize) -> Result<Vec<u8>> {
    postcard::to_extend(value, Vec::new()).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("what a kernel made cannot be written: {e}"),
            "please report it",
        )
    })
}

/// The value that [`packed`] made these bytes of; `what` it is, in words.
pub fn unpacked<T: DeserializeOwned>(bytes: &[u8], what: &str) -> Result<T> {
    postcard::from_bytes(bytes).map_err(|e| {
        StoreError::new(
            Fault::Data,
            format!("a blob of the depot holds no {what}: {e}"),
            "run the same version of fyke and fyke-worker",
        )
    })
}

/// Appends numbers.
#[derive(Default)]
pub struct Out(pub Vec<u8>);

impl Out {
    pub fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn u64(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }
}

/// Takes numbers off the front.
pub struct In<'a>(pub &'a [u8]);

impl In<'_> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn u32(&mut self) -> Result<u32> {
        self.take().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or_else(|| {
            StoreError::new(
                Fault::Data,
                "an answer of a worker ends in the middle",
                "run the same version of fyke and fyke-worker",
            )
        })?;
        self.0 = rest;
        Ok(*head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_a_stump_is_an_error() {
        let mut out = Out::default();
        out.u32(7);
        out.u64(u64::MAX);
        let mut read = In(&out.0);
        assert_eq!((read.u32().unwrap(), read.u64().unwrap()), (7, u64::MAX));
        assert!(read.is_empty() && read.u32().is_err());
    }
}
