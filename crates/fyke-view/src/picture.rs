//! Pixels as PNG: three chunks and nothing else.
//!
//! The child never writes a picture file that a person's viewer would read. This
//! side writes one from checked pixels, in the plainest form there is (8-bit RGB,
//! filter 1 on every line), with no time, no text, no profile. Format: W3C
//! *Portable Network Graphics (PNG) Specification*, third edition, 5 and 11.

use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// A PNG of `width * height * 3` bytes of RGB; bytes that are missing are black.
pub fn png(width: u32, height: u32, rgb: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::with_capacity(13);
    head.extend_from_slice(&width.to_be_bytes());
    head.extend_from_slice(&height.to_be_bytes());
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    chunk(&mut out, b"IHDR", &head);
    chunk(&mut out, b"IDAT", &packed(width, height, rgb));
    chunk(&mut out, b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], body: &[u8]) {
    out.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut crc = Crc::new();
    crc.update(name);
    crc.update(body);
    out.extend_from_slice(name);
    out.extend_from_slice(body);
    out.extend_from_slice(&crc.sum().to_be_bytes());
}

fn packed(width: u32, height: u32, rgb: &[u8]) -> Vec<u8> {
    let stride = width as usize * 3;
    let mut lines = Vec::with_capacity((stride + 1) * height as usize);
    for y in 0..height as usize {
        lines.push(1);
        let line = rgb.get(y * stride..).unwrap_or_default();
        for x in 0..stride {
            let here = line.get(x).copied().unwrap_or_default();
            let left = match x {
                0..3 => 0,
                _ => line.get(x - 3).copied().unwrap_or_default(),
            };
            lines.push(here.wrapping_sub(left));
        }
    }
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    // a vector takes every write
    let _ = zlib.write_all(&lines);
    zlib.finish().unwrap_or_default()
}
