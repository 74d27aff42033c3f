//! What the bulk steps will cost, said before they run.
//!
//! Rows, row groups and bytes of columns are known from the footers of the tables.
//! What only the work can tell (how many records the statements make, how many pairs
//! share rare keys) is a factor: the one that the last run on a cluster measured in
//! this case, which [`remember`] keeps, or else that of [`MEASURED`]. No row is read.

use super::Watch;
use super::elsewhere::Ran;
use super::load;
use crate::kernels::compare::{CANDIDATES, PAIRS_OF_A_JOB, SCORES};
use crate::kernels::rows::{ROWS, ROWS_OF_A_JOB, slices};
use crate::screen::Outcome;
use fyke_model::reference::Reference;
use fyke_resolve::entity::CandidateOptions;
use fyke_resolve::entity::candidates::PARTS;
use fyke_store::questions::RowHandles;
use fyke_store::tables::Table;
use fyke_store::{Case, footers, kept, trade};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;

/// What a worker may hold before a step counts as broken: 2 GiB.
pub const WORKER_BYTES_MAX: u64 = 2 << 30;

/// A step breaks its promise of growing as the rows do where it grows by more than
/// this much faster.
const LINEAR_UP_TO: f64 = 1.05;

/// Name of the kept file.
const KEPT: &str = "ran";

/// What is taken to hold before a run has measured it.
struct Measured {
    /// Records compared for each statement, once those of one issued id are one.
    records_a_statement: f64,
    /// Declared parties for each consignment.
    records_a_consignment: f64,
    /// Payers and payees that no consignment declares, for each payment.
    records_a_payment: f64,
    /// Bytes of a record on its way to the workers.
    bytes_a_record: f64,
    /// Records of the world in which the next two were measured.
    at_records: f64,
    /// Pairs that share keys, of each share of the keys, for each record.
    found_a_record: f64,
    /// Pairs to be scored for each record.
    pairs_a_record: f64,
    /// Share of the scored pairs that is kept.
    kept_a_pair: f64,
    /// Bytes of the index of a row.
    answer_a_row: f64,
    /// Power of the number of records with which `found_a_record` grows.
    found_grows: f64,
    /// The same for `pairs_a_record`, until each record has chosen all that it may.
    pairs_grow: f64,
    /// Bytes that a worker holds with nothing to do yet.
    worker_idle: f64,
    /// Bytes that a worker holds for each record, prepared.
    held_a_record: f64,
    /// Bytes that a job of `rows` holds for each of its rows.
    held_a_row: f64,
}

/// Measured on 2026-11-23 with fyke 0.1.0 on simulated worlds (`fyke simulate --rows`
/// 30k, 100k, 300k, seed 1), a worker of one slot. Factors are those of 300k rows:
/// 992,092 statements, 299,419 consignments and 55,873 payments made 132,371 records,
/// of these 19,681 declared and 413 paying, 3,016,149 found and 1,429,985 scored pairs,
/// 415,577 kept ones. Powers join the worlds of 12,822 records (6.90 found, 3.64 scored
/// a record), 43,374 (13.1, 7.46) and 132,371 (22.8, 10.8). Held is the peak of the
/// worker's resident memory: 124 MB with 12,822 records and 486 MB with 132,371; 90 MB
/// with a job of 33,614 rows and 106 MB with one of 299,419. A job of a million rows is
/// read off that line. In small cases pairs are off by more: a world of 4,428 records,
/// not used here, found 3.6 times as many and kept two fifths.
const MEASURED: Measured = Measured {
    records_a_statement: 0.1132,
    records_a_consignment: 0.0657,
    records_a_payment: 0.0074,
    bytes_a_record: 297.8,
    at_records: 132_371.0,
    found_a_record: 22.79,
    pairs_a_record: 10.80,
    kept_a_pair: 0.2906,
    answer_a_row: 25.3,
    found_grows: 0.5,
    pairs_grow: 0.33,
    worker_idle: 88e6,
    held_a_record: 2_974.0,
    held_a_row: 59.0,
};

