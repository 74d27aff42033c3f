//! The rules by which networks are planted, as two frozen parameter sets.
//!
//! *dev* is what detectors are fitted on. *test* was drawn once, before any
//! score on it was known: other hubs, longer rests, finer and less even lots,
//! drip feeding, several suppliers gathered in one hand, decoy sales to honest
//! neighbours, other typologies at other rates. Nobody tunes on it; to change
//! it is to make another recipe with another name.
//!
//! The honest rates are the same in both: the honest world does not know who
//! hides in it. They are our own round figures in the range that reports of
//! false alarms suggest, not measured.

/// Which rules networks are planted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Recipe {
    /// What detectors may be fitted on.
    #[default]
    Dev,
    /// What they are measured on.
    Test,
}

impl Recipe {
    /// `dev` or `test`.
    pub const fn name(self) -> &'static str {
        match self {
            Recipe::Dev => "dev",
            Recipe::Test => "test",
        }
    }

    pub(crate) const fn rules(self) -> &'static Rules {
        match self {
            Recipe::Dev => &DEV,
            Recipe::Test => &TEST,
        }
    }
}

impl std::str::FromStr for Recipe {
    type Err = String;
    fn from_str(text: &str) -> Result<Recipe, String> {
        match text {
            "dev" => Ok(Recipe::Dev),
            "test" => Ok(Recipe::Test),
            _ => Err(format!("'{text}' is no recipe; write dev or test")),
        }
    }
}

/// A weight for a typology, by its number.
pub(crate) type Weights = &'static [(u32, f64)];

/// One parameter set.
#[derive(Debug)]
pub(crate) struct Rules {
    /// Hops from the source to the end, least and most.
    pub hops: (i32, i32),
    /// Parties on a level.
    pub wide: (i32, i32),
    pub lots: (i32, i32),
    /// Days from the first lot to the last.
    pub spread: (i32, i32),
    /// Longest rest with a middle, in days.
    pub rest: i32,
    /// Share of lots that travel in parts, and into how many.
    pub split: f64,
    pub parts: (i32, i32),
    /// Least weight of a part against the largest: small = uneven.
    pub uneven: f64,
    pub merge: f64,
    pub switch: f64,
    pub loss: f64,
    /// Share of networks of each set of flow typologies, running.
    pub flow: [f64; 6],
    /// Networks that feed many small lots over a longer time.
    pub drip: f64,
    /// Networks that gather the goods of several suppliers.
    pub gather: f64,
    /// Sellers that also sell to honest neighbours in the same days.
    pub decoys: f64,
    /// Hubs are drawn by their weight to this power.
    pub hub_power: f64,
    /// Typologies of a network, flow ones counted.
    pub used: (i32, i32),
    /// Chance that a seller, or another middle, shows one that its network uses.
    pub seller_shows: f64,
    pub middle_shows: f64,
    /// How often a network uses each typology, against the others.
    pub weights: Weights,
    /// Firms that a world of density 1 has for each unit of scale beside the
    /// ordinary ones, and how many of them are planted: counted at 1 M rows.
    pub firms: (f64, f64),
}

/// Shares of honest hub firms that show each typology for reasons of their own.
pub(crate) const HONEST: Weights = &[
    (2, 0.06),
    (4, 0.07),
    (5, 0.08),
    (11, 0.06),
    (12, 0.04),
    (13, 0.06),
    (14, 0.04),
    (15, 0.13),
    (16, 0.05),
    (17, 0.06),
    (19, 0.04),
    (21, 0.06),
    (23, 0.07),
    (24, 0.07),
    (25, 0.03),
    (26, 0.06),
    (27, 0.10),
    (29, 0.03),
    (30, 0.06),
    (31, 0.08),
    (32, 0.08),
    (33, 0.02),
];

/// The share of honest hub firms that show a typology.
pub(crate) fn honest(typology: u32) -> f64 {
    HONEST
        .iter()
        .find(|(number, _)| *number == typology)
        .map_or(0.0, |(_, rate)| *rate)
}

const DEV: Rules = Rules {
    hops: (2, 4),
    wide: (1, 3),
    lots: (4, 11),
    spread: (50, 110),
    rest: 45,
    split: 0.5,
    parts: (2, 3),
    uneven: 0.3,
    merge: 0.3,
    switch: 0.25,
    loss: 0.03,
    flow: [0.24, 0.46, 0.62, 0.68, 0.80, 0.86],
    drip: 0.0,
    gather: 0.0,
    decoys: 0.0,
    hub_power: 0.5,
    used: (3, 8),
    seller_shows: 0.6,
    middle_shows: 0.35,
    weights: &[
        (2, 1.0),
        (4, 1.0),
        (5, 1.0),
        (11, 1.0),
        (12, 0.6),
        (13, 1.0),
        (14, 0.8),
        (15, 1.0),
        (16, 0.6),
        (17, 0.8),
        (18, 0.8),
        (19, 0.5),
        (21, 1.0),
        (23, 0.8),
        (24, 1.0),
        (25, 0.4),
        (26, 1.0),
        (27, 0.8),
        (28, 0.5),
        (29, 0.6),
        (30, 1.0),
        (31, 1.0),
        (32, 1.0),
        (33, 0.5),
    ],
    firms: (12_500.0, 3_110.0),
};

const TEST: Rules = Rules {
    hops: (2, 4),
    wide: (1, 4),
    lots: (3, 9),
    spread: (60, 140),
    rest: 50,
    split: 0.4,
    parts: (2, 5),
    uneven: 0.12,
    merge: 0.42,
    switch: 0.34,
    loss: 0.06,
    flow: [0.20, 0.33, 0.52, 0.62, 0.74, 0.83],
    drip: 0.3,
    gather: 0.3,
    decoys: 0.4,
    hub_power: 0.3,
    used: (3, 8),
    seller_shows: 0.5,
    middle_shows: 0.4,
    weights: &[
        (2, 0.7),
        (4, 1.2),
        (5, 0.8),
        (11, 1.2),
        (12, 0.8),
        (13, 0.8),
        (14, 1.0),
        (15, 1.4),
        (16, 0.6),
        (17, 0.6),
        (18, 1.0),
        (19, 0.7),
        (21, 1.2),
        (23, 1.0),
        (24, 0.7),
        (25, 0.4),
        (26, 0.9),
        (27, 1.0),
        (28, 0.5),
        (29, 0.8),
        (30, 1.2),
        (31, 1.2),
        (32, 0.7),
        (33, 0.6),
    ],
    firms: (14_900.0, 3_670.0),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// FNV-1a of what a set prints.
    fn fingerprint(rules: &Rules) -> u64 {
        format!("{rules:?}")
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            })
    }

    #[test]
    fn the_test_recipe_is_frozen() {
        // whoever changes a number of it makes another recipe, with another name
        assert_eq!(fingerprint(&TEST), 15_625_962_504_321_594_760);
    }

    #[test]
    fn what_is_planted_has_honest_company() {
        for rules in [&DEV, &TEST] {
            for &(typology, weight) in rules.weights {
                assert!(weight > 0.0);
                // nobody honest is owned by listed parties; scatter-gather is drawn by the trade itself
                assert!(
                    honest(typology) > 0.0 || [18, 28].contains(&typology),
                    "T{typology}"
                );
            }
        }
    }
}
