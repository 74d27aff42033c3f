//! Dealings as columns of integers: consignments, payments, and what countries
//! report by month. One row of each costs 37 bytes, and a filter reads only the
//! columns that it looks at.

use super::bytes::{In, Out};
use super::flow::FlowFilter;
use super::records::country;
use super::trade::{Goods, Sums, TradeFilter};
use crate::questions::RowHandle;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::{Day, Month};
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use fyke_model::money::{Amount, Currency};
use std::collections::HashMap;
use std::io::{self, Read};

/// No value, no mass.
pub(super) const NOTHING: i64 = i64::MIN;

/// No code: of payments.
pub(super) const NO_CODE: u32 = u32::MAX;

/// Sides by number; 0 where none is told.
pub(super) const SIDES: [Option<Side>; 5] = [
    None,
    Some(Side::Export),
    Some(Side::Import),
    Some(Side::Transit),
    Some(Side::Transport),
];

/// The number of a side.
pub(super) fn side_no(side: Option<Side>) -> u8 {
    SIDES.iter().position(|s| *s == side).unwrap_or(0) as u8
}

/// One dealing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Deal {
    pub(super) day: i32,
    /// Number of the code, or [`NO_CODE`].
    pub(super) code: u32,
    /// Number of the currency.
    pub(super) currency: u16,
    pub(super) side: u8,
    /// Keys of countries, 0 for none.
    pub(super) origin: u16,
    pub(super) exporter: u16,
    pub(super) importer: u16,
    /// Hundredths, or [`NOTHING`].
    pub(super) value: i64,
    /// Grams, or [`NOTHING`].
    pub(super) mass: i64,
    pub(super) handle: RowHandle,
}

/// Many dealings.
#[derive(Default)]
pub(super) struct Columns {
    /// Codes by number.
    codes: Vec<HsCode>,
    code_no: HashMap<HsCode, u32>,
    currencies: Vec<Currency>,
    currency_no: HashMap<Currency, u16>,
    pub(super) day: Vec<i32>,
    pub(super) code: Vec<u32>,
    pub(super) currency: Vec<u16>,
    pub(super) side: Vec<u8>,
    pub(super) origin: Vec<u16>,
    pub(super) exporter: Vec<u16>,
    pub(super) importer: Vec<u16>,
    pub(super) value: Vec<i64>,
    pub(super) mass: Vec<i64>,
    pub(super) handle: Vec<u32>,
}

/// What a filter says of codes, decided once.
pub(super) struct Prepared {
    /// By number of code; none where all goods count.
    codes: Option<Vec<bool>>,
    from: i32,
    to: i32,
    value_min: Option<(u16, i64)>,
}

