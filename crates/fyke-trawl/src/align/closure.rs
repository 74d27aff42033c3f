//! Which sentences can be of one saying at all, so that they are aligned group by
//! group and not all at once.
//!
//! Every run of words that the alignment could compare (a sentence, clauses of it that
//! stand together, two sentences one behind the other) is a node here. Nodes are held
//! against each other by blocks: one block with its index is in memory, all others pass
//! by. What the alignment could link joins the sentences; what hangs together then is a
//! group. A group may be too large, never too small, so the alignment of the groups is the
//! alignment of the whole, but that in a group of its own a word is rarer: where the caps of
//! [`super::matching`] would leave a pair out, it may be found.
//!
//! Memory: a block, four bytes a sentence, and the largest group. Time: a node passes as
//! many blocks as there are, less than a microsecond each.

use super::matching::{Wanted, alike, needed};
use super::node::{Node, Vocabulary};
use super::speaker::Name;
use super::{POSTINGS_MAX, Segment};
use crate::shelf::pack::{Pack, fields};
use crate::shelf::sort::{Key, Sorted, Sorter, numbers};
use crate::shelf::{Keep, Place};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Nodes that are in memory with their index: some 300 bytes each.
const BLOCK: usize = 50_000;

/// Nodes of a record.
const RECORD: usize = 256;

/// Clauses of a sentence up to which every run of them is a node.
const CLAUSES_MAX: usize = 6;

/// Most candidates of a node in a block.
const CANDIDATES_MAX: usize = 4000;

/// A run of words on its way to a node.
struct Run {
    words: Vec<u32>,
    speaker: u32,
    day: Option<i32>,
    pair: bool,
}
fields!(Run {
    words,
    speaker,
    day,
    pair
});

/// A node as it lies on the shelf.
struct Lying {
    words: Vec<u32>,
    content: Vec<u32>,
    speaker: u32,
    first_day: Option<i32>,
    last_day: Option<i32>,
    /// A sentence it is of.
    segment: u32,
    /// It stands in one place.
    lone: bool,
    /// Two sentences, one behind the other, and nothing else.
    pair: bool,
}
fields!(Lying {
    words,
    content,
    speaker,
    first_day,
    last_day,
    segment,
    lone,
    pair
});

/// What the caps left out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeftOut {
    pub words: usize,
    pub sentences: usize,
}

/// Groups of two and more sentences that could be of one saying: records of group and
/// sentence. `documents` lie on the shelf, each with its sentences; sentences are numbered through.
pub(super) fn groups(
    keep: &mut Keep,
    documents: &[Place],
    vocabulary: &Vocabulary,
    names: &[Option<Name>],
) -> (Sorted, LeftOut) {
    let mut runs = Sorter::default();
    let mut segments = 0u32;
    for place in documents {
        let all: Vec<Segment> = keep.get(*place);
        for (at, segment) in all.iter().enumerate() {
            for (words, pair) in of(segment, all.get(at + 1)) {
                let run = Run {
                    words: words.into_iter().map(|word| vocabulary.fold(word)).collect(),
                    speaker: segment.speaker,
                    day: segment.day,
                    pair,
                };
                let mut hasher = FxHasher::default();
                (&run.words, run.speaker).hash(&mut hasher);
                let hash = hasher.finish();
                let mut record = Key::of(&[(hash >> 32) as u32, hash as u32, segments]).0;
                run.pack(&mut record);
                runs.push(keep, &record);
            }
            segments += 1;
        }
    }
    let mut forest = Joined((0..segments).collect());
    let mut frequency = vec![0u32; vocabulary.len()];
    let records = nodes(keep, runs, vocabulary, &mut forest, &mut frequency);
    let mut left = LeftOut {
        words: frequency.iter().filter(|&&f| f as usize > POSTINGS_MAX).count(),
        sentences: 0,
    };
    let per_block = BLOCK / RECORD;
    for (number, block) in records.chunks(per_block).enumerate() {
        let first = (number * per_block * RECORD) as u32;
        let block = Block::of(keep, block, first, &frequency);
        let mut seen = vec![u32::MAX; block.nodes.len()];
        for (at, place) in records.iter().enumerate() {
            let passing: Vec<Lying> = keep.get(*place);
            for (n, lying) in passing.into_iter().enumerate() {
                let at = (at * RECORD + n) as u32;
                let (lying, node) = node(lying);
                if node.content.len() >= 2 && !block.hold(at, &lying, &node, names, &mut seen, &mut forest) {
                    left.sentences += usize::from(number == 0 && !lying.pair);
                }
            }
        }
    }
    let mut sizes = vec![0u8; segments as usize];
    for at in 0..segments {
        let root = forest.find(at) as usize;
        sizes[root] = sizes[root].saturating_add(1);
    }
    let mut found = Sorter::default();
    for at in 0..segments {
        let root = forest.find(at);
        if sizes[root as usize] > 1 {
            found.push(keep, &Key::of(&[root, at]).0);
        }
    }
    (found.finish(keep), left)
}

