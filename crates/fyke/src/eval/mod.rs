//! `fyke eval WHAT`: every claim of accuracy is a command anyone can run on
//! data of their own. Each prints a table, or one JSON object with `--json`.

mod adaptation;
mod attribution;
mod csv;
mod dedupe;
mod entry;
mod hostile;
mod interdict;
pub mod lanes;
mod measured;
mod names;
mod read;
mod reprints;
mod resolve;
mod rings;
pub mod rows;
mod texts;
mod trace;

use crate::screen::Outcome;
pub use lanes::EU_EXPORTS;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// where closed flows go next, forecast from the months before
    Adaptation(adaptation::Args),
    /// how well polluted CSV files are loaded, scored as Pollock does
    Csv(csv::Args),
    /// how well goods of military interest are told from trade figures alone
    Lanes(lanes::Args),
    /// how well one bearer's names are told from two bearers'
    Names(names::Args),
    /// how well records of several lists are matched, against known pairs
    Resolve(resolve::Args),
    /// how well duplicates of a table are found without labels
    Dedupe(dedupe::Args),
    /// how well diversion is found in a simulated world
    Trace(trace::Args),
    /// how much more of a flow is denied than by a static cut, once networks reply
    Interdict(interdict::Args),
    /// quotes, speakers, alignment, boilerplate and contradictions of texts, against answers made by hand
    Read(read::Args),
    /// who said what, against PolNeAR's answers
    Attribution(attribution::Args),
    /// whether true copies end in one origin, and nothing else
    Reprints(reprints::Args),
    /// words to machines in documents: caught, and falsely accused
    Hostile(hostile::Args),
    /// how good another program's ranking of a simulated world's parties is
    Entry(entry::Args),
}

/// Runs one evaluation.
pub fn run(args: &Args) -> Outcome {
    match &args.what {
        What::Adaptation(args) => adaptation::run(args),
        What::Csv(args) => csv::run(args),
        What::Lanes(args) => lanes::run(args),
        What::Names(args) => names::run(args),
        What::Resolve(args) => resolve::run(args),
        What::Dedupe(args) => dedupe::run(args),
        What::Trace(args) => trace::run(args),
        What::Interdict(args) => interdict::run(args),
        What::Read(args) => read::run(args),
        What::Attribution(args) => attribution::run(args),
        What::Reprints(args) => reprints::run(args),
        What::Hostile(args) => hostile::run(args),
        What::Entry(args) => entry::run(args),
    }
}
