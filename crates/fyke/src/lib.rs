//! The program. This page is its table of contents: one verb, one file. Two
//! binaries stand on it: `fyke`, and `fyke-worker`, which does jobs of its bulk
//! steps on other machines.
//!
//! Results go to standard output, everything else to standard error. Exit code
//! 0: done; 1: failed, with what broke and what to do; 2: wrong usage.
//!
//! # What belongs here
//! Reading the command line, wiring the crates together, words on the screen.
//! Nothing that could be asked of a library.

mod bench;
mod commands;
mod cpu;
mod desk;
mod endpoint;
mod eval;
mod kernels;
mod ledger;
mod models;
mod pipeline;
mod report;
mod screen;
mod worker;

use clap::{Parser, Subcommand};
use pipeline::elsewhere::{Elsewhere, Named};
use screen::{Failure, Outcome};
use std::process::ExitCode;

/// find the flow of weapons and their parts; a machine finds and explains, a person decides
#[derive(Parser)]
#[command(name = "fyke", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    workers: Named,
    #[command(subcommand)]
    verb: Verb,
}

impl Cli {
    /// The workers that were named, before the verb or after it, for a verb that has
    /// work for them.
    fn workers(&self) -> Outcome<Option<Elsewhere>> {
        let of_verb = match &self.verb {
            Verb::Add(args) => &args.workers,
            Verb::Resolve(args) => &args.workers,
            Verb::Trace(args) => &args.workers,
            _ if self.workers.are_named() => {
                return Err(Failure::new(
                    "this verb has no work for a cluster",
                    "leave out --cluster; add, resolve and trace take it",
                ));
            }
            _ => return Ok(None),
        };
        match of_verb.are_named() {
            true => of_verb.open(),
            false => self.workers.open(),
        }
    }
}

#[derive(Subcommand)]
enum Verb {
    /// see it work: real figures and a simulated case, leads on screen and a page to look at
    Demo(commands::demo::Args),
    /// make a case: a directory that holds files, tables and leads
    New(commands::new::Args),
    /// take files into a case: trade figures, consignments, watch lists, registers, officers, owners, payments
    Add(commands::add::Args),
    /// read texts: who said what, in which outlets, with which words changed, from how many origins
    Read(commands::read::Args),
    /// what texts say of who supplies whom, fact by fact: accept or reject it; accepted ones are used
    Facts(commands::facts::Args),
    /// models that read beside the rules: which are kept, and keep another
    Models(commands::models::Args),
    /// say who is who, across lists, registers and declarations
    Resolve(commands::resolve::Args),
    /// judge leads, blind first, on a terminal; or say of two records that they are the same, or not
    Judge(commands::judge::Args),
    /// who may sign in a case: make your key, join, let others in
    Keys(commands::keys::Args),
    /// put a judgement into the words of the services, check its wording, write a whole one
    Assess(commands::assess::Args),
    /// questions that time answers: ask, answer, settle
    Forecast(commands::forecast::Args),
    /// how good your probabilities were; how well a case's people agree
    Score(commands::score::Args),
    /// find which flows of listed goods reach an embargoed end, and through whom
    Trace(commands::trace::Args),
    /// say before the work what each bulk step reads, sends and holds, now and with ten and a hundred times the rows
    Plan(commands::plan::Args),
    /// list the leads of a case, the strongest first
    Leads(commands::leads::Args),
    /// open a lead, an entity or a row: reasons, doubts, and every row behind it
    Show(commands::show::Args),
    /// say what could be stopped, and what that denies once the other side has adapted
    Interdict(commands::interdict::Args),
    /// write the entities of a case for other programs, as FollowTheMoney JSON lines
    Export(commands::export::Args),
    /// ask the lists of a case who a name may be, for one name or for millions
    Screen(commands::screen::Args),
    /// open a case in a browser, on this machine: flows, leads, entities, evidence, the record
    Serve(commands::serve::Args),
    /// give a lead away as one PDF with its evidence inside; written down, and by the rules
    Dossier(commands::dossier::Args),
    /// ask the tables of a case in SQL
    Sql(commands::sql::Args),
    /// check that a case is whole and that people decided in it as the rules have it
    Verify(commands::verify::Args),
    /// co-sign a partner's record: that it still holds all it held when you last looked
    Witness(commands::witness::Args),
    /// put a case into an object store, as the generation after the one it was taken from
    Push(commands::push::Args),
    /// take a case out of an object store
    Pull(commands::pull::Args),
    /// make a world of trade with planted diversion and known truth
    Simulate(commands::simulate::Args),
    /// measure a claim of accuracy again, on your own data if you like
    Eval(eval::Args),
}

/// What `fyke` does: reads its command line and runs one verb.
pub fn program() -> ExitCode {
    let cli = Cli::parse();
    match cli.workers() {
        Ok(workers) => finish(run(&cli.verb, workers.as_ref())),
        Err(failure) => finish(Err(failure)),
    }
}

fn run(verb: &Verb, workers: Option<&Elsewhere>) -> Outcome {
    match verb {
        Verb::Demo(args) => commands::demo::run(args),
        Verb::New(args) => commands::new::run(args),
        Verb::Add(args) => commands::add::run(args, workers),
        Verb::Read(args) => commands::read::run(args),
        Verb::Facts(args) => commands::facts::run(args),
        Verb::Models(args) => commands::models::run(args),
        Verb::Resolve(args) => commands::resolve::run(args, workers),
        Verb::Judge(args) => commands::judge::run(args),
        Verb::Keys(args) => commands::keys::run(args),
        Verb::Assess(args) => commands::assess::run(args),
        Verb::Forecast(args) => commands::forecast::run(args),
        Verb::Score(args) => commands::score::run(args),
        Verb::Trace(args) => commands::trace::run(args, workers),
        Verb::Plan(args) => commands::plan::run(args),
        Verb::Leads(args) => commands::leads::run(args),
        Verb::Show(args) => commands::show::run(args),
        Verb::Interdict(args) => commands::interdict::run(args),
        Verb::Export(args) => commands::export::run(args),
        Verb::Screen(args) => commands::screen::run(args),
        Verb::Serve(args) => commands::serve::run(args),
        Verb::Dossier(args) => commands::dossier::run(args),
        Verb::Sql(args) => commands::sql::run(args),
        Verb::Verify(args) => commands::verify::run(args),
        Verb::Witness(args) => commands::witness::run(args),
        Verb::Simulate(args) => commands::simulate::run(args),
        Verb::Push(args) => commands::push::run(args),
        Verb::Pull(args) => commands::pull::run(args),
        Verb::Eval(args) => eval::run(args),
    }
}

/// What `fyke-worker` does: waits for jobs and does them.
pub fn worker() -> ExitCode {
    finish(worker::run(&worker::Args::parse()))
}

fn finish(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.reader_left() => ExitCode::SUCCESS,
        Err(failure) => {
            screen::tell_failure(&failure);
            ExitCode::from(1)
        }
    }
}
