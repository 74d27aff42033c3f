//! Goods from country to country: the flow map with its time slider, and the
//! Sankey of what is made in one country and sent on from another.
//!
//! Where all goods are asked for, sums by lane and month that were made once
//! answer; a choice of goods reads two columns of all rows and the rest of the
//! rows that pass. Sides are never summed, nor the two tables, nor currencies.

use super::columns::{Adding, Columns, Deal, NOTHING, SIDES, country_of, side_no};
use super::trade::{Dealing, Dealings, Goods, Kind, Sums, dealing};
use super::{EntityNo, Serving};
use crate::error::Result;
use crate::query::Tables;
use crate::questions::{self, RowHandles};
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::{Day, Month};
use fyke_model::hs::HsCode;
use fyke_model::money::Currency;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{Arc as Shared, Mutex, PoisonError};

/// Months that a series may have.
const MONTHS_MAX: usize = 1_200;

/// Which table a figure is added up from; the two are never summed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Basis {
    /// Consignments.
    #[default]
    Consignments,
    /// What countries report by month.
    Flows,
}

/// Which flows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FlowFilter {
    /// Which table.
    pub basis: Basis,
    /// One of these goods; all where none is given.
    pub goods: Vec<Goods>,
    /// From this month on.
    pub from: Option<Month>,
    /// Up to this month.
    pub to: Option<Month>,
    /// As recorded by this side; sides are never summed: where none is given,
    /// the one with most rows that pass.
    pub side: Option<Side>,
    /// Values in this currency; where none is given, that of most rows.
    pub currency: Option<Currency>,
    /// From one of these; from all where none is given.
    pub exporters: Vec<Country>,
    /// To one of these.
    pub importers: Vec<Country>,
}

/// What went from one country to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arc {
    /// From.
    pub exporter: Country,
    /// To.
    pub importer: Country,
    /// What; where it was answered by months, `days` holds their first days.
    pub sums: Sums,
    /// Value by month in the currency of [`Arcs::currency`], from [`Arcs::first`] on.
    pub by_month: Vec<i64>,
    /// Grams and rows by the same months.
    pub others_by_month: Vec<(i64, u32)>,
    /// Value in that currency.
    pub value_minor: i64,
}

/// The arcs of a flow map.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Arcs {
    /// Of the highest value first.
    pub shown: Vec<Arc>,
    /// All arcs that pass.
    pub of: u64,
    /// The side that recorded them; none where rows do not tell, or none passes.
    pub side: Option<Side>,
    /// Rows by side that pass everything else, so that a person may choose.
    pub sides: RowsBySide,
    /// The currency of values.
    pub currency: Option<Currency>,
    /// Rows in other currencies.
    pub other_currency_rows: u64,
    /// First month of every series.
    pub first: Option<Month>,
    /// Number of months; 0 where they are too many for a series.
    pub months: usize,
}

/// An arc within some months.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Within {
    /// Value in the currency of the map.
    pub value_minor: i64,
    /// Grams.
    pub mass_g: i64,
    /// Rows.
    pub rows: u64,
}

impl Arcs {
    /// What of an arc lies within some months: added up from its series, for
    /// people slide back and forth. A map without series gives the whole arc.
    pub fn within(&self, arc: &Arc, from: Option<Month>, to: Option<Month>) -> Within {
        let (Some(first), false) = (self.first, from.is_none() && to.is_none() || self.months == 0) else {
            return Within {
                value_minor: arc.value_minor,
                mass_g: arc.sums.mass_g,
                rows: arc.sums.rows,
            };
        };
        let mut within = Within::default();
        let series = arc.by_month.iter().zip(&arc.others_by_month);
        for (month, (value, (grams, rows))) in (first.0..).zip(series) {
            if from.is_none_or(|from| from.0 <= month) && to.is_none_or(|to| month <= to.0) {
                within.value_minor = within.value_minor.saturating_add(*value);
                within.mass_g = within.mass_g.saturating_add(*grams);
                within.rows += u64::from(*rows);
            }
        }
        within
    }
}

/// How many rows each side recorded.
pub type RowsBySide = Vec<(Option<Side>, u64)>;

/// A band of a Sankey: made in, sent from, gone to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Band {
    /// Made in; none where rows do not say.
    pub origin: Option<Country>,
    /// Sent from.
    pub exporter: Country,
    /// Gone to.
    pub importer: Country,
    /// What.
    pub sums: Sums,
    /// Value in the currency of [`Bands::currency`].
    pub value_minor: i64,
}

