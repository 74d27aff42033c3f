//! What ends an element: a tag of its own, another that cannot stand within it, the end
//! of what it stands in.

use super::words::cut_at;
use super::{Builder, NONE, UNSEEN_MAX, hash};
use crate::take::html::tag::Tag;

impl Builder {
    /// Elements that end where another begins (HTML Standard 13.1.2.4).
    pub(super) fn implied_ends(&mut self, tag: Tag) {
        let wall = self.stack.last().map_or(0, |open| open.wall);
        let ends: &[Tag] = match tag {
            Tag::Li => &[Tag::Li],
            Tag::Dt | Tag::Dd => &[Tag::Dt, Tag::Dd],
            Tag::Tr => &[Tag::Tr],
            Tag::Td | Tag::Th => &[Tag::Td, Tag::Th],
            Tag::Tbody | Tag::Thead | Tag::Tfoot => &[Tag::Tbody, Tag::Thead, Tag::Tfoot],
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                &[Tag::H1, Tag::H2, Tag::H3, Tag::H4, Tag::H5, Tag::H6]
            }
            Tag::A => &[Tag::A],
            _ => &[],
        };
        let around: &[Tag] = match tag {
            Tag::Li => &[Tag::Ul, Tag::Ol, Tag::Menu],
            Tag::Dt | Tag::Dd => &[Tag::Dl],
            Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Thead | Tag::Tfoot => &[Tag::Table],
            _ => &[],
        };
        let last = |tag: &Tag| self.last[*tag as usize];
        let list = around.iter().map(last).filter(|at| *at != NONE).max();
        let cell = matches!(
            tag,
            Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Thead | Tag::Tfoot
        );
        if let Some(open) = ends.iter().map(last).filter(|at| *at != NONE).max() {
            let inside = list.is_none_or(|list| open > list) && (cell || open >= wall);
            if inside {
                self.truncate(open as usize);
            }
        }
        if tag.ends_paragraph() {
            let open = self.last[Tag::P as usize];
            if open != NONE && open >= self.stack.last().map_or(0, |open| open.wall) {
                self.truncate(open as usize);
            }
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        let tag = Tag::of(name);
        if tag == Tag::Br || (tag == Tag::P && self.last[Tag::P as usize] == NONE) {
            return self.flush();
        }
        if tag.is_void() || matches!(tag, Tag::Html | Tag::Body) {
            return;
        }
        if self.over > 0 {
            self.over -= 1;
            return;
        }
        let mut at = self.last[tag as usize];
        if tag == Tag::Other {
            let wanted = hash(name);
            let mut looked = 0;
            while at != NONE
                && looked < 16
                && self
                    .stack
                    .get(at as usize)
                    .is_some_and(|open| open.hash != wanted)
            {
                at = self.stack.get(at as usize).map_or(NONE, |open| open.same);
                looked += 1;
            }
            if looked == 16 {
                return;
            }
        }
        if at == NONE {
            return;
        }
        // the end of a block does not reach over the wall of a cell, that of a word
        // not over a block
        let wall = self.stack.last().map_or(0, |open| open.wall);
        let wall_of_its_own = matches!(
            tag,
            Tag::Table | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Td | Tag::Th
        ) || tag.is_wall();
        if at < wall && !wall_of_its_own {
            return;
        }
        if tag.is_inline() {
            let above = self.stack.iter().skip(at as usize + 1).take(17);
            let mut count = 0;
            for open in above {
                count += 1;
                if !open.tag.is_inline() && open.tag != Tag::Other && tag != Tag::A {
                    return;
                }
            }
            if count > 16 {
                return;
            }
        }
        self.truncate(at as usize);
    }

    /// Closes elements down to this many.
    pub(super) fn truncate(&mut self, to: usize) {
        while self.stack.len() > to {
            let Some((block, unseen)) = self
                .stack
                .last()
                .map(|open| (!open.tag.is_inline() && open.made, open.unseen))
            else {
                break;
            };
            if block && self.skip.is_none() {
                self.flush();
            }
            if unseen && self.stack.len() >= 2 && !self.stack[self.stack.len() - 2].unseen {
                self.unseen_end();
            }
            let Some(open) = self.stack.pop() else { break };
            self.last[open.tag as usize] = open.same;
            if open.made {
                let end = u32::try_from(self.page.blocks.len()).unwrap_or(NONE);
                if let Some(elem) = self.page.elems.get_mut(open.elem as usize) {
                    elem.blocks.end = end;
                }
            }
            if self.skip == Some(self.stack.len()) {
                self.skip = None;
            }
        }
    }

    pub(super) fn unseen_end(&mut self) {
        let piece = std::mem::take(&mut self.unseen);
        let piece = piece.trim();
        if !piece.is_empty() && self.unseen_sum < UNSEEN_MAX {
            let piece = cut_at(piece, UNSEEN_MAX - self.unseen_sum);
            self.unseen_sum += piece.len() + 1;
            self.page.unseen.push(piece.to_owned());
        }
    }
}
