//! `fyke eval resolve FILE.csv ... --truth TRUTH.csv`: who is who across lists.
//!
//! The truth holds known pairs only. Recall is over them; precision is a lower
//! bound among records that the truth knows between the same two lists. Known
//! pairs that the shipped model was trained on count neither for nor against.

use super::rows;
use crate::cpu;
use crate::screen::{Failure, Outcome, Progress, counted, note};
use fyke_resolve::entity::{Alias, Entity, candidates, prepare_all};
use fyke_resolve::measure::{Counts, CrossListFigures, RecordPair, counts_interval, cross_list};
use fyke_resolve::score::train::fingerprint;
use fyke_resolve::score::{Model, Resolution, ResolveOptions, explain, resolve, trained_on};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Seed of the bootstrap.
const SEED: u64 = 20_220_224;

#[derive(clap::Args)]
pub struct Args {
    /// record files: source, id, schema, name, aliases, country, address, birth_date, text
    #[arg(required = true)]
    records: Vec<PathBuf>,
    /// known pairs: left_source, left_id, right_source, right_id, schema
    #[arg(long)]
    truth: PathBuf,
    /// count known pairs too that the shipped model was trained on
    #[arg(long)]
    on_training_data: bool,
    /// write the candidate pairs that the truth decides to this CSV file, for other programs to score
    #[arg(long, value_name = "FILE")]
    candidates: Option<PathBuf>,
    /// errors to list
    #[arg(long, default_value_t = 15)]
    errors: usize,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let started = cpu::seconds();
    let mut entities = Vec::new();
    for file in &args.records {
        read_records(file, &mut entities)?;
    }
    let progress = Progress::spinner("resolving");
    let options = ResolveOptions::default();
    let model = Model::shipped();
    let found = resolve(&entities, &model, &[], &options);
    let cpu_seconds = cpu::seconds() - started;
    let (corpus, prepared) = prepare_all(&entities);
    let (pairs, _) = candidates::pairs(&prepared, &corpus, &options.candidates);
    drop(progress);
    let joined = joined(&entities, &found);
    let candidates: BTreeSet<RecordPair> = pairs
        .iter()
        .filter_map(|&(a, b)| record_pair(&entities, a, b))
        .collect();
    // the truth is opened here and not before
    let truth = read_truth(&args.truth)?;
    let score = Score::new(&truth, &joined, &candidates, args.on_training_data);
    if let Some(path) = &args.candidates {
        write_candidates(path, &entities, &pairs, &found, &truth, args.on_training_data)?;
    }
    if score.fresh.all.n == 0 && !truth.is_empty() {
        return Err(Failure::new(
            format!(
                "the shipped model was trained on all {} pairs of {}",
                truth.len(),
                args.truth.display()
            ),
            "score other pairs, or say --on-training-data and do not call the result accuracy",
        ));
    }
    if args.json {
        print_json(&score, &entities, cpu_seconds, pairs.len());
    } else {
        print(&score, &entities, cpu_seconds, pairs.len());
        tell_errors(&score, &entities, &model, args.errors);
    }
    Ok(())
}

/// Recall over pairs that were not trained on, precision over found pairs that were not.
struct Score {
    fresh: CrossListFigures,
    precision: CrossListFigures,
    left_out: usize,
}

impl Score {
    fn new(
        truth: &BTreeMap<RecordPair, String>,
        joined: &BTreeSet<RecordPair>,
        candidates: &BTreeSet<RecordPair>,
        on_training_data: bool,
    ) -> Score {
        let trained = |pair: &RecordPair| !on_training_data && is_trained_on(pair);
        let fresh: BTreeMap<RecordPair, String> = truth
            .iter()
            .filter(|(pair, _)| !trained(pair))
            .map(|(pair, schema)| (pair.clone(), schema.clone()))
            .collect();
        let not_trained: BTreeSet<RecordPair> = joined
            .iter()
            .filter(|pair| !truth.contains_key(pair) || fresh.contains_key(pair))
            .cloned()
            .collect();
        Score {
            left_out: truth.len() - fresh.len(),
            fresh: cross_list(&fresh, joined, candidates),
            precision: cross_list(truth, &not_trained, candidates),
        }
    }

    fn recall_interval(&self) -> (f64, f64) {
        let (found, n) = (self.fresh.all.found, self.fresh.all.n);
        let counts = Counts {
            true_positive: found,
            false_negative: n - found,
            ..Counts::default()
        };
        counts_interval(&counts, |c| c.recall(), fyke_resolve::measure::RESAMPLES, SEED)
    }

