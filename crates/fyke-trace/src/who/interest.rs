//! How much of a firm belongs to the listed by the numbers, beside the law.
//!
//! The law blocks link by link: half of a half is all of it. The economic part
//! is the product along each chain, summed over all chains: with `A` the matrix
//! of stakes and `r` the listed, it is `r (I + A + A^2 + ...) = r (I - A)^-1`,
//! found by walking the stakes until nothing moves. A person who sees "blocked,
//! and a quarter of it by the numbers" knows what kind of case it is.
//!
//! A stake of unknown size is nothing at the low end and all that the known
//! stakes leave over at the high end. Rings of firms that own each other
//! wholly have no finite answer by the formula; walking from nothing upwards
//! and holding every part to one gives the least that is consistent.
//!
//! Source: Leontief inverse as used for cross-holdings by Brioschi, Buzzacchi
//! and Colombo 1989, from general knowledge.

use super::cascade::Stakes;
use super::register::{NodeId, Register};
use fyke_model::date::Day;

/// Rounds after which a chain of owners no longer matters: a chain of thirty
/// firms with stakes of nine tenths carries less than a twentieth.
pub const ROUNDS_MAX: usize = 30;
/// What moves less than this has come to rest.
const RESTS: f64 = 1e-9;

/// For every node the part of it that belongs to the roots, least and most,
/// 0 to 1. The roots themselves are 1.
pub fn effective_interest(register: &Register, roots: &[NodeId], as_of: Day) -> Vec<(f64, f64)> {
    let stakes = Stakes::on(register, as_of);
    let nodes = register.nodes().len();
    let mut is_root = vec![false; nodes];
    for root in roots.iter().filter(|root| (**root as usize) < nodes) {
        is_root[*root as usize] = true;
    }
    let start = |root: &bool| if *root { (1.0, 1.0) } else { (0.0, 0.0) };
    let mut part: Vec<(f64, f64)> = is_root.iter().map(start).collect();
    for _ in 0..ROUNDS_MAX {
        let mut next: Vec<(f64, f64)> = is_root.iter().map(start).collect();
        // the most that any owner of unknown share could bring
        let mut unknown = vec![0.0f64; nodes];
        for stake in stakes.all.iter().filter(|stake| stake.owns) {
            let (of, to) = (part[stake.owner as usize], stake.owned as usize);
            match stake.share {
                Some((least, most)) => {
                    next[to].0 += least as f64 / 1e6 * of.0;
                    next[to].1 += most as f64 / 1e6 * of.1;
                }
                None => unknown[to] = unknown[to].max(of.1),
            }
        }
        let mut moved = 0.0f64;
        for (at, part) in part.iter_mut().enumerate() {
            next[at].1 += unknown[at] * stakes.left_over[at] as f64 / 1e6;
            let held = (next[at].0.min(1.0), next[at].1.min(1.0));
            moved = moved.max((held.0 - part.0).abs()).max((held.1 - part.1).abs());
            *part = held;
        }
        if moved < RESTS {
            break;
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Told, day};
    use super::*;

    fn part(text: &str, name: &str) -> (f64, f64) {
        let told = Told::read(text);
        effective_interest(&told.register, &[told.node("Ada")], day("2023-06-30"))[told.node(name) as usize]
    }

    #[test]
    fn parts_multiply_down_a_chain_and_add_over_chains() {
        let world = "
            owns Ada   Upper 50
            owns Upper Lower 50
            owns Ada   Lower 10
        ";
        let found = part(world, "Lower");
        assert!((found.0 - 0.35).abs() < 1e-12 && found.0 == found.1, "{found:?}");
    }

    #[test]
    fn a_ring_sums_its_rounds() {
        // x = .2 + .5 y, y = .5 x: x = .2 / .75
        let found = part("owns Ada One 20 \n owns Two One 50 \n owns One Two 50", "One");
        assert!((found.0 - 0.2 / 0.75).abs() < 1e-8, "{found:?}");
    }

    #[test]
    fn what_is_unknown_is_a_range() {
        let world = "owns Ada Firm ? \n owns Clean Firm 70";
        let found = part(world, "Firm");
        assert!(found.0 == 0.0 && (found.1 - 0.3).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn a_closed_ring_stays_within_one() {
        let found = part("owns One Two 100 \n owns Two One 100 \n owns Ada One 50", "Two");
        assert!(found.0 > 0.5 && found.1 <= 1.0, "{found:?}");
    }
}
