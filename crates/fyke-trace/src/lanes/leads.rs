//! A lane lead and everything beside it: the types that [`find`](super::find)
//! takes and returns, and the way into the model's [`Lead`].
//!
//! A lead's score is the sum of its reasons' weights of evidence, in nats; each
//! reason is capped, so that no single statistic convicts. Owns the shapes;
//! leaves finding to [`find`](super::find) and the sentences to `words`.

use super::concordance::{Concordance, Family};
use super::discovery::Discovery;
use super::displacement::Displacement;
use super::mirror::Mirror;
use super::panel::LaneKey;
use super::regime::Regime;
use super::surge::Surge;
use super::unit_value::UnitValue;
use fyke_model::country::Country;
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::date::Month;
use fyke_model::lead::{GoodsFamily, Innocent, Lead, LeadRow, Place, Reason, Subject};
use fyke_model::money::Amount;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What [`find`](super::find) knows beside the figures.
#[derive(Clone, Copy, Debug)]
pub struct LaneInput<'a> {
    /// The correlation between the editions.
    pub concordance: &'a Concordance,
    /// Who is embargoed, who is a hub, who restricts, since when.
    pub regime: &'a Regime,
    /// Plain names of four-digit headings, for the sentences.
    pub headings: &'a BTreeMap<u32, String>,
    /// Goods that the case was opened for: false discoveries are controlled
    /// among them apart, and their leads come first. Settled before any figure
    /// is looked at; may be empty.
    pub watched: &'a BTreeSet<Family>,
    /// Plain names of countries, for the sentences.
    pub countries: &'a BTreeMap<Country, String>,
}

/// How [`find`](super::find) looks. [`LaneSettings::default`] holds the numbers of
/// `data/typologies`.
#[derive(Clone, Debug)]
pub struct LaneSettings {
    /// Months judged, counted back from the last month of the figures.
    pub window_months: usize,
    /// Months before the measure that they are judged against, at most.
    pub baseline_months: usize,
    /// A surge fires above this lower 5 % bound of observed over expected.
    pub eb05_min: f64,
    /// False-discovery rate allowed among the lanes called unusual.
    pub fdr: f64,
    /// A lane whose monthly rise is worth less, in hundredths of its currency,
    /// is no lead however unusual it is: nobody would go and look.
    pub rise_minor_min: i64,
    /// Most leads returned.
    pub leads_max: usize,
    /// Placebo draws by permuting months.
    pub permutations: usize,
    /// Seed of the permutations and of the sample that the prior is fitted on.
    pub seed: u64,
}

impl Default for LaneSettings {
    fn default() -> LaneSettings {
        LaneSettings {
            window_months: 3,
            baseline_months: 24,
            eb05_min: 2.0,
            fdr: 0.05,
            rise_minor_min: 1_000_000,
            leads_max: 500,
            permutations: 8,
            seed: 1,
        }
    }
}

/// Everything the figures say about their lanes.
#[derive(Clone, Debug, Serialize)]
pub struct LaneFindings {
    /// One per judged lane, in the order of their keys.
    pub signals: Vec<LaneSignal>,
    /// The strongest first.
    pub leads: Vec<LaneLead>,
    /// Monthly series behind each lead, for charts.
    pub series: Vec<LaneSeries>,
    /// How many lanes may be called unusual, and how often that is wrong.
    pub discovery: Discovery,
    /// First month of the newest HS edition, for the mark on charts.
    pub switch: Option<Month>,
    /// What was skipped and why.
    pub notes: Vec<String>,
}

/// What the statistics say about one lane.
#[derive(Clone, Debug, Serialize)]
pub struct LaneSignal {
    /// The lane.
    pub lane: LaneKey,
    /// Mean monthly value before the measure, hundredths.
    pub before_minor: i64,
    /// Mean monthly value in the window, hundredths.
    pub after_minor: i64,
    /// The rise against expectation (T01), where the lane goes to no embargoed end.
    pub surge: Option<Surge>,
    /// Sent and not received (T06), or the reverse (T07).
    pub mirror: Option<Mirror>,
    /// The fall that reappears here (D01).
    pub displacement: Option<Displacement>,
    /// Price signals (T10, T11).
    pub unit_value: Option<UnitValue>,
    /// Whether the lane is among the discoveries at the settings' rate.
    pub discovered: bool,
}

/// A lead about a lane. [`LaneLead::into_lead`] makes it the model's type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LaneLead {
    /// Ten characters, the same whenever lane, goods and period are.
    pub id: String,
    /// Where the goods leave from.
    pub exporter: Country,
    /// The hub they rise to.
    pub hub: Country,
    /// The embargoed end they are thought to reach.
    pub end: Country,
    /// The goods.
    pub family: Family,
    /// Plain words for the goods.
    pub title: String,
    /// True where the case watches these goods.
    pub watched: bool,
    /// Share of all goods that [`rank_goods`](super::rank_goods) holds less likely
    /// to be of military interest, 0..=1; 0.5 where it cannot rank.
    pub goods_place: f64,
    /// First month it covers.
    pub from: Month,
    /// Last month it covers.
    pub to: Month,
    /// Sum of the reasons' contributions.
    pub score: f64,
    /// The rise over the months it covers: the value of the goods in question.
    pub value: Amount,
    /// One sentence that says it.
    pub sentence: String,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Why perhaps not.
    pub innocent: Innocent,
    /// Row numbers ([`fyke_model::lane::Flow::row`]) behind it.
    pub rows: Vec<LaneLeadRow>,
}

/// The part a flow's row plays in a lead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LaneLeadRow {
    /// The typology it supports.
    pub typology: String,
    /// `before`, `after`, `direct`, `detour`, `sent` or `received`.
    pub role: String,
    /// [`fyke_model::lane::Flow::row`].
    pub row: u64,
}

/// Monthly values of one lane of a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaneSeries {
    /// The lead it belongs to.
    pub lead: String,
    /// `direct`, `detour` or `mirror`.
    pub role: String,
    /// The lane.
    pub lane: LaneKey,
    /// First month.
    pub first: Month,
    /// One value per month, hundredths of the lane's currency.
    pub values_minor: Vec<i64>,
}

impl LaneLead {
    /// The lead in the model's words. `row_ref` says where a row number leads to;
    /// rows that it does not know are left out.
    pub fn into_lead(
        self,
        regime: &str,
        row_ref: impl Fn(u64) -> Option<RowRef>,
        handling: Handling,
        simulated: bool,
    ) -> Lead {
        let rows = self.rows.iter().filter_map(|row| {
            Some(LeadRow {
                typology: row.typology.clone(),
                role: row.role.clone(),
                row: row_ref(row.row)?,
            })
        });
        Lead {
            rows: rows.collect(),
            id: self.id,
            subject: Subject::Lane {
                exporter: self.exporter,
                through: vec![self.hub],
                end: self.end,
            },
            goods: GoodsFamily {
                profiles: Vec::new(),
                id: self.family.to_string(),
                title: self.title,
            },
            from: self.from,
            to: self.to,
            regime: regime.to_owned(),
            score: self.score,
            probability: None,
            value: Some(self.value),
            place: Place::default(),
            coverage: None,
            sentence: self.sentence,
            reasons: self.reasons,
            innocent: self.innocent,
            handling,
            simulated,
        }
    }
}
