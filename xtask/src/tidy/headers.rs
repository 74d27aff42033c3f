//! Every crate introduces itself: what it is for, and what belongs in it.

use super::Finding;
use super::tree::Tree;

/// The heading a reader looks for before adding a file.
const HEADING: &str = "//! # What belongs here";

/// Checks the root file of every crate.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, _) in tree.texts().filter(|(path, _)| path.ends_with("/Cargo.toml")) {
        let folder = path.trim_end_matches("Cargo.toml");
        let roots = ["src/lib.rs", "src/main.rs"].map(|root| format!("{folder}{root}"));
        let Some(root) = roots.iter().find(|root| tree.has(root)) else {
            findings.push(format!("{folder}: neither src/lib.rs nor src/main.rs"));
            continue;
        };
        let text = tree.text(root).unwrap_or_default();
        if !text.starts_with("//! ") {
            findings.push(format!(
                "{root}: does not say what it is for; begin it with a `//!` sentence"
            ));
        } else if !text.lines().any(|line| line == HEADING) {
            findings.push(format!("{root}: has no `{HEADING}`"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_staying_silent_is_found() {
        let tree = Tree::of(&[
            ("crates/good/Cargo.toml", ""),
            (
                "crates/good/src/lib.rs",
                "//! Goods.\n//!\n//! # What belongs here\n//! Goods.\n",
            ),
            ("crates/mute/Cargo.toml", ""),
            ("crates/mute/src/main.rs", "fn main() {}\n"),
            ("crates/vague/Cargo.toml", ""),
            ("crates/vague/src/lib.rs", "//! Things.\n"),
            ("crates/hollow/Cargo.toml", ""),
        ]);
        let findings = check(&tree).join("\n");
        assert_eq!(findings.lines().count(), 3, "{findings}");
        for words in [
            "crates/hollow/: neither",
            "crates/mute/src/main.rs: does not say",
            "crates/vague/src/lib.rs: has no",
        ] {
            assert!(findings.contains(words), "{findings}\nlacks: {words}");
        }
    }
}
