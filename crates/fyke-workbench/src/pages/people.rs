//! The people of the case: who they are, what each may do, how to know their
//! keys; inviting, letting in, changing roles, retiring; one's own passkeys.

use super::login::with_passkey;
use super::passkey::place;
use super::welcome::{self, Newcomer};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::posted::{Hidden, Posted};
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use fyke_model::desk::{Hand, Passkey, PersonView, Role};
use maud::{Markup, html};
use serde::Deserialize;
use std::time::Instant;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/people", get(people))
        .route("/people/invite", post(invite))
        .route("/people/admit", post(admit))
        .route("/people/role", post(set_role))
        .route("/people/retire", post(retire))
        .route("/join", get(join_form).post(join))
}

const ROLES: [Role; 3] = [Role::Reader, Role::Reviewer, Role::Releaser];

#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

async fn people(ctx: Ctx, headers: HeaderMap, Query(Said { said }): Query<Said>) -> Result<Response, Failed> {
    let all = ctx.ask(|desk| desk.people()).await?;
    let own = match &ctx.hand {
        Some(hand) => {
            let person = hand.person().to_owned();
            Some(ctx.ask(move |desk| desk.passkeys(Some(&person))).await?)
        }
        None => None,
    };
    ctx.looked("people");
    let by_number = place(&ctx, &headers).err();
    let body = html! {
        h1 { (ctx.t("people-title")) }
        (message(&ctx, &said))
        @if all.is_empty() {
            p.standfirst { (ctx.t("welcome-why")) }
            p { a.button href="/welcome" { (ctx.t("welcome-title")) } }
        } @else {
            (table(&ctx, &all))
            (roles(&ctx))
        }
        @if let Some(passkeys) = own { (own_passkeys(&ctx, &passkeys, by_number.map(|refusal| refusal.repair))) }
        @if ctx.hand.as_ref().is_some_and(|hand| hand.role() >= Role::Releaser) { (invitation(&ctx)) }
    };
    Ok(ctx.page(&ctx.t("people-title"), body))
}

fn message(ctx: &Ctx, said: &str) -> Markup {
    let message = match said {
        "first" => "people-said-first",
        "fair" => "newcomer-fair",
        "passkey" => "people-said-passkey",
        "admitted" => "people-said-admitted",
        "role" => "people-said-role",
        "retired" => "people-said-retired",
        _ => return html! {},
    };
    html! { p.note role="status" { (ctx.t(message)) } }
}

fn role_name(ctx: &Ctx, role: Role) -> String {
    ctx.t(match role {
        Role::Reader => "role-reader",
        Role::Reviewer => "role-reviewer",
        Role::Releaser => "role-releaser",
    })
}

fn table(ctx: &Ctx, all: &[PersonView]) -> Markup {
    let releases = ctx.hand.as_ref().filter(|hand| hand.role() >= Role::Releaser);
    html! {
        div.scroll tabindex="0" role="group" aria-label=(ctx.t("people-title")) {
            table {
                caption.hidden { (ctx.t("people-title")) }
                thead { tr {
                    th scope="col" { (ctx.t("people-name")) }
                    th scope="col" { (ctx.t("people-role")) }
                    th scope="col" { (ctx.t("people-fingerprint")) }
                    th scope="col" { (ctx.t("people-state")) }
                    @if releases.is_some() { th scope="col" { (ctx.t("people-change")) } }
                } }
                tbody { @for person in all { (row(ctx, person, releases)) } }
            }
        }
        p.soft { (ctx.t("people-fingerprint-hint")) }
    }
}

fn row(ctx: &Ctx, person: &PersonView, releases: Option<&Hand>) -> Markup {
    let you = ctx.hand.as_ref().is_some_and(|hand| hand.person() == person.key);
    html! {
        tr {
            th scope="row" { (show::data(&person.name)) @if you { " " span.soft { (ctx.t("people-you")) } } }
            td { (role_name(ctx, person.role)) }
            td { span.code dir="ltr" { (person.fingerprint) } }
            td {
                @if person.retired { span.bad { (ctx.t("people-retired")) } }
                @else if !person.enrolled { strong { (ctx.t("people-waits")) } }
                @else if !person.here { (ctx.t("people-elsewhere")) }
                @else { (ctx.t("people-here")) }
                @if person.passkeys > 0 { ", " (ctx.t_n("people-passkeys", person.passkeys as u64)) }
            }
            @if releases.is_some() { td { @if !person.retired { (changes(ctx, person)) } } }
        }
    }
}

