//! What a page or an error message names is there: paths, links, commands.
//!
//! Reads every Markdown page, every `//!` header, and the commands in backticks
//! anywhere in the sources, for an error that says "run `fyke ...`" is a page
//! too. A path counts as ours when its first part is a folder of the repository;
//! one with a placeholder (`<name>`, `*`, a part in capitals) is a pattern, and a
//! header may name what lies in its own crate.

use std::collections::BTreeSet;

use super::Finding;
use super::tree::Tree;
use crate::CHORES;

/// Their made-up worlds name what is not there on purpose.
const TESTS_OF_RULES: &str = "xtask/src/tidy/";

/// Checks every page and source.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let verbs = program_verbs(tree);
    let mut findings = Vec::new();
    for (path, text) in tree.texts() {
        let page = Page {
            tree,
            verbs: &verbs,
            path,
        };
        if path.ends_with(".md") {
            page.check_prose(text, &mut findings);
        } else if path.ends_with(".rs") && !path.starts_with(TESTS_OF_RULES) {
            page.check_source(text, &mut findings);
        }
    }
    findings
}

struct Page<'a> {
    tree: &'a Tree,
    verbs: &'a BTreeSet<String>,
    path: &'a str,
}

impl Page<'_> {
    fn check_prose(&self, text: &str, findings: &mut Vec<Finding>) {
        let mut fenced = false;
        for (number, line) in numbered(text) {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            } else if fenced {
                let command = line.trim().trim_start_matches("$ ");
                // two spaces are a drawing or a table: "fyke      the program"
                if !command.starts_with("fyke  ") {
                    self.command(number, command, findings);
                }
            } else {
                for span in spans(line) {
                    self.command(number, span, findings);
                    self.path(number, span, findings);
                }
                for target in links(line) {
                    self.link(number, target, findings);
                }
            }
        }
    }

    fn check_source(&self, text: &str, findings: &mut Vec<Finding>) {
        for (number, line) in numbered(text) {
            let header = line.trim_start().starts_with("//!");
            for span in spans(line) {
                self.command(number, span, findings);
                if header {
                    self.path(number, span, findings);
                }
            }
        }
    }

    fn path(&self, number: usize, span: &str, findings: &mut Vec<Finding>) {
        let Some((first, rest)) = span.split_once('/') else {
            return;
        };
        let ours = self.tree.has(&format!("{first}/")) && !rest.is_empty();
        let pattern =
            span.contains(['<', '>', '*', '{', ' ', '$', ':']) || span.split(['/', '.']).any(is_placeholder);
        let in_its_crate = || {
            let above = self.path.split_once("/src/").map_or("", |(above, _)| above);
            self.tree.has(&format!("{above}/{span}"))
        };
        if ours && !pattern && !self.tree.has(span) && !in_its_crate() {
            findings.push(format!(
                "{}:{number}: names `{span}`, which is not there",
                self.path
            ));
        }
    }

    fn link(&self, number: usize, target: &str, findings: &mut Vec<Finding>) {
        let file = target.split('#').next().unwrap_or_default();
        if file.is_empty() || file.contains(':') {
            return;
        }
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !self.tree.has(&joined(folder, file)) {
            findings.push(format!(
                "{}:{number}: links to {target}, which is not there",
                self.path
            ));
        }
    }

    fn command(&self, number: usize, words: &str, findings: &mut Vec<Finding>) {
        let words: Vec<&str> = words.split_whitespace().collect();
        let (known, verb) = match words.as_slice() {
            ["cargo", "xtask", verb, ..] if is_verb(verb) => (is_chore(verb), verb),
            ["cargo", "fyke", verb, ..] | ["fyke", verb, ..] if is_verb(verb) => {
                (self.verbs.contains(*verb), verb)
            }
            _ => return,
        };
        if !known {
            let command = words[..words.len().min(3)].join(" ");
            findings.push(format!(
                "{}:{number}: `{command}`: there is no `{verb}`",
                self.path
            ));
        }
    }
}

fn is_chore(word: &str) -> bool {
    CHORES
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .any(|name| name == word)
}

