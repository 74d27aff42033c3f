//! Latin letters without their marks.
//!
//! The first reading drops the mark, as the machine-readable zone of a passport
//! mostly allows; the others are the spellings that ICAO Doc 9303 part 3 and the
//! languages themselves use instead (`ü` as `ue`, `å` as `aa`, `š` as `sh`).

/// The readings of one Latin word, without repeats.
pub(super) fn readings(word: &[char]) -> Vec<String> {
    let mut plain = String::with_capacity(word.len() + 2);
    let mut marked = false;
    for &letter in word {
        match letter {
            'a'..='z' => plain.push(letter),
            'A'..='Z' => plain.push(letter.to_ascii_lowercase()),
            _ => {
                marked = true;
                push_plain(&mut plain, lower(letter));
            }
        }
    }
    let mut found = vec![plain];
    if marked {
        if has_slavic_j(word) {
            found.push(with_y(word));
        }
        for spell in [expanded, sounded] {
            let mut reading = String::with_capacity(word.len() + 4);
            for &letter in word {
                let small = lower(letter);
                match spell(small) {
                    Some(text) => reading.push_str(text),
                    None => push_plain(&mut reading, small),
                }
            }
            if !found.contains(&reading) {
                found.push(reading);
            }
        }
    }
    found.retain(|reading| !reading.is_empty());
    found
}

/// Whether `j` stands beside a Slavic caron, where it is a half-vowel.
fn has_slavic_j(word: &[char]) -> bool {
    word.iter().any(|letter| matches!(letter, 'j' | 'J'))
        && word
            .iter()
            .any(|&letter| matches!(lower(letter), 'č' | 'š' | 'ž' | 'ć' | 'đ'))
}

/// The word in English spelling: carons written out, `j` as `y`.
fn with_y(word: &[char]) -> String {
    let mut reading = String::with_capacity(word.len() + 4);
    for &letter in word {
        match lower(letter) {
            'j' => reading.push('y'),
            small => match expanded(small) {
                Some(text) => reading.push_str(text),
                None => push_plain(&mut reading, small),
            },
        }
    }
    reading
}

fn lower(letter: char) -> char {
    match letter {
        'İ' => 'i',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

fn push_plain(latin: &mut String, letter: char) {
    if letter.is_ascii_alphabetic() {
        latin.push(letter.to_ascii_lowercase());
        return;
    }
    let text = match letter {
        'ä' | 'å' | 'ə' | 'ǝ' => "a",
        'ø' | 'ö' | 'ő' => "o",
        'ß' => "ss",
        'þ' => "th",
        'ð' | 'đ' => "d",
        'ł' => "l",
        'ı' => "i",
        'ŋ' => "ng",
        'œ' => "oe",
        'æ' => "ae",
        'ĸ' => "k",
        'ħ' => "h",
        _ => any_ascii::any_ascii_char(letter),
    };
    latin.extend(
        text.chars()
            .filter(char::is_ascii_alphabetic)
            .map(|l| l.to_ascii_lowercase()),
    );
}

/// German and Nordic letters written out.
fn expanded(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'ő' | 'œ' => "oe",
        'ü' | 'ű' => "ue",
        'å' => "aa",
        'þ' => "th",
        'ð' => "dh",
        'đ' => "dj",
        'ñ' => "ny",
        'ë' => "yo",
        'ə' => "e",
        'š' | 'ş' | 'ș' => "sh",
        'č' | 'ç' | 'ć' => "ch",
        'ž' => "zh",
        'ř' => "rz",
        'ň' | 'ń' => "n",
        'ğ' => "gh",
        'ț' | 'ţ' => "ts",
        _ => return None,
    })
}

/// Letters written as they sound in English spelling, or with the mark dropped
/// where [`expanded`] wrote it out.
fn sounded(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' => "a",
        'œ' => "o",
        'þ' => "t",
        'đ' => "d",
        'ś' => "sh",
        'ź' | 'ż' => "zh",
        'ł' => "w",
        'ě' => "ie",
        'ğ' => "",
        'č' | 'ç' | 'ć' => "ch",
        'š' | 'ş' | 'ș' => "sh",
        'ž' => "zh",
        _ => return None,
    })
}
