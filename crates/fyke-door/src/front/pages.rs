//! The pages: what a source reads and fills in, without a script, an image or a font.
//!
//! Each is a function of words and values to HTML; none knows where the values come
//! from. Maud escapes every value. What a form must carry on stands in hidden fields.

mod look;
mod send;

pub use look::{keys, replies, sheet, sheets};
pub use send::{back, new_codename, receipts, recipients, sealed, start, write_again, write_first};

use super::words::{LANGUAGES, Words};
use maud::{DOCTYPE, Markup, html};

/// What all forms together may carry, in bytes: 1 GiB of files and a mebibyte of what is around them.
pub const BODY_MAX: u64 = (1 << 30) + (1 << 20);
/// The limit as pages say it.
pub const LIMIT: &str = "1 GiB";
/// A site of no meaning, for who must show another page at once.
const ELSEWHERE: &str = "https://www.wikipedia.org/";

/// A page around its text; `here` is its path after the language, where it can be fetched.
pub(super) fn page(words: Words, title: &str, here: Option<&str>, text: &Markup) -> String {
    let direction = if words.from_right { "rtl" } else { "ltr" };
    html! {
        (DOCTYPE)
        html lang=(words.code) dir=(direction) {
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
                                @for (code, name, from_right) in LANGUAGES {
                                    li {
                                        a href={ "/" (code) "/" (here) } lang=(code)
                                            dir=(if from_right { "rtl" } else { "ltr" })
                                            aria-current=[(code == words.code).then_some("true")] { (name) }
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

/// What is refused, and with which answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// no key for today
    Stale,
    /// no room in the store
    Full,
    /// body over the limit
    Large,
    /// a form that cannot be read
    Broken,
    /// a token of another time
    Old,
    /// no such page
    Missing,
    /// neither get, head nor post
    Method,
    /// a silent line
    Slow,
    /// through another address than the door's
    Way,
    /// the store does not answer
    Store,
}

impl Refusal {
    /// Status line and the keys of title and text.
    pub fn says(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Refusal::Stale => ("503 Service Unavailable", "refuse.stale.title", "refuse.stale"),
            Refusal::Full => ("503 Service Unavailable", "refuse.full.title", "refuse.full"),
            Refusal::Large => ("413 Content Too Large", "refuse.large.title", "refuse.large"),
            Refusal::Broken => ("400 Bad Request", "refuse.broken.title", "refuse.broken"),
            Refusal::Old => ("403 Forbidden", "refuse.old.title", "refuse.old"),
            Refusal::Missing => ("404 Not Found", "refuse.missing.title", "refuse.missing"),
            Refusal::Method => ("405 Method Not Allowed", "refuse.broken.title", "refuse.broken"),
            Refusal::Slow => ("408 Request Timeout", "refuse.slow.title", "refuse.slow"),
            Refusal::Way => ("421 Misdirected Request", "refuse.way.title", "refuse.way"),
            Refusal::Store => ("503 Service Unavailable", "refuse.store.title", "refuse.store"),
        }
    }
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
        @for (code, ..) in LANGUAGES {
            @if let Some(other) = Words::of(code) {
                p lang=(code) dir=(if other.from_right { "rtl" } else { "ltr" }) { (other.say("refuse.busy")) }
            }
        }
    };
    let words = Words::ENGLISH;
    page(words, words.say("refuse.busy.title"), None, &text)
}

/// What the store has kept: a name to know it by (none for the message), its receipt words.
#[derive(Clone)]
pub struct Kept {
    /// a file's own name or `None`
    pub name: Option<String>,
    /// four receipt words
    pub receipt: String,
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
