//! `fyke forecast CASE`: questions that time answers, and what people say to them.

use crate::commands::add::now;
use crate::commands::trace::refresh;
use crate::ledger::{self, Signer};
use crate::pipeline::answers::CaseAnswers;
use crate::screen::{Failure, Outcome, counted, note, plain};
use fyke_judge::assessment::Probability;
use fyke_judge::forecast::book::{SaidAnswer, SaidOutcome, answer, ask, settle, settle_by_hand};
use fyke_judge::forecast::{Asked, Book, Question, Resolution, base_rate, offer};
use fyke_judge::record::{Record, SystemRandom};
use fyke_judge::roll::Roll;
use fyke_model::reference::Reference;
use fyke_store::query::Tables;
use fyke_store::{Case, leads};
use serde_json::json;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    signer: Signer,
    /// print JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    /// the questions that a lead offers, with how often the same came true before
    Offer {
        /// the lead
        lead: String,
    },
    /// ask one of them: from then on people may answer it
    Ask {
        /// the lead
        lead: String,
        /// its number in the offer
        number: usize,
    },
    /// say how likely it is; your last answer counts
    Answer {
        /// the question
        question: String,
        /// how likely, 0 to 1
        p: f64,
        /// why
        #[arg(long, default_value = "")]
        why: String,
    },
    /// settle what data settle by now; or, with a question, say how it turned out
    Settle {
        /// a question that no data settle
        question: Option<String>,
        /// how it turned out
        #[arg(requires = "question")]
        outcome: Option<YesNo>,
        /// where that can be seen
        #[arg(long, default_value = "")]
        why: String,
    },
}

/// How a question turned out.
#[derive(Clone, Copy, clap::ValueEnum)]
enum YesNo {
    /// it happened
    Yes,
    /// it did not
    No,
    /// it cannot be said
    Void,
}

pub fn run(args: &Args) -> Outcome {
    match &args.what {
        None => list(args),
        Some(What::Offer { lead }) => offered(args, lead),
        Some(What::Ask { lead, number }) => asks(args, lead, *number),
        Some(What::Answer { question, p, why }) => answers(args, question, *p, why),
        Some(What::Settle { question: None, .. }) => settles(args),
        Some(What::Settle {
            question: Some(question),
            outcome,
            why,
        }) => says(args, question, *outcome, why),
    }
}

/// Settles what data settle by now; called where files came in.
pub fn settle_by_data(
    case: &Case,
    tables: &Tables,
    record: &mut Record,
) -> Outcome<Vec<(Question, Resolution)>> {
    let reference = Reference::shipped();
    let answers = CaseAnswers::new(case, tables, &reference);
    Ok(settle(
        record,
        &mut SystemRandom,
        &answers,
        ledger::today(),
        &now(),
    )?)
}

fn record(args: &Args) -> Outcome<Record> {
    ledger::need(&args.case, ", and a forecast without one proves nothing")
}

fn the_lead(tables: &Tables, id: &str, args: &Args) -> Outcome<fyke_model::lead::Lead> {
    let mut found = leads::find(tables, id)?;
    match (found.pop(), found.is_empty()) {
        (Some(lead), true) => Ok(lead),
        _ => Err(Failure::new(
            format!("no lead, or more than one, has an id that begins with '{id}'"),
            format!("list them with: fyke leads {}", args.case.display()),
        )),
    }
}

