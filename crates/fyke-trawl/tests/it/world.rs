//! Documents and data for tests.

use fyke_model::text::{Block, BlockKind, Document, Span};
use std::path::PathBuf;

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
    Document::of(text, blocks)
}

/// The folder of the published lists, whose sentences the labels of supplier facts
/// point into; none, and a line that says so, where it is not at hand.
pub fn sanctions() -> Option<PathBuf> {
    let data = std::env::var_os("FYKE_DATA").map(PathBuf::from);
    let folder = data
        .map(|data| data.join("sanctions"))
        .filter(|folder| folder.exists());
    if folder.is_none() {
        println!("skipped: FYKE_DATA has no sanctions");
    }
    folder
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
