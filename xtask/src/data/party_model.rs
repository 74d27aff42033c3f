//! Fits the weights of evidence about parties on simulated worlds and writes
//! what is shipped under `data/calibration/`.
//!
//! Worlds of seeds 1-20 are made by the program itself and scored by its own
//! `eval trace --evidence`, so that what is fitted is what a user's files give,
//! names resolved and registers read. Seeds 1-16 teach; 17-20 tell how often
//! each reason was right (`typology-precision.csv`). Nothing of seeds 100 and
//! up, on which figures are reported, and nothing of the test recipe.

use fyke_trace::measure::{Scored, average_precision, brier_skill, expected_calibration_error};
use fyke_trace::party::evidence::Evidence;
use fyke_trace::party::fit::{Example, fit as fit_model, held_out};
use fyke_trace::party::kinds::Kind;
use fyke_trace::party::precision::Band;
use fyke_trace::party::rank::Model;
use std::error::Error;
use std::path::Path;
use std::process::Command;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Rows of a world: some hundred planted sellers where many are planted.
const ROWS: &str = "300k";
/// Rows of a world in which one party in a thousand is planted.
const ROWS_SPARSE: &str = "600k";
const LAST_TEACHING: u64 = 16;
const LAST: u64 = 20;
const SOURCE: &str = "\"simulated worlds, seeds 1-16, coverage 0.4 to 1, dense and one in 1000; \
                      cargo xtask data party-model\"";
const DATE: &str = "2026-11-22";
const VERSION: &str = "3";

/// Makes the worlds, fits, writes. `program` is a built `fyke`; where none is
/// named, cargo builds and runs it.
pub fn fit(program: Option<&str>) -> Outcome {
    let folder = crate::run::cache()?.join("party-model");
    std::fs::create_dir_all(&folder)?;
    let mut examples: Vec<(u64, Example)> = Vec::new();
    for seed in 1..=LAST {
        let evidence = folder.join(format!("{seed}.csv"));
        if !evidence.exists() {
            make(program, &folder, seed, &evidence)?;
        }
        read(&evidence, seed, &mut examples)?;
    }
    let teaching: Vec<Example> = of_seeds(&examples, |seed| seed <= LAST_TEACHING);
    let measuring: Vec<Example> = of_seeds(&examples, |seed| seed > LAST_TEACHING);
    let all: Vec<Kind> = Kind::all().collect();
    let flow: Vec<Kind> = Kind::all().filter(|kind| kind.is_flow()).collect();
    for kind in &all {
        println!("alone {:<12} {}", kind.id(), alone(&teaching, *kind));
    }
    println!("all   {}", by_world(&teaching, &held_out(&teaching, &all)));
    let direct: Vec<Example> = teaching.iter().filter(|e| e.direct).copied().collect();
    println!("flow  {}", by_world(&direct, &held_out(&direct, &flow)));
    let origin = format!("{SOURCE},{DATE},{VERSION}");
    let model = fit_model(&teaching, &all);
    write("party.csv", &model.print(&origin))?;
    write("party-flow.csv", &fit_model(&direct, &flow).print(&origin))?;
    let measured: Vec<f64> = measuring.iter().map(|e| model.score_of(&e.evidence)).collect();
    println!("seeds 17-20: {}", by_world(&measuring, &measured));
    calibration(&model, &measuring);
    write("typology-precision.csv", &precision(&model, &measuring))
}

/// What the world of a seed is: coverage and how much is planted vary, so that
/// the weights hold for all of them.
fn world_of(seed: u64) -> (&'static str, bool) {
    let coverage = match seed % 4 {
        0 => "1.0",
        1 | 3 => "0.7",
        _ => "0.4",
    };
    (coverage, seed % 8 >= 4)
}

fn make(program: Option<&str>, folder: &Path, seed: u64, evidence: &Path) -> Outcome {
    let world = folder.join("world");
    if world.exists() {
        std::fs::remove_dir_all(&world)?;
    }
    let (coverage, sparse) = world_of(seed);
    let (seed, place) = (seed.to_string(), world.display().to_string());
    let mut simulate = vec!["simulate", &place, "--seed", &seed, "--coverage", coverage];
    match sparse {
        true => simulate.extend(["--rows", ROWS_SPARSE, "--one-in", "1000"]),
        false => simulate.extend(["--rows", ROWS]),
    }
    run(program, &simulate)?;
    let part = evidence.with_extension("part");
    run(
        program,
        &["eval", "trace", &place, "--evidence", &part.display().to_string()],
    )?;
    std::fs::rename(&part, evidence)?;
    std::fs::remove_dir_all(&world)?;
    Ok(())
}

