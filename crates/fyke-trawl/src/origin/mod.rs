//! Copies, credits, groups of one origin: forty reprints are one.
//!
//! Two accounts of one event share quotations, names and figures; that makes them
//! accounts of one event, not copies. What shows a copy is the reporter's own
//! sentences. So runs of five words (shingles, Broder 1997) are compared twice: all of them,
//! and those outside quotation marks alone, which decide.
//!
//! 1. Equal texts are one from the start.
//! 2. An eighth of the shingles, by hash, proposes pairs; nothing is decided by it.
//!    Every proposed pair is compared by all its shingles: no copy is called by a sketch
//!    alone.
//! 3. Pairs that hold become edges with their reason, figures and longest shared
//!    passages; documents that hang together are one origin.
//!
//! The border [`CARRIED_MIN`] was set on generated reprints and on the hundred
//! same-event triplets of BASIL: there the highest share of narration that two
//! newsrooms have in common is 0.14, and reprints with up to 40 % of their paragraphs
//! edited stay above 0.3 against their neighbours in the group.
//!
//! Two numbers are given, never one: how many outlets print it, and how many origins
//! they come from. The earliest date is a hint: dates are typed in by people.
//!
//! Memory: some hundred bytes a document; its runs and words lie on a [`Shelf`], about ten bytes
//! a word. Time: linear in the words, but for the sorting.

mod credit;
mod group;
mod order;
mod passage;
mod print;

pub(crate) use credit::is_outlet;
pub use credit::{credits, is_agency};
pub use passage::passages;

use crate::align::Sayings;
use crate::shelf::sort::{Key, Sorter, numbers};
use crate::shelf::{Keep, Shelf};
use fyke_model::text::{Document, Finding, Origin, Saying, SharedBy, SharedOrigin};
use print::{Print, Shingles, Told};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io;

/// Rule set and version of what is found here.
pub const BY: &str = "origin rules 1";

/// Share of the shorter one's narration, thousandths, from which one document
/// carries another.
pub const CARRIED_MIN: usize = 250;

/// Jaccard index of all shingles, thousandths, from which two are near copies.
pub const NEAR_MIN: usize = 500;

/// The same for texts that are nearly all quotation: two newsrooms may print one
/// statement in full.
const QUOTED_MIN: usize = 750;

/// Narration shared, thousandths, from which one link alone joins two groups.
const STRONG_MIN: usize = 500;

/// Shingles that must be shared at least: thirty words in a row, or their like.
const SHARED_MIN: usize = 20;

/// Narration shared, thousandths, below which no credit and no order of quotations
/// joins two documents: above the noise of set phrases.
const TOUCHED_MIN: usize = 150;

/// Hosts that carry one text within [`CAMPAIGN_DAYS`], naming no agency, from which it
/// is shown as a campaign. Fewer is what a chain of local papers does every day.
pub const CAMPAIGN_HOSTS: usize = 10;

/// Days within which a text appears everywhere at once.
pub const CAMPAIGN_DAYS: i32 = 3;

/// Documents that share a sampled shingle and are paired each with each; in longer
/// lists neighbours are.
const ALL_PAIRS_MAX: usize = 12;

/// What hangs together, and why.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Independence {
    /// Groups of documents that count once, in order of their first. Documents without words are in none.
    pub origins: Vec<Origin>,
    /// Why, for each link that was used.
    pub edges: Vec<SharedOrigin>,
    /// Outlets that print anything.
    pub outlets: usize,
    /// What a reader of a document should see, by number of the reading.
    pub findings: Vec<(u32, Finding)>,
}

impl Independence {
    /// Position in `origins` of each document that has one.
    pub fn of_documents(&self) -> BTreeMap<u32, usize> {
        let each = |(at, origin): (usize, &Origin)| {
            origin.documents.iter().map(move |&d| (d, at)).collect::<Vec<_>>()
        };
        self.origins.iter().enumerate().flat_map(each).collect()
    }
}

impl Independence {
    /// Number of the document and position of its origin, by number.
    pub(crate) fn origins_of(&self) -> Vec<(u32, u32)> {
        let each = |(at, origin): (usize, &Origin)| {
            let documents = origin.documents.clone().into_iter();
            documents.map(move |number| (number, at as u32))
        };
        let mut found: Vec<(u32, u32)> = self.origins.iter().enumerate().flat_map(each).collect();
        found.sort_unstable();
        found
    }
}

