//! JSON: one value a line, an array, or values one after another, each a document.
//!
//! Fields are known by the names that scrapers and archives give them (news-please,
//! trafilatura, Common Crawl's tools, WordPress, JSON Feed); which field was read as
//! what is said in the tally, so that a wrong guess can be seen.

use super::feed::titled;
use super::{Facts, Sink, plain_document, when};
use fyke_model::text::{Document, Told};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::io::{self, BufRead, Read};

/// What a field is read as, with the names it goes by, the surest first.
const FIELDS: [(&str, &[&str]); 7] = [
    ("html", &["html", "raw_html", "content_html", "rendered", "page"]),
    (
        "text",
        &[
            "text",
            "maintext",
            "body",
            "articlebody",
            "content",
            "full_text",
            "fulltext",
            "article",
            "content_text",
            "raw_text",
            "plaintext",
            "story",
            "description",
            "summary",
        ],
    ),
    ("title", &["title", "headline", "head", "name", "subject"]),
    (
        "url",
        &[
            "url",
            "link",
            "uri",
            "source_url",
            "canonical_url",
            "permalink",
            "href",
            "web_url",
        ],
    ),
    (
        "date",
        &[
            "date",
            "published",
            "date_publish",
            "publish_date",
            "published_at",
            "pubdate",
            "date_published",
            "published_date",
            "publication_date",
            "datetime",
            "created_at",
            "timestamp",
            "time",
        ],
    ),
    ("author", &["author", "authors", "byline", "creator", "writer"]),
    (
        "outlet",
        &[
            "outlet",
            "source",
            "publisher",
            "site",
            "sitename",
            "site_name",
            "source_domain",
            "hostname",
            "domain",
            "publication",
            "newspaper",
        ],
    ),
];
/// Names of arrays of documents within one value.
const HOLDERS: [&str; 9] = [
    "articles",
    "items",
    "results",
    "data",
    "documents",
    "posts",
    "entries",
    "records",
    "hits",
];

/// One value a line.
pub fn lines(input: &mut impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    let max = sink.limits.bytes as u64;
    let mut line = Vec::new();
    let mut first = true;
    while !sink.stopped {
        line.clear();
        if Read::take(&mut *input, max + 1).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 > max {
            // the rest of the line, without keeping it
            while !line.ends_with(b"\n") {
                line.clear();
                if Read::take(&mut *input, 1 << 20).read_until(b'\n', &mut line)? == 0 {
                    break;
                }
            }
            sink.refuse("a line longer than the limit", "split it, or raise the limit");
            continue;
        }
        let text = line
            .strip_prefix(b"\xef\xbb\xbf".as_slice())
            .filter(|_| first)
            .unwrap_or(&line)
            .trim_ascii();
        first = false;
        if !text.is_empty() {
            one(text, sink);
        }
    }
    Ok(())
}

