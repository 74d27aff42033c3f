//! Bytes in, documents out: HTML, plain text, PDF, mail, web archives, feeds, JSON lines.
//!
//! What a file is, is told by its bytes and not by its name. [`take`] reads a file
//! that is at hand; [`each`] reads a stream and hands over one document at a time,
//! so that an archive of a million pages needs the memory of its longest record.
//! Files that are programs in their own right (PDF, office documents) are decoded by
//! whoever implements [`Apart`], never here.
//! What cannot be read is a [`Refused`] with its reason and what to do, never
//! silence; what holds no text (pictures, requests) is counted as passed over.
//!
//! A document's text keeps all words of its source in order. Which of them are the
//! account is said by the kinds of its blocks: structure first (`html`), then cues
//! (`plain`, `cue`), then repetition within a host ([`Hosts`]).

mod apart;
mod charset;
mod cue;
mod feed;
mod hosts;
mod html;
mod http;
mod mail;
mod plain;
mod rows;
mod sniff;
mod warc;
mod when;

pub use apart::{Apart, Page};
pub use hosts::{Hosts, PAGES_MIN};
pub use sniff::Format;

pub(crate) use html::host_in;

use flate2::read::MultiGzDecoder;
use fyke_model::dataset::FileHash;
use fyke_model::text::{Block, BlockKind, Document, Finding, FindingKind, Span};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

/// Name and version of what takes in.
pub const BY: &str = "take 1";

/// Where reading stops. The numbers are those of a hostile file, not of a long one.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one document before it is read: a page, a message, a line of JSON.
    /// The longest pages of news are 5 MB, books 20 MB.
    pub bytes: usize,
    /// Bytes of text of one document: all of Tolstoy's novel is 3 MB.
    pub text: usize,
    /// Elements of one page: long tables of data have 200,000.
    pub elements: usize,
    /// Documents within documents: a message in a message in an archive.
    pub depth: usize,
    /// Bytes that a compressed body may grow to.
    pub unpacked: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: 64 << 20,
            text: 16 << 20,
            elements: 1_000_000,
            depth: 4,
            unpacked: 64 << 20,
        }
    }
}

/// What was not taken in, and what to do about it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Refused {
    /// Which document of the file, from 0.
    pub part: u32,
    /// What is wrong with it.
    pub why: String,
    /// What to do.
    pub repair: String,
}

/// A file, taken in.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// What it holds.
    pub documents: Vec<Document>,
    /// What was not taken in.
    pub refused: Vec<Refused>,
    /// How it went.
    pub tally: Tally,
}

/// How the reading of one file went.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// What the file is.
    pub format: Option<Format>,
    /// Documents.
    pub documents: u64,
    /// Refusals.
    pub refused: u64,
    /// Parts that hold no text: pictures, requests, answers that say "not found".
    pub passed_over: u64,
    /// Of rows: what each field was read as.
    pub mapped: BTreeMap<String, String>,
}

/// One thing of a stream.
#[derive(Clone, Debug)]
pub enum Item {
    /// A document.
    Document(Box<Document>),
    /// A refusal.
    Refused(Refused),
}

/// Takes in a file that is at hand.
///
/// ```
/// use fyke_trawl::take::{Limits, take};
/// let taken = take("gate.txt", b"The gate is open\n\nThe harbour master of Varna opened it on Wednesday at noon, she said.", &Limits::default());
/// assert_eq!(taken.documents[0].title.as_ref().map(|title| title.value.as_str()), Some("The gate is open"));
/// assert!(taken.refused.is_empty());
/// ```
pub fn take(name: &str, bytes: &[u8], limits: &Limits) -> Taken {
    let file = FileHash(Sha256::digest(bytes).into());
    let mut taken = Taken::default();
    let mut keep = |item: Item| {
        match item {
            Item::Document(document) => taken.documents.push(*document),
            Item::Refused(refused) => taken.refused.push(refused),
        }
        ControlFlow::Continue(())
    };
    // reading from memory does not fail but for what is packed wrongly in it
    let tally = each(name, file, bytes, limits, None, &mut keep);
    match tally {
        Ok(tally) => taken.tally = tally,
        Err(error) => taken.refused.push(Refused {
            part: u32::try_from(taken.documents.len()).unwrap_or(u32::MAX),
            why: format!("the file could not be read to its end: {error}"),
            repair: "ask for the file again; it is cut or damaged".to_owned(),
        }),
    }
    taken
}

