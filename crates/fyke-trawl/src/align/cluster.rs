//! From links to sayings: where clauses are cut, what joins what, which wording
//! the others are compared with.

use super::forest::Forest;
use super::matching::{Edge, Wanted, common, edges};
use super::node::{Item, Node, Vocabulary, nodes, printed};
use super::speaker::Name;
use super::{Encoder, Group, Near, Segment, differ, meaning};
use fyke_model::text::{Said, Saying, Span};
use rustc_hash::{FxHashMap, FxHashSet};

/// Partners of a clause that are looked at before it is decided to cut there.
const PARTNERS_MAX: usize = 64;

/// What sentences come to.
pub(super) struct Found {
    pub sayings: Vec<Saying>,
    /// What meaning alone joins, nearest first.
    pub near: Vec<Near>,
    /// Sentences that were not compared by meaning.
    pub near_left_out: usize,
}

/// The sayings of sentences that could be of one.
pub(super) fn align(aligner: &Group, encoder: Option<&dyn Encoder>) -> Found {
    let vocabulary = Vocabulary::of(&aligner.shown);
    let names: Vec<Option<Name>> = aligner.speakers.iter().map(|(_, name)| name.clone()).collect();
    let items = cut(aligner, &vocabulary, &names);
    let nodes_of_items = nodes(aligner, &vocabulary, &items);
    let matched = edges(&nodes_of_items, vocabulary.len(), &names, Wanted::Words, None);
    let mut forest = Forest::new(&nodes_of_items, &names);
    let mut whole: Vec<Edge> = matched.edges.iter().copied().filter(|edge| !edge.part).collect();
    whole.sort_by_key(|edge| {
        (
            std::cmp::Reverse((edge.cover, edge.shared)),
            edge.small,
            edge.large,
        )
    });
    for edge in &whole {
        forest.join(edge.small, edge.large, edge.shared >= 6 && edge.cover >= 800);
    }
    let narrowed = parts(&matched.edges, &nodes_of_items, &mut forest);
    let mut groups: FxHashMap<u32, Places> = FxHashMap::default();
    for (at, node) in nodes_of_items.iter().enumerate() {
        let root = forest.find(at as u32);
        groups.entry(root).or_default().extend(
            node.items
                .iter()
                .map(|&item| (item, narrowed.get(&(at as u32)).copied())),
        );
    }
    let mut groups: Vec<Places> = groups.into_values().collect();
    groups.sort_by_key(|group| group.iter().map(|(item, _)| (item.segment, item.from)).min());
    paraphrases(aligner, &vocabulary, &names, &mut groups);
    let (near, near_left_out) = match encoder {
        Some(encoder) => by_meaning(aligner, &vocabulary, &names, &groups, encoder),
        None => (Vec::new(), 0),
    };
    let whole = groups.iter().filter(|group| group.len() > 1);
    Found {
        sayings: whole.map(|group| saying(aligner, &vocabulary, group)).collect(),
        near,
        near_left_out,
    }
}

/// What no other document has in words, by meaning; and how many sentences were not
/// compared.
fn by_meaning(
    aligner: &Group,
    vocabulary: &Vocabulary,
    names: &[Option<Name>],
    groups: &[Places],
    encoder: &dyn Encoder,
) -> (Vec<Near>, usize) {
    let alone: Vec<Item> = groups
        .iter()
        .filter_map(|group| match group.as_slice() {
            [(item, None)] => Some(*item),
            _ => None,
        })
        .collect();
    let (pairs, left_out) = meaning::pairs(aligner, names, &alone, encoder);
    let near = pairs.into_iter().map(|(one, other, cosine)| {
        let mut two = [one, other];
        two.sort_by_key(|item| aligner.segments[item.segment as usize].document);
        let joined = saying(aligner, vocabulary, &two.map(|item| (item, None)).to_vec());
        Near {
            saying: meaning::marked(joined, &two.map(|item| meaning::spoken(aligner, item))),
            cosine,
        }
    });
    (near.collect(), left_out)
}

