//! Traders whose name is nearly that of a listed entity, though who-is-who says
//! that they are two.
//!
//! Screening's index finds the few names worth comparing; how alike they are is
//! measured on their readings in Latin letters, so that scripts do not matter.
//! Names that differ in nothing but the firm's form are the same name, which is
//! for resolving to settle and not for a typology.

use crate::pipeline::load::Loaded;
use fyke_resolve::entity::Entity;
use fyke_resolve::screen::{BuildOptions, Index, Options, Query};
use fyke_resolve::text::{fold, romanisation_similarity};
use fyke_trace::who::register::{Listing, NameMatch, NodeId, RegisterBuilder};
use std::collections::{BTreeMap, HashMap};

/// Less alike are two names.
const ALIKE_MIN: f64 = 0.85;
/// More alike are one name, written twice.
const ALIKE_MAX: f64 = 0.97;
/// Listed entities that are compared with one trader.
const COMPARED: usize = 5;
/// Traders asked about at a time: millions of answers are not held.
const AT_ONCE: usize = 1 << 16;
/// Names that a word may be in before it says nothing: thousands.
const COMMON: f64 = 2_000.0;

/// Tells the register of traders with such a name.
pub(super) fn find(
    loaded: &Loaded,
    of_lists: &[(Entity, NodeId)],
    listings: &BTreeMap<String, Vec<Listing>>,
    register: &mut RegisterBuilder,
) {
    if of_lists.is_empty() {
        return;
    }
    let entities: Vec<Entity> = of_lists.iter().map(|(entity, _)| entity.clone()).collect();
    let index = Index::build(entities, &BuildOptions::default());
    let options = Options {
        limit: COMPARED,
        cut_off: 0.02,
        exhaustive: false,
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let frequency = frequency(loaded, of_lists);
    let parties: Vec<u32> = (0..loaded.index.party_count)
        .filter(|party| !listings.contains_key(loaded.entity(*party)))
        .collect();
    for parties in parties.chunks(AT_ONCE) {
        let queries: Vec<Query> = parties
            .iter()
            .map(|party| Query::name(loaded.name(*party), "LegalEntity"))
            .collect();
        let answers = index.search_batch(&queries, &options, cores, &|_| {});
        for (party, answer) in parties.iter().zip(answers) {
            if answer.hits.is_empty() {
                continue;
            }
            let reading = fold(loaded.name(*party));
            for hit in answer.hits {
                let Some((entity, node)) = of_lists.get(hit.entity as usize) else {
                    continue;
                };
                let name = index.entity_name(hit.entity, hit.name).unwrap_or_default();
                let theirs = fold(name);
                let similarity = f64::from(romanisation_similarity(&reading, &theirs));
                if !(ALIKE_MIN..=ALIKE_MAX).contains(&similarity) {
                    continue;
                }
                let row = listings
                    .get(&entity.id)
                    .and_then(|all| all.first())
                    .map_or(0, |listing| listing.row);
                register.name_match(NameMatch {
                    party: *party,
                    listed: *node,
                    similarity,
                    rare: rare(&reading, &theirs, &frequency),
                    // nothing but names and countries is known of most traders, and
                    // a shell is in another country by design
                    told_apart: false,
                    row,
                });
            }
        }
    }
}

/// In how many names a word of listed names is.
fn frequency(loaded: &Loaded, of_lists: &[(Entity, NodeId)]) -> HashMap<String, u32> {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for (entity, _) in of_lists {
        for name in entity
            .names
            .iter()
            .chain(entity.aliases.iter().map(|alias| &alias.name))
        {
            counts.extend(fold(name).split_whitespace().map(|word| (word.to_owned(), 0)));
        }
    }
    let mut add = |name: &str| {
        let folded = fold(name);
        let mut words: Vec<&str> = folded.split_whitespace().collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            if let Some(count) = counts.get_mut(word) {
                *count += 1;
            }
        }
    };
    (0..loaded.index.party_count).for_each(|party| add(loaded.name(party)));
    for (entity, _) in of_lists {
        entity.names.iter().for_each(|name| add(name));
    }
    counts
}

/// How rare the rarest word is that both names have: 1 where no other name has
/// it, 0 where thousands do. Names that share no word whole are alike letter by
/// letter, which no common word explains.
fn rare(ours: &str, theirs: &str, frequency: &HashMap<String, u32>) -> f64 {
    let shared = ours
        .split_whitespace()
        .filter(|word| word.chars().count() > 2 && theirs.split_whitespace().any(|other| other == *word))
        .filter_map(|word| frequency.get(word))
        .min();
    match shared {
        None => 1.0,
        Some(&names) => (1.0 - f64::from(names.saturating_sub(1).max(1)).ln() / COMMON.ln()).clamp(0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_thousands_of_names_says_nothing() {
        let frequency = HashMap::from([("trading".to_owned(), 4_000), ("vostok".to_owned(), 2)]);
        assert_eq!(rare("alpha trading", "beta trading", &frequency), 0.0);
        assert_eq!(rare("vostok trading", "vostok trade", &frequency), 1.0);
        assert_eq!(rare("vostok", "vostak", &frequency), 1.0);
    }
}
