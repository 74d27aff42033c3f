//! `fyke assess`: how a judgement is put into words, and whether it may go out.

mod matrix;

use crate::bench::{Bench, judgement, question};
use crate::commands::judge::{probability, wording};
use crate::ledger::Signer;
use crate::screen::{Failure, Outcome, note, plain};
use fyke_judge::assessment::{Assessment, Confidence, ready_for_release};
use fyke_judge::desk::Seen;
use fyke_judge::lint::{Expect, lint};
use fyke_judge::roll::Roll;
use fyke_judge::scale::{confidence, icd203::icd203, phia::phia, stix, tlp};
use serde_json::json;
use std::io::Read;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    signer: Signer,
    /// print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    /// a number in the words of each service
    Words {
        /// how likely, 0 to 1
        p: f64,
    },
    /// how a text is worded: likelihood and confidence apart, no may or might, one scale
    Lint {
        /// the text; standard input if it is -
        text: String,
        /// the number it puts into words
        #[arg(long)]
        p: Option<f64>,
    },
    /// a form for a whole assessment of a lead of your session, as TOML
    Form {
        /// the case
        case: PathBuf,
        /// the lead
        lead: String,
    },
    /// write a filled form as your blind judgement
    Write {
        /// the case
        case: PathBuf,
        /// the lead
        lead: String,
        /// the form
        file: PathBuf,
    },
    /// hypotheses of a lead in rows and the evidence in columns; with a file, another version of it
    Matrix {
        /// the case
        case: PathBuf,
        /// the lead
        lead: String,
        /// a matrix as TOML
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// say how likely each hypothesis is, one by one; then see what others said, made coherent and pooled
    Weigh {
        /// the case
        case: PathBuf,
        /// the lead
        lead: String,
        /// an answer, hypothesis=0.3; asked for on the terminal where not given
        #[arg(long)]
        p: Vec<String>,
    },
    /// your assessment of a lead in the words of each service, and what it lacks before it may go out
    Show {
        /// the case
        case: PathBuf,
        /// the lead
        lead: String,
    },
}

pub fn run(args: &Args) -> Outcome {
    match &args.what {
        What::Words { p } => words(args, *p),
        What::Lint { text, p } => lint_text(args, text, *p),
        What::Form { case, lead } => form(args, case, lead),
        What::Write { case, lead, file } => write(args, case, lead, file),
        What::Matrix { case, lead, file } => {
            matrix::matrix(case, lead, file.as_deref(), &args.signer, args.json)
        }
        What::Weigh { case, lead, p } => matrix::weighed(case, lead, p, &args.signer, args.json),
        What::Show { case, lead } => show(args, case, lead),
    }
}

fn words(args: &Args, p: f64) -> Outcome {
    let p = probability(p)?;
    let lines = [
        ("phia", phia().write(p, 0)),
        ("icd 203", icd203().write(p, 0)),
        ("icd 203, other row", icd203().write(p, 1)),
        ("stix confidence", stix::of_probability(p).to_string()),
    ];
    if args.json {
        let all: serde_json::Map<_, _> = lines
            .into_iter()
            .map(|(scale, text)| (scale.to_owned(), text.into()))
            .collect();
        println!("{}", serde_json::Value::from(all));
        return Ok(());
    }
    for (scale, text) in lines {
        println!("{scale:<20}{text}");
    }
    note(phia().key(0));
    Ok(())
}

fn lint_text(args: &Args, text: &str, p: Option<f64>) -> Outcome {
    let text = match text {
        "-" => {
            let mut all = String::new();
            std::io::stdin().read_to_string(&mut all)?;
            all
        }
        text => text.to_owned(),
    };
    let probability = p.map(probability).transpose()?;
    let found = lint(
        &text,
        Expect {
            probability,
            scale: None,
        },
    );
    if args.json {
        let all: Vec<_> = found
            .iter()
            .map(|f| json!({ "from": f.from, "to": f.to, "words": f.words, "repair": f.repair }))
            .collect();
        println!("{}", json!(all));
    } else {
        for finding in &found {
            println!(
                "{}: {finding}",
                text.get(finding.from..finding.to).unwrap_or_default()
            );
        }
    }
    match found.len() {
        0 => Ok(()),
        n => Err(Failure::new(
            format!("{n} places should be worded otherwise"),
            "see the repair beside each",
        )),
    }
}

