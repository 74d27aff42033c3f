//! Arabic letters, of Arabic and Persian, in Latin.
//!
//! Short vowels are not written. Common words of names are looked up with the
//! vowels that registers give them ([`super::arabic_words`]); the rest is vowelled by
//! the shape of the syllable. Consonants: UNGEGN Arabic (2017) without marks and
//! BGN/PCGN Persian (1958); French spelling as another reading.
//!
//! The article and `wa-` become words of their own, what follows is `joined`.

use super::arabic_words;
use super::written::{either, one};
use super::{Script, Word};

/// The words that one run of Arabic letters reads as.
pub(super) fn words(letters: &[char], persian: bool) -> Vec<Word> {
    let letters: Vec<char> = letters.iter().copied().filter(|&letter| letter != 'ـ').collect();
    let mut found = Vec::with_capacity(3);
    push_words(&letters, persian, &mut found);
    for word in found.iter_mut().skip(1) {
        word.joined = true;
    }
    found
}

/// An abbreviation, letter by letter: no vowels are missing there.
pub(super) fn abbreviation(letters: &[char]) -> Option<Word> {
    let latin: String = plain(letters)
        .into_iter()
        .map(|letter| match letter {
            'ا' => "a",
            'ه' => "h",
            'ع' => "a",
            'ي' => "y",
            other => consonant(other, Style::Arabic),
        })
        .collect();
    one(
        Script::Arabic,
        if latin.is_empty() { Vec::new() } else { vec![latin] },
    )
}

fn push_words(letters: &[char], persian: bool, found: &mut Vec<Word>) {
    let key = plain(letters);
    if let Some(readings) = known(&key, persian) {
        found.extend(one(Script::Arabic, readings));
        return;
    }
    match key.as_slice() {
        // wa-l-: "and the"
        ['و', 'ا', 'ل', rest @ ..] if rest.len() >= 3 => {
            found.extend(particle("wa", &["va", "ou"]));
            push_words(&letters[1..], persian, found);
        }
        ['ا', 'ل', rest @ ..] if rest.len() >= 2 && letters.len() == key.len() => {
            found.extend(particle("al", &["el"]));
            push_words(&letters[2..], persian, found);
        }
        ['ل', 'ل', rest @ ..] if rest.len() >= 3 && letters.len() == key.len() => {
            found.extend(particle("lil", &["li"]));
            push_words(&letters[2..], persian, found);
        }
        _ => {
            let readings = compound(&key, persian).unwrap_or_else(|| spelled(letters, persian));
            found.extend(one(Script::Arabic, readings));
        }
    }
}

fn particle(latin: &str, readings: &[&str]) -> Option<Word> {
    let all = std::iter::once(latin)
        .chain(readings.iter().copied())
        .map(str::to_string)
        .collect();
    one(Script::Arabic, all)
}

/// One shape for letters that writers exchange: alefs, yas, kafs, final ha.
fn plain(letters: &[char]) -> Vec<char> {
    letters
        .iter()
        .filter_map(|&letter| {
            Some(match letter {
                'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
                'ى' | 'ی' | 'ئ' | 'ې' | 'ے' => 'ي',
                'ک' | 'ڪ' => 'ك',
                'ة' | 'ۀ' | 'ە' | 'ہ' | 'ھ' | 'ۂ' => 'ه',
                'ؤ' => 'و',
                'ء' => return None,
                other => other,
            })
        })
        .collect()
}

/// The readings of a common word, those of the text's language first.
fn known(key: &[char], persian: bool) -> Option<Vec<String>> {
    let entry = arabic_words::find(key)?;
    let (arabic, iranian) = entry.split_once('|').unwrap_or((entry, ""));
    let (first, second) = if persian {
        (iranian, arabic)
    } else {
        (arabic, iranian)
    };
    let mut readings: Vec<String> = Vec::with_capacity(4);
    for reading in first.split_whitespace().chain(second.split_whitespace()) {
        if !readings.iter().any(|known| known == reading) {
            readings.push(reading.to_string());
        }
    }
    (!readings.is_empty()).then_some(readings)
}

