//! The repository speaks of the subject, not of the room it was written in.
//!
//! A path of one machine, or a name of a tool beside the checkout, means nothing
//! to who clones it. The words are kept in pieces so that this file passes too.

use super::Finding;
use super::tree::Tree;

/// Pieces that, joined, may stand nowhere.
const PIECES: &[&[&str]] = &[
    &["/wo", "rk/"],
    &["/tmp", "/team"],
    &["/fa", "rm/"],
    &["../sha", "red"],
    &["anth", "ropic"],
    &["cla", "ude code"],
    &["chat", "gpt"],
    &["sub", "agent"],
    &["language ", "model wrote"],
    &["/ro", "ot/"],
];

/// Where a word may stand all the same, and why.
const EXCEPT: &[(&str, &str, &str)] = &[
    (
        ".ci/run",
        "../sha",
        "finds data beside the checkout, for every other file to find by FYKE_DATA",
    ),
    (
        "crates/fyke-trawl/src/hostile/instruction/cues.rs",
        "chat",
        "a machine that hostile texts call by its name",
    ),
];

/// Checks every text.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let words: Vec<String> = PIECES.iter().map(|pieces| pieces.concat()).collect();
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        for (number, line) in text.lines().enumerate() {
            let line = line.to_ascii_lowercase();
            for word in words.iter().filter(|word| line.contains(word.as_str())) {
                let excepted = EXCEPT
                    .iter()
                    .any(|(file, start, _)| *file == path && word.starts_with(start));
                if !excepted {
                    findings.push(format!(
                        "{path}:{}: names `{word}`, which only one machine knows",
                        number + 1
                    ));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_one_machine() {
        let text = format!("good\nsee {}main\n", PIECES[0].concat());
        let findings = check(&Tree::of(&[("docs/a.md", &text)]));
        assert!(
            findings.len() == 1 && findings[0].starts_with("docs/a.md:2: names"),
            "{findings:?}"
        );
        assert!(check(&Tree::of(&[("docs/a.md", "a network/work path, framework/x\n")])).is_empty());
    }

    #[test]
    fn the_one_file_that_looks_beside_the_checkout() {
        let text = format!("cd {}/data\n", PIECES[3].concat());
        assert!(check(&Tree::of(&[(".ci/run", &text)])).is_empty());
        assert_eq!(check(&Tree::of(&[("README.md", &text)])).len(), 1);
    }
}
