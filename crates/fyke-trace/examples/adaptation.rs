//! What the forecast of adaptation was designed with: only months before the
//! measure, the shipped figures cut at 2022-02 before anything is computed.
//!
//! `cargo run --release -p fyke-trace --example adaptation`

use fyke_model::date::Month;
use fyke_model::reference::Reference;
use fyke_trace::adapt::ordinary::Ordinary;
use fyke_trace::adapt::share::{Split, general, rises};
use fyke_trace::adapt::{Method, Priors, Series, Setting, Windows, back_test, forecast};
use fyke_trace::lanes::Panel;
use fyke_trace::measure::{Pit, crps};
use std::error::Error;

#[path = "shared/shipped.rs"]
#[allow(dead_code)]
mod shipped;

fn main() -> Result<(), Box<dyn Error>> {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let (flows, concordance) = shipped::figures(data.as_ref())?;
    let last: Month = "2022-02".parse()?;
    let panel = Panel::until(&flows, &concordance, last);
    let flows: Vec<_> = flows.into_iter().filter(|f| f.lane.month <= last).collect(); // nothing later is in reach
    let mut setting = Setting::russia_2022(&Reference::shipped()).ok_or("a country is missing")?;
    let series = Series::new(&panel, &setting);
    let known = series.months();
    println!("months {known}, ways {:?}", setting.hubs);

    said(&panel, &setting);

    // who rose, of all that rose
    let groups = series.groups(&setting, known);
    let all = general(&groups, setting.hubs.len());
    let risen = rises(&series, &setting, known);
    println!(
        "groups {}, rises {}, general {all:.4?}",
        groups.len(),
        risen.len()
    );
    for borrowed in [0.0, 0.03, 0.3, 3.0] {
        let split = Split::learn(&risen, &all, borrowed).scattered(&risen, &all);
        let likelihood: f64 = risen
            .iter()
            .map(|r| {
                let p = split.shares(&r.group, &all);
                r.shares
                    .iter()
                    .zip(&p)
                    .map(|(s, p)| s * p.max(1e-12).ln())
                    .sum::<f64>()
            })
            .sum::<f64>()
            / risen.len() as f64;
        println!(
            "borrowed {borrowed}: log likelihood {likelihood:.4} level {:.3} hubs {:.3?} concentration {:.2}",
            split.level, split.hubs, split.concentration
        );
    }
    let rule = Split {
        level: 1.0,
        hubs: vec![0.0; 5],
        borrowed: 0.0,
        concentration: 1.0,
    }
    .scattered(&risen, &all);
    println!("proportional: concentration {:.2}", rule.concentration);

    // months in which the direct flow halved for no measure's sake
    setting.windows = Windows {
        before_months: 6,
        after_months: 3,
    };
    let mut sums = [[0.0; 6]; 2];
    for cut in 6..=known - 3 {
        for group in series.groups(&setting, cut) {
            let Some(uptake) = series.uptake(&group, setting.windows, cut) else {
                continue;
            };
            let direct = series.direct(&group, setting.windows, cut).unwrap_or(0.0);
            let fell = usize::from(direct < 0.5);
            sums[fell][5] += 1.0;
            for (s, u) in sums[fell].iter_mut().zip(&uptake) {
                *s += u.clamp(-1.0, 1.0);
            }
        }
    }
    for (name, row) in ["others", "halved"].iter().zip(&sums) {
        let means: Vec<f64> = row[..5].iter().map(|s| s / row[5]).collect();
        println!("{name}: {} cases, mean uptake {means:.4?}", row[5]);
    }

    // does ordinary movement, learned to 2021-08, hold for the half year after?
    setting.windows = Windows {
        before_months: 8,
        after_months: 6,
    };
    let cut = known - 6;
    for (neighbours, active_weight) in [
        (40, 2.0),
        (80, 2.0),
        (150, 0.0),
        (150, 1.0),
        (150, 2.0),
        (150, 4.0),
        (300, 2.0),
    ] {
        let mut ordinary = Ordinary::learn(&series, &setting, cut);
        ordinary.neighbours = neighbours;
        ordinary.active_weight = active_weight;
        let (mut sum, mut n, mut pit) = ([0.0; 5], 0.0, Pit::new(10));
        for group in series.groups(&setting, cut) {
            let Some(uptake) = series.uptake(&group, setting.windows, cut) else {
                continue;
            };
            n += 1.0;
            for hub in 0..5 {
                let mut draws: Vec<f64> = ordinary
                    .like(&group, hub)
                    .iter()
                    .map(|x| x.clamp(-1.0, 1.0))
                    .collect();
                draws.sort_by(f64::total_cmp);
                sum[hub] += crps(&draws, uptake[hub].clamp(-1.0, 1.0));
                pit.add(&draws, uptake[hub].clamp(-1.0, 1.0));
            }
        }
        let by: Vec<f64> = sum.iter().map(|s| s / n).collect();
        println!(
            "neighbours {neighbours} active {active_weight}: crps {:.5} {by:.5?} pit {:.3?}",
            by.iter().sum::<f64>() / 5.0,
            pit.shares()
        );
    }

    // what a quiet half year costs somebody who expected a diversion
    let quiet = Setting {
        windows: Windows {
            before_months: 6,
            after_months: 5,
        },
        ..setting.clone()
    };
    if let Some(score) = back_test(&flows, &concordance, &quiet, last + (-5), 1) {
        println!("quiet: {} groups, {:#.4?}", score.groups, score.gains);
    }
    Ok(())
}

/// What each method says for the months after the measure: mean uptake and
/// mean probability of "takes up", by hub.
fn said(panel: &Panel, setting: &Setting) {
    let methods = [
        ("model", Method::Model, Priors::before()),
        ("published", Method::Model, Priors::published(setting)),
        ("gravity", Method::Gravity, Priors::before()),
        ("proportional", Method::Proportional, Priors::before()),
        ("no change", Method::NoChange, Priors::before()),
    ];
    for (name, method, priors) in methods {
        let made = forecast(panel, setting, method, &priors, 1);
        for (hub, who) in setting.hubs.iter().enumerate() {
            let (mut mean, mut taken) = (0.0, 0.0);
            for f in &made {
                let draws = &f.hubs[hub];
                mean += draws.iter().sum::<f64>() / draws.len() as f64;
                let from = f.group.takes_up_from(hub);
                taken += draws.iter().filter(|d| **d >= from).count() as f64 / draws.len() as f64;
            }
            let n = made.len() as f64;
            println!(
                "{name} {}: mean uptake {:.4}, takes up {:.3}",
                who.country,
                mean / n,
                taken / n
            );
        }
    }
}
