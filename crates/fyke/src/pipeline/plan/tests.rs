//! Small worlds in numbers, and the measured ones against what happened in them.

use super::*;

const NOTHING: Stats = Stats {
    statements: 0,
    consignments: 0,
    payments: 0,
    regimes: 1,
    row_jobs: 0,
    row_bytes: 0,
};

fn ran(step: &str, jobs: u64, rows_in: u64, bytes_in: u64, bytes_out: u64) -> Ran {
    Ran {
        step: step.to_owned(),
        jobs,
        rows_in,
        bytes_in,
        bytes_out,
        wall_ms: 4_000,
    }
}

/// A run of 1,000 records: 300 bytes a record, ten found pairs each, five scored
/// each, a fifth of these kept; a thousand rows of 20 bytes.
fn last_run(stats: Stats) -> Last {
    with(
        Last::new(),
        &[
            ran(CANDIDATES, 16, 16_000, 16 * 300_000, 16 * 16 + 120_000),
            ran(SCORES, 1, 5_000, 40_000, 16_000),
            ran(ROWS, 1, 1_000, 350_000, 20_000),
        ],
        stats,
    )
}

fn within(said: u64, happened: u64, share: f64) {
    let off = (said as f64 / happened as f64 - 1.0).abs();
    assert!(off <= share, "said {said}, happened {happened}");
}

#[test]
fn an_empty_case_takes_nothing_and_breaks_nowhere() {
    let steps = planned(NOTHING, &Last::new());
    assert!(steps.iter().all(|step| step.at_100 == Cost::default()));
    assert_eq!(breaks(&steps), None);
}

#[test]
fn before_a_run_the_worlds_that_were_measured_say() {
    let stats = Stats {
        statements: 10_000,
        ..NOTHING
    };
    let steps = planned(stats, &Last::new());
    let candidates = steps[0].now;
    // 0.1132 a statement, 297.8 bytes each, sixteen times
    assert_eq!((candidates.jobs, candidates.rows_in), (16, 16 * 1_132));
    assert_eq!(candidates.bytes_in, 16 * 337_110);
    assert_eq!(candidates.wall_ms, None);
    assert_eq!(steps[1].now.bytes_in, 8 * steps[1].now.rows_in);
    assert_eq!(steps[2].now, Cost::default());
    assert_eq!(records(&stats, &Last::new()), 1_132);
}

#[test]
fn after_a_run_the_plan_for_the_same_case_is_what_happened() {
    let stats = Stats {
        statements: 9_000,
        consignments: 1_000,
        row_jobs: 1,
        row_bytes: 350_000,
        ..NOTHING
    };
    let last = last_run(stats);
    for step in planned(stats, &last) {
        let ran = step.happened.clone().unwrap();
        let now = step.now;
        assert_eq!(
            (now.jobs, now.rows_in, now.bytes_in, now.bytes_out, now.wall_ms),
            (
                ran.jobs,
                ran.rows_in,
                ran.bytes_in,
                ran.bytes_out,
                Some(ran.wall_ms)
            ),
            "{}",
            step.step
        );
    }
}

#[test]
fn ten_and_a_hundred_times_the_rows() {
    let stats = Stats {
        statements: 9_000,
        consignments: 1_000,
        row_jobs: 1,
        row_bytes: 350_000,
        ..NOTHING
    };
    let steps = planned(stats, &last_run(stats));
    let [candidates, scores, rows] = steps.as_slice() else {
        panic!("three steps");
    };
    // found pairs a record grow with the root of the records: 100,000 times 3.1623
    assert_eq!(candidates.at_10.bytes_in, 16 * 3_000_000);
    assert_eq!(candidates.at_10.bytes_out, 256 + 12 * 316_228 - 3);
    // 4 s, 31.623 times
    assert_eq!(candidates.at_10.wall_ms, Some(126_491));
    assert_eq!(candidates.at_100.bytes_out, 256 + 12 * 10_000_000);
    // five a record become 10.69, and 22.9 are held at the 20 that a record may choose
    assert_eq!(scores.at_10.rows_in, 106_898);
    assert_eq!(scores.at_100.rows_in, 2_000_000);
    assert_eq!((scores.at_100.jobs, scores.at_100.bytes_in), (5, 16_000_000));
    // rows as rows
    assert_eq!((rows.at_10.rows_in, rows.at_10.bytes_in), (10_000, 3_500_000));
    assert_eq!((rows.at_100.jobs, rows.at_100.bytes_out), (1, 2_000_000));
    assert_eq!(rows.at_100.wall_ms, Some(400_000));
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
    let steps = planned(stats, &Last::new());
    let rows = &steps[2];
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
    assert_eq!(known[SCORES].ran.rows_in, 5_000);
}

#[test]
fn memory_breaks_before_growth_is_spoken_of() {
    let of = |statements| {
        let stats = Stats {
            statements,
            ..NOTHING
        };
        breaks(&planned(stats, &Last::new())).unwrap()
    };
    let small = of(1_000);
    assert_eq!((small.step, small.at), (SCORES, 100));
    assert!(small.why.starts_with("it moves "), "{}", small.why);
    let large = of(1_000_000);
    assert_eq!((large.step, large.at), (CANDIDATES, 10));
    assert!(
        large.why.ends_with("every worker holds all records"),
        "{}",
        large.why
    );
    assert_eq!(of(100_000_000).at, 1);
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

#[test]
fn the_worlds_that_were_measured_come_out_as_they_were() {
    // statements, consignments, payments; records, bytes of candidates in and out, pairs
    // scored, bytes kept, bytes of rows out; peak of the worker where it was looked at
    type World = ([u64; 3], [u64; 6], Option<[u64; 2]>);
    let worlds: [World; 3] = [
        (
            [98_624, 33_614, 6_009],
            [12_822, 61_398_896, 1_062_304, 46_626, 164_128, 780_960],
            Some([121_200 << 10, 88_196 << 10]),
        ),
        (
            [328_327, 98_730, 17_859],
            [43_374, 207_104_192, 6_818_224, 323_554, 1_562_592, 2_417_496],
            None,
        ),
        (
            [992_092, 299_419, 55_873],
            [132_371, 630_719_584, 36_193_684, 1_429_985, 6_649_232, 7_576_920],
            Some([474_740 << 10, 103_516 << 10]),
        ),
    ];
    for ([statements, consignments, payments], happened, peaks) in worlds {
        let stats = Stats {
            statements,
            consignments,
            payments,
            row_jobs: 1,
            ..NOTHING
        };
        let steps = planned(stats, &Last::new());
        let (candidates, scores, rows) = (steps[0].now, steps[1].now, steps[2].now);
        let [of_records, read, found, pairs, kept, answers] = happened;
        within(records(&stats, &Last::new()), of_records, 0.1);
        within(candidates.bytes_in, read, 0.1);
        within(candidates.bytes_out, found, 0.15);
        within(scores.rows_in, pairs, 0.5);
        within(scores.bytes_out, kept, 1.0);
        within(rows.bytes_out, answers, 0.1);
        if let Some([resolving, tracing]) = peaks {
            within(candidates.memory, resolving, 0.05);
            within(rows.memory, tracing, 0.05);
        }
    }
}
