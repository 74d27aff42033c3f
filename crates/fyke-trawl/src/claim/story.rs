//! Which documents are of one story: those that share their heaviest words, within a
//! few days.
//!
//! Weight is the count in the document times the logarithm of the collection's size over the number of documents
//! with the word (tf-idf). Each document keeps its heaviest words; who shares enough of them, and
//! names among them, is of its story. In lists of words that many documents share neighbours by
//! date are paired, so a flood of near copies costs its size and not its square.
//!
//! Memory: the last documents of each word, while the walk goes by date; pairs are sorted on the shelf.

use super::kept::Library;
use super::statement::Statement;
use crate::shelf::Place;
use crate::shelf::sort::{Key, Sorter, numbers};

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

/// Pairs proposed of a document: what shares most. Some twenty of them are followed.
const PROPOSED_MAX: usize = 512;

/// Pairs of positions, sorted, and in how many documents each stem stands.
pub(super) fn pairs(library: &mut Library<'_>) -> (Vec<(u32, u32)>, Vec<u32>) {
    let documents = library.kept.len();
    let mut frequency = vec![0u32; library.shown.len()];
    let mut places: Vec<Place> = Vec::with_capacity(documents);
    for at in 0..documents as u32 {
        let counts = counts(&library.read(at).statements);
        for (word, _) in &counts {
            frequency[*word as usize] += 1;
        }
        places.push(library.keep.put(&counts));
    }
    let mut holders = vec![0u32; frequency.len()];
    for place in &mut places {
        let weight = |&(word, n): &(u32, u32)| {
            (f64::from(n) * (1.0 + documents as f64 / f64::from(frequency[word as usize])).ln() * 1e6) as u64
        };
        let counts: Vec<(u32, u32)> = library.keep.get(*place);
        let mut heavy: Vec<(u64, u32)> = counts.iter().map(|count| (weight(count), count.0)).collect();
        heavy.sort_by_key(|&(weight, word)| (std::cmp::Reverse(weight), word));
        let heavy: Vec<u32> = heavy.into_iter().take(HEAVY).map(|(_, word)| word).collect();
        for &word in &heavy {
            holders[word as usize] += 1;
        }
        *place = library.keep.put(&heavy);
    }
    let mut sorter = proposed(library, &places, &holders).finish(library.keep);
    let mut kept = vec![0u8; documents];
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    while let Some(record) = sorter.next(library.keep) {
        let [_, one, other] = numbers(&record);
        if usize::from(kept[one as usize].max(kept[other as usize])) < NEAR_MAX {
            kept[one as usize] += 1;
            kept[other as usize] += 1;
            pairs.push((one, other));
        }
    }
    pairs.sort_unstable();
    (pairs, frequency)
}

/// Pairs that share enough, those that share most first. `places` are of each document's heavy
/// words, `holders` counts those who have a word among them.
fn proposed(library: &mut Library<'_>, places: &[Place], holders: &[u32]) -> Sorter {
    let mut sorter = Sorter::default();
    let mut order: Vec<u32> = (0..places.len() as u32).collect();
    order.sort_by_key(|&at| (library.kept[at as usize].day, at));
    let mut recent: Vec<Vec<u32>> = vec![Vec::new(); holders.len()];
    let mut shared = vec![0u8; places.len()];
    let mut touched: Vec<u32> = Vec::new();
    for at in order {
        let heavy: Vec<u32> = library.keep.get(places[at as usize]);
        for word in heavy.into_iter().filter(|&word| holders[word as usize] > 1) {
            let list = &mut recent[word as usize];
            for &other in list.iter() {
                if shared[other as usize] == 0 {
                    touched.push(other);
                }
                shared[other as usize] += 1;
            }
            if holders[word as usize] as usize > PAIRED_MAX && list.len() + 1 == PAIRED_MAX / 2 {
                list.remove(0);
            }
            list.push(at);
        }
        let day = |at: u32| library.kept[at as usize].day;
        let near = |other: u32| match (day(at), day(other)) {
            (Some(a), Some(b)) => (i64::from(a) - i64::from(b)).abs() <= DAYS_MAX,
            _ => true,
        };
        let mut found: Vec<(u8, u32)> = Vec::new();
        for other in touched.drain(..) {
            let n = std::mem::take(&mut shared[other as usize]);
            if usize::from(n) >= SHARED_MIN && near(other) {
                found.push((n, other));
            }
        }
        found.sort_unstable_by_key(|&(n, other)| (std::cmp::Reverse(n), other));
        for (n, other) in found.into_iter().take(PROPOSED_MAX) {
            let record = [u32::from(u8::MAX - n), at.min(other), at.max(other)];
            sorter.push(library.keep, &Key::of(&record).0);
        }
    }
    sorter
}

/// Stems of a document with the number of sentences that hold each; names count twice.
fn counts(statements: &[Statement]) -> Vec<(u32, u32)> {
    let mut all: Vec<u32> = statements
        .iter()
        .flat_map(|s| s.stems.iter().chain(&s.names))
        .copied()
        .collect();
    all.sort_unstable();
    all.chunk_by(|a, b| a == b)
        .map(|run| (run[0], run.len() as u32))
        .collect()
}
