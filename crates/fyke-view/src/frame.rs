//! What the child may say: frames of a tag, a length and a payload.
//!
//! ```text
//! frame   = tag u8 ‖ length u32 big-endian ‖ payload
//! 'K'       kind of the file, at most 32 bytes of a-z 0-9 -
//! 'P'       width u32 ‖ height u32 ‖ width * height * 3 bytes of RGB
//! 'T'       label length u8 ‖ label ‖ UTF-8: text that a reader of the file sees
//! 'U'       the same: text that they do not
//! 'F'       code u8 ‖ detail, UTF-8, at most 300 bytes
//! 'E'       nothing: the child came to its end
//! ```
//!
//! The child decoded a stranger's file and may be the stranger's by now. So this
//! reader believes nothing: every length is checked against what is left and
//! against the limits, text is stripped of characters that steer a terminal or
//! turn the line round, and a child that never said `E` has died.

use crate::finding::{Finding, What};
use crate::{Limits, Page, View, picture};

/// Pixels of a picture at most.
pub const PIXELS_MAX: u64 = 6_000_000;
/// Bytes of a text frame at most.
pub const TEXT_MAX: usize = 2 << 20;
/// Bytes of a finding's detail at most.
pub const DETAIL_MAX: usize = 300;
/// Findings that are kept.
const FINDINGS_MAX: usize = 200;

/// A child that does not speak as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "byte {at} of what the child said: {what}; the file may have taken the child over: do not open it elsewhere"
)]
pub struct Malformed {
    /// Offset in its output, in bytes.
    pub at: usize,
    /// What is wrong there.
    pub what: &'static str,
}

/// One frame, for the child's side.
#[cfg(feature = "child")]
pub fn frame(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(length + 5);
    out.push(tag);
    out.extend_from_slice(&u32::try_from(length).unwrap_or(0).to_be_bytes());
    parts.iter().for_each(|part| out.extend_from_slice(part));
    out
}

/// Everything a child said, as a view; the second value is whether it came to
/// its end.
///
/// # Errors
/// A frame that is none. What came before it is not to be trusted either.
pub fn read_all(said: &[u8], limits: &Limits) -> Result<(View, bool), Malformed> {
    let mut view = View {
        kind: "unknown".to_owned(),
        pages: Vec::new(),
        findings: Vec::new(),
    };
    let mut at = 0;
    while at < said.len() {
        let wrong = |what| Malformed { at, what };
        let (tag, payload) = match said.get(at..at + 5) {
            Some(&[tag, a, b, c, d]) => {
                let length = u32::from_be_bytes([a, b, c, d]) as usize;
                let end = (at + 5).checked_add(length).ok_or(wrong("a length past all"))?;
                match said.get(at + 5..end) {
                    Some(payload) => (tag, payload),
                    // cut in the middle: it died, and what it said before stands
                    None => break,
                }
            }
            _ => break,
        };
        match tag {
            b'K' => view.kind = kind(payload).ok_or(wrong("a kind that is no word"))?,
            b'P' if view.pages.len() < limits.pages => {
                view.pages.push(pixels(payload).map_err(wrong)?);
            }
            b'T' | b'U' if view.pages.len() < limits.pages => {
                let (label, text, hidden) = text(payload).map_err(wrong)?;
                view.pages.push(match tag {
                    b'T' => Page::Text { label, text },
                    _ => Page::Unseen { label, text },
                });
                if hidden > 0 {
                    view.findings.push(Finding {
                        what: What::HiddenText,
                        detail: format!("{hidden} characters that turn or steer a line, taken out"),
                    });
                }
            }
            b'P' | b'T' | b'U' => return Err(wrong("more pages than were asked for")),
            b'F' if view.findings.len() < FINDINGS_MAX => {
                view.findings.push(finding(payload).map_err(wrong)?);
            }
            b'F' => {}
            b'E' if payload.is_empty() && at + 5 == said.len() => {
                sorted(&mut view.findings);
                return Ok((view, true));
            }
            b'E' => return Err(wrong("words after the end")),
            _ => return Err(wrong("an unknown tag")),
        }
        at += 5 + payload.len();
    }
    sorted(&mut view.findings);
    Ok((view, false))
}

fn sorted(findings: &mut Vec<Finding>) {
    findings.sort();
    findings.dedup();
}

fn kind(payload: &[u8]) -> Option<String> {
    let word = std::str::from_utf8(payload).ok()?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (!word.is_empty() && word.len() <= 32 && word.chars().all(plain)).then(|| word.to_owned())
}

fn pixels(payload: &[u8]) -> Result<Page, &'static str> {
    let (head, rgb) = payload.split_at_checked(8).ok_or("a picture without a size")?;
    let number = |at: usize| {
        head.get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok())
            .map_or(0, u32::from_be_bytes)
    };
    let (width, height) = (number(0), number(4));
    let count = u64::from(width) * u64::from(height);
    if count == 0 || count > PIXELS_MAX {
        return Err("a picture of no size, or too large a one");
    }
    if count * 3 != rgb.len() as u64 {
        return Err("a picture whose size is not that of its pixels");
    }
    Ok(Page::Picture {
        width,
        height,
        png: picture::png(width, height, rgb),
    })
}

