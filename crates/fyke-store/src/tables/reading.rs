//! The tables of what is read in texts: their columns, and a builder that fills
//! any of them cell by cell. They hold thousands of rows where trade holds
//! millions, so one plain builder serves all.

use super::Table;
use crate::error::Result;
use datafusion::arrow::array::{
    ArrayBuilder, ArrayRef, BooleanBuilder, Float64Builder, Int64Builder, RecordBatch, StringBuilder,
};
use datafusion::arrow::datatypes::{DataType, Field};

/// The columns of a table of texts; none of another.
pub(super) fn columns(table: Table) -> Vec<Field> {
    let text = |name: &str| Field::new(name, DataType::Utf8, false);
    let maybe = |name: &str| Field::new(name, DataType::Utf8, true);
    let count = |name: &str| Field::new(name, DataType::Int64, false);
    let maybe_count = |name: &str| Field::new(name, DataType::Int64, true);
    let share = |name: &str| Field::new(name, DataType::Float64, true);
    let truth = |name: &str| Field::new(name, DataType::Boolean, false);
    // every row about a place in a text begins alike
    let at = |rest: Vec<Field>| {
        let mut fields = vec![text("document"), text("handling"), count("start"), count("end")];
        fields.extend(rest);
        fields
    };
    match table {
        Table::Documents => vec![
            text("document"),
            text("file"),
            count("part"),
            truth("last"),
            text("handling"),
            text("file_name"),
            count("bytes"),
            maybe("title"),
            maybe("byline"),
            maybe("published"),
            maybe("outlet"),
            maybe("url"),
            maybe("fetched"),
            maybe("media_type"),
            maybe("language"),
            count("words"),
            maybe("refused"),
            text("read_by"),
            text("read_at"),
            maybe("text"),
            maybe("json"),
        ],
        Table::Quotes => at(vec![
            text("kind"),
            text("text"),
            maybe("speaker"),
            maybe_count("person"),
            maybe("how"),
            maybe("cue"),
            text("by"),
        ]),
        Table::Mentions => at(vec![
            text("kind"),
            text("text"),
            text("name"),
            maybe("record"),
            share("probability"),
            text("by"),
        ]),
        Table::Facts => at(vec![
            text("relation"),
            maybe("subject"),
            maybe("object"),
            maybe("goods"),
            maybe("weapon"),
            maybe("place"),
            maybe("time"),
            truth("negated"),
            truth("hedged"),
            truth("former"),
            text("text"),
            text("by"),
        ]),
        Table::Claims => at(vec![
            text("text"),
            text("about"),
            text("slots"),
            maybe("according_to"),
            text("standing"),
            count("origins"),
            text("by"),
        ]),
        Table::Findings => vec![
            text("document"),
            text("handling"),
            maybe_count("start"),
            maybe_count("end"),
            text("kind"),
            text("shown"),
        ],
        Table::Sayings => at(vec![
            count("saying"),
            maybe("speaker"),
            text("text"),
            truth("canonical"),
            count("outlets"),
            count("origins"),
            text("differences"),
        ]),
        Table::Origins => vec![
            text("document"),
            text("handling"),
            count("origin"),
            count("documents"),
            count("story"),
            truth("earliest"),
            truth("campaign"),
            maybe("shared_with"),
            maybe("shared_by"),
        ],
        Table::Disagreements => at(vec![
            count("disagreement"),
            text("kind"),
            text("text"),
            text("said"),
            maybe("reconcilable_by"),
        ]),
        _ => vec![],
    }
}

/// A cell.
pub(crate) enum Cell {
    Text(String),
    Count(i64),
    Share(f64),
    Truth(bool),
    None,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        Cell::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Cell {
        Cell::Count(count.into())
    }
}

impl From<f64> for Cell {
    fn from(share: f64) -> Cell {
        Cell::Share(share)
    }
}

impl From<bool> for Cell {
    fn from(truth: bool) -> Cell {
        Cell::Truth(truth)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Cell {
        cell.map_or(Cell::None, Into::into)
    }
}

/// Cells on their way into one of these tables, row by row.
pub(crate) struct Sheet {
    table: Table,
    columns: Vec<Column>,
    rows: usize,
}

enum Column {
    Text(StringBuilder),
    Count(Int64Builder),
    Share(Float64Builder),
    Truth(BooleanBuilder),
}

impl Column {
    /// A cell that does not fit its column is null: a required column then
    /// refuses the batch, so a mistake of ours cannot pass.
    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Column::Text(column), Cell::Text(text)) => column.append_value(text),
            (Column::Count(column), Cell::Count(count)) => column.append_value(count),
            (Column::Share(column), Cell::Share(share)) => column.append_value(share),
            (Column::Truth(column), Cell::Truth(truth)) => column.append_value(truth),
            (Column::Text(column), _) => column.append_null(),
            (Column::Count(column), _) => column.append_null(),
            (Column::Share(column), _) => column.append_null(),
            (Column::Truth(column), _) => column.append_null(),
        }
    }

    fn builder(&mut self) -> &mut dyn ArrayBuilder {
        match self {
            Column::Text(column) => column,
            Column::Count(column) => column,
            Column::Share(column) => column,
            Column::Truth(column) => column,
        }
    }
}

impl Sheet {
    /// An empty one.
    pub(crate) fn of(table: Table) -> Sheet {
        let column = |field: &std::sync::Arc<Field>| match field.data_type() {
            DataType::Int64 => Column::Count(Int64Builder::new()),
            DataType::Float64 => Column::Share(Float64Builder::new()),
            DataType::Boolean => Column::Truth(BooleanBuilder::new()),
            _ => Column::Text(StringBuilder::new()),
        };
        Sheet {
            table,
            columns: table.schema().fields().iter().map(column).collect(),
            rows: 0,
        }
    }

    /// The table.
    pub(crate) fn table(&self) -> Table {
        self.table
    }

    /// Appends a row: a cell for each column, in their order.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            column.push(cells.next().unwrap_or(Cell::None));
        }
        self.rows += 1;
    }

    /// Rows so far.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// The rows as a batch; the sheet is empty again.
    ///
    /// # Errors
    /// Where a cell that must be there is not: only where we made a mistake.
    pub(crate) fn finish(&mut self) -> Result<RecordBatch> {
        self.rows = 0;
        let columns: Vec<ArrayRef> = self
            .columns
            .iter_mut()
            .map(|column| column.builder().finish())
            .collect();
        Ok(RecordBatch::try_new(self.table.schema(), columns)?)
    }
}
