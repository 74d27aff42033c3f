//! Characters that show nothing, taken out with a way back.
//!
//! A zero-width space within a name hides it from every list; tag characters and
//! runs of variation selectors carry whole sentences that only a machine reads;
//! controls of direction show one word and store another. Default-ignorable code
//! points of Unicode (UAX #44) and control characters are taken out of the text
//! that is read, except where they belong to how a script or a picture is
//! written: joiners in Persian and in the scripts of India, selectors after a
//! pictograph or an ideograph, tags in the flag of a region.
//!
//! Taking out is a function of the text alone, so it can be done again over the
//! evidence: [`Cleaned::original`] leads from any byte of the clean text to its
//! byte in the text as it came.

use fyke_model::text::{FindingKind, Span};

/// Text without what shows nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Cleaned {
    /// What is left.
    pub text: String,
    /// What was taken out, in order.
    pub cuts: Vec<Cut>,
}

/// A run of characters that was taken out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cut {
    /// Byte of the clean text before which it stood.
    pub at: usize,
    /// Where it stood in the text as it came.
    pub was: Span,
}

impl Cleaned {
    /// The byte of the text as it came that a byte of the clean text was; a cut
    /// right before it is passed over.
    ///
    /// ```
    /// let cleaned = fyke_trawl::hostile::take_out("Po\u{200b}seidon").unwrap();
    /// assert_eq!(cleaned.text, "Poseidon");
    /// assert_eq!(cleaned.original(2), 5);
    /// ```
    pub fn original(&self, byte: usize) -> usize {
        let before = self.cuts.partition_point(|cut| cut.at <= byte);
        match before.checked_sub(1).and_then(|last| self.cuts.get(last)) {
            Some(cut) => cut.was.end + (byte - cut.at),
            None => byte,
        }
    }

    /// The byte of the clean text for a byte of the text as it came; what was
    /// taken out falls onto the place where it stood.
    pub fn clean(&self, byte: usize) -> usize {
        let before = self.cuts.partition_point(|cut| cut.was.start < byte);
        match before.checked_sub(1).and_then(|last| self.cuts.get(last)) {
            Some(cut) => cut.at + byte.saturating_sub(cut.was.end),
            None => byte,
        }
    }

    /// A span of the text as it came, in the clean text.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.clean(span.start), self.clean(span.end))
    }
}

/// The text without what shows nothing; none where there is nothing to take out,
/// which is nearly always.
pub fn take_out(text: &str) -> Option<Cleaned> {
    let first = text.char_indices().find(|&(_, c)| suspect(c))?.0;
    let mut cleaned = Cleaned {
        text: String::with_capacity(text.len()),
        cuts: Vec::new(),
    };
    cleaned.text.push_str(&text[..first]);
    let mut rest = &text[first..];
    let mut at = first;
    while let Some(c) = rest.chars().next() {
        let keep = if suspect(c) {
            kept(&cleaned, rest, at)
        } else {
            c.len_utf8()
        };
        if keep > 0 {
            cleaned.text.push_str(&rest[..keep]);
            (rest, at) = (&rest[keep..], at + keep);
            continue;
        }
        let end = at + c.len_utf8();
        match cleaned.cuts.last_mut() {
            Some(cut) if cut.was.end == at => cut.was.end = end,
            _ => cleaned.cuts.push(Cut {
                at: cleaned.text.len(),
                was: Span::new(at, end),
            }),
        }
        (rest, at) = (&rest[c.len_utf8()..], end);
    }
    (!cleaned.cuts.is_empty()).then_some(cleaned)
}

/// Whether a character shows nothing by itself.
pub(super) fn suspect(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{c}' | '\u{85}' | ' '..='~' => false,
        _ if c.is_control() => true,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0000}'..='\u{e0fff}' => true,
        _ => false,
    }
}

/// Bytes of the rest that stand rightly where they stand; 0 where the character
/// is to be taken out. `at` is the rest's place in the text as it came.
fn kept(cleaned: &Cleaned, rest: &str, at: usize) -> usize {
    let mut ahead = rest.chars();
    let Some(c) = ahead.next() else { return 0 };
    // what belongs to the letter before must follow it at once
    let torn = cleaned.cuts.last().is_some_and(|cut| cut.was.end == at);
    let before = match cleaned.text.chars().next_back() {
        Some(before) if !torn => before,
        _ => return 0,
    };
    let rightly = match c {
        '\u{200c}' | '\u{200d}' if joins(before) => ahead.next().is_some_and(joins),
        '\u{200d}' => (pictograph(before) || before == '\u{fe0f}') && ahead.next().is_some_and(pictograph),
        '\u{fe0e}' | '\u{fe0f}' => pictograph(before) || matches!(before, '#' | '*' | '0'..='9' | '©' | '®'),
        '\u{fe00}'..='\u{fe02}' | '\u{e0100}'..='\u{e01ef}' => ideograph(before),
        '\u{180b}'..='\u{180f}' => matches!(before, '\u{1800}'..='\u{18af}'),
        '\u{17b4}' | '\u{17b5}' => matches!(before, '\u{1780}'..='\u{17ff}'),
        '\u{1160}' | '\u{115f}' => matches!(before, '\u{1100}'..='\u{11ff}'),
        '\u{e0020}'..='\u{e007e}' if before == '\u{1f3f4}' => return flag(rest),
        _ => false,
    };
    if rightly { c.len_utf8() } else { 0 }
}

