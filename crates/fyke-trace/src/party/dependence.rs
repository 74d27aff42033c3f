//! How much of a party's trade in a family the embargoed ends are.
//!
//! A firm that lives off the ends is another thing than one that sells them a
//! box a year. The share of its outgoing goods that goes to ends is estimated
//! twice, in rows and in mass, and each time shrunk towards what is usual for
//! the family: with one row out of one the naive share is 100 % and means
//! nothing.
//!
//! **Coverage.** Rows into the ends are seen in full, of all other rows only a
//! share `c`. The naive share E / (E + o) is therefore biased upward, the more
//! the less is seen. A row that is seen stands for 1/c rows, so what went
//! elsewhere is o / c, and the corrected share is E / (E + o / c). Its
//! uncertainty is that of the rows seen, not of the rows imagined: the
//! correction moves the estimate, and the sample size stays E + o.
//!
//! **Prior.** Beta, by the method of moments over the units of a family: the
//! mean share, and its variance less what chance alone gives a binomial share.
//! A family with few units leans on all families together, with a weight of
//! [`POOL_UNITS`] units. Units are candidates because they have a row into an
//! end, so the prior describes candidates, not all firms; that is the
//! population that is ranked.

use super::carried::carried;
use super::family::{ARRIVES, Family};
use super::unit::Dealings;

/// A family's own prior counts as much as the pooled one when it has so many
/// units: the standard error of a variance is then about a quarter of it.
pub const POOL_UNITS: f64 = 30.0;

/// How much of the trade that does not go to the ends the data show.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Coverage {
    /// Known from elsewhere, for instance by comparing with official
    /// statistics: [`coverage_from_official`]. Clamped to 0.02..=1.
    Given(f64),
    /// Worked out from the mass balance of units that pass goods on.
    Estimated,
}

/// Kilograms seen over kilograms in official statistics of the same lanes.
///
/// ```
/// use fyke_trace::party::dependence::coverage_from_official;
/// assert_eq!(coverage_from_official(70.0, 100.0), Some(0.7));
/// assert_eq!(coverage_from_official(70.0, 0.0), None);
/// ```
pub fn coverage_from_official(seen_kg: f64, official_kg: f64) -> Option<f64> {
    let share = seen_kg / official_kg;
    (official_kg > 0.0 && share.is_finite() && share >= 0.0).then(|| share.clamp(0.02, 1.0))
}

/// What the priors need of the sellers to ends, family after family: a few
/// bytes a seller, so that no family's rows are held.
#[derive(Clone, Debug, Default)]
pub struct Sellers {
    /// Rows to ends and to others, by family.
    rows: Vec<Vec<(f32, f32)>>,
    /// Estimates of the coverage.
    ratios: Vec<f32>,
}

impl Sellers {
    /// Adds the sellers of a family.
    pub fn add(&mut self, family: &Family<'_>) {
        #[derive(Clone, Copy, Default)]
        struct Sum {
            end_rows: f32,
            other_rows: f32,
            in_rows: f32,
            end_kg: f32,
            other_kg: f32,
            in_kg: f32,
        }
        let mut sums = vec![Sum::default(); family.parties.len()];
        for (row, kg) in family.mass_kg().iter().enumerate() {
            let from = &mut sums[family.src[row] as usize];
            match family.marks[row] & ARRIVES != 0 {
                true => {
                    from.end_rows += 1.0;
                    from.end_kg += kg;
                }
                false => {
                    from.other_rows += 1.0;
                    from.other_kg += kg;
                }
            }
            let to = &mut sums[family.dst[row] as usize];
            to.in_rows += 1.0;
            to.in_kg += kg;
        }
        let at = usize::from(family.span.family);
        if self.rows.len() <= at {
            self.rows.resize(at + 1, Vec::new());
        }
        for sum in sums.iter().filter(|sum| sum.end_rows > 0.0) {
            self.rows[at].push((sum.end_rows, sum.other_rows));
            let enough = sum.end_rows >= 5.0 && sum.in_rows >= 5.0;
            if enough && sum.end_kg >= sum.other_kg && sum.in_kg > sum.other_kg {
                self.ratios.push((sum.in_kg - sum.other_kg) / sum.end_kg);
            }
        }
    }

