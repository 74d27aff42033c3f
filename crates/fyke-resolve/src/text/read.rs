//! From raw text to words.

use super::{Reading, Signals, TEXT_CHARS_MAX, Word};

/// Reads a text as words in Latin letters.
pub fn read(text: &str) -> Reading {
    let cut = text.char_indices().nth(TEXT_CHARS_MAX).map(|(byte, _)| byte);
    let ascii = any_ascii::any_ascii(&text[..cut.unwrap_or(text.len())]).to_ascii_lowercase();
    let words = ascii
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '\'')
        .map(|word| word.replace('\'', ""))
        .filter(|word| !word.is_empty())
        .map(|latin| Word {
            latin,
            ..Word::default()
        })
        .collect();
    Reading {
        words,
        signals: Signals {
            cut: cut.is_some(),
            ..Signals::default()
        },
    }
}

/// The commonest readings of a text's words, joined by one space.
pub fn fold(text: &str) -> String {
    let words: Vec<String> = read(text).words.into_iter().map(|word| word.latin).collect();
    words.join(" ")
}
