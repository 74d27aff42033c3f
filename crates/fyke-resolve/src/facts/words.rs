//! Small things that all facts share: folding a text to plain words, quoting a
//! value in a sentence, a hash that stays the same, how far apart two short
//! texts are.

/// Longest quote of a value in a reason, in characters.
const QUOTE_CHARS_MAX: usize = 120;

/// Lower case Latin letters and digits, everything else one blank.
pub(crate) fn fold(text: &str) -> String {
    let latin = any_ascii::any_ascii(text);
    let mut folded = String::with_capacity(latin.len());
    for c in latin.chars() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The value in quotation marks, cut where it is long.
pub(crate) fn quote(value: &str) -> String {
    let mut kept: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(QUOTE_CHARS_MAX)
        .collect();
    if value.chars().nth(QUOTE_CHARS_MAX).is_some() {
        kept.push('…');
    }
    format!("\"{kept}\"")
}

/// 64 bits of FNV-1a: the same on every machine and in every run, for keys.
pub(crate) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.iter().chain(&[0x1f]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    // spread the last bytes into the high bits
    hash ^= hash >> 32;
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}

/// Whether one text becomes the other by one change: a character replaced,
/// added, left out, or two neighbours exchanged. Equal texts are not a slip.
pub(crate) fn is_one_slip(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(start..).unwrap_or(&[]), b.get(start..).unwrap_or(&[]));
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let a = a.get(..a.len() - end).unwrap_or(&[]);
    let b = b.get(..b.len() - end).unwrap_or(&[]);
    match (a, b) {
        ([_], [_]) | ([_], []) | ([], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
}

/// Longest word that [`distance`] measures; longer ones are never near.
const DISTANCE_BYTES_MAX: usize = 40;

/// Levenshtein's distance between two short ASCII words, or `limit + 1` where
/// it is more than `limit`. Nothing is allocated.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > limit || a.len() > DISTANCE_BYTES_MAX || b.len() > DISTANCE_BYTES_MAX {
        return limit + 1;
    }
    let mut row = [0usize; DISTANCE_BYTES_MAX + 1];
    for (at, slot) in row.iter_mut().enumerate() {
        *slot = at;
    }
    for (at, x) in a.iter().enumerate() {
        let mut diagonal = at;
        row[0] = at + 1;
        for (to, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[to + 1];
            row[to + 1] = replaced.min(row[to] + 1).min(diagonal + 1);
        }
    }
    row[b.len()].min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fold_and_quote() {
        assert_eq!(fold("  Санкт-Петербург, (РФ) "), "sankt peterburg rf");
        assert_eq!(quote("a\nb"), "\"a b\"");
        assert_eq!(quote(&"x".repeat(500)).chars().count(), 123);
    }

    #[test]
    fn one_slip_is_one_change() {
        for (a, b, expected) in [
            ("7710", "7711", true),
            ("7710", "7170", true),
            ("7710", "771", true),
            ("7710", "77810", true),
            ("7710", "7710", false),
            ("7710", "7801", false),
            ("", "", false),
        ] {
            assert_eq!(is_one_slip(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
            assert_eq!(is_one_slip(b.as_bytes(), a.as_bytes()), expected, "{b} {a}");
        }
    }

    #[test]
    fn distances_stop_at_the_limit() {
        assert_eq!(distance("vvedenskogo", "vvedenskogo", 2), 0);
        assert_eq!(distance("krzhizhanovskogo", "krzhiszhanovskogo", 2), 1);
        assert_eq!(distance("lenina", "mira", 2), 3);
        assert_eq!(distance("", "ab", 2), 2);
        assert_eq!(distance(&"a".repeat(60), &"a".repeat(60), 2), 3);
    }
}