/// Sentences, cut where a clause of theirs stands alone in another document and the
/// rest of the sentence has nothing of it.
fn cut(aligner: &Group, vocabulary: &Vocabulary, names: &[Option<Name>]) -> Vec<Item> {
    let segments = &aligner.segments;
    let whole = |at: usize| Item {
        segment: at as u32,
        from: 0,
        to: segments[at].words.len() as u32,
        also: 0,
    };
    let wholes: Vec<Item> = (0..segments.len()).map(whole).collect();
    let mut items = wholes.clone();
    let mut asked: FxHashSet<(u32, u32)> = FxHashSet::default();
    for (at, segment) in segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| !segment.cuts.is_empty())
    {
        for (from, to) in pieces(segment) {
            items.push(Item {
                from,
                to,
                ..whole(at)
            });
            asked.insert((at as u32, from));
        }
    }
    if items.len() == wholes.len() {
        return wholes;
    }
    let found = nodes(aligner, vocabulary, &items);
    let is_piece =
        |item: &Item| item.from > 0 || (item.to as usize) < segments[item.segment as usize].words.len();
    let with_piece: Vec<bool> = found.iter().map(|node| node.items.iter().any(is_piece)).collect();
    let matched = edges(&found, vocabulary.len(), names, Wanted::Words, Some(&with_piece));
    let mut partners: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for edge in matched.edges.iter().filter(|edge| !edge.part) {
        partners.entry(edge.small).or_default().push(edge.large);
        partners.entry(edge.large).or_default().push(edge.small);
    }
    let mut voted: FxHashSet<(u32, u32)> = FxHashSet::default();
    for (at, node) in found.iter().enumerate().filter(|(at, _)| with_piece[*at]) {
        let mut near = partners.remove(&(at as u32)).unwrap_or_default();
        near.sort_unstable();
        near.insert(0, at as u32);
        for item in node.items.iter().filter(|item| is_piece(item)) {
            let segment = &segments[item.segment as usize];
            let rest = |node: &Node| {
                let words = segment
                    .words
                    .iter()
                    .enumerate()
                    .filter(|(w, _)| (*w as u32) < item.from || (*w as u32) >= item.to);
                let mut rest: Vec<u32> = words.map(|(_, &word)| vocabulary.fold(word)).collect();
                rest.sort_unstable();
                rest.dedup();
                common(&rest, &node.content)
            };
            let alone_elsewhere = |node: &Node| {
                node.items.iter().any(|other| {
                    !is_piece(other) && segments[other.segment as usize].document != segment.document
                })
            };
            if near
                .iter()
                .take(PARTNERS_MAX)
                .map(|&n| &found[n as usize])
                .any(|partner| alone_elsewhere(partner) && rest(partner) == 0)
            {
                voted.insert((item.segment, item.from));
            }
        }
    }
    let mut kept = Vec::new();
    for (at, item) in wholes.into_iter().enumerate() {
        let segment = &segments[at];
        let mut from = 0;
        for (start, end) in pieces(segment) {
            if voted.contains(&(at as u32, start)) {
                if start > from {
                    kept.push(Item {
                        from,
                        to: start,
                        ..item
                    });
                }
                kept.push(Item {
                    from: start,
                    to: end,
                    ..item
                });
                from = end;
            }
        }
        if (from as usize) < segment.words.len() {
            kept.push(Item { from, ..item });
        }
    }
    kept
}

fn pieces(segment: &Segment) -> impl Iterator<Item = (u32, u32)> {
    let starts = std::iter::once(0).chain(segment.cuts.iter().copied());
    let ends = segment.cuts.iter().copied().chain([segment.words.len() as u32]);
    starts.zip(ends)
}

/// Attaches quotations of some words to the whole they come from, each to one: the
/// best covered. A whole that no other document has is narrowed to those words.
fn parts(edges: &[Edge], nodes: &[Node], forest: &mut Forest<'_>) -> FxHashMap<u32, (u32, u32)> {
    let mut longest: FxHashMap<u32, usize> = FxHashMap::default();
    for (at, node) in nodes.iter().enumerate() {
        let root = forest.find(at as u32);
        let most = longest.entry(root).or_default();
        *most = (*most).max(node.content.len());
    }
    let mut found: Vec<Edge> = edges.iter().copied().filter(|edge| edge.part).collect();
    let places = |node: u32| nodes[node as usize].items.len();
    found.sort_by_key(|edge| {
        (
            std::cmp::Reverse((edge.cover, edge.shared, places(edge.large))),
            edge.small,
            edge.large,
        )
    });
    let mut attached: FxHashSet<u32> = FxHashSet::default();
    let mut narrowed = FxHashMap::default();
    let roots: Vec<u32> = (0..nodes.len() as u32).map(|at| forest.find(at)).collect();
    for edge in found {
        let small = roots[edge.small as usize];
        let fits = longest[&small] * 2 <= nodes[edge.large as usize].content.len();
        if !fits || attached.contains(&small) {
            continue;
        }
        let alone = forest.size(edge.large) == 1;
        if forest.join(edge.small, edge.large, edge.shared >= 6 && edge.cover >= 800) {
            attached.insert(small);
            if alone {
                narrowed.insert(
                    edge.large,
                    window(
                        &nodes[edge.large as usize].words,
                        &nodes[edge.small as usize].content,
                    ),
                );
            }
        }
    }
    narrowed
}

