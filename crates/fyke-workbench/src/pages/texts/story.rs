//! Texts that tell of the same, by day, and how they hang together.

use super::{differ, lines, sayings, witnesses};
use crate::ctx::Ctx;
use crate::error::Failed;
use axum::extract::Path;
use axum::response::Response;
use fyke_model::desk::{Refusal, StoryView};
use fyke_model::text::DocumentId;
use maud::{Markup, html};

/// Texts, sayings and disagreements of one page: each.
const SHOWN: usize = 50;

/// The id of a text in a path.
pub(super) fn id_of(ctx: &Ctx, id: &str) -> Result<DocumentId, Failed> {
    // what is no id is the id of nothing
    id.parse().map_err(|_| ctx.failed(Refusal::absent("the text")))
}

pub(super) async fn story(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let id = id_of(&ctx, &id)?;
    let asked = id.clone();
    let view = ctx.ask(move |desk| desk.story(&asked)).await?;
    ctx.looked(format!("story {id}"));
    let title = ctx.t("texts-story");
    Ok(ctx.page(&title, shown(&ctx, &view)))
}

fn shown(ctx: &Ctx, view: &StoryView) -> Markup {
    let first = view.documents.first();
    let documents = view.documents.get(..SHOWN).unwrap_or(&view.documents);
    html! {
        h1 { (ctx.t("texts-story")) @if let Some(first) = first { ": " (crate::show::prose(super::title(first))) } }
        p.meta { (witnesses(ctx, view.outlets, view.origins)) }
        p.note { (ctx.t("texts-witness-means")) }
        h2 #texts { (ctx.t("texts-by-day")) }
        (lines(ctx, documents))
        (super::more(ctx, view.documents.len(), SHOWN, None))
        h2 #differ { (ctx.t("texts-disagreements")) }
        @if view.disagreements.is_empty() { p.empty { (ctx.t("texts-no-disagreements")) } }
        @for one in view.disagreements.iter().take(SHOWN) { (differ::one(ctx, one, "h3")) }
        (super::more(ctx, view.disagreements.len(), SHOWN, Some("/disagreements")))
        h2 #sayings { (ctx.t("texts-sayings")) }
        @if view.sayings.is_empty() { p.empty { (ctx.t("texts-no-sayings")) } }
        @else { ol.lines { @for saying in view.sayings.iter().take(SHOWN) { (sayings::line(ctx, saying)) } } }
        (super::more(ctx, view.sayings.len(), SHOWN, Some("/sayings")))
    }
}
