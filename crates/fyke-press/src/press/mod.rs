//! Setting the pages: what is printed goes to the typesetter as JSON, so that no
//! text from data is ever read as markup, and every file goes in byte for byte.
//!
//! Equal dossiers give equal bytes: fonts are built in, no clock is read, the
//! document's id is the hash of its manifest. A test holds the bytes of a small
//! dossier; when they change, [`SETTING`] must.

mod drawing;
mod fonts;
mod letters;
mod page;
mod rows;
#[cfg(test)]
mod tests;
mod time;
mod world;

use crate::dossier::Dossier;
use crate::files::{self, File};
use std::collections::BTreeMap;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// Names how pages are set: template, fonts, typesetter. Files of one setting give
/// the same pages; a change of any of these is another number.
pub const SETTING: &str = "1";

/// Why a dossier could not be made.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PressError {
    /// More than a dossier takes.
    #[error("{what}: {n}, and a dossier takes at most {limit}; {then}")]
    TooMuch {
        /// Of what.
        what: &'static str,
        /// How much.
        n: usize,
        /// How much it takes.
        limit: usize,
        /// What to do.
        then: &'static str,
    },
    /// A time in another form.
    #[error("'{0}' is no time; write it as 2026-11-22T16:00:00Z")]
    Time(String),
    /// A drawing that cannot be read.
    #[error(
        "the drawing '{0}' cannot be printed: {1}; draw it as SVG with presentation attributes and nothing from elsewhere"
    )]
    Drawing(String, String),
    /// It could not be read back.
    #[error(
        "what was attached does not read back as it was: {0}; give each entry once and each number as one"
    )]
    ReadBack(String),
    /// The pages could not be set.
    #[error("the pages could not be set: {0}; this is ours to mend, tell us with the lead's id")]
    Setting(String),
}

/// Limits: more is no document that a person reads, or no file that a mail takes.
const LIMITS: [(&str, usize, &str); 6] = [
    (
        "source rows",
        200_000,
        "take a shorter period, or give the table apart",
    ),
    ("entities", 10_000, "leave out who plays no part"),
    ("drawings", 40, "choose the telling ones"),
    ("entries of the record", 2_000, "take those about this lead"),
    (
        "columns of source rows",
        crate::rows::COLUMNS_MAX,
        "leave out empty ones, or split the lead",
    ),
    (
        "cells in the table of all rows, empty ones counted",
        40_000_000,
        "leave out columns that few rows have, or split the lead",
    ),
];

/// Bytes of what is printed, some five hundred pages.
const PRINTED_MAX: usize = 2 << 20;

/// Bytes of all files together.
pub const BYTES_MAX: usize = 128 << 20;

/// Sets a dossier as a tagged PDF/A-3a with its evidence attached.
///
/// # Errors
/// More than a dossier takes, a drawing that is none, a time that is none, a fault
/// of ours.
pub fn press(dossier: &Dossier) -> Result<Vec<u8>, PressError> {
    within_limits(dossier)?;
    let made_at = time::read(&dossier.told.made_at).ok_or_else(|| {
        let shown = dossier.told.made_at.chars().take(40).collect();
        PressError::Time(shown)
    })?;
    let mut attached = files::write(dossier);
    reads_back(dossier, &attached)?;
    let manifest = files::manifest_bytes(&files::manifest(&attached, SETTING));
    let ident = files::sha256(&manifest);
    attached.push(File {
        name: files::MANIFEST.into(),
        bytes: manifest,
        handling: attached
            .iter()
            .map(|file| file.handling)
            .max()
            .unwrap_or_default(),
        mime: "application/json",
        what: "length, hash and label of every other file".into(),
    });
    let size: usize = attached.iter().map(|file| file.bytes.len()).sum();
    if size > BYTES_MAX {
        return Err(PressError::TooMuch {
            what: "bytes of evidence",
            n: size,
            limit: BYTES_MAX,
            then: "take a shorter period, or give the table apart",
        });
    }
    let mut lost = 0;
    let mut seen = BTreeMap::new();
    for (at, chart) in dossier.evidence.charts().iter().enumerate() {
        let drawn = drawing::printable(&chart.svg, &mut lost);
        let drawn = drawn.map_err(|error| PressError::Drawing(chart.title.clone(), error))?;
        seen.insert(format!("drawing-{at}.svg"), Bytes::from_string(drawn));
    }
    let page = page::page(dossier, &attached, &made_at, &mut lost);
    if page.len() > PRINTED_MAX {
        return Err(PressError::TooMuch {
            what: "bytes of text to print",
            n: page.len(),
            limit: PRINTED_MAX,
            then: "say it shorter: whoever reads it has the attached files",
        });
    }
    seen.insert("page.json".to_owned(), Bytes::from_string(page));
    for (at, file) in attached.into_iter().enumerate() {
        seen.insert(format!("file-{at}"), Bytes::new(file.bytes));
    }
    set(seen, &made_at, ident)
}

fn within_limits(dossier: &Dossier) -> Result<(), PressError> {
    let evidence = &dossier.evidence;
    let columns = crate::rows::columns(evidence.rows()).len();
    let counts = [
        evidence.rows().len(),
        evidence.entities().len(),
        evidence.charts().len(),
        dossier.record.as_ref().map_or(0, |record| record.entries.len()),
        columns,
        columns * evidence.rows().len(),
    ];
    for ((what, limit, then), n) in LIMITS.into_iter().zip(counts) {
        if n > limit {
            return Err(PressError::TooMuch { what, n, limit, then });
        }
    }
    Ok(())
}

/// Who verifies the dossier sets its pages from the files: they must say all of it.
fn reads_back(dossier: &Dossier, attached: &[File]) -> Result<(), PressError> {
    let mut by_name = BTreeMap::new();
    for file in attached {
        if by_name.insert(file.name.clone(), file.bytes.clone()).is_some() {
            return Err(PressError::ReadBack(format!("{} is there twice", file.name)));
        }
    }
    match files::read(&by_name) {
        Ok(again) if again == *dossier => Ok(()),
        Ok(_) => Err(PressError::ReadBack("a value changed on the way".into())),
        Err(error) => Err(PressError::ReadBack(error)),
    }
}

fn set(seen: BTreeMap<String, Bytes>, made_at: &Datetime, ident: String) -> Result<Vec<u8>, PressError> {
    let desk = world::Desk::new(seen).map_err(PressError::Setting)?;
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(first)?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(format!("fyke-press, setting {SETTING}"))),
        timestamp: Some(Timestamp::new_utc(*made_at)),
        standards: standards.map_err(|error| PressError::Setting(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(first);
    typst::comemo::evict(0);
    pdf
}

/// The first of the typesetter's faults.
fn first(errors: typst::ecow::EcoVec<typst::diag::SourceDiagnostic>) -> PressError {
    let first = errors
        .first()
        .map_or_else(String::new, |error| error.message.to_string());
    PressError::Setting(first)
}
