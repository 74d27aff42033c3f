//! Files with planted marks: where, who, when, what was struck out.

use image::codecs::jpeg::JpegEncoder;
use image::{ImageEncoder, Rgb, RgbImage};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// A picture of one colour.
fn plain(width: u32, height: u32) -> RgbImage {
    RgbImage::from_pixel(width, height, Rgb([90, 120, 60]))
}

/// A JPEG with an Exif block: maker, artist, moment, serial number, coordinates.
pub fn photo() -> Vec<u8> {
    let mut jpeg = Vec::new();
    let picture = plain(64, 48);
    JpegEncoder::new(&mut jpeg)
        .write_image(picture.as_raw(), 64, 48, image::ExtendedColorType::Rgb8)
        .unwrap();
    let exif = exif();
    let mut out = jpeg[..2].to_vec();
    out.extend_from_slice(&[0xff, 0xe1]);
    out.extend_from_slice(&((exif.len() + 2) as u16).to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&jpeg[2..]);
    out
}

/// TIFF of Exif 2.32: IFD0 with Make, Artist, DateTime and a GPS IFD.
fn exif() -> Vec<u8> {
    let mut out = b"Exif\0\0II\x2a\0\x08\0\0\0".to_vec();
    let base = 6;
    let entries: [(u16, u16, u32, u32); 4] = [
        (0x010f, 2, 10, 62),
        (0x0132, 2, 20, 72),
        (0x013b, 2, 11, 92),
        (0x8825, 4, 1, 104),
    ];
    out.extend_from_slice(&4u16.to_le_bytes());
    let put = |out: &mut Vec<u8>, (tag, kind, count, value): (u16, u16, u32, u32)| {
        out.extend_from_slice(&tag.to_le_bytes());
        out.extend_from_slice(&kind.to_le_bytes());
        out.extend_from_slice(&count.to_le_bytes());
        out.extend_from_slice(&value.to_le_bytes());
    };
    entries.into_iter().for_each(|entry| put(&mut out, entry));
    out.extend_from_slice(&0u32.to_le_bytes());
    assert_eq!(out.len() - base, 62);
    out.extend_from_slice(b"PlantedCo\0");
    out.extend_from_slice(b"2026:11:01 07:08:09\0");
    out.extend_from_slice(b"Planted Ann\0");
    assert_eq!(out.len() - base, 104);
    out.extend_from_slice(&4u16.to_le_bytes());
    put(&mut out, (1, 2, 2, u32::from_le_bytes(*b"N\0\0\0")));
    put(&mut out, (2, 5, 3, 158));
    put(&mut out, (3, 2, 2, u32::from_le_bytes(*b"E\0\0\0")));
    put(&mut out, (4, 5, 3, 182));
    out.extend_from_slice(&0u32.to_le_bytes());
    assert_eq!(out.len() - base, 158);
    for value in [50u32, 1, 27, 1, 0, 1, 30, 1, 31, 1, 0, 1] {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out
}

/// A PNG with another file behind its end.
pub fn png_with_tail() -> Vec<u8> {
    let mut png = Vec::new();
    plain(8, 8)
        .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    png.extend_from_slice(b"PK\x03\x04 planted tail");
    png
}

/// A white page with small yellow marks.
pub fn scan() -> Vec<u8> {
    let mut page = RgbImage::from_pixel(600, 800, Rgb([250, 250, 248]));
    for at in 0..60 {
        page.put_pixel((at * 37) % 600, (at * 53) % 800, Rgb([245, 240, 120]));
    }
    let mut png = Vec::new();
    page.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    png
}

fn zipped(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in entries {
        zip.start_file(
            *name,
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
        )
        .unwrap();
        zip.write_all(body.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A letter with an author, a tracked deletion, hidden words and a macro.
pub fn letter() -> Vec<u8> {
    zipped(&[
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        (
            "word/document.xml",
            &format!(
                "<w:document {W}><w:body><w:p><w:r><w:t>Crates went to Gate 4 &amp; on.</w:t></w:r></w:p>\
             <w:p><w:del w:author=\"Planted Ann\"><w:r><w:delText>Boris saw it</w:delText></w:r></w:del></w:p>\
             <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>under the white</w:t></w:r></w:p></w:body></w:document>"
            ),
        ),
        (
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>Planted Ann</dc:creator><cp:lastModifiedBy>Planted Bob</cp:lastModifiedBy><cp:revision>7</cp:revision></cp:coreProperties>",
        ),
        ("word/vbaProject.bin", "macro"),
    ])
}

/// A workbook with a hidden sheet.
pub fn workbook() -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"goods\"/><sheet name=\"real prices\" state=\"hidden\"/></sheets></workbook>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>valves</t></si><si><t>A&amp;B</t></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c><v>400</v></c></row><row><c t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>kg</t></is></c></row></sheetData></worksheet>",
        ),
    ])
}

/// One second of a tone, with the name of who recorded it.
pub fn tone() -> Vec<u8> {
    let samples: Vec<u8> = (0..8000u32)
        .map(|n| ((f64::from(n) * 0.3).sin() * 16_000.0) as i16)
        .flat_map(i16::to_le_bytes)
        .collect();
    wav(&samples)
}

fn wav(samples: &[u8]) -> Vec<u8> {
    let list = b"INFOIART\x0c\0\0\0Planted Ann\0";
    let mut out = b"RIFF".to_vec();
    let length = 4 + 24 + 8 + list.len() + 8 + samples.len();
    out.extend_from_slice(&(length as u32).to_le_bytes());
    out.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    out.extend_from_slice(&8000u32.to_le_bytes());
    out.extend_from_slice(&16000u32.to_le_bytes());
    out.extend_from_slice(b"\x02\0\x10\0LIST");
    out.extend_from_slice(&(list.len() as u32).to_le_bytes());
    out.extend_from_slice(list);
    out.extend_from_slice(b"data");
    out.extend_from_slice(&(samples.len() as u32).to_le_bytes());
    out.extend_from_slice(samples);
    out
}

/// A PDF with an author, a script, and words that are not drawn.
pub fn pdf() -> Vec<u8> {
    let page = "BT /F1 24 Tf 20 150 Td (Crates at gate) Tj 3 Tr 0 -40 Td (planted under) Tj ET";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{page}\nendstream", page.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Action/S/JavaScript/JS(app.alert\\(1\\))>>".to_owned(),
        "<</Author(Planted Ann)/Producer(Planter 3)>>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!(
            "trailer<</Size {}/Root 1 0 R/Info 7 0 R>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    out
}

/// Every made file with its name.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("photo.jpg", photo()),
        ("tail.png", png_with_tail()),
        ("letter.docx", letter()),
        ("book.xlsx", workbook()),
        ("tone.wav", tone()),
        ("page.pdf", pdf()),
        ("note.txt", b"Meet me at the depot, Tuesday.\n".to_vec()),
    ]
}
