//! The tables of a case: their columns, and builders that turn admitted rows
//! into them.
//!
//! The columns are an interface: other programs read the Parquet files as they
//! are. docs/tables.md describes them for people; a test holds the two
//! together. Every row carries `dataset`, `file` and `row`, so that a figure
//! leads back to the bytes that made it.

mod columns;
mod consignments;
mod flows;
mod part;
mod payments;
mod positions;
pub(crate) mod reading;
mod refused;
mod statements;

pub use consignments::ConsignmentRows;
pub use flows::FlowRows;
pub use part::{Part, PartWriter};
pub use payments::PaymentRows;
pub use positions::PositionRows;
pub use refused::RefusedRows;
pub use statements::StatementRows;

pub use columns::Origin;
use columns::decimal;

use crate::error::Result;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use std::sync::Arc;

/// A builder of batches of one table, for rows of one file.
pub trait Rows {
    /// The table.
    const TABLE: Table;

    /// An empty batch for rows of one file.
    fn new(origin: Origin) -> Self;

    /// How many rows it holds.
    fn len(&self) -> usize;

    /// True where it holds none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows so far as a batch; the builder is empty again.
    ///
    /// # Errors
    /// Only where we made a mistake about the schema.
    fn finish(&mut self) -> Result<RecordBatch>;
}

/// A moment in UTC.
fn moment() -> DataType {
    DataType::Timestamp(TimeUnit::Millisecond, Some("+00:00".into()))
}

