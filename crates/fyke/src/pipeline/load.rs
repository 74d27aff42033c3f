//! The consignments of a case read into the tracer's index, their parties numbered.
//!
//! Rows that a run has seen it does not read again: what they say is kept
//! ([`account`] says which rows that is) and new files are merged in. Who is
//! who, prices and masses are worked out afterwards over everything
//! ([`who`]), so leads are those of a run that read it all.

mod account;
mod who;

use super::Watch;
use super::elsewhere::Elsewhere;
use crate::kernels::rows;
use crate::screen::{Failure, Outcome};
use account::Account;
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::HsCode;
use fyke_model::money::Currency;
use fyke_model::reference::Reference;
use fyke_store::query::Tables;
use fyke_store::questions::{RowHandles, TradeRow};
use fyke_store::trade::{self, Facts, TradeFile};
use fyke_store::{Case, kept};
use fyke_trace::party::goods::{TooManyGoods, goods_of};
use fyke_trace::party::index::kept::Kept;
use fyke_trace::party::names::Names;
use fyke_trace::party::signs::{DeclaredWords, SignReader};
use fyke_trace::party::{Ends, Event, EventIndex, Goods, GoodsTable, IndexBuilder, Party};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;
use who::Parties;

/// The consignments of a case, indexed by goods, with their parties numbered.
pub struct Loaded {
    /// The index.
    pub index: EventIndex,
    /// The currency of the values, where they have one; of several the first.
    pub currency: Option<Currency>,
    spellings: Names,
    parties: Parties,
}

/// Indexes the consignments of the watched goods; none where there are none.
pub fn load(
    case: &Case,
    tables: &Tables,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
    workers: Option<&Elsewhere>,
) -> Outcome<Option<Loaded>> {
    let goods = WatchedGoods::new(reference, watch);
    let files = trade::files(case, handles)?;
    let purpose = account::purpose(reference, watch);
    let name = format!("index-{}", watch.regime.id);
    let before = read_kept(case, &name, &purpose, &files, &goods)?;
    let read = before.as_ref().map_or(0, |(_, account)| account.files.len());
    let (kept, account) = match (before, files.get(read..).unwrap_or_default()) {
        (Some((kept, account)), []) => (kept, account),
        (before, new) => {
            let (kept, account) =
                with_new_rows(case, before, purpose, new, &goods, (reference, watch), workers)?;
            if case.may_write() {
                kept::replace(case, &name, &mut |out| kept.write(out))?;
            }
            (kept, account)
        }
    };
    let Kept {
        mut index,
        names: spellings,
        rows_of,
        ..
    } = kept;
    if index.is_empty() {
        return Ok(None);
    }
    // values are compared by ratio, so they count only where all are in one currency
    if account.currencies.len() > 1 {
        index.hide_values();
    }
    account.renumber_rows(&mut index, &files);
    let parties = Parties::of(&spellings, &rows_of, tables)?;
    index.renumber(&parties.party_of);
    // what is missing is worked out over the rows that are traced
    index.fill_masses();
    Ok(Some(Loaded {
        index,
        currency: account.currencies.first().copied(),
        spellings,
        parties,
    }))
}

/// What is watched: whole families, for goods change their code within one.
pub struct WatchedGoods<'a> {
    reference: &'a Reference,
    listed: BTreeSet<HsCode>,
    families: BTreeSet<u32>,
}

