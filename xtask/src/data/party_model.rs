//! Fits the weights of evidence about parties on simulated worlds and writes
//! what is shipped under `data/calibration/`.
//!
//! Worlds of seeds 1-20 are made by the program itself and scored by its own
//! `eval trace --evidence`, so that what is fitted is what a user's files give,
//! names resolved and registers read. Seeds up to 16 teach; 17 to 20 tell how
//! often each reason was right (`typology-precision.csv`) and whether stated
//! probabilities hold. Nothing of seeds 100 and up, on which figures are
//! reported, and nothing of the test recipe.
//!
//! What a world gave is kept in the cache under its name, with the commit beside
//! it, and not made again: delete it after the evidence has changed.

use fyke_trace::measure::{Scored, average_precision, brier_skill, expected_calibration_error};
use fyke_trace::party::company::{self, Tie};
use fyke_trace::party::evidence::Evidence;
use fyke_trace::party::fit::{Example, Place, fill_company, fit as fit_model, held_out};
use fyke_trace::party::kinds::Kind;
use fyke_trace::party::precision::Band;
use fyke_trace::party::rank::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A world to make.
struct World {
    seed: u64,
    rows: &'static str,
    coverage: &'static str,
    planting: Planting,
}

/// How much is planted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Planting {
    /// One party in forty or so.
    Dense,
    /// One in a thousand.
    Sparse,
    /// None: honest look-alikes only.
    Nothing,
}

const fn world(seed: u64, rows: &'static str, coverage: &'static str, planting: Planting) -> World {
    World {
        seed,
        rows,
        coverage,
        planting,
    }
}

impl World {
    /// Weights are fitted on it; the others choose, and tell how often each
    /// reason is right.
    fn teaches(&self) -> bool {
        self.seed <= 16
    }

    /// Its name among the kept files: all it was made with.
    fn name(&self) -> String {
        let planting = match self.planting {
            Planting::Dense => "",
            Planting::Sparse => "-sparse",
            Planting::Nothing => "-placebo",
        };
        format!("{}-{}-{}{planting}", self.seed, self.rows, self.coverage)
    }
}

/// Coverage and how much is planted vary, so that the weights hold for all:
/// some hundred planted units where many are planted, some dozens elsewhere.
const WORLDS: [World; 13] = [
    world(1, "300k", "0.7", Planting::Dense),
    world(2, "300k", "0.4", Planting::Dense),
    world(3, "300k", "0.7", Planting::Dense),
    world(4, "600k", "0.7", Planting::Sparse),
    world(5, "600k", "0.4", Planting::Sparse),
    world(6, "300k", "0.7", Planting::Nothing),
    world(7, "300k", "0.4", Planting::Dense),
    world(8, "300k", "1.0", Planting::Dense),
    world(17, "300k", "0.7", Planting::Dense),
    world(18, "300k", "0.4", Planting::Dense),
    world(19, "600k", "0.7", Planting::Sparse),
    world(20, "600k", "0.4", Planting::Sparse),
    world(20, "300k", "0.7", Planting::Nothing),
];
const DATE: &str = "2026-11-22";
const VERSION: &str = "4";

/// Makes the worlds, fits, writes. `program` is a built `fyke`; where none is
/// named, cargo builds and runs it.
pub fn fit(program: Option<&str>) -> Outcome {
    let folder = crate::run::cache()?.join("party-model");
    std::fs::create_dir_all(&folder)?;
    let (mut teaching, mut places) = (Vec::new(), Vec::new());
    let (mut measuring, mut measuring_places) = (Vec::new(), Vec::new());
    let mut counts = (0, 0);
    let mut commits: BTreeSet<String> = BTreeSet::new();
    for world in &WORLDS {
        let evidence = folder.join(format!("{}.csv", world.name()));
        if !evidence.exists() {
            println!("world {}", world.name());
            make(program, &folder, world, &evidence)?;
        }
        commits.insert(std::fs::read_to_string(made_at(&evidence))?.trim().to_owned());
        let (examples, places, count) = match world.teaches() {
            true => (&mut teaching, &mut places, &mut counts.0),
            false => (&mut measuring, &mut measuring_places, &mut counts.1),
        };
        read(&evidence, (*count, world.coverage.parse()?), examples, places)?;
        *count += 1;
    }
    let all: Vec<Kind> = Kind::all().collect();
    fill_company(&mut teaching, &mut places, &all);
    let flow: Vec<Kind> = Kind::all().filter(|kind| kind.is_flow()).collect();
    for kind in &all {
        println!("alone {:<12} {}", kind.id(), alone(&teaching, *kind));
    }
    let scores = |examples: &[Example], kinds: &[Kind]| -> Vec<f64> {
        let held_out = held_out(examples, kinds);
        held_out.iter().map(|s| s.score).collect()
    };
    println!("all   {}", by_world(&teaching, &scores(&teaching, &all)));
    let direct: Vec<Example> = teaching.iter().filter(|e| e.direct).copied().collect();
    println!("flow  {}", by_world(&direct, &scores(&direct, &flow)));
    let commits: Vec<String> = commits.into_iter().collect();
    let command = format!("cargo xtask data party-model at {}", commits.join(" and "));
    let origin = format!("worlds {} by {command},{DATE},{VERSION}", names(true));
    let model = fit_model(&teaching, &all);
    write("party.csv", &model.print(&origin))?;
    write("party-flow.csv", &fit_model(&direct, &flow).print(&origin))?;
    as_the_trace_does(&model, &mut measuring, &mut measuring_places);
    let measured: Vec<f64> = measuring.iter().map(|e| model.score_of(&e.evidence)).collect();
    println!("not fitted on: {}", by_world(&measuring, &measured));
    calibration(&model, &measuring);
    write("typology-precision.csv", &precision(&model, &measuring, &command))
}

