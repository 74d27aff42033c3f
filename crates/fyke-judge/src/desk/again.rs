//! Taking up where a person left off: their last session, what they were shown
//! already, what they decided. Nothing is written and nothing new is shown.

use super::said::{SaidJudgement, SaidScore, SaidSession, Why};
use super::{BlindView, Decided, Desk, DeskError, Judged, Known, Other, Queue, Revealed};
use crate::key::KeyId;
use crate::record::leaf::{Actor, Index, What};
use fyke_model::lead::Lead;

impl Desk {
    /// The leads of a person's last session, in its order, without those that
    /// they decided and those whose known answer they were told. `queue` holds
    /// the leads and known answers that the session was drawn from; a lead that
    /// is in neither any more is left out.
    ///
    /// # Errors
    /// The record.
    pub fn resume(&mut self, queue: &Queue<'_>, by: KeyId) -> Result<Vec<BlindView>, DeskError> {
        self.state()?;
        let Some(entry) = self.memory.sessions.get(&by).and_then(|all| all.last()).copied() else {
            return Ok(Vec::new());
        };
        let said = self.record.payload::<SaidSession>(entry)?;
        let mut views = Vec::new();
        for item in said.map(|said| said.items).unwrap_or_default() {
            let lead: Option<&Lead> = match &item.why {
                Why::Known { was, .. } => {
                    let mut known = queue.known.iter();
                    known.find(|known| known.lead.id == *was).map(|known| &known.lead)
                }
                _ => queue.leads.iter().find(|lead| lead.id == item.lead),
            };
            let Some(lead) = lead else { continue };
            if !self.is_done(&item.lead, by, entry)? {
                views.push(BlindView::of(lead, &item.lead));
            }
        }
        Ok(views)
    }

    /// Whether there is nothing left for a person to do with a lead in that
    /// session. One that a bulk decided before it came up in the session was
    /// brought back to be looked at.
    fn is_done(&mut self, lead: &str, by: KeyId, session: Index) -> Result<bool, DeskError> {
        let Some(handle) = self.record.handles()?.get(lead).copied() else {
            return Ok(false);
        };
        let state = &self.memory.check.state;
        let told = state.known.contains(lead);
        let lead = state.lead(Some(handle));
        if lead.and_then(|lead| lead.bulk).is_some_and(|bulk| bulk < session) {
            return Ok(false);
        }
        let own = lead.and_then(|lead| lead.of(by));
        Ok(own.is_some_and(|own| !own.decided.is_empty() || told && own.reveal.is_some()))
    }

    /// What a person was shown of a lead after their standing judgement; none
    /// where they were shown nothing yet.
    ///
    /// # Errors
    /// The record.
    pub fn revealed(&mut self, lead: &str, by: KeyId) -> Result<Option<Revealed>, DeskError> {
        let Some(judged) = self.judged(lead, by)? else {
            return Ok(None);
        };
        let handle = self.record.handles()?.get(lead).copied();
        let state = &self.memory.check.state;
        let entry = state.lead(handle).and_then(|lead| lead.of(by)?.reveal);
        entry.map(|entry| self.opened(judged, entry)).transpose()
    }

    /// A person's last decision on a lead that they did not take back.
    ///
    /// # Errors
    /// The record.
    pub fn decided(&mut self, lead: &str, by: KeyId) -> Result<Option<Decided>, DeskError> {
        self.state()?;
        let handle = self.record.handles()?.get(lead).copied();
        let state = &self.memory.check.state;
        let last = handle.and_then(|handle| state.lead(Some(handle))?.of(by)?.decided.last());
        Ok(last.map(|one| Decided {
            entry: one.at,
            verdict: one.verdict,
            waits_for_second: one.verdict.takes_two() && one.second.is_none(),
        }))
    }

