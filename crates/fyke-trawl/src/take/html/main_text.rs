//! Which blocks of a page are the account.
//!
//! Every block weighs its prose: bytes outside links, if it reads like a sentence.
//! What a block's elements say by name and class (`hint`) speaks against it, unless
//! they hold most of the page's prose: then the template lies. From the root the
//! walk goes down into the element that holds most of the weight for as long as
//! there is one (readability's idea, Arc90 2009; text and link density: Kohlschütter
//! et al., WSDM 2010), then drops within it what hints, links and cues speak
//! against. All sums are prefix sums over blocks: the cost is that of one walk.

use super::hint::{self, Hints};
use super::tag::Tag;
use super::tree::{Page, Raw};
use crate::take::cue;

/// What was decided of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Part of the account.
    Body,
    /// A heading of it.
    Heading,
    /// Left out.
    Out,
}

/// Share of the weight that the element must hold for the walk to go down. Lower
/// cuts accounts in two where an advertisement stands in the middle; higher stops
/// at the page.
const DOWN_SHARE: f64 = 0.7;
/// Share of the page's prose from which an element's hint is not believed.
const LIE_SHARE: f64 = 0.55;

/// Measures of a block.
struct Measure {
    bytes: u32,
    /// Bytes outside links where it reads like prose, else 0.
    prose: u32,
    density: f32,
    hints: Hints,
}

/// Decides of every block.
pub fn kinds(page: &Page) -> Vec<Kind> {
    let measures = measured(page);
    let hints = effective(page, &measures);
    let count = page.blocks.len();
    let mut weights = Vec::with_capacity(count + 1);
    weights.push(0.0_f64);
    let mut sum = 0.0;
    for (at, measure) in measures.iter().enumerate() {
        let own = page.blocks.get(at).map_or(0, |block| hints[block.elem as usize]) | measure.hints;
        sum += if own & hint::AGAINST != 0 {
            0.0
        } else {
            weight(page, &measures, at)
        };
        weights.push(sum);
    }
    let over = |from: u32, to: u32| {
        weights.get(to as usize).unwrap_or(&0.0) - weights.get(from as usize).unwrap_or(&0.0)
    };
    let top = top(page, &over);
    let held = page.elems.get(top).map_or(0..0, |elem| elem.blocks.clone());
    choose(page, &measures, &hints, held.start as usize..held.end as usize)
}

fn measured(page: &Page) -> Vec<Measure> {
    page.blocks
        .iter()
        .map(|block| {
            let text = page.text.get(block.span.clone()).unwrap_or("");
            let bytes = u32::try_from(text.len()).unwrap_or(u32::MAX).max(1);
            let density = (block.linked as f32 / bytes as f32).min(1.0);
            let prose = if density < 0.5 && is_prose(text) {
                bytes.saturating_sub(block.linked)
            } else {
                0
            };
            Measure {
                bytes,
                prose,
                density,
                hints: 0,
            }
        })
        .collect()
}

/// Reads like a sentence: long enough, and with an end or many words. Writing
/// without blanks (Chinese, Japanese, Thai) is long in bytes alone.
pub fn is_prose(text: &str) -> bool {
    let head = super::tree::cut_at(text, 600);
    let words = head.split_ascii_whitespace().count();
    let wide = head.bytes().filter(|byte| *byte >= 0xe0).count();
    if wide * 2 > head.len() / 2 {
        return head.len() >= 60;
    }
    let ended = text
        .trim_end_matches(['"', '”', '’', ')', '\'', '»', ' '])
        .ends_with(['.', '!', '?', '…', ':', ';']);
    (words >= 8 && ended) || words >= 16 || (words >= 5 && ended && text.len() >= 30)
}

