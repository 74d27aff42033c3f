//! Groups of one origin, and those that appear everywhere at once.

use super::print::Print;
use super::{CAMPAIGN_DAYS, CAMPAIGN_HOSTS, Independence, find};
use fyke_model::text::{Finding, FindingKind, Origin, SharedOrigin};
use std::collections::{BTreeMap, BTreeSet};

/// Groups of documents and what they show. `names` are of outlets.
pub(super) fn group(
    prints: &[Print],
    names: &[String],
    forest: &mut [u32],
    edges: Vec<SharedOrigin>,
) -> Independence {
    let mut groups: Vec<(u32, u32)> = (0..prints.len() as u32)
        .map(|at| (find(forest, at), at))
        .collect();
    groups.sort_unstable();
    let mut findings = Vec::new();
    let mut origins: Vec<Origin> = Vec::new();
    for members in groups.chunk_by(|a, b| a.0 == b.0) {
        let members: Vec<&Print> = members.iter().map(|&(_, at)| &prints[at as usize]).collect();
        let mut documents: Vec<u32> = members.iter().map(|print| print.number).collect();
        documents.sort_unstable();
        let outlets: BTreeSet<&String> = members
            .iter()
            .filter_map(|print| names.get(print.outlet? as usize))
            .collect();
        let mut dated: Vec<(i32, u32)> = members
            .iter()
            .filter_map(|print| Some((print.day?, print.number)))
            .collect();
        dated.sort_unstable();
        let earliest = match dated.as_slice() {
            [only] => Some(only.1),
            [first, second, ..] if first.0 < second.0 => Some(first.1),
            _ => None,
        };
        let campaign = campaign(&members);
        if campaign {
            findings.extend(documents.iter().map(|&number| {
                let shown = format!("nearly the same text on {} outlets within {CAMPAIGN_DAYS} days, no agency named; counted once", outlets.len());
                (number, Finding { kind: FindingKind::Campaign, span: None, shown })
            }));
        }
        origins.push(Origin {
            documents,
            outlets: outlets.into_iter().cloned().collect(),
            earliest,
            campaign,
        });
    }
    origins.sort_by(|a, b| a.documents.cmp(&b.documents));
    findings.sort_by_key(|(number, _)| *number);
    let outlets: BTreeSet<u32> = prints.iter().filter_map(|print| print.outlet).collect();
    Independence {
        outlets: outlets.len(),
        origins,
        edges,
        findings,
    }
}

/// Many hosts within a few days, and no agency that would explain it.
fn campaign(members: &[&Print]) -> bool {
    if members.iter().any(|print| print.agency) {
        return false;
    }
    let mut dated: Vec<(i32, u32)> = members
        .iter()
        .filter_map(|print| Some((print.day?, print.outlet?)))
        .collect();
    dated.sort_unstable();
    // the window slides once over the dates; counts per outlet keep it linear
    let mut within: BTreeMap<u32, usize> = BTreeMap::new();
    let mut from = 0;
    for &(day, outlet) in &dated {
        *within.entry(outlet).or_default() += 1;
        while dated[from].0 + CAMPAIGN_DAYS < day {
            if let Some(count) = within.get_mut(&dated[from].1) {
                *count -= 1;
                if *count == 0 {
                    within.remove(&dated[from].1);
                }
            }
            from += 1;
        }
        if within.len() >= CAMPAIGN_HOSTS {
            return true;
        }
    }
    false
}
