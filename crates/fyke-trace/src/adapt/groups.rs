//! Goods groups as somebody saw them at a cut: what went to the end directly,
//! what went to each hub, and, for whoever may look later, what came after.
//!
//! A group is a family of HS codes that means the same before and after the
//! renumbering. The forecast quantity of a group `g` and a hub `h` is the
//! **uptake** `y = (A - B) / D`: the hub's mean monthly level after the cut less
//! that before, over the group's direct flow before. One means that all that
//! had gone to the end turned up at the hub in addition.

use super::setting::{Setting, Windows};
use crate::lanes::{Family, Panel};
use fyke_model::consignment::Side;
use std::collections::BTreeMap;

/// Uptake is capped here on both sides before it is scored: "all of the direct
/// flow". Beyond it a group's own small denominator speaks, not the diversion.
pub const UPTAKE_MAX: f64 = 1.0;

/// Monthly series of every comparable family: the end's, then each hub's.
#[derive(Clone, Debug)]
pub struct Series {
    months: usize,
    rows: BTreeMap<Family, Vec<Vec<f64>>>,
}

/// A goods group at a cut; levels are means a month, currency units.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The goods.
    pub family: Family,
    /// To the end.
    pub direct: f64,
    /// To each hub, in the setting's order.
    pub hubs: Vec<Level>,
}

/// A hub's level before the cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// Mean a month, currency units.
    pub before: f64,
    /// Share of the months that had any trade.
    pub active: f64,
}

impl Series {
    /// The series of a panel, all exporters of the setting together, in the
    /// currency that most lanes have.
    pub fn new(panel: &Panel, setting: &Setting) -> Series {
        let mut currencies = BTreeMap::new();
        for key in panel.keys() {
            *currencies.entry(key.currency).or_insert(0usize) += 1;
        }
        let most = currencies.iter().max_by_key(|(_, n)| **n).map(|(c, _)| *c);
        let mut rows: BTreeMap<Family, Vec<Vec<f64>>> = BTreeMap::new();
        for (lane, key) in panel.keys().iter().enumerate() {
            let slot = if key.importer == setting.end {
                Some(0)
            } else {
                let hub = setting.hubs.iter().position(|h| h.country == key.importer);
                hub.map(|h| h + 1)
            };
            let counts = key.side == Side::Export
                && Some(key.currency) == most
                && setting.exporters.contains(&key.exporter)
                && panel.comparable(key.family);
            let (Some(slot), true) = (slot, counts) else {
                continue;
            };
            let row = rows
                .entry(key.family)
                .or_insert_with(|| vec![vec![0.0; panel.months()]; setting.hubs.len() + 1]);
            for (sum, minor) in row[slot].iter_mut().zip(panel.values(lane)) {
                *sum += *minor as f64 / 100.0;
            }
        }
        Series {
            months: panel.months(),
            rows,
        }
    }

    /// Months of the series.
    pub fn months(&self) -> usize {
        self.months
    }

    /// The groups as seen after the first `known` months; empty where these are
    /// fewer than the window before.
    pub fn groups(&self, setting: &Setting, known: usize) -> Vec<Group> {
        let width = setting.windows.before_months;
        let Some(start) = known
            .checked_sub(width)
            .filter(|_| known <= self.months && width > 0)
        else {
            return Vec::new();
        };
        let mut groups = Vec::new();
        for (family, row) in &self.rows {
            let direct = mean_of(&row[0][start..known]);
            if direct * 12.0 < setting.direct_min_year {
                continue;
            }
            let level = |values: &Vec<f64>| {
                let seen = &values[start..known];
                Level {
                    before: mean_of(seen).max(0.0),
                    active: seen.iter().filter(|v| **v > 0.0).count() as f64 / width as f64,
                }
            };
            groups.push(Group {
                family: *family,
                direct,
                hubs: row[1..].iter().map(level).collect(),
            });
        }
        groups
    }

    /// The direct flow after the first `known` months over that before.
    pub fn direct(&self, group: &Group, windows: Windows, known: usize) -> Option<f64> {
        let after = self
            .rows
            .get(&group.family)?
            .first()?
            .get(known..known + windows.after_months)?;
        Some(mean_of(after) / group.direct)
    }

    /// Uptake of a group at each hub after the first `known` months, not
    /// capped; `None` where the window after is not complete.
    pub fn uptake(&self, group: &Group, windows: Windows, known: usize) -> Option<Vec<f64>> {
        let row = self.rows.get(&group.family)?;
        let end = known + windows.after_months;
        if end > self.months || windows.after_months == 0 {
            return None;
        }
        let after = |values: &Vec<f64>| mean_of(&values[known..end]);
        let uptake = |(values, level): (&Vec<f64>, &Level)| (after(values) - level.before) / group.direct;
        Some(row[1..].iter().zip(&group.hubs).map(uptake).collect())
    }
}

fn mean_of(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

impl Group {
    /// The uptake from which a hub has **taken up** the group: a hundredth of
    /// the direct flow, and half of the hub's own level before.
    pub fn takes_up_from(&self, hub: usize) -> f64 {
        let own = self.hubs.get(hub).map_or(0.0, |level| level.before / self.direct);
        (0.5 * own).max(0.01)
    }
}
