//! Pairs of documents that print the same quotations in one order.

use super::print::Print;
use crate::align::Sayings;
use crate::shelf::Keep;
use crate::shelf::sort::{Key, Sorter, numbers};
use rustc_hash::FxHashMap;

/// Documents of a saying that are paired; beyond it words are everybody's.
const SPREAD_MAX: usize = 40;

/// Quotations in one order that are told of.
const ORDERED_MIN: usize = 4;

/// Pairs of documents, by number, with at least [`ORDERED_MIN`] quotations in the same order,
/// which are most of the smaller one's. Sorted.
pub(super) fn quote_order(sayings: &mut dyn Sayings, prints: &[Print], keep: &mut Keep) -> Vec<(u32, u32)> {
    let mut known: Vec<u32> = prints.iter().map(|print| print.number).collect();
    known.sort_unstable();
    let mut places: Vec<(u32, u32, u32)> = Vec::new();
    let mut pairs = Sorter::default();
    sayings.each(&mut |at, saying| {
        let mut documents: Vec<u32> = saying.members.iter().map(|member| member.document).collect();
        for member in &saying.members {
            places.push((member.document, member.span.start as u32, at as u32));
        }
        documents.sort_unstable();
        documents.dedup();
        documents.retain(|document| known.binary_search(document).is_ok());
        documents.truncate(SPREAD_MAX);
        for (i, &one) in documents.iter().enumerate() {
            for &other in &documents[i + 1..] {
                pairs.push(keep, &Key::of(&[one, other]).0);
            }
        }
    });
    places.sort_unstable();
    let of = |document: u32| {
        let from = places.partition_point(|place| place.0 < document);
        let to = places.partition_point(|place| place.0 <= document);
        &places[from..to]
    };
    let mut pairs = pairs.finish(keep);
    let mut found = Vec::new();
    let mut last = None;
    let mut count = 0;
    loop {
        let next = pairs.next(keep).map(|record| numbers::<2>(&record));
        if next != last {
            if let Some([one, other]) = last
                && count >= ORDERED_MIN
                && ordered(of(one), of(other))
            {
                found.push((one, other));
            }
            last = next;
            count = 0;
        }
        if next.is_none() {
            return found;
        }
        count += 1;
    }
}

/// Whether most sayings of the smaller one stand in the same order in the other. Places are document,
/// byte, saying.
fn ordered(one: &[(u32, u32, u32)], other: &[(u32, u32, u32)]) -> bool {
    let rank: FxHashMap<u32, usize> = other
        .iter()
        .rev()
        .enumerate()
        .map(|(r, &(_, _, saying))| (saying, other.len() - r))
        .collect();
    let ranks: Vec<usize> = one
        .iter()
        .filter_map(|(_, _, saying)| rank.get(saying).copied())
        .collect();
    let kept = ranks.windows(2).filter(|pair| pair[0] < pair[1]).count() + 1;
    kept >= ORDERED_MIN && kept * 10 >= one.len().min(other.len()) * 6
}
