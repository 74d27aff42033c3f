//! Which records share a key, kept as records come and go.
//!
//! The answer depends on the set of records alone: two records are a
//! candidate pair when enough of the keys followed for both are open, and a
//! key is open while no more than the limit follow it. A change therefore
//! moves the pairs of its own record, and those of a key that it opens or
//! closes; [`KeyIndex`] hands out exactly these.
//!
//! A list taken in whole is a sorted table that never changes; what comes
//! later lies beside it. A record's own keys say which rows of the table still
//! hold.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::epoch::{Drift, Epoch};

/// Candidate pairs that came and went with a change, lower record first, in
/// order. A pair of a replaced record is in both lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PairChange {
    /// Pairs that are no candidates any more, or that must be scored anew.
    pub lost: Vec<(u32, u32)>,
    /// Pairs that became candidates.
    pub gained: Vec<(u32, u32)>,
}

/// Keys and the records that follow them.
#[derive(Clone, Debug)]
pub struct KeyIndex {
    epoch: Epoch,
    /// Keys followed for each record, rising.
    keys_of: Vec<Option<Box<[u64]>>>,
    table: Table,
    /// Followers that the table does not hold, rising. A tree, because a hash
    /// table that grows makes one record in a million wait for all others.
    added: BTreeMap<u64, Vec<u32>>,
    /// Keys with more followers than the limit, and how many.
    closed: FxHashMap<u64, u32>,
    changes: u64,
}

/// Followers by key as they were when the list was taken in.
#[derive(Clone, Debug, Default)]
struct Table {
    keys: Vec<u64>,
    ends: Vec<u32>,
    followers: Vec<u32>,
}

impl Table {
    fn of(mut rows: Vec<(u64, u32)>) -> Table {
        rows.sort_unstable();
        let mut table = Table::default();
        for (key, follower) in rows {
            if table.keys.last() != Some(&key) {
                table.keys.push(key);
                table.ends.push(table.followers.len() as u32);
            }
            table.followers.push(follower);
            if let Some(end) = table.ends.last_mut() {
                *end += 1;
            }
        }
        table
    }

    fn of_key(&self, key: u64) -> &[u32] {
        let Ok(at) = self.keys.binary_search(&key) else {
            return &[];
        };
        let from = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.followers[from as usize..self.ends[at] as usize]
    }
}

impl KeyIndex {
    /// Takes in a whole list: the keys of each record, by its number. Of a
    /// number given twice the last counts.
    pub fn build(epoch: Epoch, records: &[(u32, Vec<u64>)]) -> KeyIndex {
        let numbers = records
            .iter()
            .map(|(record, _)| *record as usize + 1)
            .max()
            .unwrap_or(0);
        let mut keys_of: Vec<Option<Box<[u64]>>> = vec![None; numbers];
        for (record, keys) in records {
            keys_of[*record as usize] = Some(epoch.chosen(keys).into_boxed_slice());
        }
        let mut rows: Vec<(u64, u32)> = Vec::new();
        for (record, keys) in (0u32..).zip(&keys_of) {
            rows.extend(keys.iter().flatten().map(|key| (*key, record)));
        }
        let table = Table::of(rows);
        let limit = u32::from(epoch.rules().records_per_key_max);
        let mut from = 0;
        let mut closed = FxHashMap::default();
        for (key, end) in table.keys.iter().zip(&table.ends) {
            if end - from > limit {
                closed.insert(*key, end - from);
            }
            from = *end;
        }
        KeyIndex {
            epoch,
            keys_of,
            table,
            added: BTreeMap::new(),
            closed,
            changes: 0,
        }
    }

    /// Is the record there.
    pub fn contains(&self, record: u32) -> bool {
        self.keys_of(record).is_some()
    }

    /// The records there, rising.
    pub fn records(&self) -> impl Iterator<Item = u32> {
        (0u32..)
            .zip(&self.keys_of)
            .filter(|(_, keys)| keys.is_some())
            .map(|(record, _)| record)
    }

    /// How far the records have moved since the epoch began.
    pub fn drift(&self) -> Drift {
        Drift {
            records: self.epoch.records(),
            changes: self.changes,
            closed_keys: self.closed.len() as u64,
        }
    }

