//! Which goods are of military interest, from flows alone.

use super::concordance::{Concordance, Family};
use super::regime::Regime;
use fyke_model::lane::Flow;
use serde::Serialize;

/// One family of goods in the ranking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedGoods {
    /// The goods.
    pub family: Family,
    /// Larger is likelier to be of military interest.
    pub score: f64,
    /// Direct exports to the ends in the calendar year before the measure, hundredths.
    pub direct_minor: i64,
    /// ln of the fall of direct exports, plain: the naive ranking to beat.
    pub drop_log: f64,
    /// ln of the growth of exports to the hubs, plain: another one.
    pub growth_log: f64,
}

/// Ranks all families of goods in the flows, likeliest first.
pub fn rank_goods(_flows: &[Flow], _concordance: &Concordance, _regime: &Regime) -> Vec<RankedGoods> {
    Vec::new()
}
