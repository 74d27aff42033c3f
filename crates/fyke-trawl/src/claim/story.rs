//! Which documents are of one story: those that share their heaviest words, within a
//! few days.
//!
//! Weight is the count in the document times the logarithm of the collection's size over the number of documents
//! with the word (tf-idf). Each document keeps its heaviest words; who shares enough of them, and
//! names among them, is of its story. Words of more documents than a cap propose nobody.

use super::Read;
use rustc_hash::FxHashMap;

/// Words kept of a document. With [`SHARED_MIN`] the smallest that puts all hundred same-event
/// triplets of BASIL together (300 pairs, with 121 of other events beside them).
const HEAVY: usize = 80;

/// Of these to be shared.
const SHARED_MIN: usize = 6;

/// Stories of a document that are followed: the nearest.
const NEAR_MAX: usize = 24;

/// Days apart.
const DAYS_MAX: i64 = 10;

/// Documents of a word that are paired; in longer lists neighbours by date are.
const PAIRED_MAX: usize = 60;

/// Pairs of positions in `documents`, sorted.
pub(super) fn pairs(documents: &[Read], vocabulary: usize) -> Vec<(u32, u32)> {
    let mut frequency = vec![0u32; vocabulary];
    let counts: Vec<Vec<(u32, u32)>> = documents.iter().map(counts).collect();
    for (word, _) in counts.iter().flatten() {
        frequency[*word as usize] += 1;
    }
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); vocabulary];
    for (at, counts) in counts.iter().enumerate() {
        let weight = |&(word, n): &(u32, u32)| {
            (f64::from(n) * (1.0 + documents.len() as f64 / f64::from(frequency[word as usize])).ln() * 1e6)
                as u64
        };
        let mut heavy: Vec<(u64, u32)> = counts.iter().map(|count| (weight(count), count.0)).collect();
        heavy.sort_by_key(|&(weight, word)| (std::cmp::Reverse(weight), word));
        for &(_, word) in heavy.iter().take(HEAVY) {
            postings[word as usize].push(at as u32);
        }
    }
    let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    for list in &mut postings {
        let long = list.len() > PAIRED_MAX;
        if long {
            list.sort_by_key(|&at| (documents[at as usize].day, at));
        }
        for (i, &one) in list.iter().enumerate() {
            let reach = if long {
                (i + PAIRED_MAX / 2).min(list.len())
            } else {
                list.len()
            };
            for &other in &list[i + 1..reach] {
                *shared.entry((one.min(other), one.max(other))).or_default() += 1;
            }
        }
    }
    let near = |one: u32, other: u32| match (documents[one as usize].day, documents[other as usize].day) {
        (Some(a), Some(b)) => (i64::from(a) - i64::from(b)).abs() <= DAYS_MAX,
        _ => true,
    };
    let mut found: Vec<((u32, u32), u32)> = shared
        .into_iter()
        .filter(|&((one, other), n)| n as usize >= SHARED_MIN && near(one, other))
        .collect();
    found.sort_by_key(|&(pair, n)| (std::cmp::Reverse(n), pair));
    let mut kept = vec![0usize; documents.len()];
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for ((one, other), _) in found {
        if kept[one as usize] < NEAR_MAX && kept[other as usize] < NEAR_MAX {
            kept[one as usize] += 1;
            kept[other as usize] += 1;
            pairs.push((one, other));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Stems of a document with the number of sentences that hold each; names count twice.
fn counts(document: &Read) -> Vec<(u32, u32)> {
    let mut all: Vec<u32> = document
        .statements
        .iter()
        .flat_map(|s| s.stems.iter().chain(&s.names))
        .copied()
        .collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len() as u32))
        .collect()
}
