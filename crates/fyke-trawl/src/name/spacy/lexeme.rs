//! What the network sees of a word: its normal form, first character, last
//! three, and shape, each as a number, each number as four rows of a table.
//!
//! A string's number is MurmurHash64A of its UTF-8 with seed 1, except that the
//! 457 strings which spaCy has as symbols take their place among them: the
//! shape X of every single capital is symbol 101, and a network that saw its
//! hash instead would read another row (76 wrong entities in 14,060).
//! Rows are chosen by the four words of a 128-bit Murmur hash of that number.

use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Symbols in runs of consecutive numbers: the number of the first, and names.
const SYMBOLS: &[(u64, &str)] = &[
    (
        1,
        "IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL IS_STOP \
         IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY",
    ),
    (
        64,
        "ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START SPACY \
         PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE",
    ),
    (
        380,
        "PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY \
         ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj csubjpass \
         dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number oprd obj \
         obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp acl \
         ENT_KB_ID MORPH ENT_ID IDX _",
    ),
];
/// Names with a number in them: what they begin with, how many digits, the
/// first number, and the symbol of that one.
const NUMBERED: &[(&str, usize, u64, u64, u64)] = &[("FLAG", 2, 19, 63, 19), ("DEPRECATED", 3, 1, 276, 104)];

static SYMBOL: LazyLock<FxHashMap<String, u64>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for &(first, names) in SYMBOLS {
        table.extend(
            (first..)
                .zip(names.split_ascii_whitespace())
                .map(|(n, name)| (name.to_owned(), n)),
        );
    }
    for &(head, digits, from, to, first) in NUMBERED {
        table.extend((from..=to).map(|n| (format!("{head}{n:0digits$}"), first + n - from)));
    }
    table
});

/// Normal forms that spaCy's vocabulary has for every language.
const BASE_NORMS: &[(&str, &str)] = &[
    ("'s", "'s"),
    ("'S", "'s"),
    ("’s", "'s"),
    ("’S", "'s"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("”", "\""),
    ("“", "\""),
    ("''", "\""),
    ("``", "\""),
    ("´´", "\""),
    ("„", "\""),
    ("»", "\""),
    ("«", "\""),
    ("‘‘", "\""),
    ("’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。", "."),
    ("।", "."),
    ("…", "..."),
    ("—", "-"),
    ("–", "-"),
    ("--", "-"),
    ("---", "-"),
    ("——", "-"),
    ("€", "$"),
    ("£", "$"),
    ("¥", "$"),
    ("฿", "$"),
    ("US$", "$"),
    ("C$", "$"),
    ("A$", "$"),
    ("₺", "$"),
    ("₹", "$"),
    ("৳", "$"),
    ("₩", "$"),
    ("Mex$", "$"),
    ("₣", "$"),
    ("E£", "$"),
];

static BASE_NORM: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| BASE_NORMS.iter().copied().collect());

/// The four numbers of a word, in the order of the tables.
pub(super) fn features(word: &str, norm: Option<&str>, norms: &FxHashMap<u64, String>) -> [u64; 4] {
    let norm = match norm {
        Some(norm) => Cow::Borrowed(norm),
        None => normal(word, norms),
    };
    let first = word.chars().next().map_or(0, char::len_utf8);
    let last = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    [
        number(&norm),
        number(word.get(..first).unwrap_or_default()),
        number(word.get(last..).unwrap_or_default()),
        number(&shape(word)),
    ]
}

/// The normal form of a word that no exception gave one: the model's table,
/// then the one of every language, then small letters.
fn normal<'a>(word: &'a str, norms: &'a FxHashMap<u64, String>) -> Cow<'a, str> {
    if let Some(norm) = norms.get(&number(word)) {
        return Cow::Borrowed(norm);
    }
    match BASE_NORM.get(word) {
        Some(norm) => Cow::Borrowed(norm),
        None => crate::token::lower(word),
    }
}

/// A string's number.
pub(super) fn number(text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    match SYMBOL.get(text) {
        Some(&symbol) => symbol,
        None => murmur64a(text.as_bytes()),
    }
}

/// A word of this many characters or more has one shape.
const LONG_CHARS: usize = 100;
/// A run of like characters is told by so many of them.
const RUN_MAX: usize = 4;

/// X for capitals, x for other letters, d for digits, else the character; runs
/// cut at four.
fn shape(word: &str) -> String {
    if word.chars().nth(LONG_CHARS - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for c in word.chars() {
        let kind = match c {
            'a'..='z' => 'x',
            'A'..='Z' => 'X',
            '0'..='9' => 'd',
            _ if c.is_ascii() => c,
            _ if c.is_alphabetic() && !is_mark_alphabetic(c) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            _ if c.is_numeric() && is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < RUN_MAX {
            shape.push(kind);
        }
    }
    shape
}

/// Alphabetic to Unicode, no letter to Python: marks, circled letters, numbers
/// that are letters.
fn is_mark_alphabetic(c: char) -> bool {
    c.is_numeric() || matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{345}' | '\u{1f130}'..='\u{1f189}')
}

/// Digits to Python beyond ASCII: superscripts, circled, those of other scripts.
fn is_digit(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}' | '\u{2460}'..='\u{2468}'
        | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{966}'..='\u{96f}' | '\u{ff10}'..='\u{ff19}')
}

/// `MurmurHash64A` with seed 1 (Austin Appleby, public domain).
fn murmur64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut h = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let mut eights = bytes.chunks_exact(8);
    for eight in &mut eights {
        let mut k = little(eight).wrapping_mul(M);
        k ^= k >> 47;
        h = (h ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    let rest = eights.remainder();
    if !rest.is_empty() {
        h = (h ^ little(rest)).wrapping_mul(M);
    }
    h ^= h >> 47;
    h = h.wrapping_mul(M);
    h ^ h >> 47
}

fn little(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b))
}

/// The rows of a table that a number chooses: `MurmurHash3_x64_128` of its eight
/// bytes, as four words of 32 bits.
pub(super) fn rows(number: u64, seed: u32, height: usize) -> [usize; 4] {
    let seed = u64::from(seed);
    let mut h1 = number
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f)
        ^ seed
        ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    (h1, h2) = (mixed(h1), mixed(h2));
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    let height = height.max(1) as u64;
    [h1 & 0xffff_ffff, h1 >> 32, h2 & 0xffff_ffff, h2 >> 32]
        .map(|word| usize::try_from(word % height).unwrap_or(0))
}

fn mixed(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ h >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of spaCy 3.8.18's `StringStore` and thinc 8.3.14's `hash`.
    #[test]
    fn numbers_are_spacys() {
        assert_eq!(number("apple"), 8_566_208_034_543_834_098);
        assert_eq!(number("X"), 101);
        assert_eq!(number("PERSON"), 380);
        assert_eq!(number("_"), 456);
        assert_eq!(number("DEPRECATED276"), 379);
        assert_eq!(SYMBOL.len(), 456);
        assert_eq!(shape("Apple-2022's"), "Xxxxx-dddd'x");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }
}
