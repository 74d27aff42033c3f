//! `fyke score CASE`: how good your probabilities were, for you to know; and
//! how well those who judge a case agree, for everyone.

use crate::ledger::{self, Signer};
use crate::screen::{Outcome, note};
use fyke_judge::forecast::Book;
use fyke_judge::reviewer::{Level, Report, Sight, agreement, gather};
use fyke_judge::score::{Counting, Scores};
use fyke_model::measure::Rng;
use serde_json::json;
use std::path::PathBuf;

/// Seed of every resample: the same figures on every run.
const SEED: u64 = 20_220_224;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    signer: Signer,
    /// print one JSON object
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    /// your own: forecasts, leads whose answer was known, whether seeing the machine helped you (asks for
    /// your key: nobody else sees them)
    Mine,
    /// the case: how well people agree, and how many leads the machine is thought to miss
    Case,
}

pub fn run(args: &Args) -> Outcome {
    match args.what {
        None | Some(What::Mine) => mine(args),
        Some(What::Case) => case(args),
    }
}

fn record(args: &Args) -> Outcome<fyke_judge::record::Record> {
    ledger::need(&args.case, ": nothing was judged in it")
}

fn mine(args: &Args) -> Outcome {
    let record = record(args)?;
    let key = args.signer.open()?;
    let gathered = gather(&record)?;
    let forecasts = Scores::of(
        &Book::of(&record)?.resolved(key.id(), Counting::Last),
        &mut Rng::new(SEED),
    );
    let judged = Report::of(&gathered.done, &Sight::own(&key), &mut Rng::new(SEED));
    if args.json {
        println!(
            "{}",
            json!({
                "forecasts": forecasts.as_ref().ok(), "forecasts_why_not": forecasts.as_ref().err().map(ToString::to_string),
                "judgements": judged.as_ref().ok(), "judgements_why_not": judged.as_ref().err().map(ToString::to_string),
            })
        );
        return Ok(());
    }
    println!("forecasts");
    match &forecasts {
        Ok(scores) => println!("{scores}"),
        Err(why) => println!("{why}"),
    }
    println!("\nleads whose answer was known");
    match &judged {
        Ok(report) => println!("{report}"),
        Err(why) => println!("{why}"),
    }
    note("only you see these; nobody else's key opens them");
    Ok(())
}

fn case(args: &Args) -> Outcome {
    let gathered = gather(&record(args)?)?;
    let alpha = agreement(&gathered.units, Level::Interval, &mut Rng::new(SEED));
    let recall = gathered.elusion.recall();
    if args.json {
        println!(
            "{}",
            json!({ "people": gathered.people.len(), "agreement": alpha, "elusion": gathered.elusion, "recall": recall })
        );
        return Ok(());
    }
    match alpha {
        Some(alpha) => {
            let a = alpha.alpha;
            println!(
                "agreement: alpha {:.2} ({:.2} to {:.2}) on {} leads that two or more judged: {}",
                a.value,
                a.low,
                a.high,
                alpha.units,
                alpha.standing.as_str()
            );
        }
        None => println!("agreement: not known; it takes leads that two people judged and that differ"),
    }
    let e = gathered.elusion;
    match recall {
        Some(recall) if recall.recall.value.is_finite() => println!(
            "recall: {:.2} ({:.2} to {:.2}): {} confirmed above the cut; of {} below it {} were drawn by chance and {} confirmed",
            recall.recall.value,
            recall.recall.low,
            recall.recall.high,
            e.confirmed,
            e.pool,
            e.sample,
            e.found
        ),
        _ => println!("recall: not known; nothing from below the cut was judged, or nothing was confirmed"),
    }
    Ok(())
}
