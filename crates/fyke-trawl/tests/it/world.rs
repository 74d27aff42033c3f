//! Documents for tests.

use fyke_model::dataset::FileHash;
use fyke_model::text::{Block, BlockKind, Document, Span};

/// A document of one block a line, of body text.
pub fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        if !line.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Body,
                language: None,
            });
        }
    }
    Document {
        file: FileHash([7; 32]),
        part: 0,
        text: text.to_string(),
        blocks,
        title: None,
        byline: None,
        published: None,
        outlet: None,
        capture: Default::default(),
        findings: Vec::new(),
    }
}

/// Numbers in a fixed order that looks like none: xorshift.
pub struct Chance(pub u64);

impl Chance {
    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}
