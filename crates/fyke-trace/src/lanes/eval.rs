//! How far the ranking of goods agrees with a list published later.
//!
//! The answer enters here and only here, after the ranking is computed; nothing
//! in [`ranking`](super::ranking) can see it. Beside it stand, on the same families and through
//! the same concordance, what anybody would try first: growth of exports to the
//! hubs, fall of direct exports, plain size, and the sum of the three ranks.
//!
//! Intervals are 95 % bootstrap over families. With few positives they are wide,
//! and a difference within them is no difference; so the interval of the
//! difference to the best baseline is there too, from the same draws.

use super::concordance::Concordance;
use super::ranking::{RankedGoods, rank_goods};
use super::regime::Regime;
use crate::measure::{Scored, auc, bootstrap_interval};
use fyke_model::hs::HsCode;
use fyke_model::lane::Flow;
use serde::Serialize;
use std::collections::BTreeSet;

/// The score of a ranking against a list: the JSON of `fyke eval lanes`.
#[derive(Clone, Debug, Serialize)]
pub struct LaneScore {
    /// `all`, and `over_1m`: families whose direct exports to the ends in the
    /// calendar year before the measure exceed a million of the currency.
    pub strata: Vec<Stratum>,
    /// Codes on the list.
    pub codes_listed: usize,
    /// Families of the figures that hold a listed code.
    pub families_listed: usize,
    /// How positives, strata and baselines are made.
    pub notes: Vec<String>,
}

/// The score on one group of goods.
#[derive(Clone, Debug, Serialize)]
pub struct Stratum {
    /// `all` or `over_1m`.
    pub name: String,
    /// Families in it.
    pub n: usize,
    /// Listed ones among them.
    pub positives: usize,
    /// Chance that a listed family outranks another one.
    pub auc: f64,
    /// 95 % bootstrap.
    pub auc_interval: (f64, f64),
    /// The same for what anybody would try first.
    pub baselines: Baselines,
    /// 95 % bootstrap of `auc` less the best baseline's, same draws.
    pub gain_interval: (f64, f64),
}

/// AUC of the simple rankings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Baselines {
    /// ln growth of exports to the hubs.
    pub growth: f64,
    /// ln fall of direct exports.
    pub drop: f64,
    /// Direct exports in the year before.
    pub size: f64,
    /// Sum of the ranks of the three.
    pub rank_sum: f64,
}

const DRAWS: usize = 2_000;
/// A million, in hundredths.
const OVER_MINOR: i64 = 100_000_000;

#[derive(Clone)]
struct Row {
    positive: bool,
    scores: [f64; 5],
}

/// Ranks the goods in `flows` and scores the ranking against `positives`: codes
/// with their HS edition, from a goods profile. A family that holds a listed
/// code of either edition counts as listed.
pub fn eval_lanes(
    flows: &[Flow],
    concordance: &Concordance,
    regime: &Regime,
    positives: &BTreeSet<HsCode>,
) -> LaneScore {
    let ranked = rank_goods(flows, concordance, regime);
    let listed: BTreeSet<_> = positives.iter().map(|code| concordance.family(*code)).collect();
    let over: Vec<&RankedGoods> = ranked.iter().filter(|g| g.direct_minor > OVER_MINOR).collect();
    let all: Vec<&RankedGoods> = ranked.iter().collect();
    LaneScore {
        strata: [("all", all), ("over_1m", over)]
            .into_iter()
            .enumerate()
            .map(|(i, (name, goods))| stratum(name, &goods, |g| listed.contains(&g.family), i as u64))
            .collect(),
        codes_listed: positives.len(),
        families_listed: ranked.iter().filter(|g| listed.contains(&g.family)).count(),
        notes: vec![
            "unit: family of codes comparable over the switch of hs editions; listed = holds a listed code"
                .into(),
            "the ranking was chosen before the list was looked at: docs/decisions/0005".into(),
        ],
    }
}

fn stratum(name: &str, goods: &[&RankedGoods], listed: impl Fn(&RankedGoods) -> bool, seed: u64) -> Stratum {
    let simple: [Vec<f64>; 3] = [
        goods.iter().map(|g| g.growth_log).collect(),
        goods.iter().map(|g| g.drop_log).collect(),
        goods.iter().map(|g| g.direct_minor as f64).collect(),
    ];
    let ranks: Vec<Vec<f64>> = simple.iter().map(|s| ranks(s)).collect();
    let rows: Vec<Row> = goods
        .iter()
        .enumerate()
        .map(|(i, g)| Row {
            positive: listed(g),
            scores: [
                g.score,
                simple[0][i],
                simple[1][i],
                simple[2][i],
                ranks.iter().map(|r| r[i]).sum(),
            ],
        })
        .collect();
    let of = |rows: &[Row], which: usize| {
        let items: Vec<Scored> = rows
            .iter()
            .map(|r| Scored {
                score: r.scores[which],
                positive: r.positive,
            })
            .collect();
        auc(&items)
    };
    let best = (1..5)
        .max_by(|a, b| of(&rows, *a).total_cmp(&of(&rows, *b)))
        .unwrap_or(4);
    Stratum {
        name: name.into(),
        n: rows.len(),
        positives: rows.iter().filter(|r| r.positive).count(),
        auc: of(&rows, 0),
        auc_interval: bootstrap_interval(&rows, |r| of(r, 0), DRAWS, 1 + seed),
        baselines: Baselines {
            growth: of(&rows, 1),
            drop: of(&rows, 2),
            size: of(&rows, 3),
            rank_sum: of(&rows, 4),
        },
        gain_interval: bootstrap_interval(&rows, |r| of(r, 0) - of(r, best), DRAWS, 1 + seed),
    }
}

/// Rank of each value, smallest 1, ties sharing their mean.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let value = values[order[start]];
        let end = start + order[start..].iter().take_while(|&&i| values[i] == value).count();
        for &i in &order[start..end] {
            ranks[i] = (start + end + 1) as f64 / 2.0;
        }
        start = end.max(start + 1);
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::super::testing::{regime, world};
    use super::*;
    use fyke_model::hs::HsVersion;

    #[test]
    fn a_list_of_the_first_scores_one_and_of_the_last_nothing() {
        let text: String = (0..30)
            .map(|i| {
                let code = 841_300 + i;
                format!(
                    "2 EU RU 2017/{code} 2020-01..2022-02 {}\n2 EU RU 2017/{code} 2022-03..2022-11 {}\n",
                    100_000 + 1000 * i,
                    3000 * i
                )
            })
            .collect();
        let flows = world(&text);
        let code = |digits: &str| HsCode {
            version: HsVersion::Hs2022,
            code: digits.parse().unwrap(),
        };
        let ranked = rank_goods(&flows, &Concordance::default(), &regime());
        let picked = |goods: &[RankedGoods]| goods.iter().map(|g| code(&g.family.to_string())).collect();
        let score = |list: &BTreeSet<HsCode>| eval_lanes(&flows, &Concordance::default(), &regime(), list);
        let best = score(&picked(&ranked[..3]));
        assert_eq!(best.strata.iter().map(|s| s.auc).collect::<Vec<_>>(), [1.0, 1.0]);
        assert_eq!((best.strata[1].n, best.strata[1].positives), (30, 3));
        assert_eq!(score(&picked(&ranked[27..])).strata[0].auc, 0.0);
        // what fell most is what was cut most
        assert!(best.strata[0].baselines.drop > 0.8, "{best:?}");
    }

    #[test]
    fn tied_values_share_their_rank() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 9.0]), [2.5, 1.0, 2.5, 4.0]);
    }
}
