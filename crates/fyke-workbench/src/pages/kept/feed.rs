//! What is new for a kept search, as Atom (RFC 4287). A feed reader cannot come
//! in: whoever has the name of a feed, 128 random bits, may read it, and nothing
//! else by it.

use super::thing;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::guard::host::own_origin;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fyke_model::desk::{Alert, Refusal, SavedSearch};
use sha2::{Digest, Sha256};
use std::fmt::Write;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/feed/{name}", get(feed))
}

async fn feed(ctx: Ctx, headers: HeaderMap, Path(file): Path<String>) -> Result<Response, Failed> {
    let absent = || ctx.failed(Refusal::absent("the feed"));
    let name = file
        .strip_suffix(".xml")
        .filter(|name| !name.is_empty())
        .ok_or_else(absent)?
        .to_owned();
    let asked = name.clone();
    let (search, new) = ctx.ask(move |desk| desk.feed(&asked)).await?;
    let origin = own_origin(&ctx.app, &headers);
    let kind = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    Ok((kind, written(&origin, &name, &search, &new)).into_response())
}

/// A time that is always one: feeds must have it.
const LONG_AGO: &str = "1970-01-01T00:00:00Z";

/// The feed.
fn written(origin: &str, name: &str, search: &SavedSearch, new: &[Alert]) -> String {
    let newest = new.iter().map(|alert| time(&alert.at)).max().unwrap_or(LONG_AGO);
    let own = format!("{origin}/feed/{}.xml", show::query(name));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    let mut line = |indent: &str, text: String| {
        let _ = writeln!(xml, "{indent}{text}");
    };
    line("  ", format!("<id>{}</id>", number(&[name])));
    line("  ", format!("<title>{}</title>", escaped(&search.title)));
    line("  ", format!("<updated>{newest}</updated>"));
    line("  ", "<author><name>fyke</name></author>".to_owned());
    line(
        "  ",
        format!(
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>",
            escaped(&own)
        ),
    );
    line(
        "  ",
        format!("<link href=\"{}\"/>", escaped(&format!("{origin}/alerts"))),
    );
    for alert in new {
        let (kind, id) = thing::parts(&alert.thing);
        let place = format!("{origin}{}", thing::address(&alert.thing));
        line("  ", "<entry>".to_owned());
        line(
            "    ",
            format!("<id>{}</id>", number(&[name, kind, id, &alert.at])),
        );
        line("    ", format!("<title>{}</title>", escaped(&alert.title)));
        line("    ", format!("<updated>{}</updated>", time(&alert.at)));
        line("    ", format!("<link href=\"{}\"/>", escaped(&place)));
        line("    ", format!("<summary>{}</summary>", escaped(&alert.words)));
        line("  ", "</entry>".to_owned());
    }
    xml.push_str("</feed>\n");
    xml
}

/// A time as RFC 3339 has it, or long ago.
fn time(at: &str) -> &str {
    let shape: String = at
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    if shape == "0000-00-00T00:00:00Z" {
        at
    } else {
        LONG_AGO
    }
}

/// A name of a thing that stays (RFC 9562, version 8: bytes of a hash).
fn number(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let digest: [u8; 32] = hash.finalize().into();
    let mut hex: Vec<char> = Vec::with_capacity(36);
    for (at, byte) in digest.iter().take(16).enumerate() {
        let byte = match at {
            6 => (byte & 0x0f) | 0x80,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        if [4, 6, 8, 10].contains(&at) {
            hex.push('-');
        }
        hex.extend(format!("{byte:02x}").chars());
    }
    format!("urn:uuid:{}", hex.into_iter().collect::<String>())
}

/// Text as XML 1.0 may hold it: what it may not hold at all is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::desk::Thing;

    #[test]
    fn a_feed_is_written_as_atom_and_names_cannot_end_it() {
        let alert = |title: &str, at: &str| Alert {
            search: "s".to_owned(),
            search_title: String::new(),
            thing: Thing::Entity("a&b".to_owned()),
            title: title.to_owned(),
            words: "came with a list".to_owned(),
            at: at.to_owned(),
        };
        let new = [
            alert("</title><x>\u{1}& Söhne", "2026-01-02T03:04:05Z"),
            alert("b", "yesterday"),
        ];
        let search = SavedSearch {
            title: "alfa".to_owned(),
            ..SavedSearch::default()
        };
        let xml = written("http://localhost:7440", "n1", &search, &new);
        assert!(
            xml.contains("<title>&lt;/title&gt;&lt;x&gt;&amp; Söhne</title>"),
            "{xml}"
        );
        assert!(xml.contains("href=\"http://localhost:7440/entity/a%26b\""));
        assert_eq!(
            xml.matches("<updated>2026-01-02T03:04:05Z</updated>").count(),
            2,
            "the feed and the newest"
        );
        assert!(xml.contains(LONG_AGO) && !xml.contains("yesterday"));
        assert_eq!(xml.matches("<id>urn:uuid:").count(), 3);
        for name in ["feed", "entry", "title", "summary", "id", "updated"] {
            assert_eq!(
                xml.matches(&format!("<{name}>")).count() + xml.matches(&format!("<{name} ")).count(),
                xml.matches(&format!("</{name}>")).count(),
                "{name}"
            );
        }
    }
}
