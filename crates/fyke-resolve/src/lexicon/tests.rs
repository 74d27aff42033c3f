//! Small worlds: phrases as people write them and what they mean.

use super::*;
use crate::name::Bearer;

fn words(text: &str) -> Vec<String> {
    crate::text::read(text)
        .words
        .into_iter()
        .map(|word| word.latin)
        .collect()
}

#[test]
fn the_shipped_files_are_read() {
    load::shipped().unwrap();
}

#[test]
fn forms_meet_across_scripts() {
    let lexicon = Lexicon::shipped();
    let sense = |text: &str| lexicon.longest(&words(text), Bearer::Organisation);
    assert!(sense("ООО").is_some());
    assert_eq!(sense("ООО"), sense("OOO"));
}
