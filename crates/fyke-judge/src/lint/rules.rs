//! The rules, over the phrases found.

use super::marks::Mark;
use super::percent::{Of, Percentage, percentages};
use super::text::Token;
use super::vocabulary::{Kind, TermReading, VOCABULARY};
use super::{Expect, Finding, Rule};
use std::collections::BTreeMap;

struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    findings: Vec<Finding>,
}

impl Page<'_> {
    fn span(&self, first: usize, end: usize) -> (usize, usize) {
        let from = self.tokens.get(first).map_or(0, |token| token.from);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        (from, last.map_or(from, |token| token.to))
    }

    /// What stands between two tokens, on one line.
    fn words(&self, first: usize, end: usize) -> String {
        let (from, to) = self.span(first, end);
        let words = self.text.get(from..to).unwrap_or_default();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn report(&mut self, rule: Rule, first: usize, end: usize, other: &str) {
        let (from, to) = self.span(first, end);
        let (words, repair) = VOCABULARY.say(rule, &self.words(first, end), other);
        self.findings.push(Finding {
            from,
            to,
            rule,
            words,
            repair,
        });
    }
}

/// All findings, in order of place.
pub(super) fn check(text: &str, tokens: &[Token], marks: &[Mark], expect: Expect<'_>) -> Vec<Finding> {
    let mut page = Page {
        text,
        tokens,
        findings: Vec::new(),
    };
    let percentages = percentages(tokens);
    words_alone(&mut page, marks);
    scales(&mut page, marks, expect);
    numbers(&mut page, &percentages, expect);
    numbers_in_brackets(&mut page, marks, expect);
    confidence(&mut page, marks, &percentages);
    page.findings
        .sort_by_key(|finding| (finding.from, finding.to, finding.rule));
    page.findings
}

/// Hedges, words of no scale, turned terms.
fn words_alone(page: &mut Page<'_>, marks: &[Mark]) {
    for mark in marks {
        match (mark.kind, mark.negated_from) {
            (Kind::Hedge, _) => page.report(Rule::Hedge, mark.first, mark.end, ""),
            (Kind::Other, _) => page.report(Rule::OtherWords, mark.first, mark.end, ""),
            (Kind::Term, Some(from)) => page.report(Rule::NegatedTerm, from, mark.end, ""),
            _ => {}
        }
    }
}

/// Terms against the chosen scale, against each other, against the number.
fn scales(page: &mut Page<'_>, marks: &[Mark], expect: Expect<'_>) {
    let terms: Vec<&Mark> = marks.iter().filter(|mark| mark.kind == Kind::Term).collect();
    // the rows of scales in which every term so far stands
    let mut common: Option<Vec<(&str, usize)>> = None;
    let mut before: Option<&Mark> = None;
    for mark in &terms {
        let rows: Vec<(&str, usize)> = mark
            .readings
            .iter()
            .map(|reading| (reading.scale.id.as_str(), reading.row))
            .collect();
        if let Some((scale, row)) = expect.scale {
            if !rows.contains(&(scale.id.as_str(), row)) {
                page.report(Rule::NotOnScale, mark.first, mark.end, &scale.title);
            }
            continue;
        }
        let shared: Vec<(&str, usize)> = match &common {
            None => rows,
            Some(common) => common.iter().copied().filter(|row| rows.contains(row)).collect(),
        };
        if shared.is_empty() {
            let other = before.map_or_else(String::new, |mark| page.words(mark.first, mark.end));
            page.report(Rule::MixedScales, mark.first, mark.end, &other);
            continue;
        }
        common = Some(shared);
        before = Some(mark);
    }
    let Some(p) = expect.probability else {
        return;
    };
    for mark in terms.iter().filter(|mark| mark.negated_from.is_none()) {
        let meant = |reading: &&TermReading| {
            let row = (reading.scale.id.as_str(), reading.row);
            match (&expect.scale, &common) {
                (Some((scale, of_row)), _) => row == (scale.id.as_str(), *of_row),
                (None, Some(common)) => common.contains(&row),
                (None, None) => true,
            }
        };
        let bands: Vec<&TermReading> = mark.readings.iter().filter(meant).collect();
        if !bands.is_empty() && !bands.iter().any(|reading| reading.band.holds(p)) {
            let bands: Vec<String> = bands
                .iter()
                .map(|reading| format!("{} on the {}", reading.band, reading.scale.title))
                .collect();
            let other = format!("{}, and the number is {p}", bands.join(" or "));
            page.report(Rule::ContradictsNumber, mark.first, mark.end, &other);
        }
    }
}

/// Percentages of nothing, of confidence, and of another likelihood.
fn numbers(page: &mut Page<'_>, percentages: &[Percentage], expect: Expect<'_>) {
    for one in percentages {
        match (one.of, expect.probability, one.value) {
            (Of::Nothing, _, _) => page.report(Rule::BarePercent, one.first, one.end, ""),
            (Of::Confidence, _, _) => page.report(Rule::ConfidenceAsNumber, one.first, one.end, ""),
            // a text may round to the whole per cent, not further
            (Of::Likelihood, Some(p), Some(value)) if (value - p.get()).abs() > 0.005 + 1e-12 => {
                let other = format!("{value}, and the number is {p}");
                page.report(Rule::ContradictsNumber, one.first, one.end, &other);
            }
            _ => {}
        }
    }
}

/// The number that our own scales print after a term, "likely (0.7)", left behind
/// when the judgement moved.
fn numbers_in_brackets(page: &mut Page<'_>, marks: &[Mark], expect: Expect<'_>) {
    let Some(p) = expect.probability else {
        return;
    };
    for mark in marks.iter().filter(|mark| mark.kind == Kind::Term) {
        let word = page.tokens.get(mark.end).map(|token| token.word.as_str());
        let at = mark.end + usize::from(word == Some("p"));
        let number = page.tokens.get(at).filter(|token| {
            let bracket = !token.joined && token.sentence == mark.sentence && !token.quoted;
            bracket && token.word.starts_with("0.")
        });
        let value = number.and_then(|token| token.word.parse::<f64>().ok());
        if value.is_some_and(|value| (value - p.get()).abs() > 0.005 + 1e-12) {
            page.report(
                Rule::ContradictsNumber,
                at,
                at + 1,
                &format!("another number than {p}"),
            );
        }
    }
}

/// Confidence in a sentence with a likelihood: words of one before a number.
fn confidence(page: &mut Page<'_>, marks: &[Mark], percentages: &[Percentage]) {
    let words = marks
        .iter()
        .filter(|mark| matches!(mark.kind, Kind::Term | Kind::Other))
        .map(|mark| (mark.sentence, (mark.first, mark.end)));
    let numbers = percentages
        .iter()
        .filter(|one| one.of == Of::Likelihood)
        .map(|one| (one.sentence, (one.first, one.end)));
    let mut likelihoods: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (sentence, place) in words.chain(numbers) {
        likelihoods.entry(sentence).or_insert(place);
    }
    for mark in marks.iter().filter(|mark| mark.kind == Kind::Confidence) {
        if let Some((first, end)) = likelihoods.get(&mark.sentence) {
            let other = page.words(*first, *end);
            page.report(Rule::LikelihoodWithConfidence, mark.first, mark.end, &other);
        }
    }
}
