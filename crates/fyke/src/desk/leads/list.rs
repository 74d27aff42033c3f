//! The list of leads with its facets: in an order that says nothing where people
//! judge blind, in the machine's where all that is listed was decided.

use super::super::log::Log;
use super::super::shelf::{Filed, mark};
use super::super::{LocalDesk, Opened};
use super::sight::Named;
use crate::screen::Outcome;
use fyke_judge::desk::BlindView;
use fyke_judge::key::KeyId;
use fyke_model::desk::{Answer, Hand, LeadList, LeadQuery, LeadStub, Listed, Machine, Standing};
use fyke_model::lead::Lead;
use std::collections::BTreeMap;

/// Leads on one page at most.
pub(super) const PAGE_MAX: usize = 500;

/// A lead with where it stands for who asks.
pub(super) struct Placed<'a> {
    pub lead: &'a Lead,
    pub filed: Filed,
    pub standing: Standing,
    /// Whether it may be seen whole.
    pub open: bool,
    /// Whether the machine suggests.
    machine_on: bool,
}

/// Facets, in the order in which they are shown.
const FACETS: [&str; 5] = ["kind", "standing", "country", "end", "goods"];

impl Placed<'_> {
    /// Its value of each facet.
    fn values(&self) -> [String; 5] {
        [
            self.filed.kind.to_owned(),
            self.standing.as_str().to_owned(),
            self.filed
                .country
                .map_or(String::new(), |country| country.to_string()),
            self.filed.end.to_string(),
            self.lead.goods.id.clone(),
        ]
    }

    /// Which facets it passes.
    fn passes(&self, query: &LeadQuery) -> [bool; 5] {
        let is = |empty: bool, has: bool| empty || has;
        [
            is(
                query.kinds.is_empty(),
                query.kinds.iter().any(|kind| kind == self.filed.kind),
            ),
            is(
                query.standings.is_empty(),
                query.standings.contains(&self.standing),
            ),
            is(
                query.countries.is_empty(),
                self.filed
                    .country
                    .is_some_and(|country| query.countries.contains(&country)),
            ),
            is(query.ends.is_empty(), query.ends.contains(&self.filed.end)),
            is(query.goods.is_empty(), query.goods.contains(&self.lead.goods.id)),
        ]
    }

    fn has_words(&self, words: &[String]) -> bool {
        words
            .iter()
            .all(|word| self.filed.text.contains(word.as_str()) || self.lead.id.starts_with(word.as_str()))
    }

    /// As it stands in a list.
    pub fn stub(&self) -> LeadStub {
        // through the blind view, so that a field it lacks cannot slip in
        let view = BlindView::of(self.lead, &self.lead.id);
        LeadStub {
            id: self.lead.id.clone(),
            subject: view.subject().clone(),
            // a known answer has none: who it is shows with the answer
            entity: self.filed.entity.clone().filter(|_| self.open),
            goods: view.goods().clone(),
            period: view.period(),
            value: view.value(),
            standing: self.standing,
            handling: view.handling(),
            simulated: self.lead.simulated,
            machine: (self.open && self.machine_on).then_some(Machine {
                score: self.lead.score,
                probability: self.lead.probability,
            }),
        }
    }
}

/// Leads that came of a query, and how many there are of each kind of answer.
pub(super) struct Found<'a> {
    pub leads: Vec<Placed<'a>>,
    pub blind: bool,
    counts: [BTreeMap<String, u64>; 5],
}

/// Leads of this person's sessions whose answer is known: they stand in the list
/// like any other, for who would miss one there knew what it is.
fn mixed_in(opened: &Opened, log: Option<&Log>, me: Option<KeyId>) -> Answer<Vec<Named>> {
    let Some((log, me)) = log.zip(me) else {
        return Ok(Vec::new());
    };
    let own = log.known.iter().filter(|(_, (by, _))| *by == me);
    own.map(|(id, _)| Named::find(opened, Some(log), Some(me), id))
        .filter(|named| named.is_ok())
        .collect()
}

