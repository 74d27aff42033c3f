//! From the spellings in the data files to the words that look-ups use.
//!
//! Owns the notations of `data/names`: `~` and `^` for the endings of Slavic
//! words, dots or their absence in abbreviations; and the loose spelling under
//! which several romanisations of one Slavic word meet. Reading characters is
//! [`crate::text`]'s work.

use crate::text::{Word, read};

/// Which endings a Slavic stem takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Endings {
    /// `~`: of an adjective, nominative and genitive, any gender and number.
    Adjective,
    /// `^`, `%`: of a noun.
    Noun,
}

/// A word of a phrase of the data.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Key {
    /// The word itself.
    Whole(String),
    /// A stem in loose spelling, with any of these endings.
    Stem(String, Endings),
}

/// Letters of the shortest stem that is looked for under its endings.
const STEM_LETTERS_MIN: usize = 4;

impl Endings {
    /// The endings in loose spelling, Russian and Ukrainian; the longer first.
    fn all(self) -> &'static [&'static str] {
        match self {
            Endings::Adjective => &["ogo", "omu", "oi", "oe", "ie", "ih", "im", "i", "a", "e"],
            Endings::Noun => &["ami", "am", "om", "ov", "iv", "ei", "a", "u", "e", "i", ""],
        }
    }

    /// The stems that a word in loose spelling can have.
    pub(super) fn stems(self, loose: &str) -> impl Iterator<Item = &str> {
        let stem = |ending: &&'static str| loose.strip_suffix(*ending);
        let stems = self.all().iter().filter_map(stem);
        stems.filter(|stem| stem.len() >= STEM_LETTERS_MIN)
    }
}

/// The folded spellings of one phrase of the data.
pub(super) fn spellings(phrase: &str) -> Vec<Vec<Key>> {
    let plain = phrase
        .bytes()
        .all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'-'));
    let mut out = if plain {
        let words = phrase.split([' ', '-']).filter(|word| !word.is_empty());
        vec![words.map(str::to_ascii_lowercase).collect()]
    } else {
        readings(&phrase.replace(['~', '^', '%'], ""))
    };
    if phrase.chars().nth(1).is_some_and(char::is_uppercase) {
        spell_out(&mut out);
    }
    let marks = marks(phrase);
    let keys = |words: Vec<String>| {
        let key = |(at, word): (usize, String)| match marks.iter().find(|(marked, _)| *marked == at) {
            Some((_, endings)) => Key::Stem(loose(&word), *endings),
            None => Key::Whole(word),
        };
        words.into_iter().enumerate().map(key).collect()
    };
    out.sort_unstable();
    out.dedup();
    out.retain(|words| !words.is_empty());
    out.into_iter().map(keys).collect()
}

/// One spelling of those that loose spelling cannot tell apart.
pub(super) fn distinct(spellings: Vec<Vec<Key>>) -> Vec<Vec<Key>> {
    let sound = |key: &Key| match key {
        Key::Whole(word) if word.len() >= LOOSE_LETTERS_MIN && !word.bytes().any(|b| b.is_ascii_digit()) => {
            loose(word)
        }
        Key::Whole(word) | Key::Stem(word, _) => word.clone(),
    };
    let mut heard: Vec<Vec<String>> = Vec::new();
    let mut new = |words: &Vec<Key>| {
        let sounds: Vec<String> = words.iter().map(sound).collect();
        let new = !heard.contains(&sounds);
        if new {
            heard.push(sounds);
        }
        new
    };
    spellings.into_iter().filter(|words| new(words)).collect()
}

/// The folded spellings of a phrase without notations.
pub(super) fn whole_spellings(phrase: &str) -> impl Iterator<Item = Vec<String>> {
    let whole = |key| match key {
        Key::Whole(word) => word,
        Key::Stem(stem, _) => stem,
    };
    spellings(phrase)
        .into_iter()
        .map(move |words| words.into_iter().map(whole).collect())
}

/// Which words of a phrase carry a mark of endings.
fn marks(phrase: &str) -> Vec<(usize, Endings)> {
    let mark = |(at, letter): (usize, char)| {
        let endings = match letter {
            '~' => Endings::Adjective,
            '^' | '%' => Endings::Noun,
            _ => return None,
        };
        let before = phrase.get(..at)?;
        if before.chars().all(char::is_alphabetic) {
            return Some((0, endings));
        }
        let words = read(&before.replace(['~', '^', '%'], "")).words;
        Some((words.len().checked_sub(1)?, endings))
    };
    phrase.char_indices().filter_map(mark).collect()
}

