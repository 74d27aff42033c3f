//! The consignments of a case read into the tracer's index, their parties numbered.

use super::Watch;
use crate::screen::{Failure, Outcome};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::HsCode;
use fyke_model::reference::Reference;
use fyke_store::query::Tables;
use fyke_store::questions::{self, RowHandles, TradeRow};
use fyke_store::resolved;
use fyke_trace::party::goods::goods_of;
use fyke_trace::party::name_key::name_key;
use fyke_trace::party::{Ends, Event, EventIndex, Goods, GoodsTable, IndexBuilder, Party};
use std::collections::{BTreeSet, HashMap};

/// The consignments of a case, indexed by goods, with their parties numbered.
pub struct Loaded {
    /// The index.
    pub index: EventIndex,
    /// The entity and the country of a party, by number: the key under which rows meet.
    keys: Vec<(String, Option<Country>)>,
    /// Names by party number, as most rows give them.
    names: Vec<String>,
    /// Days of incorporation by party number, from registers.
    incorporated: Vec<Option<Day>>,
    /// Listed parties, by number.
    listed: Vec<u32>,
    numbers: HashMap<(String, Option<Country>), u32>,
    who: Who,
}

/// Who a spelling means: the entity that resolving found. An entity counts once
/// in each country, for its goods cross a border between the two.
#[derive(Default)]
pub struct Who {
    entities: HashMap<(String, Option<Country>), String>,
    listed: BTreeSet<String>,
    incorporated: HashMap<String, Day>,
}

impl Who {
    /// Reads who is who in a case that was resolved.
    fn read(tables: &Tables) -> Outcome<Who> {
        let days = resolved::incorporations(tables)?;
        let day = |(entity, text): (String, String)| Some((entity, text.parse().ok()?));
        Ok(Who {
            entities: resolved::party_entities(tables)?,
            listed: resolved::listed_entities(tables)?,
            incorporated: days.into_iter().filter_map(day).collect(),
        })
    }

    /// The entity of a spelling; a spelling that no run has seen stands for itself.
    fn entity(&self, name: &str, country: Option<Country>) -> String {
        let key = (name.to_owned(), country);
        match self.entities.get(&key) {
            Some(entity) => entity.clone(),
            None => name_key(name),
        }
    }
}

/// Indexes the consignments of the watched goods; none where there are none.
pub fn load(
    tables: &Tables,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
) -> Outcome<Option<Loaded>> {
    let listed = watch.listed();
    let stock = questions::goods(tables)?;
    let goods: Vec<Goods> = stock
        .codes
        .iter()
        .map(|code| goods_of(*code, &reference.concordance, &listed))
        .collect();
    let watched: BTreeSet<u32> = listed
        .iter()
        .map(|code| goods_of(*code, &reference.concordance, &listed).family)
        .collect();
    // a family is traced whole: goods change their code within it
    let goods: Vec<Goods> = goods
        .into_iter()
        .filter(|good| watched.contains(&good.family))
        .collect();
    let slots: HashMap<HsCode, u16> = goods
        .iter()
        .zip(0..)
        .map(|(good, slot)| (good.code, slot))
        .collect();
    let Some(first_day) = stock.first_day.filter(|_| !goods.is_empty()) else {
        return Ok(None);
    };
    let table = GoodsTable::new(goods)
        .map_err(|e| Failure::new(e.to_string(), "name fewer goods profiles in case.toml"))?;
    let mut builder = IndexBuilder::new(table, first_day);
    let mut parties = Numbering {
        who: Who::read(tables)?,
        ..Numbering::default()
    };
    // values are compared by ratio, so they count only where all are in one currency
    let one_currency = stock.currencies.len() <= 1;
    let mut wanted = |code: HsCode| slots.contains_key(&code);
    questions::consignments(tables, handles, &mut wanted, &mut |row: TradeRow<'_>| {
        let Some(&goods) = slots.get(&row.hs) else { return };
        if row.consignor.is_empty() || row.consignee.is_empty() {
            return;
        }
        builder.push(Event {
            src: parties.number(row.consignor, row.consignor_country),
            dst: parties.number(row.consignee, row.consignee_country),
            day: row.date,
            goods,
            mass_g: row.mass_g,
            value_minor: row.value_minor.filter(|_| one_currency),
            origin: row.origin,
            row: row.handle,
        });
    })?;
    if builder.is_empty() {
        return Ok(None);
    }
    Ok(Some(Loaded {
        index: builder.build(),
        names: parties.names(),
        incorporated: parties.incorporations(),
        listed: parties.listed(),
        keys: parties.keys,
        numbers: parties.numbers,
        who: parties.who,
    }))
}

