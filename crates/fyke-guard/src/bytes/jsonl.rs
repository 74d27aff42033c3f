//! One JSON value per line.
//!
//! A line that is no value, or is too long or too deep, is refused, and reading
//! goes on with the next. [`Lines`] hands out the values; [`LineRows`] shows
//! flat objects as records with one column per key.

use std::collections::VecDeque;
use std::io::BufRead;

use fyke_model::refused::{Reason, Refused};
use memchr::memchr;

use super::error::GuardError;
use super::limits::Limits;
use super::record::{Next, Record, Records};

/// How many lines are read ahead to learn the keys of objects. Optional keys
/// show within some hundred rows; a key first met later is noted and left out.
const KEY_LINES: usize = 1_000;

/// What a file of JSON lines has next.
#[derive(Debug, Clone, PartialEq)]
pub enum NextLine {
    /// One value.
    Value {
        /// Line in the file, from 1.
        row: u64,
        /// Byte at which the line begins.
        byte_offset: u64,
        /// The value, unchecked but for its depth and size.
        value: serde_json::Value,
    },
    /// A line was refused; reading goes on.
    Refused(Refused),
    /// Nothing is left.
    End,
}

/// Streams the values of a file with one JSON value per line.
///
/// ```
/// use fyke_guard::bytes::{Limits, jsonl::{Lines, NextLine}};
/// let mut lines = Lines::new(&b"{\"id\": 1}\noops\n"[..], &Limits::default());
/// assert!(matches!(lines.next_line()?, NextLine::Value { row: 1, .. }));
/// assert!(matches!(lines.next_line()?, NextLine::Refused(_)));
/// assert_eq!(lines.next_line()?, NextLine::End);
/// # Ok::<(), fyke_guard::bytes::GuardError>(())
/// ```
pub struct Lines<R> {
    input: R,
    limits: Limits,
    row: u64,
    byte_offset: u64,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// Starts at the first line.
    pub fn new(input: R, limits: &Limits) -> Self {
        Self {
            input,
            limits: limits.clone(),
            row: 0,
            byte_offset: 0,
            line: Vec::new(),
        }
    }

    /// The next value or refusal; blank lines are passed over.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn next_line(&mut self) -> Result<NextLine, GuardError> {
        loop {
            let byte_offset = self.byte_offset;
            let Some(length) = self.read_line()? else {
                return Ok(NextLine::End);
            };
            self.row += 1;
            self.byte_offset += length;
            let line = match (byte_offset, self.line.as_slice()) {
                (0, [0xEF, 0xBB, 0xBF, rest @ ..]) => rest,
                (_, line) => line,
            };
            let line = line.trim_ascii();
            if length > self.limits.line_bytes_max as u64 {
                return Ok(self.refused(Reason::OversizeRow));
            }
            if line.is_empty() || line == [0x1A] {
                continue;
            }
            let Ok(text) = std::str::from_utf8(line) else {
                return Ok(self.refused(Reason::Undecodable));
            };
            if depth(line) > self.limits.json_depth_max {
                return Ok(self.refused(Reason::BadJson));
            }
            let Ok(value) = serde_json::from_str(text) else {
                return Ok(self.refused(Reason::BadJson));
            };
            return Ok(NextLine::Value {
                row: self.row,
                byte_offset,
                value,
            });
        }
    }

    fn refused(&self, reason: Reason) -> NextLine {
        // as many bytes as the clipped value can take, not all of the line
        let shown = String::from_utf8_lossy(self.line.get(..1024).unwrap_or(&self.line));
        NextLine::Refused(Refused::new(self.row, None, shown.trim_end(), reason))
    }

    /// Reads a line of which at most the limit is kept; its full length, or
    /// `None` at the end.
    fn read_line(&mut self) -> Result<Option<u64>, GuardError> {
        self.line.clear();
        let mut length = 0_u64;
        loop {
            let ready = match self.input.fill_buf() {
                Ok(ready) => ready,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            if ready.is_empty() {
                return Ok((length > 0).then_some(length));
            }
            let found = memchr(b'\n', ready);
            let count = found.map_or(ready.len(), |at| at + 1);
            let free = self.limits.line_bytes_max.saturating_sub(self.line.len());
            self.line
                .extend_from_slice(ready.get(..count.min(free)).unwrap_or(&[]));
            self.input.consume(count);
            length += count as u64;
            if found.is_some() {
                return Ok(Some(length));
            }
        }
    }
}

/// Deepest nesting of brackets outside of strings, without parsing.
fn depth(line: &[u8]) -> usize {
    let (mut now, mut most) = (0_usize, 0_usize);
    let (mut in_string, mut escaped) = (false, false);
    for &byte in line {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                now += 1;
                most = most.max(now);
            }
            b'}' | b']' => now = now.saturating_sub(1),
            _ => {}
        }
    }
    most
}

/// JSON lines as records: one column per key of the objects. Text and numbers
/// are shown as they are, `null` and missing keys are empty, arrays and
/// objects inside are shown as JSON.
pub struct LineRows<R> {
    lines: Lines<R>,
    ahead: VecDeque<NextLine>,
    header: Vec<String>,
    cell_bytes_max: usize,
    unknown_keys: std::collections::BTreeSet<String>,
}