/// Adds the letters of an abbreviation one by one: `LLC` is also `l l c`.
fn spell_out(out: &mut Vec<Vec<String>>) {
    let short = |words: &&Vec<String>| matches!(words.as_slice(), [word] if (2..=5).contains(&word.len()));
    let apart = |words: &Vec<String>| words.concat().chars().map(String::from).collect();
    let spelled: Vec<Vec<String>> = out.iter().filter(short).map(apart).collect();
    out.extend(spelled);
}

/// The words of a phrase as they read in Latin letters: the commonest reading
/// of all, then the second readings together, and so on.
fn readings(phrase: &str) -> Vec<Vec<String>> {
    let words = read(phrase).words;
    let most = words.iter().map(|word| word.readings.len()).max().unwrap_or(0);
    let nth = |at: usize| {
        let word = |word: &Word| {
            word.readings
                .get(at.wrapping_sub(1))
                .unwrap_or(&word.latin)
                .clone()
        };
        words.iter().map(word).collect()
    };
    (0..=most).map(nth).collect()
}

/// Letters from which on a word may be spelled loosely; shorter ones would meet by chance.
pub(super) const LOOSE_LETTERS_MIN: usize = 5;

/// Letters of the longest word that is spelled loosely; longer ones are no words.
const LOOSE_LETTERS_MAX: usize = 40;

/// A spelling under which romanisations of one Slavic word meet:
/// `sudostroitelnyy`, `sudostroitelnyi`, `sudostroitelnyj` are one.
/// Empty for what is too long or not of letters.
pub(super) fn loose(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    if word.len() > LOOSE_LETTERS_MAX || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return out;
    }
    let bytes = word.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let (sound, length) = sound(first, &bytes[at + 1..]);
        at += length;
        for letter in sound.chars() {
            if !out.ends_with(letter) {
                out.push(letter);
            }
        }
    }
    out
}

/// What the letters at the front sound like, and how many of them it takes.
fn sound(first: u8, rest: &[u8]) -> (&'static str, usize) {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    match (first, rest) {
        (b's', [b'h', b'c', b'h', ..]) => ("s", 4),
        (b's', [b'c', b'h', ..] | [b'h', b'h', ..]) => ("s", 3),
        (b's', [b'h', ..]) => ("s", 2),
        (b'z', [b'h', ..]) => ("z", 2),
        (b'k', [b'h', ..]) => ("h", 2),
        (b'c', [b'h', ..]) | (b't', [b's' | b'z', ..]) => ("c", 2),
        (b'y' | b'i' | b'j', [b'u', ..]) => ("u", 2),
        (b'y' | b'i' | b'j', [b'a', ..]) => ("a", 2),
        (b'y' | b'i' | b'j', [b'e', ..]) => ("e", 2),
        (b'y' | b'j', [b'o', ..]) => ("o", 2),
        (b'x', _) => ("ks", 1),
        (b'w', _) => ("v", 1),
        (b'y' | b'j', _) => ("i", 1),
        _ => {
            let at = usize::from(first.saturating_sub(b'a'));
            (LETTERS.get(at..=at).unwrap_or(""), 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(phrase: &str) -> Vec<String> {
        whole_spellings(phrase).map(|words| words.join(" ")).collect()
    }

    #[test]
    fn romanisations_meet() {
        let all = [
            "sudostroitelnyy",
            "sudostroitelnyi",
            "sudostroitelny",
            "sudostroitelnyj",
        ];
        assert!(all.iter().all(|word| loose(word) == loose(all[0])));
        assert_eq!(loose("obshchestvo"), loose("obschestvo"));
        assert_eq!(loose("zavod"), "zavod");
        assert_eq!(loose("f16"), "");
        assert_eq!(loose(&"a".repeat(41)), "");
    }

    #[test]
    fn abbreviations_with_and_without_dots() {
        assert_eq!(whole("d.o.o."), ["doo"]);
        assert_eq!(whole("LLC"), ["l l c", "llc"]);
        assert_eq!(whole("ООО"), ["o o o", "ooo"]);
        assert_eq!(whole("company"), ["company"]);
    }

    #[test]
    fn stems_are_marked_at_their_word() {
        let keys = spellings("цветн~ металл^");
        let stem = |word: &str, endings| Key::Stem(String::from(word), endings);
        let expected = vec![stem("cvetn", Endings::Adjective), stem("metal", Endings::Noun)];
        assert!(keys.contains(&expected), "{keys:?}");
    }

    #[test]
    fn plain_phrases_read_as_all_text_does() {
        for phrase in ["Limited", "joint-stock company", "GmbH", "xYz", "al- x"] {
            let read: Vec<String> = read(phrase).words.into_iter().map(|word| word.latin).collect();
            assert!(whole(phrase).contains(&read.join(" ")), "{phrase}");
        }
    }
}
