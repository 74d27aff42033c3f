//! The algebra of agreement and signal detection, and small teams whose truth
//! is known.

use super::*;
use crate::key::PersonKey;
use crate::score::TooFew;
use fyke_model::measure::Rng;
use proptest::prelude::*;

fn p(p: f64) -> Probability {
    Probability::new(p).unwrap()
}

fn key(seed: u8) -> PersonKey {
    PersonKey::from_seed(&[seed; 32])
}

fn done(i: i32, truth: bool, blind: f64, machine: f64, last: f64) -> Done {
    Done {
        lead: format!("lead{i:04}"),
        by: key(1).id(),
        on: Day(20_000 + i),
        truth,
        blind: p(blind),
        last: p(last),
        machine: Some(p(machine)),
        seeded: i % 5 == 0,
    }
}

fn units() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let value = proptest::option::weighted(0.7, (0u8..5).prop_map(f64::from));
    proptest::collection::vec(proptest::collection::vec(value, 3), 1..25)
}

proptest! {
    #[test]
    fn alpha_does_not_know_who_is_who(units in units(), shift in -9.0f64..9.0, times in 0.1f64..9.0) {
        for level in [Level::Nominal, Level::Ordinal, Level::Interval] {
            let of = |units: &[Vec<Option<f64>>]| alpha(units, level);
            let before = of(&units);
            let same = |after: Option<f64>| match (before, after) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a == b,
            };
            prop_assert!(before.is_none_or(|a| a <= 1.0 + 1e-12));
            let others: Vec<_> = units.iter().map(|u| u.iter().rev().copied().collect()).collect();
            prop_assert!(same(of(&others)), "reviewers swapped");
            let mut turned = units.clone();
            turned.rotate_left(1);
            prop_assert!(same(of(&turned)), "leads in another order");
            // names may be swapped, ranks stretched, numbers moved and scaled
            let renamed: Vec<Vec<Option<f64>>> = units
                .iter()
                .map(|u| u.iter().map(|v| v.map(|v| match level {
                    Level::Nominal => (v + 2.0) % 5.0,
                    Level::Ordinal => v.exp(),
                    Level::Interval => v * times + shift,
                })).collect())
                .collect();
            prop_assert!(same(of(&renamed)), "{level:?}");
        }
    }

    #[test]
    fn perfect_agreement_is_one(values in proptest::collection::vec(0u8..9, 2..20)) {
        let units: Vec<Vec<Option<f64>>> = values.iter().map(|v| vec![Some(f64::from(*v)); 3]).collect();
        let varied = values.iter().any(|v| Some(v) != values.first());
        for level in [Level::Nominal, Level::Ordinal, Level::Interval] {
            prop_assert_eq!(alpha(&units, level), varied.then_some(1.0));
        }
    }

    /// Yes for no and guilty for innocent: the same skill, the opposite leaning.
    #[test]
    fn d_prime_turns_its_sign(hits in 0u64..60, misses in 0u64..60, alarms in 0u64..60, rejections in 0u64..60) {
        let cells = |h, m, f, c| Cells { hits: h, misses: m, false_alarms: f, correct_rejections: c };
        let signal = Signal::of(&cells(hits, misses, alarms, rejections));
        let swapped = Signal::of(&cells(alarms, rejections, hits, misses));
        let mirrored = Signal::of(&cells(rejections, alarms, misses, hits));
        prop_assert_eq!(signal.is_some(), hits + misses > 0 && alarms + rejections > 0);
        if let (Some(one), Some(other), Some(mirror)) = (signal, swapped, mirrored) {
            prop_assert!((one.d_prime.value + other.d_prime.value).abs() < 1e-9);
            prop_assert!((one.criterion.value - other.criterion.value).abs() < 1e-9);
            prop_assert!((one.d_prime.value - mirror.d_prime.value).abs() < 1e-9);
            prop_assert!((one.criterion.value + mirror.criterion.value).abs() < 1e-9);
            prop_assert!(one.d_prime.low < one.d_prime.value && one.d_prime.value < one.d_prime.high);
        }
    }

    #[test]
    fn an_interval_holds_its_count(k in 0u64..200, more in 0u64..200, beside in 0u64..500) {
        let n = k + more;
        prop_assume!(n > 0);
        for share in [clopper_pearson(k, n), wilson(k, n)] {
            let e = share.unwrap();
            prop_assert!(0.0 <= e.low && e.low <= e.value && e.value <= e.high && e.high <= 1.0, "{e:?}");
        }
        let e = hypergeometric(k, n, n + beside).unwrap();
        prop_assert!(e.low >= k as f64 && e.high <= (k + beside) as f64, "{e:?}");
        prop_assert!(e.low <= e.value + 1.0 && e.high >= e.value - 1.0, "{e:?}");
        // whoever looks at all knows
        let all = hypergeometric(k, n, n).unwrap();
        prop_assert_eq!((all.low, all.value, all.high), (k as f64, k as f64, k as f64));
    }

    #[test]
    fn a_quantile_undoes_its_share(z in -6.0f64..6.0) {
        // by the series of the normal integral
        let mut term = z / std::f64::consts::TAU.sqrt();
        let (mut sum, mut n) = (term, 1.0);
        while term.abs() > 1e-18 {
            term *= -z * z / 2.0 / n;
            sum += term / (2.0 * n + 1.0);
            n += 1.0;
        }
        prop_assume!(z.abs() < 4.0);
        prop_assert!((signal::quantile(0.5 + sum) - z).abs() < 1e-6, "{z}");
    }
}

