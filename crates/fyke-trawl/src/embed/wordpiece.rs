//! A sentence as numbers of word pieces, as BERT's uncased tokenizer cuts it
//! (Devlin et al. 2019; Schuster & Nakajima 2012): letters without case and accents,
//! words at white space and marks, each word from its longest known piece on.
//!
//! One thing is left out on purpose: a text that spells `[SEP]` gets the pieces of
//! those letters, not the sign itself. What a text says steers nothing here.

use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Longest word that is cut; a longer one is unknown (BERT's own limit). It keeps
/// the search for pieces linear in the text.
const WORD_CHARS_MAX: usize = 100;

/// Most bytes of a sentence that are looked at: 256 tokens of the longest words.
const BYTES_MAX: usize = 64 << 10;

static LEFT_OUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\p{Cc}\p{Cf}\p{Co}\x{FFFD}]$"));
static ACCENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Mn}$"));
static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{P}$"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern that the tests compile")
}

fn is(class: &Regex, letter: char) -> bool {
    class.is_match(letter.encode_utf8(&mut [0; 4]))
}

/// The pieces that a model knows.
pub(super) struct Pieces {
    /// Pieces that begin a word.
    first: FxHashMap<Box<str>, u32>,
    /// Pieces that go on with one.
    next: FxHashMap<Box<str>, u32>,
    /// Bytes of the longest piece.
    longest: usize,
    unknown: u32,
    start: u32,
    end: u32,
}

impl Pieces {
    /// From `vocab.txt`: a piece a line, `count` of them, numbered by line.
    pub(super) fn read(file: &[u8], count: usize) -> Option<Pieces> {
        let text = std::str::from_utf8(file).ok()?;
        let (mut first, mut next) = (FxHashMap::default(), FxHashMap::default());
        let mut lines = 0usize;
        let mut longest = 0;
        for (number, line) in text.lines().enumerate() {
            let number = u32::try_from(number).ok()?;
            longest = longest.max(line.len());
            match line.strip_prefix("##") {
                Some(piece) if !piece.is_empty() => next.insert(piece.into(), number),
                _ => first.insert(line.into(), number),
            };
            lines += 1;
        }
        let named = |name: &str| first.get(name).copied();
        let (unknown, start, end) = (named("[UNK]")?, named("[CLS]")?, named("[SEP]")?);
        (lines == count).then_some(Pieces {
            first,
            next,
            longest,
            unknown,
            start,
            end,
        })
    }

    /// The numbers of a sentence: a sign that it begins, its pieces, a sign that it
    /// ends; no more than `most`.
    pub(super) fn numbers(&self, sentence: &str, most: usize) -> Vec<u32> {
        let sentence = &sentence[..sentence.floor_char_boundary(BYTES_MAX)];
        let mut found = vec![self.start];
        let room = most.saturating_sub(1);
        let mut word = Word::default();
        for letter in sentence.chars().nfd() {
            if found.len() >= room {
                break;
            }
            match kind(letter) {
                Kind::None => {}
                Kind::Blank => self.cut(&mut word, &mut found),
                Kind::Alone => {
                    self.cut(&mut word, &mut found);
                    word.push(letter);
                    self.cut(&mut word, &mut found);
                }
                Kind::Letter => letter.to_lowercase().for_each(|lower| word.push(lower)),
            }
        }
        self.cut(&mut word, &mut found);
        found.truncate(room);
        found.push(self.end);
        found
    }

    /// Cuts a word into pieces, from the longest that begins it on.
    fn cut(&self, word: &mut Word, found: &mut Vec<u32>) {
        let text = std::mem::take(word);
        if text.letters == 0 {
            return;
        }
        let before = found.len();
        let mut rest = text.text.as_str();
        let mut known = &self.first;
        while !rest.is_empty() && text.letters <= WORD_CHARS_MAX {
            let mut end = rest.floor_char_boundary(self.longest);
            let number = loop {
                if let Some(&number) = rest.get(..end).and_then(|piece| known.get(piece)) {
                    break Some(number);
                }
                if end == 0 {
                    break None;
                }
                end = rest.floor_char_boundary(end - 1);
            };
            match number {
                Some(number) if end > 0 => found.push(number),
                _ => break,
            }
            rest = &rest[end..];
            known = &self.next;
        }
        if !rest.is_empty() {
            found.truncate(before);
            found.push(self.unknown);
        }
    }
}

