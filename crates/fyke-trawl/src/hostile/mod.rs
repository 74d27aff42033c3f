//! What a text holds that its reader would not see, or that speaks to a machine.
//!
//! Three kinds of things are looked for, each with its file: characters that show
//! nothing ([`take_out`]: they leave the text, with a way back), words that mix
//! alphabets ([`unmixed`]: they stay, and are told), and words addressed to a
//! machine that reads ([`instruction`]: they stay, and are told).
//!
//! Nothing of ours obeys a text. An instruction is told because whoever wrote it
//! meant to steer a reader, which a person should know; and because a language
//! model of the user's own may be asked to propose (`propose`), where no fact is
//! taken out of such words.
//!
//! # The text, word for word
//!
//! After [`clean`], `Document::text` is what a reader of the page would see. Of
//! nearly all documents that is the text as it came. Where characters were taken
//! out, every span of the document was moved along; `take_out` over the evidence
//! gives the same cuts again and with them the way from any span to the bytes of
//! the file ([`Cleaned::original`]). So quotes and names match as they are read,
//! and nothing needs to be carried beside the text.

pub mod instruction;
mod mixed;
mod unseen;

pub use mixed::unmixed;
pub use unseen::{Cleaned, Cut, take_out};

use fyke_model::text::{Document, Finding, FindingKind, Span};

/// Findings of one kind in one document. A person reads a dozen; a text with
/// thousands of them is one fact, and the last finding says how many more.
pub const FINDINGS_MAX: usize = 50;

/// Takes out of a document what shows nothing, and adds findings of that, of
/// mixed alphabets and of words addressed to a machine. To be called once, after
/// the blocks of the document are known and before anything reads them.
///
/// ```
/// # use fyke_model::text::{Block, BlockKind, Document, FindingKind, Span};
/// let text = "The ship Pos\u{200b}eidon left Оdesa on Monday.";
/// let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, language: None };
/// let mut read = Document::of(text, vec![block]);
/// fyke_trawl::hostile::clean(&mut read);
/// assert_eq!(read.text, "The ship Poseidon left Оdesa on Monday.");
/// let kinds: Vec<_> = read.findings.iter().map(|finding| finding.kind).collect();
/// assert_eq!(kinds, [FindingKind::Invisible, FindingKind::Homoglyph]);
/// ```
pub fn clean(document: &mut Document) {
    let mut found = Vec::new();
    if let Some(cleaned) = take_out(&document.text) {
        found = of_cuts(&cleaned, &document.text);
        moved(document, cleaned);
    }
    found.extend(findings(document));
    document.findings.extend(found);
}

/// Findings of a clean document: mixed alphabets, words addressed to a machine.
pub fn findings(document: &Document) -> Vec<Finding> {
    let mut found = mixed::findings(document);
    found.extend(instruction::findings(document));
    found
}

/// Spans of what speaks to a machine, in order: nothing is proposed out of them.
pub fn addressed(document: &Document) -> Vec<Span> {
    let findings = document.findings.iter();
    let mut spans: Vec<Span> = findings
        .filter(|finding| finding.kind == FindingKind::Instruction)
        .filter_map(|finding| finding.span)
        .collect();
    spans.sort();
    spans
}

/// Findings of what was taken out, each at the word it stood in.
fn of_cuts(cleaned: &Cleaned, came: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut more = 0;
    let mut lines = Lines::default();
    for cut in &cleaned.cuts {
        let Some(run) = cut.was.of(came) else { continue };
        let before = cleaned.text[..cut.at].chars().next_back();
        let after = cleaned.text[cut.at..].chars().next();
        let turned = lines.turned(&cleaned.text, cut.at);
        let Some(told) = unseen::told(run, before, after, turned) else {
            continue;
        };
        if found.len() >= FINDINGS_MAX {
            more += 1;
            continue;
        }
        let span = word_at(&cleaned.text, cut.at);
        if told
            .words
            .as_deref()
            .is_some_and(instruction::speaks_to_a_machine)
        {
            found.push(Finding {
                kind: FindingKind::Instruction,
                span,
                shown: format!(
                    "in invisible characters: {}",
                    unseen::escaped(told.words.as_deref().unwrap_or(""))
                ),
            });
        }
        found.push(Finding {
            kind: told.kind,
            span,
            shown: told.shown,
        });
    }
    if more > 0 {
        found.push(Finding {
            kind: FindingKind::Invisible,
            span: None,
            shown: format!("and {more} more runs of invisible characters"),
        });
    }
    found
}

/// Whether lines hold letters that run from right to left; asked in order, so
/// each line is looked at once.
#[derive(Default)]
struct Lines {
    end: usize,
    turned: bool,
}

impl Lines {
    fn turned(&mut self, text: &str, at: usize) -> bool {
        if at >= self.end {
            let start = text[self.end.min(at)..at]
                .rfind('\n')
                .map_or(self.end.min(at), |n| self.end.min(at) + n + 1);
            let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
            self.turned = text[start..end].chars().any(
                |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
            );
            self.end = end.max(at + 1);
        }
        self.turned
    }
}

/// The word that touches a place, none where there is none; looked for within a
/// few dozen characters, since a word may be as long as the file.
fn word_at(text: &str, at: usize) -> Option<Span> {
    let back = text[..at]
        .chars()
        .rev()
        .take(64)
        .take_while(|c| c.is_alphanumeric());
    let ahead = text[at..].chars().take(64).take_while(|c| c.is_alphanumeric());
    let start = at - back.map(char::len_utf8).sum::<usize>();
    let end = at + ahead.map(char::len_utf8).sum::<usize>();
    (start < end).then_some(Span::new(start, end))
}

/// Puts the clean text in and moves every span of the document along.
fn moved(document: &mut Document, cleaned: Cleaned) {
    for block in &mut document.blocks {
        block.span = cleaned.span(block.span);
    }
    let told = [
        document.title.as_mut().and_then(|told| told.span.as_mut()),
        document.byline.as_mut().and_then(|told| told.span.as_mut()),
        document.published.as_mut().and_then(|told| told.span.as_mut()),
        document.outlet.as_mut().and_then(|told| told.span.as_mut()),
    ];
    let findings = document
        .findings
        .iter_mut()
        .filter_map(|finding| finding.span.as_mut());
    for span in told.into_iter().flatten().chain(findings) {
        *span = cleaned.span(*span);
    }
    for value in [&mut document.title, &mut document.byline, &mut document.outlet] {
        if let Some(told) = value
            && let Some(clean) = take_out(&told.value)
        {
            told.value = clean.text;
        }
    }
    document.text = cleaned.text;
}
