//! The XML inside office documents: paragraphs, tables, and what is struck out,
//! hidden or signed.
//!
//! One pass over events; names are compared without their prefix. No entity is
//! resolved but the five of XML and character numbers, so nothing unfolds.

use crate::What;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Cells of a table that are read.
const CELLS_MAX: usize = 200_000;

/// What a document says.
#[derive(Default)]
pub struct Told {
    /// Label and text, in reading order.
    pub texts: Vec<(String, String)>,
    /// The same, of what whoever opens it does not see.
    pub unseen: Vec<(String, String)>,
    /// What it gives away.
    pub findings: Vec<(What, String)>,
}

/// Calls back for every event until the document ends or breaks.
fn events(document: &str, mut each: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_str(document);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => each(&event),
        }
    }
}

fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    let name = tag.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute(tag: &BytesStart<'_>, wanted: &str) -> Option<String> {
    tag.attributes().flatten().find_map(|attribute| {
        let key = attribute.key.into_inner();
        let key = key.rsplit_once(':').map_or(key, |(_, local)| local);
        (key == wanted).then(|| attribute.value.to_string())
    })
}

/// The character that a reference names.
fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// Words that end a line.
const BLOCKS: &[&str] = &[
    "p",
    "h",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "tr",
    "br",
    "table-row",
    "list-item",
    "div",
];

/// The text of a document of prose: Word, slides, OpenDocument, XHTML.
pub fn prose(document: &str, label: &str, told: &mut Told) {
    let mut text = String::new();
    let (mut struck, mut unseen) = (String::new(), String::new());
    let (mut in_struck, mut silent) = (0usize, 0usize);
    let mut vanish = false;
    let (mut edits, mut hidden_slides) = (0usize, 0usize);
    let mut people: Vec<String> = Vec::new();
    events(document, |event| match event {
        Event::Start(tag) | Event::Empty(tag) => {
            let name = local(tag);
            let opens = matches!(event, Event::Start(_));
            match name {
                "del" | "moveFrom" | "deletion" | "ins" | "insertion" | "changed-region" => {
                    edits += 1;
                    people.extend(attribute(tag, "author"));
                    if opens && matches!(name, "del" | "moveFrom" | "deletion") {
                        in_struck += 1;
                    }
                }
                "comment" | "cm" => people.extend(attribute(tag, "author")),
                "vanish" | "webHidden" => vanish = attribute(tag, "val").is_none_or(|val| val != "0"),
                "r" => vanish = false,
                "script" | "style" if opens => silent += 1,
                "sld" if attribute(tag, "show").is_some_and(|show| show == "0") => hidden_slides += 1,
                "tab" | "s" | "table-cell" | "td" | "th" | "tc" => text.push('\t'),
                _ if !opens && BLOCKS.contains(&name) => text.push('\n'),
                _ => {}
            }
        }
        Event::End(tag) => {
            let name = tag.name();
            let name = name.into_inner();
            let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
            match name {
                "del" | "moveFrom" | "deletion" => in_struck = in_struck.saturating_sub(1),
                "script" | "style" => silent = silent.saturating_sub(1),
                _ if BLOCKS.contains(&name) => text.push('\n'),
                _ => {}
            }
        }
        Event::Text(words) if silent == 0 => {
            let words = words.borrow().into_inner();
            let blank = words.trim().is_empty() && words.contains('\n');
            if !blank {
                let into = if in_struck > 0 {
                    &mut struck
                } else if vanish {
                    &mut unseen
                } else {
                    &mut text
                };
                into.push_str(&words);
            }
        }
        Event::CData(words) if silent == 0 => text.push_str(&words.borrow().into_inner()),
        Event::GeneralRef(name) => text.extend(referred(&name.borrow().into_inner())),
        _ => {}
    });
    people.sort();
    people.dedup();
    if edits > 0 {
        told.findings
            .push((What::Edits, format!("{edits} tracked changes in {label}")));
    }
    for person in people {
        told.findings
            .push((What::Author, format!("changes or comments by {person}")));
    }
    if hidden_slides > 0 {
        told.findings
            .push((What::HiddenText, format!("{label} is a hidden slide")));
    }
    for (what, words, kind) in [
        (What::Edits, struck, "struck out"),
        (What::HiddenText, unseen, "hidden"),
    ] {
        if !words.trim().is_empty() {
            told.findings.push((what, format!("{kind} in {label}: {words}")));
            told.unseen.push((format!("{kind} in {label}"), words));
        }
    }
    let text = text.trim_matches(['\n', ' ']).to_owned();
    if !text.is_empty() {
        told.texts.push((label.to_owned(), text));
    }
}