impl<'a> WatchedGoods<'a> {
    /// The goods of a watch.
    pub fn new(reference: &'a Reference, watch: &Watch) -> WatchedGoods<'a> {
        let mut goods = WatchedGoods {
            reference,
            listed: watch.listed(),
            families: BTreeSet::new(),
        };
        goods.families = goods.listed.iter().map(|code| goods.of(*code).family).collect();
        goods
    }

    /// What a code is.
    pub fn of(&self, code: HsCode) -> Goods {
        goods_of(code, &self.reference.concordance, &self.listed)
    }
}

/// How many of the files an earlier run kept: the next reads those after them.
pub fn kept_files(case: &Case, files: &[TradeFile], reference: &Reference, watch: &Watch) -> Outcome<usize> {
    let Some((mut file, bytes)) = kept::open(case, &format!("index-{}", watch.regime.id))? else {
        return Ok(0);
    };
    let purpose = account::purpose(reference, watch);
    Ok(Kept::read_note(&mut file, bytes)
        .ok()
        .and_then(|note| Account::parse(&note))
        .filter(|account| account.purpose == purpose && account.begins(files))
        .map_or(0, |account| account.files.len()))
}

/// What an earlier run kept, where it was made for the same question and all its
/// files still stand, in the same order and before all others.
fn read_kept(
    case: &Case,
    name: &str,
    purpose: &str,
    files: &[TradeFile],
    goods: &WatchedGoods<'_>,
) -> Outcome<Option<(Kept, Account)>> {
    let Some((mut file, bytes)) = kept::open(case, name)? else {
        return Ok(None);
    };
    let note = Kept::read_note(&mut file, bytes).ok();
    let Some(account) = note
        .and_then(|note| Account::parse(&note))
        .filter(|account| account.purpose == purpose && account.begins(files))
    else {
        return Ok(None);
    };
    let Some((file, bytes)) = kept::open(case, name)? else {
        return Ok(None);
    };
    let mut input = BufReader::with_capacity(1 << 20, file);
    let kept = Kept::read(&mut input, bytes, &|code| goods.of(code)).ok();
    Ok(kept
        .filter(|kept| kept.index.row.iter().all(|row| account.numbers(*row)))
        .map(|kept| (kept, account)))
}

/// Reads the rows of new files and merges them into what was kept.
fn with_new_rows(
    case: &Case,
    before: Option<(Kept, Account)>,
    purpose: String,
    new: &[TradeFile],
    goods: &WatchedGoods<'_>,
    (reference, watch): (&Reference, &Watch),
    workers: Option<&Elsewhere>,
) -> Outcome<(Kept, Account)> {
    let (kept, mut account) = match before {
        Some((kept, account)) => (Some(kept), account),
        None => (None, Account::new(purpose)),
    };
    let new = account.numbered(new)?;
    let mut facts = trade::facts(case, &new)?;
    account.currencies.extend(facts.currencies.iter().copied());
    account.files.extend(new.iter().cloned());
    let (index, mut read) = match kept {
        Some(kept) => (
            Some(kept.index),
            Read {
                names: kept.names,
                rows_of: kept.rows_of,
            },
        ),
        None => (None, Read::default()),
    };
    facts.first_day = facts.first_day.or(index.as_ref().map(|index| index.first_day));
    let new_rows = match workers {
        None => {
            let mut reading = Reading::new(reference, watch, goods, &facts, &mut read)?;
            let slots = reading.slots().clone();
            let mut wanted = |code: HsCode| slots.contains_key(&code);
            trade::each(case, &new, &mut wanted, &mut |row| reading.take(&row))?;
            Some(reading.sorted())
        }
        Some(workers) => rows::elsewhere(case, &new, &facts, (watch, goods), &mut read, workers)?,
    };
    let index = match (index, new_rows) {
        (Some(mut index), Some(new_rows)) => {
            index.merge(new_rows).map_err(too_many)?;
            index
        }
        (Some(index), None) | (None, Some(index)) => index,
        (None, None) => Reading::new(reference, watch, goods, &facts, &mut read)?.sorted(),
    };
    let kept = Kept {
        index,
        names: read.names,
        rows_of: read.rows_of,
        note: account.to_text(),
    };
    Ok((kept, account))
}

fn too_many(error: TooManyGoods) -> Failure {
    Failure::new(error.to_string(), "name fewer goods profiles in case.toml")
}

/// Spellings met so far, and how many rows give each.
#[derive(Default)]
pub struct Read {
    /// The spellings.
    pub names: Names,
    /// Rows that give each.
    pub rows_of: Vec<u32>,
}

impl Read {
    /// The number of a spelling that some more rows give.
    pub fn number(&mut self, name: &str, country: Option<Country>, more: u32) -> u32 {
        let number = self.names.number(name, country);
        match self.rows_of.get_mut(number as usize) {
            Some(rows) => *rows += more,
            None => self.rows_of.push(more),
        }
        number
    }
}

/// Rows on their way into an index.
pub struct Reading<'a> {
    slots: BTreeMap<HsCode, u16>,
    last: Option<(HsCode, u16)>,
    signs: SignReader,
    builder: IndexBuilder,
    read: &'a mut Read,
}

