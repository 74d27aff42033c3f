//! The viewer as a program: small files made here, hostile ones from outside, and
//! bytes that are no file at all.

mod clean;
mod confined;
mod files;
mod hostile;
mod made;

use fyke_view::{Limits, NoView, Page, View};
use std::path::Path;

/// The program under test.
pub fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_fyke-view"))
}

/// A view of bytes under a name.
pub fn view(file: &[u8], name: &str) -> Result<View, NoView> {
    View::of(program(), file, name, &Limits::default())
}

/// Kind, pages and findings, a line each.
pub fn told(view: &View) -> String {
    let mut out = format!("{}\n", view.kind);
    for page in &view.pages {
        match page {
            Page::Picture { width, height, .. } => out.push_str(&format!("picture {width} x {height}\n")),
            Page::Text { label, text } | Page::Unseen { label, text } => {
                out.push_str(&format!("{label} | {}\n", text.trim().replace('\n', " / ")))
            }
        }
    }
    for finding in &view.findings {
        out.push_str(&format!("- {finding}\n"));
    }
    out
}
