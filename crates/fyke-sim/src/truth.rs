//! What is true of a row, a party, a network, and of the world as a whole.

use crate::statistics::lanes::GhostLane;
use fyke_model::country::Country;
use fyke_model::date::Day;

/// What is planted in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// Number of the network.
    pub network: u32,
    /// Hop of the network that the row is, 1 = out of the source.
    pub leg: u8,
    /// Whether the row goes into an embargoed end.
    pub last: bool,
    /// Typologies that the row is part of, such as `T09`.
    pub typologies: Vec<&'static str>,
}

/// A row of truth/parties.csv.
#[derive(Clone, Debug, PartialEq)]
pub struct TrueParty {
    /// Name as registered.
    pub name: String,
    /// Country of the party.
    pub country: Country,
    /// HS heading (HS 2022) of the planted goods.
    pub family: u32,
    /// `source`, `middle`, `seller`, `end` or `control`.
    pub role: &'static str,
    /// Network; for a control that of the planted party it is matched to.
    pub network: u32,
    /// Typologies of the party; none for a control.
    pub typologies: Vec<&'static str>,
    /// Name of the planted party that a control is matched to, else empty.
    pub matched_to: String,
    /// Weight of its size, for checks of the matching.
    pub size: f64,
    /// Day of incorporation.
    pub incorporated: Day,
}

/// A row of truth/networks.csv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueNetwork {
    /// Number of the network.
    pub network: u32,
    /// Its typologies.
    pub typologies: Vec<&'static str>,
    /// Name of the maker.
    pub source: String,
    /// Name of the embargoed buyer.
    pub end: String,
    /// Day of its first row.
    pub first_day: Day,
    /// Day of its last row.
    pub last_day: Day,
    /// Mass that arrived at the end, in grams.
    pub mass_g: i64,
    /// Rows, seen or not.
    pub rows: u64,
    /// Rows that the analyst sees.
    pub rows_seen: u64,
}

/// The tables of the truth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    /// Planted parties by network, then controls.
    pub parties: Vec<TrueParty>,
    /// Networks by number.
    pub networks: Vec<TrueNetwork>,
    /// Lanes of flows.csv with ghost transit.
    pub lanes: Vec<GhostLane>,
    /// The counts that were really got.
    pub summary: Summary,
}

/// What a world really holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Rows that took place.
    pub rows_traded: u64,
    /// Rows of consignments.csv.
    pub rows_seen: u64,
    /// Seen rows into embargoed ends.
    pub rows_into_ends: u64,
    /// Of these, planted.
    pub rows_into_ends_planted: u64,
    /// Seen planted rows of all legs.
    pub rows_planted: u64,
    /// (party, heading) units with a row into an embargoed end.
    pub units_into_ends: u64,
    /// Of these, planted sellers.
    pub units_into_ends_planted: u64,
    /// Firms.
    pub firms: u64,
    /// Firms that stand in at least one seen row.
    pub firms_seen: u64,
    /// Networks planted.
    pub networks: u64,
    /// Distinct firms that are parties of networks.
    pub planted: u64,
    /// Distinct honest firms that are controls.
    pub controls: u64,
    /// Bytes of consignments.csv; 0 when nothing was written.
    pub bytes: u64,
}

impl Summary {
    /// Share of parties of networks among all firms.
    pub fn base_rate_parties(&self) -> f64 {
        share(self.planted, self.firms)
    }

    /// Share of planted rows among all that are seen.
    pub fn base_rate_all_rows(&self) -> f64 {
        share(self.rows_planted, self.rows_seen)
    }

    /// Share of planted rows among the seen rows into embargoed ends.
    pub fn base_rate_rows(&self) -> f64 {
        share(self.rows_into_ends_planted, self.rows_into_ends)
    }

    /// Share of planted sellers among the units that sell into embargoed ends.
    pub fn base_rate_units(&self) -> f64 {
        share(self.units_into_ends_planted, self.units_into_ends)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
