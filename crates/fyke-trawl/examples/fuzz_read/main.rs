//! Runs one reader of outside bytes on mutations of a valid input for so many CPU
//! seconds: `fuzz NAME SECONDS [SEED]`; `fuzz names` lists them. Run by
//! `cargo xtask fuzz read NAME`; some rounds of each run with the tests.

mod inputs;
mod targets;

fn main() -> std::process::ExitCode {
    fyke_fuzz::main(targets::TARGETS.iter())
}
