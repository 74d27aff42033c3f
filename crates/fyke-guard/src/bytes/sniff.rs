//! stub

/// What kind of file this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Nothing in it.
    Empty,
    /// CSV, TSV and their like.
    Delimited,
    /// Apache Parquet.
    Parquet,
    /// A spreadsheet of Excel 2007 or later.
    Xlsx,
    /// XML.
    Xml,
    /// One JSON value per line.
    JsonLines,
    /// One JSON value.
    Json,
    /// A zip that is no spreadsheet.
    Zip,
    /// gzip, zstd, xz, bzip2 or 7z.
    Packed,
    /// PDF.
    Pdf,
    /// HTML.
    Html,
    /// An old .xls, or an encrypted spreadsheet.
    OldOffice,
    /// Anything else that is no text.
    Binary,
}

/// A format and, where we cannot read it, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sniffed {
    /// The format.
    pub format: Format,
    /// The repair, where this file cannot be read as it is.
    pub repair: Option<&'static str>,
}

/// The format of a file from its first bytes (16 KiB are plenty); the name is
/// only a hint where the bytes leave a choice.
pub fn sniff(head: &[u8], file_name: Option<&str>) -> Sniffed {
    let _ = (head, file_name);
    Sniffed {
        format: Format::Delimited,
        repair: None,
    }
}
