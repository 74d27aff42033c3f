//! A row as its file has it: its cells, what it became, why cells of it were
//! refused, and its bytes between those before and after. The end of every way
//! from a figure.

use super::prefs::own_address;
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use fyke_model::dataset::{FileHash, Handling, RowRef};
use fyke_model::desk::{Refusal, RowView, Thing};
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/row/{dataset}/{file}/{row}", get(row))
        .route("/row/{dataset}/{file}/{row}/bytes", get(row))
}

/// Bytes before and after the row that are shown.
const AROUND: u64 = 240;

/// Bytes of a row that are shown: more is no row that a person reads.
const ROW_BYTES_MAX: u64 = 6_000;

/// Bytes that are shown in hexadecimal, where a row is no text.
const HEX_MAX: usize = 512;

/// The bytes of a row between those before and after it.
struct Bytes {
    from: u64,
    len: u64,
    before: Vec<u8>,
    own: Vec<u8>,
    after: Vec<u8>,
}

async fn row(
    ctx: Ctx,
    Path((dataset, file, number)): Path<(String, String, u64)>,
) -> Result<Response, Failed> {
    let file: FileHash = file.parse().map_err(|error: fyke_model::dataset::BadHash| {
        ctx.failed(Refusal::malformed(error.to_string(), ctx.t("nowhere-repair")))
    })?;
    let which = RowRef {
        dataset,
        file,
        row: number,
    };
    let asked = which.clone();
    let (view, bytes) = ctx
        .ask(move |desk| {
            let view = desk.row(&asked)?;
            let Some((from, len)) = view.bytes else {
                return Ok((view, None));
            };
            let start = from.saturating_sub(AROUND);
            let long = (from - start) + len.min(ROW_BYTES_MAX) + AROUND;
            let all = desk.bytes(asked.file, start, usize::try_from(long).unwrap_or(usize::MAX))?;
            Ok((view, Some(cut(all, start, from, len))))
        })
        .await?;
    ctx.looked(format!("row {which}"));
    let title = format!("{} {}", ctx.t("row-title"), which);
    Ok(ctx.page(&title, shown(&ctx, &view, bytes.as_ref())))
}

fn cut(all: Vec<u8>, start: u64, from: u64, len: u64) -> Bytes {
    let at = usize::try_from(from - start).unwrap_or(0).min(all.len());
    let (before, rest) = all.split_at(at);
    let (own, after) = rest.split_at(
        usize::try_from(len.min(ROW_BYTES_MAX))
            .unwrap_or(0)
            .min(rest.len()),
    );
    Bytes {
        from,
        len,
        before: before.to_vec(),
        own: own.to_vec(),
        after: after.to_vec(),
    }
}

/// Text of bytes that were cut out of the middle: what is left of a letter at
/// either edge is left out, what is no text shows as a mark.
fn text(bytes: &[u8]) -> String {
    let begins = bytes.iter().position(|byte| byte & 0xC0 != 0x80).unwrap_or(0);
    let rest = bytes.get(begins..).unwrap_or_default();
    let whole = match std::str::from_utf8(rest) {
        Err(error) if error.error_len().is_none() => rest.get(..error.valid_up_to()).unwrap_or(rest),
        _ => rest,
    };
    show::unmasked(&String::from_utf8_lossy(whole))
}

fn shown(ctx: &Ctx, view: &RowView, bytes: Option<&Bytes>) -> Markup {
    let row = &view.row;
    html! {
        h1 { (ctx.t_with("row-of", &[("n", show::number(row.row).into())])) " " (show::data(&view.file_name)) }
        p.meta.under {
            span { a href={ "/dataset/" (show::query(&row.dataset)) } { (show::data(&row.dataset)) } }
            (show::handling(ctx, view.handling))
            span.soft { code { (row.file) } }
        }
        (lean(ctx))
        (neighbours(ctx, view))
        (super::kept::mark_form(ctx, &Thing::Row(format!("{}:{}:{}", row.dataset, row.file, row.row)), &row.to_string()))
        @if !view.refused.is_empty() {
            div.refusal role="note" {
                h2 { (ctx.t("row-refused")) }
                ul { @for why in &view.refused { li { (show::data(why)) } } }
            }
        }
        div.split {
            div {
                h2 #cells-title { (ctx.t("row-cells")) }
                (pairs(&view.file_name, "cells", &view.cells))
            }
            div {
                h2 #became { (ctx.t("row-became")) }
                @if view.became.is_empty() { p.empty { (ctx.t("row-became-nothing")) } }
                @for (at, (table, cells)) in view.became.iter().enumerate() { (pairs(table, &format!("became-{at}"), cells)) }
            }
        }
        @match bytes { Some(bytes) => (source(ctx, view, bytes)), None => { p.note { (ctx.t("row-no-bytes")) } } }
    }
}

