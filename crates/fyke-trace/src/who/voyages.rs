//! Where ships were: plain positions, ports, and what changed of a ship's papers.
//!
//! Ships are nodes of the register ([`super::register::Schema::Vessel`]); whoever
//! owns or controls one answers for its voyages.

use super::register::{LinkKind, NodeId, Register, RowId, Schema};
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

/// Mean radius of the earth.
const EARTH_KM: f64 = 6_371.0;

/// Kilometres between two places, degrees north and east of each.
pub fn distance_km(a: (f32, f32), b: (f32, f32)) -> f64 {
    let (lat_a, lat_b) = (f64::from(a.0).to_radians(), f64::from(b.0).to_radians());
    let half_lat = (lat_b - lat_a) / 2.0;
    let half_lon = (f64::from(b.1) - f64::from(a.1)).to_radians() / 2.0;
    let chord = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lon.sin().powi(2);
    2.0 * EARTH_KM * chord.clamp(0.0, 1.0).sqrt().asin()
}

impl Waters {
    /// Is a place within.
    pub fn hold(&self, lat: f32, lon: f32) -> bool {
        distance_km((self.lat, self.lon), (lat, lon)) <= f64::from(self.radius_km)
    }
}

/// Kilometres of a degree of the meridian, and a little less.
const DEGREE_KM: f32 = 111.0;

impl Voyages {
    /// Does a place lie in a port, within so many kilometres of it, or in a known
    /// anchorage. Most places are told apart by their latitude alone.
    pub(super) fn shelters(&self, lat: f32, lon: f32, port_km: f64) -> bool {
        let degrees = port_km as f32 / DEGREE_KM;
        let port = |port: &Port| {
            (port.lat - lat).abs() <= degrees && distance_km((lat, lon), (port.lat, port.lon)) < port_km
        };
        let anchorage = |waters: &Waters| {
            (waters.lat - lat).abs() <= waters.radius_km / DEGREE_KM && waters.hold(lat, lon)
        };
        self.ports.iter().any(port) || self.anchorages.iter().any(anchorage)
    }

    /// Positions in order of ship and time; those that are nowhere on earth,
    /// and second reports of one ship at one second, are left out.
    pub(super) fn tracks(&self) -> Vec<Position> {
        let somewhere = |p: &&Position| p.lat.abs() <= 90.0 && p.lon.abs() <= 180.0;
        let mut tracks: Vec<Position> = self.positions.iter().filter(somewhere).copied().collect();
        tracks.sort_by_key(|p| (p.vessel, p.time, p.row));
        tracks.dedup_by_key(|p| (p.vessel, p.time));
        tracks
    }
}

/// The ships that a party answers for: those it owns or controls, or itself.
pub(super) fn ships_of(register: &Register, node: NodeId) -> Vec<NodeId> {
    let is_ship = |node: NodeId| {
        register
            .node(node)
            .is_some_and(|node| node.schema == Schema::Vessel)
    };
    let held = register.links_from(node).iter();
    let mut ships: Vec<NodeId> = held
        .filter(|link| matches!(link.kind, LinkKind::Owns { .. } | LinkKind::Controls))
        .map(|link| link.to)
        .chain([node])
        .filter(|ship| is_ship(*ship))
        .collect();
    ships.sort_unstable();
    ships.dedup();
    ships
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_the_meridian_is_111_km() {
        let km = distance_km((44.0, 37.8), (45.0, 37.8));
        assert!((km - 111.19).abs() < 0.1, "{km}");
        let over = distance_km((0.0, 179.5), (0.0, -179.5));
        assert!((over - 111.19).abs() < 0.1, "{over}");
    }
}
