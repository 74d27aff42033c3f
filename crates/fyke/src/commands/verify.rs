//! `fyke verify CASE`: is the case as it was recorded?

use crate::screen::{Outcome, counted, note};
use fyke_store::{Case, verify};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    path: PathBuf,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.path)?;
    let checked = verify::case(&case)?;
    if args.json {
        println!(
            "{}",
            json!({ "files": checked.files, "parts": checked.parts, "rows": checked.rows })
        );
    } else {
        println!(
            "whole: {} as they came in, {} with {} as recorded",
            counted(checked.files, "file"),
            counted(checked.parts, "table part"),
            counted(checked.rows, "row")
        );
        note("this checks files and tables; a record of decisions is not kept yet");
    }
    Ok(())
}
