//! An action as data: what people can do to stop a flow, how long it takes,
//! what it costs and what honest trade it hurts.

use super::{BadReference, read_toml};
use serde::Deserialize;

/// What an action is put on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// A firm.
    Node,
    /// All firms at an address.
    Address,
    /// What a maker sells on.
    Supplier,
    /// A code between two countries.
    Lane,
    /// The payments of a firm.
    Bank,
    /// A vessel.
    Vessel,
    /// A code everywhere.
    Goods,
}

/// A typed action. Ranges are `[low, likely, high]`.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Action {
    /// `list-entity`, ...
    pub id: String,
    /// A short name.
    pub name: String,
    /// What it is put on.
    pub kind: ActionKind,
    /// What it does, in a sentence.
    pub sentence: String,
    /// The law it stands on.
    pub legal_basis: String,
    /// Who can do it.
    pub who: String,
    /// Days from decision to effect.
    pub lead_time_days: [f64; 3],
    /// Days until it is worked around by paper alone.
    pub lasting_days: [f64; 3],
    /// Share stopped of the flow through what it is put on.
    pub stops_share: [f64; 3],
    /// Staff and political cost, in points of a budget.
    pub cost_points: f64,
    /// Share lost of the honest trade through it.
    pub harm_share: [f64; 3],
    /// How it is taken back.
    pub reversible: String,
    /// Where the figures come from.
    pub source: String,
}

impl Action {
    /// Reads an action.
    ///
    /// # Errors
    /// Where the text is not TOML of the shape in `data/FORMATS.md`, or a range
    /// does not rise.
    pub fn parse(file: &str, text: &str) -> Result<Action, BadReference> {
        let action: Action = read_toml(file, text)?;
        let ranges = [
            ("lead_time_days", action.lead_time_days),
            ("lasting_days", action.lasting_days),
            ("stops_share", action.stops_share),
            ("harm_share", action.harm_share),
        ];
        match ranges.iter().find(|(_, range)| !range.is_sorted()) {
            Some((name, range)) => Err(BadReference {
                file: file.to_owned(),
                what: format!("{name} = {range:?} is not low, likely, high"),
            }),
            None => Ok(action),
        }
    }
}
