//! One written word of one script as the words it reads as: where the scripts'
//! own tables are called from.

use super::cyrillic::{self, Tongue};
use super::script::{Kind, kind};
use super::{Script, Word, arabic, armenian, georgian, greek, han, hangul, hebrew, kana, latin};

/// What the whole text says about how its words are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Context {
    /// The alphabet that most letters of alphabets belong to.
    pub(super) script: Script,
    /// Letters that Persian has and Arabic has not.
    pub(super) persian: bool,
    /// Kana stand among the characters, or forms that only Japan uses.
    pub(super) japanese: bool,
}

impl Context {
    /// Reads the context off a cleaned text.
    pub(super) fn of(letters: &[char]) -> Context {
        let mut context = Context {
            script: Script::Latin,
            persian: false,
            japanese: false,
        };
        let mut cyrillic = 0i32;
        for &letter in letters {
            match kind(letter) {
                Kind::Letter(Script::Cyrillic) => cyrillic += 1,
                Kind::Letter(Script::Latin) => cyrillic -= 1,
                Kind::Letter(Script::Kana) => context.japanese = true,
                _ => {}
            }
            context.persian |= matches!(letter, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی');
            context.japanese |= matches!(
                letter,
                '々' | '込' | '畑' | '辻' | '栄' | '沢' | '浜' | '桜' | '斉' | '恵'
            );
        }
        if cyrillic > 0 {
            context.script = Script::Cyrillic;
        }
        context
    }
}

/// The words that letters of one script read as; none where nothing sounds.
/// `joined` is set where a word belongs to the one before it.
pub(super) fn words(
    script: Script,
    letters: &[char],
    tongue: Tongue,
    context: Context,
    dotted: bool,
) -> Vec<Word> {
    let readings = match script {
        Script::Latin => latin::readings(letters),
        Script::Cyrillic => {
            let small: Vec<char> = letters.iter().map(|&letter| cyrillic::lower(letter)).collect();
            cyrillic::readings(&small, tongue)
        }
        Script::Arabic if dotted => return arabic::abbreviation(letters).into_iter().collect(),
        Script::Arabic => return arabic::words(letters, context.persian),
        Script::Greek => greek::readings(letters),
        Script::Armenian => armenian::readings(letters),
        Script::Georgian => georgian::readings(letters),
        Script::Hebrew => hebrew::readings(letters, dotted),
        Script::Han => return han::words(letters, context.japanese),
        Script::Kana => kana::readings(letters),
        Script::Hangul => return hangul::words(letters),
        Script::Other => generic(letters),
    };
    one(script, readings).into_iter().collect()
}

/// A word from its readings, the first of which is the commonest.
pub(super) fn one(script: Script, readings: Vec<String>) -> Option<Word> {
    let mut readings = readings.into_iter();
    let latin = readings.next()?;
    let readings = readings.filter(|reading| *reading != latin).collect();
    Some(Word {
        latin,
        readings,
        script,
        ..Word::default()
    })
}

/// Any letters by the table of `any_ascii`.
pub(super) fn generic(letters: &[char]) -> Vec<String> {
    let latin: String = letters
        .iter()
        .flat_map(|&letter| any_ascii::any_ascii_char(letter).chars())
        .filter(char::is_ascii_alphabetic)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if latin.is_empty() { Vec::new() } else { vec![latin] }
}

/// One letter by the table of `any_ascii`, or nothing where that is not one
/// short run of small letters.
pub(super) fn ascii_of(letter: char) -> &'static str {
    let latin = any_ascii::any_ascii_char(letter);
    if latin
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        latin
    } else {
        ""
    }
}

/// One of two spellings, so that a table stays a table.
pub(super) const fn either(first: bool, yes: &'static str, no: &'static str) -> &'static str {
    if first { yes } else { no }
}
