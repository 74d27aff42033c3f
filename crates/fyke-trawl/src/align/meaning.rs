//! What words leave unmatched, compared by meaning: optional, and among sentences
//! of one speaker alone.

use super::Group;
use super::node::{Node, printed};
use std::collections::BTreeMap;

/// Turns a sentence into a vector. Nothing is aligned by one unless it is given.
pub trait Encoder {
    /// The vector, of whatever length, the same for each call; none where the
    /// sentence cannot be read.
    fn encode(&self, sentence: &str) -> Option<Vec<f32>>;
}

/// Cosine from which two sentences count as one saying: chosen in the research
/// notes (trawl, 0.3) on quotations.
const COSINE_MIN: f32 = 0.6;

/// Most unmatched sentences of a speaker that are compared: each with each.
const SPEAKER_MAX: usize = 500;

/// Least words of a sentence that has a meaning of its own.
const WORDS_MIN: usize = 5;

/// Pairs of unmatched nodes of one speaker with near vectors, strongest first.
pub(super) fn pairs(
    aligner: &Group,
    nodes: &[Node],
    alone: &[bool],
    encoder: &dyn Encoder,
) -> Vec<(u32, u32)> {
    let mut by_speaker: BTreeMap<u32, Vec<(u32, Vec<f32>)>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate() {
        let named = aligner.speakers[node.speaker as usize].1.is_some();
        if !alone[at] || !named || node.words.len() < WORDS_MIN {
            continue;
        }
        let group = by_speaker.entry(node.speaker).or_default();
        if group.len() >= SPEAKER_MAX {
            continue;
        }
        let shown: Vec<&str> = node
            .items
            .first()
            .map(|&item| printed(&aligner.segments, item))
            .unwrap_or_default()
            .into_iter()
            .map(|word| &*aligner.shown[word as usize])
            .collect();
        if let Some(vector) = encoder.encode(&shown.join(" ")) {
            group.push((at as u32, vector));
        }
    }
    let mut found: Vec<(f32, u32, u32)> = Vec::new();
    for group in by_speaker.values() {
        for (i, (one, a)) in group.iter().enumerate() {
            for (other, b) in &group[i + 1..] {
                let near = cosine(a, b);
                if near >= COSINE_MIN {
                    found.push((near, *one, *other));
                }
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    found.into_iter().map(|(_, one, other)| (one, other)).collect()
}

fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let dot: f32 = one.iter().zip(other).map(|(a, b)| a * b).sum();
    let length = |v: &[f32]| v.iter().map(|a| a * a).sum::<f32>().sqrt();
    let lengths = length(one) * length(other);
    if lengths > 0.0 { dot / lengths } else { 0.0 }
}
