//! A conversation that this session has open: what was written, the files by name,
//! the reply, and the way out.

use super::queue::facts;
use super::thing::{erase_message, keys};
use super::{address, alert, asked, back, called, day, reply, state, words};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::show;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use fyke_model::desk::{ConversationView, Hand, IntakeThing, Refusal, SentFileLine, Told};
use maud::{Markup, html};

pub(super) async fn page(
    ctx: &Ctx,
    hand: &Hand,
    thing: &IntakeThing,
    refusal: Option<&Refusal>,
) -> Result<Response, Failed> {
    let view = view_of(ctx, hand, thing).await?;
    Ok(ctx.page(&called(ctx, &view.line), shown(ctx, &view, refusal)))
}

/// What stands in it.
pub(super) async fn view_of(ctx: &Ctx, hand: &Hand, thing: &IntakeThing) -> Result<ConversationView, Failed> {
    let (hand, thing) = (hand.clone(), thing.clone());
    ctx.ask(move |desk| desk.conversation(&hand, &thing)).await
}

fn shown(ctx: &Ctx, view: &ConversationView, refusal: Option<&Refusal>) -> Markup {
    let line = &view.line;
    let own = address(&line.thing);
    html! {
        h1 { (called(ctx, line)) }
        p.meta.under { (state(ctx, line)) (facts(ctx, line)) }
        form.row-of action={ (own) "/close" } method="post" {
            button type="submit" { (ctx.t("intake-close")) }
            span.soft { (ctx.t("intake-close-means")) }
        }
        (alert(refusal))
        ul.chips {
            li { a href={ (own) "/mark" } { (ctx.t("intake-mark")) } }
            li { a href={ (own) "/erase" } { (ctx.t(erase_message(line))) } }
        }
        h2 #told { (ctx.t("intake-told")) }
        @for one in &view.told { (told(ctx, one)) }
        @if !view.files.is_empty() {
            h2 #files { (ctx.t("intake-files")) }
            p.soft { (ctx.t("intake-files-mean")) }
            ul.lines { @for (at, one) in view.files.iter().enumerate() { (file(ctx, &own, at, one)) } }
        }
        h2 #reply { (ctx.t("intake-reply")) }
        (reply::form(ctx, &own, ""))
        (keys(ctx, line))
        (back(ctx, "/intake", "intake-back"))
    }
}

pub(super) fn by(ctx: &Ctx, one: &Told) -> Markup {
    html! { p.meta {
        strong { (ctx.t(if one.by_source { "intake-by-source" } else { "intake-by-desk" })) }
        (day(one.day))
        @if !one.language.is_empty() { span { (show::data(&one.language)) } }
    } }
}

fn told(ctx: &Ctx, one: &Told) -> Markup {
    html! { article.told.from-source[one.by_source] {
        (by(ctx, one))
        @match &one.text { Some(text) => (words(text)), None => p { (ctx.t("intake-was-read")) } }
    } }
}

fn file(ctx: &Ctx, own: &str, at: usize, one: &SentFileLine) -> Markup {
    let name = show::data(one.name.reveal());
    html! { li {
        @match one.bytes {
            Some(bytes) => {
                div.who { a href={ (own) "/file/" (at) } { (name) } }
                div.meta { span { (show::number(bytes)) " " (ctx.t("intake-bytes")) } }
            }
            None => {
                div.who { (name) }
                div.meta { span { (ctx.t_n("intake-parts", one.parts as u64)) } }
            }
        }
    } }
}

pub(super) async fn close(ctx: Ctx, Path(thing): Path<String>) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    ctx.ask(move |desk| desk.close_conversation(&hand, &thing))
        .await?;
    Ok(Redirect::to("/intake").into_response())
}