fn pairs(caption: &str, id: &str, cells: &[(String, String)]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby=(id) {
            table.pairs {
                caption id=(id) { (show::data(caption)) }
                tbody { @for (column, value) in cells { tr { th scope="row" { (show::column(column)) } td { (show::data(&show::unmasked(value))) } } } }
            }
        }
    }
}

/// Where somebody came from to look at the row: a form that may lean on it.
fn lean(ctx: &Ctx) -> Markup {
    let asked = Pairs::every(ctx.uri.query().unwrap_or_default()).ok();
    let back = asked.as_ref().and_then(|pairs| pairs.one("back"));
    html! {
        @if let Some(back) = back.map(own_address).filter(|back| *back != "/") {
            p { a.button href=(back) data-key="b" { (ctx.t("row-lean-back")) } }
        }
    }
}

fn neighbours(ctx: &Ctx, view: &RowView) -> Markup {
    let at = |row: u64| {
        show::row_address(&RowRef {
            row,
            ..view.row.clone()
        })
    };
    let last = view.of_rows.is_some_and(|rows| view.row.row >= rows);
    html! {
        nav.pages aria-label=(ctx.t("parts-pages")) {
            @if view.row.row > 1 { a rel="prev" data-key="k" href=(at(view.row.row - 1)) { (ctx.t("row-before")) } }
            @if let Some(rows) = view.of_rows { span.soft { (ctx.t_with("row-of-rows", &[("n", show::number(rows).into())])) } }
            @if !last { a rel="next" data-key="j" href=(at(view.row.row + 1)) { (ctx.t("row-after")) } }
        }
    }
}

/// The bytes themselves.
fn source(ctx: &Ctx, view: &RowView, bytes: &Bytes) -> Markup {
    let is_text = std::str::from_utf8(&bytes.own).is_ok() && !bytes.own.contains(&0);
    let place = [
        ("from", show::number(bytes.from).into()),
        ("len", show::number(bytes.len).into()),
    ];
    html! {
        h2 #bytes { (ctx.t("row-bytes")) }
        p.hint { (ctx.t_with("row-bytes-at", &place)) }
        pre.source dir="ltr" tabindex="0" role="group" aria-labelledby="bytes" {
            span.soft { @if bytes.from > AROUND { "… " } (text(&bytes.before)) }
            mark { (show::unmasked(&String::from_utf8_lossy(&bytes.own))) @if bytes.len > ROW_BYTES_MAX { " …" } }
            span.soft { (text(&bytes.after)) }
        }
        @if !is_text {
            p.note { (ctx.t("row-no-text")) }
            pre.hex dir="ltr" tabindex="0" role="group" aria-label=(ctx.t("row-hex")) { (hex(&bytes.own, bytes.from)) }
        }
        p {
            @if view.handling == Handling::SourceCompartment { span.soft { (ctx.t("row-file-stays")) } }
            @else { a.button.quiet download="" href={ "/evidence/" (view.row.file) } { (ctx.t("row-download")) } }
        }
    }
}

/// Sixteen bytes a line: where, what, and as letters.
fn hex(bytes: &[u8], from: u64) -> String {
    let mut text = String::new();
    for (at, line) in bytes
        .get(..bytes.len().min(HEX_MAX))
        .unwrap_or_default()
        .chunks(16)
        .enumerate()
    {
        let codes: Vec<String> = line.iter().map(|byte| format!("{byte:02x}")).collect();
        let letters: String = line
            .iter()
            .map(|byte| {
                if (32..127).contains(byte) {
                    char::from(*byte)
                } else {
                    '·'
                }
            })
            .collect();
        text.push_str(&format!(
            "{:08x}  {:<47}  {letters}\n",
            from + at as u64 * 16,
            codes.join(" ")
        ));
    }
    if bytes.len() > HEX_MAX {
        text.push_str("…\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{cut, hex, text};

    #[test]
    fn bytes_are_cut_where_letters_end() {
        let all = "aбв;гд".as_bytes();
        let bytes = cut(all.to_vec(), 100, 105, 1);
        assert_eq!(
            (text(&bytes.before), text(&bytes.own), text(&bytes.after)),
            ("aбв".into(), ";".into(), "гд".into())
        );
        assert_eq!(text(&all[2..4]), "", "half a letter at either edge");
        assert!(hex(b"M\xfcller", 16).starts_with("00000010  4d fc 6c 6c 65 72 "));
    }
}
