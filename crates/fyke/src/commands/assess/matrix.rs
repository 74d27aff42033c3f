//! Hypotheses of a lead and the evidence for and against each: written as a
//! file, kept in the record, answered one hypothesis at a time.

use crate::bench::Bench;
use crate::commands::add::now;
use crate::commands::judge::probability;
use crate::ledger::Signer;
use crate::screen::{Failure, Outcome, note, plain};
use console::Term;
use fyke_judge::hypothesis::book::{SaidMatrix, SaidWeighing, Standing, standing, weigh, write};
use fyke_judge::hypothesis::{Answer, HypothesisError, Matrix, View};
use fyke_judge::record::SystemRandom;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

impl From<HypothesisError> for Failure {
    fn from(error: HypothesisError) -> Failure {
        Failure::pair(
            &error.to_string(),
            "see the matrix with: fyke assess matrix CASE LEAD",
        )
    }
}

/// Shows the matrix of a lead, or writes another version of it.
pub fn matrix(case: &Path, lead: &str, file: Option<&Path>, signer: &Signer, as_json: bool) -> Outcome {
    let mut bench = Bench::open(case, signer)?;
    let lead = bench.whole_id(lead)?;
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Failure::new(
                format!("{} cannot be read: {error}", file.display()),
                "name a TOML file with a matrix",
            )
        })?;
        let matrix: Matrix = toml::from_str(&text).map_err(|error| {
            Failure::new(
                format!("{}: {}", file.display(), error.message()),
                "compare it with docs/judgement.md",
            )
        })?;
        let said = SaidMatrix {
            lead: lead.clone(),
            matrix,
            at: now(),
        };
        let entry = write(bench.desk.record_mut(), &mut SystemRandom, &bench.key, &said)?;
        note(format_args!(
            "written (entry {entry}); answer it with: fyke assess weigh {} {lead}",
            case.display()
        ));
    }
    let Some(standing) = standing(bench.desk.record(), &lead)? else {
        return Err(none_yet(case, &lead));
    };
    show(&bench, &standing, as_json)
}

/// Asks for the probability of each hypothesis, one by one, or takes them as given.
pub fn weighed(case: &Path, lead: &str, given: &[String], signer: &Signer, as_json: bool) -> Outcome {
    let mut bench = Bench::open(case, signer)?;
    let lead = bench.whole_id(lead)?;
    let Some(found) = standing(bench.desk.record(), &lead)? else {
        return Err(none_yet(case, &lead));
    };
    let mut answer = Answer {
        by: bench.key.id(),
        probabilities: BTreeMap::new(),
    };
    for text in given {
        let wrong = || {
            Failure::new(
                format!("'{text}' is no answer"),
                "write hypothesis=0.3, one for each",
            )
        };
        let (id, p) = text.split_once('=').ok_or_else(wrong)?;
        answer
            .probabilities
            .insert(id.to_owned(), probability(p.parse().map_err(|_| wrong())?)?);
    }
    let term = Term::stderr();
    while let Some(next) = found.matrix.next_to_ask(&answer).cloned() {
        if !term.is_term() {
            return Err(Failure::new(
                format!("no probability was given for '{}'", next.id),
                "give each as --p id=0.3, or answer on a terminal",
            ));
        }
        term.write_str(&format!("{}: how likely, 0 to 100 %: ", plain(&next.text)))?;
        let line = term.read_line()?;
        match line.trim().trim_end_matches('%').trim().parse::<f64>() {
            Ok(p) => drop(answer.probabilities.insert(next.id, probability(p / 100.0)?)),
            Err(_) => term.write_line("that is no number from 0 to 100")?,
        }
    }
    let said = SaidWeighing {
        lead: lead.clone(),
        answer,
        at: now(),
    };
    let entry = weigh(bench.desk.record_mut(), &mut SystemRandom, &bench.key, &said)?;
    note(format_args!("written (entry {entry})"));
    let Some(found) = standing(bench.desk.record(), &lead)? else {
        return Err(none_yet(case, &lead));
    };
    show(&bench, &found, as_json)
}

/// Others' answers are shown to those who gave theirs.
fn show(bench: &Bench, standing: &Standing, as_json: bool) -> Outcome {
    let answered = standing.answers.contains_key(&bench.key.id());
    let answers: Vec<Answer> = match answered {
        true => standing.answers.values().cloned().collect(),
        false => vec![],
    };
    let view = View::of(&standing.matrix, &answers)?;
    match as_json {
        true => println!(
            "{}",
            json!({ "view": view, "answered_by": standing.answers.len() })
        ),
        false => println!("{view}"),
    }
    if !answered && !standing.answers.is_empty() {
        note(format_args!(
            "answered by {}; their answers are shown when you have given yours: fyke assess weigh",
            standing.answers.len()
        ));
    }
    Ok(())
}

fn none_yet(case: &Path, lead: &str) -> Failure {
    Failure::new(
        format!("lead {lead} has no matrix yet"),
        format!(
            "write one with: fyke assess matrix {} {lead} --file MATRIX.toml (docs/judgement.md shows one)",
            case.display()
        ),
    )
}
