//! Draws from a seed that is written down, so that who doubts a draw can repeat
//! it: SHA-256 of the seed and a counter, eight bytes at a time.

use sha2::{Digest, Sha256};

/// A stream of numbers from a seed.
pub(crate) struct Draw {
    seed: [u8; 32],
    n: u64,
}

impl Draw {
    pub(crate) fn new(seed: [u8; 32]) -> Draw {
        Draw { seed, n: 0 }
    }

    fn next(&mut self) -> u64 {
        let hash = Sha256::new()
            .chain_update(self.seed)
            .chain_update(self.n.to_be_bytes())
            .finalize();
        self.n += 1;
        hash.iter()
            .take(8)
            .fold(0, |number, byte| number << 8 | u64::from(*byte))
    }

    /// A number from 0 to `n - 1`, each as likely; 0 where `n` is 0.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let n = n as u64;
        if n == 0 {
            return 0;
        }
        // what lies beyond the last full round would favour small numbers
        let limit = u64::MAX - u64::MAX % n;
        loop {
            let number = self.next();
            if number < limit {
                return (number % n) as usize;
            }
        }
    }

    /// Any order, each as likely (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// `k` of them, any as likely, in any order.
    pub(crate) fn pick<T>(&mut self, mut from: Vec<T>, k: usize) -> Vec<T> {
        self.shuffle(&mut from);
        from.truncate(k);
        from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_comes_about_as_often() {
        let mut draw = Draw::new([5; 32]);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..6000 {
            let mut items = [1, 2, 3];
            draw.shuffle(&mut items);
            *seen.entry(items).or_insert(0) += 1;
        }
        // 1000 each, standard deviation 29
        assert_eq!(seen.len(), 6);
        assert!(seen.values().all(|n| (880..1120).contains(n)), "{seen:?}");
    }
}
