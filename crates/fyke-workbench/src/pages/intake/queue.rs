//! The list of what came: the desk's own numbers, days, how each thing stands.
//! Nothing of what anybody wrote.

use super::{address, called, day, names, state};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::parts;
use axum::response::Response;
use fyke_model::desk::{IntakeList, ThingLine};
use maud::{Markup, html};

pub(super) async fn queue(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let list = ctx.ask(move |desk| desk.intake(&hand)).await?;
    ctx.looked("intake");
    let erased = parts::asked(&ctx).split('&').any(|part| part == "said=erased");
    Ok(ctx.page(&ctx.t("intake-title"), shown(&ctx, &list, erased)))
}

fn shown(ctx: &Ctx, list: &IntakeList, erased: bool) -> Markup {
    html! {
        h1 { (ctx.t("intake-title")) }
        p.standfirst { (ctx.t("intake-means")) }
        @if erased { p.note role="status" { (ctx.t("intake-said-erased")) } }
        h2 #letters { (ctx.t("intake-letters")) }
        (lines(ctx, &list.letters))
        h2 #conversations { (ctx.t("intake-conversations")) }
        (lines(ctx, &list.conversations))
        h2 #erased { (ctx.t("intake-erased")) }
        p { @if list.erased.is_empty() { (ctx.t("intake-none")) } @else {
            bdi dir="ltr" { @for (at, number) in list.erased.iter().enumerate() { @if at > 0 { ", " } (number) } }
        } }
        p.soft { (ctx.t("intake-erased-means")) }
    }
}

fn lines(ctx: &Ctx, lines: &[ThingLine]) -> Markup {
    html! {
        @if lines.is_empty() { p.empty { (ctx.t("intake-none")) } }
        @else { ul.lines { @for line in lines { li {
            div.who { a href=(address(&line.thing)) { (called(ctx, line)) } " " (state(ctx, line)) }
            div.meta { (facts(ctx, line)) }
        } } } }
    }
}

/// What is known of a thing without opening it.
pub(super) fn facts(ctx: &Ctx, line: &ThingLine) -> Markup {
    let known = line.holders.iter().flatten().map(String::as_str);
    html! {
        span { (ctx.t(if line.number.is_some() { "intake-last" } else { "intake-sealed-on" })) " " (day(line.day)) }
        @if line.pieces > 1 { span { (ctx.t_n("intake-pieces", u64::from(line.pieces))) } }
        @if !line.holders.is_empty() { span { (ctx.t("intake-for")) " " (names(known)) } }
        @if line.to_reseal() { span.label.bad { (ctx.t("intake-to-reseal")) } }
        @for (from, to) in &line.given { span { (given(ctx, from, to)) } }
        @if line.number.is_some() { span {
            @match line.goes {
                Some(goes) => { (ctx.t("intake-goes")) " " (day(goes)) }
                None => (ctx.t("intake-held")),
            }
        } }
    }
}

/// That somebody gave their share to somebody.
fn given(ctx: &Ctx, from: &str, to: &str) -> String {
    let values = [("from", from.to_owned().into()), ("to", to.to_owned().into())];
    ctx.t_with("intake-given", &values)
}
