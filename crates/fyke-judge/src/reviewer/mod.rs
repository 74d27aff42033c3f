//! How good a reviewer is, for the reviewer to know.
//!
//! Two sources tell: leads seeded with an answer known beforehand, half of them
//! with the machine wrong, and leads that time resolved. Nothing here ranks
//! people: every figure about one person is behind a [`Sight`], which takes that
//! person's own key or their signed consent, and nobody's list is sorted by it.
//!
//! | file | what |
//! |---|---|
//! | [`sight`] | whose figures may be made, and by whom |
//! | [`report`] | all of one person's figures, none under thirty |
//! | [`signal`] | telling guilty from innocent (d') apart from how easily one says guilty (c) |
//! | [`mod@help`] | whether seeing the machine helped, and who was followed when |
//! | [`drift`](mod@drift) | whether the threshold moves over time |
//! | [`mod@agreement`] | Krippendorff's alpha on leads that two or more reviewed |
//! | [`elusion`] | what lies below the cut, from a chance sample of it |
//! | [`queue`] | work saved, confirmed leads per hour |
//! | [`count`](mod@count) | intervals of counts |

pub mod agreement;
pub mod count;
pub mod drift;
pub mod elusion;
mod gather;
pub mod help;
pub mod queue;
pub mod report;
pub mod sight;
pub mod signal;

pub use agreement::{Agreement, Level, Standing, agreement, alpha};
pub use count::{Estimate, clopper_pearson, hypergeometric, poisson, wilson};
pub use drift::{Drift, drift};
pub use elusion::{Elusion, Recall};
pub use gather::{Gathered, gather};
pub use help::{Help, Switches, help};
pub use queue::{per_hour, work_saved};
pub use report::{Report, ReportError};
pub use sight::{Consent, Sight};
pub use signal::{Cells, Signal};

use crate::assessment::Probability;
use crate::key::KeyId;
use fyke_model::date::Day;
use serde::{Deserialize, Serialize};

/// A lead that someone judged and of which the truth is known by now.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Done {
    /// The lead.
    pub lead: String,
    /// Who judged.
    pub by: KeyId,
    /// When.
    pub on: Day,
    /// Whether it was what it suggested.
    pub truth: bool,
    /// What they said before they saw the machine.
    pub blind: Probability,
    /// What they said last.
    pub last: Probability,
    /// What the machine said, where it was shown between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<Probability>,
    /// True where the answer was known beforehand and the lead was seeded.
    #[serde(default)]
    pub seeded: bool,
}

/// Whether a probability says yes: one half and above.
pub(crate) fn says_yes(p: Probability) -> bool {
    p.get() >= 0.5
}

#[cfg(test)]
mod tests;
