//! Search as you type over the names of all entities, in any script.

use super::filter::{Facet, FacetCount, Filter};
use super::names::{Bits, Sought};
use super::who::{self, FacetWords, Fails};
use super::{EntityNo, Serving};
use std::collections::BTreeMap;

/// What is sought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ask<'a> {
    /// As typed; the last word may be half a word unless something else than a
    /// letter or digit stands after it. Nothing typed finds all.
    pub text: &'a str,
    /// Which entities.
    pub filter: &'a Filter,
    /// Entities of one name as one cluster; else each is one by itself.
    pub folded: bool,
    /// Clusters to pass over, at most [`OFFSET_MAX`].
    pub offset: usize,
    /// Clusters wanted.
    pub limit: usize,
}

/// Clusters that a search can be paged through.
pub const OFFSET_MAX: usize = 10_000;

/// How well a name fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Fit {
    /// Word for word.
    Exact,
    /// A word begins as typed.
    Begins,
    /// A word is spelt or sounds alike.
    Alike,
}

/// Entities of one name: near-duplicates, expandable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// The name that matched, as one record writes it.
    pub name: String,
    /// How well.
    pub fit: Fit,
    /// The entities that bear it and fit the filter, the listed first, then those
    /// of most records; at most [`ENTITIES_SHOWN`].
    pub entities: Vec<EntityNo>,
    /// All that bear it and fit the filter, and were not met under a name above.
    pub of: u64,
}

/// Entities shown of one name.
pub const ENTITIES_SHOWN: usize = 50;

/// Clusters counted beyond a page: a keystroke must not wait for the count of all
/// that begins with one letter.
const COUNTED_MAX: usize = 10_000;

/// A page of clusters.
#[derive(Default)]
struct Clusters {
    clusters: Vec<Cluster>,
    more: bool,
    of: u64,
    exact: bool,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// Best first.
    pub clusters: Vec<Cluster>,
    /// More clusters follow.
    pub more: bool,
    /// Clusters in all: what a list of them is as long as.
    pub of: u64,
    /// False where counting clusters stopped: there are at least so many.
    pub exact: bool,
    /// Entities that match text and filter: exact.
    pub entities: u64,
    /// Names that match the text, whatever the filter.
    pub names: u64,
    /// Words that were left out because no name has them beside the others.
    pub left_out: Vec<String>,
    /// Counts over all that match, the most first: those of a facet do not look
    /// at what is wanted of that facet itself as any-of.
    pub facets: Vec<(Facet, Vec<FacetCount>)>,
}