fn run(program: Option<&str>, arguments: &[&str]) -> Outcome {
    let mut command = match program {
        Some(program) => Command::new(program),
        None => crate::run::cargo(&["run", "--quiet", "--release", "--package", "fyke", "--"]),
    };
    match command.args(arguments).status()?.success() {
        true => Ok(()),
        false => Err(format!("fyke {} failed; its own words are above", arguments.join(" ")).into()),
    }
}

fn read(path: &Path, seed: u64, examples: &mut Vec<(u64, Example)>) -> Outcome {
    let mut reader = csv::Reader::from_path(path)?;
    let kinds: Vec<Option<Kind>> = reader.headers()?.iter().map(Kind::from_id).collect();
    for record in reader.records() {
        let record = record?;
        let flag = |at: usize| record.get(at) == Some("1");
        let mut evidence = Evidence::NONE;
        for (kind, cell) in kinds.iter().zip(&record) {
            if let (Some(kind), Ok(x)) = (kind, cell.parse()) {
                evidence.x[kind.at()] = x;
            }
        }
        examples.push((
            seed,
            Example {
                evidence,
                positive: flag(0),
                direct: flag(1),
                world: 0,
            },
        ));
    }
    Ok(())
}

/// The examples of some seeds, their worlds numbered from 0.
fn of_seeds(examples: &[(u64, Example)], wanted: impl Fn(u64) -> bool) -> Vec<Example> {
    let mut seeds: Vec<u64> = examples
        .iter()
        .map(|e| e.0)
        .filter(|seed| wanted(*seed))
        .collect();
    seeds.dedup();
    let world = |seed: u64| seeds.iter().position(|known| *known == seed);
    let numbered = examples.iter().filter_map(|(seed, e)| {
        Some(Example {
            world: world(*seed)?,
            ..*e
        })
    });
    numbered.collect()
}

fn alone(examples: &[Example], kind: Kind) -> String {
    let scores: Vec<f64> = examples.iter().map(|e| e.evidence.of(kind)).collect();
    by_world(examples, &scores)
}

/// Average precision of each world beside its base rate.
fn by_world(examples: &[Example], scores: &[f64]) -> String {
    let worlds = examples.iter().map(|e| e.world + 1).max().unwrap_or(0);
    let mut words = Vec::new();
    for world in 0..worlds {
        let items: Vec<Scored> = examples
            .iter()
            .zip(scores)
            .filter(|(e, _)| e.world == world)
            .map(|(e, score)| Scored {
                score: *score,
                positive: e.positive,
            })
            .collect();
        let base = items.iter().filter(|i| i.positive).count() as f64 / items.len().max(1) as f64;
        words.push(format!("{:.2}/{base:.3}", average_precision(&items)));
    }
    words.join(" ")
}

/// Do stated probabilities hold on worlds not fitted on.
fn calibration(model: &Model, examples: &[Example]) {
    let worlds = examples.iter().map(|e| e.world + 1).max().unwrap_or(0);
    for world in 0..worlds {
        let own: Vec<&Example> = examples.iter().filter(|e| e.world == world).collect();
        let weighed = model.weigh(own.iter().map(|e| &e.evidence));
        let items: Vec<Scored> = own
            .iter()
            .zip(&weighed.probability)
            .map(|(e, score)| Scored {
                score: *score,
                positive: e.positive,
            })
            .collect();
        println!(
            "seed {}: base rate taken for {:.4}, calibration error {:.3}, brier skill {:.3}",
            LAST_TEACHING + 1 + world as u64,
            weighed.base_rate,
            expected_calibration_error(&items),
            brier_skill(&items)
        );
    }
}

fn precision(model: &Model, examples: &[Example]) -> String {
    let base_rate = examples.iter().filter(|e| e.positive).count() as f64 / examples.len().max(1) as f64;
    let mut table = String::from("kind,band,n,share,base_rate,worlds,source,date,version\n");
    let worlds = format!("simulated worlds seeds {}-{LAST}", LAST_TEACHING + 1);
    for kind in Kind::all() {
        for band in Band::ALL {
            let has = |e: &&Example| {
                let weight = model.weights_of(&e.evidence)[kind.at()];
                Band::of(kind, e.evidence.of(kind), weight) == Some(band)
            };
            let with: Vec<&Example> = examples.iter().filter(has).collect();
            if with.is_empty() {
                continue;
            }
            let share = with.iter().filter(|e| e.positive).count() as f64 / with.len() as f64;
            table.push_str(&format!(
                "{},{},{},{share:.4},{base_rate:.5},{worlds},cargo xtask data party-model,{DATE},{VERSION}\n",
                kind.id(),
                band.as_str(),
                with.len()
            ));
        }
    }
    table
}

fn write(name: &str, text: &str) -> Outcome {
    let path = crate::run::repository().join("data/calibration").join(name);
    std::fs::write(&path, text)?;
    println!("wrote {}", path.display());
    Ok(())
}
