//! One entity: its records, what is said of it, what it is tied to.

use super::made::PAIRS;
use super::records::{NONE, country};
use super::said::Said;
use super::{EntityNo, Serving};
use crate::error::Result;
use crate::questions::RowHandle;
use crate::resolved::{EntityStatement, MemberRow, PairRow, pairs_in};
use crate::rows_behind::{at_places, statements_in};
use fyke_model::country::Country;
use fyke_model::dataset::{FileHash, Handling, RowRef};
use std::collections::BTreeMap;

/// Rows read for the page of one entity.
pub const ROWS_READ: usize = 2_000;

/// Pairs read for the page of one entity.
pub const PAIRS_READ: usize = 500;

/// An entity on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EntityLine {
    /// Its number.
    pub no: EntityNo,
    /// Its id, which lasts from run to run.
    pub id: String,
    /// The name of its first listed record, else of its first that is not only
    /// declared, else of its first.
    pub caption: String,
    /// FollowTheMoney schema of that record.
    pub schema: String,
    /// Countries of its records, in order.
    pub countries: Vec<Country>,
    /// Datasets of its records, in order.
    pub datasets: Vec<String>,
    /// FollowTheMoney topics.
    pub topics: Vec<String>,
    /// A record is listed.
    pub listed: bool,
    /// Consignments or payments name it.
    pub trades: bool,
    /// How many records mean it.
    pub records: u64,
    /// Strictest label of them.
    pub handling: Handling,
}

/// A kind of tie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TieKind {
    /// From owner to asset.
    Ownership,
    /// From director to organization.
    Directorship,
    /// From predecessor to successor.
    Succession,
    /// From subject to object.
    UnknownLink,
    /// A sanction on the entity; it comes from no other.
    Sanction,
}

impl TieKind {
    /// All of them, in the order of their numbers in the index.
    pub const ALL: [TieKind; 5] = [
        TieKind::Ownership,
        TieKind::Directorship,
        TieKind::Succession,
        TieKind::UnknownLink,
        TieKind::Sanction,
    ];

    pub(super) fn of(number: u8) -> Option<TieKind> {
        TieKind::ALL.get(usize::from(number)).copied()
    }

    /// FollowTheMoney's name of it.
    pub const fn as_str(self) -> &'static str {
        match self {
            TieKind::Ownership => "Ownership",
            TieKind::Directorship => "Directorship",
            TieKind::Succession => "Succession",
            TieKind::UnknownLink => "UnknownLink",
            TieKind::Sanction => "Sanction",
        }
    }
}

/// What ties two entities together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tie {
    /// What it is.
    pub kind: TieKind,
    /// From whom; none for sanctions.
    pub from: Option<EntityNo>,
    /// To whom.
    pub to: EntityNo,
    /// Its id within its dataset.
    pub id: String,
    /// Role, share or authority, as told; empty where not.
    pub detail: String,
    /// Begin, as told (a day or a year); empty where not.
    pub start: String,
    /// End, as told.
    pub end: String,
    /// The first row that says it.
    pub row: RowHandle,
}

impl Serving {
    /// The entity of this id, or of the record `dataset:id`.
    pub fn find(&self, id: &str) -> Option<EntityNo> {
        let of_record = || {
            // ids may hold a colon, and so may datasets: the longest that is one
            let mut colons: Vec<usize> = id.match_indices(':').map(|found| found.0).collect();
            colons.reverse();
            colons.into_iter().find_map(|at| {
                let record = self.large.records.find(id.get(..at)?, id.get(at + 1..)?)?;
                Some(self.entities.of(record))
            })
        };
        let entity = self.entities.find(id).or_else(of_record)?;
        (entity < self.entities.len()).then_some(EntityNo(entity))
    }

    /// How many entities there are.
    pub fn entities(&self) -> u64 {
        u64::from(self.entities.len())
    }

    /// How many records there are.
    pub fn records_count(&self) -> u64 {
        u64::from(self.large.records.len())
    }

    /// The id of an entity; empty where there is none of this number.
    pub fn id(&self, entity: EntityNo) -> &str {
        self.entities.id(entity.0)
    }

