//! What bytes are, by their first ones and their shape. A name or a media type
//! settles only what bytes leave open.

use serde::Serialize;

/// Bytes that are looked at.
pub const HEAD: usize = 64 * 1024;

/// What a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A page.
    Html,
    /// Plain text.
    Plain,
    /// A web archive, ISO 28500.
    Warc,
    /// One JSON value a line.
    JsonLines,
    /// JSON: an array, or values one after another.
    Json,
    /// RSS or Atom.
    Feed,
    /// A message, RFC 5322.
    Mail,
    /// Messages, RFC 4155.
    Mbox,
    /// PDF.
    Pdf,
    /// gzip.
    Gzip,
    /// zip, 7z, tar, zstd and others.
    Archive,
    /// Word processors.
    Office,
    /// No text.
    Binary,
    /// No bytes.
    Empty,
}

/// Packed with gzip.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b, 8])
}

/// What the bytes are. `media`: the media type that is said of them.
pub fn format(bytes: &[u8], media: Option<&str>) -> Format {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.is_empty() {
        return Format::Empty;
    }
    if is_gzip(head) {
        return Format::Gzip;
    }
    if head.starts_with(b"WARC/") {
        return Format::Warc;
    }
    if memchr::memmem::find(head.get(..1_024).unwrap_or(head), b"%PDF-").is_some() {
        return Format::Pdf;
    }
    if head.starts_with(b"PK\x03\x04") {
        let office = [
            b"word/".as_slice(),
            b"mimetypeapplication/vnd.oasis",
            b"xl/",
            b"ppt/",
        ];
        let is_office = office
            .iter()
            .any(|name| memchr::memmem::find(head, name).is_some());
        return if is_office {
            Format::Office
        } else {
            Format::Archive
        };
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) || head.starts_with(b"{\\rtf") {
        return Format::Office;
    }
    let packed: [&[u8]; 5] = [
        b"7z\xbc\xaf\x27\x1c",
        &[0x28, 0xb5, 0x2f, 0xfd],
        b"BZh",
        b"\xfd7zXZ",
        b"Rar!",
    ];
    if packed.iter().any(|magic| head.starts_with(magic)) || head.get(257..262) == Some(b"ustar") {
        return Format::Archive;
    }
    let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
    if !wide && is_binary(head) {
        return Format::Binary;
    }
    if wide {
        let text = super::charset::text(head, None);
        return shape(text.as_bytes(), media);
    }
    shape(head, media)
}

/// More than one control in a hundred bytes, or a zero byte: no text.
fn is_binary(head: &[u8]) -> bool {
    let head = head.get(..8_192).unwrap_or(head);
    let controls = head
        .iter()
        .filter(|byte| **byte < 32 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b | 8))
        .count();
    controls * 100 > head.len() || head.contains(&0) && controls * 500 > head.len()
}

fn shape(head: &[u8], media: Option<&str>) -> Format {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let from = head.iter().position(|byte| !byte.is_ascii_whitespace());
    let Some(start) = from.and_then(|from| head.get(from..)) else {
        return Format::Plain;
    };
    let said = media.unwrap_or("").to_ascii_lowercase();
    if start.first() == Some(&b'<')
        && let Some(format) = markup(start, &said)
    {
        return format;
    }
    if matches!(start.first(), Some(b'{' | b'['))
        && !said.contains("html")
        && let Some(format) = json(start)
    {
        return format;
    }
    if start.starts_with(b"From ")
        && start
            .iter()
            .take(1_000)
            .position(|byte| *byte == b'\n')
            .is_some_and(|end| is_mail(&start[end + 1..]))
    {
        return Format::Mbox;
    }
    if is_mail(start) {
        return Format::Mail;
    }
    if said.contains("html") || is_piece(start) {
        return Format::Html;
    }
    Format::Plain
}

/// A piece of a page: words, then tags.
fn is_piece(start: &[u8]) -> bool {
    let tags: [&[u8]; 5] = [b"</p>", b"<br", b"</a>", b"</div>", b"<p>"];
    let lower = start.get(..16_384).unwrap_or(start).to_ascii_lowercase();
    tags.iter()
        .filter(|tag| memchr::memmem::find(&lower, tag).is_some())
        .count()
        >= 2
}

