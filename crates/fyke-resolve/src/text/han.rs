//! Chinese characters in Latin: one word per character.
//!
//! First Hanyu Pinyin (ISO 7098) without tones, with the reading that a character
//! has as a family name; then the spellings of Hong Kong, Macao and Taiwan and
//! the readings of Japanese and Korean names where the character is common there
//! ([`super::han_names`]); then Wade-Giles without its marks. In a Japanese text
//! the Japanese readings come first.

use super::han_names;
use super::written::{generic, one};
use super::{Script, Word};

/// One word per character.
pub(super) fn words(letters: &[char], japanese: bool) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(letters.len());
    for (at, &letter) in letters.iter().enumerate() {
        // the mark that repeats the character before it
        let letter = if letter == '々' && at > 0 {
            letters[at - 1]
        } else {
            letter
        };
        if let Some(mut word) = one(Script::Han, readings(letter, japanese)) {
            word.joined = !found.is_empty();
            found.push(word);
        }
    }
    found
}

fn readings(letter: char, japanese: bool) -> Vec<String> {
    let entry = han_names::find(letter);
    let pinyin = match entry {
        Some(entry) if !entry.pinyin.is_empty() => entry.pinyin.to_string(),
        _ => match generic(&[letter]).pop() {
            Some(pinyin) => pinyin,
            None => return Vec::new(),
        },
    };
    let mut found: Vec<String> = Vec::with_capacity(5);
    let japan = entry.map_or("", |entry| entry.japanese).split_whitespace();
    let southern = entry.map_or("", |entry| entry.southern).split_whitespace();
    if japanese {
        found.extend(japan.clone().map(str::to_string));
    }
    let wade = wade_giles(&pinyin);
    found.push(pinyin);
    found.extend(southern.take(2).map(str::to_string));
    found.push(wade);
    found.extend(japan.map(str::to_string));
    let mut seen: Vec<String> = Vec::with_capacity(found.len());
    for reading in found {
        if !seen.contains(&reading) {
            seen.push(reading);
        }
    }
    seen
}

/// A pinyin syllable as Wade and Giles spell it, without apostrophes.
fn wade_giles(pinyin: &str) -> String {
    const WHOLE: [(&str, &str); 16] = [
        ("zi", "tzu"),
        ("ci", "tzu"),
        ("si", "szu"),
        ("zhi", "chih"),
        ("chi", "chih"),
        ("shi", "shih"),
        ("ri", "jih"),
        ("er", "erh"),
        ("yi", "i"),
        ("you", "yu"),
        ("yan", "yen"),
        ("ye", "yeh"),
        ("yue", "yueh"),
        ("ge", "ko"),
        ("he", "ho"),
        ("ke", "ko"),
    ];
    if let Some((_, wade)) = WHOLE.iter().find(|(own, _)| *own == pinyin) {
        return (*wade).to_string();
    }
    const INITIALS: [(&str, &str); 12] = [
        ("zh", "ch"),
        ("ch", "ch"),
        ("sh", "sh"),
        ("b", "p"),
        ("d", "t"),
        ("g", "k"),
        ("j", "ch"),
        ("q", "ch"),
        ("x", "hs"),
        ("z", "ts"),
        ("c", "ts"),
        ("r", "j"),
    ];
    const FINALS: [(&str, &str); 5] = [
        ("ong", "ung"),
        ("ian", "ien"),
        ("ie", "ieh"),
        ("ue", "ueh"),
        ("uo", "o"),
    ];
    let (own, wade) = INITIALS
        .into_iter()
        .find(|(own, _)| pinyin.starts_with(own))
        .unwrap_or(("", ""));
    let rest = &pinyin[own.len()..];
    match FINALS.iter().find(|(last, _)| rest == *last) {
        Some((_, last)) => format!("{wade}{last}"),
        None => format!("{wade}{rest}"),
    }
}
