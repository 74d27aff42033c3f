//! The Traffic Light Protocol 2.0 (FIRST, 2022), as far as a page shows it. The
//! rules of who may loosen a label are those of the record, not of the paper.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How freely something may go on, the freest first.
///
/// ```
/// use fyke_press::Tlp;
/// assert_eq!("tlp:amber+strict".parse(), Ok(Tlp::AmberStrict));
/// assert!(Tlp::Red > Tlp::Clear);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tlp {
    /// No limit.
    Clear,
    /// Within the community.
    Green,
    /// Within the recipient's organisation and its clients.
    Amber,
    /// Within the recipient's organisation alone.
    AmberStrict,
    /// For the named recipients' eyes only.
    Red,
}

impl Tlp {
    const ALL: [Tlp; 5] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::AmberStrict, Tlp::Red];

    /// The label as it is written on a page.
    pub const fn label(self) -> &'static str {
        match self {
            Tlp::Clear => "TLP:CLEAR",
            Tlp::Green => "TLP:GREEN",
            Tlp::Amber => "TLP:AMBER",
            Tlp::AmberStrict => "TLP:AMBER+STRICT",
            Tlp::Red => "TLP:RED",
        }
    }

    /// What it allows.
    pub const fn what(self) -> &'static str {
        match self {
            Tlp::Clear => "no limit on passing it on",
            Tlp::Green => "within the community, not in public",
            Tlp::Amber => "within the recipient's organisation and its clients, need to know",
            Tlp::AmberStrict => "within the recipient's organisation alone, need to know",
            Tlp::Red => "for the named recipient's eyes only",
        }
    }
}

impl fmt::Display for Tlp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// Text that is no label.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("'{0}' is no label of the traffic light protocol; use clear, green, amber, amber+strict or red")]
pub struct BadTlp(String);

impl FromStr for Tlp {
    type Err = BadTlp;
    fn from_str(text: &str) -> Result<Tlp, BadTlp> {
        let upper = text.trim().to_ascii_uppercase();
        let bare = upper.strip_prefix("TLP:").unwrap_or(&upper);
        Tlp::ALL
            .into_iter()
            .find(|tlp| tlp.label().strip_prefix("TLP:") == Some(bare))
            .ok_or_else(|| BadTlp(text.chars().take(40).collect()))
    }
}
