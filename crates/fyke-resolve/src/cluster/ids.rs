//! Ids that last: a cluster keeps its id while its records come and go.
//!
//! The id stays with the cluster that holds most of the records it had. What
//! merged, split, appeared or went is told in events, so that whoever quoted
//! an id can follow it. Nothing is random: a new id is a hash of the key of
//! the first record of its cluster, so two machines give the same one, and a
//! cluster that comes back after an undo gets its old id back.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

/// Which cluster each record was in, by ids.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ids {
    of_record: BTreeMap<String, String>,
    in_use: BTreeMap<String, InUse>,
    runs: u64,
}

/// An id that records hold.
#[derive(Clone, PartialEq, Eq, Debug)]
struct InUse {
    /// The run that first gave it.
    born: u64,
    /// The record that it was first given for.
    first: String,
    records: u64,
}

/// What happened to an id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Event {
    /// A cluster without a history, or one that came back.
    New {
        /// Its id.
        id: String,
    },
    /// A cluster took in records of several ids.
    Merged {
        /// The id it has now.
        into: String,
        /// The ids that its records had, rising; with its own if it had it before.
        from: Vec<String>,
    },
    /// The records of an id are in several clusters now.
    Split {
        /// The id.
        from: String,
        /// The ids that its records have now, rising; with itself if it stays in use.
        into: Vec<String>,
    },
    /// An id is no longer in use.
    Retired {
        /// Which.
        id: String,
        /// Where its records are now, rising; empty if none is left.
        into: Vec<String>,
    },
}

impl Ids {
    /// Ids that are held already, by record: those of a run before, or of a
    /// resolver file.
    pub fn held<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Ids {
        let mut ids = Ids::default();
        for (record, id) in pairs {
            ids.hold(record, id);
        }
        ids
    }

    /// The id of a record's cluster.
    pub fn of(&self, record: &str) -> Option<&str> {
        self.of_record.get(record).map(String::as_str)
    }

