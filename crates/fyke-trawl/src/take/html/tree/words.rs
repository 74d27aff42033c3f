//! Words as they come: into the block that is open, with blanks as a browser shows them.

use super::{Builder, DATA_MAX, NONE, Raw, TOO_LONG, UNSEEN_MAX};
use crate::take::html::entity::decoded;
use crate::take::html::tag::Tag;

impl Builder {
    /// The content of a script, a style, a title.
    pub(super) fn raw(&mut self, text: &str) {
        match self.stack.last().map(|open| (open.tag, open.hash)) {
            Some((Tag::Title, _)) if self.page.title.is_empty() => {
                self.page.title = squeezed(&decoded(cut_at(text, 2_000)));
            }
            Some((Tag::Script, 1)) => {
                let sum: usize = self.page.data.iter().map(String::len).sum();
                if sum + text.len() <= DATA_MAX && self.page.data.len() < 16 {
                    self.page.data.push(text.to_owned());
                }
            }
            Some((Tag::Script | Tag::Style | Tag::Textarea | Tag::Title | Tag::Iframe, _)) => {}
            _ => self.text(text, false),
        }
    }

    pub(super) fn text(&mut self, source: &str, references: bool) {
        if self.skip.is_some() {
            return;
        }
        let (unseen, link, pre) = self
            .stack
            .last()
            .map_or((false, false, false), |open| (open.unseen, open.link, open.pre));
        let text = if references {
            decoded(source)
        } else {
            std::borrow::Cow::Borrowed(source)
        };
        if unseen {
            if self.unseen_sum + self.unseen.len() < UNSEEN_MAX {
                append(&mut self.unseen, &text, &mut false);
            }
            return;
        }
        if self.page.text.len() + text.len() > self.text_max {
            self.page.cut = Some(TOO_LONG);
            return;
        }
        if self.page.text.len() == self.block_start {
            if text.chars().all(char::is_whitespace) {
                return;
            }
            self.block_elem = self.elem();
            self.blank = false;
        }
        if self.page.text.len() > self.block_start {
            // words after the end of a marked run: the block is that of what holds both
            let here = self.elem();
            while self.block_elem > here && !text.trim_start().is_empty() {
                self.block_elem = self
                    .page
                    .elems
                    .get(self.block_elem as usize)
                    .map_or(0, |elem| elem.parent);
            }
        }
        let before = self.page.text.len();
        if self.line_breaks > 0 && !text.chars().all(char::is_whitespace) {
            if before > self.block_start {
                self.page.text.push('\n');
            }
            self.line_breaks = 0;
            self.blank = false;
        }
        if pre {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.page.text.push('\n');
                }
                self.page.text.push_str(line);
            }
        } else {
            let mut blank = self.blank;
            append_block(&mut self.page.text, &text, &mut blank, self.block_start);
            self.blank = blank;
        }
        let added = u32::try_from(self.page.text.len() - before).unwrap_or(NONE);
        if link {
            self.linked = self.linked.saturating_add(added);
        }
    }

    /// Two breaks part paragraphs, as they are seen.
    pub(super) fn line_break(&mut self) {
        if self.skip.is_some() || self.stack.last().is_some_and(|open| open.unseen) {
            return;
        }
        if self.page.text.len() > self.block_start {
            self.line_breaks += 1;
            self.breaks += 1;
            if self.line_breaks >= 2 {
                self.flush();
            }
        }
    }

    /// Ends the block that is open.
    pub(super) fn flush(&mut self) {
        let end = self.block_start + self.page.text[self.block_start..].trim_end().len();
        let lead = self.page.text[self.block_start..end].len()
            - self.page.text[self.block_start..end].trim_start().len();
        let start = self.block_start + lead;
        if end > start {
            self.page.text.truncate(end);
            self.page.blocks.push(Raw {
                span: start..end,
                elem: self.block_elem,
                linked: self.linked,
                breaks: self.breaks,
            });
            self.page.text.push_str("\n\n");
        } else {
            self.page.text.truncate(self.block_start);
        }
        self.block_start = self.page.text.len();
        self.linked = 0;
        self.breaks = 0;
        self.line_breaks = 0;
        self.blank = false;
    }
}

/// The text up to a border of characters at most this far.
pub fn cut_at(text: &str, max: usize) -> &str {
    if text.len() <= max {
        return text;
    }
    let mut end = max;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// With single blanks.
pub fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    append(&mut out, text, &mut false);
    out.trim().to_owned()
}

fn append(to: &mut String, text: &str, blank: &mut bool) {
    append_block(to, text, blank, 0);
}

/// Appends with white space squeezed to single blanks; a no-break space is one as
/// well, since it stands for layout. None at the start of a block.
fn append_block(to: &mut String, text: &str, blank: &mut bool, start: usize) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut at = 0;
    // words are copied in runs; only blanks are looked at
    while let Some(&byte) = bytes.get(at) {
        let len = match byte {
            b' ' | b'\n' | b'\t' | b'\r' | 0x0c => 1,
            0xc2 if bytes.get(at + 1) == Some(&0xa0) => 2,
            _ => {
                at += 1;
                continue;
            }
        };
        if at > from {
            if *blank && to.len() > start && !to.ends_with('\n') {
                to.push(' ');
            }
            to.push_str(&text[from..at]);
        }
        *blank = true;
        at += len;
        from = at;
    }
    if at > from {
        if *blank && to.len() > start && !to.ends_with('\n') {
            to.push(' ');
        }
        to.push_str(&text[from..at]);
        *blank = false;
    }
}
