//! Greek letters in Latin.
//!
//! First ELOT 743 (1982, also ISO 843 type 2 and the UN), then the popular
//! spelling of passports and shipping (`h` for chi, `d` and `b` for the pairs that
//! sound so), then ISO 843 type 1 letter by letter, then the classical spelling.

use super::written::either;

/// The readings of one word, without repeats.
pub(super) fn readings(letters: &[char]) -> Vec<String> {
    let letters: Vec<(char, bool)> = letters.iter().map(|&letter| plain(letter)).collect();
    let mut found: Vec<String> = Vec::with_capacity(4);
    for system in [System::Elot, System::Popular, System::Letters, System::Classical] {
        let reading = written(&letters, system);
        if !reading.is_empty() && !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum System {
    Elot,
    Popular,
    Letters,
    Classical,
}

/// A small letter without its accent, and whether a diaeresis keeps it apart.
fn plain(letter: char) -> (char, bool) {
    let small = letter.to_lowercase().next().unwrap_or(letter);
    match small {
        'ά' | 'ἀ'..='ἇ' | 'ὰ' | 'ᾀ'..='ᾷ' => ('α', false),
        'έ' | 'ἐ'..='ἕ' | 'ὲ' => ('ε', false),
        'ή' | 'ἠ'..='ἧ' | 'ὴ' | 'ῂ'..='ῇ' => ('η', false),
        'ί' | 'ἰ'..='ἷ' | 'ὶ' | 'ῖ' => ('ι', false),
        'ό' | 'ὀ'..='ὅ' | 'ὸ' => ('ο', false),
        'ύ' | 'ὐ'..='ὗ' | 'ὺ' | 'ῦ' => ('υ', false),
        'ώ' | 'ὠ'..='ὧ' | 'ὼ' | 'ῲ'..='ῷ' => ('ω', false),
        'ϊ' | 'ΐ' => ('ι', true),
        'ϋ' | 'ΰ' => ('υ', true),
        'ῤ' | 'ῥ' => ('ρ', false),
        'ς' => ('σ', false),
        other => (other, false),
    }
}

fn written(letters: &[(char, bool)], system: System) -> String {
    let mut latin = String::with_capacity(letters.len() + 4);
    let mut at = 0;
    while let Some(&(letter, _)) = letters.get(at) {
        let before = at.checked_sub(1).map(|index| letters[index].0);
        let after = letters.get(at + 1).filter(|next| !next.1).map(|next| next.0);
        let beyond = letters.get(at + 2).map(|next| next.0);
        if let Some(pair) = after.and_then(|next| pair(letter, next, before, beyond, system)) {
            latin.push_str(pair);
            at += 2;
            continue;
        }
        latin.push_str(single(letter, system));
        at += 1;
    }
    latin
}

/// Two letters that sound as one.
fn pair(
    first: char,
    second: char,
    before: Option<char>,
    beyond: Option<char>,
    system: System,
) -> Option<&'static str> {
    if system == System::Letters {
        return (first == 'ο' && second == 'υ').then_some("ou");
    }
    let popular = system == System::Popular;
    let hard = matches!(
        beyond,
        Some('θ' | 'κ' | 'ξ' | 'π' | 'σ' | 'τ' | 'φ' | 'χ' | 'ψ') | None
    );
    Some(match (first, second) {
        ('ο', 'υ') => "ou",
        ('α', 'υ') if system == System::Classical => "au",
        ('ε', 'υ') if system == System::Classical => "eu",
        ('α', 'υ') => either(hard, "af", "av"),
        ('ε', 'υ') => either(hard, "ef", "ev"),
        ('η', 'υ') => either(hard, "if", "iv"),
        ('α', 'ι') if popular => "e",
        ('ε', 'ι') | ('ο', 'ι') if popular => "i",
        ('γ', 'γ') => "ng",
        ('γ', 'ξ') => "nx",
        ('γ', 'χ') => "nch",
        ('γ', 'κ') if popular && before.is_none() => "g",
        ('γ', 'κ') if popular => "ng",
        ('μ', 'π') if before.is_none() => "b",
        ('μ', 'π') if popular => "b",
        ('ν', 'τ') if popular && before.is_none() => "d",
        ('ν', 'τ') if popular => "nd",
        _ => return None,
    })
}

fn single(letter: char, system: System) -> &'static str {
    let classical = system == System::Classical;
    match letter {
        'α' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' => either(classical, "e", "i"),
        'θ' => "th",
        'ι' => "i",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ω' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ϲ' => "s",
        'τ' => "t",
        'υ' => either(system == System::Popular, "i", "y"),
        'φ' => either(classical, "ph", "f"),
        'χ' => either(system == System::Popular, "h", "ch"),
        'ψ' => "ps",
        'ϝ' => "w",
        other => super::written::ascii_of(other),
    }
}
