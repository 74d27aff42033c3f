//! Dates as news writes them, where a whole line or an attribute is one.
//!
//! `July 19, 2023`, `19 July 2023`, `Wed 19 Jul 2023 11:15 EDT`, `2023-07-19T11:52`,
//! `19.07.2023`, `20230719`. A form that can be read two ways (`03/04/2023`) is
//! read only where one number is over twelve.

use crate::calendar::{MONTHS, WEEKDAYS};
use fyke_model::date::Day;

const SHORT: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// Words that stand beside a date on its line.
const BESIDE: [&str; 37] = [
    "updated",
    "published",
    "posted",
    "last",
    "modified",
    "on",
    "at",
    "of",
    "first",
    "am",
    "pm",
    "a.m",
    "p.m",
    "et",
    "est",
    "edt",
    "gmt",
    "bst",
    "utc",
    "cet",
    "cest",
    "pt",
    "pst",
    "pdt",
    "ct",
    "cst",
    "cdt",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];

/// A date found in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct When {
    /// The day.
    pub day: Day,
    /// Whether nothing but the date, hours, weekdays and words like "updated" stand there.
    pub alone: bool,
}

/// The first date of a short text; none in texts longer than a line of dates is.
pub fn read(text: &str) -> Option<When> {
    if text.len() > 160 {
        return None;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '–' | '—' | '·' | '•'))
        .map(|word| word.trim_matches(|c: char| matches!(c, '.' | ':' | ';' | '-')))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = None;
    let mut used = Vec::new();
    for at in 0..words.len() {
        if let Some((day, len)) = date_at(&words, at) {
            found = Some(day);
            used = (at..at + len).collect();
            break;
        }
    }
    let day = found?;
    let alone = words.iter().enumerate().all(|(at, word)| {
        used.contains(&at)
            || BESIDE.contains(word)
            || WEEKDAYS.contains(word)
            || word.starts_with(|c: char| c.is_ascii_digit())
            || month(word).is_some()
    });
    Some(When { day, alone })
}

fn month(word: &str) -> Option<i8> {
    let at = match word {
        "sept" => Some(8),
        _ => SHORT
            .iter()
            .position(|name| *name == word)
            .or_else(|| MONTHS.iter().position(|name| *name == word)),
    }?;
    i8::try_from(at + 1).ok()
}

fn number(word: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let bare = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    (digits.contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| bare.parse().ok())?
}

fn year(word: &str) -> Option<i16> {
    number(word, 4..=4).filter(|year| (1800..=2200).contains(year))
}

fn date_at(words: &[&str], at: usize) -> Option<(Day, usize)> {
    let word = |more: usize| words.get(at + more).copied().unwrap_or("");
    if let Some(day) = iso(word(0)).or_else(|| numeric(word(0))) {
        return Some((day, 1));
    }
    // july 19 2023
    if let Some(month) = month(word(0)) {
        let day = number(word(1), 1..=2)?;
        let year = year(word(2))?;
        return Some((Day::from_ymd(year, month, i8::try_from(day).ok()?)?, 3));
    }
    // 19 july 2023, 19th of july 2023
    let day = number(word(0), 1..=2)?;
    let skip = usize::from(word(1) == "of");
    let month = month(word(1 + skip))?;
    let year = year(word(2 + skip))?;
    Some((Day::from_ymd(year, month, i8::try_from(day).ok()?)?, 3 + skip))
}

/// `2023-07-19` with or without a time after it; `20230719`.
fn iso(word: &str) -> Option<Day> {
    if word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let year = year(word.get(..4)?)?;
        return Day::from_ymd(year, word.get(4..6)?.parse().ok()?, word.get(6..8)?.parse().ok()?);
    }
    let head = word.get(..10)?;
    let mut parts = head.split(['-', '/']);
    let year = year(parts.next()?)?;
    let month = parts.next().filter(|part| part.len() == 2)?.parse().ok()?;
    let day = parts.next().filter(|part| part.len() == 2)?.parse().ok()?;
    Day::from_ymd(year, month, day)
}

/// `19.07.2023`, `19/07/2023`, `07/19/2023`.
fn numeric(word: &str) -> Option<Day> {
    let dotted = word.contains('.');
    let mut parts = word.split(['.', '/']);
    let one = number(parts.next()?, 1..=2)?;
    let two = number(parts.next()?, 1..=2)?;
    let year = year(parts.next()?)?;
    if parts.next().is_some() {
        return None;
    }
    let (day, month) = match (one, two) {
        _ if dotted => (one, two),
        (13.., _) => (one, two),
        (_, 13..) => (two, one),
        _ if one == two => (one, two),
        _ => return None,
    };
    Day::from_ymd(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The day in an address: `/2023/07/19/`.
pub fn in_address(url: &str) -> Option<Day> {
    let parts: Vec<&str> = url.split(['/', '?', '#']).take(40).collect();
    parts.windows(3).find_map(|three| {
        let month = three[1]
            .parse()
            .ok()
            .or_else(|| month(&three[1].to_lowercase()))?;
        Day::from_ymd(year(three[0])?, month, three[2].parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_of_news() {
        let day = |text: &str| read(text).map(|when| (when.day.to_string(), when.alone));
        let told = |alone: bool| Some(("2023-07-19".to_owned(), alone));
        assert_eq!(day("Updated: July 19, 2023, 11:52 AM"), told(true));
        assert_eq!(day("Wednesday 19 July 2023 11:15 EDT"), told(true));
        assert_eq!(day("Published 2023-07-19T11:52:00Z"), told(true));
        assert_eq!(day("Jul. 19, 2023 at 4:30 p.m. ET"), told(true));
        assert_eq!(day("19.07.2023"), told(true));
        assert_eq!(day("07/19/2023"), told(true));
        assert_eq!(day("The door was open on 19 July 2023 in the town"), told(false));
        assert_eq!(day("03/04/2023"), None);
        assert_eq!(day("31 February 2023"), None);
        assert_eq!(
            in_address("https://x.example/2023/07/19/door").map(|day| day.to_string()),
            told(true).map(|t| t.0)
        );
    }
}
