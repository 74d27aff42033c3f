//! Given names and family names: which spellings, short forms and cognates are
//! one name, and what the form of a Slavic word says.
//!
//! Owns classes and rules of names of people. Which word of a name is the family
//! name is for [`crate::name`] to say.

use super::sense::Gender;
use rustc_hash::FxHashMap;

/// How a word stands to its given name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum GivenKind {
    /// A spelling that registers use for one person: Aleksandr, Alexander, Oleksandr.
    Spelling,
    /// A short or pet form: Sasha, Bill, Pepe.
    Short,
    /// The same name in another language, seldom used for one person: Alessandro, Jean.
    Cognate,
}

/// A word as a given name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct GivenName {
    /// The name; all its spellings share it.
    pub class: u16,
    /// How the word stands to it.
    pub kind: GivenKind,
    /// Whose name it is, where that is clear.
    pub gender: Option<Gender>,
}

/// In what way two given names are one, the closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Equivalence {
    /// Two spellings of one name.
    SameName,
    /// One is a short form of the other, or both are short forms of one.
    ShortForm,
    /// Forms of one name in two languages.
    Cognate,
}

impl GivenName {
    /// In what way two given names are one, if they are.
    pub fn equivalence(self, other: GivenName) -> Option<Equivalence> {
        use GivenKind::{Cognate, Short, Spelling};
        if self.class != other.class {
            return None;
        }
        Some(match (self.kind, other.kind) {
            (Spelling, Spelling) => Equivalence::SameName,
            (Cognate, _) | (_, Cognate) => Equivalence::Cognate,
            (Short, _) | (_, Short) => Equivalence::ShortForm,
        })
    }
}

/// Words to the classes they belong to; a word may belong to several.
#[derive(Clone, Debug)]
pub(super) struct Classes<T> {
    of: FxHashMap<Box<str>, Vec<T>>,
}

impl<T> Default for Classes<T> {
    fn default() -> Classes<T> {
        Classes {
            of: FxHashMap::default(),
        }
    }
}

impl<T: Copy + PartialEq> Classes<T> {
    /// Puts a word (or words, joined by one space) into a class.
    pub(super) fn add(&mut self, words: &str, class: T) {
        let known = self.of.entry(words.into()).or_default();
        if !known.contains(&class) {
            known.push(class);
        }
    }

    /// The classes of a word, in the order of the data.
    pub(super) fn of(&self, word: &str) -> &[T] {
        self.of.get(word).map_or(&[], Vec::as_slice)
    }
}

/// A patronymic taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Patronymic {
    /// The father's name as far as the ending shows it: `ivan`, `serge`.
    pub father: String,
    /// The class of the father's name, where it is a known one.
    pub class: Option<u16>,
    /// Son or daughter.
    pub gender: Gender,
}

/// Endings of Russian, Ukrainian and Belarusian patronymics as romanised, the longer first.
const PATRONYMIC_ENDINGS: &[(&str, Gender)] = &[
    ("ievich", Gender::Male),
    ("yevich", Gender::Male),
    ("jevich", Gender::Male),
    ("yovych", Gender::Male),
    ("iovych", Gender::Male),
    ("yevych", Gender::Male),
    ("iyovych", Gender::Male),
    ("ovich", Gender::Male),
    ("ovych", Gender::Male),
    ("evich", Gender::Male),
    ("evych", Gender::Male),
    ("avich", Gender::Male),
    ("ovitch", Gender::Male),
    ("evitch", Gender::Male),
    ("ovic", Gender::Male),
    ("evic", Gender::Male),
    ("ich", Gender::Male),
    ("ych", Gender::Male),
    ("ievna", Gender::Female),
    ("yevna", Gender::Female),
    ("jevna", Gender::Female),
    ("iivna", Gender::Female),
    ("yivna", Gender::Female),
    ("ivna", Gender::Female),
    ("ovna", Gender::Female),
    ("evna", Gender::Female),
    ("auna", Gender::Female),
    ("ouna", Gender::Female),
    ("euna", Gender::Female),
    ("inichna", Gender::Female),
    ("ichna", Gender::Female),
];

/// Takes a patronymic apart; `class_of` knows given names.
///
/// Every ending that fits is tried, with the endings that a father's name can
/// lose before it (`Sergeyevich` is of Sergey, `Yuryevich` of Yuriy,
/// `Nikitich` of Nikita); the first that gives a known name wins.
pub(super) fn patronymic(word: &str, class_of: impl Fn(&str) -> Option<u16>) -> Option<Patronymic> {
    let mut unknown = None;
    for (ending, gender) in PATRONYMIC_ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 2) else {
            continue;
        };
        for end in ["", "y", "iy", "ey", "i", "a", "ya", "o", "ei", "ij", "yi"] {
            let father = format!("{stem}{end}");
            if let Some(class) = class_of(&father) {
                return Some(Patronymic {
                    father,
                    class: Some(class),
                    gender: *gender,
                });
            }
        }
        // a short ending alone ("-ich") is no proof of a patronymic
        if unknown.is_none() && ending.len() >= 4 && stem.len() >= 3 {
            unknown = Some(Patronymic {
                father: stem.to_owned(),
                class: None,
                gender: *gender,
            });
        }
    }
    unknown
}

