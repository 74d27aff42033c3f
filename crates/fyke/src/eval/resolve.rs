//! `fyke eval resolve FILE.csv ... --truth TRUTH.csv`: who is who across lists.
//!
//! The truth holds known pairs only. Recall is over them; precision is a lower
//! bound among records that the truth knows between the same two lists. Known
//! pairs that the shipped model was trained on count neither for nor against.

use super::measured::{share, shown, shown_within};
use super::rows;
use crate::cpu;
use crate::screen::{Failure, Outcome, Progress, counted, grouped, note, plain};
use fyke_resolve::entity::{Alias, Entity, candidates, prepare_all};
use fyke_resolve::measure::{
    Counts, CrossListFigures, RESAMPLES, RecordPair, SchemaRecall, counts_interval, cross_list,
};
use fyke_resolve::score::train::fingerprint;
use fyke_resolve::score::{Model, Resolution, ResolveOptions, explain, resolve, trained_on};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
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
    let known = Known {
        truth: &truth,
        on_training_data: args.on_training_data,
    };
    let score = Score::new(&known, &entities, &joined, &candidates);
    if let Some(path) = &args.candidates {
        write_candidates(path, &entities, &pairs, &found, &known)?;
    }
    if score.fresh.all.n == 0 {
        return Err(Failure::new(
            format!(
                "the shipped model was trained on all {} of {}",
                counted(truth.len() as u64, "pair"),
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

/// The known pairs, and whether those that taught the model count too.
struct Known<'a> {
    truth: &'a BTreeMap<RecordPair, String>,
    on_training_data: bool,
}

impl Known<'_> {
    fn is_left_out(&self, pair: &RecordPair) -> bool {
        let (left, right) = (pair.left(), pair.right());
        !self.on_training_data && trained_on(fingerprint((&left.0, &left.1), (&right.0, &right.1)))
    }
}

/// Recall over pairs that were not trained on, precision over found pairs that were not.
struct Score {
    fresh: CrossListFigures,
    precision: CrossListFigures,
    left_out: usize,
    /// Pairs of `fresh` that name a record of none of the files.
    absent: usize,
}

impl Score {
    fn new(
        known: &Known,
        entities: &[Entity],
        joined: &BTreeSet<RecordPair>,
        candidates: &BTreeSet<RecordPair>,
    ) -> Score {
        let truth = known.truth;
        let fresh: BTreeMap<RecordPair, String> = truth
            .iter()
            .filter(|(pair, _)| !known.is_left_out(pair))
            .map(|(pair, schema)| (pair.clone(), schema.clone()))
            .collect();
        let not_trained: BTreeSet<RecordPair> = joined
            .iter()
            .filter(|pair| !truth.contains_key(pair) || fresh.contains_key(pair))
            .cloned()
            .collect();
        let here: BTreeSet<(&str, &str)> = entities
            .iter()
            .map(|e| (e.dataset.as_str(), e.id.as_str()))
            .collect();
        let is_here = |record: &(String, String)| here.contains(&(record.0.as_str(), record.1.as_str()));
        Score {
            left_out: truth.len() - fresh.len(),
            absent: fresh
                .keys()
                .filter(|p| !is_here(p.left()) || !is_here(p.right()))
                .count(),
            fresh: cross_list(&fresh, joined, candidates),
            precision: cross_list(truth, &not_trained, candidates),
        }
    }

    fn recall(&self) -> Option<f64> {
        share(self.fresh.all.recall(), self.fresh.all.n)
    }

    fn candidate_recall(&self) -> Option<f64> {
        share(self.fresh.candidate_recall(), self.fresh.all.n)
    }

    /// False pairs, at the share of the known pairs that count: where half of
    /// the true ones are left out, so is half of the false ones.
    fn falsely_joined(&self) -> u64 {
        let kept = self.fresh.all.n as f64 / (self.fresh.all.n as usize + self.left_out).max(1) as f64;
        (self.precision.false_pairs.len() as f64 * kept).round() as u64
    }

    /// True and false pairs as they count.
    fn decided(&self) -> Counts {
        Counts {
            true_positive: self.precision.all.found,
            false_positive: self.falsely_joined(),
            ..Counts::default()
        }
    }

    fn precision(&self) -> Option<f64> {
        share(self.decided().precision(), self.decided().total())
    }

    fn recall_interval(&self) -> Option<(f64, f64)> {
        let (found, n) = (self.fresh.all.found, self.fresh.all.n);
        let counts = Counts {
            true_positive: found,
            false_negative: n - found,
            ..Counts::default()
        };
        let interval = counts_interval(&counts, |c| c.recall(), RESAMPLES, SEED);
        share(interval, n)
    }

    fn precision_interval(&self) -> Option<(f64, f64)> {
        let counts = self.decided();
        let interval = counts_interval(&counts, |c| c.precision(), RESAMPLES, SEED);
        share(interval, counts.total())
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
    if truth.is_empty() {
        return Err(Failure::new(
            format!("{} holds no pair", path.display()),
            "give known pairs, one a row; without any, nothing can be measured",
        ));
    }
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

/// The candidates between lists that the truth decides, each with what it says:
/// `true`, `false`, or `trained` for a known pair that the model was trained on.
fn write_candidates(
    path: &Path,
    entities: &[Entity],
    pairs: &[(u32, u32)],
    found: &Resolution,
    known: &Known,
) -> Outcome {
    let truth = known.truth;
    let decided: BTreeSet<(&(String, String), &str)> = truth
        .keys()
        .flat_map(|p| [(p.left(), p.right().0.as_str()), (p.right(), p.left().0.as_str())])
        .collect();
    let scored: HashMap<(u32, u32), f64> = found.edges.iter().map(|e| ((e.a, e.b), e.probability)).collect();
    let mut out = rows::created(path)?;
    writeln!(out, "left_source,left_id,right_source,right_id,says,probability")?;
    for &(a, b) in pairs {
        let Some(pair) = record_pair(entities, a, b) else {
            continue;
        };
        let (left, right) = (pair.left(), pair.right());
        let says = match truth.contains_key(&pair) {
            true if known.is_left_out(&pair) => "trained",
            true => "true",
            false if left.0 == right.0 => continue,
            false
                if decided.contains(&(left, right.0.as_str()))
                    && decided.contains(&(right, left.0.as_str())) =>
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
    println!(
        "recall {} of {}   lowest precision {}   candidates hold {}",
        shown_within(score.recall(), score.recall_interval()),
        counted(score.fresh.all.n, "known pair"),
        shown_within(score.precision(), score.precision_interval()),
        shown(score.candidate_recall(), 3)
    );
    for (schema, s) in &score.fresh.schema {
        println!(
            "  {:<14} recall {} of {:>5}   candidates hold {}",
            plain(schema),
            shown(share(s.recall(), s.n), 3),
            s.n,
            shown(candidates_hold(s), 3)
        );
    }
    println!(
        "{} resolved in {cpu_seconds:.1} CPU-seconds, {} compared",
        counted(entities.len() as u64, "record"),
        counted(candidates as u64, "pair")
    );
    match score.absent {
        0 => {}
        1 => note("1 known pair names a record that is in none of the files; it counts as missed"),
        n => note(format_args!(
            "{} known pairs name records that are in none of the files; they count as missed",
            grouped(n as u64)
        )),
    }
    note(format_args!(
        "{} of the truth left out because the shipped model was trained on them; {} found between lists that the truth neither affirms nor denies",
        counted(score.left_out as u64, "pair"),
        counted(score.precision.unknown, "pair")
    ));
}

/// Share of the known pairs of a schema that were looked at.
fn candidates_hold(of: &SchemaRecall) -> Option<f64> {
    share(of.candidates as f64 / of.n as f64, of.n)
}

fn print_json(score: &Score, entities: &[Entity], cpu_seconds: f64, candidates: usize) {
    let schema: serde_json::Map<_, _> = score
        .fresh
        .schema
        .iter()
        .map(|(name, s)| {
            let figures = json!({
                "recall": share(s.recall(), s.n), "n": s.n, "candidate_recall": candidates_hold(s),
            });
            (name.clone(), figures)
        })
        .collect();
    println!(
        "{}",
        json!({
            "recall": score.recall(), "recall_interval": score.recall_interval(),
            "precision_lower_bound": score.precision(),
            "precision_interval": score.precision_interval(),
            "candidate_recall": score.candidate_recall(), "schema": schema,
            "n": score.fresh.all.n, "left_out_as_trained_on": score.left_out,
            "known_pairs_in_no_file": score.absent,
            "false": score.precision.false_pairs.len(), "false_counted": score.falsely_joined(), "undecided": score.precision.unknown,
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
        // a pair that names a record of no file has nothing to show
        let mut told: Vec<_> = pairs.iter().filter_map(look).collect();
        if told.is_empty() {
            continue;
        }
        note(format_args!(
            "{} {what}, the worst first:",
            counted(told.len() as u64, "pair")
        ));
        told.sort_by(|a, b| {
            let order = a.2.probability.total_cmp(&b.2.probability);
            if falling { order.reverse() } else { order }
        });
        for (x, y, why) in told.iter().take(limit) {
            let named = |e: &Entity| {
                let name = e.names.first().map(String::as_str).unwrap_or_default();
                format!("{} {} {}", plain(&e.dataset), plain(&e.id), plain(name))
            };
            note(format_args!(
                "  p {:.4}  {}  |  {}",
                why.probability,
                named(x),
                named(y)
            ));
            for part in why.parts.iter().take(5) {
                note(format_args!(
                    "      {:>+5.1}  {}",
                    part.bits,
                    plain(&part.sentence)
                ));
            }
        }
    }
}