/// The shortest run of `words` that holds as many of `wanted` as there are.
fn window(words: &[u32], wanted: &[u32]) -> (u32, u32) {
    let hits: Vec<usize> = (0..words.len())
        .filter(|&at| wanted.binary_search(&words[at]).is_ok())
        .collect();
    let distinct = |from: usize, to: usize| {
        let mut seen: Vec<u32> = hits[from..=to].iter().map(|&at| words[at]).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    };
    let all = if hits.is_empty() {
        0
    } else {
        distinct(0, hits.len() - 1)
    };
    let mut best = (0, words.len());
    for from in 0..hits.len() {
        // hits are at most as many as a sentence has words, so this stays small
        if let Some(to) = (from..hits.len()).find(|&to| distinct(from, to) == all) {
            let range = (hits[from], hits[to] + 1);
            if range.1 - range.0 < best.1 - best.0 {
                best = range;
            }
        }
    }
    (best.0 as u32, best.1 as u32)
}

/// Places of a saying, each with the words it is narrowed to.
type Places = Vec<(Item, Option<(u32, u32)>)>;

/// Joins what one person is quoted with in other words: sentences, and pairs of
/// neighbouring sentences, that found no partner.
fn paraphrases(aligner: &Group, vocabulary: &Vocabulary, names: &[Option<Name>], groups: &mut Vec<Places>) {
    let segments = &aligner.segments;
    let mut place: FxHashMap<Item, usize> = FxHashMap::default();
    let mut items: Vec<Item> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        for &(item, _) in group {
            place.insert(item, at);
            items.push(item);
        }
    }
    let single = |item: &Item, groups: &[Places]| place.get(item).is_some_and(|&at| groups[at].len() == 1);
    let mut pairs: Vec<Item> = Vec::new();
    for (at, pair) in segments.windows(2).enumerate() {
        let together = pair[0].document == pair[1].document
            && pair[0].quote == pair[1].quote
            && pair[0].order + 1 == pair[1].order;
        let whole = |n: usize| Item {
            segment: n as u32,
            from: 0,
            to: segments[n].words.len() as u32,
            also: 0,
        };
        if together && single(&whole(at), groups) && single(&whole(at + 1), groups) {
            pairs.push(Item { also: 1, ..whole(at) });
        }
    }
    items.extend(&pairs);
    let found = nodes(aligner, vocabulary, &items);
    let asked: Vec<bool> = found
        .iter()
        .map(|node| node.items.len() == 1 && (node.items[0].also > 0 || single(&node.items[0], groups)))
        .collect();
    let mut matched = edges(&found, vocabulary.len(), names, Wanted::Paraphrase, Some(&asked)).edges;
    matched.sort_by_key(|edge| {
        (
            std::cmp::Reverse((edge.shared, edge.cover)),
            edge.small,
            edge.large,
        )
    });
    let mut used: FxHashSet<u32> = FxHashSet::default();
    for edge in matched {
        let (lone, other) = if asked[edge.small as usize] {
            (edge.small, edge.large)
        } else {
            (edge.large, edge.small)
        };
        let (lone, other) = (found[lone as usize].items[0], found[other as usize].items[0]);
        let free = |item: Item, used: &FxHashSet<u32>| {
            (item.segment..=item.segment + item.also).all(|segment| !used.contains(&segment))
        };
        let documents = (
            segments[lone.segment as usize].document,
            segments[other.segment as usize].document,
        );
        if documents.0 == documents.1 || !free(lone, &used) || (other.also > 0 && !free(other, &used)) {
            continue;
        }
        used.extend(lone.segment..=lone.segment + lone.also);
        let target = match place.get(&other) {
            Some(&at) => at,
            None => {
                used.extend(other.segment..=other.segment + other.also);
                groups.push(vec![(other, None)]);
                groups.len() - 1
            }
        };
        for segment in lone.segment..=lone.segment + lone.also {
            let old = Item {
                segment,
                from: 0,
                to: segments[segment as usize].words.len() as u32,
                also: 0,
            };
            if let Some(&at) = place
                .get(&old)
                .filter(|&&at| at != target && groups[at].len() == 1)
            {
                groups[at].clear();
            }
        }
        groups[target].push((lone, None));
    }
    // a pair that became a partner still has its sentences as groups of their own
    groups.retain(|group| !group.is_empty());
}

