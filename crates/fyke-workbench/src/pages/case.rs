//! The case at a glance: what is in it, what waits, where it comes from.

use crate::ctx::Ctx;
use crate::error::Failed;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use fyke_model::desk::{CaseView, DatasetView};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(case))
}

async fn case(ctx: Ctx) -> Result<Response, Failed> {
    let view = ctx.ask(|desk| desk.case()).await?;
    ctx.looked("case");
    Ok(ctx.page(&view.name, shown(&ctx, &view)))
}

fn shown(ctx: &Ctx, view: &CaseView) -> Markup {
    let figures = [
        ("case-consignments", view.consignments, "/flows"),
        ("case-flows", view.flows, "/flows"),
        ("case-entities", view.entities, "/search"),
        ("case-leads", view.leads, "/leads"),
        ("case-waiting", view.waiting, "/triage"),
    ];
    html! {
        h1 { (show::data(&view.name)) " " (show::simulated(ctx, view.simulated)) }
        @if !view.regimes.is_empty() { p.standfirst { (view.regimes.join(", ")) } }
        ul.figures {
            @for (message, n, address) in figures {
                li { a href=(address) { strong { (show::number(n)) } " " span { (ctx.t_n(message, n)) } } }
            }
        }
        @if view.blind { p.note { (ctx.t("case-blind")) } }
        h2 #datasets { (ctx.t("case-datasets")) }
        @if view.datasets.is_empty() { p.empty { (ctx.t("case-empty")) " " code dir="ltr" { "fyke add CASE FILE" } } }
        @else { div.scroll tabindex="0" role="group" aria-labelledby="datasets" {
            table {
                caption.hidden { (ctx.t("case-datasets")) }
                thead { tr {
                    th scope="col" { (ctx.t("case-dataset")) }
                    th scope="col" { (ctx.t("case-licence")) }
                    th.n scope="col" { (ctx.t("case-files")) }
                    th.n scope="col" { (ctx.t("case-rows")) }
                    th.n scope="col" { (ctx.t("case-refused")) }
                } }
                tbody { @for dataset in &view.datasets { (dataset_row(ctx, dataset)) } }
            }
        } }
        @if !view.notes.is_empty() {
            h2 { (ctx.t("case-not-seen")) }
            ul { @for note in &view.notes { li { (note) } } }
        }
    }
}

fn dataset_row(ctx: &Ctx, dataset: &DatasetView) -> Markup {
    let rows: u64 = dataset.files.iter().map(|file| file.rows_in).sum();
    let refused: u64 = dataset.files.iter().map(|file| file.rows_refused).sum();
    html! {
        tr {
            th scope="row" {
                a href={ "/dataset/" (show::query(&dataset.id)) } { (show::data(&dataset.title)) }
                " " (show::simulated(ctx, dataset.simulated)) (show::handling(ctx, dataset.handling))
            }
            td { @if let Some(licence) = &dataset.licence { (show::data(licence)) } }
            td.n { (show::number(dataset.files.len() as u64)) }
            td.n { (show::number(rows)) }
            td.n { (show::number(refused)) }
        }
    }
}
