//! The goods-keyed event index: every consignment as 24 bytes, family by family.
//!
//! Chains of custody stay inside a family of goods (a chip may be declared
//! under a neighbouring subheading, never as a tractor), so the family is the
//! partition key: a kernel that has one family needs nothing of its
//! neighbours, on one machine or on many. Within a family rows stand in order
//! of day, ties in order of their row number, so the answer does not depend on
//! the order in which files were read.
//!
//! A row costs 24 bytes: consignor 4, consignee 4, row 4, mass 4, day 2, goods
//! 2, value 2, origin 1, marks 1. The mass is a float because it only feeds
//! statistics; whoever prints or adds up money and mass for a person goes back
//! to the rows themselves.
//!
//! **Where the mass is missing** (or not above zero) a substitute takes its
//! place, and the row is marked [`MASS_SUBSTITUTED`]: the declared value over
//! the median value per kilogram of the same code; without a value, the median
//! mass of a row of that code; if the code shows no mass at all,
//! [`MASS_UNKNOWN_KG`]. Medians, because one slip of the decimal point must
//! not move its neighbours. Quantities are not used: their units differ from
//! row to row, and a piece is no weight.
//!
//! An index can be [kept] and new rows merged into it: whatever
//! depends on all rows (the substitutes, who is who) is worked out afterwards,
//! so the answer is that of an index made in one go.

pub mod kept;
mod merge;
pub(super) mod part;

use super::goods::GoodsTable;
use fyke_model::country::Country;
use fyke_model::date::Day;

/// Mark of a row whose mass was not declared but worked out.
pub const MASS_SUBSTITUTED: u8 = 1;
/// Mark of a row whose day lay outside the index and was moved to its edge.
pub const DAY_CLAMPED: u8 = 2;
/// Mark of a row whose text names other goods than its code (T14).
pub const SIGN_TEXT: u8 = 1 << 2;
/// Mark of a row whose text says nothing (T15).
pub const SIGN_VAGUE: u8 = 1 << 3;
/// Mark of a row that takes a detour (T21).
pub const SIGN_DETOUR: u8 = 1 << 4;
/// Mark of a row whose consignee only handles goods (T23).
pub const SIGN_HANDLER: u8 = 1 << 5;

/// Mass of a row of a subheading in which no row states any: one kilogram, so
/// that counting rows still works and nothing outweighs rows that do state it.
pub const MASS_UNKNOWN_KG: f32 = 1.0;

/// Values are kept as logarithms in 16 bits: steps of 0.06 %, from one cent to
/// 10^15. Enough for ratios between two rows, which is all they serve here.
const VALUE_STEPS_PER_NAT: f64 = 1_600.0;
const VALUE_FLOOR_LN: f64 = -4.605_170_185_988_091;

/// One consignment on its way into the index.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// The caller's number of the consignor.
    pub src: u32,
    /// The caller's number of the consignee.
    pub dst: u32,
    /// Day of the declaration.
    pub day: Day,
    /// Index into the [`GoodsTable`].
    pub goods: u16,
    /// Declared mass in grams.
    pub mass_g: Option<i64>,
    /// Declared value in hundredths; one currency for the whole index (the
    /// caller converts), since only ratios are taken.
    pub value_minor: Option<i64>,
    /// Declared country of origin.
    pub origin: Option<Country>,
    /// The caller's number of the row.
    pub row: u32,
}

/// The rows of one family: a range of the index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FamilySpan {
    /// Position of the family in [`GoodsTable::families`].
    pub family: u16,
    /// First position.
    pub start: usize,
    /// One past the last position.
    pub end: usize,
}

/// Collects rows; [`IndexBuilder::build`] sorts them.
pub struct IndexBuilder {
    goods: GoodsTable,
    first_day: Day,
    src: Vec<u32>,
    dst: Vec<u32>,
    day: Vec<u16>,
    goods_of: Vec<u16>,
    mass_kg: Vec<f32>,
    value_log: Vec<u16>,
    origin: Vec<u8>,
    marks: Vec<u8>,
    row: Vec<u32>,
    origins: Vec<Country>,
    party_count: u32,
}

