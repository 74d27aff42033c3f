//! Questions that time answers: the next to come due first, one's own number
//! before the crowd's, the outcome told by a person. And the questions that a
//! lead suggests.

use super::hypotheses::judged;
use super::lead::head;
use super::leads::percent;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::{Fields, go};
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use fyke_model::desk::{ForecastView, OfferView, Refusal, Role};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/forecasts", get(forecasts))
        .route("/forecast/{id}/answer", post(answer))
        .route("/forecast/{id}/settle", post(settle))
        .route("/lead/{id}/forecasts", get(offers).post(ask))
}

async fn forecasts(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.hand.clone();
    let all = ctx.ask(move |desk| desk.forecasts(hand.as_ref())).await?;
    ctx.looked("forecasts");
    let (settled, open): (Vec<_>, Vec<_>) = all.into_iter().partition(|view| view.outcome.is_some());
    let title = ctx.t("menu-forecasts");
    let body = html! {
        h1 { (title) }
        p.standfirst { (ctx.t("forecasts-means")) " " a href="/scores" { (ctx.t("scores-title")) } }
        h2 { (ctx.t("forecasts-open")) }
        @if open.is_empty() { p.empty { (ctx.t("forecasts-none")) } }
        @for view in &open { (one(&ctx, view)) }
        @if !settled.is_empty() {
            h2 #settled { (ctx.t("forecasts-settled")) }
            div.scroll tabindex="0" role="group" aria-labelledby="settled" { table.dense {
                caption.hidden { (ctx.t("forecasts-settled")) }
                thead { tr {
                    th scope="col" { (ctx.t("forecasts-question")) } th scope="col" { (ctx.t("forecasts-due")) }
                    th.n scope="col" { (ctx.t("forecasts-mine")) } th.n scope="col" { (ctx.t("forecasts-crowd")) }
                    th scope="col" { (ctx.t("forecasts-outcome")) }
                } }
                tbody { @for view in &settled { tr #{ "f-" (view.id) } {
                    th scope="row" { (show::sentence(&view.question)) }
                    td { @if let Some(due) = view.due { (due.to_string()) } }
                    td.n { @if let Some(p) = view.mine { (percent(p)) } @else { "–" } }
                    td.n { @if let Some(p) = view.crowd { (percent(p)) } @else { "–" } }
                    td { (ctx.t(if view.outcome == Some(true) { "forecasts-happened" } else { "forecasts-not" })) }
                } } }
            } }
        }
    };
    Ok(ctx.page(&title, body))
}

fn one(ctx: &Ctx, view: &ForecastView) -> Markup {
    let id = show::query(&view.id);
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Reviewer);
    html! {
        article.panel.forecast id={ "f-" (view.id) } {
            h3 { (show::sentence(&view.question)) }
            p.soft {
                @if let Some(due) = view.due { (ctx.t("forecasts-due")) " " time datetime=(due.to_string()) { (due.to_string()) } " · " }
                (ctx.t_n("forecasts-answers", view.answers))
                @if let Some(lead) = &view.lead { " · " a href={ "/lead/" (show::query(lead)) } { (ctx.t("forecasts-lead")) } }
            }
            @if let Some(rate) = &view.base_rate { p { span.soft { (ctx.t("forecasts-base")) } " " (show::sentence(rate)) } }
            @match (view.mine, view.crowd) {
                (Some(mine), Some(crowd)) => {
                    p { (ctx.t("forecasts-mine")) " " strong.p { (percent(mine)) } " · " (ctx.t("forecasts-crowd")) " " strong.p { (percent(crowd)) } }
                }
                (Some(mine), None) => p { (ctx.t("forecasts-mine")) " " strong.p { (percent(mine)) } },
                (None, _) => p.soft { (ctx.t("forecasts-crowd-later")) },
            }
            @if may {
                form.row-of action={ "/forecast/" (id) "/answer" } method="post" {
                    label.field { span { (ctx.t(if view.mine.is_some() { "forecasts-again" } else { "forecasts-how-likely" })) }
                        span.unit { input.short type="number" name="p" min="0" max="100" step="any" inputmode="decimal" required; " %" } }
                    label.field.grow { span { (ctx.t("forecasts-why")) } input type="text" name="why" required maxlength="2000"; }
                    button type="submit" { (ctx.t("forecasts-say")) }
                }
                details {
                    summary { (ctx.t("forecasts-settle")) }
                    form action={ "/forecast/" (id) "/settle" } method="post" {
                        fieldset {
                            legend { (ctx.t("forecasts-outcome")) }
                            label.choice { input type="radio" name="outcome" value="yes" required; (ctx.t("forecasts-happened")) }
                            label.choice { input type="radio" name="outcome" value="no" required; (ctx.t("forecasts-not")) }
                        }
                        label.field { span { (ctx.t("forecasts-settle-why")) } input type="text" name="why" required maxlength="2000"; }
                        button.quiet type="submit" { (ctx.t("forecasts-settle")) }
                    }
                }
            }
        }
    }
}

