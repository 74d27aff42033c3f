//! Which letters the bytes stand for: a byte order mark, then what the transport or
//! the page says, then UTF-8 if it is that, then a guess (chardetng, Firefox's).
//! The order is that of the Encoding Standard and of HTML 13.2.3.2, except that
//! bytes that are valid UTF-8 with letters beyond ASCII are UTF-8 whatever a page
//! says: a wrong label is common, and such bytes by chance are not.

use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// Bytes in which a page must say its encoding (HTML: 1,024; real pages: later).
const PRESCAN: usize = 4_096;
/// Bytes a guess is made from.
const GUESS: usize = 256 * 1024;

/// The text. `label`: what the transport says.
pub fn text<'a>(bytes: &'a [u8], label: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[]))
            .0;
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let said = label
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .or_else(|| in_page(bytes));
    let encoding = match said {
        Some(encoding) if encoding != UTF_8 => encoding,
        // says UTF-8, or nothing: a few bad bytes do not make it another encoding
        _ if mostly_utf8(bytes) => UTF_8,
        _ => {
            let mut guess = chardetng::EncodingDetector::new();
            guess.feed(bytes.get(..GUESS).unwrap_or(bytes), true);
            guess.guess(None, true)
        }
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// At least nineteen of twenty bytes beyond ASCII stand in whole sequences.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let bytes = bytes.get(..GUESS).unwrap_or(bytes);
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0x80).count();
        bad += chunk.invalid().len();
    }
    good > 19 * bad
}

/// `charset=` in the head of a page, `encoding=` in an XML declaration.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    for key in [b"charset=".as_slice(), b"encoding="] {
        if let Some(at) = memchr::memmem::find(&head, key) {
            let value = head.get(at + key.len()..)?;
            let value = value
                .strip_prefix(b"\"")
                .or_else(|| value.strip_prefix(b"'"))
                .unwrap_or(value);
            let end = value
                .iter()
                .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')))
                .unwrap_or(value.len());
            if let Some(encoding) = Encoding::for_label(&value[..end]) {
                return Some(encoding);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn letters_are_read_in_the_encoding_they_were_written_in() {
        assert_eq!(
            text("Порт открыт".as_bytes(), Some("windows-1251")),
            "Порт открыт"
        );
        let cyrillic = encoding_rs::WINDOWS_1251
            .encode("<meta charset=windows-1251>Порт открыт")
            .0
            .into_owned();
        assert!(text(&cyrillic, None).ends_with("Порт открыт"));
        let bare = encoding_rs::WINDOWS_1251
            .encode("Начальник порта открыл ворота в среду, сказав, что рады каждому")
            .0
            .into_owned();
        assert!(text(&bare, None).starts_with("Начальник порта"));
        assert_eq!(text(b"\xff\xfeg\0a\0t\0e\0", None), "gate");
        assert_eq!(text(b"caf\xe9", Some("iso-8859-1")), "café");
    }
}
