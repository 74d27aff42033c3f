//! Which judgements fall when an origin falls.
//!
//! A source recants, a dataset turns out forged, a file was altered on its way:
//! the question is at once which judgements stood on it, and whether anything
//! else holds them up (ICD 206 asks for a citation at every judgement for this
//! very reason). Each piece of basis is looked up from the origin's side.

use super::{Assessment, Basis};
use fyke_model::dataset::FileHash;
use std::collections::{BTreeMap, BTreeSet};

/// What may be withdrawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Every row of a dataset.
    Dataset(String),
    /// Every row of a file.
    File(FileHash),
    /// One row, quote, report or note.
    Piece(Basis),
}

impl Origin {
    /// Whether a piece of basis comes from it.
    pub fn holds(&self, piece: &Basis) -> bool {
        match (self, piece) {
            (Origin::Dataset(id), Basis::Row(row)) => row.dataset == *id,
            (Origin::File(hash), Basis::Row(row)) => row.file == *hash,
            (Origin::Piece(gone), piece) => gone == piece,
            _ => false,
        }
    }
}

/// A judgement that stood on what was withdrawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Affected<Id> {
    /// Which judgement.
    pub judgement: Id,
    /// The pieces that it lost.
    pub lost: Vec<Basis>,
    /// How many pieces it still stands on; 0: on nothing.
    pub left: usize,
}

/// What stands on what, looked up from below. `Id` is whatever names a
/// judgement: an entry of the record, a lead.
#[derive(Clone, Debug)]
pub struct Origins<Id> {
    on: BTreeMap<Basis, BTreeSet<Id>>,
    pieces: BTreeMap<Id, BTreeSet<Basis>>,
}

impl<Id: Ord + Clone> Origins<Id> {
    /// The index of these judgements. A piece counts wherever it is cited: as
    /// basis or in the argument.
    pub fn of<'a>(judgements: impl IntoIterator<Item = (Id, &'a Assessment)>) -> Origins<Id> {
        let mut index = Origins {
            on: BTreeMap::new(),
            pieces: BTreeMap::new(),
        };
        for (id, assessment) in judgements {
            let argued = assessment.tradecraft.argument.iter().flat_map(|part| &part.basis);
            index.cite(&id, assessment.basis.iter().chain(argued));
        }
        index
    }

    /// Adds what else a judgement stands on: the evidence of its matrix of
    /// hypotheses, say.
    pub fn cite<'a>(&mut self, id: &Id, pieces: impl IntoIterator<Item = &'a Basis>) {
        for piece in pieces {
            self.on.entry(piece.clone()).or_default().insert(id.clone());
            let of_id = self.pieces.entry(id.clone()).or_default();
            of_id.insert(piece.clone());
        }
    }

    /// The judgements that stood on an origin: those left with the fewest
    /// pieces first, then in order of their ids.
    ///
    /// ```
    /// use fyke_judge::assessment::{Assessment, Basis, Confidence, Origin, Origins, Probability};
    /// use fyke_judge::key::PersonKey;
    /// let mut a = Assessment::draft(
    ///     "Did Gama receive it?",
    ///     Probability::new(0.7).unwrap(),
    ///     Confidence::Low,
    ///     PersonKey::from_seed(&[1; 32]).id(),
    /// );
    /// a.basis = vec![Basis::SourceReport("17".into()), Basis::Quote("q1".into())];
    /// let origins = Origins::of([("lead 4", &a)]);
    /// let fallen = origins.affected(&Origin::Piece(Basis::SourceReport("17".into())));
    /// assert_eq!((fallen[0].judgement, fallen[0].left), ("lead 4", 1));
    /// ```
    pub fn affected(&self, origin: &Origin) -> Vec<Affected<Id>> {
        let fallen: Vec<(&Basis, &BTreeSet<Id>)> = match origin {
            Origin::Piece(piece) => self.on.get_key_value(piece).into_iter().collect(),
            wide => self.on.iter().filter(|(piece, _)| wide.holds(piece)).collect(),
        };
        let mut lost: BTreeMap<&Id, Vec<Basis>> = BTreeMap::new();
        for (piece, ids) in fallen {
            for id in ids {
                lost.entry(id).or_default().push(piece.clone());
            }
        }
        let mut affected: Vec<Affected<Id>> = lost
            .into_iter()
            .map(|(id, lost)| Affected {
                left: self.pieces.get(id).map_or(0, BTreeSet::len) - lost.len(),
                judgement: id.clone(),
                lost,
            })
            .collect();
        affected.sort_by_key(|one| one.left);
        affected
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Confidence, Part, PartKind, Probability};
    use super::*;
    use crate::key::PersonKey;
    use fyke_model::dataset::RowRef;

    fn resting_on(basis: Vec<Basis>) -> Assessment {
        Assessment {
            basis,
            ..Assessment::draft(
                "?",
                Probability::new(0.5).unwrap(),
                Confidence::Low,
                PersonKey::from_seed(&[1; 32]).id(),
            )
        }
    }

    fn row(dataset: &str, file: u8, row: u64) -> Basis {
        Basis::Row(RowRef {
            dataset: dataset.into(),
            file: FileHash([file; 32]),
            row,
        })
    }

    /// customs/a.csv rows 2, 3; customs/b.csv row 2; a quote
    #[test]
    fn a_dataset_a_file_or_one_row_is_withdrawn() {
        let quote = Basis::Quote("q".into());
        let one = resting_on(vec![row("customs", 1, 2), row("customs", 1, 3)]);
        let two = resting_on(vec![row("customs", 2, 2), quote.clone()]);
        let mut three = resting_on(vec![quote.clone()]);
        three.tradecraft.argument.push(Part {
            kind: PartKind::Information,
            text: "the same row".into(),
            basis: vec![row("customs", 1, 2), quote.clone()],
        });
        let origins = Origins::of([(1, &one), (2, &two), (3, &three)]);
        let fallen = |origin: Origin| -> Vec<(i32, usize, usize)> {
            let affected = origins.affected(&origin);
            affected
                .iter()
                .map(|a| (a.judgement, a.lost.len(), a.left))
                .collect()
        };
        // (judgement, lost, left): what stands on nothing comes first
        assert_eq!(
            fallen(Origin::Dataset("customs".into())),
            [(1, 2, 0), (2, 1, 1), (3, 1, 1)]
        );
        assert_eq!(fallen(Origin::File(FileHash([1; 32]))), [(1, 2, 0), (3, 1, 1)]);
        assert_eq!(
            fallen(Origin::Piece(row("customs", 1, 2))),
            [(1, 1, 1), (3, 1, 1)]
        );
        assert_eq!(fallen(Origin::Piece(quote)), [(2, 1, 1), (3, 1, 1)]);
        assert_eq!(fallen(Origin::Dataset("registers".into())), []);
        let mut wider = origins.clone();
        wider.cite(&3, &[row("registers", 3, 7)]);
        let fallen = wider.affected(&Origin::Dataset("registers".into()));
        assert_eq!((fallen.len(), fallen[0].judgement, fallen[0].left), (1, 3, 2));
    }
}
