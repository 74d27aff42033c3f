//! Tokens are spaCy's, and nothing of a text is lost between them.

use fyke_model::text::Span;
use fyke_trawl::token::tokens;
use proptest::prelude::*;

/// Sentences of our own with what spaCy makes of them.
pub const FIXTURE: &str = include_str!("fixtures/spacy.txt");

fn cut(text: &str) -> Vec<&str> {
    tokens(text, Span::new(0, text.len()))
        .iter()
        .map(|token| token.text(text))
        .collect()
}

#[test]
fn sentences_are_cut_as_spacy_cuts_them() {
    let mut text = "";
    let mut seen = 0;
    for line in FIXTURE.lines() {
        match line.split_at(2) {
            ("T ", sentence) => text = sentence,
            ("W ", words) => {
                assert_eq!(cut(text).join("|"), words);
                seen += 1;
            }
            _ => {}
        }
    }
    assert_eq!(seen, 30);
}

#[test]
fn white_space_that_is_no_single_blank_is_a_token() {
    assert_eq!(
        cut(" a  b\n\nc \n d "),
        [" ", "a", " ", "b", "\n\n", "c", "\n ", "d"]
    );
}

#[test]
fn exceptions_carry_normal_forms_and_only_they() {
    let text = "Don't go to Calif. (she'd've known)";
    let forms: Vec<_> = tokens(text, Span::new(0, text.len()))
        .iter()
        .map(|t| t.norm.unwrap_or("-"))
        .collect();
    assert_eq!(
        forms,
        [
            "do",
            "not",
            "-",
            "-",
            "California",
            "-",
            "she",
            "would",
            "have",
            "-",
            "-"
        ]
    );
}

#[test]
fn a_part_of_a_text_is_cut_at_its_own_place() {
    let text = "one two three";
    let found = tokens(text, Span::new(4, 7));
    assert_eq!(
        found.iter().map(|t| t.span).collect::<Vec<_>>(),
        [Span::new(4, 7)]
    );
    assert!(
        tokens("é", Span::new(1, 2)).is_empty(),
        "a span within a character is of no text"
    );
}

proptest! {
    /// Tokens come in order, on borders of characters, and between two of them
    /// stands one blank where the first says so and nothing where it does not.
    #[test]
    fn nothing_is_lost(text in "([a-zA-Z0-9.,'’\"():;/@°€\\- \\n\u{a0}é漢😀]|n't|\\.\\.\\.|http://| :\\)){0,60}") {
        let mut at = 0;
        for token in tokens(&text, Span::new(0, text.len())) {
            prop_assert_eq!(token.span.start, at);
            prop_assert!(!token.text(&text).is_empty());
            at = token.span.end;
            if token.space_after {
                prop_assert_eq!(text.as_bytes()[at], b' ');
                at += 1;
            }
        }
        prop_assert_eq!(at, text.len());
    }
}
