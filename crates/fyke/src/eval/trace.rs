//! `fyke eval trace WORLD`: the whole path, from files to the queue, on a
//! simulated world, and only then its truth.

use super::{rings, rows};
use crate::commands::add::{add_one, now, rules};
use crate::pipeline::{Watch, entities, load, parties};
use crate::screen::{Failure, Outcome, counted, note};
use fyke_model::reference::Reference;
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::take_in::{Added, Request};
use fyke_trace::party::TraceInput;
use fyke_trace::party::placebo::placebo_scores;
use fyke_trace::party::world_score::{RowScore, TraceScore, Truth, score_rows, score_units};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Seed of the bootstrap and the placebo: any number will do, the same on every run.
const SEED: u64 = 20_220_224;

#[derive(clap::Args)]
pub struct Args {
    /// a folder that `fyke simulate` wrote, or one in the layout of AMLSim
    world: PathBuf,
    /// the share of trade that is seen, where it is known; estimated if not given
    #[arg(long)]
    coverage: Option<f64>,
    /// the embargo regime to trace
    #[arg(long, default_value = "ru-2022")]
    regime: String,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let world = &args.world;
    if rings::is_amlsim(world) {
        return rings::run(world, args.json);
    }
    if !world.join("world.toml").exists() {
        return Err(Failure::new(
            format!(
                "{} is not a simulated world: it has no world.toml",
                world.display()
            ),
            "make one with: fyke simulate OUT --rows 1m --seed 1",
        ));
    }
    let reference = Reference::shipped();
    let mut watch = Watch::new(&reference, &args.regime, &[])?;
    watch.coverage = args.coverage;
    let stated = stated_coverage(world)?;
    let folder = tempfile::tempdir()?;
    let case = Case::create(&folder.path().join("case"), "eval", &[&args.regime])?;
    let consignments = take_in(&case, world)?;
    entities::resolve(&case, &now())?;
    let tables = Tables::open(&case, None)?;
    let handles = RowHandles::new(&case, None)?;
    let Some(loaded) = load::load(&tables, &handles, &reference, &watch)? else {
        return Err(Failure::new(
            format!(
                "{} holds no consignments of the goods of {}",
                world.display(),
                args.regime
            ),
            "name another regime with --regime",
        ));
    };
    let found = parties::run(&loaded, &reference, &watch);
    let (firms, rule, ends, settings) = (
        loaded.parties(),
        parties::source_rule(&reference, &watch),
        loaded.ends(&watch),
        parties::settings(&watch),
    );
    let input = TraceInput {
        index: &loaded.index,
        parties: &firms,
        rule: &rule,
        ends: &ends,
        headings: &reference.headings,
        settings: &settings,
    };
    let null = placebo_scores(&input, SEED);
    // the truth is opened here and not before
    let truth = read_truth(world, &loaded, &handles, &consignments)?;
    let score = score_units(&found, &null, &truth, SEED);
    let by_row = score_rows(&input, &found, &truth);
    if args.json {
        let mut value = serde_json::to_value(&score)?;
        if let Some(object) = value.as_object_mut() {
            object.insert("coverage".to_owned(), stated.into());
            object.insert("coverage_used".to_owned(), score.coverage.into());
            object.insert("rows".to_owned(), serde_json::to_value(&by_row)?);
        }
        println!("{value}");
    } else {
        print(&score, stated, &by_row);
    }
    Ok(())
}

/// The coverage that the world was asked for. It is printed with the score; the
/// trace does not see it unless `--coverage` gives it.
fn stated_coverage(world: &Path) -> Outcome<Option<f64>> {
    let path = world.join("world.toml");
    let text = std::fs::read_to_string(&path)?;
    let table: toml::Table = toml::from_str(&text).map_err(|e| {
        Failure::new(
            format!("{}: {}", path.display(), e.message()),
            "simulate the world again",
        )
    })?;
    Ok(table.get("coverage").and_then(toml::Value::as_float))
}

/// Takes in what an analyst would have; the file of consignments is returned.
fn take_in(case: &Case, world: &Path) -> Outcome<fyke_model::dataset::FileHash> {
    let (request, rules) = (
        Request {
            now: now(),
            ..Request::default()
        },
        rules(),
    );
    let mut consignments = None;
    for name in ["consignments.csv", "registers.csv", "watchlist.csv"] {
        let path = world.join(name);
        if path.exists()
            && let Added::TakenIn(record) = add_one(case, &path, &request, &rules)?
            && name == "consignments.csv"
        {
            consignments = Some(record.hash);
        }
    }
    consignments.ok_or_else(|| {
        Failure::new(
            format!("{} has no consignments.csv", world.display()),
            "simulate the world again",
        )
    })
}

fn read_truth(
    world: &Path,
    loaded: &load::Loaded,
    handles: &RowHandles,
    consignments: &fyke_model::dataset::FileHash,
) -> Outcome<Truth> {
    let mut truth = Truth::default();
    let columns = ["name", "country", "family", "role", "typologies"];
    rows::named(&world.join("truth/parties.csv"), columns, &mut |row| {
        let [name, country, family, role, typologies] = row;
        if role != "seller" {
            return;
        }
        let (number, family) = (
            loaded.number(name, country.parse().ok()),
            family.parse::<u32>().ok(),
        );
        if let (Some(number), Some(family)) = (number, family) {
            let ids: BTreeSet<String> = typologies
                .split([';', ' '])
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect();
            truth.sellers.entry((number, family)).or_default().extend(ids);
        }
    })?;
    rows::named(&world.join("truth/rows.csv"), ["row"], &mut |[row]| {
        let handle = row
            .parse::<u64>()
            .ok()
            .and_then(|row| handles.handle(*consignments, row));
        truth.last_legs.extend(handle);
    })?;
    Ok(truth)
}

fn print(score: &TraceScore, stated: Option<f64>, rows: &[RowScore]) {
    let seen = stated.map_or("not stated".to_owned(), |share| format!("{share:.2}"));
    println!(
        "base rate {:.3}   coverage {seen} (the trace took it for {:.2})   {} units into the ends, {} planted",
        score.base_rate, score.coverage, score.units, score.positives
    );
    let p = &score.party;
    println!(
        "party x goods: average precision {:.3} [{:.3}, {:.3}]   precision at a quarter {:.2}   auc {:.3}",
        p.ap, p.ap_interval.0, p.ap_interval.1, p.precision_at_quarter, p.auc
    );
    let mut recall: Vec<(usize, f64)> = p
        .recall_at
        .iter()
        .filter_map(|(depth, share)| Some((depth.parse().ok()?, *share)))
        .collect();
    recall.sort_unstable_by_key(|(depth, _)| *depth);
    let recall: Vec<String> = recall
        .iter()
        .map(|(depth, share)| format!("{share:.2} at {depth}"))
        .collect();
    println!("recall {}", recall.join(", "));
    for (id, typology) in &score.typology {
        println!("  {id}: recall {:.2} of {}", typology.recall, typology.n);
    }
    println!(
        "calibration error {:.3}   brier skill {:.3}   false among flagged at 5 %: {:.3}",
        score.ece, score.brier_skill, score.placebo_fdr
    );
    println!("\nby row into the ends (8 % or so planted)");
    for row in rows {
        println!(
            "  {:<40} ap {:.3}   precision at a quarter {:.2}   recall {:.2}",
            row.method, row.ap, row.precision_at_quarter, row.recall
        );
    }
    note(format_args!(
        "{} planted among {}",
        counted(score.positives as u64, "seller"),
        counted(score.units as u64, "unit")
    ));
}
