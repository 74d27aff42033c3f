//! Bodies of HTTP answers as archives keep them: chunked, packed, cut.
//! Sources: RFC 9112 (chunked), RFC 9110 (content coding), RFC 1952, RFC 1951,
//! RFC 7932 (brotli). Every unpacking stops at a limit.

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// An answer.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// Media type, as it is said.
    pub media: Option<String>,
    /// The body, unpacked.
    pub body: Cow<'a, [u8]>,
    /// Whether the body was cut at the limit or ends early.
    pub cut: bool,
}

/// Reads an answer; none where the bytes are none, an error where it cannot be unpacked.
pub fn answer(bytes: &[u8], max: usize) -> Option<Result<Answer<'_>, &'static str>> {
    let (head, body) = split_head(bytes)?;
    let mut lines = head.split('\n').map(str::trim_end);
    let status = lines
        .next()?
        .strip_prefix("HTTP/")?
        .split_ascii_whitespace()
        .nth(1)?
        .parse()
        .ok()?;
    let (mut media, mut coding, mut chunked) = (None, String::new(), false);
    for line in lines.take(500) {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => media = Some(value.to_owned()),
            "content-encoding" => coding = value.to_ascii_lowercase(),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            _ => {}
        }
    }
    let mut body = Cow::Borrowed(body);
    let mut cut = false;
    if chunked && let Some(joined) = unchunked(&body) {
        body = Cow::Owned(joined);
    }
    for one in coding.split(',').map(str::trim).rev().take(3) {
        let unpacked = match one {
            "gzip" | "x-gzip" => {
                // crawlers unpack and keep the header
                if !super::sniff::is_gzip(&body) {
                    continue;
                }
                upto(MultiGzDecoder::new(&*body), max)
            }
            "deflate" => {
                upto(ZlibDecoder::new(&*body), max).or_else(|| upto(DeflateDecoder::new(&*body), max))
            }
            "br" => upto(brotli_decompressor::Decompressor::new(&*body, 64 * 1024), max).or_else(|| {
                // the same: already unpacked
                std::str::from_utf8(&body).is_ok().then(|| (body.to_vec(), false))
            }),
            "" | "identity" | "none" => continue,
            _ => return Some(Err("packed in a way that is not read here")),
        };
        let Some((unpacked, short)) = unpacked else {
            return Some(Err("packed, and damaged"));
        };
        cut |= short;
        body = Cow::Owned(unpacked);
    }
    Some(Ok(Answer {
        status,
        media,
        body,
        cut,
    }))
}

fn split_head(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let head = bytes.get(..256 * 1024).unwrap_or(bytes);
    let crlf = memchr::memmem::find(head, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = memchr::memmem::find(head, b"\n\n").map(|at| (at, at + 2));
    let (end, from) = match (crlf, lf) {
        (Some(one), Some(other)) => one.min(other),
        (one, other) => one.or(other)?,
    };
    let head = bytes.get(..end)?;
    // a header may hold letters of another encoding; those are not read here
    let text = std::str::from_utf8(head)
        .unwrap_or_else(|error| std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or(""));
    Some((text, bytes.get(from..)?))
}

/// Joins chunks; none where there are none.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = rest.iter().take(100).position(|byte| *byte == b'\n');
        let Some(end) = end else {
            return (!out.is_empty()).then_some(out);
        };
        let line = std::str::from_utf8(&rest[..end]).ok().map(str::trim);
        let size = line.and_then(|line| usize::from_str_radix(line.split(';').next()?.trim(), 16).ok());
        let Some(size) = size else {
            return (!out.is_empty()).then_some(out);
        };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let have = size.min(rest.len());
        out.extend_from_slice(&rest[..have]);
        rest = rest.get(have..)?;
        rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.strip_prefix(b"\n"))
            .unwrap_or(rest);
    }
}

/// Unpacks up to a limit; true where it stopped there or the end is missing. None
/// where nothing could be unpacked.
fn upto(reader: impl Read, max: usize) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::new();
    let mut reader = reader.take(max as u64 + 1);
    let mut piece = [0_u8; 16 * 1024];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => break,
            Ok(len) => out.extend_from_slice(&piece[..len]),
            // what was unpacked before the damage is worth reading
            Err(_) => return (!out.is_empty()).then_some((out, true)),
        }
    }
    let cut = out.len() > max;
    out.truncate(max);
    Some((out, cut))
}

/// Unpacks gzip; none where it is damaged from the start or too large.
pub fn gunzipped(bytes: &[u8], max: usize) -> Option<Vec<u8>> {
    upto(MultiGzDecoder::new(bytes), max)
        .filter(|(_, cut)| !cut)
        .map(|(out, _)| out)
}

/// A parameter of a media type: `charset` of `text/html; charset=utf-8`.
pub fn parameter<'a>(media: &'a str, name: &str) -> Option<&'a str> {
    media.split(';').skip(1).take(10).find_map(|part| {
        let (key, value) = part.split_once('=')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_chunked_and_packed_body_is_read() {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(b"<p>The gate is open").unwrap();
        let packed = packed.finish().unwrap();
        let mut bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
        let (one, two) = packed.split_at(7);
        for chunk in [one, two] {
            write!(bytes, "{:x}\r\n", chunk.len()).unwrap();
            bytes.extend_from_slice(chunk);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"0\r\n\r\n");
        let answer = answer(&bytes, 1_000).unwrap().ok().unwrap();
        assert_eq!(
            (answer.status, &*answer.body, answer.cut),
            (200, b"<p>The gate is open".as_slice(), false)
        );
        assert_eq!(parameter(&answer.media.unwrap(), "charset"), Some("utf-8"));
    }
}
