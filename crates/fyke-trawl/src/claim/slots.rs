//! What of a sentence can be compared with another's: numbers with their unit,
//! days, spans of time ago.

use super::lexicon::{NUMERALS, OPEN};
use crate::align::words;
use crate::calendar::{MONTHS, WEEKDAYS};
use fyke_model::text::Span;

/// A number with what it counts.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Number {
    pub span: Span,
    pub value: f64,
    /// Stem of what is counted; "$", "%" for money and shares.
    pub unit: String,
    /// "About", "at least": another number beside it is no contradiction.
    pub open: bool,
}

/// A point in time.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Time {
    pub span: Span,
    pub when: When,
}

#[derive(Clone, PartialEq, Debug)]
pub(super) enum When {
    /// 0 is Monday.
    Weekday(usize),
    /// Month from 1 and day.
    Day(usize, u32),
    Year(u32),
    /// So many years before the text, from and to.
    Ago(u32, u32),
}

/// A word of the sentence as the rules read it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub span: Span,
    pub folded: String,
    pub stem: String,
    pub capital: bool,
}

pub(super) fn read(text: &str, span: Span) -> Vec<Word> {
    let each = |span: Span| {
        let shown = span.of(text)?;
        let folded = words::fold(shown);
        let stem = words::stem(&folded).into_owned();
        Some(Word {
            span,
            stem,
            folded,
            capital: shown.chars().next().is_some_and(char::is_uppercase),
        })
    };
    words::words(text, span).into_iter().filter_map(each).collect()
}

fn value(word: &str) -> Option<f64> {
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return word.replace(',', "").parse().ok();
    }
    NUMERALS
        .binary_search_by(|(known, _)| (*known).cmp(word))
        .ok()
        .map(|at| NUMERALS[at].1)
}

/// Numbers that count something. Years, days of months and ages ("55 years ago", which is a
/// time) are none.
pub(super) fn numbers(text: &str, words: &[Word]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let from = at;
        at += 1;
        let Some(mut number) = value(&word.folded) else {
            continue;
        };
        let before = from
            .checked_sub(1)
            .map(|i| words[i].folded.as_str())
            .unwrap_or_default();
        let is_year = word.folded.len() == 4
            && word.folded.bytes().all(|b| b.is_ascii_digit())
            && (1800.0..2100.0).contains(&number);
        if is_year || MONTHS.contains(&before) || next_is(words, at, MONTHS) {
            continue;
        }
        while let Some(scale) = words.get(at).and_then(|w| match w.folded.as_str() {
            "hundred" => Some(1e2),
            "thousand" => Some(1e3),
            "million" | "m" => Some(1e6),
            "billion" | "bn" => Some(1e9),
            "trillion" => Some(1e12),
            _ => None,
        }) {
            number *= scale;
            at += 1;
        }
        let end = words[at - 1].span.end;
        let sign = text[..word.span.start].chars().next_back();
        let unit = if let Some(sign @ ('$' | '£' | '€' | '¥')) = sign {
            sign.to_string()
        } else if text[end..].starts_with('%') || next_is(words, at, &["percent"]) {
            "%".to_owned()
        } else {
            // what is counted: the next word with a meaning, over at most one adjective
            let counted = words[at..]
                .iter()
                .take(2)
                .find(|w| words::content(&w.folded) && plural(&w.folded));
            match counted {
                Some(noun) => noun.stem.clone(),
                None => continue,
            }
        };
        let ago = words[at..]
            .iter()
            .take(3)
            .any(|w| matches!(w.folded.as_str(), "ago" | "later" | "earlier" | "old"));
        if ago && !matches!(unit.as_str(), "%" | "$" | "£" | "€" | "¥") {
            continue;
        }
        let open = words[from.saturating_sub(2)..from]
            .iter()
            .any(|w| OPEN.binary_search(&w.folded.as_str()).is_ok())
            || next_is(words, at, &["or"]);
        found.push(Number {
            span: Span::new(word.span.start, end),
            value: number,
            unit,
            open,
        });
    }
    found
}

