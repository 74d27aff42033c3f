//! The files of `data/names` read into a [`Lexicon`].
//!
//! Owns the shapes of rows and the checks on them. A mistake in a shipped file
//! is our bug and is caught by a test; the error names file and row.

use super::fold::{Key, distinct, spellings, whole_spellings};
use super::people::{GivenKind, GivenName};
use super::sense::{ConceptId, ConceptKind, Gender, LegalClass, Sense};
use super::{Concept, Form, Lexicon, rarity};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A file of words that does not have the shape it should.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{file}: {what}; see data/FORMATS.md for the shape of this file")]
pub struct BadLexicon {
    /// The file.
    pub file: String,
    /// Where and what, with the value.
    pub what: String,
}

/// The text of every file.
pub(super) struct Files<'a> {
    pub(super) legal_forms: &'a str,
    pub(super) concepts: &'a str,
    pub(super) places: &'a str,
    pub(super) given_names: &'a str,
    pub(super) surnames: &'a str,
    pub(super) small_words: &'a str,
    pub(super) numerals: &'a str,
    pub(super) frequent_words: &'a str,
}

macro_rules! shipped_file {
    ($name:literal) => {
        include_str!(concat!("../../../../data/names/", $name, ".csv"))
    };
}

/// The files that are compiled in.
pub(super) const SHIPPED: Files<'static> = Files {
    legal_forms: shipped_file!("legal-forms"),
    concepts: shipped_file!("concepts"),
    places: shipped_file!("places"),
    given_names: shipped_file!("given-names"),
    surnames: shipped_file!("surnames"),
    small_words: shipped_file!("small-words"),
    numerals: shipped_file!("numerals"),
    frequent_words: shipped_file!("frequent-words"),
};

/// Reads the files that are compiled in.
pub(super) fn shipped() -> Result<Lexicon, BadLexicon> {
    parse(&SHIPPED)
}

/// Reads all files. Of two meanings of one phrase that fit the same bearer the one
/// read first is the likelier: legal forms, then concepts, places, numerals, small words.
pub(super) fn parse(files: &Files<'_>) -> Result<Lexicon, BadLexicon> {
    let mut lexicon = Lexicon::default();
    legal_forms(&mut lexicon, files.legal_forms)?;
    concepts(&mut lexicon, files)?;
    numerals(&mut lexicon, files.numerals)?;
    small_words(&mut lexicon, files.small_words)?;
    given_names(&mut lexicon, files.given_names)?;
    surnames(&mut lexicon, files.surnames)?;
    frequent_words(&mut lexicon, files.frequent_words)?;
    Ok(lexicon)
}

/// One row of `legal-forms.csv`.
#[derive(Deserialize)]
pub(super) struct FormRow {
    pub(super) form: String,
    pub(super) class: LegalClass,
    pub(super) countries: String,
    pub(super) phrases: String,
}

fn legal_forms(lexicon: &mut Lexicon, text: &str) -> Result<(), BadLexicon> {
    const FILE: &str = "names/legal-forms.csv";
    for row in rows::<FormRow>(FILE, text)? {
        let form = number(FILE, lexicon.forms.len())?;
        let sense = Sense::LegalForm {
            class: row.class,
            form,
        };
        let countries = list(&row.countries).map(str::parse).collect::<Result<_, _>>();
        let countries = countries.map_err(|error| bad(FILE, format!("form '{}': {error}", row.form)))?;
        for phrase in list(&row.phrases) {
            add_phrase(lexicon, phrase, sense, 1.5);
        }
        lexicon.forms.push(Form {
            label: row.form.into(),
            countries,
        });
    }
    Ok(())
}

/// One row of `concepts.csv` or `places.csv`.
#[derive(Deserialize)]
pub(super) struct ConceptRow {
    pub(super) concept: String,
    pub(super) kind: ConceptKind,
    pub(super) bits: Option<f32>,
    pub(super) parts: String,
    pub(super) phrases: String,
    pub(super) glue: String,
}

