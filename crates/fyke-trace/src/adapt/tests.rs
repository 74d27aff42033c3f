//! Small worlds for the parts of the forecast.

use super::groups::{Group, Level, Series};
use super::ordinary::Ordinary;
use super::rate::{Rate, gamma};
use super::setting::{Hub, Setting, Windows};
use super::share::{Rise, Split, dirichlet};
use crate::lanes::testing::world;
use crate::lanes::{Concordance, Family, Panel};
use crate::measure::Rng;
use fyke_model::country::Country;
use fyke_model::reference::Reference;
use proptest::prelude::*;

fn setting(before_months: usize, after_months: usize) -> Setting {
    let hub = |code: &str| Hub {
        country: Country::of(code),
        union: code == "KG",
        way_km: 5000.0,
    };
    Setting {
        exporters: vec![Country::of("EU")],
        end: Country::of("RU"),
        hubs: vec![hub("KG"), hub("UZ")],
        windows: Windows {
            before_months,
            after_months,
        },
        direct_min_year: 1000.0,
    }
}

fn group(levels: [f64; 2]) -> Group {
    Group {
        family: Family("848210".parse().unwrap()),
        direct: 1000.0,
        hubs: levels.map(|before| Level { before, active: 1.0 }).to_vec(),
    }
}

#[test]
fn uptake_is_the_rise_over_the_direct_flow_before() {
    let flows = world(
        "2 EU RU 2017/848210 2021-01 1000
         2 EU RU 2017/848210 2021-02 1000
         2 EU RU 2017/848210 2021-03 10
         3 EU KG 2017/848210 2021-02 100
         3 EU KG 2017/848210 2021-03 300
         4 EU UZ 2017/848210 2021-01 80
         4 EU UZ 2017/848210 2021-03 40
         # too little direct flow to be a group
         5 EU RU 2017/610910 2021-01 10
         6 EU KG 2017/610910 2021-03 900",
    );
    let setting = setting(2, 1);
    let series = Series::new(&Panel::new(&flows, &Concordance::default()), &setting);
    let groups = series.groups(&setting, 2);
    assert_eq!(groups.len(), 1);
    assert_eq!((groups[0].direct, groups[0].hubs[0].before), (1000.0, 50.0));
    assert_eq!(groups[0].hubs[0].active, 0.5);
    assert_eq!(
        series.uptake(&groups[0], setting.windows, 2),
        Some(vec![0.25, 0.0])
    );
    // half of KG's own level is more than a hundredth of the direct flow
    assert_eq!(groups[0].takes_up_from(0), 0.025);
    assert_eq!(series.uptake(&groups[0], setting.windows, 3), None);
}

#[test]
fn a_restless_hub_has_a_wider_ordinary_movement_than_a_steady_one() {
    let text: String = (0..10)
        .map(|i| {
            let code = 841_300 + i;
            let restless: String = (1..=9)
                .map(|m| format!("4 EU UZ 2017/{code} 2021-0{m} {}\n", if (m + i) % 3 == 0 { 300 } else { 30 }))
                .collect();
            format!("2 EU RU 2017/{code} 2021-01..2021-09 1000\n3 EU KG 2017/{code} 2021-01..2021-09 120\n{restless}")
        })
        .collect();
    let setting = setting(3, 1);
    let series = Series::new(&Panel::new(&world(&text), &Concordance::default()), &setting);
    let ordinary = Ordinary::learn(&series, &setting, 9);
    let group = &series.groups(&setting, 9)[0];
    let width = |hub: usize| {
        let moves = ordinary.like(group, hub);
        moves.iter().copied().fold(0.0, |most: f64, m| most.max(m.abs()))
    };
    assert!(width(0) < 0.05 && width(1) > 0.1, "{} {}", width(0), width(1));
}

#[test]
fn who_always_rises_by_level_is_learned_as_proportional_and_who_rises_anyway_as_a_hub() {
    let levels = [[10.0, 90.0], [50.0, 50.0], [80.0, 20.0], [30.0, 70.0]];
    let rise = |levels: [f64; 2], shares: [f64; 2]| Rise {
        family: Family("848210".parse().unwrap()),
        group: group(levels),
        shares: shares.to_vec(),
    };
    let by_level: Vec<Rise> = levels.iter().map(|l| rise(*l, l.map(|x| x / 100.0))).collect();
    let split = Split::learn(&by_level, &[0.05, 0.05], 0.0);
    assert!((split.level - 1.0).abs() < 0.05, "{split:?}");
    let anyway: Vec<Rise> = levels
        .iter()
        .cycle()
        .take(40)
        .map(|l| rise(*l, [0.8, 0.2]))
        .collect();
    let split = Split::learn(&anyway, &[0.05, 0.05], 0.0);
    assert!(
        split.level.abs() < 0.1 && split.hubs[0] - split.hubs[1] > 1.0,
        "{split:?}"
    );
    let said = split.shares(&group([10.0, 90.0]), &[0.05, 0.05]);
    assert!((said[0] - 0.8).abs() < 0.06, "{said:?}");
}

#[test]
fn the_stated_prior_has_the_stated_range() {
    let mut rng = Rng::new(1);
    let mut draws: Vec<f64> = (0..20_000)
        .map(|_| {
            let common = super::rate::normal(&mut rng);
            Rate::BEFORE.draw(common, &mut rng)
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| draws[(share * 20_000.0) as usize];
    // median 0.0856 times about 0.63 lost
    assert!((0.045..0.062).contains(&at(0.5)), "{}", at(0.5));
    assert!(at(0.05) < 0.01 && at(0.95) > 0.35 && at(0.9999) <= 1.0);
}

#[test]
fn the_hubs_of_the_embargo_on_russia_are_told() {
    let setting = Setting::russia_2022(&Reference::shipped()).unwrap();
    let told: Vec<String> = setting
        .hubs
        .iter()
        .map(|h| format!("{} {} {:.0}", h.country, h.union, h.way_km / 1000.0))
        .collect();
    assert_eq!(
        told,
        ["AM true 5", "GE false 5", "KG true 8", "KZ true 8", "UZ false 7"]
    );
}

proptest! {
    /// Shares are shares, for any concentration, and keep to their middle.
    #[test]
    fn scattered_shares_sum_to_one(p in 0.01f64..0.99, concentration in 0.2f64..50.0, seed in any::<u64>()) {
        let mut rng = Rng::new(seed);
        let mut mean = 0.0;
        for _ in 0..400 {
            let shares = dirichlet(&[p, 1.0 - p], concentration, &mut rng);
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            mean += shares[0] / 400.0;
        }
        // six deviations of the mean of 400
        let sd = (p * (1.0 - p) / (concentration + 1.0) / 400.0).sqrt();
        prop_assert!((mean - p).abs() < 6.0 * sd + 1e-3, "{} {}", mean, p);
    }

    #[test]
    fn gamma_numbers_are_not_negative(shape in 1e-6f64..30.0, seed in any::<u64>()) {
        let x = gamma(shape, &mut Rng::new(seed));
        prop_assert!(x >= 0.0 && x.is_finite());
    }
}