fn form(args: &Args, case: &std::path::Path, lead: &str) -> Outcome {
    let mut bench = Bench::open(case, &args.signer)?;
    let view = bench.view(lead)?;
    let draft = Assessment {
        confidence_basis: "what the confidence rests on: quality, agreement, gaps, time".to_owned(),
        handling: view.handling(),
        made_blind: true,
        ..Assessment::draft(
            question(&view),
            probability(0.5)?,
            Confidence::Low,
            bench.key.id(),
        )
    };
    let text = toml::to_string_pretty(&draft).map_err(|error| {
        Failure::new(
            format!("the form cannot be written: {error}"),
            "please report it with the command",
        )
    })?;
    print!("{text}");
    note(
        "rows to lean on, one line each under basis, such as: { row = { dataset = \"..\", file = \"..\", row = 12 } }",
    );
    for row in view.rows() {
        note(format_args!("  {}  {}", row.role, row.row));
    }
    Ok(())
}

fn write(args: &Args, case: &std::path::Path, lead: &str, file: &std::path::Path) -> Outcome {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::new(
            format!("{} cannot be read: {error}", file.display()),
            "make a form with: fyke assess form CASE LEAD",
        )
    })?;
    let mut assessment: Assessment = toml::from_str(&text).map_err(|error| {
        Failure::new(
            format!("{}: {}", file.display(), error.message()),
            "compare it with: fyke assess form CASE LEAD",
        )
    })?;
    let mut bench = Bench::open(case, &args.signer)?;
    let view = bench.view(lead)?;
    // whose it is and that it is blind are facts, not fields of a form
    assessment.made_by = bench.key.id();
    assessment.made_blind = true;
    wording::warn(&assessment);
    bench.judge(&view, assessment)?;
    match args.json {
        true => println!("{}", json!({ "lead": view.lead() })),
        false => println!("your judgement of {} is in the record", view.lead()),
    }
    Ok(())
}

fn show(args: &Args, case: &std::path::Path, lead: &str) -> Outcome {
    let mut bench = Bench::open(case, &args.signer)?;
    let lead = bench.whole_id(lead)?;
    let seen = bench.seen(&lead)?;
    let own = judgement(&seen).assessment().clone();
    let missing = ready_for_release(&own).err().unwrap_or_default();
    if args.json {
        println!(
            "{}",
            json!({ "assessment": own, "missing": missing.iter().map(ToString::to_string).collect::<Vec<_>>() })
        );
        return Ok(());
    }
    println!("{}", plain(&own.question));
    println!("  {}", phia().write(own.probability, 0));
    println!("  {}", icd203().write(own.probability, 0));
    println!(
        "  {}",
        confidence::sentence(own.confidence, &own.confidence_basis)
    );
    println!(
        "  {}  {}",
        tlp::label(own.tlp).label,
        own.handling.as_str().replace('_', " ")
    );
    if let Seen::Revealed(revealed) = &seen {
        for other in &revealed.others {
            if let Some(assessment) = &other.assessment {
                println!("  another: {}", phia().write(assessment.probability, 0));
            }
        }
    }
    let names = Roll::of(bench.desk.record())?;
    for dissent in bench.desk.dissent(&lead)? {
        let p = dissent.probability.map_or(String::new(), |p| format!(" {p}"));
        println!(
            "dissent: {}{p}: {}",
            plain(&names.name(dissent.by)),
            plain(&dissent.text)
        );
    }
    for missing in &missing {
        println!("lacks: {missing}");
    }
    Ok(())
}
