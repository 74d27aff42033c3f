//! The files that lie in a dossier: how each is written, and how a dossier is read
//! back from them. Writing what was read gives the same bytes; that is what lets a
//! reader set the pages again and compare.

use crate::dossier::{Dossier, Entry, Extract, Told};
use crate::release::{Chart, Entity, Material, Releasable, Terms, Withheld};
use crate::rows;
use fyke_model::dataset::Handling;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Names of files that every dossier has.
pub const LEAD: &str = "lead.json";
pub const ROWS: &str = "rows.csv";
pub const ENTITIES: &str = "entities.ftm.json";
pub const DOSSIER: &str = "dossier.json";
pub const MANIFEST: &str = "manifest.json";
/// Names of files that a dossier with a record has.
pub const CHECKPOINT: &str = "checkpoint";
pub const LOG_KEY: &str = "log-key";

/// The format of what is attached; another is not read.
pub const FORMAT: &str = "fyke-dossier-1";

/// One file to attach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    /// The strictest label among what is in it.
    pub handling: Handling,
    pub mime: &'static str,
    /// What it is, for a list of files.
    pub what: String,
}

/// What the manifest says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    /// What set the pages: with another, equal files may give other pages.
    pub setting: String,
    pub files: Vec<Listed>,
}

/// One line of the manifest.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listed {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
    pub handling: Handling,
}

/// `dossier.json`: what is printed and lies in no other file.
#[derive(Serialize, Deserialize)]
struct Rest {
    told: Told,
    terms: Terms,
    withheld: Withheld,
    entities: Vec<Label>,
    charts: Vec<Caption>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entries: Option<Vec<Line>>,
}

#[derive(Serialize, Deserialize)]
struct Label {
    dataset: String,
    handling: Handling,
}

#[derive(Serialize, Deserialize)]
struct Caption {
    title: String,
    alt: String,
    dataset: String,
    handling: Handling,
}

#[derive(Serialize, Deserialize)]
struct Line {
    index: u64,
    what: String,
    opening: bool,
}

/// The hash of a file, as manifests and pages give it.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a string takes what is written");
    }
    text
}

fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes =
        serde_json::to_vec_pretty(value).expect("our types have string keys and finite numbers or null");
    bytes.push(b'\n');
    bytes
}

fn chart_name(at: usize) -> String {
    format!("charts/{}.svg", at + 1)
}

/// Every file of a dossier but the manifest, in the order in which they are attached.
pub fn write(dossier: &Dossier) -> Vec<File> {
    let evidence = &dossier.evidence;
    let strictest = |labels: &mut dyn Iterator<Item = Handling>| labels.max().unwrap_or_default();
    let of_rows = strictest(&mut evidence.rows().iter().map(|row| row.handling));
    let of_entities = strictest(&mut evidence.entities().iter().map(|entity| entity.handling));
    let of_charts = strictest(&mut evidence.charts().iter().map(|chart| chart.handling));
    let all = of_rows
        .max(of_entities)
        .max(of_charts)
        .max(evidence.lead().handling);
    let mut files = Vec::new();
    let mut put = |name: String, bytes: Vec<u8>, handling, mime, what: &str| {
        files.push(File {
            name,
            bytes,
            handling,
            mime,
            what: what.to_owned(),
        });
    };
    let json_type = "application/json";
    put(
        LEAD.into(),
        json(evidence.lead()),
        evidence.lead().handling.max(of_rows),
        json_type,
        "the lead: reasons, innocent explanation, rows cited",
    );
    put(
        ROWS.into(),
        rows::write(evidence.rows()),
        of_rows,
        "text/csv",
        "every source row with its dataset, file and cells",
    );
    let mut lines = String::new();
    for entity in evidence.entities() {
        lines.push_str(&entity.json);
        lines.push('\n');
    }
    put(
        ENTITIES.into(),
        lines.into_bytes(),
        of_entities,
        "application/x-ndjson",
        "who takes part, as FollowTheMoney, one a line",
    );
    for (at, chart) in evidence.charts().iter().enumerate() {
        put(
            chart_name(at),
            chart.svg.clone().into_bytes(),
            chart.handling,
            "image/svg+xml",
            &chart.title,
        );
    }
    put(
        DOSSIER.into(),
        json(&rest(dossier)),
        all,
        json_type,
        "what else is printed: terms, assessments, decisions",
    );
    if let Some(record) = &dossier.record {
        put(
            LOG_KEY.into(),
            format!("{}\n", record.log_key).into_bytes(),
            Handling::Open,
            "text/plain",
            "the key of the log, to be compared with the one you got on another way",
        );
        put(
            CHECKPOINT.into(),
            record.checkpoint.clone(),
            Handling::Open,
            "text/plain",
            "the signed checkpoint of the log (C2SP tlog-checkpoint)",
        );
        for entry in &record.entries {
            let name = |ending: &str| format!("record/entry-{}.{ending}", entry.index);
            put(
                name("json"),
                entry.bytes.clone(),
                Handling::Open,
                json_type,
                &entry.what,
            );
            put(
                name("proof"),
                entry.proof.clone(),
                Handling::Open,
                "text/plain",
                "its proof (C2SP tlog-proof)",
            );
            if let Some(opening) = &entry.opening {
                put(
                    name("said"),
                    opening.clone(),
                    all,
                    "text/plain",
                    "what was said in it, with its nonce",
                );
            }
        }
    }
    files
}

