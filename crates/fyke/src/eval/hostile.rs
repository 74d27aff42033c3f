//! `fyke eval hostile DIR`: words to machines that hide in documents, caught and
//! falsely accused.

use super::texts::print;
use crate::screen::{Failure, Outcome, note};
use fyke_trawl::score::hostile::{self, Part};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// a folder in the layout of BIPIA or NotInject, or one that holds such folders
    dir: PathBuf,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let set = hostile::load(&args.dir, Part::Test).map_err(|e| {
        Failure::new(
            e.to_string(),
            "name a folder that holds attacks (text_attack_test.json) or NotInject_*.json",
        )
    })?;
    note("the test part is scored; weights were trained on sentences of our own and on no file of the set");
    print(&hostile::score(&set), args.json)
}
