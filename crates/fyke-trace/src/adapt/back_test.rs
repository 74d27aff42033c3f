//! The whole back-test: cut the figures, forecast, then look.
//!
//! Every method is forecast from the cut panel before the first answer is
//! read. The model stands beside three simple rules, and beside two further
//! forms of proportional re-allocation (without scatter; all of the flow), so
//! that nobody need suspect that the weakest form was picked to be beaten.

use super::forecast::{Forecast, Method, Priors, forecast};
use super::groups::Series;
use super::score::{Row, Scores, interval, score};
use super::setting::Setting;
use crate::lanes::{Concordance, Panel};
use fyke_model::date::Month;
use fyke_model::lane::Flow;
use serde::Serialize;

/// The JSON of `fyke eval adaptation`.
#[derive(Clone, Debug, Serialize)]
pub struct AdaptationScore {
    /// Mean Brier score of the model.
    pub brier: f64,
    /// Mean CRPS of the model, share of the direct flow.
    pub crps: f64,
    /// The simple rules.
    pub baselines: Baselines,
    /// How much better the model is than each rule; positive is better.
    pub gains: Vec<Gain>,
    /// Groups scored.
    pub groups: usize,
    /// The hubs, in the order of figures by hub.
    pub hubs: Vec<String>,
    /// Last month that the forecasts saw.
    pub known_until: String,
    /// The model in full.
    pub model: Scores,
    /// The model with what was published of the later months: hindsight.
    pub published_priors: Scores,
    /// What is scored, and how.
    pub notes: Vec<String>,
}

/// The simple rules in full.
#[derive(Clone, Debug, Serialize)]
pub struct Baselines {
    /// By the hubs' size and way.
    pub gravity: Scores,
    /// By the hubs' levels in the group before.
    pub proportional: Scores,
    /// The same without scatter.
    pub proportional_sharp: Scores,
    /// The same with all of the direct flow going to the hubs.
    pub proportional_full: Scores,
    /// Nothing is diverted.
    pub no_change: Scores,
}

/// One less the ratio of the model's score to a rule's.
#[derive(Clone, Debug, Serialize)]
pub struct Gain {
    /// The rule.
    pub name: String,
    /// In CRPS.
    pub crps: f64,
    /// 95 % bootstrap over groups.
    pub crps_interval: (f64, f64),
    /// In Brier score.
    pub brier: f64,
    /// 95 % bootstrap over groups.
    pub brier_interval: (f64, f64),
}

const RULES: [(&str, Method); 5] = [
    ("gravity", Method::Gravity),
    ("proportional", Method::Proportional),
    ("proportional_sharp", Method::ProportionalSharp),
    ("proportional_full", Method::ProportionalFull),
    ("no_change", Method::NoChange),
];

/// Forecasts at the end of `last` from what was known then, and scores against
/// `flows`. `None` where the figures do not reach far enough on either side.
pub fn back_test(
    flows: &[Flow],
    concordance: &Concordance,
    setting: &Setting,
    last: Month,
    seed: u64,
) -> Option<AdaptationScore> {
    let known = Panel::until(flows, concordance, last);
    let months = usize::try_from(last - known.first() + 1).ok()?;
    if months != known.months() {
        return None;
    }
    let before = Priors::before();
    let said = |method, priors: &Priors| forecast(&known, setting, method, priors, seed);
    let model = said(Method::Model, &before);
    let published = said(Method::Model, &Priors::published(setting));
    let rules = RULES.map(|(_, method)| said(method, &before));

    // from here on the answer is known
    let whole = Series::new(&Panel::new(flows, concordance), setting);
    let scored = |forecasts: &[Forecast]| score(forecasts, &whole, setting, months);
    let (model, model_rows) = scored(&model);
    let (published, _) = scored(&published);
    let rules = rules.map(|forecasts| scored(&forecasts));
    if model_rows.is_empty() {
        return None;
    }
    let gains = RULES
        .iter()
        .zip(&rules)
        .enumerate()
        .map(|(at, ((name, _), (_, rows)))| gain(name, &model_rows, rows, at as u64))
        .collect();
    let [
        gravity,
        proportional,
        proportional_sharp,
        proportional_full,
        no_change,
    ] = rules.map(|rule| rule.0);
    Some(AdaptationScore {
        brier: model.brier,
        crps: model.crps,
        gains,
        groups: model_rows.len(),
        hubs: setting.hubs.iter().map(|h| h.country.to_string()).collect(),
        known_until: last.to_string(),
        model,
        published_priors: published,
        baselines: Baselines {
            gravity,
            proportional,
            proportional_sharp,
            proportional_full,
            no_change,
        },
        notes: vec![
            "uptake: a hub's level after less before, over the group's direct flow before; capped at 1"
                .into(),
            "takes up: uptake of a hundredth of the direct flow and of half the hub's own level before"
                .into(),
            "model and rules saw nothing after the cut; published_priors is hindsight: docs/adaptation.md"
                .into(),
        ],
    })
}

