//! What each step takes, from the statistics of a case.
//!
//! Every step has one formula of what is in the case. Where the step has run in this
//! case, the formula is held against what happened then, and what it says now is
//! corrected in proportion: the same case again takes what it took, another size takes
//! what the formula makes of that.

use super::last::{Happened, Last};
use super::measured::{MEASURED, Many};
use super::stats::Stats;
use super::{Cost, whole};
use crate::kernels::compare::candidates::CANDIDATE_BYTES;
use crate::kernels::compare::choices::PAIR_BYTES;
use crate::kernels::compare::records::{Cut, KEY_BYTES};
use crate::kernels::compare::scores::{HELD_MAX, PAIRS_OF_A_JOB, RECORDS_OF_A_JOB, SCORE_BYTES};
use crate::kernels::compare::{CANDIDATES, CHOICES, RECORDS, SCORES};
use crate::kernels::families::{self, FAMILIES};
use crate::kernels::lanes::{LANE_ROWS, LANES, WINDOWS};
use crate::kernels::rows::ROWS;
use crate::kernels::take_in::TAKE_IN;
use std::collections::BTreeSet;

/// A step's formula.
pub type Formula = fn(&World) -> Cost;

/// The steps of `resolve` and `trace`, in the order in which they run.
pub const STEPS: [(&str, Formula); 9] = [
    (RECORDS, of_records),
    (CANDIDATES, of_candidates),
    (CHOICES, of_choices),
    (SCORES, of_scores),
    (ROWS, of_rows),
    (LANES, of_lanes),
    (WINDOWS, of_windows),
    (LANE_ROWS, of_lane_rows),
    (FAMILIES, of_families),
];

/// What a step takes with these statistics.
pub fn of(step: &str, formula: Formula, stats: Stats, last: &Last) -> Cost {
    let now = formula(&World::of(stats, last));
    let Some(Happened { stats: then, ran }) = last.get(step) else {
        return now;
    };
    let said = formula(&World::of(*then, last));
    let corrected = |now: u64, said: u64, was: u64| match said {
        0 => now,
        _ => whole(now as f64 / said as f64 * was as f64),
    };
    Cost {
        jobs: corrected(now.jobs, said.jobs, ran.jobs),
        rows_in: corrected(now.rows_in, said.rows_in, ran.rows_in),
        bytes_in: corrected(now.bytes_in, said.bytes_in, ran.bytes_in),
        bytes_out: corrected(now.bytes_out, said.bytes_out, ran.bytes_out),
        // what a process held is told beside it, not corrected by: memory that an earlier
        // step freed and the system has not taken back is in it
        memory: now.memory,
        // who looks at as much takes as long; candidates are found, not looked at
        wall_ms: (ran.wall_ms > 0).then(|| match step {
            CANDIDATES => corrected(now.bytes_out, said.bytes_out, ran.wall_ms),
            _ => corrected(now.rows_in, said.rows_in, ran.wall_ms),
        }),
    }
}

/// Records that a plan counts on.
pub fn records(stats: &Stats, last: &Last) -> u64 {
    World::of(*stats, last).cut.records.into()
}

/// How much there is of everything, as far as a plan knows.
pub struct World {
    stats: Stats,
    cut: Cut,
    /// Bytes of all outlines.
    outlines: f64,
    /// Candidates of all shares.
    found: f64,
    /// Pairs to be scored.
    pairs: f64,
}

impl World {
    fn of(stats: Stats, last: &Last) -> World {
        // of lists and registers, and declared
        let guessed = |stats: &Stats| {
            let paying = stats.payments as f64 * MEASURED.records_a_payment;
            let declared = stats.consignments as f64 * MEASURED.records_a_consignment;
            [
                stats.statements as f64 * MEASURED.records_a_statement,
                declared + paying,
            ]
        };
        let of_last = last.get(RECORDS).filter(|happened| happened.ran.rows_in > 0);
        let counted = of_last.map_or(1.0, |Happened { stats: then, ran }| {
            let guessed: f64 = guessed(then).iter().sum();
            if guessed > 0.0 {
                ran.rows_in as f64 / guessed
            } else {
                1.0
            }
        });
        let records = guessed(&stats).map(|records| records * counted);
        let each = |what: &[Many; 2]| -> f64 {
            let of_kind = records.iter().zip(what);
            of_kind
                .map(|(records, many)| records * many.among(*records))
                .sum()
        };
        let all: f64 = records.iter().sum();
        World {
            stats,
            cut: Cut::of(all.round().min(f64::from(u32::MAX)) as u32),
            outlines: records
                .iter()
                .zip(MEASURED.outline)
                .map(|(n, bytes)| n * bytes)
                .sum(),
            found: each(&MEASURED.found),
            pairs: each(&MEASURED.pairs),
        }
    }