fn markup(start: &[u8], said: &str) -> Option<Format> {
    let lower = start.get(..4_096).unwrap_or(start).to_ascii_lowercase();
    let has = |what: &[u8]| memchr::memmem::find(&lower, what).is_some();
    if (has(b"<rss") || has(b"<feed") || has(b"<rdf:rdf")) && !has(b"<html") {
        return Some(Format::Feed);
    }
    let known: [&[u8]; 14] = [
        b"<!doctype",
        b"<html",
        b"<head",
        b"<body",
        b"<title",
        b"<meta",
        b"<link",
        b"<div",
        b"<p",
        b"<h1",
        b"<article",
        b"<table",
        b"<span",
        b"<script",
    ];
    (said.contains("html")
        || said.contains("xml")
        || lower.starts_with(b"<?xml")
        || lower.starts_with(b"<!--")
        || known.iter().any(|tag| has(tag)))
    .then_some(Format::Html)
}

/// One value a line, or values otherwise; none where it is no JSON.
fn json(start: &[u8]) -> Option<Format> {
    if start.first() == Some(&b'[') {
        let second = start.iter().skip(1).find(|byte| !byte.is_ascii_whitespace());
        return matches!(second, Some(b'{' | b'[' | b']')).then_some(Format::Json);
    }
    let second = start.iter().skip(1).find(|byte| !byte.is_ascii_whitespace());
    if !matches!(second, Some(b'"' | b'}')) {
        return None;
    }
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or(start);
    let whole = line.trim_ascii_end();
    // a first line that is longer than what is looked at is a line all the same
    let lines = line.len() == start.len() || serde_json::from_slice::<serde::de::IgnoredAny>(whole).is_ok();
    Some(if lines { Format::JsonLines } else { Format::Json })
}

/// At least two of the headers that every message has, before the first empty line.
fn is_mail(start: &[u8]) -> bool {
    const HEADERS: [&str; 12] = [
        "from",
        "to",
        "subject",
        "date",
        "received",
        "mime-version",
        "message-id",
        "return-path",
        "delivered-to",
        "content-type",
        "x-mailer",
        "reply-to",
    ];
    let mut found = 0;
    for (at, line) in start.split(|byte| *byte == b'\n').take(200).enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if matches!(line.first(), Some(b' ' | b'\t')) && at > 0 {
            continue;
        }
        let Some(colon) = line.iter().take(60).position(|byte| *byte == b':') else {
            return false;
        };
        let Ok(name) = std::str::from_utf8(&line[..colon]) else {
            return false;
        };
        if !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        found += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
    }
    found >= 2 && start.iter().take(60).any(|byte| *byte == b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_they_are() {
        for (bytes, expected) in [
            (b"<!DOCTYPE html><p>gate".as_slice(), Format::Html),
            (b"<?xml version='1.0'?><rss><channel/></rss>", Format::Feed),
            (b"{\"text\":\"a\"}\n{\"text\":\"b\"}\n", Format::JsonLines),
            (b"{\n \"text\": \"a\"\n}", Format::Json),
            (b"[{\"text\":\"a\"}]", Format::Json),
            (b"WARC/1.0\r\n", Format::Warc),
            (b"Subject: gate\r\nFrom: a@b.example\r\n\r\nopen", Format::Mail),
            (
                b"From a@b.example Wed Jul 19\nSubject: gate\nFrom: a@b.example\n\nopen",
                Format::Mbox,
            ),
            (
                b"From the gate we saw boats.\nThey came: all of them.",
                Format::Plain,
            ),
            (b"The gate is open.", Format::Plain),
            (b"[Applause] The gate is open.", Format::Plain),
            (b"%PDF-1.7", Format::Pdf),
            (b"PK\x03\x04xxx", Format::Archive),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", Format::Binary),
            (b"", Format::Empty),
        ] {
            assert_eq!(
                format(bytes, None),
                expected,
                "{}",
                String::from_utf8_lossy(bytes)
            );
        }
    }
}
