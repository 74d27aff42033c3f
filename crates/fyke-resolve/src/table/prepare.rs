//! From rows to units: equal rows as one, the columns that are compared, and
//! the words that a longer name has beyond its parts.

use super::columns::{Column, Table, hash_bytes, mix};
use super::compare::{Feature, Method};
use super::keys::{ColumnWords, Frequencies};
use super::kinds::{Kind, Role};
use super::run::FEATURES_MAX;
use super::tokens::{self, words};
use rayon::prelude::*;

/// Rows that are equal in all that is compared are one unit. Units are numbered
/// by a hash of their content, so that the order of the rows is forgotten.
pub(super) struct Units {
    /// Rows in the order of their units.
    pub(super) rows: Vec<u32>,
    /// Where the rows of unit n end in `rows`.
    pub(super) ends: Vec<u32>,
    /// The columns that are compared, with those derived.
    pub(super) columns: Vec<Column>,
    pub(super) kinds: Vec<Kind>,
    /// Per column, the value number of each unit.
    pub(super) ids: Vec<Vec<u32>>,
    /// Per column, how many units hold each value.
    pub(super) counts: Vec<Vec<u32>>,
    /// Per column, how many rows hold each value.
    row_counts: Vec<Vec<u32>>,
    pub(super) features: Vec<Feature>,
}

impl Units {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The rows of a unit.
    pub(super) fn rows_of(&self, unit: usize) -> &[u32] {
        let from = if unit == 0 {
            0
        } else {
            self.ends[unit - 1] as usize
        };
        &self.rows[from..self.ends[unit] as usize]
    }

    pub(super) fn of(table: &Table) -> Units {
        let used: Vec<usize> = (0..table.columns.len())
            .filter(|&at| matches!(table.kinds[at].role, Role::Compared | Role::Extends(_)))
            .take(FEATURES_MAX)
            .collect();
        let (rows, ends) = group(table, &used);
        let mut units = Units {
            rows,
            ends,
            columns: Vec::new(),
            kinds: Vec::new(),
            ids: Vec::new(),
            counts: Vec::new(),
            row_counts: Vec::new(),
            features: Vec::new(),
        };
        let firsts: Vec<u32> = (0..units.len()).map(|unit| units.rows_of(unit)[0]).collect();
        for &at in &used {
            let kind = &table.kinds[at];
            let name = kind.name.clone();
            let (column, ids, kind, method, name) = match &kind.role {
                Role::Extends(parts) => {
                    let (column, ids) = beyond(table, at, parts, &firsts);
                    (
                        column,
                        ids,
                        Kind::FullName,
                        Method::Words,
                        format!("{name}, further words"),
                    )
                }
                _ => {
                    let held = &table.columns[at];
                    let ids = firsts.iter().map(|&row| held.ids[row as usize]).collect();
                    (
                        held.without_rows(),
                        ids,
                        kind.kind,
                        Method::of_kind(kind.kind),
                        name,
                    )
                }
            };
            let mut counts = vec![0; column.distinct() + 1];
            let mut row_counts = counts.clone();
            for (unit, &id) in ids.iter().enumerate() {
                counts[id as usize] += 1;
                row_counts[id as usize] += units.rows_of(unit).len() as u32;
            }
            units.features.push(Feature {
                name,
                column: units.columns.len(),
                method,
            });
            units.columns.push(column);
            units.kinds.push(kind);
            units.ids.push(ids);
            units.counts.push(counts);
            units.row_counts.push(row_counts);
        }
        units.cross();
        units
    }

    /// Rows that would be equal to those of a unit by chance, if the columns
    /// were independent: few for a full row, many for a common name alone.
    pub(super) fn equal_by_chance(&self, unit: usize) -> f32 {
        let total = self.rows.len() as f32;
        let mut chance = total;
        for (ids, counts) in self.ids.iter().zip(&self.row_counts) {
            if ids[unit] != 0 {
                chance *= counts[ids[unit] as usize] as f32 / total;
            }
        }
        chance
    }

    /// Given and family name may be swapped.
    fn cross(&mut self) {
        let of = |kind: Kind| self.kinds.iter().position(|&held| held == kind);
        if self.features.len() == FEATURES_MAX {
            return;
        }
        if let (Some(given), Some(family)) = (of(Kind::GivenName), of(Kind::FamilyName)) {
            let name = format!(
                "{} and {} swapped",
                self.features[given].name, self.features[family].name
            );
            self.features.push(Feature {
                name,
                column: given,
                method: Method::Crossed { with: family },
            });
        }
    }

    /// The evidence words of all values, without those that one unit alone holds.
    pub(super) fn words(&self) -> (Vec<ColumnWords>, Frequencies) {
        let values: usize = self.columns.iter().map(Column::distinct).sum();
        let mut frequencies = Frequencies::new(3 * values);
        let mut scratch = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            for id in 1..=column.distinct() as u32 {
                tokens::of_value(self.kinds[at], at, column.value(id), &mut scratch);
                for &word in &scratch {
                    frequencies.add(word, self.counts[at][id as usize]);
                }
            }
        }
        let lists = (0..self.columns.len()).into_par_iter().map(|at| {
            let column = &self.columns[at];
            let mut held = ColumnWords {
                ends: vec![0],
                words: Vec::new(),
            };
            let mut scratch = Vec::new();
            for id in 1..=column.distinct() as u32 {
                tokens::of_value(self.kinds[at], at, column.value(id), &mut scratch);
                let counted = scratch.iter().map(|&word| (word, frequencies.rows(word)));
                held.words.extend(counted.filter(|word| word.1 >= 2));
                held.ends.push(held.words.len() as u32);
            }
            held
        });
        (lists.collect(), frequencies)
    }
}

/// Rows in the order of the hash of their content, and where each run of equal ones ends.
fn group(table: &Table, used: &[usize]) -> (Vec<u32>, Vec<u32>) {
    let mut hashes = vec![0u64; table.rows()];
    for &at in used {
        let column = &table.columns[at];
        let of_value: Vec<u64> = (0..=column.distinct() as u32)
            .map(|id| hash_bytes(column.value(id).as_bytes()))
            .collect();
        for (hash, &id) in hashes.iter_mut().zip(&column.ids) {
            *hash = mix(hash.wrapping_add(of_value[id as usize]));
        }
    }
    let mut order: Vec<(u64, u32)> = hashes.into_iter().zip(0..).collect();
    order.par_sort_unstable();
    let mut ends = Vec::new();
    for at in 1..=order.len() {
        if at == order.len() || order[at].0 != order[at - 1].0 {
            ends.push(at as u32);
        }
    }
    (order.into_iter().map(|(_, row)| row).collect(), ends)
}

/// A column of the words that the whole has and its parts have not.
fn beyond(table: &Table, whole: usize, parts: &[usize], firsts: &[u32]) -> (Column, Vec<u32>) {
    let mut out = Column::new(&table.columns[whole].name);
    let mut text = String::new();
    for &row in firsts {
        text.clear();
        for word in words(table.value(row as usize, whole)) {
            if !parts
                .iter()
                .any(|&part| words(table.value(row as usize, part)).any(|held| held == word))
            {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
        out.push(text.as_bytes());
    }
    let ids = std::mem::take(&mut out.ids);
    (out, ids)
}
