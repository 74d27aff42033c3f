//! What moved from country to country, month by month: the table of routes is
//! the page, a map stands above it for who can see one.

use crate::address::{InAddress, Pairs};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{draw, parts, show};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::desk::{Arc, FlowQuery, FlowsView, Page, Refusal};
use fyke_model::money::{Amount, Currency};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/flows", get(flows))
        .route("/flows/data", get(data))
        .route("/flow/{pair}", get(flow))
}

/// Rows of a route on one page: each is read from a place of its own.
const ROWS_SHOWN: usize = 20;

/// Headings that are offered.
const HEADINGS_SHOWN: usize = 10;

async fn data(ctx: Ctx) -> Result<Response, Failed> {
    // the drawing has a slider of its own: it takes all months
    let query = FlowQuery {
        from: None,
        to: None,
        ..parts::question(&ctx)?
    };
    Ok(Json(ctx.ask(move |desk| desk.flows(&query)).await?).into_response())
}

async fn flows(ctx: Ctx) -> Result<Response, Failed> {
    let query: FlowQuery = parts::question(&ctx)?;
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let page = Page {
        limit: 50,
        ..pairs.page().map_err(|refusal| ctx.failed(refusal))?
    };
    let asked = query.clone();
    let view = ctx.ask(move |desk| desk.flows(&asked)).await?;
    ctx.looked(format!("flows {}", query.write()));
    let title = ctx.t("flows-title");
    let chain = query.write();
    let body = html! {
        h1 { (title) }
        (filter(&ctx, &query, &view))
        div #flows {
            (headings(&ctx, &query, &view))
            div data-island="flowmap" data-when="near" data-src=(query.at("/flows/data")) data-table="arcs" data-route=(route_form(&query)) {}
            (table(&ctx, &query, &view, page))
            p { a href={ "/chain" @if !chain.is_empty() { "?" (chain) } } { (ctx.t("flows-chain")) } }
            (parts::exports(&ctx, &["csv", "xlsx", "geojson", "svg"]))
            p.hint { (ctx.t("flows-never-summed")) " " (ctx.t("flows-borders")) }
        }
    };
    Ok(ctx.page(&title, body))
}

fn joined(countries: &[Country]) -> String {
    countries
        .iter()
        .map(Country::to_string)
        .collect::<Vec<_>>()
        .join(" ")
}

fn filter(ctx: &Ctx, query: &FlowQuery, view: &FlowsView) -> Markup {
    let (first, last) = span_of(view);
    html! {
        form.filter method="get" action="/flows" hx-get="/flows" hx-trigger="change delay:200ms, submit" hx-target="#flows"
            hx-select="#flows" hx-swap="outerHTML" hx-replace-url="true" {
            label { (ctx.t("filter-hs")) " " input.short name="hs" value=(query.hs.join(" ")) inputmode="numeric" placeholder="8542"; }
            label { (ctx.t("flows-exporter")) " " input.short name="exporter" value=(joined(&query.exporters).replace(' ', ",")) placeholder="DE,CN"; }
            label { (ctx.t("flows-importer")) " " input.short name="importer" value=(joined(&query.importers).replace(' ', ",")) placeholder="TR,AE"; }
            label { (ctx.t("filter-since")) " " input type="month" name="since" value=[query.from] min=[first] max=[last] placeholder="2022-03"; }
            label { (ctx.t("filter-until")) " " input type="month" name="until" value=[query.to] min=[first] max=[last] placeholder="2023-06"; }
            label { (ctx.t("flows-table")) " "
                select name="table" {
                    option value="" { (ctx.t("flows-table-larger")) }
                    @for table in ["consignments", "flows"] {
                        option value=(table) selected[query.table.as_deref() == Some(table)] { (ctx.t(&format!("flows-table-{table}"))) }
                    }
                }
            }
            button.quiet type="submit" { (ctx.t("set")) }
        }
    }
}

fn span_of(view: &FlowsView) -> (Option<Month>, Option<Month>) {
    let months = i32::try_from(view.months).unwrap_or(1).max(1);
    (view.first, view.first.map(|first| first + (months - 1)))
}