    /// The coverage to use.
    ///
    /// Estimated from goods that are passed on: true mass in is about true mass
    /// out, E + o/c = i/c, so c = (i - o) / E. Noise in stocks makes single
    /// units useless; the median over units that send at least half of what is
    /// seen of their goods to ends is stable. Units that make goods themselves
    /// receive nothing and are left out. With fewer than ten such units: 1.
    pub fn coverage(&self, coverage: Coverage) -> f64 {
        match coverage {
            Coverage::Given(share) if share.is_finite() => share.clamp(0.02, 1.0),
            Coverage::Given(_) => 1.0,
            Coverage::Estimated => {
                let mut ratios = self.ratios.clone();
                ratios.sort_by(f32::total_cmp);
                match ratios.len() {
                    0..10 => 1.0,
                    n => f64::from(ratios[n / 2]).clamp(0.02, 1.0),
                }
            }
        }
    }

    /// The priors of the end share at a coverage.
    pub fn prior(&self, coverage: f64) -> Prior {
        let pair = |(end, other): &(f32, f32)| {
            let (end, other) = (f64::from(*end), f64::from(*other));
            (share(end, other / coverage), end + other)
        };
        Prior::of_shares(
            self.rows
                .iter()
                .map(|rows| rows.iter().map(pair).collect())
                .collect(),
        )
    }
}

/// A Beta distribution of end shares.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Beta {
    /// Mean share.
    pub mean: f64,
    /// Rows that the prior is worth.
    pub strength: f64,
}

carried!(Beta { mean, strength });

impl Beta {
    /// Mean of the posterior after `n` rows of which a share went to ends.
    pub fn posterior_mean(&self, share: f64, n: f64) -> f64 {
        (self.mean * self.strength + share * n) / (self.strength + n)
    }

    /// By moments over (share, rows) pairs; vague where there is no pair.
    fn by_moments(pairs: &[(f64, f64)]) -> Beta {
        if pairs.is_empty() {
            return Beta {
                mean: 0.5,
                strength: 2.0,
            };
        }
        let n = pairs.len() as f64;
        let mean = (pairs.iter().map(|(share, _)| share).sum::<f64>() / n).clamp(0.01, 0.99);
        let spread = pairs.iter().map(|(share, _)| (share - mean).powi(2)).sum::<f64>() / n;
        let chance = pairs
            .iter()
            .map(|(_, rows)| mean * (1.0 - mean) / rows.max(1.0))
            .sum::<f64>()
            / n;
        let between = (spread - chance).max(0.001);
        Beta {
            mean,
            // between 1 row (shares are all or nothing) and 50 (all firms alike)
            strength: (mean * (1.0 - mean) / between - 1.0).clamp(1.0, 50.0),
        }
    }
}

/// Priors of the end share, family by family.
#[derive(Clone, Debug)]
pub struct Prior {
    by_family: Vec<Beta>,
    pooled: Beta,
}

carried!(Prior { by_family, pooled });

impl Prior {
    /// Fits the priors on units at hand.
    pub fn fit<'u>(units: impl Iterator<Item = &'u Dealings>, coverage: f64) -> Prior {
        let mut pairs: Vec<Vec<(f64, f64)>> = Vec::new();
        for unit in units {
            let family = usize::from(unit.family);
            if pairs.len() <= family {
                pairs.resize(family + 1, Vec::new());
            }
            let seen = Seen::of(unit);
            pairs[family].push((seen.row_share(coverage), seen.end_rows + seen.other_rows));
        }
        Prior::of_shares(pairs)
    }

    fn of_shares(pairs: Vec<Vec<(f64, f64)>>) -> Prior {
        let pooled = Beta::by_moments(&pairs.concat());
        let by_family = pairs
            .iter()
            .map(|pairs| {
                let own = Beta::by_moments(pairs);
                let weight = pairs.len() as f64 / (pairs.len() as f64 + POOL_UNITS);
                Beta {
                    mean: weight * own.mean + (1.0 - weight) * pooled.mean,
                    strength: weight * own.strength + (1.0 - weight) * pooled.strength,
                }
            })
            .collect();
        Prior { by_family, pooled }
    }

    /// The prior of a family.
    pub fn of(&self, family: u16) -> Beta {
        self.by_family
            .get(usize::from(family))
            .copied()
            .unwrap_or(self.pooled)
    }
}

