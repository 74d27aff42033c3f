//! (first form; being filled in)
use super::identifiers::Identifier;

/// Most identifiers that one text gives.
pub const IDENTIFIERS_MAX: usize = 64;

/// The identifiers that a text names: "INN 7707083893", "IMO 9074729".
pub fn find_in_text(text: &str) -> Vec<Identifier> {
    let _ = text;
    Vec::new()
}