/// The headings with the most value, each a way to see it alone.
fn headings(ctx: &Ctx, query: &FlowQuery, view: &FlowsView) -> Markup {
    html! {
        @if !view.headings.is_empty() || !query.hs.is_empty() {
            ul.chips aria-label=(ctx.t("flows-headings")) {
                @if !query.hs.is_empty() {
                    li { a href=(FlowQuery { hs: Vec::new(), ..query.clone() }.at("/flows")) { (ctx.t("flows-all-goods")) } }
                }
                @for (code, words, value) in view.headings.iter().take(HEADINGS_SHOWN) {
                    @let only = FlowQuery { hs: vec![code.clone()], ..query.clone() };
                    li { a href=(only.at("/flows")) aria-current=[(query.hs == only.hs).then_some("true")] title=(said(view.currency, *value)) {
                        code { (code) } " " (show::data(words))
                    } }
                }
            }
        }
    }
}

fn said(currency: Option<Currency>, minor: i64) -> String {
    show::money(Amount {
        minor,
        currency: currency.unwrap_or(Currency::NONE),
    })
}

/// Goods and table of a question, for pages about one route.
fn narrowed(query: &FlowQuery) -> FlowQuery {
    FlowQuery {
        hs: query.hs.clone(),
        table: query.table.clone(),
        ..FlowQuery::read("").unwrap_or_default()
    }
}

fn route_form(query: &FlowQuery) -> String {
    let rest = narrowed(query).write();
    let and = if rest.is_empty() { "" } else { "&" };
    format!("/flow/{{exporter}}-{{importer}}?since={{from}}&until={{to}}{and}{rest}")
}

/// The address of the rows of a route.
pub(super) fn route(query: &FlowQuery, exporter: Country, importer: Country) -> String {
    let of = FlowQuery {
        from: query.from,
        to: query.to,
        ..narrowed(query)
    };
    of.at(&format!("/flow/{exporter}-{importer}"))
}

fn table(ctx: &Ctx, query: &FlowQuery, view: &FlowsView, page: Page) -> Markup {
    let caption = ctx.t_with(
        "flows-caption",
        &[
            ("table", ctx.t(&format!("flows-table-{}", view.table)).into()),
            ("side", view.side.clone().into()),
        ],
    );
    html! {
        @if view.arcs.is_empty() { p.empty { (ctx.t("flows-none")) } } @else {
            div.scroll tabindex="0" role="group" aria-labelledby="arcs-caption" {
                table.dense #arcs {
                    caption #arcs-caption { (caption) }
                    thead { tr {
                        th scope="col" { (ctx.t("flows-exporter")) }
                        th scope="col" { (ctx.t("flows-importer")) }
                        th.n scope="col" aria-sort="descending" { (ctx.t("trade-value")) }
                        th.n scope="col" { (ctx.t("trade-mass")) }
                        th.n scope="col" { (ctx.t("entity-rows")) }
                    } }
                    tbody { @for arc in view.arcs.iter().skip(page.offset).take(page.limit) { (arc_row(ctx, query, view, arc)) } }
                }
            }
            (parts::pager(ctx, page, view.arcs.len() as u64, |page| {
                let rest = query.write();
                let and = if rest.is_empty() { "" } else { "&" };
                format!("/flows?{rest}{and}offset={}", page.offset)
            }))
            @if view.more > 0 {
                @let wider = FlowQuery { limit: query.limit.saturating_mul(5), ..query.clone() };
                p.hint { (ctx.t_with("flows-more", &[("n", show::number(view.more).into())])) " " a href=(wider.at("/flows")) { (ctx.t("graph-wider")) } }
            }
            @if view.other_currency_rows > 0 {
                p.hint { (ctx.t_with("flows-other-currency", &[
                    ("n", view.other_currency_rows.into()),
                    ("shown", show::number(view.other_currency_rows).into()),
                    ("currency", view.currency.unwrap_or(Currency::NONE).to_string().into()),
                ])) }
            }
        }
    }
}

