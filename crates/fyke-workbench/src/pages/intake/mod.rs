//! What came through the door, for officers: letters that two people open,
//! conversations, replies, spans that become statements, and forgetting.
//!
//! What a source wrote stands in the page that an officer asked for and nowhere
//! else: every answer here is `no-store`, no address holds a word of it, and the
//! record of the case is told that somebody looked at the intake, not at what.
//! Files come as pixels and text; there is no address for their bytes.

mod conversation;
mod erase;
mod file;
mod mark;
mod queue;
mod reply;
mod sentences;
mod thing;

use crate::ctx::Ctx;
use crate::error::{Failed, status};
use crate::show;
use crate::state::App;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use fyke_model::date::Day;
use fyke_model::desk::{Hand, IntakeThing, Refusal, Secret, ThingLine, ThingState, Why};
use maud::{Markup, html};
use std::time::Instant;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/intake", get(queue::queue))
        .route("/intake/{thing}", get(thing::thing))
        .route("/intake/{thing}/give", post(thing::give))
        .route("/intake/{thing}/open", post(thing::open))
        .route("/intake/{thing}/close", post(conversation::close))
        .route("/intake/{thing}/file/{file}", get(file::file))
        .route("/intake/{thing}/file/{file}/{page}", get(file::picture))
        .route("/intake/{thing}/reply", post(reply::reply))
        .route("/intake/{thing}/mark", get(mark::form).post(mark::mark))
        .route("/intake/{thing}/erase", get(erase::form).post(erase::erase))
}

/// Who asks, and which thing; whoever is no officer is told by the desk.
fn asked(ctx: &Ctx, thing: &str) -> Result<(Hand, IntakeThing), Failed> {
    let hand = ctx.somebody()?;
    let thing = thing.parse().map_err(|refusal| ctx.failed(refusal))?;
    Ok((hand, thing))
}

/// The line of a thing.
async fn line_of(ctx: &Ctx, hand: &Hand, thing: &IntakeThing) -> Result<ThingLine, Failed> {
    let (hand, thing) = (hand.clone(), thing.clone());
    ctx.ask(move |desk| desk.intake_thing(&hand, &thing)).await
}

/// The address of a thing.
fn address(thing: &IntakeThing) -> String {
    format!("/intake/{thing}")
}

/// What a thing is called: a conversation by its number, a letter by the first
/// digits of the desk's name for it.
fn called(ctx: &Ctx, line: &ThingLine) -> String {
    match line.number {
        Some(number) => ctx.t_with("intake-conversation", &[("n", u64::from(number).into())]),
        None => ctx.t_with("intake-letter", &[("n", line.thing.short().to_owned().into())]),
    }
}

fn state(ctx: &Ctx, line: &ThingLine) -> Markup {
    let message = match line.state {
        ThingState::Waits if line.people > 1 => "intake-state-waits-two",
        ThingState::Waits => "intake-state-waits",
        ThingState::NotOurs => "intake-state-not-ours",
        ThingState::Open => "intake-state-open",
        ThingState::Answered => "intake-state-answered",
    };
    html! { span.label { (ctx.t(message)) } @if line.open_here { " " span.label.here { (ctx.t("intake-open-here")) } } }
}

fn day(day: Day) -> Markup {
    show::span(Some(day), Some(day))
}

/// Names of officers, one after the other.
fn names<'n>(names: impl Iterator<Item = &'n str>) -> Markup {
    html! { @for (at, name) in names.enumerate() { @if at > 0 { ", " } (show::data(name)) } }
}

/// Words of a source: text of their own direction, of which nothing is obeyed.
fn words(text: &Secret) -> Markup {
    let text = text.reveal();
    html! { p.words dir=(show::direction(text)) { (show::visible(text)) } }
}

/// An officer's own passphrase: typed by them, kept by nobody.
fn passphrase_field(label: &str) -> Markup {
    html! { label.field { span { (label) }
    input type="password" name="passphrase" autocomplete="off" required maxlength="1000"; } }
}

/// Whoever guesses passphrases waits, each officer for themselves.
fn patient(ctx: &Ctx, officer: &str) -> Result<String, Refusal> {
    let name = format!("/intake {officer}");
    match ctx.app.patience.try_now(&name, Instant::now()) {
        Ok(()) => Ok(name),
        Err(left) => Err(Refusal::new(
            Why::Conflict,
            ctx.t("login-later-broke"),
            ctx.t_n("login-later-repair", left.as_secs().max(1)),
        )),
    }
}

/// A page that says at its top why something was not done.
fn with_refusal(ctx: &Ctx, title: &str, refusal: &Refusal, body: Markup) -> Response {
    let mut response = ctx.page(title, body);
    *response.status_mut() = status(refusal.why);
    response
}

fn alert(refusal: Option<&Refusal>) -> Markup {
    html! { @if let Some(refusal) = refusal {
        div.refusal role="alert" { p { strong { (refusal.broke) } } p { (refusal.repair) } }
    } }
}

/// The way back.
fn back(ctx: &Ctx, address: &str, message: &str) -> Markup {
    html! { p { a href=(address) { (ctx.t(message)) } } }
}