/// Takes in documents one by one; [`Origins::finish`] gives what hangs together.
#[derive(Debug, Default)]
pub struct Origins {
    prints: Vec<Print>,
    names: Names,
    keep: Keep,
}

/// Names of outlets and agencies, numbered.
#[derive(Debug, Default)]
struct Names {
    ids: FxHashMap<String, u32>,
    shown: Vec<String>,
}

impl Names {
    fn id(&mut self, name: String) -> u32 {
        let shown = &mut self.shown;
        *self.ids.entry(name).or_insert_with_key(|name| {
            shown.push(name.clone());
            shown.len() as u32 - 1
        })
    }
}

impl Origins {
    /// Without documents.
    pub fn new() -> Origins {
        Origins::default()
    }

    /// With what is thick on a shelf.
    pub fn on(shelf: Box<dyn Shelf + Send>) -> Origins {
        Origins {
            keep: Keep::on(shelf),
            ..Origins::default()
        }
    }

    /// Takes in the read blocks of a document under its number of the reading.
    pub fn add(&mut self, number: u32, document: &Document) {
        let names = &mut self.names;
        let print = print::of(number, document, &mut self.keep, |name| names.id(name));
        if print.words > 0 {
            self.prints.push(print);
        }
    }

    /// What hangs together. `sayings` are those of [`crate::align`], by the same
    /// numbers.
    pub fn finish(self, mut sayings: &[Saying]) -> Independence {
        // a shelf in memory does not fail, and another's failure is told by `finish_of`
        self.finish_of(&mut sayings).unwrap_or_default()
    }

    /// As [`Origins::finish`], of sayings that are heard one by one.
    pub(crate) fn finish_of(mut self, sayings: &mut dyn Sayings) -> io::Result<Independence> {
        let mut prints = self.prints;
        // by what they hold, so that the order of documents decides nothing
        prints.sort_by(|a, b| {
            b.words
                .cmp(&a.words)
                .then_with(|| a.text.cmp(&b.text))
                .then(a.number.cmp(&b.number))
        });
        let mut forest: Vec<u32> = (0..prints.len() as u32).collect();
        let mut found: Vec<Edge> = Vec::new();
        let mut firsts: Vec<u32> = Vec::new();
        for at in 0..prints.len() {
            if at > 0 && prints[at].text == prints[at - 1].text && prints[at].words == prints[at - 1].words {
                join(&mut forest, at as u32 - 1, at as u32);
                found.push(Edge::of(
                    at as u32,
                    at as u32 - 1,
                    SharedBy::Copy,
                    Likeness::EQUAL,
                ));
            } else {
                firsts.push(at as u32);
            }
        }
        let order = order::quote_order(sayings, &prints, &mut self.keep);
        let mut candidates = candidates(&prints, &firsts, &order, &mut self.keep).finish(&mut self.keep);
        let mut runs = Runs {
            prints: &prints,
            keep: &mut self.keep,
            held: FxHashMap::default(),
        };
        // none is a group of one
        let mut groups: Vec<Vec<u32>> = vec![Vec::new(); prints.len()];
        let mut weak: Vec<Edge> = Vec::new();
        while let Some(record) = candidates.next(runs.keep) {
            let [_, one, other] = numbers(&record);
            if find(&mut forest, one) == find(&mut forest, other) {
                continue;
            }
            let like = runs.likeness(one, other);
            let (a, b) = (&prints[one as usize], &prints[other as usize]);
            let pair = (a.number.min(b.number), a.number.max(b.number));
            let ordered = order.binary_search(&pair).is_ok();
            let Some(by) = reason(a, b, like, ordered) else {
                continue;
            };
            // the shorter is the one that is carried: prints are sorted by length
            let edge = Edge::of(one.max(other), one.min(other), by, like);
            if like.narration >= STRONG_MIN {
                unite(&mut forest, &mut groups, one, other);
                found.push(edge);
            } else {
                weak.push(edge);
            }
        }
        weak.sort_by_key(|edge| (std::cmp::Reverse(edge.narration), edge.one, edge.other));
        for edge in weak {
            let (a, b) = (find(&mut forest, edge.one), find(&mut forest, edge.other));
            if a != b && bridged(&mut runs, &groups[a as usize], &groups[b as usize]) {
                unite(&mut forest, &mut groups, a, b);
                found.push(edge);
            }
        }
        let edges = found.iter().map(|edge| {
            let (one, other) = (&prints[edge.one as usize], &prints[edge.other as usize]);
            let (a, b): (Vec<Told>, Vec<Told>) = (self.keep.get(one.told), self.keep.get(other.told));
            SharedOrigin {
                one: one.number,
                other: other.number,
                by: edge.by,
                jaccard_permille: edge.jaccard,
                contained_permille: edge.contained,
                passages: passage::between(&a, &b),
            }
        });
        let mut edges: Vec<SharedOrigin> = edges.collect();
        edges.sort_by_key(|edge| (edge.one.min(edge.other), edge.one.max(edge.other)));
        self.keep.whole()?;
        Ok(group::group(&prints, &self.names.shown, &mut forest, edges))
    }
}

