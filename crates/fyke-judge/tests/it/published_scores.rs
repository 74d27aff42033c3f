//! Scores, agreement and signal detection against numbers that others printed.
//!
//! What a package printed is named with its version; what no one printed was
//! computed with another program and says so.

use fyke_judge::reviewer::{
    Cells, Level, Signal, Standing, agreement, alpha, clopper_pearson, hypergeometric, poisson, signal,
    wilson,
};
use fyke_judge::score::{Answered, Binned, Corp, Murphy, brier_score, log_score};
use fyke_model::measure::{Rng, Scored, pool_adjacent_violators};

fn near(found: f64, printed: f64, digits: i32) -> bool {
    (found - printed).abs() <= 0.500_001 * 10f64.powi(-digits)
}

/// Four observers, twelve units: the example of Krippendorff (2011), Computing
/// Krippendorff's Alpha-Reliability, sections C and D.
fn krippendorff() -> Vec<Vec<Option<f64>>> {
    let observers = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ];
    (0..12)
        .map(|unit| {
            observers
                .iter()
                .map(|row| row.split(' ').nth(unit).and_then(|value| value.parse().ok()))
                .collect()
        })
        .collect()
}

#[test]
fn alpha_is_krippendorffs_own() {
    let units = krippendorff();
    // printed: .743, .815, .849; pip krippendorff 0.9.0: .743421, .815388, .849107
    for (level, printed, package) in [
        (Level::Nominal, 0.743, 0.743_421_052_631_579),
        (Level::Ordinal, 0.815, 0.815_387_503_754_881_4),
        (Level::Interval, 0.849, 0.849_107_142_857_143),
    ] {
        let found = alpha(&units, level).unwrap();
        assert!(near(found, printed, 3), "{level:?} {found}");
        assert!((found - package).abs() < 1e-12, "{level:?} {found}");
    }
    let agreement = agreement(&units, Level::Nominal, &mut Rng::new(1)).unwrap();
    assert_eq!((agreement.units, agreement.standing), (11, Standing::Tentative));
    assert!(
        agreement.alpha.low < 0.743 && agreement.alpha.high > 0.743,
        "{agreement:?}"
    );
}

#[test]
fn alpha_of_three_coders_with_gaps() {
    // the example in the documentation of pip krippendorff: nominal 0.691358, interval 0.810845
    let coders = [
        ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "1 . 2 1 3 3 4 3 . . . . . . .",
        ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
    ];
    let units: Vec<Vec<Option<f64>>> = (0..15)
        .map(|unit| {
            coders
                .iter()
                .map(|row| row.split(' ').nth(unit).unwrap().parse().ok())
                .collect()
        })
        .collect();
    assert!(near(alpha(&units, Level::Nominal).unwrap(), 0.691_358, 6));
    assert!(near(alpha(&units, Level::Ordinal).unwrap(), 0.806_721, 6));
    assert!(near(alpha(&units, Level::Interval).unwrap(), 0.810_845, 6));
}

/// Rain at Niamey, July to September 2016: 92 probabilities by two methods and
/// what came. The data of Vogel et al. (2021) as the R package reliabilitydiag
/// has them, here to six digits.
fn niamey(method: usize) -> Vec<Answered> {
    include_str!("niamey-2016.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            Answered {
                p: cells[method].parse().unwrap(),
                happened: cells[2] == "1",
            }
        })
        .collect()
}

#[test]
fn corp_is_what_reliabilitydiag_prints() {
    let emos = niamey(0);
    let corp = Corp::with_draws(&emos, 100, &mut Rng::new(1));
    // README of reliabilitydiag 0.2.1: EMOS 0.232, 0.0183, 0.0305, 0.244
    assert_eq!(emos.len(), 92);
    assert!(near(corp.brier(), 0.232, 3));
    assert!(near(corp.mcb, 0.0183, 4), "{}", corp.mcb);
    assert!(near(corp.dsc, 0.0305, 4), "{}", corp.dsc);
    assert!(near(corp.unc, 0.244, 3), "{}", corp.unc);
    // the raw ensemble, pip model-diagnostics 1.5.0, decompose
    let corp = Corp::with_draws(&niamey(1), 100, &mut Rng::new(1));
    assert!((corp.mcb - 0.066_072_247_156_673_57).abs() < 1e-9);
    assert!((corp.dsc - 0.044_115_329_027_899_94).abs() < 1e-9);
    assert!((corp.unc - 0.244_210_775_047_259).abs() < 1e-9);
}

