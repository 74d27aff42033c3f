//! Speech without marks: small worlds, hostile ones, and PolNeAR where it is.

use crate::fuzz::targets::speech;
use fyke_model::text::QuoteKind;
use fyke_trawl::attribution::{Weights, apart, attributions, plain, train};
use fyke_trawl::quote::quotes;
use fyke_trawl::score::polnear::{Article, Attributed, in_marks, read_brat, score};

/// Source, cue, content of everything that is given as indirect.
fn read(text: &str, model: Option<&Weights>) -> Vec<[String; 3]> {
    let document = plain(text);
    let found = attributions(&document, &quotes(&document, &[]), model);
    let words = |span: fyke_model::text::Span| span.of(text).unwrap_or_default().to_string();
    let row = |quote: fyke_model::text::Quote| {
        assert_eq!(quote.kind, QuoteKind::Indirect);
        let content = if quote.parts.is_empty() {
            vec![quote.span]
        } else {
            quote.parts
        };
        let content: Vec<String> = content.into_iter().map(words).collect();
        [
            quote.speaker.map(|s| words(s.mention)).unwrap_or_default(),
            quote.cue.map(|c| c.lemma).unwrap_or_default(),
            content.join(" / "),
        ]
    };
    found.into_iter().map(row).collect()
}

#[test]
fn who_said_what_without_marks() {
    let worlds = [
        (
            "Ada Lund said that the harbour will close on Friday.",
            ["Ada Lund", "say", "that the harbour will close on Friday"],
        ),
        (
            "He believes the bridge is safe.",
            ["He", "believe", "the bridge is safe"],
        ),
        (
            "According to the ministry, two ships left the port.",
            ["the ministry", "according to", "two ships left the port"],
        ),
        (
            "Two ships left the port, according to the ministry.",
            ["the ministry", "according to", "Two ships left the port"],
        ),
        (
            "The bridge is safe, the mayor said.",
            ["the mayor", "say", "The bridge is safe"],
        ),
    ];
    for (text, expected) in worlds {
        for model in [None, Some(Weights::shipped())] {
            // the weights pass over a bare "believes" in so short a text
            if model.is_some() && text.starts_with("He believes") {
                continue;
            }
            let who = if model.is_some() { "weights" } else { "rules" };
            assert_eq!(read(text, model), [expected.map(String::from)], "{who}: {text}");
        }
    }
}

#[test]
fn what_stands_wholly_in_marks_is_left_to_the_quotes() {
    let text = "“The gate stays shut,” Ann Roe said. The mayor said that the plan “is a bad joke” to him.";
    let document = plain(text);
    let direct = quotes(&document, &[]);
    let indirect = attributions(&document, &direct, Some(Weights::shipped()));
    let spans: Vec<_> = indirect.iter().filter_map(|q| q.span.of(text)).collect();
    assert_eq!(spans, ["that the plan “is a bad joke” to him"]);
    let alone: Vec<_> = apart(&direct, &indirect)
        .iter()
        .filter_map(|q| q.span.of(text))
        .collect();
    assert_eq!(alone, ["The gate stays shut,"]);
}

#[test]
fn another_language_is_not_read_as_english() {
    let mut document = plain("Der Minister said that the road is open.");
    document.blocks[0].language = Some("de".into());
    assert!(attributions(&document, &[], Some(Weights::shipped())).is_empty());
}

#[test]
fn weights_are_read_as_written_and_a_broken_file_is_an_error() {
    let shipped = Weights::shipped();
    assert!(
        shipped.common_words().len() > 1000,
        "the shipped file can be read"
    );
    let file = shipped.write();
    assert_eq!(Weights::read(&file).as_ref(), Ok(shipped));
    for at in [0, 8, 20, file.len() / 2, file.len() - 1] {
        let mut broken = file.clone();
        broken[at] ^= 1;
        assert!(
            Weights::read(&broken).is_err() && Weights::read(&file[..at]).is_err(),
            "byte {at}"
        );
    }
}

#[test]
fn the_same_seed_learns_the_same() {
    let people = ["Ada Lund", "Bo Ek", "the mayor", "she"];
    let things = [
        "the road is closed",
        "two ships left",
        "nobody paid the toll",
        "the gate will open",
    ];
    let mut articles = Vec::new();
    for (i, who) in people.iter().enumerate() {
        for what in things {
            let text = format!("{who} said that {what}.\nThe weather was fine and {what}.\n");
            let at = who.len() + 6;
            let ann = format!(
                "T1\tSource 0 {}\tx\nT2\tCue {} {}\tsaid\nT3\tContent {at} {}\tx\nE1\tSource:T1 Cue:T2 Content:T3\n",
                who.len(),
                who.len() + 1,
                who.len() + 5,
                at + 5 + what.len()
            );
            let readers = vec![read_brat(&ann, &text).expect("it is brat")];
            articles.push(Article {
                name: format!("{i}{what}"),
                text,
                readers,
            });
        }
    }
    let how = train::Training {
        bits: 14,
        common: 0,
        ..train::Training::default()
    };
    let weights = train::train(&articles, how, |_, _| {});
    assert_eq!(weights.write(), train::train(&articles, how, |_, _| {}).write());
    let text = "Cora Holm said that the door is green.";
    let expected = ["Cora Holm", "say", "that the door is green"].map(String::from);
    assert_eq!(read(text, Some(&weights)), [expected]);
    assert!(weights.trained_on(&articles[0].text) && !weights.trained_on(text));
}

#[test]
fn nothing_hostile_panics_and_a_long_line_is_no_trouble() {
    let long = "“he said that ".repeat(40_000);
    let marks = "\"'’”“.,".repeat(5_000);
    for text in [
        "",
        "\n",
        "said",
        "“",
        "'' ''",
        "don’t n’ ’t",
        "\u{202e}he said\u{0}that",
        &long,
        &marks,
    ] {
        speech(text.as_bytes());
    }
}

#[test]
fn marks_of_any_make_hold_no_other_words() {
    assert!(in_marks("no marks").is_empty());
    let nothing = Article {
        name: "n".into(),
        text: "x".into(),
        readers: vec![Vec::new()],
    };
    assert!(score(&[nothing], |_| Vec::<Attributed>::new()).all.f1.is_nan());
}