/// A link between two prints, by position.
#[derive(Clone, Copy, Debug)]
struct Edge {
    one: u32,
    other: u32,
    by: SharedBy,
    jaccard: u16,
    contained: u16,
    narration: u16,
}

impl Edge {
    fn of(one: u32, other: u32, by: SharedBy, like: Likeness) -> Edge {
        Edge {
            one,
            other,
            by,
            jaccard: like.jaccard as u16,
            contained: like.contained as u16,
            narration: like.narration as u16,
        }
    }
}

/// Runs of documents held at once: some four kilobytes each.
const HELD_MAX: usize = 500;

/// The runs of documents, fetched by position.
struct Runs<'a> {
    prints: &'a [Print],
    keep: &'a mut Keep,
    held: FxHashMap<u32, Shingles>,
}

impl Runs<'_> {
    fn likeness(&mut self, one: u32, other: u32) -> Likeness {
        if self.held.len() >= HELD_MAX {
            self.held.clear();
        }
        for at in [one, other] {
            if !self.held.contains_key(&at) {
                let runs = self.keep.get(self.prints[at as usize].runs);
                self.held.insert(at, runs);
            }
        }
        let (a, b) = (&self.prints[one as usize], &self.prints[other as usize]);
        likeness(
            (a.narration, &self.held[&one].0),
            (b.narration, &self.held[&other].0),
        )
    }
}

/// What two documents share, thousandths; `contained` is of the one with fewer
/// shingles, and `narration` likewise of what stands outside marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Likeness {
    jaccard: usize,
    contained: usize,
    narration: usize,
    shared: usize,
    shared_narration: usize,
}

impl Likeness {
    const EQUAL: Likeness = Likeness {
        jaccard: 1000,
        contained: 1000,
        narration: 1000,
        shared: usize::MAX,
        shared_narration: usize::MAX,
    };
}

/// Of two documents, each by its runs outside marks and all its runs.
fn likeness(one: (u32, &[u32]), other: (u32, &[u32])) -> Likeness {
    let ((narration, one), (others, other)) = (one, other);
    let (mut i, mut j) = (0, 0);
    let (mut shared, mut narrated) = (0, 0);
    while let (Some(&a), Some(&b)) = (one.get(i), other.get(j)) {
        // the lowest bit says that all five words stand outside marks
        match (a >> 1).cmp(&(b >> 1)) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                narrated += (a & b & 1) as usize;
                i += 1;
                j += 1;
            }
        }
    }
    let all = one.len() + other.len() - shared;
    let permille = |part: usize, whole: usize| (part * 1000).checked_div(whole).unwrap_or(0);
    Likeness {
        jaccard: permille(shared, all),
        contained: permille(shared, one.len().min(other.len())),
        narration: permille(narrated, narration.min(others) as usize),
        shared,
        shared_narration: narrated,
    }
}

fn reason(one: &Print, other: &Print, like: Likeness, ordered: bool) -> Option<SharedBy> {
    // a text that is nearly all quotation has no narration to go by
    let told = one.narration.min(other.narration) as usize >= 2 * SHARED_MIN;
    if !told {
        return (like.jaccard >= QUOTED_MIN && like.shared >= SHARED_MIN).then_some(SharedBy::NearCopy);
    }
    if like.shared_narration < SHARED_MIN {
        return None;
    }
    if like.jaccard >= NEAR_MIN && like.narration >= CARRIED_MIN {
        return Some(SharedBy::NearCopy);
    }
    if like.narration >= CARRIED_MIN {
        return Some(SharedBy::Carried);
    }
    if like.narration >= TOUCHED_MIN {
        if one.wires.iter().any(|wire| other.wires.contains(wire)) {
            return Some(SharedBy::Wire);
        }
        if ordered {
            return Some(SharedBy::QuoteOrder);
        }
    }
    None
}

