//! What people said of records: the list, and where they say it. Each line can
//! be taken back by another line, with its reason; nothing is rubbed out.

use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::prefs::own_address;
use crate::state::App;
use crate::{parts, show};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use fyke_model::desk::{Answer, JudgementView, Refusal, Role, Saying};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/judgements", get(list).post(say))
}

async fn list(ctx: Ctx) -> Result<Response, Failed> {
    let pairs = Pairs::of(parts::asked(&ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let page = pairs.page().map_err(|refusal| ctx.failed(refusal))?;
    let lines = ctx.ask(move |desk| desk.judgements(page)).await?;
    ctx.looked("judgements");
    let body = html! {
        h1 { (ctx.t("judgements-title")) }
        p.standfirst { (ctx.t("judgements-what")) }
        p { a href="/pairs" { (ctx.t("pairs-title")) } }
        @if lines.items.is_empty() { p.empty { (ctx.t("judgements-none")) } }
        (judgement_lines(&ctx, &lines.items, "/judgements"))
        (parts::pager(&ctx, page, lines.total, |page| format!("/judgements?offset={}&limit={}", page.offset, page.limit)))
    };
    Ok(ctx.page(&ctx.t("judgements-title"), body))
}

/// Lines of the log, the newest first.
pub(super) fn judgement_lines(ctx: &Ctx, lines: &[JudgementView], back: &str) -> Markup {
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Reviewer);
    html! {
        ol.judgements { @for line in lines {
            li.gone[!line.holds] id={ "line-" (line.line) } {
                p {
                    span.soft { (show::number(line.line)) } " "
                    strong { (word(ctx, &line.word)) } " "
                    @for (at, about) in line.about.iter().enumerate() {
                        @if at > 0 { " · " }
                        @if about.contains(':') { a.row href=(show::entity_address(about)) { (show::data(about)) } }
                        @else { a.row href={ "#line-" (show::query(about)) } { (show::data(about)) } }
                    }
                }
                p { (show::data(&line.why)) }
                p.soft {
                    (show::data(&line.by)) ", " time datetime=(line.at) { (line.at.get(..16).unwrap_or(&line.at).replace('T', " ")) }
                    @if !line.holds { " · " (ctx.t("judgements-gone")) }
                }
                @if may && line.holds && line.word != "taken back" {
                    details { summary { (ctx.t("judgements-take-back")) }
                        form.judge method="post" action="/judgements" {
                            input type="hidden" name="word" value="take-back";
                            input type="hidden" name="line" value=(line.line);
                            input type="hidden" name="back" value=(back);
                            (why_field(ctx, &format!("line-{}", line.line)))
                            button type="submit" { (ctx.t("judgements-take-back")) }
                        }
                    }
                }
            }
        } }
    }
}

fn word(ctx: &Ctx, word: &str) -> Markup {
    html! { @match word {
        "same" | "different" | "unsure" => (ctx.t(&format!("say-{word}"))),
        "split" => (ctx.t("say-split")),
        "taken back" => (ctx.t("say-taken-back")),
        _ => (show::data(word)),
    } }
}

/// The field for the reason, without which nothing is said.
pub(super) fn why_field(ctx: &Ctx, of: &str) -> Markup {
    let id = format!("why-{}", show::query(of));
    html! {
        label.field for=(id) { span { (ctx.t("say-why")) } }
        input.why id=(id) name="why" required maxlength="500" autocomplete="off" dir="auto" data-key="w";
    }
}

async fn say(ctx: Ctx, body: String) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let form = Pairs::of(&body).map_err(|refusal| ctx.failed(refusal))?;
    let saying = saying(&form).map_err(|refusal| ctx.failed(refusal))?;
    let why = form.one("why").unwrap_or_default().trim().to_owned();
    if why.is_empty() {
        return Err(ctx.failed(Refusal::malformed(
            ctx.t("say-no-why"),
            ctx.t("say-no-why-repair"),
        )));
    }
    ctx.ask(move |desk| desk.say(&hand, &saying, &why)).await?;
    Ok(Redirect::to(own_address(form.one("back").unwrap_or("/judgements"))).into_response())
}

fn saying(form: &Pairs) -> Answer<Saying> {
    let own = |name: &str| form.one(name).unwrap_or_default().to_owned();
    let (left, right) = (own("left"), own("right"));
    match form.one("word").unwrap_or_default() {
        "same" => Ok(Saying::Same { left, right }),
        "different" => Ok(Saying::Different { left, right }),
        "unsure" => Ok(Saying::Unsure { left, right }),
        "split" => Ok(Saying::Split {
            entity: own("entity"),
            records: form.all("record").map(str::to_owned).collect(),
        }),
        "take-back" => {
            let line = form.parse("line", "the number of a line")?;
            let line =
                line.ok_or_else(|| Refusal::malformed("no line was named", "go back and choose one"))?;
            Ok(Saying::TakeBack { line })
        }
        _ => Err(Refusal::malformed(
            "nothing was said",
            "say same, different or unsure",
        )),
    }
}
