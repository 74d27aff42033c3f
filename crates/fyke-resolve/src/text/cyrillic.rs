//! Cyrillic letters as registers write them in Latin.
//!
//! Russian: BGN/PCGN 1947 without apostrophes (first), popular, ICAO Doc 9303
//! (passports since 2014, GOST R 52535.1), ISO 9:1995 with its diacritics
//! dropped. Ukrainian: the order KMU 55 of 2010, BGN/PCGN 1965. Belarusian: the
//! national table of 2007. Bulgarian: the Transliteration Act of 2009. Kazakh and
//! Kyrgyz: BGN/PCGN 1979 and passports. Serbian and Macedonian: the official
//! Latin pairs.

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

/// One way to write Cyrillic in Latin letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum System {
    Bgn,
    Popular,
    Passport,
    Scholar,
    /// The same word read as Russian, or with `ye` where it is Russian already.
    Other,
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
        let own = match tongue {
            Tongue::Russian => None,
            Tongue::Ukrainian if system != System::Other => ukrainian(letter, before, system),
            Tongue::Belarusian => belarusian(letter, before, system),
            Tongue::Bulgarian => bulgarian(letter),
            Tongue::Serbian | Tongue::Macedonian => balkan(letter, system),
            _ => None,
        };
        let text = own
            .or_else(|| turkic(letter, system))
            .unwrap_or_else(|| russian(letter, before, after, system));
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

fn is_vowel(letter: Option<char>) -> bool {
    matches!(
        letter,
        Some('а' | 'е' | 'ё' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'ї' | 'є' | 'ў')
    )
}

fn is_sign(letter: Option<char>) -> bool {
    matches!(letter, Some('ь' | 'ъ' | '\''))
}

fn russian(letter: char, before: Option<char>, after: Option<char>, system: System) -> &'static str {
    use System::*;
    match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'ѣ' => match system {
            Scholar | Passport => "e",
            Popular if is_sign(before) => "ie",
            _ if is_sign(before) => "ye",
            Other if before.is_none() || is_vowel(before) => "ye",
            _ => "e",
        },
        'ё' => match system {
            Popular | Other => "yo",
            _ if is_sign(before) => "ye",
            _ => "e",
        },
        'ж' => {
            if system == Scholar {
                "z"
            } else {
                "zh"
            }
        }
        'з' => "z",
        'и' | 'і' | 'ѵ' => "i",
        'ї' => "yi",
        'є' => "ye",
        'й' => match system {
            Passport => "i",
            Scholar => "j",
            Popular if before == Some('е') && after.is_none() => "i",
            _ => "y",
        },
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ў' => "u",
        'ф' | 'ѳ' => "f",
        'х' => {
            if system == Scholar {
                "h"
            } else {
                "kh"
            }
        }
        'ц' => {
            if system == Scholar {
                "c"
            } else {
                "ts"
            }
        }
        'ч' => {
            if system == Scholar {
                "c"
            } else {
                "ch"
            }
        }
        'ш' => {
            if system == Scholar {
                "s"
            } else {
                "sh"
            }
        }
        'щ' => match system {
            Scholar => "sc",
            Other => "sch",
            _ => "shch",
        },
        'ъ' => {
            if system == Passport && after.is_some() {
                "ie"
            } else {
                ""
            }
        }
        'ь' => "",
        'ы' => "y",
        'э' => "e",
        'ю' => match system {
            Passport => "iu",
            Scholar => "ju",
            Popular if is_sign(before) => "iu",
            _ => "yu",
        },
        'я' => match system {
            Passport => "ia",
            Scholar => "ja",
            Popular if before.is_some_and(|b| !is_vowel(Some(b))) => "ia",
            _ => "ya",
        },
        _ => "",
    }
}

