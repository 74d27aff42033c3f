//! What changed between two editions of a list.

use super::Serving;
use crate::case::Case;
use crate::error::{Result, StoreError};
use crate::questions::{Texts, column};
use crate::trade::each_batch_of;
use datafusion::arrow::array::Int64Array;
use fyke_model::dataset::FileHash;
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// What happened to an entity of a list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// Only the newer edition has it.
    Added,
    /// Only the older edition has it.
    Removed,
    /// Both have it and say different things of it.
    Changed,
}

/// A value that one edition gives and the other does not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Difference {
    /// FollowTheMoney property.
    pub prop: String,
    /// The value.
    pub value: String,
    /// True where the newer edition gives it.
    pub added: bool,
    /// Its first row in its edition.
    pub row: u64,
}

/// An entity that changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Its id within the dataset.
    pub entity_id: String,
    /// Its first name, of the newer edition where that has it.
    pub name: String,
    /// What happened.
    pub change: Change,
    /// In the order of property and value.
    pub differences: Vec<Difference>,
}

/// The difference of two editions, a page of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diff {
    /// In the order of change and id.
    pub page: Vec<Changed>,
    /// Entities added, removed, changed.
    pub of: [u64; 3],
    /// Entities that are the same.
    pub same: u64,
}

/// Which values an edition gives of an entity, with the first row of each.
type Values = BTreeMap<(String, String), u64>;

/// Compares two editions of a dataset by their statements: of each series the
/// newest file not later than the day, or every file where it has no series.
/// `only` leaves the other changes out of the page.
///
/// # Errors
/// Where the dataset is not in the case, or a table cannot be read.
pub fn diff(
    case: &Case,
    dataset: &str,
    older: Day,
    newer: Day,
    only: Option<Change>,
    (offset, limit): (usize, usize),
) -> Result<Diff> {
    let files = case.files()?;
    if !files.iter().any(|file| file.dataset == dataset) {
        return Err(StoreError::request(
            format!("no file of the dataset {dataset} is in the case"),
            "name one of the datasets that the page of the case lists",
        ));
    }
    let standing = |day: Day| -> Vec<(FileHash, Vec<String>)> {
        crate::record::standing(&files, Some(day))
            .into_iter()
            .filter(|file| file.dataset == dataset)
            .map(|file| (file.hash, file.parts.clone()))
            .collect()
    };
    let (old, new) = (standing(older), standing(newer));
    // a file that stands on both days says the same on both
    let differ = |own: &[(FileHash, Vec<String>)], other: &[(FileHash, Vec<String>)]| {
        let own = own.iter().filter(|file| !other.contains(file));
        own.flat_map(|file| file.1.clone()).collect::<Vec<String>>()
    };
    let before = said(case, dataset, &differ(&old, &new))?;
    let after = said(case, dataset, &differ(&new, &old))?;
    Ok(compare(&before, &after, only, (offset, limit)))
}

/// Entities of two editions, compared.
fn compare(
    before: &BTreeMap<String, Values>,
    after: &BTreeMap<String, Values>,
    only: Option<Change>,
    (offset, limit): (usize, usize),
) -> Diff {
    let mut diff = Diff::default();
    let mut changes: Vec<(Change, &String)> = vec![];
    for (id, values) in after {
        match before.get(id) {
            None => changes.push((Change::Added, id)),
            Some(earlier) if earlier.keys().eq(values.keys()) => diff.same += 1,
            Some(_) => changes.push((Change::Changed, id)),
        }
    }
    let gone = before.keys().filter(|id| !after.contains_key(*id));
    changes.extend(gone.map(|id| (Change::Removed, id)));
    changes.sort_unstable();
    for (change, _) in &changes {
        if let Some(count) = diff.of.get_mut(*change as usize) {
            *count += 1;
        }
    }
    let none = Values::new();
    let wanted = changes
        .into_iter()
        .filter(|(change, _)| only.is_none_or(|only| only == *change));
    diff.page = wanted
        .skip(offset)
        .take(limit)
        .map(|(change, id)| {
            let (old, new) = (before.get(id).unwrap_or(&none), after.get(id).unwrap_or(&none));
            let only_in = |own: &Values, other: &Values, added: bool| -> Vec<Difference> {
                let own = own.iter().filter(|(said, _)| !other.contains_key(*said));
                own.map(|((prop, value), row)| Difference {
                    prop: prop.clone(),
                    value: value.clone(),
                    added,
                    row: *row,
                })
                .collect()
            };
            let mut differences = only_in(old, new, false);
            differences.extend(only_in(new, old, true));
            differences.sort_unstable();
            let name = |values: &Values| {
                let mut names = values.keys().filter(|(prop, _)| prop == "name");
                names.next().map(|(_, name)| name.clone())
            };
            Changed {
                entity_id: id.clone(),
                name: name(new).or_else(|| name(old)).unwrap_or_default(),
                change,
                differences,
            }
        })
        .collect();
    diff
}