impl Columns {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.day.len()
    }

    /// The number of a code.
    pub(super) fn number_code(&mut self, code: HsCode) -> u32 {
        let next = self.codes.len() as u32;
        *self.code_no.entry(code).or_insert_with(|| {
            self.codes.push(code);
            next
        })
    }

    /// The number of a currency; beyond 65,535 of them rows have none.
    pub(super) fn number_currency(&mut self, currency: Currency) -> u16 {
        if let Some(number) = self.currency_no.get(&currency) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.currencies.len()) else {
            return u16::MAX;
        };
        self.currencies.push(currency);
        self.currency_no.insert(currency, number);
        number
    }

    /// A code by number.
    pub(super) fn code_at(&self, number: u32) -> Option<HsCode> {
        self.codes.get(number as usize).copied()
    }

    /// All codes, by number.
    pub(super) fn codes(&self) -> &[HsCode] {
        &self.codes
    }

    /// A currency by number.
    pub(super) fn currency_at(&self, number: u16) -> Currency {
        self.currencies
            .get(usize::from(number))
            .copied()
            .unwrap_or(Currency::NONE)
    }

    /// The number of a currency; one that no row has where none has it.
    pub(super) fn find_currency(&self, currency: Currency) -> u16 {
        self.currency_no.get(&currency).copied().unwrap_or(u16::MAX)
    }

    /// Appends a dealing.
    pub(super) fn push(&mut self, deal: &Deal) {
        self.day.push(deal.day);
        self.code.push(deal.code);
        self.currency.push(deal.currency);
        self.side.push(deal.side);
        self.origin.push(deal.origin);
        self.exporter.push(deal.exporter);
        self.importer.push(deal.importer);
        self.value.push(deal.value);
        self.mass.push(deal.mass);
        self.handle.push(deal.handle);
    }

    /// A dealing.
    pub(super) fn at(&self, row: usize) -> Option<Deal> {
        Some(Deal {
            day: *self.day.get(row)?,
            code: *self.code.get(row)?,
            currency: *self.currency.get(row)?,
            side: *self.side.get(row)?,
            origin: *self.origin.get(row)?,
            exporter: *self.exporter.get(row)?,
            importer: *self.importer.get(row)?,
            value: *self.value.get(row)?,
            mass: *self.mass.get(row)?,
            handle: *self.handle.get(row)?,
        })
    }

    /// Which codes are among some goods; none where all are.
    pub(super) fn codes_of(&self, goods: &[Goods]) -> Option<Vec<bool>> {
        if goods.is_empty() {
            return None;
        }
        let among = |code: &HsCode| {
            let number = code.code.number();
            let fits = |g: &Goods| {
                g.version.is_none_or(|version| version == code.version) && (g.from..=g.to).contains(&number)
            };
            goods.iter().any(fits)
        };
        Some(self.codes.iter().map(among).collect())
    }

    /// Decides a filter.
    pub(super) fn prepare(&self, filter: &TradeFilter) -> Prepared {
        Prepared {
            codes: self.codes_of(&filter.goods),
            from: filter.from.map_or(i32::MIN, |day| day.0),
            to: filter.to.map_or(i32::MAX, |day| day.0),
            value_min: filter.value_min.map(|amount| {
                let number = self.currency_no.get(&amount.currency);
                (number.copied().unwrap_or(u16::MAX), amount.minor)
            }),
        }
    }

    /// Decides the goods and months of a filter of flows.
    pub(super) fn prepare_flows(&self, filter: &FlowFilter) -> Prepared {
        let last_day = |month: Month| Month(month.0.saturating_add(1)).first_day().0 - 1;
        Prepared {
            codes: self.codes_of(&filter.goods),
            from: filter.from.map_or(i32::MIN, |month| month.first_day().0),
            to: filter.to.map_or(i32::MAX, last_day),
            value_min: None,
        }
    }

    /// The rows whose goods pass, in order: one column read from end to end.
    pub(super) fn of_goods<'a>(&'a self, only: &'a Prepared) -> Box<dyn Iterator<Item = usize> + 'a> {
        match &only.codes {
            None => Box::new(0..self.len()),
            Some(codes) => {
                let rows = self.code.iter().enumerate();
                let among = |code: u32| codes.get(code as usize).copied().unwrap_or(false);
                Box::new(rows.filter(move |(_, code)| among(**code)).map(|(row, _)| row))
            }
        }
    }

    /// Whether a row passes.
    pub(super) fn passes(&self, row: usize, only: &Prepared) -> bool {
        let Some(day) = self.day.get(row) else {
            return false;
        };
        if *day < only.from || *day > only.to {
            return false;
        }
        if let Some(codes) = &only.codes {
            let code = self.code.get(row).map_or(NO_CODE, |code| *code);
            if !codes.get(code as usize).copied().unwrap_or(false) {
                return false;
            }
        }
        match only.value_min {
            Some((currency, minor)) => {
                self.currency.get(row) == Some(&currency) && self.value.get(row).is_some_and(|v| *v >= minor)
            }
            None => true,
        }
    }

    pub(super) fn bytes(&self) -> u64 {
        37 * self.len() as u64 + 40 * self.codes.len() as u64
    }

    pub(super) fn write(&self, out: &mut Out<'_>) -> io::Result<()> {
        let codes = |of: &dyn Fn(&HsCode) -> u32| -> Vec<u32> { self.codes.iter().map(of).collect() };
        out.numbers(&codes(&|code| u32::from(code.version.year())))?;
        out.numbers(&codes(&|code| code.code.number()))?;
        let letters: Vec<u8> = self
            .currencies
            .iter()
            .flat_map(|currency| currency.as_str().bytes())
            .collect();
        out.numbers(&letters)?;
        out.numbers(&self.day)?;
        out.numbers(&self.code)?;
        out.numbers(&self.currency)?;
        out.numbers(&self.side)?;
        out.numbers(&self.origin)?;
        out.numbers(&self.exporter)?;
        out.numbers(&self.importer)?;
        out.numbers(&self.value)?;
        out.numbers(&self.mass)?;
        out.numbers(&self.handle)
    }

    pub(super) fn read<R: Read>(from: &mut In<R>) -> io::Result<Columns> {
        let bad = || io::Error::new(io::ErrorKind::InvalidData, "no such code");
        let mut columns = Columns::default();
        let (years, numbers): (Vec<u32>, Vec<u32>) = (from.numbers()?, from.numbers()?);
        for (year, number) in years.into_iter().zip(numbers) {
            let year = u16::try_from(year).map_err(|_| bad())?;
            let version = HsVersion::from_year(year).ok_or_else(bad)?;
            let code = Hs6::from_number(number).ok_or_else(bad)?;
            columns.number_code(HsCode { version, code });
        }
        let letters: Vec<u8> = from.numbers()?;
        for letters in letters.chunks_exact(3) {
            let text = std::str::from_utf8(letters).map_err(|_| bad())?;
            columns.number_currency(text.parse().map_err(|_| bad())?);
        }
        columns.day = from.numbers()?;
        columns.code = from.numbers()?;
        columns.currency = from.numbers()?;
        columns.side = from.numbers()?;
        columns.origin = from.numbers()?;
        columns.exporter = from.numbers()?;
        columns.importer = from.numbers()?;
        columns.value = from.numbers()?;
        columns.mass = from.numbers()?;
        columns.handle = from.numbers()?;
        Ok(columns)
    }
}

