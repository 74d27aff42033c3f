//! A lead as a document: what may leave of it, what people said, and the entries
//! of the record that prove that they did.
//!
//! That it goes out is written first, by the rules of the desk: below TLP:RED it
//! takes a release that two people signed, and a person is named where two
//! decided that they may be. Only then is anything set.

use super::leads::{Named, Sight};
use super::log::{Kind, Log};
use super::{LocalDesk, Opened};
use crate::commands::add::now;
use crate::commands::judge::wording;
use crate::screen::{Failure, Outcome};
use fyke_guard::rows::{Mapping, Meaning};
use fyke_judge::assessment::Assessment;
use fyke_judge::desk::said::{SaidDecision, SaidJudgement, SaidSecond};
use fyke_judge::desk::{Giving, Hand as Signing};
use fyke_judge::key::{KeyId, PersonKey};
use fyke_judge::record::leaf::{Handle, Index, Tlp, What};
use fyke_judge::record::{Record, SystemRandom};
use fyke_judge::scale::phia::phia;
use fyke_model::dataset::RowRef;
use fyke_model::desk::{Answer, FtmEntity, GivingSaid, Hand, Role, Search, Why};
use fyke_model::lead::Lead;
use fyke_press::{
    Assessed, Assumed, Decided, Dossier, Entity, Entry, Extract, Material, Releasable, Seconded, SourceRow,
    Terms, Told, press,
};
use fyke_store::resolved;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What columns mean that tables of rows print first.
const FIRST: [Meaning; 12] = [
    Meaning::Date,
    Meaning::Month,
    Meaning::Reporter,
    Meaning::Partner,
    Meaning::Consignor,
    Meaning::Consignee,
    Meaning::Hs,
    Meaning::GoodsText,
    Meaning::Value,
    Meaning::Currency,
    Meaning::MassNet,
    Meaning::Name,
];

impl LocalDesk {
    /// Makes a dossier of a lead.
    ///
    /// # Errors
    /// A rule that stands against it; rows that may not leave; more than a dossier takes.
    pub fn make_dossier(&self, hand: &Hand, id: &str, giving: &GivingSaid) -> Answer<(String, Vec<u8>)> {
        let (opened, named, sight) = self.sight(Some(hand), id)?;
        let (lead, tlp) = may_go(named, &sight, giving)?;
        let entities = self.entities_of(&opened, &lead)?;
        let names_person = entities.iter().any(|(schema, _)| schema == "Person");
        let material = Material {
            rows: rows(&opened, &lead)?,
            entities: entities.into_iter().map(|(_, entity)| entity).collect(),
            charts: Vec::new(),
            lead: lead.clone(),
        };
        let terms = Terms {
            tlp: paper(tlp),
            recipient: giving.to.trim().to_owned(),
            licensed: giving.licensed.clone(),
        };
        let labels: BTreeMap<RowRef, _> = material
            .rows
            .iter()
            .map(|row| (row.row.clone(), row.handling))
            .collect();
        let evidence = Releasable::of(material, terms).map_err(|held| {
            Failure::new(held.to_string(), "wait until rows that may leave say the same")
                .because(Why::Conflict)
        })?;
        let handling = labels
            .values()
            .filter(|handling| **handling < fyke_model::dataset::Handling::Restricted)
            .max()
            .copied()
            .unwrap_or_default();
        let told = self.with_log(hand, Role::Releaser, |log, key| {
            disclose(log, key, &lead, tlp, giving, handling, names_person)?;
            log.catch_up()?;
            let told = self.told(&opened, log, &lead)?;
            Ok((told, extract(log, &lead.id)?))
        })?;
        let (told, record) = told;
        let dossier = Dossier {
            evidence,
            told,
            record,
        };
        // set while nobody waits for the record
        let pdf = press(&dossier).map_err(|error| {
            let sentence = error.to_string();
            Failure::pair(&sentence, "give fewer rows away").because(Why::Conflict)
        })?;
        Ok((format!("lead-{}.pdf", lead.id), pdf))
    }

    /// Who takes part: the party of the lead, as other programs read it.
    fn entities_of(&self, opened: &Opened, lead: &Lead) -> Answer<Vec<(String, Entity)>> {
        let Some(id) = opened.shelf.find(&lead.id).and_then(|filed| filed.entity.clone()) else {
            return Ok(Vec::new());
        };
        // a desk without an index knows no entity: then the lead goes alone
        let Ok(ftm) = self.ftm(&id) else {
            return Ok(Vec::new());
        };
        let members = resolved::members_of(&opened.tables, &id).map_err(Failure::from)?;
        let handling = members
            .iter()
            .map(|member| member.handling)
            .max()
            .unwrap_or_default();
        let entity = Entity {
            json: line(&ftm),
            dataset: match ftm.datasets.as_slice() {
                [one] => one.clone(),
                _ => String::new(),
            },
            handling,
        };
        Ok(vec![(ftm.schema, entity)])
    }

