//! Countries from codes and names, quickly.
//!
//! The names are those of the reference table, handed in as a look-up; this
//! file adds what only files from outside need: groups that report as one (the EU), codes that
//! statistics offices keep using (`EL`, `UK`), remarks in brackets that follow
//! a name, and sums over many countries, which are no country at all. A cell is
//! looked up once per spelling ([`CountryReader`]).

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use fyke_model::country::Country;
use fyke_model::refused::Reason;

/// The European Union where it reports as one; user-assigned in ISO 3166.
pub const EU: Country = Country::of("EU");

/// Most spellings that a reader remembers, so that a hostile column of ten
/// million different ones does not become memory: all countries in a hundred
/// spellings each.
const REMEMBERED_MAX: usize = 25_000;

/// Longest text that is looked up, in bytes. The longest name in Eurostat's
/// tables (the EU with all its members) has 140.
const NAME_BYTES_MAX: usize = 300;

/// The look-up of a name.
type Named = dyn Fn(&str) -> Option<Country> + Send + Sync;

/// All countries by code and name.
#[derive(Clone)]
pub struct CountryBook {
    named: Arc<Named>,
    codes: Vec<bool>,
}

impl fmt::Debug for CountryBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.codes.iter().filter(|known| **known).count();
        write!(f, "CountryBook({known} codes)")
    }
}

fn slot(a: u8, b: u8) -> Option<usize> {
    let a = a.to_ascii_uppercase().wrapping_sub(b'A');
    let b = b.to_ascii_uppercase().wrapping_sub(b'A');
    (a < 26 && b < 26).then(|| usize::from(a) * 26 + usize::from(b))
}

impl CountryBook {
    /// A book over the codes that exist and a look-up by any other name; the
    /// EU is added here.
    ///
    /// ```
    /// use fyke_guard::rows::CountryBook;
    /// use fyke_model::country::Country;
    /// let kg = Country::of("KG");
    /// let book = CountryBook::new([kg], move |name| (name == "Kyrgyzstan").then_some(kg));
    /// assert_eq!(book.find("kg"), Ok(kg));
    /// assert_eq!(book.find("Kyrgyzstan (estimated)"), Ok(kg));
    /// assert!(book.find("QQ").is_err());
    /// ```
    pub fn new(
        codes_known: impl IntoIterator<Item = Country>,
        named: impl Fn(&str) -> Option<Country> + Send + Sync + 'static,
    ) -> CountryBook {
        let mut codes = vec![false; 26 * 26];
        for country in codes_known.into_iter().chain([EU]) {
            if let [a, b] = country.as_str().as_bytes()
                && let Some(flag) = slot(*a, *b).and_then(|at| codes.get_mut(at))
            {
                *flag = true;
            }
        }
        CountryBook {
            named: Arc::new(named),
            codes,
        }
    }

    /// The book over the countries that the program ships.
    pub fn shipped() -> CountryBook {
        let countries = fyke_model::reference::Reference::shipped().countries;
        let codes: Vec<Country> = countries.all().map(|facts| facts.country).collect();
        CountryBook::new(codes, move |name| countries.named(name))
    }

    /// The country of a two-letter code in either case.
    #[inline]
    pub fn code(&self, text: &str) -> Option<Country> {
        match text.as_bytes() {
            [a, b] if self.codes.get(slot(*a, *b)?) == Some(&true) => text.parse().ok(),
            _ => None,
        }
    }

    /// The country that a cell names.
    ///
    /// # Errors
    /// [`Reason::AggregateRow`] for the world and other sums of countries,
    /// [`Reason::UnknownCountry`] for what we do not know.
    pub fn find(&self, text: &str) -> Result<Country, Reason> {
        let text = text.trim();
        if text.is_empty() || text.len() > NAME_BYTES_MAX {
            return Err(Reason::UnknownCountry);
        }
        if let Some(country) = self.code(text).or_else(|| (self.named)(text)) {
            return Ok(country);
        }
        if let Some(country) = office_code(text) {
            return Ok(country);
        }
        let folded = text.to_lowercase();
        if is_eu(&folded) {
            return Ok(EU);
        }
        if is_sum(&folded) {
            return Err(Reason::AggregateRow);
        }
        self.without_remark(text).ok_or(Reason::UnknownCountry)
    }

    /// "Germany (incl. German Democratic Republic 'DR' until 1990 ...)",
    /// "KG - Kyrgyzstan", "Region: Gaza": the part that is a name.
    fn without_remark(&self, text: &str) -> Option<Country> {
        let known = |part: &str| {
            let part = part.trim();
            self.code(part).or_else(|| (self.named)(part))
        };
        let before = text.split(['(', '[']).next().unwrap_or("");
        if before.len() < text.len()
            && let Some(country) = known(before)
        {
            return Some(country);
        }
        for mark in [" - ", ": ", ":", "/", "|"] {
            if let Some((left, right)) = text.split_once(mark) {
                // both halves must agree where both are names
                match (known(left), known(right)) {
                    (Some(a), Some(b)) if a != b => return None,
                    (Some(country), _) | (None, Some(country)) => return Some(country),
                    (None, None) => {}
                }
            }
        }
        None
    }
}