    fn precision_interval(&self) -> (f64, f64) {
        let counts = Counts {
            true_positive: self.precision.all.found,
            false_positive: self.precision.false_pairs.len() as u64,
            ..Counts::default()
        };
        counts_interval(&counts, |c| c.precision(), fyke_resolve::measure::RESAMPLES, SEED)
    }
}

fn read_records(path: &Path, entities: &mut Vec<Entity>) -> Outcome {
    let columns = [
        "source",
        "id",
        "schema",
        "name",
        "aliases",
        "country",
        "address",
        "birth_date",
        "text",
    ];
    rows::named(path, columns, &mut |row| {
        let [source, id, schema, name, aliases, country, address, born, text] = row;
        entities.push(Entity {
            dataset: source.to_owned(),
            id: id.to_owned(),
            schema: schema.to_owned(),
            names: parts(name, '\n').collect(),
            aliases: parts(aliases, ';')
                .map(|name| Alias { name, weak: false })
                .collect(),
            countries: parts(country, ';').collect(),
            addresses: parts(address, ';').collect(),
            dates: parts(born, ';').collect(),
            text: parts(text, '\n').collect(),
            ..Entity::default()
        });
    })
}

fn parts(cell: &str, mark: char) -> impl Iterator<Item = String> {
    cell.split(mark)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
}

fn read_truth(path: &Path) -> Outcome<BTreeMap<RecordPair, String>> {
    let mut truth = BTreeMap::new();
    let columns = ["left_source", "left_id", "right_source", "right_id", "schema"];
    rows::named(path, columns, &mut |[ls, li, rs, ri, schema]| {
        let pair = RecordPair::new((ls.to_owned(), li.to_owned()), (rs.to_owned(), ri.to_owned()));
        truth.insert(pair, schema.to_owned());
    })?;
    Ok(truth)
}

fn record_pair(entities: &[Entity], a: u32, b: u32) -> Option<RecordPair> {
    let record = |at: u32| {
        entities
            .get(at as usize)
            .map(|e| (e.dataset.clone(), e.id.clone()))
    };
    Some(RecordPair::new(record(a)?, record(b)?))
}

/// Every two records of different lists that ended in one cluster.
fn joined(entities: &[Entity], found: &Resolution) -> BTreeSet<RecordPair> {
    let mut clusters: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (label, at) in found.clusters.iter().zip(0..) {
        clusters.entry(*label).or_default().push(at);
    }
    let mut pairs = BTreeSet::new();
    for members in clusters.values() {
        for (i, &a) in members.iter().enumerate() {
            for &b in members.iter().skip(i + 1) {
                pairs.extend(record_pair(entities, a, b).filter(|p| p.left().0 != p.right().0));
            }
        }
    }
    pairs
}

fn is_trained_on(pair: &RecordPair) -> bool {
    let (left, right) = (pair.left(), pair.right());
    trained_on(fingerprint((&left.0, &left.1), (&right.0, &right.1)))
}

/// The candidates between lists that the truth decides, each with what it says:
/// `true`, `false`, or `trained` for a known pair that the model was trained on.
fn write_candidates(
    path: &Path,
    entities: &[Entity],
    pairs: &[(u32, u32)],
    found: &Resolution,
    truth: &BTreeMap<RecordPair, String>,
    on_training_data: bool,
) -> Outcome {
    let known: BTreeSet<(&(String, String), &str)> = truth
        .keys()
        .flat_map(|p| [(p.left(), p.right().0.as_str()), (p.right(), p.left().0.as_str())])
        .collect();
    let scored: HashMap<(u32, u32), f64> = found.edges.iter().map(|e| ((e.a, e.b), e.probability)).collect();
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "left_source,left_id,right_source,right_id,says,probability")?;
    for &(a, b) in pairs {
        let Some(pair) = record_pair(entities, a, b) else {
            continue;
        };
        let (left, right) = (pair.left(), pair.right());
        let says = match truth.contains_key(&pair) {
            true if !on_training_data && is_trained_on(&pair) => "trained",
            true => "true",
            false if left.0 == right.0 => continue,
            false
                if known.contains(&(left, right.0.as_str())) && known.contains(&(right, left.0.as_str())) =>
            {
                "false"
            }
            false => continue,
        };
        let cells = [&left.0, &left.1, &right.0, &right.1].map(|cell| rows::quoted(cell));
        let probability = scored.get(&(a, b)).copied().unwrap_or(0.0);
        writeln!(out, "{},{says},{probability:.6}", cells.join(","))?;
    }
    out.flush()?;
    Ok(())
}

