//! What is printed, as values for the template: every text of it can be drawn,
//! every figure is written out, nothing is left to compute.

use super::letters;
use super::rows::{self, ByRef, Table};
use super::time;
use crate::dossier::{Dossier, Entry, Extract, Told};
use crate::files::{File, sha256};
use crate::release::Withheld;
use fyke_model::lead::{Lead, LeadRow, Reason, Subject};
use fyke_model::reference::CostToFake;
use serde::Serialize;
use serde_json::Value;
use typst::foundations::Datetime;

/// Names printed of the entities; all are in the file.
const NAMES_SHOWN_MAX: usize = 60;

/// Letters of one text: a string in a PDF/A takes 32,767 bytes, four a letter at most.
const TEXT_MAX: usize = 8_000;

/// Letters of a line at the head of pages or in a list of marks.
const LINE_MAX: usize = 300;

/// Makes text printable and counts what was lost.
pub struct Printer {
    lost: u64,
}

impl Printer {
    /// A text that can be drawn, cut where it is longer than a page.
    pub fn text(&mut self, text: &str) -> String {
        self.line(text, TEXT_MAX)
    }

    /// A text that can be drawn, cut after `max` letters.
    pub fn line(&mut self, text: &str, max: usize) -> String {
        let end = text.char_indices().nth(max).map(|(at, _)| at);
        let kept = text.get(..end.unwrap_or(text.len())).unwrap_or(text);
        let mut shown = letters::printable(kept, &mut self.lost);
        if end.is_some() {
            shown.push('…');
        }
        shown
    }

    /// A text for a narrow place: cut to `max` letters, and with places to break in
    /// long words.
    pub fn cell(&mut self, text: &str, max: usize) -> String {
        breakable(&self.line(text, max))
    }
}

/// Longest run of letters that a narrow column is asked to hold in one line.
const RUN_MAX: usize = 14;

/// Zero-width spaces in runs that no line would hold.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > RUN_MAX && c.is_ascii() {
            out.push('\u{200b}');
            run = 1;
        }
        out.push(c);
    }
    out
}

#[derive(Serialize)]
struct Page {
    title: String,
    case: String,
    tlp: &'static str,
    tlp_what: &'static str,
    tlp_colour: &'static str,
    recipient: String,
    made_at: String,
    made_by: String,
    facts: Vec<(String, String)>,
    guilty: Vec<String>,
    guilty_more: usize,
    machine: String,
    innocent: Innocent,
    reasons: Vec<Argued>,
    not_seen: Vec<String>,
    withheld: String,
    assessments: Vec<Value>,
    decisions: Vec<Value>,
    charts: Vec<(String, String)>,
    names: Vec<Name>,
    names_more: usize,
    record: Option<Record>,
    files: Vec<Listed>,
    files_more: usize,
    lost: u64,
    simulated: bool,
    permalink: String,
    data_version: String,
    lead_id: String,
}

#[derive(Serialize)]
struct Innocent {
    explanation: String,
    confirmed_by: String,
    against: Vec<String>,
}

#[derive(Serialize)]
struct Argued {
    id: String,
    title: String,
    sentence: String,
    for_guilt: bool,
    weight: String,
    measured: String,
    cost: String,
    table: Option<Table>,
}

#[derive(Serialize)]
struct Name {
    name: String,
    latin: String,
    kind: String,
    country: String,
    others: String,
}

#[derive(Serialize)]
struct Record {
    log_key: String,
    checkpoint: String,
    entries: Vec<(u64, String, String)>,
}

#[derive(Serialize)]
struct Listed {
    name: String,
    place: usize,
    what: String,
    bytes: String,
    sha256: String,
    handling: &'static str,
    mime: &'static str,
    printed: bool,
}

/// Files that the list on paper has; the manifest has all.
const FILES_SHOWN_MAX: usize = 16;

