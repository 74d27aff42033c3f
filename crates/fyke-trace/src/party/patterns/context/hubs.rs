//! How much of what a country takes in of a family goes on to ends, before the
//! measures and after.

use super::super::super::carried::carried;
use super::super::super::family::{Party, Roles};
use super::super::super::index::EventIndex;
use fyke_model::country::Country;
use std::collections::BTreeMap;

/// Kilograms in from abroad and on to ends, and rows on to ends.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Through {
    /// Kilograms from abroad.
    pub in_kg: f64,
    /// Kilograms to ends.
    pub out_kg: f64,
    /// Rows to ends.
    pub rows: f64,
}

carried!(Through { in_kg, out_kg, rows });

/// By country and family: before the measures, after them.
#[derive(Clone, Debug, Default)]
pub struct Hubs {
    by_country: BTreeMap<(u16, u16), [Through; 2]>,
}

carried!(Hubs { by_country });

impl Hubs {
    /// Over all rows between parties of known countries.
    pub fn of(index: &EventIndex, parties: &[Party<'_>], roles: &Roles, measure_day: i32) -> Hubs {
        let slot = |party: u32| parties.get(party as usize)?.country.map(|c| c.key());
        let mut hubs = Hubs::default();
        // of the family at hand, by the letters of the country: no hash a row
        let mut own = vec![[Through::default(); 2]; LETTERS * LETTERS];
        let mut touched: Vec<u16> = Vec::new();
        for span in &index.spans {
            for at in span.start..span.end {
                let (Some(from), Some(to)) = (slot(index.src[at]), slot(index.dst[at])) else {
                    continue;
                };
                if from == to {
                    continue;
                }
                let late = usize::from(i32::from(index.day[at]) >= measure_day);
                let kg = f64::from(index.mass_kg[at]);
                let ends = roles.is_end(index.dst[at]);
                let country = if ends { from } else { to };
                let Some(both) = own.get_mut(place(country)) else {
                    continue;
                };
                if *both == [Through::default(); 2] {
                    touched.push(country);
                }
                if ends {
                    both[late].out_kg += kg;
                    both[late].rows += 1.0;
                } else {
                    both[late].in_kg += kg;
                }
            }
            for country in touched.drain(..) {
                let both = std::mem::take(&mut own[place(country)]);
                hubs.by_country.insert((country, span.family), both);
            }
        }
        hubs
    }

    /// A country in a family: before the measures, after them.
    pub fn through(&self, country: Country, family: u16) -> [Through; 2] {
        let known = self.by_country.get(&(country.key(), family));
        known.copied().unwrap_or_default()
    }
}

const LETTERS: usize = 26;

/// Place of a country by its two letters.
fn place(key: u16) -> usize {
    let [first, second] = key.to_be_bytes();
    let letter = |byte: u8| usize::from(byte.wrapping_sub(b'A'));
    letter(first) * LETTERS + letter(second)
}
