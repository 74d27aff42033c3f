//! Simple bodies behind the published signatures.
use super::{Bearer, NameFeature};

/// A name analysed once.
#[derive(Clone, PartialEq, Debug)]
pub struct Name {
    words: Vec<String>,
    text: String,
    bearer: Bearer,
}

impl Name {
    /// The name as it was written (cut at [`crate::text::TEXT_CHARS_MAX`] characters).
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What bears it.
    pub fn bearer(&self) -> Bearer {
        self.bearer
    }
    /// Latin readings of its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
    /// Whether nothing in it can be compared: no words, or a placeholder.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
    /// A few integers that bound every comparison with it, for a search that keeps them side by side.
    pub fn signature(&self) -> Signature {
        Signature::default()
    }
}

/// What [`upper_bound`] needs of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Signature {
    letters: u64,
}

impl Signature {
    /// No comparison of the two names can be more similar than this.
    pub fn upper_bound(&self, _other: &Signature) -> f32 {
        1.0
    }
}

/// How rare words are, in bits.
#[derive(Clone, Debug, Default)]
pub struct Rarity;

impl Rarity {
    /// Counts the words of a corpus of names.
    pub fn of<'a>(_names: impl IntoIterator<Item = &'a str>) -> Rarity {
        Rarity
    }
}

/// What a comparison found.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Comparison {
    /// How alike the names read, 0 to 1; 1 only for equal readings.
    pub similarity: f32,
    levels: [u8; NameFeature::COUNT],
}

impl Comparison {
    /// The level of one feature.
    pub fn level(&self, feature: NameFeature) -> u8 {
        self.levels[feature as usize]
    }
    /// All levels, in the order of [`NameFeature::ALL`].
    pub fn levels(&self) -> &[u8; NameFeature::COUNT] {
        &self.levels
    }
}

/// One reason for or against, in a sentence.
#[derive(Clone, PartialEq, Debug)]
pub struct Reason {
    /// The feature it belongs to.
    pub feature: NameFeature,
    /// Whether it speaks for the names being one bearer's.
    pub speaks_for: bool,
    /// Plain words, quoting both sources.
    pub text: String,
}

/// Analyses a name with the rarity of words that the lexicon knows.
pub fn prepare(text: &str, bearer: Bearer) -> Name {
    prepare_with(text, bearer, &Rarity)
}

/// Analyses a name with the rarity of words in a given corpus.
pub fn prepare_with(text: &str, bearer: Bearer, _rarity: &Rarity) -> Name {
    let text: String = text.chars().take(512).collect();
    let latin = any_ascii::any_ascii(&text).to_lowercase();
    let words = latin
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(24)
        .map(str::to_owned)
        .collect();
    Name { words, text, bearer }
}

/// Compares two names.
pub fn compare(a: &Name, b: &Name) -> Comparison {
    let shared = a.words.iter().filter(|w| b.words.contains(w)).count() as f32;
    let most = a.words.len().max(b.words.len()) as f32;
    let similarity = if most == 0.0 {
        0.0
    } else {
        (shared / most).min(1.0)
    };
    Comparison {
        similarity,
        levels: [0; NameFeature::COUNT],
    }
}

/// No [`compare`] of the two gives a higher similarity than this.
pub fn upper_bound(a: &Name, b: &Name) -> f32 {
    a.signature().upper_bound(&b.signature())
}

/// Whether the similarity of the two can reach a level; false is certain, true is not.
pub fn could_reach(a: &Name, b: &Name, similarity: f32) -> bool {
    upper_bound(a, b) >= similarity
}

/// One sentence per reason, the weightiest first.
pub fn explain(_a: &Name, _b: &Name, _comparison: &Comparison) -> Vec<Reason> {
    Vec::new()
}

/// The chance that the two names are one bearer's, from the names alone; never 0 or 1.
pub fn probability(_bearer: Bearer, comparison: &Comparison) -> f32 {
    0.01 + 0.98 * comparison.similarity
}

/// The probability from which two names count as one bearer's.
pub fn cut_off() -> f32 {
    0.5
}

/// Whether the model was trained or tuned on this pair of names (either way round).
pub fn trained_on(_name1: &str, _name2: &str) -> bool {
    false
}
