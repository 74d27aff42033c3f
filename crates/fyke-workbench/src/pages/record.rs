//! The record: who saw, said, decided, gave away what, the newest first; each
//! entry with the proof that the log holds it; and the check of the whole.

use super::lead::download;
use crate::address::{Pairs, Writer};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::Fields;
use crate::parts::pager_of;
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use fyke_model::desk::{EntryQuery, EntryView, Listed, Page, VerifyView};
use maud::{Markup, html};

/// Kinds of entries, as leaves spell them.
const KINDS: &[&str] = &[
    "take_in",
    "score_commitment",
    "session",
    "blind_judgement",
    "reveal",
    "decision",
    "second_signature",
    "bulk",
    "disclosure",
    "reads",
    "kept",
    "export",
    "erasure",
    "model_change",
    "forecast",
    "answer",
    "matrix",
    "weighing",
    "policy_change",
];

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/record", get(record))
        .route("/record/verify", post(verify))
        .route("/record/{entry}/leaf", get(leaf))
        .route("/record/{entry}/proof", get(proof))
}

/// The address of a part of the record.
fn address(query: &EntryQuery) -> String {
    let mut writer = Writer::default();
    writer.all("kind", &query.kinds);
    writer.push("by", query.by.as_deref().unwrap_or_default());
    writer.push("about", query.about.as_deref().unwrap_or_default());
    writer.page(query.page);
    match writer.done() {
        none if none.is_empty() => "/record".to_owned(),
        some => format!("/record?{some}"),
    }
}

async fn record(ctx: Ctx) -> Result<Response, Failed> {
    let pairs = Pairs::of(ctx.uri.query().unwrap_or_default()).map_err(|r| ctx.failed(r))?;
    let query = EntryQuery {
        kinds: pairs.all("kind").map(str::to_owned).collect(),
        by: pairs.one("by").map(str::to_owned),
        about: pairs.one("about").map(str::to_owned),
        page: pairs.page().map_err(|r| ctx.failed(r))?,
    };
    let wanted = query.clone();
    let found = ctx.ask(move |desk| desk.entries(&wanted)).await?;
    ctx.looked(address(&query));
    let title = ctx.t("menu-record");
    let body = html! {
        h1 { (title) }
        p.standfirst { (ctx.t("record-means")) }
        (check(&ctx))
        (filters(&ctx, &query))
        (entries(&ctx, &query, &found))
    };
    Ok(ctx.page(&title, body))
}

/// The button that has the whole checked.
fn check(ctx: &Ctx) -> Markup {
    html! {
        form.panel.row-of action="/record/verify" method="post" hx-post="/record/verify" hx-target="#verified" hx-swap="innerHTML" {
            span.grow { (ctx.t("record-verify-means")) }
            button type="submit" data-key="v" { (ctx.t("record-verify")) }
            span.htmx-indicator role="status" { (ctx.t("record-verify-wait")) }
        }
        div #verified aria-live="polite" {}
    }
}

fn kind_name(ctx: &Ctx, kind: &str) -> Markup {
    html! { @match KINDS.contains(&kind) { true => (ctx.t(&format!("kind-{}", kind.replace('_', "-")))), false => bdi { (kind) } } }
}

fn filters(ctx: &Ctx, query: &EntryQuery) -> Markup {
    let only = |kinds: Vec<String>| {
        address(&EntryQuery {
            kinds,
            page: Page::default(),
            ..query.clone()
        })
    };
    html! {
        nav aria-label=(ctx.t("record-kinds")) {
            ul.chips {
                li { a href=(only(Vec::new())) aria-current=[query.kinds.is_empty().then_some("true")] { (ctx.t("record-all")) } }
                @for kind in KINDS {
                    @let on = query.kinds.iter().any(|known| known == kind);
                    @let kinds = if on { query.kinds.iter().filter(|known| known != kind).cloned().collect() }
                        else { query.kinds.iter().cloned().chain([(*kind).to_owned()]).collect() };
                    li { a href=(only(kinds)) aria-current=[on.then_some("true")] { (kind_name(ctx, kind)) } }
                }
            }
        }
        @if query.by.is_some() || query.about.is_some() {
            p { (ctx.t("record-only"))
                @if let Some(by) = &query.by { " " (ctx.t("record-by")) " " code { bdi { (by) } } }
                @if let Some(about) = &query.about { " " (ctx.t("record-about")) " " code { bdi { (about) } } }
                " · " a href="/record" { (ctx.t("record-all")) } }
        }
    }
}

