//! What a person does with leads, one command a step: everything the triage
//! on the terminal does, for scripts and for those who like it plain.

use super::wording;
use crate::bench::{Bench, Known, Said, known_path};
use crate::ledger::{self, Signer};
use crate::screen::{Failure, Outcome, counted, note, plain};
use fyke_judge::assessment::{Assumption, Basis, Confidence, Probability};
use fyke_judge::desk::{BlindView, KnownAnswer, Revealed, Standing};
use fyke_judge::record::leaf::{Tlp, Verdict};
use fyke_judge::roll::Roll;
use fyke_model::lead::{Lead, Subject};
use fyke_store::{Case, leads};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Steps that a person takes with leads.
#[derive(clap::Subcommand)]
pub enum Step {
    /// draw a session: leads in an order that says nothing, some from below the cut, some whose answer is known
    Queue {
        /// how many leads of the case
        #[arg(long, short = 'n', default_value_t = crate::bench::SESSION_LEADS)]
        limit: usize,
        /// only these leads
        only: Vec<String>,
    },
    /// say what you think of a lead, before the machine's answer is shown
    Say {
        /// the lead
        lead: String,
        /// how likely, 0 to 1
        #[arg(long)]
        p: f64,
        /// how firm the ground is: low, moderate or high
        #[arg(long)]
        confidence: Word<Confidence>,
        /// what that rests on
        #[arg(long)]
        why: String,
        /// a row that you lean on, by its number in the list; at least one
        #[arg(long, required = true)]
        row: Vec<usize>,
        /// something you assume, written: what | what follows if it is false | last day it counts
        #[arg(long)]
        assume: Vec<String>,
        /// what else it could be
        #[arg(long)]
        alternative: Vec<String>,
    },
    /// see what the machine and others think of a lead that you have judged
    Reveal {
        /// the lead
        lead: String,
    },
    /// decide: escalate, name_person, release, refute, dismiss, defer
    Decide {
        /// the lead
        lead: String,
        /// the verdict
        verdict: Word<Verdict>,
        /// how likely you think it is now, where that changed
        #[arg(long, requires = "why")]
        p: Option<f64>,
        /// why it changed
        #[arg(long)]
        why: Option<String>,
    },
    /// sign somebody else's decision as the second person
    Sign {
        /// the lead
        lead: String,
        /// why you agree
        #[arg(long)]
        why: String,
    },
    /// take your last decision on a lead back
    Withdraw {
        /// the lead
        lead: String,
        /// why
        #[arg(long)]
        why: String,
    },
    /// open a lead again
    Reopen {
        /// the lead
        lead: String,
        /// why
        #[arg(long)]
        why: String,
    },
    /// dismiss or defer many leads at one stroke; one in twenty comes back to be looked at
    Bulk {
        /// dismiss or defer
        verdict: Word<Verdict>,
        /// the leads
        #[arg(required = true)]
        leads: Vec<String>,
        /// how they were selected
        #[arg(long)]
        why: String,
    },
    /// write down that something of a lead is given to somebody; below TLP:RED it takes a release that two
    /// people signed, and whoever thinks otherwise goes along
    Give {
        /// the lead
        lead: String,
        /// clear, green, amber, amber_strict or red
        #[arg(long)]
        tlp: Word<Tlp>,
        /// who gets it
        #[arg(long)]
        to: String,
        /// what for
        #[arg(long)]
        why: String,
        /// it names a person
        #[arg(long)]
        names_person: bool,
    },
    /// destroy what was said in entries of the record; the log still verifies, and says that it was done
    Erase {
        /// numbers of the entries
        #[arg(required = true)]
        entries: Vec<u64>,
        /// why, and on whose word
        #[arg(long)]
        why: String,
    },
    /// where every lead stands, and which assumptions ran out
    Where,
    /// take in leads whose answer is known, of a simulated case: they are mixed into sessions to measure
    /// how well people and the machine judge
    Known {
        /// a traced case made of a simulated world
        other: PathBuf,
        /// the world's truth/parties.csv
        #[arg(long)]
        truth: PathBuf,
    },
    /// switch the machine layer of this case off, or on again
    Machine {
        /// on or off
        state: OnOff,
        /// why
        #[arg(long)]
        why: String,
    },
}

