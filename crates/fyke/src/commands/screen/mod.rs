//! `fyke screen CASE NAMES.csv`: who on the lists a name may be, for one name
//! or for millions, with the reasons.

mod columns;

use crate::eval::rows;
use crate::pipeline::records::{CaseRecords, key};
use crate::screen::{Failure, Outcome, Progress, counted, note};
use columns::Columns;
use fyke_guard::bytes::Records;
use fyke_model::date::Day;
use fyke_model::reference::Reference;
use fyke_resolve::screen::{Answer, BuildOptions, Index, Options, Query};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::{Case, resolved, tabular};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use std::io::{BufWriter, Write, stdout};
use std::path::PathBuf;

/// Queries answered at a time: enough for all threads, little enough to see it go on.
const BATCH: usize = 4_096;

#[derive(clap::Args)]
pub struct Args {
    /// the case whose lists are asked
    case: PathBuf,
    /// names to ask about: CSV or Parquet; columns name, schema, country, birth date, address, identifiers
    names: PathBuf,
    /// the column that holds the names, where it is called something unusual
    #[arg(long, value_name = "COLUMN")]
    name: Option<String>,
    /// what the names are of, where no column says it: person, company, organisation, vessel
    #[arg(long, default_value = "")]
    schema: String,
    /// ask only these datasets; all lists of the case if not given
    #[arg(long, value_name = "ID")]
    dataset: Vec<String>,
    /// the day to answer for: of each list the edition that stood then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Day>,
    /// how many false alarms in a million names are bearable; sets the cut-off
    #[arg(long, value_name = "N", conflicts_with = "cut_off")]
    per_million: Option<f64>,
    /// probability from which on a name is told
    #[arg(long, value_name = "P")]
    cut_off: Option<f32>,
    /// candidates told for each name
    #[arg(long, short = 'n', default_value_t = 5)]
    limit: usize,
    /// pass over a listed name only where it provably cannot reach the cut-off
    #[arg(long)]
    exhaustive: bool,
    /// threads; 0 takes all. They do not change the result
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// print one JSON array, an object a line: one for each name, hit or not
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let list = List::open(args)?;
    let mut reader = tabular::open(&args.names)?;
    let header = reader.header().to_vec();
    let columns = Columns::of(
        &header,
        reader.has_header(),
        args.name.as_deref(),
        &columns::schema(&args.schema),
    )?;
    note(columns.describe(&header));
    let options = list.options(args)?;
    let mut out = Printer::new(args.json);
    let progress = Progress::rows("screening");
    let mut batch: Vec<(u64, String, Query)> = Vec::with_capacity(BATCH);
    let mut failed = Ok(());
    rows::all(&args.names, &mut reader, &mut |record| {
        let (id, query) = columns.query(record.cells());
        batch.push((record.row(), id, query));
        if batch.len() >= BATCH && failed.is_ok() {
            failed = out.answer(&list, &batch, &options, args.threads);
            batch.clear();
            progress.at(out.asked);
        }
    })?;
    failed?;
    out.answer(&list, &batch, &options, args.threads)?;
    drop(progress);
    out.finish(&list, options.cut_off)
}

/// The lists, held in memory, with the entities that their records mean.
struct List {
    index: Index,
    entities: HashMap<(String, String), String>,
}

impl List {
    fn open(args: &Args) -> Outcome<List> {
        let case = Case::open_read_only(&args.case)?;
        let tables = Tables::open(&case, args.as_of)?;
        let reference = Reference::shipped();
        let wanted = wanted_datasets(&case, &args.dataset)?;
        let mut records = CaseRecords::default();
        let progress = Progress::spinner("reading the lists");
        records.read_statements(&tables, &RowHandles::new(&case, args.as_of)?, &reference, &|id| {
            wanted.contains(id)
        })?;
        drop(progress);
        if records.entities.is_empty() {
            return Err(Failure::new(
                format!("{} holds no list{}", args.case.display(), as_of(args.as_of)),
                format!("add one with: fyke add {} LIST", args.case.display()),
            ));
        }
        let index = Index::build(records.entities, &BuildOptions::default());
        let report = index.report();
        note(format_args!(
            "asking {} under {}{}",
            counted(report.entities, "entity"),
            counted(report.names, "name"),
            as_of(args.as_of)
        ));
        Ok(List {
            index,
            entities: resolved::ids(&tables)?,
        })
    }

    fn options(&self, args: &Args) -> Outcome<Options> {
        let mut options = Options {
            limit: args.limit,
            exhaustive: args.exhaustive,
            ..Options::default()
        };
        if let Some(cut_off) = args.cut_off {
            if !(0.0..=1.0).contains(&cut_off) {
                return Err(Failure::new(
                    format!("{cut_off} is not a probability"),
                    "give one from 0 to 1",
                ));
            }
            options.cut_off = cut_off;
        }
        Ok(options)
    }
}

fn as_of(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(", as they stood on {day}"))
}

