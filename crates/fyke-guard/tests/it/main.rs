//! The readers as a caller meets them: a corpus named after its attacks, round
//! trips, random bytes, and files from outside where `FYKE_DATA` has them.

mod corpus;
mod fuzz;
mod outside;
mod round_trip;

use fyke_guard::bytes::{Next, Record, Records};

/// Every row as one line: `row: cells` or `row! reason`.
pub fn show(reader: &mut impl Records) -> Vec<String> {
    let mut record = Record::default();
    let mut shown = Vec::new();
    loop {
        match reader
            .next_record(&mut record)
            .expect("reading from memory does not fail")
        {
            Next::Record => {
                let cells: Vec<&str> = record.cells().collect();
                shown.push(format!("{}: {}", record.row(), cells.join("|")));
            }
            Next::Refused(refused) => shown.push(format!("{}! {}", refused.row, refused.reason.code())),
            Next::End => return shown,
        }
    }
}
