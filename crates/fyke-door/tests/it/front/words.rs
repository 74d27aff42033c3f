//! Seven languages that say the same.

use fyke_door::front::words::{LANGUAGES, Words};
use std::collections::{BTreeMap, BTreeSet};

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(place, _)| place)
        .collect()
}

#[test]
fn all_languages_have_the_same_keys_and_places() {
    let english: BTreeMap<_, _> = Words::of("en").expect("english").all().collect();
    assert!(english.len() > 90);
    for words in LANGUAGES {
        let code = words.code;
        let mut seen = BTreeSet::new();
        for (key, text) in words.all() {
            assert!(seen.insert(key), "{code}: {key} twice");
            let said = english
                .get(key)
                .unwrap_or_else(|| panic!("{code}: {key} is not in english"));
            assert_eq!(places(text), places(said), "{code}: {key}");
            assert!(!text.trim().is_empty(), "{code}: {key} says nothing");
        }
        assert_eq!(seen, english.keys().copied().collect(), "{code}");
    }
}

#[test]
fn a_language_is_written_in_its_own_letters() {
    let english: BTreeMap<_, _> = Words::of("en").expect("english").all().collect();
    for words in LANGUAGES.into_iter().skip(1) {
        let code = words.code;
        for (key, text) in words.all() {
            assert_ne!(text, english[key], "{code}: {key} was not translated");
        }
    }
}

#[test]
fn every_key_that_a_page_says_is_there() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut code = String::new();
    let mut folders = vec![std::path::PathBuf::from(root)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("sources") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                code.push_str(&std::fs::read_to_string(path).expect("text"));
            }
        }
    }
    let keys: BTreeSet<_> = Words::of("en")
        .expect("english")
        .all()
        .map(|(key, _)| key)
        .collect();
    for said in code.split("say(\"").skip(1).chain(code.split("fill(\"").skip(1)) {
        if let Some((key, _)) = said.split_once('"') {
            assert!(
                keys.contains(key) || !key.contains('.'),
                "a page says {key}, which is in no language"
            );
        }
    }
}
