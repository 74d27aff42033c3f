//! How often a reason was right where the truth is known.
//!
//! `data/calibration/typology-precision.csv` holds, for each reason and band of
//! its strength, how many candidates of simulated worlds had it and what share
//! of them was planted: worlds that the weights were not fitted on
//! (`cargo xtask data party-model`). The bands are cut by weight, not by number,
//! because weights mean the same for all reasons: strong from
//! [`STRONG_NATS`], present from 0.1. The share holds for the base rate of those
//! worlds, which stands beside it.

use super::kinds::{Kind, fusion_parameter};
use fyke_model::lead::Measured;
use std::sync::OnceLock;

const SHIPPED: &str = include_str!("../../../../data/calibration/typology-precision.csv");

/// From here a reason alone makes the odds 2.7 times what they were.
pub const STRONG_NATS: f64 = 1.0;

/// How strong a reason is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Band {
    /// It says something.
    Present,
    /// It says much.
    Strong,
}

impl Band {
    /// Both.
    pub const ALL: [Band; 2] = [Band::Present, Band::Strong];

    /// As the table has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Band::Present => "present",
            Band::Strong => "strong",
        }
    }

    /// The band of a reason of this weight; none where it says nothing.
    pub fn of(kind: Kind, x: f64, weight: f64) -> Option<Band> {
        if weight >= STRONG_NATS || super::opening::opens_alone(kind, x) {
            Some(Band::Strong)
        } else {
            (weight >= fusion_parameter("reason_nats_min")).then_some(Band::Present)
        }
    }
}

type Line = (String, String, Measured);

/// What was measured of a reason at this strength.
pub fn measured(kind: Kind, x: f64, weight: f64) -> Option<Measured> {
    let band = Band::of(kind, x, weight)?;
    static TABLE: OnceLock<Vec<Line>> = OnceLock::new();
    TABLE
        .get_or_init(|| parse(SHIPPED))
        .iter()
        .find(|(id, name, _)| id == kind.id() && name == band.as_str())
        .map(|(_, _, measured)| measured.clone())
}

/// Lines of another form are left out; a test reads the shipped table whole.
fn parse(table: &str) -> Vec<Line> {
    let line = |text: &str| {
        let mut cells = text.splitn(8, ',');
        let (id, band) = (cells.next()?.to_owned(), cells.next()?.to_owned());
        let (n, share) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let base_rate = cells.next()?.parse().ok()?;
        let worlds = cells.next()?.to_owned();
        let measured = Measured {
            share,
            n,
            base_rate,
            worlds,
        };
        Some((id, band, measured))
    };
    table.lines().skip(1).filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_shipped_table_is_of_a_known_reason() {
        let lines = parse(SHIPPED);
        assert_eq!(lines.len(), SHIPPED.lines().count() - 1);
        for (id, band, measured) in lines {
            assert!(Kind::from_id(&id).is_some(), "{id}");
            assert!(Band::ALL.iter().any(|known| known.as_str() == band), "{band}");
            assert!((0.0..=1.0).contains(&measured.share) && measured.n > 0, "{id}");
        }
    }
}
