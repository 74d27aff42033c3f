//! What a kilogram of a code usually costs in a month, and how widely that
//! varies: median and median absolute deviation of the logarithm.
//!
//! A month with few rows leans on all months of the code, as if
//! [`LEAN_ROWS`] rows of them stood beside its own. Rows whose mass was worked
//! out from their value say nothing about prices and are left out.

use super::super::super::carried::carried;
use super::super::super::index::{EventIndex, MASS_SUBSTITUTED};
use super::super::MONTH_DAYS;

/// Rows of all months that a month leans on: the median of eight log-normal
/// prices is good to about half a spread.
pub const LEAN_ROWS: f64 = 8.0;
/// A spread below 5 % is a price list, not a market.
pub const SPREAD_MIN: f64 = 0.05;
/// Standard deviations in a median absolute deviation of a normal.
const MAD_TO_SD: f64 = 1.4826;

/// Usual prices.
#[derive(Clone, Debug, Default)]
pub struct Prices {
    /// By code and month; a month without a price has none.
    by_month: Vec<Option<Usual>>,
    months: u16,
}

carried!(Prices { by_month, months });

/// Middle and spread of log prices.
#[derive(Clone, Copy, Debug)]
struct Usual {
    median: f64,
    spread: f64,
}

carried!(Usual { median, spread });

impl Prices {
    /// Over all rows, a family at a time.
    pub fn of(index: &EventIndex) -> Prices {
        let last = index.day.iter().copied().max().unwrap_or(0);
        let months = last / MONTH_DAYS + 1;
        let mut prices = Prices {
            by_month: vec![None; index.goods.len() * usize::from(months)],
            months,
        };
        let mut seen: Vec<(u16, u16, f64)> = Vec::new();
        for span in &index.spans {
            seen.clear();
            seen.extend((span.start..span.end).filter_map(|at| {
                Some((
                    index.goods_of[at],
                    index.day[at] / MONTH_DAYS,
                    price_ln(index, at)?,
                ))
            }));
            seen.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
            seen.chunk_by(|a, b| a.0 == b.0)
                .for_each(|code| prices.add_code(code));
        }
        prices
    }

    fn add_code(&mut self, rows: &[(u16, u16, f64)]) {
        let mut all: Vec<f64> = rows.iter().map(|row| row.2).collect();
        all.sort_unstable_by(f64::total_cmp);
        let whole = usual(&all);
        // spread around each month's own median: a rising price is no spread
        let mut apart: Vec<f64> = Vec::with_capacity(rows.len());
        for month in rows.chunk_by(|a, b| a.1 == b.1) {
            let middle = month[month.len() / 2].2;
            apart.extend(month.iter().map(|row| (row.2 - middle).abs()));
        }
        let within = (middle(&mut apart) * MAD_TO_SD).max(SPREAD_MIN);
        for month in rows.chunk_by(|a, b| a.1 == b.1) {
            let own: Vec<f64> = month.iter().map(|row| row.2).collect();
            let (own, n) = (usual(&own), month.len() as f64);
            let lean = |own: f64, all: f64| (own * n + all * LEAN_ROWS) / (n + LEAN_ROWS);
            let cell = Usual {
                median: lean(own.median, whole.median),
                spread: lean(own.spread, within.max(whole.spread.min(2.0 * within))).max(SPREAD_MIN),
            };
            let at = self.place(month[0].0, month[0].1);
            if let Some(slot) = self.by_month.get_mut(at) {
                *slot = Some(cell);
            }
        }
    }

    /// How many spreads the price of a row lies above the usual.
    pub fn z(&self, index: &EventIndex, at: usize) -> Option<f64> {
        let price = price_ln(index, at)?;
        let usual = self.cell(index, at)?;
        Some((price - usual.median) / usual.spread)
    }

    /// The usual price of a kilogram of a row's code in its month.
    pub fn usual(&self, index: &EventIndex, at: usize) -> Option<f64> {
        self.cell(index, at).map(|usual| usual.median.exp())
    }

    fn place(&self, goods: u16, month: u16) -> usize {
        usize::from(goods) * usize::from(self.months) + usize::from(month)
    }

    fn cell(&self, index: &EventIndex, at: usize) -> Option<Usual> {
        let month = index.day.get(at)? / MONTH_DAYS;
        let place = self.place(*index.goods_of.get(at)?, month);
        self.by_month.get(place).copied().flatten()
    }
}

fn price_ln(index: &EventIndex, at: usize) -> Option<f64> {
    if *index.marks.get(at)? & MASS_SUBSTITUTED != 0 {
        return None;
    }
    let value = index.value(at).filter(|value| *value > 0.0)?;
    Some((value / f64::from(*index.mass_kg.get(at)?)).ln()).filter(|price| price.is_finite())
}

/// The upper middle one of at least one value.
fn middle(values: &mut [f64]) -> f64 {
    let half = values.len() / 2;
    *values.select_nth_unstable_by(half, f64::total_cmp).1
}

/// Of sorted values, at least one.
fn usual(sorted: &[f64]) -> Usual {
    let median = sorted[sorted.len() / 2];
    let mut apart: Vec<f64> = sorted.iter().map(|x| (x - median).abs()).collect();
    Usual {
        median,
        spread: (middle(&mut apart) * MAD_TO_SD).max(SPREAD_MIN),
    }
}
