//! What kind of file this is, from its first bytes.
//!
//! The content decides and the name is a hint: people rename files, and mail
//! gateways cut their endings. Where we cannot read a kind, the answer says
//! what to do instead.

use super::encoding;

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

impl Format {
    /// The name of the kind, in words for a person.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empty => "an empty file",
            Self::Delimited => "delimited text",
            Self::Parquet => "Parquet",
            Self::Xlsx => "an Excel workbook",
            Self::Xml => "XML",
            Self::JsonLines => "JSON lines",
            Self::Json => "JSON",
            Self::Zip => "a zip",
            Self::Packed => "a packed file",
            Self::Pdf => "PDF",
            Self::Html => "a web page",
            Self::OldOffice => "an old or encrypted Office file",
            Self::Binary => "a binary file",
        }
    }
}

/// A format and, where we cannot read it, what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// The format.
    pub format: Format,
    /// The repair, where this file cannot be read as it is.
    pub repair: Option<&'static str>,
}

/// The format of a file from its first bytes (16 KiB are plenty); the name is
/// only a hint where the bytes leave a choice.
///
/// ```
/// use fyke_guard::bytes::{Format, sniff};
/// assert_eq!(sniff(b"PAR1\x15\x04", Some("rows.csv")).format, Format::Parquet);
/// assert_eq!(sniff(b"name,country\nAcme,DE\n", None).format, Format::Delimited);
/// ```
pub fn sniff(head: &[u8], file_name: Option<&str>) -> Sniffed {
    let ending = file_name
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let format = by_signature(head).unwrap_or_else(|| by_text(head, ending.as_deref().unwrap_or("")));
    Sniffed {
        format,
        repair: repair(format, head),
    }
}

fn by_signature(head: &[u8]) -> Option<Format> {
    Some(match head {
        [] => Format::Empty,
        [b'P', b'A', b'R', b'1', ..] => Format::Parquet,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => zip_kind(head),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Format::OldOffice,
        [0x1F, 0x8B, ..]
        | [0x28, 0xB5, 0x2F, 0xFD, ..]
        | [0xFD, b'7', b'z', b'X', b'Z', 0, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', ..]
        | [b'7', b'z', 0xBC, 0xAF, ..] => Format::Packed,
        // some mail gateways put blanks before it
        _ if contains(head.get(..1024).unwrap_or(head), b"%PDF-") => Format::Pdf,
        _ => return None,
    })
}

/// A workbook names its parts in the headers of the zip, which lie in the
/// first bytes unless the first part is long; then the content types tell.
fn zip_kind(head: &[u8]) -> Format {
    let office = contains(head, b"[Content_Types].xml") || contains(head, b"_rels/.rels");
    let document = contains(head, b"word/") || contains(head, b"ppt/");
    match contains(head, b"xl/") || (office && !document) {
        true => Format::Xlsx,
        false => Format::Zip,
    }
}

fn by_text(head: &[u8], ending: &str) -> Format {
    let found = encoding::detect(head, false);
    let mut text = String::new();
    let body = head.get(found.mark_bytes..).unwrap_or(&[]);
    match found.encoding {
        encoding::Encoding::Utf8 => text = String::from_utf8_lossy(body).into_owned(),
        other => {
            let mut decoded = encoding::Decoded::new(body, other);
            // reading from memory does not fail
            let _ = std::io::Read::read_to_string(&mut decoded, &mut text);
        }
    }
    if looks_binary(&text) {
        return Format::Binary;
    }
    let start = text.trim_start();
    if start.is_empty() {
        return Format::Empty;
    }
    let lower: String = start.chars().take(512).collect::<String>().to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Format::Html;
    }
    if lower.starts_with("<?xml") && lower.contains("<html") {
        return Format::Html;
    }
    if lower.starts_with("<?xml") || (start.starts_with('<') && !matches!(ending, "csv" | "tsv")) {
        return Format::Xml;
    }
    json_kind(start, ending).unwrap_or(Format::Delimited)
}

