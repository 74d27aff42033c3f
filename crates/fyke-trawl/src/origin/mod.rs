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
//! Memory: 4 bytes a word of text. Time: linear in the words, but for the sorting.

mod credit;
mod passage;
mod print;

pub(crate) use credit::is_outlet;
pub use credit::{credits, is_agency};
pub use passage::passages;

use fyke_model::text::{CreditKind, Document, Finding, FindingKind, Origin, Saying, SharedBy, SharedOrigin};
use print::Print;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

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

/// Takes in documents one by one; [`Origins::finish`] gives what hangs together.
#[derive(Debug, Default)]
pub struct Origins {
    prints: Vec<Print>,
}

impl Origins {
    /// Without documents.
    pub fn new() -> Origins {
        Origins::default()
    }

    /// Takes in the read blocks of a document under its number of the reading.
    pub fn add(&mut self, number: u32, document: &Document) {
        self.prints.push(print::of(number, document));
    }

    /// What hangs together. `sayings` are those of [`crate::align`], by the same
    /// numbers. `document` gives a document again by its number, for the passages of
    /// an edge; where it gives none the edge stands without.
    pub fn finish<'a, D>(self, sayings: &[Saying], mut document: D) -> Independence
    where
        D: FnMut(u32) -> Option<std::borrow::Cow<'a, Document>>,
    {
        let mut prints = self.prints;
        prints.retain(|print| !print.shingles.is_empty() || print.words > 0);
        // by what they hold, so that the order of documents decides nothing
        prints.sort_by(|a, b| {
            b.words
                .cmp(&a.words)
                .then_with(|| a.text.cmp(&b.text))
                .then(a.number.cmp(&b.number))
        });
        let mut forest: Vec<usize> = (0..prints.len()).collect();
        let mut found: Vec<(usize, usize, SharedBy, Likeness)> = Vec::new();
        let mut firsts: Vec<usize> = Vec::new();
        for at in 0..prints.len() {
            if at > 0 && prints[at].text == prints[at - 1].text && prints[at].words == prints[at - 1].words {
                join(&mut forest, at - 1, at);
                found.push((at, at - 1, SharedBy::Copy, Likeness::EQUAL));
            } else {
                firsts.push(at);
            }
        }
        let order = quote_order(sayings, &prints);
        let mut groups: Vec<Vec<usize>> = (0..prints.len()).map(|at| vec![at]).collect();
        let mut weak: Vec<(usize, usize, SharedBy, Likeness)> = Vec::new();
        for (one, other) in candidates(&prints, &firsts, &order) {
            if find(&mut forest, one) == find(&mut forest, other) {
                continue;
            }
            let like = likeness(&prints[one], &prints[other]);
            let numbers = (prints[one].number, prints[other].number);
            let ordered = order.contains(&(numbers.0.min(numbers.1), numbers.0.max(numbers.1)));
            let Some(by) = reason(&prints[one], &prints[other], like, ordered) else {
                continue;
            };
            // the shorter is the one that is carried: prints are sorted by length
            let edge = (one.max(other), one.min(other), by, like);
            if like.narration >= STRONG_MIN {
                unite(&mut forest, &mut groups, one, other);
                found.push(edge);
            } else {
                weak.push(edge);
            }
        }
        weak.sort_by_key(|&(one, other, _, like)| (std::cmp::Reverse(like.narration), one, other));
        for edge in weak {
            let (a, b) = (find(&mut forest, edge.0), find(&mut forest, edge.1));
            if a != b && bridged(&prints, &groups[a], &groups[b]) {
                unite(&mut forest, &mut groups, a, b);
                found.push(edge);
            }
        }
        let edges = found.iter().map(|&(one, other, by, like)| {
            let (one, other) = (prints[one].number, prints[other].number);
            let passages = document(one)
                .zip(document(other))
                .map(|(a, b)| passages(&a, &b))
                .unwrap_or_default();
            SharedOrigin {
                one,
                other,
                by,
                jaccard_permille: like.jaccard as u16,
                contained_permille: like.contained as u16,
                passages,
            }
        });
        let mut edges: Vec<SharedOrigin> = edges.collect();
        edges.sort_by_key(|edge| (edge.one.min(edge.other), edge.one.max(edge.other)));
        group(&prints, &mut forest, edges)
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

fn likeness(one: &Print, other: &Print) -> Likeness {
    let (mut i, mut j) = (0, 0);
    let (mut shared, mut narrated) = (0, 0);
    while let (Some(&a), Some(&b)) = (one.shingles.get(i), other.shingles.get(j)) {
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
    let all = one.shingles.len() + other.shingles.len() - shared;
    let permille = |part: usize, whole: usize| (part * 1000).checked_div(whole).unwrap_or(0);
    Likeness {
        jaccard: permille(shared, all),
        contained: permille(shared, one.shingles.len().min(other.shingles.len())),
        narration: permille(narrated, one.narration.min(other.narration)),
        shared,
        shared_narration: narrated,
    }
}

fn reason(one: &Print, other: &Print, like: Likeness, ordered: bool) -> Option<SharedBy> {
    // a text that is nearly all quotation has no narration to go by
    let told = one.narration.min(other.narration) >= 2 * SHARED_MIN;
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
fn candidates(prints: &[Print], firsts: &[usize], order: &BTreeSet<(u32, u32)>) -> Vec<(usize, usize)> {
    let mut postings: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for &at in firsts {
        for &shingle in prints[at]
            .shingles
            .iter()
            .filter(|shingle| print::sampled(**shingle))
        {
            postings.entry(shingle >> 1).or_default().push(at);
        }
    }
    let mut counts: FxHashMap<(usize, usize), u32> = FxHashMap::default();
    let mut lists: Vec<Vec<usize>> = postings.into_values().collect();
    lists.sort_unstable();
    for list in &lists {
        for (i, &one) in list.iter().enumerate() {
            let reach = if list.len() <= ALL_PAIRS_MAX {
                list.len()
            } else {
                (i + 3).min(list.len())
            };
            for &other in &list[i + 1..reach] {
                *counts.entry((one, other)).or_default() += 1;
            }
        }
    }
    let place: FxHashMap<u32, usize> = firsts.iter().map(|&at| (prints[at].number, at)).collect();
    for (a, b) in order {
        if let (Some(&a), Some(&b)) = (place.get(a), place.get(b)) {
            *counts.entry((a.min(b), a.max(b))).or_default() += 2;
        }
    }
    let mut found: Vec<((usize, usize), u32)> = counts.into_iter().filter(|&(_, count)| count >= 2).collect();
    found.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
    found.into_iter().map(|(pair, _)| pair).collect()
}

/// Pairs of documents with at least four quotations in the same order, which are most
/// of the smaller one's.
fn quote_order(sayings: &[Saying], prints: &[Print]) -> BTreeSet<(u32, u32)> {
    /// Documents of a saying that are paired; beyond it words are everybody's.
    const SPREAD_MAX: usize = 40;
    let known: BTreeSet<u32> = prints.iter().map(|print| print.number).collect();
    let mut places: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    let mut pairs: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (at, saying) in sayings.iter().enumerate() {
        let documents: BTreeSet<u32> = saying.members.iter().map(|member| member.document).collect();
        for member in &saying.members {
            places
                .entry(member.document)
                .or_default()
                .push((member.span.start, at));
        }
        let documents: Vec<u32> = documents
            .into_iter()
            .filter(|d| known.contains(d))
            .take(SPREAD_MAX)
            .collect();
        for (i, &one) in documents.iter().enumerate() {
            for &other in &documents[i + 1..] {
                *pairs.entry((one, other)).or_default() += 1;
            }
        }
    }
    for list in places.values_mut() {
        list.sort_unstable();
    }
    let ordered = |one: u32, other: u32| {
        let (a, b) = (&places[&one], &places[&other]);
        let rank: FxHashMap<usize, usize> = b
            .iter()
            .rev()
            .enumerate()
            .map(|(r, &(_, saying))| (saying, b.len() - r))
            .collect();
        let ranks: Vec<usize> = a
            .iter()
            .filter_map(|(_, saying)| rank.get(saying).copied())
            .collect();
        let kept = ranks.windows(2).filter(|pair| pair[0] < pair[1]).count() + 1;
        kept >= 4 && kept * 10 >= a.len().min(b.len()) * 6
    };
    pairs
        .into_iter()
        .filter(|&(_, n)| n >= 4)
        .map(|(pair, _)| pair)
        .filter(|&(one, other)| ordered(one, other))
        .collect()
}

/// Whether two groups may be joined by one link that is not strong. Single documents
/// may; of two groups several members must be alike, since one sentence that is printed
/// everywhere would else chain what has nothing to do with each other.
fn bridged(prints: &[Print], one: &[usize], other: &[usize]) -> bool {
    const GROUP_MIN: usize = 3;
    if one.len() < GROUP_MIN || other.len() < GROUP_MIN {
        return true;
    }
    let three = |group: &[usize]| [group[0], group[group.len() / 2], group[group.len() - 1]];
    let alike = |a: usize, b: usize| likeness(&prints[a], &prints[b]).narration >= TOUCHED_MIN;
    three(one)
        .into_iter()
        .flat_map(|a| three(other).map(|b| alike(a, b)))
        .filter(|alike| *alike)
        .count()
        >= 5
}

fn unite(forest: &mut [usize], groups: &mut [Vec<usize>], one: usize, other: usize) {
    let (a, b) = (find(forest, one), find(forest, other));
    join(forest, a, b);
    let moved = std::mem::take(&mut groups[a.max(b)]);
    groups[a.min(b)].extend(moved);
    groups[a.min(b)].sort_unstable();
}

fn find(forest: &mut [usize], at: usize) -> usize {
    let mut root = at;
    while forest[root] != root {
        root = forest[root];
    }
    let mut step = at;
    while forest[step] != root {
        step = std::mem::replace(&mut forest[step], root);
    }
    root
}

fn join(forest: &mut [usize], one: usize, other: usize) {
    let (a, b) = (find(forest, one), find(forest, other));
    forest[a.max(b)] = a.min(b);
}

fn group(prints: &[Print], forest: &mut [usize], edges: Vec<SharedOrigin>) -> Independence {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..prints.len() {
        groups.entry(find(forest, at)).or_default().push(at);
    }
    let mut findings = Vec::new();
    let mut origins: Vec<Origin> = Vec::new();
    for members in groups.values() {
        let mut documents: Vec<u32> = members.iter().map(|&at| prints[at].number).collect();
        documents.sort_unstable();
        let outlets: BTreeSet<String> = members
            .iter()
            .filter_map(|&at| prints[at].outlet.clone())
            .collect();
        let mut dated: Vec<(i32, u32)> = members
            .iter()
            .filter_map(|&at| Some((prints[at].day?, prints[at].number)))
            .collect();
        dated.sort_unstable();
        let earliest = match dated.as_slice() {
            [only] => Some(only.1),
            [first, second, ..] if first.0 < second.0 => Some(first.1),
            _ => None,
        };
        let campaign = campaign(prints, members);
        if campaign {
            findings.extend(documents.iter().map(|&number| {
                let shown = format!("nearly the same text on {} outlets within {CAMPAIGN_DAYS} days, no agency named; counted once", outlets.len());
                (number, Finding { kind: FindingKind::Campaign, span: None, shown })
            }));
        }
        origins.push(Origin {
            documents,
            outlets: outlets.into_iter().collect(),
            earliest,
            campaign,
        });
    }
    origins.sort_by(|a, b| a.documents.cmp(&b.documents));
    findings.sort_by_key(|(number, _)| *number);
    let outlets: BTreeSet<&String> = origins.iter().flat_map(|origin| &origin.outlets).collect();
    Independence {
        outlets: outlets.len(),
        origins,
        edges,
        findings,
    }
}

/// Many hosts within a few days, and no agency that would explain it.
fn campaign(prints: &[Print], members: &[usize]) -> bool {
    if members.iter().any(|&at| {
        prints[at]
            .credited
            .iter()
            .any(|&(how, _)| matches!(how, CreditKind::Wire | CreditKind::Contributed))
    }) {
        return false;
    }
    let mut dated: Vec<(i32, &str)> = members
        .iter()
        .filter_map(|&at| Some((prints[at].day?, prints[at].outlet.as_deref()?)))
        .collect();
    dated.sort_unstable();
    // the window slides once over the dates; counts per outlet keep it linear
    let mut within: BTreeMap<&str, usize> = BTreeMap::new();
    let mut from = 0;
    for &(day, outlet) in &dated {
        *within.entry(outlet).or_default() += 1;
        while dated[from].0 + CAMPAIGN_DAYS < day {
            if let Some(count) = within.get_mut(dated[from].1) {
                *count -= 1;
                if *count == 0 {
                    within.remove(dated[from].1);
                }
            }
            from += 1;
        }
        if within.len() >= CAMPAIGN_HOSTS {
            return true;
        }
    }
    false
}
