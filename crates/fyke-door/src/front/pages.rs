//! The pages: what a source reads and fills in, without a script, an image or a font.
//!
//! Each is a function of words and values to HTML; none knows where the values come
//! from. Maud escapes every value. What a form must carry on stands in hidden fields.

mod look;
mod send;

pub use look::{keys, replies, sheet, sheets};
pub use send::{back, new_codename, receipts, recipients, sealed, start, write_again, write_first};

use super::refusal::Refusal;
use super::words::{LANGUAGES, Words};
use crate::sheet::Receipt;
use maud::{DOCTYPE, Markup, html};

/// What all forms together may carry, in bytes: 1 GiB of files and a mebibyte of what is around them.
pub const BODY_MAX: u64 = (1 << 30) + (1 << 20);
/// The limit as pages say it.
pub const LIMIT: &str = "1 GiB";
/// A site of no meaning, for who must show another page at once.
const ELSEWHERE: &str = "https://www.wikipedia.org/";

/// A page around its text; `here` is its path after the language, where it can be fetched.
pub(super) fn page(words: Words, title: &str, here: Option<&str>, text: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang=(words.code) dir=(words.direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                title { (title) " · " (words.say("site")) }
                link rel="stylesheet" href="/style.css";
            }
            body {
                header {
                    a.skip href="#text" { (words.say("skip")) }
                    a.leave href=(ELSEWHERE) rel="noreferrer noopener" title=(words.say("leave.hint")) {
                        (words.say("leave"))
                    }
                    @if let Some(here) = here {
                        nav aria-label=(words.say("languages")) {
                            ul {
                                @for one in LANGUAGES {
                                    li {
                                        a href={ "/" (one.code) "/" (here) } lang=(one.code) dir=(one.direction)
                                            aria-current=[(one.code == words.code).then_some("true")] { (one.name) }
                                    }
                                }
                            }
                        }
                    }
                }
                main id="text" {
                    h1 { (title) }
                    (text)
                    @if here != Some("") {
                        p { a href={ "/" (words.code) "/" } { (words.say("home")) } }
                    }
                }
                footer { p { strong { (words.say("unaudited")) } } }
            }
        }
    }
    .into_string()
}

/// A refusal, with what of the same form was kept before it.
pub fn refusal(words: Words, refusal: Refusal, kept: &[Kept]) -> String {
    let (_, title, text) = refusal.says();
    let text = html! {
        p.note role="alert" { (words.fill(text, "limit", LIMIT)) }
        @if !kept.is_empty() {
            p { (words.say("refuse.part")) }
            (send::receipt_list(words, kept))
        }
    };
    page(words, words.say(title), None, &text)
}

/// The one page of the acceptor, which reads nothing and so knows no language.
pub fn busy() -> String {
    let text = html! {
        @for one in LANGUAGES {
            p lang=(one.code) dir=(one.direction) { (one.say("refuse.busy")) }
        }
    };
    page(LANGUAGES[0], LANGUAGES[0].say("refuse.busy.title"), None, &text)
}

/// What the store has kept: a name to know it by (none for the message), its receipt words.
#[derive(Clone)]
pub struct Kept {
    /// a file's own name or `None`
    pub name: Option<String>,
    /// four receipt words
    pub receipt: String,
}

impl Kept {
    /// By its receipt.
    pub fn of(name: Option<String>, receipt: &Receipt) -> Kept {
        let receipt = receipt.words().join(" ");
        Kept { name, receipt }
    }
}

fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

fn codename_field(words: Words) -> Markup {
    html! {
        label for="codename" { (words.say("codename.label")) }
        input id="codename" name="codename" type="text" required dir="ltr" autocomplete="off"
            autocapitalize="off" spellcheck="false" maxlength="200";
    }
}

fn wrong(words: Words, key: Option<&'static str>) -> Markup {
    html! { @if let Some(key) = key { p.note role="alert" { (words.say(key)) } } }
}
