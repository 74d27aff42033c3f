//! Coming in and leaving.
//!
//! What is said to whoever brought the wrong passphrase is the same whether or
//! not there is such a person, and takes at least as long
//! ([`crate::guard::patience`]). On a machine of one's own the people of the
//! case are offered by name; where it is open to a team the name is typed.

use super::prefs::own_address;
use crate::ctx::{Ctx, session_token};
use crate::error::Failed;
use crate::guard::enrolled::{self, People};
use crate::guard::webauthn::ceremonies::{LONGEST, Purpose};
use crate::guard::{cookie, patience};
use crate::posted::{Hidden, Posted};
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use fyke_model::desk::{Hand, PersonView, Refusal, Why};
use maud::{Markup, html};
use serde::Deserialize;
use std::time::{Duration, Instant};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/login", get(door).post(come_in))
        .route("/logout", post(leave))
}

/// Where to go afterwards.
#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    pub(super) back: String,
    #[serde(default)]
    pub(super) said: String,
}

#[derive(Deserialize)]
struct Tried {
    #[serde(default)]
    who: String,
    #[serde(default)]
    passphrase: Hidden,
    #[serde(default)]
    back: String,
}

async fn door(ctx: Ctx, Query(Back { back, said }): Query<Back>) -> Result<Response, Failed> {
    if ctx.hand.is_some() {
        return Ok(Redirect::to(own_address(&back)).into_response());
    }
    if first_is_awaited(&ctx).await? {
        return Ok(Redirect::to(&with_back("/welcome", &back)).into_response());
    }
    let said = (said == "second").then(|| html! { p { (ctx.t("second-first")) } });
    let form = form(&ctx, &back, "", said).await?;
    Ok(ctx.page(&ctx.t("login-title"), form))
}

/// An address that leads on to another afterwards.
pub(super) fn with_back(address: &str, back: &str) -> String {
    match back {
        "" => address.to_owned(),
        back => format!("{address}?back={}", show::query(own_address(back))),
    }
}

/// Whether the case has nobody yet, and whoever sits here may become the first.
async fn first_is_awaited(ctx: &Ctx) -> Result<bool, Failed> {
    let people = enrolled::people(&ctx.app).await;
    let people = people.map_err(|refusal| ctx.failed(refusal))?;
    Ok(people == People::None && !ctx.app.config.is_open())
}

async fn come_in(headers: HeaderMap, Posted(ctx, tried): Posted<Tried>) -> Result<Response, Failed> {
    let begun = Instant::now();
    if let Err(left) = ctx.app.patience.try_now(&tried.who, begun) {
        return later(&ctx, &tried, left).await;
    }
    let people = ctx.ask(|desk| desk.people()).await?;
    let key = key_of(&people, &tried.who).to_owned();
    let Hidden(secret) = tried.passphrase.clone();
    match ctx.app.ask(move |desk| desk.unlock(&key, &secret)).await {
        Ok(hand) => {
            ctx.app.patience.forget(&tried.who);
            if asks_for_a_passkey(&ctx, &hand).await? {
                return second(&ctx, hand, &tried.back);
            }
            admitted(&ctx, &headers, hand, &tried.back)
        }
        Err(refusal) if refusal.why == Why::Broken => Err(ctx.failed(refusal)),
        // told to who brought the right passphrase alone
        Err(refusal) if refusal.why == Why::Forbidden => Err(ctx.failed(refusal)),
        Err(_) => {
            let left = patience::REFUSAL.saturating_sub(begun.elapsed());
            tokio::time::sleep(left).await;
            refused(&ctx, &tried).await
        }
    }
}

/// Whether somebody has a passkey that opens nothing, and is asked for beside
/// the passphrase.
async fn asks_for_a_passkey(ctx: &Ctx, hand: &Hand) -> Result<bool, Failed> {
    let person = hand.person().to_owned();
    let passkeys = ctx.ask(move |desk| desk.passkeys(Some(&person))).await?;
    Ok(passkeys.iter().any(|passkey| !passkey.unlocks))
}

