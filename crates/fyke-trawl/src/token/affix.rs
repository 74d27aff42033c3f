//! What is cut off the front, off the end and within a run without spaces.
//!
//! The behaviour is that of spaCy 3.8's English rules, which are regular
//! expressions that look behind and ahead; here each is a look at a few
//! characters, so that a run of any length costs time in proportion to it.

use super::letters::{alpha, currency, lower, mark, picture, punctuation, upper};

/// Units that are cut off a number: 5km, 20%, 3GB. The one of eight letters is
/// two that spaCy's table runs together; kept, or the two would differ on it.
const UNITS: &[&str] = &[
    "km",
    "km²",
    "km³",
    "m",
    "m²",
    "m³",
    "dm",
    "dm²",
    "dm³",
    "cm",
    "cm²",
    "cm³",
    "mm",
    "mm²",
    "mm³",
    "ha",
    "µm",
    "nm",
    "yd",
    "in",
    "ft",
    "kg",
    "g",
    "mg",
    "µg",
    "t",
    "lb",
    "oz",
    "m/s",
    "km/h",
    "kmh",
    "mph",
    "hPa",
    "Pa",
    "mbar",
    "mb",
    "MB",
    "kb",
    "KB",
    "gb",
    "GB",
    "tb",
    "TB",
    "T",
    "G",
    "M",
    "K",
    "%",
    "км",
    "км²",
    "км³",
    "м",
    "м²",
    "м³",
    "дм",
    "дм²",
    "дм³",
    "см",
    "см²",
    "см³",
    "мм",
    "мм²",
    "мм³",
    "нм",
    "кг",
    "г",
    "мг",
    "м/с",
    "км/ч",
    "кПа",
    "Па",
    "мбар",
    "Кб",
    "КБ",
    "кб",
    "Мб",
    "МБ",
    "мб",
    "Гб",
    "ГБ",
    "гб",
    "Тб",
    "ТБ",
    "тбكم",
    "كم²",
    "كم³",
    "م",
    "م²",
    "م³",
    "سم",
    "سم²",
    "سم³",
    "مم",
    "مم²",
    "مم³",
    "كم",
    "غرام",
    "جرام",
    "جم",
    "كغ",
    "ملغ",
    "كوب",
    "اكواب",
];

/// Bytes of the longest unit or currency sign, with room: what follows the last
/// digit of a run is looked at no further back than this.
const TAIL_BYTES_MAX: usize = 16;

/// Signs of currencies of several characters.
const LONG_CURRENCIES: [&str; 3] = ["US$", "C$", "A$"];

/// Bytes to cut off the front; 0 for none.
pub(super) fn prefix(s: &str) -> usize {
    let Some(c) = s.chars().next() else { return 0 };
    match c {
        'a'..='z' | '0'..='9' | '-' => 0,
        '.' => match s.bytes().take_while(|&b| b == b'.').count() {
            0 | 1 => 0,
            dots => dots,
        },
        '+' => usize::from(!s.as_bytes().get(1).is_some_and(u8::is_ascii_digit)),
        'A'..='Z' => LONG_CURRENCIES
            .iter()
            .find(|sign| s.starts_with(**sign))
            .map_or(0, |sign| sign.len()),
        _ if alone(c) || matches!(c, '§' | '%' | '=') || currency(c) => c.len_utf8(),
        _ => 0,
    }
}

/// Bytes to cut off the end; 0 for none. Where several rules fit, the one that
/// begins first.
pub(super) fn suffix(s: &str) -> usize {
    let mut back = s.chars().rev();
    let Some(last) = back.next() else { return 0 };
    let (before, third) = (back.next(), back.next());
    if last == '.' {
        let dots = s.bytes().rev().take_while(|&b| b == b'.').count();
        if dots > 1 {
            return dots;
        }
        let ends_sentence = before.is_some_and(|c| {
            c.is_ascii_digit()
                || lower(c)
                || mark(c)
                || punctuation(c)
                || matches!(c, '%' | '²' | '-' | '+' | '|')
        });
        let degrees = third == Some('°') && before.is_some_and(|c| "FfCcKk".contains(c));
        let capitals = before.is_some_and(upper) && third.is_some_and(upper);
        return usize::from(ends_sentence || degrees || capitals);
    }
    if last == '…' && before == Some('…') {
        return 2 * last.len_utf8();
    }
    if matches!(last, 's' | 'S')
        && let Some(apostrophe @ ('\'' | '’')) = before
    {
        return 1 + apostrophe.len_utf8();
    }
    if let Some(tail) = after_digit(s)
        && (tail == "+" || LONG_CURRENCIES.contains(&tail) || currency_alone(tail) || UNITS.contains(&tail))
    {
        return tail.len();
    }
    if alone(last) { last.len_utf8() } else { 0 }
}

