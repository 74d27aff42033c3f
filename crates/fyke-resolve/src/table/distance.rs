//! How many slips of the pen part two short strings: letters wrong, left out,
//! put in, or two swapped. Only small numbers matter, so it stops counting early.

/// Which letters and digits a string has, as bits; a cheap lower bound on distance.
pub(super) fn signature(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |bits, &byte| {
        let at = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => 26 + byte - b'0',
            _ => 36,
        };
        // a second bit where a letter comes again
        let first = 1u64 << at;
        bits | if bits & first == 0 || at >= 27 {
            first
        } else {
            first << 37
        }
    })
}

/// Slips between two strings, or `None` when there are more than `most` (at most 3).
pub(super) fn slips(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let found = match (a.len(), b.len()) {
        (0, n) | (n, 0) => n,
        (1, 1) => 1,
        (2, 2) if a[0] == b[1] && a[1] == b[0] => 1,
        (2, 2) => 2,
        // both ends differ and nothing is swapped: two slips at least
        _ if most < 2 => return None,
        (n, m) if n.max(m) > 24 => return None,
        _ => matrix(a, b),
    };
    (found <= most).then_some(found)
}

/// Optimal string alignment over at most 24 characters each.
fn matrix(a: &[u8], b: &[u8]) -> usize {
    let mut before = [0u8; 25];
    let mut above = [0u8; 25];
    let mut row = [0u8; 25];
    for (at, cell) in above.iter_mut().enumerate() {
        *cell = at as u8;
    }
    for i in 1..=a.len() {
        row[0] = i as u8;
        for j in 1..=b.len() {
            let wrong = u8::from(a[i - 1] != b[j - 1]);
            let mut best = (above[j] + 1).min(row[j - 1] + 1).min(above[j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
        }
        before = above;
        above = row;
    }
    usize::from(above[b.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_up_to_the_most() {
        for (a, b, most, expected) in [
            ("mozley", "mosley", 2, Some(1)),
            ("natale", "naatle", 2, Some(1)),
            ("fair", "qfair", 2, Some(1)),
            ("foxley", "foxley", 2, Some(0)),
            ("kitten", "sitting", 3, Some(3)),
            ("kitten", "sitting", 2, None),
            ("anna", "boris", 2, None),
            ("", "a", 1, Some(1)),
            ("ab", "ba", 1, Some(1)),
            ("abcd", "badc", 2, Some(2)),
        ] {
            assert_eq!(slips(a.as_bytes(), b.as_bytes(), most), expected, "{a} {b}");
        }
    }

    #[test]
    fn a_signature_never_rules_out_what_the_count_allows() {
        for (a, b) in [
            ("mozley", "mosley"),
            ("aab", "ab"),
            ("1900", "1990"),
            ("x-y", "xy"),
        ] {
            let apart = (signature(a.as_bytes()) ^ signature(b.as_bytes())).count_ones() as usize;
            let slips = slips(a.as_bytes(), b.as_bytes(), 3).unwrap_or(9);
            assert!(apart <= 2 * slips, "{a} {b}: {apart} bits, {slips} slips");
        }
    }
}
