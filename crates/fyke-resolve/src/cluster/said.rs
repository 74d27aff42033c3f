//! What people say of pairs of numbers, kept as it changes.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Verdict;
use super::constraints::Constraints;

/// What people say of pairs, from both sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    near: FxHashMap<u32, BTreeMap<u32, Verdict>>,
}

impl Said {
    /// Sets or takes back what is said of a pair; returns what was said before.
    pub(super) fn set(&mut self, a: u32, b: u32, verdict: Option<Verdict>) -> Option<Verdict> {
        let mut before = None;
        for (one, other) in [(a, b), (b, a)] {
            let near = self.near.entry(one).or_default();
            before = match verdict {
                Some(verdict) => near.insert(other, verdict),
                None => near.remove(&other),
            };
            if near.is_empty() {
                self.near.remove(&one);
            }
        }
        before
    }

    /// What is said of a pair.
    pub(super) fn of(&self, a: u32, b: u32) -> Option<Verdict> {
        self.near.get(&a)?.get(&b).copied()
    }

    /// Judgements between these numbers, which rise.
    pub(super) fn within(&self, numbers: &[u32]) -> Constraints {
        let (mut same, mut different) = (Vec::new(), Vec::new());
        for a in numbers {
            for (b, verdict) in self.near.get(a).into_iter().flatten().filter(|(b, _)| *b > a) {
                match verdict {
                    _ if numbers.binary_search(b).is_err() => {}
                    Verdict::Same => same.push((*a, *b)),
                    Verdict::Different => different.push((*a, *b)),
                    Verdict::Unsure => {}
                }
            }
        }
        Constraints::new(same, different)
    }
}
