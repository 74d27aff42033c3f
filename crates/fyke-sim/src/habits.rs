//! What a row shows of the habits of its parties.
//!
//! A seller's habits colour four in five of its rows into an embargoed end and
//! one in twelve of its others; a buyer's, a quarter of what it buys. Planted
//! and honest firms have them through this one function. Firms that are no hub
//! units have habits too, out of their number, at the honest rates.

use crate::recipe::honest;
use crate::rng::mix;
use crate::typologies::{Set, t};

/// Habits of a seller.
const OUT: Set = t(11) | t(12) | t(13) | t(14) | t(15) | t(16) | t(21) | t(23) | t(31);
/// Habits of a buyer.
const IN: Set = t(21) | t(23);
/// How often a seller's habit shows: into an end, and elsewhere.
const SHOWS: (f64, f64) = (0.8, 0.08);
/// How often a buyer's does.
const SHOWS_IN: f64 = 0.25;
/// Habits that any firm may have.
const ANY: [u32; 8] = [11, 13, 14, 15, 16, 21, 23, 31];

/// The habits of a firm that is no unit, out of its number.
fn of_anyone(seed: u64, firm: u32) -> Set {
    let mut bits = mix(seed ^ u64::from(firm) ^ 0x4ab1);
    let mut set = 0;
    for number in ANY {
        if ((bits & 0xffff) as f64) < honest(number) * 65_536.0 {
            set |= t(number);
        }
        bits = mix(bits);
    }
    set
}

/// The marks of a row; `u` and `v` are uniform draws.
pub(crate) fn marks(
    (seed, from, into_end): (u64, u32, bool),
    (seller, buyer): (Option<Set>, Option<Set>),
    (u, v): (f64, f64),
) -> Set {
    let mut marks = 0;
    if u < if into_end { SHOWS.0 } else { SHOWS.1 } {
        marks |= seller.unwrap_or_else(|| of_anyone(seed, from)) & OUT;
    }
    if v < SHOWS_IN {
        marks |= buyer.unwrap_or(0) & IN;
    }
    marks
}

/// What a dear or a cheap seller asks against the usual price.
pub(crate) fn price(marks: Set, seed: u64, from: u32) -> f64 {
    let own = (mix(seed ^ u64::from(from) ^ 0x9c1) >> 40) as f64 / f64::from(1 << 24);
    if marks & t(11) != 0 {
        1.45 + 1.1 * own
    } else if marks & t(12) != 0 {
        0.10 + 0.25 * own
    } else {
        1.0
    }
}

/// Values below which less is asked: small consignments, licences, insurance.
const LIMITS_USD: [f64; 6] = [1_000.0, 2_500.0, 5_000.0, 10_000.0, 25_000.0, 50_000.0];

/// Parts of a consignment, each just under the lowest limit that three parts can
/// keep to, as shares of its value; one part where no limit is near.
pub(crate) fn parcels(value_minor: i64, mut draw: impl FnMut() -> f64) -> Vec<f64> {
    let usd = value_minor as f64 / 100.0;
    let Some(limit) = LIMITS_USD.into_iter().find(|limit| usd / limit <= 2.7) else {
        return vec![1.0];
    };
    let (mut left, mut parts) = (usd, Vec::new());
    while left > limit * 0.99 && parts.len() < 3 {
        let part = limit * (0.90 + 0.095 * draw());
        parts.push(part / usd);
        left -= part;
    }
    if left > 0.0 {
        parts.push(left / usd);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_consignment_keeps_its_value_and_stays_below_a_limit() {
        let mut n = 0.0;
        let parts = parcels(3_100_000, || {
            n += 0.2;
            n % 1.0
        });
        // 31,000 USD: two parcels under 25,000
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!((parts.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(parts.iter().all(|p| p * 31_000.0 < 25_000.0), "{parts:?}");
        assert_eq!(parcels(90_000_000, || 0.5), [1.0]);
    }
}
