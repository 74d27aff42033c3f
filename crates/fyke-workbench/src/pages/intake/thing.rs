//! Opening with two people, on one page in two steps: another officer gives their
//! share, then whoever sits here opens. Each types their own passphrase, which goes
//! to the desk and is kept nowhere; what one person alone tries says what is missing.

use super::queue::facts;
use super::{
    address, alert, asked, back, called, conversation, line_of, names, passphrase_field, patient, state,
    with_refusal, words,
};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::posted::{Hidden, Posted};
use crate::show;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use fyke_model::desk::{
    Hand, IntakeThing, LetterContinuity, LetterOpened, Refusal, ThingLine, ThingState, Why,
};
use maud::{Markup, html};
use serde::Deserialize;

pub(super) async fn thing(ctx: Ctx, Path(thing): Path<String>) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let line = line_of(&ctx, &hand, &thing).await?;
    ctx.looked("intake");
    if line.open_here {
        return conversation::page(&ctx, &hand, &thing, None).await;
    }
    Ok(ctx.page(&called(&ctx, &line), shown(&ctx, &hand, &line, None)))
}

fn shown(ctx: &Ctx, hand: &Hand, line: &ThingLine, refusal: Option<&Refusal>) -> Markup {
    html! {
        h1 { (called(ctx, line)) }
        p.meta.under { (state(ctx, line)) (facts(ctx, line)) }
        (alert(refusal))
        @if line.state == ThingState::NotOurs { p.note { (ctx.t("intake-not-ours-means")) } }
        @else { (steps(ctx, hand, line)) }
        (keys(ctx, line))
        p { a href={ (address(&line.thing)) "/erase" } { (ctx.t(erase_message(line))) } }
        (back(ctx, "/intake", "intake-back"))
    }
}

pub(super) fn erase_message(line: &ThingLine) -> &'static str {
    match line.number {
        Some(_) => "intake-erase",
        None => "intake-destroy",
    }
}

fn steps(ctx: &Ctx, hand: &Hand, line: &ThingLine) -> Markup {
    let me = hand.name();
    let here: Vec<&str> = line.given_to(me).collect();
    let others = || {
        line.holders
            .iter()
            .flatten()
            .map(String::as_str)
            .filter(|name| *name != me)
    };
    let two = line.people > 1;
    html! {
        @if two {
            p { (ctx.t("intake-two-means")) }
            section.panel.step aria-labelledby="first" {
                h2 #first { (ctx.t("intake-step-first")) }
                @if here.is_empty() {
                    p.missing { strong { (ctx.t("intake-missing-first")) } " " (names(others())) }
                    form.door action={ (address(&line.thing)) "/give" } method="post" {
                        label.field { span { (ctx.t("intake-who-gives")) }
                            select name="from" required { @for name in others() { option value=(name) { (name) } } } }
                        input type="hidden" name="to" value=(me);
                        (passphrase_field(&ctx.t("intake-their-passphrase")))
                        button type="submit" { (ctx.t("intake-give-to-you")) }
                    }
                } @else {
                    p.done { (ctx.t("intake-first-done")) " " (names(here.iter().copied())) }
                    p.soft { (ctx.t("intake-given-holds")) }
                }
            }
        }
        section.panel.step aria-labelledby="second" {
            h2 #second { (ctx.t(if two { "intake-step-second" } else { "intake-step-only" })) }
            @if two && here.is_empty() { p.soft { (ctx.t("intake-second-waits")) } }
            form.door action={ (address(&line.thing)) "/open" } method="post" {
                p { (ctx.t("intake-you-are")) " " strong { (show::data(me)) } }
                (passphrase_field(&ctx.t("intake-your-passphrase")))
                button.quiet[two && here.is_empty()] type="submit" { (ctx.t("intake-open")) }
            }
        }
        @if two { details.elsewhere {
            summary { (ctx.t("intake-give-elsewhere")) }
            form.door action={ (address(&line.thing)) "/give" } method="post" {
                input type="hidden" name="from" value=(me);
                label.field { span { (ctx.t("intake-who-opens")) }
                    select name="to" required { @for name in others() { option value=(name) { (name) } } } }
                (passphrase_field(&ctx.t("intake-your-passphrase")))
                button.quiet type="submit" { (ctx.t("intake-give")) }
            }
        } }
    }
}

/// For whom the key is sealed, and whether that is still right.
pub(super) fn keys(ctx: &Ctx, line: &ThingLine) -> Markup {
    let left = line.holders.iter().filter(|holder| holder.is_none()).count() as u64;
    html! {
        @if !line.holders.is_empty() { section aria-labelledby="keys" {
            h2 #keys { (ctx.t("intake-keys")) }
            p { (ctx.t("intake-sealed-to")) " " (names(line.holders.iter().flatten().map(String::as_str)))
                @if line.people > 1 { ". " (ctx.t("intake-any-two")) } }
            @if left > 0 {
                p.note { (ctx.t_n("intake-left", left)) " " code dir="ltr" { "fyke-door desk handover" } }
            } @else { p.soft { (ctx.t("intake-keys-whole")) } }
        } }
    }
}

