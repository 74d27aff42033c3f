//! The order of judging in the made case: drawn, judged blind, shown, decided,
//! signed by a second. In memory, and as strict as the record of a real case, so
//! that a page that goes round the order is refused here too.

use super::made::{self, MadeLead};
use fyke_model::date::Day;
use fyke_model::desk::{
    Answer, Decided, DecisionSaid, DecisionView, EntryView, Hand, JudgementSaid, Refusal, SessionItem,
    SessionView, Standing, Why,
};
use std::collections::BTreeMap;

/// What two people must sign.
const TWO: &[&str] = &["escalate", "name_person", "release"];
/// What one may decide.
const ONE: &[&str] = &["refute", "dismiss", "defer"];

/// Labels, the strictest first.
const TLP: &[&str] = &["red", "amber_strict", "amber", "green", "clear"];

/// Leads and people: key of the person, id of the lead.
#[derive(Default)]
pub(in crate::desk) struct Judging {
    sessions: BTreeMap<String, Vec<String>>,
    mine: BTreeMap<(String, String), Mine>,
    decisions: BTreeMap<String, Vec<Decision>>,
    pub entries: Vec<EntryView>,
}

/// One person and one lead.
pub(in crate::desk) struct Mine {
    pub name: String,
    pub said: JudgementSaid,
    pub shown: bool,
}

struct Decision {
    view: DecisionView,
    person: String,
    second: Option<String>,
}

pub(in crate::desk) fn conflict(broke: impl Into<String>, repair: impl Into<String>) -> Refusal {
    Refusal::new(Why::Conflict, broke, repair)
}

pub(in crate::desk) fn reason(why: &str) -> Answer<()> {
    match why.trim().is_empty() {
        true => Err(Refusal::malformed("no reason was given", "say why in a sentence")),
        false => Ok(()),
    }
}

impl Judging {
    /// Somebody judged before this run: what a second person meets.
    pub fn begun() -> Judging {
        let mut judging = Judging::default();
        let halyna = Hand::new(0, "made-halyna", "Halyna", fyke_model::desk::Role::Reviewer);
        judging.write(
            "policy_change",
            None,
            None,
            "Halyna was let in as a reviewer".to_owned(),
        );
        let ids: Vec<String> = made::all().iter().map(|made| made.lead.id.clone()).collect();
        judging.write(
            "score_commitment",
            None,
            None,
            format!("the machine sealed what it thinks of {} leads", ids.len()),
        );
        let only = ["lead-cedar".to_owned()];
        let said = JudgementSaid {
            probability: 0.7,
            confidence: "moderate".to_owned(),
            why: "two loads after the embargo dwarf all before it".to_owned(),
            rows: vec![3, 4],
            ..JudgementSaid::default()
        };
        let decision = DecisionSaid {
            verdict: "escalate".to_owned(),
            ..DecisionSaid::default()
        };
        // the steps of a world that is written down cannot fail; a test holds that
        let _ = judging
            .draw(&halyna, 1, &only)
            .and_then(|_| judging.judge(&halyna, &only[0], &said))
            .and_then(|()| judging.reveal(&halyna, &only[0]))
            .and_then(|()| judging.decide(&halyna, &only[0], &decision));
        judging
    }

    fn write(&mut self, kind: &str, hand: Option<&Hand>, about: Option<&str>, words: String) -> u64 {
        let index = self.entries.len() as u64;
        self.entries.push(EntryView {
            index,
            kind: kind.to_owned(),
            by: hand.map_or("the machine", Hand::name).to_owned(),
            key: hand.map_or("machine-key", Hand::person).to_owned(),
            at: Some(format!("2026-01-02T09:{:02}:{:02}Z", index / 60 % 60, index % 60)),
            about: about.map(str::to_owned),
            words,
            erased: false,
        });
        index
    }

    /// Writes an entry of another group of questions.
    pub fn log(&mut self, kind: &str, hand: &Hand, about: Option<&str>, words: String) -> u64 {
        self.write(kind, Some(hand), about, words)
    }

    pub fn mine(&self, hand: &Hand, lead: &str) -> Option<&Mine> {
        self.mine.get(&(hand.person().to_owned(), lead.to_owned()))
    }

    pub fn others(&self, hand: &Hand, lead: &str) -> Vec<(String, JudgementSaid)> {
        self.mine
            .iter()
            .filter(|((person, of), _)| person != hand.person() && of == lead)
            .map(|(_, mine)| (mine.name.clone(), mine.said.clone()))
            .collect()
    }

