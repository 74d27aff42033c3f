//! How much of what a country takes in of a family goes on to ends, before the
//! measures and after.

use super::super::super::family::{Party, Roles};
use super::super::super::index::EventIndex;
use fyke_model::country::Country;
use std::collections::HashMap;

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

/// By country and family: before the measures, after them.
#[derive(Clone, Debug, Default)]
pub struct Hubs {
    by_country: HashMap<(u16, u16), [Through; 2]>,
}

impl Hubs {
    /// Over all rows between parties of known countries.
    pub fn of(index: &EventIndex, parties: &[Party<'_>], roles: &Roles, measure_day: i32) -> Hubs {
        let country = |party: u32| parties.get(party as usize).and_then(|p| p.country);
        let mut hubs = Hubs::default();
        for span in &index.spans {
            for at in span.start..span.end {
                let (Some(from), Some(to)) = (country(index.src[at]), country(index.dst[at])) else {
                    continue;
                };
                if from == to {
                    continue;
                }
                let late = usize::from(i32::from(index.day[at]) >= measure_day);
                let kg = f64::from(index.mass_kg[at]);
                if roles.is_end(index.dst[at]) {
                    let own = hubs.by_country.entry((from.key(), span.family)).or_default();
                    own[late].out_kg += kg;
                    own[late].rows += 1.0;
                } else {
                    let own = hubs.by_country.entry((to.key(), span.family)).or_default();
                    own[late].in_kg += kg;
                }
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
