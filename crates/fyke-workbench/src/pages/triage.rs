//! The queue: a session is drawn, then one lead at a time, by the keyboard alone
//! for whoever likes that. Each step is in the record before the next lead
//! comes, so that to stop is always safe.
//!
//! | key | does |
//! |---|---|
//! | j, k | next, previous row |
//! | o, 1 to 9 | opens the row; leans on it |
//! | p, l m h, w | own number; how firm; in own words |
//! | v, s | say it and be shown; say it |
//! | e, r, d, f | escalate, refute, dismiss, defer |
//! | u | takes the decision before back |
//! | n, b | next, previous lead |

use super::lead::{From, body, head, seen};
use super::leads::plain_subject;
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::{Fields, go};
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use fyke_model::desk::{LeadPage, Role, SessionItem};
use maud::{Markup, html};

/// Leads that a session takes in, unless the person asks for more.
const SESSION_LEADS: usize = 20;

/// Leads of one session at most.
const SESSION_MAX: usize = 200;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/triage", get(triage))
        .route("/triage/draw", post(draw))
}

async fn draw(Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let wanted = match fields.one("n") {
        "" => SESSION_LEADS,
        n => n
            .parse()
            .map_or(SESSION_LEADS, |n: usize| n.clamp(1, SESSION_MAX)),
    };
    ctx.ask(move |desk| desk.draw(&hand, wanted, &[])).await?;
    go("/triage")
}

async fn triage(ctx: Ctx) -> Result<Response, Failed> {
    if ctx.hand.is_none() {
        let body = html! {
            h1 { (ctx.t("menu-triage")) }
            p { (ctx.t("lead-come-in")) }
            p { a.button href="/login?back=/triage" { (ctx.t("come-in")) } }
        };
        return Ok(ctx.page(&ctx.t("menu-triage"), body));
    }
    let hand = ctx.may(Role::Reviewer)?;
    let pairs = Pairs::of(ctx.uri.query().unwrap_or_default()).map_err(|r| ctx.failed(r))?;
    let session = ctx.ask(move |desk| desk.session(&hand)).await?;
    let items = session.items;
    let after = match pairs.one("after").map(str::to_owned) {
        Some(id) => {
            let (hand, lead) = (ctx.hand.clone(), id.clone());
            let page = ctx.app.ask(move |desk| desk.lead(hand.as_ref(), &lead)).await;
            // one that cannot be seen any more needs no way back
            page.ok().map(|page| undo(&ctx, &page))
        }
        None => None,
    };
    let waiting = |item: &&SessionItem| item.state != "decided";
    let current = match pairs.one("lead") {
        Some(id) => Some(id.to_owned()),
        // what was begun is brought to its end before something new
        None => items
            .iter()
            .filter(waiting)
            .find(|item| item.state == "judged")
            .or_else(|| items.iter().find(|item| item.state == "open"))
            .map(|item| item.id.clone()),
    };
    let title = ctx.t("menu-triage");
    let Some(id) = current else {
        let body = html! {
            @if let Some(after) = after { (after) }
            (begin(&ctx, &items))
        };
        return Ok(ctx.page(&title, body));
    };
    let seen = seen(&ctx, &id).await?;
    ctx.looked(format!("triage/{id}"));
    let shown = html! {
        @if let Some(after) = after { (after) }
        (progress(&ctx, &items, &id, &seen.page))
        (head(&seen.page).shown(&ctx))
        (body(&ctx, &seen, From::Triage))
        (keys(&ctx))
    };
    Ok(ctx.page(&title, shown))
}

/// Whether nothing is left to do with it in this session: decided, or its answer
/// was known and is told.
fn done(item: &SessionItem) -> bool {
    matches!(item.state.as_str(), "decided" | "revealed")
}

