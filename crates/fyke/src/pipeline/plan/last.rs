//! What the steps took when they last ran on a cluster, kept in the case for the next
//! plan.

use super::stats::Stats;
use crate::pipeline::elsewhere::Ran;
use crate::screen::Outcome;
use fyke_store::{Case, kept};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;

/// Name of the kept file.
pub const KEPT: &str = "ran";

/// A step as the last run found it, with the statistics of the case at that time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Happened {
    /// The statistics.
    pub stats: Stats,
    /// What its jobs said; of several runs of one name together.
    pub ran: Ran,
}

/// What the last runs found, by step.
pub type Last = BTreeMap<String, Happened>;

/// What the last runs on a cluster found in this case. What does not read as that is
/// as if it were not there.
pub fn last(case: &Case) -> Outcome<Last> {
    let Some((mut file, _)) = kept::open(case, KEPT)? else {
        return Ok(Last::new());
    };
    let mut text = String::new();
    let read = file.read_to_string(&mut text);
    Ok(match read {
        Ok(_) => serde_json::from_str(&text).unwrap_or_default(),
        Err(_) => Last::new(),
    })
}

/// Keeps what steps found, for the next plan.
pub fn remember(case: &Case, ran: &[Ran]) -> Outcome {
    if ran.is_empty() || !case.may_write() {
        return Ok(());
    }
    let all = with(last(case)?, ran, Stats::of(case)?);
    let text = serde_json::to_string(&all)?;
    Ok(kept::replace(case, KEPT, &mut |out| {
        out.write_all(text.as_bytes())
    })?)
}

/// What was known before with what ran now in its place.
pub fn with(mut known: Last, ran: &[Ran], stats: Stats) -> Last {
    let mut now: BTreeMap<&str, Ran> = BTreeMap::new();
    for ran in ran {
        let sum = now.entry(&ran.step).or_insert_with(|| Ran {
            step: ran.step.clone(),
            ..Ran::default()
        });
        sum.jobs += ran.jobs;
        sum.rows_in += ran.rows_in;
        sum.bytes_in += ran.bytes_in;
        sum.bytes_out += ran.bytes_out;
        sum.wall_ms += ran.wall_ms;
        sum.held = sum.held.max(ran.held);
    }
    for (step, ran) in now {
        known.insert(step.to_owned(), Happened { stats, ran });
    }
    known
}