fn offered(args: &Args, lead: &str) -> Outcome {
    let (case, tables) = refresh(&args.case)?;
    let lead = the_lead(&tables, lead, args)?;
    let reference = Reference::shipped();
    let answers = CaseAnswers::new(&case, &tables, &reference);
    let questions = offer(&lead, ledger::today());
    let bases: Vec<_> = questions
        .iter()
        .map(|question| base_rate(question, &answers))
        .collect();
    if args.json {
        let all: Vec<_> = questions
            .iter()
            .zip(&bases)
            .map(|(q, base)| json!({ "question": q, "base_rate": base }))
            .collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    for ((number, question), base) in (1..).zip(&questions).zip(&bases) {
        println!("{number}  {}", plain(&question.text));
        match base {
            Some(base) => println!("   before: {} of {} ({:.2})", base.yes, base.n, base.rate),
            None => println!("   before: these data do not say"),
        }
    }
    note(format_args!(
        "ask one with: fyke forecast {} ask {} NUMBER",
        args.case.display(),
        lead.id
    ));
    Ok(())
}

fn asks(args: &Args, lead: &str, number: usize) -> Outcome {
    let (case, tables) = refresh(&args.case)?;
    let lead = the_lead(&tables, lead, args)?;
    let questions = offer(&lead, ledger::today());
    let Some(question) = number.checked_sub(1).and_then(|at| questions.get(at)) else {
        return Err(Failure::new(
            format!("lead {} offers no question {number}", lead.id),
            format!("its questions are 1 to {}", questions.len()),
        ));
    };
    let mut record = record(args)?;
    let key = args.signer.open()?;
    let reference = Reference::shipped();
    let answers = CaseAnswers::new(&case, &tables, &reference);
    let entry = ask(&mut record, &mut SystemRandom, &key, question, &answers, &now())?;
    match args.json {
        true => println!("{}", json!({ "question": question.id, "entry": entry })),
        false => {
            println!("{}  {}", question.id, plain(&question.text));
            note(format_args!(
                "answer it with: fyke forecast {} answer {} P",
                args.case.display(),
                question.id
            ));
        }
    }
    Ok(())
}

/// A question of the record by the beginning of its id.
fn asked(args: &Args, record: &Record, id: &str) -> Outcome<Asked> {
    Book::of(record)?.find(id).cloned().ok_or_else(|| {
        Failure::new(
            format!("no question, or more than one, begins with '{id}'"),
            format!("list them with: fyke forecast {}", args.case.display()),
        )
    })
}

fn answers(args: &Args, question: &str, p: f64, why: &str) -> Outcome {
    let mut record = record(args)?;
    let asked = asked(args, &record, question)?;
    let key = args.signer.open()?;
    let probability: Probability = crate::commands::judge::probability(p)?;
    let said = SaidAnswer {
        probability,
        why: why.to_owned(),
        at: now(),
    };
    let entry = answer(
        &mut record,
        &mut SystemRandom,
        &key,
        &asked,
        &said,
        ledger::today(),
    )?;
    match args.json {
        true => println!("{}", json!({ "entry": entry })),
        false => println!("{probability} said to {} (entry {entry})", asked.question.id),
    }
    Ok(())
}

fn settles(args: &Args) -> Outcome {
    let (case, tables) = refresh(&args.case)?;
    let mut record = record(args)?;
    let settled = settle_by_data(&case, &tables, &mut record)?;
    if args.json {
        let all: Vec<_> = settled
            .iter()
            .map(|(q, r)| json!({ "question": q.id, "resolution": r }))
            .collect();
        println!("{}", json!(all));
        return Ok(());
    }
    for (question, resolution) in &settled {
        println!(
            "{}  {}  {}",
            question.id,
            words(Some(resolution)),
            plain(&question.text)
        );
    }
    println!("{} settled by data", counted(settled.len() as u64, "question"));
    Ok(())
}

fn says(args: &Args, question: &str, outcome: Option<YesNo>, why: &str) -> Outcome {
    let resolution = match outcome {
        Some(YesNo::Yes) => Resolution::Yes,
        Some(YesNo::No) => Resolution::No,
        Some(YesNo::Void) => Resolution::Void { why: why.to_owned() },
        None => {
            return Err(Failure::new(
                "it takes an outcome to settle a question by hand",
                "write yes, no or void after it",
            ));
        }
    };
    let mut record = record(args)?;
    let asked = asked(args, &record, question)?;
    let key = args.signer.open()?;
    let said = SaidOutcome {
        resolution,
        why: why.to_owned(),
        at: now(),
    };
    let entry = settle_by_hand(&mut record, &mut SystemRandom, &key, &asked, &said)?;
    match args.json {
        true => println!("{}", json!({ "entry": entry })),
        false => println!("settled: {} (entry {entry})", words(Some(&said.resolution))),
    }
    Ok(())
}

/// An outcome in a word.
pub fn words(resolution: Option<&Resolution>) -> &'static str {
    match resolution {
        None | Some(Resolution::Open) => "open",
        Some(Resolution::Yes) => "yes",
        Some(Resolution::No) => "no",
        Some(Resolution::Void { .. }) => "void",
    }
}

fn list(args: &Args) -> Outcome {
    let record = record(args)?;
    let (book, roll) = (Book::of(&record)?, Roll::of(&record)?);
    if args.json {
        let all: Vec<_> = book
            .asked
            .iter()
            .map(|asked| {
                json!({
                    "question": asked.question, "base_rate": asked.base_rate, "crowd": asked.crowd(None),
                    "answers": asked.answers.len(), "outcome": asked.outcome,
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    for asked in &book.asked {
        let question = &asked.question;
        println!(
            "{}  {}  closes {}  {}",
            question.id,
            words(asked.outcome.as_ref()),
            question.closes,
            plain(&question.text)
        );
        let base = asked
            .base_rate
            .as_ref()
            .map_or("no base rate".to_owned(), |base| {
                format!("before {:.2}", base.rate)
            });
        // the crowd stays out of sight of whoever has not answered: it is shown pooled, and only once settled
        let people: Vec<String> = match asked.outcome {
            Some(_) => asked
                .answers
                .iter()
                .map(|(key, p)| format!("{} {p}", roll.name(*key)))
                .collect(),
            None => vec![format!(
                "answered by {}",
                counted(asked.answers.len() as u64, "person").replace("persons", "people")
            )],
        };
        println!("            {base}; {}", people.join(", "));
    }
    println!("{}", counted(book.asked.len() as u64, "question"));
    Ok(())
}
