//! Clusters kept as lists change: only what a change touches is worked out
//! again, and the answer is that of a full run.
//!
//! The clusters are a function of three sets: the records with their keys,
//! the judgements, and the score of each candidate pair. None of them knows an
//! order, and a component is clustered without a look at the others, so it is
//! enough to do again the components that a change reaches. Undo needs no code
//! of its own: a judgement less is another set.
//!
//! Numbers are the caller's: a record keeps its number for life, because ties
//! go to lower numbers. Ids that only join others (`NK-...`) take numbers too.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::change::{Change, Touched, UpkeepError, check_number, check_pair};
use super::constraints::{Constraints, Contradiction};
use super::correlate::{cluster, components};
use super::epoch::{Drift, Epoch};
use super::keys::KeyIndex;
use super::partition::Partition;
use super::said::Said;
use super::{Edge, Verdict};

/// How much speaks for two records being one, lower number first: log2 odds
/// minus the cut-off, as the weight of an [`Edge`]. It must depend on the two
/// records alone and stay the same for an epoch.
pub trait Score: Sync {
    /// The weight of a pair.
    fn weight(&self, a: u32, b: u32) -> f32;
}

impl<F: Fn(u32, u32) -> f32 + Sync> Score for F {
    fn weight(&self, a: u32, b: u32) -> f32 {
        self(a, b)
    }
}

/// Records, evidence and judgements with the clusters they make.
///
/// ```
/// use fyke_resolve::cluster::{Change, Epoch, KeyRules, Resolved, Verdict};
/// let epoch = Epoch::of(KeyRules::default(), &[]);
/// let same_word = |_: u32, _: u32| 5.0;
/// let mut state = Resolved::build(epoch, 10, &[(0, vec![7]), (1, vec![7])], &[], &same_word)?;
/// assert!(state.same(0, 1));
/// let put = Change::Put { record: 2, keys: vec![7] };
/// let no = Change::Judge { a: 0, b: 1, verdict: Verdict::Different };
/// let touched = state.apply(&[put, no], &same_word)?;
/// assert_eq!(touched.clusters, vec![vec![0, 2], vec![1]]);
/// state.apply(&[Change::Withdraw { a: 1, b: 0 }], &same_word)?;
/// assert!(state.same(0, 1) && state.same(1, 2));
/// # Ok::<(), fyke_resolve::cluster::UpkeepError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Resolved {
    index: KeyIndex,
    /// Evidence by number, towards rising numbers.
    near: Vec<Vec<(u32, f32)>>,
    said: Said,
    labels: Vec<u32>,
    /// Component of each number, by its lowest.
    parts: Vec<u32>,
    /// Numbers of each component of two or more.
    members: BTreeMap<u32, Vec<u32>>,
    contradictions: BTreeMap<(u32, u32), Contradiction>,
}

impl Resolved {
    /// A full run: every record with its keys, all judgements that stand.
    /// `numbers` is how many numbers there may be, for records and other ids.
    pub fn build(
        epoch: Epoch,
        numbers: usize,
        records: &[(u32, Vec<u64>)],
        judgements: &[(u32, u32, Verdict)],
        score: &dyn Score,
    ) -> Result<Resolved, UpkeepError> {
        records
            .iter()
            .try_for_each(|(record, _)| check_number(*record, numbers))?;
        let mut said = Said::default();
        for (a, b, verdict) in judgements {
            check_pair(*a, *b, numbers)?;
            said.set(*a, *b, Some(*verdict));
        }
        let index = KeyIndex::build(epoch, records);
        let edges: Vec<Edge> = index
            .pairs()
            .into_par_iter()
            .map(|(a, b)| Edge {
                a,
                b,
                weight: score.weight(a, b),
            })
            .collect();
        let mut near: Vec<Vec<(u32, f32)>> = vec![Vec::new(); numbers];
        for edge in &edges {
            near[edge.a as usize].push((edge.b, edge.weight));
            near[edge.b as usize].push((edge.a, edge.weight));
        }
        let all: Vec<u32> = (0..numbers as u32).collect();
        let constraints = said.within(&all);
        let parts = components(numbers, &edges, &constraints);
        let members = parts.clusters().into_iter().filter(|part| part.len() > 1);
        Ok(Resolved {
            index,
            near,
            said,
            labels: cluster(numbers, &edges, &constraints).labels().to_vec(),
            members: members.map(|part| (part[0], part)).collect(),
            parts: parts.labels().to_vec(),
            contradictions: constraints
                .contradictions()
                .iter()
                .map(|c| (c.different, c.clone()))
                .collect(),
        })
    }

