//! Numbers as people write them, into integers.
//!
//! What is a decimal mark in one file groups thousands in the next: `1.234` is
//! one and a bit in Lagos and a thousand in Leipzig. Which, is decided per
//! column from all sampled cells ([`Marks`]); a cell that does not fit the
//! decision is refused rather than guessed at.

use fyke_model::money::parse_scaled;
use fyke_model::refused::Reason;
use serde::{Deserialize, Serialize};

/// The decimal mark of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// 1,234.5
    #[default]
    Point,
    /// 1.234,5
    Comma,
}

impl Decimal {
    const fn mark(self) -> u8 {
        match self {
            Decimal::Point => b'.',
            Decimal::Comma => b',',
        }
    }

    const fn grouping(self) -> u8 {
        match self {
            Decimal::Point => b',',
            Decimal::Comma => b'.',
        }
    }
}

/// A number and the word written after it (`kg` in `12.5 kg`), if any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number<'a> {
    /// The number times ten to the power of the scale asked for.
    pub scaled: i64,
    /// What follows it, trimmed.
    pub suffix: &'a str,
    /// What stands before it, trimmed.
    pub prefix: &'a str,
}

/// A number from a cell, with `scale` decimal places, rounded half away from
/// zero beyond them.
///
/// # Errors
/// [`Reason::BadNumber`] where it is none, [`Reason::AmbiguousNumber`] where it
/// only reads with the other decimal mark, [`Reason::AbsurdQuantity`] where it
/// does not fit into 63 bits.
///
/// ```
/// use fyke_guard::rows::cells::numbers::{Decimal, parse_number};
/// let kg = |cell, decimal| parse_number(cell, decimal, 3).map(|number| number.scaled);
/// assert_eq!(kg("1,234.5", Decimal::Point), Ok(1_234_500));
/// assert_eq!(kg("1.234,5 kg", Decimal::Comma), Ok(1_234_500));
/// assert_eq!(kg("1 234,5", Decimal::Comma), Ok(1_234_500));
/// assert!(kg("1.234,5", Decimal::Point).is_err());
/// ```
#[inline]
pub fn parse_number(cell: &str, decimal: Decimal, scale: u32) -> Result<Number<'_>, Reason> {
    match plain(cell.as_bytes(), decimal.mark(), scale) {
        Some(scaled) => Ok(Number {
            scaled,
            suffix: "",
            prefix: "",
        }),
        None => parse_slowly(cell, decimal, scale),
    }
}

/// Digits with at most one mark, no more places than `scale`, at most 15
/// characters: nearly every cell of a clean file.
#[inline]
fn plain(bytes: &[u8], mark: u8, scale: u32) -> Option<i64> {
    if bytes.is_empty() || bytes.len() > 15 {
        return None;
    }
    let mut number = 0i64;
    let mut left: Option<u32> = None;
    for &b in bytes {
        let digit = b.wrapping_sub(b'0');
        if digit <= 9 {
            number = number * 10 + i64::from(digit);
            if let Some(left) = left.as_mut() {
                *left = left.checked_sub(1)?;
            }
        } else if b == mark && left.is_none() {
            left = Some(scale);
        } else {
            return None;
        }
    }
    let left = left.unwrap_or(scale);
    if bytes.len() == 1 && left == scale && bytes.first() == Some(&mark) {
        return None;
    }
    number.checked_mul(*[1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].get(left as usize)?)
}

