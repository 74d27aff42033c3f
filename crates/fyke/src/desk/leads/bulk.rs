//! Many leads at one stroke: dismissed or deferred, never more; some come back.

use super::super::LocalDesk;
use super::list::find;
use super::said;
use crate::screen::{Failure, counted};
use fyke_judge::desk::Desk;
use fyke_judge::record::leaf::Verdict;
use fyke_model::desk::{Answer, BulkPreview, Hand, LeadQuery, Page, Role, Standing, Why};

/// Leads decided at one stroke at most: more cannot be looked over.
const BULK_MAX: usize = 2_000;

impl LocalDesk {
    pub(super) fn preview(&self, hand: &Hand, query: &LeadQuery) -> Answer<BulkPreview> {
        let key = self.key(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        if let Some(log) = log.as_ref() {
            log.needs(key.id(), Role::Reviewer)?;
        }
        let query = LeadQuery {
            page: Page::default(),
            ..query.clone()
        };
        let found = find(&opened, log.as_mut(), Some(key.id()), &query, &[])?;
        drop(log);
        let mut preview = BulkPreview::default();
        for placed in &found.leads {
            let why = match placed.standing {
                Standing::Open | Standing::Judged | Standing::Reopened | Standing::Deferred => None,
                Standing::WaitsForSecond => Some("it waits for a second person"),
                Standing::Escalated | Standing::Refuted | Standing::Dismissed => Some("it was decided"),
            };
            let full = preview.leads.len() >= BULK_MAX;
            let full = full.then_some("it is one too many for one stroke");
            match why.or(full) {
                Some(why) => preview.left.push((placed.lead.id.clone(), why.to_owned())),
                None => preview.leads.push(placed.stub()),
            }
        }
        preview.again = match preview.leads.len() as u64 {
            0 => 0,
            n => Desk::again_of(n),
        };
        Ok(preview)
    }

    pub(super) fn decide_many(
        &self,
        hand: &Hand,
        leads: &[String],
        verdict: &str,
        why: &str,
    ) -> Answer<Vec<String>> {
        let verdict: Verdict = said::verdict(verdict)?;
        let why = said::words(why, "how they were selected")?;
        if leads.len() > BULK_MAX {
            return Err(Failure::new(
                format!(
                    "{} are more than can be looked over",
                    counted(leads.len() as u64, "lead")
                ),
                format!("select {BULK_MAX} at most"),
            )
            .because(Why::TooMuch)
            .into());
        }
        let opened = self.opened()?;
        if let Some(strange) = leads.iter().find(|lead| opened.shelf.find(lead).is_none()) {
            return Err(said::no_lead(strange));
        }
        self.at_bench(hand, Role::Reviewer, |bench| {
            Ok(bench.bulk(verdict, leads, why)?.again)
        })
    }
}