    /// Makes changes, in their order, and works out again what they reach.
    /// Pairs are scored once all changes are made: the scores must be those of
    /// the new records. Refuses all of them where one is wrong.
    ///
    /// The work is bounded by the pairs of the changed records (keys times
    /// followers) and by the components they reach.
    pub fn apply(&mut self, changes: &[Change], score: &dyn Score) -> Result<Touched, UpkeepError> {
        changes
            .iter()
            .try_for_each(|change| change.check(self.labels.len()))?;
        let mut stirred = Stirred::default();
        for change in changes {
            self.make(change, &mut stirred);
        }
        let pairs: Vec<(u32, u32)> = stirred.to_score.iter().copied().collect();
        for (a, b) in &pairs {
            let weight = score.weight(*a, *b);
            self.link(*a, *b, weight, &mut stirred);
        }
        let mut touched = self.work_out(stirred);
        touched.scored = pairs.len();
        Ok(touched)
    }

    /// Which records are one. Numbers that are no records are alone or with
    /// what they stand for.
    pub fn partition(&self) -> Partition {
        Partition::of_lowest(self.labels.clone())
    }

    /// Are two records one.
    pub fn same(&self, a: u32, b: u32) -> bool {
        a == b || matches!((self.label(a), self.label(b)), (Some(one), Some(other)) if one == other)
    }

    /// The cluster of a record: the records in it, rising.
    pub fn cluster_of(&self, record: u32) -> Vec<u32> {
        let Some(label) = self.label(record) else {
            return Vec::new();
        };
        let alone = [record];
        let part = self
            .parts
            .get(record as usize)
            .and_then(|part| self.members.get(part));
        let part = part.map_or(&alone[..], Vec::as_slice);
        part.iter()
            .copied()
            .filter(|r| self.label(*r) == Some(label) && self.index.contains(*r))
            .collect()
    }

    /// Evidence about every candidate pair, in order.
    pub fn edges(&self) -> impl Iterator<Item = Edge> {
        (0u32..).zip(&self.near).flat_map(|(a, near)| {
            near.iter()
                .filter(move |(b, _)| *b > a)
                .map(move |(b, weight)| Edge {
                    a,
                    b: *b,
                    weight: *weight,
                })
        })
    }