/// The part of a Slavic family name that its man's and woman's forms share, and
/// whose form it is: `ivanova` and `ivanov` give `ivanov`, `petrovskaya` and
/// `petrovsky` give `petrovsk`. `None` where the ending does not show it.
///
/// ```
/// use fyke_resolve::lexicon::{Gender, surname_root};
/// assert_eq!(surname_root("ivanova"), Some(("ivanov", Gender::Female)));
/// assert_eq!(surname_root("ivanov"), Some(("ivanov", Gender::Male)));
/// assert_eq!(surname_root("petrovskaya").unwrap().0, surname_root("petrovskiy").unwrap().0);
/// assert_eq!(surname_root("kim"), None);
/// ```
pub fn surname_root(word: &str) -> Option<(&str, Gender)> {
    const SKAYA: &[&str] = &["skaya", "skaia", "skaja", "tskaya", "ska"];
    const SKIY: &[&str] = &[
        "skiy", "skyi", "skyy", "skii", "skij", "sky", "ski", "skyj", "skoy", "skoi",
    ];
    const AYA: &[&str] = &["aya", "aia", "aja"];
    let root = |ending: &str, keep: usize| word.get(..word.len() - ending.len() + keep);
    let ends = |endings: &'static [&'static str]| {
        let of = |ending: &&&str| word.ends_with(**ending) && word.len() >= ending.len() + 2;
        endings.iter().copied().find(|ending| of(&ending))
    };
    if word.len() < 4 || !word.is_ascii() {
        return None;
    }
    if let Some(ending) = ends(SKAYA) {
        return Some((
            root(ending, if ending == "tskaya" { 3 } else { 2 })?,
            Gender::Female,
        ));
    }
    if let Some(ending) = ends(SKIY) {
        return Some((root(ending, 2)?, Gender::Male));
    }
    if let Some(ending) = ends(&["ova", "eva", "ina", "yna"]) {
        return (word.len() >= 5).then_some((root(ending, 2)?, Gender::Female));
    }
    if ends(&["ov", "ev", "in", "yn"]).is_some() {
        return Some((word, Gender::Male));
    }
    if word.len() < 6 {
        return None;
    }
    if let Some(ending) = ends(AYA) {
        return Some((root(ending, 0)?, Gender::Female));
    }
    let ending = ends(&["oy", "oi", "oj", "yy", "yi", "yj"])?;
    Some((root(ending, 0)?, Gender::Male))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(word: &str) -> Option<u16> {
        ["ivan", "sergey", "yuriy", "nikita", "ilya", "mykola", "vasil"]
            .iter()
            .position(|name| *name == word)
            .map(|at| at as u16)
    }

    #[track_caller]
    fn father(word: &str, expected: &str, gender: Gender) {
        let found = patronymic(word, class_of).unwrap_or_else(|| panic!("{word} has no father"));
        assert_eq!(
            (found.father.as_str(), found.gender),
            (expected, gender),
            "{word}"
        );
    }

    #[test]
    fn fathers_are_found() {
        father("ivanovich", "ivan", Gender::Male);
        father("ivanovna", "ivan", Gender::Female);
        father("sergeyevich", "sergey", Gender::Male);
        father("sergeevich", "sergey", Gender::Male);
        father("yuryevna", "yuriy", Gender::Female);
        father("ilyich", "ilya", Gender::Male);
        father("nikitich", "nikita", Gender::Male);
        father("mykolayovych", "mykola", Gender::Male);
        father("mykolaivna", "mykola", Gender::Female);
        father("vasilyevich", "vasil", Gender::Male);
        father("vasilevich", "vasil", Gender::Male);
        father("rustamovich", "rustam", Gender::Male);
        assert_eq!(patronymic("heinrich", class_of), None);
        assert_eq!(patronymic("ich", class_of), None);
    }

    #[test]
    fn roots_of_surnames() {
        for (woman, man) in [
            ("putina", "putin"),
            ("solovyeva", "solovyev"),
            ("dostoevskaia", "dostoevskii"),
            ("zelenska", "zelenskyi"),
            ("tolstaya", "tolstoy"),
        ] {
            assert_eq!(
                surname_root(woman).unwrap().0,
                surname_root(man).unwrap().0,
                "{woman} {man}"
            );
            assert_eq!(surname_root(woman).unwrap().1, Gender::Female, "{woman}");
        }
        for word in ["", "ova", "li", "merkel"] {
            assert_eq!(surname_root(word), None, "{word}");
        }
    }

    #[test]
    fn kinds_of_sameness() {
        let name = |class, kind| GivenName {
            class,
            kind,
            gender: None,
        };
        let spelling = name(1, GivenKind::Spelling);
        let short = name(1, GivenKind::Short);
        let cognate = name(1, GivenKind::Cognate);
        assert_eq!(spelling.equivalence(spelling), Some(Equivalence::SameName));
        assert_eq!(spelling.equivalence(short), Some(Equivalence::ShortForm));
        assert_eq!(short.equivalence(cognate), Some(Equivalence::Cognate));
        assert_eq!(spelling.equivalence(name(2, GivenKind::Spelling)), None);
    }
}
