//! Which script a character belongs to, by Unicode block.

use super::Script;

/// What a character is to the reader of names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A letter or syllable of this script.
    Letter(Script),
    /// A decimal digit and its value.
    Digit(u8),
    /// Anything else: it separates.
    Other,
}

/// The kind of one character of a cleaned text.
pub(super) fn kind(letter: char) -> Kind {
    match letter {
        'a'..='z' | 'A'..='Z' => Kind::Letter(Script::Latin),
        '0'..='9' => Kind::Digit(letter as u8 - b'0'),
        '\u{0}'..='\u{7f}' => Kind::Other,
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{1c80}'..='\u{1c88}' | '\u{a640}'..='\u{a66e}' => {
            Kind::Letter(Script::Cyrillic)
        }
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{323af}'
        | '\u{f900}'..='\u{fad9}'
        | '\u{3005}'
        | '\u{3007}' => Kind::Letter(Script::Han),
        '\u{661}'..='\u{669}' | '\u{660}' => Kind::Digit((u32::from(letter) - 0x660) as u8),
        '\u{6f0}'..='\u{6f9}' => Kind::Digit((u32::from(letter) - 0x6f0) as u8),
        '\u{966}'..='\u{96f}' => Kind::Digit((u32::from(letter) - 0x966) as u8),
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
            if letter.is_alphabetic() =>
        {
            Kind::Letter(Script::Arabic)
        }
        '\u{5d0}'..='\u{5f2}' => Kind::Letter(Script::Hebrew),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if letter.is_alphabetic() => {
            Kind::Letter(Script::Greek)
        }
        '\u{531}'..='\u{587}' if letter.is_alphabetic() => Kind::Letter(Script::Armenian),
        '\u{10a0}'..='\u{10fa}'
        | '\u{10fd}'..='\u{10ff}'
        | '\u{1c90}'..='\u{1cbf}'
        | '\u{2d00}'..='\u{2d25}' => Kind::Letter(Script::Georgian),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}' | '\u{31f0}'..='\u{31ff}' => {
            Kind::Letter(Script::Kana)
        }
        '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' => {
            Kind::Letter(Script::Hangul)
        }
        '\u{c0}'..='\u{24f}'
        | '\u{250}'..='\u{2af}'
        | '\u{1e00}'..='\u{1eff}'
        | '\u{2c60}'..='\u{2c7f}'
        | '\u{a722}'..='\u{a7ff}'
            if letter.is_alphabetic() =>
        {
            Kind::Letter(Script::Latin)
        }
        _ if letter.is_numeric() => other_digit(letter),
        _ if letter.is_alphabetic() => Kind::Letter(Script::Other),
        _ if is_vowel_sign(letter) => Kind::Letter(Script::Other),
        _ => Kind::Other,
    }
}

/// A digit of any other script; numerals above nine separate.
fn other_digit(letter: char) -> Kind {
    match any_ascii::any_ascii_char(letter).as_bytes() {
        [digit @ b'0'..=b'9'] => Kind::Digit(digit - b'0'),
        _ => Kind::Other,
    }
}

/// Vowel signs and viramas of Indic scripts that Unicode does not call letters.
fn is_vowel_sign(letter: char) -> bool {
    matches!(letter, '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{e31}'..='\u{e4e}')
        && unicode_normalization::char::is_combining_mark(letter)
}

/// Alphabets whose letters look alike and may stand in one word by mischief.
pub(super) fn is_alphabet(script: Script) -> bool {
    matches!(
        script,
        Script::Latin | Script::Cyrillic | Script::Greek | Script::Armenian
    )
}
