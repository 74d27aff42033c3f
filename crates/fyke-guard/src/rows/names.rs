//! What columns are called: the synonym tables under `data/columns`, and how
//! well a header fits one of their names.
//!
//! A unit or a currency in a header (`Gross Wt (lbs)`) is no part of the name
//! and is kept as a hint. A word that makes another column of a name (`Shipper
//! Address`) spoils the fit.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fyke_model::money::Currency;
use serde::Deserialize;

use super::cells::units::{self, MassUnit};
use super::cells::words::header_words;
use super::kind::Kind;
use super::meaning::Meaning;

/// One name of a meaning, in words.
pub(crate) struct Synonym {
    /// Its words, lower case.
    pub(crate) words: Vec<String>,
    /// The words without blanks.
    pub(crate) joined: String,
    /// What it means.
    pub(crate) meaning: Meaning,
    /// The language it is of.
    pub(crate) language: &'static str,
}

#[derive(Deserialize)]
struct Tables {
    column: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    meaning: Meaning,
    #[serde(flatten)]
    names: BTreeMap<String, Vec<String>>,
}

pub(crate) fn synonyms(kind: Kind) -> &'static [Synonym] {
    static TABLES: OnceLock<Vec<Vec<Synonym>>> = OnceLock::new();
    let tables = TABLES.get_or_init(|| {
        Kind::TABLES
            .into_iter()
            .map(columns_of)
            .map(parse_synonyms)
            .collect()
    });
    let at = Kind::TABLES.into_iter().position(|table| table == kind);
    at.and_then(|at| tables.get(at)).map_or(&[], Vec::as_slice)
}

/// The shipped table of column names of a kind; nothing for lists.
fn columns_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Consignments => include_str!("../../../../data/columns/consignments.toml"),
        Kind::Flows => include_str!("../../../../data/columns/flows.toml"),
        Kind::Register => include_str!("../../../../data/columns/registers.toml"),
        Kind::Officers => include_str!("../../../../data/columns/officers.toml"),
        Kind::Ownership => include_str!("../../../../data/columns/ownership.toml"),
        Kind::Payments => include_str!("../../../../data/columns/payments.toml"),
        Kind::Positions => include_str!("../../../../data/columns/positions.toml"),
        Kind::Sites => include_str!("../../../../data/columns/sites.toml"),
        Kind::WatchList(_) | Kind::Bods | Kind::Unknown => "column = []",
    }
}

fn parse_synonyms(text: &str) -> Vec<Synonym> {
    const LANGUAGES: [&str; 8] = ["en", "ru", "uk", "es", "tr", "fr", "de", "zh"];
    let tables: Tables = toml::from_str(text).expect("a test parses the shipped tables of column names");
    let mut synonyms = Vec::new();
    for table in tables.column {
        for language in LANGUAGES {
            for name in table.names.get(language).into_iter().flatten() {
                let words = header_words(name);
                synonyms.push(Synonym {
                    joined: words.concat(),
                    words,
                    meaning: table.meaning,
                    language,
                });
            }
        }
    }
    synonyms
}

/// Words that make another column of a name: a shipper's address is no shipper.
const CHANGING_WORDS: &[&str] = &[
    "address",
    "addr",
    "phone",
    "tel",
    "telephone",
    "email",
    "mail",
    "fax",
    "zip",
    "postcode",
    "postal",
    "city",
    "state",
    "province",
    "id",
    "inn",
    "tax",
    "vat",
    "code",
    "type",
    "status",
    "contact",
    "website",
    "url",
    "port",
    "unit",
    "per",
    "price",
    "rate",
    "duty",
    "адрес",
    "телефон",
    "город",
    "инн",
    "код",
    "порт",
    "цена",
    "ставка",
    "адреса",
    "код",
    "dirección",
    "direccion",
    "ciudad",
    "puerto",
    "adres",
    "adresse",
    "port",
    "ville",
    "telefon",
    "ort",
    "hafen",
    "country",
    "страна",
    "país",
    "pais",
    "ülke",
    "ülkesi",
    "pays",
    "land",
    "year",
    "parent",
    "ultimate",
    "地址",
    "电话",
];

/// What a header says besides its name.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Hints {
    /// Of a value.
    pub(crate) currency: Option<Currency>,
    /// Of a mass.
    pub(crate) mass_unit: Option<MassUnit>,
    /// Of any number: thousands, millions.
    pub(crate) multiplier: Option<i64>,
}

/// Splits the words of a header into a name and hints of unit and currency.
pub(crate) fn without_hints(words: &[String]) -> (Vec<&str>, Hints) {
    let mut hints = Hints::default();
    let mut name = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let multiplier = match word.as_str() {
            "thousand" | "thousands" | "1000" | "тыс" | "tsd" | "miles" | "bin" => Some(1_000),
            "million" | "millions" | "mln" | "млн" | "mio" | "millones" => Some(1_000_000),
            _ => None,
        };
        // the first word is the name itself: "t" alone is a column, not a unit
        if at > 0
            && let Some(times) = multiplier
        {
            hints.multiplier = Some(times);
        } else if at > 0
            && let Some(unit) = MassUnit::from_word(word)
        {
            hints.mass_unit = Some(unit);
        } else if at > 0
            && word.chars().count() >= 3
            && let Ok(currency) = units::currency(word)
        {
            hints.currency = Some(currency);
        } else if at > 0 && matches!(word.as_str(), "100kg") {
            hints.mass_unit = Some(MassUnit::Quintal);
        } else {
            name.push(word.as_str());
        }
    }
    (name, hints)
}

/// How well a header is called by a synonym, 0 to 1.
pub(crate) fn name_score(words: &[String], bare: &[&str], synonym: &Synonym) -> f64 {
    let joined = words.concat();
    if joined == synonym.joined {
        return if words.len() == synonym.words.len() {
            1.0
        } else {
            0.98
        };
    }
    if bare.concat() == synonym.joined {
        return 0.97;
    }
    let length = synonym.words.len();
    let inside = bare.len() > length
        && bare
            .windows(length.max(1))
            .any(|window| window.iter().zip(&synonym.words).all(|(a, b)| *a == b.as_str()));
    let changed = || {
        bare.iter()
            .any(|word| CHANGING_WORDS.contains(word) && !synonym.words.iter().any(|own| own == word))
    };
    if length == 0 || !inside || changed() {
        return 0.0;
    }
    0.85 * (length as f64 / bare.len() as f64).sqrt()
}
