//! A set of numbers as bits: a third of a megabyte for two and a half million.

/// A set of numbers below a bound.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// An empty set of numbers below `bound`.
    pub(crate) fn below(bound: u32) -> Bits {
        Bits {
            words: vec![0; (bound as usize).div_ceil(64)],
        }
    }

    /// All numbers below `bound`.
    pub(crate) fn all_below(bound: u32) -> Bits {
        let mut bits = Bits {
            words: vec![u64::MAX; (bound as usize).div_ceil(64)],
        };
        if let Some(last) = bits.words.last_mut()
            && !bound.is_multiple_of(64)
        {
            *last = (1 << (bound % 64)) - 1;
        }
        bits
    }

    /// Adds a number; true where it was not there.
    pub(crate) fn add(&mut self, number: u32) -> bool {
        match self.words.get_mut(number as usize / 64) {
            Some(word) => {
                let bit = 1u64 << (number % 64);
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => false,
        }
    }

    /// Whether it is there.
    pub(crate) fn has(&self, number: u32) -> bool {
        let word = self.words.get(number as usize / 64).copied().unwrap_or(0);
        word >> (number % 64) & 1 == 1
    }

    /// Keeps what is in both.
    pub(crate) fn keep(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds what is in the other.
    pub(crate) fn join(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// How many.
    pub(crate) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// True where there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The numbers, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.words).flat_map(|(at, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                if left == 0 {
                    return None;
                }
                let bit = left.trailing_zeros();
                left &= left - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_numbers() {
        let mut set = Bits::below(130);
        assert!(set.is_empty());
        assert!(set.add(129) && set.add(3) && !set.add(3));
        assert_eq!(set.iter().collect::<Vec<_>>(), [3, 129]);
        assert!(set.has(129) && !set.has(128) && !set.has(9_999));
        let mut all = Bits::all_below(130);
        assert_eq!(all.count(), 130);
        all.keep(&set);
        assert_eq!(all, set);
    }
}
