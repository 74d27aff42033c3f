//! The Traffic Light Protocol 2.0 (FIRST, 2022): how freely something may go on.
//!
//! The label travels with what is made from it: a child is never freer than its
//! strictest parent, unless people have said so in an entry of the record.
//! Handling labels of data ([`Handling`]) set a floor below which no label goes.

use crate::record::leaf::{Index, Tlp};
use fyke_model::dataset::Handling;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    label: Vec<Label>,
    handling: Vec<Floor>,
}

/// What FIRST says of one label.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub struct Label {
    /// Which.
    pub id: Tlp,
    /// As it is written: `TLP:AMBER+STRICT`.
    pub label: String,
    /// The fixed id of its STIX marking definition.
    pub stix: String,
    /// What it allows.
    pub what: String,
}

#[derive(Deserialize)]
struct Floor {
    id: Handling,
    floor: Tlp,
}

static SHIPPED: LazyLock<File> =
    LazyLock::new(|| super::shipped(include_str!("../../../../data/scales/tlp.toml")));

/// What FIRST says of a label.
///
/// ```
/// use fyke_judge::record::leaf::Tlp;
/// use fyke_judge::scale::tlp::label;
/// assert_eq!(label(Tlp::AmberStrict).label, "TLP:AMBER+STRICT");
/// ```
pub fn label(tlp: Tlp) -> &'static Label {
    let mut labels = SHIPPED.label.iter();
    labels
        .find(|label| label.id == tlp)
        .expect("a test finds every label in the shipped table")
}

/// The label that is written so; `TLP:WHITE`, the old name of clear, is read too.
///
/// ```
/// use fyke_judge::record::leaf::Tlp;
/// use fyke_judge::scale::tlp::read;
/// assert_eq!(read("tlp:amber+strict"), Some(Tlp::AmberStrict));
/// assert_eq!(read("TLP:WHITE"), Some(Tlp::Clear));
/// assert_eq!(read("TLP:PINK"), None);
/// ```
pub fn read(text: &str) -> Option<Tlp> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("TLP:WHITE") {
        return Some(Tlp::Clear);
    }
    let mut labels = SHIPPED.label.iter();
    labels
        .find(|label| label.label.eq_ignore_ascii_case(text))
        .map(|label| label.id)
}

/// The freest label that data of this handling may bear.
pub fn floor(handling: Handling) -> Tlp {
    let mut floors = SHIPPED.handling.iter();
    floors
        .find(|floor| floor.id == handling)
        .map_or(Tlp::Red, |floor| floor.floor)
}

/// How data must be handled that came to us under a label.
pub const fn handling_of(tlp: Tlp) -> Handling {
    match tlp {
        Tlp::Clear => Handling::Open,
        Tlp::Green | Tlp::Amber | Tlp::AmberStrict | Tlp::Red => Handling::Restricted,
    }
}

/// Whether data of this handling may leave at all: what a source alone told
/// never does, whatever the label.
pub const fn may_leave(handling: Handling) -> bool {
    !matches!(handling, Handling::SourceCompartment)
}

/// The label of something made from these; of nothing, the strictest there is,
/// since nobody has said how free it is.
pub fn strictest(parents: impl IntoIterator<Item = Tlp>) -> Tlp {
    parents.into_iter().max().unwrap_or(Tlp::Red)
}

/// A label that is freer than what it was made from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "labelled {child} though made from {parent}; label it {parent}, or have it released by two people first",
    child = label(*.child).label, parent = label(*.parent).label
)]
pub struct Looser {
    /// The label it bears.
    pub child: Tlp,
    /// The strictest label or floor among what it was made from.
    pub parent: Tlp,
}

/// Whether a child may bear a label, given the labels and handling of what it
/// was made from. `released` is the entry in which people downgraded it; that the
/// entry is such a decision is for the verifier, and no entry frees what may not
/// leave at all ([`may_leave`]).
///
/// # Errors
/// The label it would have to bear.
pub fn check_child(
    child: Tlp,
    parents: impl IntoIterator<Item = Tlp>,
    handling: Handling,
    released: Option<Index>,
) -> Result<(), Looser> {
    let parent = strictest(parents).max(floor(handling));
    if child >= parent || (released.is_some() && may_leave(handling)) {
        return Ok(());
    }
    Err(Looser { child, parent })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];
    const HANDLINGS: [Handling; 4] = [
        Handling::Open,
        Handling::Licensed,
        Handling::Restricted,
        Handling::SourceCompartment,
    ];

    /// The ids of the STIX marking definitions of TLP 2.0, as OASIS lists them
    /// (cacao, Common-Objects/Data-Markings).
    #[test]
    fn the_labels_as_published() {
        let rows: Vec<(&str, &str)> = ALL
            .iter()
            .map(|tlp| (label(*tlp).label.as_str(), label(*tlp).stix.as_str()))
            .collect();
        assert_eq!(
            rows,
            [
                (
                    "TLP:CLEAR",
                    "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"
                ),
                (
                    "TLP:GREEN",
                    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"
                ),
                (
                    "TLP:AMBER",
                    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
                ),
                (
                    "TLP:AMBER+STRICT",
                    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"
                ),
                (
                    "TLP:RED",
                    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
                ),
            ]
        );
        assert!(ALL.iter().all(|tlp| read(&label(*tlp).label) == Some(*tlp)));
        assert_eq!(SHIPPED.handling.len(), HANDLINGS.len());
    }

    #[test]
    fn a_floor_is_never_freer_than_a_freer_floor_and_a_label_survives_the_way_through_handling() {
        assert!(HANDLINGS.windows(2).all(|pair| floor(pair[0]) <= floor(pair[1])));
        assert!(ALL.iter().all(|tlp| floor(handling_of(*tlp)) >= *tlp));
        assert_eq!(floor(Handling::Open), Tlp::Clear);
    }

    #[test]
    fn a_freer_child_is_refused_in_words() {
        let refused = check_child(Tlp::Green, [Tlp::Clear, Tlp::Amber], Handling::Open, None).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "labelled TLP:GREEN though made from TLP:AMBER; label it TLP:AMBER, or have it released by two \
             people first"
        );
        assert_eq!(
            check_child(Tlp::Green, [Tlp::Amber], Handling::Open, Some(7)),
            Ok(())
        );
        // what a source alone told stays, entry or no entry
        let source = Handling::SourceCompartment;
        assert!(check_child(Tlp::Green, [Tlp::Clear], source, Some(7)).is_err());
    }

    proptest! {
        #[test]
        fn without_an_entry_no_child_is_freer_than_any_parent(
            child in 0usize..5, parents in prop::collection::vec(0usize..5, 0..6), h in 0usize..4,
        ) {
            let parents: Vec<Tlp> = parents.into_iter().map(|i| ALL[i]).collect();
            let stricter = parents.iter().all(|parent| ALL[child] >= *parent);
            let allowed = check_child(ALL[child], parents.clone(), HANDLINGS[h], None).is_ok();
            let expected = stricter && ALL[child] >= floor(HANDLINGS[h]) && (!parents.is_empty() || ALL[child] == Tlp::Red);
            prop_assert_eq!(allowed, expected);
        }
    }
}