/// The page as JSON.
pub fn page(dossier: &Dossier, attached: &[File], made_at: &Datetime, lost: &mut u64) -> String {
    let mut print = Printer { lost: *lost };
    let p = &mut print;
    let evidence = &dossier.evidence;
    let (lead, told, terms) = (evidence.lead(), &dossier.told, evidence.terms());
    let by_ref: ByRef<'_> = evidence.rows().iter().map(|row| (&row.row, row)).collect();
    let reasons: Vec<Argued> = lead
        .reasons
        .iter()
        .map(|reason| told_reason(reason, lead, told, &by_ref, p))
        .collect();
    let sentences = |for_guilt: bool| {
        reasons
            .iter()
            .filter(move |r| r.for_guilt == for_guilt)
            .map(|r| r.sentence.clone())
    };
    let charts = evidence
        .charts()
        .iter()
        .map(|chart| (p.text(&chart.title), p.text(&chart.alt)))
        .collect();
    let names: Vec<Name> = evidence
        .entities()
        .iter()
        .filter_map(|entity| name(&entity.json, p))
        .take(NAMES_SHOWN_MAX)
        .collect();
    let printed_files = attached
        .iter()
        .filter(|file| !file.name.starts_with("record/"))
        .count()
        .min(FILES_SHOWN_MAX);
    let title = match told.headline.is_empty() {
        true => &lead.sentence,
        false => &told.headline,
    };
    let mut page = Page {
        title: p.line(title, LINE_MAX),
        case: p.line(&told.case, LINE_MAX),
        tlp: terms.tlp.label(),
        tlp_what: terms.tlp.what(),
        tlp_colour: colour(terms.tlp),
        recipient: p.line(&terms.recipient, LINE_MAX),
        made_at: time::words(made_at),
        made_by: p.line(&told.made_by, LINE_MAX),
        facts: facts(lead, told, evidence.rows().len(), p),
        guilty: sentences(true).take(5).collect(),
        guilty_more: sentences(true).count().saturating_sub(5),
        machine: machine(lead, evidence.withheld()),
        innocent: Innocent {
            explanation: p.text(&lead.innocent.explanation),
            confirmed_by: p.text(&lead.innocent.confirmed_by),
            against: sentences(false).take(5).collect(),
        },
        not_seen: told.not_seen.iter().map(|text| p.text(text)).collect(),
        withheld: withheld(evidence.withheld()),
        assessments: told
            .assessments
            .iter()
            .filter_map(|said| printable(said, p))
            .collect(),
        decisions: told
            .decisions
            .iter()
            .filter_map(|said| printable(said, p))
            .collect(),
        charts,
        names_more: evidence.entities().len().saturating_sub(names.len()),
        names,
        record: dossier.record.as_ref().map(|record| extract(record, p)),
        files_more: attached.len() - printed_files,
        files: Vec::new(),
        reasons,
        lost: 0,
        simulated: lead.simulated,
        permalink: breakable(&p.text(&told.permalink)),
        data_version: breakable(&p.text(&told.data_version)),
        lead_id: p.line(&lead.id, LINE_MAX),
    };
    let mut left = printed_files;
    page.files = attached
        .iter()
        .enumerate()
        .map(|(at, file)| listed(at, file, &mut left, p))
        .collect();
    page.lost = print.lost;
    *lost = print.lost;
    serde_json::to_string(&page).expect("our types have string keys and finite numbers or null")
}

/// The colours that FIRST gives the labels, on black.
const fn colour(tlp: crate::Tlp) -> &'static str {
    match tlp {
        crate::Tlp::Clear => "#ffffff",
        crate::Tlp::Green => "#33ff00",
        crate::Tlp::Amber | crate::Tlp::AmberStrict => "#ffc000",
        crate::Tlp::Red => "#ff2b2b",
    }
}

