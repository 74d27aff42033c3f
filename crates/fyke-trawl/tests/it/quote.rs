//! Quotations and their speakers in small accounts written for the purpose.

use fyke_model::text::{Block, BlockKind, Document, Dropped, Quote, QuoteKind, Span};
use fyke_trawl::quote::{quotes, utterances};
use fyke_trawl::sentence::sentences;
use proptest::prelude::*;

/// Each line a block; lines that begin with `# ` are headings, with `- ` left out.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (kind, skip) = match line {
            l if l.starts_with("# ") => (BlockKind::Heading, 2),
            l if l.starts_with("- ") => (BlockKind::Boilerplate(Dropped::Cue), 0),
            _ => (BlockKind::Body, 0),
        };
        let span = Span::new(at + skip, at + line.trim_end().len());
        blocks.push(Block {
            span,
            kind,
            language: None,
        });
        at += line.len();
    }
    Document::of(text, blocks)
}

/// Words, and the name of who said them.
fn said(text: &str) -> Vec<(String, String)> {
    let shown = |q: &Quote| {
        let name = q.speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default();
        (q.span.of(text).unwrap_or_default().to_owned(), name)
    };
    quotes(&document(text), &[]).iter().map(shown).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter()
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

#[test]
fn cues_stand_before_and_behind() {
    let text = "“The gate stays shut,” said harbour master Ann Roe.\n\
                Ben Low told reporters on Monday: “We wait for the tide.”\n\
                “It is late,” Low, a pilot of many years, said.\n\
                “The nets are gone,” according to Carla Dunn.\n";
    let expected = [
        ("The gate stays shut,", "Ann Roe"),
        ("We wait for the tide.", "Ben Low"),
        ("It is late,", "Ben Low"),
        ("The nets are gone,", "Carla Dunn"),
    ];
    assert_eq!(said(text), pairs(&expected));
}

#[test]
fn one_speech_goes_on_over_paragraphs_and_promotions() {
    let text = "“We open at dawn,\" Mr Ben Low said. \"Nobody waits.\n\
                - CLICK HERE FOR MORE\n\
                “Then we close.”\n\
                “The tide,” he added, “is ours.”\n";
    let expected = [
        ("We open at dawn,", "Ben Low"),
        ("Nobody waits.", "Ben Low"),
        ("Then we close.", "Ben Low"),
        ("The tide,", "Ben Low"),
        ("is ours.", "Ben Low"),
    ];
    assert_eq!(said(text), pairs(&expected));
    let joined = utterances(text, &quotes(&document(text), &[]));
    assert_eq!(joined.len(), 2);
    assert_eq!(joined[0].parts.len(), 3);
}

#[test]
fn a_title_is_the_person_and_an_unnamed_source_is_nobody_else() {
    let text = "Port chief Ann Roe spoke on Friday. “The gate stays shut,” the port chief said.\n\
                A port official said: “It was never shut.”\n\
                “We did close it,” Roe replied.\n";
    let all = quotes(&document(text), &[]);
    let person = |n: usize| all[n].speaker.as_ref().map(|s| s.person);
    assert_eq!(all.len(), 3);
    assert_eq!(person(0), person(2));
    assert_ne!(person(0), person(1));
}

#[test]
fn names_of_works_and_scare_quotes_are_no_speech() {
    let text = "He read the book “The Long Quiet Sea” on the ship “Aurora”.\n\
                The so-called “tide party” met at noon. It’s the spies’ names.\n";
    assert_eq!(said(text), []);
}

#[test]
fn headlines_and_speech_within_speech() {
    let text = "# ‘The gate stays shut’: harbour master in call to crews\n\
                Ann Roe said: “He told me, ‘Do not open the gate.’ I did not.”\n";
    let all = quotes(&document(text), &[]);
    let kinds: Vec<QuoteKind> = all.iter().map(|q| q.kind).collect();
    assert_eq!(kinds, [QuoteKind::Headline, QuoteKind::Full, QuoteKind::Nested]);
}

#[test]
fn sentences_end_where_they_end() {
    let text =
        "Gen. J. R. Low of the U.K. left at 3.30 p.m. on Jan. 4. “Go!” he said. Why? (He ran. Fast.) So …";
    let all: Vec<&str> = sentences(text, Span::new(0, text.len()))
        .iter()
        .filter_map(|s| s.of(text))
        .collect();
    let expected = [
        "Gen. J. R. Low of the U.K. left at 3.30 p.m. on Jan. 4.",
        "“Go!” he said.",
        "Why?",
        "(He ran. Fast.)",
        "So …",
    ];
    assert_eq!(all, expected);
}

fn account() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“"),
        Just("”"),
        Just("\""),
        Just("‘"),
        Just("’"),
        Just("'"),
        Just("«"),
        Just("»"),
        Just("„"),
        Just("''"),
        Just(" "),
        Just(", "),
        Just(". "),
        Just("\n"),
        Just("said "),
        Just("Ann Roe "),
        Just("he "),
        Just("who "),
        Just("the chief "),
        Just("déjà "),
        Just("U.K. "),
        Just("…"),
        Just("12\""),
        Just("according to "),
        Just(": "),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn quotes_lie_in_blocks_that_are_read_and_cross_no_other(text in account()) {
        let document = document(&text);
        let found = quotes(&document, &[]);
        for (n, quote) in found.iter().enumerate() {
            prop_assert!(quote.span.of(&text).is_some_and(|words| !words.is_empty()));
            prop_assert!(document.blocks.iter().any(|b| b.span.holds(quote.span) && !matches!(b.kind, BlockKind::Boilerplate(_))));
            for other in &found[n + 1..] {
                let nested = quote.span.holds(other.span) && other.kind == QuoteKind::Nested;
                prop_assert!(!quote.span.overlaps(other.span) || nested, "{:?} {:?}", quote.span, other.span);
            }
            if let Some(speaker) = &quote.speaker {
                prop_assert!(speaker.mention.of(&text).is_some());
            }
        }
    }

    #[test]
    fn what_is_left_out_changes_nothing(text in account()) {
        // the last line, too, has an end of its own
        let text = text + "\n";
        let parted: String = text.split_inclusive('\n').flat_map(|line| [line, "- read more\n"]).collect();
        prop_assert_eq!(said(&text), said(&parted));
    }

    #[test]
    fn sentences_lie_in_order_and_lose_no_word(text in account()) {
        let all = sentences(&text, Span::new(0, text.len()));
        prop_assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start));
        let kept: String = all.iter().filter_map(|s| s.of(&text)).flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
        let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(kept, whole);
    }
}

