//! What a checker remembers of the entries it has seen: per lead who judged,
//! was shown and decided what; per person their session and their bulk. It
//! grows with leads and people, not with entries.
//!
//! The state follows the record, lawful or not; the rules look at it before it
//! takes in the next entry.

use super::said::Said;
use crate::assessment::Assessment;
use crate::key::KeyId;
use crate::record::leaf::{Actor, Handle, Index, Leaf, Policy, Tlp, Verdict, What};
use fyke_model::date::Day;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything seen so far.
pub(crate) struct State {
    /// Whether machines suggest.
    pub machine_on: bool,
    /// Who may sign, or once might.
    pub people: BTreeMap<KeyId, Person>,
    handles: HashMap<Handle, usize>,
    leads: Vec<LeadState>,
    /// Every bulk that still asks for something.
    pub bulks: BTreeMap<Index, BulkState>,
    /// Entries whose payloads were destroyed.
    pub erased: BTreeSet<Index>,
    /// Forecasts, and whether their outcome is in.
    pub forecasts: BTreeMap<Index, bool>,
    /// Ids of leads whose answer was known; from payloads.
    pub known: BTreeSet<String>,
    /// Sessions whose list was there to read.
    pub listed: BTreeSet<Index>,
}

impl Default for State {
    fn default() -> State {
        State {
            machine_on: true,
            people: BTreeMap::new(),
            handles: HashMap::new(),
            leads: Vec::new(),
            bulks: BTreeMap::new(),
            erased: BTreeSet::new(),
            forecasts: BTreeMap::new(),
            known: BTreeSet::new(),
            listed: BTreeSet::new(),
        }
    }
}

/// One person.
#[derive(Default)]
pub(crate) struct Person {
    /// Their key signs no more.
    pub retired: bool,
    /// Their last session.
    pub session: Option<Sitting>,
    /// Their last bulk.
    pub bulk: Option<Index>,
}

/// A session.
pub(crate) struct Sitting {
    pub at: Index,
    pub n: u64,
    pub known: u64,
    /// Leads of it that were judged.
    pub judged: u64,
    /// Known answers of it that were told.
    pub told: u64,
    /// Ids of its leads; from the payload.
    pub leads: Option<BTreeSet<String>>,
}

/// A bulk.
pub(crate) struct BulkState {
    pub by: Option<KeyId>,
    pub verdict: Verdict,
    /// Items that are still to come.
    pub left: u64,
    /// How many are to be looked at again.
    pub again: u64,
    /// How many were.
    pub looked: u64,
    /// Ids of its leads that are still to come; from the payload.
    pub leads: Option<BTreeSet<String>>,
    /// Ids of those to be looked at again; from the payload.
    pub again_leads: Option<BTreeSet<String>>,
}

/// One lead.
#[derive(Default)]
pub(crate) struct LeadState {
    /// Its id; from a payload.
    pub id: Option<String>,
    /// The score that is sealed now.
    pub score: Option<Index>,
    /// Who did what with it.
    pub people: Vec<(KeyId, OnLead)>,
    /// The bulk that decided it, until someone looks again.
    pub bulk: Option<Index>,
    /// Someone was told that its answer was known.
    pub known: bool,
}

/// One person and one lead.
#[derive(Default)]
pub(crate) struct OnLead {
    /// Their blind judgement that stands.
    pub judged: Option<Blind>,
    /// What they were shown of this lead.
    pub shown: Vec<Shown>,
    /// Their last reveal since that judgement.
    pub reveal: Option<Index>,
    /// Their decisions that were not undone.
    pub decided: Vec<Decided>,
}

/// A blind judgement.
#[derive(Clone, Copy)]
pub(crate) struct Blind {
    pub at: Index,
    pub score: Option<Index>,
    pub session: Option<Index>,
    pub p: Option<f64>,
}

/// Something that was shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    pub entry: Index,
    pub at: Index,
    /// Whose judgement, where it is one.
    pub of: Option<KeyId>,
}

/// A decision.
#[derive(Clone, Copy)]
pub(crate) struct Decided {
    pub at: Index,
    pub verdict: Verdict,
    pub judgement: Option<Index>,
    pub bulk: Option<Index>,
    pub second: Option<(Index, KeyId)>,
    pub p: Option<f64>,
    pub tlp: Option<Tlp>,
    pub expires: Option<Day>,
}

impl Decided {
    /// Remembers of what was said what the rules ask for.
    pub fn tell(&mut self, assessment: Option<&Assessment>) {
        self.p = assessment.map(|one| one.probability.get());
        self.tlp = assessment.map(|one| one.tlp);
        self.expires = assessment.and_then(|one| one.assumptions.iter().map(|one| one.expires).min());
    }
}

