//! Plain text in whatever encoding, and bytes where nothing else is left.

use super::out::Out;
use crate::What;
use std::fmt::Write;

/// Bytes of an unknown file that are shown as hex.
const HEX_MAX: usize = 4096;
/// A run of printable characters that is worth showing.
const STRING_MIN: usize = 6;

/// Whether bytes are text: no zero bytes but those of UTF-16, few controls.
pub fn reads_as_text(file: &[u8]) -> bool {
    if file.starts_with(&[0xff, 0xfe]) || file.starts_with(&[0xfe, 0xff]) {
        return file.len().is_multiple_of(2);
    }
    let head = file.get(..file.len().min(1 << 16)).unwrap_or(file);
    let controls = head
        .iter()
        .filter(|byte| **byte < 32 && !matches!(byte, b'\n' | b'\r' | b'\t' | 12))
        .count();
    !head.contains(&0) && controls * 50 <= head.len()
}

/// Decoded, with the name of the encoding.
pub fn decoded(file: &[u8]) -> (String, &'static str) {
    let encoding = match encoding_rs::Encoding::for_bom(file) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(file).is_ok() => encoding_rs::UTF_8,
        None => {
            let mut guess = chardetng::EncodingDetector::new();
            guess.feed(file, true);
            guess.guess(None, true)
        }
    };
    let (text, used, _) = encoding.decode(file);
    (text.into_owned(), used.name())
}

/// Text as text; markup stays markup: nothing here interprets it.
pub fn look(file: &[u8], out: &mut Out) -> Option<()> {
    let (text, encoding) = decoded(file);
    if encoding != "UTF-8" {
        out.finding(
            What::Device,
            &format!("written in {encoding}, which tells where its program is used"),
        );
    }
    for line in text.lines().take(200) {
        let lower = line.to_ascii_lowercase();
        if [
            "from:",
            "received:",
            "x-originating-ip:",
            "message-id:",
            "reply-to:",
        ]
        .iter()
        .any(|head| lower.starts_with(head))
        {
            out.finding(What::Author, line);
        }
    }
    super::marks::words(&text, out);
    out.text("text", &text);
    Some(())
}

/// The first bytes as hex, and every run of printable characters.
pub fn bytes(file: &[u8], out: &mut Out) {
    let mut hex = String::new();
    for (at, line) in file.chunks(16).take(HEX_MAX / 16).enumerate() {
        let _ = write!(hex, "{:06x} ", at * 16);
        for byte in line {
            let _ = write!(hex, " {byte:02x}");
        }
        let shown: String = line
            .iter()
            .map(|byte| {
                if byte.is_ascii_graphic() {
                    *byte as char
                } else {
                    '.'
                }
            })
            .collect();
        let _ = writeln!(hex, "{:>pad$}{shown}", "", pad = (16 - line.len()) * 3 + 2);
    }
    out.unseen("hex", &hex);
    let mut strings = String::new();
    for run in file.split(|byte| !(byte.is_ascii_graphic() || *byte == b' ')) {
        if run.len() >= STRING_MIN && strings.len() < crate::frame::TEXT_MAX / 4 {
            strings.push_str(&String::from_utf8_lossy(run));
            strings.push('\n');
        }
    }
    out.unseen("strings", &strings);
}
