//! Letters that look like letters of another script.
//!
//! A word that mixes alphabets is read in the one that can spell all of it; the
//! mixture is told to the caller, since honest typing seldom makes one. Pairs
//! are those of Unicode UTS 39 confusables that occur in names.

use super::Script;
use super::script::{Kind, is_alphabet, kind};

/// A run of letters as words of one script each, and whether scripts were mixed.
/// A word that no single script can spell is split where the script changes.
pub(super) fn settled(run: &[char], context: Script) -> (Vec<(Script, Vec<char>)>, bool) {
    let first = match run.first().map(|&letter| kind(letter)) {
        Some(Kind::Letter(script)) => script,
        _ => return (Vec::new(), false),
    };
    let pure = run
        .iter()
        .all(|&letter| letter == '\'' || letter_script(letter) == Some(first));
    if pure {
        return (
            vec![(first, capital_repaired(run, first))],
            capital_l(run, first).is_some(),
        );
    }
    if let Some(numeral) = roman_numeral(run) {
        return (vec![(Script::Latin, numeral)], true);
    }
    let scripts = [Script::Latin, Script::Cyrillic, Script::Greek, Script::Armenian];
    let best = scripts
        .into_iter()
        .filter_map(|script| Some((weight(run, script, context)?, script)))
        .max_by_key(|&(weight, script)| (weight, std::cmp::Reverse(script)));
    match best {
        Some((_, script)) => {
            let whole = run
                .iter()
                .map(|&letter| as_script(letter, script).unwrap_or(letter))
                .collect();
            (vec![(script, whole)], true)
        }
        None => (split(run), true),
    }
}

/// A Roman numeral typed in two alphabets: ХХI.
fn roman_numeral(run: &[char]) -> Option<Vec<char>> {
    run.iter()
        .map(|&letter| as_script(letter, Script::Latin).filter(|l| "IVXLCDM".contains(*l)))
        .collect()
}

fn letter_script(letter: char) -> Option<Script> {
    match kind(letter) {
        Kind::Letter(script) => Some(script),
        _ => None,
    }
}

/// How many letters of the run are a script's own, if it can spell all of them.
fn weight(run: &[char], script: Script, context: Script) -> Option<usize> {
    let mut own = 0;
    for &letter in run.iter().filter(|&&letter| letter != '\'') {
        if letter_script(letter) == Some(script) {
            own += 2;
        } else {
            as_script(letter, script)?;
        }
    }
    (own > 0).then_some(own + usize::from(script == context))
}

fn split(run: &[char]) -> Vec<(Script, Vec<char>)> {
    let mut parts: Vec<(Script, Vec<char>)> = Vec::new();
    for &letter in run {
        match (letter_script(letter), parts.last_mut()) {
            (Some(script), Some((last, part))) if *last == script => part.push(letter),
            (Some(script), _) => parts.push((script, vec![letter])),
            (None, Some((_, part))) => part.push(letter),
            (None, None) => {}
        }
    }
    parts
}

/// A letter as its look-alike in a script, or itself where it belongs there.
fn as_script(letter: char, script: Script) -> Option<char> {
    if letter == '\'' || letter_script(letter) == Some(script) {
        return Some(letter);
    }
    let latin = if letter_script(letter) == Some(Script::Latin) {
        Some(letter)
    } else {
        look_alike_latin(letter)
    };
    match script {
        Script::Latin => latin,
        _ => from_latin(latin?, script),
    }
}

/// A small `l` that stands for a capital I before capitals: `lNVEST`.
fn capital_l(run: &[char], script: Script) -> Option<usize> {
    let suspect = script == Script::Latin
        && run.len() >= 4
        && run[0] == 'l'
        && run[1..].iter().all(|letter| letter.is_uppercase());
    suspect.then_some(0)
}

fn capital_repaired(run: &[char], script: Script) -> Vec<char> {
    let mut letters = run.to_vec();
    if let Some(place) = capital_l(run, script) {
        letters[place] = 'I';
    }
    letters
}

