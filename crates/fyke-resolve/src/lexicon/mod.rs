//! The words that names are made of, as data: legal forms by country, words of
//! organisations with their translations, given names and their short forms,
//! honorifics, particles, numerals. Loaded once from `data/names`.
//!
//! All keys are folded as [`crate::text`] folds, so that look-ups take the
//! words of a [`crate::text::Reading`] as they are. The data is written in any
//! script; `data/FORMATS.md` has the shapes of its files.
//!
//! This module answers what a word can mean. What it does mean in a name, and
//! what two names have in common, is for [`crate::name`] to say.

mod compounds;
mod fold;
mod load;
mod numbers;
mod people;
mod phrases;
mod rarity;
mod sense;

pub use compounds::Compound;
pub use load::BadLexicon;
pub use numbers::{number_of, roman_of};
pub use people::{Equivalence, GivenKind, GivenName, Patronymic, surname_root};
pub use sense::{ClassAgreement, ConceptId, ConceptKind, Gender, LegalClass, Sense};

use crate::name::Bearer;
use compounds::Pieces;
use fyke_model::country::Country;
use people::Classes;
use phrases::Phrases;
use rarity::Rarities;
use std::sync::OnceLock;

/// All words of `data/names`, ready to be looked up.
///
/// ```
/// use fyke_resolve::lexicon::{LegalClass, Lexicon, Sense};
/// use fyke_resolve::name::Bearer;
/// let lexicon = Lexicon::shipped();
/// let (words, sense) = lexicon.longest(&["limited", "liability", "company", "x"], Bearer::Organisation).unwrap();
/// assert_eq!(words, 3);
/// assert!(matches!(sense, Sense::LegalForm { class: LegalClass::Limited, .. }));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    phrases: Phrases,
    concepts: Vec<Concept>,
    forms: Vec<Form>,
    given: Classes<GivenName>,
    given_labels: Vec<Box<str>>,
    surnames: Classes<u16>,
    pieces: Pieces,
    rarities: Rarities,
}

/// One row of `concepts.csv` or `places.csv`.
#[derive(Clone, Debug)]
struct Concept {
    label: Box<str>,
    kind: ConceptKind,
    bits: f32,
    parts: Vec<ConceptId>,
}

/// One row of `legal-forms.csv`.
#[derive(Clone, Debug)]
struct Form {
    label: Box<str>,
    countries: Vec<Country>,
}

