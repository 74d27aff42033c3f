//! PDF: every page as pixels, its text as it is drawn, what the document says of
//! itself and what would happen when it is opened elsewhere.
//!
//! Nothing is run: the renderer knows no script, no link, no network. Objects are
//! walked for what they would do (ISO 32000-2: actions 12.6, embedded files
//! 7.11.4, annotations 12.5, incremental updates 7.5.6).

use super::out::Out;
use super::{image, marks};
use crate::What;
use ::image::{DynamicImage, RgbImage};
use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use hayro::hayro_syntax::object::{Dict, Object};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect};
use hayro::{RenderCache, RenderSettings, render};

/// The longer side of a page as it is drawn, in pixels.
const SIDE: f32 = 1600.0;
/// Objects that are walked.
const OBJECTS_MAX: usize = 200_000;

/// Draws, reads and names.
pub fn look(file: &[u8], out: &mut Out) -> Option<()> {
    let pdf = match Pdf::new(file.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => {
            out.finding(What::Locked, "a password is needed");
            return None;
        }
        Err(_) => return None,
    };
    said_of_itself(&pdf, out);
    versions(file, out);
    objects(&pdf, out);
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    let count = pdf.pages().len();
    if count == 0 {
        return None;
    }
    for (at, page) in pdf.pages().iter().enumerate() {
        if !out.takes_more() {
            out.finding(What::NotAll, &format!("{at} of {count} pages are shown"));
            break;
        }
        if out.takes_pictures() {
            draw(page, &cache, &settings, out);
        }
        let (shown, hidden) = words(page, &settings);
        marks::words(&shown, out);
        out.text(&format!("text of page {}", at + 1), &shown);
        if !hidden.trim().is_empty() {
            out.finding(What::HiddenText, &format!("page {}: {hidden}", at + 1));
            out.unseen(&format!("text of page {} that is not drawn", at + 1), &hidden);
        }
    }
    Some(())
}

fn draw<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, settings: &InterpreterSettings, out: &mut Out) {
    let (width, height) = page.render_dimensions();
    let longer = width.max(height);
    if !(longer.is_finite() && width > 0.0 && height > 0.0) {
        out.finding(What::Undecoded, "a page of no size");
        return;
    }
    let scale = (SIDE / longer).min(4.0);
    let pixmap = render(
        page,
        cache,
        settings,
        &RenderSettings {
            x_scale: scale,
            y_scale: scale,
            width: Some(((width * scale) as u16).max(1)),
            height: Some(((height * scale) as u16).max(1)),
            bg_color: WHITE,
        },
    );
    let rgb: Vec<u8> = pixmap
        .data()
        .iter()
        .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
        .collect();
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    if let Some(rgb) = RgbImage::from_raw(width, height, rgb) {
        image::show(&DynamicImage::ImageRgb8(rgb), out);
    }
}

fn said_of_itself(pdf: &Pdf, out: &Out) {
    let told = pdf.metadata();
    for (name, value, what) in [
        ("Author", &told.author, What::Author),
        ("Creator", &told.creator, What::Device),
        ("Producer", &told.producer, What::Device),
        ("Title", &told.title, What::Comments),
        ("Subject", &told.subject, What::Comments),
        ("Keywords", &told.keywords, What::Comments),
    ] {
        if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
            out.finding(what, &format!("{name}: {}", pdf_text(value)));
        }
    }
    for (name, moment) in [
        ("created", &told.creation_date),
        ("changed", &told.modification_date),
    ] {
        if let Some(at) = moment {
            out.finding(
                What::Moment,
                &format!(
                    "{name} {:04}-{:02}-{:02} {:02}:{:02}",
                    at.year, at.month, at.day, at.hour, at.minute
                ),
            );
        }
    }
}

/// A text string: UTF-16 behind its mark, else Latin letters.
fn pdf_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().map(|byte| *byte as char).collect(),
        },
    }
}

/// Every save behind the first ends with a mark of its own; a linearized file has
/// two from the start.
fn versions(file: &[u8], out: &Out) {
    let ends = file.windows(5).filter(|window| *window == b"%%EOF").count();
    let linearized = marks::find(file.get(..file.len().min(2048)).unwrap_or(file), b"/Linearized").is_some();
    if ends > 1 + usize::from(linearized) {
        out.finding(
            What::Edits,
            &format!(
                "{} saves, the earlier ones are still inside",
                ends - usize::from(linearized)
            ),
        );
    }
}

