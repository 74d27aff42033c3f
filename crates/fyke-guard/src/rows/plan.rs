//! The two steps from a file to rows: look at it, then take it in.
//!
//! A [`Plan`] is what the first step found and the second obeys. It names no
//! path and holds no open file, so it can be shown, stored and corrected in
//! between. Parquet is decoded by the caller, who comes in through
//! [`plan_records`] and [`admit_records`].

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use encoding_rs::WINDOWS_1252;
use fyke_model::date::Day;

use super::cells::countries::CountryBook;
use super::cells::date_votes::Votes;
use super::kind::{Kind, ListFormat};
use super::limits::RowLimits;
use super::lists;
use super::mapping::Mapping;
use super::meaning::{Holds, Meaning};
use super::recognise::{self, Recognised};
use super::sample::Sample;
use super::sink::{Counts, Sink};
use super::{bods, consignments, flows, officers, ownership, payments, positions, registers, sites};
use crate::bytes::csv::{self, Dialect, ReadOptions};
use crate::bytes::encoding::Encoding;
use crate::bytes::jsonl::LineRows;
use crate::bytes::xlsx::{SheetChoice, SheetRows};
use crate::bytes::{Format, GuardError, Limits, Next, Record, Records, sniff};

/// What governs admission, the same for every file of a case.
#[derive(Debug, Clone)]
pub struct Rules {
    /// How much of anything is read.
    pub bytes: Limits,
    /// What a row may say.
    pub rows: RowLimits,
    /// Countries by code and name.
    pub countries: CountryBook,
}

impl Rules {
    /// The usual limits with a book of countries.
    pub fn new(countries: CountryBook) -> Rules {
        Rules {
            bytes: Limits::default(),
            rows: RowLimits::default(),
            countries,
        }
    }
}

/// What the person who adds a file knows about it already; it wins over what we
/// would find.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// What the file is.
    pub kind: Option<Kind>,
    /// Which column means what.
    pub mapping: Option<Mapping>,
    /// Id of the dataset.
    pub dataset: Option<String>,
    /// Day of the edition.
    pub edition: Option<Day>,
}

/// What a file is and how it will be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What it is.
    pub kind: Kind,
    /// Why we think so, in sentences for the person who added it.
    pub evidence: Vec<String>,
    /// Format of the bytes; [`Format::Parquet`] stands for any table that the
    /// caller decodes.
    pub format: Format,
    /// Which column means what; none for watch lists.
    pub mapping: Option<Mapping>,
    /// Id of the dataset, where the file or its name tells it.
    pub dataset: Option<String>,
    /// Day of the edition, where the file or its name tells it. A list without
    /// one cannot be superseded: the caller has to ask.
    pub edition: Option<Day>,
    /// Whether the first row is the header although it looks like the rows
    /// below it, as a row of months does.
    pub header_in_first_row: bool,
}

impl Plan {
    fn of(recognised: Recognised, format: Format, wishes: &Wishes) -> Plan {
        Plan {
            kind: recognised.kind,
            evidence: recognised.evidence,
            format,
            mapping: recognised.mapping,
            dataset: wishes.dataset.clone().or(recognised.dataset),
            edition: wishes.edition.or(recognised.edition),
            header_in_first_row: false,
        }
    }
}

/// How many bytes decide on the format and on OFAC's tables.
const HEAD_BYTES: usize = 64 * 1024;

/// How many rows are read again where the order of day and month stayed open
/// in the sample: a file sorted by day may show the first of January two
/// thousand times.
const SECOND_LOOK_ROWS: u64 = 2_000_000;

/// Looks at a file: what it is and how it would be read. `name` is the name it
/// was given, not the one under which it is kept.
///
/// # Errors
/// Where it is of a format that we cannot read, with what to do.
pub fn plan_file(path: &Path, name: &str, rules: &Rules, wishes: &Wishes) -> Result<Plan, GuardError> {
    let head = head_of(path)?;
    let sniffed = sniff(&head, Some(name));
    // the one kind that is read from a whole array as well as from lines
    if matches!(sniffed.format, Format::Json | Format::JsonLines)
        && let Some(recognised) = bods::recognise(open(path)?, name, &rules.bytes)?
    {
        return Ok(Plan::of(recognised, sniffed.format, wishes));
    }
    if let Some(repair) = sniffed.repair {
        return Err(GuardError::new(
            format!(
                "{name} is of a format that fyke does not read ({:?})",
                sniffed.format
            ),
            repair,
        ));
    }
    let format = sniffed.format;
    match format {
        Format::Xml => {
            let recognised = lists::un::recognise(open(path)?, name, &rules.bytes)?;
            Ok(Plan::of(recognised, format, wishes))
        }
        Format::JsonLines | Format::Json => {
            if let Some(recognised) = lists::ftm::recognise(open(path)?, name, &rules.bytes)? {
                return Ok(Plan::of(recognised, Format::JsonLines, wishes));
            }
            plan_table(path, Format::JsonLines, name, rules, wishes)
        }
        Format::Delimited => match lists::ofac::recognise(&head, name) {
            Some(recognised) => Ok(Plan::of(recognised, format, wishes)),
            None => plan_table(path, format, name, rules, wishes),
        },
        Format::Xlsx => plan_table(path, format, name, rules, wishes),
        _ => Err(GuardError::new(
            format!("{name} is of a format that this reader does not take ({format:?})"),
            "save it as CSV, XLSX or JSON lines and add it again",
        )),
    }
}