/// Parties numbered in the order in which they are met.
#[derive(Default)]
struct Numbering {
    who: Who,
    numbers: HashMap<(String, Option<Country>), u32>,
    keys: Vec<(String, Option<Country>)>,
    /// Every spelling of a party with how often it came.
    spellings: Vec<Vec<(String, u64)>>,
    /// Party and place in `spellings` by country and spelling: most names come
    /// in few spellings, so each is folded once.
    known: HashMap<Option<Country>, HashMap<String, (u32, usize)>>,
}

impl Numbering {
    fn number(&mut self, name: &str, country: Option<Country>) -> u32 {
        let known = self.known.entry(country).or_default();
        if let Some(&(number, at)) = known.get(name) {
            if let Some(spelling) = self
                .spellings
                .get_mut(number as usize)
                .and_then(|s| s.get_mut(at))
            {
                spelling.1 += 1;
            }
            return number;
        }
        let key = (self.who.entity(name, country), country);
        let next = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(key.clone()).or_insert(next);
        if number == next {
            self.keys.push(key);
            self.spellings.push(Vec::new());
        }
        if let Some(spellings) = self.spellings.get_mut(number as usize) {
            known.insert(name.to_owned(), (number, spellings.len()));
            spellings.push((name.trim().to_owned(), 1));
        }
        number
    }

    /// The name of each party as most rows give it; of equals the first met.
    fn names(&self) -> Vec<String> {
        let usual = |spellings: &Vec<(String, u64)>| {
            let most = spellings.iter().rev().max_by_key(|(_, rows)| *rows);
            most.map_or_else(String::new, |(name, _)| name.clone())
        };
        self.spellings.iter().map(usual).collect()
    }

    fn incorporations(&self) -> Vec<Option<Day>> {
        let day = |key: &(String, Option<Country>)| self.who.incorporated.get(&key.0).copied();
        self.keys.iter().map(day).collect()
    }

    /// Parties whose entity is on a watch list, under whatever name and from
    /// whatever country they trade.
    fn listed(&self) -> Vec<u32> {
        self.keys
            .iter()
            .zip(0..)
            .filter(|(key, _)| self.who.listed.contains(&key.0))
            .map(|(_, number)| number)
            .collect()
    }
}

impl Loaded {
    /// The parties as the kernels want them.
    pub fn parties(&self) -> Vec<Party<'_>> {
        self.names
            .iter()
            .zip(&self.keys)
            .zip(&self.incorporated)
            .map(|((name, key), day)| Party {
                name,
                country: key.1,
                incorporated: *day,
            })
            .collect()
    }

    /// How most rows call a party.
    pub fn name(&self, party: u32) -> &str {
        self.names.get(party as usize).map_or("", String::as_str)
    }

    /// The country of a party.
    pub fn country(&self, party: u32) -> Option<Country> {
        self.keys.get(party as usize).and_then(|key| key.1)
    }

    /// The entity that a party is, as resolving named it.
    pub fn entity(&self, party: u32) -> &str {
        self.keys.get(party as usize).map_or("", |key| key.0.as_str())
    }

    /// The number of a party by name and country.
    pub fn number(&self, name: &str, country: Option<Country>) -> Option<u32> {
        self.numbers
            .get(&(self.who.entity(name, country), country))
            .copied()
    }

    /// Where the goods must not arrive: the regime's countries and listed parties.
    pub fn ends(&self, watch: &Watch) -> Ends {
        Ends {
            countries: watch.regime.ends.clone(),
            parties: self.listed.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_called_as_most_rows_call_it() {
        let mut parties = Numbering::default();
        for name in [
            "vollask global ao",
            "Vollask Global AO",
            "Vollask  Global AO",
            "Vollask Global AO",
        ] {
            assert_eq!(parties.number(name, None), 0);
        }
        assert_eq!(parties.number("Vollask Global AO", Some(Country::of("RU"))), 1);
        assert_eq!(parties.names(), ["Vollask Global AO", "Vollask Global AO"]);
    }
}
