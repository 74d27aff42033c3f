//! `fyke facts CASE`: what texts say of who supplies, makes, owns or heads what,
//! fact by fact with its sentence; a person accepts or rejects each. Nothing of a
//! fact reaches the rest of the case before.

use crate::commands::add::now;
use crate::commands::judge::user;
use crate::ledger;
use crate::pipeline::facts::{self, Fact, Settled};
use crate::screen::{Failure, Outcome, counted, note, plain};
use fyke_model::reference::Reference;
use fyke_store::judgements::{self, Said};
use fyke_store::query::Tables;
use fyke_store::{Case, leads};
use std::io::{BufWriter, Write, stdout};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    #[command(subcommand)]
    what: Option<What>,
    /// which to list: waiting, accepted, rejected, or all
    #[arg(long, default_value = "waiting", value_parser = ["waiting", "accepted", "rejected", "all"])]
    only: String,
    /// how many to list
    #[arg(long, short = 'n', default_value_t = 20)]
    limit: usize,
    /// print one JSON array of facts, whole
    #[arg(long, global = true)]
    json: bool,
}

#[derive(clap::Subcommand)]
enum What {
    /// it may be used as its sentence says it: it becomes statements of the case
    Accept(Saying),
    /// it may not; what was accepted before is withdrawn
    Reject(Saying),
}

#[derive(clap::Args)]
struct Saying {
    /// ids of facts, or enough of each to tell it apart
    #[arg(required = true)]
    facts: Vec<String>,
    /// why, in your words
    #[arg(long)]
    because: String,
    /// who says it
    #[arg(long = "as", value_name = "NAME", default_value_t = user())]
    by: String,
}

pub fn run(args: &Args) -> Outcome {
    match &args.what {
        None => list(args),
        Some(What::Accept(saying)) => say(args, saying, true),
        Some(What::Reject(saying)) => say(args, saying, false),
    }
}

fn list(args: &Args) -> Outcome {
    let case = Case::open_read_only(&args.case)?;
    let tables = Tables::open(&case, None)?;
    let verdicts = facts::verdicts(&case)?;
    let goods = facts::goods(&Reference::shipped());
    let (mut shown, mut more) = (Vec::new(), false);
    for document in facts::documents(&tables)? {
        let of = facts::of_document(&tables, &document, &goods, &verdicts)?;
        let wanted = of.into_iter().filter(|fact| {
            let standing = fact.judgement.as_ref().map_or("waiting", |verdict| verdict.word);
            args.only == "all" || args.only == standing
        });
        shown.extend(wanted);
        if shown.len() > args.limit {
            shown.truncate(args.limit);
            more = true;
            break;
        }
    }
    let mut out = BufWriter::new(stdout().lock());
    if args.json {
        let all = shown.iter().map(facts::as_json).collect::<Outcome<Vec<_>>>()?;
        serde_json::to_writer_pretty(&mut out, &all)?;
        writeln!(out)?;
        return Ok(());
    }
    for fact in &shown {
        write_fact(&mut out, fact)?;
    }
    out.flush()?;
    let of_kind = if args.only == "all" {
        ""
    } else {
        args.only.as_str()
    };
    note(match shown.first() {
        None => format!(
            "no fact of texts is {}",
            if of_kind.is_empty() { "here" } else { of_kind }
        ),
        Some(first) => format!(
            "{}{}; a rule read them and nobody vouches: look at the sentence, then fyke facts {} accept {} --because \"...\"",
            counted(shown.len() as u64, "fact"),
            if more { ", and more: -n" } else { "" },
            args.case.display(),
            first.id
        ),
    });
    Ok(())
}

