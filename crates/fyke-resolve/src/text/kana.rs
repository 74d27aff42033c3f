//! Hiragana and katakana in Latin.
//!
//! Hepburn without macrons: first with long vowels short (`o`), then written out
//! (`ou`, `oo`), then with `oh` as passports allow, then Kunrei (ISO 3602).

/// The readings of one run of kana, without repeats.
pub(super) fn readings(letters: &[char]) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(4);
    for long in [Long::Short, Long::Spelled, Long::WithH] {
        let reading = written(letters, long, false);
        if !reading.is_empty() && !found.contains(&reading) {
            found.push(reading);
        }
    }
    let kunrei = written(letters, Long::Short, true);
    if !kunrei.is_empty() && !found.contains(&kunrei) {
        found.push(kunrei);
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Long {
    Short,
    Spelled,
    WithH,
}

fn written(letters: &[char], long: Long, kunrei: bool) -> String {
    let mut latin = String::with_capacity(letters.len() * 2);
    let mut doubled = false;
    for (at, &letter) in letters.iter().enumerate() {
        let letter = hiragana(letter);
        let before = latin.chars().last();
        match letter {
            'っ' => doubled = true,
            'ー' => lengthen(&mut latin, before, long),
            'う' if matches!(before, Some('o' | 'u')) => match long {
                Long::Spelled => latin.push('u'),
                _ => lengthen(&mut latin, before, long),
            },
            'お' if before == Some('o') => lengthen(&mut latin, before, long),
            'ゃ' | 'ゅ' | 'ょ' => {
                let vowel = match letter {
                    'ゃ' => 'a',
                    'ゅ' => 'u',
                    _ => 'o',
                };
                if latin.ends_with('i') {
                    latin.pop();
                }
                if kunrei || !latin.ends_with("sh") && !latin.ends_with("ch") && !latin.ends_with('j') {
                    latin.push('y');
                }
                latin.push(vowel);
            }
            'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => {
                // ファ, ティ, ウェ: the small vowel takes the place of the one before
                if latin.ends_with(['u', 'e', 'o', 'i']) && at > 0 {
                    latin.pop();
                    if latin.is_empty() {
                        latin.push('w');
                    }
                }
                latin.push_str(syllable(letter, kunrei));
            }
            _ => {
                let text = syllable(letter, kunrei);
                if std::mem::take(&mut doubled) {
                    match text.chars().next() {
                        Some('c') => latin.push('t'),
                        Some(first) if !"aeiou".contains(first) => latin.push(first),
                        _ => {}
                    }
                }
                latin.push_str(text);
            }
        }
    }
    latin
}

fn lengthen(latin: &mut String, vowel: Option<char>, long: Long) {
    match (long, vowel) {
        (Long::Short, _) | (_, None) => {}
        (Long::WithH, Some('o')) => latin.push('h'),
        (Long::WithH, _) => {}
        (Long::Spelled, Some(vowel)) => latin.push(vowel),
    }
}

fn hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヶ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        _ => letter,
    }
}

fn syllable(letter: char, kunrei: bool) -> &'static str {
    match letter {
        'し' => {
            if kunrei {
                "si"
            } else {
                "shi"
            }
        }
        'ち' => {
            if kunrei {
                "ti"
            } else {
                "chi"
            }
        }
        'つ' => {
            if kunrei {
                "tu"
            } else {
                "tsu"
            }
        }
        'ふ' => {
            if kunrei {
                "hu"
            } else {
                "fu"
            }
        }
        'じ' | 'ぢ' => {
            if kunrei {
                "zi"
            } else {
                "ji"
            }
        }
        'づ' => "zu",
        'を' => "o",
        'ゔ' => "vu",
        'ぁ' => "a",
        'ぃ' => "i",
        'ぅ' => "u",
        'ぇ' => "e",
        'ぉ' => "o",
        'ゕ' => "ka",
        'ゖ' => "ke",
        other => super::written::ascii_of(other),
    }
}
