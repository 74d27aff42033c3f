//! Raw text made fit for reading: one form for one character, nothing hidden,
//! bounded.
//!
//! Unicode NFKC (UAX 15) folds fullwidth, mathematical and presentation forms;
//! invisible characters go before anything else sees the text, so they can
//! neither change a reading nor use up its length.

use super::TEXT_CHARS_MAX;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Combining marks kept per letter before normal form; floods of them say nothing.
const MARKS_MAX: usize = 4;

/// A text made fit for reading.
pub(super) struct Cleaned {
    pub(super) letters: Vec<char>,
    pub(super) hidden: bool,
    pub(super) cut: bool,
}

/// The characters of a text that are read. Takes time linear in the text; keeps
/// at most [`TEXT_CHARS_MAX`] letters with their marks.
pub(super) fn clean(text: &str) -> Cleaned {
    let mut cleaned = Cleaned {
        letters: Vec::with_capacity(text.len().min(64)),
        hidden: false,
        cut: false,
    };
    let (mut kept, mut marks, mut plain) = (0, 0, true);
    for letter in text.chars() {
        if is_hidden(letter) {
            // joiners shape Persian and Indic words: nothing odd there
            let shaping = matches!(letter, '\u{200c}' | '\u{200d}')
                && cleaned
                    .letters
                    .last()
                    .is_some_and(|&last| ('\u{600}'..'\u{1000}').contains(&last));
            cleaned.hidden |= !shaping;
            continue;
        }
        let letter = simple(letter);
        let normal = is_normal(letter);
        if !normal && letter >= '\u{300}' && is_combining_mark(letter) {
            marks += 1;
            plain = false;
            if marks > MARKS_MAX {
                continue;
            }
        } else {
            marks = 0;
            if kept == TEXT_CHARS_MAX {
                cleaned.cut = true;
                break;
            }
            kept += 1;
            plain &= normal;
        }
        cleaned.letters.push(letter);
    }
    if !plain {
        // one ligature may become many letters: the bound holds for them too
        let mut normal = cleaned
            .letters
            .iter()
            .copied()
            .nfkc()
            .filter(|&letter| !is_lost_mark(letter));
        let bounded = normal.by_ref().take(TEXT_CHARS_MAX).collect();
        cleaned.cut |= normal.next().is_some();
        cleaned.letters = bounded;
    }
    cleaned
}

/// Whitespace as a space; the marks that stand for an apostrophe as one.
fn simple(letter: char) -> char {
    match letter {
        '!'..='_' | 'a'..='~' => letter,
        '\u{2018}'
        | '\u{2019}'
        | '\u{201b}'
        | '\u{2032}'
        | '\u{b4}'
        | '`'
        | '\u{2b9}'..='\u{2bf}'
        | '\u{2c8}'
        | '\u{2ca}'
        | '\u{2cb}'
        | '\u{55a}'
        | '\u{5f3}'
        | '\u{ff07}' => '\'',
        // look-alikes of the apostrophe's pair that enclose
        '\u{201a}' | '\u{2039}' | '\u{203a}' => '"',
        '\u{5f4}' => '"',
        _ if letter.is_whitespace() || letter.is_control() => ' ',
        _ => letter,
    }
}

/// Characters that print nothing and separate nothing.
fn is_hidden(letter: char) -> bool {
    match letter {
        ' '..='~' | '\t' | '\n' | '\r' => false,
        '\u{0}'..='\u{1f}' | '\u{7f}' => !matches!(letter, '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1f}'),
        '\u{80}'..='\u{9f}' => letter != '\u{85}',
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' => true,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// Characters that NFKC leaves alone, by the blocks that names are written in.
fn is_normal(letter: char) -> bool {
    matches!(letter,
        '\u{0}'..='\u{9f}' | '\u{ab}' | '\u{bb}' | '\u{c0}'..='\u{131}' | '\u{134}'..='\u{13e}' | '\u{141}'..='\u{148}'
        | '\u{14a}'..='\u{17e}' | '\u{180}'..='\u{1c3}' | '\u{386}' | '\u{388}'..='\u{3ce}' | '\u{400}'..='\u{482}'
        | '\u{48a}'..='\u{52f}' | '\u{531}'..='\u{586}' | '\u{5d0}'..='\u{5ea}' | '\u{621}'..='\u{64a}'
        | '\u{660}'..='\u{669}' | '\u{679}'..='\u{6bf}' | '\u{6c1}' | '\u{6c3}'..='\u{6d2}' | '\u{6f0}'..='\u{6f9}'
        | '\u{10a0}'..='\u{10fa}' | '\u{1c90}'..='\u{1cba}' | '\u{2013}' | '\u{2014}' | '\u{201c}'..='\u{201e}'
        | '\u{3001}'..='\u{301c}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}')
}

/// Marks that no reading uses once letters are composed. Vowel signs of Indic
/// and South-East Asian scripts are letters in all but name and stay.
fn is_lost_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}
