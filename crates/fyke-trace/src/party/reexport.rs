//! T08, re-export of goods just imported.
//!
//! A trader takes in listed goods from makers abroad and within weeks sends
//! them on to an embargoed end, nearly all of them, hardly anything staying in
//! the country it is declared to supply. A wholesaler does the opposite: it
//! holds stock for months and most of what it takes in is sold at home.
//!
//! First in, first out: each sale to an end takes the oldest tainted goods on
//! hand no older than [`WINDOW_DAYS`]. The strength is the share of the sales
//! so matched within [`DWELL_DAYS`], times the share of the tainted goods that
//! left for ends (corrected for what is not seen), shrunk for few rows.
//!
//! Innocent look-alikes: a distributor with a warehouse, returns and repairs, a
//! free-zone forwarder. What tells them apart is what stays.

use super::evidence::Frame;
use super::finding::{Ask, Finding};
use super::unit::Dealings;

/// Goods on hand longer than this are stock, not transit.
pub const WINDOW_DAYS: u16 = 90;
/// Median dwell of goods that only change papers: under a month.
pub const DWELL_DAYS: u16 = 30;

/// What the kernel found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reexport {
    /// 0 (nothing) to 1 (all of it left at once).
    pub strength: f64,
    /// Share of the mass sent to ends that is matched with goods just imported.
    pub matched_share: f64,
    /// Median days between arrival and departure of what is matched.
    pub dwell_days: Option<u16>,
    /// Rows of the family that were matched, in and out.
    pub rows_in: Vec<u32>,
    /// Rows of the family sent to ends that were matched.
    pub rows_out: Vec<u32>,
}

/// The reason as the table of reasons has it.
pub fn find(unit: &Dealings, frame: &Frame<'_>, ask: Ask) -> Finding {
    let found = reexport(unit, frame.coverage);
    if ask == Ask::Weigh {
        return Finding::of(found.strength);
    }
    Finding {
        strength: found.strength,
        sentence: format!(
            "{:.0} % of what it sent to {} had come in from makers within {WINDOW_DAYS} days before, half of \
             that within {} days",
            100.0 * found.matched_share.clamp(0.0, 1.0),
            frame.end_words(unit),
            found.dwell_days.unwrap_or(0)
        ),
        rows: frame.rows(unit, &found.rows_in, &found.rows_out),
    }
}

/// Matches a unit's sales to ends with the tainted goods it had just received.
pub fn reexport(unit: &Dealings, coverage: f64) -> Reexport {
    let tainted: Vec<(u16, f32, u32)> = unit
        .incoming
        .iter()
        .filter(|m| m.tainted_kg > 0.0)
        .map(|m| (m.day, m.tainted_kg, m.at))
        .collect();
    let in_kg: f32 = tainted.iter().map(|lot| lot.1).sum();
    let (mut next, mut left) = (0usize, tainted.first().map_or(0.0, |lot| lot.1));
    let mut found = Reexport::default();
    let mut dwells: Vec<(u16, f32)> = Vec::new();
    let (mut sold, mut sales) = (0.0f32, 0.0f32);
    for sale in unit.to_ends() {
        let mut wanted = sale.kg;
        sold += sale.kg;
        sales += 1.0;
        while wanted > 0.0 && next < tainted.len() {
            let (day, _, at) = tainted[next];
            if day > sale.day {
                break;
            }
            let dwell = sale.day - day;
            let taken = if dwell <= WINDOW_DAYS {
                wanted.min(left)
            } else {
                0.0
            };
            if taken > 0.0 {
                dwells.push((dwell, taken));
                push_once(&mut found.rows_in, at);
                push_once(&mut found.rows_out, sale.at);
            }
            wanted -= taken;
            left -= taken;
            if left <= 1e-6 || dwell > WINDOW_DAYS {
                next += 1;
                left = tainted.get(next).map_or(0.0, |lot| lot.1);
            }
        }
    }
    let matched: f32 = dwells.iter().map(|(_, kg)| kg).sum();
    if matched <= 0.0 || sold <= 0.0 || in_kg <= 0.0 {
        return Reexport::default();
    }
    let quick: f32 = dwells
        .iter()
        .filter(|(days, _)| *days <= DWELL_DAYS)
        .map(|(_, kg)| kg)
        .sum();
    found.matched_share = f64::from(matched / sold);
    found.dwell_days = weighted_median(&mut dwells);
    let left_for_ends = f64::from(matched / in_kg).min(1.0);
    let of_sales = (f64::from(quick / sold) / coverage.max(0.02)).min(1.0);
    found.strength = of_sales * left_for_ends * f64::from(sales / (sales + 2.0));
    found
}

fn push_once(rows: &mut Vec<u32>, at: u32) {
    if rows.last() != Some(&at) {
        rows.push(at);
    }
}

fn weighted_median(dwells: &mut [(u16, f32)]) -> Option<u16> {
    dwells.sort_by_key(|(days, _)| *days);
    let half = dwells.iter().map(|(_, kg)| kg).sum::<f32>() / 2.0;
    let mut so_far = 0.0;
    dwells.iter().find_map(|(days, kg)| {
        so_far += kg;
        (so_far >= half).then_some(*days)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::only_unit;
    use super::*;

    #[test]
    fn goods_that_only_change_papers_are_found() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            12   Shop/KG   End/RU    854231   97
            40   Maker/DE  Shop/KG   854231  100
            48   Shop/KG   End/RU    854231   60
            55   Shop/KG   End/RU    854231   40
            ",
        );
        let found = reexport(&unit, 1.0);
        assert!(found.strength > 0.5, "{found:?}");
        assert_eq!(found.dwell_days, Some(11));
        assert_eq!((found.rows_in, found.rows_out), (vec![0, 2], vec![1, 3, 4]));
    }

    #[test]
    fn a_wholesaler_who_sells_at_home_is_not() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  500
            12   Shop/KG   End/RU    854231   10
            20   Shop/KG   Home/KG   854231  300
            40   Maker/DE  Shop/KG   854231  500
            90   Shop/KG   End/RU    854231   10
            95   Shop/KG   Home/KG   854231  450
            ",
        );
        assert!(reexport(&unit, 1.0).strength < 0.05);
    }
}
