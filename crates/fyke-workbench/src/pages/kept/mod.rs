//! What people keep beside the case: bookmarks, notes, searches that are run
//! again. All of it goes into the record, under the hand of whoever keeps it.
//!
//! Other pages offer it where the thing is: [`mark_form`] beside an entity, a
//! lead or a row, [`save_form`] beside a search.

mod alerts;
mod bookmarks;
mod cites;
mod feed;
mod notes;
mod thing;

use crate::ctx::Ctx;
use crate::state::App;
use axum::Router;
use fyke_model::desk::Thing;
use maud::{Markup, html};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(bookmarks::routes())
        .merge(notes::routes())
        .merge(alerts::routes())
        .merge(feed::routes())
}

/// Statuses of a bookmark, and the message of each.
const STATUSES: [(&str, &str); 3] = [
    ("to_check", "kept-to-check"),
    ("checked", "kept-checked"),
    ("important", "kept-important"),
];

/// A form that keeps a thing, for whoever came in.
pub(crate) fn mark_form(ctx: &Ctx, thing: &Thing, title: &str) -> Markup {
    let back = ctx.uri.path_and_query().map_or("/", |all| all.as_str());
    html! {
        @if ctx.hand.is_some() {
            form.keep action="/bookmarks" method="post" {
                input type="hidden" name="thing" value=(thing::written(thing));
                input type="hidden" name="title" value=(title);
                input type="hidden" name="back" value=(back);
                label { span { (ctx.t("kept-keep-as")) } " " (status_select(ctx, "to_check")) }
                button.quiet type="submit" { (ctx.t("kept-keep")) }
                " " a href=(thing::notes_address(thing)) { (ctx.t("kept-notes")) }
            }
        }
    }
}

/// A form that keeps the search of this page and runs it again.
pub(crate) fn save_form(ctx: &Ctx, title: &str) -> Markup {
    let address = ctx.uri.path_and_query().map_or("/", |all| all.as_str());
    html! {
        @if ctx.hand.is_some() {
            form.keep action="/alerts" method="post" {
                input type="hidden" name="address" value=(address);
                label { span { (ctx.t("kept-search-name")) } " "
                    input type="text" name="title" value=(title) required maxlength="200"; }
                button.quiet type="submit" { (ctx.t("kept-search-save")) }
            }
        }
    }
}

fn status_select(ctx: &Ctx, chosen: &str) -> Markup {
    html! {
        select name="status" {
            @for (status, message) in STATUSES {
                option value=(status) selected[status == chosen] { (ctx.t(message)) }
            }
            @if chosen != "to_check" || ctx.uri.path() == "/bookmarks" { option value="none" { (ctx.t("kept-none")) } }
        }
    }
}

/// The ways between what is kept.
fn tabs(ctx: &Ctx) -> Markup {
    let here = ctx.uri.path();
    html! {
        nav aria-label=(ctx.t("menu-kept")) {
            ul.chips {
                @for (address, message) in [("/bookmarks", "kept-bookmarks"), ("/notes", "kept-notes"), ("/alerts", "kept-alerts")] {
                    li { a href=(address) aria-current=[(here == address).then_some("page")] { (ctx.t(message)) } }
                }
            }
        }
    }
}
