//! Admitted country flows as columns.

use super::columns::{Coded, Origin, decimals};
use super::{Rows, Table};
use crate::error::Result;
use datafusion::arrow::array::{ArrayRef, Date32Builder, Decimal128Builder, Int16Builder, RecordBatch};
use fyke_guard::bytes::Admitted;
use fyke_model::lane::Flow;
use std::sync::Arc;

/// A batch of flows being built.
pub struct FlowRows {
    origin: Origin,
    row: Vec<i64>,
    exporter: Coded,
    importer: Coded,
    side: Coded,
    hs6: Coded,
    hs_version: Int16Builder,
    month: Date32Builder,
    value: Decimal128Builder,
    currency: Coded,
    mass_kg: Decimal128Builder,
    quantity: Decimal128Builder,
}

impl FlowRows {
    /// Appends a flow.
    pub fn push(&mut self, flow: &Admitted<Flow>) {
        self.row.push(i64::try_from(flow.row).unwrap_or(i64::MAX));
        self.exporter.push(Some(flow.lane.exporter.as_str()));
        self.importer.push(Some(flow.lane.importer.as_str()));
        self.side.push(Some(flow.side.as_str()));
        self.hs6.push(Some(&flow.lane.hs.code.to_string()));
        self.hs_version.append_value(flow.lane.hs.version.year() as i16);
        self.month.append_value(flow.lane.month.first_day().0);
        self.value.append_value(i128::from(flow.value_minor));
        self.currency.push(Some(flow.currency.as_str()));
        self.mass_kg.append_option(flow.mass_g.map(i128::from));
        self.quantity.append_option(flow.quantity_milli.map(i128::from));
    }
}

impl Rows for FlowRows {
    const TABLE: Table = Table::Flows;

    fn new(origin: Origin) -> FlowRows {
        FlowRows {
            origin,
            row: vec![],
            exporter: Coded::default(),
            importer: Coded::default(),
            side: Coded::default(),
            hs6: Coded::default(),
            hs_version: Int16Builder::new(),
            month: Date32Builder::new(),
            value: decimals(2),
            currency: Coded::default(),
            mass_kg: decimals(3),
            quantity: decimals(3),
        }
    }

    fn len(&self) -> usize {
        self.row.len()
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns = self.origin.columns(std::mem::take(&mut self.row))?;
        let rest: [ArrayRef; 10] = [
            self.exporter.finish()?,
            self.importer.finish()?,
            self.side.finish()?,
            self.hs6.finish()?,
            Arc::new(self.hs_version.finish()),
            Arc::new(self.month.finish()),
            Arc::new(self.value.finish()),
            self.currency.finish()?,
            Arc::new(self.mass_kg.finish()),
            Arc::new(self.quantity.finish()),
        ];
        columns.extend(rest);
        Ok(RecordBatch::try_new(Table::Flows.schema(), columns)?)
    }
}