fn write_fact(out: &mut dyn Write, fact: &Fact) -> Outcome {
    let span = fact.fact.span;
    writeln!(out, "{}  {}", fact.id, facts::in_words(&fact.fact))?;
    writeln!(out, "     \"{}\"", plain(&fact.sentence))?;
    writeln!(
        out,
        "     {}, document {}, bytes {} to {}, {}; {}",
        plain(fact.outlet.as_deref().unwrap_or(&fact.file_name)),
        fact.document,
        span.start,
        span.end,
        fact.handling.as_str(),
        plain(&fact.fact.by)
    )?;
    for link in &fact.links {
        let chain = [&link.maker, &link.plant, &link.receiver, &link.weapon];
        let chain = chain
            .into_iter()
            .flatten()
            .map(|named| plain(&named.name).into_owned());
        let steps: Vec<String> = std::iter::once(plain(&link.part.name).into_owned())
            .chain(chain)
            .collect();
        let headings = match link.headings.is_empty() {
            true => String::new(),
            false => format!("  HS {} by its words", link.headings.join(", ")),
        };
        writeln!(out, "     {}{headings}", steps.join(" -> "))?;
    }
    for meant in &fact.records {
        writeln!(
            out,
            "     {} may be {} {} (names alike {:.2})",
            plain(&meant.name),
            plain(&meant.record),
            plain(&meant.called),
            meant.probability
        )?;
    }
    if let Some(verdict) = &fact.judgement {
        writeln!(
            out,
            "     {} by {} {}: {}",
            verdict.word,
            plain(&verdict.by),
            plain(&verdict.at),
            plain(&verdict.because)
        )?;
    }
    Ok(())
}

fn say(args: &Args, saying: &Saying, accept: bool) -> Outcome {
    if saying.because.trim().is_empty() {
        return Err(Failure::new(
            "there is no reason",
            "say why with --because, in words that another reader can check",
        ));
    }
    let case = Case::open(&args.case)?;
    let found = find(&case, &saying.facts)?;
    let mut said = Vec::new();
    for fact in &found {
        if let (true, Err(why)) = (accept, facts::can_be_used(&fact.fact)) {
            return Err(Failure::new(
                format!("fact {} cannot be accepted: {why}", fact.id),
                "reject it, or leave it waiting",
            ));
        }
        let (id, document) = (fact.id.clone(), fact.document.clone());
        said.push(match accept {
            true => (Said::FactAccepted { fact: id, document }, None),
            false => (Said::FactRejected { fact: id, document }, None),
        });
    }
    let now = now();
    judgements::append(&case, &saying.by, &now, &saying.because, said)?;
    let settled = settle(&case, &now)?;
    let word = if accept { "accepted" } else { "rejected" };
    if args.json {
        let after = find(&case, &saying.facts)?;
        let all = after.iter().map(facts::as_json).collect::<Outcome<Vec<_>>>()?;
        println!("{}", serde_json::to_string_pretty(&all)?);
    } else {
        for fact in &found {
            println!("{}  {word}  {}", fact.id, facts::in_words(&fact.fact));
        }
    }
    if settled.changed > 0 {
        note(format_args!(
            "the statements of {} changed; resolve and trace read them on their next run: fyke trace {}",
            counted(settled.changed as u64, "document"),
            args.case.display()
        ));
    }
    Ok(())
}

/// Brings statements to what log and documents say, and writes what came in into
/// the record.
pub fn settle(case: &Case, now: &str) -> Outcome<Settled> {
    let settled = facts::settle(case, now)?;
    for (fact, document) in &settled.lost {
        note(format_args!(
            "fact {fact} of document {document} was accepted and is not read that way now: it has no statements; \
             look at what is read there with: fyke facts {} --only all",
            case.root().display()
        ));
    }
    if settled.changed > 0 {
        ledger::files_in(case)?;
        leads::write_files_table(case)?;
    }
    Ok(settled)
}

/// The facts that ids name, each by its beginning.
fn find(case: &Case, ids: &[String]) -> Outcome<Vec<Fact>> {
    let tables = Tables::open(case, None)?;
    let verdicts = facts::verdicts(case)?;
    let goods = facts::goods(&Reference::shipped());
    let mut all: Vec<Vec<Fact>> = vec![Vec::new(); ids.len()];
    for document in facts::documents(&tables)? {
        for fact in facts::of_document(&tables, &document, &goods, &verdicts)? {
            for (id, found) in ids.iter().zip(&mut all) {
                if !id.is_empty() && fact.id.starts_with(id.as_str()) {
                    found.push(fact.clone());
                }
            }
        }
    }
    ids.iter()
        .zip(all)
        .map(|(id, found)| only(case.root(), id, found))
        .collect()
}

fn only(case: &Path, id: &str, mut found: Vec<Fact>) -> Outcome<Fact> {
    match (found.pop(), found.len()) {
        (Some(fact), 0) => Ok(fact),
        (None, _) => Err(Failure::new(
            format!("no fact has an id that begins with '{}'", plain(id)),
            format!("list them with: fyke facts {} --only all", case.display()),
        )),
        (Some(_), others) => Err(Failure::new(
            format!("{} facts have ids that begin with '{}'", others + 1, plain(id)),
            "give more of the id",
        )),
    }
}