/// Pairs that share sampled shingles, the likeliest first, and pairs with the same
/// quotations in order. Positions into `prints`.
fn candidates(prints: &[Print], firsts: &[u32], order: &[(u32, u32)], keep: &mut Keep) -> Sorter {
    let mut postings = Sorter::default();
    for &at in firsts {
        let runs: Shingles = keep.get(prints[at as usize].runs);
        for shingle in runs.0.into_iter().filter(|shingle| print::sampled(*shingle)) {
            postings.push(keep, &Key::of(&[shingle >> 1, at]).0);
        }
    }
    let mut postings = postings.finish(keep);
    let mut pairs = Sorter::default();
    let mut list: Vec<u32> = Vec::new();
    let mut of = None;
    loop {
        let next = postings.next(keep).map(|record| numbers::<2>(&record));
        if next.map(|[shingle, _]| shingle) != of {
            for (i, &one) in list.iter().enumerate() {
                let reach = if list.len() <= ALL_PAIRS_MAX {
                    list.len()
                } else {
                    (i + 3).min(list.len())
                };
                for &other in &list[i + 1..reach] {
                    pairs.push(keep, &Key::of(&[one, other]).0);
                }
            }
            list.clear();
        }
        let Some([shingle, at]) = next else { break };
        of = Some(shingle);
        list.push(at);
    }
    let mut place: Vec<(u32, u32)> = firsts
        .iter()
        .map(|&at| (prints[at as usize].number, at))
        .collect();
    place.sort_unstable();
    let position = |number| place.binary_search_by_key(&number, |known| known.0).ok();
    for &(a, b) in order {
        if let (Some(a), Some(b)) = (position(a), position(b)) {
            let (a, b) = (place[a].1, place[b].1);
            // counts as two shingles
            for _ in 0..2 {
                pairs.push(keep, &Key::of(&[a.min(b), a.max(b)]).0);
            }
        }
    }
    let mut pairs = pairs.finish(keep);
    let mut found = Sorter::default();
    let mut last = None;
    let mut count = 0u32;
    loop {
        let next = pairs.next(keep).map(|record| numbers::<2>(&record));
        if next != last {
            if let Some([one, other]) = last.filter(|_| count >= 2) {
                found.push(keep, &Key::of(&[u32::MAX - count, one, other]).0);
            }
            last = next;
            count = 0;
        }
        if next.is_none() {
            return found;
        }
        count += 1;
    }
}

/// Whether two groups may be joined by one link that is not strong. Single documents
/// may; of two groups several members must be alike, since one sentence that is printed
/// everywhere would else chain what has nothing to do with each other.
fn bridged(runs: &mut Runs<'_>, one: &[u32], other: &[u32]) -> bool {
    const GROUP_MIN: usize = 3;
    if one.len() < GROUP_MIN || other.len() < GROUP_MIN {
        return true;
    }
    let three = |group: &[u32]| [group[0], group[group.len() / 2], group[group.len() - 1]];
    let mut alike = 0;
    for a in three(one) {
        for b in three(other) {
            alike += usize::from(runs.likeness(a, b).narration >= TOUCHED_MIN);
        }
    }
    alike >= 5
}

fn unite(forest: &mut [u32], groups: &mut [Vec<u32>], one: u32, other: u32) {
    let (a, b) = (find(forest, one), find(forest, other));
    join(forest, a, b);
    let mut all: Vec<u32> = Vec::new();
    for at in [a, b] {
        match std::mem::take(&mut groups[at as usize]) {
            none if none.is_empty() => all.push(at),
            group => all.extend(group),
        }
    }
    all.sort_unstable();
    groups[a.min(b) as usize] = all;
}

fn find(forest: &mut [u32], at: u32) -> u32 {
    let mut root = at;
    while forest[root as usize] != root {
        root = forest[root as usize];
    }
    let mut step = at;
    while forest[step as usize] != root {
        step = std::mem::replace(&mut forest[step as usize], root);
    }
    root
}

fn join(forest: &mut [u32], one: u32, other: u32) {
    let (a, b) = (find(forest, one), find(forest, other));
    forest[a.max(b) as usize] = a.min(b);
}
