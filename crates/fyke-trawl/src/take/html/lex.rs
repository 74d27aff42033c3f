//! Bytes of markup to tags and text, in one walk.
//!
//! Not html5ever: the standard's tree building looks through the whole stack of
//! open elements at every block ("has a p element in button scope"), which is
//! quadratic on a million nested divs, and its adoption agency copies elements.
//! What is needed here is which words stand in which block, for which a lenient
//! walk is enough. Every branch consumes what it looked at, so the walk is linear
//! on any input. Sources: the tokenizer of the HTML Standard (WHATWG, 13.2.5),
//! XML 1.0 for feeds; no entity is ever declared, so none can grow.

use super::tag::Tag;
use memchr::{memchr, memchr2, memmem};

/// A piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name attrs>`; `closed` where it ends in `/>`.
    Open {
        /// As it is written.
        name: &'a str,
        /// What stands between the name and the end.
        attrs: &'a str,
        /// Whether it closes itself.
        closed: bool,
    },
    /// `</name>`.
    Close {
        /// As it is written.
        name: &'a str,
    },
    /// Text with references as they are written.
    Text(&'a str),
    /// Text without references: what stands in CDATA or in a script.
    Plain(&'a str),
}

/// Cuts markup into tokens.
pub struct Lexer<'a> {
    text: &'a str,
    at: usize,
    xml: bool,
    raw: Option<&'a str>,
}

impl<'a> Lexer<'a> {
    /// Of a page.
    pub fn html(text: &'a str) -> Lexer<'a> {
        Lexer {
            text,
            at: 0,
            xml: false,
            raw: None,
        }
    }

    /// Of XML: no element holds raw text.
    pub fn xml(text: &'a str) -> Lexer<'a> {
        Lexer {
            text,
            at: 0,
            xml: true,
            raw: None,
        }
    }

    /// Byte that is read next.
    pub fn at(&self) -> usize {
        self.at
    }

    fn upto(&mut self, end: usize) -> &'a str {
        let piece = self.text.get(self.at..end).unwrap_or("");
        self.at = end;
        piece
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or(&[])
    }

    /// The end of an element of raw text: `</name`, in any case of letters.
    fn raw_end(&self, name: &str) -> usize {
        let bytes = self.text.as_bytes();
        let mut from = self.at;
        while let Some(found) = memmem::find(bytes.get(from..).unwrap_or(&[]), b"</") {
            let at = from + found;
            let after = bytes.get(at + 2..at + 2 + name.len()).unwrap_or(&[]);
            if after.eq_ignore_ascii_case(name.as_bytes()) {
                return at;
            }
            from = at + 2;
        }
        self.text.len()
    }

    /// The byte after the `>` that ends a tag; quotes hold `>`.
    fn tag_end(&self, from: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => return at + 1,
                // a quote counts only where a value begins, as in the standard
                b'"' | b'\'' if before_is_equals(bytes, at) => {
                    match memchr(byte, bytes.get(at + 1..).unwrap_or(&[])) {
                        Some(found) => at += found + 2,
                        None => return bytes.len(),
                    }
                }
                _ => at += 1,
            }
        }
        bytes.len()
    }
}

