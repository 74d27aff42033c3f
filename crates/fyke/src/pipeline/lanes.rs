//! Country flows to lane leads.
//!
//! Rows are read twice, once to be added up and once to find those behind the
//! leads; in between there are only sums. Both readings need no order and the
//! windows need no neighbour, so workers may do them: see [`kernels::lanes`].

use super::Watch;
use super::elsewhere::Elsewhere;
use super::regime::{countries, headings};
use crate::kernels::{self, lanes::Others};
use crate::screen::Outcome;
use fyke_model::dataset::Handling;
use fyke_model::lead::Lead;
use fyke_model::reference::Reference;
use fyke_store::leads::LaneMonth;
use fyke_store::questions::{RowHandle, RowHandles};
use fyke_store::trade::TradeFile;
use fyke_store::{Case, flows};
use fyke_trace::lanes::{
    self, Cells, Gathering, Judging, LaneFindings, LaneInput, LaneLead, LaneSettings, Panel,
};
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

/// The flows of a case, added up, and where their rows lie.
pub struct Figures {
    /// The sums.
    pub cells: Cells,
    files: Vec<TradeFile>,
}

impl Figures {
    /// Adds the flows of a case up, by the workers where there are any.
    pub fn read(case: &Case, handles: &RowHandles, workers: Option<&Elsewhere>) -> Outcome<Figures> {
        let files = flows::files(case, handles)?;
        let cells = match workers {
            Some(workers) => kernels::lanes::cells_elsewhere(case, &files, workers)?,
            None => {
                let mut gathering = Gathering::default();
                flows::each(case, &files, &mut |flow| gathering.add(&flow))?;
                gathering.finish()
            }
        };
        Ok(Figures { cells, files })
    }
}

/// Judges the lanes of the flows of a case. Workers, where there are any, work the
/// windows out and look the rows up; what is found is the same.
pub fn find(
    case: &Case,
    figures: &Figures,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
    workers: Option<&Elsewhere>,
) -> Outcome<Lanes> {
    let cells = &figures.cells;
    if cells.all().is_empty() {
        return Ok(Lanes::default());
    }
    let (settings, families) = (settings(), watch.families());
    let input = LaneInput {
        concordance: &watch.concordance,
        regime: &watch.lanes,
        headings: &headings(reference),
        watched: &families,
        countries: &countries(reference),
    };
    let panel = Panel::of(cells, &watch.concordance);
    let judging = Judging::new(&panel, &watch.lanes, &families, &settings);
    let (mut findings, behind) = match workers {
        Some(workers) => {
            let others = Others::new(cells, &panel, watch, workers)?;
            lanes::judge(&judging, &input, &others)?
        }
        None => {
            let Ok(judged) = lanes::judge(&judging, &input, &judging);
            judged
        }
    };
    let used = match workers {
        _ if behind.is_empty() => Vec::new(),
        Some(workers) => kernels::lanes::rows_elsewhere(case, &figures.files, &behind, workers)?,
        None => {
            let mut used = Vec::new();
            flows::each(case, &figures.files, &mut |flow| {
                behind.uses(&flow, &watch.concordance, &mut used);
            })?;
            used
        }
    };
    findings.add_rows(used);
    let leads = findings
        .leads
        .iter()
        .map(|lead| to_lead(lead, handles, watch))
        .collect();
    Ok(Lanes {
        leads,
        months: months(cells, watch),
        notes: findings.notes.clone(),
        findings: Some(findings),
    })
}

/// How lanes are judged, here and by workers.
pub fn settings() -> LaneSettings {
    LaneSettings::default()
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
fn months(cells: &Cells, watch: &Watch) -> Vec<LaneMonth> {
    let mut sums: BTreeMap<_, (i64, Option<i64>, u64)> = BTreeMap::new();
    for cell in cells.all() {
        let lane = cell.lane();
        let family = watch.concordance.family(lane.hs).0;
        let key = (
            lane.exporter,
            lane.importer,
            family,
            lane.month,
            cell.side(),
            cell.currency(),
        );
        let sum = sums.entry(key).or_insert((0, Some(0), 0));
        sum.0 = sum.0.saturating_add(cell.value_minor());
        // a mass is a sum only where every row gives one
        let mass_g = cell.mass_g().filter(|_| cell.weighed == cell.rows);
        sum.1 = sum.1.zip(mass_g).map(|(a, b)| a.saturating_add(b));
        sum.2 += u64::from(cell.rows);
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
