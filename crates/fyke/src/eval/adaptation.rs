//! `fyke eval adaptation`: where closed flows went next, forecast from the
//! months before, beside what anybody would have forecast.
//!
//! The model was chosen and frozen before the months after were looked at, see
//! docs/decisions/0013-adaptation-forecast-frozen-before-the-answer.md; what is
//! forecast and scored is told in docs/adaptation.md.

use super::lanes::load;
use crate::screen::{Failure, Outcome, note};
use fyke_model::date::Month;
use fyke_model::reference::Reference;
use fyke_trace::adapt::score::Scores;
use fyke_trace::adapt::{AdaptationScore, Setting, back_test};
use fyke_trace::lanes::Concordance;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// lane table in any form that `fyke add` reads; the shipped figures if not given
    #[arg(long)]
    flows: Option<PathBuf>,
    /// the last month that the forecast may see
    #[arg(long, default_value = "2022-02")]
    until: Month,
    /// seed of the draws
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let reference = Reference::shipped();
    let setting = Setting::russia_2022(&reference).ok_or_else(|| {
        Failure::new(
            "data/countries.csv lacks one of the countries of the embargo",
            "put the row back and build again",
        )
    })?;
    let flows = load(args.flows.as_deref())?;
    let concordance = Concordance::of(&reference);
    let score = back_test(&flows, &concordance, &setting, args.until, args.seed).ok_or_else(|| {
        Failure::new(
            format!("the figures do not reach around {}", args.until),
            "give exports of the EU to Russia and its neighbours, at least 21 months up to that month and 9 after it",
        )
    })?;
    if args.json {
        println!("{}", serde_json::to_string(&score)?);
    } else {
        print(&score);
    }
    Ok(())
}

fn print(score: &AdaptationScore) {
    println!(
        "{} goods groups, {}, known until {}",
        score.groups,
        score.hubs.join(" "),
        score.known_until
    );
    println!(
        "{:<19} {:>7} {:>7}  {:>10} {:>9}  {:>7} {:>8}",
        "forecast", "brier", "crps", "brier, eur", "crps, eur", "inside", "said"
    );
    let rules = &score.baselines;
    let lines: [(&str, &Scores); 7] = [
        ("model", &score.model),
        ("gravity", &rules.gravity),
        ("proportional", &rules.proportional),
        ("proportional sharp", &rules.proportional_sharp),
        ("proportional full", &rules.proportional_full),
        ("no change", &rules.no_change),
        ("published priors", &score.published_priors),
    ];
    for (name, s) in lines {
        println!(
            "{name:<19} {:>7.4} {:>7.4}  {:>10.4} {:>9.4}  {:>7.3} {:>8.3}",
            s.brier, s.crps, s.brier_by_value, s.crps_by_value, s.covered_90, s.taken_up_said
        );
    }
    println!("taken up: {:.3} of groups and hubs", score.model.taken_up_seen);
    for gain in &score.gains {
        println!(
            "better than {:<19} crps {:>6.1} % [{:.1}, {:.1}]  brier {:>6.1} % [{:.1}, {:.1}]",
            gain.name,
            100.0 * gain.crps,
            100.0 * gain.crps_interval.0,
            100.0 * gain.crps_interval.1,
            100.0 * gain.brier,
            100.0 * gain.brier_interval.0,
            100.0 * gain.brier_interval.1
        );
    }
    for line in &score.notes {
        note(line);
    }
}
