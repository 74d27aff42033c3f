//! One person and one lead: judge blind, be shown, decide, take back.

use super::said::{SaidDecision, SaidJudgement, SaidReveal};
use super::write::parts;
use super::{BlindView, Decided, Desk, DeskError, Hand, Judged, Revealed, Seen};
use crate::assessment::Assessment;
use crate::key::KeyId;
use crate::record::leaf::{Index, Verdict, What};

impl Judged {
    /// The lead.
    pub fn lead(&self) -> &str {
        &self.lead
    }
    /// Its entry.
    pub fn entry(&self) -> Index {
        self.entry
    }
    /// What was judged.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }
}

impl Revealed {
    /// The judgement that it answers.
    pub fn judged(&self) -> &Judged {
        &self.judged
    }
    /// Its entry.
    pub fn entry(&self) -> Index {
        self.entry
    }
}

impl Seen {
    /// The blind judgement.
    pub fn judged(&self) -> &Judged {
        match self {
            Seen::Judged(judged) => judged,
            Seen::Revealed(revealed) => &revealed.judged,
        }
    }
}

impl Desk {
    /// Writes a blind judgement of a lead of this person's last session. Whose
    /// it is, and that it was made blind, is filled in.
    ///
    /// # Errors
    /// The person was shown something of this lead already; the lead is in no
    /// session of theirs; the record.
    pub fn judge(
        &mut self,
        view: &BlindView,
        mut assessment: Assessment,
        hand: &mut Hand<'_>,
    ) -> Result<Judged, DeskError> {
        let (by, at, random) = parts(hand);
        (assessment.made_by, assessment.made_blind) = (by.id(), true);
        let said = SaidJudgement {
            lead: view.lead().to_string(),
            at: at.to_string(),
            assessment,
        };
        let entry = self.write(random, |writer| {
            let on = writer.state().machine_on;
            let score = writer
                .lead(&said.lead)?
                .and_then(|lead| lead.score)
                .filter(|_| on);
            writer.person(by, Some(&said.lead), What::BlindJudgement { score }, &said)
        })?;
        Ok(Judged {
            lead: said.lead,
            by: by.id(),
            entry,
            assessment: said.assessment,
        })
    }

    /// This person's standing judgement of a lead, from an earlier run of the
    /// program; none also where it was erased.
    ///
    /// # Errors
    /// The record.
    pub fn judged(&mut self, lead: &str, by: KeyId) -> Result<Option<Judged>, DeskError> {
        self.state()?;
        let Some(handle) = self.record.handles()?.get(lead).copied() else {
            return Ok(None);
        };
        let state = &self.memory.check.state;
        let own = state.lead(Some(handle)).and_then(|state| state.of(by)?.judged);
        let Some(own) = own else { return Ok(None) };
        Ok(self.record.payload::<SaidJudgement>(own.at)?.map(|said| Judged {
            lead: lead.to_string(),
            by,
            entry: own.at,
            assessment: said.assessment,
        }))
    }

    /// Writes that this person is shown the sealed suggestion, others'
    /// judgements and, where it was known, the answer; and then shows them.
    ///
    /// # Errors
    /// Another person's judgement; one that they have replaced; the record.
    pub fn reveal(&mut self, judged: Judged, hand: &mut Hand<'_>) -> Result<Revealed, DeskError> {
        let (by, at, random) = parts(hand);
        if by.id() != judged.by {
            return Err(DeskError::Refused(
                "this judgement is another person's; who judged is shown what they were blind to".into(),
            ));
        }
        let said = SaidReveal {
            lead: judged.lead.clone(),
            at: at.to_string(),
        };
        let entry = self.write(random, |writer| {
            let known = writer.state().known.contains(&judged.lead);
            let on = writer.state().machine_on;
            let handle = writer.handle(&judged.lead)?;
            let state = writer.state();
            let lead = state.lead(Some(handle));
            let own = lead.and_then(|lead| lead.of(judged.by)?.judged);
            let left = |entry: &Index| !state.erased.contains(entry);
            let score = own.and_then(|own| own.score).filter(|_| on);
            let session = own.and_then(|own| own.session).filter(|_| known);
            let others = lead
                .into_iter()
                .flat_map(|lead| &lead.people)
                .filter(|(key, _)| *key != judged.by)
                .filter_map(|(_, on)| Some(on.judged?.at));
            let shows = score
                .into_iter()
                .chain(session)
                .chain(others)
                .filter(left)
                .collect();
            let what = What::Reveal {
                judgement: judged.entry,
                shows,
            };
            writer.person(by, Some(&judged.lead), what, &said)
        })?;
        // only now, with the entry on disk, is anything opened
        self.opened(judged, entry)
    }

    /// Writes a verdict. `reason` is needed where the probability is another
    /// than in the blind judgement.
    ///
    /// # Errors
    /// No reason for a change; a lead whose answer was known; the record.
    pub fn decide(
        &mut self,
        seen: &Seen,
        verdict: Verdict,
        mut assessment: Assessment,
        reason: Option<&str>,
        hand: &mut Hand<'_>,
    ) -> Result<Decided, DeskError> {
        let (by, at, random) = parts(hand);
        let judged = seen.judged();
        let changed = assessment.probability != judged.assessment.probability;
        (assessment.made_by, assessment.made_blind) = (by.id(), false);
        let said = SaidDecision {
            lead: judged.lead.clone(),
            at: at.to_string(),
            assessment: Some(assessment),
            reason: reason.map(str::to_string),
        };
        let entry = self.write(random, |writer| {
            // what was shown counts, whether or not the caller speaks of it
            let reveal = writer
                .lead(&judged.lead)?
                .and_then(|lead| lead.of(by.id())?.reveal);
            let what = What::Decision {
                verdict,
                judgement: Some(judged.entry),
                reveal,
                bulk: None,
                undoes: None,
                changed,
            };
            writer.person(by, Some(&judged.lead), what, &said)
        })?;
        Ok(Decided {
            entry,
            verdict,
            waits_for_second: verdict.takes_two(),
        })
    }

    /// Takes back this person's last decision on a lead.
    ///
    /// # Errors
    /// There is none; the record.
    pub fn undo(&mut self, lead: &str, why: &str, hand: &mut Hand<'_>) -> Result<Index, DeskError> {
        let by = hand.by.id();
        self.state()?;
        let handle = self.record.handles()?.get(lead).copied();
        let state = &self.memory.check.state;
        let last = state.lead(handle).and_then(|lead| lead.of(by)?.decided.last());
        let Some(last) = last.map(|decided| decided.at) else {
            return Err(DeskError::Refused(format!(
                "key {by} has no decision on lead {lead} to take back; fyke show names who decided"
            )));
        };
        self.open_again(lead, why, Some(last), hand)
    }

    /// Opens a lead again.
    ///
    /// # Errors
    /// The record.
    pub fn reopen(&mut self, lead: &str, why: &str, hand: &mut Hand<'_>) -> Result<Index, DeskError> {
        self.open_again(lead, why, None, hand)
    }

    fn open_again(
        &mut self,
        lead: &str,
        why: &str,
        undoes: Option<Index>,
        hand: &mut Hand<'_>,
    ) -> Result<Index, DeskError> {
        let (by, at, random) = parts(hand);
        let said = SaidDecision {
            lead: lead.to_string(),
            at: at.to_string(),
            assessment: None,
            reason: Some(why.to_string()),
        };
        let what = What::Decision {
            verdict: Verdict::Reopen,
            judgement: None,
            reveal: None,
            bulk: None,
            undoes,
            changed: false,
        };
        self.write(random, |writer| writer.person(by, Some(lead), what, &said))
    }
}