fn concepts(lexicon: &mut Lexicon, files: &Files<'_>) -> Result<(), BadLexicon> {
    let mut all = Vec::new();
    for (file, text) in [
        ("names/concepts.csv", files.concepts),
        ("names/places.csv", files.places),
    ] {
        all.extend(rows::<ConceptRow>(file, text)?.into_iter().map(|row| (file, row)));
    }
    let mut ids: FxHashMap<&str, ConceptId> = FxHashMap::default();
    for (at, (file, row)) in all.iter().enumerate() {
        let id = ConceptId(number(file, at)?);
        if ids.insert(&row.concept, id).is_some() {
            return Err(bad(file, format!("concept '{}' occurs twice", row.concept)));
        }
    }
    for (at, (file, row)) in all.iter().enumerate() {
        let id = ConceptId(number(file, at)?);
        let bits = row.bits.unwrap_or(rarity::CONCEPT_BITS);
        for phrase in list(&row.phrases) {
            add_phrase(lexicon, phrase, Sense::Concept(id), bits);
        }
        for stem in list(&row.glue) {
            let ends = stem.ends_with('.');
            lexicon.pieces.add(stem.trim_end_matches('.'), id, ends);
        }
        let part = |name| {
            let missing = || bad(file, format!("'{}' has the unknown part '{name}'", row.concept));
            ids.get(name).copied().ok_or_else(missing)
        };
        let parts = list(&row.parts).map(part).collect::<Result<_, _>>()?;
        let label = row.concept.as_str().into();
        lexicon.concepts.push(Concept {
            label,
            kind: row.kind,
            bits,
            parts,
        });
    }
    Ok(())
}

/// One row of `numerals.csv`.
#[derive(Deserialize)]
pub(super) struct NumeralRow {
    pub(super) number: u32,
    pub(super) cardinals: String,
    pub(super) ordinals: String,
}

fn numerals(lexicon: &mut Lexicon, text: &str) -> Result<(), BadLexicon> {
    for row in rows::<NumeralRow>("names/numerals.csv", text)? {
        for phrase in list(&row.cardinals) {
            add_phrase(lexicon, phrase, Sense::Numeral(row.number), 7.0);
        }
        for phrase in list(&row.ordinals) {
            add_phrase(lexicon, phrase, Sense::Ordinal(row.number), 7.0);
        }
    }
    Ok(())
}

/// One row of `small-words.csv`.
#[derive(Deserialize)]
pub(super) struct SmallRow {
    pub(super) role: String,
    pub(super) group: String,
    pub(super) phrases: String,
}

fn small_words(lexicon: &mut Lexicon, text: &str) -> Result<(), BadLexicon> {
    const FILE: &str = "names/small-words.csv";
    for row in rows::<SmallRow>(FILE, text)? {
        let unknown = || bad(FILE, format!("role '{}' with group '{}'", row.role, row.group));
        let sense = match row.role.as_str() {
            "honorific" => Sense::Honorific,
            "particle" => Sense::Particle,
            "father-after" => Sense::FatherAfter(gender(&row.group).ok_or_else(unknown)?),
            "father-before" => Sense::FatherBefore(gender(&row.group).ok_or_else(unknown)?),
            "generation" => Sense::Generation(row.group.parse().map_err(|_| unknown())?),
            "number-mark" => Sense::NumberMark,
            "vessel-prefix" => Sense::VesselPrefix,
            "joiner" => Sense::Joiner,
            _ => return Err(unknown()),
        };
        for phrase in list(&row.phrases) {
            add_phrase(lexicon, phrase, sense, 2.0);
        }
    }
    Ok(())
}

fn gender(word: &str) -> Option<Gender> {
    match word {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    }
}

/// One row of `given-names.csv`.
#[derive(Deserialize)]
pub(super) struct GivenRow {
    pub(super) name: String,
    pub(super) gender: String,
    pub(super) bits: Option<f32>,
    pub(super) same: String,
    pub(super) short: String,
    pub(super) cognate: String,
}

fn given_names(lexicon: &mut Lexicon, text: &str) -> Result<(), BadLexicon> {
    const FILE: &str = "names/given-names.csv";
    let all = rows::<GivenRow>(FILE, text)?;
    // spellings of all names before short forms of any: `givens` lists them so
    for kind in [GivenKind::Spelling, GivenKind::Short, GivenKind::Cognate] {
        for (at, row) in all.iter().enumerate() {
            let class = number(FILE, at)?;
            let given = GivenName {
                class,
                kind,
                gender: gender(&row.gender),
            };
            let cell = match kind {
                GivenKind::Spelling => &row.same,
                GivenKind::Short => &row.short,
                GivenKind::Cognate => &row.cognate,
            };
            let own = Some(row.name.as_str()).filter(|_| kind == GivenKind::Spelling);
            for phrase in own.into_iter().chain(list(cell)) {
                add_given(lexicon, phrase, given, row.bits.unwrap_or(9.0));
            }
        }
    }
    lexicon.given_labels = all.into_iter().map(|row| row.name.into()).collect();
    Ok(())
}

