//! `fyke sql CASE 'select ...'`: everything is a table.

use crate::ledger;
use crate::screen::{Outcome, counted, note};
use fyke_model::date::Day;
use fyke_store::Case;
use fyke_store::query::Tables;
use std::io::{BufWriter, stdout};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// the question; 'show tables' and 'show columns from NAME' work too
    query: String,
    /// the day to answer for: of each watch list the edition that stood then
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<Day>,
    /// print one JSON array of objects
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// print CSV
    #[arg(long)]
    csv: bool,
}

pub fn run(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let mut tables = Tables::open(&case, args.as_of)?;
    if ledger::blind(&args.case)?.is_some() {
        tables = tables.with_scores_sealed()?;
        if args.query.contains("lead") {
            note(
                "this case is judged blind: the tables leads and lead_rows hold no score, rank or reason here",
            );
        }
    }
    let answer = tables.ask(&args.query)?;
    let mut out = BufWriter::new(stdout().lock());
    match (args.json, args.csv) {
        (true, _) => answer.write_json(&mut out)?,
        (_, true) => answer.write_csv(&mut out)?,
        _ => {
            answer.write_table(&mut out)?;
            note(counted(answer.rows() as u64, "row"));
        }
    }
    Ok(())
}
