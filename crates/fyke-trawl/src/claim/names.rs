//! Names gone wrong: two spellings of one person's name in documents of one story.

use super::{Read, disagreement};
use crate::align::{cut, words};
use fyke_model::text::{BlockKind, Disagreement, Document, Garble, Mention, MentionKind, Span};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name of two or three words in a document.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub words: Vec<String>,
    pub span: Span,
    pub count: u32,
}

/// Most names of a document.
const PEOPLE_MAX: usize = 300;

/// Names of persons: the mentions given, or else runs of two or three words with capitals.
pub(super) fn people(document: &Document, mentions: &[Mention]) -> Vec<Person> {
    let text = document.text.as_str();
    let mut found: BTreeMap<Vec<String>, (Span, u32)> = BTreeMap::new();
    let mut take = |span: Span| {
        let words: Vec<String> = words::words(text, span)
            .into_iter()
            .filter_map(|word| word.of(text))
            .map(|word| plain(&words::fold(word)))
            .collect();
        let small = words.iter().any(|word| !words::content(word));
        if !small && (2..=3).contains(&words.len()) && words.iter().all(|word| word.chars().count() > 1) {
            let entry = found.entry(words).or_insert((span, 0));
            entry.1 += 1;
        }
    };
    let given: Vec<&Mention> = mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Person)
        .collect();
    for mention in &given {
        take(mention.span);
    }
    if given.is_empty() {
        for block in document
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Body)
        {
            for sentence in cut::sentences(text, block.span, false) {
                runs(text, sentence, &mut take);
            }
        }
    }
    found
        .into_iter()
        .take(PEOPLE_MAX)
        .map(|(words, (span, count))| Person { words, span, count })
        .collect()
}

/// Without accents: Müller and Muller are one spelling here.
fn plain(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

fn runs(text: &str, sentence: Span, take: &mut impl FnMut(Span)) {
    let spans = words::words(text, sentence);
    let mut from = 0;
    while from < spans.len() {
        let mut to = from;
        while to < spans.len() {
            let shown = spans[to].of(text).unwrap_or_default();
            let beside = to == from || text.get(spans[to - 1].end..spans[to].start) == Some(" ");
            let capital = shown.chars().next().is_some_and(char::is_uppercase)
                && shown.chars().skip(1).any(char::is_lowercase);
            if !beside || !capital || (to == 0 && !words::content(&words::fold(shown))) {
                break;
            }
            to += 1;
        }
        if to - from >= 2 {
            take(Span::new(spans[from].start, spans[to - 1].end));
        }
        from = to.max(from + 1);
    }
}

/// Two spellings of a name, each the only one of its document.
pub(super) fn near(a: &Read, b: &Read, found: &mut Vec<Disagreement>) {
    let holds =
        |document: &Read, words: &[String]| document.people.iter().any(|person| person.words == words);
    for one in &a.people {
        for other in &b.people {
            if !one_person(&one.words, &other.words) || holds(a, &other.words) || holds(b, &one.words) {
                continue;
            }
            let mut shown = [one.words.join(" "), other.words.join(" ")];
            shown.sort_unstable();
            let said = format!("one name in two spellings: '{}' and '{}'", shown[0], shown[1]);
            let sides = vec![(a.number, one.span), (b.number, other.span)];
            let usual = one.count.max(other.count) > 3;
            found.push(disagreement(
                Garble::Name,
                sides,
                said,
                (!usual).then_some("two people with like names"),
            ));
        }
    }
}

/// As many words, all the same but one, and that one a slip away: one letter in five and more, two in nine
/// and more. The first letter must stand, or names that rhyme would meet.
fn one_person(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut slips = one.iter().zip(other).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (slips.next(), slips.next()) else {
        return false;
    };
    let length = a.chars().count().min(b.chars().count());
    let allowed = if length >= 9 { 2 } else { usize::from(length >= 5) };
    a.chars().next() == b.chars().next() && distance(a, b, allowed) <= allowed && !inflected(a, b)
}

/// A plural and its singular are no slip.
fn inflected(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_suffix('s') == Some(short) || long.strip_suffix("n") == Some(short)
}

/// Edit distance, up to a bound beyond which it does not matter.
fn distance(a: &str, b: &str, bound: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > bound {
        return bound + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let step = (row[j] + 1).min(row[j + 1] + 1).min(corner + usize::from(x != y));
            corner = std::mem::replace(&mut row[j + 1], step);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        let same = |a: &str, b: &str| {
            let cut = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
            one_person(&cut(a), &cut(b))
        };
        assert!(same("paul oakley", "paul oakly"));
        assert!(!same("paul oak", "paul elm"));
        assert!(!same("paul oakley", "saul oakley"));
        assert!(!same("paul oakley", "ann oakly"));
    }
}