#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    passphrase: Hidden,
}

pub(super) async fn give(
    Path(thing): Path<String>,
    Posted(ctx, given): Posted<Given>,
) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    // what somebody gives to another is theirs; what is given to you is typed beside you
    if given.from != hand.name() && given.to != hand.name() {
        return Err(ctx.failed(Refusal::malformed(
            ctx.t("intake-strange-share-broke"),
            ctx.t("intake-strange-share-repair"),
        )));
    }
    let tried = match patient(&ctx, &given.from) {
        Ok(tried) => tried,
        Err(refusal) => return again(&ctx, &hand, &thing, refusal).await,
    };
    let (asker, of) = (hand.clone(), thing.clone());
    let gave = ctx
        .app
        .ask(move |desk| desk.give_share(&asker, &of, &given.from, &given.to, &given.passphrase.0))
        .await;
    match gave {
        Err(refusal) => again(&ctx, &hand, &thing, refusal).await,
        Ok(()) => {
            ctx.app.patience.forget(&tried);
            Ok(Redirect::to(&address(&thing)).into_response())
        }
    }
}

/// The page once more, with what was in the way.
async fn again(ctx: &Ctx, hand: &Hand, thing: &IntakeThing, refusal: Refusal) -> Result<Response, Failed> {
    if matches!(refusal.why, Why::Forbidden | Why::Absent | Why::Nobody) {
        return Err(ctx.failed(refusal));
    }
    let line = line_of(ctx, hand, thing).await?;
    let body = shown(ctx, hand, &line, Some(&refusal));
    Ok(with_refusal(ctx, &called(ctx, &line), &refusal, body))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub(super) passphrase: Hidden,
    #[serde(default)]
    pub(super) confirmed: String,
}

pub(super) async fn open(
    Path(thing): Path<String>,
    Posted(ctx, typed): Posted<Typed>,
) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let line = line_of(&ctx, &hand, &thing).await?;
    // nothing is tried with one person's secret that takes two
    if line.people > 1 && line.given_to(hand.name()).next().is_none() {
        let refusal = Refusal::new(
            Why::Conflict,
            ctx.t("intake-alone-broke"),
            ctx.t("intake-alone-repair"),
        );
        return again(&ctx, &hand, &thing, refusal).await;
    }
    let tried = match patient(&ctx, hand.name()) {
        Ok(tried) => tried,
        Err(refusal) => return again(&ctx, &hand, &thing, refusal).await,
    };
    let (asker, of) = (hand.clone(), thing.clone());
    let came = ctx
        .app
        .ask(move |desk| match of {
            IntakeThing::Letter(_) => desk.open_letter(&asker, &of, &typed.passphrase.0).map(Some),
            IntakeThing::Conversation(_) => desk
                .open_conversation(&asker, &of, &typed.passphrase.0)
                .map(|()| None),
        })
        .await;
    match came {
        Err(refusal) => again(&ctx, &hand, &thing, refusal).await,
        Ok(came) => {
            ctx.app.patience.forget(&tried);
            Ok(match came {
                None => Redirect::to(&address(&thing)).into_response(),
                Some(letter) => ctx.page(&ctx.t("intake-letter-opened"), came_out(&ctx, &letter)),
            })
        }
    }
}

/// What came out of a letter: shown once, here.
fn came_out(ctx: &Ctx, letter: &LetterOpened) -> Markup {
    html! {
        h1 { (ctx.t("intake-letter-opened")) }
        @match letter {
            LetterOpened::Decoy => p { (ctx.t("intake-decoy")) },
            LetterOpened::Into { conversation, number, continuity, text } => {
                p { (ctx.t("intake-lies-in")) " "
                    a href=(address(conversation)) { (ctx.t_with("intake-conversation", &[("n", u64::from(*number).into())])) } }
                @let message = match continuity {
                    LetterContinuity::First => "intake-first",
                    LetterContinuity::Continues => "intake-continues",
                    LetterContinuity::OtherKey => "intake-other-key",
                };
                p.note[*continuity == LetterContinuity::OtherKey] { (ctx.t(message)) }
                @match text {
                    Some(text) => article.told.from-source aria-label=(ctx.t("intake-by-source")) { (words(text)) },
                    None => p { (ctx.t("intake-no-words")) },
                }
                p.soft { (ctx.t("intake-shown-once")) }
            }
        }
        (back(ctx, "/intake", "intake-back"))
    }
}
