//! Supplies whose parts add up again.
//!
//! A lot that is only passed on comes out as it went in, whole or in two or
//! three parts, a few per cent lighter at most. An honest dealer's sales have
//! no reason to add up to any one of its supplies. For each supply of makers'
//! goods: do one, two or three of the next sales to ends within
//! [`WINDOW_DAYS`] add up to 95-100.5 % of it? Each sale is used once, smaller
//! numbers of parts first.
//!
//! Sums of three coincide often, so the same is asked with time reversed (sales
//! that came before the supply), and only the excess counts.

use super::unit::{Dealings, Movement};

/// Goods that are only passed on are gone within two months.
pub const WINDOW_DAYS: u16 = 60;
/// Loss on the way, and rounding: of parts over whole.
const RATIO: std::ops::RangeInclusive<f32> = 0.95..=1.005;
/// Sales looked at for one supply: sums of three of ten are 175, and a supply
/// with more sales near it matches by chance anyway.
const NEAREST: usize = 10;

/// What the kernel found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Echo {
    /// Excess over the supplies that had a chance to match, shrunk: 0 to 1.
    pub strength: f64,
    /// Supplies that came out again.
    pub supplies: usize,
    /// The same with time reversed.
    pub by_chance: usize,
    /// Rows of the family: the supplies.
    pub rows_in: Vec<u32>,
    /// Rows of the family: their parts.
    pub rows_out: Vec<u32>,
}

/// Finds supplies that left for ends in parts.
pub fn echo(unit: &Dealings) -> Echo {
    let sales: Vec<&Movement> = unit.to_ends().collect();
    let supplies: Vec<&Movement> = unit
        .incoming
        .iter()
        .filter(|m| m.tainted_kg > 0.3 * m.kg)
        .collect();
    let mut found = Echo::default();
    for (supply, parts) in matches(&supplies, &sales, false) {
        found.supplies += 1;
        found.rows_in.push(supply);
        found.rows_out.extend(parts);
    }
    found.rows_out.sort_unstable();
    found.by_chance = matches(&supplies, &sales, true).len();
    let excess = found.supplies.saturating_sub(found.by_chance) as f64;
    found.strength = excess / (supplies.len().min(sales.len()) as f64 + 2.0);
    found
}

fn matches(supplies: &[&Movement], sales: &[&Movement], reversed: bool) -> Vec<(u32, Vec<u32>)> {
    let mut used = vec![false; sales.len()];
    let mut found: Vec<(u32, Vec<u32>)> = Vec::new();
    let mut done = vec![false; supplies.len()];
    for parts in 1..=3usize {
        for (supply, done) in supplies.iter().zip(&mut done).filter(|(_, done)| !**done) {
            let near = near(supply, sales, &used, reversed);
            if let Some(chosen) = choose(supply.kg, sales, &near, parts) {
                chosen.iter().for_each(|at| used[*at] = true);
                found.push((supply.at, chosen.iter().map(|at| sales[*at].at).collect()));
                *done = true;
            }
        }
    }
    found
}

fn near(supply: &Movement, sales: &[&Movement], used: &[bool], reversed: bool) -> Vec<usize> {
    let free = |at: &usize| !used[*at];
    if reversed {
        let to = sales.partition_point(|sale| sale.day < supply.day);
        let recent = |at: &usize| supply.day - sales[*at].day <= WINDOW_DAYS;
        return (0..to)
            .rev()
            .take_while(recent)
            .filter(free)
            .take(NEAREST)
            .collect();
    }
    let from = sales.partition_point(|sale| sale.day <= supply.day);
    let soon = |at: &usize| sales[*at].day - supply.day <= WINDOW_DAYS;
    (from..sales.len())
        .take_while(soon)
        .filter(free)
        .take(NEAREST)
        .collect()
}

fn choose(kg: f32, sales: &[&Movement], near: &[usize], parts: usize) -> Option<Vec<usize>> {
    let fits = |chosen: &[usize]| {
        let sum: f32 = chosen.iter().map(|at| sales[*at].kg).sum();
        RATIO.contains(&(sum / kg))
    };
    for (i, a) in near.iter().enumerate() {
        if parts == 1 {
            if fits(&[*a]) {
                return Some(vec![*a]);
            }
            continue;
        }
        for (j, b) in near.iter().enumerate().skip(i + 1) {
            if parts == 2 {
                if fits(&[*a, *b]) {
                    return Some(vec![*a, *b]);
                }
                continue;
            }
            for c in &near[j + 1..] {
                if fits(&[*a, *b, *c]) {
                    return Some(vec![*a, *b, *c]);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::only_unit;
    use super::*;

    #[test]
    fn parts_that_add_up_are_found() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            12   Shop/KG   End/RU    854231  61.5
            20   Shop/KG   End/RU    854239  37
            40   Maker/DE  Shop/KG   854231  70
            48   Shop/KG   End/RU    854231  69
            ",
        );
        let found = echo(&unit);
        assert_eq!((found.supplies, found.by_chance), (2, 0));
        assert_eq!(found.rows_out, vec![1, 2, 4]);
    }

    #[test]
    fn sales_of_any_size_are_not() {
        let unit = only_unit(
            "
            day  from      to        goods   kg
            1    Maker/DE  Shop/KG   854231  100
            12   Shop/KG   End/RU    854231  20
            20   Shop/KG   End/RU    854231  31
            40   Shop/KG   End/RU    854231  11
            ",
        );
        assert_eq!(echo(&unit).strength, 0.0);
    }
}
