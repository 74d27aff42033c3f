//! Who is tied to whom: the table of neighbours and links is the page, a drawing
//! stands above it for who can see one. To expand a neighbour is to add it to
//! the address.

use crate::address::{InAddress, Pairs};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::whom::{self, Whom};
use crate::state::App;
use crate::{parts, show};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use fyke_model::date::Month;
use fyke_model::desk::{DealFilter, Edge, GraphQuery, GraphView, Node, Page};
use fyke_model::money::parse_scaled;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/graph", get(graph))
        .route("/graph/data", get(data))
        .route("/graph/expand", get(expand))
        .route("/edge", get(edge))
}

/// Entities that a graph is drawn around at most.
const CENTRES_MAX: usize = 25;

/// Ties that a table may show.
pub(super) const KINDS: [&str; 6] = [
    "trade",
    "ownership",
    "directorship",
    "link",
    "sanction",
    "payment",
];

fn question(ctx: &Ctx) -> Result<GraphQuery, Failed> {
    let mut query: GraphQuery = parts::question(ctx)?;
    query.of.dedup();
    query.of.truncate(CENTRES_MAX);
    Ok(query)
}

async fn data(ctx: Ctx) -> Result<Response, Failed> {
    let query = question(&ctx)?;
    Ok(Json(ctx.ask(move |desk| desk.neighbours(&query)).await?).into_response())
}

/// Neighbours of one node, under the filters that the drawing has: whole months
/// and whole units.
async fn expand(ctx: Ctx) -> Result<Response, Failed> {
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let mut query = GraphQuery::from_pairs(&pairs).map_err(|refusal| ctx.failed(refusal))?;
    query.of = pairs.all("node").take(1).map(str::to_owned).collect();
    let month = |name: &str| pairs.one(name).and_then(|text| text.parse::<Month>().ok());
    if let Some(from) = month("from") {
        query.only.from = Some(from.first_day());
    }
    if let Some(to) = month("to") {
        query.only.to = Some(fyke_model::date::Day((to + 1).first_day().0 - 1));
    }
    if let Some(min) = pairs.one("min").and_then(|text| parse_scaled(text.as_bytes(), 2)) {
        query.only.min_value_minor = min.max(0);
    }
    let view = ctx.ask(move |desk| desk.neighbours(&query)).await?;
    Ok(Json(view).into_response())
}

async fn graph(ctx: Ctx) -> Result<Response, Failed> {
    let query = question(&ctx)?;
    let title = ctx.t("graph-title");
    if query.of.is_empty() {
        let whom = whom::read(&ctx, "who").await?;
        let of = |id: &str| {
            GraphQuery {
                of: vec![id.to_owned()],
                ..query.clone()
            }
            .at("/graph")
        };
        if let Whom::Known(stub) = &whom {
            return crate::form::go(&of(&stub.id));
        }
        let body = html! {
            h1 { (title) }
            p.standfirst { (ctx.t("graph-what")) }
            (whom::ask(&ctx, "/graph", &ctx.t("graph-of-whom"), &whom, of))
        };
        return Ok(ctx.page(&title, body));
    }
    let asked = query.clone();
    let view = ctx.ask(move |desk| desk.neighbours(&asked)).await?;
    ctx.looked(format!("graph {}", query.write()));
    let body = html! {
        h1 { (title) }
        (centres(&ctx, &query, &view))
        (deal_filter(&ctx, "/graph", &query.only, &[], &html! {
            @for id in &query.of { input type="hidden" name="of" value=(id); }
        }))
        div #ties {
            div data-island="graph" data-when="near" data-src=(query.at("/graph/data"))
                data-expand=(GraphQuery { of: Vec::new(), ..query.clone() }.at("/graph/expand"))
                data-entity="/entity/{id}" data-edge=(edge_form(&query.only)) data-table="nodes" {}
            (links(&ctx, &query, &view))
            (nodes(&ctx, &query, &view))
            @if view.more > 0 {
                @let wider = GraphQuery { limit: query.limit.saturating_mul(4), ..query.clone() };
                p.hint { (ctx.t_with("graph-more", &[("n", show::number(view.more).into())])) " " a href=(wider.at("/graph")) { (ctx.t("graph-wider")) } }
            }
            (parts::exports(&ctx, &["csv", "xlsx"]))
        }
    };
    Ok(ctx.page(&title, body))
}