fn rest(dossier: &Dossier) -> Rest {
    let evidence = &dossier.evidence;
    Rest {
        told: dossier.told.clone(),
        terms: evidence.terms().clone(),
        withheld: evidence.withheld(),
        entities: evidence
            .entities()
            .iter()
            .map(|entity| Label {
                dataset: entity.dataset.clone(),
                handling: entity.handling,
            })
            .collect(),
        charts: evidence
            .charts()
            .iter()
            .map(|chart| Caption {
                title: chart.title.clone(),
                alt: chart.alt.clone(),
                dataset: chart.dataset.clone(),
                handling: chart.handling,
            })
            .collect(),
        entries: dossier.record.as_ref().map(|record| {
            let line = |entry: &Entry| Line {
                index: entry.index,
                what: entry.what.clone(),
                opening: entry.opening.is_some(),
            };
            record.entries.iter().map(line).collect()
        }),
    }
}

/// The manifest of these files.
pub fn manifest(files: &[File], setting: &str) -> Manifest {
    let listed = |file: &File| Listed {
        name: file.name.clone(),
        bytes: file.bytes.len() as u64,
        sha256: sha256(&file.bytes),
        handling: file.handling,
    };
    Manifest {
        format: FORMAT.into(),
        setting: setting.into(),
        files: files.iter().map(listed).collect(),
    }
}

/// The SHA-256 of all that a dossier says outside the record: of the manifest that it
/// would have with no record in it and no way of setting pages. An entry that gives a dossier away can name it
/// before the dossier, with that entry's proof, is made.
///
/// It is lower-case hexadecimal, 64 digits.
pub fn digest(dossier: &Dossier) -> String {
    let alone = Dossier {
        record: None,
        ..dossier.clone()
    };
    sha256(&manifest_bytes(&manifest(&write(&alone), "")))
}

/// The bytes of a manifest.
pub fn manifest_bytes(manifest: &Manifest) -> Vec<u8> {
    json(manifest)
}

/// Reads a dossier back from its files; an error is a sentence about one of them.
pub fn read(files: &BTreeMap<String, Vec<u8>>) -> Result<Dossier, String> {
    let get = |name: &str| {
        let bytes = files.get(name).map(Vec::as_slice);
        bytes.ok_or_else(|| format!("it has no {name}"))
    };
    let text = |name: &str| {
        let text = std::str::from_utf8(get(name)?).map_err(|_| format!("{name} is no UTF-8"))?;
        Ok::<&str, String>(text)
    };
    let rest: Rest = serde_json::from_slice(get(DOSSIER)?).map_err(|error| format!("{DOSSIER}: {error}"))?;
    let lead = serde_json::from_slice(get(LEAD)?).map_err(|error| format!("{LEAD}: {error}"))?;
    let rows = rows::read(get(ROWS)?).map_err(|error| format!("{ROWS}: {error}"))?;
    let lines: Vec<&str> = text(ENTITIES)?.lines().collect();
    if lines.len() != rest.entities.len() {
        return Err(format!(
            "{ENTITIES} has {} lines and {DOSSIER} labels {}",
            lines.len(),
            rest.entities.len()
        ));
    }
    let labelled = lines.into_iter().zip(rest.entities);
    let entities = labelled
        .map(|(line, label)| Entity {
            json: line.to_owned(),
            dataset: label.dataset,
            handling: label.handling,
        })
        .collect();
    let mut charts = Vec::new();
    for (at, caption) in rest.charts.into_iter().enumerate() {
        charts.push(Chart {
            title: caption.title,
            alt: caption.alt,
            svg: text(&chart_name(at))?.to_owned(),
            dataset: caption.dataset,
            handling: caption.handling,
        });
    }
    let mut record = None;
    if let Some(lines) = rest.entries {
        let mut entries = Vec::new();
        for line in lines {
            let file = |ending: &str| {
                Ok::<_, String>(get(&format!("record/entry-{}.{ending}", line.index))?.to_vec())
            };
            entries.push(Entry {
                index: line.index,
                what: line.what.clone(),
                bytes: file("json")?,
                proof: file("proof")?,
                opening: line.opening.then(|| file("said")).transpose()?,
            });
        }
        record = Some(Extract {
            log_key: text(LOG_KEY)?.trim_end_matches('\n').to_owned(),
            checkpoint: get(CHECKPOINT)?.to_vec(),
            entries,
        });
    }
    let material = Material {
        lead,
        rows,
        entities,
        charts,
    };
    let evidence =
        Releasable::opened(material, rest.terms, rest.withheld).map_err(|held| held.to_string())?;
    Ok(Dossier {
        evidence,
        told: rest.told,
        record,
    })
}
