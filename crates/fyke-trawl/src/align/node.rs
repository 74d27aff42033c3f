//! Equal sentences by one speaker as one node of the graph.

use super::{Group, Segment, words};
use rustc_hash::FxHashMap;

/// A segment or a run of its words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Item {
    pub segment: u32,
    pub from: u32,
    pub to: u32,
    /// How many segments after the first belong to it.
    pub also: u32,
}

/// What all items with the same folded words and speaker share.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub words: Vec<u32>,
    pub content: Vec<u32>,
    pub speaker: u32,
    pub first_day: Option<i32>,
    pub last_day: Option<i32>,
    pub items: Vec<Item>,
}

/// Folded words, numbered in the order of their letters: what is decided by number
/// is decided by the words, whatever document came first.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Of each word as printed, its folded number.
    folded: Vec<u32>,
    content: Vec<bool>,
}

impl Vocabulary {
    pub fn of(shown: &[Box<str>]) -> Vocabulary {
        let forms: Vec<String> = shown.iter().map(|word| words::fold(word)).collect();
        let mut sorted: Vec<&str> = forms.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let folded = forms
            .iter()
            .map(|form| sorted.partition_point(|other| *other < form.as_str()) as u32)
            .collect();
        Vocabulary {
            folded,
            content: sorted.iter().map(|form| words::content(form)).collect(),
        }
    }

    pub fn len(&self) -> usize {
        self.content.len()
    }

    pub fn content(&self, folded: u32) -> bool {
        self.content[folded as usize]
    }

    pub fn fold(&self, printed: u32) -> u32 {
        self.folded[printed as usize]
    }
}

/// The words of an item as printed.
pub(super) fn printed(segments: &[Segment], item: Item) -> Vec<u32> {
    let first = item.segment as usize;
    let mut found: Vec<u32> = segments[first].words[item.from as usize..item.to as usize].to_vec();
    for segment in &segments[first + 1..=first + item.also as usize] {
        found.extend_from_slice(&segment.words);
    }
    found
}

/// Groups items into nodes, sorted by words, then speaker's name.
pub(super) fn nodes(aligner: &Group, vocabulary: &Vocabulary, items: &[Item]) -> Vec<Node> {
    let mut groups: FxHashMap<(Vec<u32>, u32), usize> = FxHashMap::default();
    let mut found: Vec<Node> = Vec::new();
    for &item in items {
        let words: Vec<u32> = printed(&aligner.segments, item)
            .into_iter()
            .map(|word| vocabulary.fold(word))
            .collect();
        let segment = &aligner.segments[item.segment as usize];
        let at = *groups.entry((words.clone(), segment.speaker)).or_insert_with(|| {
            let mut content: Vec<u32> = words
                .iter()
                .copied()
                .filter(|&word| vocabulary.content[word as usize])
                .collect();
            content.sort_unstable();
            content.dedup();
            found.push(Node {
                words,
                content,
                speaker: segment.speaker,
                first_day: None,
                last_day: None,
                items: Vec::new(),
            });
            found.len() - 1
        });
        let node = &mut found[at];
        node.items.push(item);
        if let Some(day) = segment.day {
            node.first_day = Some(node.first_day.map_or(day, |d| d.min(day)));
            node.last_day = Some(node.last_day.map_or(day, |d| d.max(day)));
        }
    }
    let speaker = |node: &Node| aligner.speakers[node.speaker as usize].0.as_str();
    found.sort_by(|a, b| a.words.cmp(&b.words).then_with(|| speaker(a).cmp(speaker(b))));
    found
}

/// Days between two nodes' spans of dates; none where either has no date.
pub(super) fn days_apart(one: &Node, other: &Node) -> Option<i64> {
    let (first, last) = (i64::from(one.first_day?), i64::from(one.last_day?));
    let (other_first, other_last) = (i64::from(other.first_day?), i64::from(other.last_day?));
    Some((other_first - last).max(first - other_last).max(0))
}
