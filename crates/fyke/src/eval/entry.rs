//! `fyke eval entry WORLD ENTRY.csv`: scores a ranking of parties that another
//! program made, by the truth of a simulated world and the rules of its
//! leaderboard.toml. The truth is what its hash there says, or nothing is
//! scored.

use super::rows;
use crate::screen::{Failure, Outcome, counted, note};
use fyke_trace::measure::{Scored, average_precision, precision_at_quarter, recall_at};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// a folder that `fyke simulate` wrote
    world: PathBuf,
    /// a CSV file with the columns name, country, score; larger is more suspicious
    entry: PathBuf,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

/// A party as entry and truth name it: letters and digits, and a country.
type Named = (String, String);

fn named(name: &str, country: &str) -> Named {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    (
        letters.flat_map(char::to_lowercase).collect(),
        country.trim().to_uppercase(),
    )
}

pub fn run(args: &Args) -> Outcome {
    let board = board(&args.world)?;
    let mut scores: BTreeMap<Named, f64> = BTreeMap::new();
    let mut refused = 0u64;
    let columns = ["name", "country", "score"];
    rows::named(&args.entry, columns, &mut |[name, country, score]| {
        match score.trim().parse::<f64>().ok().filter(|score| score.is_finite()) {
            // a party named twice counts at its best
            Some(score) => {
                let known = scores.entry(named(name, country)).or_insert(score);
                *known = known.max(score);
            }
            None => refused += 1,
        }
    })?;
    if refused > 0 {
        return Err(Failure::new(
            format!("{}: {refused} scores are no numbers", args.entry.display()),
            "write a number in every row, or leave the row out",
        ));
    }
    let mut planted: BTreeSet<Named> = BTreeSet::new();
    let truth = args.world.join("truth/parties.csv");
    rows::named(&truth, ["name", "country", "role"], &mut |[
        name,
        country,
        role,
    ]| {
        if matches!(role, "middle" | "seller") {
            planted.insert(named(name, country));
        }
    })?;
    if planted.is_empty() {
        return Err(Failure::new(
            format!("nothing is planted in {}", args.world.display()),
            "score entries on a world made without --placebo",
        ));
    }
    let left_out = planted.iter().filter(|party| !scores.contains_key(*party));
    let last = left_out.map(|_| Scored {
        score: f64::NEG_INFINITY,
        positive: true,
    });
    let ranked = scores.iter().map(|(party, score)| Scored {
        score: *score,
        positive: planted.contains(party),
    });
    let items: Vec<Scored> = ranked.chain(last).collect();
    let found = scores.keys().filter(|party| planted.contains(*party)).count();
    let told = serde_json::json!({
        "parties_seen": board.parties_seen,
        "planted": planted.len(),
        "base_rate": planted.len() as f64 / board.parties_seen.max(1) as f64,
        "ranked": scores.len(),
        "planted_ranked": found,
        "ap": average_precision(&items),
        "precision_at_quarter": precision_at_quarter(&items),
        "leads": board.leads,
        "recall_at_leads": recall_at(&items, board.leads),
    });
    if args.json {
        println!("{told}");
        return Ok(());
    }
    let number = |key: &str| told[key].as_f64().unwrap_or_default();
    println!(
        "{} ranked, {} of {} planted among them",
        counted(scores.len() as u64, "party"),
        found,
        planted.len()
    );
    println!(
        "average precision {:.3}   precision at a quarter of the planted {:.2}   recall at {} leads {:.2}",
        number("ap"),
        number("precision_at_quarter"),
        board.leads,
        number("recall_at_leads")
    );
    note(format_args!("base rate {:.5}", number("base_rate")));
    Ok(())
}

struct Board {
    leads: usize,
    parties_seen: u64,
}

/// Reads the leaderboard, and holds the truth against the hashes in it.
fn board(world: &Path) -> Outcome<Board> {
    let path = world.join("leaderboard.toml");
    let broken = |what: String| {
        Failure::new(
            format!("{}: {what}", path.display()),
            "simulate the world again: the same settings give the same bytes",
        )
    };
    let text = std::fs::read_to_string(&path).map_err(|error| broken(error.to_string()))?;
    let table: toml::Table = toml::from_str(&text).map_err(|error| broken(error.message().to_owned()))?;
    let hashes = table.get("truth").and_then(toml::Value::as_table);
    for (name, hash) in hashes.into_iter().flatten() {
        let file = world.join("truth").join(name);
        let bytes = std::fs::read(&file).map_err(|error| broken(format!("{}: {error}", file.display())))?;
        let is: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        if hash.as_str() != Some(is.as_str()) {
            return Err(broken(format!(
                "truth/{name} is not the file that the leaderboard was made with"
            )));
        }
    }
    let tasks = table.get("task").and_then(toml::Value::as_array);
    let parties = tasks.and_then(|tasks| {
        let is = |task: &&toml::Value| task.get("id").and_then(toml::Value::as_str) == Some("parties");
        tasks.iter().find(is)
    });
    let whole = |value: Option<&toml::Value>| value.and_then(toml::Value::as_integer).unwrap_or(0);
    let seen = table.get("world").and_then(|world| world.get("parties_seen"));
    Ok(Board {
        leads: usize::try_from(whole(parties.and_then(|task| task.get("leads")))).unwrap_or(0),
        parties_seen: u64::try_from(whole(seen)).unwrap_or(0),
    })
}
