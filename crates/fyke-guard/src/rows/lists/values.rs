//! Values as lists write them: several in a cell, dates half known, nulls.

use super::super::cells::dates::{DateOrder, Order, parse_day, parse_month};

/// A value without blanks around it and without OFAC's `-0-` and the end mark
/// of DOS.
pub fn clean(value: &str) -> &str {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\u{1a}');
    match value {
        "-0-" => "",
        _ => value,
    }
}

/// The parts of a cell that holds several values, each perhaps in quotes with
/// inner quotes doubled, as CSV does it.
///
/// ```
/// use fyke_guard::rows::lists::values::split_quoted;
/// assert_eq!(split_quoted(r#"a; "b; c"; "d ""e""""#, ';'), ["a", "b; c", r#"d "e""#]);
/// assert!(split_quoted("", ';').is_empty());
/// ```
pub fn split_quoted(text: &str, mark: char) -> Vec<String> {
    let mut parts = Vec::new();
    if text.trim().is_empty() {
        return parts;
    }
    let mut part = String::new();
    let mut quoted = false;
    let mut was_quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                part.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if part.trim().is_empty() && !was_quoted => {
                part.clear();
                quoted = true;
                was_quoted = true;
            }
            _ if c == mark && !quoted => {
                parts.push(part.trim().to_owned());
                part.clear();
                was_quoted = false;
            }
            _ => part.push(c),
        }
    }
    parts.push(part.trim().to_owned());
    parts
}

/// Lists write dates with the day first.
const LIST_ORDER: DateOrder = DateOrder {
    dot: Order::DayFirst,
    slash: Order::Mixed,
    hyphen: Order::Mixed,
};

/// A day, month or year in ISO form, if the text is one.
///
/// ```
/// use fyke_guard::rows::lists::values::partial_date;
/// assert_eq!(partial_date("10 Dec 1948").as_deref(), Some("1948-12-10"));
/// assert_eq!(partial_date("circa 1951.").as_deref(), Some("1951"));
/// assert_eq!(partial_date("Mar 1960").as_deref(), Some("1960-03"));
/// assert_eq!(partial_date("soon"), None);
/// ```
pub fn partial_date(text: &str) -> Option<String> {
    const FILLERS: [&str; 7] = ["circa", "approximately", "about", "around", "ca.", "c.", "born"];
    let mut text = text.trim().trim_end_matches('.').trim();
    for filler in FILLERS {
        let begins = text
            .get(..filler.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(filler));
        if begins {
            text = text.get(filler.len()..).unwrap_or("").trim();
        }
    }
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    if is_year {
        return ("1000".."3000").contains(&text).then(|| text.to_owned());
    }
    // a bare number is no date: 44616 would be read as a spreadsheet's day
    if text.bytes().all(|b| b.is_ascii_digit()) && text.len() != 8 {
        return None;
    }
    if let Ok(civil) = parse_day(text, LIST_ORDER) {
        return Some(civil.day().to_string());
    }
    parse_month(text, LIST_ORDER).ok().map(|month| month.to_string())
}

/// The dates of a text: one, the two ends of a range, or the text as it stands
/// where it is neither.
pub fn dates(text: &str) -> Vec<String> {
    let text = clean(text);
    if text.is_empty() {
        return Vec::new();
    }
    if let Some(date) = partial_date(text) {
        return vec![date];
    }
    for between in [" to ", " - ", "-", " and ", " or ", "/"] {
        let ends: Vec<Option<String>> = text
            .trim_start_matches("between ")
            .splitn(2, between)
            .map(partial_date)
            .collect();
        if let [Some(from), Some(to)] = ends.as_slice() {
            return vec![from.clone(), to.clone()];
        }
    }
    vec![text.to_owned()]
}

/// A short stable name for a text: 64 bits of FNV-1a in hexadecimal. For ids of
/// entries that have none; no protection against anybody.
pub fn short_hash(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_of_lists_are_read() {
        for (text, expected) in [
            ("12.9.2014", vec!["2014-09-12"]),
            ("24 December 1965", vec!["1965-12-24"]),
            ("26 Feb. 2011", vec!["2011-02-26"]),
            ("2011-02", vec!["2011-02"]),
            ("1960 to 1962", vec!["1960", "1962"]),
            ("between 1960 and 1962", vec!["1960", "1962"]),
            ("01 Jan 1966 to 31 Dec 1967", vec!["1966-01-01", "1967-12-31"]),
            ("01/02/1970", vec!["01/02/1970"]),
            ("Late 1960s", vec!["Late 1960s"]),
            ("-0- ", vec![]),
        ] {
            assert_eq!(dates(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}", marks in "[\"; a]{0,20}") {
            let _ = dates(&text);
            let _ = split_quoted(&text, ';');
            let _ = split_quoted(&marks, ';');
        }

        #[test]
        fn what_was_quoted_is_split_again(parts in proptest::collection::vec("[a-c\";]{1,6}", 1..5)) {
            let cell: Vec<String> = parts.iter().map(|p| format!("\"{}\"", p.replace('"', "\"\""))).collect();
            prop_assert_eq!(split_quoted(&cell.join("; "), ';'), parts);
        }
    }
}
