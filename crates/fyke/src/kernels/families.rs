//! Provenance per goods family: who of a family is a candidate, and what speaks for
//! and against each.
//!
//! A family is judged against all others. What that takes is gathered here once
//! ([`prepare`]) and goes to the depot as one blob that all jobs read; a job adds the
//! rows of its families and what is known of their parties ([`part`]). So a worker
//! holds no more than the rows of the jobs it has under way and a small part that all
//! share: it needs no case, no register and no neighbour. What registers, lists,
//! payments and ships say of a party hangs on no family, and is looked up here when
//! all are ranked.

use super::request;
use crate::pipeline::elsewhere::Elsewhere;
use crate::screen::{Failure, Outcome};
use fyke_store::StoreError;
use fyke_store::depot::{Blob, Depot};
use fyke_store::error::{Fault, Result};
use fyke_store::work::{Made, Step};
use fyke_trace::party::TraceInput;
use fyke_trace::party::trace::part::{Part, part, shared};
use fyke_trace::party::trace::{Examined, Ranking, prepare, rank_with, roles};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Name of the kernel.
pub const FAMILIES: &str = "families";

/// Rows of a job at most, where a family does not have more. In simulated worlds of
/// 30,000 to 1 M rows a row brought 36 bytes to read with what is known of its parties,
/// and 140 in the worker's memory while it was under way: 70 MB and 280 MB.
pub const ROWS_OF_A_JOB: u64 = 2_000_000;

/// Jobs at least, where there are so many families: several workers have something
/// to do.
pub const JOBS_MIN: usize = 4;

/// The question, for some families.
#[derive(Serialize, Deserialize)]
pub struct Families {
    /// What all families are judged against.
    shared: Blob,
    /// The families.
    part: Blob,
}

/// Answers the question.
pub fn examine(asked: &Families, depot: &Depot) -> Result<Made> {
    // the bytes are gone when the families are examined
    let part = Part::read(&depot.bytes_of(&asked.shared)?, &depot.bytes_of(&asked.part)?).map_err(|e| {
        StoreError::new(
            Fault::Data,
            format!("{}/{} cannot be used: {e}", depot.url(), asked.part.name()),
            "run the same version of fyke and fyke-worker",
        )
    })?;
    let mut bytes = Vec::new();
    Examined::write(&part.examine(), &mut bytes).map_err(|e| {
        StoreError::new(
            Fault::Bug,
            format!("examined units cannot be written: {e}"),
            "please report it",
        )
    })?;
    Ok(Made {
        bytes,
        rows_in: part.rows() as u64,
        bytes_in: asked.shared.bytes + asked.part.bytes,
        ..Made::default()
    })
}

/// Ranks by the workers: what [`rank`](fyke_trace::party::trace::rank) gives here.
pub fn elsewhere(input: &TraceInput<'_>, workers: &Elsewhere) -> Outcome<Ranking> {
    let roles = roles(input);
    let prepared = prepare(input, &roles);
    let of_all = workers.depot().keep(shared(input, &prepared))?;
    let spans = input.index.spans.iter();
    let rows: Vec<u64> = spans.map(|span| (span.end - span.start) as u64).collect();
    let jobs = dealt(&rows);
    // one job's rows at a time: all together are the index again
    let of_job = |places: &Vec<u32>| {
        request(&Families {
            shared: of_all,
            part: workers.depot().keep(part(input, &roles, &prepared, places))?,
        })
    };
    let requests = jobs.iter().map(of_job).collect::<Result<Vec<_>>>()?;
    let step = Step::new("families", FAMILIES, requests).with_rows_in(rows.iter().sum());
    let mut units = Vec::new();
    for (bytes, places) in workers.run(&step)?.zip(&jobs) {
        let found = Examined::read(&bytes?).map_err(|e| unusable(&e.to_string()))?;
        if found.iter().any(|unit| places.binary_search(&unit.span).is_err()) {
            return Err(unusable("it is about other families"));
        }
        units.extend(found);
    }
    Ok(rank_with(input, roles, prepared, units))
}

fn unusable(why: &str) -> Failure {
    Failure::new(
        format!("what a worker examined cannot be used: {why}"),
        "run the same version of fyke and fyke-worker",
    )
}

/// Families dealt to jobs of at most [`ROWS_OF_A_JOB`] so that none has many more rows
/// than another: the largest first, each to the job with the fewest. A family with more
/// has a job of its own. Each job's are in order.
fn dealt(rows: &[u64]) -> Vec<Vec<u32>> {
    let full = usize::try_from(rows.iter().sum::<u64>().div_ceil(ROWS_OF_A_JOB)).unwrap_or(usize::MAX);
    let mut jobs: Vec<(u64, Vec<u32>)> = vec![(0, Vec::new()); full.max(JOBS_MIN).min(rows.len())];
    let mut order: Vec<(Reverse<u64>, u32)> = rows.iter().map(|rows| Reverse(*rows)).zip(0..).collect();
    order.sort_unstable();
    for (Reverse(rows), at) in order {
        // of equals the first
        match jobs.iter_mut().min_by_key(|job| job.0) {
            Some(job) if job.1.is_empty() || job.0 + rows <= ROWS_OF_A_JOB => {
                job.0 += rows;
                job.1.push(at);
            }
            _ => jobs.push((rows, vec![at])),
        }
    }
    for (_, places) in &mut jobs {
        places.sort_unstable();
    }
    jobs.into_iter().map(|(_, places)| places).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_dealt_once_each_and_evenly() {
        assert!(dealt(&[]).is_empty());
        assert_eq!(dealt(&[5, 9]), [[1], [0]]);
        let rows: Vec<u64> = (0..90).map(|at| 1_000 + at * 37 % 90).collect();
        let jobs = dealt(&rows);
        assert_eq!(jobs.len(), JOBS_MIN);
        let mut all = jobs.concat();
        all.sort_unstable();
        assert_eq!(all, (0..90).collect::<Vec<u32>>());
        assert!(jobs.iter().all(|places| places.is_sorted()));
        assert!(jobs.iter().all(|places| places.len() == 22 || places.len() == 23));
    }

    #[test]
    fn a_job_has_no_more_rows_than_it_may_but_those_of_one_family() {
        let rows: Vec<u64> = (0..70u64)
            .map(|at| 1 + at * at * 617 % 900_001)
            .chain([9_000_000])
            .collect();
        let jobs = dealt(&rows);
        let of = |places: &Vec<u32>| places.iter().map(|at| rows[*at as usize]).sum::<u64>();
        assert_eq!(jobs[0], [70]);
        assert!(
            jobs[1..]
                .iter()
                .all(|places| !places.is_empty() && of(places) <= ROWS_OF_A_JOB)
        );
        let mut all = jobs.concat();
        all.sort_unstable();
        assert_eq!(all, (0..71).collect::<Vec<u32>>());
        // where two do not go together, each has its own
        assert_eq!(dealt(&[1_500_000; 6]).len(), 6);
    }
}
