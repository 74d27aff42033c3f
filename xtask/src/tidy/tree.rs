//! The repository's files as the rules see them: path and text, nothing else.
//!
//! Read once from disk, or made up by a test. What is built, fetched or written
//! by the demo is not part of it.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

/// Folders that are not the repository's own, at any depth.
const NOT_OURS: &[&str] = &[".git", "target", "fyke-demo", "node_modules", "__pycache__"];

/// Paths with `/` between their parts, and the text of each file; `None` where it is not UTF-8.
#[derive(Debug, Default)]
pub struct Tree(BTreeMap<String, Option<String>>);

impl Tree {
    /// Reads all files below `root`.
    pub fn read(root: &Path) -> Result<Tree> {
        let mut tree = Tree::default();
        tree.read_folder(root, "")?;
        Ok(tree)
    }

    fn read_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let entries =
            std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let (kind, path) = (entry.file_type()?, entry.path());
            if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) {
                self.read_folder(&path, &format!("{prefix}{name}/"))?;
            } else if kind.is_file() {
                let bytes =
                    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                self.0
                    .insert(format!("{prefix}{name}"), String::from_utf8(bytes).ok());
            }
        }
        Ok(())
    }

    /// A made-up repository.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree(
            files
                .iter()
                .map(|(path, text)| ((*path).to_string(), Some((*text).to_string())))
                .collect(),
        )
    }

    /// Every file that is text.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path)?.as_deref()
    }

    /// Whether `path` is a file or a folder that holds one.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        self.0.contains_key(path)
            || self
                .0
                .range(folder.clone()..)
                .next()
                .is_some_and(|(found, _)| found.starts_with(&folder))
    }

    /// The `count` longest texts that people write, longest first.
    pub fn longest(&self, count: usize) -> Vec<(usize, &str)> {
        let written = |path: &str| {
            [".rs", ".md", ".toml", ".css", ".ts"]
                .iter()
                .any(|end| path.ends_with(end))
        };
        let mut lengths: Vec<(usize, &str)> = self
            .texts()
            .filter(|(path, _)| written(path))
            .map(|(path, text)| (text.lines().count(), path))
            .collect();
        lengths.sort_by_key(|&(lines, path)| (std::cmp::Reverse(lines), path));
        lengths.truncate(count);
        lengths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_exists_when_it_holds_a_file() {
        let tree = Tree::of(&[("docs/style.md", ""), ("docs-old/a.md", "")]);
        assert!(tree.has("docs") && tree.has("docs/") && tree.has("docs/style.md"));
        assert!(!tree.has("doc") && !tree.has("docs/style"));
    }

    #[test]
    fn the_longest_come_first() {
        let tree = Tree::of(&[
            ("a.rs", "1\n2\n"),
            ("b.md", "1\n2\n3\n"),
            ("c.csv", "1\n2\n3\n4\n"),
        ]);
        assert_eq!(tree.longest(1), [(3, "b.md")]);
    }
}
