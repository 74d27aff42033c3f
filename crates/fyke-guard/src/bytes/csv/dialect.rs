//! What can differ between two files of delimited text.

use std::fmt;

use crate::bytes::encoding::Encoding;

/// How a file of delimited text is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// Encoding of the bytes.
    pub encoding: Encoding,
    /// What stands between two cells; more than one byte is possible (`, `).
    pub delimiter: String,
    /// What encloses a cell that contains the delimiter, if anything does.
    pub quote: Option<u8>,
    /// What makes the next byte ordinary, if not the quote doubled.
    pub escape: Option<u8>,
    /// What ends a row.
    pub terminator: Terminator,
    /// Rows before the header that do not belong to the table.
    pub preamble_rows: usize,
    /// Rows of the header: 0 where the file has none.
    pub header_rows: usize,
    /// What begins a line that is no row.
    pub comment: Option<u8>,
}

/// What ends a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminator {
    /// A line feed, a carriage return, or both: also mixed in one file.
    Line,
    /// One byte of another kind, such as 0x1E.
    Byte(u8),
}

impl Default for Dialect {
    /// RFC 4180 in UTF-8 with one header row.
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf8,
            delimiter: ",".to_owned(),
            quote: Some(b'"'),
            escape: None,
            terminator: Terminator::Line,
            preamble_rows: 0,
            header_rows: 1,
            comment: None,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, cells divided by {:?}", self.encoding, self.delimiter)?;
        match self.quote {
            Some(quote) => write!(f, ", quoted by {:?}", char::from(quote))?,
            None => write!(f, ", unquoted")?,
        }
        if let Some(escape) = self.escape {
            write!(f, ", escaped by {:?}", char::from(escape))?;
        }
        if let Terminator::Byte(byte) = self.terminator {
            write!(f, ", rows ended by 0x{byte:02X}")?;
        }
        if let Some(comment) = self.comment {
            write!(f, ", comments after {:?}", char::from(comment))?;
        }
        match self.preamble_rows {
            0 => {}
            1 => write!(f, ", 1 row before the table")?,
            rows => write!(f, ", {rows} rows before the table")?,
        }
        match self.header_rows {
            0 => write!(f, ", no header"),
            1 => write!(f, ", header in one row"),
            rows => write!(f, ", header in {rows} rows"),
        }
    }
}
