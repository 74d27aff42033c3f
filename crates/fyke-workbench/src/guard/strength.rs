//! How long a passphrase would stand, roughly and in words.
//!
//! The key of a person is wrapped under Argon2id, so that a guess costs a
//! machine a good part of a second; what cannot be made up for is a passphrase
//! that is on everybody's list. The estimate counts what is new: a letter inside
//! a word gives a bit and a half (Shannon 1951 measured about one bit in running
//! English), the first of a word six, a digit three, a sign five, what repeats or
//! counts on (`aaa`, `123`) almost nothing. All in tenths of a bit.

/// Below this a passphrase is not taken: 35 bits.
const LEAST: u32 = 350;

/// From here on it is good: 55 bits, four or five words.
const GOOD: u32 = 550;

/// What everybody tries first, with and without digits behind.
const FIRST_TRIED: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "parol",
    "пароль",
    "qwerty",
    "qwertyuiop",
    "йцукен",
    "letmein",
    "welcome",
    "admin",
    "administrator",
    "secret",
    "changeme",
    "iloveyou",
    "dragon",
    "monkey",
    "football",
    "abc",
    "fyke",
];

/// How long it would stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Strength {
    /// Not taken.
    Weak,
    /// Taken; more words would be better.
    Fair,
    /// Good.
    Good,
}

/// How long a passphrase of somebody of that name would stand.
///
/// ```
/// use fyke_workbench::guard::strength::{Strength, of};
/// assert_eq!(of("Password123", ""), Strength::Weak);
/// assert_eq!(of("tin harbour", ""), Strength::Weak);
/// assert_eq!(of("tin harbour walking", ""), Strength::Fair);
/// assert_eq!(of("tin harbour walking nine blue", ""), Strength::Good);
/// assert_eq!(of("j7#Kq!2x", ""), Strength::Fair);
/// ```
pub fn of(passphrase: &str, name: &str) -> Strength {
    let lower = passphrase.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    if FIRST_TRIED.contains(&bare) || (!name.is_empty() && bare == name.to_lowercase()) {
        return Strength::Weak;
    }
    let mut words: Vec<&str> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .collect();
    let all = words.len();
    words.sort_unstable();
    words.dedup();
    let again = u32::try_from(all - words.len()).unwrap_or(u32::MAX);
    let tenths = tenths(passphrase).saturating_sub(again.saturating_mul(80));
    match tenths {
        0..LEAST => Strength::Weak,
        LEAST..GOOD => Strength::Fair,
        _ => Strength::Good,
    }
}

fn tenths(text: &str) -> u32 {
    let (mut sum, mut before) = (0u32, None::<char>);
    for c in text.chars() {
        let steps = before.is_some_and(|b| u32::from(b).abs_diff(u32::from(c)) <= 1);
        let in_word = before.is_some_and(|b| b.is_alphabetic() && b.is_uppercase() == c.is_uppercase());
        let new = match c {
            _ if steps => 3,
            ' ' => 10,
            c if c.is_alphabetic() && in_word && c.is_lowercase() => 15,
            // scripts without case, of which a sign is a word
            c if c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase() => 60,
            c if c.is_alphabetic() => 60,
            c if c.is_numeric() => 33,
            _ => 50,
        };
        sum = sum.saturating_add(new);
        before = Some(c);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_a_passphrase_and_lists_do_not() {
        let expected = "\
Weak
Weak a
Weak aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
Weak 123456789012
Weak password
Weak Password2024!
Weak ada lovelace
Weak hunter hunter hunter
Fair correct horse battery
Good correct horse battery staple pond
Good море вчора тихо стояло біля
Good 我們昨天在海邊看見了船
";
        let mut found = String::new();
        for line in expected.lines() {
            let text = line.split_once(' ').map_or("", |(_, text)| text);
            found.push_str(format!("{:?} {text}", of(text, "Ada Lovelace")).trim_end());
            found.push('\n');
        }
        assert_eq!(found, expected);
    }
}
