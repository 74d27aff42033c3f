//! The leads of the case: told apart by facets that stand in the address, in an
//! order that says nothing while they are judged blind.

mod bulk;

use crate::address::{InAddress, Pairs, Writer};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use fyke_model::desk::{LeadList, LeadQuery, LeadStub, Page, Standing};
use fyke_model::lead::Subject;
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/leads", get(list))
        .route("/leads/bulk", get(bulk::preview).post(bulk::decide))
        .route("/leads/bulk/done", get(bulk::done))
        .route("/leads/bulk/undo", post(bulk::undo))
}

/// The question in the address of a request.
pub(super) fn asked(ctx: &Ctx) -> Result<LeadQuery, Failed> {
    LeadQuery::read(ctx.uri.query().unwrap_or_default()).map_err(|refusal| ctx.failed(refusal))
}

async fn list(ctx: Ctx) -> Result<Response, Failed> {
    let query = asked(&ctx)?;
    let (hand, wanted) = (ctx.hand.clone(), query.clone());
    let found = ctx.ask(move |desk| desk.leads(hand.as_ref(), &wanted)).await?;
    ctx.looked(query.at("leads"));
    Ok(ctx.page(&ctx.t("menu-leads"), shown(&ctx, &query, &found)))
}

fn shown(ctx: &Ctx, query: &LeadQuery, found: &LeadList) -> Markup {
    let total = found.leads.total;
    html! {
        h1 { (ctx.t("menu-leads")) }
        @if found.blind { p.note { (ctx.t("leads-blind")) " " a href="/triage" { (ctx.t("leads-to-triage")) } } }
        div.beside {
            (facets(ctx, query, found))
            div {
                (search(ctx, query))
                (chosen(ctx, query))
                p { strong { (show::number(total)) } " " (ctx.t_n("case-leads", total)) }
                @if found.leads.items.is_empty() && *query == LeadQuery::default() {
                    p.empty { (ctx.t("leads-not-traced")) " " code dir="ltr" { "fyke trace CASE" } }
                } @else if found.leads.items.is_empty() {
                    p.empty { (ctx.t("leads-none")) " " a href="/leads" { (ctx.t("leads-all")) } }
                } @else {
                    form action="/leads/bulk" method="get" {
                        (table(ctx, &found.leads.items, true))
                        (parts::pager(ctx, query.page, total, |page| LeadQuery { page, ..query.clone() }.at("/leads")))
                        @if ctx.hand.is_some() {
                            p.row-of {
                                input type="hidden" name="ticked" value="1";
                                button.quiet type="submit" { (ctx.t("leads-bulk-ticked")) }
                                a.button.quiet href=(LeadQuery { page: Page::default(), ..query.clone() }.at("/leads/bulk")) {
                                    (ctx.t_n("leads-bulk-all", total))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn search(ctx: &Ctx, query: &LeadQuery) -> Markup {
    let rest = LeadQuery {
        text: String::new(),
        page: Page::default(),
        ..query.clone()
    };
    html! {
        form.row-of action="/leads" method="get" role="search" aria-label=(ctx.t("leads-search")) {
            (hidden(&rest))
            label.field { span { (ctx.t("leads-search")) } input type="search" name="q" value=(query.text); }
            button.quiet type="submit" { (ctx.t("find")) }
        }
    }
}

/// A question as hidden fields, so that a form adds to it.
fn hidden(query: &LeadQuery) -> Markup {
    let pairs = Pairs::of(&query.write()).unwrap_or_default();
    html! { @for (name, value) in pairs.iter() { input type="hidden" name=(name) value=(value); } }
}

/// The address of the list with a value of a facet taken in or left out.
fn toggled(query: &LeadQuery, facet: &str, value: &str) -> String {
    let first = LeadQuery {
        page: Page::default(),
        ..query.clone()
    };
    let pairs = Pairs::of(&first.write()).unwrap_or_default();
    let mut writer = Writer::default();
    let mut was = false;
    for (name, known) in pairs.iter() {
        match name == facet && known == value {
            true => was = true,
            false => writer.push(name, known),
        }
    }
    if !was {
        writer.push(facet, value);
    }
    match writer.done() {
        none if none.is_empty() => "/leads".to_owned(),
        some => format!("/leads?{some}"),
    }
}

fn is_chosen(query: &LeadQuery, facet: &str, value: &str) -> bool {
    Pairs::of(&query.write()).is_ok_and(|pairs| pairs.all(facet).any(|known| known == value))
}

fn facets(ctx: &Ctx, query: &LeadQuery, found: &LeadList) -> Markup {
    html! {
        nav.facets aria-label=(ctx.t("leads-facets")) {
            @for (facet, values) in &found.facets {
                @if !values.is_empty() {
                    h2 { (facet_name(ctx, facet)) }
                    ul {
                        @for (value, words, n) in values {
                            @let on = is_chosen(query, facet, value);
                            li {
                                a href=(toggled(query, facet, value)) aria-current=[on.then_some("true")] {
                                    (value_name(ctx, facet, value, words)) " " span.n { (show::number(*n)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn facet_name(ctx: &Ctx, facet: &str) -> String {
    match facet {
        "kind" | "standing" | "country" | "end" | "goods" => ctx.t(&format!("leads-facet-{facet}")),
        other => other.to_owned(),
    }
}

fn value_name(ctx: &Ctx, facet: &str, value: &str, words: &str) -> Markup {
    let known = match facet {
        "standing" if Standing::ALL.iter().any(|s| s.as_str() == value) => {
            Some(ctx.t(&format!("standing-{value}")))
        }
        "kind" if ["lane", "party", "vessel"].contains(&value) => Some(ctx.t(&format!("leads-kind-{value}"))),
        _ => None,
    };
    html! { @match known { Some(said) => (said), None => bdi { (words) } } }
}

/// What is chosen, each with the way to let it go.
fn chosen(ctx: &Ctx, query: &LeadQuery) -> Markup {
    let bare = LeadQuery {
        page: Page::default(),
        ..query.clone()
    };
    let pairs = Pairs::of(&bare.write()).unwrap_or_default();
    html! {
        @if pairs.iter().next().is_some() {
            ul.chips aria-label=(ctx.t("leads-chosen")) {
                @for (name, value) in pairs.iter() {
                    li { a href=(toggled(query, name, value)) { (value_name(ctx, name, value, value)) " " span aria-hidden="true" { "×" }
                        span.hidden { (ctx.t("leads-let-go")) } } }
                }
                li { a href="/leads" { (ctx.t("leads-all")) } }
            }
        }
    }
}

/// Where a lead stands, in words.
pub(super) fn standing(ctx: &Ctx, standing: Standing) -> Markup {
    html! { span.standing { (ctx.t(&format!("standing-{}", standing.as_str()))) } }
}

/// Leads as a table, to tick where many are decided.
pub(super) fn table(ctx: &Ctx, leads: &[LeadStub], tick: bool) -> Markup {
    let machine = leads.iter().any(|stub| stub.machine.is_some());
    html! {
        div.scroll tabindex="0" role="group" aria-label=(ctx.t("menu-leads")) {
            table.dense data-rows="" {
                caption.hidden { (ctx.t("menu-leads")) }
                thead { tr {
                    @if tick { th scope="col" { span.hidden { (ctx.t("leads-tick")) } } }
                    th scope="col" { (ctx.t("leads-subject")) }
                    th scope="col" { (ctx.t("leads-facet-goods")) }
                    th scope="col" { (ctx.t("leads-period")) }
                    th.n scope="col" { (ctx.t("leads-value")) }
                    th scope="col" { (ctx.t("leads-facet-standing")) }
                    @if machine { th.n scope="col" { (ctx.t("leads-machine")) } }
                } }
                tbody { @for stub in leads { (line(ctx, stub, tick, machine)) } }
            }
        }
    }
}

fn line(ctx: &Ctx, stub: &LeadStub, tick: bool, machine: bool) -> Markup {
    let label = format!("{}: {}", ctx.t("leads-tick"), plain_subject(&stub.subject));
    html! {
        tr data-row="" {
            @if tick { td { input type="checkbox" name="only" value=(stub.id) aria-label=(label); } }
            th scope="row" {
                a href={ "/lead/" (show::query(&stub.id)) } { (show::subject(&stub.subject)) }
                " " (show::simulated(ctx, stub.simulated)) (show::handling(ctx, stub.handling))
            }
            td { bdi { (stub.goods.title) } " " span.soft { (stub.goods.id) } }
            td { (period(stub.period)) }
            td.n { @if let Some(value) = stub.value { (show::money(value)) } }
            td { (standing(ctx, stub.standing)) }
            @if machine {
                td.n { @if let Some(machine) = stub.machine {
                    @match machine.probability {
                        Some(p) => (percent(p)),
                        None => (format!("{:.1}", machine.score)),
                    }
                } }
            }
        }
    }
}

/// A subject as plain text, for labels.
pub(super) fn plain_subject(subject: &Subject) -> String {
    match subject {
        Subject::Lane {
            exporter,
            through,
            end,
        } => {
            let through: Vec<String> = through.iter().map(ToString::to_string).collect();
            format!("{exporter} → {} → {end}", through.join(", "))
        }
        Subject::Party { name, .. } | Subject::Vessel { name, .. } => name.clone(),
    }
}

/// `2022-03 – 2022-04`, or one month.
pub(super) fn period((from, to): (fyke_model::date::Month, fyke_model::date::Month)) -> Markup {
    html! { span.period dir="ltr" { @if from == to { (from.to_string()) } @else { (from.to_string()) " – " (to.to_string()) } } }
}

/// `62 %`: as many figures as people can mean.
pub(super) fn percent(p: f64) -> String {
    let percent = p * 100.0;
    match percent {
        small if small > 0.0 && small < 1.0 => format!("{small:.1}\u{202f}%"),
        large if large > 99.0 && large < 100.0 => format!("{large:.1}\u{202f}%"),
        _ => format!("{percent:.0}\u{202f}%"),
    }
}