    /// What is said about the lead.
    fn told(&self, opened: &Opened, log: &mut Log, lead: &Lead) -> Outcome<Told> {
        let handle = log.handle(&lead.id)?;
        let (assessments, decisions) = match handle {
            Some(handle) => (assessments(log, &lead.id, handle)?, decisions(log, handle)?),
            None => (Vec::new(), Vec::new()),
        };
        let typology = |id: &String| Some((id.clone(), self.glossary.typologies.get(id)?.clone()));
        let mut not_seen = vec![match lead.coverage {
            Some(share) => format!("the data are thought to show {:.0} % of the trade", share * 100.0),
            None => "how much of the trade the data show is not known".to_owned(),
        }];
        if lead.simulated {
            not_seen.push("rows of this lead are simulated: it is an exercise".to_owned());
        }
        Ok(Told {
            headline: String::new(),
            case: opened.case.file().name.clone(),
            made_at: second(&now()),
            made_by: format!("fyke {}", env!("CARGO_PKG_VERSION")),
            data_version: opened.version.clone(),
            permalink: format!("/leads/{}", lead.id),
            regime: self
                .glossary
                .regimes
                .get(&lead.regime)
                .cloned()
                .unwrap_or_else(|| lead.regime.clone()),
            typologies: lead
                .reasons
                .iter()
                .map(|reason| &reason.typology)
                .filter_map(typology)
                .collect(),
            columns: columns(opened, lead),
            not_seen,
            assessments,
            decisions,
        })
    }
}

/// Whether it may go out at all, as far as can be said without the record.
fn may_go(named: Named, sight: &Sight, giving: &GivingSaid) -> Outcome<(Lead, Tlp)> {
    if named.known {
        return Err(Failure::new(
            "the answer of this lead was known beforehand: it is not of this case",
            "give nothing of it away; it was there to measure who judges",
        ));
    }
    if !matches!(sight, Sight::Whole(..)) {
        return Err(Failure::new(
            "you have not judged this lead, so its reasons are not yours to give away",
            "say what you think of it first, or have it decided",
        ));
    }
    if giving.to.trim().is_empty() || giving.why.trim().is_empty() {
        return Err(Failure::new(
            "it is not said who gets it, or what for",
            "name the recipient and the reason: both stand in the record",
        )
        .because(Why::Malformed));
    }
    let tlp = super::leads::tlp(&giving.tlp)?;
    Ok((named.lead, tlp))
}

/// Writes that it goes out.
fn disclose(
    log: &mut Log,
    key: &PersonKey,
    lead: &Lead,
    tlp: Tlp,
    giving: &GivingSaid,
    handling: fyke_model::dataset::Handling,
    names_person: bool,
) -> Outcome {
    let at = now();
    let mut signing = Signing {
        by: key,
        at: &at,
        random: &mut SystemRandom,
    };
    let giving = Giving {
        lead: &lead.id,
        tlp,
        to: giving.to.trim(),
        why: giving.why.trim(),
        handling,
        names_person,
    };
    log.desk.disclose(&giving, &mut signing)?;
    Ok(())
}

/// Columns of the lead's files that are printed first: who sent what to whom, and
/// when, as each file calls it.
fn columns(opened: &Opened, lead: &Lead) -> Vec<String> {
    let files: BTreeSet<_> = lead.rows.iter().map(|row| row.row.file).collect();
    let understood = files.iter().filter_map(|file| {
        let text = std::fs::read_to_string(opened.case.mapping_path(*file)).ok()?;
        Mapping::from_toml(&text).ok()
    });
    let understood: Vec<Mapping> = understood.collect();
    let mut columns = Vec::new();
    for meaning in FIRST {
        let of = understood.iter().flat_map(|mapping| &mapping.columns);
        for column in of.filter(|column| column.meaning == meaning) {
            if !columns.contains(&column.column) {
                columns.push(column.column.clone());
            }
        }
    }
    columns
}

/// The rows of a lead with their cells, as their files have them, and labels.
fn rows(opened: &Opened, lead: &Lead) -> Outcome<Vec<SourceRow>> {
    let refs: BTreeSet<RowRef> = lead.rows.iter().map(|row| row.row.clone()).collect();
    let refs: Vec<RowRef> = refs.into_iter().collect();
    let shown = opened.source_rows(&refs)?.into_iter();
    Ok(shown
        .filter_map(|shown| {
            let file = opened.files.get(&shown.row.file)?;
            Some(SourceRow {
                row: shown.row,
                handling: file.handling,
                file_name: file.name.clone(),
                cells: shown.cells,
            })
        })
        .collect())
}

/// An entity on one line.
fn line(ftm: &FtmEntity) -> String {
    json!({
        "id": ftm.id, "caption": ftm.caption, "schema": ftm.schema, "properties": ftm.properties,
        "datasets": ftm.datasets, "referents": ftm.referents, "target": ftm.target,
    })
    .to_string()
}

