//! One lead, as much of it as a person may see, and its rows.

use super::super::log::{Kind, Log};
use super::super::{LocalDesk, Opened};
use super::said::{tlp_word, told, verdict_word};
use super::sight::{Named, Sight};
use crate::screen::Outcome;
use fyke_judge::desk::said::{SaidDecision, SaidJudgement};
use fyke_judge::desk::{BlindView, Judged, Revealed};
use fyke_judge::key::KeyId;
use fyke_judge::record::leaf::{Index, Verdict, What};
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::desk::{
    Answer, BlindLead, DecisionView, Hand, JudgementSaid, LeadPage, LeadRowView, Listed, OpenLead, Page,
    Role, RowView, Standing,
};
use fyke_model::lead::Lead;
use std::collections::{BTreeMap, BTreeSet};

/// Rows with their cells on one page at most.
const ROWS_MAX: usize = 200;

/// Verdicts that a person may give, those that take two first.
const VERDICTS: [Verdict; 6] = [
    Verdict::Escalate,
    Verdict::Refute,
    Verdict::Dismiss,
    Verdict::Defer,
    Verdict::NamePerson,
    Verdict::Release,
];

impl LocalDesk {
    pub(super) fn lead_page(&self, hand: Option<&Hand>, id: &str) -> Answer<LeadPage> {
        let me = self.who(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        let named = Named::find(&opened, log.as_ref(), me, id)?;
        let sight = Sight::of(log.as_mut(), me, &named)?;
        let view = named.view();
        Ok(match sight {
            Sight::Blind => LeadPage::Blind(blind(&opened, log.as_mut(), me, &named, &view)?),
            Sight::Judged(judged) => LeadPage::Judged {
                blind: blind(&opened, log.as_mut(), me, &named, &view)?,
                mine: told(judged.assessment(), &view),
            },
            Sight::Whole(judged, revealed) => {
                let open = self.open_lead(
                    &opened,
                    log.as_mut(),
                    me,
                    named,
                    judged.as_deref(),
                    revealed.as_deref(),
                )?;
                LeadPage::Open(Box::new(open))
            }
        })
    }

    fn open_lead(
        &self,
        opened: &Opened,
        log: Option<&mut Log>,
        me: Option<KeyId>,
        named: Named,
        judged: Option<&Judged>,
        revealed: Option<&Revealed>,
    ) -> Outcome<OpenLead> {
        let view = named.view();
        let typology = |id: &String| Some((id.clone(), self.glossary.typologies.get(id)?.clone()));
        let ids: BTreeSet<&String> = named.lead.reasons.iter().map(|reason| &reason.typology).collect();
        let mut open = OpenLead {
            typologies: ids.into_iter().filter_map(typology).collect(),
            unknown: unknown(&named.lead),
            held: held(opened, &named.lead),
            entity: named.entity,
            mine: judged.map(|judged| told(judged.assessment(), &view)),
            others: Vec::new(),
            known: revealed
                .and_then(|revealed| revealed.known.as_ref())
                .map(|known| (known.truth, known.from.clone())),
            standing: Standing::Open,
            decisions: Vec::new(),
            may: Vec::new(),
            may_second: false,
            lead: named.lead,
        };
        let Some(log) = log.filter(|log| log.blind()) else {
            return Ok(open);
        };
        if !log.desk.machine_on() {
            without_machine(&mut open.lead);
        }
        let id = open.lead.id.clone();
        open.others = others(log, &id, me, &view)?;
        open.standing = match named.known {
            true => Standing::Judged,
            false => log.standing_for(&id, me)?,
        };
        open.decisions = decisions(log, &id)?;
        let reviewer = me
            .and_then(|me| log.role(me))
            .is_some_and(|role| role >= Role::Reviewer);
        if let (Some(me), true, true) = (me, judged.is_some() && reviewer, !named.known) {
            open.may = VERDICTS.map(|verdict| verdict_word(verdict).to_owned()).to_vec();
            open.may_second = log.desk.waiting(me)?.iter().any(|(lead, _)| *lead == id);
        }
        Ok(open)
    }

    pub(super) fn rows_of(&self, hand: Option<&Hand>, id: &str, page: Page) -> Answer<Listed<LeadRowView>> {
        let me = self.who(hand)?;
        let opened = self.opened()?;
        let (named, whole) = {
            let mut log = self.log()?;
            let named = Named::find(&opened, log.as_ref(), me, id)?;
            let sight = Sight::of(log.as_mut(), me, &named)?;
            (named, matches!(sight, Sight::Whole(..)))
        };
        let view = named.view();
        let asked: Vec<_> = view
            .rows()
            .iter()
            .skip(page.offset)
            .take(page.limit.min(ROWS_MAX))
            .collect();
        let refs: Vec<RowRef> = asked.iter().map(|row| row.row.clone()).collect();
        // the files of a known answer are not here, and by columns of its own it would
        // be told from leads of the case: where there are some, all that is not judged
        // is shown in the words of the tables
        let shown = match whole || opened.known.answers.is_empty() {
            true => opened.source_rows(&refs)?,
            false => opened.rows(&refs)?,
        };
        let items = asked.iter().zip(shown).zip(page.offset.saturating_add(1)..);
        let items = items.map(|((row, shown), at)| LeadRowView {
            at,
            role: row.role.clone(),
            row: row_view(&opened, &named, shown.row, shown.cells),
        });
        Ok(Listed {
            items: items.collect(),
            total: view.rows().len() as u64,
        })
    }
}

/// A row with these cells. Of a file that is not in this case (a known
/// answer's) it says no more than of one that is.
fn row_view(opened: &Opened, named: &Named, row: RowRef, cells: Vec<(String, String)>) -> RowView {
    let alike = || opened.files.values().find(|file| file.dataset == row.dataset);
    let file = opened.files.get(&row.file).or_else(alike);
    RowView {
        file_name: file.map_or_else(|| row.dataset.clone(), |file| file.name.clone()),
        handling: file.map_or(named.lead.handling, |file| file.handling),
        of_rows: file.map(|file| file.rows_in),
        row,
        cells,
        bytes: None,
        became: Vec::new(),
        refused: Vec::new(),
    }
}

fn blind(
    opened: &Opened,
    log: Option<&mut Log>,
    me: Option<KeyId>,
    named: &Named,
    view: &BlindView,
) -> Outcome<BlindLead> {
    let (mut drawn, mut standing) = (false, Standing::Open);
    if let Some(log) = log {
        if !named.known {
            standing = log.standing_for(&named.lead.id, me)?;
        }
        if let Some(me) = me {
            let left = log.desk.resume(&opened.queue(0, &[]), me)?;
            drawn = left.iter().any(|one| one.lead() == view.lead());
        }
    }
    Ok(BlindLead {
        id: view.lead().to_owned(),
        subject: view.subject().clone(),
        // a known answer has none: nobody may tell it by that
        entity: named.entity.clone().filter(|_| !drawn),
        goods: view.goods().clone(),
        period: view.period(),
        value: view.value(),
        handling: view.handling(),
        hypotheses: view.hypotheses().to_vec(),
        rows: view.rows().len() as u64,
        standing,
        drawn,
    })
}

/// The lead where no machine suggests: its subject and its rows.
fn without_machine(lead: &mut Lead) {
    lead.score = 0.0;
    lead.probability = None;
    lead.place = fyke_model::lead::Place::default();
    lead.reasons.clear();
    lead.sentence = "the machine is off in this case".to_owned();
}

/// What others judged, their last word each.
fn others(
    log: &mut Log,
    lead: &str,
    me: Option<KeyId>,
    view: &BlindView,
) -> Outcome<Vec<(String, JudgementSaid)>> {
    let Some(handle) = log.handle(lead)? else {
        return Ok(Vec::new());
    };
    let mut last: BTreeMap<KeyId, Index> = BTreeMap::new();
    for (index, entry) in log.about(handle, &[Kind::BlindJudgement]) {
        if let Some(by) = entry.person().filter(|by| Some(*by) != me) {
            last.insert(by, index);
        }
    }
    let mut all = Vec::new();
    for (by, index) in last {
        if let Some(said) = log.record().payload::<SaidJudgement>(index)? {
            all.push((log.roll.name(by), told(&said.assessment, view)));
        }
    }
    Ok(all)
}

/// What was decided, in order.
fn decisions(log: &mut Log, lead: &str) -> Outcome<Vec<DecisionView>> {
    let Some(handle) = log.handle(lead)? else {
        return Ok(Vec::new());
    };
    let entries = log.about(handle, &[Kind::Decision]);
    let undone: BTreeSet<Index> = entries.iter().filter_map(|(_, entry)| entry.of).collect();
    let signatures = log.about(handle, &[Kind::SecondSignature]);
    let signed: BTreeSet<Index> = signatures.iter().filter_map(|(_, entry)| entry.of).collect();
    let mut all = Vec::new();
    for (index, entry) in entries {
        let What::Decision { verdict, .. } = log.record().leaf(index)?.what else {
            continue;
        };
        let said = log.record().payload::<SaidDecision>(index)?;
        let why = said.as_ref().and_then(|said| {
            let basis = said.assessment.as_ref().map(|one| one.confidence_basis.clone());
            said.reason.clone().or(basis)
        });
        let tlp = said
            .as_ref()
            .and_then(|said| said.assessment.as_ref())
            .filter(|_| verdict == Verdict::Release)
            .map(|one| tlp_word(one.tlp).to_owned());
        all.push(DecisionView {
            entry: index,
            at: said.map(|said| said.at).unwrap_or_default(),
            by: log.roll.who(entry.by),
            verdict: verdict_word(verdict).to_owned(),
            why: why.unwrap_or_default(),
            taken_back: undone.contains(&index),
            tlp,
            signed: signed.contains(&index),
        });
    }
    Ok(all)
}

/// What is not known about a lead, a sentence each.
fn unknown(lead: &Lead) -> Vec<String> {
    let mut all = Vec::new();
    match lead.coverage {
        Some(share) => all.push(format!(
            "the data are thought to show {:.0} % of the trade; what the rest would say is not known",
            share * 100.0
        )),
        None => all.push("how much of the trade the data show is not known".to_owned()),
    }
    if lead.value.is_none() {
        all.push("the rows declare no value, or several currencies".to_owned());
    }
    if lead.probability.is_none() {
        all.push("how likely a lead of this kind is right was never measured".to_owned());
    }
    let unmeasured = lead
        .reasons
        .iter()
        .filter(|reason| reason.contribution > 0.0 && reason.precision.is_none())
        .count();
    if unmeasured > 0 {
        all.push(format!(
            "of {unmeasured} of its reasons nobody measured how often they are right"
        ));
    }
    all.push(format!("whether it is innocent: {}", lead.innocent.confirmed_by));
    all
}

/// Rows that do not simply leave in a dossier, and their label.
fn held(opened: &Opened, lead: &Lead) -> Vec<(RowRef, Handling)> {
    let mut rows: Vec<(RowRef, Handling)> = lead
        .rows
        .iter()
        .filter_map(|row| {
            let handling = opened.files.get(&row.row.file)?.handling;
            (handling >= Handling::Licensed).then(|| (row.row.clone(), handling))
        })
        .collect();
    rows.sort();
    rows.dedup();
    rows
}