    fn records(&self) -> f64 {
        f64::from(self.cut.records)
    }

    fn blocks(&self) -> u64 {
        u64::from(self.cut.records.div_ceil(self.cut.block))
    }

    /// Records of a block, where there are so many.
    fn block(&self) -> f64 {
        f64::from(self.cut.block.min(self.cut.records))
    }

    /// Ranges of records that choose together.
    fn ranges(&self) -> u64 {
        u64::from(self.cut.records.div_ceil(self.cut.choose))
    }

    /// Of the candidates with an end in each range those of two are in both.
    fn dealt(&self) -> f64 {
        self.found * (2.0 - 1.0 / self.ranges() as f64)
    }

    fn cost(&self, jobs: u64, [rows_in, bytes_in, bytes_out]: [f64; 3], held: f64) -> Cost {
        match jobs {
            0 => Cost::default(),
            _ => Cost {
                jobs,
                rows_in: whole(rows_in),
                bytes_in: whole(bytes_in),
                bytes_out: whole(bytes_out),
                memory: whole(MEASURED.worker_idle + held),
                wall_ms: None,
            },
        }
    }
}

fn of_records(world: &World) -> Cost {
    let (records, blocks) = (world.records(), world.blocks());
    let counts = MEASURED.counts * (records / MEASURED.at_records).powf(MEASURED.counts_grow);
    let made = MEASURED.prepared + MEASURED.keys * KEY_BYTES as f64;
    let held = MEASURED.held_a_record + MEASURED.entity + made;
    let moved = [
        records,
        records * MEASURED.entity + blocks as f64 * counts,
        records * made + world.outlines,
    ];
    // as a table in memory the counts take twice their bytes
    world.cost(blocks, moved, 3.0 * counts + world.block() * held)
}

fn of_candidates(world: &World) -> Cost {
    let shares = f64::from(world.cut.shares);
    let (keys, outlines) = (world.records() * MEASURED.keys, world.outlines);
    let out = world.dealt() * CANDIDATE_BYTES as f64;
    let moved = [keys, keys * KEY_BYTES as f64 + shares * outlines, out];
    // a key with its record is sixteen bytes in memory; the candidates of a share stand
    // beside those that are dealt to blocks
    let of_share = 16.0 * keys + world.found * CANDIDATE_BYTES as f64 + 2.0 * out;
    let jobs = if world.cut.records == 0 {
        0
    } else {
        world.cut.shares
    };
    world.cost(jobs.into(), moved, outlines + of_share / shares)
}

fn of_choices(world: &World) -> Cost {
    let dealt = world.dealt();
    let read = dealt * CANDIDATE_BYTES as f64;
    let chosen = world.pairs * (1.0 + MEASURED.chosen_twice) * PAIR_BYTES as f64;
    // a list that grows may be twice as long as what it holds
    let held = (2.0 * read + 9.0 * dealt) / (world.ranges() as f64).max(1.0);
    world.cost(world.ranges(), [dealt, read, chosen], held)
}

fn of_scores(world: &World) -> Cost {
    let at_a_time = u64::from(RECORDS_OF_A_JOB / world.cut.block);
    let (mut jobs, mut read) = slices(world.blocks(), at_a_time, world.pairs);
    for _ in 0..MEASURED.rounds {
        let (more, again) = slices(world.blocks(), at_a_time, world.pairs * MEASURED.implied);
        (jobs, read) = (jobs + more, read + again);
    }
    let moved = [
        world.pairs * (1.0 + MEASURED.implied),
        read as f64 * world.block() * MEASURED.blocks_of_a_job * MEASURED.prepared
            + world.pairs * PAIR_BYTES as f64,
        world.pairs * MEASURED.kept_a_pair * SCORE_BYTES as f64,
    ];
    let held =
        world.records().min(HELD_MAX as f64) * MEASURED.held_a_record + world.block() * MEASURED.prepared;
    world.cost(jobs, moved, held)
}

/// Jobs that pairs make which are spread evenly over the pairs of blocks, and blocks that
/// they read together: cut as [`slices`](crate::kernels::compare::scores::slices) cuts.
fn slices(blocks: u64, at_a_time: u64, pairs: f64) -> (u64, u64) {
    if at_a_time <= 2 && blocks > 2 {
        // the largest blocks: a job for every two of them, at least
        let jobs = (blocks * (blocks - 1) / 2).max((pairs / PAIRS_OF_A_JOB as f64) as u64);
        return (jobs, 2 * jobs);
    }
    let of_two = pairs / (blocks * (blocks + 1)).max(1) as f64 * 2.0;
    let (mut jobs, mut read, mut held, mut waiting) = (0, 0, BTreeSet::new(), 0.0);
    for (a, b) in (0..blocks).flat_map(|a| (a..blocks).map(move |b| (a, b))) {
        let more = u64::from(!held.contains(&a)) + u64::from(a != b && !held.contains(&b));
        if held.len() as u64 + more > at_a_time || waiting >= PAIRS_OF_A_JOB as f64 {
            (jobs, read) = (jobs + 1, read + held.len() as u64);
            (held, waiting) = (BTreeSet::new(), 0.0);
        }
        held.extend([a, b]);
        waiting += of_two;
    }
    match held.len() as u64 {
        0 => (jobs, read),
        left => (jobs + 1, read + left),
    }
}

