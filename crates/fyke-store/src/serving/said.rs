//! What statements say of records: in which rows, which topics, and what ties
//! one record to another. The statements themselves stay in their table; a page
//! reads the few rows that it shows.

use super::bytes::{In, Out};
use super::lists::{Lists, Texts};
use super::records::{NONE, Records};
use super::words::Words;
use crate::error::{Result, StoreError};
use crate::query::Tables;
use crate::questions::{self, Coded, RowHandle, RowHandles, column};
use datafusion::arrow::array::Int64Array;
use fyke_model::dataset::FileHash;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Read};

/// Properties that hold a name.
const NAMES: [&str; 4] = ["name", "alias", "weakAlias", "previousName"];

/// Schemas that tie, and their two ends: from, to.
const TIES: [(&str, &str, &str); 5] = [
    ("Ownership", "owner", "asset"),
    ("Directorship", "director", "organization"),
    ("Succession", "predecessor", "successor"),
    ("UnknownLink", "subject", "object"),
    ("Sanction", "", "entity"),
];

/// What is said of records.
#[derive(Default)]
pub(super) struct Said {
    topic_words: Words,
    topics: Lists<u32>,
    /// Handles of the rows that say something, by record, ascending.
    rows: Lists<u32>,
    /// What ties, in no order that means anything.
    ties: Ties,
    /// Ties by the record at either end.
    tied: Lists<u32>,
}

/// What ties records, in columns.
#[derive(Default)]
pub(super) struct Ties {
    pub(super) ids: Texts,
    /// Position in [`TIES`].
    pub(super) kind: Vec<u8>,
    pub(super) from: Vec<u32>,
    pub(super) to: Vec<u32>,
    pub(super) handle: Vec<u32>,
    /// Role, share, authority; begin; end: numbers of words.
    pub(super) detail: Vec<u32>,
    pub(super) start: Vec<u32>,
    pub(super) end: Vec<u32>,
    words: Words,
}

/// One tie while it is read.
#[derive(Clone)]
struct Met {
    id: u32,
    kind: u8,
    from: u32,
    to: u32,
    handle: u32,
    detail: String,
    start: String,
    end: String,
}

/// Names of records as statements and declarations write them.
#[derive(Default)]
pub(super) struct RawNames {
    pub(super) texts: Texts,
    /// Of each text its record.
    pub(super) of: Vec<u32>,
}

impl Said {
    /// Reads all statements once; gives the names beside.
    pub(super) fn make(tables: &Tables, handles: &RowHandles, records: &Records) -> Result<(Said, RawNames)> {
        let mut names = RawNames::default();
        let mut topic_words = Words::default();
        let mut topics: Vec<(u32, u32)> = vec![];
        let mut rows: Vec<(u32, RowHandle)> = vec![];
        let mut ties = Gathered::default();
        let sql = "select dataset, entity_id, schema, prop, value, file, row from statements";
        // rows of one entity follow one another
        let mut last = (NONE, String::new(), None);
        tables.each_batch(sql, |batch| {
            let dataset = Coded::new(batch, 0, |word| {
                Some(records.datasets().find(word).unwrap_or(NONE))
            })?;
            let text = |at: usize| questions::Texts::new(batch, at);
            let id = text(1)?;
            let tie = Coded::new(batch, 2, |word| {
                let at = TIES.iter().position(|tie| tie.0 == word);
                Some(at.map_or(u8::MAX, |at| at as u8))
            })?;
            let prop = Coded::new(batch, 3, |word| Some(Prop::of(word)))?;
            let value = text(4)?;
            let base = Coded::new(batch, 5, |word| {
                let hash: FileHash = word.parse().ok()?;
                handles.handle(hash, 0)
            })?;
            let row: &Int64Array = column(batch, 6)?;
            for at in 0..batch.num_rows() {
                let Some(base) = base.at(at) else { continue };
                let handle = base.saturating_add(u32::try_from(row.value(at)).unwrap_or(0));
                let dataset = dataset.at(at).unwrap_or(NONE);
                let prop = prop.at(at).unwrap_or(Prop::Other);
                if let Some(kind) = tie.at(at).filter(|kind| *kind != u8::MAX) {
                    ties.hear(records, (dataset, id.at(at)), kind, prop, value.at(at), handle)?;
                    continue;
                }
                if last.0 != dataset || last.1 != id.at(at) {
                    last.0 = dataset;
                    id.at(at).clone_into(&mut last.1);
                    last.2 = records.find_in(dataset, id.at(at));
                }
                let Some(record) = last.2 else { continue };
                if rows.last() != Some(&(record, handle)) {
                    rows.push((record, handle));
                }
                match prop {
                    Prop::Name => {
                        names.texts.push(value.at(at))?;
                        names.of.push(record);
                    }
                    Prop::Topics => topics.push((record, topic_words.number(value.at(at)))),
                    _ => {}
                }
            }
            Ok(())
        })?;
        for pairs in [&mut rows, &mut topics] {
            pairs.sort_unstable();
            pairs.dedup();
        }
        if u32::try_from(rows.len()).is_err() {
            return Err(StoreError::request(
                "the case holds more rows about entities than an index can number",
                "split it by country or by year into several cases",
            ));
        }
        let ties = ties.finish()?;
        let ends = || {
            let both = ties.from.iter().zip(&ties.to).zip(0u32..);
            both.flat_map(|((from, to), tie)| [(*from, tie), (*to, tie)])
        };
        let said = Said {
            topics: Lists::of(records.len(), topics.iter().copied()),
            rows: Lists::of(records.len(), rows.iter().copied()),
            tied: Lists::of(records.len(), ends()),
            ties,
            topic_words,
        };
        Ok((said, names))
    }

