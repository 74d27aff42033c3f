//! The record of the case, read and checked.
//!
//! Everybody may read it, also who has not judged a lead. So a sentence says what
//! happened and not what was thought, until people have decided: a sealed score
//! is not tied to its lead, nor is a decision that waits for a second person.

use super::log::{Brief, Kind, Log};
use super::{LocalDesk, no_record};
use crate::commands::judge::wording;
use crate::commands::verify;
use crate::ledger::SaidTakeIn;
use crate::screen::{Outcome, counted};
use fyke_judge::desk::said::{SaidDisclosure, SaidExport, SaidKept, SaidReads, tlp_words};
use fyke_judge::forecast::Resolution;
use fyke_judge::forecast::book::{SaidForecast, SaidOutcome};
use fyke_judge::record::leaf::{Actor, Index, Policy, What};
use fyke_judge::roll::SaidRole;
use fyke_model::desk::{Answer, Chronicle, EntryQuery, EntryView, Listed, Refusal, VerifyView};
use serde::Deserialize;
use std::fmt::Write;

/// Entries on one page at most.
const PAGE_MAX: usize = 500;

impl Chronicle for LocalDesk {
    fn entries(&self, query: &EntryQuery) -> Answer<Listed<EntryView>> {
        let mut log = self.log()?;
        let Some(log) = log.as_mut() else {
            return Ok(Listed::default());
        };
        let about = match &query.about {
            None => None,
            Some(lead) => match log.handle(lead)? {
                Some(handle) => Some((handle, log.is_decided(lead))),
                None => return Ok(Listed::default()),
            },
        };
        let of_lead = |entry: &Brief| {
            about.is_none_or(|(handle, decided)| {
                entry.about == Some(handle) && (decided || entry.kind.tells_nothing())
            })
        };
        let of_kind = |entry: &Brief| {
            query.kinds.is_empty() || query.kinds.iter().any(|kind| kind == entry.kind.as_str())
        };
        let of_hand = |entry: &Brief| query.by.as_ref().is_none_or(|by| *by == key_of(entry.by));
        let found: Vec<Index> = (0..)
            .zip(&log.entries)
            .filter(|(_, entry)| of_kind(entry) && of_lead(entry) && of_hand(entry))
            .map(|(index, _)| index)
            .collect();
        let page = found
            .iter()
            .rev()
            .skip(query.page.offset)
            .take(query.page.limit.min(PAGE_MAX));
        let items = page.map(|index| told(log, *index)).collect::<Outcome<_>>()?;
        Ok(Listed {
            items,
            total: found.len() as u64,
        })
    }

    fn verify(&self) -> Answer<VerifyView> {
        // on files of its own: nobody waits for it
        let checked = verify::whole_case(&self.root)?;
        let mut view = VerifyView {
            findings: checked.findings(),
            ..VerifyView::default()
        };
        if let Some(stored) = &checked.stored {
            let stored = stored.checked();
            view.looked_at = vec![
                ("files".to_owned(), stored.files),
                ("table parts".to_owned(), stored.parts),
                ("rows".to_owned(), stored.rows),
                ("parts of who is who".to_owned(), stored.derived),
                ("lines of judgements".to_owned(), stored.judgements),
            ];
        }
        if let Some(report) = &checked.record {
            view.looked_at.push(("entries".to_owned(), report.size));
            view.looked_at.push(("payloads".to_owned(), report.payloads));
            view.size = report.size;
            view.witnesses = report
                .witnessed
                .iter()
                .map(|one| format!("{} saw {}", one.by, counted(one.size, "entry")))
                .collect();
            let log = self.log()?;
            if let Some(log) = log.as_ref() {
                view.checkpoint = String::from_utf8_lossy(log.record().signed_checkpoint()).into_owned();
                view.root = view.checkpoint.lines().nth(2).unwrap_or_default().to_owned();
            }
        }
        view.whole = view.findings.is_empty();
        Ok(view)
    }

    fn proof(&self, entry: u64) -> Answer<(Vec<u8>, Vec<u8>)> {
        let log = self.log()?;
        let record = log.as_ref().ok_or_else(no_record)?.record();
        if entry >= record.size() {
            return Err(Refusal::absent("this entry"));
        }
        let leaf = record.entry(entry).map_err(crate::screen::Failure::from)?;
        let proof = record.prove(entry).map_err(crate::screen::Failure::from)?;
        Ok((leaf, proof.to_text()))
    }
}

fn key_of(by: Actor) -> String {
    match by {
        Actor::Person(key) | Actor::Machine(key) => key.to_string(),
    }
}

impl Kind {
    /// Whether that it happened to a lead says nothing of what anybody thinks.
    fn tells_nothing(self) -> bool {
        matches!(
            self,
            Kind::BlindJudgement | Kind::Reveal | Kind::Forecast | Kind::Matrix | Kind::Weighing
        )
    }
}

/// The time in a payload of any kind.
#[derive(Deserialize)]
struct At {
    #[serde(default)]
    at: Option<String>,
}

