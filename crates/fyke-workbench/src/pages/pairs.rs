//! Pairs of records that nobody judged yet, side by side, the nearest to even
//! odds first: those where a person is worth most.

use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use fyke_model::desk::{Page, PairView, RecordView, Role};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/pairs", get(queue))
}

/// Pairs of a page.
const PAIRS_SHOWN: usize = 10;

async fn queue(ctx: Ctx) -> Result<Response, Failed> {
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let page = Page {
        limit: PAIRS_SHOWN,
        ..pairs.page().map_err(|refusal| ctx.failed(refusal))?
    };
    let waiting = ctx.ask(move |desk| desk.pairs(page)).await?;
    ctx.looked("pairs");
    let body = html! {
        h1 { (ctx.t("pairs-title")) }
        p.standfirst { (ctx.t("pairs-what")) }
        p.counted {
            strong { (ctx.t_with("pairs-waiting", &[("n", waiting.total.into()), ("shown", show::number(waiting.total).into())])) }
            " · " a href="/judgements" { (ctx.t("judgements-title")) }
        }
        p.hint.keys {
            kbd { "j" } " " kbd { "k" } " " (ctx.t("pairs-key-move")) " · " kbd { "w" } " " (ctx.t("pairs-key-why")) " · "
            kbd { "s" } " " (ctx.t("say-same")) " · " kbd { "d" } " " (ctx.t("say-different")) " · " kbd { "u" } " " (ctx.t("say-unsure"))
        }
        @if waiting.items.is_empty() { p.empty { (ctx.t("pairs-none")) } }
        div data-rows="" data-island="keys" data-when="key" { @for pair in &waiting.items { (why_one(&ctx, pair, "/pairs")) } }
        (parts::pager(&ctx, page, waiting.total, |page| format!("/pairs?offset={}", page.offset)))
    };
    Ok(ctx.page(&ctx.t("pairs-title"), body))
}

/// Two records, what speaks for and against, and what a person may say to that.
pub(super) fn why_one(ctx: &Ctx, pair: &PairView, back: &str) -> Markup {
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Reviewer);
    html! {
        article.pair.panel data-row="" tabindex="-1" {
            div.sides {
                div { (record(ctx, &pair.left)) }
                div { (record(ctx, &pair.right)) }
            }
            p.odds {
                strong { (format!("{:.0} %", pair.probability * 100.0)) } " "
                span.soft { (ctx.t(if pair.same_entity { "pairs-one-now" } else { "pairs-apart-now" })) }
            }
            (reasons(ctx, &pair.reasons))
            @if may {
                form.judge method="post" action="/judgements" {
                    input type="hidden" name="left" value=(pair.left.key);
                    input type="hidden" name="right" value=(pair.right.key);
                    input type="hidden" name="back" value=(back);
                    (super::judgements::why_field(ctx, &format!("{}-{}", pair.left.key, pair.right.key)))
                    div.row-of {
                        button.quiet type="submit" name="word" value="same" data-key="s" { (ctx.t("say-same")) }
                        button.quiet type="submit" name="word" value="different" data-key="d" { (ctx.t("say-different")) }
                        button.quiet type="submit" name="word" value="unsure" data-key="u" { (ctx.t("say-unsure")) }
                    }
                }
            }
        }
    }
}

/// A record in a few words.
pub(super) fn record(ctx: &Ctx, record: &RecordView) -> Markup {
    html! {
        span.record {
            (show::data(&record.name))
            @if let Some(country) = record.country { " " (show::country(country)) }
            " " span.soft { (parts::schema(ctx, &record.schema)) }
            @if record.listed { " " (parts::listed(ctx)) }
            br; a.row href=(show::entity_address(&record.key)) { (show::data(&record.key)) }
        }
    }
}

/// What speaks for and against, as bars that a table says too.
fn reasons(ctx: &Ctx, reasons: &[(String, f64)]) -> Markup {
    let most = reasons.iter().map(|(_, part)| part.abs()).fold(0.1, f64::max);
    html! {
        @if !reasons.is_empty() {
            table.reasons {
                caption.hidden { (ctx.t("pairs-reasons")) }
                tbody { @for (why, part) in reasons {
                    tr {
                        th scope="row" { (show::data(why)) }
                        td.n { (format!("{}{:.1}", if *part < 0.0 { "−" } else { "+" }, part.abs())) }
                        td.bar {
                            svg viewBox="0 0 100 10" width="100" height="10" preserveAspectRatio="none" aria-hidden="true" {
                                @let long = (part.abs() / most * 50.0).min(50.0);
                                @let from = if *part < 0.0 { 50.0 - long } else { 50.0 };
                                rect.against[*part < 0.0].speaks[*part >= 0.0] x=(format!("{from:.1}")) y="1" width=(format!("{long:.1}")) height="8" {}
                                line x1="50" x2="50" y1="0" y2="10" {}
                            }
                        }
                    }
                } }
            }
        }
    }
}
