//! What one person may see of one lead. The wall between a lead and who has not
//! judged it is here and nowhere else.
//!
//! A lead is seen whole where nobody may sign in the case; where people have
//! decided it; where this person judged it and was shown what the machine thinks,
//! and the machine has not changed its mind since. Nobody else sees more than its
//! rows. Where the machine is off, nobody sees what it thinks.

use super::super::log::{Log, shown};
use super::super::{LocalDesk, Opened};
use super::said::no_lead;
use crate::screen::Outcome;
use fyke_judge::desk::{BlindView, Judged, Revealed, Standing as Stands, Suggestion};
use fyke_judge::key::KeyId;
use fyke_model::desk::{Answer, Hand, Standing};
use fyke_model::lead::Lead;
use std::sync::Arc;

/// A lead, under the id that it has for this person.
pub(in super::super) struct Named {
    /// The lead; its id is the one it has here.
    pub lead: Lead,
    /// The entity, where the case knows it.
    pub entity: Option<String>,
    /// True where its answer was known beforehand.
    pub known: bool,
}

/// How far somebody sees.
pub(in super::super) enum Sight {
    /// Its rows.
    Blind,
    /// Its rows and what they said themselves.
    Judged(Box<Judged>),
    /// All of it, with what they said and were shown, where they did and were.
    Whole(Option<Box<Judged>>, Option<Box<Revealed>>),
}

impl Named {
    /// The lead under that id: of the case, or of this person's sessions.
    pub fn find(opened: &Opened, log: Option<&Log>, me: Option<KeyId>, id: &str) -> Answer<Named> {
        if let Some(filed) = opened.shelf.find(id)
            && let Some(lead) = opened.leads.get(filed.at)
        {
            return Ok(Named {
                lead: lead.clone(),
                entity: filed.entity.clone(),
                known: false,
            });
        }
        let was = log.and_then(|log| {
            let (by, was) = log.known.get(id)?;
            (Some(*by) == me).then_some(was)
        });
        let known = was.and_then(|was| opened.known.answers.iter().find(|known| known.lead.id == *was));
        let Some(known) = known else {
            return Err(no_lead(id));
        };
        let mut lead = known.lead.clone();
        id.clone_into(&mut lead.id);
        Ok(Named {
            lead,
            entity: None,
            known: true,
        })
    }

    /// What may be seen of it blind.
    pub fn view(&self) -> BlindView {
        BlindView::of(&self.lead, &self.lead.id)
    }
}

impl Sight {
    /// How far this person sees.
    pub fn of(log: Option<&mut Log>, me: Option<KeyId>, named: &Named) -> Outcome<Sight> {
        let Some(log) = log.filter(|log| log.blind()) else {
            return Ok(Sight::Whole(None, None));
        };
        let id = &named.lead.id;
        let decided = !named.known && log.is_decided(id);
        let (judged, revealed) = match me {
            None => (None, None),
            Some(me) => (log.desk.judged(id, me)?, log.desk.revealed(id, me)?),
        };
        let machine_on = log.desk.machine_on();
        let current = || {
            !machine_on
                || Suggestion::new(&named.lead).ok() == revealed.as_ref().and_then(|r| r.suggestion.clone())
        };
        let whole = decided || revealed.is_some() && current();
        Ok(match (whole, judged) {
            (true, judged) => Sight::Whole(judged.map(Box::new), revealed.map(Box::new)),
            // shown once, and thought otherwise since: to be judged anew
            (false, Some(_)) if revealed.is_some() => Sight::Blind,
            (false, Some(judged)) => Sight::Judged(Box::new(judged)),
            (false, None) => Sight::Blind,
        })
    }
}

impl Log {
    /// Where a lead stands, as far as this person may know: that one person
    /// decided what takes two says what they think.
    pub(in super::super) fn standing_for(&mut self, lead: &str, me: Option<KeyId>) -> Outcome<Standing> {
        let standing = self.standing(lead);
        if standing != Stands::WaitsForSecond {
            return Ok(shown(standing));
        }
        let judged = match me {
            Some(me) => self.desk.judged(lead, me)?.is_some(),
            None => false,
        };
        Ok(match judged {
            true => Standing::WaitsForSecond,
            false => Standing::Judged,
        })
    }
}

impl LocalDesk {
    /// What this person may see of a lead, and what was asked for it.
    pub(in super::super) fn sight(
        &self,
        hand: Option<&Hand>,
        id: &str,
    ) -> Answer<(Arc<Opened>, Named, Sight)> {
        let me = self.who(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        let named = Named::find(&opened, log.as_ref(), me, id)?;
        let sight = Sight::of(log.as_mut(), me, &named)?;
        drop(log);
        Ok((opened, named, sight))
    }
}