/// On or off.
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum OnOff {
    /// machines suggest
    On,
    /// nobody but people
    Off,
}

/// A word of the record's own vocabulary, as its JSON spells it.
#[derive(Clone, Copy)]
pub struct Word<T>(pub T);

impl<T: serde::de::DeserializeOwned> std::str::FromStr for Word<T> {
    type Err = String;
    fn from_str(text: &str) -> Result<Word<T>, String> {
        serde_json::from_value(text.into()).map(Word).map_err(|error| {
            // serde lists the words it knows
            error.to_string().replace("unknown variant", "no such word:")
        })
    }
}

pub fn run(path: &Path, step: &Step, signer: &Signer, as_json: bool) -> Outcome {
    match step {
        Step::Where => standings(path, as_json),
        Step::Known { other, truth } => known(path, other, truth),
        _ => at_bench(&mut Bench::open(path, signer)?, step, as_json),
    }
}

fn at_bench(bench: &mut Bench, step: &Step, as_json: bool) -> Outcome {
    match step {
        Step::Queue { limit, only } => {
            let session = bench.session(*limit, only)?;
            tell_queue(bench, session.views(), as_json)
        }
        Step::Say {
            lead,
            p,
            confidence,
            why,
            row,
            assume,
            alternative,
        } => {
            let view = bench.view(lead)?;
            let said = Said {
                probability: probability(*p)?,
                confidence: confidence.0,
                why: why.clone(),
                basis: row.iter().map(|at| basis(&view, *at)).collect::<Outcome<_>>()?,
                assumptions: assume
                    .iter()
                    .map(|text| assumption(text))
                    .collect::<Outcome<_>>()?,
                alternatives: alternative.clone(),
            };
            let assessment = bench.assessment(&view, said, true);
            wording::warn(&assessment);
            bench.judge(&view, assessment)?;
            told(
                as_json,
                json!({ "lead": view.lead() }),
                "your judgement is in the record; see the machine's with: reveal",
            )
        }
        Step::Reveal { lead } => {
            let lead = bench.whole_id(lead)?;
            let judged = bench.judged(&lead)?;
            let revealed = bench.reveal(judged)?;
            tell_revealed(bench, &revealed, as_json)
        }
        Step::Decide {
            lead,
            verdict,
            p,
            why,
        } => {
            let changed = match p {
                Some(p) => Some((probability(*p)?, why.clone().unwrap_or_default())),
                None => None,
            };
            let whole = bench.whole_id(lead)?;
            let decided = bench.decide(&whole, verdict.0, changed)?;
            let words = match decided.waits_for_second {
                true => "decided; it takes effect when a second person has signed it",
                false => "decided",
            };
            told(
                as_json,
                json!({ "lead": lead, "entry": decided.entry, "waits": decided.waits_for_second }),
                words,
            )
        }
        Step::Sign { lead, why } => {
            let lead = bench.whole_id(lead)?;
            entry(as_json, bench.sign(&lead, why)?, "signed as the second person")
        }
        Step::Withdraw { lead, why } => {
            let lead = bench.whole_id(lead)?;
            let taken = bench.withdraw(&lead, why)?;
            entry(as_json, taken, "taken back; it stays in the record")
        }
        Step::Reopen { lead, why } => {
            let lead = bench.whole_id(lead)?;
            entry(as_json, bench.reopen(&lead, why)?, "open again")
        }
        Step::Bulk { verdict, leads, why } => {
            let whole = bench.whole_ids(leads)?;
            let bulked = bench.bulk(verdict.0, &whole, why)?;
            let words = format!(
                "{} decided; to be looked at again one by one: {}",
                counted(leads.len() as u64, "lead"),
                bulked.again.join(", ")
            );
            told(
                as_json,
                json!({ "entry": bulked.entry, "again": bulked.again }),
                &words,
            )
        }
        Step::Give {
            lead,
            tlp,
            to,
            why,
            names_person,
        } => {
            let lead = bench.whole_id(lead)?;
            let given = bench.give(&lead, tlp.0, to, why, *names_person)?;
            entry(
                as_json,
                given,
                "written down; dissent goes along: see fyke assess show",
            )
        }
        Step::Erase { entries, why } => entry(as_json, bench.erase(entries, why)?, "erased"),
        Step::Machine { state, why } => {
            let on = matches!(state, OnOff::On);
            let words = if on {
                "machines suggest again in this case"
            } else {
                "the machine is off: nobody but people"
            };
            entry(as_json, bench.machine(on, why)?, words)
        }
        Step::Where | Step::Known { .. } => Ok(()),
    }
}