fn entries(ctx: &Ctx, query: &EntryQuery, found: &Listed<EntryView>) -> Markup {
    html! {
        @if found.items.is_empty() { p.empty { (ctx.t("record-none")) } } @else {
            div.scroll tabindex="0" role="group" aria-label=(ctx.t("menu-record")) { table.dense.record {
                caption { (show::number(found.total)) " " (ctx.t_n("record-entries", found.total)) }
                thead { tr {
                    th.n scope="col" { (ctx.t("record-entry")) } th scope="col" { (ctx.t("record-at")) }
                    th scope="col" { (ctx.t("record-who")) } th scope="col" { (ctx.t("record-what")) }
                    th scope="col" { (ctx.t("record-proof")) }
                } }
                tbody { @for entry in &found.items { (line(ctx, query, entry)) } }
            } }
            (pager_of(ctx, &ctx.t("menu-record"), query.page, found.total, |page| address(&EntryQuery { page, ..query.clone() })))
        }
    }
}

fn line(ctx: &Ctx, query: &EntryQuery, entry: &EntryView) -> Markup {
    let first = Page::default();
    let by = address(&EntryQuery {
        by: Some(entry.key.clone()),
        page: first,
        ..query.clone()
    });
    html! {
        tr #{ "entry-" (entry.index) } {
            th.n scope="row" { (show::number(entry.index)) }
            td.when { @if let Some(at) = &entry.at { time datetime=(at) { (at.get(..16).unwrap_or(at).replace('T', " ")) } } }
            td.who { a href=(by) title=(entry.key) { bdi { (entry.by) } } }
            td.what {
                span.label { (kind_name(ctx, &entry.kind)) } " "
                @if entry.erased { em { (ctx.t("record-erased")) } } @else { (show::sentence(&entry.words)) }
                @if let Some(lead) = &entry.about { " " a href={ "/lead/" (show::query(lead)) } { (ctx.t("record-lead")) } }
            }
            td.proofs {
                a href={ "/record/" (entry.index) "/leaf" } download { (ctx.t("record-leaf")) span.hidden { " " (entry.index) } } " "
                a href={ "/record/" (entry.index) "/proof" } download { (ctx.t("record-proof")) span.hidden { " " (entry.index) } }
            }
        }
    }
}

async fn verify(Posted(ctx, _): Posted<Fields>) -> Result<Response, Failed> {
    let view = ctx.ask(|desk| desk.verify()).await?;
    ctx.looked("record/verify");
    let found = verified(&ctx, &view);
    if ctx.fragment {
        return Ok(ctx.page("", found));
    }
    let title = ctx.t("record-verify");
    let body = html! {
        h1 { (title) }
        (found)
        p { a href="/record" { (ctx.t("menu-record")) } }
    };
    Ok(ctx.page(&title, body))
}

fn verified(ctx: &Ctx, view: &VerifyView) -> Markup {
    html! {
        section.verified.whole[view.whole] aria-labelledby="verified-title" {
            h2 #verified-title { (ctx.t(if view.whole { "verify-whole" } else { "verify-broken" })) }
            @if !view.findings.is_empty() { ul.bad { @for finding in &view.findings { li { (show::sentence(finding)) } } } }
            h3 { (ctx.t("verify-looked-at")) }
            ul.plain { @for (what, n) in &view.looked_at { li { (show::number(*n)) " " (show::sentence(what)) } } }
            dl.facts {
                div { dt { (ctx.t("verify-size")) } dd { (show::number(view.size)) } }
                div { dt { (ctx.t("verify-root")) } dd { code.hash dir="ltr" { (view.root) } } }
                div { dt { (ctx.t("verify-witnesses")) } dd {
                    @if view.witnesses.is_empty() { (ctx.t("verify-no-witness")) }
                    @for witness in &view.witnesses { bdi { (witness) } " " }
                } }
            }
            h3 { (ctx.t("verify-checkpoint")) }
            pre dir="ltr" tabindex="0" { (view.checkpoint) }
            p.soft { (ctx.t("verify-not")) }
        }
    }
}

async fn leaf(ctx: Ctx, Path(entry): Path<u64>) -> Result<Response, Failed> {
    let (leaf, _) = ctx.ask(move |desk| desk.proof(entry)).await?;
    Ok(download(
        &format!("entry-{entry}.leaf"),
        "application/octet-stream",
        leaf,
    ))
}

async fn proof(ctx: Ctx, Path(entry): Path<u64>) -> Result<Response, Failed> {
    let (_, proof) = ctx.ask(move |desk| desk.proof(entry)).await?;
    Ok(download(
        &format!("entry-{entry}.tlog-proof"),
        "text/plain; charset=utf-8",
        proof,
    ))
}
