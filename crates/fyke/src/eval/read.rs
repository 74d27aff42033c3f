//! `fyke eval read --gold GOLD.json DOC ...`: quotes, speakers, alignment,
//! boilerplate and contradictions beside answers made by hand. Documents are taken
//! in and read as `fyke read` does it, end to end.

use super::texts::{print, text_of};
use crate::models::Models;
use crate::screen::{Failure, Outcome, note};
use fyke_model::text::{QuoteKind, Reading};
use fyke_trawl::reading::{self, Comparison};
use fyke_trawl::score::{alignment, boilerplate, conflicts, gold, quotes};
use fyke_trawl::take::{Limits, take};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// answers in the form of seed_gold.json
    #[arg(long, value_name = "GOLD.json")]
    gold: PathBuf,
    /// the documents that the answers are about, or a folder of them
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Figures {
    quotes: quotes::Spans,
    speakers: quotes::Speakers,
    alignment: alignment::AlignmentScore,
    boilerplate: boilerplate::Boilerplate,
    conflicts: conflicts::ConflictScore,
    reprints_claimed: usize,
    misses: Vec<quotes::Miss>,
}

pub fn run(args: &Args) -> Outcome {
    let mut texts = BTreeMap::new();
    for path in crate::pipeline::reading::find(&args.documents)?.files {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        texts.insert(name, text_of(&path)?);
    }
    let gold = gold::read(&std::fs::read(&args.gold)?, |name| texts.get(name).cloned()).map_err(|e| {
        Failure::new(
            format!("{}: {e}", args.gold.display()),
            "give the answers and the documents that they were made from",
        )
    })?;
    let models = Models::open()?;
    note(models.in_words());
    let mut comparison = Comparison::new();
    let mut readings: Vec<Reading> = Vec::new();
    for (number, document) in (0..).zip(&gold.documents) {
        let taken = take(&document.file, document.text.as_bytes(), &Limits::default());
        let Some(first) = taken.documents.into_iter().next() else {
            return Err(Failure::new(
                format!("{} holds no text", document.file),
                "give the documents that the answers were made from",
            ));
        };
        let read = reading::read(first, &models.bare());
        comparison.add(number, &read);
        readings.push(read);
    }
    let compared = comparison.finish();
    let by_file = |document: &gold::GoldDocument| {
        let at = gold.documents.iter().position(|one| one.file == document.file);
        let read = at.and_then(|at| readings.get(at));
        let marked = read.into_iter().flat_map(|read| &read.quotes);
        marked
            .filter(|quote| quote.kind != QuoteKind::Indirect)
            .cloned()
            .collect()
    };
    let quoted = quotes::score(&gold, by_file);
    let documents = gold.documents.len();
    let alone = compared.independence.origins.len();
    print(
        &Figures {
            quotes: quoted.quotes,
            speakers: quoted.speakers,
            misses: quoted.misses,
            alignment: alignment::alignment(&gold, &compared.sayings),
            boilerplate: boilerplate::boilerplate(&gold),
            conflicts: conflicts::conflicts(&gold, &compared.disagreements),
            reprints_claimed: documents.saturating_sub(alone),
        },
        args.json,
    )
}