/// Bytes on the wire: head and pair of a share of the keys, pair asked, pair answered.
const SHARE_HEAD_BYTES: u64 = 16;
const FOUND_BYTES: f64 = 12.0;
const PAIR_BYTES: u64 = 8;
const KEPT_PAIR_BYTES: f64 = 16.0;

/// What the statistics of a case say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Stats {
    /// Rows of lists and registers.
    pub statements: u64,
    /// Rows of consignments.
    pub consignments: u64,
    /// Rows of payments.
    pub payments: u64,
    /// Regimes that the case watches for: each reads the consignments.
    pub regimes: u64,
    /// Jobs in which all consignments are read once.
    pub row_jobs: u64,
    /// Bytes of the columns that tracing reads, as they come over.
    pub row_bytes: u64,
}

impl Stats {
    /// Of a case, from its take-in records and the footers of its tables.
    pub fn of(case: &Case) -> Outcome<Stats> {
        let rows = footers::of(case, Table::Consignments, &trade::COLUMNS)?;
        let jobs = rows.groups.iter().map(|groups| slices(groups).len() as u64);
        Ok(Stats {
            statements: footers::of(case, Table::Statements, &[])?.rows,
            consignments: rows.rows,
            payments: footers::of(case, Table::Payments, &[])?.rows,
            regimes: case.file().regimes.len() as u64,
            row_jobs: jobs.sum(),
            row_bytes: rows.bytes,
        })
    }

    /// The same with so many times the rows, in as many files.
    fn times(self, factor: u64) -> Stats {
        let consignments = self.consignments * factor;
        let row_jobs = match factor {
            1 => self.row_jobs,
            _ => self.row_jobs.max(consignments.div_ceil(ROWS_OF_A_JOB)),
        };
        Stats {
            statements: self.statements * factor,
            consignments,
            payments: self.payments * factor,
            regimes: self.regimes,
            row_jobs,
            row_bytes: self.row_bytes * factor,
        }
    }

    /// Records to be compared, as worlds that we know make them.
    fn records(&self) -> f64 {
        self.statements as f64 * MEASURED.records_a_statement
            + self.consignments as f64 * MEASURED.records_a_consignment
            + self.payments as f64 * MEASURED.records_a_payment
    }
}

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
fn with(mut known: Last, ran: &[Ran], stats: Stats) -> Last {
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
    }
    for (step, ran) in now {
        known.insert(step.to_owned(), Happened { stats, ran });
    }
    known
}

/// What a step takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Cost {
    /// Jobs.
    pub jobs: u64,
    /// Rows, pairs or records that they look at, as [`Ran`] counts them.
    pub rows_in: u64,
    /// Bytes that they read from the depot, as each of them counts them.
    pub bytes_in: u64,
    /// Bytes of their answers.
    pub bytes_out: u64,
    /// Bytes that a worker of one slot holds at its peak.
    pub memory: u64,
    /// Thousandths of a second of all kernels together, where a run measured it.
    pub wall_ms: Option<u64>,
}

impl Cost {
    /// Bytes read and answered.
    pub fn moved(&self) -> u64 {
        self.bytes_in.saturating_add(self.bytes_out)
    }
}

/// A step before it runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Planned {
    /// The step.
    pub step: &'static str,
    /// With the rows of today.
    pub now: Cost,
    /// With ten times as many.
    pub at_10: Cost,
    /// With a hundred times as many.
    pub at_100: Cost,
    /// What the last run found.
    pub happened: Option<Ran>,
}

/// Which step gives way first, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Breaks {
    /// The step.
    pub step: &'static str,
    /// How many times the rows of today.
    pub at: u64,
    /// In words.
    pub why: String,
}

