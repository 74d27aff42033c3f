//! The rows and the monthly series behind each lead.
//!
//! Leads come of sums, so their rows are looked up afterwards: [`Behind`] says of a
//! row which leads rest on it and as what. It fits in a page and needs no other
//! row, so rows may be looked through in slices, each where it lies.

use super::concordance::Concordance;
use super::expected::Frame;
use super::leads::{LaneFindings, LaneLead, LaneLeadRow, LaneSeries, LaneSignal};
use super::mirror::window_start;
use super::panel::{LaneKey, Panel};
use fyke_model::consignment::Side;
use fyke_model::date::Month;
use fyke_model::lane::Flow;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The lanes that leads rest on, and the months that count.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Behind {
    /// In order; each with the leads that rest on it, by their place among the leads.
    lanes: Vec<(LaneKey, Vec<(u32, Role)>)>,
    first: Month,
    months: usize,
    frame: Frame,
}

/// The part a lane plays in a lead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Direct,
    Detour,
    Mirror,
}

impl Role {
    fn word(self) -> &'static str {
        match self {
            Role::Direct => "direct",
            Role::Detour => "detour",
            Role::Mirror => "mirror",
        }
    }
}

/// A row that a lead rests on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Used {
    /// The lead's place among the leads.
    pub lead: u32,
    /// Typology and role, by their place among all that there are.
    pub part: u8,
    /// [`Flow::row`].
    pub row: u64,
}

/// Typologies that a row can support, with its role there.
const PARTS: [(&str, &str); 8] = [
    ("D01", "direct"),
    ("D01", "detour"),
    ("T01", "before"),
    ("T01", "after"),
    ("T06", "sent"),
    ("T06", "received"),
    ("T07", "sent"),
    ("T07", "received"),
];

impl Behind {
    /// Where there are no leads.
    pub(super) fn nothing() -> Behind {
        Behind {
            lanes: Vec::new(),
            first: Month(0),
            months: 0,
            frame: Frame::default(),
        }
    }

    /// What leads of these lanes of a panel rest on.
    pub(super) fn new(
        panel: &Panel,
        frame: &Frame,
        signals: &BTreeMap<usize, LaneSignal>,
        leads: impl Iterator<Item = usize>,
    ) -> Behind {
        let mut lanes: BTreeMap<LaneKey, Vec<(u32, Role)>> = BTreeMap::new();
        for (at, lane) in (0..).zip(leads) {
            for (role, key) in lanes_of(panel, signals, lane) {
                lanes.entry(key).or_default().push((at, role));
            }
        }
        Behind {
            lanes: lanes.into_iter().collect(),
            first: panel.first(),
            months: panel.months(),
            frame: frame.clone(),
        }
    }

    /// True where no lead rests on any row.
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// Says which leads rest on a row, and as what.
    pub fn uses(&self, flow: &Flow, concordance: &Concordance, used: &mut Vec<Used>) {
        let family = concordance.family(flow.lane.hs);
        let key = LaneKey::of(&flow.lane, family, flow.side, flow.currency);
        let Ok(at) = self.lanes.binary_search_by_key(&key, |(key, _)| *key) else {
            return;
        };
        let column = usize::try_from(flow.lane.month - self.first).ok();
        let (Some((_, leads)), Some(column)) = (self.lanes.get(at), column.filter(|c| *c < self.months))
        else {
            return;
        };
        for (lead, role) in leads {
            for part in parts_of(*role, column, self.months, &self.frame) {
                if let Some((_, part)) = PARTS.iter().zip(0..).find(|(known, _)| **known == part) {
                    used.push(Used {
                        lead: *lead,
                        part,
                        row: flow.row,
                    });
                }
            }
        }
    }
}

impl LaneFindings {
    /// Gives the leads the rows that they rest on, in whatever order those come.
    pub fn add_rows(&mut self, used: Vec<Used>) {
        let used: BTreeSet<Used> = used.into_iter().collect();
        for used in used {
            let part = PARTS.get(usize::from(used.part));
            let (Some(lead), Some((typology, role))) = (self.leads.get_mut(used.lead as usize), part) else {
                continue;
            };
            if lead.reasons.iter().any(|reason| reason.typology == *typology) {
                lead.rows.push(LaneLeadRow {
                    typology: (*typology).to_owned(),
                    role: (*role).to_owned(),
                    row: used.row,
                });
            }
        }
        for lead in &mut self.leads {
            lead.rows.sort_unstable();
        }
    }
}

/// Which reasons a flow supports, and as what, by the month it lies in: the
/// surge is judged in its own window, the mirror in the last twelve months.
fn parts_of(role: Role, column: usize, months: usize, frame: &Frame) -> Vec<(&'static str, &'static str)> {
    let (before, after) = (frame.before.contains(&column), frame.after.contains(&column));
    let mirrored = column >= window_start(months, frame.before.end);
    let mut parts = Vec::new();
    match role {
        Role::Direct if before || after => parts.push(("D01", "direct")),
        Role::Mirror if before || mirrored => {
            parts.extend([("T06", "received"), ("T07", "received")]);
        }
        Role::Detour => {
            if before || after {
                parts.extend([
                    ("T01", if before { "before" } else { "after" }),
                    ("D01", "detour"),
                ]);
            }
            if before || mirrored {
                parts.extend([("T06", "sent"), ("T07", "sent")]);
            }
        }
        _ => {}
    }
    parts
}

/// The lanes that a lead rests on, with their roles.
fn lanes_of(panel: &Panel, signals: &BTreeMap<usize, LaneSignal>, lane: usize) -> Vec<(Role, LaneKey)> {
    let Some(key) = panel.keys().get(lane) else {
        return Vec::new();
    };
    let mut lanes = vec![(Role::Detour, *key)];
    if let Some(moved) = signals.get(&lane).and_then(|s| s.displacement) {
        lanes.extend(panel.keys().get(moved.direct).map(|k| (Role::Direct, *k)));
    }
    let other = LaneKey {
        side: Side::Import,
        ..*key
    };
    if panel.keys().binary_search(&other).is_ok() {
        lanes.push((Role::Mirror, other));
    }
    lanes
}

pub(super) fn series_of(
    panel: &Panel,
    signals: &BTreeMap<usize, LaneSignal>,
    lane: usize,
    lead: &LaneLead,
) -> Vec<LaneSeries> {
    lanes_of(panel, signals, lane)
        .into_iter()
        .filter_map(|(role, key)| {
            let at = panel.keys().binary_search(&key).ok()?;
            Some(LaneSeries {
                lead: lead.id.clone(),
                role: role.word().to_owned(),
                lane: key,
                first: panel.first(),
                values_minor: panel.values(at).to_vec(),
            })
        })
        .collect()
}
