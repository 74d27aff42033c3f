//! One text: its words with what was read in them marked, and beside them each
//! fact with the way to its words. A long text stands in parts.

use super::marked::{Mark, Marks, marked};
use super::story::id_of;
use super::{beside, kind};
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::{parts, show};
use axum::extract::Path;
use axum::response::Response;
use fyke_model::desk::DocumentView;
use fyke_model::text::{Block, BlockKind, DocumentId, MentionKind, Reading, Span};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Bytes of text of one part: some six thousand words, which with all marks stay
/// far below what a page may weigh.
const PART_BYTES: usize = 40_000;

pub(super) async fn document(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let id = id_of(&ctx, &id)?;
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let see = pairs.parse("see", "a whole number").map_err(|r| ctx.failed(r))?;
    let asked = id.clone();
    let view = ctx.ask(move |desk| desk.document(&asked)).await?;
    ctx.looked(format!("text {id}"));
    let title = super::title(&view.line).to_owned();
    Ok(ctx.page(&title, shown(&ctx, &id, &view, see.unwrap_or(0))))
}

fn shown(ctx: &Ctx, id: &DocumentId, view: &DocumentView, see: usize) -> Markup {
    let line = &view.line;
    let told_elsewhere =
        !view.shared.is_empty() || !view.sayings.is_empty() || !view.disagreements.is_empty();
    html! {
        h1 { (show::prose(super::title(line))) }
        p.meta.under {
            @match &line.outlet { Some(outlet) => span { (show::data(outlet)) }, None => span { (ctx.t("texts-no-outlet")) } }
            @if line.published.is_some() { (show::span(line.published, line.published)) } @else { span { (ctx.t("texts-no-day")) } }
            @if let Some(language) = &line.language { span { (ctx.t("texts-language")) " " (show::data(language)) } }
            span { (show::number(line.words)) " " (ctx.t_n("texts-words", line.words)) }
            (show::handling(ctx, line.handling))
        }
        ul.chips {
            @if told_elsewhere { li { a href={ "/story/" (id) } data-key="s" { (ctx.t("texts-story")) } } }
            li { a href={ "/sayings?document=" (id) } { (ctx.t("texts-sayings")) } }
            li { a href={ "/disagreements?document=" (id) } { (ctx.t("texts-disagreements")) } }
        }
        @if let Some(why) = &line.refused { p.note { (ctx.t("texts-refused")) ": " (show::sentence(why)) } }
        @if !view.compared { p.note { (ctx.t("texts-not-compared")) } }
        @match &view.reading {
            Some(reading) => (read(ctx, id, view, reading, see)),
            None => (beside::capture(ctx, view)),
        }
    }
}

fn read(ctx: &Ctx, id: &DocumentId, view: &DocumentView, reading: &Reading, see: usize) -> Markup {
    let text = &reading.document.text;
    let all = in_parts(&pieces(text, &reading.document.blocks));
    let ends = |part: &[Block]| part.last().map_or(0, |piece| piece.span.end);
    let begins = |part: &[Block]| part.first().map_or(0, |piece| piece.span.start);
    let now = all
        .iter()
        .position(|part| ends(part) > see)
        .unwrap_or(all.len().saturating_sub(1));
    let pieces = all.get(now).map(Vec::as_slice).unwrap_or_default();
    let window = Span::new(begins(pieces), ends(pieces));
    let marks = marks(ctx, id, view, reading, window);
    html! {
        div.split.wide.reading {
            article.document-text aria-label=(ctx.t("texts-account")) {
                @for run in pieces.chunk_by(|a, b| a.kind == b.kind) { (run_of(ctx, text, run, &marks, see)) }
                @if all.len() > 1 {
                    nav.pages aria-label=(ctx.t("parts-pages")) { @for (at, part) in all.iter().enumerate() {
                        a href={ "/text/" (id) "?see=" (begins(part)) } aria-current=[(at == now).then_some("page")] { (at + 1) } " "
                    } }
                }
            }
            div.beside-text { (beside::facts(ctx, id, view, reading, window)) }
        }
    }
}

/// Paragraphs that are of one kind; what was left out is folded.
fn run_of(ctx: &Ctx, text: &str, run: &[Block], marks: &Marks, see: usize) -> Markup {
    let paragraphs = html! { @for piece in run {
        @let words = piece.span.of(text).unwrap_or_default();
        p.paragraph.heading[piece.kind == BlockKind::Heading] dir=(show::direction(words)) lang=[language(piece)] {
            (marked(text, piece.span, marks))
        }
    } };
    let Some(first) = run.first() else {
        return paragraphs;
    };
    match &first.kind {
        BlockKind::Boilerplate(why) => {
            let open = see > 0
                && run
                    .iter()
                    .any(|piece| (piece.span.start..piece.span.end).contains(&see));
            html! { details.left-out open[open] {
                summary { (ctx.t("texts-left-out")) ": " (kind(ctx, "dropped", why)) }
                (paragraphs)
            } }
        }
        _ => paragraphs,
    }
}