    /// Records with the id of their cluster, by record.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.of_record
            .iter()
            .map(|(record, id)| (record.as_str(), id.as_str()))
    }

    /// Gives ids to the clusters that a change touched. `clusters` are the
    /// clusters as they are now, by the keys of their records; `gone` are
    /// records that are no more. Clusters that nothing touched may be left
    /// out: the result is the same. Events come sorted.
    ///
    /// ```
    /// use fyke_resolve::cluster::{Event, Ids};
    /// let clusters = |text: &str| -> Vec<Vec<String>> {
    ///     text.split(' ').map(|c| c.split('+').map(str::to_owned).collect()).collect()
    /// };
    /// let mut ids = Ids::default();
    /// ids.update(&clusters("a+b+c d"), &[]);
    /// let id = ids.of("a").unwrap().to_owned();
    /// let events = ids.update(&clusters("a b+c+d"), &[]);
    /// assert_eq!(ids.of("d"), Some(id.as_str()));
    /// assert!(matches!(&events[1], Event::Merged { into, .. } if *into == id));
    /// ```
    pub fn update(&mut self, clusters: &[Vec<String>], gone: &[String]) -> Vec<Event> {
        self.runs += 1;
        let mut clusters = in_order(clusters);
        let mut moves = Moves::default();
        for record in gone {
            if let Some(id) = self.let_go(record) {
                moves.to.entry(id).or_default();
            }
        }
        clusters.retain(|cluster| !self.is_as_it_was(cluster));
        let before: Vec<Vec<String>> = clusters
            .iter()
            .map(|c| c.iter().filter_map(|record| self.let_go(record)).collect())
            .collect();
        let kept = self.kept(&clusters, &before);
        for (ids, kept) in before.iter().zip(&kept) {
            // an id that goes on is in use again before a new one is made
            for id in ids {
                moves.to.entry(id.clone()).or_default();
            }
            if let Some(entry) = kept.as_ref().and_then(|id| self.in_use.get_mut(id)) {
                entry.records += 1;
            }
        }
        for ((cluster, kept), before) in clusters.iter().zip(&kept).zip(before) {
            let id = kept.clone().unwrap_or_else(|| self.free_id(cluster[0]));
            for record in cluster {
                self.hold(record, &id);
            }
            moves.add(before, &id);
        }
        for id in kept.into_iter().flatten() {
            self.release(&id);
        }
        moves.to.keys().for_each(|id| self.forget(id));
        moves.events(|id| self.in_use.contains_key(id))
    }

    /// Do these records, and no others, hold one id.
    fn is_as_it_was(&self, cluster: &[&str]) -> bool {
        let Some(id) = cluster.first().and_then(|record| self.of(record)) else {
            return false;
        };
        let holders = self.in_use.get(id).map_or(0, |entry| entry.records);
        holders == cluster.len() as u64 && cluster.iter().all(|record| self.of(record) == Some(id))
    }

    /// The id each cluster keeps: the largest shares are served first, of
    /// equal ones the oldest id, then the lowest, then the cluster of the
    /// record that the id was first given for (an undo brings it back to
    /// where it was), then of the lowest record.
    fn kept(&self, clusters: &[Vec<&str>], before: &[Vec<String>]) -> Vec<Option<String>> {
        let mut claims: Vec<Claim> = Vec::new();
        for (place, (cluster, ids)) in clusters.iter().zip(before).enumerate() {
            let mut held: Vec<&str> = ids.iter().map(String::as_str).collect();
            held.sort_unstable();
            for same in held.chunk_by(|a, b| a == b) {
                let Some(entry) = self.in_use.get(same[0]) else {
                    continue;
                };
                let at_home = cluster.binary_search(&entry.first.as_str()).is_ok();
                claims.push((Reverse(same.len()), entry.born, same[0], Reverse(at_home), place));
            }
        }
        claims.sort_unstable();
        let mut kept: Vec<Option<String>> = vec![None; before.len()];
        let mut taken: BTreeSet<&str> = BTreeSet::new();
        for (_, _, id, _, place) in claims {
            if kept[place].is_none() && taken.insert(id) {
                kept[place] = Some(id.to_owned());
            }
        }
        kept
    }

    /// A new id for the cluster of a first record: `NK-`, which other tools
    /// take for a canonical id, and 80 bits of the hash of the record's key.
    fn free_id(&self, record: &str) -> String {
        let id = |turn: u64| {
            let mut hash = Sha256::new();
            hash.update(b"fyke cluster\0");
            hash.update(turn.to_le_bytes());
            hash.update(record.as_bytes());
            let digits: String = hash
                .finalize()
                .iter()
                .take(10)
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("NK-{digits}")
        };
        let free = |id: &String| !self.in_use.contains_key(id);
        (0..)
            .map(id)
            .find(free)
            .expect("fewer ids are in use than there are turns")
    }

    fn hold(&mut self, record: &str, id: &str) {
        if let Some(held) = self.let_go(record) {
            self.forget(&held);
        }
        self.of_record.insert(record.to_owned(), id.to_owned());
        let entry = self.in_use.entry(id.to_owned()).or_insert(InUse {
            born: self.runs,
            first: record.to_owned(),
            records: 0,
        });
        entry.records += 1;
    }

    /// Takes a record from its id, which stays known until [`Ids::forget`].
    fn let_go(&mut self, record: &str) -> Option<String> {
        let id = self.of_record.remove(record)?;
        self.release(&id);
        Some(id)
    }

    fn release(&mut self, id: &str) {
        if let Some(entry) = self.in_use.get_mut(id) {
            entry.records -= 1;
        }
    }

    fn forget(&mut self, id: &str) {
        if self.in_use.get(id).is_some_and(|entry| entry.records == 0) {
            self.in_use.remove(id);
        }
    }
}

/// A cluster's claim to an id, the best first: how many records held it, when
/// it was born, the id, whether its first record is here, the cluster's place.
type Claim<'a> = (Reverse<usize>, u64, &'a str, Reverse<bool>, usize);

/// The clusters by their first record, the records of each in order.
fn in_order(clusters: &[Vec<String>]) -> Vec<Vec<&str>> {
    let mut sorted: Vec<Vec<&str>> = clusters
        .iter()
        .filter(|cluster| !cluster.is_empty())
        .map(|cluster| {
            let mut records: Vec<&str> = cluster.iter().map(String::as_str).collect();
            records.sort_unstable();
            records.dedup();
            records
        })
        .collect();
    sorted.sort_unstable();
    sorted
}

/// Where the records of each id went, and whence those of each came.
#[derive(Default)]
struct Moves {
    to: BTreeMap<String, BTreeSet<String>>,
    from: BTreeMap<String, BTreeSet<String>>,
}

impl Moves {
    fn add(&mut self, before: Vec<String>, after: &str) {
        let from = self.from.entry(after.to_owned()).or_default();
        for id in before {
            if !from.contains(&id) {
                self.to.entry(id.clone()).or_default().insert(after.to_owned());
                from.insert(id);
            }
        }
    }

