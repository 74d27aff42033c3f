//! Attributions by rules alone: a lexicon of cues, the subject beside the cue, and
//! the clause that it governs. What is read where no weights are given.
//!
//! The lexicon is `crates/fyke-trawl/attribution/cues.csv`: for each word how many times readers
//! of PolNeAR's train part marked it as (the head of) a cue and how many times it
//! stood elsewhere; `cargo xtask train attribution` counts it again.

use super::cut::Word;
use super::decode::Found;
use super::words::Class;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Name and version of these rules.
pub const RULES: &str = "attribution rules 1";

/// Share of its uses in which a word must be a cue: of .2, .3, .4 and .5 the one
/// with the best soft F1 on the train part.
const SHARE: f32 = 0.3;

static CUES: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    let file = include_str!("../../attribution/cues.csv");
    let rows = file
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split(',');
            let (word, cue, other) = (fields.next()?, fields.next()?, fields.next()?);
            let (cue, other): (f32, f32) = (cue.parse().ok()?, other.parse().ok()?);
            Some((word, cue / (cue + other)))
        });
    rows.collect()
});

/// Every attribution that the rules see in a paragraph.
pub(super) fn find(words: &[Word]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut free = 0;
    for cue in 0..words.len() {
        let Some(word) = words.get(cue) else { break };
        let share = match word.form.as_str() {
            // readers marked "according to", whose last word the lexicon counts
            "according" => 1.0,
            form => CUES.get(form).copied().unwrap_or(0.0),
        };
        if cue < free || word.quoted || share < SHARE {
            continue;
        }
        let one = if word.form == "according" {
            according(words, cue)
        } else {
            verb(words, cue, free)
        };
        if let Some((content, source)) =
            one.filter(|(content, _)| content.0 >= free && content.0 <= content.1)
        {
            free = content.1.max(cue).max(source.map_or(0, |s| s.1)) + 1;
            found.push(Found {
                cue,
                content,
                source,
                sure: share,
            });
        }
    }
    found
}

/// Whether the lexicon has this form.
pub(super) fn known(form: &str) -> bool {
    CUES.contains_key(form)
}

type Parts = ((usize, usize), Option<(usize, usize)>);

/// First and last word of the sentence, its full stop left out.
fn sentence(words: &[Word], at: usize) -> (usize, usize) {
    let number = words.get(at).map_or(0, |w| w.sentence);
    let first = (0..at)
        .rev()
        .take_while(|&i| words[i].sentence == number)
        .last()
        .unwrap_or(at);
    let mut last = (at..words.len())
        .take_while(|&i| words[i].sentence == number)
        .last()
        .unwrap_or(at);
    // a mark that opens in this sentence is read to where it closes
    if words[last].quoted && words[last].class != Class::Close {
        last = (last..words.len())
            .find(|&i| words[i].class == Class::Close)
            .unwrap_or(last);
    }
    if last > at && words[last].class == Class::Stop {
        last -= 1;
    }
    (first, last)
}

fn class(words: &[Word], at: usize) -> Class {
    words.get(at).map_or(Class::Stop, |w| w.class)
}

/// According to X, ...; ..., according to X.
fn according(words: &[Word], cue: usize) -> Option<Parts> {
    if class(words, cue + 1) != Class::To {
        return None;
    }
    let (first, last) = sentence(words, cue);
    let source = name_after(words, cue + 2, last)?;
    let content = if cue <= first + 1 {
        (source.1 + 2, last)
    } else {
        let end = if class(words, cue - 1) == Class::Comma {
            cue - 2
        } else {
            cue - 1
        };
        (quote_start(words, first), end)
    };
    (content.0 <= content.1 && content.1 < words.len()).then_some((content, Some(source)))
}

fn verb(words: &[Word], cue: usize, free: usize) -> Option<Parts> {
    let (first, last) = sentence(words, cue);
    let before = subject_before(words, cue, first.max(free));
    let next = class(words, cue + 1);
    let left_edge = before.map_or(cue, |s| s.0);
    // "...," she said; "...," said Ada Lund
    let follows = left_edge > first
        && matches!(class(words, left_edge - 1), Class::Comma | Class::Close)
        && (matches!(
            next,
            Class::Comma | Class::Stop | Class::Preposition | Class::Colon
        ) || cue >= last);
    let inverted =
        before.is_none() && cue > first && matches!(class(words, cue - 1), Class::Comma | Class::Close);
    if follows || inverted {
        let source = if inverted {
            name_after(words, cue + 1, last)
        } else {
            before
        };
        let end = left_edge.checked_sub(if class(words, left_edge - 1) == Class::Comma {
            2
        } else {
            1
        })?;
        let mut content = (quote_start(words, first), end);
        // the quotation goes on behind the speaker
        let behind = source.map_or(cue, |s| s.1.max(cue)) + 1;
        let again = (behind..words.len())
            .take(12)
            .find(|&i| words[i].class == Class::Open);
        if let Some(again) = again.filter(|_| words[end].quoted || words[end].class == Class::Close) {
            content.1 = (again..words.len())
                .find(|&i| words[i].class == Class::Close)
                .unwrap_or(content.1);
        }
        return (content.0 >= free && content.0 <= content.1).then_some((content, source));
    }
    let mut start = cue + 1;
    // told reporters that; told her to
    let addressed =
        (start..(start + 5).min(last)).find(|&i| matches!(words[i].class, Class::That | Class::Open));
    if let Some(i) = addressed {
        start = i;
    }
    if matches!(class(words, start), Class::Colon | Class::Comma) {
        start += 1;
    }
    (start <= last).then_some(((start, last), before))
}

/// Where the quotation begins that a sentence is part of.
fn quote_start(words: &[Word], first: usize) -> usize {
    let quoted = words
        .get(first)
        .is_some_and(|w| w.quoted && w.class != Class::Open);
    if !quoted {
        return first;
    }
    (0..first)
        .rev()
        .find(|&i| words[i].class == Class::Open)
        .unwrap_or(first)
}

fn part_of_name(word: &Word) -> bool {
    matches!(
        word.class,
        Class::Determiner
            | Class::Capital
            | Class::Owner
            | Class::Possessive
            | Class::Other
            | Class::Noun
            | Class::Adjective
            | Class::S
            | Class::Number
            | Class::Either
    ) || word.form == "of"
}

/// The subject that ends just before the verb and its auxiliaries.
fn subject_before(words: &[Word], verb: usize, first: usize) -> Option<(usize, usize)> {
    let skip = |c: Class| {
        matches!(
            c,
            Class::Auxiliary | Class::Modal | Class::Adverb | Class::Not | Class::Ly | Class::To
        )
    };
    let mut end = (first..verb).rev().find(|&i| !skip(words[i].class))?;
    if matches!(words[end].class, Class::Subject | Class::Which | Class::Either) {
        return Some((end, end));
    }
    // Ada Lund, the minister, said: the name stands before the apposition
    if words[end].class == Class::Comma && end > first {
        let comma = (first..end).rev().find(|&i| words[i].class == Class::Comma)?;
        end = comma.checked_sub(1)?;
    }
    let start = (first..=end)
        .rev()
        .take_while(|&i| part_of_name(&words[i]))
        .last()?;
    Some((start, end))
}

/// The subject that begins here, behind an inverted verb or "to".
fn name_after(words: &[Word], from: usize, last: usize) -> Option<(usize, usize)> {
    if matches!(class(words, from), Class::Subject) {
        return Some((from, from));
    }
    let end = (from..=last.min(words.len().saturating_sub(1)))
        .take_while(|&i| part_of_name(&words[i]))
        .last()?;
    Some((from, end))
}
