//! What leaves the case: dossiers and exports, each with the entry that says so.

use super::{Answer, Hand, Refusal};
use serde::{Deserialize, Serialize};

/// Questions about what leaves.
pub trait Giving {
    /// A lead as a PDF with its evidence inside, and its file name. Writes the disclosure.
    fn dossier(&self, hand: &Hand, lead: &str, giving: &GivingSaid) -> Answer<(String, Vec<u8>)> {
        let _ = (hand, lead, giving);
        Err(Refusal::absent("the dossier"))
    }

    /// Writes down that something was exported: what (an address), in which
    /// form, how many rows. Refuses where a label forbids it.
    fn exported(&self, hand: Option<&Hand>, what: &str, form: &str, rows: u64) -> Answer<()> {
        let _ = (hand, what, form, rows);
        Ok(())
    }
}

/// To whom something goes, and how freely it may go on.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct GivingSaid {
    /// TLP 2.0: `clear`, `green`, `amber`, `amber_strict`, `red`.
    pub tlp: String,
    /// Who gets it.
    pub to: String,
    /// What for.
    pub why: String,
    /// Datasets whose licence lets the recipient have their rows.
    #[serde(default)]
    pub licensed: Vec<String>,
}