fn next_is(words: &[Word], at: usize, any: &[&str]) -> bool {
    words
        .get(at)
        .is_some_and(|word| any.contains(&word.folded.as_str()))
}

fn plural(folded: &str) -> bool {
    (folded.ends_with('s') && !folded.ends_with("ss"))
        || matches!(folded, "people" | "men" | "women" | "children" | "police")
}

/// Days of the week, days of months, years, spans of time ago.
pub(super) fn times(words: &[Word]) -> Vec<Time> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let span = word.span;
        if let Some(day) = WEEKDAYS
            .iter()
            .position(|day| *day == word.folded)
            .filter(|_| word.capital)
        {
            found.push(Time {
                span,
                when: When::Weekday(day),
            });
        }
        if let Some(month) = MONTHS
            .iter()
            .position(|month| *month == word.folded)
            .filter(|_| word.capital)
        {
            let day = |i: usize| {
                words
                    .get(i)
                    .and_then(|w| {
                        w.folded
                            .trim_end_matches(|c: char| c.is_alphabetic())
                            .parse::<u32>()
                            .ok()
                    })
                    .filter(|d| (1..=31).contains(d))
            };
            if let Some(d) = day(at + 1) {
                found.push(Time {
                    span: Span::new(span.start, words[at + 1].span.end),
                    when: When::Day(month + 1, d),
                });
            } else if let Some((before, d)) = at.checked_sub(1).and_then(|b| Some((b, day(b)?))) {
                found.push(Time {
                    span: Span::new(words[before].span.start, span.end),
                    when: When::Day(month + 1, d),
                });
            }
        }
        if word.folded.len() == 4
            && let Some(year) = word
                .folded
                .parse::<u32>()
                .ok()
                .filter(|y| (1800..2100).contains(y))
        {
            found.push(Time {
                span,
                when: When::Year(year),
            });
        }
        if word.folded == "ago" && at >= 2 {
            let unit = words[at - 1].folded.as_str();
            let number = value(&words[at - 2].folded).map(|v| v as u32);
            let years = match (unit, number) {
                ("years", Some(n)) => Some((n, n)),
                ("decades", Some(n)) => Some((n * 10, n * 10 + 9)),
                ("centuries", Some(n)) => Some((n * 100, n * 100 + 99)),
                ("decade", _) => Some((8, 15)),
                ("decades", None) => Some((15, 90)),
                // from parents to children: twenty to thirty-five years
                ("generation", _) => Some((20, 35)),
                ("century", _) => Some((80, 130)),
                _ => None,
            };
            if let Some((from, to)) = years {
                found.push(Time {
                    span: Span::new(words[at - 2].span.start, span.end),
                    when: When::Ago(from, to),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_what_they_count() {
        for (text, want) in [
            (
                "It sank with 2,000 tons of oil and $3.5 million.",
                "2000 ton, 3500000 $",
            ),
            ("Some forty ships left in 1944 on May 3.", "~40 ship"),
            ("It rose 5% 55 years ago.", "5 %"),
        ] {
            let got = numbers(text, &read(text, Span::new(0, text.len())));
            let got: Vec<String> = got
                .iter()
                .map(|n| format!("{}{} {}", if n.open { "~" } else { "" }, n.value, n.unit))
                .collect();
            assert_eq!(got.join(", "), want);
        }
    }

    #[test]
    fn times_of_several_kinds() {
        let text = "On Friday, 19 July, as in 1968, a generation ago or 55 years ago";
        let got: Vec<When> = times(&read(text, Span::new(0, text.len())))
            .into_iter()
            .map(|t| t.when)
            .collect();
        assert_eq!(
            got,
            [
                When::Weekday(4),
                When::Day(7, 19),
                When::Year(1968),
                When::Ago(20, 35),
                When::Ago(55, 55)
            ]
        );
    }
}
