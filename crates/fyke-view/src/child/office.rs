//! Office documents and other archives: their text and tables, what they hold
//! besides, what they say of who wrote them.
//!
//! A zip archive is read entry by entry under one allowance for all, so that a
//! bomb costs what any other file costs. OOXML: ECMA-376; ODF: ISO/IEC 26300;
//! EPUB: W3C EPUB 3.3.

use super::office_xml::{self as xml, Told};
use super::out::Out;
use super::{image, marks};
use crate::What;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Entries of an archive that are named.
const ENTRIES_MAX: usize = 5_000;
/// Bytes of all entries together, unpacked.
const UNPACKED_MAX: u64 = 128 << 20;
/// Pictures inside a document that are shown.
const PICTURES_MAX: usize = 20;

struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl Archive<'_> {
    /// An entry unpacked, as long as the allowance lasts.
    fn entry(&mut self, name: &str) -> Option<Vec<u8>> {
        let entry = self.zip.by_name(name).ok()?;
        let mut bytes = Vec::new();
        entry
            .take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .ok()?;
        self.left = self.left.checked_sub(bytes.len() as u64)?;
        Some(bytes)
    }
}

/// Reads an archive of any kind.
pub fn look(file: &[u8], out: &mut Out) -> Option<()> {
    let zip = ZipArchive::new(Cursor::new(file)).ok()?;
    let mut archive = Archive {
        zip,
        left: UNPACKED_MAX,
    };
    let mut names: Vec<String> = Vec::new();
    let mut listing = String::new();
    let mut locked = 0;
    for at in 0..archive.zip.len().min(ENTRIES_MAX) {
        let Ok(entry) = archive.zip.by_index_raw(at) else {
            continue;
        };
        let name = entry.name().map(|name| name.into_owned()).unwrap_or_default();
        locked += usize::from(entry.encrypted());
        listing.push_str(&format!("{:>12}  {name}\n", entry.size()));
        names.push(name);
    }
    if locked > 0 {
        out.finding(What::Locked, &format!("{locked} entries need a password"));
    }
    if !archive.zip.comment().is_empty() {
        out.finding(What::Comments, &String::from_utf8_lossy(archive.zip.comment()));
    }
    let has = |name: &str| names.iter().any(|entry| entry == name);
    let mimetype = archive.entry("mimetype").unwrap_or_default();
    let kind = if has("word/document.xml") {
        "docx"
    } else if has("xl/workbook.xml") {
        "xlsx"
    } else if has("ppt/presentation.xml") {
        "pptx"
    } else if has("META-INF/container.xml") && mimetype.starts_with(b"application/epub") {
        "epub"
    } else if has("content.xml") && mimetype.starts_with(b"application/vnd.oasis") {
        "odf"
    } else {
        "zip"
    };
    out.kind(kind);
    names_tell(&names, kind, out);
    if kind == "zip" {
        out.text("entries", &listing);
        out.finding(
            What::Embedded,
            &format!("{} entries, not opened here", names.len()),
        );
        return Some(());
    }
    let told = match kind {
        "xlsx" => workbook(&mut archive, &names),
        "odf" => one_by_one(&mut archive, &["content.xml"], &[]),
        _ => one_by_one(&mut archive, &[], &parts(kind, &names)),
    };
    for (label, text) in &told.texts {
        marks::words(text, out);
        match label.contains("comments") || label.contains("notesSlide") {
            true => out.unseen(label, text),
            false => out.text(label, text),
        }
    }
    for (label, text) in &told.unseen {
        marks::words(text, out);
        out.unseen(label, text);
    }
    let mut findings = told.findings;
    for name in [
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
        "meta.xml",
    ] {
        if let Some(bytes) = archive.entry(name) {
            findings.extend(xml::properties(&String::from_utf8_lossy(&bytes)));
        }
    }
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        if let Some(bytes) = archive.entry(name)
            && String::from_utf8_lossy(&bytes).contains("TargetMode=\"External\"")
        {
            findings.push((What::Remote, name.clone()));
        }
    }
    for (what, detail) in &findings {
        out.finding(*what, detail);
    }
    pictures(&mut archive, &names, out);
    if archive.left == 0 {
        out.finding(What::NotAll, "more than 128 MiB unpacked");
    }
    Some(())
}

