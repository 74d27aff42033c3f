//! Places where texts do not agree: both sides as they stand, side by side and
//! of one weight. Which of them is true is for people.

use super::{kind, words_of};
use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::{parts, show};
use axum::response::Response;
use fyke_model::desk::{DisagreementView, TextQuery};
use maud::{Markup, html};

pub(super) async fn disagreements(ctx: Ctx) -> Result<Response, Failed> {
    let query: TextQuery = parts::question(&ctx)?;
    let asked = query.clone();
    let found = ctx.ask(move |desk| desk.disagreements(&asked)).await?;
    ctx.looked(query.at("disagreements"));
    let title = ctx.t("texts-disagreements");
    let body = html! {
        h1 { (title) }
        p.standfirst { (ctx.t("texts-disagreements-mean")) }
        (super::sayings::chosen(&ctx, &query, "/disagreements"))
        p.counted role="status" { strong { (show::number(found.total)) } " " (ctx.t_n("texts-places-n", found.total)) }
        @if found.items.is_empty() { p.empty { (ctx.t("texts-no-disagreements")) } }
        @for disagreement in &found.items { (one(&ctx, disagreement, "h2")) }
        (parts::pager(&ctx, query.page, found.total, |page| TextQuery { page, ..query.clone() }.at("/disagreements")))
    };
    Ok(ctx.page(&title, body))
}

/// One of them, under a heading of that level.
pub(super) fn one(ctx: &Ctx, view: &DisagreementView, level: &str) -> Markup {
    let heading = html! { (kind(ctx, "differ", &view.kind)) };
    html! {
        article.disagreement id={ "differ-" (view.number) } {
            @if level == "h2" { h2 { (heading) } } @else { h3 { (heading) } }
            p { (show::sentence(&view.said)) }
            div.two-sides { @for side in &view.sides {
                div.panel { (words_of(ctx, &side.document, side.span, &html! { (show::visible(&side.text)) }, show::direction(&side.text))) }
            } }
            @match &view.reconcilable_by {
                Some(by) => p { strong { (ctx.t("texts-reconcilable")) } " " (show::sentence(by)) },
                None => p.soft { (ctx.t("texts-not-reconcilable")) },
            }
        }
    }
}
