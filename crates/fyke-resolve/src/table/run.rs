//! One run over a table from keys to clusters.

use super::columns::Table;
use super::em::Mixture;
use super::settings::{Refused, Settings, Stage};
use crate::cluster::Edge;

/// The duplicates of a table, with what was learned on the way.
#[derive(Clone, PartialEq, Debug)]
pub struct Deduped {
    /// Per row, the lowest row number of its cluster.
    pub clusters: Vec<u32>,
    /// Pairs that were compared, by row numbers, with their log2 odds minus the
    /// cut-off; sorted, and only those that are not plainly different.
    pub edges: Vec<Edge>,
    /// The weights, learned or as given.
    pub model: FittedModel,
    /// What was done, counted.
    pub report: Report,
}

/// Weights of the columns of a table, as data with their origin.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct FittedModel {
    /// Where it comes from: rows, pairs, seed.
    pub origin: String,
    /// Names of the features, in order.
    pub features: Vec<String>,
    /// The weights.
    pub mixture: Mixture,
}

impl FittedModel {
    /// As TOML.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("a model is tables of numbers, which TOML can write")
    }

    /// From TOML.
    ///
    /// # Errors
    /// What in the text is not a model.
    pub fn from_toml(text: &str) -> Result<FittedModel, String> {
        toml::from_str(text).map_err(|error| format!("not a fitted model: {error}"))
    }
}

/// What a run did, counted; see the field for each unit.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// Rows.
    pub rows: u64,
    /// Keys kept, over all rows.
    pub keys: u64,
    /// Keys too common, refined by one more word or given up.
    pub keys_too_common: u64,
    /// Pairs compared.
    pub pairs: u64,
    /// Distinct vectors of levels.
    pub vectors: u64,
    /// Clusters of at least two rows.
    pub clusters: u64,
    /// Rows in them.
    pub rows_in_clusters: u64,
    /// Share of true pairs that the candidate step proposes, estimated without truth.
    pub recall: Option<RecallEstimate>,
}

/// An estimate of the share of matches that the candidate step proposes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RecallEstimate {
    /// Rows compared with every other row.
    pub rows: u32,
    /// Expected matches found so.
    pub matches: f64,
    /// Share of them that the candidate step proposes too.
    pub recall: f64,
    /// 95 % interval of the share.
    pub interval: (f64, f64),
}

/// Why a pair of rows weighs what it does.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// Log2 odds of any proposed pair.
    pub prior_bits: f64,
    /// Per feature.
    pub columns: Vec<ExplainedColumn>,
    /// The sum.
    pub total_bits: f64,
}

/// What one column adds.
#[derive(Clone, PartialEq, Debug)]
pub struct ExplainedColumn {
    /// The column, or the columns compared together.
    pub name: String,
    /// Value of the first row.
    pub left: String,
    /// Value of the second.
    pub right: String,
    /// How they agree, in words.
    pub agreement: String,
    /// Log2 odds added.
    pub bits: f64,
}

/// Finds the rows that mean the same thing.
///
/// # Errors
/// [`Refused`], when the table cannot be deduplicated honestly.
pub fn dedupe(
    table: &Table,
    _settings: &Settings,
    _progress: &dyn Fn(Stage, u64, u64),
) -> Result<Deduped, Refused> {
    // for now: rows that are equal in every compared column
    let mut order: Vec<u32> = (0..table.rows() as u32).collect();
    let key = |row: u32| table.columns.iter().map(move |column| column.ids[row as usize]);
    order.sort_by(|&a, &b| key(a).cmp(key(b)).then(a.cmp(&b)));
    let mut clusters: Vec<u32> = (0..table.rows() as u32).collect();
    for pair in order.windows(2) {
        if key(pair[0]).eq(key(pair[1])) {
            clusters[pair[1] as usize] = clusters[pair[0] as usize];
        }
    }
    let report = Report {
        rows: table.rows_pushed,
        ..Report::default()
    };
    let mixture = Mixture {
        prior: 0.5,
        features: Vec::new(),
        objective: Vec::new(),
    };
    let model = FittedModel {
        origin: String::new(),
        features: Vec::new(),
        mixture,
    };
    Ok(Deduped {
        clusters,
        edges: Vec::new(),
        model,
        report,
    })
}

/// Why two rows weigh what they do under a model; `None` when a row is not in the table.
pub fn explain(_table: &Table, _model: &FittedModel, _left: usize, _right: usize) -> Option<Explained> {
    None
}