/// The bands of a Sankey.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bands {
    /// Of the highest value first.
    pub shown: Vec<Band>,
    /// All that pass.
    pub of: u64,
    /// The side that recorded them.
    pub side: Option<Side>,
    /// The currency of values.
    pub currency: Option<Currency>,
}

/// The value of goods by heading, four digits of their code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The heading.
    pub heading: u32,
    /// Hundredths of the currency of most rows.
    pub value_minor: i64,
    /// Rows.
    pub rows: u64,
}

/// Sums by lane and month over all goods.
#[derive(Default)]
pub(super) struct Totals {
    cells: Vec<Cell>,
    headings: Vec<(u32, Side2, Adding)>,
}

/// An arc while it is added up: all of it, and its value, grams and rows by month.
type Series = (Adding, Vec<i64>, Vec<(i64, u32)>);

/// A side by number.
type Side2 = u8;

struct Cell {
    exporter: u16,
    importer: u16,
    month: i32,
    side: u8,
    adding: Adding,
}

/// What a filter lets through, decided once.
struct Lets {
    exporters: Vec<u16>,
    importers: Vec<u16>,
    side: Option<u8>,
}

impl Lets {
    fn of(filter: &FlowFilter) -> Lets {
        let keys = |countries: &[Country]| countries.iter().map(|c| c.key()).collect();
        Lets {
            exporters: keys(&filter.exporters),
            importers: keys(&filter.importers),
            side: filter.side.map(|side| side_no(Some(side))),
        }
    }

    fn lane(&self, exporter: u16, importer: u16) -> bool {
        let among = |keys: &[u16], key: u16| key != 0 && (keys.is_empty() || keys.contains(&key));
        among(&self.exporters, exporter) && among(&self.importers, importer)
    }
}

/// The rows of `flows`, in the order of their handles.
pub(super) fn read(tables: &Tables, handles: &RowHandles) -> Result<Columns> {
    let mut columns = Columns::default();
    let mut flows = questions::flows(tables, handles)?;
    flows.sort_unstable_by_key(|flow| (flow.row, flow.lane.month, flow.lane.exporter, flow.lane.importer));
    for flow in flows {
        let deal = Deal {
            day: flow.lane.month.first_day().0,
            code: columns.number_code(flow.lane.hs),
            currency: columns.number_currency(flow.currency),
            side: side_no(Some(flow.side)),
            origin: 0,
            exporter: flow.lane.exporter.key(),
            importer: flow.lane.importer.key(),
            value: flow.value_minor,
            mass: flow.mass_g.unwrap_or(NOTHING),
            handle: u32::try_from(flow.row).unwrap_or(u32::MAX),
        };
        columns.push(&deal);
    }
    Ok(columns)
}

impl Totals {
    /// Adds all rows up.
    pub(super) fn of(columns: &Columns) -> Totals {
        let mut cells: FxHashMap<(u16, u16, i32, u8), Adding> = FxHashMap::default();
        let mut headings: FxHashMap<(u32, u8), Adding> = FxHashMap::default();
        let mut month_of = MonthOf::default();
        for row in 0..columns.len() {
            let Some(mut deal) = columns.at(row) else { continue };
            let month = month_of.day(deal.day);
            deal.day = month_of.first_day;
            let key = (deal.exporter, deal.importer, month, deal.side);
            cells.entry(key).or_default().add_deal(&deal);
            if let Some(code) = columns.code_at(deal.code) {
                headings
                    .entry((code.code.heading(), deal.side))
                    .or_default()
                    .add_deal(&deal);
            }
        }
        let mut cells: Vec<Cell> = cells
            .into_iter()
            .map(|((exporter, importer, month, side), adding)| Cell {
                exporter,
                importer,
                month,
                side,
                adding,
            })
            .collect();
        cells.sort_unstable_by_key(|cell| (cell.exporter, cell.importer, cell.month, cell.side));
        let mut headings: Vec<(u32, u8, Adding)> = headings
            .into_iter()
            .map(|((heading, side), adding)| (heading, side, adding))
            .collect();
        headings.sort_unstable_by_key(|heading| (heading.0, heading.1));
        Totals { cells, headings }
    }

    pub(super) fn bytes(&self) -> u64 {
        // a sum keeps its currencies, mostly one or two, on the heap
        (120 * self.cells.len() + 120 * self.headings.len()) as u64
    }
}

/// Months of days; rows beside one another are often of one.
#[derive(Default)]
struct MonthOf {
    last: Option<(i32, i32)>,
    first_day: i32,
}

