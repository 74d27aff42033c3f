//! An address cut into words and numbers.
//!
//! Everything is folded to Latin letters here: marks that stand after their
//! number in Chinese are written before it, "14/F" becomes a floor, "k2" a label
//! and its number, "28 a" one number. What they mean together is
//! [`super::address_text`]'s to say.

use super::address_words::{Label, ends_building_name, is_skipped, label};

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Word(String),
    /// Anything with a digit.
    Number(String),
    /// "7th".
    Ordinal(String),
    /// Taken by something else.
    Used,
}

/// Chinese marks follow their numbers ("12号301室"); written before them they
/// are words like any others. Marks of places end a segment.
pub(super) fn spell_out_han(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        let before_number = match c {
            '号' | '號' => "no",
            '室' | '房' => "room",
            '层' | '層' | '楼' | '樓' => "floor",
            '栋' | '幢' | '座' | '棟' => "block",
            _ => "",
        };
        let after_name = match c {
            '市' => " city, ",
            '区' | '區' | '县' | '縣' | '镇' | '鎮' => " district, ",
            '省' => " province, ",
            '路' | '街' | '道' | '巷' => " road, ",
            _ => "",
        };
        let start = out
            .rfind(|d: char| !d.is_ascii_alphanumeric() && d != '-')
            .map_or(0, |at| at + out[at..].chars().next().map_or(1, char::len_utf8));
        let number = out.get(start..).unwrap_or("").to_owned();
        if !before_number.is_empty() && number.bytes().any(|b| b.is_ascii_digit()) {
            out.truncate(start);
            out.push_str(&format!(", {before_number} {number}, "));
        } else if !after_name.is_empty() {
            out.push_str(after_name);
        } else {
            // a number after Han letters is no part of the name
            let han = out
                .chars()
                .next_back()
                .is_some_and(|last| !last.is_ascii() && last.is_alphabetic());
            if c.is_ascii_digit() && han {
                out.push_str(", ");
            }
            out.push(c);
        }
    }
    out.replace("中国", "China, ")
        .replace("中國", "China, ")
        .replace("香港", "Hong Kong, ")
}

/// Words and numbers of a segment in Latin letters.
pub(super) fn tokens(segment: &str) -> Vec<Token> {
    let latin = any_ascii::any_ascii(segment)
        .to_lowercase()
        .replace('#', " unit ");
    let mut tokens = Vec::new();
    for chunk in
        latin.split(|c: char| c.is_whitespace() || matches!(c, ':' | '"' | '&' | '\\' | '|' | '=' | ','))
    {
        for piece in split_at_dots(chunk) {
            let piece: String = piece
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.'))
                .collect();
            push_token(piece.trim_matches(['-', '/', '.']), &mut tokens);
        }
        if tokens.len() > 64 {
            break;
        }
    }
    join_letters(tokens)
}

/// Dots end short words ("ul.Lenina") but stay inside numbers ("3.1").
fn split_at_dots(chunk: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let bytes = chunk.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        let inside = digit(at.checked_sub(1)) && digit(Some(at + 1));
        if *byte == b'.' && !inside {
            pieces.extend(chunk.get(start..at));
            start = at + 1;
        }
    }
    pieces.extend(chunk.get(start..));
    pieces
}

fn push_token(piece: &str, tokens: &mut Vec<Token>) {
    if piece.is_empty() {
        return;
    }
    if !piece.bytes().any(|b| b.is_ascii_digit()) {
        for word in piece.split(['-', '/']).filter(|word| !word.is_empty()) {
            match ordinal_word(word) {
                Some(number) => tokens.push(Token::Ordinal(number.to_owned())),
                None => tokens.push(Token::Word(word.to_owned())),
            }
        }
        return;
    }
    // "14/f"
    if let Some(floor) = piece.strip_suffix("/f").or_else(|| piece.strip_suffix("/fl")) {
        tokens.extend([Token::Word("floor".to_owned()), Token::Number(floor.to_owned())]);
        return;
    }
    let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = piece.split_at_checked(digits).unwrap_or((piece, ""));
    if matches!(tail, "st" | "nd" | "rd" | "th") && !head.is_empty() {
        tokens.push(Token::Ordinal(head.to_owned()));
        return;
    }
    // "k2", "kv5", "apt53"
    let letters = piece.bytes().take_while(u8::is_ascii_lowercase).count();
    let (word, number) = piece.split_at_checked(letters).unwrap_or(("", piece));
    let glued = [
        "k", "d", "kv", "of", "korp", "str", "bld", "apt", "rm", "no", "stroenie", "dom", "office",
    ];
    if glued.contains(&word) && number.starts_with(|c: char| c.is_ascii_digit()) {
        tokens.extend([Token::Word(word.to_owned()), Token::Number(number.to_owned())]);
        return;
    }
    tokens.push(Token::Number(piece.to_owned()));
}

fn ordinal_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "first" => "1",
        "second" => "2",
        "third" => "3",
        "fourth" => "4",
        "fifth" => "5",
        "sixth" => "6",
        "seventh" => "7",
        "eighth" => "8",
        "ninth" => "9",
        "tenth" => "10",
        "ground" => "0",
        _ => return None,
    })
}

/// "28 a" is "28a", unless the letter says what the next number is.
fn join_letters(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        if let Token::Word(letter) = token
            && letter.len() == 1
            && !matches!(tokens.get(at + 1), Some(Token::Number(_)))
            && (at + 1 == tokens.len() || label(letter).is_none())
            && let Some(Token::Number(number)) = joined.last_mut()
            && number.bytes().all(|b| b.is_ascii_digit())
        {
            number.push_str(letter);
            continue;
        }
        joined.push(token.clone());
    }
    joined
}

/// A word that may be part of a name: neither a label nor a filler. The labels
/// that also end names of buildings ("tower", "house") may.
pub(super) fn is_place_word(word: &str) -> bool {
    (label(word).is_none() || ends_building_name(word)) && !is_skipped(word)
}

pub(super) fn is_word(token: Option<&Token>, expected: &str) -> bool {
    matches!(token, Some(Token::Word(word)) if word == expected)
}

pub(super) fn token_label(token: &Token) -> Option<Label> {
    match token {
        Token::Word(word) => label(word),
        _ => None,
    }
}

/// German and Dutch write the word for street at the end of its name.
pub(super) fn is_street_word(token: &Token) -> bool {
    let Token::Word(word) = token else {
        return false;
    };
    word.len() > 7
        && ["strasse", "straat", "gatan", "allee", "gasse", "utca"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// A letter or a Roman number that stands for a unit: "Tower B", "room VII".
pub(super) fn is_letter_value(word: &str) -> bool {
    word.len() == 1 || word.len() <= 5 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// The words joined, if all of them are words.
pub(super) fn words_of(tokens: &[Token]) -> Option<String> {
    let mut phrase = String::new();
    for token in tokens {
        let Token::Word(word) = token else {
            return None;
        };
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    (!phrase.is_empty()).then_some(phrase)
}

pub(super) fn use_up(tokens: &mut [Token], from: usize, to: usize) {
    let to = to.min(tokens.len());
    for token in tokens.get_mut(from..to).unwrap_or(&mut []) {
        *token = Token::Used;
    }
}