/// Before the first lead and after the last.
fn begin(ctx: &Ctx, items: &[SessionItem]) -> Markup {
    let open: Vec<&SessionItem> = items.iter().filter(|item| item.state == "revealed").collect();
    html! {
        h1 { (ctx.t("menu-triage")) }
        @if items.is_empty() { p.standfirst { (ctx.t("triage-means")) } }
        @else { p.standfirst { (ctx.t_n("triage-done", items.len() as u64)) } }
        @if !open.is_empty() {
            h2 { (ctx.t("triage-undecided")) }
            ul { @for item in open {
                li { a href={ "/triage?lead=" (show::query(&item.id)) } { (show::subject(&item.subject)) } }
            } }
        }
        form.panel action="/triage/draw" method="post" {
            label.field { span { (ctx.t("triage-how-many")) }
                input type="number" name="n" min="1" max=(SESSION_MAX) value=(SESSION_LEADS) inputmode="numeric"; }
            p.hint { (ctx.t("triage-drawn")) }
            button type="submit" data-key="n" data-key-says=(ctx.t("triage-draw")) { (ctx.t("triage-draw")) }
        }
        @if !items.is_empty() { p { a href="/leads" { (ctx.t("menu-leads")) } " · " a href="/scores" { (ctx.t("scores-title")) } } }
    }
}

/// How far one is, and the leads before and after.
fn progress(ctx: &Ctx, items: &[SessionItem], id: &str, page: &LeadPage) -> Markup {
    let ready = items.iter().filter(|item| done(item)).count();
    let at = items.iter().position(|item| item.id == id);
    let to = |item: Option<&SessionItem>| item.map(|item| format!("/triage?lead={}", show::query(&item.id)));
    let next = to(at.map_or_else(|| items.first(), |at| items.get(at + 1)));
    let before = to(at.and_then(|at| items.get(at.checked_sub(1)?)));
    let told = matches!(page, LeadPage::Open(open) if open.may.is_empty());
    html! {
        nav.progress aria-label=(ctx.t("menu-triage")) {
            label for="ready" { (ctx.t_with("triage-ready", &[("n", (ready as u64).into()), ("of", (items.len() as u64).into())])) }
            progress #ready max=(items.len().max(1)) value=(ready) {}
            span.ways {
                @if let Some(before) = before { a.button.quiet rel="prev" href=(before) data-key="b" { (ctx.t("triage-before")) } }
                @if told { a.button href="/triage" data-key="n" { (ctx.t("triage-next")) } }
                @else if let Some(next) = next { a.button.quiet rel="next" href=(next) data-key="n" { (ctx.t("triage-next")) } }
            }
        }
    }
}

/// What was just decided, and the way back.
fn undo(ctx: &Ctx, page: &LeadPage) -> Markup {
    let LeadPage::Open(open) = page else {
        let head = head(page);
        return html! { p.note role="status" { (ctx.t("triage-written")) " " a href=(head.address()) { bdi { (head.title()) } } } };
    };
    let title = plain_subject(&open.lead.subject);
    html! {
        form.note.row-of action={ "/lead/" (show::query(&open.lead.id)) "/withdraw" } method="post" role="status" {
            span { (ctx.t(&format!("standing-{}", open.standing.as_str()))) ": "
                a href={ "/lead/" (show::query(&open.lead.id)) } { bdi { (title) } } }
            input type="hidden" name="from" value="triage";
            input type="hidden" name="why" value=(ctx.t("triage-undo-why"));
            button.quiet type="submit" data-key="u" { (ctx.t("triage-undo")) " " kbd aria-hidden="true" { "u" } }
        }
    }
}

/// The keys, for whoever works with them.
fn keys(ctx: &Ctx) -> Markup {
    let keys = [
        ("j k", "key-row-next"),
        ("o", "key-row-open"),
        ("1 … 9", "key-lean"),
        ("p", "judge-own-number"),
        ("l m h", "judge-firm"),
        ("w", "judge-why"),
        ("v", "judge-say-reveal"),
        ("s", "judge-say"),
        ("e", "verdict-escalate"),
        ("r", "verdict-refute"),
        ("d", "verdict-dismiss"),
        ("f", "verdict-defer"),
        ("u", "triage-undo"),
        ("n", "triage-next"),
        ("b", "triage-before"),
    ];
    html! {
        details.keys {
            summary { (ctx.t("triage-keys")) " " kbd { "?" } }
            dl { @for (key, says) in keys { div { dt { kbd { (key) } } dd { (ctx.t(says)) } } } }
        }
    }
}