/// Lines that are each a JSON object, or one value over many lines.
fn json_kind(start: &str, ending: &str) -> Option<Format> {
    let (first, complete) = match start.split_once('\n') {
        Some((first, _)) => (first.trim(), true),
        None => (start.trim(), false),
    };
    let is_value = serde_json::from_str::<serde_json::Value>(first).is_ok();
    // an object that fills more than the head without a line end is one line as well
    if first.starts_with('{') && (is_value || (!complete && start.len() > 4096 && first.starts_with("{\""))) {
        return Some(Format::JsonLines);
    }
    let opens = start.starts_with('{') || start.starts_with('[');
    match ending {
        "jsonl" | "ndjson" | "ftm" if start.starts_with('{') => Some(Format::JsonLines),
        _ if !opens => None,
        // `{"` and `[{` begin no row of delimited text that we know of
        _ => {
            let next = start.get(1..).unwrap_or("").trim_start();
            let json = next.starts_with(['"', '{', '[', '}', ']']) || ending == "json";
            json.then_some(Format::Json)
        }
    }
}

/// Control characters beyond the usual ones make a file binary: more than one
/// in a hundred characters, since a dirty text has a few.
fn looks_binary(text: &str) -> bool {
    let odd = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{E}'..='\u{19}' | '\u{1B}'..='\u{1D}' | '\u{7F}');
    let all = text.chars().count();
    text.chars().filter(odd).count() * 100 > all
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

fn repair(format: Format, head: &[u8]) -> Option<&'static str> {
    Some(match format {
        Format::Delimited | Format::Parquet | Format::Xlsx | Format::Xml | Format::JsonLines => return None,
        Format::Empty => "fetch it again: there is nothing in it",
        Format::Json => "write one object per line (jq -c '.[]' does it) and add that",
        Format::Zip => "unpack it and add the files in it",
        Format::Packed => "unpack it and add the file in it",
        Format::Pdf => "add documents with fyke read; a table in one must first be exported as CSV",
        Format::Html => "a web page was saved instead of the file: fetch the file behind its link",
        // the encrypted package of Office names itself in UTF-16
        Format::OldOffice if contains(head, b"E\0n\0c\0r\0y\0p\0t\0e\0d") => {
            "the workbook is encrypted: open it with its password and save it without"
        }
        Format::OldOffice => "save it as .xlsx or CSV; if it has a password, save it without",
        Format::Binary => "export it as CSV, Parquet, XLSX or JSON lines",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_whatever_its_name() {
        for (head, name, format) in [
            (&b""[..], "a.csv", Format::Empty),
            (b"  \r\n", "a.csv", Format::Empty),
            (b"PK\x03\x04....[Content_Types].xml", "a.csv", Format::Xlsx),
            (
                b"PK\x03\x04....word/document.xml[Content_Types].xml",
                "a.xlsx",
                Format::Zip,
            ),
            (b"PK\x03\x04....data.csv", "a.xlsx", Format::Zip),
            (
                b"\xEF\xBB\xBF<?xml version=\"1.0\"?><CONSOLIDATED_LIST>",
                "a.csv",
                Format::Xml,
            ),
            (b"<!DOCTYPE html><title>503</title>", "a.csv", Format::Html),
            (b"{\"id\": 1}\n{\"id\": 2}\n", "a.json", Format::JsonLines),
            (b"[\n {\"id\": 1}]", "a.txt", Format::Json),
            (b"{\n \"id\": 1}", "a.txt", Format::Json),
            (b"\x1F\x8B\x08\0", "a.csv", Format::Packed),
            (b"\n%PDF-1.7", "a.csv", Format::Pdf),
            (b"\0\x01\x02\x03\x04\x05\x06\x07", "a.csv", Format::Binary),
            (b"a\tb\n1\t2\n", "a.xlsx", Format::Delimited),
            (b"\xFF\xFEa\0,\0b\0\n\0", "a.csv", Format::Delimited),
        ] {
            assert_eq!(sniff(head, Some(name)).format, format, "{name}: {head:?}");
        }
    }

    #[test]
    fn an_encrypted_workbook_says_so() {
        let mut head = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        head.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(sniff(&head, Some("a.xlsx")).repair.unwrap().contains("password"));
    }
}
