//! Opening the index: parts that were kept are read, the others made from the
//! tables and kept.

use super::bytes::{In, Out};
use super::columns::Columns;
use super::deals::{Deals, Spellings};
use super::flow::{self, Totals};
use super::names::Names;
use super::pairs::Pairs;
use super::records::Records;
use super::said::{RawNames, Said};
use super::who::Entities;
use super::{Memory, Serving, Step};
use crate::case::Case;
use crate::error::Result;
use crate::query::Tables;
use crate::questions::RowHandles;
use crate::record::TakeIn;
use crate::source_row::{self, Places};
use crate::{inputs, judgements, kept, resolved};
use fyke_model::dataset::FileHash;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader};
use std::sync::{Arc, Mutex};

/// The one part of `pairs`, below `tables/`.
pub(super) const PAIRS: &str = "pairs/pairs.parquet";

/// Bytes read from a kept part at a time.
const READ_BYTES: usize = 1 << 20;

/// What every part of the index rests on but which entity a record means: the
/// files, and the records as they were last resolved.
fn records_from(case: &Case) -> Result<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(inputs::fingerprint(case)?);
    hash.update([0]);
    hash.update(resolved::records_seen(case)?);
    Ok(hash.finalize().into())
}

/// What entities rest on.
fn entities_from(case: &Case) -> Result<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(records_from(case)?);
    hash.update(resolved::run_of(case)?.to_le_bytes());
    Ok(hash.finalize().into())
}

/// A text that differs whenever an index would be made anew: of who is who and
/// of the files.
pub(super) fn version(case: &Case) -> Result<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(entities_from(case)?);
    hash.update(judgements::fingerprint(case)?);
    Ok(hash.finalize().into())
}

/// A kept part, or none where it must be made.
fn kept_part<T>(
    case: &Case,
    name: &'static str,
    made_from: &[u8; 32],
    read: impl FnOnce(&mut In<BufReader<File>>) -> io::Result<T>,
) -> Result<Option<T>> {
    let Some((file, bytes)) = kept::open(case, &format!("serving-{name}"))? else {
        return Ok(None);
    };
    let input = BufReader::with_capacity(READ_BYTES, file);
    let Some(mut part) = In::begin(input, bytes, name, made_from) else {
        return Ok(None);
    };
    // what cannot be read is made again
    let Ok(value) = read(&mut part) else {
        return Ok(None);
    };
    Ok(part.finish().then_some(value))
}

