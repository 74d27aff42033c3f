//! `fyke eval lanes`: goods ranked from flows alone, against a list published
//! later.
//!
//! The ranking was chosen before the answer was looked at, see
//! docs/decisions/0005-ranking-chosen-before-the-answer.md. The profile enters
//! only when the ranking is done.

use crate::commands::add::{add_one, now, rules};
use crate::pipeline::Watch;
use crate::screen::{Failure, Outcome};
use fyke_model::lane::Flow;
use fyke_model::reference::{GoodsProfile, Reference};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::{RowHandles, flows};
use fyke_store::take_in::Request;
use fyke_trace::lanes::{LaneScore, eval_lanes};
use std::path::{Path, PathBuf};

/// The shipped figures, compiled in.
pub const EU_EXPORTS: &str = include_str!("../../../../data/eu-exports/eu-exports.csv");

#[derive(clap::Args)]
pub struct Args {
    /// lane table in any form that `fyke add` reads; the shipped figures if not given
    #[arg(long)]
    flows: Option<PathBuf>,
    /// the list published later: id of a shipped profile, or a profile file
    #[arg(long, default_value = "common-high-priority")]
    profile: String,
    /// the embargo regime that says where and from when
    #[arg(long, default_value = "ru-2022")]
    regime: String,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let reference = Reference::shipped();
    let watch = Watch::new(&reference, &args.regime, &[])?;
    let flows = load(args.flows.as_deref())?;
    let profile = profile(&reference, &args.profile)?;
    let score = eval_lanes(&flows, &watch.concordance, &watch.lanes, &profile.hs_codes());
    if args.json {
        println!("{}", serde_json::to_string(&score)?);
    } else {
        print(&score);
    }
    Ok(())
}

fn profile(reference: &Reference, asked: &str) -> Outcome<GoodsProfile> {
    if let Some(profile) = reference.profiles.get(asked) {
        return Ok(profile.clone());
    }
    let text = std::fs::read_to_string(asked).map_err(|_| {
        let known: Vec<&str> = reference.profiles.keys().map(String::as_str).collect();
        Failure::new(
            format!("'{asked}' is neither a shipped profile nor a file"),
            format!(
                "use one of {}, or a file shaped as data/FORMATS.md says",
                known.join(", ")
            ),
        )
    })?;
    GoodsProfile::parse(asked, &text)
        .map_err(|e| Failure::new(e.to_string(), "correct the profile and run the command again"))
}

/// The flows of a file, through the same door as every file.
pub fn load(file: Option<&Path>) -> Outcome<Vec<Flow>> {
    let folder = tempfile::tempdir()?;
    let shipped = folder.path().join("eu-exports.csv");
    let file = match file {
        Some(file) => file,
        None => {
            std::fs::write(&shipped, EU_EXPORTS)?;
            &shipped
        }
    };
    let case = Case::create(&folder.path().join("case"), "eval", &["ru-2022"])?;
    add_one(
        &case,
        file,
        &Request {
            now: now(),
            ..Request::default()
        },
        &rules(),
    )?;
    let tables = Tables::open(&case, None)?;
    Ok(flows(&tables, &RowHandles::new(&case, None)?)?)
}

fn print(score: &LaneScore) {
    println!(
        "{:<8} {:>5} {:>9}  {:>5} {:<14} {:>7} {:>7} {:>7} {:>9}",
        "stratum", "n", "positives", "auc", "interval", "growth", "drop", "size", "rank sum"
    );
    for s in &score.strata {
        println!(
            "{:<8} {:>5} {:>9}  {:>5.3} [{:.3}, {:.3}] {:>7.3} {:>7.3} {:>7.3} {:>9.3}",
            s.name,
            s.n,
            s.positives,
            s.auc,
            s.auc_interval.0,
            s.auc_interval.1,
            s.baselines.growth,
            s.baselines.drop,
            s.baselines.size,
            s.baselines.rank_sum
        );
    }
    for line in &score.notes {
        crate::screen::note(line);
    }
}
