//! From tables to leads: the wiring between the store and the kernels.
//!
//! The kernels know countries, goods and numbered rows; the store knows files.
//! This is the one place that knows both. [`trace`] runs all of it on a case.

pub mod answers;
pub mod chain;
pub mod comparing;
pub mod elsewhere;
pub mod entities;
pub mod facts;
pub mod interdict;
pub mod issued;
pub mod lanes;
pub mod load;
mod official;
pub mod page;
pub mod pair_rows;
pub mod parties;
pub mod payments;
pub mod plan;
pub mod reading;
pub mod records;
mod regime;
pub mod register;
mod said;
pub mod vessels;

use crate::screen::{Outcome, Progress};
use elsewhere::Elsewhere;
use fyke_model::lead::Lead;
use fyke_model::reference::Reference;
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::{Case, leads};

pub use regime::Watch;

/// What a trace found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Leads about lanes.
    pub lane_leads: usize,
    /// Leads about parties.
    pub party_leads: usize,
    /// Leads about ships.
    pub vessel_leads: usize,
    /// What to know.
    pub notes: Vec<String>,
}

/// Traces a case under each of its regimes and replaces its leads. Who is who
/// is settled first, where files or judgements came in since it was. `workers` do
/// the bulk of it where there are any; what is found is the same.
pub fn trace(case: &Case, now: &str, workers: Option<&Elsewhere>) -> Outcome<Found> {
    let notes = entities::refresh(case, now, workers)?;
    let mut found = trace_as_resolved(case, workers)?;
    found.notes.splice(0..0, notes);
    Ok(found)
}

/// The same with who is who as it was last settled: parties that came in since
/// stand for themselves until the next run of resolving.
pub fn trace_as_resolved(case: &Case, workers: Option<&Elsewhere>) -> Outcome<Found> {
    let mut found = Found::default();
    let reference = Reference::shipped();
    let progress = Progress::spinner("tracing");
    let tables = Tables::open(case, None)?;
    let handles = RowHandles::new(case, None)?;
    let fleet = vessels::Fleet::read(&tables, &handles, &reference)?;
    let figures = lanes::Figures::read(case, &handles, workers)?;
    let (mut party_leads, mut lane_leads, mut lane_months) = (Vec::new(), Vec::new(), Vec::new());
    let mut vessel_leads = Vec::new();
    let earlier = parties::Earlier {
        shown: leads::read(&tables, None)?
            .into_iter()
            .map(|lead| (lead.id.clone(), lead))
            .collect(),
        decided: crate::ledger::decided(case.root())?,
        same_inputs: leads::are_current(case)?,
    };
    for watch in Watch::of_case(case, &reference)? {
        let lanes = lanes::find(case, &figures, &handles, &reference, &watch, workers)?;
        let known = parties::Known {
            fleet: &fleet,
            flows: &figures.cells,
            workers,
        };
        let parties = parties::find(case, &tables, &handles, &reference, &watch, known, &earlier)?;
        vessel_leads.extend(vessels::find(&fleet, &tables, &handles, &reference, &watch)?);
        lane_leads.extend(lanes.leads);
        lane_months.extend(lanes.months);
        party_leads.extend(parties.leads);
        found.notes.extend(lanes.notes.into_iter().chain(parties.notes));
    }
    drop(progress);
    found.lane_leads = lane_leads.len();
    found.party_leads = party_leads.len();
    found.vessel_leads = vessel_leads.len();
    lane_months.sort_unstable_by_key(|l| {
        (
            l.exporter,
            l.importer,
            l.family,
            l.month,
            l.side.as_str(),
            l.currency,
        )
    });
    lane_months.dedup();
    leads::write(case, &queue(lane_leads, party_leads, vessel_leads), &lane_months)?;
    Ok(found)
}

/// One queue of three kinds of leads, whose orders cannot be compared: they take
/// turns, each kind in its own order. Leads about parties have a probability of
/// diversion, measured on worlds with known truth, and so a priority. The
/// statistics of lanes can say how likely a lane is unusual (1 less its local
/// false-discovery rate), not how likely what is unusual is diversion: no truth
/// about lanes was ever labelled, so they get no probability; nor do ships.
fn queue(lanes: Vec<Lead>, parties: Vec<Lead>, vessels: Vec<Lead>) -> Vec<Lead> {
    let mut kinds = [parties, by_score(lanes), by_score(vessels)].map(Vec::into_iter);
    let mut all = Vec::new();
    loop {
        let before = all.len();
        all.extend(kinds.iter_mut().filter_map(Iterator::next));
        if all.len() == before {
            return all;
        }
    }
}

/// Leads about the goods that the case was opened for come before all others;
/// beyond that the kernels' own order among equals stays.
fn by_score(mut leads: Vec<Lead>) -> Vec<Lead> {
    let listed = |lead: &Lead| !lead.goods.profiles.is_empty();
    leads.sort_by(|a, b| listed(b).cmp(&listed(a)).then(b.score.total_cmp(&a.score)));
    leads
}
