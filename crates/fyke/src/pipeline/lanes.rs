//! Country flows to lane leads.

use super::Watch;
use super::regime::{countries, headings};
use fyke_model::dataset::Handling;
use fyke_model::lane::Flow;
use fyke_model::lead::Lead;
use fyke_model::reference::Reference;
use fyke_store::leads::LaneMonth;
use fyke_store::questions::{RowHandle, RowHandles};
use fyke_trace::lanes::{self, LaneFindings, LaneInput, LaneLead, LaneSettings};
use std::collections::BTreeMap;

/// What the flows of a case gave.
#[derive(Default)]
pub struct Lanes {
    /// The leads.
    pub leads: Vec<Lead>,
    /// Lane-months in comparable goods, for the `lanes` table.
    pub months: Vec<LaneMonth>,
    /// The monthly series behind the leads, for charts.
    pub findings: Option<LaneFindings>,
    /// What to know.
    pub notes: Vec<String>,
}

/// Judges the lanes of the flows of a case.
pub fn find(flows: &[Flow], handles: &RowHandles, reference: &Reference, watch: &Watch) -> Lanes {
    if flows.is_empty() {
        return Lanes::default();
    }
    let findings = judge(flows, reference, watch);
    let leads = findings
        .leads
        .iter()
        .map(|lead| to_lead(lead, handles, watch))
        .collect();
    Lanes {
        leads,
        months: months(flows, watch),
        notes: findings.notes.clone(),
        findings: Some(findings),
    }
}

/// Runs the lane statistics.
pub fn judge(flows: &[Flow], reference: &Reference, watch: &Watch) -> LaneFindings {
    let input = LaneInput {
        flows,
        concordance: &watch.concordance,
        regime: &watch.lanes,
        headings: &headings(reference),
        watched: &watch.families(),
        countries: &countries(reference),
    };
    lanes::find(&input, &LaneSettings::default())
}

fn to_lead(lane: &LaneLead, handles: &RowHandles, watch: &Watch) -> Lead {
    let numbered = |row: u64| RowHandle::try_from(row).ok();
    let uses = || lane.rows.iter().filter_map(|used| numbered(used.row));
    let handling = uses()
        .map(|handle| handles.handling(handle))
        .max()
        .unwrap_or(Handling::Open);
    let simulated = match lane.rows.is_empty() {
        true => handles.any_simulated(),
        false => uses().any(|handle| handles.is_simulated(handle)),
    };
    let row = |row: u64| numbered(row).and_then(|handle| handles.row(handle));
    let mut lead = lane.clone().into_lead(&watch.regime.id, row, handling, simulated);
    lead.goods.profiles = watch.profiles_with(|code| watch.concordance.family(code) == lane.family);
    lead
}

/// Flows added up by lane, comparable family and month.
fn months(flows: &[Flow], watch: &Watch) -> Vec<LaneMonth> {
    let mut sums: BTreeMap<_, (i64, Option<i64>, u64)> = BTreeMap::new();
    for flow in flows {
        let family = watch.concordance.family(flow.lane.hs).0;
        let key = (
            flow.lane.exporter,
            flow.lane.importer,
            family,
            flow.lane.month,
            flow.side,
            flow.currency,
        );
        let sum = sums.entry(key).or_insert((0, Some(0), 0));
        sum.0 = sum.0.saturating_add(flow.value_minor);
        // a mass is a sum only where every row gives one
        sum.1 = sum.1.zip(flow.mass_g).map(|(a, b)| a.saturating_add(b));
        sum.2 += 1;
    }
    let lane_month =
        |((exporter, importer, family, month, side, currency), (value_minor, mass_g, rows))| LaneMonth {
            exporter,
            importer,
            family,
            month,
            side,
            currency,
            value_minor,
            mass_g,
            rows,
            basis: "flows",
        };
    sums.into_iter().map(lane_month).collect()
}
