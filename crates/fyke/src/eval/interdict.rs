//! `fyke eval interdict WORLD`: ten actions chosen from what an analyst sees,
//! played against the networks that are really there.
//!
//! The choice knows the files of the world and the published ranges of how the
//! other side replies. What then happens is played by the simulator out of the
//! truth: each network notices, moves to other firms, shells, hubs, codes or
//! makers, at most three times in twelve months. Its temper, and how well each
//! action works, are drawn anew for each of a number of plays; all plans of a
//! play face the same draws.
//!
//! Beside ours: the firms on the least cut of a static maximum flow, and the ten
//! largest shippers. Each comparison is at equal honest trade hurt: ours may
//! lose no more, as planned, than the other plan loses as planned; what both
//! really lost is told.

use super::trace::take_in;
use crate::commands::add::now;
use crate::pipeline::{Watch, entities, interdict, load};
use crate::screen::{Failure, Outcome, note};
use fyke_model::reference::{Action, Reference};
use fyke_sim::rounds::{After, Measure, Scheme, Target, Temper, measure::FirmName, play};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_trace::interdict::{
    HARM_OF_FLOW, Plan, Settings, Subject, baseline_largest, baseline_max_flow, plan,
};
use fyke_trace::measure::Rng;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// a folder that `fyke simulate` wrote
    world: PathBuf,
    /// how many actions
    #[arg(long, default_value_t = 10)]
    budget: usize,
    /// plays, each with another temper of the other side
    #[arg(long, default_value_t = 40)]
    plays: u64,
    /// the embargo regime
    #[arg(long, default_value = "ru-2022")]
    regime: String,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let reference = Reference::shipped();
    let watch = Watch::new(&reference, &args.regime, &[])?;
    let world = fyke_sim::read_settings(&args.world)?;
    let folder = tempfile::tempdir()?;
    let case = Case::create(&folder.path().join("case"), "eval", &[&args.regime])?;
    take_in(&case, &args.world)?;
    entities::resolve(&case, &now(), None)?;
    let tables = Tables::open(&case, None)?;
    let handles = RowHandles::new(&case, None)?;
    let Some(loaded) = load::load(&case, &tables, &handles, &reference, &watch, None)? else {
        return Err(Failure::new(
            format!(
                "{} holds no consignments of the goods of {}",
                args.world.display(),
                args.regime
            ),
            "name another regime with --regime",
        ));
    };
    let ranking = interdict::ranked(&loaded, &tables, &handles, &reference, &watch)?;
    let about = interdict::About::read(&tables)?;
    let network = interdict::network(&loaded, &ranking, &reference, &watch, &about);
    let Some(decided) = network.until else {
        return Err(Failure::new(
            format!("no traced goods reach an end in {}", args.world.display()),
            "simulate a world without --placebo",
        ));
    };
    let mut settings = Settings::new(reference.actions.clone(), decided);
    settings.budget = fyke_trace::interdict::Budget::Actions(args.budget);
    settings.front_points = 0;
    let cut = baseline_max_flow(&network, None, &settings);
    let largest = baseline_largest(&network, None, &settings);
    // ours may plan to hurt no more than the other does
    let at_harm_of = |other: &Plan| {
        let limited = Settings {
            harm_limit: Some(other.harm.mean),
            ..settings.clone()
        };
        plan(&network, &limited)
    };
    let (beside_cut, beside_largest) = (at_harm_of(&cut), at_harm_of(&largest));
    let usual = plan(
        &network,
        &Settings {
            harm_limit: Some(HARM_OF_FLOW * network.flow_value),
            ..settings.clone()
        },
    );
    // the truth is opened here and not before
    let scheme = Scheme::of(&world).map_err(Failure::from)?;
    let field = Field {
        scheme: &scheme,
        actions: &reference.actions,
        plays: args.plays.max(1),
        seed: world.seed,
    };
    let results: Vec<(&str, &Plan, Result)> = [
        ("static least cut", &cut),
        ("ours, at its harm", &beside_cut),
        ("ten largest shippers", &largest),
        ("ours, at their harm", &beside_largest),
        ("ours, at the usual limit", &usual),
    ]
    .map(|(name, plan)| (name, plan, field.play(plan)))
    .into();
    let ratio = |a: f64, b: f64| if b > 0.0 { a / b } else { f64::INFINITY };
    let vs_cut = ratio(results[1].2.denied, results[0].2.denied);
    let vs_largest = ratio(results[3].2.denied, results[2].2.denied);
    let harm_ratio =
        ratio(results[1].2.harm, results[0].2.harm).max(ratio(results[3].2.harm, results[2].2.harm));
    let gap = [&beside_cut, &beside_largest, &usual]
        .map(|plan| plan.proof.gap())
        .into_iter()
        .fold(0.0, f64::max);
    let open = [&beside_cut, &beside_largest, &usual]
        .map(|plan| plan.proof.open())
        .into_iter()
        .fold(0.0, f64::max);
    if args.json {
        let plans: Vec<_> = results
            .iter()
            .map(|(name, plan, r)| {
                json!({ "plan": name, "actions": plan.actions.len(), "denied": r.denied,
                        "denied_interval": r.interval, "harm": r.harm, "planned_denied": plan.denied.mean,
                        "planned_harm": plan.harm.mean, "missed_targets": r.missed })
            })
            .collect();
        println!(
            "{}",
            json!({ "denied_ratio_vs_max_flow": finite(vs_cut), "denied_ratio_vs_largest": finite(vs_largest),
                    "harm_ratio": finite(harm_ratio), "greedy_below_exact": gap, "exact_below_bound": open, "flow_value": scheme.flow_value(), "plays": field.plays,
                    "actions": args.budget, "plans": plans })
        );
        return Ok(());
    }
    println!(
        "twelve months after {decided}: {} would reach the ends through {} networks",
        money(scheme.flow_value()),
        scheme.rings.len()
    );
    println!(
        "{:<26} {:>7} {:>12} {:>25} {:>12}",
        "", "actions", "denied", "95 %", "honest lost"
    );
    for (name, plan, r) in &results {
        println!(
            "{name:<26} {:>7} {:>12} {:>12} {:>12} {:>12}",
            plan.actions.len(),
            money(r.denied),
            money(r.interval[0]),
            money(r.interval[1]),
            money(r.harm)
        );
    }
    println!(
        "denied beside the least cut: {vs_cut:.2} times; beside the largest shippers: {vs_largest:.2} times; honest trade lost against theirs, at most {harm_ratio:.2} times"
    );
    println!(
        "at a fixed reply greedy is at most {:.2} % below the exact answer, which is at most {:.2} % below what is proven",
        100.0 * gap,
        100.0 * open
    );
    for (name, _, r) in results.iter().filter(|(_, _, r)| r.missed > 0) {
        note(format_args!(
            "{name}: {} of the actions meet no network",
            r.missed
        ));
    }
    Ok(())
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn money(value: f64) -> String {
    fyke_model::money::Compact(value).to_string()
}

