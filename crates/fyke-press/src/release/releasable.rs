//! Evidence that may leave: a type with one constructor, so that the proof cannot
//! be forged.

use super::lead::{self, Labels};
use super::{Held, HeldRow, Terms, Why, holds};
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::lead::Lead;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A row with the cells that its file has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceRow {
    /// Which.
    pub row: RowRef,
    /// How it may be handled.
    pub handling: Handling,
    /// The name its file came in under.
    pub file_name: String,
    /// Column and value, as the file has them.
    pub cells: Vec<(String, String)>,
}

/// One entity as FollowTheMoney has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    /// Its JSON on one line.
    pub json: String,
    /// The dataset that says it, as licences name it.
    pub dataset: String,
    /// The strictest label among the statements in it.
    pub handling: Handling,
}

/// A drawing: a Sankey, a flow map, a series.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chart {
    /// What it shows, for its caption.
    pub title: String,
    /// What it says, for who cannot see it.
    pub alt: String,
    /// The drawing: SVG with presentation attributes, no style sheet, no links.
    pub svg: String,
    /// The dataset behind it, as licences name it; empty where there are several.
    pub dataset: String,
    /// The strictest label among the rows behind it.
    pub handling: Handling,
}

/// What a case has about a lead, labels and all.
#[derive(Clone, PartialEq, Debug)]
pub struct Material {
    /// The lead.
    pub lead: Lead,
    /// Every row it rests on.
    pub rows: Vec<SourceRow>,
    /// Who takes part.
    pub entities: Vec<Entity>,
    /// Drawings of it.
    pub charts: Vec<Chart>,
}

/// How much stayed in the case. One number for all labels: which of them is not
/// for the recipient to know.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Withheld {
    /// Rows.
    pub rows: u64,
    /// Reasons that no row was left for.
    pub reasons: u64,
    /// Entities and drawings, and what a lead was worked out with that it does not cite.
    pub others: u64,
}

impl Withheld {
    /// Whether something stayed.
    pub const fn any(self) -> bool {
        self.rows + self.reasons + self.others > 0
    }
}

/// Evidence that may leave on its terms. There is no other way to one than
/// [`Releasable::of`].
///
/// ```compile_fail
/// fn forge(terms: fyke_press::Terms) -> fyke_press::Releasable {
///     fyke_press::Releasable { terms, ..todo!() }
/// }
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Releasable {
    terms: Terms,
    lead: Lead,
    rows: Vec<SourceRow>,
    entities: Vec<Entity>,
    charts: Vec<Chart>,
    withheld: Withheld,
}

impl Releasable {
    /// What of the material may leave on these terms. A reason stands while one of
    /// its rows may leave; rows that may not are counted and stay. Where any stay,
    /// all that was worked out with them stays too: the sentence and weight of a
    /// reason that lost a row, the lead's sentence, probability, value, innocent
    /// explanation, and the months that no row left here has.
    ///
    /// A lead whose label is stricter than that of every row it cites was worked out
    /// with something that it does not cite (a name, a match, a stock two steps back):
    /// its rows leave and none of its words do.
    ///
    /// # Errors
    /// No reason stands on rows that may leave; or a source told, and no row that may
    /// leave has the name of what the lead is about.
    pub fn of(material: Material, terms: Terms) -> Result<Releasable, Held> {
        let Material {
            lead,
            rows,
            entities,
            charts,
        } = material;
        let labels: Labels = labels(&rows);
        let held_for = |row: &RowRef| match labels.get(row) {
            Some(handling) => holds(*handling, &row.dataset, &terms),
            None => Some(Why::Unlabelled),
        };
        let all: BTreeSet<&RowRef> = lead
            .rows
            .iter()
            .map(|cited| &cited.row)
            .chain(labels.keys())
            .collect();
        let held: Vec<HeldRow> = all
            .into_iter()
            .filter_map(|row| {
                held_for(row).map(|why| HeldRow {
                    row: row.clone(),
                    why,
                })
            })
            .collect();
        let stays: BTreeSet<RowRef> = held.iter().map(|held| held.row.clone()).collect();
        let reasons_before = lead.reasons.len();
        let of_cited = lead.rows.iter().filter_map(|cited| labels.get(&cited.row));
        let beneath = lead.handling > of_cited.max().copied().unwrap_or_default()
            && holds(lead.handling, "", &terms).is_some();
        let told = held.iter().any(|held| held.why == Why::Source)
            || beneath && lead.handling == Handling::SourceCompartment;
        let left: Vec<&SourceRow> = rows.iter().filter(|row| !stays.contains(&row.row)).collect();
        let named = !told || lead::names_subject(&lead.subject, &left);
        let lead = named.then(|| lead::without(lead, &stays, &labels, beneath, &left));
        let Some(lead) = lead.flatten() else {
            return Err(Held {
                rows: held,
                nothing_remains: true,
            });
        };
        let mut seen = BTreeSet::new();
        let kept: Vec<SourceRow> = rows
            .into_iter()
            .filter(|row| !stays.contains(&row.row) && seen.insert(row.row.clone()))
            .map(tidied)
            .collect();
        let kept = in_one_order(kept);
        let others = entities.len() + charts.len();
        let free = |handling, dataset: &str| holds(handling, dataset, &terms).is_none();
        let mut entities: Vec<Entity> = entities
            .into_iter()
            .filter(|entity| free(entity.handling, &entity.dataset))
            .collect();
        for entity in &mut entities {
            // one line each: a line break in JSON is a blank
            entity.json = entity.json.replace(['\n', '\r'], " ");
        }
        let charts: Vec<Chart> = charts
            .into_iter()
            .filter(|chart| free(chart.handling, &chart.dataset))
            .collect();
        let withheld = Withheld {
            rows: stays.len() as u64,
            reasons: (reasons_before - lead.reasons.len()) as u64,
            others: (others - entities.len() - charts.len()) as u64 + u64::from(beneath),
        };
        Ok(Releasable {
            terms,
            lead,
            rows: kept,
            entities,
            charts,
            withheld,
        })
    }

