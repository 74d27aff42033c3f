//! From tags to blocks of text, in one pass and without a tree of nodes.
//!
//! Words are written to the document's text as they come; each block remembers
//! the element it stands in, and each element the run of blocks it holds. What a
//! reader does not see is written apart, so that a hidden word never stands in
//! the middle of a shown sentence. All look-ups on the stack of open elements are
//! by a chain of equal names, so that a million open elements cost as much each
//! as ten.

mod ends;
mod words;

pub use words::{cut_at, squeezed};

use super::entity::decoded;
use super::hidden;
use super::hint::{self, Hints};
use super::lex::{Attrs, Lexer, Token};
use super::tag::{TAGS, Tag};
use std::ops::Range;

/// Deepest nesting that is kept apart; deeper elements count as their ancestor's.
/// Browsers stop at 512 as well (Blink's `kMaximumHTMLParserDOMTreeDepth`).
pub const DEPTH_MAX: usize = 512;
/// Blocks in a run of unseen text that are kept.
const UNSEEN_MAX: usize = 64 * 1024;
/// Structured data that is read, in bytes; pages carry ten kilobytes.
const DATA_MAX: usize = 1 << 20;
const NONE: u32 = u32::MAX;

/// An element that holds blocks.
#[derive(Clone, Debug)]
pub struct Elem {
    /// Its name.
    pub tag: Tag,
    /// The element around it; the first is its own.
    pub parent: u32,
    /// What it says of its content.
    pub hints: Hints,
    /// The blocks it holds.
    pub blocks: Range<u32>,
}

/// A block as it was found.
#[derive(Clone, Debug)]
pub struct Raw {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The element it stands in.
    pub elem: u32,
    /// Bytes of it within links.
    pub linked: u32,
    /// Line breaks in it.
    pub breaks: u32,
}

/// A page, taken apart.
#[derive(Default)]
pub struct Page {
    /// What is shown, blocks parted by empty lines.
    pub text: String,
    /// Elements in the order of their start.
    pub elems: Vec<Elem>,
    /// Blocks in order.
    pub blocks: Vec<Raw>,
    /// What is not shown, one piece each.
    pub unseen: Vec<String>,
    /// The page's `<title>`.
    pub title: String,
    /// Names and contents of `<meta>`.
    pub meta: Vec<(String, String)>,
    /// The address it gives itself.
    pub canonical: Option<String>,
    /// Blocks of JSON-LD.
    pub data: Vec<String>,
    /// The first `<time datetime>` in order.
    pub times: Vec<String>,
    /// Whether something was left out at a limit, and which.
    pub cut: Option<&'static str>,
    /// Language the page says it is in.
    pub language: Option<String>,
}

struct Open {
    tag: Tag,
    hash: u32,
    /// The element open before with the same name.
    same: u32,
    /// Where the nearest wall stands.
    wall: u32,
    elem: u32,
    made: bool,
    unseen: bool,
    link: bool,
    pre: bool,
    ground: Option<u32>,
}

/// Takes a page apart. `text_max`: bytes of text; `nodes_max`: elements.
pub fn page(source: &str, text_max: usize, nodes_max: usize) -> Page {
    let mut builder = Builder::new(text_max, nodes_max);
    for token in Lexer::html(source) {
        match token {
            Token::Open { name, attrs, closed } => builder.open(name, attrs, closed),
            Token::Close { name } => builder.close(name),
            Token::Text(text) => builder.text(text, true),
            Token::Plain(text) => builder.raw(text),
        }
        if builder.page.cut == Some(TOO_LONG) || builder.page.cut == Some(TOO_MANY) {
            break;
        }
    }
    builder.finish()
}

/// The page's text was cut.
pub const TOO_LONG: &str = "the page holds more text than is taken in";
/// The page's elements were too many.
pub const TOO_MANY: &str = "the page holds more elements than are taken in";
/// The page's nesting was too deep.
pub const TOO_DEEP: &str = "elements are nested deeper than 512; deeper ones count as their ancestors'";

