//! Words in marks, and who is said to have said them.
//!
//! Three steps, each a file: `marks` pairs quotation marks of any make within a
//! paragraph; `phrase` and `cues` find beside them who is said to speak;
//! `cast` keeps the persons of the document apart and together. What is no
//! speech (names of works, scare quotes without a cue, feet and inches) is left
//! out by `kind`.
//!
//! No model is used. Time is linear in the length of the text.

mod beside;
mod cast;
mod cues;
mod join;
mod kind;
mod marks;
mod nested;
mod phrase;
mod roles;
mod speaker;
mod words;

use fyke_model::text::{BlockKind, Document, Mention, Quote, Span};

/// Name and version of these rules, in [`Quote::by`].
pub const BY: &str = "quote rules 1";

/// The quotations of a document, by where they begin; a nested one behind the one
/// it lies in. Each pair of marks is one quotation; [`utterances`] joins those that
/// are one speech.
///
/// `mentions` may be empty: persons are then found by rule alone.
///
/// ```
/// use fyke_model::text::{Block, BlockKind, Document, Span};
/// let text = "Ann Roe, the harbour master, was calm. “The gate stays shut,” she said.";
/// let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, language: None };
/// let document = Document::of(text, vec![block]);
/// let quotes = fyke_trawl::quote::quotes(&document, &[]);
/// assert_eq!(quotes[0].span.of(text), Some("The gate stays shut,"));
/// assert_eq!(quotes[0].speaker.as_ref().map(|s| s.name.as_str()), Some("Ann Roe"));
/// ```
pub fn quotes(document: &Document, mentions: &[Mention]) -> Vec<Quote> {
    let paragraphs = paragraphs(document);
    speaker::read(&document.text, &paragraphs, mentions)
}

/// A paragraph that is read.
#[derive(Clone, Copy, Debug)]
struct Paragraph {
    span: Span,
    heading: bool,
}

/// Blocks that are read, cut at empty lines.
fn paragraphs(document: &Document) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for block in &document.blocks {
        let heading = block.kind == BlockKind::Heading;
        if !heading && block.kind != BlockKind::Body {
            continue;
        }
        let Some(text) = block.span.of(&document.text) else {
            continue;
        };
        let mut at = block.span.start;
        for piece in text.split("\n\n") {
            let start = at + (piece.len() - piece.trim_start().len());
            let end = at + piece.trim_end().len();
            if start < end {
                all.push(Paragraph {
                    span: Span::new(start, end),
                    heading,
                });
            }
            at += piece.len() + 2;
        }
    }
    all
}

/// Joins what is one speech: parts around a cue (`“Go,” he said, “now.”`) and
/// paragraphs that go on. The joined one spans from the first to the last, with all
/// parts in marks in [`Quote::parts`]; nested ones are left out.
pub fn utterances(text: &str, quotes: &[Quote]) -> Vec<Quote> {
    join::joined(text, quotes)
}

/// Whether the words in marks are all that is said, so that no words without marks
/// belong to the same saying: `he called it “a disgrace”` does, `he said it was “a
/// disgrace” that` does not.
pub fn stands_alone(text: &str, quote: &Quote) -> bool {
    join::alone(text, quote)
}