/// An entry in a sentence.
fn told(log: &mut Log, index: Index) -> Outcome<EntryView> {
    let leaf = log.record().leaf(index)?;
    let kind = Kind::of(&leaf.what);
    let said = log.record().said(index)?;
    let at = said
        .as_deref()
        .and_then(|said| serde_json::from_slice::<At>(said).ok()?.at);
    let lead = leaf.about.and_then(|handle| log.names.get(&handle).cloned());
    let about = lead.filter(|lead| kind.tells_nothing() || log.is_decided(lead));
    let of_lead = about
        .as_ref()
        .map_or_else(|| "a lead".to_owned(), |lead| format!("lead {lead}"));
    let open = about.is_some();
    let words = sentence(log, index, &leaf.what, &of_lead, open)?;
    let at = match &leaf.what {
        What::Reads { .. } => log
            .record()
            .payload::<SaidReads>(index)?
            .and_then(|said| Some(said.pages.first()?.at.clone())),
        _ => at,
    };
    Ok(EntryView {
        index,
        kind: kind.as_str().to_owned(),
        by: log.roll.who(leaf.by),
        key: key_of(leaf.by),
        at,
        about,
        words,
        erased: log.erased.contains(&index),
    })
}

/// What happened; nothing that is still sealed.
fn sentence(log: &mut Log, index: Index, what: &What, lead: &str, open: bool) -> Outcome<String> {
    let record = log.record();
    Ok(match what {
        What::TakeIn {} => match record.payload::<SaidTakeIn>(index)? {
            Some(said) => format!(
                "took in {} of dataset {}: {}, {} refused",
                said.name,
                said.dataset,
                counted(said.rows_in, "row"),
                said.rows_refused
            ),
            None => "took in a file".to_owned(),
        },
        What::ScoreCommitment { .. } => format!("sealed what it thinks of {lead}"),
        What::Session { n, .. } => format!("began a session of {}", counted(*n, "lead")),
        What::BlindJudgement { .. } => format!("judged {lead}, blind"),
        What::Reveal { .. } => format!("was shown what the machine and others think of {lead}"),
        What::Decision { verdict, undoes, .. } => match (open, undoes) {
            (true, Some(_)) => format!("took a decision on {lead} back"),
            (true, None) => format!("decided {lead}: {}", wording::verdict(*verdict)),
            (false, _) => format!("decided on {lead}"),
        },
        What::SecondSignature { decision, .. } => format!("signed entry {decision} as the second person"),
        What::Bulk { verdict, n, again } => format!(
            "{} {} at one stroke, {again} to be looked at again",
            wording::verdict(*verdict),
            counted(*n, "lead")
        ),
        What::Disclosure { tlp, .. } => {
            let said = record.payload::<SaidDisclosure>(index)?;
            let to = said.map_or_else(|| "somebody".to_owned(), |said| said.to);
            format!("gave {lead} to {to} as {}", tlp_words(*tlp))
        }
        What::Reads { n } => {
            let said = record.payload::<SaidReads>(index)?;
            let who = said.map_or_else(
                || "somebody".to_owned(),
                |said| said.by.map_or(said.user, |by| log.roll.name(by)),
            );
            format!("{who} looked at {}", counted(*n, "page"))
        }
        What::Kept {} => match record.payload::<SaidKept>(index)? {
            Some(said) if said.kind == "seen" => "looked through the alerts of a saved search".to_owned(),
            Some(said) if said.thing.is_null() => format!("keeps a {} no more", said.kind),
            Some(said) => format!("keeps a {}", said.kind),
            None => "keeps something".to_owned(),
        },
        What::Export {} => match record.payload::<SaidExport>(index)? {
            Some(said) => format!(
                "exported {} as {}: {}",
                said.what,
                said.form,
                counted(said.rows, "row")
            ),
            None => "exported something".to_owned(),
        },
        What::Erasure { of } => {
            let mut words = format!("destroyed what was said in {}", counted(of.len() as u64, "entry"));
            for entry in of.iter().take(10) {
                let _ = write!(words, " {entry}");
            }
            words
        }
        What::ModelChange { on: true } => "switched the machine on, or replaced it".to_owned(),
        What::ModelChange { on: false } => "switched the machine off".to_owned(),
        What::Forecast {} => match record.payload::<SaidForecast>(index)? {
            Some(said) => format!("asked: {}", said.question.text),
            None => "asked a question that time answers".to_owned(),
        },
        What::Answer {
            forecast,
            outcome: false,
        } => format!("said how likely the question of entry {forecast} is"),
        What::Answer {
            forecast,
            outcome: true,
        } => match record.payload::<SaidOutcome>(index)? {
            Some(SaidOutcome {
                resolution: Resolution::Yes,
                ..
            }) => format!("the question of entry {forecast}: it happened"),
            Some(SaidOutcome {
                resolution: Resolution::No,
                ..
            }) => format!("the question of entry {forecast}: it did not happen"),
            _ => format!("the question of entry {forecast}: it cannot be said"),
        },
        What::Matrix { .. } => format!("wrote the hypotheses of {lead} side by side"),
        What::Weighing { .. } => format!("weighed the hypotheses of {lead}"),
        What::PolicyChange(policy) => match policy {
            Policy::Opened { .. } => "began the record".to_owned(),
            Policy::Enrolled { key } => format!("let {} sign in this case", log.roll.name(key.id())),
            Policy::Retired { key } => format!("{} signs no more", log.roll.name(*key)),
            Policy::Witness { .. } => "let a partner witness the record".to_owned(),
            Policy::Settings {} => {
                let said = record.said(index)?;
                match said.and_then(|said| serde_json::from_slice::<SaidRole>(&said).ok()) {
                    Some(said) => format!(
                        "{} is a {} from here on",
                        log.roll.name(said.key),
                        said.role.as_str()
                    ),
                    None => "changed a setting".to_owned(),
                }
            }
        },
    })
}