/// The strings that cells of a workbook refer to.
pub fn shared_strings(document: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut current: Option<String> = None;
    events(document, |event| match event {
        Event::Start(tag) if local(tag) == "si" => current = Some(String::new()),
        Event::Text(words) => {
            if let Some(current) = &mut current {
                current.push_str(&words.borrow().into_inner());
            }
        }
        Event::GeneralRef(name) => {
            if let Some(current) = &mut current {
                current.extend(referred(&name.borrow().into_inner()));
            }
        }
        Event::End(tag) if tag.name().into_inner().ends_with("si") => strings.extend(current.take()),
        _ => {}
    });
    strings
}

/// Names of sheets; hidden ones are named.
pub fn sheets(document: &str, told: &mut Told) {
    let mut names = String::new();
    events(document, |event| {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            return;
        };
        if local(tag) == "sheet" {
            let name = attribute(tag, "name").unwrap_or_default();
            if let Some(state) = attribute(tag, "state").filter(|state| state != "visible") {
                told.findings
                    .push((What::HiddenText, format!("sheet {name} is {state}")));
            }
            names.push_str(&name);
            names.push('\n');
        }
    });
    if !names.is_empty() {
        told.texts.push(("names of sheets".to_owned(), names));
    }
}

/// A sheet as lines of cells.
pub fn table(document: &str, shared: &[String], label: &str, told: &mut Told) {
    let mut text = String::new();
    let (mut kind, mut in_value, mut cells, mut hidden) = (String::new(), false, 0usize, 0usize);
    events(document, |event| match event {
        Event::Start(tag) | Event::Empty(tag) => match local(tag) {
            "row" | "col" if attribute(tag, "hidden").is_some_and(|hidden| hidden != "0") => hidden += 1,
            "c" => {
                kind = attribute(tag, "t").unwrap_or_default();
                cells += 1;
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\t');
                }
            }
            "v" | "t" => in_value = matches!(event, Event::Start(_)),
            _ => {}
        },
        Event::End(tag) => {
            in_value = false;
            if tag.name().into_inner().ends_with("row") {
                text.push('\n');
            }
        }
        Event::Text(words) if in_value && cells < CELLS_MAX => {
            let value = words.borrow().into_inner();
            match kind.as_str() {
                "s" => {
                    let at: usize = value.trim().parse().unwrap_or(usize::MAX);
                    text.push_str(shared.get(at).map_or("", String::as_str));
                }
                _ => text.push_str(&value),
            }
        }
        Event::GeneralRef(name) if in_value => text.extend(referred(&name.borrow().into_inner())),
        _ => {}
    });
    if hidden > 0 {
        told.findings.push((
            What::HiddenText,
            format!("{hidden} hidden rows or columns in {label}"),
        ));
    }
    if cells >= CELLS_MAX {
        told.findings
            .push((What::NotAll, format!("the first {CELLS_MAX} cells of {label}")));
    }
    let text = text.trim_matches('\n').to_owned();
    if !text.is_empty() {
        told.texts.push((format!("table {label}"), text));
    }
}

/// Properties that name people, programs, moments.
pub fn properties(document: &str) -> Vec<(What, String)> {
    let mut findings = Vec::new();
    let mut current: Option<(What, String)> = None;
    events(document, |event| match event {
        Event::Start(tag) => {
            let name = local(tag);
            let what = match name {
                "creator" | "lastModifiedBy" | "Manager" | "Company" | "initial-creator" | "printed-by" => {
                    What::Author
                }
                "Application" | "AppVersion" | "generator" | "Template" => What::Device,
                "created" | "modified" | "lastPrinted" | "creation-date" | "date" | "print-date" => {
                    What::Moment
                }
                "revision" | "TotalTime" | "editing-cycles" | "editing-duration" => What::Edits,
                "title" | "subject" | "description" | "keywords" | "category" => What::Comments,
                "property" | "user-defined" => What::Unique,
                _ => return,
            };
            let own = attribute(tag, "name").unwrap_or_default();
            current = Some((what, format!("{name} {own}").trim().to_owned()));
        }
        Event::Text(words) => {
            if let Some((what, name)) = &current {
                let value = words.borrow().into_inner().trim().to_owned();
                if !value.is_empty() {
                    findings.push((*what, format!("{name}: {value}")));
                    current = None;
                }
            }
        }
        _ => {}
    });
    findings
}
