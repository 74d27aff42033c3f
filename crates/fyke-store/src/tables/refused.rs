//! What was not taken in, as columns.

use super::Table;
use super::columns::{Coded, Origin};
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
    /// An empty batch for rows of one file.
    pub fn new(origin: Origin) -> RefusedRows {
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

    /// How many rows it holds.
    pub fn len(&self) -> usize {
        self.row.len()
    }

    /// True where it holds none.
    pub fn is_empty(&self) -> bool {
        self.row.is_empty()
    }

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

    /// The refusals so far as a batch; the builder is empty again.
    ///
    /// # Errors
    /// Only where we made a mistake about the schema.
    pub fn finish(&mut self) -> Result<RecordBatch> {
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
