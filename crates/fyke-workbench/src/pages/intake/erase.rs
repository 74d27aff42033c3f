//! Erasing a conversation, or destroying a letter unseen: its name is typed back,
//! and the officer's own passphrase says who did it. One person is enough to
//! forget; it takes two to read.

use super::thing::{Typed, erase_message, keys};
use super::{address, alert, asked, back, called, line_of, passphrase_field, patient, with_refusal};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::posted::Posted;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use fyke_model::desk::{Hand, IntakeThing, Refusal, ThingLine, Why};
use maud::{Markup, html};

/// What is typed to confirm: the same in every language, so that it can be copied
/// from a page and never from a habit.
fn sentence(line: &ThingLine) -> String {
    match line.number {
        Some(number) => format!("erase {number}"),
        None => format!("destroy {}", line.thing.short()),
    }
}

pub(super) async fn form(ctx: Ctx, Path(thing): Path<String>) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let line = line_of(&ctx, &hand, &thing).await?;
    Ok(ctx.page(&ctx.t(erase_message(&line)), shown(&ctx, &hand, &line, None)))
}

fn shown(ctx: &Ctx, hand: &Hand, line: &ThingLine, refusal: Option<&Refusal>) -> Markup {
    let (own, typed) = (address(&line.thing), sentence(line));
    let conversation = line.number.is_some();
    html! {
        h1 { (called(ctx, line)) ": " (ctx.t(erase_message(line))) }
        (alert(refusal))
        @if conversation {
            ul {
                li { (ctx.t("intake-erase-key")) }
                li { (ctx.t("intake-erase-replies")) }
                li { (ctx.t("intake-erase-statements")) }
                li { (ctx.t("intake-erase-copies")) }
            }
        } @else { p { (ctx.t("intake-destroy-means")) } }
        form.panel.door action={ (own) "/erase" } method="post" {
            label.field {
                span { (ctx.t("intake-type")) " " code.told dir="ltr" { (typed) } }
                input type="text" name="confirmed" required maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false" dir="ltr";
            }
            p { (ctx.t("intake-you-are")) " " strong { bdi { (hand.name()) } } }
            (passphrase_field(&ctx.t("intake-your-passphrase")))
            button.danger type="submit" { (ctx.t(erase_message(line))) }
        }
        (keys(ctx, line))
        (back(ctx, &own, "intake-back-unharmed"))
    }
}

pub(super) async fn erase(
    Path(thing): Path<String>,
    Posted(ctx, typed): Posted<Typed>,
) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let line = line_of(&ctx, &hand, &thing).await?;
    match erased(&ctx, &hand, &thing, &line, typed).await {
        Ok(()) => Ok(Redirect::to("/intake?said=erased").into_response()),
        Err(refusal) => {
            let body = shown(&ctx, &hand, &line, Some(&refusal));
            Ok(with_refusal(&ctx, &ctx.t(erase_message(&line)), &refusal, body))
        }
    }
}

async fn erased(
    ctx: &Ctx,
    hand: &Hand,
    thing: &IntakeThing,
    line: &ThingLine,
    typed: Typed,
) -> Result<(), Refusal> {
    if typed.confirmed.trim() != sentence(line) {
        return Err(Refusal::new(
            Why::Conflict,
            ctx.t("intake-unconfirmed-broke"),
            ctx.t_with("intake-unconfirmed-repair", &[("words", sentence(line).into())]),
        ));
    }
    let tried = patient(ctx, hand.name())?;
    let (hand, thing) = (hand.clone(), thing.clone());
    ctx.app
        .ask(move |desk| desk.erase(&hand, &thing, &typed.passphrase.0))
        .await?;
    ctx.app.patience.forget(&tried);
    Ok(())
}
