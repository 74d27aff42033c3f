//! Small worlds: phrases as people write them and what they mean.

use super::*;
use crate::name::Bearer;

fn words(text: &str) -> Vec<String> {
    fold::spellings(text)
        .into_iter()
        .min_by_key(Vec::len)
        .unwrap_or_default()
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