    fn events(self, in_use: impl Fn(&str) -> bool) -> Vec<Event> {
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<String>>();
        let mut events: Vec<Event> = Vec::new();
        for (id, from) in &self.from {
            if !self.to.contains_key(id) {
                events.push(Event::New { id: id.clone() });
            }
            if from.len() > 1 {
                events.push(Event::Merged {
                    into: id.clone(),
                    from: list(from),
                });
            }
        }
        for (id, to) in &self.to {
            if to.len() > 1 {
                events.push(Event::Split {
                    from: id.clone(),
                    into: list(to),
                });
            }
            if !in_use(id) {
                events.push(Event::Retired {
                    id: id.clone(),
                    into: list(to),
                });
            }
        }
        events.sort_unstable();
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `a+b c` as clusters.
    fn clusters(text: &str) -> Vec<Vec<String>> {
        text.split(' ')
            .map(|c| c.split('+').map(str::to_owned).collect())
            .collect()
    }

    /// The world after a run, in letters of the records that named the ids:
    /// `a+b:a` is the cluster of `a` and `b` under the id made for `a`.
    fn told(ids: &Ids) -> String {
        let named: BTreeMap<String, &str> = ["a", "b", "c", "d", "e", "f"]
            .map(|r| (Ids::default().free_id(r), r))
            .into();
        let mut by_id: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (record, id) in ids.iter() {
            by_id
                .entry(named.get(id).copied().unwrap_or("?"))
                .or_default()
                .push(record);
        }
        let part = |(id, records): (&&str, &Vec<&str>)| format!("{}:{id}", records.join("+"));
        by_id.iter().map(part).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_majority_keeps_the_id() {
        let mut ids = Ids::default();
        assert_eq!(ids.update(&clusters("a+b+c d"), &[]).len(), 2);
        assert_eq!(told(&ids), "a+b+c:a d:d");
        // nothing changed, nothing happens
        assert_eq!(ids.update(&clusters("d c+b+a"), &[]), []);
        // b and c outvote a, which needs another id: its own is in use
        let events = ids.update(&clusters("a b+c"), &[]);
        assert_eq!(told(&ids), "a:? b+c:a d:d");
        assert!(
            matches!(events[..], [Event::New { .. }, Event::Split { .. }]),
            "{events:?}"
        );
    }

    #[test]
    fn an_even_merge_keeps_the_older_and_undo_brings_the_other_back() {
        let mut ids = Ids::default();
        ids.update(&clusters("d"), &[]);
        ids.update(&clusters("a"), &[]);
        let before = told(&ids);
        let events = ids.update(&clusters("a+d"), &[]);
        assert_eq!(told(&ids), "a+d:d");
        let id = |record| Ids::default().free_id(record);
        let mut from = vec![id("a"), id("d")];
        from.sort();
        let expected = [
            Event::Merged { into: id("d"), from },
            Event::Retired {
                id: id("a"),
                into: vec![id("d")],
            },
        ];
        assert_eq!(events, expected);
        ids.update(&clusters("d a"), &[]);
        assert_eq!(told(&ids), before);
    }

    #[test]
    fn what_is_gone_is_retired() {
        let mut ids = Ids::default();
        ids.update(&clusters("a+b c"), &[]);
        let events = ids.update(&[], &["c".to_owned()]);
        assert_eq!(
            events,
            [Event::Retired {
                id: Ids::default().free_id("c"),
                into: vec![]
            }]
        );
        assert_eq!((ids.of("c"), told(&ids).as_str()), (None, "a+b:a"));
    }

    #[test]
    fn ids_that_are_held_go_on() {
        let mut ids = Ids::held([("a", "Q42"), ("b", "NK-x")]);
        ids.update(&clusters("a+b+c"), &[]);
        assert_eq!(ids.of("c"), Some("NK-x"));
    }

    proptest! {
        #[test]
        fn one_cluster_one_id_and_only_the_touched_matter(
            runs in proptest::collection::vec(proptest::collection::vec(0u8..5, 8), 1..6)
        ) {
            let (mut all, mut touched) = (Ids::default(), Ids::default());
            let mut last: Vec<Vec<String>> = Vec::new();
            for labels in runs {
                let mut now: BTreeMap<u8, Vec<String>> = BTreeMap::new();
                for (record, label) in labels.iter().enumerate() {
                    now.entry(*label).or_default().push(format!("r{record}"));
                }
                let now: Vec<Vec<String>> = now.into_values().collect();
                let events = all.update(&now, &[]);
                // each cluster has one id, no two share one
                let held: BTreeSet<&str> = now.iter().filter_map(|c| all.of(&c[0])).collect();
                prop_assert_eq!(held.len(), now.len());
                prop_assert!(now.iter().flatten().all(|r| all.of(r).is_some()));
                for cluster in &now {
                    prop_assert!(cluster.iter().all(|r| all.of(r) == all.of(&cluster[0])));
                }
                prop_assert_eq!(all.in_use.len(), now.len());
                // the clusters that stayed as they were may be left out
                let changed: Vec<Vec<String>> = now.iter().filter(|c| !last.contains(c)).cloned().collect();
                prop_assert_eq!(&touched.update(&changed, &[]), &events);
                prop_assert!(touched.iter().eq(all.iter()));
                last = now;
            }
        }
    }
}
