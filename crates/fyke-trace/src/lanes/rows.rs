//! The rows and the monthly series behind each lead.

use super::expected::Frame;
use super::leads::{LaneInput, LaneLead, LaneLeadRow, LaneSeries, LaneSignal};
use super::mirror::window_start;
use super::panel::{LaneKey, Panel};
use fyke_model::consignment::Side;
use std::collections::{BTreeMap, BTreeSet};

/// One pass over the flows for the rows of all leads.
pub(super) fn add_rows(
    input: &LaneInput<'_>,
    panel: &Panel,
    frame: &Frame,
    signals: &BTreeMap<usize, LaneSignal>,
    leads: &mut [(usize, LaneLead)],
) {
    let mut wanted: BTreeMap<LaneKey, Vec<(usize, &str)>> = BTreeMap::new();
    for (at, (lane, _)) in leads.iter().enumerate() {
        for (role, key) in lanes_of(panel, signals, *lane) {
            wanted.entry(key).or_default().push((at, role));
        }
    }
    let mut rows: BTreeMap<usize, BTreeSet<LaneLeadRow>> = BTreeMap::new();
    for flow in input.flows {
        let key = LaneKey {
            family: input.concordance.family(flow.lane.hs),
            exporter: flow.lane.exporter,
            importer: flow.lane.importer,
            side: flow.side,
            currency: flow.currency,
        };
        let (Some(wanted), Some(column)) = (wanted.get(&key), panel.column(flow.lane.month)) else {
            continue;
        };
        for (at, role) in wanted {
            let parts = parts_of(role, column, panel.months(), frame);
            rows.entry(*at)
                .or_default()
                .extend(parts.iter().map(|(typology, role)| LaneLeadRow {
                    typology: (*typology).to_owned(),
                    role: (*role).to_owned(),
                    row: flow.row,
                }));
        }
    }
    for (at, rows) in rows {
        if let Some((_, lead)) = leads.get_mut(at) {
            let told = |row: &LaneLeadRow| lead.reasons.iter().any(|r| r.typology == row.typology);
            let kept: Vec<LaneLeadRow> = rows.into_iter().filter(told).collect();
            lead.rows = kept;
        }
    }
}

/// Which reasons a flow supports, and as what, by the month it lies in: the
/// surge is judged in its own window, the mirror in the last twelve months.
fn parts_of(role: &str, column: usize, months: usize, frame: &Frame) -> Vec<(&'static str, &'static str)> {
    let (before, after) = (frame.before.contains(&column), frame.after.contains(&column));
    let mirrored = column >= window_start(months, frame.before.end);
    let mut parts = Vec::new();
    match role {
        "direct" if before || after => parts.push(("D01", "direct")),
        "mirror" if before || mirrored => {
            parts.extend([("T06", "received"), ("T07", "received")]);
        }
        "detour" => {
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
fn lanes_of(
    panel: &Panel,
    signals: &BTreeMap<usize, LaneSignal>,
    lane: usize,
) -> Vec<(&'static str, LaneKey)> {
    let Some(key) = panel.keys().get(lane) else {
        return Vec::new();
    };
    let mut lanes = vec![("detour", *key)];
    if let Some(moved) = signals.get(&lane).and_then(|s| s.displacement) {
        lanes.extend(panel.keys().get(moved.direct).map(|k| ("direct", *k)));
    }
    let other = LaneKey {
        side: Side::Import,
        ..*key
    };
    if panel.keys().binary_search(&other).is_ok() {
        lanes.push(("mirror", other));
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
                role: role.into(),
                lane: key,
                first: panel.first(),
                values_minor: panel.values(at).to_vec(),
            })
        })
        .collect()
}
