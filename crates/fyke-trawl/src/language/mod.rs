//! The language of a block, and whether anything here reads it.
//!
//! Three steps, from cheap to dear: the script and its tell-tale letters decide
//! what letters can decide (`letters`); the small words of fourteen languages
//! of the Latin script vote (`words`); what they leave open is asked of
//! whatlang's trigrams (Cavnar and Trenkle 1994). A block that is too short for
//! an answer gets none: a wrong language is worse than a missing one, since it
//! silences every reader after it.
//!
//! A language that nothing here reads is said so ([`mark`] adds a finding) and is
//! never run through the rules of English: that was a year-long silent fault of
//! other readers of the field (ICIJ/datashare#1926).

mod letters;
mod words;

use fyke_model::text::{Block, BlockKind, Document, Finding, FindingKind, Span};
use letters::{Letters, Script};

/// What marks the language.
pub const BY: &str = "language letters and words 1, whatlang 0.18";

/// Characters of a block that are looked at. A paragraph of news has a few
/// hundred; ten times as many change no answer, and a block of a hundred
/// megabytes must not cost more than its share.
const SAMPLE_CHARS: usize = 1_500;

/// Fewer letters than these say nothing about a language, unless the script is
/// that of one language alone.
const LETTERS_MIN: usize = 20;

/// Trigrams are believed from this many letters on, below only when they are sure.
const TRIGRAM_LETTERS: usize = 60;

/// Marks the language of each block that is read, and adds a finding for each
/// run of blocks in a language that no rule or model here reads. Marks of an
/// earlier call are replaced.
///
/// ```
/// use fyke_model::text::{Block, BlockKind, Document, FindingKind, Span};
/// let text = "Завод був зупинений, і ніхто не знав, коли він запрацює знову.";
/// # let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Body, language: None };
/// # let mut document = Document::of(text, vec![block]);
/// fyke_trawl::language::mark(&mut document);
/// assert_eq!(document.blocks[0].language.as_deref(), Some("uk"));
/// assert_eq!(document.findings[0].kind, FindingKind::NoModel);
/// ```
pub fn mark(document: &mut Document) {
    document
        .findings
        .retain(|finding| finding.kind != FindingKind::NoModel);
    let text = &document.text;
    for block in &mut document.blocks {
        block.language = match block.kind {
            BlockKind::Body | BlockKind::Heading => block.span.of(text).and_then(of).map(str::to_string),
            BlockKind::Boilerplate(_) => None,
        };
    }
    document.findings.extend(unread(&document.blocks));
}

/// One finding for each run of blocks of a language that is not read.
fn unread(blocks: &[Block]) -> Vec<Finding> {
    let mut runs: Vec<(&str, Span)> = Vec::new();
    let read = blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Boilerplate(_)));
    let mut open = false;
    for block in read {
        let Some(code) = block.language.as_deref() else {
            continue;
        };
        match runs.last_mut() {
            Some((last, span)) if open && *last == code => *span = Span::new(span.start, block.span.end),
            _ if !reads(code) => runs.push((code, block.span)),
            _ => {}
        }
        open = !reads(code);
    }
    let finding = |(code, span): (&str, Span)| Finding {
        kind: FindingKind::NoModel,
        span: Some(span),
        shown: format!("{code}: nothing here reads this language; the text is kept as it is"),
    };
    runs.into_iter().map(finding).collect()
}

/// The language that most of the document's text is in; none where no block is
/// long enough.
pub fn main_of(document: &Document) -> Option<&str> {
    let mut sizes: std::collections::BTreeMap<&str, usize> = Default::default();
    for block in &document.blocks {
        if let Some(code) = block.language.as_deref() {
            *sizes.entry(code).or_default() += block.span.len();
        }
    }
    let largest = sizes
        .into_iter()
        .max_by_key(|&(code, size)| (size, std::cmp::Reverse(code)));
    largest.map(|(code, _)| code)
}

/// Whether the rules and models here read a language (ISO 639-1).
///
/// ```
/// assert!(fyke_trawl::language::reads("en"));
/// assert!(!fyke_trawl::language::reads("uk"));
/// ```
pub fn reads(code: &str) -> bool {
    code == "en"
}

/// The language of a piece of text, ISO 639-1 (ISO 639-3 where there is no
/// shorter code, as for Central Kurdish); none where it is too short to tell.
///
/// ```
/// use fyke_trawl::language::of;
/// assert_eq!(of("The factory was shut down, and nobody knew for how long."), Some("en"));
/// assert_eq!(of("Завод был остановлен, и никто не знал, на сколько."), Some("ru"));
/// assert_eq!(of("OK"), None);
/// ```
pub fn of(text: &str) -> Option<&'static str> {
    let sample = match text.char_indices().nth(SAMPLE_CHARS) {
        Some((end, _)) => &text[..end],
        None => text,
    };
    let letters = Letters::of(sample);
    let (script, count) = letters.most()?;
    if let Some(code) = letters.alone(script) {
        return (count >= 3).then_some(code);
    }
    if count < LETTERS_MIN {
        return None;
    }
    match script {
        Script::Cyrillic => letters.cyrillic().or_else(|| words::cyrillic(sample)),
        Script::Arabic => Some(letters.arabic()),
        Script::Latin => words::latin(sample).or_else(|| trigrams(sample, count)),
        _ => trigrams(sample, count),
    }
}

/// What whatlang says, where it may be believed.
fn trigrams(sample: &str, letters: usize) -> Option<&'static str> {
    let info = whatlang::detect(sample)?;
    let sure = match letters {
        0..TRIGRAM_LETTERS => info.confidence() >= 0.95,
        _ => info.is_reliable() || info.confidence() >= 0.5,
    };
    sure.then(|| short(info.lang())).flatten()
}

/// ISO 639-1 of what whatlang names in ISO 639-3.
fn short(lang: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang::*;
    Some(match lang {
        Afr => "af",
        Aka => "ak",
        Amh => "am",
        Aze => "az",
        Cat => "ca",
        Ces => "cs",
        Dan => "da",
        Deu => "de",
        Eng => "en",
        Epo => "eo",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Ind => "id",
        Ita => "it",
        Jav => "jv",
        Lat => "la",
        Lav => "lv",
        Lit => "lt",
        Mar => "mr",
        Nep => "ne",
        Nld => "nl",
        Nob => "nb",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Slk => "sk",
        Slv => "sl",
        Sna => "sn",
        Spa => "es",
        Swe => "sv",
        Tgl => "tl",
        Tuk => "tk",
        Tur => "tr",
        Uzb => "uz",
        Vie => "vi",
        Zul => "zu",
        _ => return None,
    })
}