    /// FollowTheMoney topics.
    pub(super) fn topic_words(&self) -> &Words {
        &self.topic_words
    }

    /// Numbers of a record's topics.
    pub(super) fn topics_of(&self, record: u32) -> &[u32] {
        self.topics.at(record)
    }

    /// Handles of the rows that speak of a record.
    pub(super) fn rows_of(&self, record: u32) -> &[u32] {
        self.rows.at(record)
    }

    /// Ties of a record.
    pub(super) fn ties_of(&self, record: u32) -> &[u32] {
        self.tied.at(record)
    }

    /// All ties.
    pub(super) fn ties(&self) -> &Ties {
        &self.ties
    }

    pub(super) fn bytes(&self) -> u64 {
        let ties = self.ties.ids.bytes() + 25 * self.ties.kind.len() as u64;
        self.topics.bytes() + self.rows.bytes() + self.tied.bytes() + ties
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        self.topic_words.write(out)?;
        self.topics.write(out)?;
        self.rows.write(out)?;
        self.tied.write(out)?;
        self.ties.ids.write(out)?;
        out.numbers(&self.ties.kind)?;
        for column in [
            &self.ties.from,
            &self.ties.to,
            &self.ties.handle,
            &self.ties.detail,
            &self.ties.start,
            &self.ties.end,
        ] {
            out.numbers(column)?;
        }
        self.ties.words.write(out)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Said> {
        Ok(Said {
            topic_words: Words::read(from)?,
            topics: Lists::read(from)?,
            rows: Lists::read(from)?,
            tied: Lists::read(from)?,
            ties: Ties {
                ids: Texts::read(from)?,
                kind: from.numbers()?,
                from: from.numbers()?,
                to: from.numbers()?,
                handle: from.numbers()?,
                detail: from.numbers()?,
                start: from.numbers()?,
                end: from.numbers()?,
                words: Words::read(from)?,
            },
        })
    }
}

/// Properties that are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prop {
    Name,
    Topics,
    From,
    To,
    Detail,
    Start,
    End,
    Other,
}

impl Prop {
    fn of(word: &str) -> Prop {
        match word {
            _ if NAMES.contains(&word) => Prop::Name,
            "topics" => Prop::Topics,
            _ if TIES.iter().any(|tie| tie.1 == word) => Prop::From,
            _ if TIES.iter().any(|tie| tie.2 == word) => Prop::To,
            "role" | "percentage" | "authority" | "programId" => Prop::Detail,
            "startDate" => Prop::Start,
            "endDate" => Prop::End,
            _ => Prop::Other,
        }
    }
}

/// Ties while they are read. They are known by 64 bits of dataset and id.
#[derive(Default)]
struct Gathered {
    hash: RandomState,
    places: HashMap<u64, u32>,
    met: Vec<Met>,
    ids: Texts,
    last: Option<(u64, u32)>,
}

impl Gathered {
    fn hear(
        &mut self,
        records: &Records,
        tie: (u32, &str),
        kind: u8,
        prop: Prop,
        value: &str,
        handle: RowHandle,
    ) -> Result<()> {
        let key = self.hash.hash_one(tie);
        let place = match self.last.filter(|last| last.0 == key) {
            Some(last) => last.1,
            None => match self.places.get(&key) {
                Some(place) => *place,
                None => {
                    let place = self.met.len() as u32;
                    self.met.push(Met {
                        id: self.ids.push(tie.1)?,
                        kind,
                        from: NONE,
                        to: NONE,
                        handle,
                        detail: String::new(),
                        start: String::new(),
                        end: String::new(),
                    });
                    self.places.insert(key, place);
                    place
                }
            },
        };
        self.last = Some((key, place));
        let Some(met) = self.met.get_mut(place as usize) else {
            return Ok(());
        };
        // the same whatever the order of the scan
        met.handle = met.handle.min(handle);
        let end = |slot: &mut u32| {
            *slot = (*slot).min(records.find_in(tie.0, value).unwrap_or(NONE));
        };
        let told = |slot: &mut String| {
            if slot.is_empty() || value < slot.as_str() {
                value.clone_into(slot);
            }
        };
        match prop {
            Prop::From => end(&mut met.from),
            Prop::To => end(&mut met.to),
            Prop::Detail => told(&mut met.detail),
            Prop::Start => told(&mut met.start),
            Prop::End => told(&mut met.end),
            _ => {}
        }
        Ok(())
    }

    /// The ties whose ends are records.
    fn finish(self) -> Result<Ties> {
        const SANCTION: u8 = TIES.len() as u8 - 1;
        let mut ties = Ties::default();
        let mut met = self.met;
        met.retain(|met| met.to != NONE && (met.from != NONE || met.kind == SANCTION));
        met.sort_unstable_by_key(|met| (met.kind, met.from, met.to, met.handle, met.id));
        for met in met {
            ties.ids.push(self.ids.at(met.id))?;
            ties.kind.push(met.kind);
            ties.from.push(met.from);
            ties.to.push(met.to);
            ties.handle.push(met.handle);
            ties.detail.push(ties.words.number(&met.detail));
            ties.start.push(ties.words.number(&met.start));
            ties.end.push(ties.words.number(&met.end));
        }
        Ok(ties)
    }
}

impl Ties {
    /// A word of a column.
    pub(super) fn word(&self, column: &[u32], tie: u32) -> &str {
        let number = column.get(tie as usize).copied().unwrap_or(NONE);
        self.words.at(number)
    }
}
