//! How the networks of one world act: one draw from the published ranges.
//!
//! The inside of a range is unknown, so every value in it is as likely as any
//! other. All networks of a world share the draw: what is uncertain is how such
//! people act, not which of them does.

use crate::rng::Rng;
use serde::Deserialize;
use std::collections::BTreeMap;

const SHIPPED: &str = include_str!("../../../../data/adaptation/reply.toml");

/// How quick, how far, at what price.
#[derive(Clone, PartialEq, Debug)]
pub struct Temper {
    numbers: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Table {
    #[serde(rename = "parameter")]
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
struct Parameter {
    id: String,
    range: [f64; 3],
}

impl Temper {
    /// The temper of a world.
    ///
    /// # Panics
    /// Never in a released program: a test reads the shipped ranges.
    pub fn of_world(seed: u64) -> Temper {
        let table: Table = toml::from_str(SHIPPED).expect("a test reads the shipped ranges");
        let mut rng = Rng::new(seed, 0x7e3);
        let draw = |p: Parameter| (p.id, rng.between(p.range[0], p.range[2]));
        Temper {
            numbers: table.parameters.into_iter().map(draw).collect(),
        }
    }

    /// A number by its id in the table.
    pub(crate) fn get(&self, id: &str) -> f64 {
        self.numbers.get(id).copied().unwrap_or(0.0)
    }

    /// Ids that the reply asks for.
    #[cfg(test)]
    pub(crate) const USED: [&'static str; 14] = [
        "observe_days",
        "shell_entry_days",
        "shell_entry_shape",
        "shell_reach",
        "growth_per_month",
        "growth_max",
        "markup_existing",
        "markup_shell",
        "markup_code",
        "markup_hub",
        "choice_sharpness",
        "price_elasticity",
        "source_switch",
        "code_reach",
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_asked_for_has_a_range() {
        let (one, other) = (Temper::of_world(1), Temper::of_world(2));
        for id in Temper::USED {
            assert!(one.get(id) > 0.0, "{id}");
        }
        assert_ne!(one, other);
        assert_eq!(one, Temper::of_world(1));
    }
}
