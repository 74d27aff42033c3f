//! Blocks that stand on several pages of one host: promotions, widgets, appeals,
//! the menu of a site, without any list of words.
//!
//! Two passes: [`Hosts::see`] over all documents, then [`Hosts::mark`]. A block is
//! known by a hash of its letters in lower case; it counts once a page, and from
//! three pages of a host it is boilerplate. Memory is bounded: past the limit of
//! blocks all that were seen once are forgotten, which are nearly all of them.

use fyke_model::text::{BlockKind, Document, Dropped};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};

/// Pages of a host that must hold a block. Two would drop what a site wrote twice:
/// a quotation in two accounts of a day.
pub const PAGES_MIN: u16 = 3;
/// Blocks that are remembered, of all hosts: about 100 MB.
const BLOCKS_MAX: usize = 4_000_000;
/// Blocks of one document that are looked at.
const PER_DOCUMENT: usize = 5_000;
/// Shorter blocks repeat by chance: "Yes," he said.
const BYTES_MIN: usize = 16;
/// Longer ones repeat where an account was published twice, which is a copy and not
/// boilerplate; the limit is that of an appeal in one paragraph.
const BYTES_MAX: usize = 1_200;

/// Counts blocks by host.
#[derive(Default)]
pub struct Hosts {
    seen: FxHashMap<u64, Count>,
}

#[derive(Clone, Copy)]
struct Count {
    pages: u16,
    /// The document that counted last, so that a page that says it twice counts once.
    last: u32,
}

impl Hosts {
    /// None seen yet.
    pub fn new() -> Hosts {
        Hosts::default()
    }

    /// Counts the blocks of a document. One without an address is of no host.
    pub fn see(&mut self, document: &Document) {
        let Some(host) = host(document) else { return };
        let page = page(document);
        for key in keys(document, host).take(PER_DOCUMENT) {
            let count = self.seen.entry(key.1).or_insert(Count {
                pages: 0,
                last: !page,
            });
            if count.last != page {
                count.pages = count.pages.saturating_add(1);
                count.last = page;
            }
        }
        if self.seen.len() > BLOCKS_MAX {
            self.seen.retain(|_, count| count.pages > 1);
            if self.seen.len() > BLOCKS_MAX {
                self.seen.clear();
            }
        }
    }

    /// Marks what repeats; gives the number of blocks that were marked.
    pub fn mark(&self, document: &mut Document) -> usize {
        let Some(host) = host(document).map(str::to_owned) else {
            return 0;
        };
        let repeated: FxHashSet<usize> = keys(document, &host)
            .take(PER_DOCUMENT)
            .filter(|(_, key)| self.seen.get(key).is_some_and(|count| count.pages >= PAGES_MIN))
            .map(|(at, _)| at)
            .collect();
        let title = document.title.as_ref().and_then(|title| title.span);
        let mut marked = 0;
        for (at, block) in document.blocks.iter_mut().enumerate() {
            if repeated.contains(&at) && title != Some(block.span) {
                block.kind = BlockKind::Boilerplate(Dropped::Repeated);
                marked += 1;
            }
        }
        marked
    }
}

fn host(document: &Document) -> Option<&str> {
    super::host(document.capture.url.as_deref()?)
}

/// A page is its address: the same page captured twice is one.
fn page(document: &Document) -> u32 {
    let mut hasher = rustc_hash::FxHasher::default();
    document.capture.url.hash(&mut hasher);
    document.text.len().hash(&mut hasher);
    (hasher.finish() >> 16) as u32
}

fn keys<'a>(document: &'a Document, host: &'a str) -> impl Iterator<Item = (usize, u64)> + 'a {
    document.blocks.iter().enumerate().filter_map(move |(at, block)| {
        let kept = matches!(block.kind, BlockKind::Body | BlockKind::Heading);
        let text = block.span.of(&document.text)?;
        if !kept || !(BYTES_MIN..=BYTES_MAX).contains(&text.len()) {
            return None;
        }
        let mut hasher = rustc_hash::FxHasher::default();
        host.hash(&mut hasher);
        for letter in text
            .chars()
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_lowercase)
        {
            letter.hash(&mut hasher);
        }
        Some((at, hasher.finish()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::take::{Limits, take};

    #[test]
    fn what_three_pages_of_a_host_say_is_boilerplate() {
        let page = |n: usize, host: &str| {
            let source = format!(
                "<link rel=canonical href=https://{host}/{n}><h1>Gate number {n} of the bay</h1><p>The gate number {} was opened on Wednesday by the harbour master, she said.</p><p>The Bay is read by every boat, and it goes on thanks to them and nobody else.</p>",
                "x".repeat(n + 1)
            );
            take("page.html", source.as_bytes(), &Limits::default())
                .documents
                .remove(0)
        };
        let mut documents: Vec<Document> = (0..3).map(|n| page(n, "bay.example")).collect();
        documents.push(page(7, "other.example"));
        let mut hosts = Hosts::new();
        documents.iter().for_each(|document| hosts.see(document));
        let marked: Vec<usize> = documents
            .iter_mut()
            .map(|document| hosts.mark(document))
            .collect();
        assert_eq!(marked, [1, 1, 1, 0]);
    }
}