/// The steps of `resolve` and `trace` on a cluster, in the order in which they run.
pub fn planned(stats: Stats, last: &Last) -> Vec<Planned> {
    let costs = [1, 10, 100].map(|factor| costs(stats.times(factor), last));
    let step = |step: &'static str, at: usize| {
        let [now, at_10, at_100] = costs.map(|costs| costs.get(at).copied().unwrap_or_default());
        Planned {
            step,
            now,
            at_10,
            at_100,
            happened: last.get(step).map(|happened| happened.ran.clone()),
        }
    };
    [CANDIDATES, SCORES, ROWS]
        .into_iter()
        .zip(0..)
        .map(|(name, at)| step(name, at))
        .collect()
}

/// Records that a plan counts on.
pub fn records(stats: &Stats, last: &Last) -> u64 {
    whole(Factors::of(stats, last).records)
}

/// What is multiplied with what the statistics say.
struct Factors {
    records: f64,
    bytes_a_record: f64,
    found: f64,
    pairs: f64,
    kept_a_pair: f64,
}

impl Factors {
    fn of(stats: &Stats, last: &Last) -> Factors {
        let per_record_max = CandidateOptions::default().per_record as f64;
        let mut records = stats.records();
        let (mut bytes_a_record, mut at) = (MEASURED.bytes_a_record, MEASURED.at_records);
        let mut found_a_record = MEASURED.found_a_record;
        let mut pairs_a_record = MEASURED.pairs_a_record;
        let mut kept_a_pair = MEASURED.kept_a_pair;
        let candidates = last.get(CANDIDATES).filter(|happened| happened.ran.rows_in > 0);
        if let Some(Happened { stats: then, ran }) = candidates {
            let looked_at = ran.rows_in as f64;
            at = looked_at / PARTS as f64;
            records = match then.records() {
                guessed if guessed > 0.0 => records * at / guessed,
                _ => at,
            };
            bytes_a_record = ran.bytes_in as f64 / looked_at;
            let answers = ran.bytes_out.saturating_sub(SHARE_HEAD_BYTES * ran.jobs);
            found_a_record = answers as f64 / FOUND_BYTES / at;
            // the pairs of a case of this size, until its own are known
            pairs_a_record *= (at / MEASURED.at_records).powf(MEASURED.pairs_grow);
            let scores = last.get(SCORES).filter(|scores| scores.stats == *then);
            if let Some(Happened { ran, .. }) = scores.filter(|scores| scores.ran.rows_in > 0) {
                pairs_a_record = ran.rows_in as f64 / at;
                kept_a_pair = ran.bytes_out as f64 / KEPT_PAIR_BYTES / ran.rows_in as f64;
            }
        }
        let grown = records / at;
        // what was counted holds, also where a record has more than it chose itself
        let pairs_max = per_record_max.max(pairs_a_record);
        Factors {
            records,
            bytes_a_record,
            found: records * found_a_record * grown.powf(MEASURED.found_grows),
            pairs: records * (pairs_a_record * grown.powf(MEASURED.pairs_grow)).min(pairs_max),
            kept_a_pair,
        }
    }
}

/// What `candidates`, `scores` and `rows` take.
fn costs(stats: Stats, last: &Last) -> [Cost; 3] {
    let factors = Factors::of(&stats, last);
    let (records, pairs) = (whole(factors.records), whole(factors.pairs));
    let held = MEASURED.worker_idle + factors.records * MEASURED.held_a_record;
    let none = records == 0;
    let candidates = Cost {
        jobs: PARTS,
        rows_in: PARTS * records,
        bytes_in: PARTS * whole(factors.records * factors.bytes_a_record),
        bytes_out: PARTS * SHARE_HEAD_BYTES + whole(factors.found * FOUND_BYTES),
        // the pairs of a share stand beside its answer
        memory: whole(held + 2.0 * factors.found * FOUND_BYTES / PARTS as f64),
        wall_ms: took(CANDIDATES, last, |ran| {
            let head = SHARE_HEAD_BYTES * ran.jobs;
            factors.found * FOUND_BYTES / ran.bytes_out.saturating_sub(head) as f64
        }),
    };
    let scores = Cost {
        jobs: pairs.div_ceil(PAIRS_OF_A_JOB as u64),
        rows_in: pairs,
        bytes_in: pairs * PAIR_BYTES,
        bytes_out: whole(factors.pairs * factors.kept_a_pair * KEPT_PAIR_BYTES),
        memory: whole(held),
        wall_ms: took(SCORES, last, |ran| factors.pairs / ran.rows_in as f64),
    };
    [
        if none { Cost::default() } else { candidates },
        if none { Cost::default() } else { scores },
        rows(stats, last),
    ]
}

