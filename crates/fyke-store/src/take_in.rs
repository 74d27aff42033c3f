//! Taking a file in: kept, recognised, admitted row by row, committed at once.
//!
//! The path of a file: [`evidence::keep`] copies and hashes it; fyke-guard says
//! what it is and which column means what; every row goes through guard's
//! admission into the builders of its table, every refusal into `refused`; the
//! parts are committed with the record of the file in one step
//! ([`crate::commit`]). Until then nothing of it is in the case.

use crate::case::Case;
use crate::commit::{self, Plan as CommitPlan};
use crate::error::{Fault, Result, StoreError};
use crate::evidence;
use crate::parquet_rows;
use crate::record::TakeIn;
use crate::tables::{
    ConsignmentRows, FlowRows, Origin, Part, PartWriter, PaymentRows, PositionRows, RefusedRows, Rows,
    StatementRows,
};
use fyke_guard::bytes::{Admitted, Format, GuardError};
use fyke_guard::rows::{self, Counts, Kind, ListFormat, Mapping, Plan, Rules, Sink, Wishes};
use fyke_model::consignment::Consignment;
use fyke_model::dataset::{FileHash, Handling};
use fyke_model::date::Day;
use fyke_model::lane::Flow;
use fyke_model::payment::Payment;
use fyke_model::position::Position;
use fyke_model::refused::Refused;
use fyke_model::statement::Statement;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rows gathered before a batch goes to the packer: a few megabytes.
const BATCH_ROWS: usize = 65_536;

/// Rows between two signs of life.
const PROGRESS_ROWS: u64 = 16_384;

/// What the person who adds a file says about it.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// What the file is, where we should not guess.
    pub kind: Option<Kind>,
    /// A corrected mapping, as TOML.
    pub mapping: Option<String>,
    /// Id of the dataset.
    pub dataset: Option<String>,
    /// The day the edition stands for.
    pub edition: Option<Day>,
    /// How its rows may be handled.
    pub handling: Handling,
    /// The word for it in `files`, where it is not that of its layout: what a person
    /// accepted of texts is laid out as a list and is none.
    pub filed_as: Option<String>,
    /// The moment of taking in, RFC 3339 in UTC.
    pub now: String,
}

/// What adding a file did.
#[derive(Clone, PartialEq, Debug)]
pub enum Added {
    /// It is in now.
    TakenIn(Box<TakeIn>),
    /// It was in already, read the same way: nothing changed.
    Unchanged(Box<TakeIn>),
}

/// How far taking in is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Bytes copied.
    Copied(u64),
    /// Rows read.
    Rows(u64),
}

/// Takes a file into a case.
///
/// # Errors
/// Where the file cannot be read, nobody can tell what it is, or the disk
/// refuses. The case is as before then.
pub fn add(
    case: &Case,
    path: &Path,
    request: &Request,
    rules: &Rules,
    progress: &mut dyn FnMut(Step),
) -> Result<Added> {
    match begin(case, path, request, rules, progress)? {
        Begun::Unchanged(record) => Ok(Added::Unchanged(record)),
        Begun::ToRead(begun) => {
            let staging = case.folder("staging")?;
            let read = read_rows(
                &case.evidence_path(begun.record.hash),
                &begun.asked,
                rules,
                &staging,
                progress,
            )?;
            finish(case, *begun, read).map(|record| Added::TakenIn(Box::new(record)))
        }
    }
}

/// How far a file is before its rows are read.
pub enum Begun {
    /// It is in already, read the same way.
    Unchanged(Box<TakeIn>),
    /// Its rows are to be read, here or elsewhere.
    ToRead(Box<ToRead>),
}

/// A file that lies in evidence and whose rows are to be read.
pub struct ToRead {
    /// What is asked of whoever reads them.
    pub asked: Asked,
    record: TakeIn,
    mapping: String,
    before: Option<TakeIn>,
}

impl ToRead {
    /// The file.
    pub fn hash(&self) -> FileHash {
        self.record.hash
    }
}