/// A table whose rows come straight from files taken in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Table {
    /// Goods sent from one party to another.
    Consignments,
    /// What countries report of their trade by month.
    Flows,
    /// Property values of entities on lists and registers.
    Statements,
    /// Money from one party to another.
    Payments,
    /// Where vessels were.
    Positions,
    /// What was not taken in, and why.
    Refused,
    /// What was taken in: one row per file.
    Files,
    /// Goods from country to country by month, in comparable families.
    Lanes,
    /// Suggestions.
    Leads,
    /// The rows behind each suggestion.
    LeadRows,
    /// Parties as consignments declare them, each spelling once.
    Parties,
    /// Which record means which entity.
    Members,
    /// Pairs of records that were compared, with what came of it.
    Pairs,
    /// How entities came, met and parted.
    EntityEvents,
    /// Texts that were read: one row per document, or per file that could not be.
    Documents,
    /// Words that documents give as somebody's.
    Quotes,
    /// Names in documents, and the records that they may mean.
    Mentions,
    /// Who makes, supplies, owns or heads what, as documents say it.
    Facts,
    /// What documents say of the world, and how it stands among them.
    Claims,
    /// What a reader of a document should know: hidden text, instructions, cuts.
    Findings,
    /// The same words in several documents.
    Sayings,
    /// Which documents count as one witness.
    Origins,
    /// Where documents do not agree.
    Disagreements,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 23] = [
        Table::Consignments,
        Table::Flows,
        Table::Statements,
        Table::Payments,
        Table::Positions,
        Table::Refused,
        Table::Files,
        Table::Lanes,
        Table::Leads,
        Table::LeadRows,
        Table::Parties,
        Table::Members,
        Table::Pairs,
        Table::EntityEvents,
        Table::Documents,
        Table::Quotes,
        Table::Mentions,
        Table::Facts,
        Table::Claims,
        Table::Findings,
        Table::Sayings,
        Table::Origins,
        Table::Disagreements,
    ];

    /// Its name in SQL and on disk.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Consignments => "consignments",
            Table::Flows => "flows",
            Table::Statements => "statements",
            Table::Payments => "payments",
            Table::Positions => "positions",
            Table::Refused => "refused",
            Table::Files => "files",
            Table::Lanes => "lanes",
            Table::Leads => "leads",
            Table::LeadRows => "lead_rows",
            Table::Parties => "parties",
            Table::Members => "members",
            Table::Pairs => "pairs",
            Table::EntityEvents => "entity_events",
            Table::Documents => "documents",
            Table::Quotes => "quotes",
            Table::Mentions => "mentions",
            Table::Facts => "facts",
            Table::Claims => "claims",
            Table::Findings => "findings",
            Table::Sayings => "sayings",
            Table::Origins => "origins",
            Table::Disagreements => "disagreements",
        }
    }

    /// True where rows are computed from other tables rather than taken in.
    pub const fn derived(self) -> bool {
        !matches!(
            self,
            Table::Consignments
                | Table::Flows
                | Table::Statements
                | Table::Payments
                | Table::Positions
                | Table::Refused
        )
    }

    /// Its columns.
    pub fn schema(self) -> SchemaRef {
        let text = || DataType::Utf8;
        let code = || DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let must = |name: &str, kind: DataType| Field::new(name, kind, false);
        let may = |name: &str, kind: DataType| Field::new(name, kind, true);
        let origin = || {
            vec![
                must("dataset", code()),
                must("file", code()),
                must("row", DataType::Int64),
                must("handling", code()),
            ]
        };
        let mut fields = if self.derived() { vec![] } else { origin() };
        fields.extend(match self {
            Table::Consignments => vec![
                must("date", DataType::Date32),
                must("side", code()),
                may("consignor", text()),
                may("consignor_country", code()),
                may("consignee", text()),
                may("consignee_country", code()),
                may("notify", text()),
                may("forwarder", text()),
                may("origin", code()),
                may("dispatch", code()),
                may("destination", code()),
                may("hs6", code()),
                may("hs_version", DataType::Int16),
                may("goods_text", text()),
                may("quantity", decimal(3)),
                may("unit", code()),
                may("mass_kg", decimal(3)),
                may("value", decimal(2)),
                may("currency", code()),
                may("value_usd", decimal(2)),
                may("transport", code()),
                may("document_no", text()),
            ],
            Table::Flows => vec![
                must("exporter", code()),
                must("importer", code()),
                must("side", code()),
                must("hs6", code()),
                must("hs_version", DataType::Int16),
                must("month", DataType::Date32),
                must("value", decimal(2)),
                must("currency", code()),
                may("mass_kg", decimal(3)),
                may("quantity", decimal(3)),
            ],
            Table::Statements => vec![
                must("entity_id", text()),
                must("schema", code()),
                must("prop", code()),
                must("value", text()),
                may("lang", code()),
            ],
            Table::Payments => vec![
                must("date", DataType::Date32),
                must("payer", text()),
                may("payer_country", code()),
                must("payee", text()),
                may("payee_country", code()),
                may("amount", decimal(2)),
                may("currency", code()),
                may("document_no", text()),
            ],
            Table::Positions => vec![
                may("imo", code()),
                may("mmsi", code()),
                may("name", code()),
                must("time", moment()),
                must("latitude", decimal(6)),
                must("longitude", decimal(6)),
                may("speed", decimal(1)),
                may("draught", decimal(1)),
            ],
            Table::Refused => vec![
                may("column", text()),
                must("value", text()),
                must("reason", code()),
                must("explanation", text()),
                must("kept_row", DataType::Boolean),
            ],
            Table::Files => vec![
                must("file", text()),
                must("name", text()),
                must("bytes", DataType::Int64),
                must("kind", text()),
                must("dataset", text()),
                may("series", text()),
                may("edition", DataType::Date32),
                must("stands", DataType::Boolean),
                must("handling", text()),
                must("simulated", DataType::Boolean),
                must("added_at", text()),
                must("rows_in", DataType::Int64),
                must("rows_refused", DataType::Int64),
            ],
            Table::Lanes => vec![
                must("exporter", text()),
                must("importer", text()),
                must("family", text()),
                must("month", DataType::Date32),
                must("side", text()),
                must("currency", text()),
                must("value", decimal(2)),
                may("mass_kg", decimal(3)),
                must("rows", DataType::Int64),
                must("basis", text()),
            ],
            Table::Leads => vec![
                must("lead", text()),
                must("kind", text()),
                must("rank", DataType::Int64),
                must("score", DataType::Float64),
                may("probability", DataType::Float64),
                must("priority", DataType::Float64),
                must("novelty", DataType::Float64),
                must("explored", DataType::Boolean),
                must("subject", text()),
                may("country", text()),
                must("end_country", text()),
                must("family", text()),
                must("goods", text()),
                must("from_month", text()),
                must("to_month", text()),
                must("regime", text()),
                may("value", decimal(2)),
                may("currency", text()),
                may("coverage", DataType::Float64),
                must("sentence", text()),
                must("handling", text()),
                must("simulated", DataType::Boolean),
                must("json", text()),
            ],
            Table::LeadRows => vec![
                must("lead", text()),
                must("typology", text()),
                must("role", text()),
                must("dataset", text()),
                must("file", text()),
                must("row", DataType::Int64),
            ],
            Table::Parties => vec![
                must("dataset", text()),
                must("party", text()),
                must("name", text()),
                may("country", text()),
                must("rows", DataType::Int64),
                must("handling", text()),
            ],
            Table::Members => vec![
                must("entity", text()),
                must("dataset", text()),
                must("entity_id", text()),
                must("schema", text()),
                must("name", text()),
                may("country", text()),
                must("listed", DataType::Boolean),
                must("handling", text()),
            ],
            Table::Pairs => vec![
                must("left_dataset", text()),
                must("left_id", text()),
                must("right_dataset", text()),
                must("right_id", text()),
                must("probability", DataType::Float64),
                must("same_entity", DataType::Boolean),
                may("judgement", text()),
                may("judged_by", text()),
                must("handling", text()),
                must("reasons", text()),
            ],
            Table::EntityEvents => vec![
                must("run", DataType::Int64),
                must("at", text()),
                must("event", text()),
                must("entity", text()),
                may("other", text()),
            ],
            // what is read in texts stands with its neighbours
            read => reading::columns(read),
        });
        Arc::new(Schema::new(fields))
    }
}