/// Takes in a stream, one document at a time. `file` is the hash of its bytes as
/// they are kept, `apart` reads what is decoded in a process of its own (without it
/// such files are refused). The callback may break; what it was handed stays taken in, and the
/// number of a part is the same whenever the file is read again.
pub fn each(
    name: &str,
    file: FileHash,
    input: impl Read,
    limits: &Limits,
    apart: Option<&dyn Apart>,
    to: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> io::Result<Tally> {
    let mut sink = Sink {
        name,
        file,
        limits,
        apart,
        to,
        tally: Tally::default(),
        part: 0,
        stopped: false,
    };
    let mut input = BufReader::with_capacity(256 * 1024, input);
    // packed once, or each record on its own
    if sniff::is_gzip(fill(&mut input)?) {
        let mut inner = BufReader::with_capacity(256 * 1024, MultiGzDecoder::new(input));
        stream(&mut inner, &mut sink, true)?;
    } else {
        stream(&mut input, &mut sink, false)?;
    }
    Ok(sink.tally)
}

fn fill(input: &mut impl BufRead) -> io::Result<&[u8]> {
    input.fill_buf()
}

fn stream(input: &mut impl BufRead, sink: &mut Sink<'_>, packed: bool) -> io::Result<()> {
    // a reader may hand over its first bytes in small pieces; enough is needed to tell
    let mut head = Vec::new();
    io::Read::take(&mut *input, sniff::HEAD as u64).read_to_end(&mut head)?;
    let format = sniff::format(&head, None);
    sink.tally.format = Some(format);
    let mut input = io::Read::chain(head.as_slice(), input);
    match format {
        Format::Warc => warc::read(&mut input, sink),
        Format::JsonLines => rows::lines(&mut input, sink),
        Format::Json => rows::values(&mut input, sink),
        Format::Mbox => mail::mbox(&mut input, sink),
        _ => {
            let max = if packed {
                sink.limits.unpacked
            } else {
                sink.limits.bytes
            };
            let mut bytes = Vec::new();
            io::Read::take(&mut input, max as u64 + 1).read_to_end(&mut bytes)?;
            if bytes.len() > max {
                let mut rest = [0_u8; 1];
                let _ = input.read(&mut rest);
                if format == Format::Plain || format == Format::Html {
                    bytes.truncate(max);
                    sink.one(
                        &bytes,
                        &Facts {
                            cut: true,
                            ..Facts::default()
                        },
                        0,
                    );
                } else {
                    sink.refuse(
                        &format!("longer than {} MB", max >> 20),
                        "split it, or raise the limit",
                    );
                }
                return Ok(());
            }
            sink.one(&bytes, &Facts::default(), 0);
            Ok(())
        }
    }
}

/// What is known of a document from around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub url: Option<String>,
    pub fetched: Option<String>,
    pub tool: Option<String>,
    /// Media type, as it is said.
    pub media: Option<String>,
    pub cut: bool,
}

/// Where documents go, with what is the same for all of a file.
pub(crate) struct Sink<'a> {
    pub name: &'a str,
    pub file: FileHash,
    pub limits: &'a Limits,
    apart: Option<&'a dyn Apart>,
    to: &'a mut dyn FnMut(Item) -> ControlFlow<()>,
    pub tally: Tally,
    part: u32,
    pub stopped: bool,
}

