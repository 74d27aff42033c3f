//! Names as one types them: results with what is nearly the same folded into one
//! line, and facets that narrow them. All of it stands in the address; without
//! scripts the form and the links do the same.

use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use fyke_model::desk::{Facet, FacetCounts, Hit, Hits, Page, Pick, SearchQuery};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/search", get(search))
}

/// Values of a facet that are shown at once; the rest stand folded below them.
const VALUES_SHOWN: usize = 8;

/// Values of a facet at most: a page is for reading.
const VALUES_MAX: usize = 60;

async fn search(ctx: Ctx) -> Result<Response, Failed> {
    let query: SearchQuery = parts::question(&ctx)?;
    let asked = query.clone();
    let hits = ctx.ask(move |desk| desk.search(&asked)).await?;
    ctx.looked(format!("search {}", query.write()));
    Ok(ctx.page(&ctx.t("search-title"), shown(&ctx, &query, &hits)))
}

fn shown(ctx: &Ctx, query: &SearchQuery, hits: &Hits) -> Markup {
    html! {
        h1 { (ctx.t("search-title")) }
        form.search role="search" method="get" action="/search"
            hx-get="/search" hx-trigger="input changed delay:120ms from:#q, submit" hx-target="#results"
            hx-select="#results" hx-swap="outerHTML" hx-replace-url="true" hx-sync="this:replace" {
            label.hidden for="q" { (ctx.t("find-label")) }
            input #q type="search" name="q" value=(query.text) autocomplete="off" spellcheck="false" dir="auto"
                placeholder=(ctx.t("find-label")) data-key="/";
            @for pick in &query.picks { input type="hidden" name=(pick_name(pick)) value=(pick.value); }
            @if query.unfolded { input type="hidden" name="unfolded" value="1"; }
            button type="submit" { (ctx.t("find")) }
            a.button.quiet href="/batch" { (ctx.t("search-many")) }
        }
        div #results.found {
            section.hits aria-label=(ctx.t("search-results")) {
                (summary(ctx, query, hits))
                @if hits.hits.is_empty() {
                    p.empty { (ctx.t(if query.picks.is_empty() { "search-none" } else { "search-none-here" })) }
                } @else {
                    ol.lines data-rows="" start=(query.page.offset + 1) { @for hit in &hits.hits { (line(ctx, hit)) } }
                }
                (parts::pager(ctx, query.page, hits.total, |page| SearchQuery { page, ..query.clone() }.at("/search")))
                @if !hits.hits.is_empty() { (parts::exports(ctx, &["csv", "xlsx", "ftm"])) }
                @if !query.text.is_empty() || !query.picks.is_empty() { (super::kept::save_form(ctx, &query.text)) }
            }
            (facets(ctx, query, &hits.facets))
        }
    }
}

fn pick_name(pick: &Pick) -> String {
    let not = if pick.include { "" } else { "not-" };
    format!("{not}{}", pick.facet.as_str())
}

/// How many, what was chosen, and how to take each choice away.
fn summary(ctx: &Ctx, query: &SearchQuery, hits: &Hits) -> Markup {
    let message = if hits.exact {
        "search-found"
    } else {
        "search-found-at-least"
    };
    let values = [
        ("n", hits.total.into()),
        ("shown", show::number(hits.total).into()),
    ];
    let folding = SearchQuery {
        unfolded: !query.unfolded,
        page: Page::default(),
        ..query.clone()
    };
    html! {
        p.counted role="status" {
            strong { (ctx.t_with(message, &values)) }
            @if hits.total > 0 {
                " · " a href=(folding.at("/search")) {
                    (ctx.t(if query.unfolded { "search-fold" } else { "search-unfold" }))
                }
            }
        }
        @if !query.picks.is_empty() {
            ul.chips aria-label=(ctx.t("search-chosen")) {
                @for pick in &query.picks {
                    li { a href=(without(query, pick).at("/search")) title=(ctx.t("search-take-away")) {
                        @if !pick.include { (ctx.t("search-not")) " " }
                        (value(ctx, pick.facet, &pick.value)) span aria-hidden="true" { " ×" }
                        span.hidden { (ctx.t("search-take-away")) }
                    } }
                }
                @if query.picks.len() > 1 {
                    li { a href=(SearchQuery { picks: Vec::new(), page: Page::default(), ..query.clone() }.at("/search")) { (ctx.t("search-take-all")) } }
                }
            }
        }
    }
}

