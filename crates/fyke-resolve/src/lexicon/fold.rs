//! From the spellings in the data files to the words that look-ups use.
//!
//! Owns the notations of `data/names` (`~` for adjective endings, dots for
//! abbreviations) and the loose spelling under which several romanisations of
//! one Slavic word meet. Reading characters is [`crate::text`]'s work.

use crate::text::Word;

/// Endings of Russian and Ukrainian adjectives: nominative and genitive, all
/// genders, singular and plural; after a hard stem and after `к`, `г`, `х`.
const ADJECTIVE_ENDINGS: &[&str] = &[
    "ый", "ий", "ой", "ая", "ое", "ые", "ие", "ого", "ых", "их", "а", "е", "і", "ої", "ому",
];

/// The folded spellings of one phrase of the data: each a sequence of words.
pub(super) fn spellings(phrase: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    if phrase.contains('~') {
        for ending in ADJECTIVE_ENDINGS {
            read_into(&phrase.replace('~', ending), &mut out);
        }
    } else {
        read_into(phrase, &mut out);
    }
    out.retain(|words| !words.is_empty());
    out.sort_unstable();
    out.dedup();
    out
}

/// Adds the readings of a phrase; of an abbreviation with dots also its letters
/// joined (`d.o.o.`, `doo`), of one without also its letters apart (`LLC`, `l l c`).
fn read_into(phrase: &str, out: &mut Vec<Vec<String>>) {
    let abbreviation = phrase.chars().nth(1).is_some_and(char::is_uppercase);
    for words in readings(phrase) {
        if words.len() > 1 && words.iter().all(|word| word.len() == 1) {
            out.push(vec![words.concat()]);
        }
        if let [word] = words.as_slice()
            && abbreviation
            && (2..=5).contains(&word.len())
        {
            out.push(word.chars().map(String::from).collect());
        }
        out.push(words);
    }
}

/// The words of a phrase as they read in Latin letters: the commonest reading
/// of all, then the second readings together, and so on.
fn readings(phrase: &str) -> Vec<Vec<String>> {
    if phrase.is_ascii() {
        let words = phrase.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'');
        return vec![
            words
                .map(|word| word.replace('\'', "").to_ascii_lowercase())
                .filter(|word| !word.is_empty())
                .collect(),
        ];
    }
    let words = crate::text::read(phrase).words;
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

/// A spelling under which romanisations of one Slavic word meet:
/// `sudostroitelnyy`, `sudostroitelnyi`, `sudostroitel'nyj` are one.
/// Only for words of five letters and more; shorter ones would meet by chance.
pub(super) fn loose(word: &str) -> Option<String> {
    const PAIRS: &[(&str, &str)] = &[
        ("shch", "s"),
        ("sch", "s"),
        ("shh", "s"),
        ("sh", "s"),
        ("zh", "z"),
        ("kh", "h"),
        ("ch", "c"),
        ("ts", "c"),
        ("tz", "c"),
        ("yu", "u"),
        ("iu", "u"),
        ("ju", "u"),
        ("ya", "a"),
        ("ia", "a"),
        ("ja", "a"),
        ("ye", "e"),
        ("ie", "e"),
        ("je", "e"),
        ("yo", "o"),
        ("x", "ks"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
    ];
    if word.len() < 5 || word.len() > 40 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(from, _)| rest.starts_with(from));
        let (from, to) = pair.map_or((&rest[..first.len_utf8()], ""), |(from, to)| (*from, *to));
        for c in if pair.is_some() { to } else { from }.chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = &rest[from.len()..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(loose("zavod").as_deref(), Some("zavod"));
        assert_eq!(loose("ao"), None);
    }

    #[test]
    fn abbreviations_with_and_without_dots() {
        assert_eq!(spellings("d.o.o."), [vec!["d", "o", "o"], vec!["doo"]]);
        assert_eq!(spellings("LLC"), [vec!["l", "l", "c"], vec!["llc"]]);
        assert_eq!(spellings("ООО"), [vec!["o", "o", "o"], vec!["ooo"]]);
    }
}