/// Whether an `=` and white space alone stand before. Looks back over at most
/// eight blanks: more never stand there, and a run of them must not be walked again
/// for each quote.
fn before_is_equals(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at.saturating_sub(9)..at)
        .and_then(|before| before.iter().rev().find(|byte| !byte.is_ascii_whitespace()))
        == Some(&b'=')
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.at >= self.text.len() {
                return None;
            }
            if let Some(name) = self.raw.take() {
                let end = self.raw_end(name);
                if end > self.at {
                    return Some(Token::Plain(self.upto(end)));
                }
            }
            let rest = self.rest();
            if rest.first() != Some(&b'<') {
                let end = memchr(b'<', rest).map_or(self.text.len(), |found| self.at + found);
                return Some(Token::Text(self.upto(end)));
            }
            match rest.get(1) {
                Some(byte) if byte.is_ascii_alphabetic() || (self.xml && *byte == b'_') => {
                    let name_end = self.at + 1 + name_len(&rest[1..]);
                    let name = self.text.get(self.at + 1..name_end).unwrap_or("");
                    let end = self.tag_end(name_end);
                    let inner_end = if self.text.as_bytes().get(end - 1) == Some(&b'>') {
                        end - 1
                    } else {
                        end
                    };
                    let attrs = self.text.get(name_end..inner_end).unwrap_or("");
                    let closed = attrs.ends_with('/');
                    self.at = end;
                    if !self.xml && Tag::of(name).holds_raw() && !closed {
                        self.raw = Some(name);
                    }
                    return Some(Token::Open { name, attrs, closed });
                }
                Some(b'/') => {
                    let name_end = self.at + 2 + name_len(rest.get(2..).unwrap_or(&[]));
                    let name = self.text.get(self.at + 2..name_end).unwrap_or("");
                    self.at = memchr(b'>', rest).map_or(self.text.len(), |found| self.at + found + 1);
                    if !name.is_empty() {
                        return Some(Token::Close { name });
                    }
                }
                Some(b'!') if rest.starts_with(b"<!--") => {
                    // `<!-->` and `<!--->` are empty comments
                    let from = self.at + 2;
                    let end = memmem::find(self.text.as_bytes().get(from..).unwrap_or(&[]), b"-->");
                    self.at = end.map_or(self.text.len(), |found| from + found + 3);
                }
                Some(b'!') if rest.starts_with(b"<![CDATA[") => {
                    self.at += 9;
                    let end = memmem::find(self.rest(), b"]]>").map(|found| self.at + found);
                    let piece = self.upto(end.unwrap_or(self.text.len()));
                    self.at = (self.at + if end.is_some() { 3 } else { 0 }).min(self.text.len());
                    if !piece.is_empty() {
                        return Some(Token::Plain(piece));
                    }
                }
                // a declaration; the one of a document type may hold brackets, which
                // are passed over with what they declare
                Some(b'!' | b'?') => {
                    let stop = memchr2(b'>', b'[', rest);
                    let end = match stop.map(|at| (at, rest[at])) {
                        Some((at, b'['))
                            if rest.len() > 9 && rest[..9].eq_ignore_ascii_case(b"<!DOCTYPE") =>
                        {
                            memmem::find(&rest[at..], b"]>").map(|found| at + found + 2)
                        }
                        Some(_) => memchr(b'>', rest).map(|at| at + 1),
                        None => None,
                    };
                    self.at = end.map_or(self.text.len(), |end| self.at + end);
                }
                _ => {
                    let end = memchr(b'<', &rest[1..]).map_or(self.text.len(), |found| self.at + 1 + found);
                    return Some(Token::Text(self.upto(end)));
                }
            }
        }
    }
}

fn name_len(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<'))
        .unwrap_or(bytes.len())
}

/// The attributes of a tag: names as they are written, values with references.
pub struct Attrs<'a>(&'a str);

impl<'a> Attrs<'a> {
    /// Of what [`Token::Open`] holds.
    pub fn of(attrs: &'a str) -> Attrs<'a> {
        Attrs(attrs)
    }
}

impl<'a> Iterator for Attrs<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let rest = self
            .0
            .trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            self.0 = "";
            return None;
        }
        let bytes = rest.as_bytes();
        let name_end = bytes
            .iter()
            .skip(1)
            .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/'))
            .map_or(bytes.len(), |at| at + 1);
        // cut on a border: what ends a name is one byte of ASCII
        let (name, after) = rest.split_at_checked(name_end).unwrap_or((rest, ""));
        let after_blank = after.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let Some(value) = after_blank.strip_prefix('=') else {
            self.0 = after;
            return Some((name, ""));
        };
        let value = value.trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (value, rest) = match value.as_bytes().first() {
            Some(&quote @ (b'"' | b'\'')) => {
                let inner = &value[1..];
                match memchr(quote, inner.as_bytes()) {
                    Some(end) => (&inner[..end], &inner[end + 1..]),
                    None => (inner, ""),
                }
            }
            _ => {
                let end = value
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(value.len());
                value.split_at(end)
            }
        };
        self.0 = rest;
        Some((name, value))
    }
}
