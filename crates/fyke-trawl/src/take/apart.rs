//! Files that are decoded in a process of their own: PDF and office documents,
//! whose formats are programs and whose readers have broken before.
//!
//! This crate decodes none of them. The caller says who does ([`Apart`]); what comes
//! back are words of pages, and here they become a document: lines of a paragraph
//! are joined, a word that a line's end parted is whole again, a sentence goes on
//! over the foot of its page, and the heads and feet that stand on page after page
//! are set behind the account, as boilerplate. Words that the file holds and does
//! not show are a finding and no part of the text.

use super::{Facts, Format, Limits, Sink, append, html, plain_document};
use fyke_model::text::{BlockKind, Document, Dropped, Finding, FindingKind};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Whoever decodes such files where they can do no harm.
pub trait Apart: Sync {
    /// The pages of a file; else why there are none, and what to do.
    fn pages(&self, name: &str, bytes: &[u8]) -> Result<Vec<Page>, (String, String)>;
}

/// A page, or another part of a file that has its own text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Page {
    /// The words that it shows: lines parted by a line feed, paragraphs by an empty
    /// line.
    pub shown: String,
    /// Words that stand in it and are not shown.
    pub hidden: String,
}

/// Lines of a page, from above and from below, among which heads and feet are
/// looked for.
const MARGIN: usize = 2;

/// Bytes of a head or a foot at most: what is longer is a paragraph that stands in
/// the same words on several pages.
const LENGTH_MAX: usize = 120;

/// Pages at least on which a line stands that is a head or a foot; and on one page
/// in three.
const PAGES_MIN: usize = 3;

/// Hands a file to whoever decodes it.
pub(super) fn read(format: Format, bytes: &[u8], sink: &mut Sink<'_>, facts: &Facts) {
    let what = match format {
        Format::Pdf => "a PDF",
        _ => "an office document",
    };
    let Some(apart) = sink.apart else {
        return sink.refuse(
            &format!("{what}, which is decoded in a process of its own, and none was given"),
            "save its text as plain text, and keep the file beside it",
        );
    };
    match apart.pages(sink.name, bytes) {
        Ok(pages) if pages.iter().all(|page| page.shown.trim().is_empty()) => sink.refuse(
            &format!("{what} without text, maybe pictures of pages"),
            "run text recognition over it and read the result",
        ),
        Ok(pages) => {
            let mut document = document(&pages, sink.limits);
            let media = match format {
                Format::Pdf => "application/pdf",
                _ => "application/zip",
            };
            document.capture.media_type = Some(media.to_owned());
            sink.document(document, facts);
        }
        Err((why, repair)) => sink.refuse(&why, &repair),
    }
}

/// The document that pages make.
fn document(pages: &[Page], limits: &Limits) -> Document {
    let margins = margins(pages);
    let mut text = String::new();
    for page in pages {
        page_into(&mut text, &page.shown, &margins);
    }
    let mut document = plain_document(Cow::Owned(text), limits);
    for line in margins.values() {
        let room = document.text.len() + line.len() + 2 <= limits.text;
        if room {
            append(&mut document, line, BlockKind::Boilerplate(Dropped::Repeated));
        }
    }
    for (at, page) in pages.iter().enumerate() {
        let empty = page.shown.trim().is_empty();
        let hidden = page.hidden.trim();
        let told = [
            (
                empty,
                FindingKind::Cut,
                "no text; it may be a picture of one".to_owned(),
            ),
            (
                !hidden.is_empty(),
                FindingKind::HiddenText,
                html::cut_at(hidden, 300).escape_debug().to_string(),
            ),
        ];
        for (_, kind, words) in told.into_iter().filter(|(there, ..)| *there) {
            document.findings.push(Finding {
                kind,
                span: None,
                shown: format!("page {}: {words}", at + 1),
            });
        }
    }
    document
}

/// Lines at the edges of pages that stand on many of them, as they first stand, by
/// what is the same on each (a page's number is not).
fn margins(pages: &[Page]) -> BTreeMap<String, String> {
    let mut seen: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for page in pages {
        let lines: Vec<&str> = lines(&page.shown).collect();
        let last = lines.len().saturating_sub(MARGIN).max(MARGIN);
        let edges = lines.iter().take(MARGIN).chain(lines.iter().skip(last));
        let mut here: Vec<String> = Vec::new();
        for line in edges.filter(|line| line.len() <= LENGTH_MAX) {
            let key = key(line);
            if !here.contains(&key) {
                seen.entry(key.clone()).or_insert((0, line)).0 += 1;
                here.push(key);
            }
        }
    }
    let enough = |on: usize| on >= PAGES_MIN && on * 3 >= pages.len();
    let often = seen.into_iter().filter(|(_, (on, _))| enough(*on));
    often.map(|(key, (_, line))| (key, line.to_owned())).collect()
}