async fn answer(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let missing = Refusal::malformed(ctx.t("judge-p-broke"), ctx.t("judge-p-repair"));
    let p = fields
        .percent("p")
        .and_then(|p| p.ok_or(missing))
        .map_err(|refusal| ctx.failed(refusal))?;
    let (forecast, why) = (id.clone(), fields.one("why").to_owned());
    ctx.ask(move |desk| desk.answer(&hand, &forecast, p, &why))
        .await?;
    go(&format!("/forecasts#f-{}", show::query(&id)))
}

async fn settle(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let happened = match fields.one("outcome") {
        "yes" => true,
        "no" => false,
        _ => {
            return Err(ctx.failed(Refusal::malformed(
                ctx.t("forecasts-outcome-broke"),
                ctx.t("forecasts-outcome-repair"),
            )));
        }
    };
    let (forecast, why) = (id.clone(), fields.one("why").to_owned());
    ctx.ask(move |desk| desk.settle(&hand, &forecast, happened, &why))
        .await?;
    go(&format!("/forecasts#f-{}", show::query(&id)))
}

async fn offers(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let (hand, page) = judged(&ctx, &id).await?;
    let lead = id.clone();
    let (offers, asked) = ctx
        .ask(move |desk| {
            let mut asked = desk.forecasts(Some(&hand))?;
            asked.retain(|view| view.lead.as_deref() == Some(lead.as_str()));
            Ok((desk.offers(&lead)?, asked))
        })
        .await?;
    ctx.looked(format!("lead/{id}/forecasts"));
    let head = head(&page);
    let title = ctx.t("offers-title");
    let body = html! {
        p.soft { a href=(head.address()) { bdi { (head.title()) } } }
        h1 { (title) }
        p.standfirst { (ctx.t("offers-means")) }
        @if offers.is_empty() { p { (ctx.t("offers-none")) } }
        @for offer in &offers { (suggestion(&ctx, &id, offer)) }
        @if !asked.is_empty() {
            h2 { (ctx.t("offers-asked")) }
            ul { @for view in &asked { li { a href={ "/forecasts#f-" (show::query(&view.id)) } { (show::sentence(&view.question)) } } } }
        }
    };
    Ok(ctx.page(&title, body))
}

fn suggestion(ctx: &Ctx, id: &str, offer: &OfferView) -> Markup {
    html! {
        form.panel.row-of action={ "/lead/" (show::query(id)) "/forecasts" } method="post" {
            input type="hidden" name="offer" value=(offer.at);
            span.grow { (show::sentence(&offer.question))
                @if let Some(due) = offer.due { " " span.soft { (ctx.t("forecasts-due")) " " (due.to_string()) } } }
            button.quiet type="submit" { (ctx.t("offers-ask")) }
        }
    }
}

async fn ask(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    ctx.may(Role::Reviewer)?;
    let (hand, _) = judged(&ctx, &id).await?;
    let lead = id.clone();
    // a number that is none names no offer, and the desk says so
    let offer = fields.one("offer").parse().unwrap_or(usize::MAX);
    let asked = ctx.ask(move |desk| desk.ask(&hand, &lead, offer)).await?;
    go(&format!("/forecasts#f-{}", show::query(&asked)))
}