    pub fn drawn(&self, hand: &Hand, lead: &str) -> bool {
        self.sessions
            .get(hand.person())
            .is_some_and(|ids| ids.iter().any(|id| id == lead))
    }

    pub fn standing(&self, lead: &str) -> Standing {
        let last = self
            .decisions
            .get(lead)
            .and_then(|all| all.iter().rev().find(|decision| !decision.view.taken_back));
        let Some(last) = last else {
            let judged = self.mine.keys().any(|(_, of)| of == lead);
            return if judged { Standing::Judged } else { Standing::Open };
        };
        match last.view.verdict.as_str() {
            "refute" => Standing::Refuted,
            "dismiss" => Standing::Dismissed,
            "defer" => Standing::Deferred,
            "reopen" => Standing::Reopened,
            _ if last.second.is_some() => Standing::Escalated,
            _ => Standing::WaitsForSecond,
        }
    }

    pub fn decisions(&self, lead: &str) -> Vec<DecisionView> {
        let all = self.decisions.get(lead).into_iter().flatten();
        all.map(|decision| decision.view.clone()).collect()
    }

    /// Verdicts that this person may give now.
    pub fn may(&self, hand: &Hand, made: &MadeLead) -> Vec<String> {
        if made.known.is_some() || self.mine(hand, &made.lead.id).is_none() {
            return Vec::new();
        }
        TWO.iter()
            .chain(ONE)
            .map(|verdict| (*verdict).to_owned())
            .collect()
    }

    fn waiting(&mut self, lead: &str) -> Option<&mut Decision> {
        self.decisions
            .get_mut(lead)?
            .iter_mut()
            .rev()
            .find(|decision| !decision.view.taken_back)
            .filter(|d| TWO.contains(&d.view.verdict.as_str()) && d.second.is_none())
    }

    pub fn may_second(&mut self, hand: &Hand, lead: &str) -> bool {
        let judged = self.mine(hand, lead).is_some();
        judged && self.waiting(lead).is_some_and(|d| d.person != hand.person())
    }

    pub fn draw(&mut self, hand: &Hand, wanted: usize, only: &[String]) -> Answer<SessionView> {
        hand.needs(fyke_model::desk::Role::Reviewer)?;
        let here = |made: &&MadeLead| {
            let id = &made.lead.id;
            let standing = self.standing(id);
            let waits = matches!(standing, Standing::Open | Standing::Judged | Standing::Reopened)
                || standing == Standing::WaitsForSecond;
            self.mine(hand, id).is_none()
                && (made.known.is_some() || if only.is_empty() { waits } else { only.contains(id) })
        };
        let mut ids: Vec<String> = made::all()
            .iter()
            .filter(here)
            .map(|made| made.lead.id.clone())
            .collect();
        if only.is_empty() {
            // the one whose answer is known stands among the others
            let known = ids.pop();
            ids.truncate(wanted.clamp(1, 100));
            ids.insert(ids.len().min(1), known.unwrap_or_default());
            ids.retain(|id| !id.is_empty());
        }
        let words = format!("{} drew a session of {} leads", hand.name(), ids.len());
        self.write("session", Some(hand), None, words);
        let session = self.sessions.entry(hand.person().to_owned()).or_default();
        for id in ids {
            if !session.contains(&id) {
                session.push(id);
            }
        }
        Ok(self.session(hand))
    }

    pub fn session(&self, hand: &Hand) -> SessionView {
        let ids = self.sessions.get(hand.person()).into_iter().flatten();
        let item = |id: &String| {
            let made = made::find(id)?;
            let decided = |all: &Vec<Decision>| {
                all.iter()
                    .any(|d| d.person == hand.person() && !d.view.taken_back)
            };
            let state = match self.mine(hand, id) {
                None => "open",
                Some(_) if self.decisions.get(id).is_some_and(decided) => "decided",
                Some(mine) if mine.shown => "revealed",
                Some(_) => "judged",
            };
            Some(SessionItem {
                id: id.clone(),
                subject: made.lead.subject.clone(),
                state: state.to_owned(),
            })
        };
        SessionView {
            items: ids.filter_map(item).collect(),
        }
    }

