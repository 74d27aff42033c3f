//! Names by the thousand: pasted or sent as a file, each with whom it may be.
//!
//! The answer is kept in memory under a number that nobody can guess, for whoever
//! asked, so that it can be turned over and written to a file; it goes when the
//! program ends or when newer ones need its place.

mod kept;
mod read;

pub(crate) use kept::Batches;

use crate::address::{Pairs, Writer};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::extract::Path;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use fyke_model::desk::{BatchRow, Page, Refusal, Why};
use kept::{Batch, CANDIDATES_KEPT};
use maud::{Markup, html};
use std::sync::Arc;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/batch", get(form).post(take))
        .route("/batch/{token}", get(result))
        .route("/batch/{token}/names.csv", get(file))
}

/// Names at once.
pub(crate) const NAMES_MAX: usize = 10_000;

/// From how likely on somebody is shown, unless something else is asked.
const CUTOFF: f64 = 0.5;

async fn form(ctx: Ctx) -> Result<Response, Failed> {
    let most = ctx.t_with("batch-most", &[("n", show::number(NAMES_MAX as u64).into())]);
    let body = html! {
        h1 { (ctx.t("batch-title")) }
        p.standfirst { (ctx.t("batch-what")) }
        form.batch method="post" action="/batch" enctype="multipart/form-data" {
            label.field for="names" { span { (ctx.t("batch-names")) } small { (ctx.t("batch-form")) " · " (most) } }
            textarea #names name="names" rows="12" dir="auto" spellcheck="false" placeholder="Vostok Micro LLC; RU; 2011" {}
            div.row-of {
                label.field for="file" { span { (ctx.t("batch-file")) } input #file type="file" name="file" accept=".csv,.txt,text/csv,text/plain"; }
                label.field for="cutoff" {
                    span { (ctx.t("batch-cutoff")) }
                    select #cutoff name="cutoff" {
                        @for cutoff in ["0.3", "0.5", "0.7", "0.9"] { option value=(cutoff) selected[cutoff == "0.5"] { (cutoff) } }
                    }
                }
                button type="submit" { (ctx.t("batch-search")) }
            }
        }
    };
    Ok(ctx.page(&ctx.t("batch-title"), body))
}

async fn take(ctx: Ctx, mut sent: Multipart) -> Result<Response, Failed> {
    let mut text = String::new();
    let mut cutoff = CUTOFF;
    let broken = |error: MultipartError| {
        let why = if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Why::TooMuch
        } else {
            Why::Malformed
        };
        ctx.failed(Refusal::new(
            why,
            ctx.t("batch-broken"),
            ctx.t("batch-broken-repair"),
        ))
    };
    while let Some(field) = sent.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(broken)?;
        let value = String::from_utf8_lossy(&bytes);
        match name.as_str() {
            "names" | "file" => {
                text.push_str(value.trim_start_matches('\u{feff}'));
                text.push('\n');
            }
            "cutoff" => {
                cutoff = value
                    .trim()
                    .parse()
                    .ok()
                    .filter(|c| (0.0..=1.0).contains(c))
                    .unwrap_or(CUTOFF)
            }
            _ => {}
        }
    }
    let names = read::names(&text, NAMES_MAX).map_err(|count| {
        let values = [
            ("n", show::number(count as u64).into()),
            ("most", show::number(NAMES_MAX as u64).into()),
        ];
        ctx.failed(Refusal::new(
            Why::TooMuch,
            ctx.t_with("batch-too-many", &values),
            ctx.t("batch-too-many-repair"),
        ))
    })?;
    if names.is_empty() {
        return Err(ctx.failed(Refusal::malformed(
            ctx.t("batch-empty"),
            ctx.t("batch-empty-repair"),
        )));
    }
    let asked = names.len();
    let mut rows = ctx.ask(move |desk| desk.batch(&names, cutoff)).await?;
    for row in &mut rows {
        row.candidates.truncate(CANDIDATES_KEPT);
    }
    let batch = Batch {
        rows,
        cutoff,
        whose: whose(&ctx),
    };
    let token = ctx.app.batches.keep(batch).ok_or_else(|| {
        ctx.failed(Refusal::new(
            Why::Broken,
            ctx.t("batch-gone"),
            ctx.t("batch-gone-repair"),
        ))
    })?;
    ctx.looked(format!("names {asked}"));
    Ok(Redirect::to(&format!("/batch/{token}")).into_response())
}

fn whose(ctx: &Ctx) -> Option<String> {
    ctx.hand.as_ref().map(|hand| hand.person().to_owned())
}

fn found(ctx: &Ctx, token: &str) -> Result<Arc<Batch>, Failed> {
    let batch = ctx
        .app
        .batches
        .find(token)
        .filter(|batch| batch.whose == whose(ctx));
    batch.ok_or_else(|| {
        ctx.failed(Refusal::new(
            Why::Absent,
            ctx.t("batch-gone"),
            ctx.t("batch-gone-repair"),
        ))
    })
}

fn chosen(batch: &Batch, hits: bool) -> Vec<(usize, &BatchRow)> {
    batch
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !hits || !row.candidates.is_empty())
        .collect()
}

