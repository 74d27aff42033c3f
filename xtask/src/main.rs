//! The project's own chores: `cargo xtask NAME`.
//!
//! # What belongs here
//! What a developer, or a machine checking a change, runs on the repository
//! itself: the whole test, the rules no compiler checks, the benchmarks beside
//! their peers, the figures of the accuracy page, the data computed from outside
//! sources.
//!
//! # What does not
//! Anything a user of Fyke runs (that is the program in `crates/fyke`), and any
//! dependency that takes long to build: every chore waits for this one.

mod accuracy;
mod bench;
mod data;
mod door_e2e;
mod fuzz;
mod run;
mod test;
mod tidy;

use std::process::ExitCode;

/// Every chore, as a person reads it: a line each, its name first.
const CHORES: &str = "
  test [--quick | --browser | --schemathesis]
                                  the whole check; --quick leaves out what links the engine; --browser is islands and pages alone;
                                  --schemathesis asks the interfaces whatever their description allows and forbids
  tidy                            the rules no compiler checks
  bench NAME|all [--repeats N]    one measurement beside its peer; the raw run goes to benches/runs
  fuzz door|read [NAME] [--seconds N]
                                  readers of outside bytes on inputs that are nearly right, 1800 CPU seconds each
  data NAME ...                   computes again what is shipped under data/
  train attribution DIR OUT       trains the tagger of speech without marks on a folder in PolNeAR's layout
  train instructions DATA OUT     trains what knows a request to a machine on BIPIA, WNUT17 and MEANTIME in the data folder
  door-e2e [--no-tor]             a door, a desk and sources from first key to last, over a Tor network of their own;
                                  --no-tor goes through the same over the door's Unix sockets
  accuracy [PART ...]             measures accuracy claims again, of all parts or of these (tables, names,
                                  texts, lanes, worlds), and writes docs/accuracy.md";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test", rest @ ..] => test::test(rest),
        ["tidy"] => tidy::tidy(),
        ["bench", rest @ ..] => bench::bench(rest),
        ["fuzz", rest @ ..] => fuzz::fuzz(rest),
        ["train", what @ ("attribution" | "instructions"), dir, out] => train(what, dir, out),
        ["data", ..] => data::run(&arguments[1..]).map_err(|error| anyhow::anyhow!("{error}")),
        ["door-e2e", rest @ ..] => door_e2e::chore(rest),
        ["accuracy", parts @ ..] => accuracy::accuracy(parts),
        _ => return usage(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// A trainer is an example of its crate, so that no other chore waits for it.
fn train(what: &str, dir: &str, out: &str) -> anyhow::Result<()> {
    let words = ["run", "--release", "--package", "fyke-trawl", "--example", what];
    let status = run::cargo(&words).args(["--", "train", dir, out]).status()?;
    anyhow::ensure!(status.success(), "the training ended with {status}");
    Ok(())
}

fn usage() -> ExitCode {
    eprintln!("usage: cargo xtask CHORE{CHORES}");
    ExitCode::from(2)
}