/// What a releaser can do about somebody.
fn changes(ctx: &Ctx, person: &PersonView) -> Markup {
    html! {
        details {
            summary aria-label=(ctx.t_with("people-change-of", &[("name", person.name.clone().into())])) { (ctx.t("people-change")) }
            @if !person.enrolled {
                form.change action="/people/admit" method="post" {
                    input type="hidden" name="key" value=(person.key);
                    label { input type="checkbox" name="compared" value="yes" required; (ctx.t("people-compared")) }
                    button type="submit" { (ctx.t("people-admit")) }
                }
            } @else {
                form.change action="/people/role" method="post" {
                    input type="hidden" name="key" value=(person.key);
                    label { span.hidden { (ctx.t("people-role")) }
                        select name="role" { @for role in ROLES {
                            option value=(role.as_str()) selected[role == person.role] { (role_name(ctx, role)) }
                        } }
                    }
                    button.quiet type="submit" { (ctx.t("people-set-role")) }
                }
            }
            form.change action="/people/retire" method="post" {
                input type="hidden" name="key" value=(person.key);
                label { span.hidden { (ctx.t("people-why")) } input type="text" name="why" required maxlength="500" placeholder=(ctx.t("people-why")); }
                button.quiet type="submit" { (ctx.t("people-retire")) }
            }
        }
    }
}

fn roles(ctx: &Ctx) -> Markup {
    html! {
        dl.roles {
            @for (role, says) in ROLES.into_iter().zip(["role-reader-may", "role-reviewer-may", "role-releaser-may"]) {
                dt { (role_name(ctx, role)) } dd { (ctx.t(says)) }
            }
        }
    }
}

fn own_passkeys(ctx: &Ctx, passkeys: &[Passkey], by_number: Option<String>) -> Markup {
    html! {
        section.panel aria-labelledby="passkeys" {
            h2 #passkeys { (ctx.t("passkeys-title")) }
            @if passkeys.is_empty() { p { (ctx.t("passkey-what")) } }
            @else {
                ul { @for passkey in passkeys { li {
                    (show::data(&passkey.label)) ": "
                    (ctx.t(if passkey.unlocks { "passkey-opens" } else { "passkey-beside" }))
                } } }
            }
            @if let Some(repair) = by_number { p.note { (ctx.t("passkey-number-broke")) "; " (repair) } }
            @else {
                (with_passkey(ctx, "register", html! {
                    label.field { span { (ctx.t("passkey-label")) } input type="text" name="label" maxlength="60" autocomplete="off"; }
                    button type="submit" data-load="" { (ctx.t("passkey-add")) }
                }))
                noscript { p.soft { (ctx.t("passkey-needs-script")) } }
            }
        }
    }
}

fn invitation(ctx: &Ctx) -> Markup {
    html! {
        section.panel aria-labelledby="invite" {
            h2 #invite { (ctx.t("invite-title")) }
            p { (ctx.t("invite-what")) }
            form.row-of action="/people/invite" method="post" {
                label { span { (ctx.t("invite-as")) } " "
                    select name="role" { @for role in ROLES {
                        option value=(role.as_str()) selected[role == Role::Reviewer] { (role_name(ctx, role)) }
                    } }
                }
                button type="submit" { (ctx.t("invite-do")) }
            }
        }
    }
}

#[derive(Deserialize)]
struct Invited {
    role: String,
}

async fn invite(Posted(ctx, Invited { role }): Posted<Invited>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Releaser)?;
    let role: Role = role.parse().map_err(|refusal| ctx.failed(refusal))?;
    let word = ctx.ask(move |desk| desk.invite(&hand, role)).await?;
    let body = html! {
        h1 { (ctx.t("invited-title")) }
        p { (ctx.t_with("invited-as", &[("role", role_name(&ctx, role).into())])) }
        p.told dir="ltr" { (word.reveal()) }
        ol {
            li { (ctx.t("invited-tell")) }
            li { (ctx.t("invited-join")) " " span.code dir="ltr" { "/join" } }
            li { (ctx.t("invited-compare")) }
        }
        p { a.button href="/people" { (ctx.t("invited-back")) } }
    };
    Ok(ctx.page(&ctx.t("invited-title"), body))
}