    /// What lay in a dossier, if its labels let it lie there: nothing may be left
    /// behind now.
    pub(crate) fn opened(material: Material, terms: Terms, withheld: Withheld) -> Result<Releasable, Held> {
        let unplaced = |dataset: &str| RowRef {
            dataset: dataset.to_owned(),
            file: FileHash([0; 32]),
            row: 0,
        };
        let mut labels: Vec<(RowRef, Handling)> = Vec::new();
        labels.extend(material.rows.iter().map(|row| (row.row.clone(), row.handling)));
        let entities = material.entities.iter();
        labels.extend(entities.map(|entity| (unplaced(&entity.dataset), entity.handling)));
        let charts = material.charts.iter();
        labels.extend(charts.map(|chart| (unplaced(&chart.dataset), chart.handling)));
        super::may_leave(&labels, &terms)?;
        let Material {
            lead,
            rows,
            entities,
            charts,
        } = material;
        Ok(Releasable {
            terms,
            lead,
            rows,
            entities,
            charts,
            withheld,
        })
    }

    /// On which terms.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }
    /// The lead, without what stayed.
    pub const fn lead(&self) -> &Lead {
        &self.lead
    }
    /// Its rows.
    pub fn rows(&self) -> &[SourceRow] {
        &self.rows
    }
    /// Who takes part.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }
    /// Drawings.
    pub fn charts(&self) -> &[Chart] {
        &self.charts
    }
    /// What stayed.
    pub const fn withheld(&self) -> Withheld {
        self.withheld
    }
}

/// The label of each row: of a row given twice, the stricter.
fn labels(rows: &[SourceRow]) -> Labels {
    let mut labels: Labels = BTreeMap::new();
    for row in rows {
        let label = labels.entry(row.row.clone()).or_insert(row.handling);
        *label = (*label).max(row.handling);
    }
    labels
}

/// A row without its empty cells, and with every column named once, so that the
/// table of all rows can be read back as it was.
fn tidied(mut row: SourceRow) -> SourceRow {
    let mut names: BTreeSet<String> = BTreeSet::new();
    row.cells.retain(|(_, value)| !value.is_empty());
    for (column, _) in &mut row.cells {
        let base = std::mem::take(column);
        let mut name = base.clone();
        let mut n = 2;
        while name.is_empty() || names.contains(&name) {
            name = format!("{base} ({n})");
            n += 1;
        }
        names.insert(name.clone());
        *column = name;
    }
    row
}

/// Rows with their cells in the order of the columns of all, as the table has them.
fn in_one_order(mut rows: Vec<SourceRow>) -> Vec<SourceRow> {
    let columns: Vec<String> = crate::rows::columns(&rows)
        .into_iter()
        .map(str::to_owned)
        .collect();
    let place: BTreeMap<&str, usize> = columns
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    for row in &mut rows {
        row.cells
            .sort_by_key(|(name, _)| place.get(name.as_str()).copied());
    }
    rows
}