/// Where plans are played.
struct Field<'a> {
    scheme: &'a Scheme,
    actions: &'a BTreeMap<String, Action>,
    plays: u64,
    seed: u64,
}

/// What a plan did, over all plays.
struct Result {
    denied: f64,
    interval: [f64; 2],
    harm: f64,
    missed: usize,
}

impl Field<'_> {
    fn play(&self, plan: &Plan) -> Result {
        let after: Vec<After> = (0..self.plays)
            .map(|at| {
                let seed = self.seed.wrapping_mul(1_000_003).wrapping_add(at);
                play(
                    self.scheme,
                    &self.measures(plan, seed),
                    &Temper::of_world(seed),
                    seed,
                )
            })
            .collect();
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        let denied: Vec<f64> = after.iter().map(|a| a.denied).collect();
        let mut rng = Rng::new(self.seed);
        let mut means: Vec<f64> = (0..400)
            .map(|_| {
                mean(
                    &denied
                        .iter()
                        .map(|_| denied[rng.below(denied.len())])
                        .collect::<Vec<f64>>(),
                )
            })
            .collect();
        means.sort_by(f64::total_cmp);
        Result {
            denied: mean(&denied),
            interval: [means[10], means[389]],
            harm: mean(&after.iter().map(|a| a.harm).collect::<Vec<f64>>()),
            missed: after.first().map_or(0, |a| a.missed_targets),
        }
    }

    /// The actions of a plan as they come out in one play: the same kind of
    /// action works equally well for every plan.
    fn measures(&self, plan: &Plan, seed: u64) -> Vec<Measure> {
        let mut drawn: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
        for (at, (id, action)) in (0u64..).zip(self.actions) {
            let mut rng = Rng::new(seed ^ (at << 40));
            let ranges = [
                action.lead_time_days,
                action.lasting_days,
                action.stops_share,
                action.harm_share,
            ];
            drawn.insert(id, ranges.map(|[low, _, high]| low + (high - low) * rng.unit()));
        }
        let measure = |action: &fyke_trace::interdict::PlannedAction| {
            let [lead, lasting, stops, harm] = drawn.get(action.action.as_str()).copied()?;
            Some(Measure {
                target: target(&action.subject),
                from_day: lead,
                until_day: lead + lasting,
                stops,
                harm,
            })
        };
        plan.actions.iter().filter_map(measure).collect()
    }
}

fn target(subject: &Subject) -> Target {
    let firm = |party: &fyke_trace::interdict::PartyName| FirmName::new(&party.name, party.country);
    match subject {
        Subject::Party(party) => Target::Firms(vec![firm(party)]),
        Subject::Supplier(party) => Target::Supplier(firm(party)),
        Subject::Address { parties, .. } => Target::Firms(parties.iter().map(firm).collect()),
        Subject::Lane { from, to, heading } => Target::Lane {
            from: *from,
            to: *to,
            heading: *heading,
        },
        Subject::Goods { heading, codes } => Target::Codes {
            heading: *heading,
            codes: codes.clone(),
        },
    }
}