fn plan_table(
    path: &Path,
    format: Format,
    name: &str,
    rules: &Rules,
    wishes: &Wishes,
) -> Result<Plan, GuardError> {
    let mut records = open_table(path, format, None, false, rules)?;
    let without_header = format == Format::Delimited && !records.has_header();
    let mut plan = plan_records(&mut records, name, rules, wishes)?;
    let doubtful = plan.kind == Kind::Unknown || wishes.kind.is_some() || wishes.mapping.is_some();
    if without_header && doubtful {
        // a header of months or codes looks like data; its names tell
        let mut again = open_table(path, format, None, true, rules)?;
        let second = plan_records(&mut again, name, rules, wishes)?;
        let better = plan.kind == Kind::Unknown
            || !names_fit(&plan, records.header())
            || columns_named(&second) > columns_named(&plan);
        if better && second.kind != Kind::Unknown && names_fit(&second, again.header()) {
            plan = Plan {
                header_in_first_row: true,
                ..second
            };
            plan.evidence
                .push("the first row is the header: its cells name columns that we know".to_owned());
            records = again;
        }
    }
    plan.format = format;
    plan.evidence.extend(records.notes());
    Ok(plan)
}

fn columns_named(plan: &Plan) -> usize {
    plan.mapping
        .as_ref()
        .map_or(0, |mapping| mapping.columns.len() + mapping.months.len())
}

/// Whether a header has every column that a mapping names.
fn names_fit(plan: &Plan, header: &[String]) -> bool {
    plan.mapping.as_ref().is_none_or(|mapping| {
        let columns = mapping.columns.iter().map(|column| &column.column);
        let months = mapping.months.iter().map(|month| &month.column);
        columns.chain(months).all(|name| header.contains(name))
    })
}

/// Looks at a table that the caller decodes. The records are used up; open
/// them again for [`admit_records`].
///
/// # Errors
/// Where the table cannot be read.
pub fn plan_records<R: Records + ?Sized>(
    records: &mut R,
    name: &str,
    rules: &Rules,
    wishes: &Wishes,
) -> Result<Plan, GuardError> {
    let sample = Sample::take(records)?;
    let mut recognised = recognise::recognise(&sample, name, &rules.countries, wishes);
    if wishes.mapping.is_none() {
        look_again_at_dates(records, &sample, &mut recognised)?;
    }
    Ok(Plan::of(recognised, Format::Parquet, wishes))
}

/// Reads on until some cell settles the order of day and month.
fn look_again_at_dates<R: Records + ?Sized>(
    records: &mut R,
    sample: &Sample,
    recognised: &mut Recognised,
) -> Result<(), GuardError> {
    let Some(mapping) = recognised.mapping.as_mut() else {
        return Ok(());
    };
    for column in &mut mapping.columns {
        if column.meaning.holds() != Holds::Day || column.dates.is_none() {
            continue;
        }
        let Some(at) = sample.header.iter().position(|name| *name == column.column) else {
            continue;
        };
        let mut votes = Votes::default();
        sample.filled(at).for_each(|cell| votes.add(cell));
        let mut record = Record::default();
        let mut rows = 0;
        while votes.undecided() && rows < SECOND_LOOK_ROWS {
            rows += 1;
            match records.next_record(&mut record)? {
                Next::Record => votes.add(record.text(at)),
                Next::Refused(_) => {}
                Next::End => break,
            }
        }
        let (order, notes) = votes.decide();
        column.dates = Some(order);
        recognised.evidence.extend(
            notes
                .into_iter()
                .map(|note| format!("column {}: {note}", column.column)),
        );
    }
    Ok(())
}

/// Takes a file in under a plan.
///
/// # Errors
/// Where the file or the sink can go no further; what the sink got until then
/// is not the whole file.
pub fn admit_file<S: Sink>(
    path: &Path,
    plan: &Plan,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    match plan.kind {
        Kind::WatchList(ListFormat::UnXml) => lists::un::admit(open(path)?, &rules.bytes, sink),
        Kind::WatchList(list @ (ListFormat::FtmEntities | ListFormat::FtmStatements))
            if matches!(plan.format, Format::JsonLines | Format::Json) =>
        {
            lists::ftm::admit(open(path)?, list, &rules.bytes, sink)
        }
        Kind::Bods if matches!(plan.format, Format::JsonLines | Format::Json) => {
            bods::admit(open(path)?, rules, sink)
        }
        kind => {
            let list = match kind {
                Kind::WatchList(list) => Some(list),
                _ => None,
            };
            let mut records = open_table(path, plan.format, list, plan.header_in_first_row, rules)?;
            admit_records(&mut records, plan, rules, sink)
        }
    }
}

