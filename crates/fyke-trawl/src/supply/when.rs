//! When and where, as a sentence says it: at most one of each, the first.

use super::named;
use super::phrase::{self, Kind};
use super::tokens::Words;
use super::words::{LISTS, Tag, holds};
use crate::calendar::MONTHS;
use fyke_model::text::{Mention, Named};

/// Years that a text can speak of.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u32| YEARS.contains(&year))
}

/// The first date: a year, with month and day before it.
pub(super) fn date(words: &Words<'_>) -> Option<Named> {
    let year = (0..words.len())
        .find(|&at| words.get(at).is_some_and(|token| is_year(token.text)) && is_time(words, at))?;
    let mut start = year;
    if start > 0 && MONTHS.contains(&words.lower(start - 1)) {
        start -= 1;
        let day = words
            .before(start)
            .is_some_and(|token| token.text.parse().is_ok_and(|day: u32| (1..=31).contains(&day)));
        if day {
            start -= 1;
        }
    }
    let span = words.span(start, year + 1)?;
    Some(Named {
        span: Some(span),
        name: span.of(words.text)?.to_owned(),
    })
}

/// "in 2023", "since May 2020": not the number of a law.
fn is_time(words: &Words<'_>, at: usize) -> bool {
    words.before(at).is_some_and(|before| {
        MONTHS.contains(&before.lower.as_str())
            || matches!(
                before.lower.as_str(),
                "in" | "since"
                    | "from"
                    | "until"
                    | "of"
                    | "by"
                    | "after"
                    | "before"
                    | "during"
                    | "early"
                    | "late"
                    | "and"
                    | "mid"
            )
    })
}

/// "at the plant of X", "from the territory of X".
pub(super) fn place(words: &Words<'_>, mentions: &[Mention]) -> Option<Named> {
    for at in 0..words.len() {
        let here = match words.lower(at) {
            "at" => at + 1,
            "territory" if words.tag(at + 1) == Some(Tag::Of) => at + 2,
            _ => continue,
        };
        let Some(found) = phrase::right(words, here, Kind::Party) else {
            continue;
        };
        let plant = (found.start..found.end).any(|at| holds(&LISTS.plants, words.lower(at)));
        let firm = words.lower(at) == "territory"
            && (found.start..found.end).any(|at| LISTS.parties.contains(words.lower(at)));
        if plant || firm {
            return named(words, found, mentions);
        }
    }
    None
}