    /// Judgements that cannot all be true, by the "different" in each.
    pub fn contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        self.contradictions.values()
    }

    /// What a person said of a pair.
    pub fn verdict(&self, a: u32, b: u32) -> Option<Verdict> {
        self.said.of(a, b)
    }

    /// The records that are there.
    pub fn index(&self) -> &KeyIndex {
        &self.index
    }

    /// How far the records have moved since the epoch began. When
    /// [`Drift::is_due`], count again and [`build`](Resolved::build) anew.
    pub fn drift(&self) -> Drift {
        self.index.drift()
    }

    fn label(&self, number: u32) -> Option<u32> {
        self.labels.get(number as usize).copied()
    }

    fn make(&mut self, change: &Change, stirred: &mut Stirred) {
        let pairs = match change {
            Change::Put { record, keys } => {
                stirred.numbers.push(*record);
                stirred.was.entry(*record).or_insert(self.index.contains(*record));
                stirred.came.insert(*record);
                self.index.put(*record, keys)
            }
            Change::Remove { record } => {
                stirred.numbers.push(*record);
                stirred.was.entry(*record).or_insert(self.index.contains(*record));
                stirred.came.remove(record);
                self.index.remove(*record)
            }
            Change::Judge { a, b, verdict } => {
                self.said.set(*a, *b, Some(*verdict));
                return stirred.numbers.extend([*a, *b]);
            }
            Change::Withdraw { a, b } => {
                self.said.set(*a, *b, None);
                return stirred.numbers.extend([*a, *b]);
            }
        };
        for (a, b) in pairs.lost {
            stirred.to_score.remove(&(a, b));
            self.unlink(a, b, stirred);
        }
        stirred.to_score.extend(pairs.gained);
    }

    /// Evidence moves clusters where it draws together, or lies within a component.
    fn stir(&self, a: u32, b: u32, weight: f32, stirred: &mut Stirred) {
        if weight > 0.0 || self.parts[a as usize] == self.parts[b as usize] {
            stirred.numbers.extend([a, b]);
        }
    }

    fn link(&mut self, a: u32, b: u32, weight: f32, stirred: &mut Stirred) {
        self.stir(a, b, weight, stirred);
        for (one, other) in [(a, b), (b, a)] {
            let near = &mut self.near[one as usize];
            match near.binary_search_by_key(&other, |(number, _)| *number) {
                Ok(at) => near[at].1 = weight,
                Err(at) => near.insert(at, (other, weight)),
            }
        }
    }

    fn unlink(&mut self, a: u32, b: u32, stirred: &mut Stirred) {
        for (one, other) in [(a, b), (b, a)] {
            let near = &mut self.near[one as usize];
            if let Ok(at) = near.binary_search_by_key(&other, |(number, _)| *number) {
                let (_, weight) = near.remove(at);
                self.stir(a, b, weight, stirred);
            }
        }
    }

    /// Clusters again the components of the stirred numbers.
    fn work_out(&mut self, stirred: Stirred) -> Touched {
        let reached = self.reached(&stirred.numbers);
        let place = |number: u32| reached.binary_search(&number).ok().map(|at| at as u32);
        let mut edges = Vec::new();
        for (from, number) in (0u32..).zip(&reached) {
            let near = self.near[*number as usize]
                .iter()
                .filter(|(other, _)| other > number);
            edges.extend(near.filter_map(|(other, weight)| {
                Some(Edge {
                    a: from,
                    b: place(*other)?,
                    weight: *weight,
                })
            }));
        }
        let constraints = self.said.within(&reached);
        self.retell(&reached, &constraints);
        let inner = |pairs: &[(u32, u32)]| -> Vec<(u32, u32)> {
            pairs
                .iter()
                .filter_map(|(a, b)| Some((place(*a)?, place(*b)?)))
                .collect()
        };
        let inner = Constraints::new(inner(constraints.same()), inner(constraints.different()));
        let found = cluster(reached.len(), &edges, &inner);
        let parts = components(reached.len(), &edges, &inner);

        let clusters = self.changed(&reached, &found, &stirred);
        for (number, (label, part)) in reached.iter().zip(found.labels().iter().zip(parts.labels())) {
            self.labels[*number as usize] = reached[*label as usize];
            self.parts[*number as usize] = reached[*part as usize];
            self.members.remove(number);
        }
        for part in parts.clusters().iter().filter(|part| part.len() > 1) {
            let numbers: Vec<u32> = part.iter().map(|at| reached[*at as usize]).collect();
            self.members.insert(numbers[0], numbers);
        }
        let gone = stirred
            .was
            .iter()
            .filter(|(record, was)| **was && !self.index.contains(**record));
        let gone: Vec<u32> = gone.map(|(record, _)| *record).collect();
        Touched {
            clusters,
            gone,
            scored: 0,
            reached: reached.len(),
        }
    }

    /// All numbers in the components of some, rising.
    fn reached(&self, numbers: &[u32]) -> Vec<u32> {
        let mut parts: Vec<u32> = numbers
            .iter()
            .map(|number| self.parts[*number as usize])
            .collect();
        parts.sort_unstable();
        parts.dedup();
        let mut reached: Vec<u32> = Vec::new();
        for part in parts {
            match self.members.get(&part) {
                Some(members) => reached.extend(members),
                None => reached.push(part),
            }
        }
        reached.sort_unstable();
        reached
    }

    /// Contradictions lie within components: those of the reached are told anew.
    fn retell(&mut self, reached: &[u32], constraints: &Constraints) {
        for number in reached {
            let of_number: Vec<(u32, u32)> = self
                .contradictions
                .range((*number, 0)..=(*number, u32::MAX))
                .map(|(pair, _)| *pair)
                .collect();
            of_number
                .iter()
                .for_each(|pair| drop(self.contradictions.remove(pair)));
        }
        for found in constraints.contradictions() {
            self.contradictions.insert(found.different, found.clone());
        }
    }

    /// The clusters found now that are not as they were.
    fn changed(&self, reached: &[u32], found: &Partition, stirred: &Stirred) -> Vec<Vec<u32>> {
        let old = |number: &u32| self.labels[*number as usize];
        let there_before = |number: &u32| {
            stirred
                .was
                .get(number)
                .copied()
                .unwrap_or_else(|| self.index.contains(*number))
        };
        let mut sizes: FxHashMap<u32, usize> = FxHashMap::default();
        for number in reached.iter().filter(|number| there_before(number)) {
            *sizes.entry(old(number)).or_default() += 1;
        }
        let mut changed = Vec::new();
        for cluster in found.clusters() {
            let records = cluster.iter().map(|at| reached[*at as usize]);
            let records: Vec<u32> = records.filter(|number| self.index.contains(*number)).collect();
            let Some(first) = records.first() else { continue };
            let as_it_was = records
                .iter()
                .all(|r| old(r) == old(first) && !stirred.came.contains(r))
                && sizes.get(&old(first)) == Some(&records.len());
            if !as_it_was {
                changed.push(records);
            }
        }
        changed.sort_unstable();
        changed
    }
}

/// What a batch of changes stirs up.
#[derive(Default)]
struct Stirred {
    /// Numbers whose components must be worked out again.
    numbers: Vec<u32>,
    to_score: BTreeSet<(u32, u32)>,
    /// Records added or replaced.
    came: BTreeSet<u32>,
    /// Of each record put or removed: was it there before the first change.
    was: BTreeMap<u32, bool>,
}
