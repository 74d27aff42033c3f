//! stub
use std::io::BufRead;

use fyke_model::refused::Refused;

use super::error::GuardError;
use super::limits::Limits;
use super::record::{Next, Record, Records};

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
pub struct Lines<R> {
    input: R,
}

impl<R: BufRead> Lines<R> {
    /// Starts at the first line.
    pub fn new(input: R, limits: &Limits) -> Self {
        let _ = limits;
        Self { input }
    }

    /// The next value or refusal.
    pub fn next_line(&mut self) -> Result<NextLine, GuardError> {
        let _ = self.input.fill_buf()?;
        Ok(NextLine::End)
    }
}

/// JSON lines as records: one column per key of the objects.
pub struct LineRows<R> {
    lines: Lines<R>,
    header: Vec<String>,
}

impl<R: BufRead> LineRows<R> {
    /// Reads ahead to learn the keys.
    pub fn open(input: R, limits: &Limits) -> Result<Self, GuardError> {
        Ok(Self {
            lines: Lines::new(input, limits),
            header: Vec::new(),
        })
    }
}

impl<R: BufRead> Records for LineRows<R> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next_record(&mut self, record: &mut Record) -> Result<Next, GuardError> {
        record.begin(0, None);
        let _ = self.lines.next_line()?;
        Ok(Next::End)
    }
}
