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
//! | [`upkeep`] | clusters kept as records and judgements change |
//! | [`bridge`] | a record that alone holds two dense parts together |
//! | [`resolver_file`] | judgements in nomenklatura's file |

pub mod bridge;
pub mod constraints;
mod contract;
pub mod correlate;
pub mod epoch;
pub mod ids;
pub mod judgement;
pub mod keys;
pub mod partition;
pub mod resolver_file;
mod union;
pub mod upkeep;
#[cfg(test)]
mod upkeep_worlds;
#[cfg(test)]
mod worlds;

pub use bridge::{Bridge, bridges};
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

pub use upkeep::{Change, Resolved, Score, Touched, UpkeepError};

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