fn gain(name: &str, model: &[(f64, f64, f64)], rule: &[(f64, f64, f64)], seed: u64) -> Gain {
    let rows: Vec<Row> = model
        .iter()
        .zip(rule)
        .map(|(m, r)| Row {
            brier: [m.1, r.1],
            crps: [m.2, r.2],
        })
        .collect();
    let of = |pick: fn(&Row) -> [f64; 2]| {
        move |rows: &[Row]| {
            let sums = rows
                .iter()
                .map(pick)
                .fold([0.0, 0.0], |s, x| [s[0] + x[0], s[1] + x[1]]);
            1.0 - sums[0] / sums[1]
        }
    };
    let (crps, brier) = (of(|r| r.crps), of(|r| r.brier));
    Gain {
        name: name.into(),
        crps: crps(&rows),
        crps_interval: interval(&rows, crps, seed),
        brier: brier(&rows),
        brier_interval: interval(&rows, brier, seed),
    }
}

#[cfg(test)]
mod tests {
    use super::super::setting::{Hub, Windows};
    use super::*;
    use crate::lanes::testing::world;
    use fyke_model::country::Country;

    fn setting() -> Setting {
        let hub = |code: &str, union| Hub {
            country: Country::of(code),
            union,
            way_km: 5000.0,
        };
        Setting {
            exporters: vec![Country::of("EU")],
            end: Country::of("RU"),
            hubs: vec![hub("KG", true), hub("UZ", false)],
            windows: Windows {
                before_months: 12,
                after_months: 9,
            },
            direct_min_year: 1000.0,
        }
    }

    /// Twelve groups whose direct flow ends; what KG gets after is given.
    fn flows(kg_after: i64) -> Vec<Flow> {
        let text: String = (0..12)
            .map(|i| {
                let code = 841_300 + i;
                format!(
                    "2 EU RU 2017/{code} 2020-01..2022-02 {d}
                     3 EU KG 2017/{code} 2020-01..2022-02 {k}
                     3 EU KG 2017/{code} 2022-03..2022-11 {kg_after}
                     4 EU UZ 2017/{code} 2020-01..2022-11 {u}\n",
                    d = 5000 + 100 * i,
                    k = 40 + i,
                    u = 300 - 5 * i
                )
            })
            .collect();
        world(&text)
    }

    fn last() -> Month {
        "2022-02".parse().unwrap()
    }

    #[test]
    fn what_comes_later_does_not_change_the_forecast() {
        let said = |flows: &[Flow]| {
            let known = Panel::until(flows, &Concordance::default(), last());
            let made = forecast(&known, &setting(), Method::Model, &Priors::before(), 7);
            made.into_iter().map(|f| (f.group, f.hubs)).collect::<Vec<_>>()
        };
        let quiet = said(&flows(40));
        assert_eq!(quiet.len(), 12);
        assert_eq!(quiet, said(&flows(9000)));
    }

    #[test]
    fn who_expected_nothing_pays_when_a_hub_takes_up_and_is_right_when_none_does() {
        let test =
            |kg_after| back_test(&flows(kg_after), &Concordance::default(), &setting(), last(), 7).unwrap();
        let taken = test(1000);
        assert_eq!(taken.groups, 12);
        assert!(taken.crps < taken.baselines.no_change.crps, "{taken:#?}");
        assert!(taken.brier < taken.baselines.no_change.brier);
        assert!((taken.model.taken_up_seen - 0.5).abs() < 1e-9);
        let quiet = test(42);
        assert_eq!(quiet.model.taken_up_seen, 0.0);
        assert!(quiet.crps > quiet.baselines.no_change.crps);
        // all of it by present levels would have gone to UZ
        assert!(taken.baselines.proportional_full.crps > taken.crps);
    }

    #[test]
    fn figures_that_end_before_the_cut_or_too_soon_after_it_are_not_scored() {
        let known: Vec<Flow> = flows(40).into_iter().filter(|f| f.lane.month <= last()).collect();
        assert!(back_test(&known, &Concordance::default(), &setting(), last(), 7).is_none());
        assert!(back_test(&[], &Concordance::default(), &setting(), last(), 7).is_none());
    }
}