/// The form of the address of an edge's rows, for the drawing.
fn edge_form(only: &DealFilter) -> String {
    let rest = DealFilter {
        kinds: Vec::new(),
        ..only.clone()
    }
    .write();
    let and = if rest.is_empty() { "" } else { "&" };
    format!("/edge?from={{from}}&to={{to}}&kind={{kind}}{and}{rest}")
}

/// The address of the rows of an edge.
pub(super) fn edge_address(edge: &Edge, only: &DealFilter) -> String {
    let only = DealFilter {
        kinds: vec![edge.kind.clone()],
        ..only.clone()
    };
    format!(
        "/edge?from={}&to={}&{}",
        show::query(&edge.from),
        show::query(&edge.to),
        only.write()
    )
}

fn centres(ctx: &Ctx, query: &GraphQuery, view: &GraphView) -> Markup {
    html! {
        ul.chips aria-label=(ctx.t("graph-around")) {
            @for node in view.nodes.iter().take(query.of.len()) {
                li {
                    @if query.of.len() > 1 {
                        a href=(without(query, &node.stub.id).at("/graph")) title=(ctx.t("graph-take-away")) {
                            (show::data(&node.stub.caption)) span aria-hidden="true" { " ×" } span.hidden { (ctx.t("graph-take-away")) }
                        }
                    } @else {
                        a href=(show::entity_address(&node.stub.id)) { (show::data(&node.stub.caption)) }
                    }
                }
            }
        }
    }
}

fn without(query: &GraphQuery, id: &str) -> GraphQuery {
    GraphQuery {
        of: query.of.iter().filter(|of| *of != id).cloned().collect(),
        ..query.clone()
    }
}

/// Which dealings count, as a form. `extra` goes into it.
pub(super) fn deal_filter(
    ctx: &Ctx,
    action: &str,
    only: &DealFilter,
    boxes: &[(&str, &str, bool)],
    extra: &Markup,
) -> Markup {
    let min = (only.min_value_minor > 0).then_some(only.min_value_minor / 100);
    html! {
        form.filter method="get" action=(action) hx-get=(action) hx-trigger="change delay:200ms, input changed delay:200ms from:.whom, submit" hx-target="#ties"
            hx-select="#ties" hx-swap="outerHTML" hx-replace-url="true" {
            (extra)
            label { (ctx.t("filter-hs")) " " input.short name="hs" value=(only.hs.join(" ")) inputmode="numeric" placeholder="8542"; }
            label { (ctx.t("filter-since")) " " input type="date" name="since" value=[only.from]; }
            label { (ctx.t("filter-until")) " " input type="date" name="until" value=[only.to]; }
            label { (ctx.t("filter-min")) " " input.short type="number" min="0" name="min_value" value=[min]; }
            @for (name, message, on) in boxes {
                label { input type="checkbox" name=(name) value="1" checked[*on]; (ctx.t(message)) }
            }
            fieldset.boxes {
                legend { (ctx.t("filter-ties")) }
                @for kind in KINDS {
                    label { input type="checkbox" name="kind" value=(kind) checked[only.kinds.iter().any(|chosen| chosen == kind)]; (parts::kind(ctx, kind)) }
                }
            }
            button.quiet type="submit" { (ctx.t("set")) }
        }
    }
}

fn links(ctx: &Ctx, query: &GraphQuery, view: &GraphView) -> Markup {
    let nodes: BTreeMap<&str, &Node> = view
        .nodes
        .iter()
        .map(|node| (node.stub.id.as_str(), node))
        .collect();
    html! {
        h2 #links { (ctx.t("graph-links")) }
        @if view.edges.is_empty() { p.empty { (ctx.t("graph-no-links")) } } @else {
            div.scroll tabindex="0" role="group" aria-labelledby="links" {
                table.dense {
                    caption.hidden { (ctx.t("graph-links")) }
                    thead { tr {
                        th scope="col" { (ctx.t("graph-from")) }
                        th scope="col" { (ctx.t("graph-to")) }
                        th scope="col" { (ctx.t("entity-link")) }
                        th.n scope="col" { (ctx.t("trade-value")) }
                        th.n scope="col" { (ctx.t("trade-mass")) }
                        th scope="col" { (ctx.t("entity-days")) }
                        th.n scope="col" { (ctx.t("entity-rows")) }
                    } }
                    tbody { @for edge in &view.edges { tr {
                        td { (end(ctx, &nodes, &edge.from)) }
                        td { (end(ctx, &nodes, &edge.to)) }
                        td { (parts::kind(ctx, &edge.kind)) @if !edge.words.is_empty() { " " span.soft { (show::data(&edge.words)) } } }
                        (sums(edge))
                        td { (show::span(edge.first, edge.last)) }
                        td.n { a href=(edge_address(edge, &query.only)) { (show::number(edge.rows)) } }
                    } } }
                }
            }
        }
    }
}