impl Sink<'_> {
    /// A document that a reader has made; its file, part and capture are set here.
    pub fn document(&mut self, mut document: Document, facts: &Facts) {
        document.file = self.file;
        document.part = self.part;
        self.part = self.part.saturating_add(1);
        let capture = &mut document.capture;
        capture.url = facts.url.clone().or(capture.url.take());
        capture.fetched = facts.fetched.clone();
        capture.tool = facts.tool.clone();
        capture.media_type = facts.media.clone().or(capture.media_type.take());
        capture.file_name = Some(html::cut_at(self.name, 1_000).to_owned());
        if facts.cut {
            document.findings.push(Finding {
                kind: FindingKind::Cut,
                span: None,
                shown: "longer than the limit; what is beyond was not read".to_owned(),
            });
        }
        self.tally.documents += 1;
        self.stopped |= (self.to)(Item::Document(Box::new(document))).is_break();
    }

    pub fn refuse(&mut self, why: &str, repair: &str) {
        let refused = Refused {
            part: self.part,
            why: why.to_owned(),
            repair: repair.to_owned(),
        };
        self.part = self.part.saturating_add(1);
        self.tally.refused += 1;
        self.stopped |= (self.to)(Item::Refused(refused)).is_break();
    }

    /// Reads bytes that are one document, or a container within one.
    pub fn one(&mut self, bytes: &[u8], facts: &Facts, depth: usize) {
        if depth > self.limits.depth {
            return self.refuse(
                "documents within documents, deeper than is read",
                "take the inner file out by hand",
            );
        }
        let format = sniff::format(bytes, facts.media.as_deref());
        let label = facts
            .media
            .as_deref()
            .and_then(|media| http::parameter(media, "charset"));
        match format {
            Format::Html => {
                let text = charset::text(bytes, label);
                let mut document = html::document(&text, facts.url.as_deref(), self.limits);
                document.capture.media_type = Some("text/html".to_owned());
                self.document(document, facts);
            }
            Format::Feed => feed::read(&charset::text(bytes, label), self, facts),
            Format::Mail => mail::read(bytes, self, facts, depth),
            Format::Plain => {
                let text = charset::text(bytes, label);
                let document = plain_document(text, self.limits);
                self.document(document, facts);
            }
            Format::Gzip => match http::gunzipped(bytes, self.limits.unpacked) {
                Some(inner) => self.one(&inner, facts, depth + 1),
                None => self.refuse(
                    "packed with gzip and damaged, or larger than the limit",
                    "ask for the file again",
                ),
            },
            Format::Json | Format::JsonLines => {
                let mut input = bytes;
                let read = if format == Format::Json {
                    rows::values(&mut input, self)
                } else {
                    rows::lines(&mut input, self)
                };
                // reading from memory does not fail
                let _ = read;
            }
            Format::Warc | Format::Mbox => {
                self.refuse(
                    "an archive within a document",
                    "take the inner archive out and read it by itself",
                );
            }
            Format::Pdf | Format::Office => apart::read(format, bytes, self, facts),
            Format::Archive => self.refuse("a packed archive", "unpack it and read the folder"),
            Format::Binary => {
                if facts.url.is_some() || depth > 0 {
                    self.tally.passed_over += 1;
                } else {
                    self.refuse(
                        "no text: pictures, sound or a program",
                        "nothing to do, unless it should be text",
                    );
                }
            }
            Format::Empty => {
                if facts.url.is_some() || depth > 0 {
                    self.tally.passed_over += 1;
                } else {
                    self.refuse("empty", "ask for the file again, if it should not be");
                }
            }
        }
    }
}

/// Puts a piece of text behind what a document holds, as a block of its own.
pub(crate) fn append(document: &mut Document, piece: &str, kind: BlockKind) -> Span {
    if !document.text.is_empty() {
        document.text.push_str("\n\n");
    }
    let start = document.text.len();
    document.text.push_str(piece);
    let span = Span::new(start, document.text.len());
    document.blocks.push(Block {
        span,
        kind,
        language: None,
    });
    span
}

/// Plain text as a document: the text is the file itself, word for word.
pub(crate) fn plain_document(text: Cow<'_, str>, limits: &Limits) -> Document {
    let mut document = Document::of("", Vec::new());
    document.capture.media_type = Some("text/plain".to_owned());
    if text.len() > limits.text {
        document.text = html::cut_at(&text, limits.text).to_owned();
        let shown = format!(
            "the text is longer than {} MB; what is beyond was not read",
            limits.text >> 20
        );
        document.findings.push(Finding {
            kind: FindingKind::Cut,
            span: None,
            shown,
        });
    } else {
        document.text = text.into_owned();
    }
    document.blocks = plain::blocks(&document.text);
    let head = plain::mark(&document.text, &mut document.blocks, true);
    document.title = head.title;
    document.byline = head.byline;
    document.published = head.published;
    document.outlet = head.outlet;
    document
}

/// The host of an address, without "www.".
pub fn host(url: &str) -> Option<&str> {
    html::host(url)
}

/// Bytes of text that are part of the account.
pub fn kept_bytes(document: &Document) -> usize {
    let kept = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Body | BlockKind::Heading));
    kept.map(|block| block.span.len()).sum()
}
