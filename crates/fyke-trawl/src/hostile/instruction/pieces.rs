//! Sentences as they are asked whether they speak to a machine, and their words.
//!
//! This cutter is not the one for reading (`sentence` is): it cuts at less, for
//! what is put into a text stands beside it without manners, and it never makes
//! a piece longer than [`PIECE_BYTES_MAX`], so that a text without a full stop
//! costs no more than any other.

use unicode_normalization::UnicodeNormalization;

/// Bytes of a piece: sentences of news end long before; a longer one is cut at a
/// space and its parts are judged alone.
pub(super) const PIECE_BYTES_MAX: usize = 700;

/// Words of a piece that are looked at. What a request is about comes after what
/// it asks for.
const WORDS_MAX: usize = 80;

/// A piece of a text.
#[derive(Debug)]
pub(super) struct Piece {
    /// Bytes of the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its words: lower case, compatibility forms folded, apostrophes kept; each
    /// mark that tells something (`? : " ! | <`) is a word of its own.
    pub(super) words: Vec<String>,
    /// Capitalised words after the first.
    pub(super) names: usize,
    /// Whether it begins a line.
    pub(super) line_start: bool,
    /// The lines of the fence that follows it, if one does (``` of code).
    pub(super) before_code: bool,
}

/// Pieces of a block of text, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut in_code = false;
    for line in text.split_inclusive('\n') {
        let fence = line.trim_start().starts_with("```");
        if fence {
            if !in_code && let Some(last) = found.last_mut() {
                let last: &mut Piece = last;
                last.before_code = true;
            }
            in_code = !in_code;
        } else {
            of_line(line, start, &mut found);
        }
        start += line.len();
    }
    found
}

fn of_line(line: &str, start: usize, found: &mut Vec<Piece>) {
    let mut from = 0;
    let mut line_start = true;
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let c = bytes[at];
        at += 1;
        let long = at - from >= PIECE_BYTES_MAX && (c == b' ' || at - from >= PIECE_BYTES_MAX + 100);
        let stop = match c {
            b'|' => true,
            b'.' | b'!' | b'?' | b':' => ends(line, &mut at, c),
            _ => false,
        };
        if (stop || long) && line.is_char_boundary(at) {
            push(line, from, at, start, &mut line_start, found);
            from = at;
        }
    }
    push(line, from, line.len(), start, &mut line_start, found);
}

/// Whether a sentence ends at this mark; closing marks behind it are its own.
fn ends(line: &str, at: &mut usize, mark: u8) -> bool {
    let rest = &line[*at..];
    let closing: usize = rest
        .chars()
        .take(3)
        .take_while(|c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»'))
        .map(char::len_utf8)
        .sum();
    let behind = &rest[closing..];
    if !behind.starts_with(char::is_whitespace) && !behind.is_empty() {
        return false;
    }
    let next = behind.trim_start().chars().next();
    let capital = next.is_none_or(|c| !c.is_lowercase());
    let cut = match mark {
        b'.' => capital,
        // "What is it?" he asked: one piece
        b'!' | b'?' => capital,
        // a colon may begin what it announces
        _ => false,
    };
    if cut {
        *at += closing;
    }
    cut
}

fn push(line: &str, from: usize, to: usize, start: usize, line_start: &mut bool, found: &mut Vec<Piece>) {
    let part = &line[from..to];
    let trimmed = part.trim_matches(|c: char| c.is_whitespace() || c == '|');
    if trimmed.is_empty() {
        return;
    }
    let lead = part.find(trimmed).unwrap_or(0);
    let (words, names) = words(trimmed);
    if words.is_empty() {
        return;
    }
    found.push(Piece {
        start: start + from + lead,
        end: start + from + lead + trimmed.len(),
        words,
        names,
        line_start: *line_start,
        before_code: false,
    });
    *line_start = false;
}

/// The words of a piece, and how many after the first are capitalised.
pub(super) fn words(text: &str) -> (Vec<String>, usize) {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let (mut names, mut capital) = (0, false);
    let folded: String;
    let text = if text.is_ascii() {
        text
    } else {
        // mathematical, full-width and circled letters read like any other
        folded = text.nfkc().take(PIECE_BYTES_MAX * 2).collect();
        &folded
    };
    for c in text.chars().chain([' ']) {
        if words.len() >= WORDS_MAX {
            break;
        }
        let inner = matches!(c, '\'' | '’' | '_') && !word.is_empty();
        if c.is_alphanumeric() || inner {
            if word.is_empty() {
                capital = c.is_uppercase();
            }
            // words longer than these are no words
            if word.len() < 40 {
                word.extend(if c == '’' { '\'' } else { c }.to_lowercase());
            }
            continue;
        }
        if !word.is_empty() {
            names += usize::from(capital && !words.is_empty());
            let digits = word.bytes().all(|b| b.is_ascii_digit());
            words.push(if digits {
                "0".to_string()
            } else {
                word.trim_end_matches('\'').to_string()
            });
            word.clear();
        }
        if matches!(
            c,
            '?' | ':' | '"' | '“' | '”' | '!' | '<' | '>' | '[' | ']' | '#' | '@'
        ) {
            words.push(if matches!(c, '“' | '”') { '"' } else { c }.to_string());
        }
    }
    (words, names)
}
