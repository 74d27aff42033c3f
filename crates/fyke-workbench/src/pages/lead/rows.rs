//! The rows of a lead with their cells, as columns of the files they came from;
//! every row with the way to its bytes.

use super::Seen;
use crate::ctx::Ctx;
use crate::parts::pager_of;
use crate::show;
use fyke_model::desk::{LeadRowView, Page};
use maud::{Markup, html};

/// Roles that have words.
const ROLES: &[&str] = &[
    "in", "out", "before", "after", "direct", "detour", "sent", "received", "position", "told",
];

/// A cell of so many letters stands on one line: dates, codes, figures.
const WHOLE: usize = 14;

/// What a row shows, in words.
pub(super) fn role(ctx: &Ctx, role: &str) -> Markup {
    html! {
        @match ROLES.contains(&role) { true => (ctx.t(&format!("row-role-{role}"))), false => bdi { (role) } }
    }
}

/// All rows of this part, those with the same columns in one table. With a form
/// they can be ticked for it.
pub(super) fn rows(ctx: &Ctx, address: &str, seen: &Seen, form: Option<&str>, ticked: &[usize]) -> Markup {
    let groups = groups(&seen.rows.items);
    html! {
        section aria-labelledby="rows" {
            h2 #rows { (ctx.t("lead-rows")) " " span.soft { (show::number(seen.rows.total)) } }
            @if seen.rows.items.is_empty() { p { (ctx.t("lead-rows-none")) } }
            @if form.is_some() { p.hint { (ctx.t("lead-rows-tick")) } }
            div data-rows="" data-key-next-says=(ctx.t("key-row-next")) data-key-previous-says=(ctx.t("key-row-previous")) {
                @for group in groups { (table(ctx, group, Some(address).filter(|_| form.is_some()), form, ticked)) }
            }
            (pager_of(ctx, &ctx.t("lead-rows"), seen.part, seen.rows.total, |page| at(address, page)))
        }
    }
}

/// The address of a row; with the way back to the form, leaning on it.
fn to_row(row: &LeadRowView, back: Option<&str>) -> String {
    let address = show::row_address(&row.row.row);
    let Some(back) = back else {
        return address;
    };
    let join = if back.contains('?') { '&' } else { '?' };
    let back = format!("{back}{join}lean={}", row.at);
    format!("{address}?back={}", show::query(&back))
}

fn at(address: &str, page: Page) -> String {
    let join = if address.contains('?') { '&' } else { '?' };
    format!("{address}{join}offset={}&limit={}#rows", page.offset, page.limit)
}

fn columns(row: &LeadRowView) -> impl Iterator<Item = &str> {
    row.row.cells.iter().map(|(column, _)| column.as_str())
}

/// Rows that follow each other and have the same columns.
pub(super) fn groups(rows: &[LeadRowView]) -> Vec<&[LeadRowView]> {
    rows.chunk_by(|a, b| a.row.row.dataset == b.row.row.dataset && columns(a).eq(columns(b)))
        .collect()
}

/// Rows of one file as a table.
pub(super) fn table(
    ctx: &Ctx,
    rows: &[LeadRowView],
    back: Option<&str>,
    form: Option<&str>,
    ticked: &[usize],
) -> Markup {
    let Some(first) = rows.first() else {
        return html! {};
    };
    html! {
        div.scroll tabindex="0" role="group" aria-label={ (ctx.t("lead-rows")) ": " (first.row.file_name) } {
            table.dense.rows {
                caption { bdi { (first.row.row.dataset) } " · " bdi { (first.row.file_name) } " " (show::handling(ctx, first.row.handling)) }
                thead { tr {
                    @if form.is_some() { th scope="col" { span.hidden { (ctx.t("leads-tick")) } } }
                    th scope="col" { (ctx.t("lead-row")) }
                    th scope="col" { (ctx.t("lead-row-shows")) }
                    @for column in columns(first) { th scope="col" { (show::column(column)) } }
                } }
                tbody { @for row in rows { (line(ctx, row, back, form, ticked)) } }
            }
        }
    }
}

fn line(ctx: &Ctx, row: &LeadRowView, back: Option<&str>, form: Option<&str>, ticked: &[usize]) -> Markup {
    let key = (row.at <= 9).then(|| row.at.to_string());
    let label = format!("{} {}", ctx.t("lead-row-lean"), row.at);
    html! {
        tr data-row="" {
            @if let Some(form) = form {
                td { input type="checkbox" name="row" value=(row.at) form=(form) checked[ticked.contains(&row.at)]
                    data-key=[key] aria-label=(label); }
            }
            th scope="row" {
                a href=(to_row(row, back)) data-key="o" data-key-says=(ctx.t("key-row-open")) {
                    (row.at) span.hidden { ": " (row.row.row.to_string()) }
                }
            }
            td { (role(ctx, &row.role)) }
            @for (_, value) in &row.row.cells { td.whole[value.chars().count() <= WHOLE] { bdi { (value) } } }
        }
    }
}