/// All that decides what rows a file gives, beside its bytes: whoever reads it with
/// this makes the same parts, byte for byte.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The name it had.
    pub name: String,
    /// The file.
    pub hash: FileHash,
    /// What the parts are called before their table's name.
    pub stem: String,
    /// The dataset that its rows belong to.
    pub dataset: String,
    /// How they may be handled.
    pub handling: Handling,
    kind: Option<Kind>,
    mapping: Option<String>,
    wished_dataset: Option<String>,
    edition: Option<Day>,
}

/// What the rows of a file became.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReadRows {
    /// Rows in the file, the header not counted.
    pub rows: u64,
    /// Number of the last row.
    pub last_row: u64,
    /// Rows that are in no table but `refused`.
    pub rows_refused: u64,
    /// Refusals by reason: of whole rows and of single cells.
    pub refused: BTreeMap<String, u64>,
    /// What to know about how it was read.
    pub notes: Vec<String>,
    /// Its parts: name below the staging folder, table, rows.
    pub parts: Vec<(String, String, u64)>,
}

/// Keeps a file as evidence and says how its rows are to be read.
///
/// # Errors
/// As [`add`].
pub fn begin(
    case: &Case,
    path: &Path,
    request: &Request,
    rules: &Rules,
    progress: &mut dyn FnMut(Step),
) -> Result<Begun> {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    );
    let kept = evidence::keep(case, path, &mut |bytes| progress(Step::Copied(bytes)))?;
    let before = case.file_record(kept.hash)?;
    let evidence_path = case.evidence_path(kept.hash);
    let mapping = mapping_text(case, kept.hash, request)?;
    let wishes = wishes(
        request.kind,
        mapping.as_deref(),
        &request.dataset,
        request.edition,
    )?;
    let plan = plan(&evidence_path, &name, rules, &wishes).map_err(|e| in_file(&name, &e))?;
    let planned = plan
        .mapping
        .as_ref()
        .map(Mapping::to_toml)
        .transpose()?
        .unwrap_or_default();
    if let Some(record) = before.as_ref().filter(|r| r.read_as == reading(&plan, &planned)) {
        return Ok(Begun::Unchanged(Box::new(record.clone())));
    }
    if plan.kind == Kind::Unknown {
        return Err(unknown(&name, &plan));
    }
    let mut record = describe(path, &name, kept, &plan, &planned, request);
    record.attempt = before.as_ref().map_or(0, |r| r.attempt + 1);
    let asked = Asked {
        stem: format!("{}-{}", kept.hash.short(), record.attempt),
        name,
        hash: kept.hash,
        dataset: record.dataset.clone(),
        handling: record.handling,
        kind: request.kind,
        mapping,
        wished_dataset: request.dataset.clone(),
        edition: request.edition,
    };
    Ok(Begun::ToRead(Box::new(ToRead {
        asked,
        record,
        mapping: planned,
        before,
    })))
}

/// Reads the rows of a file into parts below `staging`. It knows no case.
///
/// # Errors
/// Where the file cannot be read or the disk refuses.
pub fn read_rows(
    path: &Path,
    asked: &Asked,
    rules: &Rules,
    staging: &Path,
    progress: &mut dyn FnMut(Step),
) -> Result<ReadRows> {
    let wishes = wishes(
        asked.kind,
        asked.mapping.as_deref(),
        &asked.wished_dataset,
        asked.edition,
    )?;
    let plan = plan(path, &asked.name, rules, &wishes).map_err(|e| in_file(&asked.name, &e))?;
    let place = Place {
        origin: Origin {
            dataset: asked.dataset.clone(),
            file: asked.hash,
            handling: asked.handling,
        },
        staging: staging.to_owned(),
        stem: asked.stem.clone(),
    };
    let mut sink = TableSink::new(place, progress);
    let counts = admit(path, &plan, rules, &mut sink).map_err(|e| in_file_store(&asked.name, e))?;
    let last_row = sink.last_row.max(counts.rows);
    let parts = sink.finish()?;
    let mut refused: BTreeMap<String, u64> = BTreeMap::new();
    let reasons = counts.rows_refused_by_reason.iter();
    for (reason, number) in reasons.chain(&counts.cells_refused_by_reason) {
        *refused.entry(reason.code().to_owned()).or_default() += number;
    }
    Ok(ReadRows {
        rows: counts.rows,
        last_row,
        rows_refused: counts.rows_refused,
        refused,
        notes: counts.notes,
        parts: parts
            .into_iter()
            .map(|part| (part.staged, part.table.name().to_owned(), part.rows))
            .collect(),
    })
}

