//! Tests across files: the probe's experiment at small scale, as the first
//! regression gate.

mod data;
mod lanes;
mod probe;

use fyke_model::reference::Headings;
use fyke_trace::party::dependence::Coverage;
use fyke_trace::party::trace::rank;
use fyke_trace::party::world_score::score_rows;
use fyke_trace::party::{Trace, TraceInput, TraceSettings, trace};
use probe::{Probe, ProbeWorld};

/// Worlds that a mean is of.
const SEEDS: [u64; 4] = [1, 2, 3, 4];

fn settings(coverage: f64) -> TraceSettings {
    TraceSettings {
        coverage: Coverage::Given(coverage),
        leads_max: 5,
        ..TraceSettings::default()
    }
}

fn on_probe<T>(mix: f64, coverage: f64, seed: u64, work: impl FnOnce(TraceInput<'_>, &ProbeWorld) -> T) -> T {
    let probe = Probe {
        rows: 40_000,
        networks: 20,
        mix,
        coverage,
        seed,
    };
    let world = probe.make();
    let input = TraceInput {
        index: &world.index,
        parties: &world.parties(),
        rule: &ProbeWorld::rule(),
        ends: &ProbeWorld::ends(),
        headings: &Headings::default(),
        who: None,
        settings: &settings(coverage),
    };
    work(input, &world)
}

/// Average precision by row: strict paths, row FIFO, ours.
fn by_row(mix: f64, coverage: f64, seed: u64) -> [f64; 3] {
    on_probe(mix, coverage, seed, |input, world| {
        let scores = score_rows(&input, &rank(&input), &world.truth);
        [0, 1, 2].map(|method| scores[method].ap)
    })
}

/// The floors for ours are the first probe's own figures (0.77, 0.40, 0.33, 0.17
/// at a million rows). At this size some forty units are planted, and one honest
/// unit of many rows at the top costs half the precision: single worlds gave .12
/// to .34 at coverage .4. So the mean of [`SEEDS`] is held to the floor.
#[test]
fn ours_stays_above_the_probe_and_above_both_baselines() {
    for (mix, coverage, floor) in [
        (1.0, 1.0, 0.77),
        (3.0, 1.0, 0.40),
        (3.0, 0.7, 0.33),
        (3.0, 0.4, 0.17),
    ] {
        let worlds = SEEDS.map(|seed| by_row(mix, coverage, seed));
        let ap = [0, 1, 2].map(|method| worlds.iter().map(|ap| ap[method]).sum::<f64>() / SEEDS.len() as f64);
        let world = format!("mix {mix}, coverage {coverage}");
        assert!(ap[2] > floor, "{world}: {worlds:?}");
        assert!(ap[2] > 1.5 * ap[0] && ap[2] > 1.5 * ap[1], "{world}: {worlds:?}");
    }
}

#[test]
fn a_trace_repeats_and_every_lead_has_rows_and_an_innocent_explanation() {
    let run = || on_probe(3.0, 0.7, 1, |input, _| trace(&input));
    let (first, second) = (run(), run());
    let scores = |t: &Trace| {
        t.units
            .iter()
            .map(|u| (u.party, u.family, u.score.to_bits()))
            .collect::<Vec<_>>()
    };
    assert_eq!(scores(&first), scores(&second));
    assert_eq!(first.leads.len(), 5);
    for lead in &first.leads {
        assert!(!lead.rows.is_empty() && !lead.reasons.is_empty(), "{lead:?}");
        assert!(!lead.innocent.explanation.is_empty());
        let sum: f64 = lead.reasons.iter().map(|reason| reason.contribution).sum();
        // reasons below a tenth of a nat are not shown; sixteen have data here
        assert!((sum - lead.score).abs() < 1.6, "{lead:?}");
    }
}