/// Rows added up. Sums stop at the largest number instead of wrapping.
#[derive(Clone, Debug, Default)]
pub(super) struct Adding {
    pub(super) rows: u64,
    /// Currency, value, rows: nearly all sums are of one, and need no heap.
    most: Option<(u16, i64, u64)>,
    /// Those of further currencies.
    others: Vec<(u16, i64, u64)>,
    mass: i64,
    mass_rows: u64,
    days: Option<(i32, i32)>,
}

impl Adding {
    /// Adds a row.
    pub(super) fn add(&mut self, columns: &Columns, row: usize) {
        if let Some(deal) = columns.at(row) {
            self.add_deal(&deal);
        }
    }

    /// Adds a dealing.
    pub(super) fn add_deal(&mut self, deal: &Deal) {
        self.rows += 1;
        let value = if deal.value == NOTHING { 0 } else { deal.value };
        self.add_value(deal.currency, value, 1);
        if deal.mass != NOTHING {
            self.mass = self.mass.saturating_add(deal.mass);
            self.mass_rows += 1;
        }
        self.days = Some(match self.days {
            Some((first, last)) => (first.min(deal.day), last.max(deal.day)),
            None => (deal.day, deal.day),
        });
    }

    /// Adds what was added elsewhere.
    pub(super) fn join(&mut self, other: &Adding) {
        self.rows += other.rows;
        for (currency, value, rows) in other.values() {
            self.add_value(*currency, *value, *rows);
        }
        self.mass = self.mass.saturating_add(other.mass);
        self.mass_rows += other.mass_rows;
        self.days = match (self.days, other.days) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }

    fn values(&self) -> impl Iterator<Item = &(u16, i64, u64)> {
        self.most.iter().chain(&self.others)
    }

    fn add_value(&mut self, currency: u16, value: i64, rows: u64) {
        let most = self.most.get_or_insert((currency, 0, 0));
        let known = match most.0 == currency {
            true => most,
            false => match self.others.iter().position(|known| known.0 == currency) {
                Some(at) => &mut self.others[at],
                None => {
                    self.others.push((currency, value, rows));
                    return;
                }
            },
        };
        known.1 = known.1.saturating_add(value);
        known.2 += rows;
    }

    /// Value in one currency, by number.
    pub(super) fn value_in(&self, currency: u16) -> i64 {
        let of = self.values().find(|known| known.0 == currency);
        of.map_or(0, |known| known.1)
    }

    /// Whether the sum of one currency is at least so much.
    pub(super) fn reaches(&self, minor: i64) -> bool {
        minor <= 0 || self.values().any(|known| known.1 >= minor)
    }

    /// Grams.
    pub(super) fn grams(&self) -> i64 {
        self.mass
    }

    /// Rows by currency.
    pub(super) fn currencies(&self) -> impl Iterator<Item = (u16, u64)> + '_ {
        self.values().map(|known| (known.0, known.2))
    }

    /// The sums.
    pub(super) fn finish(&self, columns: &Columns) -> Sums {
        let mut values: Vec<Amount> = self
            .values()
            .map(|(currency, minor, _)| Amount {
                minor: *minor,
                currency: columns.currency_at(*currency),
            })
            .collect();
        values.sort_unstable_by_key(|amount| amount.currency);
        Sums {
            rows: self.rows,
            values,
            mass_g: self.mass,
            mass_rows: self.mass_rows,
            days: self.days.map(|(first, last)| (Day(first), Day(last))),
        }
    }
}

/// The currency of most rows; of equals the first by letters.
pub(super) fn usual_currency<'a>(columns: &Columns, sums: impl Iterator<Item = &'a Adding>) -> u16 {
    let mut rows: Vec<(u16, u64)> = Vec::new();
    for (currency, count) in sums.flat_map(Adding::currencies) {
        match rows.iter_mut().find(|known| known.0 == currency) {
            Some(known) => known.1 += count,
            None => rows.push((currency, count)),
        }
    }
    let mut by_rows: Vec<(u64, Currency, u16)> = rows
        .into_iter()
        .map(|(currency, rows)| (rows, columns.currency_at(currency), currency))
        .collect();
    by_rows.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    by_rows.first().map_or(u16::MAX, |first| first.2)
}

/// A country of a key, for callers that name none with 0.
pub(super) fn country_of(key: u16) -> Option<Country> {
    country(key)
}
