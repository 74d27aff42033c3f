//! How right it is: pure functions that every `fyke eval` of names, lists and
//! tables uses, so that one word means one formula throughout.
//!
//! | file | what |
//! |---|---|
//! | [`pairs`] | precision, recall, F1 at a cut-off fixed elsewhere, average precision |
//! | [`clusters`] | a partition against a true one: pairwise, exact, B-cubed |
//! | [`retrieval`] | is the right answer among the first k |
//! | [`mod@cross_list`] | links between lists when only some true links are known |
//! | [`calibration`] | reliability bins, Brier, expected calibration error, isotonic fit |
//! | [`interval`] | seeded bootstrap 95 % intervals |

pub mod calibration;
pub mod clusters;
pub mod cross_list;
pub mod interval;
pub mod pairs;
pub mod retrieval;

pub use calibration::{Isotonic, ReliabilityBin, brier, expected_calibration_error, reliability_bins};
pub use clusters::{ClusterFigures, cluster_figures, pair_counts};
pub use cross_list::{CrossListFigures, RecordPair, SchemaRecall, cross_list};
pub use interval::{Rng, bootstrap_interval, counts_interval};
pub use pairs::{Counts, PairFigures, Scored, average_precision, best_cutoff, counts_at, figures_at};
pub use retrieval::{answer_rank, top_k_recall};

/// Resamples behind every interval.
pub const RESAMPLES: usize = 1_000;