    /// Opens what a reveal on disk says was shown.
    pub(super) fn opened(&self, judged: Judged, entry: Index) -> Result<Revealed, DeskError> {
        let What::Reveal { shows, .. } = self.record.leaf(entry)?.what else {
            return Err(DeskError::Refused(format!(
                "entry {entry} is no reveal; check the record with: fyke verify CASE"
            )));
        };
        let mut revealed = Revealed {
            judged,
            entry,
            suggestion: None,
            others: Vec::new(),
            known: None,
        };
        for shown in shows {
            let leaf = self.record.leaf(shown)?;
            match (leaf.what, leaf.by) {
                (What::ScoreCommitment { .. }, _) => {
                    let said = self.record.payload::<SaidScore>(shown)?;
                    revealed.suggestion = said.map(|said| said.suggestion);
                }
                (What::Session { .. }, _) => {
                    revealed.known = self.answer(shown, &revealed.judged.lead)?;
                }
                (What::BlindJudgement { .. }, Actor::Person(by)) => {
                    let said = self.record.payload::<SaidJudgement>(shown)?;
                    revealed.others.push(Other {
                        by,
                        entry: shown,
                        assessment: said.map(|said| said.assessment),
                    });
                }
                _ => {}
            }
        }
        Ok(revealed)
    }

    fn answer(&self, session: Index, lead: &str) -> Result<Option<Known>, DeskError> {
        let said = self.record.payload::<SaidSession>(session)?;
        let item = said.and_then(|said| said.items.into_iter().find(|item| item.lead == lead));
        Ok(item.and_then(|item| match item.why {
            Why::Known {
                truth,
                machine_wrong,
                from,
                ..
            } => Some(Known {
                truth,
                machine_wrong,
                from,
            }),
            _ => None,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::world::World;
    use super::*;
    use crate::record::leaf::Verdict;
    use crate::rules::forge::{ANN, BO, id};

    fn resume(world: &mut World, who: usize) -> Vec<BlindView> {
        let (leads, known) = (world.leads.clone(), world.known.clone());
        let queue = Queue {
            leads: &leads,
            known: &known,
            wanted: 0,
            only: &[],
        };
        world.desk.resume(&queue, id(who)).unwrap()
    }

    #[test]
    fn who_comes_back_finds_what_they_left() {
        let mut world = World::new(3);
        assert_eq!(resume(&mut world, ANN), []);
        let session = world.sit(ANN, 20).unwrap();
        assert_eq!(
            resume(&mut world, ANN),
            session.views(),
            "known answers among them"
        );

        let view = session.views()[0].clone();
        let lead = view.lead().to_owned();
        assert_eq!(world.desk.revealed(&lead, id(ANN)).unwrap(), None);
        let judged = world.judge_view(ANN, &view, 0.7).unwrap();
        assert_eq!(
            world.desk.revealed(&lead, id(ANN)).unwrap(),
            None,
            "judged, not shown"
        );
        let revealed = world.reveal(ANN, judged).unwrap();
        assert_eq!(
            world.desk.revealed(&lead, id(ANN)).unwrap(),
            Some(revealed.clone())
        );
        assert_eq!(
            world.desk.revealed(&lead, id(BO)).unwrap(),
            None,
            "another's eyes"
        );
    }

    #[test]
    fn what_is_decided_is_not_brought_up_again() {
        let mut world = World::new(3);
        let session = world.sit(ANN, 20).unwrap();
        let said = world.said_session(&session);
        let real = said
            .items
            .iter()
            .find(|item| item.why == Why::Queue)
            .unwrap()
            .lead
            .clone();
        let view = session.views().iter().find(|view| view.lead() == real).unwrap();
        let judged = world.judge_view(ANN, view, 0.7).unwrap();
        assert_eq!(world.desk.decided(&real, id(ANN)).unwrap(), None);
        let decided = world.decide(ANN, &judged.into(), Verdict::Escalate, 0.7).unwrap();
        assert!(decided.waits_for_second);
        assert_eq!(world.desk.decided(&real, id(ANN)).unwrap(), Some(decided));
        let left = resume(&mut world, ANN);
        assert_eq!(left.len() + 1, session.views().len());
        assert!(left.iter().all(|view| view.lead() != real));
        let back = world
            .by(ANN, |desk, hand| desk.undo(&real, "too early", hand))
            .unwrap();
        assert!(back > 0);
        assert_eq!(world.desk.decided(&real, id(ANN)).unwrap(), None);
        assert_eq!(resume(&mut world, ANN).len(), session.views().len());
    }
}
