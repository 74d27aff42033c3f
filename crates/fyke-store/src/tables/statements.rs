//! Admitted statements as columns.

use super::columns::{Coded, Origin, optional};
use super::{Rows, Table};
use crate::error::Result;
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringBuilder};
use fyke_guard::bytes::Admitted;
use fyke_model::statement::Statement;
use std::sync::Arc;

/// A batch of statements being built.
pub struct StatementRows {
    origin: Origin,
    row: Vec<i64>,
    entity_id: StringBuilder,
    schema: Coded,
    prop: Coded,
    value: StringBuilder,
    lang: Coded,
}

impl StatementRows {
    /// Appends a statement.
    pub fn push(&mut self, statement: &Admitted<Statement>) {
        self.row.push(i64::try_from(statement.row).unwrap_or(i64::MAX));
        self.entity_id.append_value(&statement.entity_id);
        self.schema.push(Some(&statement.schema));
        self.prop.push(Some(&statement.prop));
        self.value.append_value(&statement.value);
        self.lang.push(optional(&statement.lang));
    }
}

impl Rows for StatementRows {
    const TABLE: Table = Table::Statements;

    fn new(origin: Origin) -> StatementRows {
        StatementRows {
            origin,
            row: vec![],
            entity_id: StringBuilder::new(),
            schema: Coded::default(),
            prop: Coded::default(),
            value: StringBuilder::new(),
            lang: Coded::default(),
        }
    }

    fn len(&self) -> usize {
        self.row.len()
    }

    fn finish(&mut self) -> Result<RecordBatch> {
        let mut columns = self.origin.columns(std::mem::take(&mut self.row))?;
        let rest: [ArrayRef; 5] = [
            Arc::new(self.entity_id.finish()),
            self.schema.finish()?,
            self.prop.finish()?,
            Arc::new(self.value.finish()),
            self.lang.finish()?,
        ];
        columns.extend(rest);
        Ok(RecordBatch::try_new(Table::Statements.schema(), columns)?)
    }
}