fn facts(lead: &Lead, told: &Told, rows: usize, p: &mut Printer) -> Vec<(String, String)> {
    let countries = |all: &[fyke_model::country::Country]| {
        all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    let mut facts: Vec<(&str, String)> = Vec::new();
    match &lead.subject {
        Subject::Lane {
            exporter,
            through,
            end,
        } => {
            facts.push((
                "Flow",
                format!("{exporter} through {} to {end}", countries(through)),
            ));
        }
        Subject::Party { name, country, end } => {
            let country = country.map_or(String::new(), |country| format!(" ({country})"));
            facts.push(("Party", format!("{}{country}", p.text(name))));
            if let Some(latin) = letters::latin(name) {
                facts.push(("In Latin letters", p.text(&latin)));
            }
            facts.push(("Thought to reach", end.to_string()));
        }
        Subject::Vessel { name, imo, flag, end } => {
            let flag = flag.map_or(String::new(), |flag| format!(", flag {flag}"));
            facts.push(("Ship", format!("{} (IMO {}{flag})", p.text(name), p.text(imo))));
            facts.push(("Thought to serve", end.to_string()));
        }
    }
    facts.push((
        "Goods",
        format!("{} ({})", p.text(&lead.goods.title), p.text(&lead.goods.id)),
    ));
    facts.push(("Period", format!("{} to {}", lead.from, lead.to)));
    let regime = if told.regime.is_empty() {
        &lead.regime
    } else {
        &told.regime
    };
    facts.push(("Embargo", p.text(regime)));
    if let Some(value) = lead.value {
        facts.push(("Declared value", value.to_string()));
    }
    facts.push(("Source rows", format!("{rows}, all attached")));
    facts
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// What the machine makes of all reasons together, in one sentence.
fn machine(lead: &Lead, withheld: Withheld) -> String {
    match lead.probability {
        Some(p) => format!(
            "Weighing all reasons, for and against, the machine gives {} in 100. It is calibrated on worlds whose truth is known; it decides nothing.",
            percent(p)
        ),
        None if withheld.rows > 0 => {
            "The machine's probability was worked out with rows that may not leave, and stays with them."
                .into()
        }
        None => "The machine gives no probability for leads of this kind.".into(),
    }
}

fn percent(p: f64) -> String {
    match p * 100.0 {
        p if p < 1.0 => "fewer than 1".into(),
        p if p > 99.0 => "more than 99".into(),
        p => format!("{p:.0}"),
    }
}

fn told_reason(reason: &Reason, lead: &Lead, told: &Told, rows: &ByRef<'_>, p: &mut Printer) -> Argued {
    let cited: Vec<&LeadRow> = lead
        .rows
        .iter()
        .filter(|row| row.typology == reason.typology)
        .collect();
    let odds = reason.contribution.abs().exp();
    let weight = match reason.contribution {
        c if c > 0.0 => format!("odds × {odds:.1}"),
        c if c < 0.0 => format!("odds ÷ {odds:.1}"),
        _ => "not weighed".into(),
    };
    let measured = reason.precision.as_ref().map_or(String::new(), |m| {
        format!(
            "right in {} of 100 ({} cases; drawn by chance {} of 100; {})",
            percent(m.share),
            m.n,
            percent(m.base_rate),
            p.text(&m.worlds)
        )
    });
    let cost = match reason.cost_to_fake {
        Some(CostToFake::Low) => "cheap to fake",
        Some(CostToFake::Medium) => "some cost to fake",
        Some(CostToFake::High) => "dear to fake",
        None => "",
    };
    Argued {
        id: p.text(&reason.typology),
        title: told
            .typologies
            .get(&reason.typology)
            .map_or(String::new(), |title| p.line(title, LINE_MAX)),
        sentence: p.text(&reason.sentence),
        for_guilt: reason.contribution >= 0.0,
        weight,
        measured,
        cost: cost.into(),
        table: rows::table(&cited, rows, &told.columns, p),
    }
}

/// In words, without a word on which labels: that is not for the reader to know.
fn withheld(w: Withheld) -> String {
    let mut parts = Vec::new();
    let mut count = |n: u64, one: &str, many: &str| match n {
        0 => {}
        1 => parts.push(format!("1 {one}")),
        n => parts.push(format!("{n} {many}")),
    };
    count(w.rows, "row", "rows");
    count(
        w.reasons,
        "reason that rested on such rows alone",
        "reasons that rested on such rows alone",
    );
    count(w.others, "entity or drawing", "entities or drawings");
    match parts.is_empty() {
        true => "Nothing that the case has on this lead was held back.".into(),
        false => format!(
            "What may not leave the case is not in this dossier: {}.",
            parts.join(", ")
        ),
    }
}

/// Any of our values with every text in it printable.
fn printable(value: &impl Serialize, p: &mut Printer) -> Option<Value> {
    fn walk(value: &mut Value, p: &mut Printer) {
        match value {
            Value::String(text) => *text = p.text(text),
            Value::Array(values) => values.iter_mut().for_each(|value| walk(value, p)),
            Value::Object(fields) => fields.values_mut().for_each(|value| walk(value, p)),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(value).ok()?;
    walk(&mut value, p);
    Some(value)
}

/// An entity's line of the table of names; `None` where its JSON has no name.
fn name(json: &str, p: &mut Printer) -> Option<Name> {
    let entity: Value = serde_json::from_str(json).ok()?;
    let values = |property: &str| -> Vec<&str> {
        let values = entity
            .get("properties")
            .and_then(|all| all.get(property))
            .and_then(Value::as_array);
        values.into_iter().flatten().filter_map(Value::as_str).collect()
    };
    let mut all = values("name");
    all.extend(values("alias"));
    let first = entity
        .get("caption")
        .and_then(Value::as_str)
        .or(all.first().copied())?;
    let mut others: Vec<&str> = all.into_iter().filter(|other| *other != first).collect();
    others.sort_unstable();
    others.dedup();
    let mut country = values("country");
    country.extend(values("jurisdiction"));
    country.dedup();
    let others: Vec<String> = others.iter().take(4).map(|other| p.text(other)).collect();
    Some(Name {
        latin: letters::latin(first).map_or(String::new(), |latin| breakable(&p.text(&latin))),
        name: p.text(first),
        kind: p.text(entity.get("schema").and_then(Value::as_str).unwrap_or_default()),
        country: p.text(&country.join(", ").to_uppercase()),
        others: others.join("; "),
    })
}

fn extract(record: &Extract, p: &mut Printer) -> Record {
    let checkpoint = String::from_utf8_lossy(&record.checkpoint);
    let line = |entry: &Entry, p: &mut Printer| {
        let hash = sha256(&entry.bytes);
        (entry.index, p.text(&entry.what), hash.chars().take(16).collect())
    };
    Record {
        log_key: breakable(&p.text(&record.log_key)),
        checkpoint: checkpoint
            .lines()
            .map(|text| p.text(text))
            .collect::<Vec<_>>()
            .join("\n"),
        entries: record.entries.iter().map(|entry| line(entry, p)).collect(),
    }
}

fn listed(place: usize, file: &File, left: &mut usize, p: &mut Printer) -> Listed {
    let printed = *left > 0 && !file.name.starts_with("record/");
    if printed {
        *left -= 1;
    }
    Listed {
        name: file.name.clone(),
        place,
        what: p.line(&file.what, LINE_MAX),
        bytes: thousands(file.bytes.len()),
        sha256: sha256(&file.bytes),
        handling: file.handling.as_str(),
        mime: file.mime,
        printed,
    }
}

/// 1234567 as 1,234,567.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
