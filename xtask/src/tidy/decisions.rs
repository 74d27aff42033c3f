//! Decisions are numbered from one without gaps, so that a missing page is seen.

use super::Finding;
use super::tree::Tree;

const FOLDER: &str = "docs/decisions/";

/// Checks the names and first lines of the pages.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last = 0;
    for (path, text) in tree
        .texts()
        .filter(|(path, _)| path.starts_with(FOLDER) && path.ends_with(".md"))
    {
        match number(&path[FOLDER.len()..]) {
            None => findings.push(format!("{path}: call it NNNN-what-was-decided.md")),
            Some(number) if number == last => findings.push(format!("{path}: number {number:04} is taken")),
            Some(number) if number > last + 1 => {
                findings.push(format!(
                    "{path}: the page before it should be {:04}, which is not there",
                    last + 1
                ));
                last = number;
            }
            Some(number) => last = number,
        }
        if !text.starts_with("# ") {
            findings.push(format!(
                "{path}: begin it with `# ` and the decision in one sentence"
            ));
        }
    }
    findings
}

fn number(name: &str) -> Option<u32> {
    let (digits, _) = name.split_once('-')?;
    if digits.len() == 4 {
        digits.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(names: &[&str]) -> String {
        let paths: Vec<String> = names
            .iter()
            .map(|name| format!("docs/decisions/{name}"))
            .collect();
        let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "# Decided\n")).collect();
        check(&Tree::of(&files)).join("\n")
    }

    #[test]
    fn in_order() {
        assert_eq!(findings(&["0001-a.md", "0002-b.md", "0003-c.md"]), "");
    }

    #[test]
    fn a_gap_a_double_and_a_name_without_number() {
        let gap = findings(&["0001-a.md", "0003-c.md", "0004-d.md"]);
        assert_eq!(
            gap,
            "docs/decisions/0003-c.md: the page before it should be 0002, which is not there"
        );
        let double = findings(&["0001-a.md", "0001-b.md", "0002-c.md"]);
        assert_eq!(double, "docs/decisions/0001-b.md: number 0001 is taken");
        let nameless = findings(&["0001-a.md", "notes.md"]);
        assert_eq!(
            nameless,
            "docs/decisions/notes.md: call it NNNN-what-was-decided.md"
        );
    }

    #[test]
    fn a_page_without_its_sentence() {
        let tree = Tree::of(&[("docs/decisions/0001-a.md", "We chose.\n")]);
        assert_eq!(check(&tree).len(), 1);
    }
}
