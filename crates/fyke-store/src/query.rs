//! SQL over a case, and answers that print.
//!
//! One session sees the tables as they stand on a day: of every watch list the
//! newest edition not later than that day. Questions may only read. Three
//! habits keep DataFusion as fast as its peers (a lint holds us to them): no
//! `count(distinct text)` beside other aggregates, the small table on the left
//! of a join, distinct keys before a semi or anti join.

use crate::case::Case;
use crate::error::{Fault, Result, StoreError};
use crate::record::{TakeIn, standing};
use crate::tables::Table;
use datafusion::arrow::array::{
    Array, ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::datasource::MemTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::execution::context::SQLOptions;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::physical_plan::ExecutionPlanProperties;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Memory that queries may hold before they spill to disk: a quarter of what a
/// small server has, and enough for a group-by over ten million rows.
const QUERY_BYTES_MAX: usize = 2 << 30;

/// The tables of a case, ready to be asked.
pub struct Tables {
    session: SessionContext,
    runtime: Runtime,
    folder: PathBuf,
    /// Of each file that stands.
    parts: BTreeMap<FileHash, Vec<String>>,
}

/// What may be asked of leads before they are judged.
const SEEN_BLIND: [(Table, &str); 2] = [
    (
        Table::Leads,
        "select distinct lead, kind, subject, country, end_country, family, goods, from_month, to_month, regime, \
         value, currency, handling, simulated from leads order by lead",
    ),
    (
        Table::LeadRows,
        "select distinct lead, role, dataset, file, row from lead_rows order by lead, role, dataset, file, row",
    ),
];

impl Tables {
    /// Opens the tables as they stand on `as_of`, or now.
    ///
    /// # Errors
    /// Where the case cannot be read.
    pub fn open(case: &Case, as_of: Option<Day>) -> Result<Tables> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|e| {
                StoreError::new(
                    Fault::Machine,
                    format!("cannot start threads: {e}"),
                    "close other programs",
                )
            })?;
        let environment = RuntimeEnvBuilder::new()
            .with_memory_pool(Arc::new(FairSpillPool::new(QUERY_BYTES_MAX)))
            .build_arc()?;
        // a join that hands a filter to the scan of its other side can wait for ever
        // (apache/datafusion issue 21625; here with a table of two parts)
        let config = SessionConfig::new()
            .with_information_schema(true)
            .set_bool("datafusion.optimizer.enable_join_dynamic_filter_pushdown", false);
        let session = SessionContext::new_with_config_rt(config, environment);
        let files = case.files()?;
        let tables = Tables {
            session,
            runtime,
            folder: case.folder("tables")?,
            parts: standing(&files, as_of)
                .into_iter()
                .map(|file| (file.hash, file.parts.clone()))
                .collect(),
        };
        for table in Table::ALL.into_iter().filter(|t| *t != Table::Files) {
            let parts = if table.derived() {
                derived_parts(case, table)?
            } else {
                parts(&files, as_of, table)
            };
            tables.register(case, table, &parts)?;
        }
        let files_table = MemTable::try_new(Table::Files.schema(), vec![vec![files_batch(&files, as_of)?]])?;
        tables
            .session
            .register_table(Table::Files.name(), Arc::new(files_table))?;
        tables.runtime.block_on(tables.session.sql(ENTITIES))?;
        Ok(tables)
    }

    fn register(&self, case: &Case, table: Table, parts: &BTreeSet<String>) -> Result<()> {
        if parts.is_empty() {
            let empty = MemTable::try_new(table.schema(), vec![vec![]])?;
            self.session.register_table(table.name(), Arc::new(empty))?;
            return Ok(());
        }
        let folder = case.folder("tables")?;
        let urls = parts
            .iter()
            .map(|part| {
                let path = folder.join(part);
                let path = path
                    .canonicalize()
                    .map_err(|e| StoreError::file("read", &path, &e))?;
                Ok(ListingTableUrl::parse(format!(
                    "file://{}",
                    percent_encoded(&path.to_string_lossy())
                ))?)
            })
            .collect::<Result<Vec<_>>>()?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension(".parquet");
        let config = ListingTableConfig::new_with_multi_paths(urls)
            .with_listing_options(options)
            .with_schema(table.schema());
        self.session
            .register_table(table.name(), Arc::new(ListingTable::try_new(config)?))?;
        Ok(())
    }

    /// The same tables without what the machine thinks of leads: no score, no
    /// rank, no reason, and in the order of ids. For cases that are judged blind.
    ///
    /// # Errors
    /// Where the tables cannot be planned.
    pub fn with_scores_sealed(self) -> Result<Tables> {
        for (table, seen) in SEEN_BLIND {
            let frame = self.runtime.block_on(self.session.sql(seen))?;
            let view = frame.into_view();
            self.session.deregister_table(table.name())?;
            self.session.register_table(table.name(), view)?;
        }
        Ok(self)
    }

    /// Where the parts lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The parts of a file as paths below [`Tables::folder`]; none where it does not stand.
    pub(crate) fn parts_of(&self, file: FileHash) -> &[String] {
        self.parts.get(&file).map_or(&[], Vec::as_slice)
    }

    /// Answers a question. Only reading is allowed.
    ///
    /// # Errors
    /// Where the SQL is wrong, or asks to change something.
    pub fn ask(&self, sql: &str) -> Result<Answer> {
        let may = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        self.runtime.block_on(async {
            let frame = self.session.sql_with_options(sql, may).await?;
            let schema = Arc::new(frame.schema().as_arrow().clone());
            Ok(Answer {
                batches: frame.collect().await?,
                schema,
            })
        })
    }

    /// Hears an answer row by row as text, no more than a batch held.
    pub(crate) fn each_texts(&self, sql: &str, each: &mut dyn FnMut(&[Option<String>])) -> Result<()> {
        self.each_batch(sql, |batch| {
            let answer = Answer {
                schema: batch.schema(),
                batches: vec![batch.clone()],
            };
            for row in answer.texts()? {
                each(&row);
            }
            Ok(())
        })
    }

    /// Hears an answer batch by batch, partition after partition, so that the
    /// order is the same on every run and no more than a batch is held.
    pub(crate) fn each_batch(
        &self,
        sql: &str,
        mut each: impl FnMut(&RecordBatch) -> Result<()>,
    ) -> Result<()> {
        self.runtime.block_on(async {
            let frame = self.session.sql(sql).await?;
            let context = self.session.task_ctx();
            let plan = frame.create_physical_plan().await?;
            for partition in 0..plan.output_partitioning().partition_count() {
                let mut stream = plan.execute(partition, Arc::clone(&context))?;
                while let Some(batch) = stream.next().await {
                    each(&batch?)?;
                }
            }
            Ok(())
        })
    }
}

