//! The graph of the made case: dealings of two added up, owners, directors.

use super::entities::tie_words;
use super::who::Partition;
use super::world::{Deal, Tie, world};
use fyke_model::desk::{DealFilter, Edge};
use fyke_model::money::Amount;
use std::collections::{BTreeMap, BTreeSet};

fn dealt(deal: &Deal, only: &DealFilter) -> bool {
    (only.kinds.is_empty() || only.kinds.iter().any(|kind| kind == "trade"))
        && (only.hs.is_empty() || only.hs.iter().any(|hs| deal.hs.starts_with(hs.as_str())))
        && only.from.is_none_or(|from| deal.day >= from)
        && only.to.is_none_or(|to| deal.day <= to)
}

fn tied(tie: &Tie, only: &DealFilter) -> bool {
    (only.kinds.is_empty() || only.kinds.contains(&tie.kind.to_lowercase()))
        && only.hs.is_empty()
        && only.min_value_minor == 0
        && only.from.is_none_or(|from| tie.to.is_none_or(|to| to >= from))
        && only.to.is_none_or(|to| tie.from.is_none_or(|from| from <= to))
}

/// Whether a deal went from one entity to another.
pub(super) fn is_between(now: &Partition, deal: &Deal, from: &str, to: &str, only: &DealFilter) -> bool {
    let is = |key: &String, entity: &str| now.get(key).is_some_and(|of| of == entity);
    dealt(deal, only) && is(&deal.ends[0], from) && is(&deal.ends[1], to)
}

/// Owners and directors from one entity to another.
pub(super) fn edge_between<'n>(
    now: &'n Partition,
    from: &'n str,
    to: &'n str,
    only: &'n DealFilter,
) -> impl Iterator<Item = &'static Tie> + 'n {
    let is = |key: &String, entity: &str| now.get(key).is_some_and(|of| of == entity);
    world()
        .ties
        .iter()
        .filter(move |tie| tied(tie, only) && is(&tie.owner, from) && is(&tie.owned, to))
}

/// All edges.
pub(super) fn edges(now: &Partition, only: &DealFilter) -> Vec<Edge> {
    let mut sums: BTreeMap<(&String, &String), Vec<&Deal>> = BTreeMap::new();
    for deal in world().deals.iter().filter(|deal| dealt(deal, only)) {
        if let (Some(from), Some(to)) = (now.get(&deal.ends[0]), now.get(&deal.ends[1])) {
            sums.entry((from, to)).or_default().push(deal);
        }
    }
    let mut edges: Vec<Edge> = sums
        .into_iter()
        .map(|((from, to), deals)| summed(from, to, &deals))
        .collect();
    edges.retain(|edge| edge.values.iter().any(|sum| sum.minor >= only.min_value_minor));
    for tie in world().ties.iter().filter(|tie| tied(tie, only)) {
        if let (Some(from), Some(to)) = (now.get(&tie.owner), now.get(&tie.owned)) {
            edges.push(Edge {
                from: from.clone(),
                to: to.clone(),
                kind: tie.kind.to_lowercase(),
                words: tie_words(tie),
                rows: 1,
                first: tie.from,
                last: tie.to,
                ..Edge::default()
            });
        }
    }
    edges
}

fn summed(from: &str, to: &str, deals: &[&Deal]) -> Edge {
    let mut values: BTreeMap<_, i64> = BTreeMap::new();
    for deal in deals {
        *values.entry(deal.currency).or_default() += deal.minor;
    }
    let codes: BTreeSet<&str> = deals.iter().map(|deal| deal.hs.as_str()).collect();
    let mut values: Vec<Amount> = values
        .into_iter()
        .map(|(currency, minor)| Amount { minor, currency })
        .collect();
    values.sort_by_key(|sum| std::cmp::Reverse(sum.minor));
    let n = deals.len();
    Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: "trade".to_owned(),
        words: format!(
            "{n} consignment{} of {}",
            if n == 1 { "" } else { "s" },
            codes.into_iter().collect::<Vec<_>>().join(", ")
        ),
        rows: n as u64,
        values,
        mass_g: deals.iter().map(|deal| deal.mass_g).sum(),
        first: deals.iter().map(|deal| deal.day).min(),
        last: deals.iter().map(|deal| deal.day).max(),
    }
}

/// How many an entity is tied to.
pub(super) fn counts(edges: &[Edge], id: &str) -> u64 {
    let others: BTreeSet<&String> = edges
        .iter()
        .filter_map(|edge| match (edge.from == id, edge.to == id) {
            (true, _) => Some(&edge.to),
            (_, true) => Some(&edge.from),
            _ => None,
        })
        .collect();
    others.len() as u64
}
