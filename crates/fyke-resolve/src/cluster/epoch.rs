//! What is frozen between two full runs, so that the order in which records
//! come cannot show.
//!
//! How rare a key is decides which keys of a record are worth following. If
//! rarity were counted as records arrive, the first and the last would be
//! treated differently and a re-run would give another answer. So the counts
//! are taken once, of a whole edition, and stand until the next epoch; so must
//! the model that scores pairs. One thing is counted live, because it bounds
//! the work: a key that more than [`KeyRules::records_per_key_max`] records
//! follow now leads to no pair. That is a fact about the set of records and
//! not about their order.

/// How keys become candidate pairs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeyRules {
    /// A key that more records share leads to no pair.
    pub records_per_key_max: u16,
    /// Keys followed for a record, the rarest first.
    pub keys_per_record_max: u16,
    /// Shared keys that make two records a candidate pair; at least 1.
    pub shared_keys_min: u16,
}

impl Default for KeyRules {
    /// 60 records a key (1,770 pairs, the bucket of nomenklatura's blocker),
    /// 16 keys a record, 1 shared.
    fn default() -> KeyRules {
        KeyRules {
            records_per_key_max: 60,
            keys_per_record_max: 16,
            shared_keys_min: 1,
        }
    }
}

/// Counts of keys being taken.
#[derive(Clone, Debug)]
pub struct EpochCount {
    epoch: Epoch,
}

/// Frozen counts of keys, and the rules they serve.
///
/// Counts are kept in a table of 16-bit slots without the keys: two keys in
/// one slot look commoner than they are, never rarer, and the same on every
/// machine and in every order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Epoch {
    rules: KeyRules,
    counts: Vec<u16>,
    records: u64,
}

/// Slots for the counts at most: 2 GiB.
const SLOTS_MAX: usize = 1 << 30;

impl EpochCount {
    /// Room for about so many keys in all.
    pub fn new(rules: KeyRules, keys_expected: usize) -> EpochCount {
        let slots = keys_expected
            .saturating_mul(2)
            .clamp(1 << 10, SLOTS_MAX)
            .next_power_of_two();
        EpochCount {
            epoch: Epoch {
                rules,
                counts: vec![0; slots],
                records: 0,
            },
        }
    }

    /// Counts the keys of a record, each once.
    pub fn count(&mut self, keys: &[u64]) {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let slot = self.epoch.slot(key);
            self.epoch.counts[slot] = self.epoch.counts[slot].saturating_add(1);
        }
        self.epoch.records += 1;
    }

    /// From here on the counts stand.
    pub fn freeze(self) -> Epoch {
        self.epoch
    }
}

impl Epoch {
    /// Counts the records of an edition and freezes.
    ///
    /// ```
    /// use fyke_resolve::cluster::{Epoch, KeyRules};
    /// let rules = KeyRules { keys_per_record_max: 1, ..KeyRules::default() };
    /// let epoch = Epoch::of(rules, &[vec![7, 8], vec![7], vec![7]]);
    /// assert_eq!(epoch.chosen(&[7, 8]), [8]); // the rarer
    /// ```
    pub fn of(rules: KeyRules, records: &[Vec<u64>]) -> Epoch {
        let mut count = EpochCount::new(rules, records.iter().map(Vec::len).sum());
        for keys in records {
            count.count(keys);
        }
        count.freeze()
    }

    /// The rules it was frozen with.
    pub fn rules(&self) -> &KeyRules {
        &self.rules
    }

    /// Records counted.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// How many records had the key, at least; 0 of one not seen.
    pub fn count(&self, key: u64) -> u16 {
        self.counts[self.slot(key)]
    }

    /// The keys to follow for a record: those not too common, the rarest
    /// first up to the limit, ties by the key; in rising order.
    pub fn chosen(&self, keys: &[u64]) -> Vec<u64> {
        let counted = keys.iter().map(|key| (self.count(*key), *key));
        let mut rare: Vec<(u16, u64)> = counted
            .filter(|(count, _)| *count <= self.rules.records_per_key_max)
            .collect();
        rare.sort_unstable();
        rare.dedup();
        rare.truncate(usize::from(self.rules.keys_per_record_max));
        let mut chosen: Vec<u64> = rare.into_iter().map(|(_, key)| key).collect();
        chosen.sort_unstable();
        chosen
    }

    fn slot(&self, key: u64) -> usize {
        // Fibonacci hashing (Knuth 6.4): the high bits of a product
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> (64 - self.counts.len().trailing_zeros())) as usize
    }
}

/// How far the records have moved since the counts were frozen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Drift {
    /// Records that the counts were taken of.
    pub records: u64,
    /// Records added, removed or replaced since.
    pub changes: u64,
    /// Keys that lead to no pair now because too many records follow them.
    pub closed_keys: u64,
}

impl Drift {
    /// Changes over the records counted; 1 where none was counted.
    pub fn share(&self) -> f64 {
        if self.records == 0 {
            1.0
        } else {
            self.changes as f64 / self.records as f64
        }
    }

    /// Is a new epoch due: a tenth of the records changed. A rule of thumb: a
    /// count off by a tenth moves a weight by log2(1.1), a seventh of a bit.
    pub fn is_due(&self) -> bool {
        self.share() >= 0.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn too_common_keys_are_not_followed() {
        let rules = KeyRules {
            records_per_key_max: 2,
            ..KeyRules::default()
        };
        let epoch = Epoch::of(rules, &[vec![1, 1, 2], vec![1, 2], vec![1]]);
        assert_eq!((epoch.count(1), epoch.count(2)), (3, 2));
        assert_eq!(epoch.chosen(&[2, 9, 1, 9]), [2, 9]);
    }

    proptest! {
        #[test]
        fn order_does_not_show_and_counts_are_never_low(records in proptest::collection::vec(proptest::collection::vec(0u64..400, 0..9), 0..40)) {
            let epoch = Epoch::of(KeyRules::default(), &records);
            let turned: Vec<Vec<u64>> = records.iter().rev().map(|k| k.iter().rev().copied().collect()).collect();
            prop_assert_eq!(&epoch, &Epoch::of(KeyRules::default(), &turned));
            for key in 0..400 {
                let have = records.iter().filter(|keys| keys.contains(&key)).count();
                prop_assert!(usize::from(epoch.count(key)) >= have);
            }
        }
    }
}
