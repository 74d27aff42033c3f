//! Countries as lists write them, and whether two records can be of one.
//!
//! Codes, names and nationalities in one cell or several ("ru;ua", "Russian and
//! Ukrainian", "(a) German, (b) Moroccan", "Korea, North") become a small set.
//! Names are those of the reference table; nationalities, states that ended and
//! contested land stand in `data/facts/nationalities.toml`. What a shared or a
//! different country is worth is for [`crate::score`] to say.

use super::words::{fold, quote};
use fyke_model::country::Country;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Most countries that one record keeps; ships have had a dozen flags.
pub const COUNTRIES_MAX: usize = 32;

/// Longest cell that is read, in bytes.
const CELL_BYTES_MAX: usize = 600;

/// Longest name that is looked up, in words.
const NAME_WORDS_MAX: usize = 7;

/// The countries of one record, sorted, without repeats.
///
/// ```
/// use fyke_resolve::facts::countries::{Countries, CountryLevel, compare};
/// let a = Countries::read(["Russian and Ukrainian"]);
/// let b = Countries::read(["ru"]);
/// assert_eq!(a.to_string(), "RU, UA");
/// assert_eq!(compare(&a, &b), CountryLevel::ShareOne);
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Countries {
    codes: Box<[Country]>,
    held: Box<[Country]>,
}

impl Countries {
    /// The countries that the cells name; what is not known is left out.
    pub fn read<'a>(cells: impl IntoIterator<Item = &'a str>) -> Countries {
        let mut found = Found::default();
        for cell in cells {
            read_cell(cell, &mut found);
        }
        found.finish()
    }

    /// A set of codes.
    pub fn of(codes: impl IntoIterator<Item = Country>) -> Countries {
        let mut found = Found::default();
        found.codes.extend(codes.into_iter().take(COUNTRIES_MAX));
        found.finish()
    }

    /// The codes in order; contested land counts under its owner by law.
    pub fn codes(&self) -> &[Country] {
        &self.codes
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Whether the code is among them.
    pub fn contains(&self, code: Country) -> bool {
        self.codes.binary_search(&code).is_ok()
    }
}

impl std::fmt::Display for Countries {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, code) in self.codes.iter().enumerate() {
            write!(f, "{}{code}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// What the countries of two records say, from the strongest contrary to the
/// strongest agreement.
#[repr(u8)]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CountryLevel {
    /// No country in common and none that is part of another.
    Disjoint,
    /// A territory and its state, a state and its successor, contested land.
    Related,
    /// One side names no country.
    Missing,
    /// One in common, others not.
    ShareOne,
    /// The same countries.
    Same,
}

impl CountryLevel {
    /// All levels in order.
    pub const ALL: [CountryLevel; 5] = [
        CountryLevel::Disjoint,
        CountryLevel::Related,
        CountryLevel::Missing,
        CountryLevel::ShareOne,
        CountryLevel::Same,
    ];

    /// A short name for tables and model files.
    pub fn name(self) -> &'static str {
        match self {
            CountryLevel::Disjoint => "country_disjoint",
            CountryLevel::Related => "country_related",
            CountryLevel::Missing => "country_missing",
            CountryLevel::ShareOne => "country_share_one",
            CountryLevel::Same => "country_same",
        }
    }
}

/// Compares two sets; symmetric.
pub fn compare(a: &Countries, b: &Countries) -> CountryLevel {
    if a.is_empty() || b.is_empty() {
        return CountryLevel::Missing;
    }
    if a.codes == b.codes {
        return CountryLevel::Same;
    }
    if a.codes.iter().any(|code| b.contains(*code)) {
        return CountryLevel::ShareOne;
    }
    let near = |x: &Countries, y: &Countries| {
        x.held.iter().any(|code| y.contains(*code))
            || x.codes.iter().any(|one| {
                let table = TABLES.related.get(one);
                table.is_some_and(|others| others.iter().any(|other| y.contains(*other)))
            })
    };
    if near(a, b) || near(b, a) {
        CountryLevel::Related
    } else {
        CountryLevel::Disjoint
    }
}