/// The letter that a single `0`, `1` or `3` inside a word stands for: `P0well`,
/// `Ma1colm`, `3АО`. Words with more digits are codes and stay.
pub(super) fn digit_as_letter(letters: &[char], at: usize) -> Option<char> {
    let letter = |index: usize| {
        letters
            .get(index)
            .copied()
            .filter(|&l| letter_script(l).is_some_and(is_alphabet))
    };
    let meant = match letters.get(at)? {
        '0' => 'o',
        '1' => 'l',
        '3' => 'З',
        _ => return None,
    };
    let left = letters[..at]
        .iter()
        .rev()
        .take_while(|l| letter_script(**l).is_some_and(is_alphabet))
        .count();
    let right = letters[at + 1..]
        .iter()
        .take_while(|l| letter_script(**l).is_some_and(is_alphabet))
        .count();
    let digit_near =
        |index: Option<usize>| index.is_some_and(|i| letters.get(i).is_some_and(char::is_ascii_digit));
    if digit_near(at.checked_sub(left + 1)) || digit_near(Some(at + 1 + right)) {
        return None;
    }
    let capital = letters[at + 1..].first().is_some_and(|l| l.is_uppercase());
    match meant {
        // the Russian form of a closed company typed with a digit
        'З' => {
            (left == 0 && right == 2 && look_same(letter(at + 1)?, 'А') && look_same(letter(at + 2)?, 'О'))
                .then_some('З')
        }
        'o' if left >= 1 && right >= 1 && left + right >= 3 => Some(if capital { 'O' } else { 'o' }),
        'l' if left >= 2 && right >= 2 && !capital => Some('l'),
        _ => None,
    }
}

fn look_same(letter: char, cyrillic: char) -> bool {
    as_script(letter, Script::Cyrillic) == Some(cyrillic)
}

/// The Latin letter that a Cyrillic, Greek or Armenian one looks like.
fn look_alike_latin(letter: char) -> Option<char> {
    Some(match letter {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'ь' => 'b',
        'с' | 'ϲ' => 'c',
        'С' | 'Ϲ' => 'C',
        'ԁ' => 'd',
        'е' | 'ё' => 'e',
        'Е' | 'Ё' | 'Ε' => 'E',
        'һ' | 'հ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ї' | 'ι' | 'ı' => 'i',
        'І' | 'Ї' | 'Ι' | 'Ӏ' => 'I',
        'ј' | 'յ' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'ӏ' => 'l',
        'Լ' => 'L',
        'м' => 'm',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'ո' => 'n',
        'о' | 'ο' | 'օ' | 'σ' => 'o',
        'О' | 'Ο' | 'Օ' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' | 'զ' => 'q',
        'г' => 'r',
        'ѕ' => 's',
        'Ѕ' | 'Տ' => 'S',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'υ' | 'ս' => 'u',
        'Ս' => 'U',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' | 'γ' => 'y',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        _ => return None,
    })
}

/// The letter of a script that a Latin one looks like.
fn from_latin(letter: char, script: Script) -> Option<char> {
    let (latin, own) = match script {
        Script::Cyrillic => (
            "aAbBcCdeEhHiIjJkKmMoOpPqrsStTvxXyYwëËïĸ",
            "аАьВсСԁеЕһНіІјЈкКмМоОрРԛгѕЅтТѵхХуУԝёЁїк",
        ),
        Script::Greek => ("aABEHiIkKMNoOpPtTuvxXyYwZ", "αΑΒΕΗιΙκΚΜΝοΟρΡτΤυνχΧγΥωΖ"),
        Script::Armenian => ("hjLnoOqSuU", "հյԼոօՕզՏսՍ"),
        _ => return None,
    };
    latin
        .chars()
        .zip(own.chars())
        .find(|&(from, _)| from == letter)
        .map(|(_, to)| to)
}
