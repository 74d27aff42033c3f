//! Answers that stand beside the tests: `UPDATE=1` writes them, a person reads
//! what changed.

use serde_json::Value;
use std::path::PathBuf;

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/expected")
        .join(name)
}

/// Holds JSON against the file of that name.
#[track_caller]
pub fn same(name: &str, found: &Value) {
    let mut text = serde_json::to_string_pretty(found).unwrap();
    text.push('\n');
    same_text(name, &text);
}

/// Holds a text against the file of that name.
#[track_caller]
pub fn same_text(name: &str, found: &str) {
    let place = place(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, found).unwrap();
    }
    let expected = std::fs::read_to_string(&place).unwrap_or_default();
    assert_eq!(
        expected, found,
        "tests/it/expected/{name}; UPDATE=1 writes it anew"
    );
}
