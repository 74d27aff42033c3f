//! What could be true of a lead: hypotheses in rows, evidence in columns, since
//! that way round misled fewer people (Dhami et al. 2024); a cell says how much
//! likelier the evidence is if the hypothesis holds. One's own weights are made to
//! add up; everybody's are shown to who has said their own.
//!
//! The page is for who has judged the lead: what others put in here would tell
//! them what others think.

use super::lead::head;
use super::leads::percent;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::{Fields, go, percent as read_percent};
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use fyke_model::desk::{Hand, LeadPage, LeadRowView, MatrixView, Page, Refusal, Role, Why};
use maud::{Markup, html};

/// What a cell can say: the ratio as it is sent, the message for it.
const CELLS: &[(&str, &str)] = &[
    ("100", "cell-strong-for"),
    ("10", "cell-for"),
    ("1", "cell-neither"),
    ("0.1", "cell-against"),
    ("0.01", "cell-strong-against"),
];

/// Rows of the lead that can be cited with one click.
const ROWS_OFFERED: usize = 100;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/lead/{id}/hypotheses", get(matrix).post(cells))
        .route("/lead/{id}/hypotheses/add", post(add))
        .route("/lead/{id}/weigh", post(weigh))
}

/// Who asks, and the lead, where they have judged it.
pub(super) async fn judged(ctx: &Ctx, id: &str) -> Result<(Hand, LeadPage), Failed> {
    Ok((ctx.somebody()?, super::lead::judged(ctx, id).await?))
}

fn address(id: &str) -> String {
    format!("/lead/{}/hypotheses", show::query(id))
}

async fn matrix(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let (hand, page) = judged(&ctx, &id).await?;
    let lead = id.clone();
    let part = Page {
        offset: 0,
        limit: ROWS_OFFERED,
    };
    let (view, rows) = ctx
        .ask(move |desk| {
            Ok((
                desk.matrix(&hand, &lead)?,
                desk.lead_rows(Some(&hand), &lead, part)?.items,
            ))
        })
        .await?;
    ctx.looked(format!("lead/{id}/hypotheses"));
    let head = head(&page);
    let title = ctx.t("lead-hypotheses");
    let body = html! {
        p.soft { a href=(head.address()) { bdi { (head.title()) } } }
        h1 { (title) }
        p.standfirst { (show::sentence(&view.question)) }
        p.note { (ctx.t("matrix-no-method")) }
        (grid(&ctx, &view))
        (weights(&ctx, &view))
        (additions(&ctx, &view, &rows))
    };
    Ok(ctx.page(&title, body))
}

fn grid(ctx: &Ctx, view: &MatrixView) -> Markup {
    html! {
        section aria-labelledby="matrix" {
            h2 #matrix { (ctx.t("matrix-cells")) }
            @if view.evidence.is_empty() { p { (ctx.t("matrix-no-evidence")) } }
            form action=(address(&view.lead)) method="post" data-island="matrix" {
                @for (id, _) in &view.hypotheses { input type="hidden" name="h" value=(id); }
                @for (id, ..) in &view.evidence { input type="hidden" name="e" value=(id); }
                div.scroll tabindex="0" role="group" aria-labelledby="matrix" {
                    table.matrix {
                        caption { (ctx.t("matrix-asks")) }
                        thead { tr {
                            th scope="col" { (ctx.t("matrix-hypothesis")) }
                            @for (_, text, rows) in &view.evidence { th scope="col" {
                                (show::prose(text))
                                p.tight.soft { (ctx.t_n("matrix-on-rows", rows.len() as u64)) }
                            } }
                        } }
                        tbody { @for (at, (_, text)) in view.hypotheses.iter().enumerate() {
                            tr {
                                th scope="row" { (show::prose(text)) }
                                @for (column, (_, evidence, _)) in view.evidence.iter().enumerate() {
                                    td { (cell(ctx, view, column, at, &format!("{text}: {evidence}"))) }
                                }
                            }
                        } }
                        @if !view.evidence.is_empty() {
                            tfoot { tr {
                                th scope="row" { (ctx.t("matrix-tells-apart")) }
                                @for at in 0..view.evidence.len() {
                                    td { (tells(ctx, view.diagnosticity.get(at).copied().unwrap_or(0.0))) }
                                }
                            } }
                        }
                    }
                }
                @if !view.evidence.is_empty() { button type="submit" { (ctx.t("matrix-keep")) } }
            }
        }
    }
}

