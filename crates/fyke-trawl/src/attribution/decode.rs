//! From a paragraph to attributions: heads of cues, then where what is said begins
//! and ends, then the source.

use super::features::{Paragraph, Role};
use super::model::Weights;

/// Words on each side of a cue among which content and source are sought. Of
/// PolNeAR's contents fewer than one in two hundred reaches further.
pub(super) const REACH: usize = 120;
/// Beginnings that are followed to their ends.
const STARTS: usize = 4;

/// Sureness below which a word is no cue even beside words in marks.
const UNSURE: f32 = 0.02;
/// Sureness from which a word is taken for a cue by the contents of others.
const STRONG: f32 = 0.5;
/// A stretch in marks with fewer words before its last one is a term as often as
/// it is speech.
const SPEECH: usize = 3;
/// Words between a stretch in marks and a cue that may claim it.
const NEAR: usize = 30;
/// Cues that are tried for a stretch in marks.
const TRIES: usize = 4;

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
/// within another's content. A long stretch in marks that nothing claimed is then
/// given to the likeliest cue beside it, however unsure: somebody said it.
pub(super) fn decode(weights: &Weights, paragraph: &Paragraph) -> Vec<Found> {
    let mut features = Vec::with_capacity(64);
    let mut cues = Vec::new();
    for cue in 0..paragraph.words.len() {
        features.clear();
        paragraph.cue(cue, &mut features);
        let sure = 1.0 / (1.0 + (-weights.sum(&features)).exp());
        if sure >= UNSURE.min(weights.threshold) {
            cues.push((sure, cue));
        }
    }
    cues.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut taken = vec![false; paragraph.words.len()];
    // heads of cues outside marks: nobody's words run over one in another sentence
    let heads: Vec<usize> = {
        let strong = cues
            .iter()
            .filter(|(sure, cue)| *sure >= STRONG && !paragraph.words[*cue].quoted);
        let mut heads: Vec<usize> = strong.map(|(_, cue)| *cue).collect();
        heads.sort_unstable();
        heads
    };
    let scene = Scene {
        weights,
        paragraph,
        heads: &heads,
    };
    let mut found = Vec::new();
    for &(sure, cue) in cues.iter().filter(|(sure, _)| *sure >= weights.threshold) {
        if let Some(one) = scene.around(cue, sure, &taken, None, &mut features) {
            take(&mut taken, &one);
            found.push(one);
        }
    }
    for &(open, last) in paragraph.marked() {
        let claimed = taken.get(open..=last).is_none_or(|t| t.iter().any(|t| *t));
        if claimed || last - open < SPEECH {
            continue;
        }
        let near = cues
            .iter()
            .filter(|(_, c)| (*c < open || *c > last) && c.abs_diff(open).min(c.abs_diff(last)) < NEAR);
        let one = near
            .take(TRIES)
            .find_map(|&(sure, cue)| scene.around(cue, sure, &taken, Some((open, last)), &mut features));
        if let Some(one) = one {
            take(&mut taken, &one);
            found.push(one);
        }
    }
    found.sort_by_key(|f| (f.content.0.min(f.cue), f.cue));
    found
}

fn take(taken: &mut [bool], found: &Found) {
    for at in (found.content.0..=found.content.1).chain([found.cue]) {
        if let Some(slot) = taken.get_mut(at) {
            *slot = true;
        }
    }
}

/// What an attribution is sought in.
struct Scene<'a> {
    weights: &'a Weights,
    paragraph: &'a Paragraph<'a>,
    heads: &'a [usize],
}

impl Scene<'_> {
    /// The likeliest content and source of a cue; `must` is a stretch that the
    /// content has to reach into.
    fn around(
        &self,
        cue: usize,
        sure: f32,
        taken: &[bool],
        must: Option<(usize, usize)>,
        features: &mut Vec<u32>,
    ) -> Option<Found> {
        if taken.get(cue).copied().unwrap_or(true) {
            return None;
        }
        let (weights, paragraph) = (self.weights, self.paragraph);
        let free = |s: usize, e: usize| taken.get(s..=e).is_some_and(|t| !t.iter().any(|t| *t));
        let reaches = |s: usize, e: usize| must.is_none_or(|(open, last)| s <= last && open <= e);
        let alone = |s: usize, e: usize| {
            let from = self.heads.partition_point(|h| *h < s);
            let sentence = |i: usize| paragraph.words.get(i).map(|w| w.sentence);
            let inside = self
                .heads
                .get(from..)
                .unwrap_or_default()
                .iter()
                .take_while(|h| **h <= e);
            inside
                .into_iter()
                .all(|h| *h == cue || sentence(*h) == sentence(cue))
        };
        let contents = spans(weights, paragraph, Role::Content, cue, None, features);
        let fits =
            |&(s, e): &(usize, usize)| free(s, e) && reaches(s, e) && alone(s, e) && (s, e) != (cue, cue);
        let content = contents.into_iter().filter_map(|(_, span)| span).find(fits)?;
        let sources = spans(weights, paragraph, Role::Source, cue, Some(content), features);
        let apart = |(s, e): (usize, usize)| e < cue || s > cue;
        let source = sources
            .into_iter()
            .find(|(_, span)| span.is_none_or(apart))
            .and_then(|(_, span)| span);
        Some(Found {
            cue,
            content,
            source,
            sure,
        })
    }
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