impl Serving {
    pub(super) fn facet_words(&self) -> FacetWords<'_> {
        FacetWords {
            datasets: self.large.records.datasets(),
            schemas: self.large.records.schemas(),
            topics: self.large.said.topic_words(),
        }
    }

    /// Answers a keystroke. Any text is an answer, if an empty one.
    pub fn search(&self, ask: &Ask<'_>) -> Found {
        let names = &self.large.names;
        let sought = Sought::of(ask.text);
        // what has no letters matches nothing; nothing typed matches all
        if sought.is_empty() && !ask.text.trim().is_empty() {
            return Found::default();
        }
        let matches = names.matches(&sought);
        let fails = who::decide(self.entities.profiles(), ask.filter, self.facet_words());
        let hits = match sought.is_empty() {
            true => self.all_by_profile(),
            false => self.by_profile(&matches.forms),
        };
        let counted = who::count(self.entities.profiles(), &fails, &hits, self.facet_words());
        let fits = hits.iter().zip(&fails).filter(|(_, fails)| fails.facets == 0);
        let page = self.clusters(ask, &fails, &matches);
        Found {
            more: page.more,
            of: page.of,
            exact: page.exact,
            clusters: page.clusters,
            entities: fits.map(|(hits, _)| u64::from(*hits)).sum(),
            names: matches.forms.count(),
            left_out: matches.left_out,
            facets: counted
                .into_iter()
                .map(|(f, counts)| (f, most_first(counts)))
                .collect(),
        }
    }

    /// The entities that bear some names, by profile.
    fn by_profile(&self, forms: &Bits) -> Vec<u32> {
        let mut hits = vec![0u32; self.entities.profiles().len()];
        let mut met = Bits::below(self.entities.len());
        for form in forms.iter() {
            for record in self.large.names.bearers(form) {
                let entity = self.entities.of(*record);
                if met.add(entity)
                    && let Some(count) = hits.get_mut(self.entities.profile_no(entity) as usize)
                {
                    *count += 1;
                }
            }
        }
        hits
    }

    fn all_by_profile(&self) -> Vec<u32> {
        let mut hits = vec![0u32; self.entities.profiles().len()];
        for entity in 0..self.entities.len() {
            if let Some(count) = hits.get_mut(self.entities.profile_no(entity) as usize) {
                *count += 1;
            }
        }
        hits
    }

    /// A page of names in their order, and how many there are.
    fn clusters(&self, ask: &Ask<'_>, fails: &[Fails], matches: &super::names::Matches) -> Clusters {
        let offset = ask.offset.min(OFFSET_MAX);
        let wanted = offset.saturating_add(ask.limit);
        let counted = wanted.saturating_add(COUNTED_MAX);
        let mut page = Clusters::default();
        let (mut met, mut passed) = (Bits::below(self.entities.len()), 0usize);
        // forms are numbered best first, so those of one fit are in order as they come
        let mut by_fit: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        if !matches.fit_alike() {
            for form in matches.forms.iter() {
                by_fit.entry(matches.fit(form).1).or_default().push(form);
            }
        }
        let all = matches.forms.iter().take_while(|_| matches.fit_alike());
        for form in by_fit.into_values().flatten().chain(all) {
            let mut entities: Vec<u32> = self
                .large
                .names
                .bearers(form)
                .iter()
                .map(|record| self.entities.of(*record))
                .filter(|entity| self.fits(*entity, fails) && !met.has(*entity))
                .collect();
            entities.retain(|entity| met.add(*entity));
            if passed >= wanted {
                page.more |= !entities.is_empty();
                passed += if ask.folded {
                    usize::from(!entities.is_empty())
                } else {
                    entities.len()
                };
                if passed >= counted {
                    page.of = passed as u64;
                    return page;
                }
                continue;
            }
            entities.sort_by_cached_key(|entity| {
                let listed = self.entities.profile(*entity).is_some_and(|p| p.listed);
                let records = self.entities.records(*entity).len();
                (!listed, std::cmp::Reverse(records), *entity)
            });
            let together = if ask.folded { entities.len().max(1) } else { 1 };
            for some in entities.chunks(together) {
                passed += 1;
                page.more |= passed > wanted;
                if passed <= offset || passed > wanted {
                    continue;
                }
                page.clusters.push(Cluster {
                    name: self.large.names.written(form).to_owned(),
                    fit: match matches.fit(form).0 {
                        0 => Fit::Exact,
                        1 => Fit::Begins,
                        _ => Fit::Alike,
                    },
                    of: some.len() as u64,
                    entities: some.iter().take(ENTITIES_SHOWN).map(|e| EntityNo(*e)).collect(),
                });
            }
        }
        page.of = passed as u64;
        page.exact = true;
        page
    }

    fn fits(&self, entity: u32, fails: &[Fails]) -> bool {
        let profile = self.entities.profile_no(entity) as usize;
        fails.get(profile).is_some_and(|fails| fails.facets == 0)
    }
}

fn most_first(counts: BTreeMap<String, u64>) -> Vec<FacetCount> {
    let mut counts: Vec<FacetCount> = counts
        .into_iter()
        .map(|(value, entities)| FacetCount { value, entities })
        .collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.entities));
    counts
}