/// The passphrase was right; now the passkey.
fn second(ctx: &Ctx, hand: Hand, back: &str) -> Result<Response, Failed> {
    let back = own_address(back).to_owned();
    let purpose = Purpose::Second {
        hand: hand.clone(),
        back,
    };
    let (step, _) = ctx
        .app
        .ceremonies
        .begin(purpose)
        .map_err(|_| no_randomness(ctx))?;
    // who does not come back with it leaves no open key behind
    let app = ctx.app.clone();
    drop(tokio::spawn(async move {
        tokio::time::sleep(LONGEST * 2).await;
        if !app.sessions.holds(&hand) {
            app.desk.lock(&hand);
        }
    }));
    let body = html! {
        h1 { (ctx.t("second-title")) }
        p { (ctx.t("second-why")) }
        (with_passkey(ctx, "sign-in", html! {
            input type="hidden" name="step" value=(step);
            button type="submit" data-load="" { (ctx.t("passkey-come-in")) }
        }))
        noscript { p.note { (ctx.t("passkey-needs-script")) } }
    };
    Ok(ctx.page(&ctx.t("second-title"), body))
}

/// Where a passkey that opens nothing leads: the passphrase is asked for first.
pub(super) fn second_step(back: &str) -> String {
    format!("/login?said=second&back={}", show::query(own_address(back)))
}

/// A form that the passkey island takes over; hidden where the browser has no
/// passkeys or runs no scripts.
pub(super) fn with_passkey(ctx: &Ctx, mode: &str, fields: Markup) -> Markup {
    let verb = if mode == "register" { "register" } else { "login" };
    let (begin, finish) = (
        format!("/passkey/begin-{verb}"),
        format!("/passkey/finish-{verb}"),
    );
    html! {
        form.passkey method="post" action=(ctx.uri.path()) {
            div data-island="passkey" data-when="click" data-needs="PublicKeyCredential" hidden
                data-mode=(mode) data-begin=(begin) data-finish=(finish) { (fields) }
        }
    }
}

fn no_randomness(ctx: &Ctx) -> Failed {
    ctx.failed(Refusal::new(
        Why::Broken,
        "this machine gave no randomness for a session",
        "try again in a moment",
    ))
}

/// The key that a name stands for, or the key itself. Where none fits, or two
/// do, an empty one: the desk is asked all the same, so that it takes its time.
fn key_of<'p>(people: &'p [PersonView], who: &str) -> &'p str {
    let who = who.trim();
    let here = || people.iter().filter(|person| person.here && !person.retired);
    if let Some(person) = here().find(|person| person.key == who) {
        return &person.key;
    }
    let lower = who.to_lowercase();
    let mut called = here().filter(|person| person.name.to_lowercase() == lower);
    match (called.next(), called.next()) {
        (Some(person), None) => &person.key,
        _ => "",
    }
}

/// Opens a session for a hand, and leads to where it wanted to go. A session
/// that the browser had before ends: what somebody planted there is worth
/// nothing afterwards.
pub(super) fn admitted(ctx: &Ctx, headers: &HeaderMap, hand: Hand, back: &str) -> Result<Response, Failed> {
    let mut response = Redirect::to(own_address(back)).into_response();
    begin_session(ctx, headers, hand, &mut response)?;
    Ok(response)
}

/// The session alone.
pub(super) fn begin_session(
    ctx: &Ctx,
    headers: &HeaderMap,
    hand: Hand,
    response: &mut Response,
) -> Result<(), Failed> {
    let tls = ctx.app.config.tls.is_some();
    end_session(ctx, headers);
    let token = ctx.app.sessions.open(hand).map_err(|_| no_randomness(ctx))?;
    cookie::give(response, &token, tls);
    Ok(())
}

