//! Leads, blind first: what a person sees before they judged, after, and what
//! they decide.
//!
//! [`LeadPage`] is the wall: before the judgement of this person is in the
//! record there is no field for a score, a rank, a reason or a sentence of the
//! machine, so no page can show one.

use super::{Answer, Hand, Listed, Page, Refusal, RowView};
use crate::country::Country;
use crate::dataset::{Handling, RowRef};
use crate::date::{Day, Month};
use crate::lead::{GoodsFamily, Lead, Subject};
use crate::money::Amount;
use serde::{Deserialize, Serialize};

/// Questions about leads.
pub trait Leads {
    /// The leads of the case in an order that says nothing, or, once decided, in
    /// the machine's.
    fn leads(&self, hand: Option<&Hand>, query: &LeadQuery) -> Answer<LeadList> {
        let _ = (hand, query);
        Err(Refusal::absent("the list of leads"))
    }

    /// One lead, as much of it as this person may see.
    fn lead(&self, hand: Option<&Hand>, id: &str) -> Answer<LeadPage> {
        let _ = (hand, id);
        Err(Refusal::absent("the lead"))
    }

    /// Draws a session, or some leads by name; its leads in the order in which
    /// they are shown.
    fn draw(&self, hand: &Hand, wanted: usize, only: &[String]) -> Answer<SessionView> {
        let _ = (hand, wanted, only);
        Err(Refusal::absent("a session"))
    }

    /// What is left of this person's session; empty where none was drawn.
    fn session(&self, hand: &Hand) -> Answer<SessionView> {
        let _ = hand;
        Ok(SessionView::default())
    }

    /// Says what this person thinks, before the machine's answer is shown.
    fn judge(&self, hand: &Hand, lead: &str, said: &JudgementSaid) -> Answer<()> {
        let _ = (hand, lead, said);
        Err(Refusal::absent("judging"))
    }

    /// Shows what the machine and others think, to who has judged; writes that
    /// it was shown.
    fn reveal(&self, hand: &Hand, lead: &str) -> Answer<OpenLead> {
        let _ = (hand, lead);
        Err(Refusal::absent("the reveal"))
    }

    /// Decides a lead.
    fn decide(&self, hand: &Hand, lead: &str, decision: &DecisionSaid) -> Answer<Decided> {
        let _ = (hand, lead, decision);
        Err(Refusal::absent("deciding"))
    }

    /// Signs another's decision as the second person.
    fn second(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        let _ = (hand, lead, why);
        Err(Refusal::absent("signing as the second"))
    }

    /// Takes this person's last decision on a lead back.
    fn withdraw(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        let _ = (hand, lead, why);
        Err(Refusal::absent("taking back"))
    }

    /// Opens a lead again.
    fn reopen(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        let _ = (hand, lead, why);
        Err(Refusal::absent("opening again"))
    }

    /// Which leads a bulk decision would take, before it is made.
    fn bulk_preview(&self, hand: &Hand, query: &LeadQuery) -> Answer<BulkPreview> {
        let _ = (hand, query);
        Err(Refusal::absent("deciding many"))
    }

    /// Dismisses or defers many at one stroke; some come back to be looked at
    /// one by one.
    fn bulk(&self, hand: &Hand, leads: &[String], verdict: &str, why: &str) -> Answer<Vec<String>> {
        let _ = (hand, leads, verdict, why);
        Err(Refusal::absent("deciding many"))
    }

    /// Rows of a lead with their cells, in the order in which it names them.
    fn lead_rows(&self, hand: Option<&Hand>, id: &str, page: Page) -> Answer<Listed<LeadRowView>> {
        let _ = (hand, id, page);
        Err(Refusal::absent("the lead"))
    }

    /// What a linter of words says to a sentence of an assessment.
    fn wording(&self, text: &str) -> Vec<String> {
        let _ = text;
        Vec::new()
    }

    /// The words of the probability scales: for the number, each scale's phrase.
    fn probability_words(&self, p: f64) -> Vec<(String, String)> {
        let _ = p;
        Vec::new()
    }
}