/// Whether one is a territory, a successor or a part of the other.
pub fn is_related(a: Country, b: Country) -> bool {
    let holds = |one: &Country, other: &Country| {
        let others = TABLES.related.get(one);
        others.is_some_and(|others| others.contains(other))
    };
    holds(&a, &b) || holds(&b, &a)
}

/// The comparison in a plain sentence that quotes both sides.
pub fn reason(a: &Countries, b: &Countries) -> String {
    let (left, right) = (quote(&a.to_string()), quote(&b.to_string()));
    match compare(a, b) {
        CountryLevel::Disjoint => format!("no country in common: {left} and {right}"),
        CountryLevel::Related => {
            format!("countries that belong together or follow each other: {left} and {right}")
        }
        CountryLevel::Missing => "a country is stated on one side at most".to_owned(),
        CountryLevel::ShareOne => format!("a country in common: {left} and {right}"),
        CountryLevel::Same => format!("the same countries: {left}"),
    }
}

/// The country that a whole text names: code, name or nationality.
///
/// ```
/// use fyke_resolve::facts::countries::named;
/// assert_eq!(named("Korea, North").unwrap().as_str(), "KP");
/// assert_eq!(named("Iranian").unwrap().as_str(), "IR");
/// assert_eq!(named("nowhere"), None);
/// ```
pub fn named(text: &str) -> Option<Country> {
    if text.len() > CELL_BYTES_MAX {
        return None;
    }
    let folded = fold(text);
    lookup(&folded).or_else(|| {
        let (head, tail) = text.split_once(',')?;
        lookup(&fold(&format!("{tail} {head}")))
    })
}

fn lookup(folded: &str) -> Option<Country> {
    let folded = folded.strip_prefix("the ").unwrap_or(folded);
    let land = TABLES.contested.get(folded).map(|[owner, _]| *owner);
    land.or_else(|| TABLES.names.get(folded).copied())
}

#[derive(Default)]
struct Found {
    codes: Vec<Country>,
    held: Vec<Country>,
}

impl Found {
    fn add(&mut self, folded: &str) -> bool {
        let folded = folded.strip_prefix("the ").unwrap_or(folded);
        if self.codes.len() >= COUNTRIES_MAX {
            return true;
        }
        if let Some([owner, holder]) = TABLES.contested.get(folded) {
            self.codes.push(*owner);
            self.held.push(*holder);
            return true;
        }
        let found = TABLES.names.get(folded);
        self.codes.extend(found);
        found.is_some()
    }

    fn finish(mut self) -> Countries {
        for list in [&mut self.codes, &mut self.held] {
            list.sort_unstable();
            list.dedup();
        }
        Countries {
            codes: self.codes.into(),
            held: self.held.into(),
        }
    }
}

fn read_cell(cell: &str, found: &mut Found) {
    let end = cell.floor_char_boundary(CELL_BYTES_MAX);
    for part in cell.get(..end).unwrap_or("").split([';', '\n', '|']) {
        if found.add(&fold(part)) {
            continue;
        }
        if let Some((head, tail)) = part.split_once(',')
            && found.add(&fold(&format!("{tail} {head}")))
        {
            continue;
        }
        for piece in part.split([',', '/']) {
            if !found.add(&fold(piece)) {
                scan(&fold(piece), found);
            }
        }
    }
}

/// Names inside a sentence, the longest first at each word. Short codes are not
/// looked for: `in`, `is` and `no` are words.
fn scan(folded: &str, found: &mut Found) {
    let words: Vec<&str> = folded.split(' ').take(64).collect();
    let mut at = 0;
    while at < words.len() {
        let longest = NAME_WORDS_MAX.min(words.len() - at);
        let hit = (1..=longest).rev().find(|count| {
            let phrase = words.get(at..at + count).unwrap_or(&[]).join(" ");
            let telling = phrase.len() > 3 || TELLING_SHORT.contains(&phrase.as_str());
            telling && found.add(&phrase)
        });
        at += hit.unwrap_or(1);
    }
}

/// Names of two or three letters that are no English words.
const TELLING_SHORT: &[&str] = &["usa", "uae", "uk", "drc", "prc", "rf", "gdr", "ddr", "dnr", "lnr"];

struct Tables {
    names: FxHashMap<String, Country>,
    related: FxHashMap<Country, Vec<Country>>,
    contested: FxHashMap<String, [Country; 2]>,
}