impl<'a> Reading<'a> {
    /// An index over the watched goods among those that `facts` says there are.
    pub fn new(
        reference: &'a Reference,
        watch: &'a Watch,
        goods: &WatchedGoods<'_>,
        facts: &Facts,
        read: &'a mut Read,
    ) -> Outcome<Reading<'a>> {
        let stock: Vec<Goods> = facts
            .codes
            .iter()
            .map(|code| goods.of(*code))
            .filter(|good| goods.families.contains(&good.family))
            .collect();
        let slots = stock.iter().map(|good| good.code).zip(0..).collect();
        let table = GoodsTable::new(stock).map_err(too_many)?;
        Ok(Reading {
            slots,
            last: None,
            signs: SignReader::new(reference, &watch.regime.ends),
            builder: IndexBuilder::new(table, facts.first_day.unwrap_or(Day(0))),
            read,
        })
    }

    /// The codes that are watched.
    pub fn slots(&self) -> &BTreeMap<HsCode, u16> {
        &self.slots
    }

    /// Takes a row in, where its goods are watched and it names both parties.
    pub fn take(&mut self, row: &TradeRow<'_>) {
        let goods = match self.last {
            Some((code, goods)) if code == row.hs => goods,
            _ => match self.slots.get(&row.hs) {
                Some(goods) => *goods,
                None => return,
            },
        };
        self.last = Some((row.hs, goods));
        if row.consignor.is_empty() || row.consignee.is_empty() {
            return;
        }
        let taken = self.builder.push(Event {
            src: self.read.number(row.consignor, row.consignor_country, 1),
            dst: self.read.number(row.consignee, row.consignee_country, 1),
            day: row.date,
            goods,
            mass_g: row.mass_g,
            value_minor: row.value_minor,
            origin: row.origin,
            row: row.handle,
        });
        if taken {
            self.builder.mark(self.signs.signs(&words(row)).marks());
        }
    }

    /// The index.
    pub fn sorted(self) -> EventIndex {
        self.builder.sorted()
    }
}

fn words<'a>(row: &TradeRow<'a>) -> DeclaredWords<'a> {
    DeclaredWords {
        goods_text: row.goods_text,
        hs: Some(row.hs),
        consignor: row.consignor,
        consignee: row.consignee,
        forwarder: row.forwarder,
        notify: row.notify,
        consignor_country: row.consignor_country,
        consignee_country: row.consignee_country,
        origin: row.origin,
        dispatch: row.dispatch,
        destination: row.destination,
        transport: row.transport,
    }
}

impl Loaded {
    /// The parties as the kernels want them.
    pub fn parties(&self) -> Vec<Party<'_>> {
        (0..self.parties.len() as u32)
            .map(|party| Party {
                name: self.name(party),
                country: self.country(party),
                incorporated: self.parties.incorporated(party),
            })
            .collect()
    }

    /// How most rows call a party.
    pub fn name(&self, party: u32) -> &str {
        let spelling = self.parties.spelling(party);
        spelling.map_or("", |spelling| self.spellings.text(spelling).trim())
    }

    /// The country of a party.
    pub fn country(&self, party: u32) -> Option<Country> {
        let spelling = self.parties.spelling(party)?;
        self.spellings.country(spelling)
    }

    /// The entity that a party is, as resolving named it.
    pub fn entity(&self, party: u32) -> &str {
        self.parties.entity(party)
    }

    /// The number of the entity that a party is.
    pub fn entity_number(&self, party: u32) -> Option<u32> {
        self.parties.entity_number(party)
    }

    /// The number of an entity that trades, by its name.
    pub fn numbered(&self, entity: &str) -> Option<u32> {
        self.parties.numbered(entity)
    }

    /// The number of a party by name and country.
    pub fn number(&self, name: &str, country: Option<Country>) -> Option<u32> {
        match self.spellings.find(name, country) {
            Some(spelling) => self.parties.party_of.get(spelling as usize).copied(),
            None => self.parties.named(name, country),
        }
    }

    /// Where the goods must not arrive: the regime's countries and listed parties.
    pub fn ends(&self, watch: &Watch) -> Ends {
        Ends {
            countries: watch.regime.ends.clone(),
            parties: self.parties.listed.clone(),
        }
    }
}
