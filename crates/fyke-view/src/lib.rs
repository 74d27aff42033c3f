//! Files of a source, seen as pixels and text that a confined child made.
//!
//! A file that a stranger sends may be made to break whoever opens it, and may
//! say more than its author meant. Here it is never opened where keys or words
//! lie: a child process without network, without files, with a bounded share of
//! time and memory, decodes it and hands back plain pixels and plain text; this
//! side checks their sizes and writes the pictures anew. What the file gives away
//! besides its content is named in [`Finding`]s; that nothing was found is never
//! said to mean that nothing is there ([`NOT_LOOKED_FOR`]).
//!
//! ```no_run
//! use fyke_view::{Limits, View};
//! # fn main() -> Result<(), fyke_view::NoView> {
//! let program = fyke_view::beside_this_program();
//! let view = View::of(&program, b"Meet me at the depot.\n", "note.txt", &Limits::default())?;
//! for finding in &view.findings {
//!     println!("{finding}");
//! }
//! # Ok(()) }
//! ```
//!
//! # What belongs here
//!
//! The child (`child`, behind the feature of that name: only the program
//! `fyke-view` links decoders), the frames between the two, the parent's checks,
//! the copy that may be shared. Not here: keys, envelopes, where a file lies.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(feature = "child")]
mod child;
mod clean;
mod finding;
mod frame;
mod parent;
mod picture;

#[cfg(feature = "child")]
pub use child::child;
pub use clean::{CleanFile, clean_copy};
pub use finding::{Finding, NOT_LOOKED_FOR, What};
pub use frame::{Malformed, read_all};
pub use parent::{NoView, beside_this_program};

/// What a view may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that is looked at; a larger one is refused unseen.
    pub file_bytes: usize,
    /// Pages and texts at most; the rest is said to be missing.
    pub pages: usize,
    /// Bytes that the child may hand over in all.
    pub out_bytes: usize,
    /// Seconds by the clock; the child has 30 of the processor besides.
    pub seconds: u64,
    /// Whether pages and pictures are drawn; else words alone are read, in a
    /// tenth of the time.
    pub pictures: bool,
}

impl Default for Limits {
    /// 64 MiB in (the largest envelope), 100 pages, 256 MiB of frames, a minute.
    fn default() -> Limits {
        Limits {
            file_bytes: 64 << 20,
            pages: 100,
            out_bytes: 256 << 20,
            seconds: 60,
            pictures: true,
        }
    }
}

/// One thing to look at.
#[derive(Clone, PartialEq, Eq)]
pub enum Page {
    /// A picture, written anew by this side: PNG with no chunk but pixels.
    Picture {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// The file.
        png: Vec<u8>,
    },
    /// Text without control characters.
    Text {
        /// What it is: `text`, `table 1`.
        label: String,
        /// The text.
        text: String,
    },
    /// Text that whoever opens the file does not see: struck out, hidden, in
    /// comments, or the bytes themselves. It is in no copy that is shared.
    Unseen {
        /// What it is: `struck out in word/document.xml`, `hex`, `strings`.
        label: String,
        /// The text.
        text: String,
    },
}

impl std::fmt::Debug for Page {
    /// How much there is, and nothing of it.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Page::Picture { width, height, .. } => write!(out, "Picture({width} x {height})"),
            Page::Text { text, .. } => write!(out, "Text({} bytes)", text.len()),
            Page::Unseen { text, .. } => write!(out, "Unseen({} bytes)", text.len()),
        }
    }
}

/// A file as it may be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What the bytes are, whatever the name says: `pdf`, `jpeg`, `docx`, `unknown`.
    pub kind: String,
    /// What there is to see, in order.
    pub pages: Vec<Page>,
    /// What the file gives away or hides, sorted.
    pub findings: Vec<Finding>,
}