impl MonthOf {
    fn day(&mut self, day: i32) -> i32 {
        if let Some((known, month)) = self.last
            && known == day
        {
            return month;
        }
        let month = Day(day).month();
        self.last = Some((day, month.0));
        self.first_day = month.first_day().0;
        month.0
    }
}

/// Sums by a key, one for each side. Keys are few and no text of anybody's: a
/// quick hash is as safe.
type BySide<K> = FxHashMap<(u8, K), Adding>;

/// The same, wherever the sums lie.
type Sided<'a, K> = Vec<((u8, K), &'a Adding)>;

/// Whole maps that were asked for last, the latest first. A page asks for its
/// map twice, once for the table and once for the drawing, and people slide back
/// and forth; what it rests on does not change while the index is open.
#[derive(Default)]
pub(super) struct Lately(Mutex<Vec<(FlowFilter, Shared<Arcs>)>>);

/// How many: of a large case each is a few megabytes.
const LATELY: usize = 12;

impl Lately {
    fn find(&self, filter: &FlowFilter) -> Option<Shared<Arcs>> {
        let mut maps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = maps.iter().position(|map| map.0 == *filter)?;
        let found = maps.remove(at);
        let arcs = Shared::clone(&found.1);
        maps.insert(0, found);
        Some(arcs)
    }

    fn keep(&self, filter: &FlowFilter, arcs: &Shared<Arcs>) {
        let mut maps = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        maps.retain(|map| map.0 != *filter);
        maps.insert(0, (filter.clone(), Shared::clone(arcs)));
        maps.truncate(LATELY);
    }
}

impl Serving {
    /// All arcs that pass, as the pages of a map ask for them again and again.
    pub fn map(&self, filter: &FlowFilter) -> Shared<Arcs> {
        if let Some(arcs) = self.large.maps.find(filter) {
            return arcs;
        }
        let arcs = Shared::new(self.arcs(filter, usize::MAX));
        self.large.maps.keep(filter, &arcs);
        arcs
    }

    fn basis(&self, basis: Basis) -> (&Columns, &Totals) {
        match basis {
            Basis::Consignments => (&self.large.goods.columns, &self.large.goods_totals),
            Basis::Flows => (&self.large.flows, &self.large.flow_totals),
        }
    }