impl<R: BufRead> LineRows<R> {
    /// Reads ahead to learn the keys.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn open(input: R, limits: &Limits) -> Result<Self, GuardError> {
        let mut lines = Lines::new(input, limits);
        let mut ahead = VecDeque::new();
        let mut header: Vec<String> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        // bounded by bytes as well, since a line may be long
        while ahead.len() < KEY_LINES && lines.byte_offset < limits.line_bytes_max as u64 {
            let next = lines.next_line()?;
            if let NextLine::Value {
                value: serde_json::Value::Object(object),
                ..
            } = &next
            {
                for key in object.keys().take(limits.columns_max) {
                    if header.len() < limits.columns_max && known.insert(key.clone()) {
                        header.push(key.clone());
                    }
                }
            }
            let ended = next == NextLine::End;
            ahead.push_back(next);
            if ended {
                break;
            }
        }
        Ok(Self {
            lines,
            ahead,
            header,
            cell_bytes_max: limits.cell_bytes_max,
            unknown_keys: std::collections::BTreeSet::new(),
        })
    }

    fn fill(
        &mut self,
        record: &mut Record,
        object: &serde_json::Map<String, serde_json::Value>,
    ) -> Option<String> {
        for key in &self.header {
            match object.get(key) {
                None | Some(serde_json::Value::Null) => record.push(""),
                Some(serde_json::Value::String(text)) => record.push(text),
                Some(other) => record.push_display(other),
            }
        }
        let met = object.keys().filter(|key| !self.header.contains(key)).take(1);
        for key in met {
            // a few names are enough for a note
            if self.unknown_keys.len() < 20 {
                self.unknown_keys.insert(key.clone());
            }
        }
        let oversize = |column: &usize| record.text(*column).len() > self.cell_bytes_max;
        let column = (0..self.header.len()).find(oversize)?;
        self.header.get(column).cloned()
    }
}

impl<R: BufRead> Records for LineRows<R> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
        let next = match self.ahead.pop_front() {
            Some(next) => next,
            None => self.lines.next_line()?,
        };
        Ok(match next {
            NextLine::End => {
                self.ahead.push_front(NextLine::End);
                Next::End
            }
            NextLine::Refused(refused) => Next::Refused(refused),
            NextLine::Value {
                row,
                byte_offset,
                value: serde_json::Value::Object(object),
            } => {
                record.begin(row, Some(byte_offset));
                match self.fill(record, &object) {
                    None => Next::Record,
                    Some(column) => Next::Refused(Refused::new(row, Some(&column), "", Reason::OversizeCell)),
                }
            }
            NextLine::Value { row, value, .. } => Next::Refused(Refused::new(
                row,
                None,
                &value.to_string(),
                Reason::UnexpectedJson,
            )),
        })
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = vec!["read as JSON lines".to_owned()];
        if !self.unknown_keys.is_empty() {
            let names: Vec<&str> = self.unknown_keys.iter().map(String::as_str).collect();
            notes.push(format!(
                "keys first met after line {KEY_LINES} were left out: {}",
                fyke_model::refused::clip(&names.join(", "), 200)
            ));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], limits: &Limits) -> Vec<String> {
        let mut lines = Lines::new(text, limits);
        let mut seen = Vec::new();
        loop {
            match lines.next_line().unwrap() {
                NextLine::End => return seen,
                NextLine::Value {
                    row,
                    byte_offset,
                    value,
                } => {
                    seen.push(format!("{row}@{byte_offset} {value}"));
                }
                NextLine::Refused(refused) => seen.push(format!("{} {}", refused.row, refused.reason.code())),
            }
        }
    }

    #[test]
    fn a_bad_line_is_not_the_end() {
        let text = b"\xEF\xBB\xBF{\"a\":1}\r\n\n{\"a\":\n[1]\n{\"b\":\"\xFF\"}\nnull";
        assert_eq!(
            read(text, &Limits::default()),
            [
                "1@0 {\"a\":1}",
                "3 bad_json",
                "4@19 [1]",
                "5 undecodable",
                "6@33 null"
            ]
        );
    }

    #[test]
    fn deep_and_long_lines_are_refused() {
        let limits = Limits {
            line_bytes_max: 1_000,
            ..Limits::default()
        };
        let deep = format!("{}{}\n", "[".repeat(65), "]".repeat(65));
        let long = format!("\"{}\"\n", "x".repeat(2_000));
        let text = format!("{deep}{long}{{\"brackets\":\"{}\"}}", "[".repeat(100));
        let seen = read(text.as_bytes(), &limits);
        assert_eq!(seen[..2], ["1 bad_json", "2 oversize_row"]);
        assert!(seen[2].starts_with("3@2134 "), "{}", seen[2]);
    }

    #[test]
    fn objects_as_records() {
        let text = b"{\"b\":1,\"a\":\"x\"}\n7\n{\"a\":null,\"c\":[1,2]}\n";
        let mut rows = LineRows::open(&text[..], &Limits::default()).unwrap();
        assert_eq!(rows.header(), ["a", "b", "c"]);
        let mut record = Record::default();
        let mut seen = Vec::new();
        loop {
            match rows.next_record(&mut record).unwrap() {
                Next::Record => seen.push(record.cells().collect::<Vec<_>>().join("|")),
                Next::Refused(refused) => seen.push(refused.reason.code().to_owned()),
                Next::End => break,
            }
        }
        assert_eq!(seen, ["x|1|", "unexpected_json", "||[1,2]"]);
    }
}