fn ukrainian(letter: char, before: Option<char>, system: System) -> Option<&'static str> {
    let open = before.is_none() || before == Some('\'');
    Some(match (letter, system) {
        ('г', _) => {
            if before == Some('з') && system != System::Scholar {
                "gh"
            } else {
                "h"
            }
        }
        ('ґ', _) => "g",
        ('и', _) => "y",
        ('і', _) => "i",
        ('є', System::Scholar) => "je",
        ('є', System::Bgn | System::Passport) => {
            if open {
                "ye"
            } else {
                "ie"
            }
        }
        ('є', _) => "ye",
        ('ї', System::Bgn | System::Passport) => {
            if open {
                "yi"
            } else {
                "i"
            }
        }
        ('ї', System::Scholar) => "ji",
        ('ї', _) => "yi",
        ('й', System::Bgn | System::Passport) => {
            if open {
                "y"
            } else {
                "i"
            }
        }
        ('й', System::Popular) => "y",
        ('ю', System::Bgn | System::Passport) => {
            if open {
                "yu"
            } else {
                "iu"
            }
        }
        ('ю', System::Popular) => "yu",
        ('я', System::Bgn | System::Passport) => {
            if open {
                "ya"
            } else {
                "ia"
            }
        }
        ('я', System::Popular) => "ya",
        ('щ', System::Scholar) => "sc",
        ('\'', _) => "",
        _ => return None,
    })
}

fn belarusian(letter: char, before: Option<char>, system: System) -> Option<&'static str> {
    let open = before.is_none() || is_vowel(before) || is_sign(before);
    Some(match (letter, system) {
        ('г', System::Other) => "g",
        ('г', _) => "h",
        ('ў', System::Popular) => "w",
        ('ў', System::Other) => "v",
        ('ў', _) => "u",
        ('х', System::Scholar) => "ch",
        ('й', System::Bgn | System::Passport) => "i",
        ('е', System::Bgn | System::Passport) => {
            if open {
                "ye"
            } else {
                "ie"
            }
        }
        ('ё', System::Bgn | System::Passport) => {
            if open {
                "yo"
            } else {
                "io"
            }
        }
        ('ю', System::Bgn | System::Passport) => {
            if open {
                "yu"
            } else {
                "iu"
            }
        }
        ('я', System::Bgn | System::Passport) => {
            if open {
                "ya"
            } else {
                "ia"
            }
        }
        _ => return None,
    })
}

fn bulgarian(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ъ' => "a",
        'щ' => "sht",
        'х' => "h",
        'ь' => "y",
        _ => return None,
    })
}

fn balkan(letter: char, system: System) -> Option<&'static str> {
    let popular = matches!(system, System::Popular | System::Other);
    Some(match letter {
        'ђ' => {
            if popular {
                "dj"
            } else {
                "d"
            }
        }
        'ѓ' => "gj",
        'ј' => {
            if popular {
                "y"
            } else {
                "j"
            }
        }
        'љ' => {
            if popular {
                "ly"
            } else {
                "lj"
            }
        }
        'њ' => {
            if popular {
                "ny"
            } else {
                "nj"
            }
        }
        'ћ' | 'ч' => {
            if popular {
                "ch"
            } else {
                "c"
            }
        }
        'ќ' => "kj",
        'џ' => {
            if popular {
                "dzh"
            } else {
                "dz"
            }
        }
        'ѕ' => "dz",
        'ж' => {
            if popular {
                "zh"
            } else {
                "z"
            }
        }
        'ш' => {
            if popular {
                "sh"
            } else {
                "s"
            }
        }
        'ц' => {
            if popular {
                "ts"
            } else {
                "c"
            }
        }
        'х' => "h",
        _ => return None,
    })
}

fn turkic(letter: char, system: System) -> Option<&'static str> {
    Some(match letter {
        'ә' => {
            if system == System::Other {
                "e"
            } else {
                "a"
            }
        }
        'ғ' => {
            if matches!(system, System::Passport | System::Other) {
                "gh"
            } else {
                "g"
            }
        }
        'қ' => {
            if matches!(system, System::Passport | System::Other) {
                "q"
            } else {
                "k"
            }
        }
        'ң' => {
            if system == System::Popular {
                "n"
            } else {
                "ng"
            }
        }
        'ө' => "o",
        'ү' | 'ұ' => "u",
        'һ' => "h",
        'җ' | 'ӂ' | 'ҷ' => "j",
        'ҳ' => "h",
        'ӣ' | 'ӥ' => "i",
        'ӯ' | 'ӱ' | 'ӳ' => "u",
        'ӧ' => "o",
        'ӓ' | 'ӑ' => "a",
        'ѐ' => "e",
        'ѝ' => "i",
        'ѓ' => "gj",
        'ќ' => "kj",
        'ѕ' => "dz",
        'ј' => "j",
        'ђ' => "dj",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'џ' => "dz",
        'ѹ' | 'ꙋ' => "u",
        'ѧ' | 'ꙗ' => "ya",
        'ѡ' => "o",
        'ӏ' => "",
        _ => return None,
    })
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
