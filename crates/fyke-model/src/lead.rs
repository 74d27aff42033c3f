//! A lead: a machine's reasoned suggestion about a flow. Only people find.
//!
//! A lead is a sum of stated reasons. It names a flow (a lane) or a party in
//! its dealings with one family of goods in one period; never a person's
//! character. Beside its reasons stands the best innocent explanation and what
//! would confirm it. Every reason lists the rows it rests on.

use crate::country::Country;
use crate::dataset::{Handling, RowRef};
use crate::date::Month;
use crate::money::Amount;
use crate::reference::CostToFake;
use serde::{Deserialize, Serialize};

/// What a lead is about.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Subject {
    /// Goods moving from one country to others.
    Lane {
        /// Where the goods leave from.
        exporter: Country,
        /// The country or countries they are thought to go through.
        through: Vec<Country>,
        /// The embargoed end they are thought to reach.
        end: Country,
    },
    /// A party in its dealings with these goods.
    Party {
        /// Its name, as most rows give it.
        name: String,
        /// Its country.
        country: Option<Country>,
        /// The embargoed end its goods are thought to reach.
        end: Country,
    },
    /// A ship in its voyages.
    Vessel {
        /// Its name, as it was last broadcast.
        name: String,
        /// The number of the hull, seven digits; where only its radio is known,
        /// nine.
        imo: String,
        /// Its flag.
        flag: Option<Country>,
        /// The embargoed end that its voyages are thought to serve.
        end: Country,
    },
}

/// Which goods: one code, or a group that codes are moved within.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct GoodsFamily {
    /// Stable id: the heading (`8542`) or the family's lowest code.
    pub id: String,
    /// Plain words for it.
    pub title: String,
    /// The goods profiles of the case that hold one of its codes; empty where
    /// the goods are on none.
    #[serde(default)]
    pub profiles: Vec<String>,
}

/// One typology's part in a lead.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Reason {
    /// Id of the typology under `data/typologies`, such as `T01`.
    pub typology: String,
    /// Weight of evidence it adds, in natural log-odds; negative speaks against.
    pub contribution: f64,
    /// What was found, in one sentence with its figures.
    pub sentence: String,
    /// How often this reason, at this strength, was right where the truth is
    /// known; absent where nobody measured it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<Measured>,
    /// What it costs the other side to make this reason vanish or appear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_to_fake: Option<CostToFake>,
}

impl Reason {
    /// A reason of which nobody has measured how often it is right.
    pub fn new(typology: impl Into<String>, contribution: f64, sentence: impl Into<String>) -> Reason {
        Reason {
            typology: typology.into(),
            contribution,
            sentence: sentence.into(),
            precision: None,
            cost_to_fake: None,
        }
    }
}

/// The share of cases with a reason that were truly planted, on worlds whose
/// truth is known. It holds for the base rate of those worlds and no other.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Measured {
    /// Share of them that were planted.
    pub share: f64,
    /// How many had the reason at this strength.
    pub n: u64,
    /// Share planted among all candidates of the same worlds: what drawing at
    /// random would have found.
    pub base_rate: f64,
    /// On which worlds.
    pub worlds: String,
}

/// Where a lead stands in the queue, and why there.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// 1 = never shown; falls where the same rows were shown or decided before.
    #[serde(default = "one")]
    pub novelty: f64,
    /// The order of the queue, larger first: probability times the logarithm of
    /// the value times novelty.
    #[serde(default)]
    pub priority: f64,
    /// True where chance drew it from below the cut, so that what the cut
    /// misses can be estimated.
    #[serde(default)]
    pub explored: bool,
    /// The chance with which it was drawn, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn_with: Option<f64>,
}

impl Default for Place {
    /// Never shown, nothing weighed.
    fn default() -> Place {
        Place {
            novelty: 1.0,
            priority: 0.0,
            explored: false,
            drawn_with: None,
        }
    }
}

fn one() -> f64 {
    1.0
}

/// The part a row plays in a lead.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct LeadRow {
    /// Which reason it supports: a typology id.
    pub typology: String,
    /// What the row shows: `in`, `out`, `before`, `after`, `direct`, `detour`, `sent`, `received`, `position`.
    pub role: String,
    /// The row.
    pub row: RowRef,
}

/// The best innocent explanation, found with the same effort as the guilty one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Innocent {
    /// What it would be if nothing is wrong.
    pub explanation: String,
    /// What would confirm that.
    pub confirmed_by: String,
}

/// A machine's reasoned suggestion.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Lead {
    /// Ten characters, the same whenever subject, goods and period are.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// Which goods.
    pub goods: GoodsFamily,
    /// First month it covers.
    pub from: Month,
    /// Last month it covers.
    pub to: Month,
    /// Id of the embargo regime under `data/regimes`.
    pub regime: String,
    /// The order of the queue: larger first. Comparable within a kind only.
    pub score: f64,
    /// Calibrated probability, where a calibration exists for this kind.
    pub probability: Option<f64>,
    /// Value of the goods in question: rows into the ends, or flowing through
    /// towards them. None where they declare no value, or several currencies.
    pub value: Option<Amount>,
    /// Where it stands in the queue.
    #[serde(flatten)]
    pub place: Place,
    /// Share of the trade that the analyst's data are estimated to show.
    pub coverage: Option<f64>,
    /// One sentence that says it.
    pub sentence: String,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Why perhaps not.
    pub innocent: Innocent,
    /// The rows.
    pub rows: Vec<LeadRow>,
    /// The strictest label among its rows.
    pub handling: Handling,
    /// True where the rows come from a simulated world.
    pub simulated: bool,
}