fn saying(aligner: &Group, vocabulary: &Vocabulary, group: &Places) -> Saying {
    struct Place<'a> {
        said: Said,
        words: Vec<differ::Word<'a>>,
    }
    let mut places: Vec<Place<'_>> = group
        .iter()
        .map(|&(item, narrowed)| {
            let segment = &aligner.segments[item.segment as usize];
            let last = &aligner.segments[(item.segment + item.also) as usize];
            let (from, to) = narrowed
                .filter(|_| item.also == 0)
                .map_or((item.from, item.to), |(from, to)| {
                    (item.from + from, item.from + to)
                });
            let end_word = if item.also == 0 {
                to as usize - 1
            } else {
                last.words.len() - 1
            };
            let start = segment.span.start + segment.starts[from as usize] as usize;
            let end = last.span.start
                + last.starts[end_word] as usize
                + aligner.shown[last.words[end_word] as usize].len();
            let words = printed(&aligner.segments, Item { from, to, ..item });
            let shown = &aligner.speakers[segment.speaker as usize].0;
            Place {
                said: Said {
                    document: segment.document,
                    quote: segment.quote,
                    span: Span::new(start, end),
                    speaker: (!shown.is_empty()).then(|| shown.clone()),
                    differences: Vec::new(),
                },
                words: words
                    .into_iter()
                    .map(|word| (vocabulary.fold(word), &*aligner.shown[word as usize]))
                    .collect(),
            }
        })
        .collect();
    places.sort_by_key(|place| (place.said.document, place.said.span, place.said.quote));
    let canonical = canonical(
        &places
            .iter()
            .map(|place| {
                (
                    place.said.document,
                    place.words.iter().map(|word| word.0).collect(),
                )
            })
            .collect::<Vec<_>>(),
    );
    let model = places[canonical].words.clone();
    for place in &mut places {
        place.said.differences = differ::differences(&model, &place.words);
    }
    let mut speakers: Vec<&str> = places
        .iter()
        .filter_map(|place| place.said.speaker.as_deref())
        .filter(|shown| super::speaker::name(shown).is_some())
        .collect();
    speakers.sort_by_key(|shown| (std::cmp::Reverse(shown.len()), shown.to_string()));
    let speaker = speakers.first().map(|shown| shown.to_string());
    let speaker = speaker.or_else(|| places.iter().filter_map(|place| place.said.speaker.clone()).min());
    Saying {
        speaker,
        canonical: canonical as u32,
        members: places.into_iter().map(|place| place.said).collect(),
    }
}

/// The wording most documents carry among those that are nearly as long as the
/// longest; the longest of equals, then the first by its words.
fn canonical(places: &[(u32, Vec<u32>)]) -> usize {
    let longest = places.iter().map(|(_, words)| words.len()).max().unwrap_or(0);
    let mut counts: FxHashMap<&[u32], FxHashSet<u32>> = FxHashMap::default();
    for (document, words) in places {
        counts.entry(words).or_default().insert(*document);
    }
    let full = places
        .iter()
        .enumerate()
        .filter(|(_, (_, words))| words.len() * 5 >= longest * 3);
    full.max_by_key(|(at, (_, words))| {
        (
            counts[words.as_slice()].len(),
            words.len(),
            std::cmp::Reverse(words),
            std::cmp::Reverse(*at),
        )
    })
    .map_or(0, |(at, _)| at)
}