impl Lexicon {
    /// The lexicon that the program ships, read at the first call.
    ///
    /// # Panics
    /// Never in a released program: a test reads every shipped file.
    pub fn shipped() -> &'static Lexicon {
        static SHIPPED: OnceLock<Lexicon> = OnceLock::new();
        SHIPPED.get_or_init(|| load::shipped().expect("the shipped files are read by a test"))
    }

    /// The longest phrase at the start of `words` that means something in the
    /// name of such a bearer: how many words it has, and its likeliest meaning.
    /// Digits, `3rd` and (not for people) Roman numerals from `ii` on count as numbers.
    pub fn longest<W: AsRef<str>>(&self, words: &[W], bearer: Bearer) -> Option<(usize, Sense)> {
        let listed = self.phrases.longest(words, bearer);
        if listed.is_some() || bearer == Bearer::Person {
            return listed;
        }
        let word = words.first()?.as_ref();
        let roman = || roman_of(word).filter(|_| word.len() > 1).map(Sense::Numeral);
        number_of(word).or_else(roman).map(|sense| (1, sense))
    }

    /// Every meaning of every phrase at the start of `words`, longest first, the
    /// likelier first. For names whose bearer's kind is open.
    pub fn senses<W: AsRef<str>>(&self, words: &[W], bearer: Bearer) -> Vec<(usize, Sense)> {
        let mut all = Vec::new();
        for found in self.phrases.all(words) {
            all.extend(found.senses(bearer).map(|sense| (found.length, sense)));
        }
        all
    }

    /// The given names that a word can be, spellings before short forms before
    /// cognates. Empty when it is none we know.
    pub fn givens(&self, word: &str) -> &[GivenName] {
        self.given.of(word)
    }

    /// The given name that a word most likely is.
    ///
    /// ```
    /// use fyke_resolve::lexicon::Lexicon;
    /// let lexicon = Lexicon::shipped();
    /// let class = |word| lexicon.given(word).unwrap().class;
    /// assert_eq!(class("aleksandr"), class("oleksandr"));
    /// ```
    pub fn given(&self, word: &str) -> Option<GivenName> {
        self.givens(word).first().copied()
    }

    /// A given name of one to four words (`abd al rahman`) at the start of `words`.
    pub fn longest_given<W: AsRef<str>>(&self, words: &[W]) -> Option<(usize, GivenName)> {
        let mut joined = String::new();
        let mut found = None;
        for (at, word) in words.iter().take(4).enumerate() {
            if joined.len() > 64 {
                break;
            }
            if at > 0 {
                joined.push(' ');
            }
            joined.push_str(word.as_ref());
            if let Some(given) = self.given(&joined) {
                found = Some((at + 1, given));
            }
        }
        found
    }

    /// In what way two words are one given name, the closest way first.
    pub fn same_given(&self, a: &str, b: &str) -> Option<Equivalence> {
        let (a, b) = (self.givens(a), self.givens(b));
        a.iter()
            .flat_map(|a| b.iter().filter_map(|b| a.equivalence(*b)))
            .min()
    }

    /// The usual English spelling of a given name, for explanations.
    pub fn given_label(&self, class: u16) -> &str {
        self.given_labels
            .get(usize::from(class))
            .map_or("", |label| label)
    }

    /// The classes of family names whose spelling a word is: `wong` is both
    /// Wang and Huang. Empty when we know none.
    pub fn surname_classes(&self, word: &str) -> &[u16] {
        self.surnames.of(word)
    }

    /// Whether two words are romanisations of one family name, as Zhang and Cheung.
    pub fn surname_variant(&self, a: &str, b: &str) -> bool {
        let b = self.surname_classes(b);
        self.surname_classes(a).iter().any(|class| b.contains(class))
    }

    /// A Slavic patronymic with the father's name in it.
    pub fn patronymic_of(&self, word: &str) -> Option<Patronymic> {
        people::patronymic(word, |father| {
            let spelled = |given: &&GivenName| given.kind == GivenKind::Spelling;
            self.givens(father).iter().find(spelled).map(|given| given.class)
        })
    }

    /// The concepts that a word is glued of: `radiozavod` is radio and plant.
    /// `None` where a part of it is unknown.
    pub fn split_compound(&self, word: &str) -> Option<Compound> {
        self.pieces.split(word)
    }

    /// The place that a word names or is the adjective of.
    pub fn place_of_adjective(&self, word: &str) -> Option<ConceptId> {
        match self.phrases.longest(&[word], Bearer::Organisation)?.1 {
            Sense::Concept(id) if self.concept_kind(id) == ConceptKind::Place => Some(id),
            _ => None,
        }
    }

    /// A concept in a word or two of English.
    pub fn label(&self, concept: ConceptId) -> &str {
        self.concepts
            .get(concept.index())
            .map_or("", |concept| &concept.label)
    }

    /// What sort of meaning a concept is.
    pub fn concept_kind(&self, concept: ConceptId) -> ConceptKind {
        self.concepts
            .get(concept.index())
            .map_or(ConceptKind::Quality, |concept| concept.kind)
    }

    /// How rare a concept is among names, in bits.
    pub fn concept_bits(&self, concept: ConceptId) -> f32 {
        self.concepts
            .get(concept.index())
            .map_or(rarity::CONCEPT_BITS, |concept| concept.bits)
    }

    /// The simpler concepts that a concept contains: a research institute is an
    /// institute, and of research. Empty for a simple one.
    pub fn parts(&self, concept: ConceptId) -> &[ConceptId] {
        self.concepts
            .get(concept.index())
            .map_or(&[], |concept| &concept.parts)
    }

    /// The short name of a legal form: `ooo`.
    pub fn form_label(&self, form: u16) -> &str {
        self.forms.get(usize::from(form)).map_or("", |form| &form.label)
    }

    /// The countries that have a legal form; empty where it is used all over.
    pub fn form_countries(&self, form: u16) -> &[Country] {
        self.forms
            .get(usize::from(form))
            .map_or(&[], |form| &form.countries)
    }

    /// How many words, phrases and steps between words are listed, for measuring.
    pub fn sizes(&self) -> [usize; 3] {
        self.phrases.sizes()
    }

    /// How rare a word is among names, in bits: about -log2 of the share of
    /// names that have it. For use where no corpus is at hand; a word we do not
    /// know is rare, the more so the longer it is. Between 0.5 and 16.
    ///
    /// ```
    /// use fyke_resolve::lexicon::Lexicon;
    /// let lexicon = Lexicon::shipped();
    /// assert!(lexicon.rarity("company") < lexicon.rarity("shipbuilding"));
    /// assert!(lexicon.rarity("shipbuilding") < lexicon.rarity("quarkwerk"));
    /// ```
    pub fn rarity(&self, word: &str) -> f32 {
        let meant = || match self.phrases.longest(&[word], Bearer::Organisation)?.1 {
            Sense::Concept(concept) => Some(self.concept_bits(concept)),
            _ => None,
        };
        let listed = self.rarities.listed(word).or_else(meant);
        listed.unwrap_or_else(|| rarity::unlisted(word))
    }
}

#[cfg(test)]
mod tests;