#[cold]
fn parse_slowly(cell: &str, decimal: Decimal, scale: u32) -> Result<Number<'_>, Reason> {
    let trimmed = cell.trim();
    let (body, negative) = match trimmed.strip_prefix('(').and_then(|c| c.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (trimmed, false),
    };
    let first = body.find(|c: char| c.is_ascii_digit()).ok_or(Reason::BadNumber)?;
    let last = body
        .rfind(|c: char| c.is_ascii_digit())
        .ok_or(Reason::BadNumber)?;
    let (before, after) = (
        body.get(..first).unwrap_or(""),
        body.get(last + 1..).unwrap_or(""),
    );
    let middle = body.get(first..=last).unwrap_or("");
    let (prefix, suffix) = (sign_off(before), sign_off(after));
    let starts_with_mark = prefix.ends_with(char::from(decimal.mark()));
    let prefix = prefix.trim_end_matches(char::from(decimal.mark()));
    if [prefix, suffix]
        .iter()
        .any(|words| words.len() > 24 || words.contains(|c: char| c.is_ascii_digit()))
    {
        return Err(Reason::BadNumber);
    }
    let minus = |text: &str| text.contains(['-', '\u{2212}']);
    let negative = negative || minus(before) || (minus(after) && suffix.is_empty());
    let mut text = Vec::with_capacity(middle.len() + 2);
    if negative {
        text.push(b'-');
    }
    if starts_with_mark {
        text.push(b'.');
    }
    clean(middle, decimal, &mut text)?;
    match parse_scaled(&text, scale) {
        Some(scaled) => Ok(Number {
            scaled,
            suffix,
            prefix,
        }),
        None if text.iter().all(|b| b.is_ascii_digit() || b"-.eE+".contains(b)) => {
            Err(Reason::AbsurdQuantity)
        }
        None => Err(Reason::BadNumber),
    }
}

/// A word at the edge of a number, without its sign.
fn sign_off(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "+-\u{2212}".contains(c))
}

/// The digits without their grouping, the decimal mark as a point.
fn clean(middle: &str, decimal: Decimal, text: &mut Vec<u8>) -> Result<(), Reason> {
    let other = decimal.grouping();
    let mut marks = 0;
    let mut grouped = false;
    for (at, c) in middle.char_indices() {
        match c {
            '0'..='9' => text.push(c as u8),
            _ if c == char::from(decimal.mark()) => {
                marks += 1;
                if marks > 1 {
                    // two decimal marks: this is the other style
                    return Err(Reason::AmbiguousNumber);
                }
                text.push(b'.');
            }
            _ if c == char::from(other) => {
                if marks > 0 || !is_group(middle, at, other, decimal.mark()) {
                    return Err(Reason::AmbiguousNumber);
                }
                grouped = true;
            }
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '\u{2019}' | '_' if marks == 0 => {
                grouped = true;
            }
            'e' | 'E' | '+' | '-' if !grouped => text.push(c as u8),
            _ => return Err(Reason::BadNumber),
        }
    }
    Ok(())
}

/// Whether the mark at `at` groups: two or three digits to the next mark of
/// its kind (India groups by two), three to the end or the decimal mark.
fn is_group(middle: &str, at: usize, mark: u8, decimal: u8) -> bool {
    let rest = middle.as_bytes().get(at + 1..).unwrap_or(&[]);
    let run = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    match rest.get(run) {
        Some(b) if *b == mark => run == 2 || run == 3,
        Some(b) if *b == decimal => run == 3,
        None => run == 3,
        Some(_) => false,
    }
}

/// What the cells of a column say about its decimal mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    point: u64,
    comma: u64,
    either: u64,
}

impl Marks {
    /// Counts a cell.
    pub fn add(&mut self, cell: &str) {
        let text: Vec<u8> = cell
            .bytes()
            .filter(|b| b.is_ascii_digit() || *b == b'.' || *b == b',')
            .collect();
        let text = text
            .strip_suffix(b".")
            .or_else(|| text.strip_suffix(b","))
            .unwrap_or(&text);
        let count = |mark: u8| text.iter().filter(|b| **b == mark).count();
        let last = |mark: u8| text.iter().rposition(|b| *b == mark);
        match (count(b'.'), count(b',')) {
            (0, 0) => {}
            (1.., 1..) if last(b'.') > last(b',') => self.point += 1,
            (1.., 1..) => self.comma += 1,
            (2.., 0) => self.comma += 1,
            (0, 2..) => self.point += 1,
            (points, _) => {
                let at = last(b'.').or(last(b',')).unwrap_or(0);
                let whole = text.get(..at).unwrap_or(&[]);
                let places = text.len() - at - 1;
                let groups = places == 3 && (1..=3).contains(&whole.len()) && whole.first() != Some(&b'0');
                match (groups, points) {
                    (true, _) => self.either += 1,
                    (false, 1) => self.point += 1,
                    (false, _) => self.comma += 1,
                }
            }
        }
    }

