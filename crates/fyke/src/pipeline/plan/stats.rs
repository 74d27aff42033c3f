//! What is known of a case before anything runs: from the footers of its tables and
//! its take-in records. No row is read.

use crate::kernels::rows::{ROWS_OF_A_JOB, slices};
use crate::screen::Outcome;
use fyke_store::tables::Table;
use fyke_store::{Case, footers, trade};
use serde::{Deserialize, Serialize};

/// What the statistics of a case say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Stats {
    /// Rows of lists and registers.
    pub statements: u64,
    /// Rows of consignments.
    pub consignments: u64,
    /// Rows of payments.
    pub payments: u64,
    /// Regimes that the case watches for: each reads the consignments.
    pub regimes: u64,
    /// Jobs in which all consignments are read once.
    pub row_jobs: u64,
    /// Bytes of the columns that tracing reads, as they come over.
    pub row_bytes: u64,
}

impl Stats {
    /// Of a case, from its take-in records and the footers of its tables.
    pub fn of(case: &Case) -> Outcome<Stats> {
        let rows = footers::of(case, Table::Consignments, &trade::COLUMNS)?;
        let jobs = rows.groups.iter().map(|groups| slices(groups).len() as u64);
        Ok(Stats {
            statements: footers::of(case, Table::Statements, &[])?.rows,
            consignments: rows.rows,
            payments: footers::of(case, Table::Payments, &[])?.rows,
            regimes: case.file().regimes.len() as u64,
            row_jobs: jobs.sum(),
            row_bytes: rows.bytes,
        })
    }

    /// The same with so many times the rows, in as many files.
    pub fn times(self, factor: u64) -> Stats {
        let consignments = self.consignments * factor;
        let row_jobs = match factor {
            1 => self.row_jobs,
            _ => self.row_jobs.max(consignments.div_ceil(ROWS_OF_A_JOB)),
        };
        Stats {
            statements: self.statements * factor,
            consignments,
            payments: self.payments * factor,
            regimes: self.regimes,
            row_jobs,
            row_bytes: self.row_bytes * factor,
        }
    }
}
