//! Searches that are kept, and what came since they were last looked at: on one
//! page, as a feed for each, and as a file.

use super::bookmarks::day;
use super::{tabs, thing};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::prefs::own_address;
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use fyke_model::desk::{Alert, Refusal, SavedSearch};
use maud::{Markup, html};
use serde::Deserialize;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/alerts", get(list).post(save))
        .route("/alerts/seen", post(seen))
        .route("/alerts/forget", post(forget))
        .route("/alerts/new.json", get(file))
}

/// Letters of an address at most.
const ADDRESS_MAX: usize = 4000;

async fn list(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let (saved, new) = ctx
        .ask(move |desk| Ok((desk.saved(&hand)?, desk.alerts(&hand)?)))
        .await?;
    let body = html! {
        h1 { (ctx.t("kept-alerts")) }
        (tabs(&ctx))
        @if saved.is_empty() { p.empty { (ctx.t("alerts-nothing")) } }
        @else {
            h2 #new { (ctx.t("alerts-new")) }
            @if new.is_empty() { p.empty { (ctx.t("alerts-nothing-new")) } }
            @for search in &saved { (digest(&ctx, search, &new)) }
            h2 #searches { (ctx.t("alerts-searches")) }
            (searches(&ctx, &saved, &new))
            p.soft { (ctx.t("alerts-feed-hint")) }
            p.soft { (ctx.t("kept-as-file")) " " a href="/alerts/new.json" { "JSON" } }
        }
    };
    Ok(ctx.page(&ctx.t("kept-alerts"), body))
}

/// What is new for one search.
fn digest(ctx: &Ctx, search: &SavedSearch, new: &[Alert]) -> Markup {
    let of: Vec<&Alert> = new.iter().filter(|alert| alert.search == search.id).collect();
    html! {
        @if !of.is_empty() {
            section.panel aria-label=(search.title) {
                h3 { (show::data(&search.title)) " " span.soft { (show::number(of.len() as u64)) } }
                ul { @for alert in &of { li {
                    a href=(thing::address(&alert.thing)) { (show::data(&alert.title)) } " "
                    span.soft { (show::data(&alert.words)) ", " time datetime=(alert.at) { (day(&alert.at)) } }
                } } }
                form action="/alerts/seen" method="post" {
                    input type="hidden" name="id" value=(search.id);
                    button.quiet type="submit" { (ctx.t("alerts-seen")) span.hidden { ": " (search.title) } }
                }
            }
        }
    }
}

fn searches(ctx: &Ctx, saved: &[SavedSearch], new: &[Alert]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby="searches" {
            table {
                caption.hidden { (ctx.t("alerts-searches")) }
                thead { tr {
                    th scope="col" { (ctx.t("alerts-search")) }
                    th.n scope="col" { (ctx.t("alerts-new")) }
                    th scope="col" { (ctx.t("alerts-feed")) }
                    th scope="col" { (ctx.t("kept-change")) }
                } }
                tbody { @for search in saved {
                    tr {
                        th scope="row" { a href=(own_address(&search.address)) { (show::data(&search.title)) } }
                        td.n { (show::number(new.iter().filter(|alert| alert.search == search.id).count() as u64)) }
                        td { @if !search.feed.is_empty() { a href={ "/feed/" (show::query(&search.feed)) ".xml" } type="application/atom+xml" { "Atom" } } }
                        td { form action="/alerts/forget" method="post" {
                            input type="hidden" name="id" value=(search.id);
                            button.quiet type="submit" { (ctx.t("alerts-forget")) span.hidden { ": " (search.title) } }
                        } }
                    }
                } }
            }
        }
    }
}

#[derive(Deserialize)]
struct Kept {
    #[serde(default)]
    title: String,
    address: String,
}

async fn save(Posted(ctx, kept): Posted<Kept>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let address = own_address(&kept.address);
    if address != kept.address || address == "/" || address.len() > ADDRESS_MAX {
        let refusal = Refusal::malformed(ctx.t("alerts-address-broke"), ctx.t("alerts-address-repair"));
        return Err(ctx.failed(refusal));
    }
    let title = kept.title.trim();
    let search = SavedSearch {
        title: if title.is_empty() { address } else { title }.to_owned(),
        address: address.to_owned(),
        on: true,
        ..SavedSearch::default()
    };
    ctx.ask(move |desk| desk.save(&hand, &search)).await?;
    Ok(Redirect::to("/alerts").into_response())
}

#[derive(Deserialize)]
struct Which {
    id: String,
}

async fn seen(Posted(ctx, Which { id }): Posted<Which>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    ctx.ask(move |desk| desk.seen(&hand, &id)).await?;
    Ok(Redirect::to("/alerts").into_response())
}

async fn forget(Posted(ctx, Which { id }): Posted<Which>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    ctx.ask(move |desk| {
        let all = desk.saved(&hand)?;
        let known = all.into_iter().find(|search| search.id == id);
        let known = known.ok_or_else(|| Refusal::absent("this search of yours"))?;
        desk.save(&hand, &SavedSearch { on: false, ..known })
    })
    .await?;
    Ok(Redirect::to("/alerts").into_response())
}

/// What is new, as a file.
async fn file(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let new = ctx.ask(move |desk| desk.alerts(&hand)).await?;
    ctx.looked("alerts as a file");
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"new.json\""),
    ];
    Ok((headers, serde_json::to_string_pretty(&new).unwrap_or_default()).into_response())
}