/// The runs of words of a sentence, and the sentence with the next of its quote.
fn of(segment: &Segment, next: Option<&Segment>) -> Vec<(Vec<u32>, bool)> {
    let mut found = vec![(segment.words.to_vec(), false)];
    let mut borders: Vec<usize> = vec![0];
    borders.extend(segment.cuts.iter().map(|&cut| cut as usize));
    borders.push(segment.words.len());
    borders.dedup();
    for (from, &start) in borders.iter().enumerate() {
        for (to, &end) in borders.iter().enumerate().skip(from + 1) {
            let every = borders.len() <= CLAUSES_MAX + 1 || to == from + 1;
            let whole = start == 0 && end == segment.words.len();
            if every && !whole && start < end {
                found.push((segment.words[start..end].to_vec(), false));
            }
        }
    }
    if let Some(next) = next.filter(|next| segment.quote == next.quote && segment.order + 1 == next.order) {
        let mut words = segment.words.to_vec();
        words.extend_from_slice(&next.words);
        found.push((words, true));
    }
    found
}

/// Runs of the same words by one speaker as one node each; their sentences are joined.
fn nodes(
    keep: &mut Keep,
    runs: Sorter,
    vocabulary: &Vocabulary,
    forest: &mut Joined,
    frequency: &mut [u32],
) -> Vec<Place> {
    let mut runs = runs.finish(keep);
    let mut records = Vec::new();
    let mut record: Vec<Lying> = Vec::new();
    let mut last: Option<([u32; 2], Lying)> = None;
    loop {
        let next = runs.next(keep).map(|bytes| {
            let [high, low, segment] = numbers(&bytes);
            (
                [high, low],
                segment,
                Run::unpack(&mut bytes.get(12..).unwrap_or_default()),
            )
        });
        if let (Some((hash, node)), Some((same, segment, run))) = (&mut last, &next)
            && hash == same
        {
            forest.join(node.segment, *segment);
            if run.pair {
                forest.join(node.segment, segment + 1);
            }
            node.lone = false;
            node.pair &= run.pair;
            node.first_day = [node.first_day, run.day].into_iter().flatten().min();
            node.last_day = node.last_day.max(run.day);
            continue;
        }
        if let Some((_, node)) = last.take() {
            for &word in &node.content {
                frequency[word as usize] += 1;
            }
            record.push(node);
        }
        if record.len() == RECORD || next.is_none() {
            records.push(keep.put(&std::mem::take(&mut record)));
        }
        let Some((hash, segment, run)) = next else {
            return records;
        };
        let mut content: Vec<u32> = run.words.clone();
        content.retain(|&word| vocabulary.content(word));
        content.sort_unstable();
        content.dedup();
        let lying = Lying {
            content,
            speaker: run.speaker,
            first_day: run.day,
            last_day: run.day,
            segment,
            lone: true,
            pair: run.pair,
            words: run.words,
        };
        last = Some((hash, lying));
    }
}

/// What joins, and the words to compare it by.
struct Joint {
    segment: u32,
    lone: bool,
    pair: bool,
}

