//! The few special functions that the statistics here need, and no more.
//!
//! A statistics library would bring linear algebra and random numbers along for
//! six functions of a dozen lines. Methods: Lanczos (1964) for the gamma
//! function, series and continued fraction (modified Lentz) for the incomplete
//! gamma and beta functions as in Press et al., *Numerical Recipes*, chapter 6;
//! asymptotic series for digamma and trigamma (Abramowitz and Stegun 6.3, 6.4).
//! Checked in tests against tabulated values to the digits given there.

/// ln of the gamma function, `x > 0`.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    const G: [f64; 8] = [
        676.520_368_121_885_1,
        -1_259.139_216_722_402_8,
        771.323_428_777_653_1,
        -176.615_029_162_140_6,
        12.507_343_278_686_905,
        -0.138_571_095_265_720_12,
        9.984_369_578_019_572e-6,
        1.505_632_735_149_311_6e-7,
    ];
    if x < 0.5 {
        // reflection
        let pi = std::f64::consts::PI;
        return (pi / (pi * x).sin()).ln() - ln_gamma(1.0 - x);
    }
    let x = x - 1.0;
    let t = x + 7.5;
    let sum = G.iter().enumerate().fold(0.999_999_999_999_809_9, |sum, (i, g)| {
        sum + g / (x + i as f64 + 1.0)
    });
    0.918_938_533_204_672_7 + (x + 0.5) * t.ln() - t + sum.ln()
}

/// Derivative of [`ln_gamma`], `x > 0`.
pub(crate) fn digamma(mut x: f64) -> f64 {
    let mut shift = 0.0;
    while x < 6.0 {
        shift -= 1.0 / x;
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    shift + x.ln() - 0.5 / x - y * (1.0 / 12.0 - y * (1.0 / 120.0 - y / 252.0))
}

/// Second derivative of [`ln_gamma`], `x > 0`.
pub(crate) fn trigamma(mut x: f64) -> f64 {
    let mut shift = 0.0;
    while x < 6.0 {
        shift += 1.0 / (x * x);
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    shift + 1.0 / x + y / 2.0 + y / x * (1.0 / 6.0 - y * (1.0 / 30.0 - y / 42.0))
}

/// The `x` with `trigamma(x) == y`, by Newton's method (Smyth 2004, appendix).
pub(crate) fn trigamma_inverse(y: f64) -> f64 {
    if y > 1e7 {
        return 1.0 / y.sqrt();
    }
    if y < 1e-6 {
        return 1.0 / y;
    }
    let mut x = 0.5 + 1.0 / y;
    for _ in 0..50 {
        let tri = trigamma(x);
        let h = x * 1e-5;
        let tetra = (trigamma(x + h) - trigamma(x - h)) / (2.0 * h);
        let step = tri * (1.0 - tri / y) / tetra;
        x += step;
        if -step / x < 1e-8 {
            break;
        }
    }
    x
}

/// Regularised lower incomplete gamma function: P(X <= x) for X gamma with
/// shape `a` and rate 1.
pub(crate) fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        for _ in 0..500 {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-12 {
                break;
            }
        }
        return (sum * front).min(1.0);
    }
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..500 {
        let an = -f64::from(i) * (f64::from(i) - a);
        b += 2.0;
        d = 1.0 / away_from_zero(an * d + b);
        c = away_from_zero(b + an / c);
        let step = d * c;
        h *= step;
        if (step - 1.0).abs() < 1e-12 {
            break;
        }
    }
    (1.0 - front * h).clamp(0.0, 1.0)
}

/// Regularised incomplete beta function I_x(a, b).
fn beta_i(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = (ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln()).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for m in 1..300 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-12 {
            break;
        }
    }
    h
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

/// P(T > t) for Student's t with `df` degrees of freedom; never exactly zero.
pub(crate) fn student_upper(t: f64, df: f64) -> f64 {
    let half = 0.5 * beta_i(df / 2.0, 0.5, df / (df + t * t));
    let p = if t > 0.0 { half } else { 1.0 - half };
    p.clamp(1e-300, 1.0)
}

/// The z with P(Z > z) = p for the standard normal, by bisection; within +-38.
pub(crate) fn normal_quantile_upper(p: f64) -> f64 {
    let upper = |z: f64| {
        let tail = 0.5 * (1.0 - gamma_p(0.5, z * z / 2.0));
        if z > 0.0 { tail } else { 1.0 - tail }
    };
    let (mut low, mut high) = (-38.0, 38.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if upper(middle) > p {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

/// The middle value; the lower one of two. 0 for no values.
pub(crate) fn median(values: &mut [f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value below which a share `q` of the values lies. 0 for no values.
pub(crate) fn quantile(values: &mut [f64], q: f64) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    let at = ((values.len() - 1) as f64 * q.clamp(0.0, 1.0)) as usize;
    *values.select_nth_unstable_by(at, f64::total_cmp).1
}

/// Median absolute deviation scaled to a normal's standard deviation.
pub(crate) fn robust_sd(values: &[f64]) -> f64 {
    let middle = median(&mut values.to_vec());
    let mut off: Vec<f64> = values.iter().map(|v| (v - middle).abs()).collect();
    1.4826 * median(&mut off)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabulated_values() {
        // Abramowitz and Stegun, tables 6.1, 26.1, 26.10
        for (got, want) in [
            (ln_gamma(0.5), 0.572_364_94),
            (ln_gamma(10.0), 12.801_827_48),
            (digamma(1.0), -0.577_215_66),
            (trigamma(1.0), 1.644_934_07),
            (trigamma_inverse(1.644_934_07), 1.0),
            (gamma_p(1.0, 1.0), 0.632_120_56),
            (gamma_p(5.0, 9.0), 0.945_036_36),
            (normal_quantile_upper(0.025), 1.959_964),
            (normal_quantile_upper(0.841_344_75), -1.0),
            (student_upper(2.228_139, 10.0), 0.025),
            (student_upper(-12.706_205, 1.0), 0.975),
            (student_upper(0.0, 7.0), 0.5),
        ] {
            assert!((got - want).abs() < 2e-6, "{got} is not {want}");
        }
    }

    #[test]
    fn the_middle() {
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&mut []), 0.0);
        assert!((robust_sd(&[1.0, 2.0, 3.0, 4.0, 5.0]) - 1.4826).abs() < 1e-12);
    }
}
