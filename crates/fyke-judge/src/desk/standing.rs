//! Where leads stand: what is waiting, what ran out, who disagrees.
//!
//! The last decision counts, with two exceptions. One that takes two counts as
//! waiting until the second signs. And what two people escalated stands until one
//! of the two decides otherwise or the lead is opened again: a third who thinks
//! otherwise dissents, and dissent travels.

use super::said::{Dissent, SaidDecision, SaidJudgement};
use super::{Desk, DeskError, Expired, Standing};
use crate::key::KeyId;
use crate::record::leaf::{Index, Verdict};
use crate::rules::{LeadState, dissenters};
use fyke_model::date::Day;
use std::collections::BTreeMap;

/// Where one lead stands, and by which decision.
pub(super) fn stand(lead: &LeadState) -> (Standing, Option<Index>) {
    let mut decided: Vec<_> = lead
        .people
        .iter()
        .flat_map(|(key, on)| on.decided.iter().map(move |decided| (*key, decided)))
        .collect();
    decided.sort_by_key(|(_, decided)| decided.at);
    let mut now = match lead.people.iter().any(|(_, on)| on.judged.is_some()) {
        true => (Standing::Judged, None),
        false => (Standing::Open, None),
    };
    let mut two: Option<(KeyId, KeyId)> = None;
    for (by, one) in decided {
        let bound = two.is_some_and(|(first, second)| by != first && by != second);
        let next = match one.verdict {
            Verdict::Escalate => match one.second.filter(|_| lead.stands_signed(one.at)) {
                Some((_, second)) => {
                    two = Some((by, second));
                    Standing::Escalated
                }
                None => Standing::WaitsForSecond,
            },
            // what may be named or go out says nothing of what the lead is
            Verdict::NamePerson | Verdict::Release if one.second.is_some() => continue,
            Verdict::NamePerson | Verdict::Release => Standing::WaitsForSecond,
            Verdict::Reopen => {
                two = None;
                Standing::Reopened
            }
            Verdict::Refute => Standing::Refuted,
            Verdict::Dismiss => Standing::Dismissed,
            Verdict::Defer => Standing::Deferred,
        };
        if bound && two.is_some() && next != Standing::Escalated {
            continue;
        }
        now = (next, Some(one.at));
    }
    now
}

impl Desk {
    /// The ids of all leads that the record still names, by handle.
    fn names(&mut self) -> Result<BTreeMap<crate::record::leaf::Handle, String>, DeskError> {
        let handles = self.record.handles()?;
        Ok(handles.iter().map(|(id, handle)| (*handle, id.clone())).collect())
    }

    /// Where every lead stands that the record still names, by id. Leads whose
    /// answer was known are left out: they are not of the case.
    ///
    /// # Errors
    /// The record.
    pub fn standings(&mut self) -> Result<Vec<(String, Standing)>, DeskError> {
        self.state()?;
        let names = self.names()?;
        let state = &self.memory.check.state;
        let mut all: Vec<(String, Standing)> = names
            .into_iter()
            .filter(|(_, id)| !state.known.contains(id))
            .filter_map(|(handle, id)| Some((id, stand(state.lead(Some(handle))?).0)))
            .collect();
        all.sort();
        Ok(all)
    }

    /// Decisions that wait for a second person and may get this one's
    /// signature, by lead. For the program's own use: showing it before the
    /// judgement would say what the first thinks.
    ///
    /// # Errors
    /// The record.
    pub fn waiting(&mut self, by: KeyId) -> Result<Vec<(String, Index)>, DeskError> {
        self.state()?;
        let names = self.names()?;
        let state = &self.memory.check.state;
        let mut waiting: Vec<(String, Index)> = Vec::new();
        for (handle, id) in names {
            let Some(lead) = state.lead(Some(handle)) else {
                continue;
            };
            for (_, on) in lead.people.iter().filter(|(key, _)| *key != by) {
                waiting.extend(
                    on.decided
                        .iter()
                        .filter(|one| one.verdict.takes_two() && one.second.is_none())
                        .filter(|one| on.standing(one.at).is_some())
                        .map(|one| (id.clone(), one.at)),
                );
            }
        }
        waiting.sort();
        Ok(waiting)
    }

