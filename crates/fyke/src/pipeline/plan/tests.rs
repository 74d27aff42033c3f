//! Small worlds in numbers, and the measured ones against what happened in them.

use super::last::{KEPT, with};
use super::*;
use crate::kernels::lanes::{LANE_ROWS, LANES};
use fyke_store::kept;

const NOTHING: Stats = Stats {
    statements: 0,
    consignments: 0,
    payments: 0,
    regimes: 1,
    row_jobs: 0,
    row_bytes: 0,
    flows: 0,
    flow_jobs: 0,
    flow_bytes: 0,
};

fn ran(step: &str, jobs: u64, rows_in: u64, bytes_in: u64, bytes_out: u64) -> Ran {
    Ran {
        step: step.to_owned(),
        jobs,
        rows_in,
        bytes_in,
        bytes_out,
        wall_ms: 4_000,
        held: Some(200_000_000),
    }
}

/// A case of 10,000 statements and consignments that made 2,000 records.
const SMALL: Stats = Stats {
    statements: 9_000,
    consignments: 1_000,
    row_jobs: 1,
    row_bytes: 350_000,
    flows: 5_000,
    flow_jobs: 1,
    flow_bytes: 60_000,
    ..NOTHING
};

/// Its run: five pairs a record.
fn last_run(stats: Stats) -> Last {
    with(
        Last::new(),
        &[
            ran(TAKE_IN, 2, 10_000, 1_000_000, 250_000),
            ran(RECORDS, 2, 2_000, 700_000, 3_000_000),
            ran(CANDIDATES, 16, 80_000, 4_000_000, 300_000),
            ran(CHOICES, 2, 25_000, 300_000, 90_000),
            ran(SCORES, 1, 10_000, 1_880_000, 32_000),
            ran(ROWS, 1, 1_000, 350_000, 20_000),
            ran(LANES, 1, 5_000, 61_000, 90_000),
            ran(WINDOWS, 17, 20_000, 2_000_000, 60_000),
            ran(LANE_ROWS, 1, 5_000, 61_000, 0),
            ran(FAMILIES, 4, 800, 30_000, 5_000),
        ],
        stats,
    )
}

fn of(steps: &[Planned], name: &str) -> Planned {
    steps.iter().find(|step| step.step == name).unwrap().clone()
}

fn within(said: u64, happened: u64, share: f64) {
    let off = (said as f64 / happened as f64 - 1.0).abs();
    assert!(off <= share, "said {said}, happened {happened}");
}

#[test]
fn an_empty_case_takes_nothing_and_breaks_nowhere() {
    let steps = planned(NOTHING, &[], &Last::new());
    assert!(steps.iter().all(|step| step.at_100 == Cost::default()));
    assert_eq!(breaks(&steps), None);
}

#[test]
fn after_a_run_the_plan_for_the_same_case_is_what_happened() {
    let last = last_run(SMALL);
    let steps = planned(SMALL, &[600_000, 400_000], &last);
    assert_eq!(steps.len(), 10);
    for step in steps {
        let ran = step.happened.clone().unwrap();
        let now = step.now;
        assert_eq!(
            (now.jobs, now.rows_in, now.bytes_in, now.bytes_out),
            (ran.jobs, ran.rows_in, ran.bytes_in, ran.bytes_out),
            "{}",
            step.step
        );
        assert_eq!(now.wall_ms, Some(ran.wall_ms));
    }
    assert_eq!(records(&SMALL, &last), 2_000);
}

#[test]
fn before_a_run_what_was_measured_speaks() {
    let steps = planned(SMALL, &[], &Last::new());
    assert!(
        steps
            .iter()
            .all(|step| step.happened.is_none() && step.now.wall_ms.is_none())
    );
    assert_eq!(of(&steps, ROWS).now.bytes_in, 350_000);
    let records = of(&steps, RECORDS).now;
    assert_eq!(records.rows_in, super::records(&SMALL, &Last::new()));
    assert_eq!(
        of(&steps, CANDIDATES).now.bytes_out,
        of(&steps, CHOICES).now.bytes_in
    );
}