/// Values of an edge, one a currency, and its mass.
pub(super) fn sums(edge: &Edge) -> Markup {
    html! {
        td.n { @for (at, sum) in edge.values.iter().enumerate() { @if at > 0 { br; } (show::money(*sum)) } }
        td.n { @if edge.mass_g > 0 { (show::mass(edge.mass_g)) } }
    }
}

pub(super) fn end(ctx: &Ctx, nodes: &BTreeMap<&str, &Node>, id: &str) -> Markup {
    html! { @match nodes.get(id) { Some(node) => (parts::entity(ctx, &node.stub)), None => (show::data(id)) } }
}

fn nodes(ctx: &Ctx, query: &GraphQuery, view: &GraphView) -> Markup {
    html! {
        h2 #parties { (ctx.t("graph-parties")) }
        div.scroll tabindex="0" role="group" aria-labelledby="parties" {
            table.dense #nodes {
                caption.hidden { (ctx.t("graph-parties")) }
                thead { tr {
                    th scope="col" { (ctx.t("graph-name")) }
                    th scope="col" { (ctx.t("facet-schema")) }
                    th scope="col" { (ctx.t("facet-country")) }
                    th.n scope="col" { (ctx.t("graph-degree")) }
                    th scope="col" { (ctx.t("graph-next")) }
                } }
                tbody { @for node in &view.nodes { tr data-node=(node.stub.id) {
                    th scope="row" data-col="name" {
                        a href=(show::entity_address(&node.stub.id)) { (show::data(&node.stub.caption)) }
                        @if node.stub.listed { " " (parts::listed(ctx)) }
                    }
                    td data-col="schema" { (parts::schema(ctx, &node.stub.schema)) }
                    td data-col="country" { @if let Some(country) = node.stub.country { (show::country(country)) } }
                    td.n data-col="degree" { (show::number(node.degree)) }
                    td {
                        @if query.of.contains(&node.stub.id) { span.soft { (ctx.t("graph-centre")) } }
                        @else {
                            @let mut wider = query.clone();
                            ({ wider.of.push(node.stub.id.clone()); html! {} })
                            a href=(wider.at("/graph")) { (ctx.t("graph-expand")) }
                            " · "
                            a href={ "/paths?from=" (show::query(query.of.first().map_or("", String::as_str))) "&to=" (show::query(&node.stub.id)) } { (ctx.t("graph-ways")) }
                        }
                    }
                } } }
            }
        }
    }
}

/// Rows on an edge.
async fn edge(ctx: Ctx) -> Result<Response, Failed> {
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let only = DealFilter::from_pairs(&pairs).map_err(|refusal| ctx.failed(refusal))?;
    let page = pairs.page().map_err(|refusal| ctx.failed(refusal))?;
    let own = |name: &str| pairs.one(name).unwrap_or_default().to_owned();
    let (from, to, asked) = (own("from"), own("to"), only.clone());
    let (a, b) = (from.clone(), to.clone());
    let (left, right, rows) = ctx
        .ask(move |desk| {
            Ok((
                desk.entity(&a)?,
                desk.entity(&b)?,
                desk.edge_rows(&a, &b, &asked, page)?,
            ))
        })
        .await?;
    ctx.looked(format!("edge {} {}", left.id, right.id));
    let rest = only.write();
    let at = |page: Page| {
        let and = if rest.is_empty() { "" } else { "&" };
        let (from, to) = (show::query(&from), show::query(&to));
        format!(
            "/edge?from={from}&to={to}{and}{rest}&offset={}&limit={}",
            page.offset, page.limit
        )
    };
    let title = format!("{} → {}", left.caption, right.caption);
    let body = html! {
        h1 {
            a href=(show::entity_address(&left.id)) { (show::data(&left.caption)) } (parts::arrow(&ctx))
            a href=(show::entity_address(&right.id)) { (show::data(&right.caption)) }
        }
        p.counted { strong { (ctx.t_with("trade-rows", &[("n", rows.total.into()), ("shown", show::number(rows.total).into())])) } }
        (parts::deals(&ctx, &ctx.t("edge-rows"), &rows.items))
        (parts::pager(&ctx, page, rows.total, at))
    };
    Ok(ctx.page(&title, body))
}