/// What the names of entries tell by themselves.
fn names_tell(names: &[String], kind: &str, out: &Out) {
    let count = |part: &str| names.iter().filter(|name| name.contains(part)).count();
    for (part, what) in [
        ("vbaProject", What::Macros),
        ("Basic/", What::Macros),
        ("Scripts/", What::Macros),
        ("activeX", What::Macros),
        ("embeddings/", What::Embedded),
        ("comments", What::Comments),
        ("people.xml", What::Author),
        ("Thumbnails/", What::Thumbnail),
        ("thumbnail.", What::Thumbnail),
        ("VersionList", What::Edits),
        ("revisions/", What::Edits),
        ("notesSlides/", What::Comments),
        ("printerSettings", What::Device),
        ("customXml/", What::Unique),
    ] {
        if kind != "zip" && count(part) > 0 {
            out.finding(what, &format!("{} entries named {part}", count(part)));
        }
    }
}

/// The parts with text, in reading order.
fn parts(kind: &str, names: &[String]) -> Vec<String> {
    let mut parts: Vec<String> = names
        .iter()
        .filter(|name| match kind {
            "docx" => {
                name.starts_with("word/")
                    && name.ends_with(".xml")
                    && [
                        "document",
                        "footnotes",
                        "endnotes",
                        "comments",
                        "header",
                        "footer",
                    ]
                    .iter()
                    .any(|part| name.starts_with(&format!("word/{part}")))
                    && !name.contains("Ex")
            }
            "pptx" => {
                (name.starts_with("ppt/slides/slide") || name.starts_with("ppt/notesSlides/notesSlide"))
                    && name.ends_with(".xml")
            }
            _ => [".xhtml", ".html", ".htm"]
                .iter()
                .any(|ending| name.ends_with(ending)),
        })
        .cloned()
        .collect();
    // slide10 behind slide9, the document before its notes
    parts.sort_by_key(|name| {
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        (
            !name.starts_with("word/document"),
            name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')
                .len(),
            digits.parse::<u32>().unwrap_or(0),
            name.clone(),
        )
    });
    parts
}

fn one_by_one(archive: &mut Archive<'_>, first: &[&str], rest: &[String]) -> Told {
    let mut told = Told::default();
    let names = first
        .iter()
        .map(|name| (*name).to_owned())
        .chain(rest.iter().cloned());
    for name in names.take(500) {
        if let Some(bytes) = archive.entry(&name) {
            xml::prose(&String::from_utf8_lossy(&bytes), &name, &mut told);
        }
    }
    told
}

fn workbook(archive: &mut Archive<'_>, names: &[String]) -> Told {
    let mut told = Told::default();
    let shared = archive
        .entry("xl/sharedStrings.xml")
        .map(|bytes| xml::shared_strings(&String::from_utf8_lossy(&bytes)))
        .unwrap_or_default();
    if let Some(bytes) = archive.entry("xl/workbook.xml") {
        xml::sheets(&String::from_utf8_lossy(&bytes), &mut told);
    }
    let mut sheets: Vec<&String> = names
        .iter()
        .filter(|name| name.starts_with("xl/worksheets/sheet") && name.ends_with(".xml"))
        .collect();
    sheets.sort_by_key(|name| (name.len(), (*name).clone()));
    for name in sheets {
        if let Some(bytes) = archive.entry(name) {
            xml::table(&String::from_utf8_lossy(&bytes), &shared, name, &mut told);
        }
    }
    for name in names.iter().filter(|name| name.starts_with("xl/comments")) {
        if let Some(bytes) = archive.entry(name) {
            xml::prose(&String::from_utf8_lossy(&bytes), name, &mut told);
        }
    }
    told
}

fn pictures(archive: &mut Archive<'_>, names: &[String], out: &mut Out) {
    let inside: Vec<&String> = names
        .iter()
        .filter(|name| {
            let name = name.to_ascii_lowercase();
            [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"]
                .iter()
                .any(|ending| name.ends_with(ending))
        })
        .collect();
    for name in inside.iter().take(PICTURES_MAX) {
        let Some(bytes) = archive.entry(name) else {
            continue;
        };
        if let super::sniff::Kind::Picture(format) = super::sniff::sniff(&bytes)
            && image::look(&bytes, format, out).is_none()
        {
            out.finding(What::Undecoded, name);
        }
    }
    if inside.len() > PICTURES_MAX {
        out.finding(
            What::NotAll,
            &format!("{PICTURES_MAX} of {} pictures are shown", inside.len()),
        );
    }
}
