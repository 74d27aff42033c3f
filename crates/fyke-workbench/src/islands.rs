//! What a page gives to the scripts that draw: words in the reader's language (the
//! page around every page names them), and data beside a table.
//!
//! An island is an element with `data-island="graph"` (or `flowmap`, `sankey`,
//! `series`, `timeline`, `matrix`, `keys`, `palette`, `passkey`); what else it takes
//! stands at the top of its file under `islands/src/`. Its data is what `data-src`
//! answers, or [`data`] inside it. The page says the same without it.

use crate::assets::islands::MESSAGES;
use crate::words::{Language, Words};
use maud::{Markup, PreEscaped, html};
use serde::Serialize;
use std::collections::BTreeMap;

/// What islands say in a language, as JSON; a page's root names its address.
pub(crate) fn said(all: &Words, language: Language) -> String {
    let said: BTreeMap<&str, String> = MESSAGES
        .iter()
        .map(|(id, values)| {
            // a script puts the values in; here each stands for itself
            let stand_ins: Vec<_> = values
                .iter()
                .map(|name| (*name, format!("{{{name}}}").into()))
                .collect();
            (*id, all.say(language, &format!("island-{id}"), &stand_ins))
        })
        .collect();
    serde_json::to_string(&said).unwrap_or_else(|_| "{}".to_owned())
}

/// Data of an island, in the page: a browser reads it and runs none of it.
///
/// ```
/// let said = fyke_workbench::islands::data("d", &"</script><script>alert(1)").into_string();
/// assert!(said.contains(r"\u003c/script\u003e"));
/// assert!(!said.contains("<script>alert"));
/// ```
pub fn data(id: &str, value: &impl Serialize) -> Markup {
    html! { script #(id) type="application/json" { (json(value)) } }
}

/// JSON that cannot end the element it stands in: what means something to HTML is
/// written as an escape of JSON, which reads as the same text.
fn json(value: &impl Serialize) -> PreEscaped<String> {
    let text = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", letter as u32)),
            other => safe.push(other),
        }
    }
    PreEscaped(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_an_island_is_a_message() {
        let words = Words::shipped();
        for (id, values) in MESSAGES {
            let stand_ins: Vec<_> = values
                .iter()
                .map(|name| (*name, format!("{{{name}}}").into()))
                .collect();
            for language in Language::ALL {
                let said = words.say(language, &format!("island-{id}"), &stand_ins);
                assert!(!said.starts_with("island-"), "{id} in {}", language.code());
                for name in *values {
                    assert!(
                        said.contains(&format!("{{{name}}}")),
                        "{id} in {}: {said}",
                        language.code()
                    );
                }
            }
        }
    }

    #[test]
    fn every_file_has_an_address_and_a_kind() {
        for (what, name, bytes) in crate::assets::islands::FILES {
            assert!(!bytes.is_empty(), "{name}");
            assert_eq!(crate::assets::address(what), format!("/assets/{name}"));
        }
    }
}
