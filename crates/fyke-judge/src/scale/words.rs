//! A likelihood scale: bands of numbers and the words for them.
//!
//! Scales differ where it hurts. PHIA leaves gaps between its bands, ICD 203 lets
//! them touch and stops short of 0 and 1. So a number is *in* a band, on the
//! *border* of two, in the *gap* between two, or *beyond* the scale, and each is
//! said; nothing is rounded into the nearest word. The way back, from a word,
//! gives the band and no number out of it.

use crate::assessment::Probability;
use serde::Deserialize;
use std::fmt;

/// A scale of words for likelihood.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Scale {
    /// Its id, the name of its file.
    pub id: String,
    /// Its name on a page.
    pub title: String,
    /// Names of its rows of terms; a text keeps to one.
    pub rows: Vec<String>,
    /// What a reader should know of it.
    pub note: String,
    /// Where it is written.
    pub source: String,
    /// Its bands, from unlikely to likely.
    #[serde(rename = "band")]
    pub bands: Vec<Band>,
}

/// One band of a scale.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Band {
    /// Its id within the scale.
    pub id: String,
    /// The lowest probability in it.
    pub from: f64,
    /// The highest.
    pub to: f64,
    /// True where `to` itself is not in it.
    #[serde(default)]
    pub open: bool,
    /// Its terms: for each row the spellings, the one to print first.
    pub terms: Vec<Vec<String>>,
    /// Where it is written.
    pub source: String,
}

/// Where a number stands on a scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Reading<'a> {
    /// In one band.
    In(&'a Band),
    /// On the border that two bands share: in both.
    Border(&'a Band, &'a Band),
    /// Between two bands, in neither.
    Gap(&'a Band, &'a Band),
    /// Below the lowest band; the scale has no word.
    Below(&'a Band),
    /// Above the highest band; the scale has no word.
    Above(&'a Band),
    /// The scale has no bands.
    Empty,
}

/// A term found on a scale.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Term<'a> {
    /// The band it names.
    pub band: &'a Band,
    /// The row it stands in, from 0.
    pub row: usize,
}

impl Band {
    /// Whether the band holds this number.
    pub fn holds(&self, p: Probability) -> bool {
        let p = p.get();
        self.from <= p && (p < self.to || (p == self.to && !self.open))
    }

    /// The term to print for a row; of a row that is not there, the first one's.
    pub fn term(&self, row: usize) -> &str {
        let spellings = self.terms.get(row).or_else(|| self.terms.first());
        spellings.and_then(|s| s.first()).map_or(&self.id, String::as_str)
    }
}

/// The numbers of a band: `0.55 to 0.75`, `0.4 to below 0.5`.
impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let below = if self.open { "below " } else { "" };
        write!(f, "{} to {below}{}", self.from, self.to)
    }
}