/// Adds a given name; `abd+rahman` stands for all its spellings with and without the article.
fn add_given(lexicon: &mut Lexicon, phrase: &str, given: GivenName, bits: f32) {
    if let Some((servant, of)) = phrase.split_once('+') {
        let sun = of.chars().next().unwrap_or('l');
        for vowel in ["u", "e", "a", "ou", "o"] {
            for article in [
                format!("{vowel}l"),
                format!("{vowel}{sun}"),
                String::from(vowel),
                String::new(),
            ] {
                lexicon.given.add(&format!("{servant}{article}{of}"), given);
                lexicon.given.add(&format!("{servant}{article} {of}"), given);
                if !article.is_empty() {
                    lexicon.given.add(&format!("{servant} {article} {of}"), given);
                }
            }
        }
        lexicon.rarities.add(&format!("{servant}ul{of}"), bits);
        return;
    }
    for words in whole_spellings(phrase) {
        lexicon.given.add(&words.join(" "), given);
        if let [word] = words.as_slice() {
            lexicon.rarities.add(word, bits);
        }
    }
}

/// One row of `surnames.csv`.
#[derive(Deserialize)]
pub(super) struct SurnameRow {
    pub(super) surname: String,
    pub(super) bits: Option<f32>,
    pub(super) variants: String,
}

fn surnames(lexicon: &mut Lexicon, text: &str) -> Result<(), BadLexicon> {
    const FILE: &str = "names/surnames.csv";
    for (at, row) in rows::<SurnameRow>(FILE, text)?.iter().enumerate() {
        let class = number(FILE, at)?;
        // two names of one spelling are told apart by a hyphen and a note: `han-kr`
        let own = row.surname.split('-').next();
        for phrase in own.into_iter().chain(list(&row.variants)) {
            for words in whole_spellings(phrase) {
                lexicon.surnames.add(&words.join(" "), class);
                if let [word] = words.as_slice() {
                    lexicon.rarities.add(word, row.bits.unwrap_or(10.0));
                }
            }
        }
    }
    Ok(())
}

/// One row of `frequent-words.csv`.
#[derive(Deserialize)]
pub(super) struct FrequentRow {
    pub(super) bits: f32,
    pub(super) words: String,
}

fn frequent_words(lexicon: &mut Lexicon, text: &str) -> Result<(), BadLexicon> {
    for row in rows::<FrequentRow>("names/frequent-words.csv", text)? {
        for word in list(&row.words).flat_map(whole_spellings) {
            if let [word] = word.as_slice() {
                lexicon.rarities.add(word, row.bits);
            }
        }
    }
    Ok(())
}

/// Adds all spellings of a phrase with a meaning.
fn add_phrase(lexicon: &mut Lexicon, phrase: &str, sense: Sense, bits: f32) {
    let all = spellings(phrase);
    for words in if sense.near() { distinct(all) } else { all } {
        if let [Key::Whole(word)] = words.as_slice() {
            if !tells(phrase, word, sense) {
                continue;
            }
            lexicon.rarities.add(word, bits);
        }
        lexicon.phrases.add(&words, sense);
    }
}

/// Whether a single word may mean a concept or number: one of one or two letters
/// would be met by chance, unless it is an abbreviation in capitals.
fn tells(phrase: &str, word: &str, sense: Sense) -> bool {
    let open = matches!(sense, Sense::Concept(_) | Sense::Numeral(_) | Sense::Ordinal(_));
    !open || word.len() > 2 || phrase.chars().count() > 1 && phrase.chars().all(char::is_uppercase)
}

/// The items of a cell.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}

/// The rows of a file.
pub(super) fn rows<T: DeserializeOwned>(file: &str, text: &str) -> Result<Vec<T>, BadLexicon> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.map_err(|error| bad(file, error.to_string()))
}

fn number(file: &str, at: usize) -> Result<u16, BadLexicon> {
    u16::try_from(at).map_err(|_| bad(file, String::from("more than 65,536 rows")))
}

fn bad(file: &str, what: String) -> BadLexicon {
    BadLexicon {
        file: file.to_owned(),
        what,
    }
}
