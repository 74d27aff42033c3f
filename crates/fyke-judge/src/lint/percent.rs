//! Percentages, and what each says it is of.
//!
//! A percentage is of something if a word beside it says so ("of", "stake") or a
//! word of its sentence does ("tariff", "rose"); a chance if the sentence speaks of
//! one; and the share of a count that it follows in brackets. What is left is a
//! number that the reader takes for whatever they fear.

use super::text::Token;
use super::vocabulary::VOCABULARY;
use std::collections::BTreeMap;

/// A percentage outside quotations.
pub(super) struct Percentage {
    /// Its number.
    pub first: usize,
    /// The token after its sign.
    pub end: usize,
    pub sentence: usize,
    /// What is said of it.
    pub of: Of,
    /// As a probability; absent for a range and for a decimal comma.
    pub value: Option<f64>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Of {
    Nothing,
    Something,
    Likelihood,
    Confidence,
}

/// What a sentence speaks of.
#[derive(Clone, Copy, Default)]
struct Sentence {
    chance: bool,
    whole: bool,
}

/// All percentages of a text.
pub(super) fn percentages(tokens: &[Token]) -> Vec<Percentage> {
    let words = &VOCABULARY.percent;
    let mut sentences: BTreeMap<usize, Sentence> = BTreeMap::new();
    for token in tokens {
        let sentence = sentences.entry(token.sentence).or_default();
        sentence.chance |= words.likelihood.contains(&token.word);
        sentence.whole |= words.anywhere.contains(&token.word);
    }
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = |place: usize| tokens.get(place).map_or("", |token| token.word.as_str());
        let end = match (word(at + 1), word(at + 2)) {
            ("%" | "percent", _) => at + 2,
            ("per", "cent") => at + 3,
            _ => continue,
        };
        if !is_number(&token.word) || token.quoted {
            continue;
        }
        let before = |back: usize| at.checked_sub(back).map_or("", word);
        let range = is_number(before(1)) && token.joined
            || is_number(before(2)) && matches!(before(1), "to" | "and" | "or");
        found.push(Percentage {
            first: at,
            end,
            sentence: token.sentence,
            of: what_of(
                tokens,
                at,
                end,
                sentences.get(&token.sentence).copied().unwrap_or_default(),
            ),
            value: token.word.parse().ok().filter(|_| !range).map(|n: f64| n / 100.0),
        });
    }
    found
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// What a percentage is of, by the words beside it and those of its sentence.
fn what_of(tokens: &[Token], first: usize, end: usize, sentence: Sentence) -> Of {
    let number = tokens.get(first).map(|token| token.sentence);
    let near = |place: Option<usize>| {
        let token = place.and_then(|place| tokens.get(place));
        token
            .filter(|token| Some(token.sentence) == number)
            .map_or("", |token| token.word.as_str())
    };
    let words = &VOCABULARY.percent;
    let after = [near(Some(end)), near(Some(end + 1)), near(Some(end + 2))];
    let [next, second, _] = after;
    let before = near(first.checked_sub(1));
    let bracket = tokens.get(first).is_some_and(|token| !token.joined);
    let interval = after.iter().any(|word| word.starts_with("interval"));
    let sure = |word: &str| matches!(word, "confident" | "confidence");
    let confidence = sure(next) || sure(second) || before == "of" && sure(near(first.checked_sub(2)));
    if confidence && !interval {
        return Of::Confidence;
    }
    let chance = words.likelihood.contains(next) || words.likelihood.contains(second);
    if chance || words.likely.contains(next) || bracket && words.likely.contains(before) {
        return Of::Likelihood;
    }
    let beside = after.iter().any(|word| words.after.contains(*word));
    if beside || interval || bracket && is_number(before) {
        return Of::Something;
    }
    if sentence.chance {
        return Of::Likelihood;
    }
    if sentence.whole {
        return Of::Something;
    }
    Of::Nothing
}