#[test]
fn the_raw_ensemble_leaves_its_bands_and_the_corrected_one_does_not() {
    // Dimitriadis, Gneiting and Jordan (2021), figure 2: ENS overstates rain, EMOS does not
    let outside = |method| {
        let corp = Corp::with_draws(&niamey(method), 1_000, &mut Rng::new(7));
        let steps = corp.steps.iter();
        steps
            .filter(|s| s.means < s.band.0 || s.means > s.band.1)
            .map(|s| s.n)
            .sum::<usize>()
    };
    let (emos, ens) = (outside(0), outside(1));
    assert!(ens > 46 && emos < 23, "of 92: emos {emos}, ens {ens}");
}

#[test]
fn brier_and_log_are_scikit_learns() {
    let ens = niamey(1);
    // scikit-learn 1.9.1: brier_score_loss; log_loss of probabilities clipped to 0.001..0.999
    assert!((brier_score(&ens) - 0.266_167_693_176_032_6).abs() < 1e-12);
    let (log, clipped) = log_score(&ens);
    assert!(
        (log - 1.063_446_100_753_335_3).abs() < 1e-9 && clipped == 24,
        "{log} {clipped}"
    );
    // the example in scikit-learn's documentation of log_loss: 0.21616
    let said = |p, happened| Answered { p, happened };
    let mails = [
        said(0.9, true),
        said(0.1, false),
        said(0.2, false),
        said(0.65, true),
    ];
    assert!(near(log_score(&mails).0, 0.21616, 5));
}

#[test]
fn murphys_parts_are_those_of_another_program() {
    // no worked example was found in print; numpy 2 by the formula, on published data
    let ens = niamey(1);
    let exact = Murphy::of(&ens);
    assert!((exact.reliability - 0.132_290_881_581_829_72).abs() < 1e-9);
    assert!((exact.resolution - 0.110_333_963_453_056_03).abs() < 1e-9);
    assert!((exact.uncertainty - 0.244_210_775_047_258_97).abs() < 1e-9);
    let binned = Binned::of(&ens, 10);
    assert!((binned.parts.reliability - 0.063_678_699_149_320_81).abs() < 1e-9);
    assert!((binned.parts.resolution - 0.043_893_958_807_686_05).abs() < 1e-9);
    assert!((binned.within_variance - 0.000_985_995_345_736_597).abs() < 1e-9);
    assert!((binned.within_covariance + 0.001_186_182_441_402_259_6).abs() < 1e-9);
}

#[test]
fn murphys_parts_of_a_printed_table() {
    // 12,402 forecasts of rain, Wilks (1995) table 7.3 as the R package
    // verification has it: said, share that came, share of the forecasts. Its
    // base rate is printed as 0.162; the parts are numpy's.
    let table = [
        (0.0, 0.006, 0.4112),
        (0.05, 0.019, 0.0671),
        (0.1, 0.059, 0.1833),
        (0.2, 0.15, 0.0986),
        (0.3, 0.277, 0.0616),
        (0.4, 0.377, 0.0366),
        (0.5, 0.511, 0.0303),
        (0.6, 0.587, 0.0275),
        (0.7, 0.723, 0.0245),
        (0.8, 0.779, 0.022),
        (0.9, 0.934, 0.017),
        (1.0, 0.933, 0.0203),
    ];
    let parts = Murphy::of_table(&table);
    assert!((parts.reliability - 0.000_827_616_4).abs() < 1e-9);
    assert!((parts.resolution - 0.062_786_628_188_44).abs() < 1e-9);
    assert!(near(parts.uncertainty, 0.162 * (1.0 - 0.162), 2));
}

