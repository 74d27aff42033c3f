//! The words of addresses and the places they name, as data.
//!
//! `data/facts/address-words.toml` says what a word beside a number means,
//! `data/facts/cities.toml` which spellings are one place.

use super::words::fold;
use fyke_model::country::Country;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a word says of the number or the words beside it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Label {
    Unit,
    Floor,
    Block,
    /// House or block: "building 7".
    Building,
    House,
    Street,
    District,
    Region,
    City,
    Postcode,
    /// Ends the name of a building: "Efficiency House".
    Named,
}

#[derive(Deserialize)]
struct WordFile {
    label: BTreeMap<Label, Vec<String>>,
    skip: Skip,
}

#[derive(Deserialize)]
struct Skip {
    words: Vec<String>,
}

#[derive(Deserialize)]
struct CityFile {
    cities: BTreeMap<Country, Vec<Vec<String>>>,
}

/// A place by its number in the file.
pub(crate) type CityId = u16;

struct Words {
    labels: FxHashMap<String, Label>,
    named: FxHashSet<String>,
    skip: FxHashSet<String>,
    cities: FxHashMap<String, CityId>,
    countries: Vec<Country>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| words().expect("the shipped words are parsed by a test"));

fn words() -> Result<Words, toml::de::Error> {
    let file: WordFile = toml::from_str(include_str!("../../../../data/facts/address-words.toml"))?;
    let places: CityFile = toml::from_str(include_str!("../../../../data/facts/cities.toml"))?;
    let mut words = Words {
        labels: FxHashMap::default(),
        named: FxHashSet::default(),
        skip: file.skip.words.into_iter().collect(),
        cities: FxHashMap::default(),
        countries: Vec::new(),
    };
    for (label, list) in file.label {
        for word in list {
            match label {
                Label::Named => drop(words.named.insert(word)),
                _ => drop(words.labels.insert(word, label)),
            }
        }
    }
    for (country, places) in places.cities {
        for spellings in places {
            let id = words.countries.len() as CityId;
            words.countries.push(country);
            for spelling in spellings {
                words.cities.insert(fold(&spelling), id);
            }
        }
    }
    Ok(words)
}

/// The label that a folded word is.
pub(crate) fn label(word: &str) -> Option<Label> {
    WORDS.labels.get(word).copied()
}

/// Whether the word ends the name of a building.
pub(crate) fn ends_building_name(word: &str) -> bool {
    WORDS.named.contains(word)
}

/// Whether the word says nothing of the place.
pub(crate) fn is_skipped(word: &str) -> bool {
    WORDS.skip.contains(word)
}

/// The place that folded words name.
pub(crate) fn city(words: &str) -> Option<CityId> {
    WORDS.cities.get(words).copied()
}

/// The country of a place.
pub(crate) fn city_country(id: CityId) -> Option<Country> {
    WORDS.countries.get(usize::from(id)).copied()
}

/// A word without what romanisations and cases change: "Vvedenskogo" and
/// "Vvedenskovo" stay apart, "Leningradsky", "Leningradskiy" and
/// "Leningradskoye" meet.
pub(crate) fn skeleton(word: &str) -> String {
    const SOUNDS: &[(&str, &str)] = &[
        ("shch", "s"),
        ("sch", "s"),
        ("tch", "c"),
        ("ch", "c"),
        ("sh", "s"),
        ("zh", "z"),
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("ck", "k"),
        ("ph", "f"),
        ("gh", "g"),
        ("ya", "a"),
        ("ia", "a"),
        ("ja", "a"),
        ("yu", "u"),
        ("iu", "u"),
        ("ju", "u"),
        ("yo", "o"),
        ("ye", "e"),
        ("ie", "e"),
        ("je", "e"),
        ("ou", "u"),
        ("w", "v"),
        ("y", "i"),
        ("j", "i"),
        ("q", "k"),
        ("x", "ks"),
    ];
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let hit = SOUNDS.iter().find(|(from, _)| rest.starts_with(from));
        let (piece, width) = match hit {
            Some((from, to)) => (*to, from.len()),
            None => ("", c.len_utf8()),
        };
        let before = out.len();
        match hit {
            Some(_) => out.push_str(piece),
            None => out.push(c),
        }
        // doubled letters count once
        let doubled = out.get(before..).is_some_and(|new| {
            before > 0 && new.len() == 1 && out.get(..before).is_some_and(|old| old.ends_with(new))
        });
        if doubled && c.is_ascii_alphabetic() {
            out.truncate(before);
        }
        rest = rest.get(width..).unwrap_or("");
    }
    // endings of cases and adjectives, as far as a stem of four is left
    for ending in ["ogo", "aia", "oe", "oi", "ii", "ei", "aa"] {
        if out.len() >= ending.len() + 5 && out.ends_with(ending) {
            out.truncate(out.len() - ending.len());
            break;
        }
    }
    while out.len() > 4 && out.ends_with(['a', 'e', 'i', 'o', 'u']) {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_words_parse() {
        let words = words().unwrap();
        assert!(words.labels.len() > 200 && words.cities.len() > 700);
    }

    #[test]
    fn spellings_of_one_street_meet() {
        for (a, b) in [
            ("leningradsky", "leningradskiy"),
            ("leningradskoye", "leningradskij"),
            ("shchelkovskoe", "schelkovskoye"),
            ("lenina", "lenin"),
            ("wwedenskogo", "vvedenskogo"),
            ("khoroshevsky", "horoshevskiy"),
            ("kyivskya", "kyivska"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("lenina"), skeleton("mira"));
        assert_eq!(skeleton(""), "");
    }
}
