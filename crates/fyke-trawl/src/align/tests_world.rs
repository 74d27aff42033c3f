//! Documents for tests, from a few lines of text.

use fyke_model::dataset::FileHash;
use fyke_model::text::{Block, BlockKind, Capture, Document, Span};

/// Each line is a block of the body.
pub(crate) fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(from, from + line.trim_end().len());
        from += line.len();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Body,
                language: Some("en".to_owned()),
            });
        }
    }
    Document {
        file: FileHash([0; 32]),
        part: 0,
        text: text.to_owned(),
        blocks,
        title: None,
        byline: None,
        published: None,
        outlet: None,
        capture: Capture::default(),
        findings: Vec::new(),
    }
}