/// Takes a table in under a plan.
///
/// # Errors
/// Where the table or the sink can go no further, and where the plan lacks
/// what every row needs.
pub fn admit_records<R: Records + ?Sized, S: Sink>(
    records: &mut R,
    plan: &Plan,
    rules: &Rules,
    sink: &mut S,
) -> Result<Counts, S::Error> {
    let mapping = || {
        plan.mapping.as_ref().ok_or_else(|| {
            GuardError::new(
                "the plan has no mapping of columns",
                "look at the file again, or write a mapping.toml",
            )
        })
    };
    match plan.kind {
        Kind::Consignments => consignments::admit(records, mapping()?, rules, sink),
        Kind::Flows => flows::admit(records, mapping()?, rules, sink),
        Kind::Register => registers::admit(records, mapping()?, rules, sink),
        Kind::Officers => officers::admit(records, mapping()?, rules, sink),
        Kind::Ownership => ownership::admit(records, mapping()?, rules, sink),
        Kind::Payments => payments::admit(records, mapping()?, rules, sink),
        Kind::Positions => positions::admit(records, mapping()?, rules, sink),
        Kind::Sites => sites::admit(records, mapping()?, rules, sink),
        Kind::Bods => Err(GuardError::new(
            "this is a table, and statements of the Beneficial Ownership Data Standard are JSON",
            "add the JSON file of the declaration, or name the kind ownership",
        )
        .into()),
        Kind::WatchList(list) => lists::admit_table(records, list, sink),
        Kind::Unknown => Err(GuardError::new(
            "we do not know what this file is",
            "name its kind, or write a mapping.toml that gives a meaning to its columns",
        )
        .into()),
    }
}

fn open(path: &Path) -> Result<BufReader<File>, GuardError> {
    Ok(BufReader::with_capacity(1 << 16, File::open(path)?))
}

fn head_of(path: &Path) -> Result<Vec<u8>, GuardError> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The rows of a file that is a table.
fn open_table(
    path: &Path,
    format: Format,
    list: Option<ListFormat>,
    header_in_first_row: bool,
    rules: &Rules,
) -> Result<Box<dyn Records>, GuardError> {
    let options = || ReadOptions {
        limits: rules.bytes.clone(),
        ..ReadOptions::default()
    };
    Ok(match format {
        Format::Xlsx => Box::new(SheetRows::open(
            File::open(path)?,
            &SheetChoice::default(),
            &rules.bytes,
        )?),
        Format::JsonLines | Format::Json => Box::new(LineRows::open(open(path)?, &rules.bytes)?),
        _ if list.is_some_and(ListFormat::is_ofac) => {
            let dialect = ofac_dialect(path)?;
            Box::new(csv::Reader::with_dialect(File::open(path)?, dialect, &options())?)
        }
        _ if header_in_first_row => {
            let found = csv::Reader::open(File::open(path)?, &rules.bytes)?
                .dialect()
                .clone();
            let dialect = Dialect {
                header_rows: 1,
                ..found
            };
            Box::new(csv::Reader::with_dialect(File::open(path)?, dialect, &options())?)
        }
        _ => Box::new(csv::Reader::open(File::open(path)?, &rules.bytes)?),
    })
}

/// OFAC's tables are plain CSV, without a header unless somebody added one, and
/// in Latin-1 unless somebody converted them.
fn ofac_dialect(path: &Path) -> Result<Dialect, GuardError> {
    let mut bytes = Vec::new();
    // the largest list has 4 MB; what is beyond 256 MB is none
    File::open(path)?.take(256 << 20).read_to_end(&mut bytes)?;
    let encoding = match std::str::from_utf8(&bytes) {
        Ok(_) => Encoding::Utf8,
        Err(_) => Encoding::Other(WINDOWS_1252),
    };
    Ok(Dialect {
        encoding,
        header_rows: usize::from(lists::ofac::has_header(&bytes)),
        ..Dialect::default()
    })
}

/// Where the columns of a mapping stand in a file.
///
/// # Errors
/// Names the column that the mapping has and the file has not, with those it
/// has.
pub(crate) fn position(header: &[String], column: &str, meaning: Meaning) -> Result<usize, GuardError> {
    header.iter().position(|name| name == column).ok_or_else(|| {
        let have: Vec<&str> = header.iter().map(String::as_str).take(30).collect();
        GuardError::new(
            format!(
                "mapping.toml reads {} from the column {column:?}, which the file does not have",
                meaning.as_str()
            ),
            format!("name one of its columns: {}", have.join(", ")),
        )
    })
}
