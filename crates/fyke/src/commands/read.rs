//! `fyke read CASE TEXT...`: who said what, in which outlets, with which words
//! changed, from how many independent origins.

use crate::commands::add::now;
use crate::endpoint::Endpoint;
use crate::ledger;
use crate::models::Models;
use crate::pipeline::reading::{self, How, KnownNames, Proposer, Read, Together, Told};
use crate::screen::{Failure, Outcome, Progress, counted, grouped, note, plain};
use fyke_model::dataset::{FileHash, Handling};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::reading::Among;
use fyke_trawl::align::Encoder;
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// the case
    case: PathBuf,
    /// texts, or folders of them: HTML, plain text, PDF, mail, web archives (WARC), feeds, JSON lines
    #[arg(required_unless_present = "again")]
    texts: Vec<PathBuf>,
    /// how what they say may be handled: open, licensed, restricted or source_compartment
    #[arg(long, default_value = "open")]
    handling: Handling,
    /// a language model on this machine that may propose what rules overlook: its OpenAI-compatible
    /// address, such as http://127.0.0.1:8080/v1; only words that stand in the text are kept
    #[arg(long, value_name = "URL", requires = "model")]
    propose: Option<String>,
    /// what the endpoint calls the model
    #[arg(long, requires = "propose")]
    model: Option<String>,
    /// SHA-256 of the model's file, for the record
    #[arg(long, value_name = "HASH", requires = "propose")]
    weights: Option<FileHash>,
    /// read everything that is in again, with the rules and models of today
    #[arg(long)]
    again: bool,
    /// compare what no words join by meaning, with the model of sentences that `fyke models` keeps
    #[arg(long)]
    by_meaning: bool,
    /// lines of each kind on screen
    #[arg(long, short = 'n', default_value_t = 8)]
    lines: usize,
    /// print one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args) -> Outcome {
    let case = Case::open(&args.case)?;
    let proposer = proposer(args)?;
    let found = reading::find(&args.texts)?;
    if found.files.is_empty() && !args.again {
        return Err(Failure::new(
            "there is no file under what was named",
            "name a text, or a folder that holds some",
        ));
    }
    if found.passed_over > 0 {
        note(format_args!(
            "passed over {} that are hidden or links",
            counted(found.passed_over, "file")
        ));
    }
    let models = Models::open()?;
    note(models.in_words());
    let meaning = match args.by_meaning {
        true => Some(models.meaning()?.ok_or_else(|| {
            Failure::new(
                "no model of sentences is kept",
                "see `fyke models` for how to get one; or leave --by-meaning out",
            )
        })?),
        false => None,
    };
    let known = {
        let _progress = Progress::spinner("reading the names of the case");
        KnownNames::of(&case)?
    };
    let now = now();
    let how = How {
        tools: models.tools(known.gazetteer()),
        known: &known,
        apart: &reading::Child::beside_this_program(),
        proposer: proposer.as_ref(),
        handling: args.handling,
        now: &now,
    };
    let read = {
        let bar = Progress::bar("reading texts", found.files.len() as u64);
        let mut each = |at: reading::Progress| {
            bar.at(at.files);
            bar.says(&format!("reading texts, {} documents", grouped(at.documents)));
        };
        match args.again {
            true => reading::read_again(&case, &how, &mut each)?,
            false => reading::read(&case, &found.files, &how, &mut each)?,
        }
    };
    ledger::texts_in(&case)?;
    if let Some(proposer) = &proposer {
        asked(&proposer.told());
    }
    super::facts::settle(&case, &now)?;
    let together = {
        let _progress = Progress::spinner("comparing what they say");
        reading::compare(&case, meaning.as_ref().map(|model| model as &dyn Encoder))?
    };
    if args.json {
        writeln!(
            std::io::stdout(),
            "{}",
            serde_json::to_string_pretty(&as_json(&case, &read, &together)?)?
        )?;
    } else {
        tell(&mut std::io::stdout().lock(), args, &case, &read, &together)?;
    }
    match read.refused.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(
            format!(
                "{} could not be read",
                counted(read.refused.len() as u64, "document")
            ),
            "see above for each; the others are in the case, and so is every file as it came",
        )),
    }
}

