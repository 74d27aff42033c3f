//! A paragraph cut into words for finding who says what: words, marks, sentence
//! numbers, and whether a word stands in quotation marks. Private, so that it can
//! stay as it was when the weights were trained, however the tokens that others
//! read change.

use super::words::{Class, class_of};
use fyke_model::text::Span;

/// Words of one paragraph that are looked at: a paragraph of a newspaper has some
/// 60, a hostile one can have millions. Work is linear in it.
pub(super) const WORDS_MAX: usize = 4000;

/// One word or mark.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the text that was cut.
    pub span: Span,
    /// Lower case, straight apostrophes.
    pub form: String,
    /// What sort of word it looks like.
    pub class: Class,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Number of the sentence within the paragraph.
    pub sentence: u32,
    /// Stands between quotation marks; the marks themselves do.
    pub quoted: bool,
}

/// Cuts a paragraph that starts at byte `base` of its document.
pub(super) fn cut(text: &str, base: usize) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = 0;
    while let Some(c) = text[rest..].chars().next() {
        if words.len() >= WORDS_MAX {
            break;
        }
        if c.is_whitespace() || c.is_control() {
            rest += c.len_utf8();
            continue;
        }
        let end = rest + one(&text[rest..], c);
        let raw = &text[rest..end];
        let form: String = raw.to_lowercase().replace(['’', '‘'], "'");
        words.push(Word {
            span: Span::new(base + rest, base + end),
            class: class_of(&form, raw),
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            form,
            sentence: 0,
            quoted: false,
        });
        rest = end;
    }
    sentences(&mut words);
    marks(&mut words);
    words
}

/// Bytes of the next word, which begins with `c`.
fn one(text: &str, c: char) -> usize {
    if !c.is_alphanumeric() && !matches!(c, '$' | '#' | '@' | '’' | '\'') {
        // two straight apostrophes are a mark, three dots an ellipsis
        return match c {
            '.' if text.starts_with("...") => 3,
            '-' if text.starts_with("--") => 2,
            _ => c.len_utf8(),
        };
    }
    if matches!(c, '\'' | '’') {
        for pair in ["''", "’’"] {
            if text.starts_with(pair) {
                return pair.len();
            }
        }
        // a possessive or a short form after a word; else a mark of its own
        let tail: usize = text
            .chars()
            .skip(1)
            .take_while(|c| c.is_alphabetic())
            .take(3)
            .map(char::len_utf8)
            .sum();
        return c.len_utf8() + if tail <= 2 { tail } else { 0 };
    }
    let mut end = c.len_utf8();
    let mut chars = text[end..].chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let joins = match c {
            '-' | '&' | '/' | '_' | '@' => next.is_alphanumeric(),
            ',' => text[..end].ends_with(|c: char| c.is_ascii_digit()) && next.is_ascii_digit(),
            '.' => next.is_alphanumeric() || abbreviated(&text[..end]),
            _ => c.is_alphanumeric(),
        };
        // n't goes with its apostrophe: do, n't
        let apostrophe = matches!(next, '\'' | '’');
        if apostrophe && c == 'n' && text[end + c.len_utf8()..].chars().nth(1) == Some('t') && end > 1 {
            return end;
        }
        if !joins {
            if matches!(c, '\'' | '’') && text[..end] == *"n" {
                return end + c.len_utf8() + next.len_utf8();
            }
            break;
        }
        end += c.len_utf8();
    }
    // don't, cut after do: the n't itself
    if text[..end] == *"n" && text[end..].starts_with(['\'', '’']) {
        let mark = text[end..].chars().next().map_or(0, char::len_utf8);
        return (end + mark + 1).min(text.len());
    }
    end
}

/// Whether a full stop after this belongs to it.
fn abbreviated(word: &str) -> bool {
    const SHORT: [&str; 34] = [
        "mr", "mrs", "ms", "dr", "gov", "sen", "sens", "rep", "reps", "gen", "lt", "col", "capt", "maj",
        "sgt", "rev", "hon", "prof", "st", "jr", "sr", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
        "vs", "no", "inc", "corp", "co", "pres",
    ];
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.') || word.chars().next().is_some_and(char::is_uppercase);
    (letters == 1 || word.contains('.') && letters <= 3) && dotted
        || word.chars().next().is_some_and(char::is_uppercase)
            && SHORT.contains(&word.to_lowercase().as_str())
}

fn sentences(words: &mut [Word]) {
    let mut number = 0;
    let mut ended = false;
    for at in 0..words.len() {
        let class = words[at].class;
        let closing = matches!(class, Class::Close) || matches!(words[at].form.as_str(), ")" | "]");
        if ended && !closing {
            let goes_on = !words[at].capital && words[at].form.chars().all(char::is_alphabetic);
            // a mark that follows an end at once closes; further on it opens
            let shut = matches!(class, Class::Mark) && words[at - 1].span.end == words[at].span.start;
            if !goes_on && !shut {
                number += 1;
                ended = false;
            } else if goes_on {
                ended = false;
            }
        }
        words[at].sentence = number;
        if class == Class::Stop {
            ended = true;
        }
    }
}

/// Sorts straight marks into opening and closing, and says what stands between.
fn marks(words: &mut [Word]) {
    let mut open = false;
    let mut end = 0;
    for word in words.iter_mut() {
        // an opening mark set for a closing one: inside marks and against a word
        let against = end == word.span.start;
        end = word.span.end;
        if word.class == Class::Open && open && against {
            word.class = Class::Close;
        }
        if word.class == Class::Mark {
            word.class = if open { Class::Close } else { Class::Open };
        }
        match word.class {
            Class::Open => open = true,
            Class::Close => {
                word.quoted = open;
                open = false;
                continue;
            }
            _ => {}
        }
        word.quoted = open;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        cut(text, 0).into_iter().map(|w| w.form).collect()
    }

    #[test]
    fn words_are_cut_at_marks_and_short_forms() {
        assert_eq!(
            forms("Mr. Ek’s U.S. firm didn’t pay $1,000."),
            [
                "mr.", "ek", "'s", "u.s.", "firm", "did", "n't", "pay", "$1,000", "."
            ]
        );
        assert_eq!(
            forms("''No,'' she said..."),
            ["''", "no", ",", "''", "she", "said", "..."]
        );
    }

    #[test]
    fn sentences_end_after_their_closing_mark() {
        let words = cut("\"It is cold.\" Bo left. \"Go,\" he said.", 0);
        let starts: Vec<_> = words
            .windows(2)
            .filter(|w| w[0].sentence != w[1].sentence)
            .map(|w| w[1].form.clone())
            .collect();
        assert_eq!(starts, ["bo", "\""]);
        assert!(words[1].quoted && !words[6].quoted && words[9].quoted);
    }
}