    /// An entity on one line; none where there is none of this number.
    pub fn line(&self, entity: EntityNo) -> Option<EntityLine> {
        let profile = self.entities.profile(entity.0)?;
        let all = &self.large.records;
        let records = self.entities.records(entity.0);
        let declared = |record: &u32| all.id(*record).starts_with("party-");
        let main = *records
            .iter()
            .min_by_key(|record| (!all.listed(**record), declared(record), **record))?;
        let words = self.facet_words();
        let texts = |facet| {
            let mut values = vec![];
            profile.each_value(facet, words, &mut |value| values.push(value.to_owned()));
            values
        };
        Some(EntityLine {
            no: entity,
            id: self.entities.id(entity.0).to_owned(),
            caption: all.name(main).to_owned(),
            schema: all.schemas().at(all.schema(main)).to_owned(),
            countries: profile.countries.iter().filter_map(|key| country(*key)).collect(),
            datasets: texts(super::filter::Facet::Dataset),
            topics: texts(super::filter::Facet::Topic),
            listed: profile.listed,
            trades: profile.trades,
            records: records.len() as u64,
            handling: records
                .iter()
                .map(|record| all.handling(*record))
                .max()
                .unwrap_or_default(),
        })
    }

    /// Its records, in the order of dataset and id.
    pub fn records(&self, entity: EntityNo) -> Vec<MemberRow> {
        let records = self.entities.records(entity.0).iter();
        records.map(|record| self.member(*record)).collect()
    }

    fn member(&self, record: u32) -> MemberRow {
        let all = &self.large.records;
        MemberRow {
            entity: self.entities.id(self.entities.of(record)).to_owned(),
            dataset: all.datasets().at(all.dataset(record)).to_owned(),
            entity_id: all.id(record).to_owned(),
            schema: all.schemas().at(all.schema(record)).to_owned(),
            name: all.name(record).to_owned(),
            country: country(all.country_key(record)),
            listed: all.listed(record),
            handling: all.handling(record),
        }
    }

    /// A record by dataset and id.
    pub fn record(&self, dataset: &str, id: &str) -> Option<MemberRow> {
        self.large
            .records
            .find(dataset, id)
            .map(|record| self.member(record))
    }

    /// What is said of it, in the order of property, value and origin; of an
    /// entity of very many rows the first [`ROWS_READ`], and whether that is all.
    ///
    /// # Errors
    /// Where a table cannot be read.
    pub fn said(&self, entity: EntityNo) -> Result<(Vec<EntityStatement>, bool)> {
        let records = self.entities.records(entity.0);
        let mut rows: Vec<RowHandle> = vec![];
        for record in records {
            rows.extend(self.large.said.rows_of(*record));
        }
        rows.sort_unstable();
        rows.dedup();
        let all = rows.len() <= ROWS_READ;
        rows.truncate(ROWS_READ);
        let mut by_file: BTreeMap<FileHash, Vec<i64>> = BTreeMap::new();
        for row in rows.iter().filter_map(|handle| self.large.handles.row(*handle)) {
            let number = i64::try_from(row.row).unwrap_or(0);
            by_file.entry(row.file).or_default().push(number);
        }
        let id = self.entities.id(entity.0);
        let mut said = vec![];
        for (file, wanted) in by_file {
            let edition = self
                .editions
                .get(&file)
                .copied()
                .flatten()
                .map(|day| day.to_string());
            for part in self.parts_of(file, "statements/") {
                let path = self.tables.join(part);
                for mut statement in statements_in(&path, &*self.meta(&path)?, &wanted)? {
                    let record = self.large.records.find(&statement.dataset, &statement.entity_id);
                    if record.is_none_or(|record| self.entities.of(record) != entity.0) {
                        continue;
                    }
                    id.clone_into(&mut statement.entity);
                    statement.file = file.to_string();
                    statement.edition.clone_from(&edition);
                    said.push(statement);
                }
            }
        }
        let key = |s: &EntityStatement| {
            let of = (
                s.prop.clone(),
                s.value.clone(),
                s.dataset.clone(),
                s.entity_id.clone(),
            );
            (of, s.file.clone(), s.row)
        };
        said.sort_by_cached_key(key);
        Ok((said, all))
    }