/// Lists only, unless datasets are named: a register's firms are not suspects.
fn wanted_datasets(case: &Case, asked: &[String]) -> Outcome<BTreeSet<String>> {
    let files = case.files()?;
    let all: BTreeSet<&str> = files.iter().map(|f| f.dataset.as_str()).collect();
    if let Some(unknown) = asked.iter().find(|id| !all.contains(id.as_str())) {
        let known: Vec<&str> = all.into_iter().collect();
        return Err(Failure::new(
            format!("the case has no dataset {unknown}"),
            format!("use one of {}", known.join(", ")),
        ));
    }
    if !asked.is_empty() {
        return Ok(asked.iter().cloned().collect());
    }
    let lists = files
        .iter()
        .filter(|f| !matches!(f.kind.as_str(), "register" | "consignments" | "flows"));
    Ok(lists.map(|f| f.dataset.clone()).collect())
}

/// Writes answers as they come.
struct Printer {
    out: BufWriter<std::io::StdoutLock<'static>>,
    json: bool,
    asked: u64,
    hit: u64,
    cut: u64,
}

impl Printer {
    fn new(json: bool) -> Printer {
        Printer {
            out: BufWriter::new(stdout().lock()),
            json,
            asked: 0,
            hit: 0,
            cut: 0,
        }
    }

    fn answer(
        &mut self,
        list: &List,
        batch: &[(u64, String, Query)],
        options: &Options,
        threads: usize,
    ) -> Outcome {
        let queries: Vec<Query> = batch.iter().map(|(_, _, query)| query.clone()).collect();
        let answers = list.index.search_batch(&queries, options, threads, &|_| ());
        for ((row, id, query), answer) in batch.iter().zip(&answers) {
            self.hit += u64::from(!answer.hits.is_empty());
            self.cut += u64::from(answer.cut);
            if self.json {
                let before = if self.asked == 0 { "[\n" } else { ",\n" };
                let line = as_json(list, *row, id, query, answer);
                write!(self.out, "{before}{line}")?;
            } else if !answer.hits.is_empty() {
                self.tell(list, *row, id, query, answer)?;
            }
            self.asked += 1;
        }
        Ok(())
    }

    fn tell(&mut self, list: &List, row: u64, id: &str, query: &Query, answer: &Answer) -> Outcome {
        let id = if id.is_empty() {
            String::new()
        } else {
            format!(" ({id})")
        };
        writeln!(self.out, "row {row}{id}: {}", query.names.join("; "))?;
        for hit in &answer.hits {
            let Some(entity) = list.index.entity(hit.entity) else {
                continue;
            };
            let why = list.index.explain(query, hit);
            writeln!(
                self.out,
                "  {:.3}  {}  {} {}{}",
                hit.probability,
                why.list_name,
                entity.schema,
                key(entity),
                list.entities
                    .get(&(entity.dataset.clone(), entity.id.clone()))
                    .map_or_else(String::new, |entity| format!("  entity {entity}"))
            )?;
            for reason in &why.names {
                writeln!(self.out, "         {}", reason.text)?;
            }
            for part in &why.facts {
                writeln!(self.out, "         {}", part.sentence)?;
            }
        }
        Ok(())
    }

    fn finish(mut self, list: &List, cut_off: f32) -> Outcome {
        if self.json {
            writeln!(self.out, "{}", if self.asked == 0 { "[]" } else { "\n]" })?;
        }
        self.out.flush()?;
        let report = list.index.report();
        note(format_args!(
            "{} asked, {} with a candidate at {cut_off:.3} or more; a candidate is a question, not a finding",
            counted(self.asked, "name"),
            self.hit
        ));
        if self.cut > 0 {
            note(format_args!(
                "{}: too many listed names were near it to look at all; ask with --exhaustive",
                counted(self.cut, "name")
            ));
        }
        if report.names_left_out > 0 {
            note(format_args!(
                "{} of entities with too many names were not held",
                counted(report.names_left_out, "listed name")
            ));
        }
        Ok(())
    }
}

fn as_json(list: &List, row: u64, id: &str, query: &Query, answer: &Answer) -> serde_json::Value {
    let hits: Vec<_> = answer
        .hits
        .iter()
        .filter_map(|hit| {
            let entity = list.index.entity(hit.entity)?;
            let why = list.index.explain(query, hit);
            let facts: Vec<_> = why
                .facts
                .iter()
                .map(|p| json!({ "feature": p.feature, "bits": p.bits, "sentence": p.sentence }))
                .collect();
            Some(json!({
                "probability": hit.probability, "dataset": entity.dataset, "id": entity.id,
                "schema": entity.schema, "name": why.list_name, "asked": why.query_name,
                "entity": list.entities.get(&(entity.dataset.clone(), entity.id.clone())),
                "name_probability": why.name_probability,
                "reasons": why.names.iter().map(|r| r.text.clone()).collect::<Vec<_>>(), "facts": facts,
            }))
        })
        .collect();
    json!({ "row": row, "id": id, "names": query.names, "hits": hits, "cut": answer.cut })
}
