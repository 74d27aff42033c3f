//! How many times more likely a piece of evidence is if a hypothesis is true than
//! if it is not, as a number and in the words of forensic reports.
//!
//! Source of the words: ENFSI guideline for evaluative reporting (2015), as data
//! in `data/scales/ratio.toml`. The number is kept; the words are a view.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    step: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    below: f64,
    words: String,
}

static SHIPPED: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../data/scales/ratio.toml"))
        .expect("a test reads the shipped words for ratios")
});

/// A likelihood ratio: above 0, finite.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Ratio(f64);

/// A number that is no likelihood ratio.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
#[error("{0} is no likelihood ratio; give a number from 0.000000001 to 1000000000, 1 where it tells nothing")]
pub struct BadRatio(f64);

impl Ratio {
    /// The ratio of that number.
    ///
    /// # Errors
    /// Nothing is a billion times more likely, and nothing is impossible.
    pub fn new(ratio: f64) -> Result<Ratio, BadRatio> {
        if (1e-9..=1e9).contains(&ratio) {
            Ok(Ratio(ratio))
        } else {
            Err(BadRatio(ratio))
        }
    }

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// In words: `weak support for`, `strong support against`.
    ///
    /// ```
    /// use fyke_judge::hypothesis::Ratio;
    /// assert_eq!(Ratio::new(5.0).unwrap().words(), "weak support for");
    /// assert_eq!(Ratio::new(0.001).unwrap().words(), "strong support against");
    /// assert_eq!(Ratio::new(1.0).unwrap().words(), "no support either way");
    /// ```
    pub fn words(self) -> String {
        let (size, way) = if self.0 >= 1.0 {
            (self.0, "for")
        } else {
            (1.0 / self.0, "against")
        };
        let mut steps = SHIPPED.step.iter();
        let first = steps.next().filter(|step| size < step.below);
        if let Some(step) = first {
            return format!("{} either way", step.words);
        }
        let step = steps.find(|step| size < step.below);
        step.map_or_else(String::new, |step| format!("{} {way}", step.words))
    }
}
impl TryFrom<f64> for Ratio {
    type Error = BadRatio;
    fn try_from(ratio: f64) -> Result<Ratio, BadRatio> {
        Ratio::new(ratio)
    }
}
impl From<Ratio> for f64 {
    fn from(ratio: Ratio) -> f64 {
        ratio.0
    }
}

/// `x10`, and `/10` for a tenth: as it stands in a cell.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = if self.0 >= 1.0 {
            ('x', self.0)
        } else {
            ('/', 1.0 / self.0)
        };
        // three digits are more than a person means
        let digits = (2 - size.log10().floor() as i32).max(0);
        let power = 10f64.powi(digits);
        write!(f, "{sign}{}", (size * power).round() / power)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_rise_to_no_end_and_every_ratio_has_words() {
        assert!(SHIPPED.step.windows(2).all(|pair| pair[0].below < pair[1].below));
        assert_eq!(SHIPPED.step.last().map(|step| step.below), Some(f64::INFINITY));
        for power in -9..=9 {
            let ratio = Ratio::new(10f64.powi(power)).unwrap();
            assert!(!ratio.words().is_empty());
        }
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(Ratio::new(bad).is_err());
        }
    }

    #[test]
    fn a_ratio_in_a_cell() {
        for (ratio, cell) in [
            (10.0, "x10"),
            (0.1, "/10"),
            (1.0, "x1"),
            (2.5, "x2.5"),
            (0.3, "/3.33"),
            (1234.0, "x1234"),
        ] {
            assert_eq!(Ratio::new(ratio).unwrap().to_string(), cell);
        }
    }
}