#[derive(Deserialize)]
struct Somebody {
    key: String,
    #[serde(default)]
    compared: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    why: String,
}

async fn admit(Posted(ctx, who): Posted<Somebody>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    if who.compared != "yes" {
        let (broke, repair) = (ctx.t("admit-uncompared-broke"), ctx.t("admit-uncompared-repair"));
        return Err(ctx.failed(fyke_model::desk::Refusal::malformed(broke, repair)));
    }
    ctx.ask(move |desk| desk.admit(&hand, &who.key)).await?;
    Ok(Redirect::to("/people?said=admitted").into_response())
}

async fn set_role(Posted(ctx, who): Posted<Somebody>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Releaser)?;
    let role: Role = who.role.parse().map_err(|refusal| ctx.failed(refusal))?;
    let key = who.key.clone();
    ctx.ask(move |desk| desk.set_role(&hand, &key, role)).await?;
    put_out(&ctx.app, &who.key);
    Ok(Redirect::to("/people?said=role").into_response())
}

async fn retire(Posted(ctx, who): Posted<Somebody>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Releaser)?;
    let key = who.key.clone();
    ctx.ask(move |desk| desk.retire(&hand, &key, &who.why)).await?;
    put_out(&ctx.app, &who.key);
    Ok(Redirect::to("/people?said=retired").into_response())
}

/// Ends what somebody has open: what they may do has changed.
fn put_out(app: &App, key: &str) {
    for hand in app.sessions.close_all_of(key) {
        app.desk.lock(&hand);
    }
}

#[derive(Deserialize)]
struct Joining {
    #[serde(default)]
    word: Hidden,
    #[serde(flatten)]
    newcomer: Newcomer,
}

async fn join_form(ctx: Ctx) -> Response {
    join_page(&ctx, "", None)
}

async fn join(Posted(ctx, joining): Posted<Joining>) -> Result<Response, Failed> {
    // words are guessed as passphrases are: all who try wait together
    if let Err(left) = ctx.app.patience.try_now("/join", Instant::now()) {
        let wait = ctx.t_n("login-later-repair", left.as_secs().max(1));
        let mut response = join_page(&ctx, &joining.newcomer.name, Some(&wait));
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        return Ok(response);
    }
    let (name, passphrase) = match joining.newcomer.fit() {
        Ok(fit) => fit,
        Err(message) => {
            ctx.app.patience.forget("/join");
            return Ok(join_page(&ctx, &joining.newcomer.name, Some(&ctx.t(message))));
        }
    };
    let Hidden(word) = joining.word;
    let view = ctx.ask(move |desk| desk.join(&word, &name, &passphrase)).await?;
    ctx.app.patience.forget("/join");
    let body = html! {
        h1 { (ctx.t("joined-title")) }
        p { (ctx.t("joined-read")) }
        p.told dir="ltr" { (view.fingerprint) }
        p { (ctx.t("joined-then")) }
        p { a.button href="/login" { (ctx.t("login-title")) } }
    };
    Ok(ctx.page(&ctx.t("joined-title"), body))
}

fn join_page(ctx: &Ctx, name: &str, wrong: Option<&str>) -> Response {
    let body = html! {
        h1 { (ctx.t("join-title")) }
        p.standfirst { (ctx.t("join-what")) }
        @if let Some(wrong) = wrong { div.refusal role="alert" { p { strong { (wrong) } } } }
        form.panel.door action="/join" method="post" {
            label.field {
                span { (ctx.t("join-word")) }
                input type="text" name="word" autocomplete="off" autocapitalize="none" spellcheck="false" required maxlength="200" dir="ltr";
            }
            (welcome::fields(ctx, name))
            button type="submit" { (ctx.t("join-do")) }
        }
    };
    let mut response = ctx.page(&ctx.t("join-title"), body);
    if wrong.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}