struct Builder {
    page: Page,
    stack: Vec<Open>,
    last: [u32; TAGS],
    /// Elements that were too deep to open.
    over: u32,
    /// Skipped content: how many elements deep.
    skip: Option<usize>,
    block_start: usize,
    block_elem: u32,
    linked: u32,
    breaks: u32,
    line_breaks: u32,
    blank: bool,
    unseen: String,
    unseen_sum: usize,
    text_max: usize,
    nodes_max: usize,
    nodes: usize,
}

fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
    })
}

impl Builder {
    fn new(text_max: usize, nodes_max: usize) -> Builder {
        let mut page = Page::default();
        page.elems.push(Elem {
            tag: Tag::Html,
            parent: 0,
            hints: 0,
            blocks: 0..0,
        });
        Builder {
            page,
            stack: Vec::new(),
            last: [NONE; TAGS],
            over: 0,
            skip: None,
            block_start: 0,
            block_elem: 0,
            linked: 0,
            breaks: 0,
            line_breaks: 0,
            blank: false,
            unseen: String::new(),
            unseen_sum: 0,
            text_max,
            nodes_max,
            nodes: 0,
        }
    }

    fn elem(&self) -> u32 {
        self.stack.last().map_or(0, |open| open.elem)
    }

    fn open(&mut self, name: &str, attrs: &str, closed: bool) {
        let tag = Tag::of(name);
        self.nodes += 1;
        if self.nodes > self.nodes_max {
            self.page.cut = Some(TOO_MANY);
            return;
        }
        if matches!(tag, Tag::Meta | Tag::Link) {
            return self.head(tag, attrs);
        }
        if self.skip.is_some() {
            // within what is skipped only the depth is counted; `<body>` ends all of it
            if tag != Tag::Body {
                if !tag.is_void() && !closed {
                    self.push(tag, name, 0, "", false);
                }
                return;
            }
            if tag == Tag::Body {
                self.truncate(0);
            }
        }
        if tag == Tag::Br {
            return self.line_break();
        }
        if tag.is_void() {
            if tag == Tag::Hr {
                self.flush();
            }
            return;
        }
        self.implied_ends(tag);
        let mut hints = hint::of_tag(tag);
        let mut unseen = false;
        let mut style = hidden::Style::default();
        let mut data = false;
        let mut named = 0;
        for (key, value) in Attrs::of(attrs).take(64) {
            match key.len() {
                2 if key.eq_ignore_ascii_case("id") => named |= hint::of_names(value),
                5 if key.eq_ignore_ascii_case("class") => named |= hint::of_names(value),
                5 if key.eq_ignore_ascii_case("style") => style = hidden::style(value),
                4 if key.eq_ignore_ascii_case("role") => hints |= hint::of_property(value),
                4 if key.eq_ignore_ascii_case("type") => data = value.contains("ld+json"),
                4 if key.eq_ignore_ascii_case("lang") && tag == Tag::Html => {
                    self.page.language = value.get(..2).map(str::to_ascii_lowercase);
                }
                5 if key.eq_ignore_ascii_case("color") => {
                    style.colour = hidden::colour(&value.to_ascii_lowercase())
                }
                7 if key.eq_ignore_ascii_case("bgcolor") => {
                    style.ground = hidden::colour(&value.to_ascii_lowercase())
                }
                6 if key.eq_ignore_ascii_case("hidden") => {
                    unseen |= !value.eq_ignore_ascii_case("until-found")
                }
                8 if key.eq_ignore_ascii_case("itemprop") => hints |= hint::of_property(value),
                8 if key.eq_ignore_ascii_case("datetime")
                    && tag == Tag::Time
                    && self.page.times.len() < 16 =>
                {
                    self.page.times.push(value.get(..40).unwrap_or(value).to_owned());
                }
                11 if key.eq_ignore_ascii_case("aria-hidden") => unseen |= value.eq_ignore_ascii_case("true"),
                _ => {}
            }
        }
        // templates write the state of the whole page on these two
        if !matches!(tag, Tag::Html | Tag::Body) {
            hints |= named;
        } else {
            unseen = false;
            style.hidden = false;
        }
        let ground = style
            .ground
            .or_else(|| self.stack.last().and_then(|open| open.ground));
        unseen |= style.hidden;
        if let Some(colour) = style.colour {
            // white words on a page that says nothing of its ground: white paper
            unseen |=
                hidden::is_same(colour, ground.unwrap_or(0xff_ff_ff)) && (ground.is_some() || hints == 0);
        }
        // pages hide the whole account until their script has run
        if hints & (hint::BODY | hint::MAIN | hint::ARTICLE) != 0 && !matches!(tag, Tag::P | Tag::Span) {
            unseen = false;
        }
        if closed && !matches!(tag, Tag::P | Tag::Div | Tag::Span | Tag::A | Tag::Li) && tag == Tag::Other {
            return;
        }
        self.push(
            tag,
            name,
            hints,
            if data { "data" } else { "" },
            unseen || hints & hint::UNSEEN != 0,
        );
        if let Some(open) = self.stack.last_mut() {
            open.ground = ground;
        }
    }

