//! `fyke demo`: what Fyke does, on real figures and on a simulated case, with
//! nothing to prepare.

use crate::commands::add::{add_one, now, rules};
use crate::commands::leads::write_line;
use crate::commands::serve;
use crate::commands::show::write_lead;
use crate::eval::EU_EXPORTS;
use crate::pipeline::{self, Watch, lanes, load, page};
use crate::report::{Act, Report, render};
use crate::screen::{Failure, Outcome, Progress, note};
use fyke_model::date::Day;
use fyke_model::lead::Lead;
use fyke_model::reference::Reference;
use fyke_sim::Settings;
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::take_in::Request;
use fyke_store::{Case, leads};
use std::fs;
use std::io::{IsTerminal, Write, stdout};
use std::path::{Path, PathBuf};

/// Rows of the simulated case: seconds to trace, and enough honest trade that
/// finding the planted is no gift.
const SIMULATED_ROWS: u64 = 200_000;
const SIMULATED_SEED: u64 = 7;

/// Leads on the screen and on the page.
const LEADS_ON_SCREEN: usize = 5;
const LEADS_ON_PAGE: usize = 8;

/// The file that says a folder is a demo of ours and may be made anew.
const MARK: &str = "this-is-a-fyke-demo";

#[derive(clap::Args)]
pub struct Args {
    /// where everything is put
    #[arg(long, default_value = "fyke-demo")]
    dir: PathBuf,
    /// do not open the page in a browser
    #[arg(long)]
    no_open: bool,
}

pub fn run(args: &Args) -> Outcome {
    make_folder(&args.dir)?;
    let reference = Reference::shipped();
    let (real, simulated) = (act_one(&args.dir, &reference)?, act_two(&args.dir, &reference)?);
    let path = args.dir.join("report.html");
    let report = Report {
        title: "What the net held".to_owned(),
        standfirst: "Two cases, traced a minute ago: trade figures as the EU published them, and a simulated case whose \
                     truth is known. Every line is a suggestion for people to check, not a finding."
            .to_owned(),
        generated_on: today(),
        glossary: page::glossary(&reference),
        acts: vec![real, simulated],
    };
    fs::write(&path, render(&report))?;
    let mut out = stdout().lock();
    writeln!(
        out,
        "\nlook at it: {}",
        path.canonicalize().unwrap_or(path.clone()).display()
    )?;
    writeln!(
        out,
        "ask it:     fyke leads {}",
        args.dir.join("eu-exports").display()
    )?;
    writeln!(
        out,
        "            fyke sql {} 'select * from lanes limit 5'",
        args.dir.join("eu-exports").display()
    )?;
    let simulated = args.dir.join("simulated");
    writeln!(out, "work on it: fyke serve {}", simulated.display())?;
    drop(out);
    if args.no_open {
        return Ok(());
    }
    serve::show(path.as_os_str());
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return Ok(());
    }
    note("\npress Enter to open the workbench with the simulated case, Ctrl-C to leave it");
    std::io::stdin().read_line(&mut String::new())?;
    serve::run(&serve::Args::of(simulated))
}

#[expect(clippy::disallowed_methods, reason = "the page says on which day it was made")]
fn today() -> Day {
    Day::from(jiff::Zoned::now().date())
}

fn make_folder(dir: &Path) -> Outcome {
    if dir.join(MARK).exists() {
        fs::remove_dir_all(dir)?;
    } else if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::new(
            format!("{} is there already and no demo of ours", dir.display()),
            "name another folder with --dir",
        ));
    }
    fs::create_dir_all(dir)?;
    fs::write(
        dir.join(MARK),
        "made by fyke demo; the next one replaces the folder\n",
    )?;
    Ok(())
}