/// Punctuation, marks and symbols that are cut off on either side.
fn alone(c: char) -> bool {
    punctuation(c) || mark(c) || matches!(c, '—' | '–') || picture(c)
}

fn currency_alone(tail: &str) -> bool {
    let mut chars = tail.chars();
    chars.next().is_some_and(currency) && chars.next().is_none()
}

/// What stands after the last ASCII digit, if that is not far from the end.
fn after_digit(s: &str) -> Option<&str> {
    let bytes = s.as_bytes();
    let last = bytes
        .iter()
        .rev()
        .take(TAIL_BYTES_MAX + 1)
        .position(u8::is_ascii_digit)?;
    (last > 0).then(|| s.get(bytes.len() - last..)).flatten()
}

/// The runs within `s` that stand between two tokens, in order.
pub(super) fn infixes(s: &str, mut found: impl FnMut(usize, usize)) {
    let bytes = s.as_bytes();
    if bytes.iter().all(u8::is_ascii_alphanumeric) {
        return;
    }
    let (mut at, mut before) = (0, None);
    while let Some(c) = s.get(at..).and_then(|rest| rest.chars().next()) {
        let length = infix(s, at, c, before);
        if length > 0 {
            found(at, at + length);
            before = s.get(at..at + length).and_then(|run| run.chars().next_back());
            at += length;
        } else {
            before = Some(c);
            at += c.len_utf8();
        }
    }
}

/// Bytes of the infix that begins at `at` with `c`; 0 for none.
fn infix(s: &str, at: usize, c: char, before: Option<char>) -> usize {
    if c.is_ascii_alphanumeric() {
        return 0;
    }
    let next = || s.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    let digit_before = before.is_some_and(|b| b.is_ascii_digit());
    match c {
        '.' => {
            let dots = s.bytes().skip(at).take_while(|&b| b == b'.').count();
            if dots > 1 {
                return dots;
            }
            let between =
                before.is_some_and(|b| lower(b) || mark(b)) && next().is_some_and(|n| upper(n) || mark(n));
            usize::from(between)
        }
        '…' => c.len_utf8(),
        _ if picture(c) => c.len_utf8(),
        '+' | '*' | '^' => {
            usize::from(digit_before && next().is_some_and(|n| n.is_ascii_digit() || n == '-'))
        }
        ',' => usize::from(before.is_some_and(alpha) && next().is_some_and(alpha)),
        ':' | '<' | '>' | '=' | '/' => {
            usize::from((digit_before || before.is_some_and(alpha)) && next().is_some_and(alpha))
        }
        '-' if digit_before && next().is_some_and(|n| n.is_ascii_digit() || n == '-') => 1,
        '-' | '–' | '—' | '~' if digit_before || before.is_some_and(alpha) => hyphens(s, at, c),
        _ => 0,
    }
}

/// Bytes of a hyphen or dash between words: up to three hyphens, up to two long
/// dashes, one of the others, with a letter after it.
fn hyphens(s: &str, at: usize, c: char) -> usize {
    let most = match c {
        '-' => 3,
        '—' => 2,
        _ => 1,
    };
    let rest = s.get(at..).unwrap_or_default();
    let run = rest.chars().take(most + 1).take_while(|&d| d == c).count();
    let length = run * c.len_utf8();
    let letter = rest
        .get(length..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(alpha);
    if run <= most && letter { length } else { 0 }
}
