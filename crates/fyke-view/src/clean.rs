//! The copy that may be shared: pixels and text, and nothing that the file said
//! besides.
//!
//! It is made of what the child showed, not of what the file holds: what nobody
//! saw cannot be in it. That is less than the file (no text layer on pages, no
//! sound) and says less than people think it says: what lies in the pixels
//! themselves stays ([`crate::NOT_LOOKED_FOR`]).

use crate::{Page, View};

/// One file of a clean copy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CleanFile {
    /// Its name: `page-001.png`, `text-002.txt`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The pages of a view as files of their own, numbered in order. What
/// a reader of the file does not see is left out, and so are its bytes.
pub fn clean_copy(view: &View) -> Vec<CleanFile> {
    view.pages
        .iter()
        .enumerate()
        .filter_map(|(at, page)| match page {
            Page::Picture { png, .. } => Some(CleanFile {
                name: format!("page-{:03}.png", at + 1),
                bytes: png.clone(),
            }),
            Page::Unseen { .. } => None,
            Page::Text { text, .. } => Some(CleanFile {
                name: format!("text-{:03}.txt", at + 1),
                bytes: text.clone().into_bytes(),
            }),
        })
        .collect()
}