/// How much a piece of evidence tells hypotheses apart: a number and a bar.
fn tells(ctx: &Ctx, value: f64) -> Markup {
    let wide = (value / 10.0 * 80.0).clamp(0.0, 80.0);
    html! {
        svg.weight viewBox="0 0 80 8" width="80" height="8" aria-hidden="true" {
            rect.ground x="0" y="0" width="80" height="8" {}
            rect.for x="0" y="0" width=(format!("{wide:.1}")) height="8" {}
        }
        " " span.figure { (format!("{value:.1}")) }
        @if value < 0.1 { p.tight.soft { (ctx.t("matrix-tells-nothing")) } }
    }
}

fn cell(ctx: &Ctx, view: &MatrixView, evidence: usize, hypothesis: usize, label: &str) -> Markup {
    let ratio = view
        .cells
        .get(evidence)
        .and_then(|row| row.get(hypothesis))
        .copied()
        .flatten();
    let usual = |r: f64| {
        CELLS
            .iter()
            .find(|(value, _)| value.parse().is_ok_and(|v: f64| (v - r).abs() < 1e-9))
    };
    let words = view.words.get(evidence).and_then(|row| row.get(hypothesis));
    html! {
        select name={ "c-" (evidence) "-" (hypothesis) } aria-label=(label) {
            option value="" selected[ratio.is_none()] { (ctx.t("cell-nobody")) }
            @for (value, message) in CELLS {
                option value=(value) selected[ratio.and_then(usual).is_some_and(|(known, _)| known == value)] { (ctx.t(message)) }
            }
            @if let Some(ratio) = ratio.filter(|r| usual(*r).is_none()) {
                option value=(ratio) selected { "×" (ratio) @if let Some(words) = words { " " (words) } }
            }
        }
    }
}

fn weights(ctx: &Ctx, view: &MatrixView) -> Markup {
    html! {
        section.panel aria-labelledby="weights" {
            h2 #weights { (ctx.t("weights-title")) }
            p.hint { (ctx.t("weights-means")) }
            form action={ "/lead/" (show::query(&view.lead)) "/weigh" } method="post" {
                table.dense.weigh {
                    caption.hidden { (ctx.t("weights-title")) }
                    thead { tr {
                        th scope="col" { (ctx.t("matrix-hypothesis")) }
                        th.n scope="col" { (ctx.t("weights-yours")) }
                        @if !view.mine.is_empty() { th.n scope="col" { (ctx.t("weights-added-up")) } }
                        @if !view.pooled.is_empty() { th.n scope="col" { (ctx.t("weights-pooled")) } }
                    } }
                    tbody { @for (at, (_, text)) in view.hypotheses.iter().enumerate() {
                        tr {
                            th scope="row" { (show::prose(text)) }
                            td.n { input.short type="number" name={ "w-" (at) } min="0" max="100" step="any" inputmode="decimal" required
                                value=[view.mine.get(at).map(|p| format!("{:.1}", p * 100.0))] aria-label={ (text) " %" }; " %" }
                            @if let Some(p) = view.mine.get(at) { td.n { (percent(*p)) } }
                            @if let Some(p) = view.pooled.get(at) { td.n { (percent(*p)) } }
                        }
                    } }
                }
                @if view.pooled.is_empty() { p.soft { (ctx.t("weights-pooled-later")) } }
                button type="submit" { (ctx.t("weights-say")) }
            }
        }
    }
}

fn additions(ctx: &Ctx, view: &MatrixView, rows: &[LeadRowView]) -> Markup {
    let action = format!("{}/add", address(&view.lead));
    html! {
        div.split {
            form.panel action=(action) method="post" {
                h2 { (ctx.t("matrix-add-evidence")) }
                label.field { span { (ctx.t("matrix-evidence")) } input type="text" name="evidence" required maxlength="1000"; }
                fieldset {
                    legend { (ctx.t("matrix-stands-on")) }
                    div.tall { @for row in rows {
                        label.choice.whole {
                            input type="checkbox" name="row" value=(full(row));
                            span { (row.at) " · " @for (at, (_, value)) in row.row.cells.iter().filter(|(_, value)| !value.is_empty()).take(6).enumerate() {
                                @if at > 0 { ", " } (show::data(value))
                            } }
                        }
                    } }
                }
                button.quiet type="submit" { (ctx.t("matrix-add")) }
            }
            form.panel action=(action) method="post" {
                h2 { (ctx.t("matrix-add-hypothesis")) }
                label.field { span { (ctx.t("matrix-hypothesis")) } input type="text" name="hypothesis" required maxlength="1000"; }
                button.quiet type="submit" { (ctx.t("matrix-add")) }
            }
        }
    }
}

