//! Where in its ring a cell lies: a permutation of the places under a key.
//!
//! A ring has at most some millions of places, so the permutation is not
//! computed but drawn once and kept: a Fisher-Yates shuffle (R. Durstenfeld,
//! *Algorithm 235*, CACM 7, 1964; Knuth, TAOCP 2, algorithm P) whose draws come
//! from HMAC-SHA256 in counter mode (NIST SP 800-108). It is uniform among all
//! permutations as far as HMAC is a pseudorandom function, with no bound that
//! depends on rounds, as a small-domain cipher would have (swap-or-not is weak
//! where nearly all points are seen, which a ring does). Cost: four bytes a
//! place, some milliseconds at opening.

use crate::secret::{Secret, hmac};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// A permutation of `0..places`.
pub struct Shuffle(Vec<u32>);

impl Shuffle {
    /// The one of this key.
    ///
    /// ```
    /// use fyke_door::{secret::Secret, slab::shuffle::Shuffle};
    /// let shuffle = Shuffle::of(&Secret::new([1; 32]), 5);
    /// let mut places: Vec<u32> = (0..5).map(|n| shuffle.place(n)).collect();
    /// places.sort_unstable();
    /// assert_eq!(places, [0, 1, 2, 3, 4]);
    /// assert_eq!(shuffle.place(7), shuffle.place(2));
    /// ```
    pub fn of(key: &Secret<32>, places: u32) -> Shuffle {
        let mut draws = Draws::of(key);
        let mut drawn: Vec<u32> = (0..places).collect();
        for last in (1..places).rev() {
            drawn.swap(last as usize, draws.below(last + 1) as usize);
        }
        Shuffle(drawn)
    }

    /// The place of cell number `n`, whose ring has gone round `n / places` times.
    pub fn place(&self, n: u64) -> u32 {
        let places = self.0.len().max(1) as u64;
        let at = usize::try_from(n % places).unwrap_or(0);
        self.0.get(at).copied().unwrap_or(0)
    }
}

/// Words of HMAC-SHA256(key, counter), eight a block.
struct Draws {
    mac: Hmac<Sha256>,
    counter: u64,
    words: Vec<u32>,
}

impl Draws {
    fn of(key: &Secret<32>) -> Draws {
        Draws {
            mac: hmac(key),
            counter: 0,
            words: Vec::new(),
        }
    }

    fn word(&mut self) -> u32 {
        if self.words.is_empty() {
            let block = self.mac.clone().chain_update(self.counter.to_be_bytes());
            self.counter += 1;
            let block = block.finalize().into_bytes();
            let words = block.as_chunks::<4>().0.iter().rev();
            self.words.extend(words.map(|word| u32::from_be_bytes(*word)));
        }
        self.words.pop().unwrap_or(0)
    }

    /// Uniform below `bound`: words past the last whole multiple are drawn again.
    fn below(&mut self, bound: u32) -> u32 {
        let over = (u32::MAX % bound + 1) % bound;
        loop {
            let word = self.word();
            if word <= u32::MAX - over {
                return word % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_comes_about_as_often() {
        let mut seen = std::collections::BTreeMap::<Vec<u32>, u32>::new();
        for key in 0..6_000u32 {
            let mut bytes = [0u8; 32];
            bytes[..4].copy_from_slice(&key.to_be_bytes());
            let shuffle = Shuffle::of(&Secret::new(bytes), 3);
            *seen
                .entry((0..3).map(|n| shuffle.place(n)).collect())
                .or_default() += 1;
        }
        assert_eq!(seen.len(), 6);
        // six orders, 1,000 each expected: chi-square of 5 degrees below 20.5 at 0.001
        let chi: f64 = seen
            .values()
            .map(|n| (f64::from(*n) - 1000.0).powi(2) / 1000.0)
            .sum();
        assert!(chi < 20.5, "{chi}: {seen:?}");
    }
}