struct Seen {
    end_rows: f64,
    other_rows: f64,
    end_kg: f64,
    other_kg: f64,
    square_kg: f64,
    bound_kg: f64,
}

impl Seen {
    fn of(unit: &Dealings) -> Seen {
        let mut seen = Seen {
            end_rows: 0.0,
            other_rows: 0.0,
            end_kg: 0.0,
            other_kg: 0.0,
            square_kg: 0.0,
            bound_kg: 0.0,
        };
        for movement in &unit.outgoing {
            let kg = f64::from(movement.kg);
            seen.square_kg += kg * kg;
            if movement.to_end {
                seen.end_rows += 1.0;
                seen.end_kg += kg;
            } else {
                seen.other_rows += 1.0;
                seen.other_kg += kg;
                seen.bound_kg += f64::from(movement.bound_kg);
            }
        }
        seen
    }

    fn row_share(&self, coverage: f64) -> f64 {
        share(self.end_rows, self.other_rows / coverage)
    }
}

fn share(part: f64, rest: f64) -> f64 {
    if part + rest > 0.0 {
        part / (part + rest)
    } else {
        0.0
    }
}

/// What a party's trade in a family depends on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dependence {
    /// Share of rows that go to ends, corrected and shrunk.
    pub by_rows: f64,
    /// Share of mass that goes to ends, corrected and shrunk.
    pub by_mass: f64,
    /// Share of mass that goes to ends directly or through others, corrected
    /// and shrunk; what others pass on is seen only in part.
    pub by_hops: f64,
    /// The corrected share of mass before shrinkage, for the sentence.
    pub mass_share: f64,
}

/// The dependence of a unit on the ends.
pub fn dependence(unit: &Dealings, prior: &Prior, coverage: f64) -> Dependence {
    let seen = Seen::of(unit);
    let beta = prior.of(unit.family);
    let rows = seen.end_rows + seen.other_rows;
    let total_kg = seen.end_kg + seen.other_kg;
    // ten rows of which one is a container tell as much about mass as one row
    let mass_rows = if seen.square_kg > 0.0 {
        total_kg * total_kg / seen.square_kg
    } else {
        0.0
    };
    let mass_share = share(seen.end_kg, seen.other_kg / coverage);
    let hop_share = share(
        seen.end_kg + seen.bound_kg / coverage,
        (seen.other_kg - seen.bound_kg).max(0.0) / coverage,
    );
    Dependence {
        by_rows: beta.posterior_mean(seen.row_share(coverage), rows),
        by_mass: beta.posterior_mean(mass_share, mass_rows),
        by_hops: beta.posterior_mean(hop_share, mass_rows),
        mass_share,
    }
}

#[cfg(test)]
mod tests {
    use super::super::taint::{Decay, HALF_LIFE_DAYS};
    use super::super::testing::World;
    use super::super::unit::screen;
    use super::*;

    const WORLD: &str = "
        day  from      to        goods   kg
        1    Maker/DE  Shop/KG   854231  100
        2    Shop/KG   End/RU    854231   50
        3    Shop/KG   Home/KG   854231   50
        4    Lone/KG   End/RU    854231   10
    ";

    fn shop_and_lone(coverage: f64) -> (Dependence, Dependence) {
        let world = World::read(WORLD);
        let index = world.index();
        let units = screen(&world.family(&index, 0), &Decay::half_life_days(HALF_LIFE_DAYS));
        let prior = Prior::fit(units.iter(), coverage);
        (
            dependence(&units[0], &prior, coverage),
            dependence(&units[1], &prior, coverage),
        )
    }

    #[test]
    fn one_row_of_one_is_shrunk() {
        let (shop, lone) = shop_and_lone(1.0);
        assert_eq!(shop.mass_share, 0.5);
        assert_eq!(lone.mass_share, 1.0);
        assert!(lone.by_mass < 0.95, "{lone:?}");
    }

    #[test]
    fn what_is_not_seen_went_elsewhere() {
        let (shop, _) = shop_and_lone(0.5);
        // 50 kg elsewhere seen at one half stand for 100 kg
        assert!((shop.mass_share - 1.0 / 3.0).abs() < 1e-9);
    }
}