    /// All candidate pairs, in order.
    pub fn pairs(&self) -> Vec<(u32, u32)> {
        let mut keys: Vec<u64> = self
            .table
            .keys
            .iter()
            .copied()
            .chain(self.added.keys().copied())
            .collect();
        keys.sort_unstable();
        keys.dedup();
        let mut pairs = Vec::new();
        for key in keys.into_iter().filter(|key| !self.closed.contains_key(key)) {
            match self.changes {
                0 => between(self.table.of_key(key), &mut pairs),
                _ => between(&self.followers(key), &mut pairs),
            }
        }
        pairs.sort_unstable();
        let min = usize::from(self.epoch.rules().shared_keys_min.max(1));
        pairs
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= min)
            .map(|same| same[0])
            .collect()
    }

    /// Adds a record or replaces it.
    pub fn put(&mut self, record: u32, keys: &[u64]) -> PairChange {
        let mut change = if self.contains(record) {
            self.take(record)
        } else {
            PairChange::default()
        };
        let chosen = self.epoch.chosen(keys);
        let limit = u32::from(self.epoch.rules().records_per_key_max);
        let mut closing = Vec::new();
        for key in &chosen {
            let followers = self.count(*key);
            if followers == limit {
                closing.push(*key);
            }
            if followers >= limit {
                self.closed.insert(*key, followers + 1);
            }
        }
        // what the closing keys leave without enough others
        let mut shaken = Vec::new();
        for key in &closing {
            self.closed.remove(key);
            between(&self.followers(*key), &mut shaken);
        }
        let was = self.candidates_of(shaken);
        for key in closing {
            self.closed.insert(key, limit + 1);
        }
        for pair in was.into_iter().filter(|(a, b)| !self.is_candidate(*a, *b)) {
            // what the old record's leaving brought, its coming back takes again
            match change.gained.binary_search(&pair) {
                Ok(at) => drop(change.gained.remove(at)),
                Err(_) => change.lost.push(pair),
            }
        }

        if self.keys_of.len() <= record as usize {
            self.keys_of.resize(record as usize + 1, None);
        }
        for key in &chosen {
            if self.table.of_key(*key).binary_search(&record).is_err() {
                let added = self.added.entry(*key).or_default();
                added.insert(added.partition_point(|other| *other < record), record);
            }
        }
        self.keys_of[record as usize] = Some(chosen.into_boxed_slice());
        change.gained.extend(self.pairs_of(record));
        self.changes += 1;
        in_order(change)
    }

    /// Takes a record out. Nothing happens where it is not there.
    pub fn remove(&mut self, record: u32) -> PairChange {
        self.changes += u64::from(self.contains(record));
        in_order(self.take(record))
    }

    fn take(&mut self, record: u32) -> PairChange {
        let Some(keys) = self.keys_of(record).map(<[u64]>::to_vec) else {
            return PairChange::default();
        };
        let mut change = PairChange {
            lost: self.pairs_of(record),
            gained: Vec::new(),
        };
        let limit = u32::from(self.epoch.rules().records_per_key_max);
        self.keys_of[record as usize] = None;
        let mut opening = Vec::new();
        for key in keys {
            if let Some(added) = self.added.get_mut(&key) {
                if let Ok(at) = added.binary_search(&record) {
                    added.remove(at);
                }
                if added.is_empty() {
                    self.added.remove(&key);
                }
            }
            if let Some(followers) = self.closed.get_mut(&key) {
                *followers -= 1;
                if *followers == limit {
                    opening.push(key);
                }
            }
        }
        let mut shaken = Vec::new();
        for key in &opening {
            between(&self.followers(*key), &mut shaken);
        }
        shaken.sort_unstable();
        shaken.dedup();
        shaken.retain(|(a, b)| !self.is_candidate(*a, *b));
        for key in opening {
            self.closed.remove(&key);
        }
        change.gained = self.candidates_of(shaken);
        change
    }

    /// The candidate pairs of a record, by its partner.
    fn pairs_of(&self, record: u32) -> Vec<(u32, u32)> {
        let min = usize::from(self.epoch.rules().shared_keys_min.max(1));
        let mut near: Vec<u32> = Vec::new();
        for key in self.keys_of(record).unwrap_or_default() {
            if !self.closed.contains_key(key) {
                near.extend(self.followers(*key));
            }
        }
        near.sort_unstable();
        let often = near
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= min && same[0] != record);
        often
            .map(|same| (record.min(same[0]), record.max(same[0])))
            .collect()
    }

    fn candidates_of(&self, mut pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
        pairs.sort_unstable();
        pairs.dedup();
        pairs.retain(|(a, b)| self.is_candidate(*a, *b));
        pairs
    }

    /// Do two records share enough open keys.
    pub fn is_candidate(&self, a: u32, b: u32) -> bool {
        let (Some(one), Some(other)) = (self.keys_of(a), self.keys_of(b)) else {
            return false;
        };
        let shared = one.iter().filter(|key| other.binary_search(key).is_ok());
        let open = shared.filter(|key| !self.closed.contains_key(key)).count();
        a != b && open >= usize::from(self.epoch.rules().shared_keys_min.max(1))
    }

    fn keys_of(&self, record: u32) -> Option<&[u64]> {
        self.keys_of.get(record as usize)?.as_deref()
    }

    /// The records that follow a key now, rising.
    fn followers(&self, key: u64) -> Vec<u32> {
        let holds = |record: &&u32| {
            self.keys_of(**record)
                .is_some_and(|keys| keys.binary_search(&key).is_ok())
        };
        let mut followers: Vec<u32> = self.table.of_key(key).iter().filter(holds).copied().collect();
        followers.extend(self.added.get(&key).into_iter().flatten());
        followers.sort_unstable();
        followers
    }

    fn count(&self, key: u64) -> u32 {
        self.closed
            .get(&key)
            .copied()
            .unwrap_or_else(|| self.followers(key).len() as u32)
    }
}

