//! A lead goes out as a file with its evidence inside: to whom, how freely, what
//! for; or which rows keep it here, and why.

use super::decide::{labels, tlp_name};
use super::head;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::Fields;
use crate::posted::Posted;
use crate::show;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fyke_model::dataset::{Handling, RowRef};
use fyke_model::desk::{GivingSaid, LeadPage, OpenLead, Role, Why};
use maud::{Markup, html};

pub(super) fn form(ctx: &Ctx, open: &OpenLead) -> Markup {
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Releaser);
    html! {
        section.panel aria-labelledby="dossier" {
            h2 #dossier { (ctx.t("dossier-title")) }
            (held(ctx, &open.held))
            @if may {
                form action={ "/lead/" (show::query(&open.lead.id)) "/dossier" } method="post" {
                    label.field { span { (ctx.t("dossier-tlp")) } select name="tlp" {
                        @for tlp in labels() { option value=(tlp) { (tlp_name(tlp)) } }
                    } }
                    label.field { span { (ctx.t("dossier-to")) } input type="text" name="to" required maxlength="300"; }
                    label.field { span { (ctx.t("dossier-why")) } input type="text" name="why" required maxlength="2000"; }
                    button.quiet type="submit" { (ctx.t("dossier-make")) }
                }
            } @else { p.soft { (ctx.t("dossier-releaser")) } }
        }
    }
}

/// Rows that may not leave.
fn held(ctx: &Ctx, rows: &[(RowRef, Handling)]) -> Markup {
    html! {
        @if !rows.is_empty() {
            p { (ctx.t_n("dossier-held", rows.len() as u64)) }
            ul { @for (row, label) in rows { li { (show::row(row)) " " (show::handling(ctx, *label)) } } }
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
            let body = html! {
                div.refusal role="alert" { h1 { (refusal.broke) } p { (refusal.repair) } }
                (held(&ctx, rows))
                p { a href=(head(&page).address()) { (ctx.t("lead-back")) } }
            };
            return Ok((StatusCode::CONFLICT, ctx.page(&refusal.broke, body)).into_response());
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
