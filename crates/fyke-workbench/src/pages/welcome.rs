//! The first run: whoever sits at the machine becomes the first person of the
//! case, and may let others in.

use super::login::{Back, admitted, with_back};
use super::prefs::own_address;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::guard::enrolled::{self, People};
use crate::guard::strength::{self, Strength};
use crate::posted::{Hidden, Posted};
use crate::state::App;
use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use fyke_model::desk::{Refusal, Secret, Why};
use maud::{Markup, html};
use serde::Deserialize;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/welcome", get(form).post(found))
}

/// What somebody new fills in, here and at `/join`.
#[derive(Deserialize)]
pub(super) struct Newcomer {
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) passphrase: Hidden,
    #[serde(default)]
    pub(super) again: Hidden,
    /// Where to go afterwards, besides the people of the case.
    #[serde(default)]
    pub(super) back: String,
}

/// A name longer than this is no name.
const NAME_MAX: usize = 80;

impl Newcomer {
    /// Their name and passphrase, where both are fit for use; else the message
    /// that says what is not.
    pub(super) fn fit(&self) -> Result<(String, Secret), &'static str> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
            return Err("newcomer-name-wrong");
        }
        let (Hidden(passphrase), Hidden(again)) = (&self.passphrase, &self.again);
        if passphrase != again {
            return Err("newcomer-differ");
        }
        if strength::of(passphrase.reveal(), name) == Strength::Weak {
            return Err("newcomer-weak");
        }
        Ok((name.to_owned(), passphrase.clone()))
    }

    /// What to say of a passphrase that was taken and could be better.
    pub(super) fn could_be_better(&self) -> bool {
        strength::of(self.passphrase.0.reveal(), &self.name) == Strength::Fair
    }
}

/// Name, passphrase, passphrase again.
pub(super) fn fields(ctx: &Ctx, name: &str) -> Markup {
    html! {
        label.field {
            span { (ctx.t("newcomer-name")) }
            input type="text" name="name" autocomplete="username" required maxlength=(NAME_MAX) value=(name);
            small { (ctx.t("newcomer-name-hint")) }
        }
        label.field {
            span { (ctx.t("newcomer-passphrase")) }
            input type="password" name="passphrase" autocomplete="new-password" required minlength="8" maxlength="1000";
            small { (ctx.t("newcomer-passphrase-hint")) }
        }
        label.field {
            span { (ctx.t("newcomer-again")) }
            input type="password" name="again" autocomplete="new-password" required minlength="8" maxlength="1000";
        }
    }
}

async fn form(ctx: Ctx, Query(Back { back, .. }): Query<Back>) -> Result<Response, Failed> {
    match enrolled::people(&ctx.app)
        .await
        .map_err(|refusal| ctx.failed(refusal))?
    {
        People::Some => Ok(Redirect::to(&with_back("/login", &back)).into_response()),
        People::NotKept => Err(ctx.failed(Refusal::absent("the list of people"))),
        People::None if ctx.app.config.is_open() => Err(not_here(&ctx)),
        People::None => Ok(page(&ctx, "", &back, None)),
    }
}

/// Somebody far away does not become the first.
fn not_here(ctx: &Ctx) -> Failed {
    ctx.failed(Refusal::new(
        Why::Forbidden,
        ctx.t("welcome-far-broke"),
        ctx.t("welcome-far-repair"),
    ))
}

async fn found(headers: HeaderMap, Posted(ctx, newcomer): Posted<Newcomer>) -> Result<Response, Failed> {
    if ctx.app.config.is_open() {
        return Err(not_here(&ctx));
    }
    let (name, passphrase) = match newcomer.fit() {
        Ok(fit) => fit,
        Err(message) => return Ok(page(&ctx, &newcomer.name, &newcomer.back, Some(message))),
    };
    let hand = ctx.ask(move |desk| desk.found(&name, &passphrase)).await?;
    let back = if !newcomer.back.is_empty() {
        own_address(&newcomer.back)
    } else if newcomer.could_be_better() {
        "/people?said=fair"
    } else {
        "/people?said=first"
    };
    admitted(&ctx, &headers, hand, back)
}

fn page(ctx: &Ctx, name: &str, back: &str, wrong: Option<&str>) -> Response {
    let body = html! {
        h1 { (ctx.t("welcome-title")) }
        p.standfirst { (ctx.t("welcome-why")) }
        @if let Some(message) = wrong { div.refusal role="alert" { p { strong { (ctx.t(message)) } } } }
        div.split {
            form.panel.door action="/welcome" method="post" {
                (fields(ctx, name))
                @if !back.is_empty() { input type="hidden" name="back" value=(back); }
                button type="submit" { (ctx.t("welcome-do")) }
            }
            div {
                h2 { (ctx.t("welcome-then")) }
                ul {
                    li { (ctx.t("welcome-signs")) }
                    li { (ctx.t("welcome-lost")) }
                    li { (ctx.t("welcome-others")) }
                }
                p { a href="/" { (ctx.t("welcome-look")) } }
            }
        }
    };
    let mut response = ctx.page(&ctx.t("welcome-title"), body);
    if wrong.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}
