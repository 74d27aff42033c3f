//! What may leave a case, and the proof that what is here may.
//!
//! A dossier goes to people outside, and what is in it cannot be called back. So
//! there is one door: [`Releasable::of`] looks at the label of every row, entity
//! and chart, leaves behind what may not go, and is the only way to evidence that
//! [`crate::Dossier`] takes.
//!
//! * open: leaves.
//! * licensed: leaves to whom the licence lets have it, named in [`Terms::licensed`],
//!   and under a label that stops there (TLP:AMBER or stricter).
//! * restricted: stays.
//! * source compartment: stays. What a source alone told never leaves; where rows
//!   that may leave say the same, they carry it alone.
//! * without a label: stays, since nobody has said that it may go.

#[cfg(test)]
mod hops;
mod lead;
mod releasable;
#[cfg(test)]
mod tests;
mod tlp;

pub use releasable::{Chart, Entity, Material, Releasable, SourceRow, Withheld};
pub use tlp::{BadTlp, Tlp};

use fyke_model::dataset::{Handling, RowRef};
use serde::{Deserialize, Serialize};
use std::fmt;

/// To whom a dossier goes and how freely it may go on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Terms {
    /// How freely.
    pub tlp: Tlp,
    /// To whom, in words: a newsroom, an authority, the public.
    pub recipient: String,
    /// Datasets whose licence lets this recipient have their rows.
    #[serde(default)]
    pub licensed: Vec<String>,
}

/// Why a row stays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Why {
    /// For the people on the case.
    Restricted,
    /// Told by a source.
    Source,
    /// Licensed, and this recipient is not said to hold the licence.
    NotTheirs,
    /// Licensed, under a label by which it would go on to others.
    GoesOn,
    /// Nobody has labelled it.
    Unlabelled,
}

/// A row that may not leave.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct HeldRow {
    /// Which.
    pub row: RowRef,
    /// Why.
    pub why: Why,
}

/// Rows that keep something in the case.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct Held {
    /// Each of them, in order.
    pub rows: Vec<HeldRow>,
    /// True where no reason would be left without them.
    pub nothing_remains: bool,
}

impl Why {
    /// Why, and what can be done.
    pub const fn words(self) -> &'static str {
        match self {
            Why::Restricted => "restricted to the people on this case; leave it out",
            Why::Source => "told by a source; wait until open data says the same",
            Why::NotTheirs => {
                "under a licence that this recipient is not said to hold; name the dataset as licensed to them, or leave it out"
            }
            Why::GoesOn => {
                "under a licence, and the label lets it go on; label the dossier TLP:AMBER or stricter"
            }
            Why::Unlabelled => "without a handling label; give its dataset one in case.toml",
        }
    }
}

/// Rows named in an error; who wants all of them has [`Held::rows`].
const NAMED_MAX: usize = 5;

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.rows.len();
        let rows = if n == 1 { "row" } else { "rows" };
        if self.nothing_remains {
            write!(
                f,
                "no reason of this lead stands on rows that may leave; {n} {rows} may not"
            )?;
        } else {
            write!(f, "{n} {rows} may not leave")?;
        }
        for held in self.rows.iter().take(NAMED_MAX) {
            write!(f, "\n  {}: {}", held.row, held.why.words())?;
        }
        if n > NAMED_MAX {
            write!(f, "\n  and {} more", n - NAMED_MAX)?;
        }
        Ok(())
    }
}

/// Whether rows with these labels may leave on these terms.
///
/// ```
/// use fyke_model::dataset::{FileHash, Handling, RowRef};
/// use fyke_press::{Terms, Tlp, may_leave};
/// let row = RowRef { dataset: "customs".into(), file: FileHash([0xab; 32]), row: 17 };
/// let terms = Terms { tlp: Tlp::Amber, recipient: "a newsroom".into(), licensed: vec![] };
/// assert!(may_leave(&[(row.clone(), Handling::Open)], &terms).is_ok());
/// let held = may_leave(&[(row, Handling::SourceCompartment)], &terms).unwrap_err();
/// assert_eq!(
///     held.to_string(),
///     "1 row may not leave\n  customs:abababababab:17: told by a source; wait until open data says the same"
/// );
/// ```
///
/// # Errors
/// The rows that may not, each with its reason.
pub fn may_leave(rows: &[(RowRef, Handling)], terms: &Terms) -> Result<(), Held> {
    let mut held: Vec<HeldRow> = rows
        .iter()
        .filter_map(|(row, handling)| {
            let why = holds(*handling, &row.dataset, terms)?;
            Some(HeldRow {
                row: row.clone(),
                why,
            })
        })
        .collect();
    held.sort();
    held.dedup();
    match held.is_empty() {
        true => Ok(()),
        false => Err(Held {
            rows: held,
            nothing_remains: false,
        }),
    }
}

/// Why something of this label and dataset stays; `None` where it may leave.
fn holds(handling: Handling, dataset: &str, terms: &Terms) -> Option<Why> {
    match handling {
        Handling::Open => None,
        Handling::Licensed if !terms.licensed.iter().any(|named| named == dataset) => Some(Why::NotTheirs),
        Handling::Licensed if terms.tlp < Tlp::Amber => Some(Why::GoesOn),
        Handling::Licensed => None,
        Handling::Restricted => Some(Why::Restricted),
        Handling::SourceCompartment => Some(Why::Source),
    }
}
