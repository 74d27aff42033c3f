//! `fyke push CASE URL`: a case into an object store, so that others can take it.

use crate::screen::{Outcome, Progress, bytes, counted};
use fyke_store::Case;
use fyke_store::depot::{Depot, generation};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// where it goes: s3://BUCKET/FOLDER (keys, region and endpoint in the AWS_ variables) or file:///FOLDER;
    /// one case a folder
    url: String,
    /// print one JSON object: generation, files, bytes
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let case = Case::open(&args.case)?;
    let depot = Depot::open(&args.url)?;
    let progress = Progress::spinner("pushing");
    let moved = generation::push(&case, &depot)?;
    drop(progress);
    if args.json {
        println!("{}", as_json(&moved));
        return Ok(());
    }
    println!(
        "generation {} of the case: {}, {}; {} changed with it",
        moved.number,
        counted(moved.files, "file"),
        bytes(moved.bytes),
        moved.files_moved
    );
    println!("others take it with: fyke pull {} CASE", args.url);
    Ok(())
}

/// What a push or a pull did, for programs.
pub fn as_json(moved: &generation::Moved) -> serde_json::Value {
    json!({
        "generation": moved.number, "files": moved.files, "bytes": moved.bytes, "files_moved": moved.files_moved,
    })
}