/// Every consignment, in order of family, day and row. See the file's head.
pub struct EventIndex {
    /// The goods that `goods` points into.
    pub goods: GoodsTable,
    /// The day that `day` counts from.
    pub first_day: Day,
    /// Consignor of each row.
    pub src: Vec<u32>,
    /// Consignee of each row.
    pub dst: Vec<u32>,
    /// Days since `first_day`.
    pub day: Vec<u16>,
    /// Index into `goods`.
    pub goods_of: Vec<u16>,
    /// Mass in kilograms, above zero.
    pub mass_kg: Vec<f32>,
    value_log: Vec<u16>,
    origin: Vec<u8>,
    /// [`MASS_SUBSTITUTED`], [`DAY_CLAMPED`].
    pub marks: Vec<u8>,
    /// The caller's row numbers.
    pub row: Vec<u32>,
    /// The families that have rows, in order.
    pub spans: Vec<FamilySpan>,
    /// One more than the largest party number.
    pub party_count: u32,
    origins: Vec<Country>,
}

impl IndexBuilder {
    /// An empty index over these goods whose days count from `first_day`.
    pub fn new(goods: GoodsTable, first_day: Day) -> IndexBuilder {
        IndexBuilder {
            goods,
            first_day,
            src: Vec::new(),
            dst: Vec::new(),
            day: Vec::new(),
            goods_of: Vec::new(),
            mass_kg: Vec::new(),
            value_log: Vec::new(),
            origin: Vec::new(),
            marks: Vec::new(),
            row: Vec::new(),
            origins: Vec::new(),
            party_count: 0,
        }
    }

    /// True while no row was taken in.
    pub fn is_empty(&self) -> bool {
        self.src.is_empty()
    }

    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.src.reserve(rows);
        self.dst.reserve(rows);
        self.day.reserve(rows);
        self.goods_of.reserve(rows);
        self.mass_kg.reserve(rows);
        self.value_log.reserve(rows);
        self.origin.reserve(rows);
        self.marks.reserve(rows);
        self.row.reserve(rows);
    }

    /// Takes one row in. Rows of goods outside the table and rows a party
    /// sends to itself carry no trace and are left out (`false`).
    pub fn push(&mut self, event: Event) -> bool {
        if usize::from(event.goods) >= self.goods.len() || event.src == event.dst {
            return false;
        }
        let offset = i64::from(event.day.0) - i64::from(self.first_day.0);
        let day = u16::try_from(offset.clamp(0, i64::from(u16::MAX))).unwrap_or(u16::MAX);
        let mut marks = if i64::from(day) == offset { 0 } else { DAY_CLAMPED };
        let mass_g = event.mass_g.filter(|g| *g > 0);
        if mass_g.is_none() {
            marks |= MASS_SUBSTITUTED;
        }
        self.party_count = self.party_count.max(event.src.max(event.dst).saturating_add(1));
        self.src.push(event.src);
        self.dst.push(event.dst);
        self.day.push(day);
        self.goods_of.push(event.goods);
        self.mass_kg
            .push(mass_g.map_or(0.0, |g| (g as f64 / 1_000.0) as f32));
        self.value_log.push(value_log(event.value_minor));
        let origin = event.origin.map_or(0, |country| self.origin_code(country));
        self.origin.push(origin);
        self.marks.push(marks);
        self.row.push(event.row);
        true
    }

    /// Adds marks to the row that was taken in last.
    pub fn mark(&mut self, marks: u8) {
        if let Some(last) = self.marks.last_mut() {
            *last |= marks;
        }
    }

    /// Small number of a country, 1-255; 0 (unknown) once those are used up,
    /// which the 250 countries there are cannot do.
    fn origin_code(&mut self, country: Country) -> u8 {
        let at = match self.origins.iter().position(|known| *known == country) {
            Some(at) => at,
            None if self.origins.len() < 255 => {
                self.origins.push(country);
                self.origins.len() - 1
            }
            None => return 0,
        };
        u8::try_from(at + 1).unwrap_or(0)
    }

    /// Sorts by (family, day, row) and fills in missing masses.
    pub fn build(self) -> EventIndex {
        let mut index = self.sorted();
        index.fill_masses();
        index
    }

    /// Sorts by (family, day, row); missing masses are left at zero, for they
    /// are worked out over all rows that there will be.
    pub fn sorted(self) -> EventIndex {
        let mut index = EventIndex {
            src: self.src,
            dst: self.dst,
            day: self.day,
            goods_of: self.goods_of,
            mass_kg: self.mass_kg,
            value_log: self.value_log,
            origin: self.origin,
            marks: self.marks,
            row: self.row,
            goods: self.goods,
            first_day: self.first_day,
            spans: Vec::new(),
            party_count: self.party_count,
            origins: self.origins,
        };
        index.sort();
        index
    }
}

