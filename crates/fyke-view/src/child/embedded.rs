//! Bytes that stand behind the end of a picture, or that begin another file.

use super::out::Out;
use crate::What;
use image::ImageFormat;

/// Bytes behind the end that are padding at most.
const PADDING: usize = 64;

/// Names what follows the end of a JPEG, PNG or GIF.
pub fn behind_the_end(file: &[u8], format: ImageFormat, out: &Out) {
    let end = match format {
        ImageFormat::Png => png_end(file),
        ImageFormat::Jpeg => last(file, &[0xff, 0xd9]),
        ImageFormat::Gif => last(file, &[0x00, 0x3b]),
        _ => None,
    };
    let Some(behind) = end.and_then(|end| file.get(end..)) else {
        return;
    };
    if behind.len() > PADDING || super::marks::find(behind, b"PK\x03\x04").is_some() {
        out.finding(
            What::Embedded,
            &format!("{} bytes behind the end of the picture", behind.len()),
        );
    }
}

/// Behind `IEND`, by walking the chunks.
fn png_end(file: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let length = file.get(at..at + 4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let name = file.get(at + 4..at + 8)?;
        at = at.checked_add(length)?.checked_add(12)?;
        if name == b"IEND" {
            return Some(at);
        }
    }
}

fn last(file: &[u8], mark: &[u8; 2]) -> Option<usize> {
    file.windows(2)
        .rposition(|window| window == mark)
        .map(|at| at + 2)
}