/// A word that is being read; what is beyond the longest is only counted.
#[derive(Default)]
struct Word {
    text: String,
    letters: usize,
}

impl Word {
    fn push(&mut self, letter: char) {
        self.letters += 1;
        if self.letters <= WORD_CHARS_MAX {
            self.text.push(letter);
        }
    }
}

enum Kind {
    /// Shows nothing, or an accent: left out.
    None,
    /// Parts words.
    Blank,
    /// A word of its own: marks, and ideographs, which no blank parts.
    Alone,
    Letter,
}

fn kind(letter: char) -> Kind {
    match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Letter,
        ' ' | '\t' | '\n' | '\r' => Kind::Blank,
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => Kind::Alone,
        _ if is(&LEFT_OUT, letter) || is(&ACCENT, letter) => Kind::None,
        _ if letter.is_whitespace() => Kind::Blank,
        _ if ideograph(letter) || is(&MARK, letter) => Kind::Alone,
        _ => Kind::Letter,
    }
}

/// Blocks of Unicode that BERT counts as ideographs.
fn ideograph(letter: char) -> bool {
    matches!(letter,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2B73F}' | '\u{2B740}'..='\u{2B81F}' | '\u{2B820}'..='\u{2CEAF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINES: [&str; 14] = [
        "[UNK]", "[CLS]", "[SEP]", "the", "harbour", "har", "##bour", "##s", "un", "##lit", ".", "水",
        "lamp", "a",
    ];

    fn pieces() -> Pieces {
        Pieces::read(LINES.join("\n").as_bytes(), LINES.len()).unwrap()
    }

    fn cut(sentence: &str) -> String {
        let numbers = pieces().numbers(sentence, 12);
        let shown: Vec<&str> = numbers.iter().map(|&n| LINES[n as usize]).collect();
        shown.join(" ")
    }

    #[test]
    fn words_are_cut_from_their_longest_piece_on() {
        for (sentence, want) in [
            ("The Harbours.", "[CLS] the harbour ##s . [SEP]"),
            ("UNLIT  \u{200b}lámp", "[CLS] un ##lit lamp [SEP]"),
            ("hare", "[CLS] [UNK] [SEP]"),
            ("水水", "[CLS] 水 水 [SEP]"),
            ("", "[CLS] [SEP]"),
            // the letters of the sign, not the sign
            ("[SEP]", "[CLS] [UNK] [UNK] [UNK] [SEP]"),
        ] {
            assert_eq!(cut(sentence), want, "{sentence}");
        }
    }

    #[test]
    fn what_is_beyond_the_limits_is_not_read() {
        assert_eq!(pieces().numbers(&"lamp ".repeat(40), 12).len(), 12);
        let long = "lamp".repeat(WORD_CHARS_MAX);
        assert_eq!(cut(&long), "[CLS] [UNK] [SEP]");
        assert_eq!(cut(&"x".repeat(3 * BYTES_MAX)), "[CLS] [UNK] [SEP]");
        assert!(Pieces::read(b"[UNK]\n[CLS]", 2).is_none(), "no sign that it ends");
        assert!(
            Pieces::read(LINES.join("\n").as_bytes(), 3).is_none(),
            "not as many"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_cut(text in ".{0,200}", most in 0usize..40) {
            let found = pieces().numbers(&text, most);
            prop_assert!(found.len() <= most.max(2));
            prop_assert!(found.iter().all(|&n| (n as usize) < LINES.len()));
        }

        #[test]
        fn any_vocabulary_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80), text in ".{0,40}") {
            let mut file = LINES.join("\n").into_bytes();
            file.extend(bytes);
            let count = String::from_utf8_lossy(&file).lines().count();
            if let Some(pieces) = Pieces::read(&file, count) {
                prop_assert!(pieces.numbers(&text, 12).iter().all(|&n| (n as usize) < count));
            }
        }
    }
}