    /// The decimal mark, and what to tell where it was a choice.
    pub fn decide(&self) -> (Decimal, Option<String>) {
        match (self.point, self.comma) {
            (0, 0) if self.either > 0 => (
                Decimal::Point,
                Some(format!(
                    "its {} numbers with one mark and three digits after it can be read in two ways; the point is taken as the decimal mark: correct it in mapping.toml if that is wrong",
                    self.either
                )),
            ),
            (point, comma) if comma > point => (
                Decimal::Comma,
                Some(format!(
                    "decimal comma, settled by {comma} cells{}",
                    against(point)
                )),
            ),
            (_, 0) => (Decimal::Point, None),
            (point, comma) => (
                Decimal::Point,
                Some(format!(
                    "decimal point, settled by {point} cells{}",
                    against(comma)
                )),
            ),
        }
    }
}

fn against(cells: u64) -> String {
    match cells {
        0 => String::new(),
        _ => format!(" against {cells}, which are refused where they do not fit"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(cell: &str, decimal: Decimal) -> String {
        match parse_number(cell, decimal, 2) {
            Ok(number) => format!("{} {}", number.scaled, number.suffix).trim().to_owned(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn numbers_are_read_in_the_style_of_their_column() {
        for (cell, point, comma) in [
            ("12", "1200", "1200"),
            ("12.5", "1250", "ambiguous_number"),
            ("12,5", "ambiguous_number", "1250"),
            ("1,234", "123400", "123"),
            ("1.234", "123", "123400"),
            ("1,234,567.89", "123456789", "ambiguous_number"),
            ("12,34,567", "123456700", "ambiguous_number"),
            ("1 234 567", "123456700", "123456700"),
            ("1'234'567", "123456700", "123456700"),
            ("$1,200", "120000", "120"),
            ("1200 kg", "120000 kg", "120000 kg"),
            ("-5", "-500", "-500"),
            ("(5)", "-500", "-500"),
            ("5-", "-500", "-500"),
            (".5", "50", "500"),
            ("1e3", "100000", "100000"),
            ("abc", "bad_number", "bad_number"),
            ("", "bad_number", "bad_number"),
            ("1 x 2", "bad_number", "bad_number"),
            ("99999999999999999999", "absurd_quantity", "absurd_quantity"),
        ] {
            assert_eq!(
                (
                    read(cell, Decimal::Point).as_str(),
                    read(cell, Decimal::Comma).as_str()
                ),
                (point, comma),
                "{cell}"
            );
        }
    }

    #[test]
    fn a_column_settles_its_mark() {
        let decide = |cells: &[&str]| {
            let mut marks = Marks::default();
            cells.iter().for_each(|cell| marks.add(cell));
            marks.decide()
        };
        assert_eq!(decide(&["1", "12.5"]), (Decimal::Point, None));
        assert_eq!(decide(&["1,234", "0,500"]).0, Decimal::Comma);
        assert_eq!(decide(&["1.234.567"]).0, Decimal::Comma);
        assert_eq!(decide(&["1,234", "2,345.5"]).0, Decimal::Point);
        let (decimal, note) = decide(&["1,234", "5,678"]);
        assert_eq!(decimal, Decimal::Point);
        assert!(note.is_some_and(|note| note.contains("two ways")));
    }

    proptest! {
        #[test]
        fn the_fast_path_agrees_with_the_models(cell in "[0-9]{0,12}\\.?[0-9]{0,3}") {
            if let Some(fast) = plain(cell.as_bytes(), b'.', 3) {
                prop_assert_eq!(parse_scaled(cell.as_bytes(), 3), Some(fast));
            }
        }

        #[test]
        fn no_text_panics(cell in "\\PC{0,30}", digits in "[-0-9.,' eE()]{0,20}") {
            for cell in [cell, digits] {
                let _ = parse_number(&cell, Decimal::Point, 2);
                let _ = parse_number(&cell, Decimal::Comma, 3);
                Marks::default().add(&cell);
            }
        }
    }
}