/// Codes outside ISO 3166 that customs and statistics offices write: Eurostat's
/// Geonomenclature and the EU's `EL` and `UK`.
fn office_code(text: &str) -> Option<Country> {
    let code = match text {
        "EL" | "el" => "GR",
        "UK" | "uk" | "XI" | "XU" => "GB",
        "XS" => "RS",
        "XC" | "XL" => "ES",
        "ROM" => "RO",
        "ZAR" => "CD",
        "TMP" => "TL",
        _ => return None,
    };
    code.parse().ok()
}

fn is_eu(folded: &str) -> bool {
    matches!(
        folded,
        "eu" | "eu27"
            | "eu-27"
            | "eu28"
            | "eu-28"
            | "eu27_2020"
            | "eu28_2013"
            | "ес"
            | "євросоюз"
            | "евросоюз"
    ) || (folded.starts_with("european union") && !folded.contains("extra") && !folded.contains("intra"))
}

/// Whether the words name a sum over countries.
fn is_sum(folded: &str) -> bool {
    const SUMS: &[&str] = &[
        "world",
        "total",
        "all countries",
        "all partners",
        "africa",
        "america",
        "asia",
        "europe",
        "oceania",
        "australia and oceania",
        "north america",
        "south america",
        "cis",
        "eaeu",
        "мир",
        "всего",
        "весь мир",
        "снг",
        "еаэс",
        "other countries",
        "dünya",
        "toplam",
        "mundo",
        "monde",
        "welt",
    ];
    SUMS.contains(&folded)
        || folded.starts_with("extra-eu")
        || folded.starts_with("intra-eu")
        || folded.starts_with("extra_eu")
        || folded.starts_with("intra_eu")
        || folded.starts_with("eu27_2020_extra")
        || folded.starts_with("euro area")
        || folded.starts_with("world ")
}

/// Reads the countries of one file, remembering every spelling it met.
#[derive(Debug)]
pub struct CountryReader<'b> {
    book: &'b CountryBook,
    remembered: HashMap<Box<str>, Result<Country, Reason>>,
}

impl<'b> CountryReader<'b> {
    /// A reader that has met nothing yet.
    pub fn new(book: &'b CountryBook) -> CountryReader<'b> {
        CountryReader {
            book,
            remembered: HashMap::new(),
        }
    }

    /// The country that a cell names; see [`CountryBook::find`].
    #[inline]
    pub fn read(&mut self, text: &str) -> Result<Country, Reason> {
        match self.book.code(text) {
            Some(country) => Ok(country),
            None => self.read_name(text),
        }
    }

    fn read_name(&mut self, text: &str) -> Result<Country, Reason> {
        if let Some(found) = self.remembered.get(text) {
            return *found;
        }
        let found = self.book.find(text);
        if self.remembered.len() < REMEMBERED_MAX && text.len() <= NAME_BYTES_MAX {
            self.remembered.insert(text.into(), found);
        }
        found
    }
}

#[cfg(test)]
pub(crate) fn test_book() -> CountryBook {
    CountryBook::shipped()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_read_by_code_name_and_custom() {
        let book = test_book();
        let mut reader = CountryReader::new(&book);
        for (cell, expected) in [
            ("KG", "KG"),
            ("kg", "KG"),
            ("KGZ", "KG"),
            ("417", "KG"),
            ("Kyrgyzstan", "KG"),
            ("Киргизия", "KG"),
            ("russian federation", "RU"),
            ("EL", "GR"),
            ("UK", "GB"),
            (
                "Germany (incl. German Democratic Republic 'DR' until 1990 and former GDR from 1991)",
                "DE",
            ),
            ("European Union - 27 countries (AT, BE, BG, CY, CZ, DE)", "EU"),
            ("EU27_2020", "EU"),
            ("KZ - Kazakhstan", "KZ"),
            ("KZ - Georgia", "unknown_country"),
            ("World", "aggregate_row"),
            ("Extra-EU27 (from 2020)", "aggregate_row"),
            ("QQ", "unknown_country"),
            ("Atlantis", "unknown_country"),
            ("", "unknown_country"),
        ] {
            for _ in 0..2 {
                let found = match reader.read(cell) {
                    Ok(country) => country.to_string(),
                    Err(reason) => reason.code().to_owned(),
                };
                assert_eq!(found, expected, "{cell}");
            }
        }
    }
}