/// Every pair of a rising list.
fn between(records: &[u32], pairs: &mut Vec<(u32, u32)>) {
    for (at, a) in records.iter().enumerate() {
        pairs.extend(records[at + 1..].iter().map(|b| (*a, *b)));
    }
}

fn in_order(mut change: PairChange) -> PairChange {
    for list in [&mut change.lost, &mut change.gained] {
        list.sort_unstable();
        list.dedup();
    }
    change
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::epoch::KeyRules;
    use super::*;
    use proptest::prelude::*;

    /// Candidate pairs as the words above define them.
    fn by_definition(epoch: &Epoch, records: &BTreeMap<u32, Vec<u64>>) -> Vec<(u32, u32)> {
        let chosen: BTreeMap<u32, Vec<u64>> = records.iter().map(|(r, k)| (*r, epoch.chosen(k))).collect();
        let open = |key: &u64| {
            let followers = chosen.values().filter(|keys| keys.contains(key)).count();
            followers <= usize::from(epoch.rules().records_per_key_max)
        };
        let mut pairs = Vec::new();
        for (a, one) in &chosen {
            for (b, other) in chosen.range(a + 1..) {
                let shared = one.iter().filter(|key| other.contains(key) && open(key)).count();
                if shared >= usize::from(epoch.rules().shared_keys_min) {
                    pairs.push((*a, *b));
                }
            }
        }
        pairs
    }

    proptest! {
        #[test]
        fn the_index_gives_what_the_definition_gives(
            first in proptest::collection::btree_map(0u32..14, proptest::collection::vec(0u64..9, 0..5), 0..14),
            changes in proptest::collection::vec((0u32..14, proptest::option::of(proptest::collection::vec(0u64..9, 0..5))), 0..30),
            limit in 1u16..5, keys in 1u16..5, shared in 1u16..3,
        ) {
            let rules = KeyRules { records_per_key_max: limit, keys_per_record_max: keys, shared_keys_min: shared };
            // frozen of half the records only, so that keys fill up later
            let base: Vec<Vec<u64>> = first.values().step_by(2).cloned().collect();
            let epoch = Epoch::of(rules, &base);
            let listed: Vec<(u32, Vec<u64>)> = first.clone().into_iter().collect();
            let mut index = KeyIndex::build(epoch.clone(), &listed);
            let mut records = first;
            let mut kept: BTreeSet<(u32, u32)> = index.pairs().into_iter().collect();
            for (record, keys) in changes {
                let change = match keys {
                    Some(keys) => {
                        records.insert(record, keys.clone());
                        index.put(record, &keys)
                    }
                    None => {
                        records.remove(&record);
                        index.remove(record)
                    }
                };
                for pair in change.lost {
                    prop_assert!(kept.remove(&pair), "lost what was not there");
                }
                for pair in change.gained {
                    prop_assert!(kept.insert(pair), "gained what was there");
                }
                let expected = by_definition(&epoch, &records);
                prop_assert!(kept.iter().eq(&expected));
                prop_assert_eq!(&index.pairs(), &expected);
                prop_assert!(index.records().eq(records.keys().copied()));
            }
        }
    }
}
