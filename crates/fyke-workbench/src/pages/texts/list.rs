//! The list of texts: stories first, which several texts tell, then each text.

use super::{lines, named, witnesses};
use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::{parts, show};
use axum::response::Response;
use fyke_model::desk::{DocumentLine, Listed, Page, StoryView, TextQuery};
use maud::{Markup, html};

/// Stories above the list.
const STORIES_SHOWN: usize = 10;

/// Texts of a story that the list names; its page names all.
const OF_STORY_SHOWN: usize = 4;

pub(super) async fn texts(ctx: Ctx) -> Result<Response, Failed> {
    let query: TextQuery = parts::question(&ctx)?;
    let asked = query.clone();
    let found = ctx.ask(move |desk| desk.documents(&asked)).await?;
    let whole = TextQuery {
        page: Page::default(),
        ..query.clone()
    } == TextQuery::default();
    let stories = if whole && query.page.offset == 0 {
        let page = Page {
            offset: 0,
            limit: STORIES_SHOWN,
        };
        ctx.ask(move |desk| desk.stories(page)).await?
    } else {
        Listed::default()
    };
    ctx.looked(query.at("texts"));
    Ok(ctx.page(
        &ctx.t("texts-title"),
        shown(&ctx, &query, &found, &stories, whole),
    ))
}

fn shown(
    ctx: &Ctx,
    query: &TextQuery,
    found: &Listed<DocumentLine>,
    stories: &Listed<StoryView>,
    whole: bool,
) -> Markup {
    html! {
        h1 { (ctx.t("texts-title")) }
        p.standfirst { (ctx.t("texts-means")) }
        ul.chips {
            li { a href="/sayings" { (ctx.t("texts-sayings")) } }
            li { a href="/disagreements" { (ctx.t("texts-disagreements")) } }
        }
        (filter(ctx, query, whole))
        @if !stories.items.is_empty() {
            h2 #stories { (ctx.t("texts-stories")) }
            ol.lines { @for story in &stories.items { (story_line(ctx, story)) } }
            (super::more(ctx, usize::try_from(stories.total).unwrap_or(usize::MAX), stories.items.len(), None))
        }
        h2 #each { (ctx.t("texts-each")) }
        p.counted role="status" { strong { (show::number(found.total)) } " " (ctx.t_n("texts-n", found.total)) }
        @if found.items.is_empty() { p.empty { (ctx.t(if whole { "texts-none" } else { "texts-none-here" })) } }
        @else { (lines(ctx, &found.items)) }
        (parts::pager(ctx, query.page, found.total, |page| TextQuery { page, ..query.clone() }.at("/texts")))
    }
}

fn filter(ctx: &Ctx, query: &TextQuery, whole: bool) -> Markup {
    html! {
        form.filter role="search" method="get" action="/texts" aria-label=(ctx.t("texts-filter")) {
            label { (ctx.t("texts-q")) " " input type="search" name="q" value=(query.text) dir="auto" data-key="/"; }
            label { (ctx.t("texts-outlet")) " " input type="text" name="outlet" value=[query.outlet.as_deref()] dir="auto"; }
            label { (ctx.t("texts-language")) " " input.short type="text" name="language" value=[query.language.as_deref()] dir="ltr" maxlength="8"; }
            @if let Some(record) = &query.record { input type="hidden" name="record" value=(record); }
            @if let Some(document) = &query.document { input type="hidden" name="document" value=(document); }
            button type="submit" { (ctx.t("find")) }
            @if !whole { a.button.quiet href="/texts" { (ctx.t("texts-all")) } }
        }
        @if let Some(record) = &query.record {
            p.note { (ctx.t("texts-naming")) " " a href=(show::entity_address(record)) { (show::data(record)) } }
        }
    }
}

fn story_line(ctx: &Ctx, story: &StoryView) -> Markup {
    let Some(first) = story.documents.first() else {
        return html! {};
    };
    let rest = story.documents.get(1..).unwrap_or_default();
    html! { li {
        div.who { a href={ "/story/" (first.id) } { (show::prose(super::title(first))) } }
        div.meta { (witnesses(ctx, story.outlets, story.origins)) }
        ul.plain { @for other in rest.iter().take(OF_STORY_SHOWN) { li.meta { (named(ctx, other)) } } }
        (super::more(ctx, rest.len(), OF_STORY_SHOWN, None))
    } }
}
