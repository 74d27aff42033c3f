//! The style guard: what in a reply only the source could have told.
//!
//! A reply may be read by somebody over the source's shoulder, and whoever questions
//! the desk may have read it. So before it is sent, its words, numbers and turns of
//! phrase are held against what the source wrote and against open text: what stands
//! in the first and nowhere in the second is named. A warning and not a bar: the
//! person who writes knows more. It knows nothing of meaning: the same thing said in
//! other words passes.

use std::collections::BTreeSet;
use std::ops::Range;

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A word that only the source used.
    Word,
    /// A name: a word that the source wrote with a capital, not at a sentence's start.
    Name,
    /// A number, date or code.
    Number,
    /// Three words in a row as the source put them.
    Phrase,
}

/// One warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// About what.
    pub what: What,
    /// Where in the reply, in bytes.
    pub span: Range<usize>,
}

/// Words of open text: what anybody may know that the desk knows.
#[derive(Clone, Debug, Default)]
pub struct Open {
    stems: BTreeSet<String>,
    phrases: BTreeSet<[String; 3]>,
}

impl Open {
    /// Adds a text that is open: the case's own pages, what the desk published.
    pub fn add(&mut self, text: &str) {
        let words = words(text);
        self.stems.extend(words.iter().map(|word| word.stem.clone()));
        self.phrases.extend(phrases(&words).map(|(phrase, _)| phrase));
    }

    /// How many different words it holds: with few, nearly all is warned of.
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }
}

struct Word {
    stem: String,
    span: Range<usize>,
    name: bool,
    number: bool,
}

/// Warnings of a reply, in the order of its text.
///
/// ```
/// use fyke_door::desk::guard::{Open, What, warnings};
/// let mut open = Open::default();
/// open.add("The valves are in the hall. Thank you for what you wrote, is it safe?");
/// let source = ["The valves left from gate 14 to Marek in the night."];
/// let warned = warnings("Thank you. Is Marek still at gate 14?", &source, &open);
/// let about: Vec<What> = warned.iter().map(|one| one.what).collect();
/// assert_eq!(about, [What::Name, What::Word, What::Number]);
/// ```
pub fn warnings(reply: &str, source: &[impl AsRef<str>], open: &Open) -> Vec<Warning> {
    let mut stems = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut told = BTreeSet::new();
    for text in source {
        let words = words(text.as_ref());
        names.extend(
            words
                .iter()
                .filter(|word| word.name)
                .map(|word| word.stem.clone()),
        );
        stems.extend(words.iter().map(|word| word.stem.clone()));
        told.extend(phrases(&words).map(|(phrase, _)| phrase));
    }
    let own = words(reply);
    let mut warned: Vec<Warning> = own
        .iter()
        .filter(|word| stems.contains(&word.stem) && !open.stems.contains(&word.stem))
        // a short word tells nothing, unless it is a number or a name
        .filter(|word| word.number || word.name || word.stem.chars().count() > 3)
        .map(|word| Warning {
            what: if word.number {
                What::Number
            } else if names.contains(&word.stem) {
                What::Name
            } else {
                What::Word
            },
            span: word.span.clone(),
        })
        .collect();
    for (phrase, span) in phrases(&own) {
        let inside = warned
            .iter()
            .any(|word| span.start <= word.span.start && word.span.end <= span.end);
        if told.contains(&phrase) && !open.phrases.contains(&phrase) && !inside {
            warned.push(Warning {
                what: What::Phrase,
                span,
            });
        }
    }
    warned.sort_by_key(|one| (one.span.start, one.span.end));
    warned
}

/// Runs of letters and digits with the signs that stand inside numbers and codes.
fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start: Option<usize> = None;
    let mut sentence = true;
    let mut ends = text.char_indices().peekable();
    while let Some((at, letter)) = ends.next() {
        let next = ends.peek().map(|(_, next)| *next);
        let inside = letter.is_alphanumeric()
            || (start.is_some()
                && matches!(letter, '\'' | '’' | '-' | '.' | ',' | '/' | ':' | '@')
                && next.is_some_and(char::is_alphanumeric)
                && (matches!(letter, '\'' | '’' | '-' | '@')
                    || text
                        .get(..at)
                        .is_some_and(|before| before.ends_with(|c: char| c.is_numeric()))));
        if inside {
            start.get_or_insert(at);
        }
        let end = at + letter.len_utf8();
        if let Some(from) = start
            && (!inside || next.is_none())
        {
            let span = from..if inside { end } else { at };
            words.extend(word(text, span, sentence));
            sentence = false;
            start = None;
        }
        if matches!(letter, '.' | '!' | '?' | '\n' | ':') && !inside {
            sentence = true;
        }
    }
    words
}

fn word(text: &str, span: Range<usize>, first: bool) -> Option<Word> {
    let raw = text.get(span.clone())?;
    let number = raw.chars().any(char::is_numeric);
    let lower = raw.to_lowercase();
    let stem: String = if number {
        lower.chars().filter(|c| c.is_alphanumeric()).collect()
    } else {
        stem(&lower)
    };
    Some(Word {
        stem,
        span,
        name: !first && !number && raw.chars().next().is_some_and(char::is_uppercase),
        number,
    })
}

/// A word without its last letters, which in most languages say its case and not
/// what it means: two of seven and more, one of five or six.
fn stem(word: &str) -> String {
    let letters = word.chars().count();
    let kept = match letters {
        0..5 => letters,
        5..7 => letters - 1,
        _ => letters - 2,
    };
    word.chars().take(kept).collect()
}

/// Three words in a row, with at least one that is no short one.
fn phrases(words: &[Word]) -> impl Iterator<Item = ([String; 3], Range<usize>)> + '_ {
    words.windows(3).filter_map(|three| {
        let [a, b, c] = three else { return None };
        let long = three.iter().any(|word| word.stem.chars().count() > 3);
        long.then(|| {
            (
                [a.stem.clone(), b.stem.clone(), c.stem.clone()],
                a.span.start..c.span.end,
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(reply: &str, source: &str, open: &str) -> String {
        let mut known = Open::default();
        known.add(open);
        warnings(reply, &[source], &known)
            .iter()
            .map(|one| format!("{:?} {}", one.what, &reply[one.span.clone()]))
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn what_only_the_source_said() {
        let open =
            "We thank you. Did the valves leave the hall on the day after the count? Is anybody else there?";
        for (reply, source, expected) in [
            ("Did the valves leave?", "The valves left the hall.", ""),
            ("Is Orlov there?", "I work under Orlov.", "Name Orlov"),
            ("We thank you, Orlova.", "We saw Orlova there", "Name Orlova"),
            ("On 14.03 the valves?", "It was on 14.03, early.", "Number 14.03"),
            ("Is it ТН-4471?", "the crate says ТН-4471", "Number ТН-4471"),
            ("Чи бачили ви склади?", "На складі стоять вентилі", "Word склади"),
            (
                "Did the day after the count leave?",
                "the day after the count",
                "",
            ),
            (
                "Is the hall there on the count day?",
                "there on the count I saw",
                "Phrase there on the; Phrase on the count",
            ),
            ("Nothing of it.", "All else", ""),
        ] {
            assert_eq!(told(reply, source, open), expected, "{reply}");
        }
    }

    #[test]
    fn spans_are_whole_characters_whatever_is_written() {
        for text in [
            "",
            "é",
            "a-",
            "-a",
            "14.",
            "日本 14,5 ’x",
            "x@y.z ..",
            "\u{202e}abc d",
        ] {
            for word in words(text) {
                assert!(text.get(word.span).is_some(), "{text}");
            }
        }
    }
}
