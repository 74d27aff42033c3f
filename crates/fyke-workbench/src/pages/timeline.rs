//! What happened to somebody, in the order of its days: a list, and the same as
//! bars in lanes.

use crate::address::{InAddress, Pairs};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::whom::{self, Whom};
use crate::state::App;
use crate::{draw, parts, show};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use fyke_model::desk::{Event, Listed, Page, TimelineOf};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/timeline", get(timeline))
        .route("/timeline/data", get(data))
}

/// Events of the drawing; what is more stands in the list.
const DRAWN_MAX: usize = 500;

/// What a timeline may show.
const KINDS: [&str; 6] = [
    "consignment",
    "listing",
    "ownership",
    "directorship",
    "payment",
    "position",
];

fn question(ctx: &Ctx) -> Result<TimelineOf, Failed> {
    let pairs = Pairs::of(parts::asked(ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let of = TimelineOf::from_pairs(&pairs).map_err(|refusal| ctx.failed(refusal))?;
    Ok(TimelineOf {
        entity: pairs.one("entity").unwrap_or_default().to_owned(),
        ..of
    })
}

/// The address of a part of it.
fn address(path: &str, of: &TimelineOf) -> String {
    let rest = of.write();
    let and = if rest.is_empty() { "" } else { "&" };
    format!("{path}?entity={}{and}{rest}", show::query(&of.entity))
}

async fn data(ctx: Ctx) -> Result<Response, Failed> {
    let mut of = question(&ctx)?;
    of.page = Page {
        offset: 0,
        limit: DRAWN_MAX,
    };
    let mut events = ctx.ask(move |desk| desk.timeline(&of)).await?;
    for event in &mut events.items {
        event.rows.truncate(1);
    }
    Ok(Json(events).into_response())
}

async fn timeline(ctx: Ctx) -> Result<Response, Failed> {
    let of = question(&ctx)?;
    if of.entity.is_empty() {
        let whom = whom::read(&ctx, "who").await?;
        let to = |id: &str| {
            let of = of.clone();
            address(
                "/timeline",
                &TimelineOf {
                    entity: id.to_owned(),
                    ..of
                },
            )
        };
        if let Whom::Known(stub) = &whom {
            return crate::form::go(&to(&stub.id));
        }
        let body = html! {
            h1 { (ctx.t("timeline-title")) }
            (whom::ask(&ctx, "/timeline", &ctx.t("timeline-of-whom"), &whom, to))
        };
        return Ok(ctx.page(&ctx.t("timeline-title"), body));
    }
    let asked = of.clone();
    let (view, events, drawn) = ctx
        .ask(move |desk| {
            let view = desk.entity(&asked.entity)?;
            let whole = TimelineOf {
                page: Page {
                    offset: 0,
                    limit: DRAWN_MAX,
                },
                ..asked.clone()
            };
            Ok((view, desk.timeline(&asked)?, desk.timeline(&whole)?))
        })
        .await?;
    ctx.looked(format!("timeline {}", view.id));
    let title = format!("{}: {}", ctx.t("timeline-title"), view.caption);
    let body = html! {
        h1 { (ctx.t("timeline-title")) }
        p.standfirst { a href=(show::entity_address(&view.id)) { (show::name(&view.caption, view.latin.as_deref())) } }
        (filter(&ctx, &of))
        (list(&ctx, &of, &events, &drawn))
    };
    Ok(ctx.page(&title, body))
}

fn filter(ctx: &Ctx, of: &TimelineOf) -> Markup {
    html! {
        form.filter method="get" action="/timeline" hx-get="/timeline" hx-trigger="change, submit" hx-target="#events"
            hx-select="#events" hx-swap="outerHTML" hx-replace-url="true" {
            input type="hidden" name="entity" value=(of.entity);
            label { (ctx.t("filter-since")) " " input type="date" name="since" value=[of.from]; }
            label { (ctx.t("filter-until")) " " input type="date" name="until" value=[of.to]; }
            fieldset.boxes {
                legend { (ctx.t("filter-kinds")) }
                @for kind in KINDS {
                    label { input type="checkbox" name="kind" value=(kind) checked[of.kinds.iter().any(|chosen| chosen == kind)]; (parts::kind(ctx, kind)) }
                }
            }
            button.quiet type="submit" { (ctx.t("set")) }
        }
    }
}

fn list(ctx: &Ctx, of: &TimelineOf, events: &Listed<Event>, drawn: &Listed<Event>) -> Markup {
    html! {
        div #events {
            @if events.items.is_empty() { p.empty { (ctx.t("timeline-none")) } } @else {
                p.counted { strong { (ctx.t_with("timeline-events", &[("n", events.total.into()), ("shown", show::number(events.total).into())])) } }
                figure.drawing {
                    (draw::lanes(&drawn.items, |kind| ctx.t(&format!("kind-{kind}")), &ctx.t("timeline-drawing")))
                    @if drawn.total > drawn.items.len() as u64 { figcaption { (ctx.t("timeline-drawn-part")) } }
                }
                div data-island="timeline" data-src=(address("/timeline/data", &TimelineOf { page: Page::default(), ..of.clone() })) data-when="near"
                    data-row="event-{at}" data-limit=(of.page.limit) data-part=(address("/timeline", &TimelineOf { page: Page::default(), ..of.clone() }) + "&offset={offset}" + &limited(of)) {}
                ol.events start=(of.page.offset + 1) { @for (at, event) in events.items.iter().enumerate() {
                    (line(ctx, event, Some(of.page.offset + at)))
                } }
                (parts::pager(ctx, of.page, events.total, |page| address("/timeline", &TimelineOf { page, ..of.clone() })))
            }
        }
    }
}

/// How many of a page, where that is another number than usual, for an address.
fn limited(of: &TimelineOf) -> String {
    if of.page.limit == Page::default().limit {
        String::new()
    } else {
        format!("&limit={}", of.page.limit)
    }
}

/// One event; where it has a place in a list of all, a drawing can lead to it.
pub(super) fn line(ctx: &Ctx, event: &Event, at: Option<usize>) -> Markup {
    html! {
        li class={ "event of-" (draw::part_of(&event.kind)) } id=[at.map(|at| format!("event-{at}"))] {
            span.when { (show::span(Some(event.from), Some(event.to))) }
            span.what {
                span.soft { (parts::kind(ctx, &event.kind)) } " " (show::data(&event.words))
                @if let Some(other) = &event.other { " · " (parts::entity(ctx, other)) }
                " " (parts::rows(ctx, &event.rows, 3))
            }
        }
    }
}