    /// The arcs that pass, `limit` of them.
    pub fn arcs(&self, filter: &FlowFilter, limit: usize) -> Arcs {
        let (columns, totals) = self.basis(filter.basis);
        let read;
        let sums: Sided<'_, (u16, u16, i32)> = match filter.goods.is_empty() {
            true => by_totals(totals, filter),
            false => {
                read = by_rows(columns, filter, &mut |deal, month| {
                    (deal.exporter, deal.importer, month)
                });
                read.iter().map(|(key, adding)| (*key, adding)).collect()
            }
        };
        let Some((side, sides)) = choose_side(&sums, filter) else {
            return Arcs::default();
        };
        let of_side = || sums.iter().filter(|((own, _), _)| *own == side);
        let currency = chosen_currency(columns, filter, of_side().map(|sum| sum.1));
        let months = || of_side().map(|((_, (_, _, month)), _)| *month);
        let (first, last) = (months().min().unwrap_or(0), months().max().unwrap_or(0));
        let count = usize::try_from(i64::from(last) - i64::from(first) + 1).unwrap_or(0);
        // rows of absurd days make no series, and no page that holds them
        let count = if count > MONTHS_MAX { 0 } else { count };
        let mut arcs: FxHashMap<(u16, u16), Series> = FxHashMap::default();
        for ((_, (exporter, importer, month)), adding) in of_side() {
            let arc = arcs
                .entry((*exporter, *importer))
                .or_insert_with(|| (Adding::default(), vec![0; count], vec![(0, 0); count]));
            arc.0.join(adding);
            let at = usize::try_from(i64::from(*month) - i64::from(first)).unwrap_or(0);
            if let Some(slot) = arc.1.get_mut(at) {
                *slot = slot.saturating_add(adding.value_in(currency));
            }
            if let Some((grams, rows)) = arc.2.get_mut(at) {
                *grams = grams.saturating_add(adding.grams());
                *rows = rows.saturating_add(u32::try_from(adding.rows).unwrap_or(u32::MAX));
            }
        }
        let of_currency = |adding: &Adding| {
            let own = adding.currencies().filter(|(own, _)| *own == currency);
            own.map(|(_, rows)| rows).sum::<u64>()
        };
        let other_currency_rows = arcs.values().map(|(all, ..)| all.rows - of_currency(all)).sum();
        let mut shown: Vec<_> = arcs.into_iter().collect();
        shown.sort_unstable_by_key(|(key, (all, ..)): &((u16, u16), Series)| {
            (std::cmp::Reverse((all.value_in(currency), all.rows)), *key)
        });
        Arcs {
            of: shown.len() as u64,
            side: SIDES.get(usize::from(side)).copied().flatten(),
            sides,
            currency: Some(columns.currency_at(currency)),
            other_currency_rows,
            first: Some(Month(first)),
            months: count,
            shown: shown
                .into_iter()
                .take(limit)
                .filter_map(|((exporter, importer), (all, by_month, others_by_month))| {
                    Some(Arc {
                        exporter: country_of(exporter)?,
                        importer: country_of(importer)?,
                        sums: all.finish(columns),
                        by_month,
                        others_by_month,
                        value_minor: all.value_in(currency),
                    })
                })
                .collect(),
        }
    }

    /// Goods by where they were made, sent from and gone to; from consignments
    /// alone. `only_passed_on`: without goods sent from where they were made.
    pub fn bands(&self, filter: &FlowFilter, only_passed_on: bool, limit: usize) -> Bands {
        let columns = &self.large.goods.columns;
        let mut sums = by_rows(columns, filter, &mut |deal, _| {
            (deal.origin, deal.exporter, deal.importer)
        });
        if only_passed_on {
            sums.retain(|(_, (origin, exporter, _)), _| *origin != 0 && origin != exporter);
        }
        let sums: Sided<'_, (u16, u16, u16)> = sums.iter().map(|(key, adding)| (*key, adding)).collect();
        let Some((side, _)) = choose_side(&sums, filter) else {
            return Bands::default();
        };
        let of_side = || sums.iter().filter(|((own, _), _)| *own == side);
        let currency = chosen_currency(columns, filter, of_side().map(|sum| sum.1));
        let mut bands: Vec<((u16, u16, u16), &Adding)> =
            of_side().map(|((_, key), adding)| (*key, *adding)).collect();
        bands.sort_unstable_by_key(|(key, sums)| {
            (std::cmp::Reverse((sums.value_in(currency), sums.rows)), *key)
        });
        Bands {
            of: bands.len() as u64,
            side: SIDES.get(usize::from(side)).copied().flatten(),
            currency: Some(columns.currency_at(currency)),
            shown: bands
                .into_iter()
                .take(limit)
                .filter_map(|((origin, exporter, importer), adding)| {
                    Some(Band {
                        origin: country_of(origin),
                        exporter: country_of(exporter)?,
                        importer: country_of(importer)?,
                        sums: adding.finish(columns),
                        value_minor: adding.value_in(currency),
                    })
                })
                .collect(),
        }
    }

    /// The headings of most value as one side recorded them, over all lanes and
    /// months.
    pub fn headings(&self, basis: Basis, side: Option<Side>, limit: usize) -> Vec<Heading> {
        let (columns, totals) = self.basis(basis);
        let side = side_no(side);
        let of_side = || totals.headings.iter().filter(|heading| heading.1 == side);
        let currency = super::columns::usual_currency(columns, of_side().map(|heading| &heading.2));
        let mut headings: Vec<Heading> = of_side()
            .map(|(heading, _, adding)| Heading {
                heading: *heading,
                value_minor: adding.value_in(currency),
                rows: adding.rows,
            })
            .collect();
        headings.sort_unstable_by_key(|h| (std::cmp::Reverse((h.value_minor, h.rows)), h.heading));
        headings.truncate(limit);
        headings
    }

    /// The rows behind the arcs that pass, a page, in the order of rows.
    pub fn rows_behind(&self, filter: &FlowFilter, (offset, limit): (usize, usize)) -> Dealings {
        let (columns, _) = self.basis(filter.basis);
        let mut by_side: BTreeMap<u8, Vec<u32>> = BTreeMap::new();
        each_row(columns, filter, &mut |row, side| {
            by_side.entry(side).or_default().push(row as u32);
        });
        let lets = Lets::of(filter);
        // of most rows, and of equals the first: as for the arcs
        let most = by_side
            .iter()
            .max_by_key(|(side, rows)| (rows.len(), std::cmp::Reverse(**side)));
        let side = lets.side.or(most.map(|most| *most.0));
        let rows = side.and_then(|side| by_side.remove(&side)).unwrap_or_default();
        let show = |row: &u32| -> Option<Dealing> {
            match filter.basis {
                Basis::Consignments => self.dealing(Kind::Goods, *row as usize),
                Basis::Flows => dealing(columns, *row as usize),
            }
        };
        Dealings {
            of: rows.len() as u64,
            rows: rows.iter().skip(offset).take(limit).filter_map(show).collect(),
        }
    }

    /// First and last day of the dealings of a table; none where it is empty.
    pub fn days(&self, basis: Basis) -> Option<(Day, Day)> {
        let (columns, _) = self.basis(basis);
        let first = columns.day.iter().min()?;
        let last = columns.day.iter().max()?;
        Some((Day(*first), Day(*last)))
    }

    /// Rows of a table.
    pub fn count(&self, basis: Basis) -> u64 {
        self.basis(basis).0.len() as u64
    }

    /// Codes that rows of a table have.
    pub fn codes(&self, basis: Basis) -> &[HsCode] {
        self.basis(basis).0.codes()
    }

    /// Parties at either end of an entity's trade, for tests and figures.
    pub fn trades(&self, entity: EntityNo) -> bool {
        self.entities
            .profile(entity.0)
            .is_some_and(|profile| profile.trades)
    }
}

