//! Words addressed to a machine that reads: found, shown, never obeyed.
//!
//! Two ways. A *cue* (`cues`) speaks to a machine wherever it stands: to set
//! aside what it was told, to play a part, to hand out what it keeps. A *request*
//! is what anybody might ask of an assistant: translate this, what is the capital
//! of that, add such a line to your answer. Alone it is a message from a person,
//! and no business of ours; within a letter, a table or a report that is about
//! something else it has been put there. So a request counts only where it stands
//! apart: in a document with enough other text, and few of its kind. Which
//! sentences are requests is said by a small linear model (`model`) that was
//! trained on published attacks (the training part of BIPIA, Yi et al. 2023,
//! MIT) and on requests written here.
//!
//! Text that only a machine reads, base64 that decodes to words, counts as a cue.

mod base64;
mod cues;
mod made;
mod model;
mod pieces;
mod train;

pub use made::made;
pub use train::{Example, judged, train};

use super::FINDINGS_MAX;
use fyke_model::text::{BlockKind, Document, Dropped, Finding, FindingKind, Span};
use pieces::Piece;

/// What finds them.
pub const BY: &str = "instruction rules and weights 1";

/// Log-odds from which a sentence is taken for a request. Chosen on the training
/// parts alone, see `docs/read.md`.
const REQUEST: f32 = 0.5;

/// Words of other text that a document must have before a request in it counts
/// as put in, about a sentence: below, the request is what the document is.
const OTHER_WORDS_MIN: usize = 20;

/// Log-odds from which a sentence that speaks of the reader's own answer, or that
/// a block of code follows, is taken for an instruction wherever it stands: no
/// message among people is about what its reader is about to say.
const OF_ITS_ANSWER: f32 = 3.0;

/// Requests that may stand apart in one document, besides one in
/// [`SENTENCES_PER_REQUEST`] of its sentences: with more, asking is its manner
/// (a list of questions, a manual, a page of an assistant's prompts).
const REQUESTS_APART: usize = 3;
const SENTENCES_PER_REQUEST: usize = 20;

/// Findings of a document, in order of the text.
pub fn findings(document: &Document) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut requests: Vec<(Span, usize)> = Vec::new();
    let (mut sentences, mut words) = (0, 0);
    for block in &document.blocks {
        // hidden words are the likeliest place; what other boilerplate asks of a
        // reader, it asks of every reader
        let read = matches!(
            block.kind,
            BlockKind::Body | BlockKind::Heading | BlockKind::Boilerplate(Dropped::Hidden)
        );
        let Some(text) = block.span.of(&document.text).filter(|_| read) else {
            continue;
        };
        let span = |start: usize, end: usize| Span::new(block.span.start + start, block.span.start + end);
        for piece in pieces::pieces(text) {
            sentences += 1;
            words += piece.words.len();
            let at = span(piece.start, piece.end);
            match cues::cue(&piece) {
                Some(family) => found.push(finding(document, at, family)),
                None if of_its_answer(&piece) => {
                    found.push(finding(document, at, "asks a machine for another answer"))
                }
                None if request(&piece) => requests.push((at, piece.words.len())),
                None => {}
            }
        }
        for (start, end, said) in base64::runs(text) {
            let shown = format!("base64 that reads: {}", super::unseen::escaped(&said));
            found.push(Finding {
                kind: FindingKind::Instruction,
                span: Some(span(start, end)),
                shown,
            });
        }
        if found.len() > FINDINGS_MAX * 2 {
            break;
        }
    }
    let asked: usize = requests.iter().map(|&(_, words)| words).sum();
    let apart = requests.len() <= REQUESTS_APART + sentences / SENTENCES_PER_REQUEST;
    if apart && words - asked >= OTHER_WORDS_MIN {
        let request = |&(span, _): &(Span, usize)| finding(document, span, "asks a machine to do something");
        found.extend(requests.iter().map(request));
    }
    found.sort_by_key(|finding| finding.span);
    if found.len() > FINDINGS_MAX {
        let more = found.len() - FINDINGS_MAX;
        found.truncate(FINDINGS_MAX);
        found.push(Finding {
            kind: FindingKind::Instruction,
            span: None,
            shown: format!("and {more} more sentences that speak to a machine"),
        });
    }
    found
}

/// Whether a text of a few words speaks to a machine, by cues or as a request,
/// whatever stands around it: for text that was hidden.
pub fn speaks_to_a_machine(text: &str) -> bool {
    pieces::pieces(text)
        .iter()
        .any(|piece| cues::cue(piece).is_some() || request(piece))
}

fn request(piece: &Piece) -> bool {
    piece.words.len() >= 3 && model::score(piece) >= REQUEST
}

/// Whether a request is about what its reader answers.
fn of_its_answer(piece: &Piece) -> bool {
    (piece.before_code || model::names_the_answer(piece)) && model::score(piece) >= OF_ITS_ANSWER
}

fn finding(document: &Document, span: Span, family: &str) -> Finding {
    let said = span.of(&document.text).unwrap_or_default();
    Finding {
        kind: FindingKind::Instruction,
        span: Some(span),
        shown: format!("{family}: {}", super::unseen::escaped(said)),
    }
}