fn print(score: &Score, entities: &[Entity], cpu_seconds: f64, candidates: usize) {
    let ((low, high), (p_low, p_high)) = (score.recall_interval(), score.precision_interval());
    println!(
        "recall {:.3} [{low:.3}, {high:.3}] of {}   precision at least {:.3} [{p_low:.3}, {p_high:.3}]   candidates hold {:.3}",
        score.fresh.all.recall(),
        counted(score.fresh.all.n, "known pair"),
        score.precision.precision_lower_bound(),
        score.fresh.candidate_recall()
    );
    for (schema, s) in &score.fresh.schema {
        println!(
            "  {schema:<14} recall {:.3} of {:>5}   candidates hold {:.3}",
            s.recall(),
            s.n,
            if s.n == 0 {
                1.0
            } else {
                s.candidates as f64 / s.n as f64
            }
        );
    }
    println!(
        "{} resolved in {cpu_seconds:.1} CPU-seconds, {} compared",
        counted(entities.len() as u64, "record"),
        counted(candidates as u64, "pair")
    );
    note(format_args!(
        "{} of the truth left out because the shipped model was trained on them; {} found between lists that the truth neither affirms nor denies",
        counted(score.left_out as u64, "pair"),
        counted(score.precision.unknown, "pair")
    ));
}

fn print_json(score: &Score, entities: &[Entity], cpu_seconds: f64, candidates: usize) {
    let schema: serde_json::Map<_, _> = score
        .fresh
        .schema
        .iter()
        .map(|(name, s)| {
            let candidates = if s.n == 0 {
                1.0
            } else {
                s.candidates as f64 / s.n as f64
            };
            (
                name.clone(),
                json!({ "recall": s.recall(), "n": s.n, "candidate_recall": candidates }),
            )
        })
        .collect();
    println!(
        "{}",
        json!({
            "recall": score.fresh.all.recall(), "recall_interval": score.recall_interval(),
            "precision_lower_bound": score.precision.precision_lower_bound(),
            "precision_interval": score.precision_interval(),
            "candidate_recall": score.fresh.candidate_recall(), "schema": schema,
            "n": score.fresh.all.n, "left_out_as_trained_on": score.left_out,
            "false": score.precision.false_pairs.len(), "undecided": score.precision.unknown,
            "records": entities.len(), "pairs_compared": candidates, "cpu_seconds": cpu_seconds,
        })
    );
}

/// False pairs first, the most certain ones first, then what was missed.
fn tell_errors(score: &Score, entities: &[Entity], model: &Model, limit: usize) {
    let numbers: HashMap<(&str, &str), usize> = entities
        .iter()
        .zip(0..)
        .map(|(e, at)| ((e.dataset.as_str(), e.id.as_str()), at))
        .collect();
    let (_, prepared) = prepare_all(entities);
    let look = |pair: &RecordPair| {
        let at = |r: &(String, String)| numbers.get(&(r.0.as_str(), r.1.as_str())).copied();
        let (a, b) = (at(pair.left())?, at(pair.right())?);
        let (x, y) = (entities.get(a)?, entities.get(b)?);
        Some((x, y, explain(model, (x, prepared.get(a)?), (y, prepared.get(b)?))))
    };
    for (what, pairs, falling) in [
        ("false", &score.precision.false_pairs, true),
        ("missed", &score.fresh.missed, false),
    ] {
        note(format_args!(
            "{} {what}, the worst first:",
            counted(pairs.len() as u64, "pair")
        ));
        let mut told: Vec<_> = pairs.iter().filter_map(look).collect();
        told.sort_by(|a, b| {
            let order = a.2.probability.total_cmp(&b.2.probability);
            if falling { order.reverse() } else { order }
        });
        for (x, y, why) in told.iter().take(limit) {
            let first = |e: &Entity| e.names.first().cloned().unwrap_or_default();
            note(format_args!(
                "  p {:.4}  {} {} {}  |  {} {} {}",
                why.probability,
                x.dataset,
                x.id,
                first(x),
                y.dataset,
                y.id,
                first(y)
            ));
            for part in why.parts.iter().take(5) {
                note(format_args!("      {:>+5.1}  {}", part.bits, part.sentence));
            }
        }
    }
}
