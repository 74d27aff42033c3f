//! A dataset: its files and editions, what no table took of it, and what differs
//! between two of its editions.

use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use fyke_model::date::Day;
use fyke_model::desk::{Change, DatasetView, DiffView, Page, Refusal};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/dataset/{id}", get(dataset))
        .route("/dataset/{id}/refused", get(refused))
        .route("/dataset/{id}/diff", get(diff))
}

async fn found(ctx: &Ctx, id: &str) -> Result<DatasetView, Failed> {
    let id = id.to_owned();
    ctx.ask(move |desk| {
        let found = desk.case()?.datasets.into_iter().find(|dataset| dataset.id == id);
        found.ok_or_else(|| Refusal::absent("the dataset"))
    })
    .await
}

async fn dataset(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let view = found(&ctx, &id).await?;
    ctx.looked(format!("dataset {id}"));
    let refused: u64 = view.files.iter().map(|file| file.rows_refused).sum();
    let body = html! {
        h1 { (show::data(&view.title)) " " (show::simulated(&ctx, view.simulated)) }
        p.meta.under {
            span { (show::data(&view.kind)) }
            @if let Some(licence) = &view.licence { span { (show::data(licence)) } }
            (show::handling(&ctx, view.handling))
            span.soft { code { (show::data(&view.id)) } }
        }
        (editions(&ctx, &view, None))
        h2 #files { (ctx.t("case-files")) }
        div.scroll tabindex="0" role="group" aria-labelledby="files" {
            table.dense {
                caption.hidden { (ctx.t("case-files")) }
                thead { tr {
                    th scope="col" { (ctx.t("dataset-file")) }
                    th.n scope="col" { (ctx.t("dataset-bytes")) }
                    th.n scope="col" { (ctx.t("case-rows")) }
                    th.n scope="col" { (ctx.t("case-refused")) }
                    th scope="col" { (ctx.t("dataset-added")) }
                    th scope="col" { (ctx.t("dataset-stands")) }
                } }
                tbody { @for file in &view.files { tr {
                    th scope="row" {
                        a href={ "/row/" (show::query(&view.id)) "/" (show::query(&file.hash)) "/1" } { (show::data(&file.name)) }
                        br; code.soft { (file.hash.chars().take(12).collect::<String>()) }
                    }
                    td.n { (show::number(file.bytes)) }
                    td.n { (show::number(file.rows_in)) }
                    td.n { @if file.rows_refused > 0 { a href={ "/dataset/" (show::query(&view.id)) "/refused" } { (show::number(file.rows_refused)) } } @else { "0" } }
                    td { time datetime=(file.added_at) { (file.added_at.get(..10).unwrap_or(&file.added_at)) } }
                    td { (ctx.t(if file.stands { "dataset-stands-yes" } else { "dataset-stands-no" })) }
                } } }
            }
        }
        @if refused > 0 { p { a href={ "/dataset/" (show::query(&view.id)) "/refused" } { (ctx.t_with("dataset-see-refused", &[("n", show::number(refused).into())])) } } }
        p { a href={ "/search?dataset=" (show::query(&view.id)) } { (ctx.t("dataset-entities")) } }
    };
    Ok(ctx.page(&view.title, body))
}

/// Choosing two editions; nothing where there are not two.
fn editions(ctx: &Ctx, view: &DatasetView, chosen: Option<(Day, Day)>) -> Markup {
    let newest = view.editions.iter().rev().copied().collect::<Vec<Day>>();
    let (from, to) = match (chosen, newest.as_slice()) {
        (Some(both), _) => both,
        (None, [new, old, ..]) => (*old, *new),
        _ => return html! {},
    };
    html! {
        form.filter method="get" action={ "/dataset/" (show::query(&view.id)) "/diff" } {
            @for (name, message, day) in [("from", "diff-from", from), ("to", "diff-to", to)] {
                label { (ctx.t(message)) " "
                    select name=(name) { @for edition in &view.editions { option value=(edition) selected[*edition == day] { (edition) } } }
                }
            }
            button.quiet type="submit" { (ctx.t("diff-compare")) }
        }
    }
}