fn node(lying: Lying) -> (Joint, Node) {
    let joint = Joint {
        segment: lying.segment,
        lone: lying.lone,
        pair: lying.pair,
    };
    let node = Node {
        words: lying.words,
        content: lying.content,
        speaker: lying.speaker,
        first_day: lying.first_day,
        last_day: lying.last_day,
        items: Vec::new(),
    };
    (joint, node)
}

/// Nodes with an index over their words.
struct Block<'a> {
    nodes: Vec<(u32, Joint, Node)>,
    frequency: &'a [u32],
    /// Word and position in `nodes`, sorted, of words that are not in too many nodes.
    postings: Vec<(u32, u32)>,
}

impl<'a> Block<'a> {
    fn of(keep: &mut Keep, records: &[Place], first: u32, frequency: &'a [u32]) -> Block<'a> {
        let mut nodes = Vec::new();
        let mut at = first;
        for place in records {
            let lying: Vec<Lying> = keep.get(*place);
            for lying in lying {
                let (joint, node) = node(lying);
                if node.content.len() >= 2 {
                    nodes.push((at, joint, node));
                }
                at += 1;
            }
        }
        let mut postings: Vec<(u32, u32)> = Vec::new();
        for (at, (_, _, node)) in nodes.iter().enumerate() {
            let rare = |word: &&u32| frequency[**word as usize] as usize <= POSTINGS_MAX;
            postings.extend(node.content.iter().filter(rare).map(|&word| (word, at as u32)));
        }
        postings.sort_unstable();
        Block {
            nodes,
            frequency,
            postings,
        }
    }

    /// Holds a node that passes by against the block, as the smaller one; false where it has no
    /// word to be looked up by.
    fn hold(
        &self,
        number: u32,
        joint: &Joint,
        node: &Node,
        names: &[Option<Name>],
        seen: &mut [u32],
        forest: &mut Joined,
    ) -> bool {
        let size = node.content.len();
        let least = needed(size, Wanted::Words).min(needed(size, Wanted::Paraphrase));
        let mut rare = node.content.clone();
        rare.sort_by_key(|&word| (self.frequency[word as usize], word));
        rare.truncate(size - least + 1);
        let looked = |word: u32| self.frequency[word as usize] as usize <= POSTINGS_MAX;
        let mut candidates = 0;
        for &word in rare.iter().filter(|word| looked(**word)) {
            let from = self.postings.partition_point(|&(other, _)| other < word);
            for &(other, at) in &self.postings[from..] {
                if other != word || candidates > CANDIDATES_MAX {
                    break;
                }
                let (other, joined, larger) = &self.nodes[at as usize];
                if (size, number) >= (larger.content.len(), *other) || seen[at as usize] == number {
                    continue;
                }
                seen[at as usize] = number;
                candidates += 1;
                if forest.all_one(joint, joined) {
                    continue;
                }
                let named = names[node.speaker as usize].is_some();
                let fits = |wanted| alike(node, larger, needed(size, wanted), names, wanted).is_some();
                let words = !joint.pair && !joined.pair && fits(Wanted::Words);
                if words || (named && (joint.lone || joined.lone) && fits(Wanted::Paraphrase)) {
                    forest.link(joint, joined);
                }
            }
        }
        looked(rare[0])
    }
}

/// Union-find over sentences.
struct Joined(Vec<u32>);

impl Joined {
    fn find(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (a, b) = (self.find(one), self.find(other));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// Both sentences of a pair, one of anything else.
    fn of(joint: &Joint) -> std::ops::RangeInclusive<u32> {
        joint.segment..=joint.segment + u32::from(joint.pair)
    }

    fn all_one(&mut self, one: &Joint, other: &Joint) -> bool {
        let root = self.find(one.segment);
        Joined::of(one)
            .chain(Joined::of(other))
            .all(|at| self.find(at) == root)
    }

    fn link(&mut self, one: &Joint, other: &Joint) {
        for at in Joined::of(one).chain(Joined::of(other)) {
            self.join(one.segment, at);
        }
    }
}