fn text(payload: &[u8]) -> Result<(String, String, usize), &'static str> {
    let (length, rest) = payload.split_first().ok_or("a text without a label")?;
    let (label, body) = rest
        .split_at_checked(usize::from(*length))
        .ok_or("a label longer than its frame")?;
    if body.len() > TEXT_MAX {
        return Err("a text longer than any may be");
    }
    let body = std::str::from_utf8(body).map_err(|_| "a text that is not UTF-8")?;
    let label = std::str::from_utf8(label).map_err(|_| "a label that is not UTF-8")?;
    let (text, taken) = plain(body);
    Ok((plain(label).0, text, taken))
}

fn finding(payload: &[u8]) -> Result<Finding, &'static str> {
    let (code, detail) = payload.split_first().ok_or("a finding without a code")?;
    let what = What::of(*code).ok_or("a finding of no kind")?;
    if detail.len() > DETAIL_MAX {
        return Err("a finding longer than any may be");
    }
    let detail = std::str::from_utf8(detail).map_err(|_| "a finding that is not UTF-8")?;
    Ok(Finding {
        what,
        detail: plain(detail).0.replace(['\n', '\t'], " "),
    })
}

/// Text without what steers a terminal or a line, and how many characters went:
/// controls (C0, C1), direction marks and isolates, zero-width and tag characters.
fn plain(text: &str) -> (String, usize) {
    let mut taken = 0;
    let kept = text
        .chars()
        .filter(|c| {
            let steers = (c.is_control() && !matches!(c, '\n' | '\t'))
                || matches!(*c,
                    '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
                    | '\u{061c}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{fff9}'..='\u{fffb}');
            taken += usize::from(steers && *c != '\r');
            !steers
        })
        .collect();
    (kept, taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(parts: &[(u8, &[u8])]) -> Vec<u8> {
        let mut out = Vec::new();
        for (tag, payload) in parts {
            out.push(*tag);
            out.extend_from_slice(&(payload.len() as u32).to_be_bytes());
            out.extend_from_slice(payload);
        }
        out
    }

    #[test]
    fn a_child_that_speaks_as_written() {
        let said = said(&[
            (b'K', b"pdf"),
            (b'P', b"\0\0\0\x02\0\0\0\x01abcdef"),
            (b'T', "\x04textone\u{202e}two\n".as_bytes()),
            (b'F', b"\x01here"),
            (b'E', b""),
        ]);
        let (view, whole) = read_all(&said, &Limits::default()).unwrap();
        assert!(whole);
        assert_eq!(view.kind, "pdf");
        assert_eq!(format!("{:?}", view.pages), "[Picture(2 x 1), Text(7 bytes)]");
        let told: Vec<String> = view.findings.iter().map(Finding::to_string).collect();
        assert_eq!(
            told,
            [
                "it says where it was made (coordinates): here",
                "it holds text that is not shown: 1 characters that turn or steer a line, taken out",
            ]
        );
    }

    #[test]
    fn every_lie_of_a_child_is_refused_or_cut() {
        for (parts, words) in [
            (said(&[(b'P', b"\0\0\xff\xff\0\0\xff\xffabc")]), "too large"),
            (
                said(&[(b'P', b"\0\0\0\x02\0\0\0\x02abc")]),
                "not that of its pixels",
            ),
            (said(&[(b'P', b"\0\0\0\x02")]), "without a size"),
            (said(&[(b'T', b"\xffab")]), "longer than its frame"),
            (said(&[(b'T', b"\x00\xff\xfe")]), "not UTF-8"),
            (said(&[(b'F', b"\xc8")]), "no kind"),
            (said(&[(b'K', b"P D F")]), "no word"),
            (said(&[(b'Q', b"")]), "unknown tag"),
            (said(&[(b'E', b""), (b'K', b"pdf")]), "after the end"),
        ] {
            let error = read_all(&parts, &Limits::default()).unwrap_err().to_string();
            assert!(error.contains(words), "{error} lacks {words}");
        }
        let cut = said(&[(b'K', b"pdf"), (b'T', b"\x00abc")]);
        let (view, whole) = read_all(&cut[..cut.len() - 1], &Limits::default()).unwrap();
        assert!(!whole && view.pages.is_empty() && view.kind == "pdf");
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_view_or_a_refusal(said in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_all(&said, &Limits::default());
        }

        #[test]
        fn frames_with_lies_are_a_view_or_a_refusal(
            parts in prop::collection::vec((prop::sample::select(b"KPTUFE".to_vec()), prop::collection::vec(any::<u8>(), 0..40)), 0..8)
        ) {
            let parts: Vec<(u8, &[u8])> = parts.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
            let _ = read_all(&said(&parts), &Limits::default());
        }
    }
}