async fn refused(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let view = found(&ctx, &id).await?;
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let page = pairs.page().map_err(|refusal| ctx.failed(refusal))?;
    let asked = id.clone();
    let rows = ctx.ask(move |desk| desk.refused(&asked, page)).await?;
    ctx.looked(format!("refused {id}"));
    let base = format!("/dataset/{}", show::query(&id));
    let body = html! {
        h1 { (ctx.t("refused-title")) }
        p.standfirst { a href=(base) { (show::data(&view.title)) } ": " (ctx.t("refused-what")) }
        @if rows.items.is_empty() { p.empty { (ctx.t("refused-none")) } } @else {
            div.scroll tabindex="0" role="group" aria-label=(ctx.t("refused-title")) {
                table.dense {
                    caption.hidden { (ctx.t("refused-title")) }
                    thead { tr { th scope="col" { (ctx.t("parts-row")) } th scope="col" { (ctx.t("refused-column")) } th scope="col" { (ctx.t("entity-value")) } th scope="col" { (ctx.t("refused-why")) } } }
                    tbody { @for one in &rows.items { tr {
                        th scope="row" { (parts::short_row(&one.row)) }
                        td { (show::data(&one.column)) }
                        td { (show::data(&one.value)) }
                        td { (show::data(&one.why)) }
                    } } }
                }
            }
        }
        (parts::pager(&ctx, page, rows.total, |page| format!("{base}/refused?offset={}&limit={}", page.offset, page.limit)))
    };
    Ok(ctx.page(&ctx.t("refused-title"), body))
}

async fn diff(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let view = found(&ctx, &id).await?;
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let read = || -> fyke_model::desk::Answer<(Option<Day>, Option<Day>, Page)> {
        let form = "a day such as 2022-03-01";
        Ok((
            pairs.parse("from", form)?,
            pairs.parse("to", form)?,
            pairs.page()?,
        ))
    };
    let (from, to, page) = read().map_err(|refusal| ctx.failed(refusal))?;
    let two = from
        .or_else(|| view.editions.iter().rev().nth(1).copied())
        .zip(to.or(view.editions.last().copied()));
    let Some((from, to)) = two else {
        return Err(ctx.failed(Refusal::malformed(ctx.t("diff-one"), ctx.t("diff-one-repair"))));
    };
    let asked = id.clone();
    let changes = ctx.ask(move |desk| desk.diff(&asked, from, to, page)).await?;
    ctx.looked(format!("diff {id} {from} {to}"));
    let total = changes.added + changes.removed + changes.changed;
    let at = |page: Page| {
        format!(
            "/dataset/{}/diff?from={from}&to={to}&offset={}&limit={}",
            show::query(&id),
            page.offset,
            page.limit
        )
    };
    let title = format!("{}: {from} – {to}", view.title);
    let body = html! {
        h1 { (ctx.t("diff-title")) }
        p.standfirst { a href={ "/dataset/" (show::query(&id)) } { (show::data(&view.title)) } }
        (editions(&ctx, &view, Some((from, to))))
        (counted(&ctx, &changes))
        @if changes.changes.is_empty() { p.empty { (ctx.t("diff-none")) } }
        @for change in &changes.changes { (one(&ctx, change, from, to)) }
        (parts::pager(&ctx, page, total, at))
    };
    Ok(ctx.page(&title, body))
}

fn counted(ctx: &Ctx, view: &DiffView) -> Markup {
    let figures = [
        ("added", view.added),
        ("removed", view.removed),
        ("changed", view.changed),
    ];
    html! { ul.figures.small { @for (kind, n) in figures { li { strong { (show::number(n)) } " " (ctx.t(&format!("diff-{kind}"))) } } } }
}

fn one(ctx: &Ctx, change: &Change, from: Day, to: Day) -> Markup {
    let known = ["added", "removed", "changed"].contains(&change.kind.as_str());
    html! {
        article.differs.panel {
            h2 {
                a href=(show::entity_address(&change.key)) { (show::data(&change.caption)) } " "
                span.label { @if known { (ctx.t(&format!("diff-{}", change.kind))) } @else { (show::data(&change.kind)) } }
            }
            div.scroll tabindex="0" role="group" aria-label=(change.caption) {
                table.dense {
                    caption.hidden { (show::data(&change.key)) }
                    thead { tr { th scope="col" { (ctx.t("entity-prop")) } th scope="col" { (from) } th scope="col" { (to) } } }
                    tbody { @for (prop, gone, came) in &change.values { tr {
                        th scope="row" { (show::data(prop)) }
                        td { @for value in gone { @if came.contains(value) { (show::data(value)) } @else { del { (show::data(value)) } } br; } }
                        td { @for value in came { @if gone.contains(value) { (show::data(value)) } @else { ins { (show::data(value)) } } br; } }
                    } } }
                }
            }
        }
    }
}