/// A number that a person typed.
pub fn probability(p: f64) -> Outcome<Probability> {
    Probability::new(p).map_err(|error| Failure::pair(&error.to_string(), "give a number from 0 to 1"))
}

fn basis(view: &BlindView, at: usize) -> Outcome<Basis> {
    let row = at.checked_sub(1).and_then(|at| view.rows().get(at));
    row.map(|row| Basis::Row(row.row.clone())).ok_or_else(|| {
        Failure::new(
            format!("lead {} has no row {at}", view.lead()),
            format!("its rows are 1 to {}", view.rows().len()),
        )
    })
}

/// `what | what follows if it is false | 2027-01-01`.
fn assumption(text: &str) -> Outcome<Assumption> {
    let wrong = || {
        Failure::new(
            format!("'{text}' is not an assumption with its end"),
            "write: what is assumed | what follows if it is false | the last day it counts, 2027-06-30",
        )
    };
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let [what, if_false, expires] = parts.as_slice() else {
        return Err(wrong());
    };
    Ok(Assumption {
        text: (*what).to_owned(),
        if_false: (*if_false).to_owned(),
        expires: expires.parse().map_err(|_| wrong())?,
    })
}

fn entry(as_json: bool, entry: u64, words: &str) -> Outcome {
    told(
        as_json,
        json!({ "entry": entry }),
        &format!("{words} (entry {entry})"),
    )
}

fn told(as_json: bool, value: serde_json::Value, words: &str) -> Outcome {
    match as_json {
        true => println!("{value}"),
        false => println!("{words}"),
    }
    Ok(())
}

fn tell_queue(bench: &Bench, views: &[BlindView], as_json: bool) -> Outcome {
    if as_json {
        println!("{}", serde_json::to_string_pretty(views)?);
        return Ok(());
    }
    for view in views {
        let (from, to) = view.period();
        println!(
            "{}  {}  {}  {from} to {to}  {}",
            view.lead(),
            plain(&leads::subject(view.subject())),
            view.goods().title,
            counted(view.rows().len() as u64, "row")
        );
    }
    note(format_args!(
        "{} in an order that says nothing; say what you think of one with: fyke judge {} say LEAD --p .. --confidence .. --why .. --row ..",
        counted(views.len() as u64, "lead"),
        bench.matter.case.root().display()
    ));
    Ok(())
}

/// What was opened, as JSON or in words.
fn tell_revealed(bench: &Bench, revealed: &Revealed, as_json: bool) -> Outcome {
    let names = Roll::of(bench.desk.record())?;
    if as_json {
        let others: Vec<_> = revealed
            .others
            .iter()
            .map(|other| {
                json!({
                    "by": names.name(other.by),
                    "probability": other.assessment.as_ref().map(|a| a.probability),
                })
            })
            .collect();
        println!(
            "{}",
            json!({
                "machine": revealed.suggestion, "others": others,
                "known": revealed.known.as_ref().map(|known| json!({
                    "truth": known.truth, "machine_wrong": known.machine_wrong, "from": known.from,
                })),
            })
        );
        return Ok(());
    }
    let seen = super::triage::seen(&names, revealed);
    println!("machine  {}", seen.machine);
    for (who, p) in &seen.others {
        println!("{}  {p}", plain(who));
    }
    for (weight, sentence) in &seen.reasons {
        println!("  {weight:>+5.1}  {}", plain(sentence));
    }
    if let Some(known) = &seen.known {
        println!("known    {known}");
    }
    Ok(())
}

