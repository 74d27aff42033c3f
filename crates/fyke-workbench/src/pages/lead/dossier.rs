//! A lead goes out as a file with its evidence inside: to whom, how freely, what
//! for; or which rows keep it here, and why.

use super::decide::{labels, tlp_name};
use super::head;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::Fields;
use crate::parts::short_row;
use crate::posted::Posted;
use crate::show;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::desk::{DecisionView, GivingSaid, LeadPage, OpenLead, Role, Why};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Rows that are named one by one; the rest are counted.
const NAMED: usize = 20;

pub(super) fn form(ctx: &Ctx, open: &OpenLead) -> Markup {
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Releaser);
    let licensed: BTreeSet<&str> = open
        .held
        .iter()
        .filter(|(_, label)| *label == Handling::Licensed)
        .map(|(row, _)| row.dataset.as_str())
        .collect();
    html! {
        section.panel aria-labelledby="dossier" {
            h2 #dossier { (ctx.t("dossier-title")) }
            p { (ctx.t("dossier-label")) " " (label(ctx, open.lead.handling)) }
            (held(ctx, &open.held))
            p { (released(ctx, open)) }
            @if may {
                form action={ "/lead/" (show::query(&open.lead.id)) "/dossier" } method="post" {
                    label.field { span { (ctx.t("dossier-tlp")) } select name="tlp" {
                        @for tlp in allowed(open) { option value=(tlp) { (tlp_name(tlp)) } }
                    } }
                    @if !licensed.is_empty() {
                        fieldset {
                            legend { (ctx.t("dossier-licensed")) }
                            @for dataset in licensed {
                                label.choice.whole { input type="checkbox" name="licensed" value=(dataset); (show::data(dataset)) }
                            }
                        }
                    }
                    label.field { span { (ctx.t("dossier-to")) } input type="text" name="to" required maxlength="300"; }
                    label.field { span { (ctx.t("dossier-why")) } input type="text" name="why" required maxlength="2000"; }
                    button.quiet type="submit" { (ctx.t("dossier-make")) }
                }
            } @else { p.soft { (ctx.t("dossier-releaser")) } }
        }
    }
}

/// A label in words, the open one too.
pub(super) fn label(ctx: &Ctx, label: Handling) -> Markup {
    html! { @if label == Handling::Open { span.label { (ctx.t("handling-open")) } } @else { (show::handling(ctx, label)) } }
}

/// How freely two people released it; `None` where nobody did.
fn release(open: &OpenLead) -> Option<&DecisionView> {
    let mut standing = open.decisions.iter().rev().filter(|one| !one.taken_back);
    standing.find(|one| one.verdict == "release")
}

/// The labels under which it may go: the strictest always, others as far as two
/// people released it.
fn allowed(open: &OpenLead) -> impl Iterator<Item = &'static str> {
    let freest = release(open).filter(|one| one.signed).and_then(|one| {
        labels()
            .iter()
            .position(|known| one.tlp.as_deref() == Some(known))
    });
    labels().iter().copied().take(freest.unwrap_or(0) + 1)
}

/// What stands of a release, in a sentence.
fn released(ctx: &Ctx, open: &OpenLead) -> String {
    let Some(one) = release(open) else {
        return ctx.t("dossier-red-only");
    };
    let tlp = tlp_name(one.tlp.as_deref().unwrap_or("red"));
    let message = if one.signed {
        "dossier-released"
    } else {
        "dossier-waits"
    };
    ctx.t_with(message, &[("tlp", tlp.into())])
}

/// Rows that may not leave, whoever gets it.
fn held(ctx: &Ctx, rows: &[(RowRef, Handling)]) -> Markup {
    let stay: Vec<_> = rows
        .iter()
        .filter(|(_, label)| *label > Handling::Licensed)
        .collect();
    html! {
        @if !stay.is_empty() {
            p { (ctx.t_n("dossier-held", stay.len() as u64)) }
            ul {
                @for (row, label) in stay.iter().take(NAMED) { li { (short_row(row)) " " (show::handling(ctx, *label)) } }
                @if stay.len() > NAMED { li.soft { (ctx.t_with("parts-more-rows", &[("n", show::number((stay.len() - NAMED) as u64).into())])) } }
            }
        }
    }
}

pub(super) async fn make(
    Path(id): Path<String>,
    Posted(ctx, fields): Posted<Fields>,
) -> Result<Response, Failed> {
    let hand = ctx.may(Role::Releaser)?;
    let giving = GivingSaid {
        tlp: fields.one("tlp").to_owned(),
        to: fields.one("to").to_owned(),
        why: fields.one("why").to_owned(),
        licensed: fields.all("licensed").map(str::to_owned).collect(),
    };
    let lead = id.clone();
    let made = ctx.app.ask(move |desk| desk.dossier(&hand, &lead, &giving)).await;
    let (name, bytes) = match made {
        Ok(made) => made,
        Err(refusal) if refusal.why == Why::Conflict => {
            let (hand, lead) = (ctx.hand.clone(), id.clone());
            let page = ctx.ask(move |desk| desk.lead(hand.as_ref(), &lead)).await?;
            let rows = match &page {
                LeadPage::Open(open) => open.held.as_slice(),
                _ => &[],
            };
            // the desk may name rows below its sentence, a line each
            let mut told = refusal.broke.lines();
            let broke = told.next().unwrap_or_default();
            let body = html! {
                div.refusal role="alert" {
                    h1 { (show::sentence(broke)) }
                    ul { @for line in told { li { (show::sentence(line.trim())) } } }
                    p { (show::sentence(&refusal.repair)) }
                }
                (held(&ctx, rows))
                p { a href=(head(&page).address()) { (ctx.t("lead-back")) } }
            };
            return Ok((StatusCode::CONFLICT, ctx.page(broke, body)).into_response());
        }
        Err(refusal) => return Err(ctx.failed(refusal)),
    };
    Ok(download(&name, "application/pdf", bytes))
}

/// A file to be kept; its name in letters that every system takes.
pub(in crate::pages) fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_.".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
