//! Supplier facts: what must hold on any text, and the labels beside the reading.

use crate::world::sanctions;
use fyke_model::text::{MentionKind, Span};
use fyke_trawl::score::supply::supply as score;
use fyke_trawl::supply::{About, facts_of, links, to_statements};
use proptest::prelude::*;

const LABELS: &str = include_str!("../supply_gold.json");

fn about() -> About {
    About {
        name: "Somebody LLC".to_owned(),
        kind: MentionKind::Organization,
    }
}

/// Reads a text as one sentence; every span lies in it and on characters.
fn holds(text: &str) {
    let whole = Span::new(0, text.len());
    let facts = facts_of(text, &[whole], &[], Some(&about()));
    for fact in &facts {
        let named = [&fact.subject, &fact.object, &fact.weapon, &fact.place, &fact.when];
        let goods = fact.goods.iter();
        let spans = named
            .into_iter()
            .flatten()
            .chain(goods)
            .filter_map(|named| named.span);
        for span in spans.chain([fact.cue, fact.span]) {
            assert!(
                span.of(text).is_some_and(|words| !words.is_empty()),
                "{span:?} of {text:?}"
            );
        }
    }
    assert!(links(&facts, None).iter().all(|link| link.fact < facts.len()));
    assert!(
        to_statements(text, &facts, 1)
            .iter()
            .all(|said| !said.value.is_empty())
    );
}

/// Words that mean something to the rules, in any order.
const WORDS: &[&str] = &[
    "supplies",
    "manufactured",
    "producing",
    "by",
    "to",
    "of",
    "the",
    "a",
    "and",
    ",",
    "(",
    ")",
    "\"",
    "‘",
    "’",
    "which",
    "is",
    "was",
    "part",
    "director",
    "as",
    "As",
    "used",
    "in",
    "for",
    "missiles",
    "Kh-5",
    "Acme",
    "LLC",
    "it",
    "company",
    "owned",
    "cooperation",
    "production",
    "with",
    "including",
    "such",
    "not",
    "may",
    "heads",
    "subsidiary",
    ".",
    ";",
    "carry",
    "out",
    "ship",
    "named",
    "after",
    "2023",
];

proptest! {
    #[test]
    fn any_text_gives_spans_within_it(text in "\\PC{0,300}") {
        holds(&text);
    }

    #[test]
    fn fuzz_supply(words in prop::collection::vec(prop::sample::select(WORDS), 0..120)) {
        holds(&words.join(" "));
    }
}

#[test]
fn long_lines_end_soon() {
    for unit in ["supplies ", "a, ", "(", "which is part of ", "as the head of "] {
        holds(&unit.repeat(50_000));
    }
}

#[test]
fn the_labels_are_met() {
    let Some(folder) = sanctions() else { return };
    let score = score(LABELS, None, |file| std::fs::read(folder.join(file)).ok()).unwrap();
    assert_eq!((score.n, score.labels), (200, 143));
    assert!(score.precision > 0.6, "{:?}", score.wrong);
}
