//! Bookmarks: what to check, what was checked, what matters; on lists of one's
//! own or everybody's. The filter stands in the address.

use super::{STATUSES, status_select, tabs, thing};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::prefs::own_address;
use crate::posted::Posted;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use fyke_model::desk::{Bookmark, Refusal};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/bookmarks", get(list).post(mark))
}

#[derive(Deserialize)]
struct Filter {
    #[serde(default)]
    status: String,
    #[serde(default)]
    list: String,
}

async fn list(ctx: Ctx, Query(filter): Query<Filter>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let name = hand.name().to_owned();
    let all = ctx.ask(move |desk| desk.bookmarks(&hand)).await?;
    let mut lists: BTreeMap<&str, u64> = BTreeMap::new();
    for one in all.iter().filter(|one| !one.list.is_empty()) {
        *lists.entry(&one.list).or_default() += 1;
    }
    let fits = |one: &&Bookmark| {
        (filter.status.is_empty() || one.status == filter.status)
            && (filter.list.is_empty() || one.list == filter.list)
    };
    let shown: Vec<&Bookmark> = all.iter().filter(fits).collect();
    let body = html! {
        h1 { (ctx.t("kept-bookmarks")) }
        (tabs(&ctx))
        (filters(&ctx, &filter, &lists))
        @if shown.is_empty() { p.empty { (ctx.t(if all.is_empty() { "kept-nothing" } else { "kept-none-fit" })) } }
        @else {
            (table(&ctx, &shown, &name))
            (parts::exports(&ctx, &["csv", "xlsx"]))
        }
    };
    Ok(ctx.page(&ctx.t("kept-bookmarks"), body))
}

fn address(status: &str, list: &str) -> String {
    let parts: Vec<String> = [("status", status), ("list", list)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", show::query(value)))
        .collect();
    if parts.is_empty() {
        "/bookmarks".to_owned()
    } else {
        format!("/bookmarks?{}", parts.join("&"))
    }
}

fn filters(ctx: &Ctx, filter: &Filter, lists: &BTreeMap<&str, u64>) -> Markup {
    let current = |is: bool| is.then_some("true");
    html! {
        nav aria-label=(ctx.t("kept-status")) { ul.chips {
            li { a href=(address("", &filter.list)) aria-current=[current(filter.status.is_empty())] { (ctx.t("kept-all")) } }
            @for (status, message) in STATUSES {
                li { a href=(address(status, &filter.list)) aria-current=[current(filter.status == status)] { (ctx.t(message)) } }
            }
        } }
        @if !lists.is_empty() {
            nav aria-label=(ctx.t("kept-list")) { ul.chips {
                li { a href=(address(&filter.status, "")) aria-current=[current(filter.list.is_empty())] { (ctx.t("kept-all-lists")) } }
                @for (list, n) in lists {
                    li { a href=(address(&filter.status, list)) aria-current=[current(filter.list == *list)] { (show::data(list)) " " (show::number(*n)) } }
                }
            } }
        }
    }
}

fn table(ctx: &Ctx, shown: &[&Bookmark], me: &str) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(ctx.t("kept-bookmarks")) {
            table {
                caption.hidden { (ctx.t("kept-bookmarks")) }
                thead { tr {
                    th scope="col" { (ctx.t("kept-what")) }
                    th scope="colgroup" colspan="2" { (ctx.t("kept-status")) ", " (ctx.t("kept-list")) }
                    th scope="col" { (ctx.t("kept-by")) }
                    th scope="col" { (ctx.t("kept-notes")) }
                } }
                tbody { @for one in shown { (row(ctx, one, one.by == me)) } }
            }
        }
    }
}

fn row(ctx: &Ctx, one: &Bookmark, own: bool) -> Markup {
    let back = ctx.uri.path_and_query().map_or("/bookmarks", |all| all.as_str());
    let message = STATUSES
        .iter()
        .find(|(status, _)| *status == one.status)
        .map(|(_, message)| *message);
    html! {
        tr {
            th scope="row" { a href=(thing::address(&one.thing)) { (show::data(&one.title)) } }
            @if own {
                td colspan="2" {
                    form.keep action="/bookmarks" method="post" {
                        input type="hidden" name="thing" value=(thing::written(&one.thing));
                        input type="hidden" name="title" value=(one.title);
                        input type="hidden" name="back" value=(back);
                        label { span.hidden { (ctx.t("kept-status")) } (status_select(ctx, &one.status)) }
                        label { span.hidden { (ctx.t("kept-list")) }
                            input type="text" name="list" value=(one.list) maxlength="200" placeholder=(ctx.t("kept-list")); }
                        label { input type="checkbox" name="shared" value="yes" checked[one.shared]; (ctx.t("kept-shared")) }
                        button.quiet type="submit" { (ctx.t("set")) }
                    }
                }
            } @else {
                td { @if let Some(message) = message { (ctx.t(message)) } }
                td { (show::data(&one.list)) }
            }
            td { (show::data(&one.by)) br; time.soft datetime=(one.at) { (day(&one.at)) } }
            td { a href=(thing::notes_address(&one.thing)) { (ctx.t("kept-notes")) } }
        }
    }
}

/// The day of a time.
pub(super) fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or(at)
}

/// What keeps a thing: `thing` alone (`entity:x`), or `kind` and `id`.
#[derive(Deserialize)]
struct Marked {
    #[serde(default)]
    thing: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    list: String,
    #[serde(default)]
    shared: String,
    #[serde(default)]
    back: String,
}

async fn mark(Posted(ctx, marked): Posted<Marked>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let kind = if marked.thing.is_empty() {
        &marked.kind
    } else {
        &marked.thing
    };
    let thing = thing::read(kind, &marked.id).map_err(|refusal| ctx.failed(refusal))?;
    let known = marked.status == "none" || STATUSES.iter().any(|(status, _)| *status == marked.status);
    if !known {
        return Err(ctx.failed(Refusal::malformed(ctx.t("form-broke"), ctx.t("form-repair"))));
    }
    let title = if marked.title.trim().is_empty() {
        thing::written(&thing)
    } else {
        marked.title
    };
    let bookmark = Bookmark {
        thing,
        title,
        status: marked.status,
        list: marked.list.trim().to_owned(),
        shared: marked.shared == "yes",
        by: String::new(),
        at: String::new(),
    };
    ctx.ask(move |desk| desk.mark(&hand, &bookmark)).await?;
    let back = if marked.back.is_empty() {
        "/bookmarks"
    } else {
        own_address(&marked.back)
    };
    Ok(Redirect::to(back).into_response())
}
