//! Which nodes hold the same words: candidates from the index, then the exact
//! comparison.

use super::POSTINGS_MAX;
use super::node::{Node, days_apart};
use super::speaker::{Name, conflict};

/// Dates further apart than this, in days, need a nearly literal match. News of one
/// event is printed within two weeks; quotations that outlive them are long.
const WINDOW_DAYS: i64 = 14;

/// Most candidates of a node that are compared word by word.
const CANDIDATES_MAX: usize = 4000;

/// Two nodes with the same words.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Edge {
    /// The one with fewer content words.
    pub small: u32,
    pub large: u32,
    /// Thousandths of the smaller's words that stand in the larger in order.
    pub cover: u32,
    /// Shared content words.
    pub shared: u32,
    /// The smaller is less than half of the larger.
    pub part: bool,
}

/// How alike two nodes must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    /// The same words.
    Words,
    /// Another wording within marks by the same person: half of the content words,
    /// in order.
    Paraphrase,
}

/// Edges, and what the caps left out.
#[derive(Debug, Default)]
pub(super) struct Matched {
    pub edges: Vec<Edge>,
    pub words_capped: usize,
    pub left_out: usize,
}

/// Finds all pairs between `from` (all where none) and all nodes. `names` are by
/// speaker number.
pub(super) fn edges(
    nodes: &[Node],
    vocabulary: usize,
    names: &[Option<Name>],
    wanted: Wanted,
    from: Option<&[bool]>,
) -> Matched {
    let mut found = Matched::default();
    let mut frequency = vec![0u32; vocabulary];
    for word in nodes.iter().flat_map(|node| &node.content) {
        frequency[*word as usize] += 1;
    }
    found.words_capped = frequency.iter().filter(|&&f| f as usize > POSTINGS_MAX).count();
    let mut postings: Vec<Vec<u32>> = vec![Vec::new(); vocabulary];
    for (at, node) in nodes.iter().enumerate() {
        for &word in &node.content {
            if frequency[word as usize] as usize <= POSTINGS_MAX {
                postings[word as usize].push(at as u32);
            }
        }
    }
    let mut seen = vec![u32::MAX; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        if node.content.len() < 2 {
            continue;
        }
        let needed = needed(node.content.len(), wanted);
        let mut rare = node.content.clone();
        rare.sort_by_key(|&word| (frequency[word as usize], word));
        rare.truncate(node.content.len() - needed + 1);
        if rare.iter().all(|&word| postings[word as usize].is_empty()) {
            found.left_out += 1;
            continue;
        }
        let mut candidates = 0;
        for &word in &rare {
            for &other in &postings[word as usize] {
                let larger = &nodes[other as usize];
                let smaller_first = (node.content.len(), at) < (larger.content.len(), other as usize);
                let asked = from.is_none_or(|from| from[at] || from[other as usize]);
                if !smaller_first
                    || !asked
                    || seen[other as usize] == at as u32
                    || candidates > CANDIDATES_MAX
                {
                    continue;
                }
                seen[other as usize] = at as u32;
                candidates += 1;
                found
                    .edges
                    .extend(compare(nodes, at, other as usize, needed, names, wanted));
            }
        }
    }
    found
}

/// Content words of the smaller one that both must have.
pub(super) fn needed(content: usize, wanted: Wanted) -> usize {
    match wanted {
        // containment of 0.6, at least two words
        Wanted::Words => (content * 3).div_ceil(5).max(2).min(content),
        Wanted::Paraphrase => content.div_ceil(2).max(4).min(content),
    }
}

fn compare(
    nodes: &[Node],
    small: usize,
    large: usize,
    needed: usize,
    names: &[Option<Name>],
    wanted: Wanted,
) -> Option<Edge> {
    let (a, b) = (&nodes[small], &nodes[large]);
    let (cover, shared) = alike(a, b, needed, names, wanted)?;
    Some(Edge {
        small: small as u32,
        large: large as u32,
        cover: cover as u32,
        shared: shared as u32,
        part: wanted == Wanted::Words && a.content.len() * 2 < b.content.len(),
    })
}

/// Whether two nodes are as alike as is wanted, the smaller one first: thousandths of its
/// words that stand in the larger in order, and shared content words.
pub(super) fn alike(
    a: &Node,
    b: &Node,
    needed: usize,
    names: &[Option<Name>],
    wanted: Wanted,
) -> Option<(usize, usize)> {
    let shared = common(&a.content, &b.content);
    if shared < needed {
        return None;
    }
    let (one, other) = (&names[a.speaker as usize], &names[b.speaker as usize]);
    let forbidden = matches!((one, other), (Some(one), Some(other)) if conflict(one, other));
    let same = !forbidden && one.is_some() && other.is_some();
    let far = days_apart(a, b).is_some_and(|days| days > WINDOW_DAYS);
    let (one_words, other_words) = if a.words.len() <= b.words.len() {
        (&a.words, &b.words)
    } else {
        (&b.words, &a.words)
    };
    let in_order = common_subsequence(one_words, other_words);
    let cover = in_order * 1000 / one_words.len().max(1);
    let fits = match wanted {
        Wanted::Words => {
            let literal = cover >= 800;
            let long = shared >= 6;
            let enough = if shared >= 4 {
                cover >= 500
            } else {
                literal && (same || (cover >= 950 && one_words.len() >= 5))
            };
            enough && (!(forbidden || far) || (literal && long))
        }
        Wanted::Paraphrase => {
            let ordered = |node: &Node, other: &Node| -> Vec<u32> {
                node.words
                    .iter()
                    .copied()
                    .filter(|word| {
                        node.content.binary_search(word).is_ok() && other.content.binary_search(word).is_ok()
                    })
                    .collect()
            };
            let order = common_subsequence(&ordered(a, b), &ordered(b, a));
            same && !far && shared >= 4 && order * 4 >= shared * 3
        }
    };
    fits.then_some((cover, shared))
}

/// Words that two sorted lists share.
pub(super) fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Length of the longest common subsequence.
fn common_subsequence(one: &[u32], other: &[u32]) -> usize {
    let mut row = vec![0usize; other.len() + 1];
    for &a in one {
        let mut corner = 0;
        for (j, &b) in other.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if a == b { corner + 1 } else { above.max(row[j]) };
            corner = above;
        }
    }
    row[other.len()]
}