    /// The compared pairs among its records and towards others, the likeliest
    /// first; at most [`PAIRS_READ`] of them.
    ///
    /// # Errors
    /// Where the table cannot be read.
    pub fn pairs(&self, entity: EntityNo) -> Result<Vec<PairRow>> {
        let records = self.entities.records(entity.0);
        let mut places: Vec<u32> = vec![];
        for record in records {
            places.extend(self.pairs.of(*record));
        }
        places.sort_unstable();
        places.dedup();
        places.truncate(PAIRS_READ);
        let mut pairs: Vec<PairRow> = self.pairs_at(&places)?;
        pairs.sort_by(|a, b| {
            let probability = b.probability.total_cmp(&a.probability);
            probability.then_with(|| (&a.left, &a.right).cmp(&(&b.left, &b.right)))
        });
        Ok(pairs)
    }

    /// Pairs in doubt that nobody judged (probability .05 to .95), the nearest to
    /// even odds first, a page; and how many there are.
    ///
    /// # Errors
    /// Where the table cannot be read.
    pub fn doubtful(&self, (offset, limit): (usize, usize)) -> Result<(Vec<PairRow>, u64)> {
        let all = self.pairs.doubtful();
        let page: Vec<u32> = all.iter().skip(offset).take(limit).copied().collect();
        let mut in_order = page.clone();
        in_order.sort_unstable();
        let read = self.pairs_at(&in_order)?;
        let mut by_place: BTreeMap<u32, PairRow> = in_order.into_iter().zip(read).collect();
        let pairs = page.iter().filter_map(|place| by_place.remove(place)).collect();
        Ok((pairs, all.len() as u64))
    }

    /// Pairs by ascending places.
    fn pairs_at(&self, places: &[u32]) -> Result<Vec<PairRow>> {
        if places.is_empty() {
            return Ok(vec![]);
        }
        let path = self.tables.join(PAIRS);
        let mut pairs = vec![];
        for batch in at_places(&path, &*self.meta(&path)?, places)? {
            pairs.extend(pairs_in(&batch)?);
        }
        Ok(pairs)
    }

    /// What it is tied to, in the order of kind and row.
    pub fn ties(&self, entity: EntityNo) -> Vec<Tie> {
        let said: &Said = &self.large.said;
        let records = self.entities.records(entity.0).iter();
        let mut ties: Vec<u32> = records
            .flat_map(|record| said.ties_of(*record))
            .copied()
            .collect();
        ties.sort_unstable();
        ties.dedup();
        ties.into_iter().filter_map(|tie| self.tie(tie)).collect()
    }

    /// A tie by its number.
    pub(super) fn tie(&self, number: u32) -> Option<Tie> {
        let ties = self.large.said.ties();
        let at = number as usize;
        let entity = |record: &u32| (*record != NONE).then(|| EntityNo(self.entities.of(*record)));
        Some(Tie {
            kind: TieKind::of(*ties.kind.get(at)?)?,
            from: ties.from.get(at).and_then(entity),
            to: ties.to.get(at).and_then(entity)?,
            id: ties.ids.at(number).to_owned(),
            detail: ties.word(&ties.detail, number).to_owned(),
            start: ties.word(&ties.start, number).to_owned(),
            end: ties.word(&ties.end, number).to_owned(),
            row: *ties.handle.get(at)?,
        })
    }

    /// The row of a handle.
    pub fn row(&self, handle: RowHandle) -> Option<RowRef> {
        self.large.handles.row(handle)
    }

    /// The handle of a row; none of a file that does not stand.
    pub fn handle(&self, row: &RowRef) -> Option<RowHandle> {
        self.large.handles.handle(row.file, row.row)
    }

    /// How a row may be handled.
    pub fn handling(&self, handle: RowHandle) -> Handling {
        self.large.handles.handling(handle)
    }
}