fn arc_row(ctx: &Ctx, query: &FlowQuery, view: &FlowsView, arc: &Arc) -> Markup {
    html! {
        tr data-arc={ (arc.exporter) " " (arc.importer) } {
            th scope="row" { (place(ctx, view, arc.exporter)) }
            td { (place(ctx, view, arc.importer)) }
            td.n data-col="value" { (said(view.currency, arc.value_minor)) }
            td.n { @if arc.mass_g > 0 { (show::mass(arc.mass_g)) } }
            td.n { a href=(route(query, arc.exporter, arc.importer)) { (show::number(arc.rows)) } }
        }
    }
}

fn place(ctx: &Ctx, view: &FlowsView, country: Country) -> Markup {
    let known = view.places.iter().find(|place| place.country == country);
    html! {
        @if let Some(place) = known { (show::data(&place.name)) " " }
        (show::country(country))
        @if known.is_some_and(|place| place.embargoed) { " " span.label.bad { (ctx.t("flows-embargoed")) } }
    }
}

/// Rows behind one route, and how it went month by month.
async fn flow(ctx: Ctx, Path(pair): Path<String>) -> Result<Response, Failed> {
    let ends = pair
        .split_once('-')
        .and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    let Some((exporter, importer)): Option<(Country, Country)> = ends else {
        return Err(ctx.failed(Refusal::malformed(
            ctx.t("flow-no-pair"),
            ctx.t("flow-no-pair-repair"),
        )));
    };
    let query: FlowQuery = parts::question(&ctx)?;
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let page = pairs.page_of(ROWS_SHOWN).map_err(|refusal| ctx.failed(refusal))?;
    let of = FlowQuery {
        exporters: vec![exporter],
        importers: vec![importer],
        ..query.clone()
    };
    let (view, rows) = ctx
        .ask(move |desk| Ok((desk.flows(&of)?, desk.flow_rows(exporter, importer, &of, page)?)))
        .await?;
    ctx.looked(format!("flow {exporter}-{importer}"));
    let arc = view.arcs.first();
    let title = format!("{exporter} → {importer}");
    let at = |page: Page| {
        let rest = query.write();
        let and = if rest.is_empty() { "" } else { "&" };
        format!(
            "/flow/{exporter}-{importer}?{rest}{and}offset={}&limit={}",
            page.offset, page.limit
        )
    };
    let body = html! {
        h1 { (place(&ctx, &view, exporter)) (parts::arrow(&ctx)) (place(&ctx, &view, importer)) }
        p.counted {
            @if let Some(arc) = arc { strong { bdi { (said(view.currency, arc.value_minor)) } } @if arc.mass_g > 0 { " · " bdi { (show::mass(arc.mass_g)) } } " · " }
            (ctx.t_with("trade-rows", &[("n", rows.total.into()), ("shown", show::number(rows.total).into())]))
            @if !query.hs.is_empty() { " · HS " (query.hs.join(", ")) }
            @if query.from.is_some() || query.to.is_some() { " · " @if let Some(from) = query.from { (from) } " – " @if let Some(to) = query.to { (to) } }
        }
        @if let (Some(arc), Some(first)) = (arc, view.first) { (series(&ctx, first, arc, view.currency)) }
        (parts::deals(&ctx, &ctx.t("entity-rows"), &rows.items))
        (parts::pager(&ctx, page, rows.total, at))
        p { a href=(query.at("/flows")) { (ctx.t("flows-back")) } }
    };
    Ok(ctx.page(&title, body))
}

fn series(ctx: &Ctx, first: Month, arc: &Arc, currency: Option<Currency>) -> Markup {
    let month = |at: usize| first + i32::try_from(at).unwrap_or(0);
    html! {
        figure.drawing { (draw::months(first, &arc.by_month, &ctx.t("flow-series"), |minor| said(currency, minor))) }
        details {
            summary { (ctx.t("flow-months")) }
            table.dense.narrow {
                caption.hidden { (ctx.t("flow-series")) }
                thead { tr { th scope="col" { (ctx.t("flow-month")) } th.n scope="col" { (ctx.t("trade-value")) } } }
                tbody { @for (at, value) in arc.by_month.iter().enumerate().filter(|(_, value)| **value != 0) {
                    tr { th scope="row" { (month(at)) } td.n { (said(currency, *value)) } }
                } }
            }
        }
    }
}