impl Scale {
    /// Where a number stands.
    ///
    /// ```
    /// use fyke_judge::assessment::Probability;
    /// use fyke_judge::scale::{phia::phia, words::Reading};
    /// let p = |p| Probability::new(p).unwrap();
    /// assert!(matches!(phia().read(p(0.6)), Reading::In(band) if band.id == "likely"));
    /// assert!(matches!(phia().read(p(0.52)), Reading::Gap(_, _)));
    /// ```
    pub fn read(&self, p: Probability) -> Reading<'_> {
        let mut holding = self.bands.iter().filter(|band| band.holds(p));
        match (holding.next(), holding.next()) {
            (Some(lower), Some(upper)) => return Reading::Border(lower, upper),
            (Some(band), None) => return Reading::In(band),
            _ => {}
        }
        // in no band: those below end at or before it, those above begin after it
        let lower = self.bands.iter().rfind(|band| band.to <= p.get());
        let upper = self.bands.iter().find(|band| band.from > p.get());
        match (lower, upper) {
            (Some(lower), Some(upper)) => Reading::Gap(lower, upper),
            (Some(top), None) => Reading::Above(top),
            (None, Some(bottom)) => Reading::Below(bottom),
            (None, None) => Reading::Empty,
        }
    }

    /// The number in words, with the number itself, always.
    ///
    /// ```
    /// use fyke_judge::assessment::Probability;
    /// use fyke_judge::scale::{icd203::icd203, phia::phia};
    /// let p = |p| Probability::new(p).unwrap();
    /// assert_eq!(phia().write(p(0.6), 0), "likely (0.6)");
    /// assert_eq!(
    ///     phia().write(p(0.52), 0),
    ///     "0.52, between realistic possibility and likely"
    /// );
    /// assert_eq!(icd203().write(p(0.6), 1), "probable (0.6)");
    /// assert_eq!(
    ///     icd203().write(p(0.05), 0),
    ///     "0.05, on the border of almost no chance and very unlikely"
    /// );
    /// ```
    pub fn write(&self, p: Probability, row: usize) -> String {
        match self.read(p) {
            Reading::In(band) => format!("{} ({p})", band.term(row)),
            Reading::Border(lower, upper) => {
                format!(
                    "{p}, on the border of {} and {}",
                    lower.term(row),
                    upper.term(row)
                )
            }
            Reading::Gap(lower, upper) => format!("{p}, between {} and {}", lower.term(row), upper.term(row)),
            Reading::Below(band) => format!("{p}, below {}", band.term(row)),
            Reading::Above(band) => format!("{p}, above {}", band.term(row)),
            Reading::Empty => p.to_string(),
        }
    }

    /// All terms, with every spelling.
    pub fn terms(&self) -> impl Iterator<Item = (&str, Term<'_>)> {
        self.bands.iter().flat_map(|band| {
            let rows = band.terms.iter().enumerate();
            rows.flat_map(move |(row, spellings)| {
                spellings
                    .iter()
                    .map(move |word| (word.as_str(), Term { band, row }))
            })
        })
    }

    /// The band that a word names: a band, since a word is no number.
    pub fn find(&self, word: &str) -> Option<Term<'_>> {
        let word = word.trim();
        self.terms()
            .find(|(spelling, _)| spelling.eq_ignore_ascii_case(word))
            .map(|(_, term)| term)
    }

    /// What to print beside any term of the scale: every term of the row with
    /// its band, for the reader who does not know the scale by heart.
    pub fn key(&self, row: usize) -> String {
        let bands: Vec<String> = self
            .bands
            .iter()
            .map(|band| format!("{} {band}", band.term(row)))
            .collect();
        format!("{}: {}", self.title, bands.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{icd203::icd203, phia::phia};
    use super::*;
    use proptest::prelude::*;

    fn p(p: f64) -> Probability {
        Probability::new(p).unwrap()
    }

    /// Borders, numbers a hair beside them, and any others.
    fn numbers() -> impl Strategy<Value = f64> {
        let hundredths = (0u32..=100).prop_map(|n| f64::from(n) / 100.0);
        let beside = (0u32..=100, prop::bool::ANY).prop_map(|(n, up)| {
            let at = f64::from(n) / 100.0;
            let near = if up { at.next_up() } else { at.next_down() };
            near.clamp(0.0, 1.0)
        });
        prop_oneof![0.0..=1.0, hundredths, beside]
    }

    proptest! {
        #[test]
        fn a_word_for_a_number_names_a_band_that_holds_it(n in numbers()) {
            for scale in [phia(), icd203()] {
                for row in 0..scale.rows.len() {
                    let holding: Vec<&str> = scale.bands.iter().filter(|b| b.holds(p(n))).map(|b| b.id.as_str()).collect();
                    let named: Vec<&Band> = match scale.read(p(n)) {
                        Reading::In(band) => vec![band],
                        Reading::Border(lower, upper) => vec![lower, upper],
                        Reading::Gap(lower, upper) => {
                            // neighbours, and the number strictly outside both
                            let at = scale.bands.iter().position(|band| band == lower).unwrap();
                            prop_assert_eq!(&scale.bands[at + 1], upper);
                            prop_assert!(!lower.holds(p(n)) && !upper.holds(p(n)));
                            vec![]
                        }
                        Reading::Below(band) => { prop_assert!(n < band.from); vec![] }
                        Reading::Above(band) => { prop_assert!(n > band.to); vec![] }
                        Reading::Empty => vec![],
                    };
                    prop_assert_eq!(&holding, &named.iter().map(|b| b.id.as_str()).collect::<Vec<_>>());
                    for band in named {
                        // number -> word -> band -> the number is still in it
                        let back = scale.find(band.term(row)).unwrap();
                        prop_assert_eq!(back.row, row);
                        prop_assert!(back.band.holds(p(n)));
                    }
                    // whatever is printed holds the number itself, to the last digit
                    let text = scale.write(p(n), row);
                    let digits = text.split(['(', ')', ',']).find_map(|part| part.trim().parse::<f64>().ok());
                    prop_assert_eq!(digits, Some(n));
                }
            }
        }
    }

    #[test]
    fn bands_are_in_order_overlap_nowhere_and_words_have_one_meaning() {
        for scale in [phia(), icd203()] {
            for band in &scale.bands {
                assert!(band.from < band.to, "{}", band.id);
                assert_eq!(band.terms.len(), scale.rows.len(), "{}", band.id);
                assert!(band.terms.iter().all(|spellings| !spellings.is_empty()));
            }
            for pair in scale.bands.windows(2) {
                assert!(pair[0].to <= pair[1].from, "{}", pair[1].id);
            }
            let mut words: Vec<&str> = scale.terms().map(|(word, _)| word).collect();
            let n = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), n, "{}", scale.id);
        }
    }
}