/// The label as the paper has it.
const fn paper(tlp: Tlp) -> fyke_press::Tlp {
    match tlp {
        Tlp::Clear => fyke_press::Tlp::Clear,
        Tlp::Green => fyke_press::Tlp::Green,
        Tlp::Amber => fyke_press::Tlp::Amber,
        Tlp::AmberStrict => fyke_press::Tlp::AmberStrict,
        Tlp::Red => fyke_press::Tlp::Red,
    }
}

/// A time to the second.
fn second(at: &str) -> String {
    match at.get(..19) {
        Some(whole) => format!("{whole}Z"),
        None => at.to_owned(),
    }
}

/// What people think, their last word each; who dissents is said to.
fn assessments(log: &mut Log, lead: &str, handle: Handle) -> Outcome<Vec<Assessed>> {
    let mut last: BTreeMap<KeyId, (Index, Kind)> = BTreeMap::new();
    for (index, entry) in log.about(handle, &[Kind::BlindJudgement, Kind::Decision]) {
        if let Some(by) = entry.person() {
            last.insert(by, (index, entry.kind));
        }
    }
    let dissent: BTreeSet<KeyId> = log.desk.dissent(lead)?.into_iter().map(|one| one.by).collect();
    let mut all = Vec::new();
    for (by, (index, kind)) in last {
        let assessment: Option<Assessment> = match kind {
            Kind::Decision => log
                .record()
                .payload::<SaidDecision>(index)?
                .and_then(|said| said.assessment),
            _ => log
                .record()
                .payload::<SaidJudgement>(index)?
                .map(|said| said.assessment),
        };
        let Some(one) = assessment else { continue };
        all.push(Assessed {
            by: log.roll.name(by),
            likely: phia().write(one.probability, 0),
            confidence: wording::confidence(one.confidence).to_owned(),
            blind: kind == Kind::BlindJudgement,
            dissent: dissent.contains(&by),
            assumptions: one
                .assumptions
                .iter()
                .map(|assumed| Assumed {
                    text: assumed.text.clone(),
                    if_false: assumed.if_false.clone(),
                    until: assumed.expires.to_string(),
                })
                .collect(),
            question: one.question,
            confidence_basis: one.confidence_basis,
            alternatives: one.alternatives,
            entry: Some(index),
        });
    }
    Ok(all)
}

/// What was decided, and who agreed.
fn decisions(log: &mut Log, handle: Handle) -> Outcome<Vec<Decided>> {
    let seconds = log.about(handle, &[Kind::SecondSignature]);
    let mut all = Vec::new();
    for (index, entry) in log.about(handle, &[Kind::Decision]) {
        let record = log.record();
        let What::Decision { verdict, .. } = record.leaf(index)?.what else {
            continue;
        };
        let said = record.payload::<SaidDecision>(index)?;
        let mut seconded = Vec::new();
        for (at, second) in seconds.iter().filter(|(_, second)| second.of == Some(index)) {
            let said = record.payload::<SaidSecond>(*at)?;
            seconded.push(Seconded {
                by: log.roll.who(second.by),
                why: said.as_ref().map(|said| said.why.clone()).unwrap_or_default(),
                at: said.map(|said| day(&said.at)).unwrap_or_default(),
                entry: Some(*at),
            });
        }
        all.push(Decided {
            by: log.roll.who(entry.by),
            verdict: wording::verdict(verdict).to_owned(),
            why: said
                .as_ref()
                .and_then(|said| said.reason.clone())
                .unwrap_or_default(),
            at: said.map(|said| day(&said.at)).unwrap_or_default(),
            entry: Some(index),
            seconded,
        });
    }
    Ok(all)
}

fn day(at: &str) -> String {
    at.get(..10).unwrap_or(at).to_owned()
}

/// The entries about the lead, each with the proof that the log holds it.
fn extract(log: &mut Log, lead: &str) -> Outcome<Option<Extract>> {
    const TAKEN: [Kind; 5] = [
        Kind::BlindJudgement,
        Kind::Reveal,
        Kind::Decision,
        Kind::SecondSignature,
        Kind::Disclosure,
    ];
    let Some(handle) = log.handle(lead)? else {
        return Ok(None);
    };
    let mut entries = Vec::new();
    for (index, entry) in log.about(handle, &TAKEN) {
        let record: &Record = log.record();
        entries.push(Entry {
            index,
            what: format!(
                "{} of {}",
                entry.kind.as_str().replace('_', " "),
                log.roll.who(entry.by)
            ),
            bytes: record.entry(index)?,
            proof: record.prove(index)?.to_text(),
            opening: None,
        });
    }
    let record = log.desk.record();
    Ok(Some(Extract {
        log_key: record.log_key().to_owned(),
        checkpoint: record.signed_checkpoint().to_vec(),
        entries,
    }))
}
