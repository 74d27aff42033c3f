//! Forms with files, read as they come (RFC 7578), one buffer in memory.
//!
//! A part's bytes end at `CR LF -- boundary`. The reader keeps back as many bytes
//! as that mark is long and gives out the rest, so a file of any size passes
//! through eight kibibytes.

use super::refusal::Refusal;
use crate::secret::Hidden;
use zeroize::{Zeroize, Zeroizing};

const BUFFER: usize = 8 * 1024;
/// Headers of one part, at most: a file name of 255 letters takes two of these.
const PART_HEAD_MAX: usize = 4 * 1024;

/// Where a form's bytes come from: fills the buffer, 0 at the end.
pub trait Source {
    /// As `Read::read`.
    fn fill(&mut self, out: &mut [u8]) -> Result<usize, Refusal>;
}

impl Source for &[u8] {
    fn fill(&mut self, out: &mut [u8]) -> Result<usize, Refusal> {
        let n = out.len().min(self.len());
        out[..n].copy_from_slice(&self[..n]);
        *self = &self[n..];
        Ok(n)
    }
}

impl<S: std::io::Read + std::io::Write> Source for super::http::Connection<S> {
    fn fill(&mut self, out: &mut [u8]) -> Result<usize, Refusal> {
        self.body(out)
    }
}

/// A field or a file of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// the field's name
    pub name: String,
    /// the file's own name, without folders; `None` for a field
    pub file: Option<String>,
}

/// A form with files that is being read.
pub struct Multipart<'a, S> {
    /// where it comes from
    pub source: &'a mut S,
    mark: Vec<u8>,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    inside: bool,
    over: bool,
}

impl<S> Drop for Multipart<'_, S> {
    fn drop(&mut self) {
        self.buffer.zeroize();
    }
}

impl<'a, S: Source> Multipart<'a, S> {
    /// From the content type's boundary.
    pub fn new(content_type: &str, source: &'a mut S) -> Result<Multipart<'a, S>, Refusal> {
        let mut buffer = vec![0u8; BUFFER];
        // the first mark stands at the very start, without the line break of the others
        buffer[..2].copy_from_slice(b"\r\n");
        let boundary = boundary(content_type).ok_or(Refusal::Broken)?;
        Ok(Multipart {
            mark: [b"\r\n--", boundary.as_bytes()].concat(),
            source,
            buffer,
            start: 0,
            end: 2,
            inside: true,
            over: false,
        })
    }

    /// Bytes that were read of the form and not given out yet.
    pub const fn held(&self) -> usize {
        self.end - self.start
    }

    /// The next part, once the one before is read to its end; `None` after the last.
    pub fn part(&mut self) -> Result<Option<Part>, Refusal> {
        // before the first part nothing is expected, and a little is borne
        if self.pass(PART_HEAD_MAX as u64 + 1, |_| Ok(()))? > PART_HEAD_MAX as u64 {
            return Err(Refusal::Broken);
        }
        if self.over {
            return Ok(None);
        }
        self.want(2)?;
        match &self.buffer[self.start..self.start + 2] {
            b"--" => {
                self.over = true;
                return Ok(None);
            }
            b"\r\n" => self.start += 2,
            _ => return Err(Refusal::Broken),
        }
        let length = loop {
            let held = &self.buffer[self.start..self.end];
            if let Some(at) = held.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if held.len() >= PART_HEAD_MAX {
                return Err(Refusal::Broken);
            }
            self.want(held.len() + 1)?;
        };
        if length > PART_HEAD_MAX {
            return Err(Refusal::Broken);
        }
        let part = part_head(&self.buffer[self.start..self.start + length])?;
        self.start += length;
        self.inside = true;
        Ok(Some(part))
    }

    /// The next bytes of this part, as they lie in the buffer; none at its end.
    pub fn look(&mut self) -> Result<&[u8], Refusal> {
        while self.inside {
            let held = self.end - self.start;
            let (sure, whole) = before(&self.buffer[self.start..self.end], &self.mark);
            if sure > 0 {
                return Ok(&self.buffer[self.start..self.start + sure]);
            }
            if whole {
                self.start += self.mark.len();
                self.inside = false;
            } else {
                self.want(held + 1)?;
            }
        }
        Ok(&[])
    }

    /// Gives at most so many bytes of this part on, and says how many there were.
    pub fn pass(
        &mut self,
        most: u64,
        mut take: impl FnMut(&[u8]) -> Result<(), Refusal>,
    ) -> Result<u64, Refusal> {
        let mut passed = 0;
        while passed < most {
            let here = self.look()?;
            let n = here
                .len()
                .min(usize::try_from(most - passed).unwrap_or(usize::MAX));
            if n == 0 {
                break;
            }
            take(&here[..n])?;
            self.start += n;
            passed += n as u64;
        }
        Ok(passed)
    }

    /// A whole field that is small.
    pub fn small(&mut self, most: usize) -> Result<Hidden, Refusal> {
        let mut all = Zeroizing::new(Vec::with_capacity(most + 1));
        let length = self.pass(most as u64 + 1, |some| {
            all.extend_from_slice(some);
            Ok(())
        })?;
        if length > most as u64 {
            return Err(Refusal::Large);
        }
        Ok(Hidden::new(std::mem::take(&mut all)))
    }

    /// At least so many bytes held.
    fn want(&mut self, bytes: usize) -> Result<(), Refusal> {
        while self.end - self.start < bytes {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                self.end -= self.start;
                self.start = 0;
            }
            if self.end == self.buffer.len() {
                return Err(Refusal::Broken);
            }
            match self.source.fill(&mut self.buffer[self.end..])? {
                0 => return Err(Refusal::Broken),
                n => self.end += n,
            }
        }
        Ok(())
    }
}