/// Which leads.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct LeadQuery {
    /// `lane`, `party`, `vessel`; all where empty.
    pub kinds: Vec<String>,
    /// Standings; all where empty.
    pub standings: Vec<Standing>,
    /// Countries of the subject.
    pub countries: Vec<Country>,
    /// Ends.
    pub ends: Vec<Country>,
    /// Goods families, by id.
    pub goods: Vec<String>,
    /// Words in the subject's name.
    pub text: String,
    /// Only these, by id; all where empty.
    #[serde(default)]
    pub only: Vec<String>,
    /// Which part.
    pub page: Page,
}

/// Where a lead stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody judged it.
    #[default]
    Open,
    /// Judged by someone, decided by nobody.
    Judged,
    /// A decision that takes two has one.
    WaitsForSecond,
    /// Escalated by two.
    Escalated,
    /// The innocent explanation holds.
    Refuted,
    /// Not worth more work.
    Dismissed,
    /// Later.
    Deferred,
    /// Open again.
    Reopened,
}

impl Standing {
    /// All of them.
    pub const ALL: [Standing; 8] = [
        Standing::Open,
        Standing::Judged,
        Standing::WaitsForSecond,
        Standing::Escalated,
        Standing::Refuted,
        Standing::Dismissed,
        Standing::Deferred,
        Standing::Reopened,
    ];

    /// Its name in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Judged => "judged",
            Standing::WaitsForSecond => "waits_for_second",
            Standing::Escalated => "escalated",
            Standing::Refuted => "refuted",
            Standing::Dismissed => "dismissed",
            Standing::Deferred => "deferred",
            Standing::Reopened => "reopened",
        }
    }
}

/// A facet's name, and its values: value, words for it, count.
pub type LeadFacet = (String, Vec<(String, String, u64)>);

/// Leads, and how many there are of each kind of answer.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct LeadList {
    /// The part that was asked for.
    pub leads: Listed<LeadStub>,
    /// Facet name (`kind`, `standing`, `country`, `end`, `goods`), then value,
    /// words for it, count.
    pub facets: Vec<LeadFacet>,
    /// True where leads are judged blind: the order says nothing.
    pub blind: bool,
}

/// A lead in a list, without anything that the machine thinks of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LeadStub {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// The entity, where the case knows it.
    pub entity: Option<String>,
    /// Which goods.
    pub goods: GoodsFamily,
    /// First and last month.
    pub period: (Month, Month),
    /// Their value as declared.
    pub value: Option<Amount>,
    /// Where it stands.
    pub standing: Standing,
    /// How it may be passed on.
    pub handling: Handling,
    /// Whether its rows are simulated.
    pub simulated: bool,
    /// The machine's number; only where people have decided, or nobody judges
    /// blind in this case.
    pub machine: Option<Machine>,
}

/// The machine's number of a lead.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
pub struct Machine {
    /// Scores compare within a kind.
    pub score: f64,
    /// Calibrated on simulated trade; none for lanes and vessels.
    pub probability: Option<f64>,
}

/// One lead, as much of it as a person may see.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "seen", rename_all = "snake_case")]
pub enum LeadPage {
    /// Not judged by this person.
    Blind(BlindLead),
    /// Judged by this person and not yet revealed.
    Judged {
        /// What may be seen.
        blind: BlindLead,
        /// What they said.
        mine: JudgementSaid,
    },
    /// Revealed, decided, or in a case where nobody judges blind.
    Open(Box<OpenLead>),
}

/// A lead before the judgement: its rows, and nothing that the machine made of
/// them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct BlindLead {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// The entity, where the case knows it.
    pub entity: Option<String>,
    /// Which goods.
    pub goods: GoodsFamily,
    /// First and last month.
    pub period: (Month, Month),
    /// Their value as declared.
    pub value: Option<Amount>,
    /// How it may be passed on.
    pub handling: Handling,
    /// What it could be, every reading with the same weight.
    pub hypotheses: Vec<String>,
    /// Rows behind it.
    pub rows: u64,
    /// Where it stands.
    pub standing: Standing,
    /// True where it is in this person's session, so that they can judge it now.
    pub drawn: bool,
}