/// The language model that was named.
fn proposer(args: &Args) -> Outcome<Option<Proposer>> {
    let (Some(url), Some(model)) = (&args.propose, &args.model) else {
        return Ok(None);
    };
    let weights = args.weights.map(|hash| hash.to_string());
    Proposer::new(Endpoint::parse(url)?, model, weights).map(Some)
}

/// What came of asking it.
fn asked(told: &Told) {
    note(format_args!(
        "the model gave {}: {} kept that no rule had read, {} thrown away",
        counted(told.answers, "answer"),
        counted(told.kept, "fact"),
        counted(told.refused, "fact")
    ));
    if told.failed > 0 {
        note(format_args!(
            "{} had no answer ({}); read with rules alone, and to be read with --again",
            counted(told.failed, "request"),
            plain(&told.why)
        ));
    }
}

fn tell(out: &mut dyn Write, args: &Args, case: &Case, read: &Read, together: &Together) -> Outcome {
    for (file, why) in &read.refused {
        note(format_args!("{}: {}", plain(file), plain(why)));
    }
    if read.known > 0 {
        note(format_args!(
            "{} in already, byte for byte",
            counted(read.known, "file")
        ));
    }
    let tables = Tables::open(case, None)?;
    writeln!(
        out,
        "{} read out of {}; the case holds {}",
        counted(read.documents, "document"),
        counted(read.files, "file"),
        counted(together.documents, "document")
    )?;
    writeln!(
        out,
        "{} from {}, {}",
        counted(together.outlets, "outlet"),
        counted(together.origins, "independent origin"),
        counted(together.quotes, "quotation")
    )?;
    people(out, &tables, args.lines)?;
    sayings(out, &tables, args.lines)?;
    disagreements(out, &tables, args.lines)?;
    entities(out, &tables, args.lines)?;
    facts(out, &tables, args.lines)?;
    note(format_args!(
        "accept or reject what they say of who supplies what: fyke facts {}",
        args.case.display()
    ));
    note(format_args!(
        "nothing here is a verdict; look at the texts with: fyke serve {}",
        args.case.display()
    ));
    Ok(())
}

/// Who is quoted most, by their fullest name.
fn people(out: &mut dyn Write, tables: &Tables, lines: usize) -> Outcome {
    let rows = texts(
        tables,
        &format!(
            "select speaker, sum(quotes) as quotes, count(*) as documents from \
             (select speaker, document, count(*) as quotes from quotes where speaker is not null \
             group by speaker, document) group by speaker \
             order by documents desc, quotes desc, speaker limit {lines}"
        ),
    )?;
    section(out, "who said it", &rows, |row| {
        format!(
            "{}: {} quotations in {} documents",
            cell(row, 0),
            cell(row, 1),
            cell(row, 2)
        )
    })
}

fn sayings(out: &mut dyn Write, tables: &Tables, lines: usize) -> Outcome {
    let query = first(lines);
    let listed = fyke_store::reading::sayings(tables, &query, Among::All)?;
    if listed.items.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\nthe same words in several documents ({})",
        grouped(listed.total)
    )?;
    for saying in &listed.items {
        let who = saying
            .speaker
            .as_deref()
            .map_or_else(String::new, |who| format!("{}: ", plain(who)));
        writeln!(
            out,
            "  {who}\"{}\" ({}, {})",
            plain(&shortened(&saying.text)),
            counted(saying.outlets, "outlet"),
            counted(saying.origins, "origin")
        )?;
        for place in saying.places.iter().filter(|place| !place.differences.is_empty()) {
            for difference in place.differences.iter().take(3) {
                let place = plain(
                    place
                        .document
                        .outlet
                        .as_deref()
                        .unwrap_or(&place.document.file_name),
                );
                let (one, other) = (plain(&difference.one), plain(&difference.other));
                match (one.is_empty(), other.is_empty()) {
                    (_, true) => writeln!(out, "      {place}: without \"{one}\"")?,
                    (true, _) => writeln!(out, "      {place}: with \"{other}\" beside it")?,
                    _ => writeln!(out, "      {place}: \"{other}\" where others have \"{one}\"")?,
                }
            }
        }
    }
    Ok(())
}

fn disagreements(out: &mut dyn Write, tables: &Tables, lines: usize) -> Outcome {
    let listed = fyke_store::reading::disagreements(tables, &first(lines), Among::All)?;
    if listed.items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nwhere they do not agree ({})", grouped(listed.total))?;
    for one in &listed.items {
        writeln!(out, "  {}", plain(&one.said))?;
        for side in &one.sides {
            writeln!(
                out,
                "      {}: \"{}\"",
                plain(
                    side.document
                        .outlet
                        .as_deref()
                        .unwrap_or(&side.document.file_name)
                ),
                plain(&shortened(&side.text))
            )?;
        }
    }
    Ok(())
}