/// Letters of scripts that are written with joiners: Arabic, Syriac, N'Ko, those
/// of India, Sinhala, Myanmar, Khmer, Mongolian.
fn joins(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && !suspect(c)
}

/// Pictographs.
fn pictograph(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

fn ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Bytes of the tags of a region's flag (Scotland: `gbsct` and the end).
fn flag(rest: &str) -> usize {
    let tags = rest.chars().take(7);
    let mut length = 0;
    for (count, tag) in tags.enumerate() {
        length += tag.len_utf8();
        match tag {
            '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}' => {}
            '\u{e007f}' if count >= 3 => return length,
            _ => return 0,
        }
    }
    0
}

/// What a run that was taken out is, and what it says, escaped; none where it is
/// what honest typesetting leaves behind.
pub(super) fn told(run: &str, before: Option<char>, after: Option<char>, turned: bool) -> Option<Told> {
    let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    if let Some(words) = decoded(run) {
        return Some(Told {
            kind: FindingKind::Invisible,
            shown: format!("invisible characters that spell: {}", escaped(&words)),
            words: Some(words),
        });
    }
    let direction = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let over = |c: char| matches!(c, '\u{202d}' | '\u{202e}');
    // marks and isolates are everyday where a line runs from right to left
    if run.chars().any(over) || (!turned && run.chars().any(direction)) {
        return Some(Told {
            kind: FindingKind::Bidi,
            shown: format!("characters that turn the direction of text: {}", points(run)),
            words: None,
        });
    }
    let soft = |c: char| c == '\u{ad}';
    let mark = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}');
    let count = run.chars().count();
    let strange = count > 2 || (in_word && !run.chars().all(|c| soft(c) || mark(c)));
    let control = run.chars().any(char::is_control);
    (strange || control).then(|| Told {
        kind: FindingKind::Invisible,
        shown: format!("invisible characters: {}", points(run)),
        words: None,
    })
}

/// A finding in the making.
pub(super) struct Told {
    pub(super) kind: FindingKind,
    pub(super) shown: String,
    /// What the characters spell.
    pub(super) words: Option<String>,
}

/// Characters of a run that are decoded or shown; a smuggled book is not printed.
const SHOWN_CHARS: usize = 400;

/// What tag characters (ASCII, shifted) and variation selectors (one a byte)
/// spell, if they spell anything.
fn decoded(run: &str) -> Option<String> {
    let tags: String = run
        .chars()
        .filter(|c| matches!(c, '\u{e0020}'..='\u{e007e}'))
        .take(SHOWN_CHARS)
        .filter_map(|c| char::from_u32(c as u32 - 0xe0000))
        .collect();
    if tags.chars().any(char::is_alphanumeric) {
        return Some(tags);
    }
    let bytes: Vec<u8> = run
        .chars()
        .filter_map(|c| match c as u32 {
            n @ 0xfe00..=0xfe0f => Some((n - 0xfe00) as u8),
            n @ 0xe0100..=0xe01ef => Some((n - 0xe0100 + 16) as u8),
            _ => None,
        })
        .take(SHOWN_CHARS)
        .collect();
    if bytes.len() < 3 {
        return None;
    }
    let text = String::from_utf8_lossy(&bytes);
    let shown = text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').count();
    (shown * 2 > text.chars().count()).then(|| text.into_owned())
}

/// Text as it can be printed anywhere.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(SHOWN_CHARS) {
        if (suspect(c) || c.is_control()) && c != '\n' {
            out.push_str(&format!("[U+{:04X}]", c as u32));
        } else {
            out.push(if c == '\n' { ' ' } else { c });
        }
    }
    if text.chars().nth(SHOWN_CHARS).is_some() {
        out.push('…');
    }
    out
}

fn points(run: &str) -> String {
    let mut names: Vec<String> = run
        .chars()
        .take(8)
        .map(|c| format!("U+{:04X}", c as u32))
        .collect();
    let more = run.chars().count().saturating_sub(8);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(" ")
}
