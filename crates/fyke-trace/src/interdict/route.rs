//! The chains that diverted goods take: a walk backward from each seller.
//!
//! The evader without eyes (Gutfraind and others 2011) walks at random: at each
//! hand the goods came from one of its suppliers, with the share of the traced
//! kilograms that it sent. A walk ends at a source. Walks are not sampled but
//! followed, largest first, until what is left is too small; that part is one
//! route whose beginning is unknown. The values of all routes of a seller add
//! up to its traced value exactly.
//!
//! Which way goods went through a party cannot be known (they mix in stock),
//! so a route is an expectation and no finding.

use super::flow::Rows;
use super::network::{NetworkInput, Route};
use crate::party::family::{ARRIVES, Family, STARTS};
use fyke_model::country::Country;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Hands between source and end; longer chains lose their beginning.
const MIDDLES_MAX: usize = 5;
/// A branch with less than this share of its seller's value is not followed.
const BRANCH_SHARE_MIN: f64 = 0.02;
/// Goods wait in stock: supplies of so many days before the window count.
const BEFORE_DAYS: u16 = 180;

/// What came in from whom, the largest first: supplier, share, from a source.
type Supplies = Vec<(u32, f64, bool)>;

/// The routes of a family. Nodes are the caller's party numbers here.
pub(super) fn of_family(
    family: &Family<'_>,
    input: &NetworkInput<'_>,
    rows: &Rows,
    window: RangeInclusive<u16>,
) -> Vec<Route> {
    let mut sellers: BTreeMap<(u32, Country), (f64, f64)> = BTreeMap::new();
    for (row, day) in family.day().iter().enumerate() {
        let traced = rows.value[row] * rows.from_source[row] * rows.to_end[row];
        if family.marks[row] & ARRIVES == 0 || !window.contains(day) || traced <= 0.0 {
            continue;
        }
        let buyer = family.parties[family.dst[row] as usize];
        let Some(end) = input.parties.get(buyer as usize).and_then(|p| p.country) else {
            continue;
        };
        let sum = sellers.entry((family.src[row], end)).or_default();
        sum.0 += traced;
        if !family.is_listed(row) {
            sum.1 += traced;
        }
    }
    if sellers.is_empty() {
        return Vec::new();
    }
    let supplies = supplies(family, rows, &window);
    let heading = input.index.goods.family_id(family.span.family);
    let mut routes = Vec::new();
    for ((seller, end), (value, unlisted)) in sellers {
        let mut walk = Walk {
            family,
            input,
            supplies: &supplies,
            found: Vec::new(),
        };
        if input.roles.is_source(family.parties[seller as usize]) {
            // a maker that sells to the end itself: no hand between
            walk.found.push((Some(seller), vec![], 1.0));
        } else {
            walk.back(&mut vec![seller], 1.0);
        }
        for (source, middles, share) in walk.found {
            let party = |local: u32| family.parties[local as usize];
            routes.push(Route {
                heading,
                source: source.map(party),
                middles: middles.into_iter().rev().map(party).collect(),
                end,
                value: value * share,
                unlisted_share: unlisted / value,
            });
        }
    }
    routes
}

fn supplies(family: &Family<'_>, rows: &Rows, window: &RangeInclusive<u16>) -> BTreeMap<u32, Supplies> {
    let since = window.start().saturating_sub(BEFORE_DAYS)..=*window.end();
    let mut sums: BTreeMap<(u32, u32), (f64, f64)> = BTreeMap::new();
    for (row, day) in family.day().iter().enumerate() {
        let kg = f64::from(family.mass_kg()[row]) * rows.from_source[row];
        if family.marks[row] & ARRIVES != 0 || !since.contains(day) || kg <= 0.0 {
            continue;
        }
        let sum = sums.entry((family.dst[row], family.src[row])).or_default();
        sum.0 += kg;
        if family.marks[row] & STARTS != 0 {
            sum.1 += kg;
        }
    }
    let mut supplies: BTreeMap<u32, Supplies> = BTreeMap::new();
    for ((to, from), (kg, started)) in sums {
        let list = supplies.entry(to).or_default();
        list.push((from, started, true));
        list.push((from, kg - started, false));
    }
    for list in supplies.values_mut() {
        let whole: f64 = list.iter().map(|supply| supply.1).sum();
        list.retain_mut(|supply| {
            supply.1 /= whole;
            supply.1 > 0.0
        });
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    }
    supplies
}

struct Walk<'a> {
    family: &'a Family<'a>,
    input: &'a NetworkInput<'a>,
    supplies: &'a BTreeMap<u32, Supplies>,
    /// Source, middles from the seller back, share of the seller's value.
    found: Vec<(Option<u32>, Vec<u32>, f64)>,
}

impl Walk<'_> {
    fn back(&mut self, hands: &mut Vec<u32>, share: f64) {
        let mut left = share;
        if let Some(list) = hands.last().and_then(|hand| self.supplies.get(hand)) {
            for &(from, part, started) in list {
                let branch = share * part;
                if branch < BRANCH_SHARE_MIN {
                    break;
                }
                if started {
                    left -= branch;
                    self.found.push((Some(from), hands.clone(), branch));
                } else if !hands.contains(&from) && hands.len() < MIDDLES_MAX && !self.is_outside(from) {
                    left -= branch;
                    hands.push(from);
                    self.back(hands, branch);
                    hands.pop();
                }
            }
        }
        if left > 1e-12 {
            self.found.push((None, hands.clone(), left));
        }
    }

    /// A party in a source country or an end is no hand between.
    fn is_outside(&self, local: u32) -> bool {
        let party = self.family.parties[local as usize];
        self.input.roles.is_source(party) || self.input.roles.is_end(party)
    }
}
