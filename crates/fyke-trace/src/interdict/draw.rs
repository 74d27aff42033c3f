//! Chance that depends on nothing but a seed and a name.
//!
//! Every number of a scenario is drawn by hashing (seed, scenario, what), so
//! that it is the same whichever actions stand beside it and whatever was
//! drawn before: two plans are compared in the same scenarios.

/// A number in 0..1 for a seed and parts.
pub fn unit(seed: u64, parts: &[u64]) -> f64 {
    let mut state = mix(seed ^ 0x9e37_79b9_7f4a_7c15);
    for part in parts {
        state = mix(state ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93));
    }
    (state >> 11) as f64 / (1u64 << 53) as f64
}

/// SplitMix64's finaliser (Steele, Lea, Flood 2014).
fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The number of a text (FNV-1a).
pub fn name(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The number of a uniform draw in the triangle over low, likely, high.
pub fn triangle(draw: f64, [low, likely, high]: [f64; 3]) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return likely;
    }
    let turn = (likely - low) / width;
    if draw < turn {
        low + (draw * width * (likely - low)).sqrt()
    } else {
        high - ((1.0 - draw) * width * (high - likely)).sqrt()
    }
}

/// A Latin hypercube: draw `at` of `count` lies in a stratum of its own, so
/// that few scenarios cover the whole range of every parameter.
pub fn stratified(seed: u64, what: u64, at: usize, count: usize) -> f64 {
    let key = |k: usize| unit(seed, &[what, 1, k as u64]);
    let mine = key(at);
    let rank = (0..count)
        .filter(|k| {
            let other = key(*k);
            other < mine || (other == mine && *k < at)
        })
        .count();
    (rank as f64 + unit(seed, &[what, 2, at as u64])) / count.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_triangle_has_its_mean_and_stays_inside() {
        let range = [10.0, 35.0, 90.0];
        let drawn: Vec<f64> = (0..10_000).map(|k| triangle(unit(1, &[k]), range)).collect();
        assert!(drawn.iter().all(|x| (10.0..=90.0).contains(x)));
        let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
        assert!((mean - 45.0).abs() < 1.0, "{mean}");
        assert_eq!(triangle(0.3, [2.0, 2.0, 2.0]), 2.0);
    }

    #[test]
    fn strata_are_each_met_once() {
        let mut strata: Vec<usize> = (0..16)
            .map(|k| (stratified(7, 3, k, 16) * 16.0) as usize)
            .collect();
        strata.sort_unstable();
        assert_eq!(strata, (0..16).collect::<Vec<_>>());
    }
}