/// Hints of each element with those of what is around it, less those that lie.
fn effective(page: &Page, measures: &[Measure]) -> Vec<Hints> {
    let mut prose = Vec::with_capacity(measures.len() + 1);
    prose.push(0_u64);
    let mut sum = 0_u64;
    for measure in measures {
        sum += u64::from(measure.prose);
        prose.push(sum);
    }
    let all = sum as f64;
    let mut hints: Vec<Hints> = Vec::with_capacity(page.elems.len());
    for elem in &page.elems {
        let mut own = elem.hints;
        if own & hint::AGAINST != 0 {
            let from = prose.get(elem.blocks.start as usize).copied().unwrap_or(0);
            let to = prose.get(elem.blocks.end as usize).copied().unwrap_or(0);
            let held = to.saturating_sub(from) as f64;
            let lies = if own & (hint::COMMENT | hint::FOOTER) != 0 {
                held > 0.0 && all - held < 250.0
            } else {
                held > LIE_SHARE * all
            };
            if lies {
                own &= !hint::AGAINST;
            }
        }
        let around = hints.get(elem.parent as usize).copied().unwrap_or(0);
        // what is said of an account within does not hold for the page's own parts
        hints.push(own | around);
    }
    hints
}

/// What a block adds to the elements that hold it.
fn weight(page: &Page, measures: &[Measure], at: usize) -> f64 {
    let Some(measure) = measures.get(at) else {
        return 0.0;
    };
    let Some(block) = page.blocks.get(at) else {
        return 0.0;
    };
    if measure.prose == 0 {
        return 0.0;
    }
    // the words under a headline that is a link are a teaser of something else
    let teaser = at > 0
        && measures
            .get(at - 1)
            .is_some_and(|before| before.density > 0.8 && before.bytes < 250)
        && measure.bytes < 400;
    let tag = page
        .elems
        .get(block.elem as usize)
        .map_or(Tag::Div, |elem| elem.tag);
    let likely = match tag {
        Tag::P | Tag::Blockquote | Tag::Pre => 1.0,
        Tag::Li | Tag::Td | Tag::Dd | Tag::Dt | Tag::Th => 0.5,
        _ => 0.8,
    };
    f64::from(measure.prose.min(1_500)) * likely * if teaser { 0.2 } else { 1.0 }
}

/// The element that holds the account.
fn top(page: &Page, over: &impl Fn(u32, u32) -> f64) -> usize {
    let all = page
        .elems
        .first()
        .map_or(0.0, |root| over(root.blocks.start, root.blocks.end));
    // the text of the account, where the template names it
    let mut best: Option<(usize, f64)> = None;
    for (at, elem) in page.elems.iter().enumerate() {
        if elem.hints & hint::BODY != 0 && elem.hints & hint::AGAINST == 0 && !elem.tag.is_inline() {
            let held = over(elem.blocks.start, elem.blocks.end);
            if best.is_none_or(|(_, most)| held > most * 1.02) {
                best = Some((at, held));
            }
        }
    }
    if let Some((at, held)) = best
        && held > 0.5 * all
    {
        return at;
    }
    let mut at = 0_usize;
    let mut held = all;
    // children come after their parent, so one walk down sees each once
    for (next, elem) in page.elems.iter().enumerate().skip(1) {
        if elem.blocks.start >= elem.blocks.end || elem.tag.is_inline() {
            continue;
        }
        let inside = page
            .elems
            .get(at)
            .is_some_and(|top| top.blocks.start <= elem.blocks.start && elem.blocks.end <= top.blocks.end);
        if !inside {
            continue;
        }
        let here = over(elem.blocks.start, elem.blocks.end);
        let share = if elem.hints & (hint::ARTICLE | hint::BODY | hint::MAIN) != 0 {
            0.5
        } else {
            DOWN_SHARE
        };
        if here > 0.0
            && here >= share * held
            && !matches!(elem.tag, Tag::P | Tag::Blockquote | Tag::Li | Tag::Tr | Tag::Td)
        {
            at = next;
            held = here;
        } else if here >= 0.999 * held && here > 0.0 {
            at = next;
        }
    }
    at
}

fn choose(page: &Page, measures: &[Measure], hints: &[Hints], held: std::ops::Range<usize>) -> Vec<Kind> {
    let mut kinds = vec![Kind::Out; page.blocks.len()];
    let mut stopped: Option<Stop> = None;
    let mut seen_prose = 0_u64;
    for at in held.clone() {
        let (Some(block), Some(measure)) = (page.blocks.get(at), measures.get(at)) else {
            continue;
        };
        let text = page.text.get(block.span.clone()).unwrap_or("");
        let own = hints.get(block.elem as usize).copied().unwrap_or(0);
        let tag = block_tag(page, block);
        if let Some(stop) = &stopped {
            if !stop.is_over(page, block, measure.prose > 0) {
                continue;
            }
            stopped = None;
        }
        if own & hint::AGAINST != 0 {
            continue;
        }
        if let Some(end) = cue::ends_account(text, tag.is_heading())
            && seen_prose > 0
        {
            stopped = Some(Stop::at(page, block, end));
            continue;
        }
        kinds[at] = one(page, measure, block, tag, text, own);
        if kinds[at] == Kind::Body && measure.prose > 0 {
            seen_prose += u64::from(measure.prose);
        }
    }
    headings_need_text(&mut kinds);
    links_in_rows(page, measures, &mut kinds);
    kinds
}

