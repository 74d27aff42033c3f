//! What reached an end, and through whom: a chain of re-exports as bands, and
//! the same as a table.

use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{draw, parts, show};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use fyke_model::country::Country;
use fyke_model::desk::{ChainLink, ChainNode, ChainQuery, ChainView};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/chain", get(chain))
        .route("/chain/data", get(data))
}

/// What is asked. The chain of a lead is shown to who has judged it.
async fn question(ctx: &Ctx) -> Result<ChainQuery, Failed> {
    let query: ChainQuery = parts::question(ctx)?;
    if let Some(lead) = &query.lead {
        super::lead::judged(ctx, lead).await?;
    }
    Ok(query)
}

async fn data(ctx: Ctx) -> Result<Response, Failed> {
    let query = question(&ctx).await?;
    Ok(Json(ctx.ask(move |desk| desk.chain(&query)).await?).into_response())
}

async fn chain(ctx: Ctx) -> Result<Response, Failed> {
    let query = question(&ctx).await?;
    let asked = query.clone();
    let view = ctx.ask(move |desk| desk.chain(&asked)).await?;
    ctx.looked(format!("chain {}", query.write()));
    let title = ctx.t("chain-title");
    let body = html! {
        h1 { (title) }
        (filter(&ctx, &query))
        div #chain {
            @if !view.title.is_empty() { p.standfirst { (show::data(&view.title)) } }
            @if view.links.is_empty() { p.empty { (ctx.t("chain-none")) } } @else {
                figure.drawing {
                    (draw::bands(&view, |at| format!("#link-{at}"), |link| in_words(&view, link)))
                    figcaption.key {
                        @for part in ["direct", "detour", "onward", "other"] {
                            @if view.links.iter().any(|link| link.part == part) { span class={ "part-key part-" (part) } { (ctx.t(&format!("chain-{part}"))) } " " }
                        }
                        @if !view.note.is_empty() { span.soft { (show::data(&view.note)) } }
                    }
                }
                div data-island="sankey" data-when="near" data-src=(query.at("/chain/data")) data-row="link-{at}" data-table="chain-links" {}
                (table(&ctx, &query, &view))
            }
            // the drawing has its own way out; without scripts this one is there
            noscript { (parts::exports(&ctx, &["svg"])) }
            p { a href=(query.flows.at("/flows")) { (ctx.t("flows-back")) } }
        }
    };
    Ok(ctx.page(&title, body))
}

fn filter(ctx: &Ctx, query: &ChainQuery) -> Markup {
    html! {
        form.filter method="get" action="/chain" hx-get="/chain" hx-trigger="change delay:200ms, submit" hx-target="#chain"
            hx-select="#chain" hx-swap="outerHTML" hx-replace-url="true" {
            label { (ctx.t("filter-hs")) " " input.short name="hs" value=(query.flows.hs.join(" ")) inputmode="numeric" placeholder="8542"; }
            label { (ctx.t("chain-end")) " " input.short name="end" value=[query.end] placeholder="RU"; }
            label { (ctx.t("filter-since")) " " input type="month" name="since" value=[query.flows.from] placeholder="2022-03"; }
            label { (ctx.t("filter-until")) " " input type="month" name="until" value=[query.flows.to] placeholder="2023-06"; }
            @if let Some(lead) = &query.lead { input type="hidden" name="lead" value=(lead); }
            button.quiet type="submit" { (ctx.t("set")) }
        }
    }
}

fn name(view: &ChainView, at: usize) -> &str {
    view.nodes.get(at).map_or("", |node| node.name.as_str())
}

fn in_words(view: &ChainView, link: &ChainLink) -> String {
    let sum = link.value.map_or_else(|| show::mass(link.mass_g), show::money);
    format!("{} → {}: {sum}", name(view, link.from), name(view, link.to))
}

/// The rows of a link: of a route where both ends are countries, else of an edge.
fn rows_of(query: &ChainQuery, from: &ChainNode, to: &ChainNode) -> String {
    let country = |node: &ChainNode| node.id.parse::<Country>().ok();
    match (country(from), country(to)) {
        (Some(from), Some(to)) => super::flows::route(&query.flows, from, to),
        _ => format!(
            "/edge?from={}&to={}&kind=trade",
            show::query(&from.id),
            show::query(&to.id)
        ),
    }
}

fn table(ctx: &Ctx, query: &ChainQuery, view: &ChainView) -> Markup {
    let dated = view.links.iter().any(|link| link.days.is_some());
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="chain-caption" {
            table.dense #chain-links {
                caption #chain-caption { (ctx.t("chain-caption")) }
                thead { tr {
                    th scope="col" { (ctx.t("graph-from")) }
                    th scope="col" { (ctx.t("graph-to")) }
                    th scope="col" { (ctx.t("chain-part")) }
                    th.n scope="col" { (ctx.t("trade-value")) }
                    th.n scope="col" { (ctx.t("trade-mass")) }
                    @if dated { th scope="col" { (ctx.t("entity-days")) } }
                    th.n scope="col" { (ctx.t("entity-rows")) }
                } }
                tbody { @for (at, link) in view.links.iter().enumerate() {
                    @if let (Some(from), Some(to)) = (view.nodes.get(link.from), view.nodes.get(link.to)) {
                        tr id={ "link-" (at) } {
                            td { (node(from)) }
                            td { (node(to)) }
                            td { (part(ctx, &link.part)) }
                            td.n { @if let Some(sum) = link.value { (show::money(sum)) } }
                            td.n { @if link.mass_g > 0 { (show::mass(link.mass_g)) } }
                            @if dated { td { @if let Some((first, last)) = link.days { (show::span(Some(first), Some(last))) } } }
                            td.n { a href=(rows_of(query, from, to)) { (show::number(link.rows)) } }
                        }
                    }
                } }
            }
        }
    }
}

fn part(ctx: &Ctx, part: &str) -> Markup {
    html! {
        @if ["direct", "detour", "onward"].contains(&part) { span class={ "part-key part-" (part) } { (ctx.t(&format!("chain-{part}"))) } }
        @else { (ctx.t("chain-other")) }
    }
}

fn node(node: &ChainNode) -> Markup {
    html! {
        @if node.id.parse::<Country>().is_ok() { (show::data(&node.name)) } @else { a href=(show::entity_address(&node.id)) { (show::data(&node.name)) } }
        @if let Some(country) = node.country { " " (show::country(country)) }
    }
}
