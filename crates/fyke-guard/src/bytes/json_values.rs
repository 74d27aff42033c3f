//! JSON values one after the other, however they are laid out: the items of one
//! array, one value per line, or several in a row.
//!
//! Items are cut out by counting brackets outside of text, so an array of any
//! length streams, and an item that is too long, too deep or no value is refused
//! alone.

use std::io::BufRead;

use fyke_model::refused::{REFUSED_VALUE_CHARS_MAX, Reason, Refused};

use super::error::GuardError;
use super::jsonl::NextLine;
use super::limits::Limits;

/// Streams the values of a file.
///
/// ```
/// use fyke_guard::bytes::{Limits, json_values::Values, jsonl::NextLine};
/// let mut values = Values::new(&b"[{\"id\": 1}, oops,\n{\"id\": 2}]"[..], &Limits::default());
/// assert!(matches!(values.next_value()?, NextLine::Value { row: 1, .. }));
/// assert!(matches!(values.next_value()?, NextLine::Refused(_)));
/// assert!(matches!(values.next_value()?, NextLine::Value { row: 3, .. }));
/// assert_eq!(values.next_value()?, NextLine::End);
/// # Ok::<(), fyke_guard::bytes::GuardError>(())
/// ```
pub struct Values<R> {
    input: R,
    limits: Limits,
    row: u64,
    at: u64,
    item: Vec<u8>,
    too_long: bool,
}

/// Where a scan stands within an item.
#[derive(Default)]
struct Scan {
    depth: usize,
    deepest: usize,
    in_text: bool,
    escaped: bool,
    begun: bool,
}

impl Scan {
    /// Takes a byte; whether the item ends with it.
    fn takes(&mut self, byte: u8) -> bool {
        if self.in_text {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_text = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => {
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

impl<R: BufRead> Values<R> {
    /// Starts at the first value.
    pub fn new(input: R, limits: &Limits) -> Self {
        Self {
            input,
            limits: limits.clone(),
            row: 0,
            at: 0,
            item: Vec::new(),
            too_long: false,
        }
    }

    /// The next value or refusal. `row` counts values from 1.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn next_value(&mut self) -> Result<NextLine, GuardError> {
        self.item.clear();
        self.too_long = false;
        let mut scan = Scan::default();
        let mut begin = self.at;
        let mut done = false;
        while !done {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            if buffer.is_empty() {
                break;
            }
            let mut used = 0;
            for &byte in buffer {
                used += 1;
                if !scan.begun {
                    // the array around the items, what divides them, and a byte order mark
                    if byte.is_ascii_whitespace()
                        || matches!(byte, b'[' | b']' | b',' | 0xEF | 0xBB | 0xBF | 0x1A)
                    {
                        continue;
                    }
                    scan.begun = true;
                    begin = self.at + used - 1;
                }
                let loose = scan.depth == 0 && !scan.in_text;
                if loose && matches!(byte, b',' | b'\n' | b']') {
                    done = true;
                    break;
                }
                if self.item.len() < self.limits.line_bytes_max {
                    self.item.push(byte);
                } else {
                    self.too_long = true;
                }
                if scan.takes(byte) {
                    done = true;
                    break;
                }
            }
            self.input.consume(used as usize);
            self.at += used;
        }
        if !scan.begun {
            return Ok(NextLine::End);
        }
        self.row += 1;
        if self.too_long {
            return Ok(self.refused(Reason::OversizeRow));
        }
        if scan.deepest > self.limits.json_depth_max {
            return Ok(self.refused(Reason::BadJson));
        }
        let Ok(text) = std::str::from_utf8(&self.item) else {
            return Ok(self.refused(Reason::Undecodable));
        };
        match serde_json::from_str(text) {
            Ok(value) => Ok(NextLine::Value {
                row: self.row,
                byte_offset: begin,
                value,
            }),
            Err(_) => Ok(self.refused(Reason::BadJson)),
        }
    }

    fn refused(&self, reason: Reason) -> NextLine {
        let bytes = self.item.len().min(4 * REFUSED_VALUE_CHARS_MAX);
        let text = String::from_utf8_lossy(self.item.get(..bytes).unwrap_or(&[]));
        NextLine::Refused(Refused::new(self.row, None, &text, reason))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, limits: &Limits) -> Vec<String> {
        let mut values = Values::new(text.as_bytes(), limits);
        let mut told = Vec::new();
        loop {
            match values.next_value().expect("memory is read") {
                NextLine::Value { row, value, .. } => told.push(format!("{row} {value}")),
                NextLine::Refused(refused) => told.push(format!("{} {}", refused.row, refused.reason.code())),
                NextLine::End => return told,
            }
        }
    }

    #[test]
    fn three_layouts_give_the_same_values() {
        let limits = Limits::default();
        let expected = ["1 {\"a\":\"}\"}", "2 {\"a\":[1,2]}"];
        for text in [
            "[{\"a\":\"}\"},{\"a\":[1,2]}]",
            "{\"a\":\"}\"}\n{\"a\":[1,2]}\n",
            " [\n {\"a\":\"}\"} ,\n {\"a\":[1,\n2]}\n]\n",
        ] {
            assert_eq!(told(text, &limits), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused_alone() {
        let limits = Limits {
            line_bytes_max: 20,
            json_depth_max: 3,
            ..Limits::default()
        };
        let table = [
            ("{\"a\":1", vec!["1 bad_json"]),
            (
                "{\"a\":\"xxxxxxxxxxxxxxxxxxxxxxxxx\"}\n{}",
                vec!["1 oversize_row", "2 {}"],
            ),
            ("{\"a\":[[[1]]]}\n{}", vec!["1 bad_json", "2 {}"]),
            ("", vec![]),
            ("[]", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(told(text, &limits), expected, "{text}");
        }
    }
}
