//! How good one's own probabilities were, and nobody else's: Brier score with its
//! interval beside what it must beat, and how often what was called so likely
//! happened. Too few settled forecasts give no figure, and the page says so.

use super::leads::percent;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use fyke_model::desk::ScoresView;
use maud::{Markup, html};

/// Length of a side of the diagram.
const SIDE: f64 = 300.0;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/scores", get(scores))
}

async fn scores(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let view = ctx.ask(move |desk| desk.scores(&hand)).await?;
    ctx.looked("scores");
    let title = ctx.t("scores-title");
    let body = html! {
        h1 { (title) }
        p.standfirst { (ctx.t("scores-own")) }
        p { strong { (show::number(view.n)) } " " (ctx.t_n("scores-settled", view.n)) }
        @if let Some(too_few) = &view.too_few {
            p.note { (ctx.t("scores-too-few")) " " (show::sentence(too_few)) }
            p { a href="/forecasts" { (ctx.t("menu-forecasts")) } }
        }
        @if let Some(brier) = view.brier { (figures(&ctx, &view, brier)) }
        @if !view.bins.is_empty() { (reliability(&ctx, &view.bins)) }
        @if !view.words.is_empty() {
            h2 { (ctx.t("scores-take")) }
            ul { @for sentence in &view.words { li { (show::sentence(sentence)) } } }
        }
    };
    Ok(ctx.page(&title, body))
}

fn figures(ctx: &Ctx, view: &ScoresView, (brier, low, high): (f64, f64, f64)) -> Markup {
    html! {
        h2 #brier { (ctx.t("scores-brier")) }
        p.hint { (ctx.t("scores-brier-means")) }
        div.scroll tabindex="0" role="group" aria-labelledby="brier" { table.dense.slim {
            caption.hidden { (ctx.t("scores-brier")) }
            thead { tr { th scope="col" { (ctx.t("scores-who")) } th.n scope="col" { (ctx.t("scores-brier")) } th.n scope="col" { (ctx.t("scores-interval")) } } }
            tbody {
                tr.is-here { th scope="row" { (ctx.t("scores-you")) } td.n { (figure(brier)) } td.n { (figure(low)) "–" (figure(high)) } }
                @for (who, score) in &view.baselines { tr { th scope="row" { (show::sentence(who)) } td.n { (figure(*score)) } td {} } }
            }
        } }
        @if let Some(ece) = view.ece { p { (ctx.t("scores-ece")) " " strong { (percent(ece)) } } }
    }
}

fn figure(value: f64) -> String {
    format!("{value:.2}")
}

/// What was said against what happened; the table says the same.
fn reliability(ctx: &Ctx, bins: &[(f64, f64, u64)]) -> Markup {
    let most = bins.iter().map(|(.., n)| *n).max().unwrap_or(1).max(1) as f64;
    let x = |p: f64| format!("{:.1}", 40.0 + p.clamp(0.0, 1.0) * SIDE);
    let y = |p: f64| format!("{:.1}", 10.0 + (1.0 - p.clamp(0.0, 1.0)) * SIDE);
    html! {
        h2 #reliability { (ctx.t("scores-reliability")) }
        div.split {
            svg.plot viewBox="0 0 350 350" role="img" aria-labelledby="reliability" dir="ltr" {
                @for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
                    line.grid x1=(x(0.0)) x2=(x(1.0)) y1=(y(tick)) y2=(y(tick)) {}
                    line.grid x1=(x(tick)) x2=(x(tick)) y1=(y(0.0)) y2=(y(1.0)) {}
                    text x=(x(tick)) y="326" text-anchor="middle" { (percent(tick)) }
                    text x="36" y=(y(tick - 0.012)) text-anchor="end" { (percent(tick)) }
                }
                line.diagonal x1=(x(0.0)) y1=(y(0.0)) x2=(x(1.0)) y2=(y(1.0)) {}
                @for pair in bins.windows(2) { @if let [a, b] = pair {
                    line.series x1=(x(a.0)) y1=(y(a.1)) x2=(x(b.0)) y2=(y(b.1)) {}
                } }
                @for (said, happened, n) in bins {
                    circle.dot cx=(x(*said)) cy=(y(*happened)) r=(format!("{:.1}", 3.0 + 5.0 * (*n as f64 / most).sqrt())) {}
                }
                text x="190" y="345" text-anchor="middle" { (ctx.t("scores-said")) }
            }
            div.scroll tabindex="0" role="group" aria-labelledby="reliability" { table.dense {
                caption { (ctx.t("scores-diagonal")) }
                thead { tr { th.n scope="col" { (ctx.t("scores-said")) } th.n scope="col" { (ctx.t("scores-happened")) } th.n scope="col" { (ctx.t("scores-n")) } } }
                tbody { @for (said, happened, n) in bins {
                    tr { td.n { (percent(*said)) } td.n { (percent(*happened)) } td.n { (show::number(*n)) } }
                } }
            } }
        }
    }
}