/// What follows a "Related" heading, to the end of what holds it.
struct Stop {
    elem: u32,
    all: bool,
}

impl Stop {
    fn at(page: &Page, block: &Raw, all: bool) -> Stop {
        let parent = page.elems.get(block.elem as usize).map_or(0, |elem| elem.parent);
        Stop { elem: parent, all }
    }

    fn is_over(&self, page: &Page, block: &Raw, prose: bool) -> bool {
        if self.all {
            return false;
        }
        let Some(elem) = page.elems.get(self.elem as usize) else {
            return true;
        };
        // prose set as a paragraph beside the list goes on with the account
        let own = page.elems.get(block.elem as usize);
        prose
            && own.is_some_and(|own| {
                own.tag == Tag::P && own.parent <= self.elem && elem.parent <= own.parent.max(self.elem)
            })
    }
}

/// The block-like element it stands in.
pub fn block_tag(page: &Page, block: &Raw) -> Tag {
    let mut at = block.elem;
    for _ in 0..8 {
        let Some(elem) = page.elems.get(at as usize) else {
            return Tag::Div;
        };
        if !elem.tag.is_inline() && elem.tag != Tag::Other {
            return elem.tag;
        }
        at = elem.parent;
    }
    Tag::Div
}

fn one(page: &Page, measure: &Measure, block: &Raw, tag: Tag, text: &str, own: Hints) -> Kind {
    if tag.is_heading() {
        return if measure.density > 0.9 && tag != Tag::H1 {
            Kind::Out
        } else {
            Kind::Heading
        };
    }
    if measure.prose > 0 {
        return Kind::Body;
    }
    let listed = matches!(
        tag,
        Tag::Li | Tag::Dd | Tag::Dt | Tag::Td | Tag::Th | Tag::Tr | Tag::Caption
    );
    let _ = (page, own);
    match tag {
        Tag::P | Tag::Blockquote | Tag::Pre => {
            // a paragraph that is one link leads elsewhere
            if measure.density > 0.8 && !text.ends_with(['.', '”', '"', '?', '!']) {
                Kind::Out
            } else {
                Kind::Body
            }
        }
        _ if listed => {
            if measure.density > 0.6 {
                Kind::Out
            } else {
                Kind::Body
            }
        }
        Tag::Div | Tag::Section | Tag::Article | Tag::Main | Tag::Body | Tag::Center | Tag::Other => {
            if measure.density < 0.4
                && (text.len() >= 80 || block.breaks > 1 || text.ends_with(['.', '”', '"', '?', '!']))
            {
                Kind::Body
            } else {
                Kind::Out
            }
        }
        _ => Kind::Out,
    }
}

/// A heading without text after it heads something that was left out.
fn headings_need_text(kinds: &mut [Kind]) {
    let mut follows = false;
    for kind in kinds.iter_mut().rev() {
        match kind {
            Kind::Body => follows = true,
            Kind::Heading if !follows => *kind = Kind::Out,
            Kind::Heading | Kind::Out => {}
        }
    }
}

/// Three blocks in a row that are mostly links are a list of links, whatever they
/// are set as.
fn links_in_rows(page: &Page, measures: &[Measure], kinds: &mut [Kind]) {
    let _ = page;
    let mut run = 0;
    for at in 0..=kinds.len() {
        let linky = measures
            .get(at)
            .is_some_and(|measure| measure.density > 0.5 && measure.bytes < 300);
        if linky {
            run += 1;
            continue;
        }
        if run >= 3 {
            for kind in &mut kinds[at - run..at] {
                *kind = Kind::Out;
            }
        }
        run = 0;
    }
}