impl OnLead {
    /// A decision of this person that they neither undid nor decided against.
    pub fn standing(&self, at: Index) -> Option<&Decided> {
        let decided = self.decided.iter().find(|decided| decided.at == at)?;
        let taken_back = self
            .decided
            .iter()
            .any(|later| later.at > at && !later.verdict.takes_two());
        (!taken_back).then_some(decided)
    }
}

impl LeadState {
    /// What one person did with it.
    pub fn of(&self, who: KeyId) -> Option<&OnLead> {
        self.people.iter().find(|(key, _)| *key == who).map(|(_, on)| on)
    }

    fn of_mut(&mut self, who: KeyId) -> &mut OnLead {
        let at = self
            .people
            .iter()
            .position(|(key, _)| *key == who)
            .unwrap_or_else(|| {
                self.people.push((who, OnLead::default()));
                self.people.len() - 1
            });
        &mut self.people[at].1
    }

    /// A decision by its entry, with who made it; whether it stands or not.
    pub fn decision(&self, at: Index) -> Option<(KeyId, &OnLead, &Decided)> {
        self.people.iter().find_map(|(key, on)| {
            let decided = on.decided.iter().find(|decided| decided.at == at)?;
            Some((*key, on, decided))
        })
    }

    /// A blind judgement that stands, by its entry.
    pub fn judgement(&self, at: Index) -> Option<(KeyId, Blind)> {
        self.people.iter().find_map(|(key, on)| {
            let judged = on.judged.filter(|judged| judged.at == at)?;
            Some((*key, judged))
        })
    }

    /// A decision of that verdict that two people signed and neither took back.
    pub fn signed_by_two(&self, verdict: Verdict) -> Option<&Decided> {
        self.people.iter().find_map(|(_, on)| {
            on.decided
                .iter()
                .filter(|decided| decided.verdict == verdict && decided.second.is_some())
                .find(|decided| self.stands_signed(decided.at))
        })
    }

    /// Whether that decision has its second signature and neither of the two
    /// decided against it since.
    pub fn stands_signed(&self, at: Index) -> bool {
        let Some((_, on, decided)) = self.decision(at) else {
            return false;
        };
        let Some((signed, second)) = decided.second else {
            return false;
        };
        let withdrawn = self.of(second).is_some_and(|on| {
            on.decided
                .iter()
                .any(|later| later.at > signed && !later.verdict.takes_two())
        });
        on.standing(at).is_some() && !withdrawn
    }
}

impl State {
    /// A lead by its handle.
    pub fn lead(&self, about: Option<Handle>) -> Option<&LeadState> {
        self.leads.get(*self.handles.get(&about?)?)
    }

    /// What one person did with a lead.
    pub fn on(&self, about: Option<Handle>, who: Actor) -> Option<&OnLead> {
        match who {
            Actor::Person(key) => self.lead(about)?.of(key),
            Actor::Machine(_) => None,
        }
    }

    /// Every lead.
    pub fn leads(&self) -> &[LeadState] {
        &self.leads
    }

    /// A lead by its handle, made where it is new.
    pub fn lead_mut(&mut self, about: Handle) -> &mut LeadState {
        let at = *self.handles.entry(about).or_insert_with(|| {
            self.leads.push(LeadState::default());
            self.leads.len() - 1
        });
        &mut self.leads[at]
    }

    /// Takes in one entry.
    pub fn take(&mut self, at: Index, leaf: &Leaf, said: &Said) {
        if let (Some(about), Some(id)) = (leaf.about, said.lead()) {
            let lead = self.lead_mut(about);
            if lead.id.is_none() {
                lead.id = Some(id.to_string());
            }
        }
        match &leaf.what {
            What::ModelChange { on } => self.machine_on = *on,
            What::Erasure { of } => self.erased.extend(of),
            What::Forecast {} => {
                self.forecasts.insert(at, false);
            }
            What::Answer {
                forecast,
                outcome: true,
            } => {
                self.forecasts.insert(*forecast, true);
            }
            What::PolicyChange(Policy::Enrolled { key }) => {
                self.people.entry(key.id()).or_default();
            }
            What::PolicyChange(Policy::Retired { key }) => {
                self.people.entry(*key).or_default().retired = true;
            }
            What::ScoreCommitment { .. } => {
                if let Some(about) = leaf.about {
                    self.lead_mut(about).score = Some(at);
                }
            }
            _ => {
                if let Actor::Person(who) = leaf.by {
                    self.take_work(at, leaf, who, said);
                }
            }
        }
    }