/// A standing in words.
pub fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Open => "open",
        Standing::Judged => "judged",
        Standing::WaitsForSecond => "waits for a second person",
        Standing::Escalated => "escalated",
        Standing::Refuted => "refuted",
        Standing::Dismissed => "dismissed",
        Standing::Deferred => "deferred",
        Standing::Reopened => "open again",
    }
}

fn standings(path: &Path, as_json: bool) -> Outcome {
    let Some(mut desk) = ledger::desk(path)? else {
        println!("no record yet");
        return Ok(());
    };
    let all = desk.standings()?;
    let expired = desk.reopened(ledger::today())?;
    if as_json {
        let leads: BTreeMap<_, _> = all.iter().map(|(lead, at)| (lead, standing_words(*at))).collect();
        let expired: Vec<_> = expired
            .iter()
            .map(|e| json!({ "lead": e.lead, "assumption": e.text, "if_false": e.if_false, "expired": e.expired }))
            .collect();
        println!("{}", json!({ "leads": leads, "expired": expired }));
        return Ok(());
    }
    for (lead, standing) in &all {
        println!("{lead}  {}", standing_words(*standing));
    }
    for e in &expired {
        println!(
            "{}  open again: an assumption ran out on {}: {}; if it is false: {}",
            e.lead,
            e.expired,
            plain(&e.text),
            plain(&e.if_false)
        );
    }
    Ok(())
}

/// Leads of a simulated case with their answer.
fn known(path: &Path, other: &Path, truth: &Path) -> Outcome {
    let (_, tables) = crate::commands::trace::refresh(other)?;
    let mut planted = std::collections::BTreeSet::new();
    crate::eval::rows::named(truth, ["name", "country", "family", "role"], &mut |[
        name,
        country,
        family,
        role,
    ]| {
        if matches!(role, "seller" | "middle") {
            planted.insert((name.to_owned(), country.to_owned(), family.to_owned()));
        }
    })?;
    let case = Case::open_read_only(other)?;
    let mut known = Known::default();
    for lead in leads::read(&tables, None)?
        .into_iter()
        .filter(|lead| lead.simulated)
    {
        let Some(key) = party(&lead) else { continue };
        let refs: Vec<_> = lead.rows.iter().map(|row| row.row.clone()).collect();
        known.rows.extend(
            leads::rows_behind(&tables, &refs)?
                .into_iter()
                .map(|shown| (shown.row, shown.cells)),
        );
        known.answers.push(KnownAnswer {
            truth: planted.contains(&key),
            lead,
            from: format!("simulated world, case {}", case.file().name),
        });
    }
    let wrong = known
        .answers
        .iter()
        .filter(|answer| answer.machine_wrong())
        .count();
    if known.answers.is_empty() {
        return Err(Failure::new(
            format!("{} has no simulated lead about a party", other.display()),
            "trace a case made of a simulated world: fyke simulate, new, add, trace",
        ));
    }
    // whole or not at all, whatever kills the program
    let mut file = tempfile::NamedTempFile::new_in(path)?;
    file.write_all(&serde_json::to_vec(&known)?)?;
    file.as_file().sync_all()?;
    file.persist(known_path(path)).map_err(|error| error.error)?;
    println!(
        "{} with known answers; the machine is wrong about {}",
        counted(known.answers.len() as u64, "lead"),
        wrong
    );
    Ok(())
}

fn party(lead: &Lead) -> Option<(String, String, String)> {
    match &lead.subject {
        Subject::Party { name, country, .. } => Some((
            name.clone(),
            country.map(|c| c.to_string()).unwrap_or_default(),
            lead.goods.id.clone(),
        )),
        _ => None,
    }
}