/// Brings in what was read: parts that lie in the staging folder of the case, and
/// the record of the file, in one step.
///
/// # Errors
/// Where the disk refuses. The case is as before then.
pub fn finish(case: &Case, begun: ToRead, read: ReadRows) -> Result<TakeIn> {
    let ToRead {
        mut record,
        mapping,
        before,
        ..
    } = begun;
    record.rows_in = read.rows;
    record.last_row = read.last_row;
    record.rows_refused = read.rows_refused;
    record.refused = read.refused;
    record.notes = read.notes;
    let mut bring = Vec::new();
    for (staged, table, rows) in read.parts {
        let target = format!("{table}/{staged}");
        record.rows.insert(table, rows);
        record.parts.push(target.clone());
        bring.push((staged, target));
    }
    if !mapping.is_empty() {
        commit::write_whole(&case.mapping_path(record.hash), mapping.as_bytes())?;
    }
    let plan = CommitPlan {
        bring,
        remove: before.map(|r| r.parts).unwrap_or_default(),
        record: Some(record.clone()),
    };
    commit::commit(case, &record.hash.to_string(), &plan)?;
    Ok(record)
}

/// A mapping that a person gave or corrected wins over what we would find.
fn mapping_text(case: &Case, hash: FileHash, request: &Request) -> Result<Option<String>> {
    let corrected = case.mapping_path(hash);
    Ok(match (&request.mapping, corrected.exists()) {
        (Some(text), _) => Some(text.clone()),
        (None, true) => {
            Some(fs::read_to_string(&corrected).map_err(|e| StoreError::file("read", &corrected, &e))?)
        }
        (None, false) => None,
    })
}

fn wishes(
    kind: Option<Kind>,
    mapping: Option<&str>,
    dataset: &Option<String>,
    edition: Option<Day>,
) -> Result<Wishes> {
    Ok(Wishes {
        kind,
        mapping: mapping.map(Mapping::from_toml).transpose()?,
        dataset: dataset.clone(),
        edition,
    })
}

fn plan(path: &Path, name: &str, rules: &Rules, wishes: &Wishes) -> std::result::Result<Plan, GuardError> {
    match parquet_rows::is_parquet(path, name)? {
        true => rows::plan_records(&mut parquet_rows::open(path)?, name, rules, wishes),
        false => rows::plan_file(path, name, rules, wishes),
    }
}

fn admit(path: &Path, plan: &Plan, rules: &Rules, sink: &mut TableSink<'_>) -> Result<Counts> {
    match plan.format {
        Format::Parquet => rows::admit_records(&mut parquet_rows::open(path)?, plan, rules, sink),
        _ => rows::admit_file(path, plan, rules, sink),
    }
}

/// What decides how a file is read: when it differs, the file is read anew.
fn reading(plan: &Plan, mapping: &str) -> String {
    use sha2::{Digest, Sha256};
    let dataset = plan.dataset.as_deref().unwrap_or("");
    let edition = plan.edition.map_or_else(String::new, |day| day.to_string());
    let text = format!("{}\n{dataset}\n{edition}\n{mapping}", plan.kind);
    FileHash(Sha256::digest(text.as_bytes()).into()).short()
}

