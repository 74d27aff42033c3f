//! A text cut into sentences, so that spans can be chosen by a box beside each,
//! without a script. Coarse is enough: whoever marks gives the value in words of
//! their own, or takes the sentence whole.

use std::ops::Range;

/// Bytes of a sentence at most: what has no end is cut where a word ends.
const LONGEST: usize = 600;

/// Sentences of a text, in bytes, without the space around them: they end with a
/// line, or with a mark of an end before a space.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut ended = false;
    for (at, c) in text.char_indices() {
        let long = at.saturating_sub(from) >= LONGEST;
        if c == '\n' || (c.is_whitespace() && (ended || long)) {
            push(text, from..at, &mut found);
            from = at;
        }
        // marks of Chinese stand without a space behind them
        if matches!(c, '。' | '！' | '？') {
            let end = at + c.len_utf8();
            push(text, from..end, &mut found);
            from = end;
        }
        ended = match c {
            '.' | '!' | '?' | '؟' | '…' | '۔' => true,
            '"' | '\'' | '»' | '”' | '’' | ')' => ended,
            _ => false,
        };
    }
    push(text, from..text.len(), &mut found);
    found
}

fn push(text: &str, span: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(words) = text.get(span.clone()) else {
        return;
    };
    let front = words.len() - words.trim_start().len();
    let own = words.trim().len();
    if own > 0 {
        let start = span.start + front;
        found.push(start..start + own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sentences_of_several_scripts() {
        for (text, expected) in [
            ("", ""),
            (
                "I load ships. Marek signs, he said.",
                "I load ships.|Marek signs, he said.",
            ),
            (
                "\"Is it so?\" He nodded.\n\nKX-220.5 came",
                "\"Is it so?\"|He nodded.|KX-220.5 came",
            ),
            ("نعم؟ لا أكتب.", "نعم؟|لا أكتب."),
            ("货在仓库。没有人签字！", "货在仓库。|没有人签字！"),
        ] {
            let cut: Vec<&str> = sentences(text).into_iter().map(|span| &text[span]).collect();
            assert_eq!(cut.join("|"), expected);
        }
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_none_is_in_two_sentences(text in "(\\PC|[ .\n。]){0,300}") {
            let spans = sentences(&text);
            prop_assert!(spans.windows(2).all(|two| two[0].end <= two[1].start));
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = spans.into_iter().map(|span| bare(&text[span])).collect();
            prop_assert_eq!(joined, bare(&text));
        }
    }
}
