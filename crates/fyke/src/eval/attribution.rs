//! `fyke eval attribution DIR`: who said what, beside PolNeAR's answers. Texts are
//! read as `fyke read` reads them; texts that the weights in use were trained on
//! are refused.

use super::texts::print;
use crate::models::Models;
use crate::screen::{Failure, Outcome, Progress, counted, note};
use fyke_model::text::{Quote, QuoteKind};
use fyke_trawl::attribution::plain;
use fyke_trawl::reading;
use fyke_trawl::score::polnear;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// a folder in the layout of PolNeAR: texts and brat annotations
    dir: PathBuf,
    /// score texts too that the weights in use were trained on
    #[arg(long)]
    on_training_data: bool,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let articles = polnear::load(&args.dir).map_err(|e| {
        Failure::new(
            e.to_string(),
            "name a folder that holds texts beside their brat annotations (.ann)",
        )
    })?;
    let models = Models::open()?;
    note(models.in_words());
    let trained = articles.iter().filter(|one| models.trained_on(&one.text)).count() as u64;
    if trained > 0 && !args.on_training_data {
        return Err(Failure::new(
            format!(
                "{} of {} were trained on",
                counted(trained, "text"),
                articles.len()
            ),
            "score others, or say --on-training-data and call the figures so",
        ));
    }
    let progress = Progress::bar("reading", articles.len() as u64);
    let mut done = 0;
    let score = polnear::score(&articles, |article| {
        let read = reading::read(plain(&article.text), &models.bare());
        done += 1;
        progress.at(done);
        let marked = |quote: &Quote| quote.kind != QuoteKind::Indirect;
        let (direct, indirect): (Vec<Quote>, Vec<Quote>) = read.quotes.into_iter().partition(marked);
        polnear::of_quotes(&article.text, &direct, &indirect)
    });
    drop(progress);
    print(&score, args.json)
}