/// Names written as one word: a known stem with an ending or beginning that
/// names use, or two known words.
fn compound(key: &[char], persian: bool) -> Option<Vec<String>> {
    if let ['ع', 'ب', 'د', 'ا', 'ل', rest @ ..] = key
        && rest.len() >= 2
    {
        let stem = known(rest, persian).unwrap_or_else(|| spelled(rest, persian));
        let prefixes: &[&str] = if persian {
            &["abdol", "abdul", "abdal"]
        } else {
            &["abdul", "abdel", "abdal", "abdol"]
        };
        return Some(pairs(prefixes, &stem));
    }
    if let ['ا', 'ب', 'و', 'ا', 'ل', rest @ ..] = key
        && rest.len() >= 3
    {
        let stem = known(rest, persian).unwrap_or_else(|| spelled(rest, persian));
        return Some(pairs(
            if persian {
                &["abol", "abul"]
            } else {
                &["abul", "abol", "aboul"]
            },
            &stem,
        ));
    }
    for (ending, latins) in arabic_words::ENDINGS {
        let ending: Vec<char> = ending.chars().collect();
        if let Some(stem) = key.strip_suffix(ending.as_slice())
            && stem.len() >= 2
            && (ending.len() > 1 || arabic_words::find(stem).is_some())
        {
            let stem = known(stem, persian).unwrap_or_else(|| spelled(stem, persian));
            let latins: Vec<&str> = latins.split(' ').collect();
            return Some(joined_with(&stem, &latins));
        }
    }
    (2..key.len().saturating_sub(1)).find_map(|cut| {
        let (left, right) = key.split_at(cut);
        let (left, right) = (known(left, persian)?, known(right, persian)?);
        let left: Vec<&str> = left.iter().map(String::as_str).take(2).collect();
        Some(pairs(&left, &right))
    })
}

/// Each beginning with the first stem, then the first beginning with the others.
fn pairs(beginnings: &[&str], stems: &[String]) -> Vec<String> {
    let Some(first) = stems.first() else {
        return Vec::new();
    };
    let mut all: Vec<String> = beginnings
        .iter()
        .map(|beginning| format!("{beginning}{first}"))
        .collect();
    all.extend(
        beginnings
            .iter()
            .take(1)
            .flat_map(|beginning| stems[1..].iter().map(move |s| format!("{beginning}{s}"))),
    );
    all
}

fn joined_with(stems: &[String], endings: &[&str]) -> Vec<String> {
    let Some((first, rest)) = stems.split_first() else {
        return Vec::new();
    };
    let mut all: Vec<String> = endings.iter().map(|ending| format!("{first}{ending}")).collect();
    all.extend(
        endings
            .iter()
            .take(1)
            .flat_map(|ending| rest.iter().map(move |stem| format!("{stem}{ending}"))),
    );
    all
}

/// What a letter does in its word.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Consonant(char),
    Vowel(char),
    /// A vowel that an alef carries at the beginning.
    Short(char),
    /// A final ha after a consonant.
    Ending,
}