#[test]
fn ten_and_a_hundred_times_the_rows() {
    let last = last_run(SMALL);
    let steps = planned(SMALL, &[], &last);
    // rows as rows
    let rows = of(&steps, ROWS);
    assert_eq!((rows.at_10.rows_in, rows.at_10.bytes_in), (10_000, 3_500_000));
    assert_eq!((rows.at_100.jobs, rows.at_100.bytes_out), (1, 2_000_000));
    assert_eq!(rows.at_100.wall_ms, Some(400_000));
    // records as records; what they find grows faster
    let records = of(&steps, RECORDS);
    assert_eq!(records.at_100.rows_in, 200_000);
    let candidates = of(&steps, CANDIDATES);
    within(candidates.at_10.rows_in, 800_000, 0.001);
    assert!(candidates.at_10.bytes_out > 10 * candidates.now.bytes_out);
    let scores = of(&steps, SCORES);
    assert!(scores.at_10.rows_in > 100_000);
    assert!(scores.at_100.jobs > scores.at_10.jobs);
}

#[test]
fn rows_come_once_for_each_regime_and_a_job_is_never_fuller_than_its_slice() {
    let stats = Stats {
        consignments: 3_000_000,
        row_jobs: 3,
        row_bytes: 900,
        regimes: 2,
        ..NOTHING
    };
    let rows = of(&planned(stats, &[], &Last::new()), ROWS);
    assert_eq!(
        (rows.now.jobs, rows.now.rows_in, rows.now.bytes_in),
        (6, 6_000_000, 1_800)
    );
    assert_eq!(rows.at_100.jobs, 600);
    assert_eq!(rows.at_100.memory, rows.now.memory);
}

#[test]
fn a_step_that_ran_twice_is_told_together_and_others_stay() {
    let stats = Stats {
        consignments: 10,
        ..NOTHING
    };
    let known = last_run(NOTHING);
    let known = with(known, &[ran(ROWS, 1, 10, 20, 30), ran(ROWS, 2, 5, 6, 7)], stats);
    let rows = &known[ROWS];
    assert_eq!(rows.stats, stats);
    assert_eq!(
        (
            rows.ran.jobs,
            rows.ran.rows_in,
            rows.ran.bytes_in,
            rows.ran.bytes_out
        ),
        (3, 15, 26, 37)
    );
    assert_eq!(rows.ran.wall_ms, 8_000);
    assert_eq!(known[SCORES].ran.rows_in, 10_000);
}

#[test]
fn memory_breaks_before_growth_is_spoken_of() {
    let of = |statements| {
        let stats = Stats {
            statements,
            ..NOTHING
        };
        breaks(&planned(stats, &[], &Last::new())).unwrap()
    };
    let small = of(10_000);
    assert_eq!(small.at, 100);
    assert!(small.why.starts_with("it moves "), "{}", small.why);
    let large = of(10_000_000_000);
    assert_eq!((large.step, large.at), (CANDIDATES, 1));
    assert!(large.why.starts_with("a worker would hold "), "{}", large.why);
}

#[test]
fn a_kept_file_that_is_none_is_as_if_it_were_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let case = Case::create(&folder.path().join("case"), "test", &["ru-2022"]).unwrap();
    assert_eq!(last(&case).unwrap(), Last::new());
    remember(&case, &[ran(ROWS, 1, 10, 20, 30)]).unwrap();
    assert_eq!(last(&case).unwrap()[ROWS].ran.bytes_out, 30);
    remember(&case, &[]).unwrap();
    assert_eq!(last(&case).unwrap().len(), 1);
    kept::replace(&case, KEPT, &mut |out| out.write_all(b"{\"rows\": 1")).unwrap();
    assert_eq!(last(&case).unwrap(), Last::new());
}