/// Walks the objects for what they would do, hold or hide.
fn objects(pdf: &Pdf, out: &Out) {
    let (mut scripts, mut files, mut notes, mut remote, mut launch, mut layers) = (0, 0, 0, 0, 0, 0);
    for object in pdf.objects().into_iter().take(OBJECTS_MAX) {
        let dict: &Dict<'_> = match &object {
            Object::Dict(dict) => dict,
            Object::Stream(stream) => stream.dict(),
            _ => continue,
        };
        let name = |key: &[u8]| {
            dict.get::<hayro::hayro_syntax::object::Name<'_>>(key)
                .map(|name| name.as_str().to_owned())
                .unwrap_or_default()
        };
        scripts += usize::from(dict.contains_key(b"JS") || name(b"S") == "JavaScript");
        files += usize::from(dict.contains_key(b"EF") || name(b"Type") == "EmbeddedFile");
        notes += usize::from(
            matches!(
                name(b"Subtype").as_str(),
                "Text" | "FreeText" | "Highlight" | "Popup" | "StrikeOut" | "Underline" | "Ink" | "Stamp"
            ) && dict.contains_key(b"Rect"),
        );
        remote += usize::from(matches!(
            name(b"S").as_str(),
            "URI" | "SubmitForm" | "GoToR" | "ImportData"
        ));
        launch += usize::from(name(b"S") == "Launch" || name(b"Subtype") == "RichMedia");
        layers += usize::from(name(b"Type") == "OCG");
        if let Object::Stream(stream) = &object
            && name(b"Subtype") == "XML"
            && let Ok(packet) = stream.decoded()
        {
            marks::xmp(&String::from_utf8_lossy(&packet), out);
        }
    }
    for (count, what, words) in [
        (scripts, What::Macros, "scripts"),
        (launch, What::Macros, "actions that start programs or media"),
        (files, What::Embedded, "embedded files"),
        (notes, What::Comments, "notes on pages"),
        (remote, What::Remote, "links or forms"),
        (layers, What::HiddenText, "layers that can be switched off"),
    ] {
        if count > 0 {
            out.finding(what, &format!("{count} {words}"));
        }
    }
}

/// The text of a page in the order in which it is drawn: what is seen, and what
/// is drawn so that it is not (render mode 3, ISO 32000-2 9.3.6).
fn words(page: &Page<'_>, settings: &InterpreterSettings) -> (String, String) {
    let cache = InterpreterCache::new();
    let (width, height) = page.render_dimensions();
    let mut context = Context::new(
        Affine::IDENTITY,
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        &cache,
        page.xref(),
        settings.clone(),
    );
    let mut reader = Reader::default();
    interpret_page(page, &mut context, &mut reader);
    (reader.shown.text, reader.hidden.text)
}

/// A step down by more than this share of a letter's size is another line.
const LINE: f64 = 0.5;
/// By more than this, another paragraph: lines stand 1.0 to 1.5 sizes apart in
/// books, 2 in drafts with wide lines, which then are paragraphs of one line each.
const PARAGRAPH: f64 = 1.7;

/// Characters with where the last one stood, to part words and lines.
#[derive(Default)]
struct Line {
    text: String,
    at: Option<(f64, f64, f64)>,
}

impl Line {
    fn push(&mut self, word: &str, x: f64, y: f64, size: f64, advance: f64) {
        if let Some((last_x, last_y, last_advance)) = self.at {
            if (y - last_y).abs() > size * LINE {
                // a wider gap, or a way back up, begins a paragraph or a column
                let apart = last_y - y > size * PARAGRAPH || y - last_y > size * LINE;
                self.text.push_str(if apart { "\n\n" } else { "\n" });
            } else if x - last_x > last_advance + size * 0.15 && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
        self.text.push_str(word);
        self.at = Some((x, y, advance));
    }
}

#[derive(Default)]
struct Reader {
    shown: Line,
    hidden: Line,
}

impl<'a> Device<'a> for Reader {
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let Some(word) = glyph.as_unicode() else {
            return;
        };
        let word = match word {
            BfString::Char(one) => one.to_string(),
            BfString::String(several) => several,
        };
        let [_, b, _, d, x, y] = (transform * glyph_transform).as_coeffs();
        // glyphs are drawn in thousandths of the font's size
        let size = b.hypot(d) * 1000.0;
        let line = match mode {
            GlyphDrawMode::Invisible => &mut self.hidden,
            GlyphDrawMode::Fill | GlyphDrawMode::Stroke(_) => &mut self.shown,
        };
        if line.text.len() < crate::frame::TEXT_MAX {
            let advance = match glyph {
                Glyph::Outline(outline) => outline.advance_width().map(f64::from),
                Glyph::Type3(_) => None,
            };
            line.push(&word, x, y, size, size * advance.unwrap_or(600.0) / 1000.0);
        }
    }
}