/// The readings of a word that no table knows.
fn spelled(letters: &[char], persian: bool) -> Vec<String> {
    let parts = parts(letters, persian);
    let mut readings: Vec<String> = Vec::with_capacity(3);
    for style in [
        if persian { Style::Persian } else { Style::Arabic },
        if persian { Style::Arabic } else { Style::Persian },
        Style::French,
        Style::Egyptian,
    ] {
        let reading = vowelled(&parts, style);
        if !reading.is_empty() && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

fn parts(letters: &[char], persian: bool) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::with_capacity(letters.len());
    for (at, &letter) in letters.iter().enumerate() {
        let last = at + 1 == letters.len();
        let after = letters.get(at + 1).copied();
        let open = matches!(parts.last(), Some(Part::Vowel(_) | Part::Short(_)));
        let part = match letter {
            _ if at == 0 && letters.len() > 2 && initial(letter, after).is_some() => {
                match initial(letter, after).flatten() {
                    Some(short) => Part::Short(short),
                    None => continue,
                }
            }
            'ا' | 'آ' | 'أ' | 'إ' | 'ٱ' => Part::Vowel('a'),
            'ى' if last => Part::Vowel(if persian { 'i' } else { 'a' }),
            'و' | 'ؤ' if is_glide(parts.last(), after, open, at, letters) => Part::Consonant('و'),
            'و' | 'ؤ' => Part::Vowel('u'),
            'ي' | 'ی' | 'ى' if is_glide(parts.last(), after, open, at, letters) => Part::Consonant('ي'),
            'ي' | 'ی' | 'ى' => Part::Vowel('i'),
            // foreign ch: the t is taken back into one sound
            'ش' if parts.last() == Some(&Part::Consonant('ت')) => {
                parts.pop();
                Part::Consonant('چ')
            }
            'ئ' => Part::Consonant('ع'),
            'ء' => continue,
            'ة' | 'ۀ' => Part::Ending,
            'ه' if last && !open && at > 1 => Part::Ending,
            'ک' | 'ڪ' => Part::Consonant('ك'),
            other => Part::Consonant(other),
        };
        parts.push(part);
    }
    parts
}

/// What an alef at the beginning is: a short vowel, or nothing (`Some(None)`)
/// before the waw or ya that is the vowel itself; `None` where it is long.
fn initial(letter: char, after: Option<char>) -> Option<Option<char>> {
    let before_vowel = matches!(after, Some('و' | 'ي' | 'ی'));
    match letter {
        'إ' if before_vowel => Some(None),
        'إ' => Some(Some('i')),
        'ا' | 'ٱ' if before_vowel => Some(None),
        'أ' if after == Some('و') => Some(None),
        'ا' | 'أ' | 'ٱ' => Some(Some('a')),
        _ => None,
    }
}

/// Whether a waw or ya is a consonant here.
fn is_glide(before: Option<&Part>, after: Option<char>, open: bool, at: usize, letters: &[char]) -> bool {
    let long_after = matches!(after, Some('ا' | 'آ' | 'ة' | 'ى' | 'أ'));
    match before {
        // after a silent initial alef it is the vowel itself
        None if at > 0 => long_after,
        None => true,
        Some(_) if open => after.is_some() || matches!(before, Some(Part::Vowel('a'))) && letters.len() < 4,
        Some(_) if long_after => true,
        Some(_) => matches!(after, Some('و' | 'ي' | 'ی')) && at + 2 < letters.len(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Arabic,
    Persian,
    French,
    /// As Arabic, with a hard g; foreign names are often spelled so.
    Egyptian,
}

/// Writes the parts with the short vowels that the syllables need.
fn vowelled(parts: &[Part], style: Style) -> String {
    let mut latin = String::with_capacity(parts.len() * 2);
    // whether the last vowel was long, and how many consonants followed it
    let (mut long, mut closed, mut begun) = (false, 0usize, false);
    for (at, &part) in parts.iter().enumerate() {
        match part {
            Part::Vowel(vowel) => {
                latin.push_str(vowel_text(vowel, style));
                (long, closed, begun) = (true, 0, true);
            }
            Part::Short(vowel) => {
                latin.push(vowel);
                begun = true;
            }
            Part::Ending => {
                latin.push_str(if style == Style::Persian { "eh" } else { "a" });
                (long, closed, begun) = (true, 0, true);
            }
            Part::Consonant(letter) => {
                latin.push_str(consonant(letter, style));
                closed += 1;
                let next = parts.get(at + 1);
                let pair = matches!(next, Some(Part::Consonant(_)));
                let last_pair = at + 2 >= parts.len();
                let needs = match (pair, begun) {
                    (false, _) => false,
                    (true, false) => true,
                    // after a long vowel every consonant opens a syllable; after a short one the first closes it
                    (true, true) => long || closed >= 2 || last_pair,
                };
                if needs {
                    latin.push_str(if long && begun {
                        if style == Style::Persian { "e" } else { "i" }
                    } else {
                        "a"
                    });
                    (long, closed, begun) = (false, 0, true);
                }
            }
        }
    }
    latin
}

fn vowel_text(vowel: char, style: Style) -> &'static str {
    match (vowel, style) {
        ('u', Style::French) => "ou",
        ('u', _) => "u",
        ('i', _) => "i",
        _ => "a",
    }
}

fn consonant(letter: char, style: Style) -> &'static str {
    let persian = style == Style::Persian;
    match letter {
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ط' | 'ٹ' => "t",
        'ث' => either(persian, "s", "th"),
        'ج' => either(
            style == Style::French,
            "dj",
            either(style == Style::Egyptian, "g", "j"),
        ),
        'چ' => "ch",
        'ح' | 'ه' | 'ھ' | 'ہ' => "h",
        'خ' => "kh",
        'د' | 'ڈ' => "d",
        'ذ' => either(persian, "z", "dh"),
        'ر' | 'ڑ' => "r",
        'ز' | 'ظ' => "z",
        'ژ' => "zh",
        'س' | 'ص' => "s",
        'ش' => either(style == Style::French, "ch", "sh"),
        'ض' => either(persian, "z", "d"),
        'غ' => "gh",
        'ف' => "f",
        'ڤ' | 'ۋ' => "v",
        'ق' => either(persian, "gh", "q"),
        'ك' => "k",
        'گ' => "g",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ں' => "n",
        'و' => either(persian, "v", "w"),
        'ي' => "y",
        'ع' => "",
        other => super::written::ascii_of(other),
    }
}