fn unknown(name: &str, plan: &Plan) -> StoreError {
    StoreError::new(
        Fault::Request,
        format!("{name}: {}", plan.evidence.join("; ")),
        "say what it is with --kind consignments, flows, register, officers, ownership, payments, positions, sites or a list, or give --mapping FILE",
    )
}

fn in_file(name: &str, error: &GuardError) -> StoreError {
    let broke = error.broke();
    let broke = if broke.contains(name) {
        broke.to_owned()
    } else {
        format!("{name}: {broke}")
    };
    StoreError::new(Fault::Data, broke, error.repair())
}

fn in_file_store(name: &str, error: StoreError) -> StoreError {
    if error.broke().contains(name) {
        return error;
    }
    StoreError::new(
        error.fault(),
        format!("{name}: {}", error.broke()),
        error.repair(),
    )
}

fn describe(
    path: &Path,
    name: &str,
    kept: evidence::Kept,
    plan: &Plan,
    mapping: &str,
    request: &Request,
) -> TakeIn {
    let series = series(plan.kind, name);
    let (edition, edition_from) = match (request.edition, plan.edition) {
        (Some(day), _) => (Some(day), "given when it was added"),
        (None, Some(day)) => (Some(day), "the file or its name"),
        (None, None) if !series.is_empty() => {
            (modified(path), "the date of the file, for want of a better one")
        }
        (None, None) => (None, ""),
    };
    let dataset = plan.dataset.clone().unwrap_or_else(|| slug(name));
    TakeIn {
        hash: kept.hash,
        name: name.to_owned(),
        bytes: kept.bytes,
        kind: request.filed_as.clone().unwrap_or_else(|| plan.kind.to_string()),
        recognised_by: plan.evidence.join("; "),
        handling: request.handling.max(Handling::least(&dataset)),
        dataset,
        series,
        edition,
        edition_from: edition_from.to_owned(),
        simulated: simulated_beside(path),
        added_at: request.now.clone(),
        rows_in: 0,
        last_row: 0,
        rows: BTreeMap::new(),
        rows_refused: 0,
        refused: BTreeMap::new(),
        notes: vec![],
        parts: vec![],
        read_as: reading(plan, mapping),
        attempt: 0,
    }
}

/// Lists and registers come in editions; trade, payments and positions add up.
fn series(kind: Kind, name: &str) -> String {
    match kind {
        // one file per legal act: each act is a series of its own
        Kind::WatchList(ListFormat::EuJournal) => slug(name),
        Kind::WatchList(list) => list.as_str().to_owned(),
        Kind::Register | Kind::Officers | Kind::Ownership | Kind::Bods | Kind::Sites => kind.to_string(),
        Kind::Consignments | Kind::Flows | Kind::Payments | Kind::Positions | Kind::Unknown => String::new(),
    }
}

/// A file name as an id: what stands before its ending and any date in it.
fn slug(name: &str) -> String {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let mut words: Vec<String> = stem
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| word.len() <= 8 && word.bytes().all(|b| b.is_ascii_digit()))
    {
        words.pop();
    }
    if words.is_empty() {
        "file".to_owned()
    } else {
        words.join("-")
    }
}

fn modified(path: &Path) -> Option<Day> {
    let time = fs::metadata(path).and_then(|meta| meta.modified()).ok()?;
    let seconds = time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    i32::try_from(seconds / 86_400).ok().map(Day)
}

/// A simulated world says so in the `world.toml` beside its files.
fn simulated_beside(path: &Path) -> bool {
    let world = path.parent().unwrap_or(Path::new(".")).join("world.toml");
    fs::read_to_string(world).is_ok_and(|text| text.lines().any(|line| line.trim() == "simulated = true"))
}

/// Where the parts of one file are staged, and under which names.
struct Place {
    origin: Origin,
    staging: PathBuf,
    stem: String,
}

/// The part of one table that a file fills, opened with its first row.
struct Filling<R> {
    open: Option<(R, PartWriter)>,
}

