//! A person at work on the leads of a case: their key, the queue, the record.
//! What the terminal triage does, what the single commands do and what the
//! workbench does is this.
//!
//! A command owns what it works with; a workbench lends it out for one step. So
//! a [`Bench`] is made of anything that borrows as the three.

use crate::commands::add::now;
use crate::commands::trace::refresh;
use crate::ledger::{self, Signer};
use crate::screen::{Failure, Outcome};
use fyke_judge::assessment::{Assessment, Assumption, Basis, Confidence, Probability};
use fyke_judge::desk::{
    BlindView, Bulked, Decided, Desk, DeskError, Giving, Hand, Judged, KnownAnswer, Queue, Revealed, Seen,
    Session,
};
use fyke_judge::key::{KeyId, PersonKey};
use fyke_judge::record::SystemRandom;
use fyke_judge::record::leaf::{Index, Tlp, Verdict};
use fyke_judge::roll::Roll;
use fyke_model::dataset::RowRef;
use fyke_model::lead::{Lead, Subject};
use fyke_store::Case;
use fyke_store::leads::{self, ShownRow};
use fyke_store::query::Tables;
use serde::{Deserialize, Serialize};
use std::borrow::{Borrow, BorrowMut};
use std::collections::BTreeSet;
use std::path::Path;

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Failure {
        match error {
            DeskError::Record(error) => error.into(),
            other => Failure::pair(
                &other.to_string(),
                "see where the lead stands with: fyke judge CASE where",
            ),
        }
    }
}

/// Leads of the case that a session takes in, unless the person asks for more.
pub const SESSION_LEADS: usize = 20;

/// What there is to judge in a case, as it was read.
pub struct Matter {
    /// The case.
    pub case: Case,
    /// Its tables.
    pub tables: Tables,
    /// Its leads, in the machine's order.
    pub leads: Vec<Lead>,
    /// Leads whose answer is known.
    pub known: Known,
}

/// A person at work.
pub struct Bench<M = Matter, D = Desk, K = PersonKey> {
    pub matter: M,
    pub desk: D,
    pub key: K,
}

/// Leads whose answer is known, with the rows behind them: their files are not
/// in this case.
#[derive(Default, Serialize, Deserialize)]
pub struct Known {
    /// The leads.
    pub answers: Vec<KnownAnswer>,
    /// Their rows as they would be shown.
    pub rows: Vec<(RowRef, Vec<(String, String)>)>,
}

/// Where a case keeps them.
pub fn known_path(case: &Path) -> std::path::PathBuf {
    case.join("known-answers.json")
}

/// What a person says of a lead.
pub struct Said {
    pub probability: Probability,
    pub confidence: Confidence,
    pub why: String,
    pub basis: Vec<Basis>,
    pub assumptions: Vec<Assumption>,
    pub alternatives: Vec<String>,
}

impl Bench {
    /// Opens a case to judge in it: traces where files came in, seals what is
    /// not sealed, and asks for the passphrase.
    pub fn open(path: &Path, signer: &Signer) -> Outcome<Bench> {
        let (_, tables) = refresh(path)?;
        let Some(record) = ledger::open(path)? else {
            return Err(nobody(path));
        };
        if !Roll::of(&record)?.has_people() {
            return Err(nobody(path));
        }
        let matter = Matter::read(Case::open_read_only(path)?, tables)?;
        let key = signer.open()?;
        let mut bench = Bench {
            matter,
            desk: Desk::open(record)?,
            key,
        };
        bench.seal()?;
        Ok(bench)
    }
}

impl Matter {
    /// Reads what there is to judge.
    pub fn read(case: Case, tables: Tables) -> Outcome<Matter> {
        let path = known_path(case.root());
        let known = match std::fs::read_to_string(&path) {
            Ok(text) => serde_json::from_str(&text).map_err(|error| {
                Failure::new(
                    format!("{} cannot be read: {error}", path.display()),
                    "make it again with: fyke judge CASE known OTHER --truth FILE",
                )
            })?,
            Err(_) => Known::default(),
        };
        Ok(Matter {
            leads: leads::read(&tables, None)?,
            case,
            tables,
            known,
        })
    }

