//! What takes more than one person, or more than one lead: second signatures,
//! bulk, what is given away, the switch of the machine.

use super::draw::Draw;
use super::said::{SaidBulk, SaidDecision, SaidDisclosure, SaidModel, SaidSecond};
use super::write::parts;
use super::{Bulked, Desk, DeskError, Giving, Hand, Seen};
use crate::random::array;
use crate::record::leaf::{Index, Tlp, Verdict, What};
use crate::rules::{again_of, agreement};
use std::collections::BTreeSet;

impl Desk {
    /// Agrees with another person's decision that takes two.
    ///
    /// # Errors
    /// The same person; one who saw the first's judgement before their own; no
    /// such decision waits; the record.
    pub fn second(
        &mut self,
        seen: &Seen,
        decision: Index,
        why: &str,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let (by, at, random) = parts(hand);
        let judged = seen.judged();
        let said = SaidSecond {
            lead: judged.lead().to_string(),
            at: at.to_string(),
            why: why.to_string(),
        };
        let what = What::SecondSignature {
            decision,
            judgement: judged.entry(),
        };
        self.write(random, |writer| {
            writer.person(by, Some(judged.lead()), what, &said)
        })
    }

    /// Dismisses or defers several leads at one stroke; a lead that is named
    /// twice counts once.
    ///
    /// # Errors
    /// Another verdict; leads of the last bulk that were not looked at again;
    /// the record.
    pub fn bulk(
        &mut self,
        verdict: Verdict,
        leads: &[String],
        selection: &str,
        hand: &mut Hand<'_>,
    ) -> Result<Bulked, DeskError> {
        let (by, at, random) = parts(hand);
        let leads: Vec<String> = leads
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect();
        let n = leads.len() as u64;
        let seed = array(random).map_err(crate::record::RecordError::from)?;
        let mut again =
            Draw::new(seed).pick(leads.clone(), usize::try_from(again_of(n)).unwrap_or(usize::MAX));
        again.sort();
        let said = SaidBulk {
            at: at.to_string(),
            selection: selection.to_string(),
            leads,
            again,
        };
        let entry = self.write(random, |writer| {
            let what = What::Bulk {
                verdict,
                n,
                again: said.again.len() as u64,
            };
            let entry = writer.person(by, None, what, &said)?;
            for lead in &said.leads {
                let item = SaidDecision {
                    lead: lead.clone(),
                    at: at.to_string(),
                    assessment: None,
                    reason: None,
                };
                let what = What::Decision {
                    verdict,
                    judgement: None,
                    reveal: None,
                    bulk: Some(entry),
                    undoes: None,
                    changed: false,
                };
                writer.person(by, Some(lead), what, &item)?;
            }
            Ok(entry)
        })?;
        Ok(Bulked {
            entry,
            again: said.again,
        })
    }

    /// Writes that something of a lead was given to someone, with the dissent
    /// and, at TLP:CLEAR, the agreement that must go with it. Below TLP:RED it
    /// relies on the last release that two people signed.
    ///
    /// # Errors
    /// A rule that stands against it; the record.
    pub fn disclose(&mut self, giving: &Giving<'_>, hand: &mut Hand<'_>) -> Result<Index, DeskError> {
        self.fill(giving.lead)?;
        let agreement = match giving.tlp {
            Tlp::Clear => {
                self.fill_all()?;
                Some(agreement(&self.memory.check.state))
            }
            _ => None,
        };
        let decision = self.release(giving.lead)?;
        let dissent = match decision {
            Some(decision) => self.dissent_from(giving.lead, decision)?,
            None => Vec::new(),
        };
        let (by, at, random) = parts(hand);
        let said = SaidDisclosure {
            lead: giving.lead.to_string(),
            at: at.to_string(),
            to: giving.to.to_string(),
            why: giving.why.to_string(),
            handling: giving.handling,
            names_person: giving.names_person,
            dissent,
            agreement,
        };
        let what = What::Disclosure {
            tlp: giving.tlp,
            decision,
        };
        self.write(random, |writer| writer.person(by, Some(giving.lead), what, &said))
    }

    /// The last release of a lead that two people signed and neither took back.
    fn release(&mut self, lead: &str) -> Result<Option<Index>, DeskError> {
        let handle = self.record.handles()?.get(lead).copied();
        let state = self.memory.check.state.lead(handle);
        Ok(state.and_then(|lead| {
            lead.people
                .iter()
                .flat_map(|(_, on)| &on.decided)
                .filter(|decided| decided.verdict == Verdict::Release && lead.stands_signed(decided.at))
                .map(|decided| decided.at)
                .max()
        }))
    }

    /// Switches the machine on or off, or says that it was replaced.
    ///
    /// # Errors
    /// The record.
    pub fn machine(
        &mut self,
        on: bool,
        version: &str,
        why: &str,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let (by, at, random) = parts(hand);
        let said = SaidModel {
            at: at.to_string(),
            version: version.to_string(),
            why: why.to_string(),
        };
        self.write(random, |writer| {
            writer.person(by, None, What::ModelChange { on }, &said)
        })
    }
}
