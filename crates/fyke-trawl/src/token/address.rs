//! Whether a run without spaces is an address of the web or of mail, which is
//! one token whatever stands in it.
//!
//! An address is: a scheme, perhaps; a user, perhaps, that ends in @; a host,
//! which is four numbers of a public network or labels that end in one of small
//! letters; a port, perhaps; and anything after a slash, a question mark or #.
//! A host ends where a character stands that no host has, so each part of the
//! run is looked at once.

use super::letters::lower;

/// A label of a host: 64 characters, of which the rules allow all but two to be
/// hyphens (RFC 1035 has one less; spaCy's rule has this).
const LABEL_CHARS_MAX: usize = 64;
/// Small letters of a last label.
const LAST_LABEL_CHARS: std::ops::RangeInclusive<usize> = 2..=63;

/// Whether all of the run is one address.
pub(super) fn is(s: &str) -> bool {
    if !s.contains('.') {
        return false;
    }
    let after_scheme = s
        .split_once("://")
        .filter(|(scheme, _)| {
            scheme.chars().nth(1).is_some()
                && scheme
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.'))
        })
        .map(|(scheme, _)| scheme.len() + 3);
    let after_user = s
        .match_indices('@')
        .map(|(at, _)| at)
        .filter(|&at| at > 0)
        .map(|at| at + 1);
    std::iter::once(0)
        .chain(after_scheme)
        .chain(after_user)
        .filter_map(|start| s.get(start..))
        .any(from_host)
}

fn from_host(rest: &str) -> bool {
    let end = rest.find(|c: char| !in_host(c)).unwrap_or(rest.len());
    let (Some(host), Some(after)) = (rest.get(..end), rest.get(end..)) else {
        return false;
    };
    ends_well(after) && (is_name(host) || is_number(host))
}

fn in_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || c >= '\u{a1}'
}

fn at_edge(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c)
}

/// Nothing, or a path, or a port and then either.
fn ends_well(after: &str) -> bool {
    let path = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
    path(after)
        || after.strip_prefix(':').is_some_and(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            (2..=5).contains(&digits) && rest.get(digits..).is_some_and(path)
        })
}

fn is_name(host: &str) -> bool {
    let Some((labels, last)) = host.rsplit_once('.') else {
        return false;
    };
    last.chars().all(lower)
        && LAST_LABEL_CHARS.contains(&last.chars().count())
        && labels.split('.').all(|label| {
            let mut chars = label.chars();
            let first = chars.next();
            let end = chars.next_back().or(first);
            first.is_some_and(at_edge)
                && end.is_some_and(at_edge)
                && label.chars().count() <= LABEL_CHARS_MAX
                && chars.all(|c| at_edge(c) || matches!(c, '-' | '_'))
        })
}

/// Four numbers, the first of a public network, the last no 0 and no 255.
fn is_number(host: &str) -> bool {
    let mut octets = [0u8; 4];
    let mut parts = host.split('.');
    for (place, octet) in octets.iter_mut().enumerate() {
        let Some(part) = parts.next() else { return false };
        let zero_leads = part.len() > 1 && part.starts_with('0');
        match part.parse() {
            Ok(value) if part.bytes().all(|b| b.is_ascii_digit()) && part.len() <= 3 => *octet = value,
            _ => return false,
        }
        if zero_leads && (place == 0 || place == 3) {
            return false;
        }
    }
    let [a, b, _, d] = octets;
    let private = matches!((a, b), (10 | 127, _) | (169, 254) | (192, 168) | (172, 16..=31));
    parts.next().is_none() && (1..=223).contains(&a) && (1..=254).contains(&d) && !private
}
