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
            json!({
                "files": checked.files, "parts": checked.parts, "rows": checked.rows,
                "parts_of_who_is_who": checked.derived, "judgement_lines": checked.judgements,
            })
        );
    } else {
        println!(
            "whole: {} as they came in, {} with {} as recorded",
            counted(checked.files, "file"),
            counted(checked.parts, "table part"),
            counted(checked.rows, "row")
        );
        if checked.derived + checked.judgements > 0 {
            println!(
                "whole: {} of who is who open, {} of judgements follow one another",
                counted(checked.derived, "table part"),
                counted(checked.judgements, "line")
            );
        }
        note(
            "not checked: other tables computed from these, and judgements cut off the end since the last run of resolving",
        );
    }
    Ok(())
}
