//! Admitted vessel positions as columns.

use super::columns::{Coded, Origin, decimals, optional};
use super::{Rows, Table, moment};
use crate::error::Result;
use datafusion::arrow::array::{ArrayRef, Decimal128Builder, RecordBatch, TimestampSecondArray};
use datafusion::arrow::compute::cast;
use fyke_guard::bytes::Admitted;
use fyke_model::position::Position;
use std::sync::Arc;

/// A batch of positions being built.
pub struct PositionRows {
    origin: Origin,
    row: Vec<i64>,
    imo: Coded,
    mmsi: Coded,
    name: Coded,
    time: Vec<i64>,
    latitude: Decimal128Builder,
    longitude: Decimal128Builder,
    speed: Decimal128Builder,
    draught: Decimal128Builder,
}

impl PositionRows {
    /// Appends a position.
    pub fn push(&mut self, position: &Admitted<Position<'_>>) {
        self.row.push(i64::try_from(position.row).unwrap_or(i64::MAX));
        self.imo.push(optional(position.imo));
        self.mmsi.push(optional(position.mmsi));
        self.name.push(optional(position.name));
        self.time.push(position.time_s);
        self.latitude.append_value(i128::from(position.lat_micro));
        self.longitude.append_value(i128::from(position.lon_micro));
        self.speed.append_option(position.speed_decikn.map(i128::from));
        self.draught.append_option(position.draught_dm.map(i128::from));
    }
}

impl Rows for PositionRows {
    const TABLE: Table = Table::Positions;

    fn new(origin: Origin) -> PositionRows {
        PositionRows {
            origin,
            row: vec![],
            imo: Coded::default(),
            mmsi: Coded::default(),
            name: Coded::default(),
            time: vec![],
            latitude: decimals(6),
            longitude: decimals(6),
            speed: decimals(1),
            draught: decimals(1),
        }
    }

    fn len(&self) -> usize {
        self.row.len()
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns = self.origin.columns(std::mem::take(&mut self.row))?;
        let time = TimestampSecondArray::from(std::mem::take(&mut self.time));
        let rest: [ArrayRef; 8] = [
            self.imo.finish()?,
            self.mmsi.finish()?,
            self.name.finish()?,
            // Parquet has no seconds; milliseconds are the coarsest it knows
            cast(&time.with_timezone("+00:00"), &moment())?,
            Arc::new(self.latitude.finish()),
            Arc::new(self.longitude.finish()),
            Arc::new(self.speed.finish()),
            Arc::new(self.draught.finish()),
        ];
        columns.extend(rest);
        Ok(RecordBatch::try_new(Table::Positions.schema(), columns)?)
    }
}
