//! Pages that show what the desk has published: answers, sheets, keys.

use super::{hidden, page, write_again};
use crate::front::words::Words;
use maud::html;

/// Answers to a codename, whether it has any or nobody ever used it; and the form to write.
pub fn replies(words: Words, replies: &[&str], told: bool, token: &str, names: &[&str]) -> String {
    let text = html! {
        @if told {
            p.note role="status" { (words.say("replies.told")) }
        } @else if replies.is_empty() {
            p { (words.say("replies.none")) }
        }
        @for (at, reply) in replies.iter().enumerate() {
            h2 { (words.fill("replies.one", "number", &(at + 1).to_string())) }
            pre dir="auto" { (reply) }
        }
        @if !replies.is_empty() && !told {
            form method="post" action={ "/" (words.code) "/read" } {
                (hidden("token", token))
                p { (words.say("replies.read.hint")) }
                button { (words.say("replies.read")) }
            }
        }
        h2 { (words.say("write.title")) }
        (write_again(words, token, names))
    };
    page(words, words.say("replies.title"), None, &text)
}

/// Sheets by number, newest first, and a field to look for one's receipt on all of them.
pub fn sheets(words: Words, serials: &[u32], found: Option<Option<u32>>) -> String {
    let text = html! {
        p { (words.say("sheets.lead")) }
        @match found {
            Some(Some(serial)) => p.note role="status" {
                (words.fill("sheets.found", "number", &serial.to_string()))
            },
            Some(None) => p.note role="status" { (words.say("sheets.missing")) },
            None => {}
        }
        form method="post" action={ "/" (words.code) "/sheets" } autocomplete="off" {
            label for="receipt" { (words.say("sheets.label")) }
            input id="receipt" name="receipt" type="text" required dir="ltr" autocomplete="off"
                autocapitalize="off" spellcheck="false" maxlength="100";
            button { (words.say("sheets.find")) }
        }
        @if serials.is_empty() {
            p { (words.say("sheets.none")) }
        } @else {
            ul {
                @for serial in serials {
                    li {
                        a href={ "/" (words.code) "/sheets/" (serial) } {
                            (words.fill("sheets.one", "number", &serial.to_string()))
                        }
                    }
                }
            }
        }
    };
    page(words, words.say("sheets.title"), Some("sheets"), &text)
}

/// One sheet in whole, for who would rather not say which receipt is theirs.
pub fn sheet(words: Words, serial: u32, receipts: &[String]) -> String {
    let text = html! {
        p { (words.say("sheets.lead")) }
        ul.columns { @for receipt in receipts { li { (receipt) } } }
    };
    let title = words.fill("sheets.one", "number", &serial.to_string());
    page(words, &title, Some(&format!("sheets/{serial}")), &text)
}

/// Who can be written to, until when the keys reach, and the door's own name.
pub fn keys(words: Words, door: &str, day: &str, names: &[&str]) -> String {
    let text = html! {
        p { (words.say("keys.lead")) }
        h2 { (words.say("keys.door")) }
        p.words { (door) }
        h2 { (words.say("keys.day")) }
        p { (day) }
        h2 { (words.say("keys.people")) }
        ul { @for name in names { li { bdi { (name) } } } }
        p { a href="/keyset" { (words.say("keys.file")) } }
    };
    page(words, words.say("keys.title"), Some("keys"), &text)
}
