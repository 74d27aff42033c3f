//! Leads, blind first, and what people decide of them.
//!
//! What a person may see of a lead is worked out in one place,
//! [`LocalDesk::sight`]: everything here asks it first.

mod bulk;
mod list;
mod page;
mod said;
mod sight;

pub(super) use said::{label as tlp, no_lead};
pub(super) use sight::{Named, Sight};

use super::LocalDesk;
use crate::commands::judge::probability;
use fyke_judge::assessment::Probability;
use fyke_judge::lint::{Expect, lint};
use fyke_judge::scale::{icd203::icd203, phia::phia};
use fyke_model::desk::{
    Answer, BulkPreview, Decided, DecisionSaid, Hand, JudgementSaid, LeadList, LeadPage, LeadQuery,
    LeadRowView, Leads, Listed, OpenLead, Page, Role, SessionItem, SessionView,
};

impl Leads for LocalDesk {
    fn leads(&self, hand: Option<&Hand>, query: &LeadQuery) -> Answer<LeadList> {
        self.list(hand, query)
    }

    fn lead(&self, hand: Option<&Hand>, id: &str) -> Answer<LeadPage> {
        self.lead_page(hand, id)
    }

    fn draw(&self, hand: &Hand, wanted: usize, only: &[String]) -> Answer<SessionView> {
        let wanted = match only.len() {
            0 => wanted.clamp(1, 200),
            named => named.min(200),
        };
        self.at_bench(hand, Role::Reviewer, |bench| {
            let session = bench.session(wanted, only)?;
            let items = session.views().iter().map(|view| SessionItem {
                id: view.lead().to_owned(),
                subject: view.subject().clone(),
                state: "open".to_owned(),
            });
            Ok(SessionView {
                items: items.collect(),
            })
        })
    }

    fn session(&self, hand: &Hand) -> Answer<SessionView> {
        self.at_bench(hand, Role::Reader, |bench| {
            let me = bench.key.id();
            let mut items = Vec::new();
            for view in bench.resume()? {
                let lead = view.lead();
                let state = if bench.desk.revealed(lead, me)?.is_some() {
                    "revealed"
                } else if bench.desk.judged(lead, me)?.is_some() {
                    "judged"
                } else {
                    "open"
                };
                items.push(SessionItem {
                    id: lead.to_owned(),
                    subject: view.subject().clone(),
                    state: state.to_owned(),
                });
            }
            Ok(SessionView { items })
        })
    }

    fn judge(&self, hand: &Hand, lead: &str, said: &JudgementSaid) -> Answer<()> {
        self.at_bench(hand, Role::Reviewer, |bench| {
            let view = said::drawn(bench, lead)?;
            let said = said::said(said, &view)?;
            let assessment = bench.assessment(&view, said, true);
            bench.judge(&view, assessment).map(drop)
        })
    }

    fn reveal(&self, hand: &Hand, lead: &str) -> Answer<OpenLead> {
        self.at_bench(hand, Role::Reviewer, |bench| {
            let judged = bench.judged(lead)?;
            bench.reveal(judged).map(drop)
        })?;
        match self.lead_page(Some(hand), lead)? {
            LeadPage::Open(open) => Ok(*open),
            _ => Err(said::changed_since(lead).into()),
        }
    }

    fn decide(&self, hand: &Hand, lead: &str, decision: &DecisionSaid) -> Answer<Decided> {
        let verdict = said::verdict(&decision.verdict)?;
        let tlp = decision.tlp.as_deref().map(said::tlp).transpose()?;
        let changed = match &decision.changed {
            Some((p, why)) => Some((probability(*p)?, why.clone())),
            None => None,
        };
        self.at_bench(hand, Role::Reviewer, |bench| {
            let decided = bench.decide_as(lead, verdict, changed, tlp)?;
            Ok(Decided {
                entry: decided.entry,
                waits_for_second: decided.waits_for_second,
            })
        })
    }

    fn second(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        let why = said::words(why, "why you agree")?;
        self.at_bench(hand, Role::Reviewer, |bench| bench.sign(lead, why).map(drop))
    }

    fn withdraw(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        let why = said::words(why, "why it is taken back")?;
        self.at_bench(hand, Role::Reviewer, |bench| bench.withdraw(lead, why).map(drop))
    }

    fn reopen(&self, hand: &Hand, lead: &str, why: &str) -> Answer<()> {
        let why = said::words(why, "why it is open again")?;
        let opened = self.opened()?;
        if opened.shelf.find(lead).is_none() {
            return Err(said::no_lead(lead));
        }
        self.at_bench(hand, Role::Reviewer, |bench| bench.reopen(lead, why).map(drop))
    }

    fn bulk_preview(&self, hand: &Hand, query: &LeadQuery) -> Answer<BulkPreview> {
        self.preview(hand, query)
    }

    fn bulk(&self, hand: &Hand, leads: &[String], verdict: &str, why: &str) -> Answer<Vec<String>> {
        self.decide_many(hand, leads, verdict, why)
    }

    fn lead_rows(&self, hand: Option<&Hand>, id: &str, page: Page) -> Answer<Listed<LeadRowView>> {
        self.rows_of(hand, id, page)
    }

    fn wording(&self, text: &str) -> Vec<String> {
        let expect = Expect {
            probability: None,
            scale: None,
        };
        lint(text, expect).iter().map(ToString::to_string).collect()
    }

    fn probability_words(&self, p: f64) -> Vec<(String, String)> {
        let Ok(p) = Probability::new(p) else {
            return Vec::new();
        };
        vec![
            ("phia".to_owned(), phia().write(p, 0)),
            ("icd 203".to_owned(), icd203().write(p, 0)),
        ]
    }
}