    fn push(&mut self, tag: Tag, name: &str, hints: Hints, data: &str, unseen: bool) {
        if self.stack.len() >= DEPTH_MAX {
            self.over += 1;
            self.page.cut = Some(TOO_DEEP);
            return;
        }
        let block = !tag.is_inline() && (tag != Tag::Other || name.contains('-'));
        if block && self.skip.is_none() && !tag.is_skipped() {
            self.flush();
        }
        let before = self.stack.last();
        let (link, pre) = before.map_or((false, false), |open| (open.link, open.pre));
        let unseen = unseen || before.is_some_and(|open| open.unseen);
        let wall = before.map_or(0, |open| open.wall);
        let parent = self.elem();
        // only what can hold or mark blocks becomes an element
        let made = self.skip.is_none() && (block || hints != 0);
        let elem = if made {
            let at = u32::try_from(self.page.blocks.len()).unwrap_or(NONE);
            self.page.elems.push(Elem {
                tag,
                parent,
                hints,
                blocks: at..at,
            });
            u32::try_from(self.page.elems.len() - 1).unwrap_or(0)
        } else {
            parent
        };
        let at = u32::try_from(self.stack.len()).unwrap_or(NONE);
        let same = std::mem::replace(&mut self.last[tag as usize], at);
        self.stack.push(Open {
            tag,
            hash: if data == "data" { 1 } else { hash(name) },
            same,
            wall: if tag.is_wall() { at } else { wall },
            elem,
            made,
            unseen,
            link: link || tag == Tag::A,
            pre: pre || tag == Tag::Pre,
            ground: None,
        });
        if self.skip.is_none() && tag.is_skipped() {
            self.skip = Some(self.stack.len() - 1);
        }
    }

    fn head(&mut self, tag: Tag, attrs: &str) {
        let (mut name, mut content, mut rel, mut href) = ("", "", "", "");
        for (key, value) in Attrs::of(attrs).take(32) {
            match key.to_ascii_lowercase().as_str() {
                "name" | "property" | "itemprop" => name = value,
                "content" => content = value,
                "rel" => rel = value,
                "href" => href = value,
                _ => {}
            }
        }
        if tag == Tag::Meta && !name.is_empty() && self.page.meta.len() < 256 {
            let content = decoded(cut_at(content, 4_000)).into_owned();
            self.page
                .meta
                .push((cut_at(name, 100).to_ascii_lowercase(), content));
        }
        if tag == Tag::Link && rel.eq_ignore_ascii_case("canonical") && self.page.canonical.is_none() {
            self.page.canonical = Some(decoded(cut_at(href, 2_000)).into_owned());
        }
    }

    fn finish(mut self) -> Page {
        if self.skip.is_none() {
            self.flush();
        }
        self.truncate(0);
        self.unseen_end();
        self.page.text.truncate(self.page.text.trim_end().len());
        if let (Some(root), count) = (self.page.elems.first_mut(), self.page.blocks.len()) {
            root.blocks = 0..u32::try_from(count).unwrap_or(NONE);
        }
        self.page
    }
}
