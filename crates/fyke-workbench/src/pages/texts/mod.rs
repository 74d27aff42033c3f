//! What was read: texts with what they say beside them, the same words in
//! several, and where they do not agree. Nothing here says what is true. A text
//! comes from outside: it is shown, never obeyed, and nothing in it is a link.

mod beside;
mod differ;
mod document;
mod list;
mod marked;
mod sayings;
mod story;

use crate::ctx::Ctx;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::routing::get;
use fyke_model::desk::DocumentLine;
use fyke_model::text::{DocumentId, Span};
use maud::{Markup, html};
use serde::Serialize;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/texts", get(list::texts))
        .route("/text/{id}", get(document::document))
        .route("/sayings", get(sayings::sayings))
        .route("/saying/{number}", get(sayings::saying))
        .route("/disagreements", get(differ::disagreements))
        .route("/story/{document}", get(story::story))
}

/// A kind in the reader's words: `texts-GROUP-KIND`, by the name it has in files.
fn kind(ctx: &Ctx, group: &str, kind: &impl Serialize) -> String {
    let name = serde_json::to_value(kind).unwrap_or_default();
    ctx.t(&format!("texts-{group}-{}", name.as_str().unwrap_or("other")))
}

/// The address of a text.
fn text_address(id: &DocumentId) -> String {
    format!("/text/{id}")
}

/// The address of a place in a text, which opens the part that it stands in.
fn place_address(id: &DocumentId, span: Span) -> String {
    format!("/text/{id}?see={}#{}", span.start, marked::name(span))
}

/// Words of a text as a quotation, with the way to where they stand.
fn words_of(ctx: &Ctx, document: &DocumentLine, span: Span, words: &Markup, dir: &str) -> Markup {
    html! {
        blockquote.words dir=(dir) { (words) }
        p.meta { (named(ctx, document)) a href=(place_address(&document.id, span)) { (ctx.t("texts-see-place"))
            span.hidden { " " (span.start) } } }
    }
}

/// A text on one line: its title, who published it, when.
fn named(ctx: &Ctx, line: &DocumentLine) -> Markup {
    html! {
        a href=(text_address(&line.id)) { (show::prose(title(line))) }
        @if let Some(outlet) = &line.outlet { span { (show::data(outlet)) } }
        @if line.published.is_some() { (show::span(line.published, line.published)) } @else { span { (ctx.t("texts-no-day")) } }
    }
}

/// Its title, or the name its file had.
fn title(line: &DocumentLine) -> &str {
    line.title.as_deref().unwrap_or(&line.file_name)
}

/// Texts one below the other.
fn lines(ctx: &Ctx, documents: &[DocumentLine]) -> Markup {
    html! {
        ul.lines { @for line in documents { li {
            div.who { a href=(text_address(&line.id)) { (show::prose(title(line))) } }
            div.meta {
                @match &line.outlet { Some(outlet) => span { (show::data(outlet)) }, None => span { (ctx.t("texts-no-outlet")) } }
                @if line.published.is_some() { (show::span(line.published, line.published)) } @else { span { (ctx.t("texts-no-day")) } }
                @if let Some(language) = &line.language { span { (ctx.t("texts-language")) " " (show::data(language)) } }
                @if let Some(why) = &line.refused {
                    span.label.bad { (ctx.t("texts-refused")) } span { (show::sentence(why)) }
                } @else {
                    span { (show::number(line.words)) " " (ctx.t_n("texts-words", line.words)) }
                    span { (show::number(line.quotes)) " " (ctx.t_n("texts-quotes-n", line.quotes)) }
                }
                (show::handling(ctx, line.handling))
            }
        } } }
    }
}

/// So many outlets, so many independent origins: both, since forty reprints are
/// one witness.
fn witnesses(ctx: &Ctx, outlets: u64, origins: u64) -> Markup {
    html! {
        span { strong { (show::number(outlets)) } " " (ctx.t_n("texts-outlets", outlets)) }
        span { strong { (show::number(origins)) } " " (ctx.t_n("texts-origins", origins)) }
    }
}

/// What stands between a list and the rest that it does not show.
fn more(ctx: &Ctx, all: usize, shown: usize, address: Option<&str>) -> Markup {
    let left = all.saturating_sub(shown) as u64;
    html! { @if left > 0 { p.soft {
        (ctx.t_with("texts-more", &[("n", show::number(left).into())]))
        @if let Some(address) = address { " " a href=(address) { (ctx.t("texts-all")) } }
    } } }
}
