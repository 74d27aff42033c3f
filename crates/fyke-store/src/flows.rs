//! Country flows straight from their parts, file after file: as [`trade`] reads
//! consignments, whole or some row groups where they lie.

use crate::case::Case;
use crate::depot::{Blob, Depot};
use crate::error::Result;
use crate::questions::{RowHandles, flows_of};
use crate::tables::Table;
use crate::trade::{self, TradeFile, each_batch_of, each_batch_of_groups};
use fyke_model::lane::Flow;
use std::ops::Range;

/// The columns of a flow, in the order of the table.
pub const COLUMNS: [&str; 11] = [
    "row",
    "exporter",
    "importer",
    "side",
    "hs6",
    "hs_version",
    "month",
    "value",
    "currency",
    "mass_kg",
    "quantity",
];

/// The files that hold flows among those that handles were given for, in the order
/// of their handles.
///
/// # Errors
/// Where the case cannot be read.
pub fn files(case: &Case, handles: &RowHandles) -> Result<Vec<TradeFile>> {
    trade::files_of(case, handles, Table::Flows)
}

/// Hears the flows of some files in the order of their rows, with [`Flow::row`]
/// holding the row's handle.
///
/// # Errors
/// Where a part cannot be read.
pub fn each(case: &Case, files: &[TradeFile], each: &mut dyn FnMut(Flow)) -> Result<()> {
    let tables = case.folder("tables")?;
    for file in files {
        for part in &file.parts {
            each_batch_of(&tables.join(part), &COLUMNS, &mut |batch| {
                flows_of(batch, 0, &|_| Ok(file.base), each)
            })?;
        }
    }
    Ok(())
}

/// Hears the flows of some row groups of one part that lies in a depot, as [`each`]
/// does; how many rows those groups hold and how many bytes were read.
///
/// # Errors
/// Where the part cannot be read.
pub fn each_of_groups(
    depot: &Depot,
    part: &Blob,
    groups: Range<usize>,
    base: u32,
    each: &mut dyn FnMut(Flow),
) -> Result<(u64, u64)> {
    each_batch_of_groups(depot, part, groups, &COLUMNS, &mut |batch| {
        flows_of(batch, 0, &|_| Ok(base), each)
    })
}
