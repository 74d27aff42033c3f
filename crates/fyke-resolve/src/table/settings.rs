//! What a run is asked to do, how it tells where it is, and why it may refuse.

use super::em::NotIdentifiable;

/// What [`super::dedupe`] may be told. The defaults serve a table of any kind.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Chooses the samples; the same seed and table give the same bytes.
    pub seed: u64,
    /// Rows that may share one key before it is too common to propose pairs
    /// by itself and is refined by one more word.
    pub rows_per_key_max: u32,
    /// Keys kept for a row, the rarest first.
    pub keys_per_row_max: u32,
    /// Threads; 0 takes what the machine has. They never change the result.
    pub threads: usize,
    /// Log2 odds above which two rows count as the same: 0 is the natural
    /// cut-off, as likely as not.
    pub cut_off_bits: f32,
    /// Rows whose best partners are searched for exhaustively, to tell how many
    /// true pairs the candidate step missed; 0 leaves the estimate out.
    pub recall_sample_rows: u32,
    /// A model fitted earlier; without one the table teaches its own.
    pub model: Option<super::FittedModel>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            seed: 1,
            rows_per_key_max: 60,
            keys_per_row_max: 0,
            threads: 0,
            cut_off_bits: 0.0,
            recall_sample_rows: 100,
            model: None,
        }
    }
}

/// Where a run is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Stage {
    /// Keys counted and kept.
    Keys,
    /// Pairs proposed.
    Pairs,
    /// Values of the pairs compared.
    Compare,
    /// Weights learned.
    Learn,
    /// Clusters made.
    Cluster,
    /// Missed pairs estimated.
    Recall,
}

impl Stage {
    /// A word for the screen.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Keys => "keys",
            Stage::Pairs => "pairs",
            Stage::Compare => "compare",
            Stage::Learn => "learn",
            Stage::Cluster => "cluster",
            Stage::Recall => "recall",
        }
    }
}

/// Why a table cannot be deduplicated, and what to do about it.
#[derive(Clone, PartialEq, Debug, thiserror::Error)]
pub enum Refused {
    /// Fewer than two columns can be compared.
    #[error(
        "{usable} of {columns} columns can be compared ({why}); one column alone cannot tell a repeated value \
         from a repeated thing: give at least two that describe it independently"
    )]
    TooFewColumns {
        /// Columns that can be compared.
        usable: usize,
        /// Columns of the table.
        columns: usize,
        /// What is wrong with the others.
        why: String,
    },
    /// The weights cannot be learned from this table.
    #[error("{0}; give more rows or columns, or a model fitted on a like table (`model`)")]
    NotIdentifiable(#[from] NotIdentifiable),
    /// A model was given that was fitted on other columns.
    #[error("the model was fitted on other columns ({why}); give one fitted on a table like this, or none")]
    WrongModel {
        /// What differs.
        why: String,
    },
    /// The threads cannot be started.
    #[error("{threads} threads cannot be started; ask for fewer (`threads`)")]
    Threads {
        /// Threads asked for.
        threads: usize,
    },
    /// More rows than a `u32` numbers.
    #[error("the table has {rows} rows and at most {max} can be held; split it, by country for instance")]
    TooManyRows {
        /// Rows pushed.
        rows: u64,
        /// The limit.
        max: u64,
    },
}
