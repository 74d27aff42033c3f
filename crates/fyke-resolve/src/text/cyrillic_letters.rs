//! Cyrillic letters in Latin.
//!
//! Russian: BGN/PCGN 1947 without apostrophes (first), popular, ICAO Doc 9303
//! (passports since 2014, GOST R 52535.1), ISO 9:1995 with its diacritics
//! dropped. Ukrainian: the order KMU 55 of 2010, BGN/PCGN 1965. Belarusian: the
//! national table of 2007. Bulgarian: the Transliteration Act of 2009. Kazakh and
//! Kyrgyz: BGN/PCGN 1979 and passports. Serbian and Macedonian: the official
//! Latin pairs.

use super::cyrillic::Tongue;
use super::written::either;

/// One way to write Cyrillic in Latin letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    Bgn,
    Popular,
    Passport,
    Scholar,
    /// The same word read as Russian, or with `ye` where it is Russian already.
    Other,
}

/// One small letter between its neighbours.
pub(super) fn letter_text(
    letter: char,
    before: Option<char>,
    after: Option<char>,
    tongue: Tongue,
    system: System,
) -> &'static str {
    let own = match tongue {
        Tongue::Russian => None,
        Tongue::Ukrainian if system != System::Other => ukrainian(letter, before, system),
        Tongue::Belarusian => belarusian(letter, before, system),
        Tongue::Bulgarian => bulgarian(letter),
        Tongue::Serbian | Tongue::Macedonian => balkan(letter, system),
        _ => None,
    };
    own.or_else(|| turkic(letter, system))
        .unwrap_or_else(|| russian(letter, before, after, system))
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
        'ж' => either(system == Scholar, "z", "zh"),
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
        'х' => either(system == Scholar, "h", "kh"),
        'ц' => either(system == Scholar, "c", "ts"),
        'ч' => either(system == Scholar, "c", "ch"),
        'ш' => either(system == Scholar, "s", "sh"),
        'щ' => match system {
            Scholar => "sc",
            Other => "sch",
            _ => "shch",
        },
        'ъ' => either(system == Passport && after.is_some(), "ie", ""),
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
        ('г', _) => either(before == Some('з') && system != System::Scholar, "gh", "h"),
        ('ґ', _) => "g",
        ('и', _) => "y",
        ('і', _) => "i",
        ('є', System::Scholar) => "je",
        ('є', System::Bgn | System::Passport) => either(open, "ye", "ie"),
        ('є', _) => "ye",
        ('ї', System::Bgn | System::Passport) => either(open, "yi", "i"),
        ('ї', System::Scholar) => "ji",
        ('ї', _) => "yi",
        ('й', System::Bgn | System::Passport) => either(open, "y", "i"),
        ('й', System::Popular) => "y",
        ('ю', System::Bgn | System::Passport) => either(open, "yu", "iu"),
        ('ю', System::Popular) => "yu",
        ('я', System::Bgn | System::Passport) => either(open, "ya", "ia"),
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
        ('е', System::Bgn | System::Passport) => either(open, "ye", "ie"),
        ('ё', System::Bgn | System::Passport) => either(open, "yo", "io"),
        ('ю', System::Bgn | System::Passport) => either(open, "yu", "iu"),
        ('я', System::Bgn | System::Passport) => either(open, "ya", "ia"),
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
        'ђ' => either(popular, "dj", "d"),
        'ѓ' => "gj",
        'ј' => either(popular, "y", "j"),
        'љ' => either(popular, "ly", "lj"),
        'њ' => either(popular, "ny", "nj"),
        'ћ' | 'ч' => either(popular, "ch", "c"),
        'ќ' => "kj",
        'џ' => either(popular, "dzh", "dz"),
        'ѕ' => "dz",
        'ж' => either(popular, "zh", "z"),
        'ш' => either(popular, "sh", "s"),
        'ц' => either(popular, "ts", "c"),
        'х' => "h",
        _ => return None,
    })
}

fn turkic(letter: char, system: System) -> Option<&'static str> {
    Some(match letter {
        'ә' => either(system == System::Other, "e", "a"),
        'ғ' => either(matches!(system, System::Passport | System::Other), "gh", "g"),
        'қ' => either(matches!(system, System::Passport | System::Other), "q", "k"),
        'ң' => either(system == System::Popular, "n", "ng"),
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
