//! PDF and office documents, decoded by the confined child of `fyke-view`: its
//! words come back, and nothing else of a file that a stranger made.

use fyke_trawl::take::{Apart, Page};
use fyke_view::{Limits, NoView, View, What};
use std::path::PathBuf;

/// Reports of panels have some hundred pages, annexes of lists some thousand.
const PAGES: usize = 5_000;

/// Bytes of words: those pages with 4 kB each, three times over.
const OUT_BYTES: usize = 64 << 20;

/// Seconds by the clock. The child has 30 of the processor, which such reports
/// need; a machine with other work is slow.
const SECONDS: u64 = 180;

/// The child, by its program.
pub struct Child {
    program: PathBuf,
}

impl Child {
    /// The one that lies beside this program.
    pub fn beside_this_program() -> Child {
        Child {
            program: fyke_view::beside_this_program(),
        }
    }
}

impl Apart for Child {
    fn pages(&self, name: &str, bytes: &[u8]) -> Result<Vec<Page>, (String, String)> {
        let limits = Limits {
            pages: PAGES,
            out_bytes: OUT_BYTES,
            seconds: SECONDS,
            pictures: false,
            ..Limits::default()
        };
        let view = View::of(&self.program, bytes, name, &limits).map_err(refusal)?;
        if view.findings.iter().any(|found| found.what == What::Locked) {
            return Err((
                "it is locked with a password".to_owned(),
                "save it without one and read that".to_owned(),
            ));
        }
        if view.kind == "ole" {
            return Err((
                "an office document of before 2007, which is not decoded".to_owned(),
                "save it as PDF or plain text and read that".to_owned(),
            ));
        }
        let died = view
            .findings
            .iter()
            .any(|found| matches!(found.what, What::ChildDied | What::Undecoded));
        let pages = pages(view);
        if pages.is_empty() && died {
            return Err((
                "it could not be decoded: it is damaged, or made to break what opens it".to_owned(),
                "save it anew with the program that made it, or read it as plain text".to_owned(),
            ));
        }
        Ok(pages)
    }
}

/// Words that a page hides follow those that it shows.
fn pages(view: View) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for page in view.pages {
        match page {
            fyke_view::Page::Text { text, .. } => pages.push(Page {
                shown: text,
                hidden: String::new(),
            }),
            // of bytes that no reader took nothing is words
            fyke_view::Page::Unseen { label, .. } if matches!(label.as_str(), "hex" | "strings") => {}
            fyke_view::Page::Unseen { text, .. } => match pages.last_mut() {
                Some(page) => page.hidden.push_str(&text),
                None => pages.push(Page {
                    shown: String::new(),
                    hidden: text,
                }),
            },
            fyke_view::Page::Picture { .. } => {}
        }
    }
    pages
}

/// Why there are no pages, and what to do.
fn refusal(why: NoView) -> (String, String) {
    let repair = match &why {
        NoView::NoProgram { .. } => {
            "put it there with: cargo build --release --package fyke-view (or cargo install --path \
             crates/fyke-view, where fyke is installed); then read again with --again"
        }
        NoView::TooLarge { .. } => "split the file, or save its text as plain text",
        NoView::NotConfined => "save its text as plain text, or read it on Linux",
        NoView::Malformed(_) => "save its text as plain text and read that",
    };
    (why.to_string(), repair.to_owned())
}