fn line(ctx: &Ctx, hit: &Hit) -> Markup {
    html! {
        li data-row="" {
            div.who {
                a href=(show::entity_address(&hit.id)) { (show::data(&hit.caption)) }
                @if let Some(latin) = &hit.latin { " " span.latin lang="und-Latn" dir="ltr" { (latin) } }
                @if hit.topics.iter().any(|topic| topic == "listed") { " " (parts::listed(ctx)) }
            }
            div.meta {
                span { (parts::schema(ctx, &hit.schema)) }
                @if !hit.countries.is_empty() {
                    span { @for country in &hit.countries { (show::country(*country)) " " } }
                }
                @for topic in hit.topics.iter().filter(|topic| *topic != "listed") { span { (value(ctx, Facet::Topic, topic)) } }
                @for dataset in &hit.datasets { span.set { (show::data(dataset)) } }
                @if let Some(matched) = &hit.matched { span { (ctx.t("search-matched")) " " (show::data(matched)) } }
            }
            @if !hit.near.is_empty() {
                details {
                    summary { (ctx.t_with("search-near", &[("n", (hit.near.len() as u64).into())])) }
                    ul { @for near in &hit.near {
                        li {
                            a href=(show::entity_address(&near.id)) { (show::data(&near.caption)) }
                            @for dataset in &near.datasets { " " span.set { (show::data(dataset)) } }
                        }
                    } }
                }
            }
        }
    }
}

fn facets(ctx: &Ctx, query: &SearchQuery, facets: &[FacetCounts]) -> Markup {
    html! {
        aside.facets aria-label=(ctx.t("search-narrow")) {
            @for counts in facets {
                @let picked = |value: &str| query.picks.iter().any(|pick| pick.facet == counts.facet && pick.value == value);
                @let open: Vec<&(String, u64)> = counts.values.iter().filter(|(value, _)| !picked(value)).take(VALUES_MAX).collect();
                @if !open.is_empty() {
                    h2 { (ctx.t(&format!("facet-{}", counts.facet.as_str()))) }
                    ul { @for (name, n) in open.iter().take(VALUES_SHOWN) { (choice(ctx, query, counts.facet, name, *n)) } }
                    @if open.len() > VALUES_SHOWN {
                        details {
                            summary { (ctx.t_with("search-more-values", &[("n", ((open.len() - VALUES_SHOWN) as u64).into())])) }
                            ul { @for (name, n) in open.iter().skip(VALUES_SHOWN) { (choice(ctx, query, counts.facet, name, *n)) } }
                        }
                    }
                }
            }
        }
    }
}

/// A value: with it, or without it.
fn choice(ctx: &Ctx, query: &SearchQuery, facet: Facet, name: &str, n: u64) -> Markup {
    let with = |include: bool| {
        let mut next = SearchQuery {
            page: Page::default(),
            ..query.clone()
        };
        next.picks.push(Pick {
            facet,
            value: name.to_owned(),
            include,
        });
        next.at("/search")
    };
    html! {
        li {
            a.with href=(with(true)) { (value(ctx, facet, name)) " " span.soft { (show::number(n)) } }
            a.without href=(with(false)) title=(ctx.t("search-without")) {
                span aria-hidden="true" { "−" } span.hidden { (ctx.t("search-without")) " " (show::data(name)) }
            }
        }
    }
}

fn without(query: &SearchQuery, gone: &Pick) -> SearchQuery {
    SearchQuery {
        picks: query.picks.iter().filter(|pick| *pick != gone).cloned().collect(),
        page: Page::default(),
        ..query.clone()
    }
}

/// A value of a facet in the reader's words where there are some.
fn value(ctx: &Ctx, facet: Facet, value: &str) -> Markup {
    match facet {
        Facet::Schema => parts::schema(ctx, value),
        Facet::Country => html! { (show::data(value)) },
        Facet::Dataset => show::data(value),
        Facet::Topic => match value {
            "listed" | "trades" | "lead" => html! { (ctx.t(&format!("topic-{value}"))) },
            _ => show::data(value),
        },
    }
}
