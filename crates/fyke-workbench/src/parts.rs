//! Pieces that many pages are put together from: turning over a list, rows in a
//! table, ways out to a file, an island with its table.

use crate::ctx::Ctx;
use crate::show;
use fyke_model::desk::{DealRow, Page, Refusal, Stub};
use maud::{Markup, html};

/// The part of an address after `?`.
pub fn asked(ctx: &Ctx) -> &str {
    ctx.uri.query().unwrap_or_default()
}

/// Reads a question from the address of a request, or answers why it cannot be
/// read.
///
/// # Errors
/// What cannot be read, as a page.
pub fn question<Q: crate::address::InAddress>(ctx: &Ctx) -> Result<Q, crate::Failed> {
    Q::read(asked(ctx)).map_err(|refusal: Refusal| ctx.failed(refusal))
}

/// Turning over a list: where one is, the part before, the part after.
pub fn pager(ctx: &Ctx, page: Page, total: u64, address: impl Fn(Page) -> String) -> Markup {
    turning(ctx, &ctx.t("parts-pages"), Some(("p", "n")), page, total, address)
}

/// The same for a list beside a form, whose keys are the form's.
pub fn pager_of(ctx: &Ctx, what: &str, page: Page, total: u64, address: impl Fn(Page) -> String) -> Markup {
    let label = format!("{}: {what}", ctx.t("parts-pages"));
    turning(ctx, &label, None, page, total, address)
}

fn turning(
    ctx: &Ctx,
    label: &str,
    keys: Option<(&str, &str)>,
    page: Page,
    total: u64,
    address: impl Fn(Page) -> String,
) -> Markup {
    let (offset, limit) = (page.offset as u64, page.limit as u64);
    let last = offset.saturating_add(limit).min(total);
    let at = |offset: usize| address(Page { offset, ..page });
    html! {
        @if total > limit || offset > 0 {
            nav.pages aria-label=(label) {
                @if offset > 0 {
                    a rel="prev" data-key=[keys.map(|keys| keys.0)] href=(at(page.offset.saturating_sub(page.limit))) { (ctx.t("parts-before")) }
                }
                span.soft { (span(ctx, offset.saturating_add(1).min(last), last, total)) }
                @if last < total {
                    a rel="next" data-key=[keys.map(|keys| keys.1)] href=(at(page.offset.saturating_add(page.limit))) { (ctx.t("parts-after")) }
                }
            }
        }
    }
}

fn span(ctx: &Ctx, from: u64, to: u64, total: u64) -> String {
    let values =
        [("from", from), ("to", to), ("total", total)].map(|(name, n)| (name, show::number(n).into()));
    ctx.t_with("parts-span", &values)
}

/// Ways out: the view of this address as a file, in the forms that fit it. The
/// address of `/search?q=a` as CSV is `/export/search.csv?q=a`.
pub fn exports(ctx: &Ctx, forms: &[&str]) -> Markup {
    let (path, query) = (ctx.uri.path(), asked(ctx));
    html! {
        p.exports {
            span.soft { (ctx.t("parts-as-file")) } " "
            @for form in forms {
                a download="" href=(export_address(path, query, form)) { (form_name(form)) } " "
            }
        }
    }
}

/// What a form calls itself.
fn form_name(form: &str) -> String {
    match form {
        "ftm" => "FtM".to_owned(),
        "geojson" => "GeoJSON".to_owned(),
        "bib" => "BibTeX".to_owned(),
        other => other.to_uppercase(),
    }
}

fn export_address(path: &str, query: &str, form: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("/export{path}.{form}{mark}{query}")
}

/// Rows of dealings as a table: the day, the cells as the file has them, and
/// the way to each row.
pub fn deals(ctx: &Ctx, caption: &str, rows: &[DealRow]) -> Markup {
    let mut columns: Vec<&str> = Vec::new();
    for (column, _) in rows.iter().flat_map(|row| &row.cells) {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    html! {
        @if rows.is_empty() {
            p.empty { (ctx.t("parts-no-rows")) }
        } @else {
            div.scroll tabindex="0" role="group" aria-label=(caption) {
                table.dense {
                    caption { (caption) }
                    thead { tr {
                        th scope="col" { (ctx.t("parts-row")) }
                        @for column in &columns { th scope="col" { (show::column(column)) } }
                    } }
                    tbody { @for row in rows { tr {
                        th scope="row" { (short_row(&row.row)) }
                        @for column in &columns {
                            (cell(row.cells.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value)))
                        }
                    } } }
                }
            }
        }
    }
}

/// A cell; figures stand at its end, so that they can be compared, and what is
/// short stays in one line.
pub fn cell(value: &str) -> Markup {
    let figure =
        value.len() < 16 && value.bytes().any(|b| b.is_ascii_digit()) && value.parse::<f64>().is_ok();
    let short = value.len() <= 12;
    html! { td.n[figure].short[short && !figure] { (show::data(value)) } }
}

/// The way to a row, named by its number and the first digits of its
/// file: short enough for a table.
pub fn short_row(row: &fyke_model::dataset::RowRef) -> Markup {
    html! { a.row href=(show::row_address(row)) title=(row.to_string()) {
        bdi { (row.dataset) ":" (row.file.to_string().chars().take(4).collect::<String>()) ":" (row.row) }
    } }
}

/// Rows one beside the other, the first few of them.
pub fn rows(ctx: &Ctx, rows: &[fyke_model::dataset::RowRef], at_most: usize) -> Markup {
    html! {
        @for row in rows.iter().take(at_most) { (short_row(row)) " " }
        @if rows.len() > at_most { span.soft { (ctx.t_with("parts-more-rows", &[("n", show::number((rows.len() - at_most) as u64).into())])) } }
    }
}

/// From one to another, in the direction in which the page is read.
pub fn arrow(ctx: &Ctx) -> &'static str {
    if ctx.language.direction() == "rtl" {
        " ← "
    } else {
        " → "
    }
}

/// An entity with the way to its page.
pub fn entity(ctx: &Ctx, stub: &Stub) -> Markup {
    html! {
        a href=(show::entity_address(&stub.id)) { (show::data(&stub.caption)) }
        @if let Some(country) = stub.country { " " (show::country(country)) }
        @if stub.listed { " " (listed(ctx)) }
    }
}

/// That a list names it.
pub fn listed(ctx: &Ctx) -> Markup {
    html! { span.label.listed { (ctx.t("parts-listed")) } }
}

/// What something is, in the reader's words where there are some.
pub fn schema(ctx: &Ctx, schema: &str) -> Markup {
    named(ctx, "schema", schema)
}

/// What ties two entities together, in the reader's words where there are some.
pub fn kind(ctx: &Ctx, kind: &str) -> Markup {
    named(ctx, "kind", &kind.to_lowercase())
}

fn named(ctx: &Ctx, group: &str, value: &str) -> Markup {
    let id = format!("{group}-{}", value.to_lowercase());
    let known = value.bytes().all(|b| b.is_ascii_alphanumeric());
    let said = if known { ctx.t(&id) } else { id.clone() };
    html! { @if said == id { (show::data(value)) } @else { (said) } }
}

#[cfg(test)]
mod tests {
    use super::export_address;

    #[test]
    fn a_view_and_its_file_have_the_same_question() {
        assert_eq!(export_address("/search", "q=a", "csv"), "/export/search.csv?q=a");
        assert_eq!(export_address("/entity/x", "", "ftm"), "/export/entity/x.ftm");
    }
}