/// One row per entity with the names and countries its statements give it.
const ENTITIES: &str = "create view entities as
    select dataset, entity_id,
        min(schema) filter (where prop = 'name') as schema,
        min(value) filter (where prop = 'name') as name,
        min(value) filter (where prop in ('country', 'jurisdiction', 'nationality')) as country,
        count(*) filter (where prop in ('alias', 'weakAlias', 'previousName')) as other_names,
        count(*) as statements
    from statements where schema not in ('Sanction', 'Address') group by dataset, entity_id";

fn parts(files: &[TakeIn], as_of: Option<Day>, table: Table) -> BTreeSet<String> {
    let prefix = format!("{}/", table.name());
    standing(files, as_of)
        .into_iter()
        .flat_map(|file| file.parts.iter())
        .filter(|part| part.starts_with(&prefix))
        .cloned()
        .collect()
}

pub(crate) fn derived_parts(case: &Case, table: Table) -> Result<BTreeSet<String>> {
    let folder = case.folder("tables")?.join(table.name());
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Ok(BTreeSet::new());
    };
    Ok(entries
        .filter_map(|entry| entry.ok())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".parquet"))
        .map(|name| format!("{}/{name}", table.name()))
        .collect())
}

/// Characters that would end or change a URL's path.
fn percent_encoded(path: &str) -> String {
    path.chars()
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3F".to_owned(),
            '#' => "%23".to_owned(),
            '*' => "%2A".to_owned(),
            '[' => "%5B".to_owned(),
            ']' => "%5D".to_owned(),
            ' ' => "%20".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// The `files` table, computed from the take-in records.
pub(crate) fn files_batch(files: &[TakeIn], as_of: Option<Day>) -> Result<RecordBatch> {
    let stands: BTreeSet<_> = standing(files, as_of).into_iter().map(|f| f.hash).collect();
    let text = |of: &dyn Fn(&TakeIn) -> String| -> ArrayRef {
        Arc::new(files.iter().map(|f| Some(of(f))).collect::<StringArray>())
    };
    let number = |of: &dyn Fn(&TakeIn) -> u64| -> ArrayRef {
        Arc::new(
            files
                .iter()
                .map(|f| i64::try_from(of(f)).ok())
                .collect::<Int64Array>(),
        )
    };
    let truth = |of: &dyn Fn(&TakeIn) -> bool| -> ArrayRef {
        Arc::new(files.iter().map(|f| Some(of(f))).collect::<BooleanArray>())
    };
    let series: ArrayRef = Arc::new(
        files
            .iter()
            .map(|f| (!f.series.is_empty()).then_some(&f.series))
            .collect::<StringArray>(),
    );
    let edition: ArrayRef = Arc::new(
        files
            .iter()
            .map(|f| f.edition.map(|d| d.0))
            .collect::<Date32Array>(),
    );
    let columns = vec![
        text(&|f| f.hash.to_string()),
        text(&|f| f.name.clone()),
        number(&|f| f.bytes),
        text(&|f| f.kind.clone()),
        text(&|f| f.dataset.clone()),
        series,
        edition,
        truth(&|f| stands.contains(&f.hash)),
        text(&|f| f.handling.as_str().to_owned()),
        truth(&|f| f.simulated),
        text(&|f| f.added_at.clone()),
        number(&|f| f.rows_in),
        number(&|f| f.rows_refused),
    ];
    Ok(RecordBatch::try_new(Table::Files.schema(), columns)?)
}

/// What a question gave.
pub struct Answer {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Answer {
    /// Batches as an answer.
    pub(crate) fn of(schema: SchemaRef, batches: Vec<RecordBatch>) -> Answer {
        Answer { schema, batches }
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Names of the columns.
    pub fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|f| f.name().clone()).collect()
    }

    /// Every row as text, null as none.
    ///
    /// # Errors
    /// Where a value has no text.
    pub fn texts(&self) -> Result<Vec<Vec<Option<String>>>> {
        let mut rows = Vec::with_capacity(self.rows());
        self.each_row(&mut |cells| {
            rows.push(
                cells
                    .iter()
                    .map(|cell| cell.as_ref().map(|c| c.0.clone()))
                    .collect(),
            );
            Ok(())
        })?;
        Ok(rows)
    }

    /// Each row's cells as text with whether they are numbers or truth values.
    fn each_row(&self, each: &mut dyn FnMut(&[Cell]) -> Result<()>) -> Result<()> {
        let options = FormatOptions::default();
        for batch in &self.batches {
            let formatters = batch
                .columns()
                .iter()
                .map(|column| ArrayFormatter::try_new(column, &options))
                .collect::<std::result::Result<Vec<_>, _>>()?;
            for row in 0..batch.num_rows() {
                let cells: Vec<Cell> = batch
                    .columns()
                    .iter()
                    .zip(&formatters)
                    .map(|(column, formatter)| {
                        (!is_null(column, row))
                            .then(|| (formatter.value(row).to_string(), bare(column.data_type())))
                    })
                    .collect();
                each(&cells)?;
            }
        }
        Ok(())
    }

    /// Prints a table for people.
    ///
    /// # Errors
    /// Where `out` refuses.
    pub fn write_table(&self, out: &mut dyn Write) -> Result<()> {
        writeln!(out, "{}", pretty_format_batches(&self.batches)?).map_err(output)
    }

    /// Prints CSV with a header.
    ///
    /// # Errors
    /// Where `out` refuses.
    pub fn write_csv(&self, out: &mut dyn Write) -> Result<()> {
        let line = |cells: &mut dyn Iterator<Item = String>| cells.collect::<Vec<_>>().join(",");
        writeln!(out, "{}", line(&mut self.columns().iter().map(|c| csv_cell(c)))).map_err(output)?;
        self.each_row(&mut |cells| {
            let mut texts = cells
                .iter()
                .map(|cell| cell.as_ref().map_or(String::new(), |c| csv_cell(&c.0)));
            writeln!(out, "{}", line(&mut texts)).map_err(output)
        })
    }

    /// Prints one JSON array of objects. Decimals stand as JSON numbers with
    /// all their digits.
    ///
    /// # Errors
    /// Where `out` refuses.
    pub fn write_json(&self, out: &mut dyn Write) -> Result<()> {
        let names: Vec<String> = self.columns().iter().map(|name| json_text(name)).collect();
        let mut before = "[";
        self.each_row(&mut |cells| {
            let pairs = names.iter().zip(cells).map(|(name, cell)| match cell {
                None => format!("{name}:null"),
                Some((text, true)) => format!("{name}:{}", bare_json(text)),
                Some((text, false)) => format!("{name}:{}", json_text(text)),
            });
            write!(out, "{before}\n{{{}}}", pairs.collect::<Vec<_>>().join(",")).map_err(output)?;
            before = ",";
            Ok(())
        })?;
        writeln!(out, "{}\n]", if self.rows() == 0 { "[" } else { "" }).map_err(output)
    }
}

/// A value as text, with whether it is a number or truth value; none is null.
type Cell = Option<(String, bool)>;

fn is_null(column: &ArrayRef, row: usize) -> bool {
    // a dictionary's null is in its keys, and its logical nulls cost a pass: the keys are enough here
    column.is_null(row)
}

fn bare(kind: &DataType) -> bool {
    kind.is_numeric() || *kind == DataType::Boolean
}

/// JSON has no NaN or infinity.
fn bare_json(text: &str) -> &str {
    if matches!(text, "NaN" | "inf" | "-inf") {
        "null"
    } else {
        text
    }
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn csv_cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn output(error: std::io::Error) -> StoreError {
    StoreError::new(
        Fault::Machine,
        format!("the answer could not be written: {error}"),
        "check where the output goes",
    )
}