impl<R: Rows> Filling<R> {
    #[inline]
    fn row(&mut self, place: &Place, push: impl FnOnce(&mut R)) -> Result<()> {
        let (rows, part) = match &mut self.open {
            Some(open) => open,
            none => {
                let staged = format!("{}-{}.parquet", place.stem, R::TABLE.name());
                none.insert((
                    R::new(place.origin.clone()),
                    PartWriter::new(R::TABLE, &place.staging, staged)?,
                ))
            }
        };
        push(rows);
        if rows.len() >= BATCH_ROWS {
            part.write(rows.finish()?)
        } else {
            Ok(())
        }
    }

    /// Writes what is left; none where no row came.
    fn finish(self) -> Result<Option<Part>> {
        let Some((mut rows, mut part)) = self.open else {
            return Ok(None);
        };
        part.write(rows.finish()?)?;
        part.finish().map(Some)
    }
}

/// Rows on their way into tables.
struct TableSink<'a> {
    place: Place,
    consignments: Filling<ConsignmentRows>,
    flows: Filling<FlowRows>,
    statements: Filling<StatementRows>,
    payments: Filling<PaymentRows>,
    positions: Filling<PositionRows>,
    refusals: Filling<RefusedRows>,
    last_row: u64,
    seen: u64,
    progress: &'a mut dyn FnMut(Step),
}

impl<'a> TableSink<'a> {
    fn new(place: Place, progress: &'a mut dyn FnMut(Step)) -> TableSink<'a> {
        TableSink {
            place,
            consignments: Filling { open: None },
            flows: Filling { open: None },
            statements: Filling { open: None },
            payments: Filling { open: None },
            positions: Filling { open: None },
            refusals: Filling { open: None },
            last_row: 0,
            seen: 0,
            progress,
        }
    }

    #[inline]
    fn saw(&mut self, row: u64) {
        self.last_row = self.last_row.max(row);
        self.seen += 1;
        if self.seen.is_multiple_of(PROGRESS_ROWS) {
            (self.progress)(Step::Rows(self.seen));
        }
    }

    /// Writes what is left and gives the parts in the order of the tables.
    fn finish(self) -> Result<Vec<Part>> {
        let parts = [
            self.consignments.finish()?,
            self.flows.finish()?,
            self.statements.finish()?,
            self.payments.finish()?,
            self.positions.finish()?,
            self.refusals.finish()?,
        ];
        Ok(parts.into_iter().flatten().collect())
    }
}

impl Sink for TableSink<'_> {
    type Error = StoreError;

    #[inline]
    fn consignment(&mut self, row: &Admitted<Consignment<'_>>) -> Result<()> {
        self.saw(row.row);
        self.consignments.row(&self.place, |rows| rows.push(row))
    }

    fn flow(&mut self, row: &Admitted<Flow>) -> Result<()> {
        self.saw(row.row);
        self.flows.row(&self.place, |rows| rows.push(row))
    }

    fn statement(&mut self, row: &Admitted<Statement>) -> Result<()> {
        self.saw(row.row);
        self.statements.row(&self.place, |rows| rows.push(row))
    }

    fn payment(&mut self, row: &Admitted<Payment<'_>>) -> Result<()> {
        self.saw(row.row);
        self.payments.row(&self.place, |rows| rows.push(row))
    }

    fn position(&mut self, row: &Admitted<Position<'_>>) -> Result<()> {
        self.saw(row.row);
        self.positions.row(&self.place, |rows| rows.push(row))
    }

    fn refused(&mut self, row: &Refused) -> Result<()> {
        self.saw(row.row);
        self.refusals.row(&self.place, |rows| rows.push(row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_becomes_an_id_without_its_date() {
        let table = [
            ("sdn_2021-07.csv", "sdn"),
            ("Customs Feed (March).CSV", "customs-feed-march"),
            ("2022.csv", "2022"),
            ("...", "file"),
            ("registers.csv", "registers"),
            ("32014R0833.csv", "32014r0833"),
        ];
        for (name, id) in table {
            assert_eq!(slug(name), id, "for {name}");
        }
    }
}
