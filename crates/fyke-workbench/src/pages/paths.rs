//! Ways from one entity to another, with the rows on each step, in words too.

use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::graph::{deal_filter, edge_address, end, sums};
use crate::pages::whom::{self, Whom};
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use fyke_model::desk::{Edge, Node, PathQuery, PathsView};
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/paths", get(paths))
}

async fn paths(ctx: Ctx) -> Result<Response, Failed> {
    let mut query: PathQuery = parts::question(&ctx)?;
    let (from, to) = (whom::read(&ctx, "from").await?, whom::read(&ctx, "to").await?);
    query.from = from.id().to_owned();
    query.to = to.id().to_owned();
    let whole = !query.from.is_empty() && !query.to.is_empty();
    let asked = query.clone();
    let view = if whole {
        Some(ctx.ask(move |desk| desk.paths(&asked)).await?)
    } else {
        None
    };
    if whole {
        ctx.looked(format!("paths {}", query.write()));
    }
    let title = ctx.t("paths-title");
    let boxes = [
        ("in_time", "paths-in-time", query.in_time),
        ("either_way", "paths-either", query.either_way),
    ];
    let body = html! {
        h1 { (title) }
        p.standfirst { (ctx.t("paths-what")) }
        (deal_filter(&ctx, "/paths", &query.only, &boxes, &ends(&ctx, &query, &from, &to)))
        div #ties {
            @match &view {
                None => {
                    (whom::offers(&ctx, &from, |id| PathQuery { from: id.to_owned(), to: sought(&to), ..query.clone() }.at("/paths")))
                    (whom::offers(&ctx, &to, |id| PathQuery { from: sought(&from), to: id.to_owned(), ..query.clone() }.at("/paths")))
                    @if !matches!((&from, &to), (Whom::Name(..), _) | (_, Whom::Name(..))) { p.empty { (ctx.t("paths-both")) } }
                }
                Some(view) => { (shown(&ctx, &query, view)) }
            }
        }
    };
    Ok(ctx.page(&title, body))
}

/// An end as the address of the other end's offers has it: its id, or the name that
/// is still to be settled.
fn sought(whom: &Whom) -> String {
    match whom {
        Whom::Name(text, _) => text.clone(),
        other => other.id().to_owned(),
    }
}

fn ends(ctx: &Ctx, query: &PathQuery, from: &Whom, to: &Whom) -> Markup {
    html! {
        (whom::field("from", &ctx.t("graph-from"), from))
        (whom::field("to", &ctx.t("graph-to"), to))
        label { (ctx.t("paths-steps")) " " input.short type="number" name="max_steps" min="1" max="8" value=(query.max_steps); }
    }
}

fn shown(ctx: &Ctx, query: &PathQuery, view: &PathsView) -> Markup {
    let nodes: BTreeMap<&str, &Node> = view
        .nodes
        .iter()
        .map(|node| (node.stub.id.as_str(), node))
        .collect();
    let n = view.paths.len() as u64;
    html! {
        @if view.paths.is_empty() {
            p.empty { (ctx.t("paths-none")) }
            @if !query.either_way {
                p { a href=(PathQuery { either_way: true, ..query.clone() }.at("/paths")) { (ctx.t("paths-try-either")) } }
            }
        } @else {
            p.counted { strong { (ctx.t_with("paths-found", &[("n", n.into()), ("shown", show::number(n).into())])) } }
        }
        @if !view.complete { p.note { (ctx.t("paths-part")) } }
        ol.ways { @for way in &view.paths {
            li {
                p.way { (in_words(ctx, &nodes, query, way)) }
                div.scroll tabindex="0" role="group" aria-label=(ctx.t("paths-steps-of")) {
                    table.dense {
                        caption.hidden { (ctx.t("paths-steps-of")) }
                        thead { tr {
                            th scope="col" { (ctx.t("graph-from")) }
                            th scope="col" { (ctx.t("graph-to")) }
                            th scope="col" { (ctx.t("entity-link")) }
                            th.n scope="col" { (ctx.t("trade-value")) }
                            th.n scope="col" { (ctx.t("trade-mass")) }
                            th scope="col" { (ctx.t("entity-days")) }
                            th.n scope="col" { (ctx.t("entity-rows")) }
                        } }
                        tbody { @for edge in way { tr {
                            td { (end(ctx, &nodes, &edge.from)) }
                            td { (end(ctx, &nodes, &edge.to)) }
                            td { (parts::kind(ctx, &edge.kind)) " " span.soft { (show::data(&edge.words)) } }
                            (sums(edge))
                            td { (show::span(edge.first, edge.last)) }
                            td.n { a href=(edge_address(edge, &query.only)) { (show::number(edge.rows)) } }
                        } } }
                    }
                }
            }
        } }
    }
}

/// `A → B: 3 consignments of 854231, USD 1 200 000`.
fn in_words(ctx: &Ctx, nodes: &BTreeMap<&str, &Node>, query: &PathQuery, way: &[Edge]) -> Markup {
    let name = |id: &str| {
        nodes
            .get(id)
            .map_or_else(|| id.to_owned(), |node| node.stub.caption.clone())
    };
    html! {
        @for (at, edge) in way.iter().enumerate() {
            @if at > 0 { "; " }
            (show::data(&name(&edge.from))) (parts::arrow(ctx)) (show::data(&name(&edge.to))) ": "
            a href=(edge_address(edge, &query.only)) {
                @if edge.kind == "trade" { (ctx.t_with("trade-rows", &[("n", edge.rows.into()), ("shown", show::number(edge.rows).into())])) }
                @else { (show::data(&edge.words)) }
            }
            @for sum in &edge.values { ", " bdi { (show::money(*sum)) } }
        }
    }
}
