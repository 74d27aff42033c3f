//! How right it is: pure functions that every `fyke eval` of names, lists and
//! tables uses, so that one word means one formula throughout.
//!
//! | file | what |
//! |---|---|
//! | [`pairs`] | precision, recall, F1 at a cut-off fixed elsewhere |
//! | [`clusters`] | a partition against a true one: pairwise, exact, B-cubed |
//! | [`retrieval`] | is the right answer among the first k |
//! | [`mod@cross_list`] | links between lists when only some true links are known |
//! | [`calibration`] | Brier |
//! | [`interval`] | seeded bootstrap 95 % intervals of counts |
//! | [`fyke_model::measure`] | what other crates measure by as well: average precision, reliability bins, calibration error, isotonic fit, bootstrap |

pub mod calibration;
pub mod clusters;
pub mod cross_list;
pub mod interval;
pub mod pairs;
pub mod retrieval;

pub use calibration::brier;
pub use clusters::{ClusterFigures, cluster_figures, pair_counts};
pub use cross_list::{CrossListFigures, RecordPair, SchemaRecall, cross_list};
pub use fyke_model::measure::{Rng, Scored, reliability_bins};
pub use interval::counts_interval;
pub use pairs::{Counts, PairFigures, best_cutoff, counts_at, figures_at};
pub use retrieval::{answer_rank, top_k_recall};

/// Resamples behind every interval.
pub const RESAMPLES: usize = 1_000;