#[test]
fn the_answers_made_by_hand_are_reached() {
    let Some(data) = std::env::var_os("FYKE_DATA").map(std::path::PathBuf::from) else {
        println!("skipped: FYKE_DATA is not set");
        return;
    };
    let (answers, seeds) = (data.join("news/seed_gold.json"), data.join("../seeds"));
    let Ok(json) = std::fs::read(&answers) else {
        println!("skipped: FYKE_DATA has no news/seed_gold.json");
        return;
    };
    let gold = fyke_trawl::score::gold::read(&json, |name| std::fs::read_to_string(seeds.join(name)).ok());
    let Ok(gold) = gold else {
        println!("skipped: FYKE_DATA has no ../seeds with the texts of the answers");
        return;
    };
    let score = fyke_trawl::score::quotes::score(&gold, |d| {
        let out: Vec<Span> = gold
            .boilerplate
            .iter()
            .filter(|b| gold.documents[b.place.document].id == d.id)
            .map(|b| b.place.span)
            .collect();
        quotes(&fyke_trawl::score::quotes::laid_out(&d.text, &out), &[])
    });
    // the issue asks for .95 and .85
    assert!(
        score.quotes.exact_f1 >= 0.95 && score.quotes.f1 >= 0.95,
        "{:?}",
        score.quotes
    );
    assert!(score.speakers.macro_f1 >= 0.85, "{:?}", score.speakers);
    assert!(
        !score
            .misses
            .iter()
            .any(|m| m.what == "invented" && m.document == "D4")
    );
}
