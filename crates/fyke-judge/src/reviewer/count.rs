//! Intervals of counts: k of n, k of a sample of a pool, k in an hour.
//!
//! | function | for | source |
//! |---|---|---|
//! | [`clopper_pearson`] | a share, never too narrow | Clopper and Pearson 1934 |
//! | [`wilson`] | a share, right on average | Wilson 1927 |
//! | [`hypergeometric`] | how many in a pool, from a sample of it | Konijn 1973; Buonaccorsi 1987 |
//! | [`poisson`] | a count in a time | Garwood 1936 |
//!
//! All at 95 %, two-sided, 2.5 % at each end. The exact ones turn their test
//! round: the interval holds every truth under which a count so far out has a
//! chance above 2.5 %.

use serde::Serialize;

/// Chance left out at each end.
const TAIL: f64 = 0.025;
/// 97.5 % point of the normal distribution.
pub(crate) const Z: f64 = 1.959_963_984_540_054;

/// A figure with its 95 % interval.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A share with its exact interval. `None` of no trials, or more successes
/// than trials.
///
/// ```
/// // 81 of 263: Agresti and Coull's textbook example, by scipy 1.17.1 .2527 to .3676
/// let share = fyke_judge::reviewer::clopper_pearson(81, 263).unwrap();
/// assert_eq!(format!("{:.4} {:.4}", share.low, share.high), "0.2527 0.3676");
/// ```
pub fn clopper_pearson(k: u64, n: u64) -> Option<Estimate> {
    let value = share(k, n)?;
    Some(Estimate {
        value,
        low: if k == 0 {
            0.0
        } else {
            root(|p| at_least(k, n, p) < TAIL, 0.0, 1.0)
        },
        high: if k == n {
            1.0
        } else {
            root(|p| 1.0 - at_least(k + 1, n, p) > TAIL, 0.0, 1.0)
        },
    })
}

/// A share with Wilson's interval. `None` as above.
pub fn wilson(k: u64, n: u64) -> Option<Estimate> {
    let value = share(k, n)?;
    let n = n as f64;
    let middle = (value + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (value * (1.0 - value) / n + Z * Z / (4.0 * n * n)).sqrt();
    Some(Estimate {
        value,
        low: (middle - half).clamp(0.0, value),
        high: (middle + half).clamp(value, 1.0),
    })
}

/// How many of a pool are of a kind, when `k` of a sample of `n` drawn from it
/// without replacement are: whole numbers. `None` of an empty sample, of one
/// larger than the pool, of more found than drawn.
///
/// ```
/// // 2 of 20 drawn from 50: between 2 and 13 (scipy 1.17.1 hypergeom, by trying all)
/// let pool = fyke_judge::reviewer::hypergeometric(2, 20, 50).unwrap();
/// assert_eq!((pool.low, pool.value, pool.high), (2.0, 5.0, 13.0));
/// ```
pub fn hypergeometric(k: u64, n: u64, pool: u64) -> Option<Estimate> {
    share(k, n)?;
    // multiplied first: a sample of all is the count itself
    let value = k as f64 * pool as f64 / n as f64;
    let least = k;
    let most = pool.checked_sub(n)?.checked_add(k)?;
    // both tests turn once as the truth rises
    let low = first(least, most, |truth| drawn_at_least(k, n, truth, pool) > TAIL);
    let high = match k < n {
        false => most,
        true => first(least, most, |truth| {
            1.0 - drawn_at_least(k + 1, n, truth, pool) <= TAIL
        })
        .saturating_sub(u64::from(1.0 - drawn_at_least(k + 1, n, most, pool) <= TAIL)),
    };
    Some(Estimate {
        value,
        low: low as f64,
        high: high.max(low) as f64,
    })
}

/// A count with the interval of its mean, in units of one.
pub fn poisson(k: u64) -> Estimate {
    let mean = k as f64;
    // the ends lie within ten standard deviations and a few counts
    let far = mean + 10.0 * mean.sqrt() + 20.0;
    Estimate {
        value: mean,
        low: if k == 0 {
            0.0
        } else {
            root(|m| 1.0 - below(k, m) < TAIL, 0.0, far)
        },
        high: root(|m| below(k + 1, m) > TAIL, 0.0, far),
    }
}

fn share(k: u64, n: u64) -> Option<f64> {
    (n > 0 && k <= n).then(|| k as f64 / n as f64)
}

/// Where a test that holds below turns, by halving.
fn root(holds: impl Fn(f64) -> bool, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if holds(middle) {
            low = middle
        } else {
            high = middle
        }
    }
    (low + high) / 2.0
}

/// The first whole number for which a test holds that holds from there on; the
/// last where it holds for none.
fn first(mut low: u64, mut high: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle
        } else {
            low = middle + 1
        }
    }
    low
}

/// Chance of `k` or more of `n` successes.
fn at_least(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 || p >= 1.0 {
        return 1.0;
    }
    if p <= 0.0 {
        return 0.0;
    }
    let term = |i: u64| (ln_choose(n, i) + i as f64 * p.ln() + (n - i) as f64 * (-p).ln_1p()).exp();
    if k as f64 > n as f64 * p {
        tail((k..=n).map(term))
    } else {
        1.0 - tail((0..k).rev().map(term))
    }
}

/// Chance of `k` or more in a sample of `n` from a pool that holds `truth`.
fn drawn_at_least(k: u64, n: u64, truth: u64, pool: u64) -> f64 {
    let most = n.min(truth);
    let least = n.saturating_sub(pool.saturating_sub(truth));
    if k <= least {
        return 1.0;
    }
    if k > most {
        return 0.0;
    }
    let whole = ln_choose(pool, n);
    let term = |i: u64| (ln_choose(truth, i) + ln_choose(pool - truth, n - i) - whole).exp();
    if k as f64 > n as f64 * truth as f64 / pool as f64 {
        tail((k..=most).map(term))
    } else {
        1.0 - tail((least..k).rev().map(term))
    }
}

/// Chance of fewer than `k` where `mean` are expected.
fn below(k: u64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return f64::from(u8::from(k > 0));
    }
    let term = |i: u64| (i as f64 * mean.ln() - mean - ln_factorial(i)).exp();
    if (k as f64) < mean {
        tail((0..k).rev().map(term))
    } else {
        1.0 - tail((k..).map(term))
    }
}

/// A sum of falling terms, ended where they add nothing more.
fn tail(terms: impl Iterator<Item = f64>) -> f64 {
    let mut sum = 0.0;
    for term in terms {
        sum += term;
        if term <= sum * 1e-17 {
            break;
        }
    }
    sum.min(1.0)
}

fn ln_choose(n: u64, k: u64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n.saturating_sub(k))
}

/// ln n!: multiplied out while small, then Stirling's series.
fn ln_factorial(n: u64) -> f64 {
    if n < 32 {
        return (2..=n).map(|i| i as f64).product::<f64>().ln();
    }
    let x = n as f64;
    let series = 1.0 / (12.0 * x) - 1.0 / (360.0 * x.powi(3)) + 1.0 / (1260.0 * x.powi(5));
    x * x.ln() - x + 0.5 * (std::f64::consts::TAU * x).ln() + series
}
