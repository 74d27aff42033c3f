//! Cyrillic words as registers write them in Latin: which language they are of,
//! and what each system makes of their endings. The letters themselves are in
//! [`super::cyrillic_letters`].

use super::cyrillic_letters::{System, letter_text};

/// The language that the letters of a text give away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tongue {
    Russian,
    Ukrainian,
    Belarusian,
    Bulgarian,
    Turkic,
    Serbian,
    Macedonian,
}

/// The language of a text by letters that others do not use; Russian otherwise.
pub(super) fn tongue(letters: &[char]) -> Tongue {
    let (mut dotted, mut ukrainian, mut russian, mut hard) = (false, false, false, false);
    for (at, &letter) in letters.iter().enumerate() {
        match lower(letter) {
            'ў' => return Tongue::Belarusian,
            'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ү' | 'ұ' | 'һ' => return Tongue::Turkic,
            'ђ' | 'ћ' | 'џ' | 'љ' | 'њ' => return Tongue::Serbian,
            'ѓ' | 'ќ' | 'ѕ' => return Tongue::Macedonian,
            'ј' => return Tongue::Serbian,
            'є' | 'ї' | 'ґ' => ukrainian = true,
            'і' => dotted = true,
            'ы' | 'э' | 'ё' => russian = true,
            'ь' if ends_ukrainian(&letters[at + 1..]) => ukrainian = true,
            'ъ' => {
                let after = letters.get(at + 1).map(|&next| lower(next));
                let letter_before = at > 0 && letters[at - 1].is_alphabetic();
                let soft = matches!(after, Some('е' | 'ё' | 'ю' | 'я' | 'и'));
                // at the end of a word it is Russian of before 1918
                hard |= !soft && (after.is_some_and(char::is_alphabetic) || !letter_before);
            }
            _ => {}
        }
    }
    match (ukrainian, dotted, russian) {
        (true, _, _) => Tongue::Ukrainian,
        (_, true, true) => Tongue::Belarusian,
        (_, true, false) => Tongue::Ukrainian,
        _ if hard && !russian => Tongue::Bulgarian,
        _ => Tongue::Russian,
    }
}

/// Whether -ський or -цький goes on here, which Russian does not write.
fn ends_ukrainian(rest: &[char]) -> bool {
    rest.len() >= 3 && rest[..3].iter().copied().map(lower).eq("кий".chars())
}

/// The readings of one word in small letters, the commonest first, without
/// repeats.
pub(super) fn readings(word: &[char], tongue: Tongue) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(5);
    for system in [
        System::Bgn,
        System::Popular,
        System::Passport,
        System::Scholar,
        System::Other,
    ] {
        let reading = written(word, tongue, system);
        if !reading.is_empty() && !found.contains(&reading) {
            found.push(reading);
        }
    }
    found
}

fn written(word: &[char], tongue: Tongue, system: System) -> String {
    let mut latin = String::with_capacity(word.len() + word.len() / 2 + 2);
    for (at, &letter) in word.iter().enumerate() {
        let before = at.checked_sub(1).map(|index| word[index]);
        let after = word.get(at + 1).copied();
        let text = letter_text(letter, before, after, tongue, system);
        latin.push_str(text);
    }
    end_popularly(&mut latin, tongue, system);
    latin
}

/// `-iy`, `-yy` and `-yi` as popular spelling ends them; `ks` as `x`.
fn end_popularly(latin: &mut String, tongue: Tongue, system: System) {
    let ending = match (system, tongue) {
        (System::Popular, Tongue::Serbian | Tongue::Macedonian) => return,
        (System::Popular, _) => "y",
        (System::Other, Tongue::Russian) => "i",
        _ => return,
    };
    if ["iy", "yy", "yi", "ii"].iter().any(|end| latin.ends_with(end)) && latin.len() > 3 {
        latin.truncate(latin.len() - 2);
        latin.push_str(ending);
    }
    if system == System::Popular && latin.contains("ks") {
        *latin = latin.replace("ks", "x");
    }
}

/// One small letter; Cyrillic has none whose small form is two.
pub(super) fn lower(letter: char) -> char {
    match letter {
        'а'..='я' | 'a'..='z' | '0'..='9' => letter,
        'A'..='Z' => letter.to_ascii_lowercase(),
        'А'..='Я' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}
