//! Exceptions that the rules have cut: `Mr` and `.` side by side are `Mr.`
//! again, wherever they came from.
//!
//! An exception that the rules would cut is kept as the tokens they would cut it
//! into, in a tree over tokens. Of all places where such tokens stand, the
//! longest are taken first, of equal ones the first; a place that touches a
//! longer one is left, even where that one had blanks in it and so changes
//! nothing (spaCy does the same, and what is cut must not differ).

use super::{Cut, Rules, Token, affix};
use fyke_model::text::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// A tree over the texts of tokens.
#[derive(Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// First bytes that any pattern begins with: most tokens need no look-up.
    first: FxHashSet<u8>,
}

#[derive(Default)]
struct Node {
    next: FxHashMap<Box<str>, usize>,
    ends: bool,
}

impl Trie {
    /// Those exceptions that the rules would cut.
    pub(super) fn of(rules: &Rules) -> Trie {
        let mut trie = Trie {
            nodes: vec![Node::default()],
            first: FxHashSet::default(),
        };
        let mut words: Vec<&str> = rules.exceptions.keys().map(AsRef::as_ref).collect();
        words.sort_unstable();
        for word in words {
            let mut inner = false;
            affix::infixes(word, |_, _| inner = true);
            if !(inner || affix::prefix(word) > 0 || affix::suffix(word) > 0 || word.contains(' ')) {
                continue;
            }
            let mut cut = Cut {
                rules,
                part: word,
                base: 0,
                tokens: Vec::new(),
                exceptions: false,
            };
            cut.all();
            trie.insert(word, &cut.tokens);
        }
        trie
    }

    fn insert(&mut self, word: &str, tokens: &[Token]) {
        let mut at = 0;
        for token in tokens {
            let text = token.text(word);
            if at == 0 {
                self.first.extend(text.bytes().next());
            }
            let fresh = self.nodes.len();
            let Some(node) = self.nodes.get_mut(at) else {
                return;
            };
            at = *node.next.entry(text.into()).or_insert(fresh);
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.ends = true;
        }
    }
}

/// Cuts again what spells an exception.
pub(super) fn join(rules: &Rules, part: &str, base: usize, tokens: &mut Vec<Token>) {
    let trie = &rules.special;
    let word = |token: &Token| {
        part.get(token.span.start - base..token.span.end - base)
            .unwrap_or_default()
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    for start in 0..tokens.len() {
        let rest = tokens.get(start..).unwrap_or_default();
        let leads = rest.first().and_then(|token| word(token).bytes().next());
        if !leads.is_some_and(|byte| trie.first.contains(&byte)) {
            continue;
        }
        let mut at = 0;
        for (i, token) in rest.iter().enumerate() {
            let Some(&next) = trie.nodes.get(at).and_then(|node| node.next.get(word(token))) else {
                break;
            };
            at = next;
            if trie.nodes.get(at).is_some_and(|node| node.ends) {
                found.push((start, start + i + 1));
            }
        }
    }
    if found.is_empty() {
        return;
    }
    found.sort_unstable_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
    let mut taken = vec![false; tokens.len()];
    let is_taken = |taken: &[bool], i: usize| taken.get(i).copied().unwrap_or(true);
    let mut chosen = Vec::new();
    for (start, end) in found {
        if !is_taken(&taken, start) && !is_taken(&taken, end - 1) {
            chosen.push((start, end));
        }
        if let Some(places) = taken.get_mut(start..end) {
            places.fill(true);
        }
    }
    chosen.sort_unstable();
    let mut out = Vec::with_capacity(tokens.len() + chosen.len());
    let mut at = 0;
    for (start, end) in chosen {
        out.extend_from_slice(tokens.get(at..start).unwrap_or_default());
        let old = tokens.get(start..end).unwrap_or_default();
        at = end;
        let (Some(first), Some(last)) = (old.first(), old.last()) else {
            continue;
        };
        let text = part
            .get(first.span.start - base..last.span.end - base)
            .unwrap_or_default();
        let Some(pieces) = rules.exception(text) else {
            out.extend_from_slice(old);
            continue;
        };
        let mut from = first.span.start;
        for piece in pieces {
            out.push(Token {
                span: Span::new(from, from + piece.bytes),
                norm: piece.norm,
                space_after: false,
            });
            from += piece.bytes;
        }
        if let Some(cut) = out.last_mut() {
            cut.space_after = last.space_after;
        }
    }
    out.extend_from_slice(tokens.get(at..).unwrap_or_default());
    *tokens = out;
}