/// How many bytes surely come before the mark, and whether it stands whole behind them.
fn before(held: &[u8], mark: &[u8]) -> (usize, bool) {
    let same = |at: usize| held[at..].iter().zip(mark).all(|(one, other)| one == other);
    // a mark begins with a line break, which is quick to look for
    let begins = |at: &usize| held[*at] == b'\r' && same(*at);
    let sure = (0..held.len()).find(begins).unwrap_or(held.len());
    (sure, held.len() - sure >= mark.len())
}

/// The boundary of `multipart/form-data; boundary=...` (RFC 2046, 5.1.1: at most 70 characters).
fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("boundary")
            .then(|| value.trim().trim_matches('"'))
    })?;
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&b);
    (!value.is_empty() && value.len() <= 70 && value.bytes().all(allowed)).then_some(value)
}

fn part_head(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; 8];
    let Ok(httparse::Status::Complete((_, headers))) = httparse::parse_headers(bytes, &mut headers) else {
        return Err(Refusal::Broken);
    };
    let mut found = headers
        .iter()
        .filter(|header| header.name.eq_ignore_ascii_case("content-disposition"));
    let (Some(disposition), None) = (found.next(), found.next()) else {
        return Err(Refusal::Broken);
    };
    let text = String::from_utf8_lossy(disposition.value);
    if !text.trim_start().to_ascii_lowercase().starts_with("form-data") {
        return Err(Refusal::Broken);
    }
    Ok(Part {
        name: quoted(&text, "name").ok_or(Refusal::Broken)?,
        file: quoted(&text, "filename").map(|name| plain_name(&name)),
    })
}

/// A quoted parameter; browsers write `%22` for a quotation mark within.
fn quoted(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let at = rest.find(';')?;
        rest = rest[at + 1..].trim_start();
        if let Some(value) = rest.strip_prefix(name).and_then(|rest| rest.strip_prefix("=\"")) {
            return Some(value[..value.find('"')?].replace("%22", "\""));
        }
        // past what is quoted, so that a semicolon within a name is no end
        if let Some(open) = rest
            .find('"')
            .filter(|open| rest.find(';').is_none_or(|next| *open < next))
        {
            let close = rest[open + 1..].find('"')?;
            rest = &rest[open + 1 + close + 1..];
        }
    }
}

/// The last component of a name, without what could steer a screen or a path, at most 255 bytes.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let mut plain: String = last.chars().filter(|c| !steers(*c)).collect();
    let mut end = plain.len().min(255);
    while !plain.is_char_boundary(end) {
        end -= 1;
    }
    plain.truncate(end);
    if plain.bytes().all(|b| b == b'.') {
        return "file".to_owned();
    }
    plain
}
