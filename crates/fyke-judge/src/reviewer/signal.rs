//! Telling guilty from innocent, apart from how easily one says guilty.
//!
//! With hit rate `H` and false-alarm rate `F`, each corrected by half a case
//! (log-linear rule: `(hits + 1/2) / (signals + 1)`; Hautus 1995), and `z` the
//! normal quantile:
//!
//! `d' = z(H) - z(F)`, `c = -(z(H) + z(F)) / 2`.
//!
//! d' is 0 for guessing and about 2.3 for seven in eight right on both sides; c
//! above 0 leans to "innocent", below 0 to "guilty". Two reviewers of one skill
//! and different thresholds have one d' and two c: that is why both are told.
//!
//! Intervals: `var d' = H(1-H) / (n φ(z(H))²) + F(1-F) / (m φ(z(F))²)`, `var c`
//! a quarter of it (Gourevitch and Galanter 1967), on the corrected rates.
//! Sources: Green and Swets (1966); Macmillan and Creelman (2005); Stanislaw
//! and Todorov (1999). Innocent look-alike: with few cases the correction pulls
//! d' towards 0; the interval says how few they are.

use super::count::{Estimate, Z};
use serde::Serialize;

/// Answers by what was true.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Cells {
    /// Guilty, and said so.
    pub hits: u64,
    /// Guilty, and missed.
    pub misses: u64,
    /// Innocent, and called guilty.
    pub false_alarms: u64,
    /// Innocent, and said so.
    pub correct_rejections: u64,
}

impl Cells {
    /// Of (said guilty, is guilty).
    pub fn count(answers: impl IntoIterator<Item = (bool, bool)>) -> Cells {
        let mut cells = Cells::default();
        for answer in answers {
            let slot = match answer {
                (true, true) => &mut cells.hits,
                (false, true) => &mut cells.misses,
                (true, false) => &mut cells.false_alarms,
                (false, false) => &mut cells.correct_rejections,
            };
            *slot += 1;
        }
        cells
    }
}

/// d' and c with their intervals.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Signal {
    /// What they were made of.
    pub cells: Cells,
    /// Telling apart.
    pub d_prime: Estimate,
    /// Leaning: above 0 to innocent, below 0 to guilty.
    pub criterion: Estimate,
}

impl Signal {
    /// `None` unless there were both guilty and innocent ones.
    ///
    /// ```
    /// use fyke_judge::reviewer::{Cells, Signal};
    /// let cells = Cells { hits: 20, misses: 5, false_alarms: 10, correct_rejections: 15 };
    /// let signal = Signal::of(&cells).unwrap();
    /// assert_eq!(format!("{:.3} {:.3}", signal.d_prime.value, signal.criterion.value), "1.044 -0.279");
    /// ```
    pub fn of(cells: &Cells) -> Option<Signal> {
        let (signals, noises) = (
            cells.hits + cells.misses,
            cells.false_alarms + cells.correct_rejections,
        );
        if signals == 0 || noises == 0 {
            return None;
        }
        let rate = |said: u64, of: u64| (said as f64 + 0.5) / (of as f64 + 1.0);
        let (hit, alarm) = (rate(cells.hits, signals), rate(cells.false_alarms, noises));
        let (z_hit, z_alarm) = (quantile(hit), quantile(alarm));
        let part = |rate: f64, z: f64, n: u64| rate * (1.0 - rate) / (n as f64 * density(z).powi(2));
        let spread = (part(hit, z_hit, signals) + part(alarm, z_alarm, noises)).sqrt();
        let around = |value: f64, spread: f64| Estimate {
            value,
            low: value - Z * spread,
            high: value + Z * spread,
        };
        Some(Signal {
            cells: *cells,
            d_prime: around(z_hit - z_alarm, spread),
            criterion: around(-(z_hit + z_alarm) / 2.0, spread / 2.0),
        })
    }
}

/// d' and c of two rates as they are, without correction: what textbooks print.
/// Infinite at 0 and 1.
///
/// ```
/// // H = .8, F = .4: the yes/no example of Stanislaw and Todorov (1999)
/// let (d_prime, c) = fyke_judge::reviewer::signal::of_rates(0.8, 0.4);
/// assert_eq!(format!("{d_prime:.3} {c:.3}"), "1.095 -0.294");
/// ```
pub fn of_rates(hit: f64, false_alarm: f64) -> (f64, f64) {
    let (hit, alarm) = (quantile(hit), quantile(false_alarm));
    (hit - alarm, -(hit + alarm) / 2.0)
}

/// Normal density.
fn density(z: f64) -> f64 {
    (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt()
}

/// Normal quantile, to about sixteen digits: Wichura (1988), algorithm AS 241,
/// PPND16.
pub(crate) fn quantile(p: f64) -> f64 {
    let off = p - 0.5;
    if off.abs() <= 0.425 {
        let r = 0.180_625 - off * off;
        return off * ratio(r, &MIDDLE.0, &MIDDLE.1);
    }
    let tail = p.min(1.0 - p);
    if tail.is_nan() || tail < 0.0 {
        return f64::NAN;
    }
    if tail == 0.0 {
        return f64::INFINITY.copysign(off);
    }
    let r = (-tail.ln()).sqrt();
    let z = if r <= 5.0 {
        ratio(r - 1.6, &NEAR.0, &NEAR.1)
    } else {
        ratio(r - 5.0, &FAR.0, &FAR.1)
    };
    z.copysign(off)
}

type Coefficients = ([f64; 8], [f64; 8]);

/// Polynomial over polynomial, lowest power first.
fn ratio(r: f64, above: &[f64; 8], below: &[f64; 8]) -> f64 {
    let at = |all: &[f64; 8]| all.iter().rev().fold(0.0, |sum, c| sum * r + c);
    at(above) / at(below)
}

const MIDDLE: Coefficients = (
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
);
const NEAR: Coefficients = (
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        7.745_450_142_783_414e-4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9,
    ],
);
const FAR: Coefficients = (
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_887_9,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        7.868_691_311_456_133e-4,
        1.846_318_317_510_054_7e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
);
