//! From pairs to clusters: additive correlation clustering under people's
//! judgements, with ids that last.
//!
//! | file | what |
//! |---|---|
//! | [`correlate`] | [`cluster`]: evidence and constraints in, a partition out |
//! | [`constraints`] | what people said, checked for contradictions |
//! | [`partition`] | which record is in which cluster |
//! | [`judgement`] | who said what of which ids, when; undo and split |
//! | [`ids`] | ids of clusters that last, and what happens to them |
//! | [`epoch`] | what is frozen between two full runs |
//! | [`keys`] | which records share a key, kept as records come and go |
//! | [`change`] | what can happen to clusters that are kept |
//! | [`upkeep`] | clusters kept as records and judgements change |
//! | [`Sets`] | numbers joined into disjoint sets |
//! | [`bridge`] | a record that alone holds two dense parts together |
//! | [`resolver_file`] | judgements in nomenklatura's file |

pub mod bridge;
pub mod change;
pub mod constraints;
mod contract;
pub mod correlate;
pub mod epoch;
pub mod ids;
pub mod judgement;
pub mod keys;
pub mod partition;
pub mod resolver_file;
mod said;
mod union;
pub mod upkeep;
#[cfg(test)]
mod upkeep_worlds;
#[cfg(test)]
mod worlds;

pub use bridge::{Bridge, bridges};
pub use change::{Change, Touched, UpkeepError};
pub use constraints::{Constraints, Contradiction};
pub use correlate::{cluster, components};
pub use epoch::{Drift, Epoch, EpochCount, KeyRules};
pub use ids::{Event, Ids};
pub use judgement::{Bound, Entry, IdKind, IdPair, Judgement, JudgementError, JudgementLog, bind, split};
pub use keys::{KeyIndex, PairChange};
pub use partition::Partition;
pub use resolver_file::{
    BadLine, RefusedLine, ResolverFile, Suggestion, read_resolver_file, write_resolver_file,
};
pub use union::Sets;
pub use upkeep::{Resolved, Score};

/// Evidence about a pair of records, numbered from 0.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Edge {
    /// The lower record number.
    pub a: u32,
    /// The higher record number.
    pub b: u32,
    /// Log2 odds that they are the same, minus the cut-off: positive draws
    /// together, negative keeps apart. Finite.
    pub weight: f32,
}

impl Edge {
    /// The same with what speaks against counted at a share of 0 to 1.
    ///
    /// Pairs between two clusters are not independent of each other: a
    /// misspelt birth place of one record speaks against it in every pair. Two
    /// clusters of five are compared 25 times with hardly five looks at them,
    /// and summed as if independent, what speaks against drowns what speaks
    /// for. Where edges hold many pairs of weak evidence, a share well below 1
    /// finds more; choose it where the truth is known.
    ///
    /// ```
    /// use fyke_resolve::cluster::Edge;
    /// let edge = |weight| Edge { a: 0, b: 1, weight };
    /// assert_eq!((edge(-4.0).against(0.25), edge(3.0).against(0.25)), (edge(-1.0), edge(3.0)));
    /// ```
    pub fn against(self, share: f32) -> Edge {
        let weight = if self.weight < 0.0 {
            self.weight * share
        } else {
            self.weight
        };
        Edge { weight, ..self }
    }
}

/// What a person said of two records.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// The same.
    Same,
    /// Not the same.
    Different,
    /// Looked at, and it cannot be told: keeps the pair out of the queue, moves nothing.
    Unsure,
}
