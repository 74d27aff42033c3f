//! `fyke pull URL CASE`: a case out of an object store.

use super::push::as_json;
use crate::screen::{Outcome, Progress, bytes, counted};
use fyke_store::depot::{Depot, generation};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// where it lies: s3://BUCKET/FOLDER (keys, region and endpoint in the AWS_ variables) or file:///FOLDER
    url: String,
    /// the folder it becomes: a new one, or one that was pulled from there and not changed since
    case: PathBuf,
    /// print one JSON object: generation, files, bytes
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let depot = Depot::open(&args.url)?;
    let progress = Progress::spinner("pulling");
    let moved = generation::pull(&depot, &args.case)?;
    drop(progress);
    if args.json {
        println!("{}", as_json(&moved));
        return Ok(());
    }
    println!(
        "generation {} of the case: {}, {}; {} came over",
        moved.number,
        counted(moved.files, "file"),
        bytes(moved.bytes),
        moved.files_moved
    );
    println!("look at it with: fyke leads {}", args.case.display());
    println!(
        "give back what you add with: fyke push {} {}",
        args.case.display(),
        args.url
    );
    Ok(())
}