    pub fn judge(&mut self, hand: &Hand, lead: &str, said: &JudgementSaid) -> Answer<()> {
        hand.needs(fyke_model::desk::Role::Reviewer)?;
        let made = made::find(lead).ok_or_else(|| Refusal::absent("the lead"))?;
        if !self.drawn(hand, lead) {
            return Err(conflict(
                "this lead is in no session of yours",
                "draw it first; leads are judged in sessions",
            ));
        }
        if self.mine(hand, lead).is_some_and(|mine| mine.shown) {
            return Err(conflict(
                "you were shown what the machine thinks of this lead",
                "a judgement after that is not blind; say what changed when you decide",
            ));
        }
        checked(said, made.lead.rows.len())?;
        let key = (hand.person().to_owned(), lead.to_owned());
        let mine = Mine {
            name: hand.name().to_owned(),
            said: said.clone(),
            shown: false,
        };
        self.mine.insert(key, mine);
        let words = format!(
            "{} said what they think of {lead}, before the machine did",
            hand.name()
        );
        self.write("blind_judgement", Some(hand), Some(lead), words);
        Ok(())
    }

    pub fn reveal(&mut self, hand: &Hand, lead: &str) -> Answer<()> {
        let key = (hand.person().to_owned(), lead.to_owned());
        let Some(mine) = self.mine.get_mut(&key) else {
            return Err(conflict(
                "you have not judged this lead",
                "say what you think first; the machine's answer stays sealed until then",
            ));
        };
        if !mine.shown {
            mine.shown = true;
            let words = format!(
                "{} was shown what the machine and others think of {lead}",
                hand.name()
            );
            self.write("reveal", Some(hand), Some(lead), words);
        }
        Ok(())
    }

    pub fn decide(&mut self, hand: &Hand, lead: &str, said: &DecisionSaid) -> Answer<Decided> {
        hand.needs(fyke_model::desk::Role::Reviewer)?;
        let made = made::find(lead).ok_or_else(|| Refusal::absent("the lead"))?;
        let Some(mine) = self.mine(hand, lead) else {
            return Err(conflict(
                "you have not judged this lead",
                "say what you think first; a decision rests on a judgement",
            ));
        };
        if made.known.is_some() {
            return Err(conflict(
                "the answer of this lead was known beforehand",
                "go on to the next; it was there to measure who judges",
            ));
        }
        if !self.may(hand, made).contains(&said.verdict) {
            return Err(Refusal::malformed(
                "that is no verdict",
                "use escalate, name_person, release, refute, dismiss or defer",
            ));
        }
        let mut why = mine.said.why.clone();
        if let Some((p, changed)) = &said.changed {
            likely(*p)?;
            reason(changed)?;
            why = changed.clone();
        }
        let tlp = (said.verdict == "release").then(|| said.tlp.clone().unwrap_or_else(|| "red".to_owned()));
        Ok(self.decided(hand, lead, &said.verdict, &why, tlp))
    }

    /// Whether two people released it as freely as that, or more.
    pub fn released(&self, lead: &str, tlp: &str) -> bool {
        let loose = |label: &str| TLP.iter().position(|known| *known == label);
        let mut all = self.decisions(lead).into_iter();
        all.any(|decision| {
            let as_free = decision.tlp.as_deref().and_then(loose) >= loose(tlp);
            !decision.taken_back && decision.signed && decision.tlp.is_some() && as_free
        })
    }

    fn decided(&mut self, hand: &Hand, lead: &str, verdict: &str, why: &str, tlp: Option<String>) -> Decided {
        let words = format!("{} decided on {lead}: {verdict}", hand.name());
        let kind = "decision";
        let entry = self.write(kind, Some(hand), Some(lead), words);
        let at = self.entries.last().and_then(|entry| entry.at.clone());
        let decision = Decision {
            view: DecisionView {
                entry,
                at: at.unwrap_or_default(),
                by: hand.name().to_owned(),
                verdict: verdict.to_owned(),
                why: why.to_owned(),
                taken_back: false,
                tlp,
                signed: false,
            },
            person: hand.person().to_owned(),
            second: None,
        };
        self.decisions.entry(lead.to_owned()).or_default().push(decision);
        Decided {
            entry,
            waits_for_second: TWO.contains(&verdict),
        }
    }