/// An array, or values one after another: each object at the outermost level is read
/// by itself, so that a long array is not held whole.
pub fn values(input: &mut impl BufRead, sink: &mut Sink<'_>) -> io::Result<()> {
    let max = sink.limits.bytes;
    let mut value: Vec<u8> = Vec::new();
    let (mut depth, mut quoted, mut escaped, mut over) = (0_usize, false, false, false);
    loop {
        let piece = input.fill_buf()?;
        if piece.is_empty() || sink.stopped {
            break;
        }
        let len = piece.len();
        let piece = piece.to_vec();
        input.consume(len);
        for byte in piece {
            if depth > 0 && !over {
                value.push(byte);
                over = value.len() > max;
            }
            if quoted {
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => quoted = false,
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' if depth > 0 => quoted = true,
                b'{' => {
                    if depth == 0 {
                        value.clear();
                        value.push(byte);
                    }
                    depth += 1;
                }
                b'}' if depth > 0 => {
                    depth -= 1;
                    if depth == 0 {
                        if over {
                            sink.refuse("a value longer than the limit", "split it, or raise the limit");
                            over = false;
                        } else {
                            let done = std::mem::take(&mut value);
                            one(&done, sink);
                        }
                        if sink.stopped {
                            return Ok(());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    if depth > 0 && !sink.stopped {
        sink.refuse(
            "JSON that ends within a value",
            "ask for the file again; it is cut",
        );
    }
    Ok(())
}

fn one(bytes: &[u8], sink: &mut Sink<'_>) {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(value) => walk(value, sink, 0),
        Err(error) => sink.refuse(
            &format!("no JSON: {error}"),
            "write one whole value a line, or one array",
        ),
    }
}

fn walk(value: Value, sink: &mut Sink<'_>, depth: usize) {
    match value {
        Value::Object(mut fields) => {
            let holder = HOLDERS.iter().find(|name| matches!(fields.get(**name), Some(Value::Array(inner)) if inner.iter().any(Value::is_object)));
            if depth < 3
                && let Some(Value::Array(inner)) = holder.and_then(|name| fields.remove(*name))
            {
                for one in inner {
                    if sink.stopped {
                        return;
                    }
                    walk(one, sink, depth + 1);
                }
                return;
            }
            row(&fields, sink);
        }
        Value::Array(several) if depth < 3 => several.into_iter().for_each(|one| {
            if !sink.stopped {
                walk(one, sink, depth + 1);
            }
        }),
        _ => sink.refuse(
            "a value that is no object",
            "write each document as {\"title\": ..., \"text\": ..., \"url\": ...}",
        ),
    }
}

/// The words of a field, whatever it is wrapped in.
fn words(value: &Value, depth: usize) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Array(several) if depth < 3 => {
            let all: Vec<_> = several.iter().filter_map(|one| words(one, depth + 1)).collect();
            (!all.is_empty()).then(|| Cow::Owned(all.join("\n\n")))
        }
        Value::Object(fields) if depth < 3 => ["rendered", "name", "text", "value", "title", "url"]
            .iter()
            .find_map(|key| words(fields.get(*key)?, depth + 1)),
        _ => None,
    }
}

fn row(fields: &Map<String, Value>, sink: &mut Sink<'_>) {
    let lower: Vec<(String, &String, &Value)> = fields
        .iter()
        .take(500)
        .map(|(key, value)| (key.to_ascii_lowercase(), key, value))
        .collect();
    let mut found: [Option<Cow<'_, str>>; 7] = Default::default();
    for (to, (kind, names)) in found.iter_mut().zip(FIELDS) {
        for name in names {
            let Some((_, key, value)) = lower.iter().find(|(low, _, _)| low == name) else {
                continue;
            };
            if let Some(text) = words(value, 0) {
                if sink.tally.mapped.len() < 100 && !sink.tally.mapped.contains_key(*key) {
                    sink.tally.mapped.insert((*key).clone(), kind.to_owned());
                }
                *to = Some(text);
                break;
            }
        }
    }
    let [html, text, title, url, date, author, outlet] = found;
    let url = url.filter(|url| url.contains("://")).map(Cow::into_owned);
    let title = title
        .map(|title| super::html::squeezed(&title))
        .unwrap_or_default();
    let is_page = |text: &str| {
        text.trim_start().starts_with('<') || ["</p>", "<br", "</div>"].iter().any(|tag| text.contains(tag))
    };
    let mut document: Document = match (html, text) {
        (Some(page), _) if is_page(&page) => titled(
            if page.contains("<h1") { "" } else { &title },
            &page,
            url.as_deref(),
            sink,
        ),
        (_, Some(text)) if is_page(&text) => titled(&title, &text, url.as_deref(), sink),
        (page, text) => {
            let Some(text) = text.or(page) else {
                return sink.refuse(
                    &format!("no field that holds the text; it has {}", names(fields)),
                    "name the field text, body, content or html",
                );
            };
            let whole = if title.is_empty() || text.trim_start().starts_with(title.as_str()) {
                text
            } else {
                Cow::Owned(format!("{title}\n\n{text}"))
            };
            let mut document = plain_document(whole, sink.limits);
            if !title.is_empty() && document.title.as_ref().is_none_or(|told| told.value != title) {
                document.title = Some(Told {
                    value: title,
                    span: None,
                });
            }
            document
        }
    };
    let day = date.and_then(|date| when::read(&date).or_else(|| epoch(&date)));
    if let Some(found) = day {
        document.published = Some(Told {
            value: found.day,
            span: None,
        });
    }
    if let Some(author) = author {
        document.byline = Some(Told {
            value: author.replace("\n\n", ", "),
            span: None,
        });
    }
    if let Some(outlet) = outlet.filter(|outlet| outlet.len() <= 200) {
        let value = super::host(&outlet).map_or_else(|| outlet.to_string(), str::to_owned);
        document.outlet = Some(Told { value, span: None });
    }
    document.capture.media_type = Some("application/json".to_owned());
    sink.document(
        document,
        &Facts {
            url,
            ..Facts::default()
        },
    );
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<when::When> {
    let number: f64 = text.trim().parse().ok()?;
    let seconds = if number > 1e11 { number / 1_000.0 } else { number };
    (1e8..1e10).contains(&seconds).then(|| when::When {
        day: fyke_model::date::Day((seconds / 86_400.0) as i32),
        alone: true,
    })
}

fn names(fields: &Map<String, Value>) -> String {
    let names: Vec<String> = fields
        .keys()
        .take(8)
        .map(|name| super::html::cut_at(name, 40).escape_debug().to_string())
        .collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
