//! Which lanes of a frame may be called surges, class by class, and how many
//! pass at a date at which nothing happened.
//!
//! A class is a stratum of trade before, apart for the goods that the case
//! watches and for all others. Which goods are watched is settled before any
//! figure is seen, so asking of them alone is an honest question of its own.

use super::discovery::PValues;
use super::expected::Expected;
use super::leads::LaneSettings;
use super::null::{STRATA_FROM, stratum_of};
use super::surge::Surge;

fn fires(surge: &Surge, settings: &LaneSettings) -> bool {
    surge.eb05.is_some_and(|e| e > settings.eb05_min) && !surge.hangs_on_renumbering
}

/// The class of every lane of a frame.
pub(super) struct Classes(Vec<usize>);

/// How many classes there are: every stratum, of watched goods and of others.
pub(super) const CLASSES: usize = 2 * STRATA_FROM.len();

impl Classes {
    /// The classes of the lanes of `expected`, given which lanes are watched.
    pub(super) fn new(expected: &Expected, watched: &[bool]) -> Classes {
        let class = |(level, watched): (&super::expected::Level, &bool)| {
            stratum_of(level.before / level.phi) + STRATA_FROM.len() * usize::from(*watched)
        };
        Classes(expected.levels.iter().zip(watched).map(class).collect())
    }

    /// The class of a lane.
    pub(super) fn of(&self, lane: usize) -> usize {
        self.0.get(lane).copied().unwrap_or(0)
    }
}

/// What may be called unusual among the lanes of one frame.
pub(super) struct Called {
    /// One threshold for each class.
    pub(super) p_max: Vec<f64>,
    /// Lanes judged in each class.
    pub(super) judged: Vec<u64>,
    pub(super) significant: u64,
    pub(super) any_dependence: u64,
    pub(super) surges: u64,
}

/// The false-discovery rate is controlled within each class (separate classes,
/// Efron 2008): thousands of lanes that carry next to nothing must not raise
/// the bar for the streams.
pub(super) fn call(classes: &Classes, surges: &[Option<Surge>], settings: &LaneSettings) -> Called {
    let mut by_class = vec![PValues::default(); CLASSES];
    for (lane, surge) in surges.iter().enumerate() {
        if let (Some(surge), Some(p_values)) = (surge, by_class.get_mut(classes.of(lane))) {
            p_values.add(surge.p);
        }
    }
    let found: Vec<Option<(f64, u64)>> = by_class.iter().map(|p| p.threshold(settings.fdr)).collect();
    let strict = |p: &PValues| p.threshold_any_dependence(settings.fdr).map_or(0, |t| t.1);
    let p_max: Vec<f64> = found.iter().map(|f| f.map_or(-1.0, |f| f.0)).collect();
    let called: u64 = passing(classes, surges, &p_max, settings).iter().sum();
    Called {
        judged: by_class.iter().map(PValues::count).collect(),
        significant: found.iter().flatten().map(|f| f.1).sum(),
        any_dependence: by_class.iter().map(strict).sum(),
        surges: called,
        p_max,
    }
}

/// Surges in each class at given thresholds.
fn passing(classes: &Classes, surges: &[Option<Surge>], p_max: &[f64], settings: &LaneSettings) -> Vec<u64> {
    let mut counts = vec![0; CLASSES];
    for (lane, surge) in surges.iter().enumerate() {
        let class = classes.of(lane);
        if let (Some(surge), Some(count)) = (surge, counts.get_mut(class)) {
            *count += u64::from(passes(surge, class, p_max, settings));
        }
    }
    counts
}

/// What one window has in each class, whatever the thresholds will be.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Chance {
    /// Lanes judged.
    pub judged: Vec<u64>,
    /// The p-values of those that would be surges at a threshold of 1.
    pub firing: Vec<Vec<f64>>,
}

impl Chance {
    /// What a window's surges are, class by class.
    pub(super) fn of(classes: &Classes, surges: &[Option<Surge>], settings: &LaneSettings) -> Chance {
        let mut chance = Chance {
            judged: vec![0; CLASSES],
            firing: vec![Vec::new(); CLASSES],
        };
        for (lane, surge) in surges.iter().enumerate() {
            let class = classes.of(lane);
            let of_class = (chance.judged.get_mut(class), chance.firing.get_mut(class));
            if let (Some(surge), (Some(judged), Some(firing))) = (surge, of_class) {
                *judged += 1;
                if fires(surge, settings) {
                    firing.push(surge.p);
                }
            }
        }
        chance
    }

    /// Surges at a date at which nothing happened, at the true date's thresholds
    /// and for as many lanes in each class as the true date has.
    pub(super) fn false_surges(&self, called: &Called) -> f64 {
        let passing = |(firing, p_max): (&Vec<f64>, &f64)| firing.iter().filter(|p| *p <= p_max).count();
        let counts = self.firing.iter().zip(&called.p_max).map(passing);
        let scaled = |((count, there), here): ((usize, &u64), &u64)| match there {
            0 => 0.0,
            there => count as f64 * *here as f64 / *there as f64,
        };
        counts.zip(&self.judged).zip(&called.judged).map(scaled).sum()
    }
}

/// Whether a lane of a class is called a surge.
pub(super) fn passes(surge: &Surge, class: usize, p_max: &[f64], settings: &LaneSettings) -> bool {
    p_max.get(class).is_some_and(|p| surge.p <= *p) && fires(surge, settings)
}
