//! What was not taken in, as columns.

use super::columns::{Coded, Origin};
use super::{Rows, Table};
use crate::error::Result;
use datafusion::arrow::array::{ArrayRef, BooleanBuilder, RecordBatch, StringBuilder};
use fyke_model::refused::Refused;
use std::sync::Arc;

/// A batch of refusals being built.
pub struct RefusedRows {
    origin: Origin,
    row: Vec<i64>,
    column: StringBuilder,
    value: StringBuilder,
    reason: Coded,
    explanation: StringBuilder,
    kept_row: BooleanBuilder,
}

impl RefusedRows {
    /// Appends a refusal.
    pub fn push(&mut self, refused: &Refused) {
        self.row.push(i64::try_from(refused.row).unwrap_or(i64::MAX));
        self.column.append_option(refused.column.as_deref());
        self.value.append_value(&refused.value);
        self.reason.push(Some(refused.reason.code()));
        self.explanation
            .append_value(format!("{}; {}", refused.reason.broke(), refused.reason.repair()));
        self.kept_row.append_value(refused.kept_row);
    }
}

impl Rows for RefusedRows {
    const TABLE: Table = Table::Refused;

    fn new(origin: Origin) -> RefusedRows {
        RefusedRows {
            origin,
            row: vec![],
            column: StringBuilder::new(),
            value: StringBuilder::new(),
            reason: Coded::default(),
            explanation: StringBuilder::new(),
            kept_row: BooleanBuilder::new(),
        }
    }

    fn len(&self) -> usize {
        self.row.len()
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns = self.origin.columns(std::mem::take(&mut self.row))?;
        let rest: [ArrayRef; 5] = [
            Arc::new(self.column.finish()),
            Arc::new(self.value.finish()),
            self.reason.finish()?,
            Arc::new(self.explanation.finish()),
            Arc::new(self.kept_row.finish()),
        ];
        columns.extend(rest);
        Ok(RecordBatch::try_new(Table::Refused.schema(), columns)?)
    }
}