/// The language of a paragraph as a browser understands it; it comes from outside
/// and is checked for what a code looks like.
fn language(piece: &Block) -> Option<&str> {
    let code = piece.language.as_deref()?;
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The blocks of a text, and what stands between them, none longer than a part.
fn pieces(text: &str, blocks: &[Block]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut push = |span: Span, kind: BlockKind, language: Option<String>| {
        let mut from = span.start;
        while from < span.end {
            let most = from.saturating_add(PART_BYTES).min(span.end);
            let to = (from + 1..=most)
                .rev()
                .find(|to| text.is_char_boundary(*to))
                .unwrap_or(span.end);
            let piece = Span::new(from, to);
            if piece.of(text).is_some_and(|words| !words.trim().is_empty()) {
                found.push(Block {
                    span: piece,
                    kind,
                    language: language.clone(),
                });
            }
            from = to;
        }
    };
    for block in blocks {
        if block.span.start > at {
            push(Span::new(at, block.span.start), BlockKind::Body, None);
        }
        let own = Span::new(block.span.start.max(at), block.span.end.min(text.len()));
        push(own, block.kind, block.language.clone());
        at = at.max(own.end);
    }
    push(Span::new(at, text.len()), BlockKind::Body, None);
    found
}

fn in_parts(pieces: &[Block]) -> Vec<Vec<Block>> {
    let mut all: Vec<Vec<Block>> = Vec::new();
    let mut held = 0;
    for piece in pieces {
        held += piece.span.len();
        match all.last_mut() {
            Some(last) if held <= PART_BYTES => last.push(piece.clone()),
            _ => {
                held = piece.span.len();
                all.push(vec![piece.clone()]);
            }
        }
    }
    all
}

/// Adds what is known of a span.
struct Marking<'m>(&'m mut Marks, Span);

impl Marking<'_> {
    fn add(&mut self, span: Span, class: &'static str) -> Option<&mut Mark> {
        if !span.overlaps(self.1) {
            return None;
        }
        let mark = self.0.entry(span).or_default();
        if !mark.classes.contains(&class) {
            mark.classes.push(class);
        }
        Some(mark)
    }

    fn told(&mut self, span: Span, class: &'static str, group: &str, at: usize, words: &str) {
        if let Some(mark) = self.add(span, class) {
            let way = (
                format!("#{group}-{}", at + 1),
                format!("{words} {}", at + 1),
                at + 1,
            );
            if !mark.told.contains(&way) {
                mark.told.push(way);
            }
        }
    }
}

fn marks(ctx: &Ctx, id: &DocumentId, view: &DocumentView, reading: &Reading, window: Span) -> Marks {
    let mut marks = Marks::new();
    let mut to = Marking(&mut marks, window);
    let entity = |record: &str| {
        let known = view.entities.iter().find(|entity| entity.record == record);
        show::entity_address(known.and_then(|known| known.entity.as_deref()).unwrap_or(record))
    };
    // of several that a name may mean the likeliest; the others stand beside
    let mut means: BTreeMap<u32, (&str, f64)> = BTreeMap::new();
    for link in &reading.links {
        let held = means
            .entry(link.mention)
            .or_insert((&link.record, link.probability));
        if link.probability > held.1 {
            *held = (&link.record, link.probability);
        }
    }
    let names = beside::names(reading);
    for (at, mention) in reading.mentions.iter().enumerate() {
        let figure = matches!(mention.kind, MentionKind::Date | MentionKind::Quantity);
        let Some(mark) = to.add(mention.span, if figure { "quantity" } else { "name" }) else {
            continue;
        };
        let row = names.iter().position(|name| name.mentions.contains(&at));
        let place = row.map(|row| format!("#name-{}", row + 1));
        match u32::try_from(at).ok().and_then(|at| means.get(&at)) {
            Some((record, _)) => {
                mark.href = Some(entity(record));
                if let (Some(place), Some(row)) = (place, row) {
                    mark.told
                        .push((place, format!("{} {}", ctx.t("texts-name"), row + 1), row + 1));
                }
            }
            None => mark.href = place,
        }
    }
    for (at, quote) in reading.quotes.iter().enumerate() {
        to.told(quote.span, "quote", "quote", at, &ctx.t("texts-quote"));
        for part in &quote.parts {
            let _ = to.add(*part, "in-marks");
        }
        if let Some(speaker) = &quote.speaker
            && let Some(mark) = to.add(speaker.mention, "speaker")
        {
            let _ = mark.href.get_or_insert_with(|| format!("#quote-{}", at + 1));
        }
    }
    for (at, fact) in reading.facts.iter().enumerate() {
        to.told(fact.span, "fact", "fact", at, &ctx.t("texts-fact"));
    }
    for (at, credit) in reading.credits.iter().enumerate() {
        to.told(credit.span, "credit", "credit", at, &ctx.t("texts-credit"));
    }
    for (at, finding) in reading.document.findings.iter().enumerate() {
        if let Some(span) = finding.span {
            to.told(span, "finding", "finding", at, &ctx.t("texts-finding"));
        }
    }
    for (at, saying) in view.sayings.iter().enumerate() {
        for place in saying.places.iter().filter(|place| place.document.id == *id) {
            to.told(place.span, "said-also", "also", at, &ctx.t("texts-saying"));
        }
    }
    for (at, one) in view.disagreements.iter().enumerate() {
        for side in one.sides.iter().filter(|side| side.document.id == *id) {
            to.told(
                side.span,
                "otherwise",
                "otherwise",
                at,
                &ctx.t("texts-disagreement"),
            );
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_of_a_text_is_in_one_piece(text in "[a-zы ]{0,60}", borders in vec(0..80usize, 0..8)) {
            let on = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let mut borders: Vec<usize> = borders.into_iter().map(on).collect();
            borders.sort_unstable();
            let blocks: Vec<Block> = borders
                .chunks_exact(2)
                .map(|pair| Block { span: Span::new(pair[0], pair[1]), kind: BlockKind::Heading, language: None })
                .collect();
            let shown: String = pieces(&text, &blocks).iter().filter_map(|piece| piece.span.of(&text)).collect();
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&shown), letters(&text));
        }
    }

    #[test]
    fn a_paragraph_longer_than_a_part_is_cut_between_letters() {
        let text = "ы".repeat(PART_BYTES);
        let parts = in_parts(&pieces(&text, &[]));
        assert_eq!(parts.len(), 2);
        assert!(parts.iter().flatten().all(|piece| piece.span.of(&text).is_some()));
    }
}