fn of_rows(world: &World) -> Cost {
    let Stats {
        consignments,
        regimes,
        row_jobs,
        row_bytes,
        ..
    } = world.stats;
    if consignments == 0 {
        return Cost::default();
    }
    let rows = (consignments * regimes) as f64;
    // the footers say what is read, so no run has to
    let moved = [rows, (row_bytes * regimes) as f64, rows * MEASURED.answer_a_row];
    let of_a_job = consignments.div_ceil(row_jobs.max(1));
    world.cost(row_jobs * regimes, moved, of_a_job as f64 * MEASURED.held_a_row)
}

fn of_lanes(world: &World) -> Cost {
    let Stats {
        flows,
        flow_jobs,
        flow_bytes,
        ..
    } = world.stats;
    let rows = flows as f64;
    let moved = [rows, flow_bytes as f64, rows * MEASURED.answer_a_flow];
    let of_a_job = flows.div_ceil(flow_jobs.max(1));
    world.cost(flow_jobs, moved, of_a_job as f64 * MEASURED.held_a_row)
}

fn of_windows(world: &World) -> Cost {
    let flows = world.stats.flows as f64;
    let regimes = if flows > 0.0 { world.stats.regimes } else { 0 };
    let asked = flows * MEASURED.lanes_a_flow * MEASURED.windows * regimes as f64;
    let moved = [
        asked,
        asked * MEASURED.window_reads,
        asked * MEASURED.window_answers,
    ];
    let jobs = MEASURED.windows as u64 * regimes;
    world.cost(jobs, moved, flows * MEASURED.held_a_flow)
}

/// Runs only where lanes have leads, which nobody knows before: as if they had.
fn of_lane_rows(world: &World) -> Cost {
    let Stats {
        flows,
        flow_jobs,
        flow_bytes,
        regimes,
        ..
    } = world.stats;
    let moved = [flows, flow_bytes, 0].map(|each| (each * regimes) as f64);
    let of_a_job = flows.div_ceil(flow_jobs.max(1));
    let held = of_a_job as f64 * MEASURED.held_a_row;
    world.cost(flow_jobs * regimes, moved, held)
}

fn of_families(world: &World) -> Cost {
    let Stats {
        consignments,
        regimes,
        ..
    } = world.stats;
    if consignments == 0 {
        return Cost::default();
    }
    let rows = (consignments * regimes) as f64 * MEASURED.watched;
    let moved = [rows, rows * MEASURED.family_reads, rows * MEASURED.family_answers];
    let full = families::ROWS_OF_A_JOB as f64;
    let jobs = whole(rows / full).max(families::JOBS_MIN as u64 * regimes);
    let of_a_job = (rows / jobs as f64).min(full);
    world.cost(jobs, moved, of_a_job * MEASURED.held_a_family_row)
}

/// What taking in files of so many bytes takes, a job each.
pub fn of_files(files: &[u64], last: &Last) -> Cost {
    let bytes: u64 = files.iter().sum();
    let ran = last
        .get(TAKE_IN)
        .map(|happened| &happened.ran)
        .filter(|ran| ran.bytes_in > 0);
    let a_byte = |was: fn(&crate::pipeline::elsewhere::Ran) -> u64, measured: f64| {
        let share = ran.map_or(measured, |ran| was(ran) as f64 / ran.bytes_in as f64);
        whole(share * bytes as f64)
    };
    let held = ran.and_then(|ran| ran.held).map(|held| held as f64);
    Cost {
        jobs: files.len() as u64,
        rows_in: a_byte(|ran| ran.rows_in, MEASURED.rows_a_byte),
        bytes_in: bytes,
        bytes_out: a_byte(|ran| ran.bytes_out, MEASURED.parts_a_byte),
        // rows go through; the memory of a file does not grow with it
        memory: whole(held.unwrap_or(MEASURED.worker_idle)),
        wall_ms: ran
            .filter(|ran| ran.wall_ms > 0)
            .map(|_| a_byte(|ran| ran.wall_ms, 0.0)),
    }
}
