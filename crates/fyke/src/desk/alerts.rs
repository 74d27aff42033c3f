//! What came in since: a saved search is run again where the case has changed,
//! and what it finds is compared with what it found when it was last looked at.
//!
//! Of a search the first thousand hits are remembered: whoever has more has no
//! use for an alert.

use super::LocalDesk;
use super::book::Found;
use crate::screen::Outcome;
use fyke_judge::key::KeyId;
use fyke_model::desk::{
    Alert, Answer, Hand, LeadQuery, Leads, Page, Refusal, SavedSearch, Search, SearchQuery, Thing,
};
use fyke_workbench::address::InAddress;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Hits of a search that are remembered.
const HITS_MAX: usize = 1_000;
/// Alerts of one search at most.
const ALERTS_MAX: usize = 200;

/// What a search found when it was last looked at.
#[derive(Serialize, Deserialize)]
struct Seen {
    /// Which state of the case.
    version: String,
    /// Ids of its hits.
    ids: BTreeSet<String>,
}

/// What a search finds: things, with their names.
pub(super) type HitsNow = Vec<(Thing, String)>;

impl LocalDesk {
    /// Runs a saved search. Only searches and lists of leads can be kept.
    pub(super) fn run_again(&self, hand: Option<&Hand>, address: &str) -> Answer<HitsNow> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let page = Page {
            offset: 0,
            limit: HITS_MAX,
        };
        match path.trim_end_matches('/') {
            "/search" => {
                let query = SearchQuery {
                    page,
                    unfolded: true,
                    ..SearchQuery::read(query)?
                };
                let hits = self.search(&query)?.hits.into_iter();
                Ok(hits.map(|hit| (Thing::Entity(hit.id), hit.caption)).collect())
            }
            "/leads" => {
                let mut found = Vec::new();
                let mut query = LeadQuery {
                    page,
                    ..LeadQuery::read(query)?
                };
                while found.len() < HITS_MAX {
                    let part = self.leads(hand, &query)?.leads;
                    let n = part.items.len();
                    found.extend(part.items.into_iter().map(|lead| {
                        let name = fyke_store::leads::subject(&lead.subject);
                        (Thing::Lead(lead.id), name)
                    }));
                    if n == 0 || found.len() as u64 >= part.total {
                        break;
                    }
                    query.page.offset += n;
                }
                found.truncate(HITS_MAX);
                Ok(found)
            }
            _ => Err(Refusal::malformed(
                "this address is no search that can be run again",
                "save one of the search or of the list of leads",
            )),
        }
    }

    /// Remembers what a search found.
    pub(super) fn mark_seen(&self, hand: &Hand, search: &str, found: HitsNow) -> Answer<()> {
        let seen = Seen {
            version: self.opened()?.version.clone(),
            ids: found.iter().map(|(thing, _)| id_of(thing).to_owned()).collect(),
        };
        self.keep(hand, "seen", search, &seen)
    }

    pub(super) fn alerts_of(&self, hand: &Hand) -> Answer<Vec<Alert>> {
        let me = self.key(hand)?.id();
        let mut all = Vec::new();
        for search in self.kept::<SavedSearch>("search", |by| by == me)? {
            // one search that cannot be run any more does not silence the others
            if let Ok(alerts) = self.since(Some(hand), &search) {
                all.extend(alerts);
            }
        }
        Ok(all)
    }

    pub(super) fn feed_of(&self, name: &str) -> Answer<(SavedSearch, Vec<Alert>)> {
        let all = self.kept::<SavedSearch>("search", |_| true)?;
        // every byte of every name is looked at, however much of one fits
        let fits = |one: &&Found<SavedSearch>| {
            let feed = one.thing.feed.as_bytes();
            let differs = feed
                .iter()
                .zip(name.as_bytes())
                .fold(0, |differs, (a, b)| differs | (a ^ b));
            !feed.is_empty() && feed.len() == name.len() && std::hint::black_box(differs) == 0
        };
        let Some(search) = all.iter().rfind(fits) else {
            return Err(Refusal::absent("this feed"));
        };
        // a feed reader is nobody: it sees of leads what somebody sees who has judged none
        let alerts = self.since(None, search)?;
        let shown = SavedSearch {
            id: search.id.clone(),
            ..search.thing.clone()
        };
        Ok((shown, alerts))
    }

    /// What a search finds now and did not when it was last looked at.
    fn since(&self, hand: Option<&Hand>, search: &Found<SavedSearch>) -> Answer<Vec<Alert>> {
        let Some((seen, at)) = self.last_seen(search.by, &search.id)? else {
            return Ok(Vec::new());
        };
        let version = self.opened()?.version.clone();
        if seen.version == version && search.thing.address.starts_with("/search") {
            return Ok(Vec::new());
        }
        let new = self.run_again(hand, &search.thing.address)?.into_iter();
        let day = at.get(..10).unwrap_or(&at);
        Ok(new
            .filter(|(thing, _)| !seen.ids.contains(id_of(thing)))
            .take(ALERTS_MAX)
            .map(|(thing, title)| Alert {
                search: search.id.clone(),
                search_title: search.thing.title.clone(),
                words: format!("was not found on {day}"),
                thing,
                title,
                at: crate::commands::add::now(),
            })
            .collect())
    }

    fn last_seen(&self, by: KeyId, search: &str) -> Outcome<Option<(Seen, String)>> {
        let all = self.kept::<Seen>("seen", |one| one == by)?;
        Ok(all
            .into_iter()
            .rfind(|one| one.id == search)
            .map(|one| (one.thing, one.at)))
    }
}

fn id_of(thing: &Thing) -> &str {
    match thing {
        Thing::Lead(id) | Thing::Entity(id) | Thing::Row(id) | Thing::Flow(id) | Thing::View(id) => id,
    }
}