/// Hears the rows that pass, of every side, or of the one asked for.
fn each_row(columns: &Columns, filter: &FlowFilter, each: &mut dyn FnMut(usize, u8)) {
    let (only, lets) = (columns.prepare_flows(filter), Lets::of(filter));
    let (exporters, importers) = (&columns.exporter, &columns.importer);
    columns.of_goods(&only).for_each(|row| {
        let (Some(exporter), Some(importer), Some(side)) =
            (exporters.get(row), importers.get(row), columns.side.get(row))
        else {
            return;
        };
        if lets.lane(*exporter, *importer)
            && lets.side.is_none_or(|wanted| wanted == *side)
            && columns.passes(row, &only)
        {
            each(row, *side);
        }
    });
}

/// Sums by a key and side over the rows that pass.
fn by_rows<K: std::hash::Hash + Eq>(
    columns: &Columns,
    filter: &FlowFilter,
    key: &mut dyn FnMut(&Deal, i32) -> K,
) -> BySide<K> {
    let mut sums: BySide<K> = FxHashMap::default();
    let mut month_of = MonthOf::default();
    each_row(columns, filter, &mut |row, side| {
        if let Some(mut deal) = columns.at(row) {
            let month = month_of.day(deal.day);
            deal.day = month_of.first_day;
            sums.entry((side, key(&deal, month))).or_default().add_deal(&deal);
        }
    });
    sums
}

/// The same from sums that were made once.
fn by_totals<'t>(totals: &'t Totals, filter: &FlowFilter) -> Sided<'t, (u16, u16, i32)> {
    let lets = Lets::of(filter);
    let months = filter.from.map_or(i32::MIN, |m| m.0)..=filter.to.map_or(i32::MAX, |m| m.0);
    totals
        .cells
        .iter()
        .filter(|cell| months.contains(&cell.month) && lets.lane(cell.exporter, cell.importer))
        .filter(|cell| lets.side.is_none_or(|wanted| wanted == cell.side))
        .map(|cell| {
            let key = (cell.side, (cell.exporter, cell.importer, cell.month));
            (key, &cell.adding)
        })
        .collect()
}

/// The side asked for, or that of most rows; and rows by side.
fn choose_side<K>(sums: &[((u8, K), &Adding)], filter: &FlowFilter) -> Option<(u8, RowsBySide)> {
    let mut rows = [0u64; SIDES.len()];
    for ((side, _), adding) in sums {
        if let Some(count) = rows.get_mut(usize::from(*side)) {
            *count += adding.rows;
        }
    }
    let most = rows.iter().max().copied().filter(|most| *most > 0)?;
    let first = rows.iter().position(|count| *count == most)? as u8;
    let side = filter.side.map_or(first, |side| side_no(Some(side)));
    let named = SIDES.into_iter().zip(rows).filter(|side| side.1 > 0).collect();
    Some((side, named))
}

fn chosen_currency<'a>(
    columns: &Columns,
    filter: &FlowFilter,
    sums: impl Iterator<Item = &'a Adding>,
) -> u16 {
    match filter.currency {
        Some(currency) => columns.find_currency(currency),
        None => super::columns::usual_currency(columns, sums),
    }
}
