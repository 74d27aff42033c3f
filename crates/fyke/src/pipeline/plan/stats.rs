//! What is known of a case before anything runs: from the footers of its tables and
//! its take-in records. No row is read.

use crate::kernels::rows::{ROWS_OF_A_JOB, slices};
use crate::screen::Outcome;
use fyke_store::footers::Footers;
use fyke_store::tables::Table;
use fyke_store::{Case, flows, footers, trade};
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
    /// Rows of official statistics.
    #[serde(default)]
    pub flows: u64,
    /// Jobs in which these are read once.
    #[serde(default)]
    pub flow_jobs: u64,
    /// Bytes of their columns, as they come over.
    #[serde(default)]
    pub flow_bytes: u64,
}

impl Stats {
    /// Of a case, from its take-in records and the footers of its tables.
    pub fn of(case: &Case) -> Outcome<Stats> {
        let rows = footers::of(case, Table::Consignments, &trade::COLUMNS)?;
        let flows = footers::of(case, Table::Flows, &flows::COLUMNS)?;
        let jobs = |table: &Footers| {
            table
                .groups
                .iter()
                .map(|groups| slices(groups).len() as u64)
                .sum()
        };
        Ok(Stats {
            statements: footers::of(case, Table::Statements, &[])?.rows,
            consignments: rows.rows,
            payments: footers::of(case, Table::Payments, &[])?.rows,
            regimes: case.file().regimes.len() as u64,
            row_jobs: jobs(&rows),
            row_bytes: rows.bytes,
            flows: flows.rows,
            flow_jobs: jobs(&flows),
            flow_bytes: flows.bytes,
        })
    }

    /// The same with so many times the rows, in as many files.
    pub fn times(self, factor: u64) -> Stats {
        let jobs = |jobs: u64, rows: u64| match factor {
            1 => jobs,
            _ => jobs.max((rows * factor).div_ceil(ROWS_OF_A_JOB)),
        };
        Stats {
            statements: self.statements * factor,
            consignments: self.consignments * factor,
            payments: self.payments * factor,
            regimes: self.regimes,
            row_jobs: jobs(self.row_jobs, self.consignments),
            row_bytes: self.row_bytes * factor,
            flows: self.flows * factor,
            flow_jobs: jobs(self.flow_jobs, self.flows),
            flow_bytes: self.flow_bytes * factor,
        }
    }
}