    fn take_work(&mut self, at: Index, leaf: &Leaf, who: KeyId, said: &Said) {
        match &leaf.what {
            What::Session { n, known, .. } => self.take_session(at, who, *n, *known, said),
            What::Bulk { verdict, n, again } => {
                let (leads, again_leads) = match said {
                    Said::Bulk(bulk) => (
                        Some(bulk.leads.iter().cloned().collect()),
                        Some(bulk.again.iter().cloned().collect()),
                    ),
                    _ => (None, None),
                };
                self.people.entry(who).or_default().bulk = Some(at);
                self.bulks.insert(
                    at,
                    BulkState {
                        by: Some(who),
                        verdict: *verdict,
                        left: *n,
                        again: *again,
                        looked: 0,
                        leads,
                        again_leads,
                    },
                );
            }
            What::BlindJudgement { score } => self.take_judgement(at, leaf, who, *score, said),
            What::Reveal { shows, .. } => self.take_reveal(at, leaf, who, shows),
            What::Decision { .. } => self.take_decision(at, leaf, who, said),
            What::SecondSignature { decision, .. } => {
                let Some(about) = leaf.about else { return };
                for (_, on) in &mut self.lead_mut(about).people {
                    for decided in on.decided.iter_mut().filter(|decided| decided.at == *decision) {
                        decided.second.get_or_insert((at, who));
                    }
                }
            }
            _ => {}
        }
    }

    fn take_session(&mut self, at: Index, who: KeyId, n: u64, known: u64, said: &Said) {
        let leads = match said {
            Said::Session(session) => {
                self.listed.insert(at);
                for item in &session.items {
                    if matches!(item.why, crate::desk::said::Why::Known { .. }) {
                        self.known.insert(item.lead.clone());
                    }
                }
                Some(session.items.iter().map(|item| item.lead.clone()).collect())
            }
            _ => None,
        };
        self.people.entry(who).or_default().session = Some(Sitting {
            at,
            n,
            known,
            judged: 0,
            told: 0,
            leads,
        });
    }

    fn take_judgement(&mut self, at: Index, leaf: &Leaf, who: KeyId, score: Option<Index>, said: &Said) {
        let Some(about) = leaf.about else { return };
        let p = match said {
            Said::Judgement(judgement) => Some(judgement.assessment.probability.get()),
            _ => None,
        };
        let sitting = self.people.get(&who).and_then(|person| person.session.as_ref());
        let session = sitting.map(|sitting| sitting.at);
        let lead = self.lead_mut(about);
        let on = lead.of_mut(who);
        let again = on.judged.is_some_and(|judged| judged.session == session);
        on.judged = Some(Blind {
            at,
            score,
            session,
            p,
        });
        on.reveal = None;
        let bulk = lead.bulk;
        if let Some(sitting) = self
            .people
            .get_mut(&who)
            .and_then(|person| person.session.as_mut())
            && !again
        {
            sitting.judged += 1;
        }
        if let Some(index) = bulk
            && let Some(bulk) = self.bulks.get_mut(&index)
        {
            let picked = match (&mut bulk.again_leads, said.lead()) {
                (Some(picked), Some(id)) => picked.remove(id),
                _ => true,
            };
            bulk.looked += u64::from(picked);
            self.lead_mut(about).bulk = None;
        }
    }

    fn take_reveal(&mut self, at: Index, leaf: &Leaf, who: KeyId, shows: &[Index]) {
        let Some(about) = leaf.about else { return };
        let lead = self.lead_mut(about);
        let whose: Vec<Option<KeyId>> = shows
            .iter()
            .map(|entry| lead.judgement(*entry).map(|(key, _)| key))
            .collect();
        let on = lead.of_mut(who);
        for (entry, of) in shows.iter().zip(whose) {
            on.shown.push(Shown {
                entry: *entry,
                at,
                of,
            });
        }
        on.reveal = Some(at);
        let session = on.judged.and_then(|judged| judged.session);
        if session.is_some_and(|session| shows.contains(&session)) {
            lead.known = true;
            if let Some(sitting) = self
                .people
                .get_mut(&who)
                .and_then(|person| person.session.as_mut())
                && Some(sitting.at) == session
            {
                sitting.told += 1;
            }
        }
    }

    fn take_decision(&mut self, at: Index, leaf: &Leaf, who: KeyId, said: &Said) {
        let What::Decision {
            verdict,
            judgement,
            bulk,
            undoes,
            ..
        } = &leaf.what
        else {
            return;
        };
        if let Some(state) = bulk.and_then(|bulk| self.bulks.get_mut(&bulk)) {
            state.left = state.left.saturating_sub(1);
            if let (Some(leads), Some(id)) = (&mut state.leads, said.lead()) {
                leads.remove(id);
            }
        }
        let Some(about) = leaf.about else { return };
        let lead = self.lead_mut(about);
        if bulk.is_some() {
            lead.bulk = *bulk;
        }
        let on = lead.of_mut(who);
        if let Some(undone) = undoes {
            on.decided.retain(|decided| decided.at != *undone);
            return;
        }
        let assessment = match said {
            Said::Decision(decision) => decision.assessment.as_ref(),
            _ => None,
        };
        let mut decided = Decided {
            at,
            verdict: *verdict,
            judgement: *judgement,
            bulk: *bulk,
            second: None,
            p: None,
            tlp: None,
            expires: None,
        };
        decided.tell(assessment);
        on.decided.push(decided);
    }
}