async fn result(ctx: Ctx, Path(token): Path<String>) -> Result<Response, Failed> {
    let batch = found(&ctx, &token)?;
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let (hits, page) = (
        pairs.flag("hits"),
        pairs.page().map_err(|refusal| ctx.failed(refusal))?,
    );
    let at = |hits: bool, page: Page| {
        let mut to = Writer::default();
        to.flag("hits", hits);
        to.page(page);
        format!("/batch/{token}?{}", to.done())
    };
    let rows = chosen(&batch, hits);
    let with = batch.rows.iter().filter(|row| !row.candidates.is_empty()).count() as u64;
    let counted = [
        ("names", show::number(batch.rows.len() as u64).into()),
        ("hits", show::number(with).into()),
        ("cutoff", format!("{:.2}", batch.cutoff).into()),
    ];
    let body = html! {
        h1 { (ctx.t("batch-result")) }
        p.counted { strong { (ctx.t_with("batch-counted", &counted)) } }
        ul.chips {
            li { a href=(at(false, Page::default())) aria-current=[(!hits).then_some("true")] { (ctx.t("batch-all")) } }
            li { a href=(at(true, Page::default())) aria-current=[hits.then_some("true")] { (ctx.t("batch-hits")) } }
            li { a download="names.csv" href={ "/batch/" (token) "/names.csv" @if hits { "?hits=1" } } { "CSV" } }
            li { a href="/batch" { (ctx.t("batch-again")) } }
        }
        (table(&ctx, &rows, page))
        (parts::pager(&ctx, page, rows.len() as u64, |page| at(hits, page)))
        p.hint { (ctx.t("batch-kept")) }
    };
    Ok(ctx.page(&ctx.t("batch-result"), body))
}

fn table(ctx: &Ctx, rows: &[(usize, &BatchRow)], page: Page) -> Markup {
    html! {
        @if rows.is_empty() { p.empty { (ctx.t("batch-no-hits")) } } @else {
            div.scroll tabindex="0" role="group" aria-label=(ctx.t("batch-result")) {
                table.dense {
                    caption.hidden { (ctx.t("batch-result")) }
                    thead { tr {
                        th.n scope="col" { (ctx.t("batch-line")) }
                        th scope="col" { (ctx.t("batch-name")) }
                        th scope="col" { (ctx.t("batch-best")) }
                        th.n scope="col" { (ctx.t("batch-likely")) }
                        th scope="col" { (ctx.t("facet-dataset")) }
                        th scope="col" { (ctx.t("batch-others")) }
                    } }
                    tbody { @for (at, row) in rows.iter().skip(page.offset).take(page.limit) { (line(ctx, *at, row)) } }
                }
            }
        }
    }
}

fn line(ctx: &Ctx, at: usize, row: &BatchRow) -> Markup {
    let best = row.candidates.first();
    html! {
        tr {
            td.n { (show::number(at as u64 + 1)) }
            th scope="row" {
                (show::data(&row.asked.name))
                @if let Some(country) = row.asked.country { " " (show::country(country)) }
                @if let Some(date) = &row.asked.date { " " span.soft { (show::data(date)) } }
            }
            @match best {
                Some(best) => {
                    td {
                        a href=(show::entity_address(&best.id)) { (show::data(&best.caption)) }
                        @for country in &best.countries { " " (show::country(*country)) }
                        " " span.soft { (parts::schema(ctx, &best.schema)) }
                    }
                    td.n { (format!("{:.2}", best.probability)) }
                    td { @for dataset in &best.datasets { span.set { (show::data(dataset)) } " " } }
                }
                None => { td.soft colspan="3" { (ctx.t("batch-nobody")) } }
            }
            td { @for other in row.candidates.iter().skip(1) {
                a href=(show::entity_address(&other.id)) { (show::data(&other.caption)) } " " span.soft { (format!("{:.2}", other.probability)) } " "
            } }
        }
    }
}

async fn file(ctx: Ctx, Path(token): Path<String>) -> Result<Response, Failed> {
    let batch = found(&ctx, &token)?;
    let hits = Pairs::of(parts::asked(&ctx)).is_ok_and(|pairs| pairs.flag("hits"));
    let mut text = String::from("line,name,country,date,id,caption,schema,probability,datasets\r\n");
    for (at, row) in chosen(&batch, hits) {
        let best = row.candidates.first();
        let country = row
            .asked
            .country
            .map(|country| country.to_string())
            .unwrap_or_default();
        let cells = [
            (at + 1).to_string(),
            row.asked.name.clone(),
            country,
            row.asked.date.clone().unwrap_or_default(),
            best.map(|best| best.id.clone()).unwrap_or_default(),
            best.map(|best| best.caption.clone()).unwrap_or_default(),
            best.map(|best| best.schema.clone()).unwrap_or_default(),
            best.map(|best| format!("{:.4}", best.probability))
                .unwrap_or_default(),
            best.map(|best| best.datasets.join(" ")).unwrap_or_default(),
        ];
        text.push_str(&cells.map(|cell| read::quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    ctx.looked("names as a file");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"names.csv\""),
    ];
    Ok((headers, text).into_response())
}
