//! Where ships were: plain positions, ports, and what changed of a ship's papers.
//!
//! Ships are nodes of the register ([`super::register::Schema::Vessel`]); whoever
//! owns or controls one answers for its voyages.

use super::register::{NodeId, RowId};
use fyke_model::country::Country;
use fyke_model::date::Day;

/// A reported position.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Position {
    /// The ship, a node of the register.
    pub vessel: NodeId,
    /// Seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Knots over ground; none = not reported.
    pub speed_kn: Option<f32>,
    /// Metres; none = not reported.
    pub draught_m: Option<f32>,
    /// The row that says so.
    pub row: RowId,
}

/// A port.
#[derive(Clone, PartialEq, Debug)]
pub struct Port {
    /// Name, for sentences.
    pub name: String,
    /// Country.
    pub country: Country,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

/// Waters where receivers hear little, or where ships lie side by side to take
/// bunkers and to lighten in the open: silence and closeness mean nothing there.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Waters {
    /// Middle, degrees north.
    pub lat: f32,
    /// Middle, degrees east.
    pub lon: f32,
    /// Kilometres around it.
    pub radius_km: f32,
}

/// A ship got another flag or another name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// The ship.
    pub vessel: NodeId,
    /// The day.
    pub day: Day,
    /// The flag changed; otherwise the name.
    pub flag: bool,
    /// The row that says so.
    pub row: RowId,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Voyages {
    /// Positions in any order.
    pub positions: Vec<Position>,
    /// Ports; those of embargoed countries matter to T34, all of them to T35.
    pub ports: Vec<Port>,
    /// Waters of known poor reception.
    pub quiet: Vec<Waters>,
    /// Known anchorages where ships lie side by side.
    pub anchorages: Vec<Waters>,
    /// Flags and names.
    pub changes: Vec<Change>,
}