/// Records of the case that texts name, those on lists first.
fn entities(out: &mut dyn Write, tables: &Tables, lines: usize) -> Outcome {
    let rows = texts(
        tables,
        &format!(
            "select m.record, min(m.name) as name, count(*) as documents, \
             max(case when e.listed then 1 else 0 end) as listed, max(m.probability) as probability \
             from (select record, document, min(name) as name, max(probability) as probability from mentions \
             where record is not null group by record, document) m \
             left join members e on m.record = e.dataset || ':' || e.entity_id group by m.record \
             order by listed desc, documents desc, probability desc, m.record limit {lines}"
        ),
    )?;
    section(out, "names that the case knows", &rows, |row| {
        let listed = if cell(row, 3) == "1" { ", listed" } else { "" };
        format!(
            "{} may be {} in {} documents{listed}",
            cell(row, 1),
            cell(row, 0),
            cell(row, 2)
        )
    })
}

fn facts(out: &mut dyn Write, tables: &Tables, lines: usize) -> Outcome {
    let rows = texts(
        tables,
        &format!(
            "select relation, subject, object, goods, weapon, hedged from facts \
             where not negated and coalesce(subject, object) is not null \
             order by hedged, document, start limit {lines}"
        ),
    )?;
    section(
        out,
        "who supplies what: leads for a person, no findings",
        &rows,
        |row| {
            let words = [
                cell(row, 1),
                spoken(&cell(row, 0), !cell(row, 3).is_empty()),
                cell(row, 3),
                cell(row, 2),
            ];
            let mut said: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            if !cell(row, 4).is_empty() {
                said.push(format!("for {}", cell(row, 4)));
            }
            if cell(row, 5) == "true" {
                said.push("(suspected, or planned)".to_owned());
            }
            said.join(" ")
        },
    )
}

/// A relation between its subject and its goods or object.
fn spoken(relation: &str, goods: bool) -> String {
    match relation {
        "used-in" => "used in".to_owned(),
        "used-by" => "used by".to_owned(),
        "part-of" => "is part of".to_owned(),
        "acts-for" => "acts for".to_owned(),
        "supplies" if !goods => "supplies to".to_owned(),
        other => other.to_owned(),
    }
}

fn first(lines: usize) -> fyke_model::desk::TextQuery {
    fyke_model::desk::TextQuery {
        page: fyke_model::desk::Page {
            offset: 0,
            limit: lines,
        },
        ..fyke_model::desk::TextQuery::default()
    }
}

fn texts(tables: &Tables, sql: &str) -> Outcome<Vec<Vec<Option<String>>>> {
    Ok(tables.ask(sql)?.texts()?)
}

fn section(
    out: &mut dyn Write,
    title: &str,
    rows: &[Vec<Option<String>>],
    line: impl Fn(&[Option<String>]) -> String,
) -> Outcome {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for row in rows {
        writeln!(out, "  {}", line(row))?;
    }
    Ok(())
}

fn cell(row: &[Option<String>], at: usize) -> String {
    plain(row.get(at).and_then(Option::as_deref).unwrap_or_default()).into_owned()
}

/// Characters of a text on one line of a list.
const SHOWN: usize = 160;

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} ...", line.get(..at).unwrap_or(&line)),
        None => line,
    }
}

fn as_json(case: &Case, read: &Read, together: &Together) -> Outcome<serde_json::Value> {
    let tables = Tables::open(case, None)?;
    let all = first(usize::MAX >> 1);
    Ok(json!({
        "files": read.files,
        "known": read.known,
        "documents": read.documents,
        "refused": read.refused.iter().map(|(file, why)| json!({"file": file, "why": why})).collect::<Vec<_>>(),
        "case": {
            "documents": together.documents,
            "outlets": together.outlets,
            "origins": together.origins,
            "quotes": together.quotes,
        },
        "sayings": fyke_store::reading::sayings(&tables, &all, Among::All)?.items,
        "disagreements": fyke_store::reading::disagreements(&tables, &all, Among::All)?.items,
    }))
}
