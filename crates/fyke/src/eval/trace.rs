//! `fyke eval trace WORLD`: the whole path, from files to the queue, on a
//! simulated world, and only then its truth.

use super::{rings, rows};
use crate::commands::add::{add_one, now, rules};
use crate::pipeline::vessels::Fleet;
use crate::pipeline::{Watch, entities, load, parties};
use crate::screen::{Failure, Outcome, counted, note};
use fyke_model::reference::Reference;
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::{self, RowHandles};
use fyke_store::take_in::{Added, Request};
use fyke_trace::lanes::Cells;
use fyke_trace::party::Ranking;
use fyke_trace::party::kinds::Kind;
use fyke_trace::party::placebo::placebo_scores;
use fyke_trace::party::trace::rank;
use fyke_trace::party::world_score::{RowScore, TraceScore, Truth, score_rows, score_units};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
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
    /// also write the numbers of every candidate, with the truth beside them, as
    /// CSV: what weights are fitted on
    #[arg(long)]
    evidence: Option<PathBuf>,
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
    entities::resolve(&case, &now(), None)?;
    let tables = Tables::open(&case, None)?;
    let handles = RowHandles::new(&case, None)?;
    let Some(loaded) = load::load(&case, &tables, &handles, &reference, &watch, None)? else {
        return Err(Failure::new(
            format!(
                "{} holds no consignments of the goods of {}",
                world.display(),
                args.regime
            ),
            "name another regime with --regime",
        ));
    };
    let fleet = Fleet::read(&tables, &handles, &reference)?;
    let figures = Cells::of(&questions::flows(&tables, &handles)?);
    let known = parties::Known {
        fleet: &fleet,
        flows: &figures,
        workers: None,
    };
    let asked = parties::Asked::of(&loaded, &tables, &handles, &reference, &watch, known)?;
    let who = asked.who();
    let input = asked.input(&who);
    let ranking = rank(&input);
    let null = placebo_scores(&input, SEED);
    // the truth is opened here and not before
    let truth = read_truth(world, &loaded, &handles, &consignments)?;
    if let Some(path) = &args.evidence {
        write_evidence(path, &ranking, &truth)?;
    }
    let score = score_units(&input, &ranking, &null, &truth, SEED);
    let by_row = score_rows(&input, &ranking, &truth);
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

/// One line a candidate: is it planted, has it rows of its own into an end, who
/// it is, whom it shares its goods with (`party:share supplied:share bought`), and
/// its numbers, empty where nothing can be said.
fn write_evidence(path: &Path, ranking: &Ranking, truth: &Truth) -> Outcome {
    let mut out = BufWriter::new(File::create(path)?);
    let ids: Vec<&str> = Kind::all().map(Kind::id).collect();
    writeln!(out, "planted,direct,party,family,ties,{}", ids.join(","))?;
    for unit in &ranking.units {
        let planted = truth.planted.contains_key(&(unit.party, unit.family));
        let ties = unit
            .ties
            .iter()
            .map(|t| format!("{}:{:.3}:{:.3}", t.party, t.up, t.down));
        let ties: Vec<String> = ties.collect();
        write!(
            out,
            "{},{},{},{},{}",
            u8::from(planted),
            u8::from(unit.direct),
            unit.party,
            unit.family,
            ties.join(" ")
        )?;
        for x in unit.evidence.x {
            match x.is_nan() {
                true => write!(out, ",")?,
                false => write!(out, ",{x}")?,
            }
        }
        writeln!(out)?;
    }
    out.flush()?;
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
pub fn take_in(case: &Case, world: &Path) -> Outcome<fyke_model::dataset::FileHash> {
    let (request, rules) = (
        Request {
            now: now(),
            ..Request::default()
        },
        rules(),
    );
    let mut consignments = None;
    let mut names: Vec<PathBuf> = std::fs::read_dir(world)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "csv" || e == "json"))
        .collect();
    names.sort();
    for path in names {
        if let Added::TakenIn(record) = add_one(case, &path, &request, &rules)?
            && path.ends_with("consignments.csv")
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
    let columns = ["name", "country", "family", "role", "network", "typologies"];
    rows::named(&world.join("truth/parties.csv"), columns, &mut |row| {
        let [name, country, family, role, network, typologies] = row;
        if !matches!(role, "seller" | "middle") {
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
            if role == "seller" {
                let seller = truth.sellers.entry((number, family)).or_default();
                seller.extend(ids.iter().cloned());
            }
            truth.planted.entry((number, family)).or_default().extend(ids);
            let parties = truth.networks.entry(network.to_owned()).or_default();
            parties.insert(number);
        }
    })?;
    rows::named(&world.join("truth/rows.csv"), ["row"], &mut |[row]| {
        let handle = row
            .parse::<u64>()
            .ok()
            .and_then(|row| handles.handle(*consignments, row));
        truth.rows.extend(handle);
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
        "units into the ends: average precision {:.3} [{:.3}, {:.3}]   precision at a quarter {:.2}   auc {:.3}",
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
    let e = &score.everyone;
    println!(
        "everyone: {} of {} parties planted ({:.5})   average precision {:.3} [{:.3}, {:.3}]   \
         precision at a quarter {:.2}",
        e.positives, e.parties, e.base_rate, e.ap, e.ap_interval.0, e.ap_interval.1, e.precision_at_quarter
    );
    println!(
        "  {:.2} of the planted are candidates; within {} leads (500 per 10 m party-months): {:.2} of the \
         planted, {:.2} of the networks",
        e.candidate_recall, e.budget_leads, e.recall_at_500_per_10m_party_months, e.network_recall_at_budget
    );
    let f = &score.flow_only;
    println!(
        "flow alone, units into the ends: average precision {:.3} [{:.3}, {:.3}]   precision at a quarter {:.2}",
        f.ap, f.ap_interval.0, f.ap_interval.1, f.precision_at_quarter
    );
    println!(
        "the queue: {} candidates, {:.4} planted (the trace took it for {:.4})",
        score.candidates, score.base_rate_queue, score.base_rate_estimated
    );
    for (id, typology) in &score.typology {
        let precision = typology.precision.map_or("named by none".to_owned(), |share| {
            format!("precision {share:.2} of {}", typology.cited)
        });
        println!(
            "  {id}: recall {:.2} of {}   {precision}",
            typology.recall, typology.n
        );
    }
    println!("networks found {:.2}", score.networks);
    println!(
        "calibration error {:.3}   brier skill {:.3}   false among the {} flagged at 5 %: {:.3}   cited rows \
         planted {:.2}",
        score.ece, score.brier_skill, score.placebo_flagged, score.placebo_fdr, score.explanation_precision
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
