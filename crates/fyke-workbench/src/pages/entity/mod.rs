//! All that a case knows of somebody: every value beside who said it, whom they
//! are tied to, what they traded, why their records are one, and what people
//! said of that.

mod facts;

use super::judgements::judgement_lines;
use super::pairs::{record, why_one};
use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use fyke_model::desk::{EntityView, Event, LinkView, Listed, Page, Role, TextQuery, Thing, TimelineOf};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/entity/{id}", get(entity))
}

/// Events of the excerpt.
const EVENTS_SHOWN: usize = 6;

/// Links of a page; a graph shows the others.
const LINKS_SHOWN: usize = 100;

async fn entity(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let asked = id.clone();
    let view = ctx.ask(move |desk| desk.entity(&asked)).await?;
    let of = TimelineOf {
        entity: view.id.clone(),
        page: Page {
            offset: 0,
            limit: EVENTS_SHOWN,
        },
        ..TimelineOf::default()
    };
    // a desk without days is still a desk
    let events = ctx
        .app
        .ask(move |desk| desk.timeline(&of))
        .await
        .unwrap_or_default();
    ctx.looked(format!("entity {}", view.id));
    Ok(ctx.page(&view.caption, shown(&ctx, &view, &events, &id)))
}

fn shown(ctx: &Ctx, view: &EntityView, events: &Listed<Event>, asked: &str) -> Markup {
    let id = show::query(&view.id);
    html! {
        h1 { (show::name(&view.caption, view.latin.as_deref())) }
        p.meta.under {
            span { (parts::schema(ctx, &view.schema)) }
            @for country in &view.countries { span { (show::country(*country)) } }
            @if view.listed { (parts::listed(ctx)) }
            (show::handling(ctx, view.handling))
            span.soft { code { (show::data(&view.id)) } }
            @if asked != view.id { span.soft { (ctx.t("entity-asked-as")) " " (show::data(asked)) } }
        }
        ul.chips {
            li { a href={ "/graph?of=" (id) } data-key="g" { (ctx.t("entity-graph")) } }
            li { a href={ "/timeline?entity=" (id) } data-key="t" { (ctx.t("entity-timeline")) } }
            li { a href={ "/paths?from=" (id) } { (ctx.t("entity-paths")) } }
            @for lead in &view.leads { li { a href={ "/lead/" (show::query(lead)) } { (ctx.t("entity-lead")) " " (show::data(lead)) } } }
        }
        (super::kept::mark_form(ctx, &Thing::Entity(view.id.clone()), &view.caption))
        div.split.wide {
            div {
                (facts::table(ctx, view))
                (links(ctx, view))
            }
            div {
                (traded(ctx, view, events))
                (records(ctx, view))
                (compared(ctx, view))
                (said(ctx, view))
            }
        }
        (parts::exports(ctx, &["ftm", "csv", "xlsx", "stix", "bib"]))
    }
}

fn links(ctx: &Ctx, view: &EntityView) -> Markup {
    html! {
        h2 #links { (ctx.t("entity-links")) }
        @if view.links.is_empty() { p.empty { (ctx.t("entity-no-links")) } } @else {
            div.scroll tabindex="0" role="group" aria-labelledby="links" {
                table.dense {
                    caption.hidden { (ctx.t("entity-links")) }
                    thead { tr {
                        th scope="col" { (ctx.t("entity-link")) }
                        th scope="col" { (ctx.t("entity-other")) }
                        th scope="col" { (ctx.t("entity-days")) }
                        th scope="col" { (ctx.t("entity-rows")) }
                    } }
                    tbody { @for link in view.links.iter().take(LINKS_SHOWN) { (link_row(ctx, link)) } }
                }
            }
        }
    }
}

fn link_row(ctx: &Ctx, link: &LinkView) -> Markup {
    html! {
        tr {
            td {
                span aria-hidden="true" { @if link.outgoing == (ctx.language.direction() == "ltr") { "→ " } @else { "← " } }
                span.hidden { (ctx.t(if link.outgoing { "entity-out" } else { "entity-in" })) " " }
                (parts::kind(ctx, &link.kind)) @if !link.words.is_empty() { br; span.soft { (show::data(&link.words)) } }
            }
            th scope="row" { (parts::entity(ctx, &link.other)) }
            td { (show::span(link.from, link.to)) }
            td { (parts::rows(ctx, &link.rows, 3)) }
        }
    }
}

fn traded(ctx: &Ctx, view: &EntityView, events: &Listed<Event>) -> Markup {
    html! {
        h2 #traded { (ctx.t("entity-traded")) }
        ul.figures.small {
            li { strong { (show::number(view.sent)) } " " (ctx.t_n("entity-sent", view.sent)) }
            li { strong { (show::number(view.received)) } " " (ctx.t_n("entity-received", view.received)) }
        }
        @if events.items.is_empty() { p.empty { (ctx.t("timeline-none")) } } @else {
            ol.events { @for event in &events.items { (super::timeline::line(ctx, event, None)) } }
            @if events.total > events.items.len() as u64 {
                p { a href={ "/timeline?entity=" (show::query(&view.id)) } {
                    (ctx.t_with("entity-all-events", &[("n", show::number(events.total).into())]))
                } }
            }
        }
    }
}

/// The records that mean it; who may judge chooses some to split them off.
fn records(ctx: &Ctx, view: &EntityView) -> Markup {
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Reviewer)
        && view.records.len() > 1;
    let back = show::entity_address(&view.id);
    html! {
        h2 #records { (ctx.t("entity-records")) }
        @if may {
            form.judge method="post" action="/judgements" {
                input type="hidden" name="word" value="split";
                input type="hidden" name="entity" value=(view.id);
                input type="hidden" name="back" value=(back);
                ul.records { @for one in &view.records {
                    li { label { input type="checkbox" name="record" value=(one.key); (record(ctx, one)) } " " (texts_naming(ctx, &one.key)) }
                } }
                details {
                    summary { (ctx.t("entity-split")) }
                    p.hint { (ctx.t("entity-split-what")) }
                    (super::judgements::why_field(ctx, "split"))
                    button type="submit" { (ctx.t("entity-split-do")) }
                }
            }
        } @else {
            ul.records { @for one in &view.records { li { (record(ctx, one)) " " (texts_naming(ctx, &one.key)) } } }
        }
    }
}

/// The way to texts with a name that may mean a record.
fn texts_naming(ctx: &Ctx, record: &str) -> Markup {
    let query = TextQuery {
        record: Some(record.to_owned()),
        ..TextQuery::default()
    };
    html! { a href=(query.at("/texts")) { (ctx.t("texts-naming-it")) span.hidden { " " (show::data(record)) } } }
}

fn compared(ctx: &Ctx, view: &EntityView) -> Markup {
    let (one, apart): (Vec<_>, Vec<_>) = view.pairs.iter().partition(|pair| pair.same_entity);
    html! {
        @for (id, message, pairs) in [("one", "entity-why-one", one), ("apart", "entity-why-apart", apart)] {
            @if !pairs.is_empty() {
                h2 id=(id) { (ctx.t(message)) }
                @for pair in pairs { (why_one(ctx, pair, &show::entity_address(&view.id))) }
            }
        }
    }
}

fn said(ctx: &Ctx, view: &EntityView) -> Markup {
    html! {
        @if !view.judgements.is_empty() {
            h2 #said { (ctx.t("judgements-title")) }
            (judgement_lines(ctx, &view.judgements, &show::entity_address(&view.id)))
        }
    }
}