/// Real: what the EU's exports show.
fn act_one(dir: &Path, reference: &Reference) -> Outcome<Act> {
    println!("act one, real: exports of the EU member states to seven countries, 2020-01 to 2022-11");
    println!("  source: Eurostat (Comext DS-045409), added up by fyke; see data/eu-exports/README.md\n");
    let source = dir.join("eu-exports.csv");
    fs::write(&source, EU_EXPORTS)?;
    let root = dir.join("eu-exports");
    let case = Case::create(&root, "EU exports", &["ru-2022"])?;
    add_one(
        &case,
        &source,
        &Request {
            now: now(),
            ..Request::default()
        },
        &rules(),
    )?;
    let found = traced(&case, "tracing the lanes")?;
    let (tables, handles, watch) = opened(&case, reference)?;
    let figures = lanes::Figures::read(&case, &handles, None)?;
    let lanes = lanes::find(&case, &figures, &handles, reference, &watch, None)?;
    let queue = leads::read(&tables, Some(LEADS_ON_PAGE))?;
    tell(&queue, &root)?;
    let mut act = page::act(
        "Real figures: goods that stopped going to Russia and started going next door",
        vec![
            "After 24 February 2022 the EU stopped selling Russia what its arms industry needs, and much else. The same figures show \
             which of these goods its neighbours began to buy, and how much more than anything else explains. Goods of the \
             Common High Priority List come first."
                .to_owned(),
            "Every lead below is a lane, a kind of goods between two customs territories. The figures name no firm."
                .to_owned(),
        ],
        false,
        "Source: Eurostat, Comext DS-045409, extracted 16-22 January 2023; sums over 27 member states by fyke.",
        format!("fyke leads {}", root.display()),
    );
    if let Some(findings) = &lanes.findings {
        act.map = page::flow_map(findings, reference, &watch);
    }
    act.leads = page::lane_views(&tables, &lanes, &queue, &watch, reference)?;
    act.notes = found.notes;
    act.notes
        .push("One side only: what the importing countries recorded is not in these figures.".to_owned());
    Ok(act)
}

/// Simulated: from maker to embargoed end, row by row.
fn act_two(dir: &Path, reference: &Reference) -> Outcome<Act> {
    println!(
        "\nact two, simulated: {SIMULATED_ROWS} consignments of a world that does not exist, seed {SIMULATED_SEED}\n"
    );
    let world = dir.join("world");
    let bar = Progress::bar("simulating", SIMULATED_ROWS);
    fyke_sim::write_world(
        &world,
        &Settings::new(SIMULATED_ROWS, SIMULATED_SEED),
        &mut |rows| bar.at(rows),
    )?;
    drop(bar);
    let root = dir.join("simulated");
    let case = Case::create(&root, "Simulated consignments", &["ru-2022"])?;
    let request = Request {
        now: now(),
        ..Request::default()
    };
    for name in ["consignments.csv", "registers.csv", "watchlist.csv"] {
        add_one(&case, &world.join(name), &request, &rules())?;
    }
    traced(&case, "tracing the consignments")?;
    let (tables, handles, watch) = opened(&case, reference)?;
    let queue = leads::read(&tables, Some(LEADS_ON_PAGE))?;
    tell(&queue, &root)?;
    let mut act = page::act(
        "Simulated: from the maker to the embargoed end, row by row",
        vec![
            "Nothing here is real: firms, goods and trade are drawn by fyke simulate, with diversion planted among honest \
             trade of the same firms. The truth lies apart, and fyke eval trace measures how much of it is found."
                .to_owned(),
        ],
        true,
        &format!("Simulated by fyke simulate --rows {SIMULATED_ROWS} --seed {SIMULATED_SEED}."),
        format!("fyke leads {}", root.display()),
    );
    if let Some(loaded) = load::load(&case, &tables, &handles, reference, &watch, None)? {
        act.leads = page::party_views(&tables, &loaded, &queue, &watch, reference)?;
    }
    Ok(act)
}

fn traced(case: &Case, what: &str) -> Outcome<pipeline::Found> {
    let _busy = Progress::spinner(what);
    pipeline::trace(case, &now(), None)
}

fn opened(case: &Case, reference: &Reference) -> Outcome<(Tables, RowHandles, Watch)> {
    let watch = Watch::of_case(case, reference)?.into_iter().next();
    let watch = watch.ok_or_else(|| Failure::new("the case names no regime", "name one in case.toml"))?;
    Ok((Tables::open(case, None)?, RowHandles::new(case, None)?, watch))
}

/// The top of the queue, and the strongest lead opened.
fn tell(queue: &[Lead], root: &Path) -> Outcome {
    let mut out = stdout().lock();
    for (rank, lead) in (1..).zip(queue.iter().take(LEADS_ON_SCREEN)) {
        write_line(&mut out, rank, lead)?;
    }
    if let Some(first) = queue.first() {
        writeln!(out)?;
        write_lead(&mut out, first)?;
        writeln!(
            out,
            "\nits {} rows: fyke show {} {}",
            first.rows.len(),
            root.display(),
            first.id
        )?;
    }
    Ok(())
}
