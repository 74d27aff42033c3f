//! What share of the trade the consignments show, from the official statistics
//! that lie beside them in a case.
//!
//! Both are added up by lane, subheading and month and compared cell by cell:
//! a cell without a published figure says nothing and is left out on both
//! sides, so that what is late or confidential is not taken for trade that was
//! never seen. Of two sides the exporter's figure counts, as declared values
//! are before freight; the importer's where the exporter publishes none. The
//! rest is in [`fyke_trace::party::coverage`].

use super::Watch;
use super::load::Loaded;
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::reference::Reference;
use fyke_trace::lanes::Cells;
use fyke_trace::party::coverage::{LaneCoverage, LaneSums, coverage_by_lane};
use fyke_trace::party::goods::goods_of;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A lane, a subheading of HS 2022, a month.
type Key = (Country, Country, u32, Month);

/// Both sums of a cell.
#[derive(Clone, Copy, Default)]
struct Cell {
    family: u32,
    exported: i64,
    imported: i64,
    seen: f64,
    rows: u64,
}

/// The share of each lane; none where the case holds no official statistics of
/// the same goods, months and currency.
pub fn coverage(
    loaded: &Loaded,
    figures: &Cells,
    reference: &Reference,
    watch: &Watch,
) -> Option<LaneCoverage> {
    let index = &loaded.index;
    let days = index.day.iter().min().zip(index.day.iter().max());
    let (Some(currency), Some((first, last))) = (loaded.currency, days) else {
        return None;
    };
    let months = index.date_of(*first).month()..=index.date_of(*last).month();
    let families: BTreeSet<u32> = index.goods.families().iter().copied().collect();
    let nothing_listed = BTreeSet::new();
    let mut cells: Vec<(Key, Cell)> = Vec::new();
    let mut place: HashMap<Key, usize> = HashMap::new();
    for figure in figures.all() {
        let lane = figure.lane();
        let goods = goods_of(lane.hs, &reference.concordance, &nothing_listed);
        let wanted =
            families.contains(&goods.family) && figure.currency() == currency && months.contains(&lane.month);
        if !wanted {
            continue;
        }
        let key = (lane.exporter, lane.importer, goods.subheading, lane.month);
        let at = *place.entry(key).or_insert(cells.len());
        if at == cells.len() {
            cells.push((key, Cell::default()));
        }
        let Some((_, cell)) = cells.get_mut(at) else {
            continue;
        };
        cell.family = goods.family;
        let sum = match figure.side() {
            Side::Export => &mut cell.exported,
            _ => &mut cell.imported,
        };
        *sum = sum.saturating_add(figure.value_minor());
    }
    if cells.is_empty() {
        return None;
    }
    let countries: Vec<Option<Country>> = (0..index.party_count)
        .map(|party| loaded.country(party))
        .collect();
    let country = |party: u32| countries.get(party as usize).copied().flatten();
    for (at, (src, dst)) in index.src.iter().zip(&index.dst).enumerate() {
        let (Some(from), Some(to), Some(value)) = (country(*src), country(*dst), index.value(at)) else {
            continue;
        };
        let goods = index.goods_of.get(at).and_then(|slot| index.goods.get(*slot));
        let Some(goods) = goods else { continue };
        let key = (from, to, goods.subheading, index.date(at).month());
        if let Some((_, cell)) = place.get(&key).and_then(|at| cells.get_mut(*at)) {
            cell.seen += value * 100.0;
            cell.rows += 1;
        }
    }
    // what was seen is no integer: it is added up in one order, whatever the figures came in
    cells.sort_unstable_by_key(|(key, _)| *key);
    coverage_by_lane(&lanes(&cells), &watch.regime.ends)
}

/// Cells added up by lane and family.
fn lanes(cells: &[(Key, Cell)]) -> Vec<LaneSums> {
    let mut lanes: BTreeMap<(Country, Country, u32), (f64, i64, u64)> = BTreeMap::new();
    for ((exporter, importer, ..), cell) in cells {
        let official = if cell.exported > 0 {
            cell.exported
        } else {
            cell.imported
        };
        let lane = lanes.entry((*exporter, *importer, cell.family)).or_default();
        lane.0 += cell.seen;
        lane.1 = lane.1.saturating_add(official);
        lane.2 += cell.rows;
    }
    lanes
        .into_iter()
        .map(
            |((exporter, importer, family), (seen, official_minor, rows))| LaneSums {
                exporter,
                importer,
                family,
                seen_minor: seen.round() as i64,
                official_minor,
                rows,
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_sides_the_exporters_figure_counts() {
        let key = |month: &str| {
            let month: Month = month.parse().unwrap();
            (Country::of("DE"), Country::of("TR"), 854_231, month)
        };
        let cell = |exported, imported, seen| Cell {
            family: 8542,
            exported,
            imported,
            seen,
            rows: 1,
        };
        let cells = [
            (key("2022-01"), cell(100, 120, 70.0)),
            (key("2022-02"), cell(0, 120, 80.0)),
        ];
        let [lane] = lanes(&cells)[..] else {
            panic!("one lane")
        };
        assert_eq!((lane.seen_minor, lane.official_minor, lane.rows), (150, 220, 2));
    }
}