/// The worlds that teach, or the others, by name.
fn names(teaches: bool) -> String {
    let chosen = WORLDS.iter().filter(|world| world.teaches() == teaches);
    chosen.map(World::name).collect::<Vec<_>>().join(" ")
}

/// Where it stands at which commit a world's numbers were made.
fn made_at(evidence: &Path) -> PathBuf {
    evidence.with_extension("commit")
}

fn make(program: Option<&str>, folder: &Path, world: &World, evidence: &Path) -> Outcome {
    let out = folder.join("world");
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    let (seed, place) = (world.seed.to_string(), out.display().to_string());
    let mut simulate = vec!["simulate", &place, "--seed", &seed, "--coverage", world.coverage];
    simulate.extend(["--rows", world.rows]);
    match world.planting {
        Planting::Dense => {}
        Planting::Sparse => simulate.extend(["--one-in", "1000"]),
        Planting::Nothing => simulate.push("--placebo"),
    }
    run(program, &simulate)?;
    let part = evidence.with_extension("part");
    run(
        program,
        &["eval", "trace", &place, "--evidence", &part.display().to_string()],
    )?;
    let described = crate::run::text_of(&mut crate::run::command(
        "git",
        &["describe", "--always", "--dirty"],
    ))?;
    std::fs::write(made_at(evidence), described)?;
    std::fs::rename(&part, evidence)?;
    std::fs::remove_dir_all(&out)?;
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

/// How those look that each unit shares its goods with, under these weights.
fn as_the_trace_does(model: &Model, examples: &mut [Example], places: &mut [Place]) {
    let Some(kind) = company::kind() else { return };
    let worlds = examples.iter().map(|e| e.world + 1).max().unwrap_or(0);
    for world in 0..worlds {
        let mut standings = BTreeMap::new();
        for (example, place) in examples
            .iter_mut()
            .zip(&*places)
            .filter(|(e, _)| e.world == world)
        {
            example.evidence.x[kind.at()] = f32::NAN;
            standings.insert((place.family, place.party), model.alone(&example.evidence) as f32);
        }
        for (example, place) in examples.iter_mut().zip(places.iter_mut()) {
            if example.world == world {
                company::look_around(&standings, std::iter::once((place.family, &mut place.ties)));
                example.evidence.x[kind.at()] = company::number(&place.ties) as f32;
            }
        }
    }
}

fn read(
    path: &Path,
    (world, coverage): (usize, f64),
    examples: &mut Vec<Example>,
    places: &mut Vec<Place>,
) -> Outcome {
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    let kinds: Vec<Option<Kind>> = headers.iter().map(Kind::from_id).collect();
    let column = |name: &str| headers.iter().position(|header| header == name);
    let (Some(party), Some(family), Some(shared)) = (column("party"), column("family"), column("ties"))
    else {
        return Err(format!(
            "{} has no columns party, family and ties; delete it, and it is made again",
            path.display()
        )
        .into());
    };
    for record in reader.records() {
        let record = record?;
        let flag = |at: usize| record.get(at) == Some("1");
        let mut evidence = Evidence::NONE;
        for (kind, cell) in kinds.iter().zip(&record) {
            if let (Some(kind), Ok(x)) = (kind, cell.parse()) {
                evidence.x[kind.at()] = x;
            }
        }
        examples.push(Example {
            evidence,
            positive: flag(0),
            direct: flag(1),
            world,
            coverage,
        });
        places.push(Place {
            party: record.get(party).unwrap_or_default().parse()?,
            family: record.get(family).unwrap_or_default().parse()?,
            ties: record
                .get(shared)
                .unwrap_or_default()
                .split_whitespace()
                .filter_map(tie)
                .collect(),
        });
    }
    Ok(())
}

/// `party:share supplied:share bought`.
fn tie(text: &str) -> Option<Tie> {
    let mut cells = text.split(':');
    Some(Tie {
        party: cells.next()?.parse().ok()?,
        up: cells.next()?.parse().ok()?,
        down: cells.next()?.parse().ok()?,
        standing: 0.0,
    })
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
        let coverage = own.first().map_or(1.0, |e| e.coverage);
        let weighed = model.weigh(own.iter().map(|e| &e.evidence), coverage);
        let items: Vec<Scored> = own
            .iter()
            .zip(&weighed.probability)
            .map(|(e, score)| Scored {
                score: *score,
                positive: e.positive,
            })
            .collect();
        println!(
            "world {}: base rate {:.4} taken for {:.4}, calibration error {:.3}, brier skill {:.3}",
            world + 1,
            items.iter().filter(|item| item.positive).count() as f64 / items.len().max(1) as f64,
            weighed.base_rate,
            expected_calibration_error(&items),
            brier_skill(&items)
        );
    }
}

fn precision(model: &Model, examples: &[Example], command: &str) -> String {
    let base_rate = examples.iter().filter(|e| e.positive).count() as f64 / examples.len().max(1) as f64;
    let mut table = String::from("kind,band,n,share,base_rate,worlds,source,date,version\n");
    let worlds = format!("simulated worlds {}", names(false));
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
                "{},{},{},{share:.4},{base_rate:.5},{worlds},{command},{DATE},{VERSION}\n",
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
