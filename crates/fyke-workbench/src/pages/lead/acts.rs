//! What a person does with one lead, a form each: draw, judge, be shown, decide,
//! sign, take back, open again. Each goes back to the page it came from.

use super::{blind, dossier, lead};
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::{Fields, go, percent};
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fyke_model::date::Day;
use fyke_model::desk::{Answer, Decided, DecisionSaid, JudgementSaid, Refusal, Role};
use maud::html;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/lead/{id}", get(lead))
        .route("/lead/{id}/draw", post(draw))
        .route("/lead/{id}/judge", post(judge))
        .route("/lead/{id}/reveal", post(reveal))
        .route("/lead/{id}/decide", post(decide))
        .route("/lead/{id}/second", post(second))
        .route("/lead/{id}/withdraw", post(withdraw))
        .route("/lead/{id}/reopen", post(reopen))
        .route("/lead/{id}/dossier", post(dossier::make))
        .route("/wording", get(wording))
}

/// Back to where the form stood.
fn back(fields: &Fields, id: &str) -> String {
    match fields.one("from") {
        "triage" => format!("/triage?lead={}", show::query(id)),
        _ => format!("/lead/{}", show::query(id)),
    }
}

async fn draw(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let only = [id.clone()];
    ctx.ask(move |desk| desk.draw(&hand, 1, &only)).await?;
    go(&back(&fields, &id))
}

async fn judge(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let said = said(&ctx, &fields).map_err(|refusal| ctx.failed(refusal))?;
    let (lead, then) = (id.clone(), fields.one("then") == "reveal");
    ctx.ask(move |desk| {
        desk.judge(&hand, &lead, &said)?;
        // written in this order: what was said, then that it was shown
        if then {
            desk.reveal(&hand, &lead)?;
        }
        Ok(())
    })
    .await?;
    go(&back(&fields, &id))
}

/// A judgement as its form has it.
fn said(ctx: &Ctx, fields: &Fields) -> Answer<JudgementSaid> {
    let own = fields.percent("p")?;
    let probability = match own {
        Some(p) => p,
        None => fields
            .percent("step")?
            .ok_or_else(|| Refusal::malformed(ctx.t("judge-p-broke"), ctx.t("judge-p-repair")))?,
    };
    let mut rows: Vec<usize> = fields
        .all("row")
        .chain(fields.all("rows").flat_map(|all| all.split([',', ' '])))
        .filter(|text| !text.is_empty())
        .map(|text| {
            text.parse().map_err(|_| {
                let shown: String = text.chars().take(20).collect();
                Refusal::malformed(format!("'{shown}' is no row"), "write numbers of rows: 51, 60")
            })
        })
        .collect::<Answer<_>>()?;
    rows.sort_unstable();
    rows.dedup();
    let grounds = fields.all("ground").chain(fields.all("why"));
    Ok(JudgementSaid {
        probability,
        confidence: fields.one("confidence").to_owned(),
        why: grounds.collect::<Vec<_>>().join("; "),
        rows,
        assumptions: (0..blind::assumptions())
            .filter_map(|at| assumption(fields, at).transpose())
            .collect::<Answer<_>>()?,
        alternatives: fields
            .all("alternatives")
            .flat_map(str::lines)
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

fn assumption(fields: &Fields, at: usize) -> Answer<Option<(String, String, Option<Day>)>> {
    let part = |name: &str| fields.one(&format!("{name}-{at}")).to_owned();
    let (text, if_false, until) = (part("assume"), part("if-false"), part("until"));
    if text.is_empty() && if_false.is_empty() && until.is_empty() {
        return Ok(None);
    }
    let until = match until.as_str() {
        "" => None,
        day => Some(day.parse::<Day>().map_err(|_| {
            let shown: String = day.chars().take(20).collect();
            Refusal::malformed(format!("'{shown}' is no day"), "write it as 2027-06-30")
        })?),
    };
    Ok(Some((text, if_false, until)))
}

async fn reveal(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let lead = id.clone();
    ctx.ask(move |desk| desk.reveal(&hand, &lead).map(drop)).await?;
    go(&back(&fields, &id))
}

async fn decide(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let changed = fields
        .percent("p")
        .map_err(|refusal| ctx.failed(refusal))?
        .map(|p| (p, fields.one("why").to_owned()));
    let verdict = fields.one("verdict").to_owned();
    let tlp = (verdict == "release").then(|| fields.one("tlp").to_owned());
    let decision = DecisionSaid {
        verdict,
        changed,
        tlp: tlp.filter(|tlp| !tlp.is_empty()),
    };
    let lead = id.clone();
    let Decided { .. } = ctx.ask(move |desk| desk.decide(&hand, &lead, &decision)).await?;
    match fields.one("from") {
        "triage" => go(&format!("/triage?after={}", show::query(&id))),
        _ => go(&back(&fields, &id)),
    }
}

async fn second(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let (lead, why) = (id.clone(), fields.one("why").to_owned());
    ctx.ask(move |desk| desk.second(&hand, &lead, &why)).await?;
    go(&back(&fields, &id))
}

async fn withdraw(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let (lead, why) = (id.clone(), fields.one("why").to_owned());
    ctx.ask(move |desk| desk.withdraw(&hand, &lead, &why)).await?;
    go(&back(&fields, &id))
}

async fn reopen(Path(id): Path<String>, Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let (lead, why) = (id.clone(), fields.one("why").to_owned());
    ctx.ask(move |desk| desk.reopen(&hand, &lead, &why)).await?;
    go(&back(&fields, &id))
}

/// The words of the scales for a number, or what a linter says to a text, while
/// it is written.
async fn wording(ctx: Ctx) -> Result<Response, Failed> {
    let pairs = Pairs::of(ctx.uri.query().unwrap_or_default()).map_err(|r| ctx.failed(r))?;
    let scales = match pairs.one("p").map(percent) {
        Some(Ok(p)) => ctx.app.desk.probability_words(p),
        _ => Vec::new(),
    };
    let text = pairs.one("why").or_else(|| pairs.one("text")).unwrap_or_default();
    let body = html! {
        @for (scale, words) in &scales { span.scale-words { (words) " " span.soft { (scale) } } " " }
        (blind::remarks(&ctx, text))
    };
    Ok(body.into_response())
}