/// Keeps a part where the case is open for writing.
fn keep(
    case: &Case,
    name: &'static str,
    made_from: &[u8; 32],
    write: &dyn Fn(&mut Out<'_>) -> io::Result<()>,
) -> Result<()> {
    if !case.may_write() {
        return Ok(());
    }
    kept::replace(case, &format!("serving-{name}"), &mut |out| {
        let mut part = Out::begin(out, name, made_from)?;
        write(&mut part)?;
        part.finish()
    })
}

/// Files from which on the places of rows are noted when the index is made: what
/// is smaller is read in a few hundredths of a second.
const NOTED_FROM_BYTES: u64 = 4 << 20;

type AllPlaces = BTreeMap<FileHash, Arc<Places>>;

/// The places of rows in large files; none where they were not kept and cannot be.
fn places_of(
    case: &Case,
    files: &[TakeIn],
    made_from: &[u8; 32],
    progress: &mut dyn FnMut(Step),
) -> Result<AllPlaces> {
    progress(Step::Reading("places"));
    let hashes: Vec<FileHash> = files
        .iter()
        .filter(|file| file.bytes >= NOTED_FROM_BYTES)
        .map(|file| file.hash)
        .collect();
    let kept = kept_part(case, "places", made_from, |from| {
        let noted = hashes.iter().map(|hash| {
            let (rows, bytes) = (from.numbers()?, from.numbers()?);
            Ok((*hash, Arc::new(Places { rows, bytes })))
        });
        noted.collect::<io::Result<AllPlaces>>()
    })?;
    if let Some(kept) = kept {
        return Ok(kept);
    }
    // where nothing can be kept, the first question to a file reads it
    if hashes.is_empty() || !case.may_write() {
        return Ok(AllPlaces::new());
    }
    progress(Step::Making("places"));
    let noted = hashes
        .iter()
        .map(|hash| Ok((*hash, Arc::new(source_row::places(case, *hash)?))));
    let noted: AllPlaces = noted.collect::<Result<_>>()?;
    keep(case, "places", made_from, &|out| {
        for places in hashes.iter().filter_map(|hash| noted.get(hash)) {
            out.numbers(&places.rows)?;
            out.numbers(&places.bytes)?;
        }
        Ok(())
    })?;
    Ok(noted)
}

/// The large parts, which judgements do not change.
pub(super) struct Large {
    pub(super) records: Records,
    pub(super) said: Said,
    pub(super) names: Names,
    pub(super) goods: Deals,
    pub(super) money: Deals,
    pub(super) flows: Columns,
    pub(super) goods_totals: Totals,
    pub(super) flow_totals: Totals,
    pub(super) maps: flow::Lately,
    pub(super) handles: RowHandles,
    made_from: [u8; 32],
}

impl Large {
    fn open(
        case: &Case,
        tables: &Tables,
        progress: &mut dyn FnMut(Step),
    ) -> Result<(Large, Option<Entities>)> {
        let made_from = records_from(case)?;
        let handles = RowHandles::new(case, None)?;
        progress(Step::Reading("records"));
        let mut entities = None;
        let kept = kept_part(case, "records", &made_from, Records::read)?;
        let (records, kept_records) = match kept {
            Some(records) => (records, true),
            None => {
                progress(Step::Making("records"));
                let (records, order, texts) = Records::make(tables)?;
                keep(case, "records", &made_from, &|out| records.write(out))?;
                entities = Some(Entities::make(&order, &texts)?);
                (records, false)
            }
        };
        let read = |progress: &mut dyn FnMut(Step), name| {
            progress(Step::Reading(name));
            kept_records
        };
        let mut said = None;
        if read(progress, "statements") {
            said = kept_part(case, "said", &made_from, Said::read)?;
        }
        let mut names = None;
        if said.is_some() && read(progress, "names") {
            names = kept_part(case, "names", &made_from, Names::read)?;
        }
        let mut goods = None;
        if names.is_some() && read(progress, "consignments") {
            goods = kept_part(case, "goods", &made_from, |from| Deals::read(from, records.len()))?;
        }
        let mut money = None;
        if goods.is_some() && read(progress, "payments") {
            money = kept_part(case, "money", &made_from, |from| Deals::read(from, records.len()))?;
        }
        let (said, names, goods, money) = match (said, names, goods, money) {
            (Some(said), Some(names), Some(goods), Some(money)) => (said, names, goods, money),
            _ => Self::make(case, tables, &handles, &records, &made_from, progress)?,
        };
        progress(Step::Reading("flows"));
        let flows = match kept_part(case, "flows", &made_from, Columns::read)? {
            Some(flows) => flows,
            None => {
                progress(Step::Making("flows"));
                let flows = flow::read(tables, &handles)?;
                keep(case, "flows", &made_from, &|out| flows.write(out))?;
                flows
            }
        };
        let large = Large {
            goods_totals: Totals::of(&goods.columns),
            flow_totals: Totals::of(&flows),
            maps: flow::Lately::default(),
            records,
            said,
            names,
            goods,
            money,
            flows,
            handles,
            made_from,
        };
        Ok((large, entities))
    }

    /// What statements and declarations say, in one go: names come from both.
    fn make(
        case: &Case,
        tables: &Tables,
        handles: &RowHandles,
        records: &Records,
        made_from: &[u8; 32],
        progress: &mut dyn FnMut(Step),
    ) -> Result<(Said, Names, Deals, Deals)> {
        progress(Step::Making("statements"));
        let (said, mut raw) = Said::make(tables, handles, records)?;
        keep(case, "said", made_from, &|out| said.write(out))?;
        let spellings = Spellings::read(tables, records, &mut raw)?;
        progress(Step::Making("names"));
        let names = Names::make(&raw, &|record| records.listed(record))?;
        raw = RawNames::default();
        drop(raw);
        keep(case, "names", made_from, &|out| names.write(out))?;
        progress(Step::Making("consignments"));
        let goods = Deals::of_consignments(case, handles, records, &spellings)?;
        keep(case, "goods", made_from, &|out| goods.write(out))?;
        progress(Step::Making("payments"));
        let money = Deals::of_payments(tables, handles, records, &spellings)?;
        keep(case, "money", made_from, &|out| money.write(out))?;
        Ok((said, names, goods, money))
    }
}

impl Serving {
    /// Opens the index: reads what was kept, and makes from the tables what is
    /// missing, old or damaged. What is made is kept where the case is open for
    /// writing. Resolve the case before: parties that were never resolved are
    /// not found ([`Serving::unknown_rows`] counts their rows).
    ///
    /// # Errors
    /// Where the case cannot be read or holds more than an index can number.
    pub fn open(case: &Case, progress: &mut dyn FnMut(Step)) -> Result<Serving> {
        let tables = Tables::open(case, None)?;
        let (large, entities) = Large::open(case, &tables, progress)?;
        Self::over(case, &tables, Arc::new(large), entities, progress)
    }

    /// The same records with entities as they are resolved now: after a
    /// judgement, in a second or two. Large parts are shared with `self`. Where
    /// files came in meanwhile, all is opened anew.
    ///
    /// # Errors
    /// As [`Serving::open`].
    pub fn rejoined(&self, case: &Case, progress: &mut dyn FnMut(Step)) -> Result<Serving> {
        if records_from(case)? != self.large.made_from {
            return Self::open(case, progress);
        }
        let tables = Tables::open(case, None)?;
        Self::over(case, &tables, Arc::clone(&self.large), None, progress)
    }

    fn over(
        case: &Case,
        tables: &Tables,
        large: Arc<Large>,
        entities: Option<Entities>,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Serving> {
        let made_from = entities_from(case)?;
        progress(Step::Reading("entities"));
        let kept = match entities {
            Some(entities) => {
                keep(case, "entities", &made_from, &|out| entities.write(out))?;
                Some(entities)
            }
            None => kept_part(case, "entities", &made_from, Entities::read)?,
        };
        let mut entities = match kept {
            Some(entities) => entities,
            None => {
                progress(Step::Making("entities"));
                let (_, order, texts) = Records::make(tables)?;
                let entities = Entities::make(&order, &texts)?;
                keep(case, "entities", &made_from, &|out| entities.write(out))?;
                entities
            }
        };
        let trades = |record: u32| large.goods.names(record) || large.money.names(record);
        entities.describe(&large.records, &large.said, &trades);
        progress(Step::Reading("pairs"));
        let pairs = match kept_part(case, "pairs", &made_from, Pairs::read)? {
            Some(pairs) => pairs,
            None => {
                progress(Step::Making("pairs"));
                let pairs = Pairs::make(&case.folder("tables")?.join(PAIRS), &large.records)?;
                keep(case, "pairs", &made_from, &|out| pairs.write(out))?;
                pairs
            }
        };
        let memory = Memory {
            parts: vec![
                ("records", large.records.bytes()),
                ("statements", large.said.bytes()),
                ("names", large.names.bytes()),
                ("consignments", large.goods.bytes() + large.goods_totals.bytes()),
                ("payments", large.money.bytes()),
                ("flows", large.flows.bytes() + large.flow_totals.bytes()),
                ("entities", entities.bytes()),
                ("pairs", pairs.bytes()),
            ],
        };
        let files = case.files()?;
        let places = places_of(case, &files, &large.made_from, progress)?;
        Ok(Serving {
            tables: case.folder("tables")?,
            editions: files.iter().map(|file| (file.hash, file.edition)).collect(),
            parts: files.iter().map(|file| (file.hash, file.parts.clone())).collect(),
            version: version(case)?,
            memory,
            large,
            entities,
            pairs,
            metas: Mutex::new(BTreeMap::new()),
            places: Mutex::new(places),
        })
    }
}