#[test]
fn pooling_is_that_of_r_and_of_scikit_learn() {
    // by the definition: a violating pair is pooled, and a pool joins its lower neighbour
    let items: Vec<Scored> = [false, true, false, false, true, true]
        .iter()
        .enumerate()
        .map(|(at, positive)| Scored {
            score: at as f64,
            positive: *positive,
        })
        .collect();
    // sklearn 1.9.1 IsotonicRegression on 0 1 0 0 1 1: 0, 1/3, 1/3, 1/3, 1, 1
    let steps: Vec<(f64, f64, f64)> = pool_adjacent_violators(&items)
        .iter()
        .map(|p| (p.low, p.high, p.found()))
        .collect();
    assert_eq!(steps, [(0.0, 0.0, 0.0), (1.0, 3.0, 1.0 / 3.0), (4.0, 5.0, 1.0)]);
}

#[test]
fn signal_detection_of_the_textbooks() {
    // Stanislaw and Todorov (1999), yes/no example: H = .8, F = .4
    let (d_prime, c) = signal::of_rates(0.8, 0.4);
    assert!(near(d_prime, 1.095, 3) && near(c, -0.294, 3));
    // W. Schneider's course notes, three subjects: 1.806, 0.253, 2.681
    for (hit, alarm, printed) in [(0.7, 0.1, 1.806), (0.5, 0.4, 0.253), (0.85, 0.05, 2.681)] {
        assert!(near(signal::of_rates(hit, alarm).0, printed, 3), "{hit} {alarm}");
    }
    // log-linear correction, by scipy 1.17.1 norm.ppf
    let cells = |hits, misses, false_alarms, correct_rejections| Cells {
        hits,
        misses,
        false_alarms,
        correct_rejections,
    };
    let some = Signal::of(&cells(20, 5, 10, 15)).unwrap();
    assert!((some.d_prime.value - 1.044_498_707_092_581).abs() < 1e-12);
    assert!((some.criterion.value + 0.278_845_175_735_659_4).abs() < 1e-12);
    let perfect = Signal::of(&cells(25, 0, 0, 25)).unwrap();
    assert!((perfect.d_prime.value - 4.139_803_661_790_102).abs() < 1e-12);
    assert_eq!(Signal::of(&cells(3, 1, 0, 0)), None);
}

#[test]
fn intervals_of_counts_are_scipys() {
    // scipy 1.17.1: beta.ppf, binomtest(...).proportion_ci(method='wilson'), hypergeom
    for (k, n, low, high) in [
        (0, 20, 0.0, 0.168_433_470_983_085_3),
        (1, 10, 0.002_528_578_544_461_784_8, 0.445_016_117_028_195_4),
        (7, 21, 0.145_876_942_343_096_67, 0.569_675_482_904_124_3),
        (81, 263, 0.252_736_745_585_271_26, 0.367_621_922_601_351_35),
        (20, 20, 0.831_566_529_016_914_6, 1.0),
        (3, 1000, 0.000_619_099_931_649_571_3, 0.008_742_023_238_478_303),
    ] {
        let found = clopper_pearson(k, n).unwrap();
        assert!((found.low - low).abs() < 1e-10, "{k} of {n}: {found:?}");
        assert!((found.high - high).abs() < 1e-10, "{k} of {n}: {found:?}");
    }
    // 15 of 148 is Newcombe's (1998) example: .0624 to .1605
    let newcombe = wilson(15, 148).unwrap();
    assert!(near(newcombe.low, 0.0624, 4) && near(newcombe.high, 0.1605, 4));
    for (k, n, pool, low, high) in [(2, 20, 50, 2.0, 13.0), (0, 20, 50, 0.0, 6.0)] {
        let found = hypergeometric(k, n, pool).unwrap();
        assert_eq!((found.low, found.high), (low, high), "{k} of {n} of {pool}");
    }
    // Garwood's table: a count of 10 has 4.80 to 18.39, of 0 none to 3.69
    let ten = poisson(10);
    assert!(near(ten.low, 4.80, 2) && near(ten.high, 18.39, 2), "{ten:?}");
    assert!(near(poisson(0).high, 3.69, 2));
}
