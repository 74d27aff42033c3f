//! Web archives, one record at a time: ISO 28500 (WARC 1.0 and 1.1), as crawlers
//! write them and as Common Crawl publishes text (`conversion`).
//!
//! Of a record are kept, as the Berkeley Protocol asks, its address, the moment of
//! its capture and the tool that `warcinfo` names. Requests and metadata are passed
//! over, and so are answers that are not 2xx.

use super::{Facts, Sink, http};
use std::io::{self, BufRead, Read};

/// Longest header line; addresses of 8 kB are met.
const LINE_MAX: u64 = 64 * 1024;
/// Header lines of a record.
const LINES_MAX: usize = 200;

#[derive(Default)]
struct Record {
    kind: String,
    url: Option<String>,
    date: Option<String>,
    media: Option<String>,
    identified: Option<String>,
    truncated: bool,
    length: Option<u64>,
}

/// Reads records to the end.
pub fn read(input: &mut impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    let mut tool = None;
    while !sink.stopped {
        let Some(record) = head(input)? else { return Ok(()) };
        let Some(length) = record.length else {
            sink.refuse(
                "a record of a web archive without its length",
                "ask for the archive again; it is damaged from here",
            );
            return Ok(());
        };
        let max = sink.limits.bytes as u64;
        let mut bytes = Vec::new();
        let wanted = matches!(
            record.kind.as_str(),
            "response" | "resource" | "conversion" | "warcinfo"
        );
        if wanted {
            let have = Read::take(&mut *input, length.min(max)).read_to_end(&mut bytes)?;
            skip(input, length - have as u64)?;
        } else {
            skip(input, length)?;
            sink.tally.passed_over += 1;
            continue;
        }
        let whole = bytes.len() as u64 == length;
        if record.kind == "warcinfo" {
            tool = software(&bytes);
            continue;
        }
        let mut facts = Facts {
            url: record.url,
            fetched: record.date,
            tool: tool.clone(),
            media: record.media,
            cut: !whole || record.truncated,
        };
        let is_http = facts
            .media
            .as_deref()
            .is_some_and(|media| media.starts_with("application/http"))
            || bytes.starts_with(b"HTTP/");
        if record.kind == "response" && is_http {
            match http::answer(&bytes, sink.limits.unpacked) {
                None => sink.refuse(
                    "a record that is no answer of HTTP",
                    "ask for the archive again; this record is damaged",
                ),
                Some(Err(why)) => sink.refuse(why, "unpack the archive with the tool that made it"),
                Some(Ok(answer)) => {
                    if !(200..300).contains(&answer.status) {
                        sink.tally.passed_over += 1;
                        continue;
                    }
                    facts.media = answer.media;
                    facts.cut |= answer.cut;
                    let media = facts
                        .media
                        .as_deref()
                        .unwrap_or("")
                        .trim_start()
                        .to_ascii_lowercase();
                    let is_text = media.is_empty()
                        || media.starts_with("text/")
                            && !media.starts_with("text/css")
                            && !media.starts_with("text/javascript")
                        || ["html", "xml", "pdf", "message/", "octet-stream"]
                            .iter()
                            .any(|part| media.contains(part));
                    if is_text && !media.contains("svg") {
                        sink.one(&answer.body, &facts, 1);
                    } else {
                        sink.tally.passed_over += 1;
                    }
                }
            }
        } else {
            facts.media = record.identified.or(facts.media);
            sink.one(&bytes, &facts, 1);
        }
    }
    Ok(())
}

/// The header of the next record; none at the end.
fn head(input: &mut impl BufRead) -> io::Result<Option<Record>> {
    let mut line = Vec::new();
    // empty lines part records; a damaged one is passed by until the next begins
    loop {
        line.clear();
        if Read::take(&mut *input, LINE_MAX).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.starts_with(b"WARC/") {
            break;
        }
    }
    let mut record = Record::default();
    for _ in 0..LINES_MAX {
        line.clear();
        if Read::take(&mut *input, LINE_MAX).read_until(b'\n', &mut line)? == 0
            || line.trim_ascii().is_empty()
        {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let Some((name, value)) = text.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => record.kind = value.to_ascii_lowercase(),
            // WARC 1.0 has the address in angle brackets
            "warc-target-uri" => record.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => record.date = Some(value.to_owned()),
            "content-type" => record.media = Some(value.to_owned()),
            "warc-identified-payload-type" => record.identified = Some(value.to_owned()),
            "warc-truncated" => record.truncated = true,
            "content-length" => record.length = value.parse().ok(),
            _ => {}
        }
    }
    Ok(Some(record))
}

fn skip(input: &mut impl BufRead, length: u64) -> io::Result<()> {
    io::copy(&mut Read::take(&mut *input, length), &mut io::sink()).map(|_| ())
}

/// `software: Heritrix/3.4` of a `warcinfo` record.
fn software(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes.get(..8_192).unwrap_or(bytes));
    text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case("software")
            .then(|| value.trim().to_owned())
    })
}
