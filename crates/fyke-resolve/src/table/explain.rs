//! Why two rows weigh what they do: column by column, with both values.

use super::columns::Table;
use super::compare::{Comparer, Method};
use super::em::MISSING;
use super::prepare::Units;
use super::variants::Variants;
use super::weights::{FittedModel, Weights};

/// Why a pair of rows weighs what it does; the sum of the parts is the whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Explained {
    /// Log2 odds of any proposed pair.
    pub prior_bits: f64,
    /// Per feature; what a row lacks is left out.
    pub columns: Vec<ExplainedColumn>,
    /// The sum.
    pub total_bits: f64,
}

/// What one column adds.
#[derive(Clone, PartialEq, Debug)]
pub struct ExplainedColumn {
    /// The column, or the columns compared together.
    pub name: String,
    /// Value of the first row, in normal form.
    pub left: String,
    /// Value of the second.
    pub right: String,
    /// How they agree, in words.
    pub agreement: String,
    /// Log2 odds added.
    pub bits: f64,
}

/// Why two rows weigh what they do under a model; `None` when a row is not in
/// the table or the model is of other columns. For many pairs see [`explain_all`].
pub fn explain(table: &Table, model: &FittedModel, left: usize, right: usize) -> Option<Explained> {
    explain_all(table, model, &[(left, right)]).pop().flatten()
}

/// [`explain`] for many pairs: the table is made ready once.
pub fn explain_all(table: &Table, model: &FittedModel, pairs: &[(usize, usize)]) -> Vec<Option<Explained>> {
    let units = Units::of(table);
    if model.fits(&units.features).is_err() {
        return vec![None; pairs.len()];
    }
    let mut unit_of = vec![0u32; table.rows()];
    for unit in 0..units.len() {
        for &row in units.rows_of(unit) {
            unit_of[row as usize] = unit as u32;
        }
    }
    let comparer = Comparer::new(
        &units.columns,
        &units.ids,
        &units.counts,
        units.features.clone(),
        units.len(),
    );
    let variants = Variants::of_model(&comparer, &model.variants);
    let weights = Weights::of_model(model);
    let one = |&(left, right): &(usize, usize)| {
        let (a, b) = (*unit_of.get(left)? as usize, *unit_of.get(right)? as usize);
        let mut levels = vec![MISSING; comparer.features.len()];
        comparer.compare(a, b, &mut levels);
        variants.apply(&comparer, a, b, &mut levels);
        let mut columns = Vec::new();
        for (at, feature) in comparer.features.iter().enumerate() {
            let Some(agreement) = feature.method.levels().get(levels[at] as usize) else {
                continue;
            };
            let value =
                |unit: usize, column: usize| comparer.columns[column].value(comparer.ids[column][unit]);
            let shown = |unit: usize| match feature.method {
                Method::Crossed { with } => format!("{} {}", value(unit, feature.column), value(unit, with)),
                _ => value(unit, feature.column).to_owned(),
            };
            columns.push(ExplainedColumn {
                name: feature.name.clone(),
                left: shown(a),
                right: shown(b),
                agreement: (*agreement).to_owned(),
                bits: f64::from(weights.bits[at][levels[at] as usize]),
            });
        }
        let total_bits = f64::from(weights.score(&levels));
        Some(Explained {
            prior_bits: f64::from(weights.prior_bits),
            columns,
            total_bits,
        })
    };
    pairs.iter().map(one).collect()
}
