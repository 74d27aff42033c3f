//! Characters: what a written name reads as in Latin letters, in which scripts
//! it was written, and what is odd about the writing.
//!
//! Owns normal form, scripts, romanisation and sound keys. Knows nothing of
//! names: which word is a family name is for [`crate::name`] to say.

mod arabic;
mod arabic_words;
mod armenian;
mod clean;
mod cyrillic;
mod cyrillic_letters;
mod distance;
mod georgian;
mod greek;
mod han;
mod han_names;
mod hangul;
mod hebrew;
mod homoglyph;
mod kana;
mod latin;
mod phones;
mod placeholder;
mod read;
mod script;
mod sound;
mod written;

pub(crate) use distance::edits as code_edits;
pub use distance::{phone_distance, phone_similarity, romanisation_distance, romanisation_similarity};
pub use phones::{PHONES_MAX, Phones, phones};
pub use read::{fold, read};
pub use sound::{Sound, phone_sound, sound};

/// A script that a word is written in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Script {
    /// Latin letters and digits.
    #[default]
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Greek.
    Greek,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
    /// Arabic letters, of Arabic or Persian.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Chinese characters.
    Han,
    /// Hiragana or katakana.
    Kana,
    /// Korean.
    Hangul,
    /// Any other script, read by a generic table.
    Other,
}

/// One word of a text, as it reads in Latin letters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Word {
    /// The commonest reading: `a-z0-9` only, never empty.
    pub latin: String,
    /// Other readings that registers use (BGN/PCGN, ISO 9, passport, popular),
    /// the likeliest first, without `latin`; at most four.
    pub readings: Vec<String>,
    /// The script it was written in.
    pub script: Script,
    /// No space stood before it: a part after a hyphen, a syllable of a Chinese
    /// or Korean name, the stem after an Arabic article, digits after letters.
    pub joined: bool,
    /// Its letters were written with full stops or slashes between them: an
    /// abbreviation (`O.O.O.` reads `ooo`) or the initials of a person.
    pub dotted: bool,
}

/// What is odd about the writing of a text. A signal for a person, never noise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Signals {
    /// One word mixes scripts, as when a Cyrillic "a" stands in a Latin name.
    pub mixed_word: bool,
    /// Zero-width, control or right-to-left marks were removed.
    pub hidden_marks: bool,
    /// The text was longer than [`TEXT_CHARS_MAX`] and was cut there.
    pub cut: bool,
    /// The whole text says that there is no value: `N/A`, `UNKNOWN`, `00000000`.
    pub placeholder: bool,
}

/// Characters of a text that are read; names are far shorter, hostile ones are not.
pub const TEXT_CHARS_MAX: usize = 512;

/// A text as words in Latin letters.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// The words in their order.
    pub words: Vec<Word>,
    /// What is odd about it.
    pub signals: Signals,
}

#[cfg(test)]
mod tests;