/// All leads that a query asks for, in their order.
pub(super) fn find<'a>(
    opened: &'a Opened,
    log: Option<&mut Log>,
    me: Option<KeyId>,
    query: &LeadQuery,
    mixed: &'a [Named],
) -> Outcome<Found<'a>> {
    let mut log = log.filter(|log| log.blind());
    let blind = log.is_some();
    let machine_on = log.as_ref().is_none_or(|log| log.desk.machine_on());
    let words: Vec<String> = query
        .text
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut found = Found {
        leads: Vec::new(),
        blind,
        counts: Default::default(),
    };
    let here = opened
        .shelf
        .filed
        .iter()
        .filter_map(|filed| Some((opened.leads.get(filed.at)?, filed.clone(), false)));
    let also = mixed
        .iter()
        .map(|named| (&named.lead, Filed::of(&named.lead, usize::MAX, None), true));
    for (lead, filed, known) in here.chain(also) {
        let (standing, decided) = match log.as_mut() {
            Some(log) if known => (known_standing(log, &lead.id, me)?, false),
            Some(log) => (log.standing_for(&lead.id, me)?, log.is_decided(&lead.id)),
            None => (Standing::Open, true),
        };
        let placed = Placed {
            lead,
            filed,
            standing,
            open: decided,
            machine_on,
        };
        if !placed.has_words(&words) || (!query.only.is_empty() && !query.only.contains(&lead.id)) {
            continue;
        }
        let passes = placed.passes(query);
        let failed = passes.iter().filter(|passes| !**passes).count();
        for ((counts, value), passed) in found.counts.iter_mut().zip(placed.values()).zip(passes) {
            // as many as there would be were this value chosen beside the other facets
            if failed == 0 || (failed == 1 && !passed) {
                *counts.entry(value).or_default() += 1;
            }
        }
        if failed == 0 {
            found.leads.push(placed);
        }
    }
    if blind && !(machine_on && found.leads.iter().all(|placed| placed.open)) {
        found.leads.sort_by_cached_key(|placed| mark(&placed.lead.id));
    }
    Ok(found)
}

/// Where a lead stands whose answer is known: nobody decides it.
fn known_standing(log: &mut Log, id: &str, me: Option<KeyId>) -> Outcome<Standing> {
    let judged = match me {
        Some(me) => log.desk.judged(id, me)?.is_some(),
        None => false,
    };
    Ok(if judged { Standing::Judged } else { Standing::Open })
}

impl LocalDesk {
    pub(super) fn list(&self, hand: Option<&Hand>, query: &LeadQuery) -> Answer<LeadList> {
        let me = self.who(hand)?;
        let opened = self.opened()?;
        let mut log = self.log()?;
        let mixed = mixed_in(&opened, log.as_ref(), me)?;
        let found = find(&opened, log.as_mut(), me, query, &mixed)?;
        drop(log);
        let page = found
            .leads
            .iter()
            .skip(query.page.offset)
            .take(query.page.limit.min(PAGE_MAX));
        Ok(LeadList {
            leads: Listed {
                items: page.map(Placed::stub).collect(),
                total: found.leads.len() as u64,
            },
            facets: FACETS
                .into_iter()
                .zip(&found.counts)
                .map(|(facet, counts)| (facet.to_owned(), self.counted(facet, counts, &opened, &mixed)))
                .collect(),
            blind: found.blind,
        })
    }

    /// Values of a facet with words for them, the most first.
    fn counted(
        &self,
        facet: &str,
        counts: &BTreeMap<String, u64>,
        opened: &Opened,
        mixed: &[Named],
    ) -> Vec<(String, String, u64)> {
        let titles: BTreeMap<&str, &str> = match facet {
            "goods" => opened
                .leads
                .iter()
                .chain(mixed.iter().map(|named| &named.lead))
                .map(|lead| (lead.goods.id.as_str(), lead.goods.title.as_str()))
                .collect(),
            _ => BTreeMap::new(),
        };
        let mut all: Vec<(String, String, u64)> = counts
            .iter()
            .filter(|(value, _)| !value.is_empty())
            .map(|(value, n)| {
                let country = || self.glossary.countries.get(&value.parse().ok()?).cloned();
                let words = match facet {
                    "country" | "end" => country(),
                    "goods" => titles.get(value.as_str()).map(|title| (*title).to_owned()),
                    _ => None,
                };
                (
                    value.clone(),
                    words.unwrap_or_else(|| value.replace('_', " ")),
                    *n,
                )
            })
            .collect();
        all.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        all
    }
}
