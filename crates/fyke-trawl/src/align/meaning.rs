//! What words leave unmatched, compared by meaning: optional, and among sentences
//! of one speaker alone.
//!
//! A network's guess is weaker than shared words, which anyone can check. So a link
//! of meaning joins two places and never a third, says of itself that it is one
//! ([`DifferenceKind::ByMeaning`]), and feeds neither origins nor claims.

use super::node::{Item, printed};
use super::speaker::{Name, conflict};
use super::{Group, Segment};
use fyke_model::text::{Difference, DifferenceKind, Saying};
use std::collections::{BTreeMap, BTreeSet};

/// Turns a sentence into a vector. Nothing is aligned by one unless it is given.
pub trait Encoder {
    /// The vector, of whatever length, the same for each call; none where the
    /// sentence cannot be read.
    fn encode(&self, sentence: &str) -> Option<Vec<f32>>;

    /// Cosine from which two sentences of one speaker count as one utterance.
    fn least(&self) -> f32;
}

/// Two places that an [`Encoder`] took for one utterance.
#[derive(Clone, PartialEq, Debug)]
pub struct Near {
    /// The two places.
    pub saying: Saying,
    /// How near the encoder found them, at most 1.
    pub cosine: f32,
}

/// Most unmatched sentences of speakers of one family name that are compared: each
/// with each.
const SPEAKER_MAX: usize = 200;

/// Most sentences that are turned into vectors: at some forty a second, the work of
/// ten minutes.
const SENTENCES_MAX: usize = 20_000;

/// Least words of a sentence that has a meaning of its own.
const WORDS_MIN: usize = 5;

/// Most days between two reports of one utterance. Newspapers print what was said
/// within the week; beyond it a speaker more likely came back to a subject.
const DAYS_MAX: i64 = 7;

/// A pair of items, and how near they are.
pub(super) type Pair = (Item, Item, f32);

/// Pairs of `alone` by one speaker in two documents, each with no more than one
/// partner in a document, strongest first; and how many were left out at the caps.
pub(super) fn pairs(
    aligner: &Group,
    names: &[Option<Name>],
    alone: &[Item],
    encoder: &dyn Encoder,
) -> (Vec<Pair>, usize) {
    let segment = |item: &Item| &aligner.segments[item.segment as usize];
    let name = |item: &Item| names[segment(item).speaker as usize].as_ref();
    let mut by_family: BTreeMap<&str, Vec<Item>> = BTreeMap::new();
    for item in alone {
        if let Some(name) = name(item).filter(|_| (item.to - item.from) as usize >= WORDS_MIN) {
            by_family.entry(name.family()).or_default().push(*item);
        }
    }
    let may = |one: &Item, other: &Item| {
        let (a, b) = (segment(one), segment(other));
        let clash = name(one).is_none_or(|x| name(other).is_none_or(|y| conflict(x, y)));
        a.document != b.document && !clash && !far_apart(a, b)
    };
    let (mut encoded, mut left_out) = (0, 0);
    let mut found: Vec<Pair> = Vec::new();
    for mut group in by_family.into_values() {
        left_out += group.len().saturating_sub(SPEAKER_MAX);
        group.truncate(SPEAKER_MAX);
        let with_partner: Vec<Item> = group
            .iter()
            .copied()
            .filter(|one| group.iter().any(|other| may(one, other)))
            .collect();
        let room = SENTENCES_MAX.saturating_sub(encoded);
        left_out += with_partner.len().saturating_sub(room);
        let vectors: Vec<(Item, Vec<f32>)> = with_partner
            .into_iter()
            .take(room)
            .filter_map(|item| Some((item, encoder.encode(&spoken(aligner, item))?)))
            .collect();
        encoded += vectors.len();
        for (at, (one, a)) in vectors.iter().enumerate() {
            for (other, b) in vectors.iter().skip(at + 1).filter(|(other, _)| may(one, other)) {
                let near = cosine(a, b);
                if near >= encoder.least() {
                    found.push((*one, *other, near));
                }
            }
        }
    }
    found.sort_by(|a, b| {
        let place = |pair: &Pair| (pair.0.segment, pair.0.from, pair.1.segment, pair.1.from);
        b.2.total_cmp(&a.2).then_with(|| place(a).cmp(&place(b)))
    });
    let mut taken: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
    found.retain(|(one, other, _)| {
        let ways =
            [(one, other), (other, one)].map(|(from, to)| (from.segment, from.from, segment(to).document));
        let free = ways.iter().all(|way| !taken.contains(way));
        if free {
            taken.extend(ways);
        }
        free
    });
    (found, left_out)
}

/// Says of a saying of two places that meaning alone joined them.
pub(super) fn marked(mut saying: Saying, wordings: &[String]) -> Saying {
    let canonical = saying.canonical as usize;
    for (at, said) in saying.members.iter_mut().enumerate() {
        said.differences = match (wordings.get(canonical), wordings.get(at)) {
            (Some(one), Some(other)) if at != canonical => vec![Difference {
                kind: DifferenceKind::ByMeaning,
                one: one.clone(),
                other: other.clone(),
            }],
            _ => Vec::new(),
        };
    }
    saying
}

/// The words of an item as printed, without marks: texts are not kept.
pub(super) fn spoken(aligner: &Group, item: Item) -> String {
    let words = printed(&aligner.segments, item);
    let words: Vec<&str> = words
        .into_iter()
        .map(|word| &*aligner.shown[word as usize])
        .collect();
    words.join(" ")
}

fn far_apart(one: &Segment, other: &Segment) -> bool {
    let days = one.day.zip(other.day);
    days.is_some_and(|(a, b)| (i64::from(a) - i64::from(b)).abs() > DAYS_MAX)
}

fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let dot: f32 = one.iter().zip(other).map(|(a, b)| a * b).sum();
    let length = |v: &[f32]| v.iter().map(|a| a * a).sum::<f32>().sqrt();
    let lengths = length(one) * length(other);
    if lengths > 0.0 { dot / lengths } else { 0.0 }
}