fn rows(stats: Stats, last: &Last) -> Cost {
    let rows = stats.consignments * stats.regimes;
    if rows == 0 {
        return Cost::default();
    }
    let ran = last
        .get(ROWS)
        .map(|happened| &happened.ran)
        .filter(|ran| ran.rows_in > 0);
    let a_row = |bytes: u64, ran: &Ran| bytes as f64 / ran.rows_in as f64;
    let of_a_job = stats.consignments.div_ceil(stats.row_jobs.max(1));
    Cost {
        jobs: stats.row_jobs * stats.regimes,
        rows_in: rows,
        // the footers say it, so no run has to
        bytes_in: stats.row_bytes * stats.regimes,
        bytes_out: whole(rows as f64 * ran.map_or(MEASURED.answer_a_row, |ran| a_row(ran.bytes_out, ran))),
        memory: whole(MEASURED.worker_idle + of_a_job as f64 * MEASURED.held_a_row),
        wall_ms: took(ROWS, last, |ran| rows as f64 / ran.rows_in as f64),
    }
}

/// The time of the last run, so many times over.
fn took(step: &str, last: &Last, times: impl Fn(&Ran) -> f64) -> Option<u64> {
    let ran = last.get(step).map(|happened| &happened.ran)?;
    let times = (ran.wall_ms > 0).then(|| times(ran))?;
    times.is_finite().then(|| whole(ran.wall_ms as f64 * times))
}

/// The step that first asks too much of a worker; where none does, the one that grows
/// most beyond the rows.
pub fn breaks(steps: &[Planned]) -> Option<Breaks> {
    type At = fn(&Planned) -> Cost;
    let scales: [(u64, At); 3] = [(1, |s| s.now), (10, |s| s.at_10), (100, |s| s.at_100)];
    for (at, cost) in scales {
        let fullest = steps.iter().max_by_key(|step| cost(step).memory)?;
        let memory = cost(fullest).memory;
        if memory > WORKER_BYTES_MAX {
            return Some(Breaks {
                step: fullest.step,
                at,
                why: format!(
                    "a worker would hold {} where {} is the bound: {}",
                    crate::screen::bytes(memory),
                    crate::screen::bytes(WORKER_BYTES_MAX),
                    match fullest.step {
                        ROWS => "one job holds the index of all its rows",
                        _ => "every worker holds all records",
                    }
                ),
            });
        }
    }
    let growth = |step: &Planned| step.at_100.moved() as f64 / (step.now.moved() as f64).max(1.0) / 100.0;
    let fastest = steps.iter().max_by(|a, b| growth(a).total_cmp(&growth(b)))?;
    (growth(fastest) > LINEAR_UP_TO).then(|| Breaks {
        step: fastest.step,
        at: 100,
        why: format!(
            "it moves {:.1} times what it would if it grew as the rows do: the more records, the more of them share a key",
            growth(fastest)
        ),
    })
}

/// Of the files with consignments how many the last trace kept, and how many there are;
/// for each regime.
pub fn kept_files(case: &Case) -> Outcome<Vec<(String, usize, usize)>> {
    let reference = Reference::shipped();
    let files = trade::files(case, &RowHandles::new(case, None)?)?;
    Watch::of_case(case, &reference)?
        .iter()
        .map(|watch| {
            let kept = load::kept_files(case, &files, &reference, watch)?;
            Ok((watch.regime.id.clone(), kept, files.len()))
        })
        .collect()
}

fn whole(number: f64) -> u64 {
    number.round() as u64
}

#[cfg(test)]
mod tests;