/// What some parts say, by entity.
fn said(case: &Case, dataset: &str, parts: &[String]) -> Result<BTreeMap<String, Values>> {
    let tables = case.folder("tables")?;
    let columns = ["dataset", "row", "entity_id", "prop", "value"];
    let mut said: BTreeMap<String, Values> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.starts_with("statements/")) {
        each_batch_of(&tables.join(part), &columns, &mut |batch| {
            let text = |at: usize| Texts::new(batch, at);
            let (own, id, prop, value) = (text(0)?, text(2)?, text(3)?, text(4)?);
            let row: &Int64Array = column(batch, 1)?;
            for at in 0..batch.num_rows() {
                if own.at(at) != dataset {
                    continue;
                }
                let number = u64::try_from(row.value(at)).unwrap_or(0);
                let values = match said.get_mut(id.at(at)) {
                    Some(values) => values,
                    None => said.entry(id.at(at).to_owned()).or_default(),
                };
                values
                    .entry((prop.at(at).to_owned(), value.at(at).to_owned()))
                    .and_modify(|first| *first = number.min(*first))
                    .or_insert(number);
            }
            Ok(())
        })?;
    }
    Ok(said)
}

impl Serving {
    /// See [`diff`].
    ///
    /// # Errors
    /// As there.
    pub fn diff(
        &self,
        case: &Case,
        dataset: &str,
        days: (Day, Day),
        only: Option<Change>,
        page: (usize, usize),
    ) -> Result<Diff> {
        diff(case, dataset, days.0, days.1, only, page)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From lines such as `1 name Alfa`.
    fn edition(lines: &str) -> BTreeMap<String, Values> {
        let mut said: BTreeMap<String, Values> = BTreeMap::new();
        for (row, line) in (2..).zip(lines.lines()) {
            let mut words = line.trim().splitn(3, ' ').map(str::to_owned);
            let (id, prop, value) = (
                words.next().unwrap(),
                words.next().unwrap(),
                words.next().unwrap(),
            );
            said.entry(id).or_default().insert((prop, value), row);
        }
        said
    }

    #[test]
    fn an_edition_adds_removes_and_changes() {
        let before = edition("1 name Alfa\n1 country RU\n2 name Beta\n3 name Gama");
        let after = edition("1 name Alfa\n1 country BY\n3 name Gama\n4 name Delta");
        let diff = compare(&before, &after, None, (0, 10));
        assert_eq!((diff.of, diff.same), ([1, 1, 1], 1));
        let told: Vec<String> = diff
            .page
            .iter()
            .map(|changed| {
                let values = changed.differences.iter();
                let values: Vec<String> = values
                    .map(|d| {
                        format!(
                            "{}{} {}@{}",
                            if d.added { '+' } else { '-' },
                            d.prop,
                            d.value,
                            d.row
                        )
                    })
                    .collect();
                format!(
                    "{:?} {} {}: {}",
                    changed.change,
                    changed.entity_id,
                    changed.name,
                    values.join(", ")
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "Added 4 Delta: +name Delta@5",
                "Removed 2 Beta: -name Beta@4",
                "Changed 1 Alfa: +country BY@3, -country RU@3",
            ]
        );
        let only = compare(&before, &after, Some(Change::Changed), (0, 10));
        assert_eq!((only.page.len(), only.of), (1, [1, 1, 1]));
    }
}
