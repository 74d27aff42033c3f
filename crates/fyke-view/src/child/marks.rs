//! Marks that lie in the bytes of any file: XMP packets, names of authors,
//! addresses that would be fetched, words for a machine.
//!
//! A search for byte strings, so it finds what is not packed and overlooks what
//! is; the readers of each kind look inside.

use super::out::Out;
use super::sniff::Kind;
use crate::What;

/// Where a mark stands: its bytes, what they mean, what ends the value behind.
const XMP: &[(&str, What)] = &[
    ("dc:creator", What::Author),
    ("photoshop:AuthorsPosition", What::Author),
    ("photoshop:Credit", What::Author),
    ("xmp:CreatorTool", What::Device),
    ("pdf:Producer", What::Device),
    ("tiff:Model", What::Device),
    ("aux:SerialNumber", What::Unique),
    ("exifEX:BodySerialNumber", What::Unique),
    ("xmpMM:DocumentID", What::Unique),
    ("xmpMM:History", What::Edits),
    ("xmp:CreateDate", What::Moment),
    ("xmp:ModifyDate", What::Moment),
    ("photoshop:City", What::Place),
    ("exif:GPSLatitude", What::Place),
    ("Iptc4xmpCore:Location", What::Place),
];

/// Looks at the raw bytes of a file.
pub fn look(file: &[u8], kind: Kind, out: &mut Out) {
    if matches!(kind, Kind::Zip | Kind::Text) {
        return;
    }
    if let Some(at) = find(file, b"<x:xmpmeta").or_else(|| find(file, b"<rdf:RDF")) {
        let packet = file.get(at..(at + (1 << 16)).min(file.len())).unwrap_or_default();
        xmp(&String::from_utf8_lossy(packet), out);
    }
    if find(file, b"8BIM").is_some() {
        out.finding(What::Device, "a Photoshop resource block (8BIM)");
    }
    if find(file, b"c2pa").is_some() {
        out.finding(
            What::Author,
            "a C2PA manifest: who made it and how it was changed",
        );
    }
}

/// The properties of an XMP packet that say who, where, when.
pub fn xmp(packet: &str, out: &Out) {
    for (mark, what) in XMP {
        if let Some(at) = packet.find(mark) {
            let rest = packet.get(at + mark.len()..).unwrap_or_default();
            out.finding(*what, &format!("XMP {mark}: {}", value(rest)));
        }
    }
}

/// The first text behind a property: of an attribute, or between tags.
fn value(rest: &str) -> String {
    let rest = rest.get(..rest.len().min(400)).unwrap_or_else(|| {
        let mut end = 400;
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        rest.get(..end).unwrap_or_default()
    });
    if let Some(attribute) = rest.strip_prefix("=\"") {
        return attribute.split('"').next().unwrap_or_default().to_owned();
    }
    rest.split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text.trim())
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

/// Words that speak to a machine which reads the text, not to a person.
const TO_MACHINES: &[&str] = &[
    "ignore previous instructions",
    "ignore all previous",
    "disregard the above",
    "disregard previous",
    "you are an ai",
    "as a language model",
    "system prompt",
    "<|im_start|>",
];

/// Looks at text that was decoded, by whichever reader.
pub fn words(text: &str, out: &mut Out) {
    let lower = text.to_lowercase();
    if let Some(found) = TO_MACHINES.iter().find(|words| lower.contains(*words)) {
        out.finding(What::Instructions, found);
    }
    for (mark, what) in [
        ("<script", What::Macros),
        ("javascript:", What::Macros),
        ("src=\"http", What::Remote),
        ("src='http", What::Remote),
        ("url(http", What::Remote),
        ("<!entity", What::Remote),
        ("display:none", What::HiddenText),
        ("visibility:hidden", What::HiddenText),
    ] {
        if lower.contains(mark) {
            out.finding(what, mark);
        }
    }
}

/// Where a needle first stands.
pub fn find(file: &[u8], needle: &[u8]) -> Option<usize> {
    file.windows(needle.len()).position(|window| window == needle)
}