    pub fn second(&mut self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        reason(why)?;
        if self.mine(hand, lead).is_none() {
            return Err(conflict(
                "you have not judged this lead",
                "say what you think first; the second person judges without knowing the first one's number",
            ));
        }
        match self.waiting(lead) {
            Some(decision) if decision.person != hand.person() => {
                decision.second = Some(hand.person().to_owned());
                decision.view.signed = true;
            }
            _ => {
                return Err(conflict(
                    "no decision on this lead waits for your signature",
                    "your own decisions wait for somebody else's",
                ));
            }
        }
        let words = format!(
            "{} signed the decision on {lead} as the second person",
            hand.name()
        );
        self.write("second_signature", Some(hand), Some(lead), words);
        Ok(())
    }

    pub fn withdraw(&mut self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        reason(why)?;
        let own = self.decisions.get_mut(lead).and_then(|all| {
            all.iter_mut()
                .rev()
                .find(|d| d.person == hand.person() && !d.view.taken_back)
        });
        let Some(own) = own else {
            return Err(conflict(
                "no decision of yours stands on this lead",
                "only one's own decision can be taken back",
            ));
        };
        own.view.taken_back = true;
        let words = format!("{} took their decision on {lead} back", hand.name());
        self.write("decision", Some(hand), Some(lead), words);
        Ok(())
    }

    pub fn reopen(&mut self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        reason(why)?;
        hand.needs(fyke_model::desk::Role::Reviewer)?;
        let standing = self.standing(lead);
        if matches!(standing, Standing::Open | Standing::Judged | Standing::Reopened) {
            return Err(conflict("this lead is open", "judge it and decide"));
        }
        self.decided(hand, lead, "reopen", why, None);
        Ok(())
    }

    /// Whether a bulk decision may take a lead; why not.
    pub fn bulk_may(&self, lead: &str) -> Result<(), String> {
        match self.standing(lead) {
            Standing::Open | Standing::Judged | Standing::Reopened | Standing::Deferred => Ok(()),
            Standing::WaitsForSecond => Err("waits for a second person".to_owned()),
            Standing::Escalated => Err("two people escalated it".to_owned()),
            Standing::Refuted | Standing::Dismissed => Err("is decided".to_owned()),
        }
    }

    pub fn bulk(&mut self, hand: &Hand, leads: &[String], verdict: &str, why: &str) -> Answer<Vec<String>> {
        hand.needs(fyke_model::desk::Role::Reviewer)?;
        reason(why)?;
        if !["dismiss", "defer"].contains(&verdict) {
            return Err(conflict(
                "many leads at one stroke can be dismissed or deferred, nothing else",
                "decide the others one by one",
            ));
        }
        if let Some(lead) = leads.iter().find(|lead| made::find(lead).is_none()) {
            let shown: String = lead.chars().take(40).collect();
            return Err(Refusal::absent(&format!("lead '{shown}'")));
        }
        for lead in leads {
            self.bulk_may(lead)
                .map_err(|left| conflict(format!("{lead} {left}"), "leave it out"))?;
        }
        for lead in leads {
            self.decided(hand, lead, verdict, why, None);
        }
        let again = super::again(leads.len());
        let back: Vec<String> = leads.iter().take(again).cloned().collect();
        // who looks again judges anew
        let session = self.sessions.entry(hand.person().to_owned()).or_default();
        for lead in &back {
            if !session.contains(lead) {
                session.push(lead.clone());
            }
        }
        Ok(back)
    }
}

fn likely(p: f64) -> Answer<()> {
    match (0.0..=1.0).contains(&p) {
        true => Ok(()),
        false => Err(Refusal::malformed(
            "that is no probability",
            "give a number from 0 to 100 percent",
        )),
    }
}

fn checked(said: &JudgementSaid, rows: usize) -> Answer<()> {
    likely(said.probability)?;
    reason(&said.why)?;
    if !["low", "moderate", "high"].contains(&said.confidence.as_str()) {
        return Err(Refusal::malformed(
            "how firm the ground is was not said",
            "say low, moderate or high",
        ));
    }
    if said.rows.is_empty() || said.rows.iter().any(|at| *at == 0 || *at > rows) {
        return Err(Refusal::malformed(
            "a judgement leans on at least one row of the lead",
            format!("tick one of rows 1 to {rows}"),
        ));
    }
    let bare = |(text, if_false, until): &(String, String, Option<Day>)| {
        text.trim().is_empty() || if_false.trim().is_empty() || until.is_none()
    };
    if said.assumptions.iter().any(bare) {
        return Err(Refusal::malformed(
            "an assumption lacks what follows if it is false, or its last day",
            "write all three, or leave it out",
        ));
    }
    Ok(())
}
