//! Many leads at one stroke: what it would take, what it leaves and why, how many
//! come back to be looked at; then the reason, then what became of it, with the
//! way back. Dismissed or deferred, nothing else: silence is not assent.

use super::{asked, table};
use crate::address::{InAddress, Pairs, Writer};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::{Fields, go};
use crate::posted::Posted;
use crate::show;
use axum::response::Response;
use fyke_model::desk::{BulkPreview, LeadQuery, Page, Refusal, Role};
use maud::{Markup, html};

/// Leads at one stroke at most: more than a person has looked through is more
/// than a person decides.
const BULK_MAX: usize = 500;

const VERDICTS: &[&str] = &["dismiss", "defer"];

pub(super) async fn preview(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let query = asked(&ctx)?;
    let pairs = Pairs::of(ctx.uri.query().unwrap_or_default()).map_err(|r| ctx.failed(r))?;
    if pairs.flag("ticked") && query.only.is_empty() {
        return Err(ctx.failed(Refusal::malformed(
            ctx.t("bulk-none-broke"),
            ctx.t("bulk-none-repair"),
        )));
    }
    let wanted = query.clone();
    let found = ctx.ask(move |desk| desk.bulk_preview(&hand, &wanted)).await?;
    ctx.looked(query.at("leads/bulk"));
    Ok(ctx.page(&ctx.t("bulk-title"), confirm(&ctx, found)))
}

fn confirm(ctx: &Ctx, mut found: BulkPreview) -> Markup {
    let rest = found.leads.len().saturating_sub(BULK_MAX);
    found.leads.truncate(BULK_MAX);
    let n = found.leads.len() as u64;
    html! {
        h1 { (ctx.t("bulk-title")) }
        p.standfirst { (ctx.t("bulk-means")) }
        @if rest > 0 { p.note { (ctx.t_n("bulk-rest", rest as u64)) } }
        @if found.leads.is_empty() {
            p { (ctx.t("bulk-takes-none")) " " a href="/leads" { (ctx.t("leads-all")) } }
        } @else {
            h2 { (ctx.t_n("bulk-takes", n)) }
            (table(ctx, &found.leads, false))
            p { (ctx.t_n("bulk-again", found.again)) }
        }
        @if !found.left.is_empty() {
            h2 { (ctx.t_n("bulk-leaves", found.left.len() as u64)) }
            ul { @for (lead, why) in &found.left {
                li { a href={ "/lead/" (show::query(lead)) } { (lead) } ": " bdi { (why) } }
            } }
        }
        @if !found.leads.is_empty() {
            form.panel action="/leads/bulk" method="post" {
                @for stub in &found.leads { input type="hidden" name="lead" value=(stub.id); }
                fieldset {
                    legend { (ctx.t("bulk-verdict")) }
                    @for verdict in VERDICTS {
                        label.choice { input type="radio" name="verdict" value=(verdict) required; (ctx.t(&format!("verdict-{verdict}"))) }
                    }
                }
                label.field { span { (ctx.t("bulk-why")) } textarea name="why" rows="2" required maxlength="2000" {} }
                p.row-of {
                    button type="submit" { (ctx.t_n("bulk-do", n)) }
                    a href="/leads" { (ctx.t("bulk-not")) }
                }
            }
        }
    }
}

pub(super) async fn decide(Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let leads: Vec<String> = fields.all("lead").take(BULK_MAX).map(str::to_owned).collect();
    let (verdict, why) = (fields.one("verdict").to_owned(), fields.one("why").to_owned());
    let (chosen, said) = (leads.clone(), verdict.clone());
    let again = ctx
        .ask(move |desk| desk.bulk(&hand, &chosen, &said, &why))
        .await?;
    let mut to = Writer::default();
    to.push("verdict", &verdict);
    to.all("only", &leads);
    to.all("again", &again);
    go(&format!("/leads/bulk/done?{}", to.done()))
}

pub(super) async fn done(ctx: Ctx) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let pairs = Pairs::of(ctx.uri.query().unwrap_or_default()).map_err(|r| ctx.failed(r))?;
    let only: Vec<String> = pairs.all("only").map(str::to_owned).collect();
    let query = LeadQuery {
        only: only.clone(),
        page: Page {
            offset: 0,
            limit: BULK_MAX,
        },
        ..LeadQuery::default()
    };
    let found = match only.is_empty() {
        true => fyke_model::desk::LeadList::default(),
        false => ctx.ask(move |desk| desk.leads(Some(&hand), &query)).await?,
    };
    let again: Vec<&str> = pairs.all("again").collect();
    let body = html! {
        h1 { (ctx.t("bulk-done")) }
        @if found.leads.items.is_empty() { p { (ctx.t("leads-none")) } } @else {
            p { (ctx.t("bulk-stand-now")) }
            (table(&ctx, &found.leads.items, false))
        }
        @if !again.is_empty() {
            h2 { (ctx.t("bulk-come-back")) }
            ul { @for lead in &again { li { a href={ "/triage?lead=" (show::query(lead)) } { (lead) } } } }
        }
        form.panel action="/leads/bulk/undo" method="post" {
            @for lead in &only { input type="hidden" name="lead" value=(lead); }
            label.field { span { (ctx.t("bulk-undo-why")) } input type="text" name="why" required maxlength="2000"; }
            button.quiet type="submit" data-key="u" { (ctx.t("bulk-undo")) }
        }
        p { a href="/leads" { (ctx.t("leads-all")) } }
    };
    Ok(ctx.page(&ctx.t("bulk-done"), body))
}

pub(super) async fn undo(Posted(ctx, fields): Posted<Fields>) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Reviewer)?;
    let leads: Vec<String> = fields.all("lead").take(BULK_MAX).map(str::to_owned).collect();
    let why = fields.one("why").to_owned();
    let chosen = leads.clone();
    ctx.ask(move |desk| {
        chosen
            .iter()
            .try_for_each(|lead| desk.withdraw(&hand, lead, &why))
    })
    .await?;
    let query = LeadQuery {
        only: leads,
        ..LeadQuery::default()
    };
    go(&query.at("/leads"))
}