    /// What a session is drawn from.
    pub fn queue<'a>(&'a self, wanted: usize, only: &'a [String]) -> Queue<'a> {
        Queue {
            leads: &self.leads,
            known: &self.known.answers,
            wanted,
            only,
        }
    }

    /// The cells of rows of leads, in that order; those of known answers are not
    /// in the tables of this case.
    pub fn rows(&self, refs: &[RowRef]) -> Outcome<Vec<ShownRow>> {
        let here = leads::rows_behind(&self.tables, refs)?;
        let cells = |row: &RowRef| {
            let found = here
                .iter()
                .find(|shown| shown.row == *row)
                .map(|shown| &shown.cells);
            let known = || {
                self.known
                    .rows
                    .iter()
                    .find(|(known, _)| known == row)
                    .map(|(_, cells)| cells)
            };
            found.or_else(known).cloned().unwrap_or_default()
        };
        Ok(refs
            .iter()
            .map(|row| ShownRow {
                row: row.clone(),
                cells: cells(row),
            })
            .collect())
    }
}

impl<M: Borrow<Matter>, D: BorrowMut<Desk>, K: Borrow<PersonKey>> Bench<M, D, K> {
    fn matter(&self) -> &Matter {
        self.matter.borrow()
    }

    fn desk(&mut self) -> &mut Desk {
        self.desk.borrow_mut()
    }

    fn me(&self) -> KeyId {
        let key: &PersonKey = self.key.borrow();
        key.id()
    }

    /// Leads that were traced and not sealed, as by a program of before, are
    /// sealed now: before anyone looks.
    fn seal(&mut self) -> Outcome {
        let matter: &Matter = self.matter.borrow();
        ledger::seal(self.desk.borrow_mut(), &matter.leads)
    }