    /// Leads whose decision rests on an assumption that ran out before `today`:
    /// they are open again, and a person has to look.
    ///
    /// # Errors
    /// The record.
    pub fn reopened(&mut self, today: Day) -> Result<Vec<Expired>, DeskError> {
        self.state()?;
        let names = self.names()?;
        let mut expired = Vec::new();
        for (handle, id) in names {
            let lead = self.memory.check.state.lead(Some(handle));
            let Some(decision) = lead.and_then(|lead| match stand(lead) {
                (Standing::Reopened, _) => None,
                (_, decision) => decision,
            }) else {
                continue;
            };
            let said = self.record.payload::<SaidDecision>(decision)?;
            let assumptions = said.and_then(|said| said.assessment).map(|one| one.assumptions);
            for assumption in assumptions.unwrap_or_default() {
                if assumption.expires < today {
                    expired.push(Expired {
                        lead: id.clone(),
                        decision,
                        text: assumption.text,
                        if_false: assumption.if_false,
                        expired: assumption.expires,
                    });
                }
            }
        }
        expired.sort_by(|a, b| (a.expired, &a.lead).cmp(&(b.expired, &b.lead)));
        Ok(expired)
    }

    /// Who judged a lead otherwise than it was last decided.
    ///
    /// # Errors
    /// The record.
    pub fn dissent(&mut self, lead: &str) -> Result<Vec<Dissent>, DeskError> {
        self.fill(lead)?;
        let handle = self.record.handles()?.get(lead).copied();
        let state = self.memory.check.state.lead(handle);
        match state.and_then(|lead| stand(lead).1) {
            Some(decision) => self.dissent_from(lead, decision),
            None => Ok(Vec::new()),
        }
    }

    /// Who thinks otherwise than one decision; what was said of the lead is
    /// filled in already.
    pub(super) fn dissent_from(&mut self, lead: &str, decision: Index) -> Result<Vec<Dissent>, DeskError> {
        let handle = self.record.handles()?.get(lead).copied();
        let Some(state) = self.memory.check.state.lead(handle) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for one in dissenters(state, decision) {
            let text = match one.verdict {
                Some(_) => self.record.payload::<SaidDecision>(one.entry)?.map(|said| {
                    let basis = said
                        .assessment
                        .map(|one| one.confidence_basis)
                        .unwrap_or_default();
                    said.reason.unwrap_or(basis)
                }),
                None => self
                    .record
                    .payload::<SaidJudgement>(one.entry)?
                    .map(|said| said.assessment.confidence_basis),
            };
            found.push(Dissent {
                by: one.by,
                entry: one.entry,
                verdict: one.verdict,
                probability: one.p,
                text: text.unwrap_or_else(|| "erased".to_string()),
            });
        }
        Ok(found)
    }

    /// Reads what was said of one lead into the memory.
    pub(super) fn fill(&mut self, lead: &str) -> Result<(), DeskError> {
        self.state()?;
        match self.record.handles()?.get(lead).copied() {
            Some(handle) => self.fill_one(handle, lead),
            None => Ok(()),
        }
    }

    /// Reads what was said of every lead that two or more judged.
    pub(super) fn fill_all(&mut self) -> Result<(), DeskError> {
        self.state()?;
        for (handle, id) in self.names()? {
            let lead = self.memory.check.state.lead(Some(handle));
            let judges = lead.map_or(0, |lead| {
                lead.people.iter().filter(|(_, on)| on.judged.is_some()).count()
            });
            if judges >= 2 {
                self.fill_one(handle, &id)?;
            }
        }
        Ok(())
    }

    fn fill_one(&mut self, handle: crate::record::leaf::Handle, id: &str) -> Result<(), DeskError> {
        let record = &self.record;
        let lead = self.memory.check.state.lead_mut(handle);
        lead.id = Some(id.to_string());
        for (_, on) in &mut lead.people {
            if let Some(judged) = &mut on.judged {
                let said = record.payload::<SaidJudgement>(judged.at)?;
                judged.p = said.map(|said| said.assessment.probability.get());
            }
            for decided in &mut on.decided {
                let said = record.payload::<SaidDecision>(decided.at)?;
                decided.tell(said.and_then(|said| said.assessment).as_ref());
            }
        }
        Ok(())
    }
}
