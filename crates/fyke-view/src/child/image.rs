//! Pictures: decoded under limits, made smaller, turned upright; their notes read.
//!
//! What a picture notes besides its pixels: Exif 2.32 (device, place, moment,
//! serial numbers), text chunks, a thumbnail that may show what was cut away, and
//! bytes behind its end.

use super::out::Out;
use super::{embedded, marks};
use crate::What;
use crate::frame::PIXELS_MAX;
use exif::{Context, In, Tag};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The longest side of a picture as it is shown, in pixels.
const SIDE_MAX: u32 = 2000;

/// Decodes, shows, and names what it notes.
pub fn look(file: &[u8], format: ImageFormat, out: &mut Out) -> Option<()> {
    notes(file, out);
    embedded::behind_the_end(file, format, out);
    let picture = decoded(file, format)?;
    show(&picture, out);
    Some(())
}

/// A picture upright, within limits.
pub fn decoded(file: &[u8], format: ImageFormat) -> Option<DynamicImage> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    limits.max_alloc = Some(192 << 20);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    Some(picture)
}

/// Hands a picture over, made smaller where it is large.
pub fn show(picture: &DynamicImage, out: &mut Out) {
    let large = picture.width() > SIDE_MAX
        || picture.height() > SIDE_MAX
        || u64::from(picture.width()) * u64::from(picture.height()) > PIXELS_MAX;
    let rgb = match large {
        true => picture.thumbnail(SIDE_MAX, SIDE_MAX).to_rgb8(),
        false => picture.to_rgb8(),
    };
    dots(&rgb, out);
    out.pixels(rgb.width(), rgb.height(), rgb.as_raw());
}

/// A page that came from paper: mostly near white. Colour printers mark pages with
/// a grid of yellow dots a tenth of a millimetre wide (Electronic Frontier
/// Foundation, *List of printers which do or do not display tracking dots*), so
/// small yellow marks on near white are named; none seen proves nothing.
fn dots(rgb: &image::RgbImage, out: &mut Out) {
    let count = (rgb.width() as usize) * (rgb.height() as usize);
    let mut white = 0usize;
    let mut yellow = 0usize;
    for pixel in rgb.pixels() {
        let [r, g, b] = pixel.0;
        let least = r.min(g);
        white += usize::from(least > 200 && b > 190);
        yellow += usize::from(least > 190 && b < 180 && least - b > 25);
    }
    if count < 250_000 || white * 2 < count {
        return;
    }
    let share = yellow as f64 / count as f64;
    if (0.000_01..0.02).contains(&share) {
        out.finding(
            What::PrinterDots,
            &format!("{yellow} small yellow marks on near white"),
        );
    } else {
        out.finding(
            What::PrinterDots,
            "near white like paper; no yellow marks stand out at this size",
        );
    }
}

fn notes(file: &[u8], out: &mut Out) {
    let read = exif::Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(file));
    let found = match read {
        Ok(found) => Some(found),
        Err(exif::Error::PartialResult(partial)) => Some(partial.into_inner().0),
        Err(_) => None,
    };
    if let Some(found) = found {
        fields(&found, out);
    }
    for chunk in [&b"tEXt"[..], b"iTXt", b"zTXt"] {
        if file.starts_with(b"\x89PNG") && marks::find(file, chunk).is_some() {
            out.finding(What::Comments, "a text chunk of PNG");
        }
    }
}

fn fields(found: &exif::Exif, out: &mut Out) {
    let mut place = Vec::new();
    let mut exif_seen = false;
    for field in found.fields() {
        exif_seen = true;
        let shown = || format!("{}: {}", field.tag, field.display_value());
        if field.ifd_num == In::THUMBNAIL {
            continue;
        }
        match field.tag {
            tag if tag.context() == Context::Gps => place.push(shown()),
            Tag::Make | Tag::Model | Tag::Software | Tag::LensModel | Tag::LensMake => {
                out.finding(What::Device, &shown());
            }
            Tag::Artist | Tag::Copyright | Tag::CameraOwnerName => out.finding(What::Author, &shown()),
            Tag::DateTime | Tag::DateTimeOriginal | Tag::DateTimeDigitized | Tag::OffsetTime => {
                out.finding(What::Moment, &shown());
            }
            Tag::BodySerialNumber | Tag::LensSerialNumber | Tag::ImageUniqueID => {
                out.finding(What::Unique, &shown());
            }
            Tag::MakerNote => out.finding(What::Unique, "a maker's note, which often holds serial numbers"),
            Tag::UserComment | Tag::ImageDescription => out.finding(What::Comments, &shown()),
            _ => {}
        }
    }
    if !place.is_empty() {
        out.finding(What::Place, &place.join(", "));
    }
    if found
        .get_field(Tag::JPEGInterchangeFormat, In::THUMBNAIL)
        .is_some()
    {
        out.finding(What::Thumbnail, "in Exif; it may show what was cut away");
    }
    if exif_seen {
        out.finding(What::Device, "an Exif block");
    }
}