fn end_session(ctx: &Ctx, headers: &HeaderMap) {
    let token = session_token(headers, ctx.app.config.tls.is_some());
    if let Some(hand) = token.and_then(|token| ctx.app.sessions.close(token)) {
        ctx.app.desk.lock(&hand);
    }
}

async fn leave(ctx: Ctx, headers: HeaderMap) -> Response {
    end_session(&ctx, &headers);
    let mut response = Redirect::to("/").into_response();
    cookie::take(&mut response, ctx.app.config.tls.is_some());
    // pages that were shown stay in no memory of the browser
    let clear = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", clear);
    response
}

async fn refused(ctx: &Ctx, tried: &Tried) -> Result<Response, Failed> {
    let said = html! { p { strong { (ctx.t("login-wrong-broke")) } } p { (ctx.t("login-wrong-repair")) } };
    let form = form(ctx, &tried.back, &tried.who, Some(said)).await?;
    let mut response = ctx.page(&ctx.t("login-title"), form);
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    Ok(response)
}

async fn later(ctx: &Ctx, tried: &Tried, left: Duration) -> Result<Response, Failed> {
    let seconds = left.as_secs().max(1);
    let said = html! { p { strong { (ctx.t("login-later-broke")) } } p { (ctx.t_n("login-later-repair", seconds)) } };
    let form = form(ctx, &tried.back, &tried.who, Some(said)).await?;
    let mut response = ctx.page(&ctx.t("login-title"), form);
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    let headers = response.headers_mut();
    headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

async fn form(ctx: &Ctx, back: &str, who: &str, said: Option<Markup>) -> Result<Markup, Failed> {
    let offered = match ctx.app.config.is_open() {
        true => Vec::new(),
        false => ctx.ask(|desk| desk.people()).await.unwrap_or_default(),
    };
    let offered: Vec<PersonView> = offered
        .into_iter()
        .filter(|person| person.here && person.enrolled && !person.retired)
        .collect();
    Ok(html! {
        h1 { (ctx.t("login-title")) }
        @if let Some(said) = said { div.refusal role="alert" { (said) } }
        div.split {
            form.panel.door action="/login" method="post" {
                h2 { (ctx.t("login-passphrase-title")) }
                input type="hidden" name="back" value=(own_address(back));
                label.field {
                    span { (ctx.t("login-who")) }
                    @if offered.is_empty() {
                        input type="text" name="who" autocomplete="username" required maxlength="200" value=(who);
                    } @else {
                        select name="who" autocomplete="username" required {
                            @for person in &offered {
                                option value=(person.key) selected[person.key == who || person.name == who] { (person.name) }
                            }
                        }
                    }
                }
                label.field {
                    span { (ctx.t("login-passphrase")) }
                    input type="password" name="passphrase" autocomplete="current-password" required maxlength="1000";
                }
                button type="submit" { (ctx.t("come-in")) }
            }
            div {
                h2 { (ctx.t("login-passkey-title")) }
                (with_passkey(ctx, "sign-in", html! {
                    input type="hidden" name="back" value=(own_address(back));
                    button type="submit" data-load="" { (ctx.t("passkey-come-in")) }
                }))
                p.soft { (ctx.t("passkey-what")) }
                h2 { (ctx.t("login-others")) }
                p { (ctx.t("login-invited")) " " a href="/join" { (ctx.t("join-title")) } }
                p.soft { (ctx.t("login-lost")) }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_a_key_where_one_person_has_it() {
        let person = |key: &str, name: &str, here| PersonView {
            key: key.to_owned(),
            name: name.to_owned(),
            here,
            ..PersonView::default()
        };
        let people = [
            person("k1", "Ada", true),
            person("k2", "Ben", true),
            person("k3", "ben", true),
            person("k4", "Carl", false),
        ];
        let found: Vec<&str> = ["ada ", "k2", "Ben", "Carl", "nobody", ""]
            .map(|who| key_of(&people, who))
            .to_vec();
        assert_eq!(found, ["k1", "k2", "", "", "", ""]);
    }
}
