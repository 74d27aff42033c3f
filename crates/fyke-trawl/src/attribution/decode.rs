//! From a paragraph to attributions: heads of cues, then where what is said begins
//! and ends, then the source.

use super::features::{Paragraph, Role};
use super::model::Weights;

/// Words on each side of a cue among which content and source are sought. Of
/// PolNeAR's contents fewer than one in two hundred reaches further.
pub(super) const REACH: usize = 120;
/// Beginnings that are followed to their ends.
const STARTS: usize = 4;

/// Words of one attribution: numbers of words of the paragraph, both ends included.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Found {
    pub cue: usize,
    pub content: (usize, usize),
    pub source: Option<(usize, usize)>,
    pub sure: f32,
}

/// The stretch that is looked at for a cue.
pub(super) fn reach(words: usize, cue: usize) -> std::ops::Range<usize> {
    cue.saturating_sub(REACH)..(cue + REACH + 1).min(words)
}

pub(super) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores
        .iter_mut()
        .map(|s| {
            *s = (*s - top).exp();
            *s
        })
        .sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}

/// Every attribution that the weights see in a paragraph, surest first taken, none
/// within another's content.
pub(super) fn decode(weights: &Weights, paragraph: &Paragraph) -> Vec<Found> {
    let mut features = Vec::with_capacity(64);
    let mut all = Vec::new();
    for cue in 0..paragraph.words.len() {
        features.clear();
        paragraph.cue(cue, &mut features);
        let sure = 1.0 / (1.0 + (-weights.sum(&features)).exp());
        if sure >= weights.threshold * 0.8 {
            all.push((sure, cue));
        }
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken = vec![false; paragraph.words.len()];
    let mut found = Vec::new();
    for (sure, cue) in all {
        if sure < weights.threshold || taken[cue] {
            continue;
        }
        let free = |s: usize, e: usize| !taken[s..=e].iter().any(|t| *t);
        let contents = spans(weights, paragraph, Role::Content, cue, None, &mut features);
        let Some(&(_, content)) = contents
            .iter()
            .find(|(_, span)| span.is_some_and(|(s, e)| free(s, e) && (s, e) != (cue, cue)))
        else {
            continue;
        };
        let Some(content) = content else { continue };
        let sources = spans(
            weights,
            paragraph,
            Role::Source,
            cue,
            Some(content),
            &mut features,
        );
        let apart = |s: usize, e: usize| e < cue || s > cue;
        let source = sources
            .iter()
            .find(|(_, span)| span.is_none_or(|(s, e)| apart(s, e)));
        let source = source.and_then(|(_, span)| *span);
        taken[content.0..=content.1].fill(true);
        taken[cue] = true;
        found.push(Found {
            cue,
            content,
            source,
            sure,
        });
    }
    found.sort_by_key(|f| (f.content.0.min(f.cue), f.cue));
    found
}

/// Spans of a role, most likely first; `None` stands for no such words.
fn spans(
    weights: &Weights,
    paragraph: &Paragraph,
    role: Role,
    cue: usize,
    content: Option<(usize, usize)>,
    features: &mut Vec<u32>,
) -> Vec<(f32, Option<(usize, usize)>)> {
    let around = reach(paragraph.words.len(), cue);
    let mut score = |fill: &dyn Fn(&mut Vec<u32>)| {
        features.clear();
        fill(features);
        weights.sum(features)
    };
    let mut starts: Vec<f32> = around
        .clone()
        .map(|i| score(&|out: &mut Vec<u32>| paragraph.start(role, cue, i, content, out)))
        .collect();
    if role == Role::Source {
        starts.push(score(&|out: &mut Vec<u32>| paragraph.none(role, cue, out)));
    }
    softmax(&mut starts);
    let mut order: Vec<usize> = (0..starts.len()).collect();
    order.sort_by(|a, b| starts[*b].total_cmp(&starts[*a]).then(a.cmp(b)));
    let mut all = Vec::new();
    for place in order.into_iter().take(STARTS) {
        let start = around.start + place;
        if start >= around.end {
            all.push((starts[place], None));
            continue;
        }
        let mut ends: Vec<f32> = (start..around.end)
            .map(|e| score(&|out: &mut Vec<u32>| paragraph.end(role, cue, start, e, content, out)))
            .collect();
        softmax(&mut ends);
        let mut best: Vec<usize> = (0..ends.len()).collect();
        best.sort_by(|a, b| ends[*b].total_cmp(&ends[*a]).then(a.cmp(b)));
        all.extend(
            best.into_iter()
                .take(2)
                .map(|e| (starts[place] * ends[e], Some((start, start + e)))),
        );
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    all
}
