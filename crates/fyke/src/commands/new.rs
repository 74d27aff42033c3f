//! `fyke new CASE`: an empty case.

use crate::screen::{Failure, Outcome};
use fyke_model::reference::Reference;
use fyke_store::Case;
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the directory to make
    case: PathBuf,
    /// what to call it; the directory's name if not given
    #[arg(long)]
    name: Option<String>,
    /// embargo regime to trace, such as ru-2022, ir, kp, by; may be given more than once
    #[arg(long = "regime", default_value = "ru-2022")]
    regimes: Vec<String>,
    /// goods profile to trace, such as common-high-priority, uav; those of the regimes if not given
    #[arg(long = "profile")]
    profiles: Vec<String>,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let reference = Reference::shipped();
    known("regime", &args.regimes, reference.regimes.keys())?;
    known("goods profile", &args.profiles, reference.profiles.keys())?;
    let name = args.name.clone().unwrap_or_else(|| {
        args.case
            .file_name()
            .map_or_else(|| "case".to_owned(), |name| name.to_string_lossy().into_owned())
    });
    let regimes: Vec<&str> = args.regimes.iter().map(String::as_str).collect();
    let mut case = Case::create(&args.case, &name, &regimes)?;
    if !args.profiles.is_empty() {
        let file = fyke_store::case::CaseFile {
            profiles: args.profiles.clone(),
            ..case.file().clone()
        };
        case.set_file(file)?;
    }
    if args.json {
        println!(
            "{}",
            json!({ "case": args.case, "name": name, "regimes": args.regimes })
        );
    } else {
        println!(
            "made {}; next: fyke add {} FILE...",
            args.case.display(),
            args.case.display()
        );
    }
    Ok(())
}

fn known<'a>(what: &str, asked: &[String], have: impl Iterator<Item = &'a String> + Clone) -> Outcome {
    match asked.iter().find(|id| !have.clone().any(|known| known == *id)) {
        Some(id) => {
            let all: Vec<&str> = have.map(String::as_str).collect();
            Err(Failure::new(
                format!("no {what} is called '{id}'"),
                format!("use one of: {}", all.join(", ")),
            ))
        }
        None => Ok(()),
    }
}
