//! Evidence words of a value: what two rows may have in common.
//!
//! Each is a hash, so that rows share one by having the same number. A value
//! gives several, from strict to lax (the word itself, how it sounds, half of
//! a code), so that one slip of the pen leaves some of them standing. Words of
//! given, family and full names are one class: swapped names still meet.

use super::columns::{hash_bytes, mix};
use super::kinds::Kind;

/// Words of one value that are read.
const WORDS_MAX: usize = 8;

/// The evidence words of a value of a column, distinct, in no particular order.
pub(super) fn of_value(kind: Kind, column: usize, value: &str, out: &mut Vec<u64>) {
    out.clear();
    let bytes = value.as_bytes();
    let salt = (column as u64 + 1) << 32;
    let mut add = |salt: u64, bytes: &[u8]| {
        let hash = mix(hash_bytes(bytes) ^ mix(salt));
        if !out.contains(&hash) {
            out.push(hash);
        }
    };
    match kind {
        Kind::GivenName | Kind::FamilyName | Kind::FullName => {
            for word in words(value).filter(|word| word.len() > 1).take(WORDS_MAX) {
                add(1, word.as_bytes());
                if word.len() > 2 {
                    add(2, &sound(word.as_bytes()));
                }
            }
        }
        Kind::Date => {
            add(salt, bytes);
            if let Some(Day { year, month, day }) = Day::read(value) {
                let (low, high) = (month.min(day), month.max(day));
                add(salt | 1, &pack(&[year, low, high]));
                add(salt | 2, &pack(&[year, month]));
                add(salt | 3, &pack(&[year, day]));
                add(salt | 4, &pack(&[low, high]));
                add(salt | 5, &pack(&[year]));
            }
        }
        Kind::Code => {
            let plain = alphanumeric(value);
            add(salt, &plain);
            if plain.len() >= 4 {
                let cut = bytes
                    .iter()
                    .position(|&b| b == b' ')
                    .unwrap_or(plain.len().div_ceil(2));
                add(salt | 1, &plain[..cut.min(plain.len())]);
                add(salt | 2, &plain[plain.len() - plain.len() / 2..]);
            }
        }
        Kind::Identifier | Kind::Phone | Kind::Number | Kind::Email => {
            let own = value.split('@').next().unwrap_or_default();
            let plain = alphanumeric(own);
            add(salt, &plain);
            if kind != Kind::Number && plain.len() >= 6 {
                let half = plain.len() / 2;
                add(salt | 1, &plain[..half]);
                add(salt | 2, &plain[plain.len() - half..]);
            }
        }
        Kind::Place => {
            add(salt, bytes);
            add(salt | 1, &sound(bytes));
            if value.contains(' ') {
                for word in words(value).filter(|word| word.len() > 3).take(WORDS_MAX) {
                    add(salt | 2, word.as_bytes());
                }
            }
        }
        Kind::Category => add(salt, bytes),
        Kind::Text => {
            for word in words(value).filter(|word| word.len() > 2).take(4 * WORDS_MAX) {
                add(salt, word.as_bytes());
            }
        }
    }
}

/// Runs of letters and digits.
pub(super) fn words(value: &str) -> impl Iterator<Item = &str> {
    value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Letters and digits alone.
pub(super) fn alphanumeric(value: &str) -> Vec<u8> {
    value.bytes().filter(u8::is_ascii_alphanumeric).collect()
}

fn pack(parts: &[u16]) -> Vec<u8> {
    parts.iter().flat_map(|part| part.to_le_bytes()).collect()
}

/// A date as its three numbers, whether or not there is such a day: a slip of
/// the pen makes month 72, and the rest still tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Day {
    pub(super) year: u16,
    pub(super) month: u16,
    pub(super) day: u16,
}

impl Day {
    /// Reads `1861-12-30`, `30/12/1861`, `30.12.1861` and `18611230`.
    pub(super) fn read(value: &str) -> Option<Day> {
        let value = value.split([' ', 't']).next().unwrap_or_default();
        let mut parts = [0u16; 3];
        let mut widths = [0usize; 3];
        let mut count = 0;
        for part in value.split(|c: char| !c.is_ascii_digit()) {
            if count == 3 || part.is_empty() || part.len() > 8 {
                return None;
            }
            if part.len() == 8 && value.len() == 8 {
                let number = |range: std::ops::Range<usize>| part[range].parse().ok();
                return Some(Day {
                    year: number(0..4)?,
                    month: number(4..6)?,
                    day: number(6..8)?,
                });
            }
            parts[count] = part.parse().ok()?;
            widths[count] = part.len();
            count += 1;
        }
        match (count, widths) {
            (3, [3..=8, 0..=2, 0..=2]) => Some(Day {
                year: parts[0],
                month: parts[1],
                day: parts[2],
            }),
            (3, [0..=2, 0..=2, 3..=8]) => Some(Day {
                year: parts[2],
                month: parts[1],
                day: parts[0],
            }),
            _ => None,
        }
    }
}

/// How a word sounds, roughly, in no particular language: its first letter,
/// then its consonants in classes that are confused when heard, without doubles.
pub(super) fn sound(word: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(8);
    let mut last = 0;
    for (at, &byte) in word.iter().enumerate() {
        let next = word.get(at + 1).copied().unwrap_or(0);
        let class = match byte {
            b'p' if next == b'h' => b'f',
            b'b' | b'p' => b'p',
            b'f' | b'v' => b'f',
            b'c' if matches!(next, b'e' | b'i' | b'y') => b's',
            b'c' | b'k' | b'q' | b'g' | b'j' => b'k',
            b's' | b'z' => b's',
            b'x' => b'x',
            b'd' | b't' => b't',
            b'l' => b'l',
            b'm' | b'n' => b'n',
            b'r' => b'r',
            b'0'..=b'9' => byte,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' if at == 0 => b'a',
            b'w' | b'h' if at == 0 => byte,
            b' ' => b' ',
            _ => 0,
        };
        if class != 0 && class != last {
            out.push(class);
        }
        // a vowel between two like consonants keeps them apart, `h` and `w` do not
        if class != 0 || matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') {
            last = class;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_registers_use() {
        let day = Some(Day {
            year: 1861,
            month: 12,
            day: 30,
        });
        for text in [
            "1861-12-30",
            "30/12/1861",
            "30.12.1861",
            "18611230",
            "1861-12-30 00:00:00",
        ] {
            assert_eq!(Day::read(text), day, "{text}");
        }
        assert_eq!(
            Day::read("1861-72-30"),
            Some(Day {
                year: 1861,
                month: 72,
                day: 30
            })
        );
        for text in [
            "",
            "dec 30 1861",
            "1861",
            "1-2",
            "1-2-3-4",
            "12345678901234567890",
        ] {
            assert_eq!(Day::read(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_sound_alike_have_one_sound() {
        for (a, b) in [
            ("mozley", "mosley"),
            ("philip", "filip"),
            ("smith", "smyth"),
            ("clark", "klarke"),
        ] {
            assert_eq!(sound(a.as_bytes()), sound(b.as_bytes()), "{a} {b}");
        }
        assert_ne!(sound(b"anna"), sound(b"boris"));
    }

    #[test]
    fn swapped_names_share_their_words() {
        let (mut given, mut family) = (Vec::new(), Vec::new());
        of_value(Kind::GivenName, 0, "petrov", &mut given);
        of_value(Kind::FamilyName, 1, "petrov", &mut family);
        assert_eq!(given, family);
    }
}