/// A row with its whole hash, as notes and matrices cite it.
fn full(row: &LeadRowView) -> String {
    let row = &row.row.row;
    format!("{}:{}:{}", row.dataset, row.file, row.row)
}

/// The cells as a form has them, put into the matrix as it is now.
async fn cells(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    ctx.may(Role::Reviewer)?;
    let (hand, _) = judged(&ctx, &id).await?;
    let changed = Refusal::new(
        Why::Conflict,
        ctx.t("matrix-changed-broke"),
        ctx.t("matrix-changed-repair"),
    );
    let lead = id.clone();
    ctx.ask(move |desk| {
        let mut view = desk.matrix(&hand, &lead)?;
        // somebody may have added something since the form was shown
        let same = fields
            .all("h")
            .eq(view.hypotheses.iter().map(|(id, _)| id.as_str()))
            && fields
                .all("e")
                .eq(view.evidence.iter().map(|(id, ..)| id.as_str()));
        if !same {
            return Err(changed);
        }
        let cell =
            |evidence: usize, hypothesis: usize| match fields.one(&format!("c-{evidence}-{hypothesis}")) {
                "" => Ok(None),
                text => text.parse::<f64>().map(Some).map_err(|_| {
                    let shown: String = text.chars().take(20).collect();
                    Refusal::malformed(format!("'{shown}' is no ratio"), "choose one of the words")
                }),
            };
        view.cells = (0..view.evidence.len())
            .map(|e| (0..view.hypotheses.len()).map(|h| cell(e, h)).collect())
            .collect::<Result<_, _>>()?;
        desk.set_matrix(&hand, &view)
    })
    .await?;
    go(&address(&id))
}

async fn add(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    ctx.may(Role::Reviewer)?;
    let (hand, _) = judged(&ctx, &id).await?;
    let lead = id.clone();
    ctx.ask(move |desk| {
        let mut view = desk.matrix(&hand, &lead)?;
        let fresh = |mark: char, taken: Vec<&String>| {
            (1..)
                .map(|n| format!("{mark}{n}"))
                .find(|id| !taken.contains(&id))
                .unwrap_or_default()
        };
        let (hypotheses, evidence) = (view.hypotheses.len(), view.evidence.len());
        match (fields.one("hypothesis"), fields.one("evidence")) {
            ("", "") => {
                return Err(Refusal::malformed(
                    "nothing was written",
                    "write it and send it again",
                ));
            }
            ("", text) => {
                let id = fresh('e', view.evidence.iter().map(|(id, ..)| id).collect());
                let rows = fields.all("row").map(str::to_owned).collect();
                view.evidence.push((id, text.to_owned(), rows));
                view.cells.resize(evidence, vec![None; hypotheses]);
                view.cells.push(vec![None; hypotheses]);
            }
            (text, _) => {
                let id = fresh('h', view.hypotheses.iter().map(|(id, _)| id).collect());
                view.hypotheses.push((id, text.to_owned()));
                view.cells.resize(evidence, Vec::new());
                view.cells
                    .iter_mut()
                    .for_each(|row| row.resize(hypotheses + 1, None));
            }
        }
        desk.set_matrix(&hand, &view)
    })
    .await?;
    go(&address(&id))
}

async fn weigh(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    ctx.may(Role::Reviewer)?;
    let (hand, _) = judged(&ctx, &id).await?;
    let lead = id.clone();
    ctx.ask(move |desk| {
        let n = desk.matrix(&hand, &lead)?.hypotheses.len();
        let said = (0..n)
            .map(|at| read_percent(fields.one(&format!("w-{at}"))))
            .collect::<Result<Vec<f64>, _>>()?;
        desk.weigh(&hand, &lead, &said)
    })
    .await?;
    go(&address(&id))
}
