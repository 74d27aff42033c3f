//! A file that a source sent, as pixels and text that a confined process made of
//! it. Its bytes have no address; of its pictures the pixels alone come here, in a
//! file that was written anew.

use super::{address, asked, back, called, line_of};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::show;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{IntakeThing, Refusal, SeenPage, SentFileView};
use maud::{Markup, html};

pub(super) async fn file(ctx: Ctx, Path((thing, number)): Path<(String, usize)>) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let line = line_of(&ctx, &hand, &thing).await?;
    let of = thing.clone();
    let view = ctx.ask(move |desk| desk.sent_file(&hand, &of, number)).await?;
    let title = called(&ctx, &line);
    Ok(ctx.page(&title, shown(&ctx, &thing, number, &view)))
}

fn shown(ctx: &Ctx, thing: &IntakeThing, number: usize, view: &SentFileView) -> Markup {
    let own = address(thing);
    html! {
        h1 { (show::data(view.name.reveal())) }
        p.meta.under { span { (ctx.t("intake-file-kind")) " " code dir="ltr" { (view.kind) } } }
        p.note { (ctx.t("intake-file-means")) }
        h2 #findings { (ctx.t("intake-findings")) }
        @if view.findings.is_empty() { p { (ctx.t("intake-no-findings")) } }
        @else { ul { @for finding in &view.findings { li { (show::sentence(finding.reveal())) } } } }
        details {
            summary { (ctx.t("intake-not-looked-for")) }
            ul { @for what in &view.not_looked_for { li { (show::sentence(what)) } } }
        }
        h2 #pages { (ctx.t("intake-pages")) }
        @for (at, page) in view.pages.iter().enumerate() { (seen(ctx, &own, number, at, page)) }
        (back(ctx, &own, "intake-back-conversation"))
    }
}

fn seen(ctx: &Ctx, own: &str, number: usize, at: usize, page: &SeenPage) -> Markup {
    html! {
        @match page {
            SeenPage::Picture { width, height } => figure.seen {
                img src={ (own) "/file/" (number) "/" (at) } width=(width) height=(height) loading="lazy"
                    alt=(ctx.t_with("intake-picture", &[("n", (at as u64 + 1).into())]));
                figcaption { (ctx.t_with("intake-picture", &[("n", (at as u64 + 1).into())])) }
            },
            SeenPage::Text { label, text, unseen } => section.seen.unseen[*unseen] {
                h3 { bdi { (label) } @if *unseen { " " span.label.bad { (ctx.t("intake-unseen")) } } }
                p.words dir=(show::direction(text.reveal())) { (show::visible(text.reveal())) }
            },
        }
    }
}

pub(super) async fn picture(
    ctx: Ctx,
    Path((thing, number, page)): Path<(String, usize, usize)>,
) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let png = ctx
        .ask(move |desk| desk.sent_picture(&hand, &thing, number, page))
        .await?;
    // whatever a desk hands over, nothing but a PNG goes out under that name
    if !png.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err(ctx.failed(Refusal::absent("the picture")));
    }
    Ok(([(header::CONTENT_TYPE, "image/png")], png).into_response())
}
