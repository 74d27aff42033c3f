//! The values of a PDF (ISO 32000-1, 7.3), read from bytes that anybody may have
//! made. Nothing here panics, nothing goes deeper than [`DEPTH_MAX`], and
//! nobody reads more than they said they would.

use std::collections::BTreeMap;

/// How deep arrays and dictionaries may lie in one another.
const DEPTH_MAX: usize = 24;

/// A value.
#[derive(Clone, PartialEq, Debug)]
pub enum Object {
    /// `null`, and numbers with a point, which no field we read has.
    Other,
    Integer(i64),
    Text(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    /// `12 0 R`.
    Reference(u32),
}

/// Keys without their slash.
pub type Dictionary = BTreeMap<Vec<u8>, Object>;

impl Object {
    pub const fn integer(&self) -> Option<i64> {
        match self {
            Object::Integer(n) => Some(*n),
            _ => None,
        }
    }
    pub fn index(&self) -> Option<usize> {
        usize::try_from(self.integer()?).ok()
    }
    pub fn array(&self) -> Option<&[Object]> {
        match self {
            Object::Array(all) => Some(all),
            _ => None,
        }
    }
    pub const fn dictionary(&self) -> Option<&Dictionary> {
        match self {
            Object::Dictionary(all) => Some(all),
            _ => None,
        }
    }
}

/// Reads one value after another.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

const fn is_space(b: u8) -> bool {
    matches!(b, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(b: u8) -> bool {
    matches!(
        b,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

impl<'a> Cursor<'a> {
    pub const fn new(bytes: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn bump(&mut self) -> Option<u8> {
        let b = self.peek()?;
        self.at += 1;
        Some(b)
    }

    fn spaces(&mut self) {
        while let Some(b) = self.peek() {
            match b {
                b'%' => {
                    while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                        self.at += 1;
                    }
                }
                b if is_space(b) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Takes this word if it stands here.
    pub fn word(&mut self, word: &[u8]) -> Option<()> {
        self.spaces();
        let rest = self.bytes.get(self.at..)?;
        rest.starts_with(word).then(|| self.at += word.len())
    }

    /// Takes `n` bytes of a stream that begins here: after the word `stream` a line ends.
    pub fn stream(&mut self, n: usize) -> Option<&'a [u8]> {
        self.word(b"stream")?;
        if self.peek() == Some(b'\r') {
            self.at += 1;
        }
        if self.bump() != Some(b'\n') {
            return None;
        }
        let bytes = self.bytes.get(self.at..self.at.checked_add(n)?)?;
        self.at += n;
        self.word(b"endstream")?;
        Some(bytes)
    }

    /// Takes a number without sign or point.
    pub fn number(&mut self) -> Option<u64> {
        self.spaces();
        let from = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        std::str::from_utf8(self.bytes.get(from..self.at)?)
            .ok()?
            .parse()
            .ok()
    }

    /// Takes a value, and its bytes from `work`: nothing where it is longer.
    pub fn object(&mut self, work: &mut usize) -> Option<Object> {
        let from = self.at;
        let end = from.saturating_add(*work).min(self.bytes.len());
        let mut within = Cursor::new(self.bytes.get(..end)?, from);
        let object = within.nested(DEPTH_MAX)?;
        *work = work.checked_sub(within.at - from)?;
        self.at = within.at;
        Some(object)
    }

    fn nested(&mut self, depth: usize) -> Option<Object> {
        let depth = depth.checked_sub(1)?;
        self.spaces();
        match self.peek()? {
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal().map(Object::Text),
            b'[' => {
                self.at += 1;
                let mut all = Vec::new();
                loop {
                    self.spaces();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Object::Array(all));
                    }
                    all.push(self.nested(depth)?);
                }
            }
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                let mut all = Dictionary::new();
                loop {
                    self.spaces();
                    if self.peek()? == b'>' {
                        self.word(b">>")?;
                        return Some(Object::Dictionary(all));
                    }
                    let key = self.name()?;
                    let value = self.nested(depth)?;
                    // a key twice is read otherwise by every reader
                    if all.insert(key, value).is_some() {
                        return None;
                    }
                }
            }
            b'<' => self.hexadecimal().map(Object::Text),
            _ => self.plain(),
        }
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        if self.bump()? != b'/' {
            return None;
        }
        let mut name = Vec::new();
        while let Some(b) = self.peek().filter(|b| !is_space(*b) && !is_delimiter(*b)) {
            self.at += 1;
            name.push(match b {
                b'#' => hex(self.bump()?)? << 4 | hex(self.bump()?)?,
                b => b,
            });
        }
        Some(name)
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.bump()?;
        let mut text = Vec::new();
        let mut open = 1usize;
        loop {
            match self.bump()? {
                b'(' => {
                    open += 1;
                    text.push(b'(');
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(text);
                    }
                    text.push(b')');
                }
                b'\\' => match self.bump()? {
                    b'n' => text.push(b'\n'),
                    b'r' => text.push(b'\r'),
                    b't' => text.push(b'\t'),
                    b'b' => text.push(8),
                    b'f' => text.push(12),
                    b'\n' => {}
                    first @ b'0'..=b'7' => {
                        let mut value = u32::from(first - b'0');
                        for _ in 0..2 {
                            let Some(digit @ b'0'..=b'7') = self.peek() else {
                                break;
                            };
                            self.at += 1;
                            value = value * 8 + u32::from(digit - b'0');
                        }
                        text.push(u8::try_from(value).ok()?);
                    }
                    other => text.push(other),
                },
                b => text.push(b),
            }
        }
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.bump()?;
        let mut text = Vec::new();
        let mut high = None;
        loop {
            let b = self.bump()?;
            match (b, high) {
                (b'>', None) => return Some(text),
                (b'>', Some(high)) => {
                    text.push(high << 4);
                    return Some(text);
                }
                (b, _) if is_space(b) => {}
                (b, None) => high = Some(hex(b)?),
                (b, Some(first)) => {
                    text.push(first << 4 | hex(b)?);
                    high = None;
                }
            }
        }
    }

    /// A number, a reference, or a word.
    fn plain(&mut self) -> Option<Object> {
        let from = self.at;
        while self.peek().is_some_and(|b| !is_space(b) && !is_delimiter(b)) {
            self.at += 1;
        }
        let word = std::str::from_utf8(self.bytes.get(from..self.at)?).ok()?;
        if let Ok(n) = word.parse::<i64>() {
            let mut ahead = *self;
            let generation = ahead.number();
            if generation == Some(0) && ahead.word(b"R").is_some() && n > 0 {
                *self = ahead;
                return Some(Object::Reference(u32::try_from(n).ok()?));
            }
            return Some(Object::Integer(n));
        }
        let known = matches!(word, "true" | "false" | "null") || word.parse::<f64>().is_ok();
        known.then_some(Object::Other)
    }
}

fn hex(b: u8) -> Option<u8> {
    u8::try_from((b as char).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Object> {
        Cursor::new(text.as_bytes(), 0).object(&mut 1_000_000)
    }

    #[test]
    fn values_as_the_standard_writes_them() {
        assert_eq!(
            read("(a\\(b\\051 (c)\\n)"),
            Some(Object::Text(b"a(b) (c)\n".to_vec()))
        );
        assert_eq!(read("<41 4>"), Some(Object::Text(b"A@".to_vec())));
        assert_eq!(read("/A#20B"), Some(Object::Name(b"A B".to_vec())));
        assert_eq!(
            read("[1 0 R 2]"),
            Some(Object::Array(vec![Object::Reference(1), Object::Integer(2)]))
        );
        let all = read("<</A 1/B<</C[null 1.5 true]>>>>").unwrap();
        assert_eq!(all.dictionary().unwrap().len(), 2);
        for bad in ["<</A 1/A 2>>", "(a", "[1", "<</A>>", "<4g>", "nul", ""] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(read(&"[".repeat(100_000)), None);
    }
}