fn lines(shown: &str) -> impl Iterator<Item = &str> {
    shown.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A line with its digits alike.
fn key(line: &str) -> String {
    let alike = line.chars().map(|c| if c.is_numeric() { '0' } else { c });
    let mut key: String = alike.collect::<String>().to_lowercase();
    while key.contains("00") {
        key = key.replace("00", "0");
    }
    key
}

/// Writes the paragraphs of a page, each on one line, behind what is there.
fn page_into(text: &mut String, shown: &str, margins: &BTreeMap<String, String>) {
    let mut first = true;
    let mut open = false;
    let count = lines(shown).count();
    let mut at = 0;
    for line in shown.lines() {
        let line = line.trim();
        if line.is_empty() {
            open = false;
            continue;
        }
        at += 1;
        let edge = at <= MARGIN || at + MARGIN > count;
        if edge && margins.contains_key(&key(line)) {
            open = false;
            continue;
        }
        // over the foot of a page a sentence goes on in small letters
        let goes_on = first && line.starts_with(char::is_lowercase) && unfinished(text);
        match (open || goes_on, text.is_empty()) {
            (_, true) => {}
            (true, _) => join(text, line),
            (false, _) => text.push_str("\n\n"),
        }
        text.push_str(line);
        (first, open) = (false, true);
    }
}

fn unfinished(text: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '-' | '\u{ad}'))
}

/// Readies a text for the next line of its paragraph: a word that was parted at
/// the line's end goes on without the hyphen.
fn join(text: &mut String, line: &str) {
    let small = line.starts_with(char::is_lowercase);
    let before = text.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    match before.map(|before| (before.len(), before.ends_with(char::is_lowercase))) {
        Some((whole, true)) if small => text.truncate(whole),
        // "anti-", "F-": the hyphen is the word's own
        Some(_) => {}
        None => text.push(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Item, Limits, Refused, each};
    use super::*;
    use fyke_model::dataset::FileHash;
    use std::ops::ControlFlow;

    struct Given(Vec<Page>);

    impl Apart for Given {
        fn pages(&self, name: &str, bytes: &[u8]) -> Result<Vec<Page>, (String, String)> {
            assert_eq!((name, bytes), ("report.pdf", b"%PDF-1.7 made".as_slice()));
            match self.0.is_empty() {
                true => Err(("it is locked".to_owned(), "ask for the password".to_owned())),
                false => Ok(self.0.clone()),
            }
        }
    }

    fn taken(shown: &[&str]) -> Result<Document, Refused> {
        let pages = shown.iter().map(|shown| Page {
            shown: (*shown).to_owned(),
            hidden: String::new(),
        });
        read_of(Some(&Given(pages.collect())))
    }

    fn read_of(apart: Option<&dyn Apart>) -> Result<Document, Refused> {
        let mut got = None;
        let mut to = |item: Item| {
            got = Some(match item {
                Item::Document(document) => Ok(*document),
                Item::Refused(refused) => Err(refused),
            });
            ControlFlow::Continue(())
        };
        let bytes = b"%PDF-1.7 made".as_slice();
        each(
            "report.pdf",
            FileHash([0; 32]),
            bytes,
            &Limits::default(),
            apart,
            &mut to,
        )
        .unwrap();
        got.unwrap()
    }

    fn body(document: &Document) -> Vec<&str> {
        let kept = document
            .blocks
            .iter()
            .filter(|block| !matches!(block.kind, BlockKind::Boilerplate(_)));
        kept.filter_map(|block| block.span.of(&document.text)).collect()
    }

    #[test]
    fn lines_are_joined_words_made_whole_and_pages_go_on() {
        let document = taken(&[
            "The plant at Severny makes the guid-\nance unit of the missile. It buys the parts\nfrom a firm in",
            "the port, which has an anti-\nAircraft branch.\n\nAnother paragraph stands by itself and says a little more.",
        ])
        .unwrap();
        assert_eq!(
            body(&document),
            [
                "The plant at Severny makes the guidance unit of the missile. It buys the parts from a firm in the port, which has an anti-Aircraft branch.",
                "Another paragraph stands by itself and says a little more."
            ]
        );
        assert_eq!(document.capture.media_type.as_deref(), Some("application/pdf"));
    }

    #[test]
    fn heads_and_feet_of_many_pages_are_no_part_of_the_account() {
        let told = ["crates", "drums", "engines", "lathes"];
        let pages: Vec<String> = (1..).zip(told).map(|(n, what)| {
            format!("Report of the Panel\n\nThis one tells of {what} that went through the port in one month.\n\n{n} of 40")
        }).collect();
        let shown: Vec<&str> = pages.iter().map(String::as_str).collect();
        let document = taken(&shown).unwrap();
        assert_eq!(body(&document).len(), 4, "{:?}", body(&document));
        assert!(
            document.text.ends_with("1 of 40\n\nReport of the Panel"),
            "{}",
            document.text
        );
        // on two pages the same line may be said twice
        let document = taken(&shown[..2]).unwrap();
        assert!(document.text.starts_with("Report of the Panel"));
    }

    #[test]
    fn hidden_words_and_empty_pages_are_findings() {
        let pages = vec![
            Page {
                shown: "A page with a sentence that is long enough to be read as one.".to_owned(),
                hidden: "planted".to_owned(),
            },
            Page::default(),
        ];
        let document = read_of(Some(&Given(pages))).unwrap();
        let found: Vec<&str> = document.findings.iter().map(|one| one.shown.as_str()).collect();
        assert_eq!(
            found,
            ["page 1: planted", "page 2: no text; it may be a picture of one"]
        );
        assert!(!document.text.contains("planted"));
    }

    #[test]
    fn what_cannot_be_decoded_says_why() {
        assert_eq!(taken(&[]).unwrap_err().why, "it is locked");
        let empty = taken(&["", " "]).unwrap_err();
        assert_eq!(empty.repair, "run text recognition over it and read the result");
        assert!(
            read_of(None)
                .unwrap_err()
                .why
                .starts_with("a PDF, which is decoded")
        );
    }
}
