//! Every shipped row says where it comes from, as of when, and in which version.
//!
//! `data/FORMATS.md` promises it; a figure without its source is gossip. Tables
//! too wide to repeat it in every row say it once, on a page.

use super::Finding;
use super::tree::Tree;

/// What every row carries.
const ORIGIN: [&str; 3] = ["source", "date", "version"];

/// Folders whose tables have one single source, and the page that states it.
const ONE_SOURCE: &[(&str, &str)] = &[
    ("data/eu-exports/", "data/eu-exports/README.md"),
    ("data/resolve/", "data/resolve/README.md"),
    ("data/world/", "docs/data.md"),
];

/// TOML lists whose items have no fact of their own: a word of the same file explained,
/// or ours to choose (what columns are called).
const LEGENDS: &[&str] = &["tier", "column"];

/// Checks every table under `data/`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (folder, page) in ONE_SOURCE.iter().filter(|(folder, _)| tree.has(folder)) {
        let text = tree.text(page).unwrap_or_default().to_lowercase();
        for word in ["source", "licence", "cargo xtask data"] {
            if !text.contains(word) {
                findings.push(format!(
                    "{page}: does not say `{word}`, for the tables of {folder}"
                ));
            }
        }
    }
    for (path, text) in tree.texts().filter(|(path, _)| path.starts_with("data/")) {
        if ONE_SOURCE.iter().any(|(folder, _)| path.starts_with(folder)) {
            continue;
        }
        if path.ends_with(".csv") {
            check_csv(path, text, &mut findings);
        } else if path.ends_with(".toml") {
            check_toml(path, text, &mut findings);
        }
    }
    findings
}

fn check_csv(path: &str, text: &str, findings: &mut Vec<Finding>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return findings.push(format!("{path}: {error}")),
    };
    for name in ORIGIN {
        let Some(column) = header.iter().position(|heading| heading == name) else {
            findings.push(format!("{path}: has no column `{name}`"));
            continue;
        };
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        for row in rows.records() {
            match row {
                Ok(row) if row.get(column).is_some_and(|cell| !cell.trim().is_empty()) => {}
                Ok(row) => {
                    let line = row.position().map_or(0, csv::Position::line);
                    findings.push(format!("{path}:{line}: `{name}` is empty"));
                    break;
                }
                Err(error) => {
                    findings.push(format!("{path}: {error}"));
                    break;
                }
            }
        }
    }
}

fn check_toml(path: &str, text: &str, findings: &mut Vec<Finding>) {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return findings.push(format!("{path}: {error}")),
    };
    let mut need = |place: &str, table: &toml::Table| {
        for name in ORIGIN.iter().filter(|name| !table.contains_key(**name)) {
            findings.push(format!("{path}: {place} has no `{name}`"));
        }
    };
    need("the file", &table);
    for (key, value) in &table {
        let items = value.as_array().filter(|_| !LEGENDS.contains(&key.as_str()));
        for (index, item) in items.into_iter().flatten().enumerate() {
            if let Some(item) = item.as_table() {
                need(&format!("[[{key}]] number {}", index + 1), item);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(path: &str, text: &str, expected: &[&str]) {
        let findings = check(&Tree::of(&[(path, text)]));
        assert_eq!(findings, expected);
    }

    #[test]
    fn rows_with_their_origin() {
        finds(
            "data/a.csv",
            "name,source,date,version\nx,\"a, b\",2022-01-01,1\n",
            &[],
        );
        finds(
            "data/a.toml",
            "source = 's'\ndate = 2022-01-01\nversion = 1\n[[tier]]\nid = '1'\n[[code]]\nsource = 's'\ndate = 2022-01-01\nversion = 1\n",
            &[],
        );
    }

    #[test]
    fn a_table_without_a_column_and_a_row_without_a_source() {
        finds(
            "data/a.csv",
            "name,source,date\nx,s,2022-01-01\n",
            &["data/a.csv: has no column `version`"],
        );
        finds(
            "data/a.csv",
            "name,source,date,version\nx,s,2022-01-01,1\ny,,2022-01-01,1\n",
            &["data/a.csv:3: `source` is empty"],
        );
    }

    #[test]
    fn an_item_without_a_version() {
        finds(
            "data/a.toml",
            "source = 's'\ndate = 2022-01-01\nversion = 1\n[[code]]\nsource = 's'\ndate = 2022-01-01\n",
            &["data/a.toml: [[code]] number 1 has no `version`"],
        );
    }

    #[test]
    fn a_single_source_is_stated_beside_the_table() {
        let findings = check(&Tree::of(&[("data/eu-exports/eu-exports.csv", "a\n1\n")]));
        assert_eq!(findings.len(), 3, "{findings:#?}");
        let readme = "Source: X. Licence: Y. `cargo xtask data x`.\n";
        let tree = Tree::of(&[
            ("data/eu-exports/eu-exports.csv", "a\n1\n"),
            ("data/eu-exports/README.md", readme),
        ]);
        assert_eq!(check(&tree), Vec::<Finding>::new());
    }
}