/// A lead that a person may see whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OpenLead {
    /// The lead, with its reasons and the innocent explanation.
    pub lead: Lead,
    /// The entity, where the case knows it.
    pub entity: Option<String>,
    /// Words for the typologies of its reasons: id, name.
    pub typologies: Vec<(String, String)>,
    /// What this person said before they saw it.
    pub mine: Option<JudgementSaid>,
    /// What others judged: name, probability, confidence, why.
    pub others: Vec<(String, JudgementSaid)>,
    /// The answer, where it was known beforehand: true, and where it comes from.
    pub known: Option<(bool, String)>,
    /// Where it stands.
    pub standing: Standing,
    /// Decisions so far, the newest last: day, who, verdict, why.
    pub decisions: Vec<DecisionView>,
    /// Verdicts that this person may give now.
    pub may: Vec<String>,
    /// True where a decision of another waits for this person's signature.
    pub may_second: bool,
    /// What is not known about it, a sentence each.
    pub unknown: Vec<String>,
    /// Rows that do not simply leave in a dossier, and their label: licensed ones
    /// go to who holds the licence, the others stay.
    pub held: Vec<(RowRef, Handling)>,
}

/// A decision in the past.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DecisionView {
    /// Its entry in the record.
    pub entry: u64,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub by: String,
    /// Which verdict.
    pub verdict: String,
    /// Why.
    pub why: String,
    /// Whether it was taken back.
    pub taken_back: bool,
    /// With `release`: how freely it may go on, as [`super::GivingSaid::tlp`].
    #[serde(default)]
    pub tlp: Option<String>,
    /// Whether a second person signed it.
    #[serde(default)]
    pub signed: bool,
}

/// What a person says of a lead.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct JudgementSaid {
    /// How likely, 0 to 1.
    pub probability: f64,
    /// `low`, `moderate`, `high`: how firm the ground is.
    pub confidence: String,
    /// What that rests on.
    pub why: String,
    /// Rows they lean on, by their position in the list; at least one.
    pub rows: Vec<usize>,
    /// What they assume: text, what follows if it is false, last day it counts.
    pub assumptions: Vec<(String, String, Option<Day>)>,
    /// What else it could be.
    pub alternatives: Vec<String>,
}

/// What a person decides of a lead.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct DecisionSaid {
    /// `escalate`, `name_person`, `release`, `refute`, `dismiss`, `defer`.
    pub verdict: String,
    /// How likely they think it is now, and why that changed, where it did.
    pub changed: Option<(f64, String)>,
    /// With `release`: how freely it may go on, as [`super::GivingSaid::tlp`];
    /// as strict as can be where nothing is said.
    #[serde(default)]
    pub tlp: Option<String>,
}

/// A decision that was written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Decided {
    /// Its entry in the record.
    pub entry: u64,
    /// True where a second person must sign.
    pub waits_for_second: bool,
}

/// A session.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SessionView {
    /// Its leads in the order in which they are shown.
    pub items: Vec<SessionItem>,
}

/// A lead of a session.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SessionItem {
    /// The lead, under the id that it has in this session.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// `open`, `judged`, `revealed`, `decided`.
    pub state: String,
}

/// What a bulk decision would do.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct BulkPreview {
    /// Leads that it takes.
    pub leads: Vec<LeadStub>,
    /// Leads that it may not take, and why.
    pub left: Vec<(String, String)>,
    /// How many of them would come back to be looked at.
    pub again: u64,
}

/// A row of a lead with its cells.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct LeadRowView {
    /// Its position in the list, from 1.
    pub at: usize,
    /// What it shows: `in`, `out`, `before`, ...
    pub role: String,
    /// The row.
    pub row: RowView,
}