/// The verbs of the program: the variants of its `Subcommand` enums, as clap spells them.
fn program_verbs(tree: &Tree) -> BTreeSet<String> {
    let mut verbs = BTreeSet::from(["help".to_string()]);
    for (_, text) in tree
        .texts()
        .filter(|(path, _)| path.starts_with("crates/fyke/src/"))
    {
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            if !(line.trim_start().starts_with("#[derive(") && line.contains("Subcommand")) {
                continue;
            }
            let mut depth = 0i32;
            for line in lines.by_ref() {
                let code = line.split("//").next().unwrap_or_default();
                let name: String = code
                    .trim_start()
                    .chars()
                    .take_while(|c| c.is_alphanumeric())
                    .collect();
                if depth == 1 && name.starts_with(|c: char| c.is_ascii_uppercase()) {
                    verbs.insert(kebab(&name));
                }
                depth += code.matches(['{', '(']).count() as i32 - code.matches(['}', ')']).count() as i32;
                if depth == 0 && code.contains('}') {
                    break;
                }
            }
        }
    }
    verbs
}

fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

fn is_verb(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// `CASE`, `NNNN-title`, `ID`: something to put a name in the place of.
fn is_placeholder(part: &str) -> bool {
    let word = part.split(['-', '_']).next().unwrap_or_default();
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase()) && part != "README" && part != "LICENSE"
}

/// `docs/decisions` and `../style.md` make `docs/style.md`.
fn joined(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// What stands between single backticks on one line.
fn spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The targets of `[text](target)`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', ' ']).next())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: (&str, &str) = (
        "crates/fyke/src/main.rs",
        "#[derive(Debug, Subcommand)]\nenum Verb {\n    /// Takes files in.\n    Add {\n        Case: PathBuf,\n    },\n    \
         AsOf(Arguments),\n    Sql,\n}\nenum Other { Dance }\n",
    );

    fn findings(path: &str, text: &str) -> Vec<Finding> {
        check(&Tree::of(&[
            PROGRAM,
            ("docs/style.md", ""),
            ("data/hs/headings.csv", ""),
            (path, text),
        ]))
    }

    #[track_caller]
    fn clean(path: &str, text: &str) {
        assert_eq!(findings(path, text), Vec::<Finding>::new());
    }

    #[track_caller]
    fn finds(path: &str, text: &str, words: &str) {
        let findings = findings(path, text);
        assert!(
            findings.len() == 1 && findings[0].contains(words),
            "{findings:#?}\nwanted: {words}"
        );
    }

    #[test]
    fn what_is_there_may_be_named() {
        clean(
            "README.md",
            "see `docs/style.md`, `data/hs/`, `data/goods/ID.toml`, `tables/x`, `crates/<name>/src`\n",
        );
        clean(
            "docs/a.md",
            "[style](style.md#names), [it](../data/hs), [out](https://example.org/x)\n",
        );
        clean(
            "README.md",
            "`fyke add CASE`, `cargo fyke sql`, `fyke as-of`, `fyke --help`, `cargo xtask test`\n",
        );
        clean(
            "README.md",
            "```\n$ cargo fyke add x\nfyke is a net\n```\n`fyke`\n"
                .replace("fyke is", "a fyke is")
                .as_str(),
        );
    }

    #[test]
    fn a_path_that_moved() {
        finds(
            "README.md",
            "one\nsee `docs/tables.md`\n",
            "README.md:2: names `docs/tables.md`",
        );
        finds(
            "crates/fyke/src/lib.rs",
            "//! See `data/old.csv`.\n",
            "lib.rs:1: names `data/old.csv`",
        );
    }

    #[test]
    fn a_link_to_nothing() {
        finds("docs/a.md", "[x](stile.md)", "docs/a.md:1: links to stile.md");
    }

    #[test]
    fn a_command_that_is_no_more() {
        finds("README.md", "`fyke dance CASE`", "there is no `dance`");
        finds("README.md", "```\n$ cargo fyke dance\n```", "there is no `dance`");
        finds("README.md", "`cargo xtask polish`", "there is no `polish`");
        finds(
            "crates/x/src/lib.rs",
            "    bail!(\"run `fyke mend CASE`\");",
            "there is no `mend`",
        );
    }
}
