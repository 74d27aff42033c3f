//! Words as they are compared across documents: without case, marks, possessives
//! and the spelling of one side of the Atlantic.
//!
//! This is coarser than the tokens of a tagger on purpose: two outlets that print
//! one sentence differ in exactly what is folded here.

use fyke_model::text::Span;
use std::borrow::Cow;

/// Words that carry grammar and little else. Negations and numerals are not among
/// them, nor the words that make phrases (under fire, over time): they change what
/// is said.
#[rustfmt::skip]
const FUNCTION: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "both", "but", "by", "can", "could", "did", "do", "does", "doing",
    "each", "for", "from", "further", "get", "got", "had", "has", "have", "having", "he", "her", "here",
    "hers", "him", "his", "how", "i", "i'd", "i'll", "i'm", "i've", "if", "in", "into", "is", "it", "its",
    "just", "let", "may", "me", "might", "more", "most", "much", "must", "my", "of", "on", "once", "only",
    "or", "other", "our", "ours", "out", "own", "same", "shall", "she", "should", "so", "some", "such",
    "than", "that", "the", "their", "theirs", "them", "themselves", "then", "there", "these", "they",
    "they'd", "they'll", "they're", "they've", "this", "those", "through", "to", "too", "until", "up", "upon",
    "us", "very", "was", "we", "we'd", "we'll", "we're", "we've", "were", "what", "when", "where", "whether",
    "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "you", "you'd", "you'll",
    "you're", "you've", "your", "yours",
];

/// Whether a folded word carries meaning of its own.
pub(crate) fn content(word: &str) -> bool {
    FUNCTION.binary_search(&word).is_err()
        && (word.len() > 1 || !word.is_ascii() || word.as_bytes()[0].is_ascii_digit())
}

const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02bc}')
}

/// Spans of the words of a piece of text, in order. Hyphens part words; an
/// apostrophe between letters, and a comma or point between digits, do not.
pub(crate) fn words(text: &str, span: Span) -> Vec<Span> {
    let Some(piece) = span.of(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut before = ' ';
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        let within = start.is_some()
            && ((apostrophe(c) && before.is_alphabetic() && next.is_alphabetic())
                || (matches!(c, ',' | '.') && before.is_ascii_digit() && next.is_ascii_digit()));
        if c.is_alphanumeric() || within {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            found.push(Span::new(span.start + from, span.start + at));
        }
        before = c;
    }
    if let Some(from) = start {
        found.push(Span::new(span.start + from, span.start + piece.len()));
    }
    found
}

/// The form under which a word is compared.
///
/// Spelling is folded by ending (-ise to -ize, -our to -or, -re to -er, doubled l
/// before -ed and -ing): the folded form is a key and need not be a word.
pub(crate) fn fold(word: &str) -> String {
    let mut folded: String = word
        .chars()
        .map(|c| if apostrophe(c) { '\'' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    if folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    if folded.len() >= 6 && folded.is_ascii() {
        for (from, to) in [
            ("isation", "ization"),
            ("isations", "izations"),
            ("ising", "izing"),
            ("ised", "ized"),
            ("ises", "izes"),
            ("ise", "ize"),
            ("yse", "yze"),
            ("ysed", "yzed"),
            ("our", "or"),
            ("ours", "ors"),
            ("oured", "ored"),
            ("ouring", "oring"),
            ("tre", "ter"),
            ("tres", "ters"),
            ("lled", "led"),
            ("lling", "ling"),
            ("ence", "ense"),
            ("ogue", "og"),
        ] {
            if let Some(stem) = folded.strip_suffix(from).filter(|s| s.len() >= 3) {
                return format!("{stem}{to}");
            }
        }
    }
    folded
}

/// The stem under which claims compare words: plural, past and participle are taken
/// off, no more. Like the folded form it is a key and need not be a word.
pub(crate) fn stem(folded: &str) -> Cow<'_, str> {
    let n = folded.len();
    if n < 4 || !folded.is_ascii() {
        return Cow::Borrowed(folded);
    }
    if n == 4 {
        let plural =
            folded.ends_with('s') && !folded.ends_with("ss") && !folded.ends_with("us") && folded != "news";
        return Cow::Borrowed(if plural { &folded[..3] } else { folded });
    }
    let cut = |by: usize| undoubled(&folded[..n - by]);
    if let Some(base) = folded.strip_suffix("ies") {
        return Cow::Owned(format!("{base}y"));
    }
    if let Some(base) = folded.strip_suffix("ied") {
        return Cow::Owned(format!("{base}y"));
    }
    if n > 6 && folded.ends_with("ing") {
        return Cow::Borrowed(cut(3));
    }
    if n > 5 && folded.ends_with("ed") {
        return Cow::Borrowed(cut(2));
    }
    if folded.ends_with("es") && n > 5 {
        return Cow::Borrowed(cut(2));
    }
    if folded.ends_with('s') && !folded.ends_with("ss") && !folded.ends_with("us") && !folded.ends_with("is")
    {
        return Cow::Borrowed(&folded[..n - 1]);
    }
    if folded.ends_with('e') {
        return Cow::Borrowed(&folded[..n - 1]);
    }
    Cow::Borrowed(folded)
}

fn undoubled(stem: &str) -> &str {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b && !matches!(b, b's' | b'l' | b'e' | b'o') => &stem[..stem.len() - 1],
        [.., b'e'] => &stem[..stem.len() - 1],
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text, Span::new(0, text.len()))
            .into_iter()
            .filter_map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn the_list_of_function_words_is_in_order() {
        assert!(FUNCTION.is_sorted());
    }

    #[test]
    fn words_keep_apostrophes_and_numbers_whole() {
        assert_eq!(
            cut("It’s 2,000 well-made 'doors', 3.5 tons."),
            ["It’s", "2,000", "well", "made", "doors", "3.5", "tons"]
        );
    }

    #[test]
    fn one_spelling_for_both_sides_of_the_atlantic() {
        for (one, other) in [
            ("pulverising", "pulverizing"),
            ("Neighbour’s", "neighbor"),
            ("centre", "center"),
            ("travelled", "traveled"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("our"), fold("or"));
    }

    #[test]
    fn stems_join_forms_of_a_word() {
        for (one, other) in [
            ("replace", "replaced"),
            ("tanks", "tank"),
            ("crushing", "crushed"),
            ("stopped", "stop"),
            ("armies", "army"),
        ] {
            assert_eq!(stem(&fold(one)), stem(&fold(other)), "{one} {other}");
        }
    }
}
