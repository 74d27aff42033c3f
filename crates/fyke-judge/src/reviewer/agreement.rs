//! Krippendorff's alpha: how far several reviewers of the same leads agree
//! beyond chance, whoever and however many they are, gaps allowed.
//!
//! `alpha = 1 - D_o / D_e`: observed over expected disagreement, each the mean
//! of a distance between values of one lead, or of any two values. Distances:
//! nominal 0 or 1; interval `(c - k)²`; ordinal `(Σ_{g=c..k} n_g - (n_c + n_k)/2)²`
//! with `n_g` how often value `g` was given.
//!
//! 1 is agreement, 0 chance, below 0 worse than chance. The interval is a
//! bootstrap over leads. Krippendorff (2004, p. 241) asks for .80 and lets .667
//! pass for tentative conclusions.
//!
//! Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability.
//! Innocent look-alike: where nearly all leads are of one kind alpha is low at
//! high raw agreement, since chance alone would agree too.

use super::count::Estimate;
use crate::score::RESAMPLES;
use fyke_model::measure::{Rng, middle};
use serde::Serialize;

/// What values mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Names: equal or not. Verdicts.
    Nominal,
    /// Ranks: the order counts. Grades.
    Ordinal,
    /// Numbers: the distance counts. Probabilities.
    Interval,
}

/// What an alpha allows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Below .667: the codebook has to be gone through first.
    Unreliable,
    /// .667 to .80: tentative conclusions.
    Tentative,
    /// .80 and above: fit for publication.
    Reliable,
}

impl Standing {
    /// Of an alpha.
    pub fn of(alpha: f64) -> Standing {
        if alpha >= 0.8 {
            Standing::Reliable
        } else if alpha >= 0.667 {
            Standing::Tentative
        } else {
            Standing::Unreliable
        }
    }

    /// In words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Unreliable => "unreliable: go through the codebook together first",
            Standing::Tentative => "tentative conclusions only",
            Standing::Reliable => "fit for publication",
        }
    }
}

/// Alpha with its interval.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Agreement {
    /// Alpha, with a bootstrap interval over leads; draws without any variation are left out.
    pub alpha: Estimate,
    /// Leads that two or more reviewed.
    pub units: usize,
    /// What it allows.
    pub standing: Standing,
}

/// Alpha of units, each with the values it was given, one per reviewer, `None`
/// where they did not review it. `None` without a unit of two values, or where
/// all values are the same: without variation nothing is shown either way.
///
/// ```
/// use fyke_judge::reviewer::{Level, alpha};
/// let same = [vec![Some(1.0), Some(1.0)], vec![Some(2.0), None, Some(2.0)]];
/// assert_eq!(alpha(&same, Level::Nominal), Some(1.0));
/// assert_eq!(alpha(&same[..1], Level::Nominal), None);
/// ```
pub fn alpha(units: &[Vec<Option<f64>>], level: Level) -> Option<f64> {
    let units = pairable(units);
    of_pairable(&units.iter().map(Vec::as_slice).collect::<Vec<_>>(), level)
}

/// Alpha with its interval and what it allows.
pub fn agreement(units: &[Vec<Option<f64>>], level: Level, rng: &mut Rng) -> Option<Agreement> {
    let units = pairable(units);
    let all: Vec<&[f64]> = units.iter().map(Vec::as_slice).collect();
    let value = of_pairable(&all, level)?;
    let mut sample = all.clone();
    let draws = (0..RESAMPLES).filter_map(|_| {
        for slot in &mut sample {
            *slot = all.get(rng.below(all.len())).copied().unwrap_or_default();
        }
        of_pairable(&sample, level)
    });
    let (low, high) = middle(draws.collect());
    Some(Agreement {
        alpha: Estimate { value, low, high },
        units: all.len(),
        standing: Standing::of(value),
    })
}

/// Values of the units that have two or more; NaN is no value.
fn pairable(units: &[Vec<Option<f64>>]) -> Vec<Vec<f64>> {
    units
        .iter()
        .map(|unit| unit.iter().flatten().copied().filter(|v| v.is_finite()).collect())
        .filter(|unit: &Vec<f64>| unit.len() > 1)
        .collect()
}

fn of_pairable(units: &[&[f64]], level: Level) -> Option<f64> {
    // distinct values with how often each was given, rising
    let mut sorted: Vec<f64> = units
        .iter()
        .flat_map(|unit| unit.iter().map(|v| v + 0.0))
        .collect();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let mut values: Vec<(f64, f64)> = Vec::new();
    for v in sorted {
        match values.last_mut() {
            Some(last) if last.0 == v => last.1 += 1.0,
            _ => values.push((v, 1.0)),
        }
    }
    // for ranks: the middle place of each value, so that the distance of two is
    // the places between their middles
    let mut before = 0.0;
    let scale: Vec<(f64, f64)> = values
        .iter()
        .map(|(v, count)| {
            let place = before + count / 2.0;
            before += count;
            (*v, if level == Level::Ordinal { place } else { *v })
        })
        .collect();
    let on_scale = |v: f64| {
        let at = scale.partition_point(|s| s.0 < v);
        scale.get(at).map_or(v, |s| s.1)
    };
    let distance = |a: f64, b: f64| match level {
        Level::Nominal => f64::from(u8::from(a != b)),
        Level::Ordinal | Level::Interval => (a - b).powi(2),
    };
    let mut observed = 0.0;
    for unit in units {
        let unit: Vec<f64> = unit.iter().map(|v| on_scale(v + 0.0)).collect();
        let mut sum = 0.0;
        for (i, a) in unit.iter().enumerate() {
            sum += unit
                .iter()
                .skip(i + 1)
                .map(|b| 2.0 * distance(*a, *b))
                .sum::<f64>();
        }
        observed += sum / (unit.len() as f64 - 1.0);
    }
    let mut expected = 0.0;
    for (i, a) in scale.iter().zip(&values).enumerate() {
        let ((_, here), (_, count)) = a;
        for ((_, there), (_, other)) in scale.iter().zip(&values).skip(i + 1) {
            expected += 2.0 * count * other * distance(*here, *there);
        }
    }
    (expected > 0.0).then(|| 1.0 - (n - 1.0) * observed / expected)
}