/// An exact interval misses the truth at most one time in twenty, whatever the truth.
#[test]
fn an_exact_interval_keeps_its_word() {
    for (pool, truth, sample) in [(60, 6, 20), (200, 3, 40), (30, 15, 10)] {
        let mut rng = Rng::new(17);
        let mut missed = 0;
        for _ in 0..400 {
            let mut deck: Vec<bool> = (0..pool).map(|i| i < truth).collect();
            let mut found = 0;
            for _ in 0..sample {
                found += u64::from(deck.swap_remove(rng.below(deck.len())));
            }
            let e = hypergeometric(found, sample, pool as u64).unwrap();
            missed += u32::from(!(e.low..=e.high).contains(&f64::from(truth)));
        }
        assert!(missed <= 28, "{missed} of 400 missed at {truth} of {pool}");
    }
}

#[test]
fn numbers_that_cannot_be_have_no_interval() {
    assert_eq!(clopper_pearson(3, 2), None);
    assert_eq!(wilson(0, 0), None);
    assert_eq!(hypergeometric(1, 30, 20), None);
    assert_eq!(Elusion::default().recall(), None);
    let none = Elusion {
        pool: 10,
        sample: 5,
        ..Elusion::default()
    };
    assert!(none.recall().unwrap().recall.value.is_nan());
    assert_eq!(work_saved(&[false], 0.95), None);
    assert_eq!(work_saved(&[], 0.95), None);
    assert!(per_hour(1, f64::NAN).is_none() && per_hour(1, 0.0).is_none());
}

#[test]
fn who_follows_a_wrong_machine_sees_it() {
    // 40 leads; the machine is wrong on every second one and is followed always
    let follower: Vec<Done> = (0..40)
        .map(|i| {
            let truth = i % 4 < 2;
            let machine = if (i % 2 == 0) == truth { 0.9 } else { 0.1 };
            let blind = if truth { 0.7 } else { 0.3 };
            done(i, truth, blind, machine, machine)
        })
        .collect();
    let help = help(&follower, &mut Rng::new(1)).unwrap();
    assert_eq!((help.n, help.switches.disagreed), (40, 20));
    assert_eq!(
        (help.switches.switched_wrong, help.switches.stayed_right),
        (20, 0)
    );
    assert_eq!(help.switches.rsr().unwrap().value, 0.0);
    assert_eq!(help.switches.rair(), None, "never wrong against a right machine");
    assert!(
        help.difference.low > 0.0,
        "it made them worse: {:?}",
        help.difference
    );
    // who stays put loses nothing
    let steady: Vec<Done> = follower
        .into_iter()
        .map(|d| Done { last: d.blind, ..d })
        .collect();
    let help = super::help(&steady, &mut Rng::new(1)).unwrap();
    assert_eq!(help.difference.value, 0.0);
    assert_eq!(help.switches.rsr().unwrap().value, 1.0);
}

#[test]
fn a_threshold_that_moves_rings_and_a_still_one_does_not() {
    // skill stays: 8 of 10 right on both kinds at first; later yes to nearly all
    let world = |later: f64| -> Vec<Done> {
        (0..300)
            .map(|i| {
                let truth = i % 2 == 0;
                let right = i % 10 < 8;
                let blind = if i < 150 || later == 0.0 {
                    if right == truth { 0.8 } else { 0.2 }
                } else {
                    later
                };
                done(i, truth, blind, 0.5, blind)
            })
            .collect()
    };
    assert!(!drift(&world(0.0), 3).unwrap().alarm);
    let moved = drift(&world(0.9), 3).unwrap();
    assert!(moved.alarm && moved.change.high < 0.0, "{moved:?}");
    assert_eq!(moved.parts.len(), 3);
    assert_eq!(drift(&[], 3), None);
    assert_eq!(drift(&world(0.0), 0), None);
}

#[test]
fn a_report_is_of_its_owner_alone_and_never_of_few() {
    let mut leads: Vec<Done> = (0..40).map(|i| done(i, i % 2 == 0, 0.6, 0.5, 0.6)).collect();
    leads.extend((40..80).map(|i| Done {
        by: key(2).id(),
        ..done(i, true, 0.0, 0.5, 0.0)
    }));
    let report = Report::of(&leads, &Sight::own(&key(1)), &mut Rng::new(1)).unwrap();
    assert_eq!(report.scores().n(), 40, "the other one's leads are passed over");
    assert_eq!(report.seeded().unwrap().cells.hits, 4);
    let text = report.to_string();
    assert!(text.contains("before seeing the machine   d'"), "{text}");
    let too_few = Report::of(&leads, &Sight::own(&key(3)), &mut Rng::new(1)).unwrap_err();
    assert_eq!(too_few, ReportError::TooFew(TooFew { n: 0, need: 30 }));
}
