//! Messages: RFC 5322 and MIME, and files of many (mbox, RFC 4155).
//!
//! A message's text is its subject and its words; where it holds them twice, as
//! plain text and as a page, the plain ones are read. Attached texts, pages and
//! messages are documents of their own. The parsing is mail-parser's.

use super::feed::titled;
use super::{Facts, Sink, plain_document};
use fyke_model::date::Day;
use fyke_model::text::{Document, Told};
use mail_parser::{Addr, MessageParser, MimeHeaders, PartType};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// Attachments of a message that are looked at.
const ATTACHED_MAX: usize = 200;

/// Reads a message.
pub fn read(bytes: &[u8], sink: &mut Sink<'_>, facts: &Facts, depth: usize) {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return sink.refuse("a message that cannot be read", "export it again as .eml");
    };
    let subject = message.subject().map(super::html::squeezed).unwrap_or_default();
    let plain = message
        .text_body
        .iter()
        .filter_map(|id| match &message.part(*id)?.body {
            PartType::Text(text) => Some(text.as_ref()),
            _ => None,
        });
    let plain = plain.collect::<Vec<_>>().join("\n\n");
    let page = message
        .html_body
        .iter()
        .find_map(|id| match &message.part(*id)?.body {
            PartType::Html(text) => Some(text.as_ref()),
            _ => None,
        });
    let mut document: Document = match page {
        Some(page) if plain.trim().is_empty() => titled(&subject, page, None, sink),
        _ => {
            let text = if subject.is_empty() {
                plain
            } else {
                format!("{subject}\n\n{plain}")
            };
            let mut document = plain_document(Cow::Owned(text), sink.limits);
            if !subject.is_empty() {
                let span = document
                    .blocks
                    .first()
                    .map(|block| block.span)
                    .filter(|span| span.of(&document.text) == Some(&subject));
                document.title = Some(Told { value: subject, span });
            }
            document
        }
    };
    let from = message.from().and_then(|from| from.first()).and_then(name);
    if let Some(from) = from {
        document.byline = Some(Told {
            value: from,
            span: None,
        });
    }
    if let Some(date) = message.date()
        && let (Ok(year), Ok(month), Ok(day)) = (
            i16::try_from(date.year),
            i8::try_from(date.month),
            i8::try_from(date.day),
        )
        && let Some(day) = Day::from_ymd(year, month, day)
    {
        document.published = Some(Told {
            value: day,
            span: None,
        });
    }
    document.capture.url = None;
    document.capture.media_type = Some("message/rfc822".to_owned());
    sink.document(document, facts);
    for part in message.attachments().take(ATTACHED_MAX) {
        if sink.stopped {
            return;
        }
        let media = part.content_type().map(|kind| match kind.subtype() {
            Some(sub) => format!("{}/{sub}", kind.ctype()),
            None => kind.ctype().to_owned(),
        });
        let facts = Facts {
            media,
            ..facts.clone()
        };
        match &part.body {
            PartType::Message(inner) => sink.one(&inner.raw_message, &facts, depth + 1),
            PartType::Text(text) | PartType::Html(text) => sink.one(text.as_bytes(), &facts, depth + 1),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                let picture = facts.media.as_deref().is_some_and(|media| {
                    media.starts_with("image/") || media.starts_with("audio/") || media.starts_with("video/")
                });
                if picture {
                    sink.tally.passed_over += 1;
                } else {
                    sink.one(bytes, &facts, depth + 1);
                }
            }
            PartType::Multipart(_) => {}
        }
    }
}

fn name(address: &Addr<'_>) -> Option<String> {
    address
        .name
        .as_deref()
        .or(address.address.as_deref())
        .map(|name| super::html::cut_at(name, 200).to_owned())
}

/// Messages of an mbox, one at a time.
pub fn mbox(input: &mut impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    let max = sink.limits.bytes;
    let mut message: Vec<u8> = Vec::new();
    let mut line = Vec::new();
    let (mut blank, mut over) = (true, false);
    loop {
        line.clear();
        let end = Read::take(&mut *input, 1 << 20).read_until(b'\n', &mut line)? == 0;
        if end || (blank && line.starts_with(b"From ")) {
            if over {
                sink.refuse(
                    "a message longer than the limit",
                    "split the mailbox, or raise the limit",
                );
            } else if !message.trim_ascii().is_empty() {
                read(&message, sink, &Facts::default(), 1);
            }
            message.clear();
            over = false;
            if end || sink.stopped {
                return Ok(());
            }
            continue;
        }
        blank = line.trim_ascii().is_empty();
        // RFC 4155: a line that begins with "From " was written ">From "
        let text = line
            .strip_prefix(b">")
            .filter(|rest| rest.trim_ascii_start().starts_with(b"From "))
            .unwrap_or(&line);
        if message.len() + text.len() <= max {
            message.extend_from_slice(text);
        } else {
            over = true;
        }
    }
}