impl EventIndex {
    /// Sorts by (family, day, row).
    fn sort(&mut self) {
        let order = self.order();
        gather(&mut self.src, &order);
        gather(&mut self.dst, &order);
        gather(&mut self.day, &order);
        gather(&mut self.goods_of, &order);
        gather(&mut self.mass_kg, &order);
        gather(&mut self.value_log, &order);
        gather(&mut self.origin, &order);
        gather(&mut self.marks, &order);
        gather(&mut self.row, &order);
        self.find_spans();
    }

    fn find_spans(&mut self) {
        self.spans.clear();
        for (at, goods) in self.goods_of.iter().enumerate() {
            let family = self.goods.family_of(*goods);
            match self.spans.last_mut() {
                Some(span) if span.family == family => span.end = at + 1,
                _ => self.spans.push(FamilySpan {
                    family,
                    start: at,
                    end: at + 1,
                }),
            }
        }
    }

    /// The order of rows: one stable counting pass per key, least important
    /// first. Rows that came in order of their numbers save the first two.
    fn order(&self) -> Vec<u32> {
        let count = u32::try_from(self.src.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        let mut spare = vec![0u32; order.len()];
        if !self.row.is_sorted() {
            counting_pass(&mut order, &mut spare, |at| (self.row[at] & 0xffff) as u16);
            counting_pass(&mut order, &mut spare, |at| (self.row[at] >> 16) as u16);
        }
        counting_pass(&mut order, &mut spare, |at| self.day[at]);
        counting_pass(&mut order, &mut spare, |at| {
            self.goods.family_of(self.goods_of[at])
        });
        order
    }

    /// Works out the masses that no row states. See the file's head.
    pub fn fill_masses(&mut self) {
        if !self.marks.iter().any(|marks| marks & MASS_SUBSTITUTED != 0) {
            return;
        }
        let medians = Medians::of(self);
        for at in 0..self.len() {
            if self.marks[at] & MASS_SUBSTITUTED == 0 {
                continue;
            }
            let goods = usize::from(self.goods_of[at]);
            let value = value_of(self.value_log[at]);
            let mass = match (value, medians.value_per_kg[goods]) {
                (Some(value), Some(per_kg)) if per_kg > 0.0 => value / per_kg,
                _ => medians.mass_kg[goods].unwrap_or(f64::from(MASS_UNKNOWN_KG)),
            };
            self.mass_kg[at] = (mass as f32).max(f32::MIN_POSITIVE);
        }
    }

    /// Takes the values away: they are in several currencies, and only ratios
    /// within one mean anything.
    pub fn hide_values(&mut self) {
        self.value_log.fill(0);
    }
}

struct Medians {
    value_per_kg: Vec<Option<f64>>,
    mass_kg: Vec<Option<f64>>,
}

impl Medians {
    /// Medians by goods over at most the first thousand rows that state both:
    /// enough to place a missing mass within a few per cent.
    fn of(index: &EventIndex) -> Medians {
        const SAMPLE_MAX: usize = 1_000;
        let mut ratios: Vec<Vec<f64>> = vec![Vec::new(); index.goods.len()];
        let mut masses = ratios.clone();
        for at in 0..index.len() {
            if index.marks[at] & MASS_SUBSTITUTED != 0 {
                continue;
            }
            let goods = usize::from(index.goods_of[at]);
            let mass = f64::from(index.mass_kg[at]);
            if masses[goods].len() < SAMPLE_MAX {
                masses[goods].push(mass);
            }
            if ratios[goods].len() < SAMPLE_MAX
                && let Some(value) = value_of(index.value_log[at])
            {
                ratios[goods].push(value / mass);
            }
        }
        Medians {
            value_per_kg: ratios.into_iter().map(median).collect(),
            mass_kg: masses.into_iter().map(median).collect(),
        }
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn counting_pass(order: &mut Vec<u32>, spare: &mut Vec<u32>, key: impl Fn(usize) -> u16) {
    let mut next = vec![0u32; 65_537];
    for at in order.iter() {
        next[usize::from(key(*at as usize)) + 1] += 1;
    }
    for slot in 1..next.len() {
        next[slot] += next[slot - 1];
    }
    for at in order.iter() {
        let slot = &mut next[usize::from(key(*at as usize))];
        spare[*slot as usize] = *at;
        *slot += 1;
    }
    std::mem::swap(order, spare);
}

fn gather<T: Copy>(column: &mut Vec<T>, order: &[u32]) {
    *column = order.iter().map(|at| column[*at as usize]).collect();
}

fn value_log(value_minor: Option<i64>) -> u16 {
    match value_minor {
        Some(minor) if minor > 0 => {
            let steps = ((minor as f64 / 100.0).ln() - VALUE_FLOOR_LN) * VALUE_STEPS_PER_NAT;
            (steps.round() as i64).clamp(0, 65_534) as u16 + 1
        }
        _ => 0,
    }
}

fn value_of(code: u16) -> Option<f64> {
    (code > 0).then(|| (f64::from(code - 1) / VALUE_STEPS_PER_NAT + VALUE_FLOOR_LN).exp())
}

impl EventIndex {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.src.len()
    }

    /// True when there is no row.
    pub fn is_empty(&self) -> bool {
        self.src.is_empty()
    }

    /// Declared value of the row at a position, in whole units, to 0.06 %.
    pub fn value(&self, at: usize) -> Option<f64> {
        self.value_log.get(at).and_then(|code| value_of(*code))
    }

    /// Declared origin of the row at a position.
    pub fn origin(&self, at: usize) -> Option<Country> {
        let code = usize::from(*self.origin.get(at)?);
        code.checked_sub(1)
            .and_then(|known| self.origins.get(known))
            .copied()
    }

    /// The calendar day of the row at a position.
    pub fn date(&self, at: usize) -> Day {
        self.date_of(self.day.get(at).copied().unwrap_or(0))
    }

    /// The calendar day of a day offset.
    pub fn date_of(&self, day: u16) -> Day {
        Day(self.first_day.0.saturating_add(i32::from(day)))
    }

    /// Bytes of one row in this index.
    pub const fn bytes_per_row() -> usize {
        4 + 4 + 4 + 4 + 2 + 2 + 2 + 1 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::goods::Goods;
    use super::*;
    use fyke_model::hs::{Hs6, HsCode, HsVersion};
    use proptest::prelude::*;

    fn table() -> GoodsTable {
        let goods = [854231, 854232, 848210].map(|number| Goods {
            code: HsCode {
                version: HsVersion::Hs2022,
                code: Hs6::from_number(number).unwrap(),
            },
            subheading: number,
            family: number / 100,
            listed: true,
        });
        GoodsTable::new(goods.to_vec()).unwrap()
    }

    fn event(day: i32, goods: u16, row: u32) -> Event {
        Event {
            src: 0,
            dst: 1,
            day: Day(day),
            goods,
            mass_g: Some(1_000),
            value_minor: None,
            origin: None,
            row,
        }
    }

    #[test]
    fn a_row_costs_24_bytes() {
        assert_eq!(EventIndex::bytes_per_row(), 24);
    }

    #[test]
    fn a_missing_mass_comes_from_the_value() {
        let mut builder = IndexBuilder::new(table(), Day(0));
        for row in 0..3 {
            builder.push(Event {
                value_minor: Some(20_000),
                ..event(1, 0, row)
            });
        }
        builder.push(Event {
            mass_g: None,
            value_minor: Some(100_000),
            ..event(2, 0, 3)
        });
        let index = builder.build();
        // 200 a kilogram, so 1000 is 5 kg
        assert!((index.mass_kg[3] - 5.0).abs() < 0.02, "{}", index.mass_kg[3]);
        assert_eq!(index.marks[3], MASS_SUBSTITUTED);
    }

    #[test]
    fn a_row_to_oneself_and_unknown_goods_are_left_out() {
        let mut builder = IndexBuilder::new(table(), Day(0));
        assert!(!builder.push(Event {
            dst: 0,
            ..event(0, 0, 0)
        }));
        assert!(!builder.push(event(0, 9, 1)));
        assert!(builder.build().is_empty());
    }

    proptest! {
        #[test]
        fn order_is_family_day_row_whatever_the_order_of_arrival(
            rows in proptest::collection::vec((0i32..50, 0u16..3), 0..200), seed in 0usize..1000
        ) {
            let mut arrival: Vec<u32> = (0..rows.len() as u32).collect();
            arrival.sort_by_key(|row| (*row as usize * 7919 + seed) % 211);
            let mut builder = IndexBuilder::new(table(), Day(0));
            for row in arrival {
                let (day, goods) = rows[row as usize];
                builder.push(event(day, goods, row));
            }
            let index = builder.build();
            let keys: Vec<_> = (0..index.len())
                .map(|at| (index.goods.family_of(index.goods_of[at]), index.day[at], index.row[at]))
                .collect();
            prop_assert!(keys.is_sorted());
            prop_assert_eq!(index.spans.iter().map(|s| s.end - s.start).sum::<usize>(), rows.len());
        }

        #[test]
        fn a_value_survives_within_a_thousandth(minor in 1i64..1_000_000_000_000) {
            let back = value_of(value_log(Some(minor))).unwrap() * 100.0;
            prop_assert!((back / minor as f64 - 1.0).abs() < 1e-3);
        }
    }
}
