//! Pages on the way of a message: from the start to the receipt.

use super::{Kept, LIMIT, codename_field, hidden, page, wrong};
use crate::front::words::Words;
use maud::{Markup, html};

/// What to do before one types; the address, and its fingerprint in words.
pub fn start(words: Words, address: &str, fingerprint: &str) -> String {
    let link =
        |to: &str, key: &'static str| html! { a href={ "/" (words.code) "/" (to) } { (words.say(key)) } };
    let text = html! {
        p { (words.say("start.lead")) }
        h2 { (words.say("start.before")) }
        ul {
            @for key in ["start.before.1", "start.before.2", "start.before.3", "start.before.4", "start.before.5"] {
                li { (words.say(key)) }
            }
        }
        h2 { (words.say("start.real")) }
        p { (words.say("start.real.1")) }
        @if !address.is_empty() {
            p { (words.fill("start.real.2", "address", address)) }
        }
        p { (words.fill("start.real.3", "words", fingerprint)) }
        h2 { (words.say("start.see")) }
        p { (words.say("start.see.1")) }
        p { (words.say("start.see.2")) }
        h2 { (words.say("start.ways")) }
        p { strong { (link("to", "start.ways.a")) } }
        p { (words.say("protects.a")) }
        p { strong { (link("sealed", "start.ways.b")) } }
        p { (words.say("protects.b")) }
        h2 { (words.say("start.more")) }
        ul {
            li { (link("back", "start.back")) }
            li { (link("sheets", "start.sheets")) }
            li { (link("keys", "start.keys")) }
        }
    };
    page(words, words.say("start.title"), Some(""), &text)
}

/// All, or one person by name.
pub fn recipients(words: Words, names: &[&str]) -> String {
    let text = html! {
        form method="post" action={ "/" (words.code) "/new" } {
            (recipient_choice(words, names, words.say("to.title")))
            button { (words.say("next")) }
        }
    };
    page(words, words.say("to.title"), Some("to"), &text)
}

fn recipient_choice(words: Words, names: &[&str], legend: &str) -> Markup {
    html! {
        fieldset {
            legend { (legend) }
            label { input type="radio" name="to" value="" checked; (words.say("to.all")) }
            @if names.len() > 1 {
                p { (words.say("to.all.hint")) }
                @for name in names {
                    label { input type="radio" name="to" value=(name); (words.fill("to.one", "name", name)) }
                }
                p { (words.say("to.one.hint")) }
            }
        }
    }
}

/// A codename, shown this once where it is given, and a field to type it back.
pub fn new_codename(
    words: Words,
    codename: Option<&str>,
    to: &str,
    shown: &str,
    what_is_wrong: Option<&'static str>,
) -> String {
    let text = html! {
        (wrong(words, what_is_wrong))
        @if let Some(codename) = codename {
            p { (words.say("new.lead")) }
            p.words { strong { (codename) } }
            p { (words.say("new.keep")) }
        }
        p { (words.say("new.again")) }
        form method="post" action={ "/" (words.code) "/write" } autocomplete="off" {
            (hidden("to", to))
            (hidden("shown", shown))
            (codename_field(words))
            button { (words.say("next")) }
        }
    };
    page(words, words.say("new.title"), None, &text)
}

/// The form of a first message.
pub fn write_first(words: Words, token: &str, to: &str, what_is_wrong: Option<&'static str>) -> String {
    let text = html! { (wrong(words, what_is_wrong)) (write_form(words, token, &hidden("to", to))) };
    page(words, words.say("write.title"), None, &text)
}

/// The form under answers, and after something was sent.
pub fn write_again(words: Words, token: &str, names: &[&str]) -> Markup {
    write_form(
        words,
        token,
        &recipient_choice(words, names, words.say("to.title")),
    )
}

/// Fields come in the order in which they are needed: files last, sealed as they come.
fn write_form(words: Words, token: &str, to: &Markup) -> Markup {
    html! {
        p.note { (words.say("protects.a")) }
        form method="post" action={ "/" (words.code) "/send" } enctype="multipart/form-data" autocomplete="off" {
            (hidden("token", token))
            (to)
            label for="message" { (words.say("write.label")) }
            p id="message-hint" { (words.say("write.hint")) }
            textarea id="message" name="text" rows="12" dir="auto" aria-describedby="message-hint"
                autocomplete="off" spellcheck="false" maxlength="20000" {}
            label for="files" { (words.say("write.files")) }
            p id="files-hint" { (words.fill("write.files.hint", "limit", LIMIT)) " " (words.say("write.files.traces")) }
            input id="files" name="file" type="file" multiple aria-describedby="files-hint";
            p { (words.say("write.interrupted")) }
            button { (words.say("send")) }
        }
    }
}

pub(super) fn receipt_list(words: Words, kept: &[Kept]) -> Markup {
    html! {
        dl {
            @for one in kept {
                dt dir="auto" { (one.name.as_deref().unwrap_or(words.say("sent.message"))) }
                dd.words { (one.receipt) }
            }
        }
    }
}

/// What was kept, and when to look again; a form to write more where there is a session.
pub fn receipts(words: Words, kept: &[Kept], more: Option<(&str, &[&str])>) -> String {
    let text = html! {
        p { (words.say(if more.is_some() { "sent.lead" } else { "sealed.done" })) }
        h2 { (words.say("sent.receipts")) }
        (receipt_list(words, kept))
        p { (words.say("sent.look")) }
        p { a href={ "/" (words.code) "/sheets" } { (words.say("sheets.title")) } }
        @if let Some((token, names)) = more {
            h2 { (words.say("sent.more")) }
            (write_again(words, token, names))
        }
    };
    page(words, words.say("sent.title"), None, &text)
}

/// Where a codename is typed to come back.
pub fn back(words: Words, what_is_wrong: Option<&'static str>) -> String {
    let text = html! {
        (wrong(words, what_is_wrong))
        p { (words.say("back.lead")) }
        form method="post" action={ "/" (words.code) "/back" } autocomplete="off" {
            (codename_field(words))
            button { (words.say("next")) }
        }
    };
    page(words, words.say("back.title"), Some("back"), &text)
}

/// Way B: the page and the keys to take away, and a form for what comes back sealed.
pub fn sealed(words: Words, page_hash: &str, what_is_wrong: Option<&'static str>) -> String {
    let text = html! {
        (wrong(words, what_is_wrong))
        p.note { (words.say("protects.b")) }
        ol {
            @for key in ["sealed.step.1", "sealed.step.2", "sealed.step.3", "sealed.step.4"] {
                li { (words.say(key)) }
            }
        }
        ul {
            li { a href="/seal.html" { (words.say("sealed.page")) } }
            li { a href="/keyset" { (words.say("sealed.keyset")) } }
        }
        p { (words.say("sealed.hash")) }
        p.words { (page_hash) }
        form method="post" action={ "/" (words.code) "/sealed" } enctype="multipart/form-data" {
            label for="parts" { (words.say("sealed.label")) }
            p id="parts-hint" { (words.fill("write.files.hint", "limit", LIMIT)) }
            input id="parts" name="file" type="file" multiple required aria-describedby="parts-hint";
            button { (words.say("send")) }
        }
    };
    page(words, words.say("sealed.title"), Some("sealed"), &text)
}
