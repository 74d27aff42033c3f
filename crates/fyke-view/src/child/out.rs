//! What the child says, frame by frame, within the limits that the parent checks.

use crate::What;
use crate::frame::{DETAIL_MAX, PIXELS_MAX, TEXT_MAX, frame};
use std::io::Write;

/// The child's mouth.
pub struct Out {
    pages_left: usize,
    pictures: bool,
    cut: bool,
}

impl Out {
    /// With so many pages to give at most, pictures among them or not.
    pub const fn new(pages: usize, pictures: bool) -> Out {
        Out {
            pages_left: pages,
            pictures,
            cut: false,
        }
    }

    /// Whether another page would be taken.
    pub const fn takes_more(&self) -> bool {
        self.pages_left > 0
    }

    /// Whether pictures are wanted: what is not is not drawn.
    pub const fn takes_pictures(&self) -> bool {
        self.pictures
    }

    fn say(&self, tag: u8, parts: &[&[u8]]) {
        let mut mouth = std::io::stdout().lock();
        // a parent that hears no more has ended us already; what was said must be
        // out before the next step may kill
        let _ = mouth.write_all(&frame(tag, parts)).and_then(|()| mouth.flush());
    }

    /// What the bytes are.
    pub fn kind(&self, name: &str) {
        self.say(b'K', &[name.as_bytes()]);
    }

    /// A page as pixels, three bytes each.
    pub fn pixels(&mut self, width: u32, height: u32, rgb: &[u8]) {
        let count = u64::from(width) * u64::from(height);
        if !self.pictures
            || count == 0
            || count > PIXELS_MAX
            || count * 3 != rgb.len() as u64
            || !self.takes()
        {
            return;
        }
        self.say(b'P', &[&width.to_be_bytes(), &height.to_be_bytes(), rgb]);
    }

    /// A page as text; longer ones are cut and it is said.
    pub fn text(&mut self, label: &str, text: &str) {
        self.words(b'T', label, text);
    }

    /// Text that whoever opens the file does not see.
    pub fn unseen(&mut self, label: &str, text: &str) {
        self.words(b'U', label, text);
    }

    fn words(&mut self, tag: u8, label: &str, text: &str) {
        if text.is_empty() || !self.takes() {
            return;
        }
        let kept = cut(text, TEXT_MAX);
        if kept.len() < text.len() {
            self.finding(What::NotAll, &format!("the first {TEXT_MAX} bytes of a text"));
        }
        let label = cut(label, 100);
        self.say(tag, &[&[label.len() as u8], label.as_bytes(), kept.as_bytes()]);
    }

    /// Something that the file gives away.
    pub fn finding(&self, what: What, detail: &str) {
        self.say(b'F', &[&[what.code()], cut(detail.trim(), DETAIL_MAX).as_bytes()]);
    }

    fn takes(&mut self) -> bool {
        if self.pages_left == 0 {
            if !self.cut {
                self.cut = true;
                self.finding(What::NotAll, "more pages than are shown");
            }
            return false;
        }
        self.pages_left -= 1;
        true
    }

    /// The last word.
    pub fn end(&self) {
        self.say(b'E', &[]);
    }
}

/// At most so many bytes, whole characters.
fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