#[derive(Deserialize)]
struct Nationalities {
    words: BTreeMap<Country, Vec<String>>,
    succeeded: BTreeMap<Country, Vec<Country>>,
    related: BTreeMap<Country, Vec<Country>>,
    contested: BTreeMap<String, [Country; 2]>,
}

static TABLES: LazyLock<Tables> =
    LazyLock::new(|| tables().expect("the shipped tables are parsed by a test"));

fn tables() -> Result<Tables, String> {
    let countries = fyke_model::reference::Countries::parse(
        "countries.csv",
        include_str!("../../../../data/countries.csv"),
    )
    .map_err(|error| error.to_string())?;
    let text = include_str!("../../../../data/facts/nationalities.toml");
    let ours: Nationalities = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut names = FxHashMap::default();
    for (country, words) in &ours.words {
        for word in words.iter().map(String::as_str).chain([country.as_str()]) {
            names.insert(fold(word), *country);
        }
    }
    for (name, country) in countries.names() {
        names.insert(fold(name), country);
    }
    names.remove("");
    let mut related: FxHashMap<Country, Vec<Country>> = FxHashMap::default();
    for (country, others) in ours.succeeded.into_iter().chain(ours.related) {
        related.entry(country).or_default().extend(others);
    }
    let contested = ours.contested.into_iter().map(|(name, pair)| (fold(&name), pair));
    Ok(Tables {
        names,
        related,
        contested: contested.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_shipped_tables_parse() {
        assert!(tables().map(|t| t.names.len() > 900).unwrap());
    }

    #[test]
    fn cells_are_read() {
        for (cell, expected) in [
            ("ru;ua", "RU, UA"),
            ("Russian and Ukrainian", "RU, UA"),
            ("Ukrainian and/or Russian", "RU, UA"),
            ("(a) German, (b) Moroccan", "DE, MA"),
            ("Korea, North", "KP"),
            ("Congo, Democratic Republic of the", "CD"),
            ("Congo", "CG"),
            ("Myanmar/Burma", "MM"),
            ("Virgin Islands, British", "VG"),
            ("Democratic People’s Republic of Korea (DPRK)", "KP"),
            ("Республика Казахстан", "KZ"),
            ("allegedly Russian", "RU"),
            ("Guinea-Bissau", "GW"),
            ("South Sudanese", "SS"),
            ("Cote d Ivoire", "CI"),
            ("Crimea, Ukraine", "UA"),
            ("USSR", "SU"),
            ("undetermined", ""),
            ("born in no place at all", ""),
            ("", ""),
        ] {
            assert_eq!(Countries::read([cell]).to_string(), expected, "{cell}");
        }
    }

    #[test]
    fn sets_are_compared() {
        use CountryLevel::*;
        for (a, b, expected) in [
            ("ru", "Russian", Same),
            ("ru;cy", "ru", ShareOne),
            ("ru", "cn", Disjoint),
            ("hk", "China", Related),
            ("USSR", "kz", Related),
            ("Crimea", "Russia", Related),
            ("Crimea", "Ukraine", Same),
            ("Crimea", "Cuba", Disjoint),
            ("Korea, North", "Korea, South", Disjoint),
            ("", "ru", Missing),
            ("?", "?", Missing),
        ] {
            let (a, b) = (Countries::read([a]), Countries::read([b]));
            assert_eq!(compare(&a, &b), expected, "{a} {b}");
            assert_eq!(compare(&b, &a), expected, "{b} {a}");
            assert!(!reason(&a, &b).is_empty());
        }
    }

    proptest! {
        #[test]
        fn no_cell_panics_or_grows(cell in "\\PC{0,80}", times in 1usize..40) {
            let cells: Vec<&str> = std::iter::repeat_n(cell.as_str(), times).collect();
            prop_assert!(Countries::read(cells).codes().len() <= COUNTRIES_MAX);
        }

        #[test]
        fn what_is_read_reads_again(cell in "(ru|Russian|Crimea|China|DPRK|USSR|, |;| and ){0,8}") {
            let once = Countries::read([cell.as_str()]);
            let twice = Countries::read([once.to_string().as_str()]);
            prop_assert_eq!(once.codes(), twice.codes());
        }
    }
}
