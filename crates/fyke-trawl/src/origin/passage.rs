//! The longest passages two documents share, to show a reader.

use super::print::{RUN_WORDS, Told, run, told};
use fyke_model::text::{Document, Span};
use rustc_hash::FxHashMap;

/// Passages shown of an edge: enough to judge by, few enough to read.
const PASSAGES_MAX: usize = 3;

/// The longest runs of words, at least five, that stand in both, longest first: span in
/// the one, span in the other. A run is looked for at its first place in `other`.
pub fn passages(one: &Document, other: &Document) -> Vec<(Span, Span)> {
    between(&told(one), &told(other))
}

/// The same of the words of two documents.
pub(super) fn between(a: &[Told], b: &[Told]) -> Vec<(Span, Span)> {
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, words) in b.windows(RUN_WORDS).enumerate() {
        places.entry(run(words)).or_insert(at);
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = 0;
    while at + RUN_WORDS <= a.len() {
        let Some(&there) = places.get(&run(&a[at..at + RUN_WORDS])) else {
            at += 1;
            continue;
        };
        let length = a[at..]
            .iter()
            .zip(&b[there..])
            .take_while(|(x, y)| x.hash == y.hash)
            .count();
        if length >= RUN_WORDS {
            found.push((length, at, there));
        }
        at += length.max(1);
    }
    found.sort_by_key(|&(length, at, _)| (std::cmp::Reverse(length), at));
    found.truncate(PASSAGES_MAX);
    let span = |words: &[Told]| Span::new(words[0].span.start, words[words.len() - 1].span.end);
    found
        .into_iter()
        .map(|(length, at, there)| (span(&a[at..at + length]), span(&b[there..there + length])))
        .collect()
}