    /// Runs one step of the desk as this person, now.
    fn by_hand<T>(
        &mut self,
        step: impl FnOnce(&mut Desk, &mut Hand<'_>) -> Result<T, DeskError>,
    ) -> Outcome<T> {
        let at = now();
        let mut hand = Hand {
            by: self.key.borrow(),
            at: &at,
            random: &mut SystemRandom,
        };
        Ok(step(self.desk.borrow_mut(), &mut hand)?)
    }

    /// Draws a session.
    pub fn session(&mut self, wanted: usize, only: &[String]) -> Outcome<Session> {
        let at = now();
        let mut hand = Hand {
            by: self.key.borrow(),
            at: &at,
            random: &mut SystemRandom,
        };
        let matter: &Matter = self.matter.borrow();
        let desk: &mut Desk = self.desk.borrow_mut();
        Ok(desk.session(&matter.queue(wanted, only), &mut hand)?)
    }

    /// What is left of this person's last session.
    pub fn resume(&mut self) -> Outcome<Vec<BlindView>> {
        let me = self.me();
        let matter: &Matter = self.matter.borrow();
        let desk: &mut Desk = self.desk.borrow_mut();
        Ok(desk.resume(&matter.queue(0, &[]), me)?)
    }

    /// The whole id of a lead of this person's last session that begins so.
    pub fn view(&mut self, lead: &str) -> Outcome<BlindView> {
        let views = self.resume()?;
        let mut found = views.iter().filter(|view| view.lead().starts_with(lead));
        match (found.next(), found.next()) {
            (Some(view), None) => Ok(view.clone()),
            (None, _) => Err(Failure::new(
                format!("no lead of your session begins with '{lead}'"),
                format!(
                    "draw a session with: fyke judge {} queue",
                    self.matter().case.root().display()
                ),
            )),
            (Some(_), Some(_)) => Err(Failure::new(
                format!("several leads of your session begin with '{lead}'"),
                "write more of the id",
            )),
        }
    }

    /// The whole id of a lead of this case that begins so. What else is done
    /// with a lead takes its whole id.
    pub fn whole_id(&mut self, lead: &str) -> Outcome<String> {
        whole(&self.ids()?, lead)
    }

    /// The same of several.
    pub fn whole_ids(&mut self, leads: &[String]) -> Outcome<Vec<String>> {
        let ids = self.ids()?;
        leads.iter().map(|lead| whole(&ids, lead)).collect()
    }

    fn ids(&mut self) -> Outcome<BTreeSet<String>> {
        // leads of a session whose answer is known have an id of their own
        let mut ids: BTreeSet<String> = self.resume()?.iter().map(|view| view.lead().to_owned()).collect();
        ids.extend(self.matter().leads.iter().map(|lead| lead.id.clone()));
        Ok(ids)
    }

    /// The assessment of what a person says.
    pub fn assessment(&self, view: &BlindView, said: Said, blind: bool) -> Assessment {
        Assessment {
            confidence_basis: said.why,
            basis: said.basis,
            assumptions: said.assumptions,
            alternatives: said.alternatives,
            handling: view.handling(),
            made_blind: blind,
            ..Assessment::draft(question(view), said.probability, said.confidence, self.me())
        }
    }

    /// Writes a blind judgement.
    pub fn judge(&mut self, view: &BlindView, assessment: Assessment) -> Outcome<Judged> {
        self.by_hand(|desk, hand| desk.judge(view, assessment, hand))
    }

    /// This person's judgement of a lead.
    pub fn judged(&mut self, lead: &str) -> Outcome<Judged> {
        let me = self.me();
        let found = self.desk().judged(lead, me)?;
        found.ok_or_else(|| {
            Failure::new(
                format!("you have not judged lead {lead}"),
                "say what you think first: fyke judge CASE say LEAD --p .. --confidence .. --why ..",
            )
        })
    }

    /// What this person has seen of a lead: their judgement, and what was shown
    /// to them since.
    pub fn seen(&mut self, lead: &str) -> Outcome<Seen> {
        let judged = self.judged(lead)?;
        let me = self.me();
        Ok(match self.desk().revealed(lead, me)? {
            Some(revealed) => revealed.into(),
            None => judged.into(),
        })
    }

    /// Opens what was sealed.
    pub fn reveal(&mut self, judged: Judged) -> Outcome<Revealed> {
        self.by_hand(|desk, hand| desk.reveal(judged, hand))
    }

    /// Writes a verdict; `changed` is a probability that is another than before, with its reason.
    pub fn decide(
        &mut self,
        lead: &str,
        verdict: Verdict,
        changed: Option<(Probability, String)>,
    ) -> Outcome<Decided> {
        self.decide_as(lead, verdict, changed, None)
    }

    /// The same, saying how freely the assessment may go on, where the judgement
    /// said otherwise.
    pub fn decide_as(
        &mut self,
        lead: &str,
        verdict: Verdict,
        changed: Option<(Probability, String)>,
        tlp: Option<Tlp>,
    ) -> Outcome<Decided> {
        let seen = self.seen(lead)?;
        let mut assessment = judgement(&seen).assessment().clone();
        assessment.made_blind = matches!(seen, Seen::Judged(_));
        assessment.tlp = tlp.unwrap_or(assessment.tlp);
        let reason = changed.map(|(probability, reason)| {
            assessment.probability = probability;
            assessment.change_note = Some(reason.clone());
            reason
        });
        self.by_hand(|desk, hand| desk.decide(&seen, verdict, assessment, reason.as_deref(), hand))
    }

    /// Signs another person's decision of this lead.
    pub fn sign(&mut self, lead: &str, why: &str) -> Outcome<Index> {
        let seen = self.seen(lead)?;
        let me = self.me();
        let waiting = self.desk().waiting(me)?;
        let Some((_, decision)) = waiting.into_iter().find(|(waiting, _)| waiting == lead) else {
            return Err(Failure::new(
                format!("no decision on lead {lead} waits for your signature"),
                "your own decisions wait for somebody else's",
            ));
        };
        self.by_hand(|desk, hand| desk.second(&seen, decision, why, hand))
    }

    /// Takes this person's last decision back.
    pub fn withdraw(&mut self, lead: &str, why: &str) -> Outcome<Index> {
        self.by_hand(|desk, hand| desk.undo(lead, why, hand))
    }

    /// Opens a lead again.
    pub fn reopen(&mut self, lead: &str, why: &str) -> Outcome<Index> {
        self.by_hand(|desk, hand| desk.reopen(lead, why, hand))
    }

    /// Dismisses or defers many.
    pub fn bulk(&mut self, verdict: Verdict, leads: &[String], why: &str) -> Outcome<Bulked> {
        self.by_hand(|desk, hand| desk.bulk(verdict, leads, why, hand))
    }

    /// Writes that something of a lead goes out.
    pub fn give(&mut self, lead: &str, tlp: Tlp, to: &str, why: &str, names_person: bool) -> Outcome<Index> {
        let Some(handling) = self
            .matter()
            .leads
            .iter()
            .find(|known| known.id == lead)
            .map(|lead| lead.handling)
        else {
            return Err(Failure::new(
                format!("lead {lead} is not of this case: its answer was known"),
                "give nothing of it away; it was there to measure who judges",
            ));
        };
        self.by_hand(|desk, hand| {
            let giving = Giving {
                lead,
                tlp,
                to,
                why,
                handling,
                names_person,
            };
            desk.disclose(&giving, hand)
        })
    }

    /// Destroys what was said in entries.
    pub fn erase(&mut self, entries: &[Index], why: &str) -> Outcome<Index> {
        let key: &PersonKey = self.key.borrow();
        let desk: &mut Desk = self.desk.borrow_mut();
        Ok(desk.record_mut().erase(&mut SystemRandom, entries, key, why)?)
    }

    /// Switches the machine layer.
    pub fn machine(&mut self, on: bool, why: &str) -> Outcome<Index> {
        self.by_hand(|desk, hand| desk.machine(on, env!("CARGO_PKG_VERSION"), why, hand))
    }

    /// The cells of the rows behind a lead, in the order of the view.
    pub fn rows(&self, view: &BlindView) -> Outcome<Vec<ShownRow>> {
        let refs: Vec<_> = view.rows().iter().map(|row| row.row.clone()).collect();
        self.matter().rows(&refs)
    }
}

fn whole(ids: &BTreeSet<String>, lead: &str) -> Outcome<String> {
    let mut found = ids.iter().filter(|id| id.starts_with(lead));
    match (found.next(), found.next()) {
        (Some(found), None) => Ok(found.clone()),
        _ => Err(Failure::new(
            format!("no lead, or more than one, has an id that begins with '{lead}'"),
            "write the id as your session shows it",
        )),
    }
}

/// The judgement in what was seen.
pub fn judgement(seen: &Seen) -> &Judged {
    match seen {
        Seen::Judged(judged) => judged,
        Seen::Revealed(revealed) => revealed.judged(),
    }
}

/// What is asked about a lead, so that it can turn out true or false.
pub fn question(view: &BlindView) -> String {
    let (from, to) = view.period();
    let goods = &view.goods().title;
    match view.subject() {
        Subject::Lane {
            exporter,
            through,
            end,
        } => {
            let through: Vec<String> = through.iter().map(ToString::to_string).collect();
            format!(
                "{goods} from {exporter} to {} went on to {end}, {from} to {to}",
                through.join(", ")
            )
        }
        Subject::Party { name, end, .. } => {
            format!("{name} passed on {goods} that reached {end}, {from} to {to}")
        }
        Subject::Vessel { name, end, .. } => format!("voyages of {name} served {end}, {from} to {to}"),
    }
}

fn nobody(path: &Path) -> Failure {
    Failure::new(
        format!(
            "nobody may sign in {} yet, and a judgement without a key proves nothing",
            path.display()
        ),
        format!(
            "make a key with `fyke keys new --name YOU`, then: fyke keys enrol {}",
            path.display()
        ),
    )
}
