//! `fyke screen CASE NAMES.csv`: who on the lists a name may be, for one name
//! or for millions, with the reasons.

mod columns;
mod cut_off;
mod list;
mod names;
mod told;

use crate::screen::{Outcome, Progress, counted, note};
use columns::Asked;
use fyke_guard::bytes::Record;
use fyke_model::date::Day;
use fyke_resolve::screen::Options;
use list::List;
use names::Names;
use std::path::PathBuf;
use told::Printer;

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
    #[arg(long, value_name = "KIND", value_parser = kind)]
    schema: Option<&'static str>,
    /// ask only these datasets; all lists of the case if not given
    #[arg(long, value_name = "ID")]
    dataset: Vec<String>,
    /// the day to answer for: of each list the edition that stood then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Day>,
    /// how many false alarms in a million names are bearable; sets the cut-off
    #[arg(long, value_name = "N", conflicts_with = "cut_off", value_parser = bearable)]
    per_million: Option<f64>,
    /// probability from which on a name is told
    #[arg(long, value_name = "P", value_parser = probability)]
    cut_off: Option<f32>,
    /// candidates told for each name
    #[arg(long, short = 'n', default_value_t = 5, value_parser = at_least_one)]
    limit: usize,
    /// pass over a listed name only where it provably cannot reach the cut-off
    #[arg(long)]
    exhaustive: bool,
    /// threads; 0 takes all, and no number takes more. They do not change the result
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// print one JSON array, an object a line: one for each name, hit or not
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    // what is wrong with the file is told before any list is read
    let mut names = Names::open(&args.names, args.name.as_deref(), args.schema)?;
    let list = List::open(args)?;
    let bearers = cut_off::bearers(args.schema, names.columns.say_the_schema());
    let list_names = list.index.report().names;
    let options = Options {
        limit: args.limit,
        exhaustive: args.exhaustive,
        cut_off: cut_off::chosen(args, &bearers, list_names)?,
    };
    let mut out = Printer::new(args.json);
    let progress = Progress::rows("screening");
    let mut batch: Vec<(u64, Asked)> = Vec::with_capacity(BATCH);
    let mut record = Record::default();
    while names.next(&mut record)? {
        batch.push((record.row(), names.columns.asked(record.cells())));
        if batch.len() >= BATCH {
            out.answer(&list, &batch, &options, args.threads)?;
            batch.clear();
            progress.at(out.rows);
        }
    }
    out.answer(&list, &batch, &options, args.threads)?;
    drop(progress);
    out.finish(&list, options.cut_off)?;
    if names.refused() > 0 {
        note(format_args!(
            "{} could not be read",
            counted(names.refused(), "row")
        ));
    }
    note(cut_off::cost(options.cut_off, &bearers, list_names));
    Ok(())
}

/// What can be on a list, by what people call it.
fn kind(text: &str) -> Result<&'static str, String> {
    columns::schema(text).ok_or_else(|| {
        "not a kind that we know; use person, company, organisation, vessel, aircraft or legal entity"
            .to_owned()
    })
}

fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    number.ok_or_else(|| "not a probability; use a number from 0 to 1".to_owned())
}

fn bearable(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|n: &f64| n.is_finite() && *n > 0.0);
    number.ok_or_else(|| "not a number of false alarms; use one above 0".to_owned())
}

fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|&n| n > 0);
    number.ok_or_else(|| "not a number of candidates; use 1 or more".to_owned())
}
