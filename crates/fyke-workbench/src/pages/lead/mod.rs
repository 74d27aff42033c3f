//! One lead, as much of it as this person may see: its rows alone, then their own
//! words, then the machine's beside the innocent explanation.

mod acts;
mod bars;
mod blind;
mod decide;
mod dossier;
mod open;
mod rows;

pub(crate) use acts::routes;
pub(super) use dossier::download;

use super::leads::{period, plain_subject, standing};
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::show;
use axum::extract::Path;
use axum::response::Response;
use fyke_model::dataset::Handling;
use fyke_model::date::Month;
use fyke_model::desk::{LeadPage, LeadRowView, Listed, Page, Refusal, Standing, Why};
use fyke_model::lead::{GoodsFamily, Subject};
use fyke_model::money::Amount;
use maud::{Markup, html};

/// What stands at the top of a lead, whoever looks.
pub(super) struct Head<'l> {
    pub id: &'l str,
    pub subject: &'l Subject,
    pub entity: Option<&'l str>,
    pub goods: &'l GoodsFamily,
    pub period: (Month, Month),
    pub value: Option<Amount>,
    pub handling: Handling,
    pub standing: Standing,
    pub simulated: bool,
}

/// The head of any page of a lead.
pub(super) fn head(page: &LeadPage) -> Head<'_> {
    match page {
        LeadPage::Blind(blind) | LeadPage::Judged { blind, .. } => Head {
            id: &blind.id,
            subject: &blind.subject,
            entity: blind.entity.as_deref(),
            goods: &blind.goods,
            period: blind.period,
            value: blind.value,
            handling: blind.handling,
            standing: blind.standing,
            simulated: false,
        },
        LeadPage::Open(open) => Head {
            id: &open.lead.id,
            subject: &open.lead.subject,
            entity: open.entity.as_deref(),
            goods: &open.lead.goods,
            period: (open.lead.from, open.lead.to),
            value: open.lead.value,
            handling: open.lead.handling,
            standing: open.standing,
            simulated: open.lead.simulated,
        },
    }
}

impl Head<'_> {
    /// The address of the lead.
    pub fn address(&self) -> String {
        format!("/lead/{}", show::query(self.id))
    }

    /// What it is about, as plain text.
    pub fn title(&self) -> String {
        plain_subject(self.subject)
    }

    /// Subject, goods, months, value, where it stands.
    pub fn shown(&self, ctx: &Ctx) -> Markup {
        html! {
            h1 { (show::subject(self.subject)) " " (show::simulated(ctx, self.simulated)) (show::handling(ctx, self.handling)) }
            dl.facts {
                div { dt { (ctx.t("leads-facet-goods")) } dd { bdi { (self.goods.title) } " " span.soft { (self.goods.id) } } }
                div { dt { (ctx.t("leads-period")) } dd { (period(self.period)) } }
                @if let Some(value) = self.value { div { dt { (ctx.t("leads-value")) } dd { bdi { (show::money(value)) } } } }
                div { dt { (ctx.t("leads-facet-end")) } dd { (show::country(end(self.subject))) } }
                div { dt { (ctx.t("leads-facet-standing")) } dd { (standing(ctx, self.standing)) } }
                @if let Some(entity) = self.entity {
                    div { dt { (ctx.t("lead-entity")) } dd { a href=(show::entity_address(entity)) { (ctx.t("lead-entity-see")) } } }
                }
            }
        }
    }
}

fn end(subject: &Subject) -> fyke_model::country::Country {
    match subject {
        Subject::Lane { end, .. } | Subject::Party { end, .. } | Subject::Vessel { end, .. } => *end,
    }
}

/// A lead and the part of its rows that the address asks for.
pub(super) struct Seen {
    pub page: LeadPage,
    pub rows: Listed<LeadRowView>,
    pub part: Page,
}

/// Asks for a lead.
pub(super) async fn seen(ctx: &Ctx, id: &str) -> Result<Seen, Failed> {
    let pairs = Pairs::of(ctx.uri.query().unwrap_or_default()).map_err(|r| ctx.failed(r))?;
    let part = pairs.page().map_err(|r| ctx.failed(r))?;
    let (hand, wanted) = (ctx.hand.clone(), id.to_owned());
    let (page, rows) = ctx
        .ask(move |desk| {
            let page = desk.lead(hand.as_ref(), &wanted)?;
            let rows = desk.lead_rows(hand.as_ref(), &wanted, part)?;
            Ok((page, rows))
        })
        .await?;
    Ok(Seen { page, rows, part })
}

/// A lead that this person has judged, or whose case judges nothing blind. What
/// goes with a lead (what others made of it, the chain that was traced for it)
/// is asked for only after this.
pub(super) async fn judged(ctx: &Ctx, id: &str) -> Result<LeadPage, Failed> {
    let (hand, lead) = (ctx.hand.clone(), id.to_owned());
    let page = ctx.ask(move |desk| desk.lead(hand.as_ref(), &lead)).await?;
    match page {
        LeadPage::Blind(_) => Err(ctx.failed(Refusal::new(
            Why::Conflict,
            ctx.t("not-judged-broke"),
            ctx.t("not-judged-repair"),
        ))),
        page => Ok(page),
    }
}

pub(super) async fn lead(ctx: Ctx, Path(id): Path<String>) -> Result<Response, Failed> {
    let seen = seen(&ctx, &id).await?;
    ctx.looked(format!("lead/{id}"));
    let head = head(&seen.page);
    let title = head.title();
    let body = html! {
        (head.shown(&ctx))
        (body(&ctx, &seen, From::Page))
    };
    Ok(ctx.page(&title, body))
}

/// Where a form was sent from, and goes back to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The lead's own page.
    Page,
    /// The queue.
    Triage,
}

impl From {
    /// As a hidden field.
    pub fn field(self) -> Markup {
        html! { @if self == From::Triage { input type="hidden" name="from" value="triage"; } }
    }
}

/// What is below the head.
pub(super) fn body(ctx: &Ctx, seen: &Seen, from: From) -> Markup {
    match &seen.page {
        LeadPage::Blind(blind) => blind::blind(ctx, blind, seen, from),
        LeadPage::Judged { blind, mine } => blind::judged(ctx, blind, mine, seen, from),
        LeadPage::Open(open) => open::open(ctx, open, seen, from),
    }
}
