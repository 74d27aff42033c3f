//! Moments from cells: a day with a time of day, or seconds since 1970.
//!
//! A time without a zone is taken as UTC, as AIS feeds give it.

use super::dates::{DateOrder, parse_day};

/// Seconds since 1970-01-01T00:00:00Z, if the cell is a moment.
///
/// ```
/// use fyke_guard::rows::cells::times::parse_time;
/// for cell in ["2022-02-24T06:30:00Z", "2022-02-24 06:30", "24.02.2022 06:30:00", "1645684200",
///     "2022-02-24T08:30:00+02:00", "2022-02-24T06:30:00.25Z", "1645684200000"] {
///     assert_eq!(parse_time(cell), Some(1_645_684_200), "{cell}");
/// }
/// assert_eq!(parse_time("2022-02-24"), Some(1_645_660_800));
/// assert_eq!(parse_time("2022-02-24 25:00"), None);
/// ```
pub fn parse_time(cell: &str) -> Option<i64> {
    let cell = cell.trim();
    if cell.len() > 40 {
        return None;
    }
    if cell.bytes().all(|b| b.is_ascii_digit()) {
        return match cell.len() {
            9 | 10 => cell.parse().ok(),
            12 | 13 => cell.parse::<i64>().ok().map(|ms| ms / 1_000),
            _ => None,
        };
    }
    let (day, clock) = match cell.find(['T', 't']).or_else(|| cell.find(' ')) {
        Some(at) => (cell.get(..at)?, cell.get(at + 1..)?.trim()),
        None => (cell, ""),
    };
    let day = i64::from(parse_day(day, DateOrder::default()).ok()?.day().0);
    Some(day * 86_400 + if clock.is_empty() { 0 } else { seconds(clock)? })
}

/// Seconds of a clock with its zone.
fn seconds(clock: &str) -> Option<i64> {
    let clock = clock.trim_end_matches("UTC").trim_end();
    let (clock, zone) = match clock.strip_suffix(['Z', 'z']) {
        Some(clock) => (clock, 0),
        None => match clock.rfind(['+', '-']) {
            Some(at) => {
                let sign = if clock.get(at..)?.starts_with('-') { -1 } else { 1 };
                (clock.get(..at)?, sign * offset(clock.get(at + 1..)?)?)
            }
            None => (clock, 0),
        },
    };
    let whole = clock.split('.').next().unwrap_or(clock).trim();
    let mut parts = whole.split(':').map(two);
    let hours = parts.next()??;
    let minutes = parts.next()??;
    let seconds = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 60 {
        return None;
    }
    Some(hours * 3_600 + minutes * 60 + seconds - zone)
}

/// `+02:00`, `+0200` or `+02` without the sign, in seconds.
fn offset(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (two(&digits)?, 0),
        4 => (two(digits.get(..2)?)?, two(digits.get(2..)?)?),
        _ => return None,
    };
    (hours <= 14 && minutes <= 59).then_some(hours * 3_600 + minutes * 60)
}

fn two(text: &str) -> Option<i64> {
    let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
