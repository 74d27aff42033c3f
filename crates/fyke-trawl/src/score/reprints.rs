//! Reprints: are copies of one text one origin, and are texts that only share an
//! event kept apart?
//!
//! `eval reprints DIR` gives one folder a group of true copies. `collapse_recall` is the
//! share of pairs within groups that end in one origin; `false_merges` counts pairs of
//! different groups that do. The generator below makes groups from any texts: each copy
//! changes the headline and 5 to 40 % of the paragraphs.

use crate::attribution;
use crate::origin::Origins;
use fyke_model::text::{BlockKind, Document};
use serde::Serialize;
use std::collections::BTreeMap;

/// How well groups of copies come out.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ReprintScore {
    /// Share of pairs of true copies that end in one origin.
    pub collapse_recall: f64,
    /// Pairs of texts of different groups in one origin.
    pub false_merges: usize,
    /// Groups.
    pub groups: usize,
    /// Groups that came out as exactly one origin.
    pub whole: usize,
    /// Texts.
    pub documents: usize,
    /// Origins found.
    pub origins: usize,
    /// Some of the false merges, by name.
    pub merged: Vec<(String, String)>,
}

/// Reads groups of texts (name and text) and scores the origins found among all.
pub fn reprints(groups: &[Vec<(String, String)>]) -> ReprintScore {
    let mut of: Vec<(usize, &str)> = Vec::new();
    let mut documents = Vec::new();
    for (group, texts) in groups.iter().enumerate() {
        for (name, text) in texts {
            of.push((group, name));
            documents.push(plain(text));
        }
    }
    let mut origins = Origins::new();
    for (number, document) in documents.iter().enumerate() {
        origins.add(number as u32, document);
    }
    let found = origins.finish(&[]);
    let (mut right, mut false_merges) = (0usize, 0usize);
    let mut merged = Vec::new();
    let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut mixed: BTreeMap<usize, bool> = BTreeMap::new();
    for origin in &found.origins {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for &document in &origin.documents {
            *counts.entry(of[document as usize].0).or_default() += 1;
        }
        for (&group, &count) in &counts {
            right += count * (count - 1) / 2;
            *parts.entry(group).or_default() += 1;
            *mixed.entry(group).or_default() |= counts.len() > 1;
        }
        let all = origin.documents.len();
        false_merges += all * (all - 1) / 2
            - counts
                .values()
                .map(|count| count * (count - 1) / 2)
                .sum::<usize>();
        if counts.len() > 1 {
            let name = |at: usize| of[origin.documents[at] as usize].1.to_owned();
            merged.push((name(0), name(all - 1)));
        }
    }
    let pairs: usize = groups
        .iter()
        .map(|texts| texts.len() * texts.len().saturating_sub(1) / 2)
        .sum();
    merged.truncate(20);
    ReprintScore {
        collapse_recall: if pairs == 0 {
            1.0
        } else {
            right as f64 / pairs as f64
        },
        false_merges,
        groups: groups.len(),
        whole: parts
            .iter()
            .filter(|(group, parts)| **parts == 1 && !mixed[group])
            .count(),
        documents: documents.len(),
        origins: found.origins.len(),
        merged,
    }
}

/// A text as a document: its first line a heading where a blank line follows, each other
/// line a paragraph.
pub fn plain(text: &str) -> Document {
    let mut document = attribution::plain(text);
    let heading =
        text.split('\n').nth(1).is_some_and(|line| line.trim().is_empty()) && text.lines().count() > 2;
    if let Some(first) = document.blocks.first_mut()
        && heading
        && first.span.start == 0
    {
        first.kind = BlockKind::Heading;
    }
    document
}

/// Words an editor changes without a thought, both ways.
const SWAPS: &[(&str, &str)] = &[
    ("said", "stated"),
    ("also", "further"),
    ("about", "around"),
    ("but", "however"),
    ("many", "numerous"),
    ("big", "large"),
    ("will", "would"),
    ("more than", "over"),
    ("after", "following"),
    ("because", "since"),
    ("people", "individuals"),
    ("told", "informed"),
    ("says", "notes"),
    ("show", "indicate"),
    ("help", "assist"),
    ("began", "started"),
    ("use", "employ"),
    ("need", "require"),
    ("try", "attempt"),
    ("new", "recent"),
    ("part", "portion"),
    ("last", "previous"),
    ("while", "whereas"),
    ("the", "this"),
    ("that", "which"),
    ("on", "upon"),
];

/// Sentences an outlet adds of its own; `{}` is a number.
const INSERTS: &[&str] = &[
    "Readers can follow our coverage of this story throughout the day, with {} updates so far.",
    "This is the {} report in a series that our desk has devoted to the matter since spring.",
    "A spokesman did not answer {} requests for comment before this edition went to print.",
    "Observers here had expected as much, and {} of those we spoke with shrugged when they heard.",
];

/// Copies of a text as other outlets would print it: another headline, and
/// `share_permille` of the paragraphs dropped, moved, reworded or joined by new ones. The
/// same seed gives the same copies.
pub fn copies(text: &str, count: usize, share_permille: (u64, u64), seed: u64) -> Vec<String> {
    let mut paragraphs: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let headline = if paragraphs.len() > 2 {
        paragraphs.remove(0)
    } else {
        ""
    };
    let mut draw = Draw(seed | 1);
    let mut found = Vec::with_capacity(count);
    for copy in 0..count {
        let mut edited: Vec<String> = paragraphs.iter().map(|p| (*p).to_owned()).collect();
        let (low, high) = share_permille;
        let share = low + draw.below(high - low + 1);
        let edits = ((edited.len() as u64 * share + 500) / 1000).max(1);
        let mut order: Vec<usize> = (0..edited.len()).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, draw.below(at as u64 + 1) as usize);
        }
        // a paragraph is edited once: the share is of paragraphs
        for &at in order.iter().take(edits as usize) {
            match draw.below(4) {
                0 => edited[at].clear(),
                1 => {
                    let to = draw.below(edited.len() as u64) as usize;
                    edited.swap(at, to);
                }
                2 => edited[at] = reworded(&edited[at], &mut draw),
                _ => {
                    let line = INSERTS[draw.below(INSERTS.len() as u64) as usize];
                    let line = line.replace("{}", &draw.below(90).to_string());
                    edited[at] = format!("{}\n{line}", edited[at]);
                }
            }
        }
        edited.retain(|p| !p.is_empty());
        let title = format!("{} ({copy})", reworded(headline, &mut draw));
        found.push(format!("{title}\n\n{}", edited.join("\n")));
    }
    found
}

/// Words swapped for their like, a clause moved to the front.
fn reworded(paragraph: &str, draw: &mut Draw) -> String {
    let mut text = format!(" {paragraph} ");
    for (from, to) in SWAPS {
        let (from, to) = if draw.below(2) == 0 {
            (from, to)
        } else {
            (to, from)
        };
        text = text.replace(&format!(" {from} "), &format!(" {to} "));
    }
    let text = text.trim();
    match text.split_once(", ") {
        Some((head, tail)) if draw.below(2) == 0 => format!("{}, {head}.", tail.trim_end_matches('.')),
        _ => text.to_owned(),
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % bound.max(1)
    }
}
