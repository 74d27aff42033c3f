//! Where the compared pairs of a record stand in their table, and which of them
//! are in doubt.

use super::bytes::{In, Out};
use super::lists::Lists;
use super::records::Records;
use crate::error::Result;
use crate::{questions, trade};
use datafusion::arrow::array::{Array, Float64Array};
use std::io::{self, Read};
use std::path::Path;

/// Probabilities between which a pair is in doubt.
const DOUBT: std::ops::RangeInclusive<f64> = 0.05..=0.95;

/// Places of pairs.
#[derive(Default)]
pub(super) struct Pairs {
    /// By record, the places of its pairs, ascending.
    of: Lists<u32>,
    /// Places of pairs in doubt that nobody judged, the nearest to even odds first.
    doubtful: Vec<u32>,
}

impl Pairs {
    /// Reads `pairs`, whose one part holds them in order of place.
    pub(super) fn make(path: &Path, records: &Records) -> Result<Pairs> {
        let mut ends: Vec<(u32, u32)> = vec![];
        let mut doubtful: Vec<(u64, u32)> = vec![];
        let mut place = 0u32;
        if !path.exists() {
            return Ok(Pairs::default());
        }
        let columns = [
            "left_dataset",
            "left_id",
            "right_dataset",
            "right_id",
            "probability",
            "judgement",
        ];
        trade::each_batch_of(path, &columns, &mut |batch| {
            let text = |at: usize| questions::Texts::new(batch, at);
            let (left, left_id, right, right_id) = (text(0)?, text(1)?, text(2)?, text(3)?);
            let probability: &Float64Array = questions::column(batch, 4)?;
            let judgement = text(5)?;
            for at in 0..batch.num_rows() {
                for record in [
                    records.find(left.at(at), left_id.at(at)),
                    records.find(right.at(at), right_id.at(at)),
                ] {
                    ends.extend(record.map(|record| (record, place)));
                }
                let p = probability.value(at);
                if judgement.at(at).is_empty() && !probability.is_null(at) && DOUBT.contains(&p) {
                    // bits of a number that is not negative order as it does
                    doubtful.push(((p - 0.5).abs().to_bits(), place));
                }
                place = place.saturating_add(1);
            }
            Ok(())
        })?;
        doubtful.sort_unstable();
        ends.dedup();
        Ok(Pairs {
            of: Lists::of(records.len(), ends.iter().copied()),
            doubtful: doubtful.into_iter().map(|doubt| doubt.1).collect(),
        })
    }

    /// Places of a record's pairs.
    pub(super) fn of(&self, record: u32) -> &[u32] {
        self.of.at(record)
    }

    /// Places of pairs in doubt.
    pub(super) fn doubtful(&self) -> &[u32] {
        &self.doubtful
    }

    pub(super) fn bytes(&self) -> u64 {
        self.of.bytes() + 4 * self.doubtful.len() as u64
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.of.write(out)?;
        out.numbers(&self.doubtful)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Pairs> {
        Ok(Pairs {
            of: Lists::read(from)?,
            doubtful: from.numbers()?,
        })
    }
}
