//! `fyke witness`: a partner looks at a copy of a record and co-signs that it
//! still holds everything it held when they last looked.

use crate::commands::add::now;
use crate::ledger;
use crate::screen::{Failure, Outcome, note, plain};
use fyke_judge::record::shelf::Folder;
use fyke_judge::record::{SystemRandom, Witness, WitnessError};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
    /// print one JSON object
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    /// show this witness's verifier key, for the keeper of a record to let it in
    Show {
        #[command(flatten)]
        own: Own,
    },
    /// look at a copy of a record and co-sign its checkpoint
    Sign {
        /// a copy of the folder of a record; payloads are not needed
        copy: PathBuf,
        #[command(flatten)]
        own: Own,
        /// the log's key, as the keeper gave it on another way than this copy
        #[arg(long)]
        log_key: Option<String>,
        /// where the co-signed checkpoint is written, to be given back to the keeper
        #[arg(long, short)]
        out: PathBuf,
    },
    /// take a co-signed checkpoint into the record of your case
    Take {
        /// the case
        case: PathBuf,
        /// the co-signed checkpoint
        file: PathBuf,
    },
}

/// The witness's own things.
#[derive(clap::Args)]
struct Own {
    /// folder with the witness's key and what it has seen; made on the first time
    #[arg(long)]
    folder: PathBuf,
    /// name of the witness: one word, such as partner.example/w1
    #[arg(long)]
    name: String,
}

impl From<WitnessError> for Failure {
    fn from(error: WitnessError) -> Failure {
        Failure::pair(&error.to_string(), "ask the keeper of the record")
    }
}

pub fn run(args: &Args) -> Outcome {
    match &args.what {
        What::Show { own } => {
            let key = opened(own)?.vkey();
            match args.json {
                true => println!("{}", json!({ "key": key })),
                false => {
                    println!("{key}");
                    note("the keeper lets you in with: fyke keys witness CASE KEY --name NAME");
                }
            }
            Ok(())
        }
        What::Sign {
            copy,
            own,
            log_key,
            out,
        } => sign(args, copy, own, log_key.as_deref(), out),
        What::Take { case, file } => take(args, case, file),
    }
}

fn opened(own: &Own) -> Outcome<Witness<Folder>> {
    std::fs::create_dir_all(&own.folder)?;
    Ok(Witness::open(
        Folder::new(&own.folder),
        &own.name,
        &mut SystemRandom,
    )?)
}

fn sign(args: &Args, copy: &Path, own: &Own, log_key: Option<&str>, out: &Path) -> Outcome {
    // a whole case may stand where a copy is asked for
    let copy = if copy.join("case.toml").exists() {
        ledger::folder(copy)
    } else {
        copy.to_owned()
    };
    let at = seconds(&now());
    let cosigned = opened(own)?.cosign(&Folder::new(&copy), log_key, at)?;
    std::fs::write(out, &cosigned.note)?;
    let says = &cosigned.checkpoint;
    match args.json {
        true => println!(
            "{}",
            json!({ "origin": says.origin, "entries": says.size, "since": cosigned.since, "file": out })
        ),
        false => {
            let since = cosigned
                .since
                .map_or("seen for the first time".to_owned(), |size| {
                    format!("still holding the {size} seen before")
                });
            println!(
                "{}: {} entries, {since}; co-signed in {}",
                plain(&says.origin),
                says.size,
                out.display()
            );
            if cosigned.since.is_none() && log_key.is_none() {
                note(
                    "its key was taken on the copy's word; compare it with the keeper's: fyke keys list CASE",
                );
            }
        }
    }
    Ok(())
}

/// Seconds since 1970 of a time in the form that the program's clock gives.
fn seconds(at: &str) -> u64 {
    let time: Option<jiff::Timestamp> = at.parse().ok();
    time.and_then(|time| u64::try_from(time.as_second()).ok())
        .unwrap_or_default()
}

fn take(args: &Args, case: &Path, file: &Path) -> Outcome {
    let mut record = ledger::need(case, "")?;
    let says = record.take_cosigned(&std::fs::read(file)?)?;
    match args.json {
        true => println!("{}", json!({ "entries": says.size })),
        false => println!(
            "the first {} entries are witnessed: they cannot be written anew unseen",
            says.size
        ),
    }
    Ok(())
}
