//! Upkeep equals a full run: any order, any batches, added, replaced, removed,
//! judged, withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Change, Constraints, Epoch, KeyRules, Resolved, UpkeepError, Verdict, cluster};
use crate::measure::Rng;

/// Numbers of records and, from 10, of other ids.
const NUMBERS: usize = 13;

/// The world as it stands: records with keys and an edition, judgements.
#[derive(Clone, Default)]
struct World {
    records: BTreeMap<u32, (Vec<u64>, u32)>,
    said: BTreeMap<(u32, u32), Verdict>,
}

impl World {
    fn make(&mut self, change: &Change) {
        match change.clone() {
            Change::Put { record, keys } => {
                let edition = self.records.get(&record).map_or(0, |r| r.1 + 1);
                self.records.insert(record, (keys, edition));
            }
            Change::Remove { record } => drop(self.records.remove(&record)),
            Change::Judge { a, b, verdict } => drop(self.said.insert((a.min(b), a.max(b)), verdict)),
            Change::Withdraw { a, b } => drop(self.said.remove(&(a.min(b), a.max(b)))),
        }
    }

    /// A score that depends on what the records are now and on nothing else.
    fn score(&self, a: u32, b: u32) -> f32 {
        let content = |r: u32| {
            self.records
                .get(&r)
                .map_or(0, |(keys, _)| keys.iter().sum::<u64>())
        };
        let seed = content(a) * 1_000 + content(b) * 7 + u64::from(a) * 31 + u64::from(b);
        Rng::new(seed).below(17) as f32 / 2.0 - 4.0
    }

    fn full_run(&self, epoch: &Epoch) -> Resolved {
        let records: Vec<(u32, Vec<u64>)> = self.records.iter().map(|(r, (k, _))| (*r, k.clone())).collect();
        let said: Vec<(u32, u32, Verdict)> = self.said.iter().map(|((a, b), v)| (*a, *b, *v)).collect();
        Resolved::build(epoch.clone(), NUMBERS, &records, &said, &|a: u32, b: u32| {
            self.score(a, b)
        })
        .unwrap()
    }
}

fn keys() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(0u64..7, 0..4)
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![3 => Just(Verdict::Same), 3 => Just(Verdict::Different), 1 => Just(Verdict::Unsure)]
}

fn change() -> impl Strategy<Value = Change> {
    let two = || (0u32..13, 1u32..13).prop_map(|(a, step)| (a, (a + step) % 13));
    prop_oneof![
        4 => (0u32..10, keys()).prop_map(|(record, keys)| Change::Put { record, keys }),
        2 => (0u32..10).prop_map(|record| Change::Remove { record }),
        3 => (two(), verdict()).prop_map(|((a, b), verdict)| Change::Judge { a, b, verdict }),
        2 => two().prop_map(|(a, b)| Change::Withdraw { a, b }),
    ]
}

fn told(state: &Resolved) -> String {
    let edges: Vec<String> = state
        .edges()
        .map(|e| format!("{}-{}:{}", e.a, e.b, e.weight))
        .collect();
    let contradictions: Vec<_> = state.contradictions().collect();
    format!("{:?} {edges:?} {contradictions:?}", state.partition())
}

/// Clusters of the records that are there.
fn clusters(state: &Resolved) -> BTreeSet<Vec<u32>> {
    state
        .index()
        .records()
        .map(|record| state.cluster_of(record))
        .collect()
}

proptest! {
    #[test]
    fn any_batches_in_any_order_equal_a_full_run(
        base in proptest::collection::vec(keys(), 0..6),
        first in proptest::collection::vec(change(), 0..8),
        batches in proptest::collection::vec(proptest::collection::vec(change(), 1..4), 1..9),
        limit in 1u16..6, shared in 1u16..3,
    ) {
        let rules = KeyRules { records_per_key_max: limit, keys_per_record_max: 3, shared_keys_min: shared };
        let epoch = Epoch::of(rules, &base);
        let mut world = World::default();
        first.iter().for_each(|change| world.make(change));
        let mut state = world.full_run(&epoch);
        for batch in batches {
            batch.iter().for_each(|change| world.make(change));
            let before = clusters(&state);
            let touched = state.apply(&batch, &|a: u32, b: u32| world.score(a, b)).unwrap();
            prop_assert_eq!(told(&state), told(&world.full_run(&epoch)));
            // what is not told as touched is as it was
            let after = clusters(&state);
            let told: BTreeSet<Vec<u32>> = touched.clusters.into_iter().collect();
            prop_assert!(told.is_subset(&after));
            prop_assert!(after.difference(&before).all(|c| told.contains(c)));
            let replaced = |r: &u32| batch.iter().any(|c| matches!(c, Change::Put { record, .. } if record == r));
            prop_assert!(told.intersection(&before).all(|c| c.iter().any(replaced)));
            let gone: Vec<u32> = before.iter().flatten().filter(|r| !world.records.contains_key(r)).copied().collect();
            prop_assert!(gone.iter().all(|r| touched.gone.contains(r)));
        }
    }

    #[test]
    fn a_judgement_dropped_leaves_what_was_before(
        first in proptest::collection::vec(change(), 0..25), (a, step) in (0u32..13, 1u32..13), verdict in verdict(),
    ) {
        let mut world = World::default();
        first.iter().for_each(|change| world.make(change));
        let b = (a + step) % 13;
        world.make(&Change::Withdraw { a, b });
        let epoch = Epoch::of(KeyRules::default(), &[]);
        let mut state = world.full_run(&epoch);
        let before = told(&state);
        let score = |x: u32, y: u32| world.score(x, y);
        state.apply(&[Change::Judge { a, b, verdict }], &score).unwrap();
        prop_assert_eq!(state.verdict(b, a), Some(verdict));
        state.apply(&[Change::Withdraw { a: b, b: a }], &score).unwrap();
        prop_assert_eq!(told(&state), before);
    }
}

#[test]
fn the_full_run_is_clustering_and_wrong_changes_change_nothing() {
    let mut world = World::default();
    for record in 0..10 {
        world.make(&Change::Put {
            record,
            keys: vec![u64::from(record % 3), 9],
        });
    }
    let epoch = Epoch::of(
        KeyRules {
            records_per_key_max: 4,
            ..KeyRules::default()
        },
        &[],
    );
    let mut state = world.full_run(&epoch);
    let edges: Vec<_> = state.edges().collect();
    assert!(
        edges.iter().all(|e| e.a % 3 == e.b % 3),
        "key 9 has ten followers and is closed"
    );
    assert_eq!(edges.len(), 6 + 3 + 3);
    assert_eq!(state.partition(), cluster(NUMBERS, &edges, &Constraints::none()));
    assert_eq!(state.drift().closed_keys, 1);

    let score = |a: u32, b: u32| world.score(a, b);
    let before = told(&state);
    let good = Change::Remove { record: 1 };
    let far = Change::Put {
        record: u32::MAX,
        keys: vec![],
    };
    let refused = state.apply(&[good.clone(), far], &score);
    assert_eq!(
        refused,
        Err(UpkeepError::Number {
            number: u32::MAX,
            numbers: NUMBERS
        })
    );
    let itself = Change::Judge {
        a: 2,
        b: 2,
        verdict: Verdict::Same,
    };
    assert_eq!(
        state.apply(&[good, itself], &score),
        Err(UpkeepError::OneRecord(2))
    );
    assert_eq!(told(&state), before);
}
